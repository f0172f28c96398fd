"""What was promised, and what came of it? Promises with the later facts tied to them, and how far each has got by the horizon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import THIRD_PARTY

PROMISES = ("commitment", "agreement")
HAPPENINGS = ("event", "agreement", "commitment", "capability")  # what can be a step; words about a promise are none
DOUBTED = ("unconfirmed", "disputed")
DELIVERED, STEP, REVISED, NO_TRACE = STATES = ("delivered", "a step taken", "revised", "no trace")


@dataclass(frozen=True)
class Wait:
    """How many days passed at least and at most, as far as the two dates are known."""

    shortest: int
    longest: int


@dataclass(frozen=True)
class Promise:
    """One promise or agreement with the later facts tied to it, oldest first, as known by the horizon."""

    fact: Fact
    deliveries: tuple[Fact, ...]  # facts that fulfil it
    steps: tuple[Fact, ...]  # later happenings that follow it or are part of it
    revisions: tuple[Fact, ...]
    searched: bool  # whether a source later than the promise was searched for it in vain
    owners: tuple[str, ...]  # names
    sides: tuple[str, ...]  # of the owners, third parties last
    horizon: date

    @property
    def state(self) -> str:
        """How far it has got by the horizon: one of `STATES`."""
        if self.deliveries:
            return DELIVERED
        if self.revisions:
            return REVISED
        return STEP if self.steps else NO_TRACE

    @property
    def followed(self) -> tuple[Fact, ...]:
        """The facts that give it its state."""
        return {DELIVERED: self.deliveries, REVISED: self.revisions, STEP: self.steps, NO_TRACE: ()}[self.state]

    @property
    def settled(self) -> Fact | None:
        """The fact that first delivered or revised it."""
        return (self.deliveries or self.revisions or (None,))[0]

    @property
    def doubted(self) -> bool:
        """Whether every fact that would deliver it is itself unconfirmed or disputed."""
        return bool(self.deliveries) and all(fact.standing.label in DOUBTED for fact in self.deliveries)

    @property
    def wait(self) -> Wait:
        """The time from its voicing to its first delivery or revision, or else to the horizon."""
        first, last = self.fact.date.earliest, self.fact.date.latest
        until = (self.settled.date.earliest, self.settled.date.latest) if self.settled else (self.horizon, self.horizon)
        return Wait(max((until[0] - last).days, 0), max((min(until[1], self.horizon) - first).days, 0))

    @property
    def overdue(self) -> bool:
        """Whether the day named for it had passed before it was delivered, or has passed without delivery."""
        due = self.fact.row.due
        return due is not None and (self.deliveries[0].date.earliest if self.deliveries else self.horizon) > due.latest


@dataclass(frozen=True)
class Ledger:
    """Promises still to be kept when voiced, and agreements that were concluded when recorded; oldest first.

    `promises` and `agreements` concern more than one side, where any do; `others` are the remaining promises.
    """

    promises: tuple[Promise, ...]
    others: tuple[Promise, ...]
    agreements: tuple[Promise, ...]
    horizon: date

    def of_state(self, *states: str) -> tuple[Promise, ...]:
        """The promises in one of the states."""
        return tuple(promise for promise in self.promises if promise.state in states)

    @property
    def open(self) -> tuple[Promise, ...]:
        """The promises neither delivered nor revised, oldest first."""
        return self.of_state(STEP, NO_TRACE)


@dataclass(frozen=True)
class Debt:
    """The open promises that the same sides owe."""

    sides: tuple[str, ...]  # empty where no owner is named
    promises: tuple[Promise, ...]


def ledger(facts: Facts) -> Ledger:
    """The promises among the facts with what followed them, whether what followed is selected or not."""
    undertaken = [_promise(fact, facts.record) for fact in facts if fact.kind in PROMISES]
    pending = [promise for promise in undertaken if promise.fact.delivery != "done"]
    shared = tuple(promise for promise in pending if _is_shared(promise)) or tuple(pending)
    concluded = [promise for promise in undertaken if promise.fact.delivery == "done"]
    return Ledger(
        promises=shared,
        others=tuple(promise for promise in pending if promise not in shared),
        agreements=tuple(promise for promise in concluded if _is_shared(promise)) or tuple(concluded),
        horizon=facts.horizon,
    )


def debts(result: Ledger) -> tuple[Debt, ...]:
    """The open promises by the sides that owe them, the longest list first."""
    by_sides: dict[tuple[str, ...], list[Promise]] = {}
    for promise in result.open:
        by_sides.setdefault(promise.sides, []).append(promise)
    found = (Debt(sides, tuple(promises)) for sides, promises in by_sides.items())
    return tuple(sorted(found, key=lambda debt: (-len(debt.promises), debt.sides)))


def _is_shared(promise: Promise) -> bool:
    return len(promise.fact.sides) > 1


def _promise(fact: Fact, record: Record) -> Promise:
    steps = {*_tied(fact, "follows", record), *_tied(fact, "part of", record)}
    sides = {record.actors[owner].side for owner in fact.row.owner}
    return Promise(
        fact=fact,
        deliveries=_tied(fact, "fulfils", record),
        steps=_in_order(step for step in steps if step.kind in HAPPENINGS and step.date.key[:2] > fact.date.key[:2]),
        revisions=_tied(fact, "revises", record),
        searched=any(item.bearing == "silent" and item.known_from > fact.date.latest for item in fact.evidence),
        owners=tuple(record.actors[owner].name for owner in fact.row.owner),
        sides=tuple(side for side in (*record.sides, THIRD_PARTY) if side in sides),
        horizon=record.horizon,
    )


def _tied(fact: Fact, relation: str, record: Record) -> tuple[Fact, ...]:
    """The known facts that a tie leads from to this one, none of them still to come."""
    others = (record.facts[other] for _, direction, other in record.linked(fact.id, relation) if direction == "to")
    return _in_order(other for other in others if other.date.earliest <= record.horizon)


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.date.key, fact.id)))
