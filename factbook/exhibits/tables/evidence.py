"""Tables of evidence: the sources that carry most."""

from __future__ import annotations

from factbook.analysis.evidence import Weight
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.figures.method import kind_label
from factbook.exhibits.wording import counted, opening


def weightiest_sources(result: tuple[Weight, ...], key: str = "weightiest-sources", most: int = 12) -> Table | Findings:
    """The sources that support most facts, and how many of those rest on their origin alone."""
    if not result:
        return absent("No source supports a fact of this report.")
    shown = result[:most]
    rest = f" of {len(result)}" if len(result) > len(shown) else ""
    part = f"{opening(counted(len(shown), 'source'))}{rest} that {'supports' if len(shown) == 1 else 'support'}"
    return Table(
        key=key,
        caption=f"{part} most facts of this report, and how many of these rest on that origin alone.",
        source="Source: the evidence rows of this record.",
        columns=(
            Column("Source", width=6),
            Column("Side", width=2),
            Column("Kind", width=2.4),
            Column("Facts", "right", width=1.2),
            Column("Alone", "right", width=1.2),
        ),
        rows=tuple(
            (
                Cell(weight.source.attribution, href=weight.source.url, facts=tuple(fact.id for fact in weight.supports)),
                weight.source.side,
                kind_label(weight.source.kind),
                str(len(weight.supports)),
                str(len(weight.alone)),
            )
            for weight in shown
        ),
    )
