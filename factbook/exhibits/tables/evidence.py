"""Tables of evidence: the sources that carry most."""

from __future__ import annotations

from factbook.analysis.evidence import Weight
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, opening


def weightiest_sources(result: tuple[Weight, ...], key: str = "weightiest-sources", most: int = 12) -> Table | Findings:
    """The sources that support most facts, and how many of those rest on their origin alone."""
    if not result:
        return absent("No source supports a fact of this edition.")
    shown = result[:most]
    return Table(
        key=key,
        caption=f"{opening(counted(len(shown), 'source'))} of {len(result)} that support most facts of this edition.",
        source="Source: the evidence rows of this record.",
        columns=(
            Column("Source", width=5),
            Column("Side", width=2),
            Column("Kind", width=2.4),
            Column("Facts", "right", width=1.2),
            Column("On its origin alone", "right", width=2),
        ),
        rows=tuple(
            (
                Cell(weight.source.attribution, href=weight.source.url),
                weight.source.side,
                weight.source.kind,
                Cell(str(len(weight.supports)), facts=tuple(fact.id for fact in weight.supports)),
                Cell(str(len(weight.alone)), facts=tuple(fact.id for fact in weight.alone)),
            )
            for weight in shown
        ),
    )
