"""Tables of what changed between two horizons."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.analysis.changes import Changes, Move
from factbook.exhibits.exhibit import Cell, Column, Finding, Findings, Table, absent
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


def sources_appeared(result: Changes, key: str = "sources-appeared") -> Table | Findings:
    """The sources that came out in between, with what they are."""
    if not result.sources:
        return absent(f"No source came out between {day(result.before)} and {day(result.after)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(result.sources), 'source'))} came out after {day(result.before)}.",
        source="Source: the list of sources of this record.",
        columns=(Column("Published", width=2.4), Column("Source", width=7), Column("Kind", width=2)),
        rows=tuple(
            (
                source.date_published.words if source.date_published else "unknown",
                Cell(f"{source.title} ({source.producer})", href=source.url),
                source.kind,
            )
            for source in sorted(result.sources, key=lambda one: (one.date_published or one.date_accessed).key)
        ),
    )


def judgements_moved(
    result: Changes, before: Sequence[Finding | None], after: Sequence[Finding | None], key: str = "judgements-moved"
) -> Table | Findings:
    """The judgements that read differently at the two horizons; `before` and `after` hold the same ones in the same order."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if (old and old.text) != (new and new.text)]
    if not pairs:
        return absent(f"Every judgement reads as it did on {day(result.before)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(pairs), 'judgement'))} of the summary {'reads' if len(pairs) == 1 else 'read'} differently now.",
        source="Source: the facts that each judgement rests on.",
        columns=(Column(f"On {day(result.before)}", width=5), Column(f"On {day(result.after)}", width=5)),
        rows=tuple((_judgement(old), _judgement(new)) for old, new in pairs),
    )


def _judgement(item: Finding | None) -> Cell:
    """A judgement in a cell, with the facts it rests on; a blank one says so."""
    return Cell(item.text.replace("**", ""), facts=item.facts) if item else Cell("No judgement was possible.")


def _moves(moves: tuple[Move, ...], key: str, caption: str, what: str) -> Table:
    return Table(
        key=key,
        caption=caption,
        source=source_line(move.fact for move in moves),
        columns=(_FACT, Column(f"{what} before", width=2.2), Column(f"{what} now", width=2.2)),
        rows=tuple((Cell(move.fact.statement, facts=(move.fact.id,)), move.before, move.after) for move in moves),
    )
