"""Figures of size: counts by subject and year, a ranking, sides against each other, and single figures over time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import NullLocator

from factbook.analysis.context import Breakdown, Series
from factbook.exhibits import style
from factbook.exhibits.amounts import amount, figures_line, hedged, unit_words
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most as most_of
from factbook.exhibits.wording import counted, listed, number, opening, span_of_years
from factbook.record.rows import MeasureRow

_AIR, _TICKS, _LABEL = 1.5, 10, 0.13  # mm beside a name; mm that a panel gives to its ticks; the height of a label in a panel
_SIDES = (("-", "o", style.ACCENT), ("--", "s", style.SECOND), (":", "^", style.SOFT))  # line, marker and colour of each side


def counts_by_subject(result: Breakdown, key: str = "counts-by-subject", subject: str = "subject") -> Figure | Findings:
    """One row of yearly bars for each subject on one scale; the record's sides are dark and bold, all others grey.

    `subject` says what the subjects are, in a word for the caption.
    """
    if not result.series:
        return absent(f"No figure for “{result.indicator}” is part of this report.")
    first, last = result.years
    with style.canvas(6 + 8.6 * len(result.series)) as (figure, axes):
        axes.remove()
        highest = max(value for one in result.series for _, value in one.points)
        for panel, one in zip(_panels(figure, len(result.series), 1, shared=True), result.series, strict=True):
            _draw_years(panel, one, 1.6 * highest)
        panel.set_xlim(first - 0.8, last + 0.8)
        style.whole_ticks(panel.xaxis, 8)
        drawing = style.svg(figure, key)
    dark = listed(one.subject for one in result.focal)
    several = len(result.series) > 1
    return Figure(
        key=key,
        caption=f"{opening(result.indicator)}{f' by {subject} and year' if several else f', {result.series[0].subject}, by year'}, "
        f"{span_of_years(first, last)}{', all rows on one scale' if several else ''}"
        + (f"; {dark} in dark bars." if dark and several else "."),
        alt=f"{f'Bars a year in {number(len(result.series))} rows, one a {subject}' if several else 'Bars, one a year'}, with totals: "
        + listed(f"{one.subject} {amount(one.total)}" for one in result.series)
        + f" {result.unit}. {_focal_years(result)}".rstrip(),
        source=figures_line(result.sources),
        svg=drawing,
        columns=(Column("Year"), *(Column(one.subject, "right") for one in result.series)),
        rows=tuple((str(year), *(_cell(one, year) for one in result.series)) for year in _years(result)),
    )


def ranking(result: Breakdown, key: str = "ranking", most: int = 12) -> Figure | Findings:
    """The subjects with the largest figures as bars, those of the record's sides dark and bold."""
    if not result.series:
        return absent(f"No figure for “{result.indicator}” is part of this report.")
    shown = [one for place, one in enumerate(result.series) if place < most or one.side]
    rest = len(result.series) - len(shown)
    with style.canvas(2 + style.ROW * len(shown)) as (figure, axes):
        axes.barh(range(len(shown)), [one.total for one in shown], height=0.72, color=[_shade(one) for one in shown])
        for row, one in enumerate(shown):
            style.beside(axes, f"{amount(one.total)}{'' if row else f' {result.unit}'}", one.total, row)
        style.name_rows(axes, [one.subject for one in shown])
        axes.set_xlim(0, 1.15 * max(one.total for one in shown))
        for label, one in zip(axes.get_yticklabels(), shown, strict=True):
            label.set_fontweight("bold" if one.side else "normal")
        drawing = style.svg(figure, key)
    period = result.series[0].last.period.words
    others = f"; {counted(rest, 'other')} {'is' if rest == 1 else 'are'} not drawn" if rest else ""
    late = [one.subject for one in shown[most:]]
    drawn = f" Drawn are the {number(most)} largest of {len(result.series)}{f', and {listed(late)}' if late else ''}." if rest else ""
    ahead = most_of(((one.subject, one.total) for one in shown), "comes first", "come first")
    return Figure(
        key=key,
        caption=f"{opening(result.indicator)}, {period}: {ahead} with {amount(shown[0].total)}.{drawn}",
        alt=f"Bars, longest first: {listed(f'{one.subject} {amount(one.total)}' for one in shown)} {result.unit}{others}.",
        source=figures_line(result.sources),
        svg=drawing,
        columns=(Column("Subject"), Column(opening(result.unit), "right")),
        rows=tuple((one.subject, Cell(amount(one.total), measures=tuple(row.id for row in one.measures))) for one in result.series),
    )


