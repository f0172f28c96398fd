"""Tables of time: what happened, in order."""

from __future__ import annotations

from factbook.analysis.timeline import Lanes, is_named
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, opening, source_line


def happenings(result: Lanes, key: str = "happenings") -> Table | Findings:
    """The labelled happenings of a timeline in order of date: its twin for a reader who prefers words."""
    if not result.lanes:
        return absent("Nothing that can be placed in time is on record here.")
    named = [(lane.name, fact) for lane in result.lanes for fact in lane.facts if is_named(fact)] or [
        (lane.name, fact) for lane in result.lanes for fact in lane.facts
    ]
    named.sort(key=lambda pair: (pair[1].date.key, pair[1].id))
    return Table(
        key=key,
        caption=f"{opening(counted(len(named), 'turning point'))} of the record, in order of date.",
        source=source_line(fact for _, fact in named),
        columns=(Column("Date", width=2.2), Column("What happened", width=7), Column("Lane", width=2.2), Column("Standing", width=2)),
        rows=tuple(
            (fact.date.words, Cell(fact.statement, facts=(fact.id,)), lane, Cell(fact.standing.label, standing=fact.standing.label))
            for lane, fact in named
        ),
    )
