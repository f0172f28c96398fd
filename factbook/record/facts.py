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

from factbook.errors import ParameterError, nearest
from factbook.record import package as packages
from factbook.record.fact import HAS, Evidence, Fact, published
from factbook.record.rows import SUPPORTING, THIRD_PARTY, ActorRow, FactRow, LinkRow, MeasureRow, SourceRow, ThemeRow
from factbook.record.selection import Selection, contract, refuse_unknown_ids
from factbook.record.standing import LABELS, standing

__all__ = ["Evidence", "Fact", "Facts", "Record", "as_known", "published"]


@dataclass(frozen=True)
class Record:
    """All that is known by a horizon, before any selection."""

    title: str
    name: str
    folder: str
    sides: tuple[str, ...]
    horizon: date
    latest: date  # the day of the latest source of the package, known by the horizon or not
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
        return cls.of(as_known(package, selection.horizon), selection)

    @classmethod
    def of(cls, record: Record, selection: Selection) -> Facts:
        """The facts of `record`, which is as known on the selection's horizon, that `selection` keeps."""
        refuse_unknown_ids(
            selection,
            {
                "themes": {theme.id: theme.label for theme in record.themes.values()},
                "actors": {actor.id: actor.name for actor in record.actors.values()},
                "sides": {side: side for side in (*record.sides, THIRD_PARTY)},
                "standing": {label: label for label in LABELS},
            },
        )
        return cls(record, selection, tuple(fact for fact in record.facts.values() if _kept(fact, selection)))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.chosen)

    def __len__(self) -> int:
        return len(self.chosen)

    def __contains__(self, fact: str) -> bool:
        return fact in self.ids

    def __getitem__(self, fact: str) -> Fact:
        """A known fact by its id, selected or not.

        Raises ParameterError where none is known under that id.
        """
        if fact not in self.record.facts:
            raise ParameterError(f"No fact {fact!r} is known on {self.horizon.isoformat()}. {nearest(fact, self.record.facts)}")
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
        given = self.selection.model_dump(exclude_unset=True)
        selection = contract(type(self.selection), {**given, "as_of": day})  # papermill may send a year as a number
        return Facts.select(packages.read(self.record.folder), selection)

    @property
    def shared(self) -> Facts:
        """Those of the facts that concern more than one side: what is between them; all of them where none does."""
        between = tuple(fact for fact in self if len(fact.sides) > 1)
        return replace(self, chosen=between or self.chosen)

    def where(self, **wanted: str) -> Facts:
        """The facts that have every value named, as a selection would keep them: `facts.where(theme="…", kind="event")`.

        Raises ParameterError for a name that is not among `HAS`.
        """
        for name in wanted:
            if name not in HAS:
                raise ParameterError(f"Facts cannot be narrowed by {name!r}. {nearest(name, HAS)}")
        return replace(self, chosen=tuple(fact for fact in self if all(value in HAS[name](fact) for name, value in wanted.items())))

    def measures(self, indicator: str = "", subject: str = "") -> tuple[MeasureRow, ...]:
        """The known measures of an indicator or subject (either may be left open), by subject and period."""
        rows = (row for row in self.record.measures if indicator in ("", row.indicator) and subject in ("", row.subject))
        return tuple(sorted(rows, key=lambda row: (row.subject, row.period.key, row.id)))


def _year_before(day: date) -> date:
    """The same day of the year before, if there was one; of 29 February the 28th."""
    return day.replace(year=max(day.year - 1, date.min.year), day=28 if (day.month, day.day) == (2, 29) else day.day)


def as_known(package: packages.Package, horizon: date | None = None) -> Record:
    """The record as it could have been known on `horizon` (default: the latest date among its sources)."""
    latest = max(map(published, package.sources), default=date.min)
    day = horizon or latest
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
        latest=latest,
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
    return frozenset(actors[actor].side for actor in row.actors)


def _kept(fact: Fact, selection: Selection) -> bool:
    """Whether a selection shows a fact; within one parameter any value will do, across parameters all must."""
    wanted = {"theme": selection.themes, "actor": selection.actors, "side": selection.sides, "standing": selection.standing}
    return fact.date.overlaps(*selection.window) and all(
        not values or any(value in HAS[name](fact) for value in values) for name, values in wanted.items()
    )
