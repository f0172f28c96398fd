"""Chapters run by papermill, several at once, each in a kernel of its own; what comes back holds no clock and no path.

The chapters' work is done in the kernels' processes. Here a thread waits for each, so nothing needs to be forked or
pickled on this side, and the same code runs on every system.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook, raise_for_execution_errors

from factbook import errors
from factbook.book.chapters import Chapter
from factbook.book.edition import Edition
from factbook.book.kernels import START_SECONDS, Flock, PlainKernels, WarmKernels, settle_classes, transport
from factbook.book.warmth import WARM, warm_up
from factbook.errors import ChapterError
from factbook.record import package as packages

CELL_SECONDS = 600
_OWN_ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.FactbookError)}
_CELL_PATH = re.compile(r"[^\s\"']*ipykernel_\d+[\\/]\d+\.py")


@dataclass(frozen=True)
class Executed:
    """A chapter that ran: the chapter, and its notebook with outputs."""

    chapter: Chapter
    notebook: nbformat.NotebookNode = field(repr=False)


def execute(
    chapters: Sequence[Chapter],
    edition: Edition,
    *,
    jobs: int = 0,
    warm: bool = True,
    done: Callable[[Chapter], None] = lambda chapter: None,
) -> list[Executed]:
    """The chapters run under `edition`, in their order; `done` is called as each one ends.

    `jobs` chapters run at once (0: as many as there are cores), in warm kernels where the system has them.
    Raises ChapterError for the first chapter that does not run to its end. Then, as at an interruption, the kernels of those that
    still run are ended, and those still waiting are not begun.
    """
    warm = warm and WARM
    if warm and chapters:
        warm_up(Path(edition.package) if edition.package else packages.locate(chapters[0].path.parent))
    settle_classes()
    flock = Flock()
    kernels = [flock.of(kind) for kind in (WarmKernels if warm else PlainKernels, PlainKernels)]  # to be tried in turn
    with _unheard(), TemporaryDirectory(prefix="factbook-") as folder, ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        places = (Path(folder) / str(place) for place in range(len(chapters)))
        running = [pool.submit(_run, chapter, edition, place, kernels, done) for chapter, place in zip(chapters, places, strict=True)]
        try:
            wait(running, return_when=FIRST_EXCEPTION)
            failed = next((future for future in running if future.done() and future.exception()), None)
        finally:  # after a failure or Ctrl-C nobody waits for the others
            pool.shutdown(wait=False, cancel_futures=True)
            flock.end()
        return [failed.result()] if failed else [future.result() for future in running]


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep what papermill logs of dying kernels from the terminal: whoever should know is told in our words."""
    log = logging.getLogger("papermill")

    def silence(record: logging.LogRecord) -> bool:
        return False

    log.addFilter(silence)
    try:
        yield
    finally:
        log.removeFilter(silence)


def _run(
    chapter: Chapter, edition: Edition, place: Path, kernels: Sequence[type[PlainKernels]], done: Callable[[Chapter], None]
) -> Executed:
    """One chapter, run; a kernel that does not start is given a second chance. `place` is where its sockets lie."""
    prepared = execute_notebook(chapter.notebook, None, _parameters(chapter, edition), prepare_only=True)
    first, second = kernels
    try:
        notebook = _in_kernel(chapter, prepared, first, transport(place))
    except _KernelDidNotStart:
        try:
            notebook = _in_kernel(chapter, prepared, second, transport(place.with_name(f"{place.name}-again")))
        except _KernelDidNotStart as fault:
            remedy = "See that `python -m ipykernel --version` works here; if not, install requirements.txt again."
            raise ChapterError(chapter.file, "", f"no kernel could be started to run it in ({fault}).", remedy) from fault
    done(chapter)
    return Executed(chapter, scrubbed(notebook))


class _KernelDidNotStart(Exception):
    """The kernel was gone, or silent, before the first cell."""


def _in_kernel(chapter: Chapter, prepared: nbformat.NotebookNode, kernels: type[PlainKernels], config: Any) -> nbformat.NotebookNode:
    """The notebook with its outputs; a cell that fails, a kernel that dies or hangs is a ChapterError."""
    cells = [str(cell.id) for cell in prepared.cells]
    begun: list[str] = []
    try:
        ran: nbformat.NotebookNode = papermill_engines.execute_notebook_with_engine(
            None,
            prepared,
            kernel_name="python3",
            progress_bar=False,
            start_timeout=START_SECONDS,
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            kernel_manager_class=kernels,
            config=config,
            resources={"metadata": {"path": str(chapter.path.parent)}},
            record_timing=False,
            store_widget_state=False,
            on_cell_start=lambda cell, cell_index: begun.append(cell.id),
        )
        raise_for_execution_errors(ran, None)
        return ran
    except PapermillExecutionError as fault:
        raise _failure(chapter, cells[fault.cell_index], fault) from fault
    except CellTimeoutError as fault:
        remedy = "Look there for work that never ends; open the chapter in JupyterLab and run it up to that cell."
        raise ChapterError(chapter.file, begun[-1], f"the cell was still running after {CELL_SECONDS} seconds.", remedy) from fault
    except (DeadKernelError, RuntimeError) as fault:
        if not begun:
            raise _KernelDidNotStart(str(fault).rstrip(".")) from fault
        remedy = "Look there for what ends Python itself, or needs more memory than there is; then build again."
        raise ChapterError(chapter.file, begun[-1], "the kernel died while the cell ran.", remedy) from fault
    finally:
        ensure_event_loop().close()  # nbclient opened it for this thread and leaves it open


def _failure(chapter: Chapter, cell: str, fault: PapermillExecutionError) -> ChapterError:
    """A cell's exception as an analyst reads it; an error of this package says itself what to do."""
    message = re.sub(r"\x1b\[[0-9;]*m", "", str(fault.evalue)).strip()
    if fault.ename in _OWN_ERRORS:
        return ChapterError(chapter.file, cell, message, "The chapter stopped there.")
    if fault.ename == "AssertionError":
        cause = f"what it asserts does not hold: {message or fault.source.strip().splitlines()[-1]}"
        return ChapterError(chapter.file, cell, cause, "Correct the data it rests on or, where the prose has become untrue, the chapter.")
    last = message.splitlines()[-1] if message else "no message"
    remedy = "Open the chapter in JupyterLab and run it up to that cell, or repeat the command with --traceback."
    return ChapterError(chapter.file, cell, f"{fault.ename}: {last}", remedy)


def _parameters(chapter: Chapter, edition: Edition) -> dict[str, Any]:
    """What the chapter is told; a package's folder as seen from the chapter's, so that no path of this machine is kept."""
    values: dict[str, Any] = chapter.takes(edition)
    if values.get("package"):
        folder = Path(values["package"]).resolve()
        here = chapter.path.parent.resolve()
        values["package"] = Path(os.path.relpath(folder, here)).as_posix() if folder.drive == here.drive else folder.as_posix()
    return values


def scrubbed(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs between two runs: times, paths, random ids, papermill's notes."""
    for kept in ("papermill", "widgets"):
        notebook.metadata.pop(kept, None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = "injected-parameters"
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                output.text = _CELL_PATH.sub("<cell>", output.text)
    return notebook
