"""Tables of themes: which travel together."""

from __future__ import annotations

from factbook.analysis.themes import Pair
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, opening, source_line


def themes_together(result: tuple[Pair, ...], key: str = "themes-together", most: int = 10) -> Table | Findings:
    """The pairs of themes that share most facts."""
    if not result:
        return absent("No two themes share enough facts to list.")
    shown = result[:most]
    return Table(
        key=key,
        caption=f"{opening(counted(len(shown), 'pair'))} of themes that most often stand in one fact.",
        source=source_line(fact for pair in shown for fact in pair.facts),
        columns=(Column("One theme", width=3), Column("Another", width=3), Column("Facts with both", "right", width=2)),
        rows=tuple((pair.one.label, pair.other.label, Cell(str(len(pair.facts)), facts=tuple(f.id for f in pair.facts))) for pair in shown),
    )
