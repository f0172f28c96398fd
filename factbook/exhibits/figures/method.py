"""Figures of method: where the sources come from, when they were published, and whose word the shared facts rest on."""

from __future__ import annotations

from itertools import pairwise

from babel import Locale
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure

from factbook.analysis.method import Coverage, Leaning
from factbook.exhibits import style
from factbook.exhibits.actor_words import side_label
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most, share
from factbook.exhibits.wording import counted, listed, opening, percent
from factbook.record.rows import THIRD_PARTY

_OWN_SOURCE = "Source: the sources and evidence of this record."
_KINDS = {"communique": "communiqué"}
_TITLE = 1.5  # rows that the title of a panel takes


def source_coverage(result: tuple[Coverage, ...], key: str = "source-coverage") -> Figure | Findings:
    """A panel of bars for each aspect of the sources: their side, kind, language and reliability, in two columns of like height."""
    if not any(one.total for one in result):
        return absent("No source is part of this report, so there is no coverage to draw.")
    columns = _in_two(result)
    height = max(_rows(column) for column in columns)
    with style.canvas(1 + style.ROW * height) as (figure, axes):
        axes.remove()
        for half, column in zip(figure.subfigures(1, 2, squeeze=False).flat, columns, strict=True):
            _draw_column(half, column, height)
        drawing = style.svg(figure, key)
    described = " ".join(
        f"By {one.aspect}: {listed(f'{word(one.aspect, group.value)} {len(group.sources)}' for group in one.groups)}." for one in result
    )
    return Figure(
        key=key,
        caption=f"{opening(counted(result[0].total, 'source'))} by {listed(one.aspect for one in result)}; {_from(result[0])}.",
        alt=f"Bars in {counted(len(result), 'panel')}. {described}",
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Aspect"), Column("Value"), Column("Sources", "right"), Column("Facts", "right")),
        rows=tuple(
            (opening(one.aspect), word(one.aspect, group.value), str(len(group.sources)),
             Cell(str(len(group.facts)), facts=tuple(fact.id for fact in group.facts)))
            for one in result
            for group in one.groups
        ),
    )  # fmt: skip


def sources_by_year(result: Coverage, key: str = "sources-by-year") -> Figure | Findings:
    """Sources by year of publication as bars; undated ones are told in words."""
    dated = [(int(group.value), len(group.sources)) for group in result.groups if group.value.isdigit()]
    if not dated:
        return absent("No dated source is part of this report.")
    undated = result.total - sum(count for _, count in dated)
    with style.canvas(34) as (figure, axes):
        bars = axes.bar([year for year, _ in dated], [count for _, count in dated], width=0.8, color=style.ACCENT)
        axes.bar_label(bars, padding=1)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.margins(y=0.16)
        style.whole_ticks(axes.xaxis)
        drawing = style.svg(figure, key)
    without = f" {opening(counted(undated, 'source'))} without a date {'is' if undated == 1 else 'are'} left out." if undated else ""
    first, last = dated[0][0], dated[-1][0]
    period = (
        f"{first}–{last}; {most([(str(year), count) for year, count in dated], 'has', 'have')} most" if last > first else f"all {first}"
    )
    empty = sum(later - year - 1 for (year, _), (later, _) in pairwise(dated))
    return Figure(
        key=key,
        caption=f"Sources by year of publication, {period}.{without}",
        alt=f"Bars, one a year: {listed(f'{year} {count}' for year, count in dated)}."
        + (" No bar for the years between." if empty else ""),
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Year"), Column("Sources", "right"), Column("Facts", "right")),
        rows=tuple(
            (group.value, str(len(group.sources)), Cell(str(len(group.facts)), facts=tuple(fact.id for fact in group.facts)))
            for group in result.groups
        ),
    )


