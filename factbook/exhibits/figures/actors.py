"""Figures of actors: against themes, in company, and side against side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from math import radians, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch

from factbook.analysis.actors import KINDS, Grid, Network, SideProfile, Tie
from factbook.exhibits import style
from factbook.exhibits.actor_words import plural, short_name, side_label
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most
from factbook.exhibits.wording import counted, listed, number, opening, small, source_line
from factbook.record.rows import THIRD_PARTY, ActorRow

MARKERS = {"agency": "s", "company": "^", "person": "o", "organisation": "D", "programme": "P", "state": "p"}
_OLDER, _OTHER, _DASHES = style.THIRD, "#8c8c8c", (0, (4, 2))  # a tie without a recent fact; one that does not join the sides
_LINE, _GAP, _RISE = 5.4, 0.35, 5  # mm a row of the network takes; rows between groups; mm twice as high as a level tie bows
_FILLS = (style.ACCENT, "white", "#c4c4c4")  # of each side, third parties last
_SLANT = 50  # degrees: the names of actors above their columns
_KIND = 11.5  # mm a group of three bars takes


@dataclass(frozen=True)
class _Side:
    """A side of a grid: its name, its first and last column, and whether its name stands one line lower."""

    name: str
    first: int
    last: int
    low: bool = False

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2


@dataclass(frozen=True)
class _Layout:
    """Where everything of a network stands: columns from 0 to 1, rows from the top."""

    columns: dict[str, float]  # of each side that has an actor
    spots: dict[str, tuple[float, float]]  # of each actor's mark
    names: dict[str, float]  # the row of each third party's name, below its mark
    reach: tuple[float, float]  # from the left edge to the right one
    rows: float


def actors_by_theme(result: Grid, key: str = "actors-by-theme") -> Figure | Findings:
    """A grid of themes and actors, each cell shaded by its number of facts and carrying the number; actors stand by side."""
    if not result.actors:
        return absent("No actor appears in enough facts of this edition to set against themes.")
    counts = [[len(result.facts(actor, theme)) for actor in result.actors] for theme in result.themes]
    names = [short_name(actor) for actor in result.actors]
    head = sin(radians(_SLANT)) * max(style.text_widths(names).values()) + 5
    sides = _sides(result)
    lines = 1 + any(side.low for side in sides)
    with style.canvas(head + style.ROW * (len(result.themes) + lines) + 2) as (figure, axes):
        style.name_rows(axes, [theme.label for theme in result.themes])
        axes.set_xticks(range(len(names)), names, rotation=_SLANT, ha="left", rotation_mode="anchor")
        style.grid(axes, counts)
        axes.set_xlim(-0.5, _columns(result) - 0.5)
        _mark_sides(axes, sides, len(result.themes))
        axes.set_ylim(len(result.themes) + lines - 0.1, -0.5)
        drawing = style.svg(figure, key)
    busiest = sorted(result.actors, key=lambda actor: (-result.total(actor), actor.id))
    described = "; ".join(_busy(result, actor) for actor in busiest[:5])
    ahead = most(((actor.name, result.total(actor)) for actor in busiest), "appears", "appear")
    subject = "Facts by actor and theme" if len(result.themes) > 1 else f"Facts on {small(result.themes[0].label)} by actor"
    return Figure(
        key=key,
        caption=f"{subject}; {ahead} in most." if len(busiest) > 1 else f"{subject}: {busiest[0].name} alone appears in several.",
        alt=f"Grid of {counted(len(result.themes), 'theme')} by {counted(len(result.actors), 'actor')}, shaded by the number of facts. "
        f"{'Busiest: ' if len(busiest) > 1 else ''}{described}.",
        source=source_line(fact for fact, _ in result.appearances),
        svg=drawing,
        columns=(Column("Theme"), *(Column(short_name(actor), "right") for actor in result.actors)),
        rows=tuple(
            (theme.label, *(Cell(str(count), facts=tuple(fact.id for fact in result.facts(actor, theme))) if count else ""
                            for actor, count in zip(result.actors, row, strict=True)))
            for theme, row in zip(result.themes, counts, strict=True)
        ),
    )  # fmt: skip


def who_with_whom(result: Network, key: str = "network") -> Figure | Findings:
    """The network with a column a side and third parties between: a mark for each actor by its kind, a line for each tie.

    Groups that do not touch stand one below the other. Names stand outside the columns or below their marks, where no line passes.
    """
    if not result.ties:
        return absent("No two actors appear together often enough in this edition to draw their ties.")
    layout = _layout(result)
    with style.canvas(20 + _LINE * layout.rows) as (figure, axes):
        for tie in reversed(result.ties):
            _draw_tie(axes, tie, result, layout)
        for actor in result.actors:
            _draw_actor(axes, actor, layout)
        for side, x in layout.columns.items():
            _write(axes, side_label(side), (x, -1), fontweight="bold", color=style.ACCENT)
        if layout.names:
            axes.text(0.5, -1, side_label(THIRD_PARTY), ha="center", va="center", fontweight="bold", color=style.ACCENT)
        axes.set_xlim(*layout.reach)
        axes.set_ylim(layout.rows - 0.2, -1.7)
        axes.set_axis_off()
        _explain(figure, result)
        drawing = style.svg(figure, key)
    strongest = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.ties[:5])
    crossing = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.crossing) or "none"
    which = "The tie" if len(result.ties) == 1 else "Strongest ties"
    return Figure(
        key=key,
        caption=f"Who is tied to whom: {counted(len(result.ties), 'tie')} of two facts or more, thicker for more; {_joining(result)}.",
        alt=f"Network in columns, one a side, with {counted(len(result.actors), 'actor')} in {counted(len(result.groups), 'group')}. "
        f"{which}: {strongest}. Between the sides: {crossing}.",
        source=source_line(dict.fromkeys(fact for tie in result.ties for fact in tie.facts)),
        svg=drawing,
        columns=(
            Column("One actor", width=4),
            Column("Another", width=4),
            Column("Joins the sides", width=2),
            Column("Facts", "right", width=1),
            Column("Corroborated", "right", width=1.5),
            Column("Latest", width=2),
        ),
        rows=tuple(
            (
                tie.one.name,
                tie.other.name,
                "yes" if tie.crosses else "no",
                Cell(str(len(tie.facts)), facts=tuple(fact.id for fact in tie.facts)),
                str(len(tie.corroborated)),
                tie.latest.date.words,
            )
            for tie in result.ties
        ),
    )


def sides_compared(result: tuple[SideProfile, ...], key: str = "sides-compared") -> Figure | Findings:
    """Three panels of bars, one bar a side: the actors of each kind, the facts in which they speak, and the undertakings that they owe."""
    kinds = [kind for kind in KINDS if any(profile.of_kind(kind).actors for profile in result)]
    if not kinds:
        return absent("No actor appears in this edition, so there are no sides to compare.")
    cells = [[profile.of_kind(kind) for profile in result] for kind in kinds]
    with style.canvas(12 + _KIND * len(kinds)) as (figure, axes):
        axes.remove()
        panels = figure.subplots(1, 3, sharey=True)
        _draw_bars(panels[0], [[len(one.actors) for one in row] for row in cells], "Actors in a fact")
        _draw_bars(panels[1], [[len(one.speaks) for one in row] for row in cells], "Facts in which they speak")
        _draw_bars(panels[2], [[len(one.owes) for one in row] for row in cells], "Undertakings that they owe")
        style.name_rows(panels[0], [opening(plural(kind)) for kind in kinds])
        sides = zip((side_label(profile.side) for profile in result), _FILLS, strict=False)
        style.explain(figure, [Patch(facecolor=fill, edgecolor=style.INK, linewidth=0.5, label=side) for side, fill in sides])
        drawing = style.svg(figure, key)
    described = " ".join(
        f"{side_label(profile.side)}: {listed(_count_of(profile, kind) for kind in kinds if profile.of_kind(kind).actors) or 'no actor'}; "
        f"speaks in {counted(len(profile.speaks), 'fact')} and owes {counted(len(profile.owes), 'undertaking')}."
        for profile in result
    )
    facts = {fact.id: fact for profile in result for fact in profile.facts}
    return Figure(
        key=key,
        caption="Actors of each kind by side, the facts in which they speak, and the undertakings that they owe still.",
        alt=f"Three panels of bars by kind of actor, one bar a side. {described}",
        source=source_line(facts.values()),
        svg=drawing,
        columns=(Column("Side"), Column("Kind"), Column("Actors", "right"), Column("Speak in", "right"), Column("Owe", "right")),
        rows=tuple(
            (side_label(profile.side), opening(plural(kind)), str(len(one.actors)),
             Cell(str(len(one.speaks)), facts=tuple(fact.id for fact in one.speaks)),
             Cell(str(len(one.owes)), facts=tuple(fact.id for fact in one.owes)))
            for profile in result
            for kind, one in ((kind, profile.of_kind(kind)) for kind in kinds)
        ),
    )  # fmt: skip


def _joining(result: Network) -> str:
    across = len(result.crossing)
    return f"{number(across) if across else 'none'} of them join{'s' if across == 1 else ''} the sides"


def _columns(result: Grid) -> int:
    """How many columns a grid is laid out for: few actors do not grow into slabs."""
    return max(len(result.actors), 8)


def _sides(result: Grid) -> list[_Side]:
    """The sides of a grid's columns in order, a name one line lower where it would run into the one before."""
    names = style.text_widths([side_label(actor.side) for actor in result.actors], "bold")
    column = (style.WIDTH - 4 - max(style.text_widths(theme.label for theme in result.themes).values())) / _columns(result)
    found: list[_Side] = []
    for name, places in groupby(range(len(result.actors)), lambda place: side_label(result.actors[place].side)):
        taken = list(places)
        side, near = _Side(name, taken[0], taken[-1]), found[-1] if found else None
        if near and not near.low and (side.middle - near.middle) * column < (names[name] + names[near.name]) / 2 + 3:
            side = replace(side, low=True)
        found.append(side)
    return found


