"""Figures of time: the lanes of a timeline, and how many facts fall in each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from factbook.analysis.timeline import Lane, Lanes, Pace, is_named
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, opening, source_line
from factbook.record.facts import Fact

_ROW = 3.8  # mm a row of labels takes
_AIR = 0.010  # between a mark and its label, as a share of the axis
_FADES = 8  # steps in which a vague bar fades
_SLACK = 1.06  # the axis is a little narrower than the figure


@dataclass(frozen=True)
class _Axis:
    """Days mapped to 0…1, piece by piece: decades that are nearly empty get less room."""

    days: tuple[int, ...]
    places: tuple[float, ...]

    def __call__(self, day: date) -> float:
        return float(np.interp(day.toordinal(), self.days, self.places))


@dataclass(frozen=True)
class _Mark:
    """A labelled fact in its place: the row in its lane, where its date begins and ends, and on which side its label stands."""

    fact: Fact
    row: int
    start: float
    end: float
    leftward: bool


def lanes(result: Lanes, key: str = "timeline") -> Figure | Findings:
    """The timeline: a dot for a day, a bar for a month, year or span, faded where the date is vague; labels never overlap."""
    if not result.lanes:
        return absent("No dated happening is left to draw on a timeline.")
    axis = _axis(result)
    widths = _label_widths(result)
    marks = [_arranged(lane.facts, axis, widths) for lane in result.lanes]
    with style.canvas(8 + sum(_depth(lane) for lane in marks)) as (figure, axes):
        top = 0.0
        for lane, placed in zip(result.lanes, marks, strict=True):
            _draw_lane(axes, lane, placed, axis, top)
            top += _depth(placed)
        _draw_axis(axes, result, axis, top)
        drawing = style.svg(figure, key)
    facts = result.facts
    first, last = result.pieces[0][0].year, result.pieces[-1][1].year
    scale = f"; the shaded years before {result.pieces[1][0].year} are drawn narrower" if result.scaled else ""
    return Figure(
        key=key,
        caption=f"{opening(counted(len(facts), 'happening'))} of {_years(first, last)}, each as exact as its date is known, "
        f"solid where corroborated{scale}.",
        alt=_described(result),
        source=source_line(facts),
        svg=drawing,
        columns=(Column("Date", width=2), Column("Lane", width=2), Column("What happened", width=7), Column("Standing", width=2)),
        rows=tuple(
            (fact.date.words, lane.name, Cell(fact.statement, facts=(fact.id,)), Cell(fact.standing.label, standing=fact.standing.label))
            for lane in result.lanes
            for fact in lane.facts
        ),
    )


def pace(result: Pace, key: str = "pace") -> Figure | Findings:
    """Facts by year as bars; the years are those from the first fact to the last."""
    if not result.years:
        return absent("No happening falls in a single year, so there is no pace to draw.")
    years = [year for year, _ in result.years]
    counts = [len(facts) for _, facts in result.years]
    with style.canvas(42) as (figure, axes):
        axes.bar(years, counts, width=0.8, color=[style.SECOND if count == max(counts) else style.ACCENT for count in counts])
        axes.set_ylabel("Facts")
        style.whole_ticks(axes.yaxis)
        style.whole_ticks(axes.xaxis)
        axes.grid(axis="y")
        peak, facts = result.peak
        axes.annotate(f"{peak}: {len(facts)}", (peak, len(facts)), (0, 2), textcoords="offset points", ha="center", va="bottom")
        axes.margins(y=0.18)
        drawing = style.svg(figure, key)
    busiest = sorted(result.years, key=lambda pair: (-len(pair[1]), pair[0]))[:3]
    ranked = ", ".join(f"{year} ({len(facts)})" for year, facts in busiest if facts)
    return Figure(
        key=key,
        caption=f"Happenings by year, {_years(years[0], years[-1])}; {peak} has the most.",
        alt=f"Bar chart of the number of happenings in each year from {years[0]} to {years[-1]}. Most: {ranked}. "
        f"Years without any: {sum(not count for count in counts)} of {len(counts)}.",
        source=source_line(fact for _, facts in result.years for fact in facts),
        svg=drawing,
        columns=(Column("Year"), Column("Facts", "right")),
        rows=tuple((str(year), Cell(str(len(facts)), facts=tuple(fact.id for fact in facts))) for year, facts in result.years if facts),
    )


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _axis(result: Lanes) -> _Axis:
    days, places = [result.pieces[0][0].toordinal()], [0.0]
    for _, last, share in result.pieces:
        days.append(last.toordinal())
        places.append(places[-1] + share)
    return _Axis(tuple(days), tuple(places))


def _label_widths(result: Lanes) -> dict[str, float]:
    """How wide each label is drawn, as a share of the axis."""
    named = [fact for fact in result.facts if is_named(fact)]
    with style.canvas(40) as (figure, axes):
        return {fact.id: style.text_width(figure, axes.text(0, 0, fact.row.label)) * _SLACK for fact in named}


def _arranged(facts: tuple[Fact, ...], axis: _Axis, widths: dict[str, float]) -> list[_Mark]:
    """The marks of the labelled facts, each in the first row where mark and label touch nothing already there."""
    taken: list[list[tuple[float, float]]] = []
    marks = []
    for fact in facts:
        if fact.id not in widths:
            continue
        start, end = axis(fact.date.earliest), axis(fact.date.latest)
        leftward = end + 2 * _AIR + widths[fact.id] > 1.0  # no room on the right
        reach = (start - 2 * _AIR - widths[fact.id], end + _AIR) if leftward else (start - _AIR, end + 2 * _AIR + widths[fact.id])
        row = next((i for i, spans in enumerate(taken) if all(reach[1] < a or reach[0] > b for a, b in spans)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(reach)
        marks.append(_Mark(fact, row, start, end, leftward))
    return marks


def _depth(marks: list[_Mark]) -> float:
    """How many millimetres a lane takes: its title, its row of ticks and its rows of labels."""
    return 7.4 + _ROW * (max((mark.row for mark in marks), default=-1) + 1)


def _draw_lane(axes: Axes, lane: Lane, marks: list[_Mark], axis: _Axis, top: float) -> None:
    axes.axhline(top, color=style.FAINT, linewidth=0.6)
    axes.text(0, top + 2.6, lane.name, fontweight="bold", color=style.ACCENT, va="center")
    named = {mark.fact.id for mark in marks}
    middles = [(axis(fact.date.earliest) + axis(fact.date.latest)) / 2 for fact in lane.facts if fact.id not in named]
    axes.vlines(middles, top, top + 1.2, color=style.SOFT, linewidth=0.7)
    for mark in marks:
        middle = top + 6.6 + mark.row * _ROW
        if mark.fact.date.precision == "day":
            axes.plot([mark.start], [middle], marker="o", markersize=4.2, color=style.ACCENT, markerfacecolor=_fill(mark.fact))
        else:
            _draw_bar(axes, mark, middle)
        x, side = (mark.start - _AIR, "right") if mark.leftward else (mark.end + _AIR, "left")
        axes.text(x, middle, mark.fact.row.label, ha=side, va="center", gid=f"label-{mark.fact.id}")


def _draw_bar(axes: Axes, mark: _Mark, middle: float) -> None:
    """A bar over all days the date may mean; where the date is vague, its ends fade."""
    width = max(mark.end - mark.start, 0.006)
    if not mark.fact.date.vague:
        fill = _fill(mark.fact)
        axes.add_patch(Rectangle((mark.start, middle - 0.75), width, 1.5, facecolor=fill, edgecolor=style.ACCENT, linewidth=0.9))
        return
    for step in range(_FADES):
        inset = width * 0.45 * step / _FADES
        size = (width - 2 * inset, 1.5)
        axes.add_patch(Rectangle((mark.start + inset, middle - 0.75), *size, color=style.ACCENT, alpha=0.85 / _FADES, linewidth=0))


def _fill(fact: Fact) -> str:
    """Solid for a corroborated fact, hollow for any other."""
    return style.ACCENT if fact.standing.label == "corroborated" else "white"


def _draw_axis(axes: Axes, result: Lanes, axis: _Axis, bottom: float) -> None:
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(bottom + 0.5, -0.5)
    axes.spines["left"].set_visible(False)
    axes.get_yaxis().set_visible(False)
    ticks = [year for first, last, share in result.pieces for year in _tick_years(first.year, last.year, share)]
    axes.set_xticks([axis(date(year, 1, 1)) for year in ticks], [str(year) for year in ticks])
    if result.scaled:
        axes.axvspan(-0.01, axis(result.pieces[1][0]), color=style.SHADE, zorder=0, linewidth=0)


def _tick_years(first: int, last: int, share: float) -> list[int]:
    """Round years, as many as there is room for."""
    room = max(int(share * 16), 1)
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 1000) if (last - first) / step <= room)
    return [year for year in range(first, last + 1) if year % step == 0]


def _described(result: Lanes) -> str:
    """The timeline for a reader who cannot see it: lane by lane, how many, from when to when, and the labelled ones."""
    parts = []
    for lane in result.lanes:
        named = [f"{fact.row.label} ({fact.date.words})" for fact in lane.facts if is_named(fact)]
        span = f"{lane.facts[0].date.words} to {max(lane.facts, key=lambda fact: fact.date.latest).date.words}"
        parts.append(
            f"{lane.name}: {counted(len(lane.facts), 'happening')}, {span}" + (f"; among them {', '.join(named)}" if named else "") + "."
        )
    return "Timeline in lanes. " + " ".join(parts)
