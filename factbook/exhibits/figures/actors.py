"""Figures of actors: against themes, in company, and side against side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from math import radians, sin

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch

from factbook.analysis.actors import KINDS, Grid, Network, Place, SideProfile, Tie
from factbook.exhibits import style
from factbook.exhibits.actor_words import plural, short_name, side_label
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most
from factbook.exhibits.wording import counted, listed, number, opening, small, source_line
from factbook.record.rows import ActorRow

MARKERS = {"agency": "s", "company": "^", "person": "o", "organisation": "D", "programme": "P", "state": "p"}
_OTHER, _DASHES = "#8c8c8c", (0, (4, 2))  # a tie that does not join the sides
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
    """The network in columns, one a side: a mark for each actor by its kind, a line for each tie, thicker for more facts."""
    if not result.ties:
        return absent("No two actors appear together often enough in this edition to draw their ties.")
    rows = max(sum(place.column == column for place in result.places) for column in (0, 1, 2))
    spots = {place.actor.id: (place.column / 2, place.row * max(rows - 1, 1)) for place in result.places}
    with style.canvas(13 + 6 * rows) as (figure, axes):
        for tie in reversed(result.ties):
            _draw_tie(axes, tie, spots)
        for place in result.places:
            _draw_place(axes, place, *spots[place.actor.id])
        for column, side in sorted({(place.column, place.actor.side) for place in result.places}):
            axes.text(column / 2, -0.85, side_label(side), ha="center", va="center", fontweight="bold", color=style.ACCENT)
        axes.set_xlim(-0.42, 1.36)
        axes.set_ylim(max(rows - 1, 1) + 0.4, -1.15)
        axes.set_axis_off()
        _explain(figure, result)
        drawing = style.svg(figure, key)
    strongest = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.ties[:5])
    crossing = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.crossing) or "none"
    which = "The tie" if len(result.ties) == 1 else "Strongest ties"
    alone = listed(place.actor.name for place in result.alone)
    return Figure(
        key=key,
        caption=f"Who appears with whom: {counted(len(result.ties), 'tie')} of two facts or more among actors of at least "
        f"{counted(result.fewest, 'fact')}; {_joining(result)}.",
        alt=f"Network in columns, one a side, with {counted(len(result.places), 'actor')}. {which}: {strongest}. "
        f"Between the sides: {crossing}." + (f" Without any tie: {alone}." if alone else ""),
        source=source_line(dict.fromkeys(fact for tie in result.ties for fact in tie.facts)),
        svg=drawing,
        columns=(
            Column("One actor", width=4),
            Column("Another", width=4),
            Column("Joins the sides", width=2),
            Column("Facts", "right", width=1),
        ),
        rows=tuple(
            (
                tie.one.name,
                tie.other.name,
                "yes" if tie.crosses else "no",
                Cell(str(len(tie.facts)), facts=tuple(fact.id for fact in tie.facts)),
            )
            for tie in result.ties
        ),
    )


def sides_compared(result: tuple[SideProfile, ...], key: str = "sides-compared") -> Figure | Findings:
    """Three panels of bars, one bar a side: the actors of each kind, and the facts in which they speak and in which they owe."""
    kinds = [kind for kind in KINDS if any(profile.of_kind(kind).actors for profile in result)]
    if not kinds:
        return absent("No actor appears in this edition, so there are no sides to compare.")
    cells = [[profile.of_kind(kind) for profile in result] for kind in kinds]
    with style.canvas(12 + _KIND * len(kinds)) as (figure, axes):
        axes.remove()
        panels = figure.subplots(1, 3, sharey=True)
        _draw_bars(panels[0], [[len(one.actors) for one in row] for row in cells], "Actors in a fact")
        _draw_bars(panels[1], [[len(one.speaks) for one in row] for row in cells], "Facts in which they speak")
        _draw_bars(panels[2], [[len(one.owes) for one in row] for row in cells], "Facts in which they owe")
        style.name_rows(panels[0], [opening(plural(kind)) for kind in kinds])
        sides = zip((side_label(profile.side) for profile in result), _FILLS, strict=False)
        style.explain(figure, [Patch(facecolor=fill, edgecolor=style.INK, linewidth=0.5, label=side) for side, fill in sides])
        drawing = style.svg(figure, key)
    described = " ".join(
        f"{side_label(profile.side)}: {listed(_count_of(profile, kind) for kind in kinds if profile.of_kind(kind).actors) or 'no actor'}; "
        f"speaks in {counted(len(profile.speaks), 'fact')} and owes in {counted(len(profile.owes), 'fact')}."
        for profile in result
    )
    facts = {fact.id: fact for profile in result for fact in profile.facts}
    return Figure(
        key=key,
        caption="Actors of each kind by side, and the facts in which they speak or owe something.",
        alt=f"Three panels of bars by kind of actor, one bar a side. {described}",
        source=source_line(facts.values()),
        svg=drawing,
        columns=(Column("Side"), Column("Kind"), Column("Actors", "right"), Column("Speak in", "right"), Column("Owe in", "right")),
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


def _draw_tie(axes: Axes, tie: Tie, spots: dict[str, tuple[float, float]]) -> None:
    """A line between two places, bowed where both stand in one column; solid where it joins the sides, else dashed."""
    start, end = sorted((spots[tie.one.id], spots[tie.other.id]))
    bow = 0.0
    if start[0] == end[0]:
        bow = min(0.9, 0.35 + 0.55 / abs(end[1] - start[1])) * (1 if start[0] else -1)
    axes.add_patch(FancyArrowPatch(
        start, end, arrowstyle="-", connectionstyle=f"arc3,rad={bow}", shrinkA=3, shrinkB=3, linewidth=0.3 + 0.5 * len(tie.facts) ** 0.5,
        color=style.ACCENT if tie.crosses else _OTHER, linestyle="-" if tie.crosses else _DASHES, zorder=1,
    ))  # fmt: skip


def _draw_place(axes: Axes, place: Place, x: float, y: float) -> None:
    axes.plot([x], [y], marker=MARKERS[place.actor.kind], markersize=5.5, color=style.INK, zorder=3)
    side, shift = ("right", -6) if place.column == 0 else ("left", 6)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.2} if place.column == 1 else None
    axes.annotate(f"{short_name(place.actor)} ({place.facts})", (x, y), (shift, 0), textcoords="offset points",
                  ha=side, va="center", bbox=box, zorder=4)  # fmt: skip


def _explain(figure: Drawing, result: Network) -> None:
    """What the marks and lines mean, in one row below; only those that are drawn."""
    kinds = [kind for kind in KINDS if any(place.actor.kind == kind for place in result.places)]
    marks = [Line2D([], [], linestyle="", marker=MARKERS[kind], markersize=5.5, color=style.INK, label=kind) for kind in kinds]
    lines = [Line2D([], [], color=style.ACCENT, label="joins the sides")] * bool(result.crossing)
    if len(result.crossing) < len(result.ties):
        lines.append(Line2D([], [], color=_OTHER, linestyle=_DASHES, label="other tie"))
    style.explain(figure, [*marks, *lines], below=True)


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