def side_by_side(result: tuple[Breakdown, ...], key: str = "side-by-side") -> Figure | Findings:
    """A panel for each indicator with a line for each side; where a year has no figure the line breaks.

    Figures so far apart that one side's would lie on the axis are drawn on a logarithmic scale, which the panel names.
    """
    if not result:
        return absent("No indicator has figures for every side in this report.")
    with style.canvas(46) as (figure, axes):
        axes.remove()
        room = _room_for_names(result)
        for panel, comparison in zip(_panels(figure, 1, len(result)), result, strict=True):
            for (line, marker, colour), one in zip(_SIDES, comparison.series, strict=False):
                years, values = zip(*_with_gaps(one), strict=True)
                panel.plot(years, values, linestyle=line, marker=marker, markersize=2.2, linewidth=1.0, color=colour)
            _frame_panel(panel, comparison, room)
        drawing = style.svg(figure, key)
    ends = " ".join(f"{opening(one.indicator)}: {_ends(one)}." for one in result)
    logarithmic = [one.indicator for one in result if one.far_apart]
    scale = f"; {listed(logarithmic)} on a logarithmic scale" if logarithmic else ""
    gaps = any(later > year + 1 for one in result for side in one.series for (year, _), (later, _) in pairwise(side.points))
    broken = "; where a line breaks, a year has no figure" if gaps else ""
    return Figure(
        key=key,
        caption=f"{opening(listed(one.indicator for one in result))}, by side and year{scale}{broken}.",
        alt=f"Line charts in {counted(len(result), 'panel')}, one line a side{scale}. {ends}",
        source=figures_line(source for one in result for source in one.sources),
        svg=drawing,
        columns=(Column("Indicator"), Column("Year"), *(Column(one.side, "right") for one in result[0].series)),
        rows=tuple(
            (opening(comparison.indicator), str(year), *(_cell(one, year) for one in comparison.series))
            for comparison in result
            for year in _years(comparison)
        ),
    )


def single_figures(result: tuple[Breakdown, ...], key: str = "single-figures", fewest: int = 2) -> Figure | Findings:
    """A panel for each track of at least `fewest` figures: a mark at the end of each period, on a stem from nought."""
    drawn = [track for track in result if len(track.measures) >= fewest]
    if not drawn:
        return absent("Too few figures are part of this report to draw any over time.")
    rows = (len(drawn) + 1) // 2
    with style.canvas(30 * rows) as (figure, axes):
        axes.remove()
        panels = _panels(figure, rows, 2)
        for panel in panels[len(drawn) :]:
            panel.remove()
        for panel, track in zip(panels, drawn, strict=False):
            _draw_track(panel, track)
        drawing = style.svg(figure, key)
    names = opening(listed(dict.fromkeys(track.indicator for track in drawn)))
    own = "; each panel has a scale of its own" if len(drawn) > 1 else ""
    measured = [(track, measure) for track in result for measure in track.measures]
    described = " ".join(
        f"{opening(track.indicator)}, {track.series[0].subject}: {_listing(track.measures)} {unit_words(track.unit)}." for track in drawn
    )
    return Figure(
        key=key,
        caption=f"{names}: single figures, each at the end of the period it covers{own}.",
        alt=f"Marks on stems from nought in {counted(len(drawn), 'panel')}{own}. {described}",
        source=figures_line(source for track in result for source in track.sources),
        svg=drawing,
        columns=(Column("Indicator", width=4), Column("Of", width=2.5), Column("Period", width=3), Column("Figure", "right", width=2),
                 Column("Unit", width=2.5)),
        rows=tuple(
            (opening(track.indicator), track.series[0].subject, measure.period.words,
             Cell(hedged(measure), measures=(measure.id,)), unit_words(track.unit))
            for track, measure in measured
        ),
    )  # fmt: skip


def _panels(figure: Drawing, rows: int, columns: int, *, shared: bool = False) -> list[Axes]:
    """The axes of a grid, row by row; `shared` gives them one scale of years."""
    return list(figure.subplots(rows, columns, sharex=shared, squeeze=False).flat)


def _years(result: Breakdown) -> list[int]:
    return sorted({year for one in result.series for year, _ in one.points})


def _cell(one: Series, year: int) -> str | Cell:
    """The subject's figure for a year, leading to its measure; empty where there is none."""
    found = [row for row in one.measures if row.period.latest.year == year]
    return Cell(listed(amount(row.value) for row in found), measures=tuple(row.id for row in found)) if found else ""


def _with_gaps(one: Series) -> Iterator[tuple[int, float]]:
    """The points with a gap (not a number) after a year that no figure follows, so that no line bridges it."""
    before = None
    for year, value in one.points:
        if before is not None and year > before + 1:
            yield before + 1, float("nan")
        yield year, value
        before = year


def _titled(result: Breakdown) -> str:
    """The indicator with its unit, where the one does not name the other, and its scale, where that is not the plain one."""
    unit = "" if result.unit in result.indicator else f", {unit_words(result.unit)}"
    return opening(f"{result.indicator}{unit}{' (logarithmic scale)' if result.far_apart else ''}")


def _shade(one: Series) -> str:
    return style.ACCENT if one.side else style.GREY


