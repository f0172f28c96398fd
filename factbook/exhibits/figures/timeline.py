"""Figures of time: the lanes of a timeline, and how many occasions fall in each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from factbook.analysis.timeline import Lane, Lanes, Occasion, Pace, is_named
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, number, opening, small, source_line, span_of_years
from factbook.record.facts import Fact

_ROW = 3.9  # mm a row of labels takes
_AIR = 0.010  # between a mark and its label, as a share of the axis
_APART = 0.022  # between a label and what belongs to another fact
_FADES = 8  # steps in which a vague bar fades
_SHORTEST = 0.006  # bar that is still seen, as a share of the axis
_EDGE = 0.026  # of the axis left empty on either side
_BOUNDED = 2  # an axis of so few years ends with a tick for the next, as one label alone gives no scale
_FOOT = 6.0  # mm below the lanes, for the years


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
        return absent("Nothing that can be placed in time is on record here, so there is no timeline to draw.")
    axis = _axis(result)
    named = _named(result)
    share = (1 + 2 * _EDGE) / style.WIDTH  # of the axis that a millimetre takes
    labels, titles = style.text_widths(fact.row.label for fact in named), style.text_widths((lane.name for lane in result.lanes), "bold")
    widths = {text: width * share for text, width in {**labels, **titles}.items()}
    marks = [_arranged([fact for fact in lane.facts if fact in named], axis, widths, lane.name) for lane in result.lanes]
    height = sum(_depth(lane) for lane in marks)
    with style.canvas(height + _FOOT + 1) as (figure, axes):
        figure.set_layout_engine("none")  # the labels are measured for axes as wide as the figure
        axes.set_position((0, _FOOT / (height + _FOOT + 1), 1, height / (height + _FOOT + 1)))
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
        caption=opening(
            f"{_begins(result)}{counted(len(facts), 'fact')} of {span_of_years(first, last)}, {'each ' * (len(facts) > 1)}as exact as "
            f"{'its' if len(facts) > 1 else 'the'} date is known, solid where corroborated{scale}."
        ),
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
    """Occasions by year as bars; the years are those from the first occasion to the last."""
    if not result.years:
        return absent("Nothing on record falls in a single year, so there is no pace to draw.")
    years = [year for year, _ in result.years]
    highest = len(result.busiest[0][1])
    with style.canvas(34) as (figure, axes):
        axes.bar([year for year, _ in result.busiest], [len(chosen) for _, chosen in result.busiest], width=0.8, color=style.ACCENT)
        axes.set_ylabel("Occasions")
        style.whole_ticks(axes.yaxis, 4)
        style.whole_ticks(axes.xaxis)
        axes.grid(axis="y")
        if result.peak:
            text = f"{result.peak}: {highest}"
            axes.annotate(text, (result.peak, highest), (0, 2), textcoords="offset points", ha="center", va="bottom")
        axes.set_ylim(0, 1.2 * highest)
        axes.set_xlim(*_room(years))
        drawing = style.svg(figure, key)
    leading = [str(year) for year, chosen in result.busiest if len(chosen) == highest]
    named = listed(leading) if len(leading) <= 3 else f"{number(len(leading))} years"
    ahead = f"{named} {'has' if len(leading) == 1 else 'have'} most, {number(highest)}{' each' * (len(leading) > 1)}"
    ahead = ahead if highest > 1 else "no year has more than one"
    ranked = listed(f"{year} ({len(chosen)})" for year, chosen in result.busiest[:3])
    empty = len(years) - len(result.busiest)
    one = f"{opening(counted(result.dated, 'occasion'))}, {'all of' if result.dated > 1 else 'of'} {years[0]}."
    return Figure(
        key=key,
        caption=f"Occasions by year, {span_of_years(years[0], years[-1])}; {ahead}." if len(years) > 1 else one,
        alt=f"Bars for the number of occasions in each year, {span_of_years(years[0], years[-1])}. Most: {ranked}."
        + (f" Without any: {number(empty)} of {number(len(years))} years." if empty else ""),
        source=source_line(fact for _, chosen in result.years for occasion in chosen for fact in occasion.facts),
        svg=drawing,
        columns=(Column("Year"), Column("Occasions", "right"), Column("Facts", "right")),
        rows=tuple((str(year), str(len(chosen)), _facts(chosen)) for year, chosen in result.years if chosen),
    )


def _facts(occasions: tuple[Occasion, ...]) -> Cell:
    """How many facts the occasions hold, leading to them."""
    ids = tuple(fact.id for occasion in occasions for fact in occasion.facts)
    return Cell(str(len(ids)), facts=ids)


def _begins(result: Lanes) -> str:
    """Which lane goes back furthest and which least, where they differ: what the picture shows first."""
    begins = sorted(((lane.facts[0].date, lane.name) for lane in result.lanes), key=lambda pair: pair[0].key)
    first, last = begins[0], begins[-1]
    if first[0].year == last[0].year:
        return ""
    whens = [str(date.year) if date.precision in ("day", "month") and not date.vague else date.words for date, _ in (first, last)]
    return f"{first[1]} goes back to {whens[0]}, {small(last[1])} only to {whens[1]}: "


def _room(years: list[int]) -> tuple[float, float]:
    """The span of years drawn: never so few that a bar grows into a block or the ticks name halves of a year."""
    spare = max(6 - len(years), 0) / 2
    return years[0] - 0.8 - spare, years[-1] + 0.8 + spare


def _axis(result: Lanes) -> _Axis:
    days, places = [result.pieces[0][0].toordinal()], [0.0]
    for _, last, share in result.pieces:
        days.append(last.toordinal())
        places.append(places[-1] + share)
    return _Axis(tuple(days), tuple(places))


def _named(result: Lanes) -> list[Fact]:
    """The facts whose names are drawn; where the rule of the analysis names none, every fact that has a name."""
    return [fact for fact in result.facts if is_named(fact)] or [fact for fact in result.facts if fact.row.label]


def _arranged(facts: list[Fact], axis: _Axis, widths: dict[str, float], lane: str) -> list[_Mark]:
    """The marks of the labelled facts, each in the first row where mark and label touch nothing drawn, the lane's name included."""
    taken: list[list[tuple[float, float]]] = [[(-1.0, widths[lane])]]
    marks = []
    for fact in facts:
        start = axis(fact.date.earliest)
        end = start if fact.date.precision == "day" else max(axis(fact.date.latest), start + _SHORTEST)
        reach = widths[fact.row.label] + _AIR
        sides = [(False, start, end + reach), (True, start - reach, end)]
        fitting = [side for side in sides if side[1] >= -_EDGE and side[2] <= 1 + _EDGE] or sides[start > 0.5 :][:1]
        row, leftward, low, high = next(
            (row, *side)
            for row in range(len(taken) + 1)
            for side in fitting
            if row == len(taken) or all(side[2] + _APART < a or side[1] - _APART > b for a, b in taken[row])
        )
        if row == len(taken):
            taken.append([])
        taken[row].append((low, high))
        marks.append(_Mark(fact, row, start, end, leftward))
    return marks


