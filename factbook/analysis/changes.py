"""What changed between two horizons? Facts that became known, standings that moved, promises that got further, sources that appeared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factbook.analysis.commitments import Promise, ledger
from factbook.errors import ParameterError
from factbook.record.facts import Fact, Facts
from factbook.record.rows import SourceRow

TOLD_SINGLY = ("event", "agreement", "commitment")  # the kinds of which a reader wants to know each


@dataclass(frozen=True)
class Move:
    """One fact known at both horizons, and what was said of it before and after."""

    fact: Fact  # as known after
    before: str
    after: str
    by: tuple[Fact, ...] = ()  # the other facts that it has moved by


@dataclass(frozen=True)
class Arrival:
    """A source that came out in between, and the facts shown on which it bears."""

    source: SourceRow
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Changes:
    """The difference between the same selection at two horizons."""

    before: date
    after: date
    added: tuple[Fact, ...]
    standings: tuple[Move, ...]
    promises: tuple[Move, ...]
    sources: tuple[Arrival, ...]

    @property
    def nothing(self) -> bool:
        return not (self.added or self.standings or self.promises or self.sources)


def between(earlier: Facts, later: Facts) -> Changes:
    """What `later` knows that `earlier` did not; both should have the same selection but for the horizon.

    Raises ParameterError where the horizons are not in this order.
    """
    if earlier.horizon >= later.horizon:
        days = f"{earlier.horizon.isoformat()} is not earlier than {later.horizon.isoformat()}"
        raise ParameterError(f"{days}, so nothing can have changed. Name an earlier day.")
    old = {fact.id: fact for fact in earlier}
    old_promises = _promises(earlier)
    moved = [Move(fact, old[fact.id].standing.label, fact.standing.label) for fact in later if fact.id in old]
    further = [
        Move(promise.fact, old_promises[name].state, promise.state, promise.followed)
        for name, promise in _promises(later).items()
        if name in old_promises
    ]
    return Changes(
        before=earlier.horizon,
        after=later.horizon,
        added=tuple(fact for fact in later if fact.id not in old),
        standings=tuple(move for move in moved if move.before != move.after),
        promises=tuple(move for move in further if move.before != move.after),
        sources=_arrivals(later, earlier),
    )


def in_rows(facts: Iterable[Fact], most: int = 5) -> tuple[tuple[Fact, ...], ...]:
    """The facts as a short table has them: each event, agreement and promise alone, in the order given, the rest by kind.

    Where more than `most` of one kind share a date, they share a row.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.kind, str(fact.date) if fact.kind in TOLD_SINGLY else ""), []).append(fact)
    singly: list[tuple[Fact, ...]] = []
    for (kind, _), members in groups.items():
        if kind in TOLD_SINGLY:
            singly += [tuple(members)] if len(members) > most else [(fact,) for fact in members]
    together = [tuple(members) for (kind, _), members in groups.items() if kind not in TOLD_SINGLY]
    return (*sorted(singly, key=lambda row: row[0].date.key), *sorted(together, key=len, reverse=True))


def _arrivals(later: Facts, earlier: Facts) -> tuple[Arrival, ...]:
    """The sources that only the later facts have, each with those that it bears on, in order of publication."""
    borne: dict[SourceRow, list[Fact]] = {source: [] for source in later.sources if source.id not in earlier.record.sources}
    for fact in later:
        for source in borne.keys() & set(fact.sources):
            borne[source].append(fact)
    ordered = sorted(borne, key=lambda source: (source.date_published or source.date_accessed).key)
    return tuple(Arrival(source, tuple(borne[source])) for source in ordered)


def _promises(facts: Facts) -> dict[str, Promise]:
    """Every promise, by the fact that voices it."""
    result = ledger(facts)
    return {promise.fact.id: promise for promise in (*result.promises, *result.others, *result.agreements)}
