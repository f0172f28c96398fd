"""Tables of promises: what was delivered, what is open and who owes it, and what followed the agreements."""

from __future__ import annotations

from factbook.analysis.commitments import DELIVERED, REVISED, STEP, Ledger, Promise
from factbook.exhibits.actor_words import shortened
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, day, listed, name, number, opening, source_line


def promises_kept(result: Ledger, key: str = "promises-kept") -> Table | Findings:
    """The promises delivered or revised: what was said, what it led to, how long that took and how well it is known."""
    promises = result.of_state(DELIVERED, REVISED)
    if not promises:
        return absent("No promise of this edition was delivered or revised.")
    late = sum(promise.overdue for promise in promises)
    return Table(
        key=key,
        caption=f"{opening(counted(len(promises), 'promise'))} delivered or revised, {_late(late)} after the day named.",
        source=source_line(fact for promise in promises for fact in (promise.fact, *promise.followed)),
        columns=(
            Column("Voiced", width=1.7),
            Column("Promise", width=6),
            Column("What came of it", width=3),
            Column("Took", width=1.6),
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
        return absent(f"No promise of this edition is open on {day(result.horizon)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(promises), 'promise'))} open on {day(result.horizon)}, the oldest first.",
        source=source_line(promise.fact for promise in promises),
        columns=(
            Column("Voiced", width=1.7),
            Column("Promise", width=5),
            Column("Owed by", width=2.4),
            Column("Open for", width=1.6),
            Column("Since then", width=4.2),
        ),
        rows=tuple(
            (
                promise.fact.date.words,
                Cell(name(promise.fact), facts=(promise.fact.id,)),
                listed(map(shortened, promise.owners)) or "nobody named",
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
        return absent("No concluded agreement is part of this edition.")
    used = sum(bool(agreement.followed) for agreement in agreements)
    return Table(
        key=key,
        caption=f"{opening(counted(len(agreements), 'agreement'))} concluded; a later step is on record for {_of(used, len(agreements))}.",
        source=source_line(fact for agreement in agreements for fact in (agreement.fact, *agreement.followed)),
        columns=(
            Column("Date", width=2),
            Column("Agreement", width=7),
            Column("Later step on record", width=3),
            Column("Standing", width=1.8),
        ),
        rows=tuple(
            (
                agreement.fact.date.words,
                Cell(agreement.fact.statement, facts=(agreement.fact.id,)),
                Cell(name(agreement.followed[-1]), facts=tuple(fact.id for fact in agreement.followed)) if agreement.followed else "none",
                Cell(agreement.fact.standing.label, standing=agreement.fact.standing.label),
            )
            for agreement in agreements
        ),
    )


def _since(promise: Promise) -> Cell:
    """What is on record since an open promise was voiced."""
    overdue = f"Was due {promise.fact.row.due.words}. " if promise.overdue and promise.fact.row.due else ""
    if promise.state == STEP:
        return Cell(f"{overdue}{name(promise.followed[-1])}.", facts=tuple(fact.id for fact in promise.followed))
    return Cell(f"{overdue}{'Searched in vain.' if promise.searched else 'No search on record.'}")


def _late(count: int) -> str:
    return {0: "none", 1: "one of them"}.get(count, f"{number(count)} of them")


def _of(count: int, whole: int) -> str:
    return "none" if not count else "all" if count == whole else counted(count, "of them", "of them")
