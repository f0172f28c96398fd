"""The record as an edition sees it: facts with their evidence, known by a horizon, selected by parameters.

A fact is known from the day its first source was published; its standing is what the evidence published by the
horizon supports. `Facts` is a frozen, ordered collection; `facts.record` holds what is known whether selected or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from factbook.record import package as packages
from factbook.record.dates import Date
from factbook.record.passages import address
from factbook.record.rows import (
    SEARCH_LOG,
    SUPPORTING,
    THIRD_PARTY,
    ActorRow,
    EvidenceRow,
    FactRow,
    LinkRow,
    MeasureRow,
    SourceRow,
    ThemeRow,
)
from factbook.record.selection import Selection, contract, refuse_unknown_ids
from factbook.record.standing import LABELS, Standing, standing


@dataclass(frozen=True)
class Evidence:
    """One source's bearing on a fact, with the source itself and the address of the passage."""

    row: EvidenceRow
    source: SourceRow
    known_from: date

    @property
    def bearing(self) -> str:
        return self.row.bearing

    @property
    def href(self) -> str:
        return address(self.row, self.source)


@dataclass(frozen=True)
class Fact:
    """One fact as known by the horizon: its row, the evidence known by then, and what that adds up to."""

    row: FactRow
    evidence: tuple[Evidence, ...]
    standing: Standing
    known_from: date
    sides: frozenset[str]  # of its actors, third parties left out

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def statement(self) -> str:
        return self.row.statement

    @property
    def date(self) -> Date:
        return self.row.date

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def delivery(self) -> str:
        return self.row.delivery

    @property
    def themes(self) -> tuple[str, ...]:
        return self.row.themes

    @property
    def actors(self) -> tuple[str, ...]:
        return self.row.actors

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """Its known sources, each once, in the order of the evidence; a log of searches is none."""
        return tuple({item.source.id: item.source for item in self.evidence if item.source.kind != SEARCH_LOG}.values())


@dataclass(frozen=True)
class Record:
    """All that is known by a horizon, before any selection."""

    title: str
    name: str
    folder: str
    sides: tuple[str, ...]
    horizon: date
    facts: dict[str, Fact]  # in order of date
    sources: dict[str, SourceRow]
    themes: dict[str, ThemeRow]
    actors: dict[str, ActorRow]
    links: tuple[LinkRow, ...]
    measures: tuple[MeasureRow, ...]
    descriptor: dict[str, Any] = field(repr=False)

    def linked(self, fact: str, relation: str | None = None) -> tuple[tuple[str, str, str], ...]:
        """The ties of a fact as (relation, direction, other fact): `from` it to another, or `to` it."""
        found = [(link.relation, "from", link.to) for link in self.links if link.from_ == fact]
        found += [(link.relation, "to", link.from_) for link in self.links if link.to == fact]
        return tuple(tie for tie in found if relation in (None, tie[0]))


@dataclass(frozen=True)
class Facts:
    """The facts an edition shows, in order of date; a chapter's one way to the record."""

    record: Record
    selection: Selection
    chosen: tuple[Fact, ...]

    @classmethod
    def load(cls, **parameters: object) -> Facts:
        """The facts that the parameters select (see `Selection`) from the data package they name.

        Raises ParameterError for parameters that cannot be, DataPackageError for a package that breaks its rules.
        """
        selection = contract(Selection, dict(parameters))
        return cls.select(packages.read(selection.package or None), selection)

    @classmethod
    def select(cls, package: packages.Package, selection: Selection) -> Facts:
        """The facts of `package` that `selection` keeps."""
        record = as_known(package, date.fromisoformat(selection.as_of) if selection.as_of else None)
        refuse_unknown_ids(
            selection,
            {
                "themes": {theme.id: theme.label for theme in record.themes.values()},
                "actors": {actor.id: actor.name for actor in record.actors.values()},
                "sides": {side: side for side in (*record.sides, THIRD_PARTY)},
                "standing": {label: label for label in LABELS},
            },
        )
        return cls(record, selection, tuple(fact for fact in record.facts.values() if _kept(fact, selection, record)))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.chosen)

    def __len__(self) -> int:
        return len(self.chosen)

    def __contains__(self, fact: str) -> bool:
        return fact in self.ids

    def __getitem__(self, fact: str) -> Fact:
        """A known fact by its id, selected or not."""
        return self.record.facts[fact]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(fact.id for fact in self.chosen)

    @property
    def horizon(self) -> date:
        """The last day whose publications the edition knows."""
        return self.record.horizon

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """The sources of the facts chosen, sorted by id."""
        return tuple(sorted({source for fact in self for source in fact.sources}, key=lambda source: source.id))

    def at(self, horizon: str = "") -> Facts:
        """The same selection as known on another day; by default the same day a year before this horizon."""
        day = horizon or _year_before(self.horizon).isoformat()
        selection = contract(Selection, {**self.selection.model_dump(), "as_of": day})  # papermill may send a year as a number
        return Facts.select(packages.read(self.record.folder), selection)

    @property
    def shared(self) -> Facts:
        """Those of the facts that concern more than one side: what is between them; all of them where none does."""
        between = tuple(fact for fact in self if len(fact.sides) > 1)
        return replace(self, chosen=between or self.chosen)

    def where(self, **wanted: str) -> Facts:
        """The facts with a theme, actor, side, kind, delivery, standing, said_by or source: `facts.where(theme="…")`."""
        return replace(self, chosen=tuple(fact for fact in self if all(_has(fact, key, value) for key, value in wanted.items())))

    def measures(self, indicator: str = "", subject: str = "") -> tuple[MeasureRow, ...]:
        """The known measures of an indicator or subject (either may be left open), by subject and period."""
        rows = (row for row in self.record.measures if indicator in ("", row.indicator) and subject in ("", row.subject))
        return tuple(sorted(rows, key=lambda row: (row.subject, row.period.key, row.id)))