def whose_sources(result: Leaning, key: str = "whose-sources") -> Figure | Findings:
    """The facts about more than one side as bars, by the side whose publishers alone support them."""
    if not result.shared:
        return absent("No fact of this report is about more than one side.")
    rows = [(f"{side_label(side)} alone", facts) for side, facts in result.by_side]
    rows.append(("Every side", result.balanced))
    named = {fact.id for _, facts in rows for fact in facts}
    others = "One side and third parties" if len(result.by_side) == 3 else "Other mixtures"
    rows.append((others, tuple(fact for fact in result.shared if fact.id not in named)))
    counts = [(label, len(facts)) for label, facts in rows]
    total = len(result.shared)
    with style.canvas(2 + style.ROW * len(rows)) as (figure, axes):
        _draw_groups(axes, counts, total, "facts")
        drawing = style.svg(figure, key)
    highest = max(count for _, count in counts)
    said = [(f"those of {_publishers(label)}", count) for label, count in counts]
    extent = "it" if total == 1 else "all of them" if highest == total else f"most, {percent(highest, total)}"
    leading = f"{most(said, 'support', 'support')} {extent}{' each' * (_equals(counts) > 1)}"
    return Figure(
        key=key,
        caption=f"Where the publishers sit that support {counted(total, 'fact')} about more than one side; {leading}.",
        alt=f"Bars of facts by the side of the publishers that support them: {listed(f'{label} {count}' for label, count in counts)}.",
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Publishers of"), Column("Facts", "right")),
        rows=tuple((label, Cell(str(len(facts)), facts=tuple(fact.id for fact in facts))) for label, facts in rows),
    )


def word(aspect: str, value: str) -> str:
    """A value of an aspect as a reader sees it."""
    if aspect == "language":
        return str(Locale("en").languages.get(value.split("-")[0], value))
    return side_label(value) if aspect == "side" else opening(kind_label(value))


def kind_label(kind: str) -> str:
    """A kind of source as it is spelled in print."""
    return _KINDS.get(kind, kind)


def _rows(column: list[Coverage]) -> float:
    """How many rows a column of panels takes, titles included."""
    return sum(len(one.groups) + _TITLE for one in column)


def _in_two(result: tuple[Coverage, ...]) -> tuple[list[Coverage], list[Coverage]]:
    """The aspects in two columns of as like a height as their order allows."""
    splits = [(list(result[:cut]), list(result[cut:])) for cut in range(1, len(result))]
    return min(splits, key=lambda split: max(_rows(split[0]), _rows(split[1])))


def _draw_column(half: SubFigure, column: list[Coverage], height: float) -> None:
    """The panels of a column below each other, all rows equally high; what a shorter column lacks stays empty below."""
    spare = max(height - _rows(column), 0.01)
    *panels, rest = half.subplots(len(column) + 1, 1, height_ratios=[*(len(one.groups) for one in column), spare])
    rest.remove()
    for panel, one in zip(panels, column, strict=True):
        _draw_groups(panel, [(word(one.aspect, group.value), len(group.sources)) for group in one.groups], one.total)
        panel.set_title(f"Sources by {one.aspect}", fontweight="bold", color=style.ACCENT)


def _draw_groups(panel: Axes, groups: list[tuple[str, int]], total: int, noun: str = "") -> None:
    """Bars with their number and share, the names on the left; the first number says what is counted."""
    panel.barh(range(len(groups)), [count for _, count in groups], height=0.7, color=style.ACCENT)
    for row, (_, count) in enumerate(groups):
        said = f"{count} {noun} ({percent(count, total)})" if noun and count and not row else share(count, total)
        style.beside(panel, said, count, row)
    style.name_rows(panel, [label for label, _ in groups])
    panel.set_xlim(0, 1.4 * max(count for _, count in groups))


def _from(sides: Coverage) -> str:
    """Where most sources were published: by third parties, or on a side."""
    leading, *others = sides.groups
    equal = any(len(group.sources) == len(leading.sources) for group in others)
    where = "by third parties" if leading.value == THIRD_PARTY else f"on the side of {leading.value}"
    whole = "all" if not others else percent(len(leading.sources), sides.total)
    return f"{whole} were published {where}" + (" and as many on another" if equal else "")


def _publishers(label: str) -> str:
    """The label of a bar inside a sentence; the name of a side keeps its capital."""
    return label[0].lower() + label[1:] if label.startswith(("Third", "Every", "One", "Other")) else label


def _equals(counts: list[tuple[str, int]]) -> int:
    """How many have the highest count."""
    highest = max(count for _, count in counts)
    return sum(count == highest for _, count in counts)
