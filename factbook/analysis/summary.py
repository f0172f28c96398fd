"""What should a reader know in one minute? Which figure is contested, what came after an event, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from factbook.analysis.commitments import STEP, Ledger, Promise
from factbook.record.facts import Fact, Facts
from factbook.record.rows import DELIVERIES

DOINGS = ("event", "agreement")


@dataclass(frozen=True)
class Contest:
    """One figure that sources give differently: the claim and its rivals that carry a number in the same unit."""

    claim: Fact
    rivals: tuple[Fact, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """The different figures given, smallest first."""
        return tuple(sorted({int(float(fact.row.value)) for fact in (self.claim, *self.rivals)}))


def contest(facts: Facts, claim: str) -> Contest | None:
    """A numeric claim with its known rivals of the same unit; None where the edition does not show it or no rival is known."""
    if claim not in facts or not facts[claim].row.value:
        return None
    fact = facts[claim]
    tied = [facts[other] for _, _, other in facts.record.linked(claim, "rivals")]
    rivals = tuple(rival for rival in tied if rival.row.value and rival.row.unit == fact.row.unit)
    return Contest(fact, rivals) if rivals else None


def since(facts: Facts, event: str, theme_group: str = "") -> tuple[Fact, ...]:
    """What both sides have done together after an event, as far as known, whether the edition shows it or not.

    With a group of themes, only what has a theme of it.
    """
    if event not in facts.record.facts:
        return ()
    last = facts[event].date.latest
    groups = {theme.id for theme in facts.record.themes.values() if theme_group in ("", theme.group)}
    later = (fact for fact in facts.record.facts.values() if fact.date.earliest > last and fact.kind in DOINGS and fact.delivery == "done")
    return tuple(fact for fact in later if len(fact.sides) > 1 and groups & set(fact.themes) and fact.date.earliest <= facts.horizon)


def to_watch(result: Ledger) -> tuple[Promise, ...]:
    """The open promises a reader should ask about first.

    Those without a trace come before those with a step taken; among them those with a day named, the soonest first; then those that
    somebody searched for in vain, the latest voiced first and the firmest of these. A promise whose day passed more than a year before
    the horizon is left to the chapter on commitments.
    """
    stale = result.horizon - timedelta(days=365)
    fresh = [promise for promise in result.open if not promise.fact.row.due or promise.fact.row.due.latest >= stale]
    return tuple(sorted(fresh, key=_urgency))


def _urgency(promise: Promise) -> tuple[object, ...]:
    due, firmness = promise.fact.row.due, DELIVERIES.index(promise.fact.delivery)
    latest = -promise.fact.date.earliest.toordinal()
    return (promise.state == STEP, due is None, due.key if due else (), not promise.searched, latest, firmness)
