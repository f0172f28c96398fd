"""Tables of what changed between two horizons."""

from __future__ import annotations

from factbook.analysis.changes import Changes, Move
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, day, opening, source_line

_DATE, _FACT, _STANDING = Column("Date", width=2.2), Column("Fact", width=7), Column("Standing", width=2)


def facts_added(result: Changes, key: str = "facts-added") -> Table | Findings:
    """The facts that became known in between."""
    if not result.added:
        return absent(f"No fact became known between {day(result.before)} and {day(result.after)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(result.added), 'fact'))} became known after {day(result.before)}.",
        source=source_line(result.added),
        columns=(_DATE, _FACT, _STANDING),
        rows=tuple(
            (fact.date.words, Cell(fact.statement, facts=(fact.id,)), Cell(fact.standing.label, standing=fact.standing.label))
            for fact in result.added
        ),
    )


def standings_moved(result: Changes, key: str = "standings-moved") -> Table | Findings:
    """The facts whose standing is another one now."""
    if not result.standings:
        return absent(f"No standing moved between {day(result.before)} and {day(result.after)}.")
    return _moves(
        result.standings, key, f"{opening(counted(len(result.standings), 'standing'))} moved after {day(result.before)}.", "Standing"
    )


def promises_moved(result: Changes, key: str = "promises-moved") -> Table | Findings:
    """The promises whose state is another one now."""
    if not result.promises:
        return absent(f"No promise changed its state between {day(result.before)} and {day(result.after)}.")
    return _moves(
        result.promises, key, f"{opening(counted(len(result.promises), 'promise'))} changed state after {day(result.before)}.", "State"
    )


def _moves(moves: tuple[Move, ...], key: str, caption: str, what: str) -> Table:
    return Table(
        key=key,
        caption=caption,
        source=source_line(move.fact for move in moves),
        columns=(_FACT, Column(f"{what} before", width=2.2), Column(f"{what} now", width=2.2)),
        rows=tuple((Cell(move.fact.statement, facts=(move.fact.id,)), move.before, move.after) for move in moves),
    )
