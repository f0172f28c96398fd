"""Tables of size: figures per head, with what they were divided by."""

from __future__ import annotations

from factbook.analysis.context import PerHead
from factbook.exhibits.amounts import amount, figures_line, rate
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import listed, opening


def per_head(result: tuple[PerHead, ...], key: str = "per-head") -> Table | Findings:
    """Each indicator by side: the figure, the population it is divided by, and the rate per million people."""
    if not result:
        return absent("No figure and population are known together for every side in this edition.")
    first = result[0]
    names = listed(one.indicator for one in result)
    return Table(
        key=key,
        caption=f"{opening(names)} by side, in plain figures and per million people; {first.highest} leads per head in {first.indicator}.",
        source=figures_line(source for one in result for source in one.sources),
        columns=(
            Column("Indicator", width=3),
            Column("Year", width=1.2),
            Column("Side", width=2),
            Column("Figure", "right", width=2),
            Column("People", "right", width=2.4),
            Column("Counted", width=2.2),
            Column("Per million", "right", width=2),
        ),
        rows=tuple(
            (
                opening(one.indicator),
                str(one.year),
                side,
                Cell(amount(figure.value), measures=(figure.id,)),
                Cell(amount(people.value), measures=(people.id,)),
                people.period.words,
                rate(one.per_million(side)),
            )
            for one in result
            for side, figure, people in one.rows
        ),
    )