def _mark_sides(axes: Axes, sides: list[_Side], height: int) -> None:
    """A bracket and a name below the columns of each side, and a line between the sides."""
    for side in sides:
        axes.plot([side.first - 0.4, side.last + 0.4], [height - 0.3] * 2, color=style.SOFT, linewidth=0.8)
        axes.text(side.middle, height + 0.3 + side.low, side.name, ha="center", va="center", fontweight="bold", color=style.ACCENT)
        if side is not sides[-1]:
            axes.plot([side.last + 0.5] * 2, [-0.5, height - 0.3], color=style.SOFT, linewidth=0.8)


def _draw_tie(axes: Axes, tie: Tie, result: Network, layout: _Layout) -> None:
    """A line between two places, bowed where both stand in one column or row."""
    start, end = sorted((layout.spots[tie.one.id], layout.spots[tie.other.id]))
    bow = 0.0
    if start[0] == end[0]:
        bow = min(0.9, 0.3 + 0.4 / abs(end[1] - start[1])) * (1 if start[0] == 1 else -1)
    elif start[1] == end[1] and THIRD_PARTY == tie.one.side == tie.other.side:
        bow = _RISE * (layout.reach[1] - layout.reach[0]) / style.WIDTH / (start[0] - end[0])
    colour = (style.ACCENT if result.is_recent(tie) else _OLDER) if tie.crosses else _OTHER
    axes.add_patch(FancyArrowPatch(
        start, end, arrowstyle="-", connectionstyle=f"arc3,rad={bow}", shrinkA=3, shrinkB=3, linewidth=0.3 + 0.5 * len(tie.facts) ** 0.5,
        color=colour, linestyle="-" if tie.crosses else _DASHES, zorder=2 if tie.crosses else 1,
    ))  # fmt: skip