def _year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def published(source: SourceRow) -> date:
    """The day from which a source counts: the last day of its publication date, but never later than it was read."""
    read = source.date_accessed.latest
    return min(source.date_published.latest, read) if source.date_published else read


def as_known(package: packages.Package, horizon: date | None = None) -> Record:
    """The record as it could have been known on `horizon` (default: the latest date among its sources)."""
    day = horizon or max((published(source) for source in package.sources), default=date.min)
    sources = {source.id: source for source in package.sources if published(source) <= day}
    actors = {actor.id: actor for actor in package.actors}
    bearing = _evidence(package)
    facts = {}
    for fact_row in sorted(package.facts, key=lambda row: (row.date.key, row.id)):
        everything = bearing.get(fact_row.id, ())
        known = _first_reported(everything)
        if known and known <= day:
            evidence = tuple(item for item in everything if item.known_from <= day)
            rule = standing(fact_row, [item.row for item in evidence], sources, actors)
            facts[fact_row.id] = Fact(fact_row, evidence, rule, known, _sides(fact_row, actors))
    return Record(
        title=package.title,
        name=package.name,
        folder=package.folder.as_posix(),
        sides=package.sides,
        horizon=day,
        facts=facts,
        sources=sources,
        themes={theme.id: theme for theme in package.themes},
        actors=actors,
        links=tuple(link for link in package.links if link.from_ in facts and link.to in facts),
        measures=tuple(measure for measure in package.measures if measure.source in sources),
        descriptor=package.descriptor,
    )


def _evidence(package: packages.Package) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of the package by fact, in the order its sources came out."""
    sources = {source.id: source for source in package.sources}
    bearing: dict[str, list[Evidence]] = {}
    for row in package.evidence:
        bearing.setdefault(row.fact, []).append(Evidence(row, sources[row.source], published(sources[row.source])))
    return {fact: tuple(sorted(items, key=lambda item: (item.known_from, item.source.id))) for fact, items in bearing.items()}


def _first_reported(evidence: tuple[Evidence, ...]) -> date | None:
    """The day the first source that reports a fact came out; earlier sources may support a claim that was yet to be made.

    A fact that no source reports as such is known from the first that supports it; None where there is none.
    """
    reports = [item.known_from for item in evidence if item.bearing == "reports"]
    support = [item.known_from for item in evidence if item.bearing in SUPPORTING]
    return min(reports or support, default=None)


def _sides(row: FactRow, actors: dict[str, ActorRow]) -> frozenset[str]:
    return frozenset(actors[actor].side for actor in row.actors if actor in actors) - {THIRD_PARTY}


def _kept(fact: Fact, selection: Selection, record: Record) -> bool:
    """Whether a selection shows a fact; within one parameter any value will do, across parameters all must."""
    sides = {record.actors[actor].side for actor in fact.actors}
    return (
        fact.date.overlaps(*selection.window)
        and (not selection.themes or bool(set(selection.themes) & set(fact.themes)))
        and (not selection.actors or bool(set(selection.actors) & {*fact.actors, *fact.row.said_by, *fact.row.owner}))
        and (not selection.sides or bool(set(selection.sides) & sides))
        and (not selection.standing or fact.standing.label in selection.standing)
    )


def _has(fact: Fact, key: str, value: str) -> bool:
    """Whether a fact has a value under one of the names that `Facts.where` knows."""
    values: dict[str, tuple[str, ...] | frozenset[str]] = {
        "theme": fact.themes,
        "actor": fact.actors,
        "side": fact.sides,
        "kind": (fact.kind,),
        "delivery": (fact.delivery,),
        "standing": (fact.standing.label,),
        "said_by": fact.row.said_by,
        "source": tuple(source.id for source in fact.sources),
    }
    return value in values[key]
