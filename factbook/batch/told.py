"""A run told on the terminal: a line for each edition with why it was made, a bar with the time left, and a close."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from factbook.batch.run import Run, Step


def planned(run: Run) -> Iterator[str]:
    """Each edition asked for, with why it is to be made or that it need not be."""
    width = max((len(name) for name in run.steps), default=0)
    for name, step in run.steps.items():
        yield f"{name:<{width}}  {step.reason or 'up to date'}"
    yield f"{_counted(len(run.to_make))} to make, {len(run.steps) - len(run.to_make)} up to date."


@contextmanager
def watched(run: Run, write: Callable[[str], object]) -> Iterator[Callable[[Step], None]]:
    """What a run tells its steps to: a line each, and a bar where somebody watches."""
    total, begun, made = len(run.to_make), monotonic(), 0
    width = max((len(step.named.name) for step in run.to_make), default=0)
    console = Console(stderr=True)
    columns = (TextColumn("Editions"), BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total, left="")

        def done(step: Step) -> None:
            nonlocal made
            made += 1
            left = time_left(made, total, monotonic() - begun)
            result = "failed" if step.failed else f"{step.outcome.seconds if step.outcome else 0:5.1f} s"
            write(
                f"{made:>{len(str(total))}}/{total}  {step.named.name:<{width}}  {result:>7}  {step.reason}{f'  ({left})' if left else ''}"
            )
            bar.update(task, completed=made, left=left)

        yield done


def time_left(made: int, total: int, seconds: float) -> str:
    """How long the rest will take if it goes on as it went: `about 3 min left`; nothing at the end."""
    if made >= total:
        return ""
    rest = seconds / made * (total - made)
    return f"about {rest:.0f} s left" if rest < 90 else f"about {rest / 60:.0f} min left"


def closing(run: Run) -> Iterator[str]:
    """How the run came out: the counts, each failure with chapter and cell, what lies there without being listed."""
    made = len(run.to_make) - len(run.failed)
    yield f"{_counted(made)} made, {len(run.steps) - len(run.to_make)} up to date, {len(run.failed)} failed."
    for step in run.failed:
        assert step.outcome
        yield f"Failed: {step.named.name}: {step.outcome.fault}"
    if run.catalogue.empty:
        yield f"{_counted(len(run.catalogue.empty))} left out of the matrices, for no fact fits."
    if names := run.shelf.forgotten(run.catalogue):
        yield f"Not in editions.toml any more, and left as they are: {', '.join(names)}."


def _counted(number: int) -> str:
    return f"{number} edition{'s' * (number != 1)}"
