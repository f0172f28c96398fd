"""What was promised, and what came of it? Promises with the later facts tied to them, and how far each has got by the horizon.

A promise is what somebody said it would do: what one side expects of another is an expectation. A promise told in several parts
that are promises too is followed part by part, and what came of the whole came of each part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import DELIVERIES, THIRD_PARTY
from factbook.record.standing import LABELS

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
    speakers: tuple[str, ...]  # sides of whoever voiced it, third parties last
    rivals: tuple[str, ...]  # ids of the facts that tell it otherwise
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
    def faltering(self) -> bool:
        """Whether only steps are known, and every one of them is itself unconfirmed or disputed."""
        return self.state == STEP and all(fact.standing.label in DOUBTED for fact in self.steps)

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

    `promises`, `expectations` and `agreements` concern more than one side, where any do; `others` are the remaining promises.
    """

    promises: tuple[Promise, ...]
    expectations: tuple[Promise, ...]  # voiced by others than those who would have to act
    others: tuple[Promise, ...]
    agreements: tuple[Promise, ...]
    horizon: date

    def of_state(self, *states: str) -> tuple[Promise, ...]:
        """The promises in one of the states."""
        return tuple(promise for promise in self.promises if promise.state in states)

    @property
    def between(self) -> bool:
        """Whether the promises are between the sides; where none is, they are those that there are."""
        return all(len(promise.fact.sides) > 1 for promise in self.promises)

    @property
    def open(self) -> tuple[Promise, ...]:
        """The promises neither delivered nor revised, oldest first."""
        return self.of_state(STEP, NO_TRACE)


@dataclass(frozen=True)
class Debt:
    """The open promises that the same sides owe, the firmest first."""

    sides: tuple[str, ...]  # empty where no owner is named
    promises: tuple[Promise, ...]


def ledger(facts: Facts) -> Ledger:
    """The promises among the facts with what followed them, whether what followed is selected or not."""
    record = facts.record
    undertaken = [fact for fact in facts if fact.kind in PROMISES]
    pending = [fact for fact in undertaken if fact.delivery != "done"]
    made = _followed((fact for fact in pending if not _is_expected(fact, record)), record)
    shared = _shared(made)
    return Ledger(
        promises=shared,
        expectations=_shared(_followed((fact for fact in pending if _is_expected(fact, record)), record)),
        others=tuple(promise for promise in made if promise not in shared),
        agreements=_shared(_followed((fact for fact in undertaken if fact.delivery == "done"), record)),
        horizon=facts.horizon,
    )


def debts(result: Ledger) -> tuple[Debt, ...]:
    """The open promises by the sides that owe them: what several owe together first, then the longest list."""
    by_sides: dict[tuple[str, ...], list[Promise]] = {}
    latest_first = sorted(result.open, key=lambda promise: promise.fact.date.key, reverse=True)
    for promise in sorted(latest_first, key=_firmness):
        by_sides.setdefault(promise.sides, []).append(promise)
    found = (Debt(sides, tuple(promises)) for sides, promises in by_sides.items())
    return tuple(sorted(found, key=lambda debt: (-len(debt.sides), -len(debt.promises), debt.sides)))


def _firmness(promise: Promise) -> tuple[object, ...]:
    """Sorts by how firm a promise was when voiced, then whether a day was named for it, then how well it is known."""
    fact = promise.fact
    return DELIVERIES.index(fact.row.delivery), fact.row.due is None, LABELS.index(fact.standing.label)


def _is_expected(fact: Fact, record: Record) -> bool:
    """Whether those who voiced it are neither its owners nor on a side of theirs."""
    speakers, owners = set(fact.row.said_by), set(fact.row.owner)
    ours = {record.actors[speaker].side for speaker in speakers} & {record.actors[owner].side for owner in owners}
    return bool(speakers and owners) and not (speakers & owners or ours - {THIRD_PARTY})


def _followed(facts: Iterable[Fact], record: Record) -> tuple[Promise, ...]:
    """The facts with what came of each, but for those of which parts are among them."""
    told = tuple(facts)
    in_parts = {whole.id for fact in told for whole in _wholes(fact, record)}
    return tuple(_promise(fact, record) for fact in told if fact.id not in in_parts)


def _shared(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """Those that concern more than one side; all of them where none does."""
    return tuple(promise for promise in promises if len(promise.fact.sides) > 1) or promises


def _wholes(fact: Fact, record: Record) -> tuple[Fact, ...]:
    """The promises and agreements told in several such parts at once, of which the fact is one."""
    found = (record.facts[other] for _, direction, other in record.linked(fact.id, "part of") if direction == "from")
    parts = {whole: [part.id for part in _parts(whole, record)] for whole in found if whole.kind in PROMISES}
    return tuple(whole for whole, told in parts.items() if fact.id in told and len(told) > 1)


def _parts(whole: Fact, record: Record) -> tuple[Fact, ...]:
    """The promises and agreements that are part of one and were voiced with it, not later."""
    return tuple(part for part in _tied((whole,), "part of", record) if part.kind in PROMISES and part.date.key <= whole.date.key)


def _promise(fact: Fact, record: Record) -> Promise:
    all_told = (fact, *_wholes(fact, record))
    steps = (*_tied(all_told, "follows", record), *_tied((fact,), "part of", record))
    silent = (item for told in all_told for item in told.evidence if item.bearing == "silent")
    return Promise(
        fact=fact,
        deliveries=_tied(all_told, "fulfils", record),
        steps=_in_order(step for step in steps if step.kind in HAPPENINGS and step.date.key[:2] > fact.date.key[:2]),
        revisions=_tied(all_told, "revises", record),
        searched=any(item.known_from > fact.date.latest for item in silent),
        owners=tuple(record.actors[owner].name for owner in fact.row.owner),
        sides=_sides(fact.row.owner, record),
        speakers=_sides(fact.row.said_by, record),
        rivals=tuple(other for _, _, other in record.linked(fact.id, "rivals")),
        horizon=record.horizon,
    )


def _sides(actors: Iterable[str], record: Record) -> tuple[str, ...]:
    """The sides that actors belong to, third parties last."""
    found = {record.actors[actor].side for actor in actors}
    return tuple(side for side in (*record.sides, THIRD_PARTY) if side in found)


def _tied(facts: Iterable[Fact], relation: str, record: Record) -> tuple[Fact, ...]:
    """The known facts that a tie leads from to one of these, none of them still to come."""
    ties = (tie for fact in facts for tie in record.linked(fact.id, relation))
    others = (record.facts[other] for _, direction, other in ties if direction == "to")
    return _in_order(other for other in others if other.date.earliest <= record.horizon)


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts by date, each once."""
    return tuple(sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: (fact.date.key, fact.id)))
