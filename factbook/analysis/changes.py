"""What changed between two horizons? Facts that became known, standings that moved, promises that got further, sources that appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factbook.analysis.commitments import ledger
from factbook.record.facts import Fact, Facts
from factbook.record.rows import SourceRow


@dataclass(frozen=True)
class Move:
    """One fact known at both horizons, and what was said of it before and after."""

    fact: Fact  # as known after
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """The difference between the same selection at two horizons."""

    before: date
    after: date
    added: tuple[Fact, ...]
    standings: tuple[Move, ...]
    promises: tuple[Move, ...]
    sources: tuple[SourceRow, ...]

    @property
    def nothing(self) -> bool:
        return not (self.added or self.standings or self.promises or self.sources)


def between(earlier: Facts, later: Facts) -> Changes:
    """What `later` knows that `earlier` did not; both should have the same selection but for the horizon."""
    old = {fact.id: fact for fact in earlier}
    old_states = _states(earlier)
    known = set(earlier.record.sources)
    moved = [Move(fact, old[fact.id].standing.label, fact.standing.label) for fact in later if fact.id in old]
    further = [Move(later[fact], old_states[fact], state) for fact, state in _states(later).items() if fact in old_states]
    return Changes(
        before=earlier.horizon,
        after=later.horizon,
        added=tuple(fact for fact in later if fact.id not in old),
        standings=tuple(move for move in moved if move.before != move.after),
        promises=tuple(move for move in further if move.before != move.after),
        sources=tuple(source for source in later.sources if source.id not in known),
    )


def _states(facts: Facts) -> dict[str, str]:
    """How far each promise had got, by the fact that voices it."""
    result = ledger(facts)
    return {promise.fact.id: promise.state for promise in (*result.promises, *result.others, *result.agreements)}
