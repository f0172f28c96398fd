"""Editions made by whoever offers an Executor: this machine's cores by default, a Dask cluster where one is named.

Each edition is made in a scratch folder, by a process that makes nothing else meanwhile; its chapters run in kernels
of their own. The processes are kept warm from one edition to the next. What comes back are bytes: nobody but the caller
writes into the reports.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from factbook.errors import FactbookError

CHAPTERS_AT_ONCE = 2  # in each edition: one waits for its kernel while the other's works
EDITIONS_EACH = 25  # then a process is replaced, so that nothing can pile up in it
_SERVE = [sys.executable, "-c", "from factbook.batch.workers import serve; serve()"]
_IDLE: list[_Process] = []


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
    """What became of an order: the files of the edition by name, or what went wrong."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    picture: bytes = field(default=b"", repr=False)
    seconds: float = 0.0
    fault: str = ""


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
    """The order made in another process, an idle one or else a new one; its death is an outcome too."""
    process = _IDLE.pop() if _IDLE else _Process()
    outcome = process.ask(order)
    if process.made < EDITIONS_EACH and process.alive:
        _IDLE.append(process)
    else:
        process.end()
    return outcome


def make(order: Order) -> Outcome:
    """The order made in this process; whatever goes wrong is told, since the other editions should not suffer for it."""
    from factbook.batch.pictures import first_page
    from factbook.book.build import Project, build
    from factbook.book.edition import edition

    since = perf_counter()
    with TemporaryDirectory(prefix="factbook-") as scratch:
        project = Project(order.package, order.notebooks, Path(scratch) / "reports")
        try:
            built = build(edition(order.parameters), project, formats=order.formats, jobs=CHAPTERS_AT_ONCE, keep_executed=False)
            files = {path.name: path.read_bytes() for path in built.files}
            pdf = next((content for name, content in files.items() if name.endswith(".pdf")), b"")
            picture = first_page(pdf, Path(scratch)) if pdf else b""
        except FactbookError as fault:
            return Outcome(order.name, fault=str(fault))
        except Exception as fault:
            return Outcome(order.name, fault=f"{type(fault).__name__}: {fault}. The program is at fault:\n{traceback.format_exc()}")
    return Outcome(order.name, files, picture, perf_counter() - since)


def serve() -> None:
    """Be the other process: make the orders that come in, until none can come any more."""
    with os.fdopen(os.dup(1), "wb") as answers, suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        os.dup2(2, 1)  # what is printed here is no answer
        while True:
            pickle.dump(make(pickle.load(sys.stdin.buffer)), answers)
            answers.flush()


class _Process:
    """A process that makes one order at a time; begun as a command, so that a cluster's workers may have it too."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(_SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.made = 0
        atexit.register(self.end)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, order: Order) -> Outcome:
        """What the process makes of an order."""
        assert self.process.stdin and self.process.stdout
        self.made += 1
        try:
            pickle.dump(order, self.process.stdin)
            self.process.stdin.flush()
            outcome: Outcome = pickle.load(self.process.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            code = self.process.wait()
            return Outcome(order.name, fault=f"its process ended (code {code}) before the edition was made. Build it again.")
        return outcome

    def end(self) -> None:
        """Let the process end: nothing more will be asked."""
        assert self.process.stdin and self.process.stdout
        atexit.unregister(self.end)
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def _end_all() -> None:
    """Let every idle process end."""
    while _IDLE:
        _IDLE.pop().end()


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
        try:
            with ThreadPoolExecutor(number) as threads:  # each thread waits for the process that does the work
                yield threads, lambda: number
        finally:
            _end_all()
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
