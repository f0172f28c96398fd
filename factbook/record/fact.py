"""One fact with the evidence for it, and the values by which facts are chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from factbook.record.dates import Date
from factbook.record.passages import address
from factbook.record.rows import SEARCH_LOG, THIRD_PARTY, EvidenceRow, FactRow, SourceRow
from factbook.record.standing import Standing


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
    def from_search(self) -> bool:
        """Whether it comes from the log of our own searches, which is no publication."""
        return self.source.kind == SEARCH_LOG

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
    all_sides: frozenset[str]  # of its actors

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

    @cached_property
    def appearing(self) -> frozenset[str]:
        """The actors that appear in it: it is about them, they said it, or they owe it."""
        return frozenset({*self.actors, *self.row.said_by, *self.row.owner})

    @cached_property
    def sides(self) -> frozenset[str]:
        """The sides that it is about, third parties left out."""
        return self.all_sides - {THIRD_PARTY}

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """Its known sources, each once, in the order of the evidence; a log of searches is none."""
        return tuple({item.source.id: item.source for item in self.evidence if not item.from_search}.values())


HAS: dict[str, Callable[[Fact], Collection[str]]] = {  # the values that a fact has, by the name under which facts are chosen
    "theme": lambda fact: fact.themes,
    "actor": lambda fact: fact.appearing,
    "side": lambda fact: fact.all_sides,
    "kind": lambda fact: (fact.kind,),
    "delivery": lambda fact: (fact.delivery,),
    "standing": lambda fact: (fact.standing.label,),
    "said_by": lambda fact: fact.row.said_by,
    "source": lambda fact: [source.id for source in fact.sources],
}


def published(source: SourceRow) -> date:
    """The day from which a source counts: the last day of its publication date, but never later than it was read."""
    read = source.date_accessed.latest
    return min(source.date_published.latest, read) if source.date_published else read