def _depth(marks: list[_Mark]) -> float:
    """How many millimetres a lane takes: its row of ticks and its rows of labels, the first of which has its name."""
    return 2.6 + _ROW * (max((mark.row for mark in marks), default=0) + 1)


def _draw_lane(axes: Axes, lane: Lane, marks: list[_Mark], axis: _Axis, top: float) -> None:
    axes.axhline(top, color=style.FAINT, linewidth=0.6)
    axes.text(0, top + 3.4, lane.name, fontweight="bold", color=style.ACCENT, va="center")
    named = {mark.fact.id for mark in marks}
    middles = [(axis(fact.date.earliest) + axis(fact.date.latest)) / 2 for fact in lane.facts if fact.id not in named]
    axes.vlines(middles, top, top + 1.2, color=style.SOFT, linewidth=0.7)
    for mark in marks:
        middle = top + 3.4 + mark.row * _ROW
        if mark.fact.date.precision == "day":
            axes.plot([mark.start], [middle], marker="o", markersize=4.2, color=style.ACCENT, markerfacecolor=_fill(mark.fact))
        else:
            _draw_bar(axes, mark, middle)
        x, side = (mark.start - _AIR, "right") if mark.leftward else (mark.end + _AIR, "left")
        axes.text(x, middle, mark.fact.row.label, ha=side, va="center", gid=f"label-{mark.fact.id}")


def _draw_bar(axes: Axes, mark: _Mark, middle: float) -> None:
    """A bar over all days the date may mean; where the date is vague, its ends fade."""
    width = mark.end - mark.start
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
    axes.set_xlim(-_EDGE, 1 + _EDGE)
    axes.set_ylim(bottom, 0)
    axes.spines["left"].set_visible(False)
    axes.get_yaxis().set_visible(False)
    ticks = [year for first, last, share in result.pieces for year in _tick_years(first.year, last.year, share)]
    axes.set_xticks([axis(date(year, 1, 1)) for year in ticks], [str(year) for year in ticks])
    if result.scaled:
        axes.axvspan(-_EDGE, axis(result.pieces[1][0]), color=style.SHADE, zorder=0, linewidth=0)


def _tick_years(first: int, last: int, share: float) -> list[int]:
    """Round years, as many as there is room for."""
    room = max(int(share * 16), 1)
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 1000) if (last - first) / step <= room)
    last += last - first < _BOUNDED
    return [year for year in range(first, last + 1) if year % step == 0]


def _described(result: Lanes) -> str:
    """The timeline for a reader who cannot see it: lane by lane, how many, from when to when, and the labelled ones."""
    parts, drawn = [], _named(result)
    for lane in result.lanes:
        named = [f"{fact.row.label} ({fact.date.words})" for fact in lane.facts if fact in drawn]
        ends = dict.fromkeys((lane.facts[0].date.words, max(lane.facts, key=lambda fact: fact.date.latest).date.words))
        told = f"{lane.name}: {counted(len(lane.facts), 'fact')}, {' to '.join(ends)}"
        parts.append(told + (f"; {'among them' if len(named) < len(lane.facts) else 'namely'} {listed(named)}" if named else "") + ".")
    return "Timeline in lanes. " + " ".join(parts)
