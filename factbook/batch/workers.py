"""Editions made by whoever offers an Executor: this machine's cores by default, a Dask cluster where one is named.

Each edition is made in a scratch folder and a process of its own, forked from a warm image in which pandas, matplotlib
and the exporters are loaded. What comes back are bytes; nobody but the caller writes into the reports.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import perf_counter
from typing import Any

from factbook.batch.pictures import first_page
from factbook.book.build import Project, build
from factbook.book.edition import edition
from factbook.book.kernels import WARM, warm_up
from factbook.errors import FactbookError

CHAPTERS_AT_ONCE = 2  # in each edition: one waits for its kernel while the other's works
_BESIDES = ("factbook.book.build", "factbook.export.html", "factbook.export.pdf")  # what an edition's process needs loaded

_WARMING_UP = Lock()  # the image is begun in an environment of its own, so by one thread at a time


@dataclass(frozen=True)
class Order:
    """All that a worker is told: it finds package and chapters where the caller does."""

    name: str
    parameters: dict[str, str | list[str]]
    package: Path
    notebooks: Path
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of an order: the files of the edition by name, or what went wrong and where in the code."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    picture: bytes = field(default=b"", repr=False)
    seconds: float = 0.0
    fault: str = ""
    traceback: str = field(default="", repr=False)


def fulfil(orders: Iterable[Order], done: Callable[[Outcome], None], *, jobs: int = 0, scheduler: str = "") -> None:
    """Have every order made; `done` is called in this thread with each outcome as it arrives, once an order."""
    waiting, running = deque(orders), dict[Future[Outcome], Order]()
    with _executor(jobs, scheduler) as (executor, width):
        try:
            while waiting or running:
                while waiting and len(running) < width():  # a window, so that what has arrived need not be kept
                    order = waiting.popleft()
                    running[executor.submit(make_apart, order)] = order
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    done(_arrived(future, running.pop(future)))
        finally:
            for future in running:
                future.cancel()


def make_apart(order: Order) -> Outcome:
    """The order made in a process of its own; in this one where it may not have children, as under Dask's nanny."""
    process = multiprocessing.current_process()
    if process.daemon:
        return make(order, warm=False)
    context: Any = multiprocessing.get_context("forkserver" if WARM else "spawn")
    if WARM:
        with _WARMING_UP:
            warm_up(*_BESIDES)
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(order, there))
    child.start()
    there.close()
    with here:
        try:
            outcome: Outcome = here.recv()
        except EOFError:
            outcome = Outcome(order.name, fault="")
    child.join()
    if not (outcome.files or outcome.fault):
        return Outcome(order.name, fault=f"its process ended with code {child.exitcode} before the edition was made. Build it again.")
    return outcome


def make(order: Order, *, warm: bool = True) -> Outcome:
    """The order made in this process; whatever goes wrong is told, since the other editions should not suffer for it."""
    since = perf_counter()
    with TemporaryDirectory(prefix="factbook-") as scratch:
        project = Project(order.package, order.notebooks, Path(scratch) / "reports")
        try:
            build(edition(order.parameters), project, formats=order.formats, jobs=CHAPTERS_AT_ONCE, warm=warm)
            files = {path.relative_to(project.reports).as_posix(): path.read_bytes() for path in sorted(project.reports.rglob("*.*"))}
            pdf = next((content for name, content in files.items() if name.endswith(".pdf")), b"")
            picture = first_page(pdf, Path(scratch)) if pdf else b""
        except FactbookError as fault:
            return Outcome(order.name, fault=str(fault), traceback=traceback.format_exc())
        except Exception as fault:
            message = f"{type(fault).__name__}: {fault}. This is a fault of the program; repeat the command with --traceback."
            return Outcome(order.name, fault=message, traceback=traceback.format_exc())
    return Outcome(order.name, files, picture, perf_counter() - since)


def _answer(order: Order, connection: Connection) -> None:
    """Make the order and send what became of it to whoever asked, if they are still there."""
    with suppress(BrokenPipeError, KeyboardInterrupt), connection:
        connection.send(make(order))


def _arrived(future: Future[Outcome], order: Order) -> Outcome:
    """The outcome in a future; a worker that was lost is an outcome too."""
    fault = future.exception()
    if fault is None:
        return future.result()
    return Outcome(
        order.name, fault=f"no worker could make it ({type(fault).__name__}: {fault}). See the workers' logs, then build it again."
    )


@contextmanager
def _executor(jobs: int, scheduler: str) -> Iterator[tuple[Executor, Callable[[], int]]]:
    """An Executor, and how many orders it should have at once."""
    if not scheduler:
        number = jobs or os.cpu_count() or 1
        with ThreadPoolExecutor(number) as threads:  # each thread waits for the process that does the work
            yield threads, lambda: number
        return
    with _cluster(scheduler) as client:
        executor = client.get_executor(pure=False)
        yield executor, lambda: jobs or 2 * max(sum(client.nthreads().values()), 1)


@contextmanager
def _cluster(scheduler: str) -> Iterator[Any]:
    """A client of the Dask scheduler at an address."""
    try:
        from distributed import Client
    except ImportError as fault:
        raise FactbookError("A cluster needs dask.distributed. Install it: python -m pip install 'factbook[dask]'.") from fault
    try:
        client = Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise FactbookError(f"No Dask scheduler answers at {scheduler} ({fault}). Start one, or leave --scheduler out.") from fault
    with client:
        if not client.nthreads():
            client.wait_for_workers(1, timeout=30)
        yield client
