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

_LINES = {DELIVERED: "solid", STEP: "solid", REVISED: (0, (4, 2)), NO_TRACE: (0, (1, 2))}
_COLOURS = {DELIVERED: style.ACCENT, STEP: style.THIRD, REVISED: style.SOFT, NO_TRACE: style.SOFT}
_ENDS = {DELIVERED: "o", STEP: "^", REVISED: "s", NO_TRACE: ""}


def promises_and_deliveries(result: Ledger, key: str = "promises") -> Figure | Findings:
    """Promises as lines from when they were voiced to their delivery, or on to the horizon; drawn oldest first.

    Each has its own line, but for those of one date that left no trace: these say the same and share one.
    """
    if not result.promises:
        return absent("No promise is part of this edition.")
    lines = _lines(result)
    with style.canvas(14 + style.ROW * len(lines)) as (figure, axes):
        style.name_rows(axes, [_called(line) for line in lines], scale=True)
        for row, line in enumerate(lines):
            _draw(axes, line, row, result.horizon)
        _frame(figure, axes, result)
        drawing = style.svg(figure, key)
    return Figure(
        key=key,
        caption=_caption(result, lines),
        alt=_described(result, lines),
        source=source_line(dict.fromkeys(fact for promise in result.promises for fact in (promise.fact, *promise.followed))),
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
            for promise in result.promises
        ),
    )


def outcome(promise: Promise) -> str:
    """What came of a promise: `delivered after about two months`, `no trace, open for about six years`."""
    return f"{promise.state}{' ' if promise.settled else ', '}{_time(promise)}"


def _lines(result: Ledger) -> list[tuple[Promise, ...]]:
    """The promises line by line: by itself where something followed, else with all of its date that left no trace."""
    lines: dict[str, tuple[Promise, ...]] = {}
    for promise in result.promises:
        name = promise.fact.date.words if promise.state == NO_TRACE else promise.fact.id
        lines[name] = (*lines.get(name, ()), promise)
    return list(lines.values())


def _called(line: tuple[Promise, ...]) -> str:
    """The name of a line: that of its promise, or how many promises of what date it stands for."""
    fact = line[0].fact
    if len(line) > 1:
        return f"{len(line)} promises of {fact.date.words}"
    return fact.row.label or shorten(fact.statement.rstrip("."), 32, placeholder=" …")


def _draw(axes: Axes, line: tuple[Promise, ...], row: int, horizon: date) -> None:
    """One line from where it was voiced to what came of it or to the horizon, with the days due and the time it took."""
    promise = line[0]
    state, start = promise.state, _middle(promise.fact.date.earliest, promise.fact.date.latest)
    colour = _COLOURS[state]
    end = _middle(promise.settled.date.earliest, promise.settled.date.latest) if promise.settled else horizon.toordinal()
    axes.plot([start, end], [row, row], linestyle=_LINES[state], color=colour, linewidth=1.6 if state == DELIVERED else 1.1)
    axes.plot([start], [row], marker="o", markersize=4, markerfacecolor="white", markeredgecolor=colour)
    for fact in promise.followed[:1]:
        place = _middle(fact.date.earliest, min(fact.date.latest, horizon))
        mark, face = ("D", "white") if promise.doubted else (_ENDS[state], colour)
        axes.plot([place], [row], marker=mark, markersize=4.2, color=colour, markerfacecolor=face)
    dues = dict.fromkeys(promise.fact.row.due.latest for promise in line if promise.fact.row.due)
    for due in (due for due in dues if due <= horizon):
        axes.plot([due.toordinal()], [row], marker="|", markersize=7, markeredgewidth=1.2, color=style.SECOND)
    faded = style.SOFT if state == NO_TRACE else style.INK
    axes.annotate(
        _time(promise), (1, row), (5, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", color=faded
    )


def _frame(figure: Canvas, axes: Axes, result: Ledger) -> None:
    """The axes: time below, the horizon as a line, the key above."""
    first = min(promise.fact.date.earliest for promise in result.promises)
    axes.set_xlim(date(first.year, 1, 1).toordinal(), result.horizon.toordinal() + 20)
    span = result.horizon.year - first.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if span / step <= 6)
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
    if any(promise.fact.row.due and promise.fact.row.due.latest <= result.horizon for promise in result.promises):
        handles += axes.plot([], [], linestyle="", marker="|", markersize=7, markeredgewidth=1.2, color=style.SECOND, label="day due")
    style.explain(figure, handles)


def _time(promise: Promise) -> str:
    return f"{'after' if promise.settled else 'open'} {duration(promise.wait)}"


def _middle(first: date, last: date) -> float:
    return (first.toordinal() + last.toordinal()) / 2


def _caption(result: Ledger, lines: list[tuple[Promise, ...]]) -> str:
    delivered, silent = len(result.of_state(DELIVERED)), len(result.of_state(NO_TRACE))
    by = f"by {day(result.horizon)}"
    if len(result.promises) == 1:
        states = {DELIVERED: f"delivered {by}", NO_TRACE: f"without a trace of a next step {by}"}
        return f"One promise, {states.get(result.promises[0].state, f'{result.promises[0].state} {by}')}."
    shared = "; those of one date without a trace share a line" if len(lines) < len(result.promises) else ""
    return (
        f"{opening(counted(len(result.promises), 'promise'))}, oldest first: {_few(delivered)} delivered {by}, "
        f"{_few(silent)} without a trace of a next step{shared}."
    )


def _few(count: int) -> str:
    return number(count) if count else "none"


def _described(result: Ledger, lines: list[tuple[Promise, ...]]) -> str:
    """The lines for a reader who cannot see them: each state with the promises in it."""
    parts = []
    for state in STATES:
        promises = result.of_state(state)
        if promises:
            told = listed(f"{_called(line)}{'' if len(line) > 1 else f' ({_dated(line[0])})'}" for line in lines if line[0].state == state)
            parts.append(f"{opening(state)}, {counted(len(promises), 'promise')}{_doubts(promises)}: {told}.")
    return "Lines over time, from the day a promise was voiced to its delivery or to the horizon. " + " ".join(parts)


def _dated(promise: Promise) -> str:
    """When a promise was voiced, and how long it took where it is settled."""
    return f"{promise.fact.date.words}, {_time(promise)}" if promise.settled else promise.fact.date.words


def _doubts(promises: tuple[Promise, ...]) -> str:
    """How many were delivered by facts in doubt, in words that stand behind their count."""
    doubted = sum(promise.doubted for promise in promises)
    if not doubted:
        return ""
    which = "all" if doubted == len(promises) > 1 else number(doubted)
    return f" ({'' if len(promises) == 1 else f'{which} '}on evidence in doubt, drawn as open diamonds)"
