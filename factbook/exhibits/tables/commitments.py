"""Tables of promises: what was delivered, what is open and who owes it, and what followed the agreements."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.analysis.commitments import DELIVERED, DOUBTED, REVISED, STEP, Ledger, Promise
from factbook.exhibits.actor_words import shortened
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, day, listed, name, number, opening, source_line
from factbook.record.facts import Fact
from factbook.record.rows import THIRD_PARTY


def promises_kept(result: Ledger, key: str = "promises-kept") -> Table | Findings:
    """The promises delivered or revised: what was said, what it led to, how long that took and how well it is known."""
    promises = result.of_state(DELIVERED, REVISED)
    if not promises:
        return absent(f"No promise of this report is known to have been delivered or revised by {day(result.horizon)}.")
    return Table(
        key=key,
        caption=_settled(result.of_state(DELIVERED), result.of_state(REVISED)),
        source=source_line(fact for promise in promises for fact in (promise.fact, *promise.followed)),
        columns=(
            Column("Voiced", width=1.7),
            Column("Promise", width=5),
            Column("What came of it", width=3.5),
            Column("On record after", width=1.7),
            Column("Standing", width=1.8),
        ),
        rows=tuple(
            (
                promise.fact.date.words,
                Cell(promise.fact.statement, facts=(promise.fact.id,)),
                Cell(name(settled), facts=(settled.id,)),
                duration(promise.wait),
                Cell(settled.standing.label, standing=settled.standing.label),
            )
            for promise in promises
            if (settled := promise.settled)
        ),
    )


def promises_open(result: Ledger, key: str = "promises-open") -> Table | Findings:
    """The promises still open, oldest first: who owes them, for how long they have been open, and what is on record since."""
    promises = result.open
    if not promises:
        return absent(f"No promise of this report is open on {day(result.horizon)}.")
    sides = {side for promise in result.promises for side in promise.sides} - {THIRD_PARTY}
    both = sides if len(sides) == 2 else None
    return Table(
        key=key,
        caption=f"{opening(counted(len(promises), 'promise'))} open on {day(result.horizon)}{', the oldest first' * (len(promises) > 1)}.",
        source=source_line(promise.fact for promise in promises),
        columns=(
            Column("Voiced", width=1.7),
            Column("Promise", width=4.5),
            Column("Owed by", width=2.6),
            Column("Open for", width=1.8),
            Column("Since then", width=4.2),
        ),
        rows=tuple(
            (
                promise.fact.date.words,
                Cell(name(promise.fact), facts=(promise.fact.id,)),
                "both sides" if set(promise.owners) == both else listed(map(shortened, promise.owners)) or "nobody named",
                duration(promise.wait),
                _since(promise),
            )
            for promise in promises
        ),
    )


def agreements_followed(result: Ledger, key: str = "agreements") -> Table | Findings:
    """The agreements concluded, oldest first, each with the later happenings tied to it."""
    agreements = result.agreements
    if not agreements:
        return absent("No concluded agreement is part of this report.")
    used = sum(bool(agreement.followed) for agreement in agreements)
    what = f"{opening(counted(len(agreements), 'agreement'))} concluded or said to be concluded"
    return Table(
        key=key,
        caption=f"{what}; a later step is on record for {_of(used, len(agreements))}.",
        source=source_line(fact for agreement in agreements for fact in (agreement.fact, *agreement.followed)),
        columns=(
            Column("Date", width=2),
            Column("Agreement", width=7),
            Column("Later step", width=3),
            Column("Standing", width=1.8),
        ),
        rows=tuple(
            (
                agreement.fact.date.words,
                Cell(agreement.fact.statement, facts=(agreement.fact.id,)),
                _latest(agreement.followed) if agreement.followed else "none",
                Cell(agreement.fact.standing.label, standing=agreement.fact.standing.label),
            )
            for agreement in agreements
        ),
    )


def _since(promise: Promise) -> Cell:
    """What is on record since an open promise was voiced."""
    overdue = f"Was due {promise.fact.row.due.words}. " if promise.overdue and promise.fact.row.due else ""
    if promise.state == STEP:
        return _latest(promise.followed, overdue)
    return Cell(f"{overdue}{'Searched in vain.' if promise.searched else 'No search on record.'}")


def _latest(followed: Sequence[Fact], before: str = "") -> Cell:
    """The latest of the facts that followed, with its standing where that is in doubt; it leads to all of them."""
    last = followed[-1]
    doubt = f" ({last.standing.label})" if last.standing.label in DOUBTED else ""
    return Cell(f"{before}{name(last).rstrip('.')}{doubt}.", facts=tuple(fact.id for fact in followed))


def _settled(delivered: Sequence[Promise], revised: Sequence[Promise]) -> str:
    """How many promises were delivered, how many of them late, and how many revised, as a caption."""
    late, due = sum(promise.overdue for promise in delivered), any(promise.fact.row.due for promise in delivered)
    when = {0: "none of them ", 1: "one of them "}.get(late, f"{number(late)} of them ") if len(delivered) > 1 else ""
    after = f", {when}after the day named" if late or (due and len(delivered) > 1) else ""
    parts = [f"{counted(len(delivered), 'promise')} delivered{after}"] if delivered else []
    if revised:
        parts.append(f"{', and ' if after else ''}{number(len(revised)) if delivered else counted(len(revised), 'promise')} revised")
    return opening(("" if after else " and ").join(parts)) + "."


def _of(count: int, whole: int) -> str:
    return "it" if count == whole == 1 else "none" if not count else "all" if count == whole else counted(count, "of them", "of them")
