"""Tables of size: figures per head, with what they were divided by."""

from __future__ import annotations

from factbook.analysis.context import PerHead
from factbook.exhibits.amounts import amount, figures_line, rate
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import listed, opening


def per_head(result: tuple[PerHead, ...], key: str = "per-head") -> Table | Findings:
    """Each indicator by side: the figure, the population it is divided by, and the rate per million people in two digits."""
    if not result:
        return absent("No figure and population are found together for every side in this report.")
    first = result[0]
    names = listed(one.indicator for one in result)
    old = ", over the population of another year" if any(one.people_of for one in result) else ""
    return Table(
        key=key,
        caption=f"{opening(names)} by side, in plain figures and, roughly, per million people{old}; "
        f"{first.highest} leads per head in {first.indicator}.",
        source=figures_line(source for one in result for source in one.sources),
        columns=(
            Column("Indicator", width=3),
            Column("Side", width=2.4),
            Column("Year", width=1.2),
            Column("Figure", "right", width=1.8),
            Column("People", "right", width=2.2),
            Column("People of", "right", width=2),
            Column("Per million", "right", width=1.8),
        ),
        rows=tuple(
            (
                opening(one.indicator),
                Cell(side, measures=(figure.id, people.id)),
                str(one.year),
                amount(figure.value),
                amount(people.value),
                people.period.words,
                rate(one.per_million(side)),
            )
            for one in result
            for side, figure, people in one.rows
        ),
    )
