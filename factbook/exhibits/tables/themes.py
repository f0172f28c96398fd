"""Tables of themes: which travel together."""

from __future__ import annotations

from factbook.analysis.themes import Pair
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import small, source_line


def themes_together(result: tuple[Pair, ...], key: str = "themes-together") -> Table | Findings:
    """The pairs of themes that stand in one fact on most occasions."""
    if not result:
        return absent("There is no pair of themes to list.")
    return Table(
        key=key,
        caption="One pair of themes stands in one fact on more than one occasion."
        if len(result) == 1
        else "Of the themes that stand in one fact, no pair recurs more often than "
        f"{small(result[0].one.label)} with {small(result[0].other.label)}.",
        source=source_line(fact for pair in result for fact in pair.facts),
        columns=(Column("One theme"), Column("Another"), Column("Occasions", "right"), Column("Facts", "right")),
        rows=tuple(
            (pair.one.label, pair.other.label, str(len(pair.occasions)), Cell(str(len(pair.facts)), facts=tuple(f.id for f in pair.facts)))
            for pair in result
        ),
    )
