"""A build's progress on the terminal: one line a stage, a bar over the chapters; nothing where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """What a build reports to: (stage, steps) begins a stage, (step, 0) ends a step of it."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<26}"), BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        stage: TaskID | None = None

        def report(name: str, steps: int) -> None:
            nonlocal stage
            if not steps and stage is not None:
                bar.advance(stage)
                return
            if stage is not None:
                bar.update(stage, completed=bar.tasks[-1].total)
            stage = bar.add_task(name[:1].upper() + name[1:], total=steps)

        yield report
        if stage is not None:
            bar.update(stage, completed=bar.tasks[-1].total)
