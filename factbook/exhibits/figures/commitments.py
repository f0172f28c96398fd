"""Figures of promises: each one a line from the day it was voiced to what came of it."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from factbook.analysis.commitments import DELIVERED, NO_TRACE, REVISED, STATES, STEP, Ledger, Promise
from factbook.exhibits import style
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, day, listed, number, opening, source_line

_ROW = 4.0  # mm
_LINES = {DELIVERED: "solid", STEP: "solid", REVISED: (0, (4, 2)), NO_TRACE: (0, (1, 2))}
_COLOURS = {DELIVERED: style.ACCENT, STEP: style.THIRD, REVISED: style.SOFT, NO_TRACE: style.SOFT}
_ENDS = {DELIVERED: "o", STEP: "^", REVISED: "s", NO_TRACE: ""}


def promises_and_deliveries(result: Ledger, key: str = "promises") -> Figure | Findings:
    """Each promise as a line from when it was voiced to its delivery, or on to the horizon; drawn oldest first."""
    promises = result.promises
    if not promises:
        return absent("No promise is part of this edition.")
    with style.canvas(18 + _ROW * len(promises)) as (figure, axes):
        for row, promise in enumerate(promises):
            _draw(axes, promise, row, result.horizon)
        _frame(figure, axes, result)
        drawing = style.svg(figure, key)
    return Figure(
        key=key,
        caption=_caption(result),
        alt=_described(result),
        source=source_line([*(promise.fact for promise in promises), *(fact for promise in promises for fact in promise.followed)]),
        svg=drawing,
        columns=(
            Column("Voiced", width=2),
            Column("Promise", width=6),
            Column("By the horizon", width=2),
            Column("What followed", width=5),
        ),
        rows=tuple(
            (
                promise.fact.date.words,
                Cell(promise.fact.statement, facts=(promise.fact.id,)),
                outcome(promise),
                Cell(" ".join(fact.statement for fact in promise.followed), facts=tuple(fact.id for fact in promise.followed)),
            )
            for promise in promises
        ),
    )


def outcome(promise: Promise) -> str:
    """What came of a promise: `delivered after about two months`, `no trace, open for about six years`."""
    return f"{promise.state}{' ' if promise.settled else ', '}{_time(promise)}"


def _draw(axes: Axes, promise: Promise, row: int, horizon: date) -> None:
    state, start = promise.state, _middle(promise.fact.date.earliest, promise.fact.date.latest)
    end = _middle(promise.settled.date.earliest, promise.settled.date.latest) if promise.settled else horizon.toordinal()
    axes.plot([start, end], [row, row], linestyle=_LINES[state], color=_COLOURS[state], linewidth=1.6 if state == DELIVERED else 1.1)
    axes.plot([start], [row], marker="o", markersize=4, markerfacecolor="white", markeredgecolor=_COLOURS[state])
    marks = promise.steps[:1] if state == STEP else promise.followed[:1]
    for fact in marks:
        place = _middle(fact.date.earliest, min(fact.date.latest, horizon))
        face = "white" if promise.doubted else _COLOURS[state]
        axes.plot(
            [place], [row], marker="D" if promise.doubted else _ENDS[state], markersize=4.5, color=_COLOURS[state], markerfacecolor=face
        )
    if promise.fact.row.due and promise.fact.row.due.latest <= horizon:
        due = promise.fact.row.due.latest.toordinal()
        axes.plot([due], [row], marker="|", markersize=7, markeredgewidth=1.2, color=style.SECOND)
    faded = style.SOFT if state == NO_TRACE else style.INK
    axes.annotate(
        _time(promise), (1, row), (5, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", color=faded
    )


def _frame(figure: Canvas, axes: Axes, result: Ledger) -> None:
    """The axes: promises by name on the left, time below, the horizon as a line, the key above."""
    names = [promise.fact.row.label or shorten(promise.fact.statement.rstrip("."), 32, placeholder=" …") for promise in result.promises]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_ylim(len(names) - 0.4, -0.6)
    first = min(promise.fact.date.earliest for promise in result.promises)
    axes.set_xlim(date(first.year, 1, 1).toordinal(), result.horizon.toordinal() + 20)
    span = result.horizon.year - first.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if span / step <= 4)
    years = [year for year in range(first.year, result.horizon.year + 1) if year % step == 0]
    axes.set_xticks([date(year, 1, 1).toordinal() for year in years], [str(year) for year in years])
    axes.axvline(result.horizon.toordinal(), color=style.FAINT, linewidth=0.8, zorder=0)
    _key(figure, axes, result)


def _key(figure: Canvas, axes: Axes, result: Ledger) -> None:
    """What the marks mean, above the lines; only those that are drawn."""
    handles = axes.plot([], [], linestyle="", marker="o", markerfacecolor="white", markeredgecolor=style.INK, markersize=4, label="voiced")
    for state in STATES:
        for doubted in (False, True):
            if any(promise.doubted == doubted for promise in result.of_state(state)):
                label = "delivered, in doubt" if doubted else state
                (line,) = axes.plot([], [], label=label, linestyle=_LINES[state], color=_COLOURS[state], markersize=4.5)
                line.set_marker("D" if doubted else _ENDS[state])
                line.set_markerfacecolor("white" if doubted else _COLOURS[state])
                handles.append(line)
    if any(promise.fact.row.due for promise in result.promises):
        handles += axes.plot([], [], linestyle="", marker="|", markersize=7, markeredgewidth=1.2, color=style.SECOND, label="day due")
    figure.legend(handles=handles, loc="outside upper left", ncols=7, columnspacing=1.0, handletextpad=0.4, handlelength=1.6)


def _time(promise: Promise) -> str:
    return f"{'after' if promise.settled else 'open'} {duration(promise.wait)}"


def _middle(first: date, last: date) -> float:
    return (first.toordinal() + last.toordinal()) / 2


def _caption(result: Ledger) -> str:
    delivered = len(result.of_state(DELIVERED))
    return (
        f"{opening(counted(len(result.promises), 'promise'))}, oldest first: {_few(delivered)} delivered by {day(result.horizon)}, "
        f"{_few(len(result.of_state(NO_TRACE)))} without a trace of a next step."
    )


def _few(count: int) -> str:
    return number(count) if count else "none"


def _described(result: Ledger) -> str:
    """The lines for a reader who cannot see them: each state with the promises in it."""
    parts = []
    for state in STATES:
        promises = result.of_state(state)
        if promises:
            doubted = sum(promise.doubted for promise in promises)
            note = f" ({number(doubted)} of them by facts that are in doubt, drawn as open diamonds)" if doubted else ""
            dates = listed(dict.fromkeys(promise.fact.date.words for promise in promises))
            parts.append(f"{opening(state)}: {counted(len(promises), 'line')}, voiced {dates}{note}.")
    return "Chart of lines over time, one for each promise, from the day it was voiced to its delivery or to the horizon. " + " ".join(
        parts
    )
