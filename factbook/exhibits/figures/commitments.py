"""Figures of promises: each one a line from the day it was voiced to what came of it."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from factbook.analysis.commitments import DELIVERED, DOUBTED, NO_TRACE, REVISED, STATES, STEP, Ledger, Promise
from factbook.exhibits import style
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, day, listed, number, opening, source_line
from factbook.record.facts import Fact

_LINES = {DELIVERED: "solid", STEP: "solid", REVISED: (0, (4, 2)), NO_TRACE: (0, (1, 2))}
_COLOURS = {DELIVERED: style.ACCENT, STEP: style.THIRD, REVISED: style.SOFT, NO_TRACE: style.SOFT}
_ENDS = {DELIVERED: "o", STEP: "^", REVISED: "s", NO_TRACE: ""}
_PITCH, _STACK = 0.34, 6.0  # rows that each line of a bundle takes, and all of them at most


def promises_and_deliveries(result: Ledger, key: str = "promises") -> Figure | Findings:
    """Promises as lines from when they were voiced to their delivery, or on to the last day known; drawn oldest first.

    Each has its own line; those of one date that left no trace say the same and are drawn as a bundle with one name.
    """
    if not result.promises:
        return absent("No promise is part of this report.")
    bundles = _bundles(result)
    rows, whole = _rows(bundles)
    with style.canvas(14 + style.ROW * whole) as (figure, axes):
        middles = [sum(places) / len(places) for places in rows]
        style.name_rows(axes, [_called(bundle) for bundle in bundles], at=middles, scale=True)
        axes.set_ylim(whole - 0.5, -0.5)
        for bundle, places in zip(bundles, rows, strict=True):
            _draw(axes, bundle, places, result.horizon)
        _frame(figure, axes, result)
        drawing = style.svg(figure, key)
    return Figure(
        key=key,
        caption=_caption(result, bundles),
        alt=_described(result, bundles),
        source=source_line(dict.fromkeys(fact for promise in result.promises for fact in (promise.fact, *promise.followed))),
        svg=drawing,
        columns=(
            Column("Voiced", width=2),
            Column("Promise", width=6),
            Column(f"By {day(result.horizon)}", width=2),
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
    """What came of a promise: `delivered after 2 months`, `no trace, open 6 years`."""
    return f"{promise.state}{' ' if promise.settled else ', '}{_time(promise)}"


def _bundles(result: Ledger) -> list[tuple[Promise, ...]]:
    """The promises name by name: by itself where something followed, else with all of its date that left no trace."""
    bundles: dict[str, tuple[Promise, ...]] = {}
    for promise in result.promises:
        name = promise.fact.date.words if promise.state == NO_TRACE else promise.fact.id
        bundles[name] = (*bundles.get(name, ()), promise)
    return list(bundles.values())


def _rows(bundles: list[tuple[Promise, ...]]) -> tuple[list[list[float]], float]:
    """Where the lines of each bundle stand, counted in rows from the top, and how many rows they take in all."""
    rows, top = [], 0.0
    for bundle in bundles:
        pitch = min(_PITCH, _STACK / len(bundle))
        high = max(1.0, pitch * len(bundle) + 0.3)
        first = top + (high - 1) / 2 - pitch * (len(bundle) - 1) / 2
        rows.append([first + pitch * place for place in range(len(bundle))])
        top += high
    return rows, top


def _called(bundle: tuple[Promise, ...]) -> str:
    """The name of a bundle: that of its promise, or how many promises of what date it holds."""
    fact = bundle[0].fact
    if len(bundle) > 1:
        return f"{len(bundle)} promises of {fact.date.words}"
    return fact.row.label or shorten(fact.statement.rstrip("."), 32, placeholder=" …")


def _draw(axes: Axes, bundle: tuple[Promise, ...], rows: list[float], horizon: date) -> None:
    """Each promise as a line from where it was voiced to what came of it or to the horizon, and the time that took.

    The strokes of the days due stand behind the marks and reach beyond them, so that neither hides the other.
    """
    size = 4 if len(rows) == 1 else 3
    for promise, row in zip(bundle, rows, strict=True):
        state, start = promise.state, _middle(promise.fact.date.earliest, promise.fact.date.latest)
        colour = _COLOURS[state]
        end = _middle(promise.settled.date.earliest, promise.settled.date.latest) if promise.settled else horizon.toordinal()
        axes.plot([start, end], [row, row], linestyle=_LINES[state], color=colour, linewidth=1.6 if state == DELIVERED else 1.1)
        if promise.fact.row.due and promise.fact.row.due.latest <= horizon:
            due = promise.fact.row.due.latest.toordinal()
            axes.plot([due], [row], marker="|", markersize=10, markeredgewidth=1.2, color=style.SECOND, zorder=2.1)
        axes.plot([start], [row], marker="o", markersize=size, markerfacecolor="white", markeredgecolor=colour, zorder=2.3)
        for fact in _telling(promise):
            place = _middle(fact.date.earliest, min(fact.date.latest, horizon))
            loose = _loose(promise)
            mark = "D" if loose and state == DELIVERED else _ENDS[state]
            axes.plot([place], [row], marker=mark, markersize=4.4, color=colour, markerfacecolor="white" if loose else colour, zorder=2.2)
    faded = style.SOFT if bundle[0].state == NO_TRACE else style.INK
    where = (1, sum(rows) / len(rows))
    axes.annotate(_time(bundle[0]), where, (5, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center", color=faded)


def _telling(promise: Promise) -> tuple[Fact, ...]:
    """The first of the facts that give a promise its state, of those not in doubt if there are any."""
    sure = tuple(fact for fact in promise.followed if fact.standing.label not in DOUBTED)
    return (sure if promise.state == STEP and sure else promise.followed)[:1]


def _loose(promise: Promise) -> bool:
    """Whether all that gives a promise its state is in doubt, and it is drawn with an open mark."""
    return promise.doubted or promise.faltering


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
        promises = result.of_state(state)
        if promises:
            (line,) = axes.plot([], [], label=state, marker=_ENDS[state], linestyle=_LINES[state], color=_COLOURS[state], markersize=4.5)
            line.set_markerfacecolor("white" if all(map(_loose, promises)) else _COLOURS[state])
            handles.append(line)
    if any(map(_loose, result.promises)):
        handles += axes.plot(
            [], [], linestyle="", marker="D", markersize=4.4, color=style.INK, markerfacecolor="white", label="in doubt (open mark)"
        )
    if any(promise.fact.row.due and promise.fact.row.due.latest <= result.horizon for promise in result.promises):
        handles += axes.plot([], [], linestyle="", marker="|", markersize=8, markeredgewidth=1.2, color=style.SECOND, label="day due")
    style.explain(figure, handles)


def _time(promise: Promise) -> str:
    return f"{'after' if promise.settled else 'open'} {duration(promise.wait)}"


def _middle(first: date, last: date) -> float:
    return (first.toordinal() + last.toordinal()) / 2


def _caption(result: Ledger, bundles: list[tuple[Promise, ...]]) -> str:
    delivered, silent = len(result.of_state(DELIVERED)), len(result.of_state(NO_TRACE))
    by = f"by {day(result.horizon)}"
    if len(result.promises) == 1:
        states = {DELIVERED: f"delivered {by}", NO_TRACE: f"without a trace of a next step {by}"}
        return f"One promise, {states.get(result.promises[0].state, f'{result.promises[0].state} {by}')}."
    shared = "; those of one date without a trace are bundled" if len(bundles) < len(result.promises) else ""
    return (
        f"{opening(counted(len(result.promises), 'promise'))}, oldest first: {_few(delivered)} delivered {by}, "
        f"{_few(silent)} without a trace of a next step{shared}."
    )


def _few(count: int) -> str:
    return number(count) if count else "none"


def _described(result: Ledger, bundles: list[tuple[Promise, ...]]) -> str:
    """The lines for a reader who cannot see them: each state with the promises in it."""
    parts = []
    for state in STATES:
        promises = result.of_state(state)
        if promises:
            told = listed(
                f"{_called(bundle)}{'' if len(bundle) > 1 else f' ({_dated(bundle[0])})'}" for bundle in bundles if bundle[0].state == state
            )
            parts.append(f"{opening(state)}, {counted(len(promises), 'promise')}{_doubts(promises)}: {told}.")
    return f"Lines over time, from the day a promise was voiced to its delivery or to {day(result.horizon)}. " + " ".join(parts)


def _dated(promise: Promise) -> str:
    """When a promise was voiced, and how long it took where it is settled."""
    return f"{promise.fact.date.words}, {_time(promise)}" if promise.settled else promise.fact.date.words


def _doubts(promises: tuple[Promise, ...]) -> str:
    """How many have their state from facts in doubt, in words that stand behind their count."""
    doubted = sum(map(_loose, promises))
    if not doubted:
        return ""
    which = "" if len(promises) == 1 else "all " if doubted == len(promises) else f"{number(doubted)} "
    return f" ({which}on evidence in doubt, drawn with an open mark)"