def _draw_years(panel: Axes, one: Series, top: float) -> None:
    """One subject's yearly bars with their figures, its name and total on the left."""
    bars = panel.bar([year for year, _ in one.points], [value for _, value in one.points], width=0.8, color=_shade(one))
    panel.bar_label(bars, [amount(value) for _, value in one.points], padding=1, color=style.INK if one.side else style.SOFT)
    panel.set_ylim(0, top)
    panel.set_yticks([0.35 * top], [f"{one.subject}: {amount(one.total)}"], fontweight="bold" if one.side else "normal")
    panel.tick_params(length=0)
    panel.spines["left"].set_visible(False)


def _room_for_names(result: tuple[Breakdown, ...]) -> float:
    """The share of a panel's width that the sides' names at the ends of the lines take."""
    widths = style.text_widths(one.side for comparison in result for one in comparison.series)
    return min((max(widths.values()) + _AIR) / (style.WIDTH / len(result) - _TICKS), 0.6)


def _frame_panel(panel: Axes, comparison: Breakdown, room: float) -> None:
    """A scale, the indicator above, and each side's name at the end of its line, for which `room` is left of the panel's width."""
    first, last = comparison.years
    values = [value for one in comparison.series for _, value in one.points]
    if comparison.far_apart:
        panel.set_yscale("log")
        panel.set_ylim(0.7 * min(values), 1.5 * max(values))
        panel.yaxis.set_minor_locator(NullLocator())
    else:
        panel.set_ylim(0, 1.08 * max(values))
        panel.locator_params(axis="y", nbins=4)
    panel.set_xlim(first - 0.5, last + room / (1 - room) * max(last - first, 2))
    panel.set_title(fill(_titled(comparison), 30))
    panel.grid(axis="y")
    panel.yaxis.set_major_formatter(lambda value, _: amount(value))
    middle = (first + last) // 2
    panel.set_xticks(list(dict.fromkeys((first, middle, last))))
    ends = sorted(
        (one.points[-1][1], one.points[-1][0], one.side, colour) for (_, _, colour), one in zip(_SIDES, comparison.series, strict=False)
    )
    upwards = panel.transData + panel.transAxes.inverted()  # from a figure to its height as a share of the panel's
    height = 0.07 - _LABEL
    for value, year, side, colour in ends:
        height = max(float(upwards.transform((year, value))[1]), height + _LABEL)
        style.beside(panel, side, year, float(upwards.inverted().transform((0, height))[1]), colour)


def _draw_track(panel: Axes, track: Breakdown) -> None:
    """One track: a mark and its figure at the end of each period, on a stem from nought, with the scale on the left."""
    when = [measure.period.latest.year + (measure.period.latest.month - 1) / 12 for measure in track.measures]
    values = [float(measure.value) for measure in track.measures]
    panel.vlines(when, 0, values, color=style.ACCENT, linewidth=1.2)
    panel.plot(when, values, "o", markersize=4, color=style.ACCENT)
    _label_marks(panel, when, track.measures)
    panel.set_title(_tracked(track))
    panel.set_ylim(0, 1.75 * max(values))
    panel.locator_params(axis="y", nbins=2)
    panel.yaxis.set_major_formatter(lambda value, _: amount(value))
    panel.margins(x=0.16)
    style.whole_ticks(panel.xaxis, 5)


def _tracked(track: Breakdown) -> str:
    """The name of a track, and below it its subject and its unit, where the name does not say it."""
    unit = "" if track.unit in track.indicator else f", {unit_words(track.unit)}"
    return f"{opening(track.indicator)}\n{track.series[0].subject}{unit}"


def _label_marks(panel: Axes, when: list[float], measures: tuple[MeasureRow, ...]) -> None:
    """The figure above each mark; of two near ones the first stands to the left, the second to the right, a third one higher."""
    near = 0.2 * (when[-1] - when[0])
    sides = ["center"] * len(when)
    lift = [4] * len(when)
    for first, second in pairwise(range(len(when))):
        if when[second] - when[first] < near:
            lift[second] += 9 * (sides[first] == "left")
            sides[first] = "right" if sides[first] == "center" else sides[first]
            sides[second] = "left"
    for x, measure, side, points in zip(when, measures, sides, lift, strict=True):
        shift = {"right": -1, "left": 1}.get(side, 0)
        panel.annotate(hedged(measure), (x, float(measure.value)), (shift, points), textcoords="offset points", ha=side)


def _ends(comparison: Breakdown) -> str:
    return "; ".join(f"{one.side} {amount(one.last.value)} in {one.points[-1][0]}, from {amount(one.points[0][1])} in {one.points[0][0]}"
                     for one in comparison.series)  # fmt: skip


def _focal_years(result: Breakdown) -> str:
    """When the sides' own bars stand, for a reader who cannot see them."""
    return " ".join(f"{one.subject}: {listed(f'{amount(value)} in {year}' for year, value in one.points)}." for one in result.focal)


def _listing(measures: tuple[MeasureRow, ...]) -> str:
    return listed(f"{hedged(measure)} ({measure.period.words})" for measure in measures)
