"""One run over many editions: what has to be made is made, what cannot be made is told, the rest is left as it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factbook.batch.catalogue import FILE, Catalogue, Named, catalogue
from factbook.batch.plan import Behind, reasons, shortened
from factbook.batch.shelf import Shelf
from factbook.batch.workers import Order, Outcome, fulfil
from factbook.book.build import Project, manifest_name
from factbook.book.chapters import chapters
from factbook.record import package as packages


@dataclass(frozen=True)
class Step:
    """One edition of a run: why it is to be made (nothing where it need not be), and what became of it."""

    named: Named
    reason: str
    outcome: Outcome | None = None

    @property
    def failed(self) -> bool:
        return bool(self.outcome and self.outcome.fault)


@dataclass
class Run:
    """A run: the editions asked for, and how they come out."""

    project: Project
    formats: Sequence[str]
    steps: dict[str, Step]
    catalogue: Catalogue
    behind: Behind
    shelf: Shelf

    @property
    def to_make(self) -> list[Step]:
        return [step for step in self.steps.values() if step.reason]

    @property
    def failed(self) -> list[Step]:
        return [step for step in self.steps.values() if step.failed]

    def make(self, done: Callable[[Step], None], *, jobs: int = 0, scheduler: str = "") -> Path:
        """Make what has to be made, telling `done` of each; the index page, which is written in any case."""

        def arrived(outcome: Outcome) -> None:
            step = self.steps[outcome.name]
            outcome = self._checked(step.named, outcome)
            if not outcome.fault:
                self.shelf.put(step.named, outcome)
            self.steps[outcome.name] = Step(step.named, step.reason, outcome)
            done(self.steps[outcome.name])

        orders = [self._order(step.named) for step in self.to_make]
        if orders:
            fulfil(orders, arrived, jobs=jobs, scheduler=scheduler)
        return self.shelf.close(self.catalogue, packages.load(self.project.package)[0].title)

    def _order(self, named: Named) -> Order:
        project = Project(named.package, self.project.notebooks, self.project.reports)
        return Order(named.name, named.edition.given, project.package.resolve(), project.notebooks.resolve(), tuple(self.formats))

    def _checked(self, named: Named, outcome: Outcome) -> Outcome:
        """The outcome, unless it was made from other data, chapters, code or versions than those here."""
        if outcome.fault:
            return outcome
        recorded = json.loads(outcome.files[manifest_name(named.edition)])
        moved = self.behind.moved(named, recorded)
        if not moved:
            return outcome
        cure = "Bring the workers up to date, or wait until nobody edits the project, then build it again."
        return Outcome(outcome.name, fault=f"it was not made from what is here: {shortened(moved)}. {cure}")


def plan(project: Project, *, only: Sequence[str] = (), where: Sequence[str] = (), formats: Sequence[str], file: Path | None = None) -> Run:
    """A run over the editions that the project's `editions.toml` names and `only` and `where` choose.

    Raises ParameterError for what the file or the choice gets wrong.
    """
    every = chapters(project.notebooks)
    listed = catalogue(file or project.notebooks / FILE, project.package.resolve(), every)
    behind, shelf = Behind(every), Shelf(project.reports / "editions")
    steps = {}
    for named in listed.chosen(only, where):
        why = reasons(named, shelf.folder / named.name, formats, behind, shelf.known(named))
        steps[named.name] = Step(named, shortened(why))
    return Run(project, formats, steps, listed, behind, shelf)