def _draw_actor(axes: Axes, actor: ActorRow, layout: _Layout) -> None:
    x, y = layout.spots[actor.id]
    axes.plot([x], [y], marker=MARKERS[actor.kind], markersize=5.5, color=style.INK, zorder=3)
    if actor.id in layout.names:
        axes.text(x, layout.names[actor.id], short_name(actor), ha="center", va="center")
    else:
        _write(axes, short_name(actor), (x, y))


def _write(axes: Axes, text: str, spot: tuple[float, float], **look: Any) -> None:
    """A text outside the columns: left of the first, right of the others."""
    side, shift = ("right", -6) if spot[0] == 0 else ("left", 6)
    axes.annotate(text, spot, (shift, 0), textcoords="offset points", ha=side, va="center", **look)


def _layout(result: Network) -> _Layout:
    """The places of a network's actors, group below group; names are measured, so that none meets another or an edge."""
    actors = [actor for group in result.groups for column in group.columns for actor in column]
    widths = style.text_widths(dict.fromkeys(short_name(actor) for actor in result.actors))
    heads = style.text_widths(dict.fromkeys(side_label(actor.side) for actor in actors), "bold")
    last = len(result.groups[0].columns) - 1
    columns = {actor.side: place / last for group in result.groups for place, column in enumerate(group.columns) for actor in column}
    left, right = (
        max((max(widths[short_name(actor)], heads[actor.side]) for actor in actors if columns[actor.side] == end), default=0) + 4
        for end in (0, 1)
    )
    inner = style.WIDTH - 4 - left - right  # mm between the columns
    spots: dict[str, tuple[float, float]] = {}
    names: dict[str, float] = {}
    top = 0.0
    for group in result.groups:
        height = max(len(column) for column in group.columns)
        for place, column in enumerate(group.columns):
            for row, actor in enumerate(column):
                spots[actor.id] = (place / last, top + row + (height - len(column)) / 2)
        top += height
        ends: list[float] = []  # how far each line of names below the marks is filled, in mm
        for place, actor in enumerate(group.between, 1):
            x, half = place / (len(group.between) + 1), widths[short_name(actor)] / 2 + 2
            line = next((line for line, end in enumerate(ends) if end <= x * inner - half), len(ends))
            ends[line : line + 1] = [x * inner + half]
            spots[actor.id], names[actor.id] = (x, top), top + 0.75 * (line + 1)
        top += (1 + 0.75 * len(ends) if ends else 0) + _GAP
    return _Layout(columns, spots, names, (-left / inner, 1 + right / inner), top - _GAP)


def _explain(figure: Drawing, result: Network) -> None:
    """What the lines mean, in a row above, and the marks, in a row below; only those that are drawn."""
    kinds = [kind for kind in KINDS if any(actor.kind == kind for actor in result.actors)]
    marks = [Line2D([], [], linestyle="", marker=MARKERS[kind], markersize=5.5, color=style.INK, label=kind) for kind in kinds]
    looks = (
        (True, True, style.ACCENT, "joins the sides, last fact within two years"),
        (True, False, _OLDER, "joins the sides, last fact older"),
        (False, True, _OTHER, "other tie"),
    )
    drawn = {(tie.crosses, result.is_recent(tie) or not tie.crosses) for tie in result.ties}
    lines = [
        Line2D([], [], color=colour, linestyle="-" if crosses else _DASHES, label=label)
        for crosses, recent, colour, label in looks
        if (crosses, recent) in drawn
    ]
    style.explain(figure, lines)
    style.explain(figure, marks, below=True)


def _draw_bars(panel: Axes, rows: list[list[int]], unit: str) -> None:
    """One group of bars a row, one bar a side, each with its number."""
    for place, values in enumerate(rows):
        for side, value in enumerate(values):
            y = place + 0.29 * (side - 1)
            fill = _FILLS[min(side, 2)]
            panel.barh(y, value, height=0.24, color=fill, edgecolor=style.INK, linewidth=0.5 if value else 0)
            style.beside(panel, str(value), value, y)
    style.name_rows(panel, [""] * len(rows))
    panel.set_title(unit)
    panel.set_xlim(0, 1.2 * max(1, *(value for values in rows for value in values)))
    panel.axvline(0, color=style.SOFT, linewidth=0.6)


def _busy(result: Grid, actor: ActorRow) -> str:
    """In how many facts an actor appears, and on which theme most."""
    told, theme = f"{actor.name} in {counted(result.total(actor), 'fact')}", result.busiest_theme(actor)
    return f"{told}, most on {small(theme.label)} ({len(result.facts(actor, theme))})" if len(result.themes) > 1 else told


def _count_of(profile: SideProfile, kind: str) -> str:
    return counted(len(profile.of_kind(kind).actors), kind, plural(kind))
