"""Figures of actors: against themes, in company, and side against side."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch

from factbook.analysis.actors import KINDS, Grid, Network, Place, SideProfile, Tie
from factbook.exhibits import style
from factbook.exhibits.actor_words import plural, short_name, side_label
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, number, opening, source_line
from factbook.record.rows import ActorRow

MARKERS = {"agency": "s", "company": "^", "person": "o", "organisation": "D", "programme": "P", "state": "p"}
_BARS = ((style.ACCENT, ""), ("#ffffff", "////"), ("#d9d9d9", ""))  # fill and hatch of each side, third parties last


def actors_by_theme(result: Grid, key: str = "actors-by-theme") -> Figure | Findings:
    """A grid of themes and actors, each cell shaded by its number of facts and carrying the number; actors stand by side."""
    if not result.actors:
        return absent("No actor appears in enough facts of this edition to set against themes.")
    counts = [[len(result.facts(actor, theme)) for actor in result.actors] for theme in result.themes]
    most = max(count for row in counts for count in row)
    with style.canvas(35 + 4.3 * len(result.themes)) as (figure, axes):
        axes.imshow(counts, cmap="Blues", vmin=0, vmax=most * 1.25, aspect="auto")
        for y, row in enumerate(counts):
            for x, count in enumerate(row):
                if count:
                    axes.text(x, y, str(count), ha="center", va="center", color="white" if count > 0.6 * most else style.INK)
        axes.set_yticks(range(len(result.themes)), [theme.label for theme in result.themes])
        axes.set_xticks(
            range(len(result.actors)), [short_name(actor) for actor in result.actors], rotation=55, ha="left", rotation_mode="anchor"
        )
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.set_xlim(-0.5, max(len(result.actors), 8) - 0.5)
        _mark_sides(axes, result.actors, len(result.themes))
        drawing = style.svg(figure, key)
    busiest = sorted(result.actors, key=lambda actor: (-result.total(actor), actor.id))[:5]
    best = [(actor, result.busiest_theme(actor)) for actor in busiest]
    described = "; ".join(
        f"{actor.name} in {counted(result.total(actor), 'fact')}, most on {theme.label} ({len(result.facts(actor, theme))})"
        for actor, theme in best
    )
    return Figure(
        key=key,
        caption=f"Facts by actor and theme; {busiest[0].name} appears in most.",
        alt=f"Grid of {counted(len(result.themes), 'theme')} by {counted(len(result.actors), 'actor')}, shaded by the number of facts. "
        f"Busiest: {described}.",
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
    with style.canvas(16 + 6.2 * rows) as (figure, axes):
        for tie in reversed(result.ties):
            _draw_tie(axes, tie, spots)
        for place in result.places:
            _draw_place(axes, place, *spots[place.actor.id])
        for column, side in sorted({(place.column, place.actor.side) for place in result.places}):
            axes.text(column / 2, -0.9, side_label(side), ha="center", va="center", fontweight="bold", color=style.ACCENT)
        axes.set_xlim(-0.42, 1.36)
        axes.set_ylim(max(rows - 1, 1) + 0.4, -1.2)
        axes.set_axis_off()
        _explain(figure, result)
        drawing = style.svg(figure, key)
    strongest = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.ties[:5])
    crossing = listed(f"{tie.one.name} and {tie.other.name} ({len(tie.facts)})" for tie in result.crossing) or "none"
    alone = listed(place.actor.name for place in result.alone)
    return Figure(
        key=key,
        caption=f"Who appears with whom: {counted(len(result.ties), 'tie')} of two facts or more among actors of at least "
        f"{counted(result.fewest, 'fact')}; {_joining(result)}.",
        alt=f"Network in columns, one a side, with {counted(len(result.places), 'actor')}. Strongest ties: {strongest}. "
        f"Ties between the sides: {crossing}." + (f" Without any tie: {alone}." if alone else ""),
        source=source_line(fact for tie in result.ties for fact in tie.facts),
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
    with style.canvas(22 + 16 * len(kinds)) as (figure, axes):
        axes.remove()
        panels = figure.subplots(1, 3, sharey=True)
        _draw_bars(panels[0], [[len(one.actors) for one in row] for row in cells], "Actors in a fact")
        _draw_bars(panels[1], [[len(one.speaks) for one in row] for row in cells], "Facts in which they speak")
        _draw_bars(panels[2], [[len(one.owes) for one in row] for row in cells], "Facts in which they owe")
        panels[0].set_yticks(range(len(kinds)), [opening(plural(kind)) for kind in kinds])
        panels[0].invert_yaxis()
        handles = [Patch(facecolor=fill, hatch=hatch, edgecolor=style.INK, linewidth=0.5) for fill, hatch in _BARS]
        figure.legend(handles, [side_label(profile.side) for profile in result], loc="outside upper left", ncols=3)
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


def _mark_sides(axes: Axes, actors: tuple[ActorRow, ...], height: int) -> None:
    """A bracket and a name below the columns of each side, and a white line between the sides."""
    sides = [actor.side for actor in actors]
    for side in dict.fromkeys(sides):
        first, last = sides.index(side), len(sides) - 1 - sides[::-1].index(side)
        axes.plot([first - 0.4, last + 0.4], [height - 0.25] * 2, color=style.SOFT, linewidth=0.8, clip_on=False)
        axes.text((first + last) / 2, height - 0.1, side_label(side), ha="center", va="top", fontweight="bold", color=style.ACCENT)
        if last + 1 < len(sides):
            axes.axvline(last + 0.5, color=style.SOFT, linewidth=0.8)
    axes.set_ylim(height + 0.5, -0.5)


def _draw_tie(axes: Axes, tie: Tie, spots: dict[str, tuple[float, float]]) -> None:
    """A line between two places, bowed where both stand in one column; solid where it joins the sides, else dashed."""
    start, end = sorted((spots[tie.one.id], spots[tie.other.id]))
    bow = 0.0
    if start[0] == end[0]:
        bow = min(0.9, 0.35 + 0.55 / abs(end[1] - start[1])) * (1 if start[0] else -1)
    axes.add_patch(FancyArrowPatch(
        start, end, arrowstyle="-", connectionstyle=f"arc3,rad={bow}", shrinkA=3, shrinkB=3, linewidth=0.3 + 0.5 * len(tie.facts) ** 0.5,
        color=style.ACCENT if tie.crosses else "#9a9a9a", linestyle="-" if tie.crosses else (0, (4, 2)), zorder=1,
    ))  # fmt: skip


def _draw_place(axes: Axes, place: Place, x: float, y: float) -> None:
    axes.plot([x], [y], marker=MARKERS[place.actor.kind], markersize=5.5, color=style.INK, zorder=3)
    side, shift = ("right", -6) if place.column == 0 else ("left", 6)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.2} if place.column == 1 else None
    axes.annotate(f"{short_name(place.actor)} ({place.facts})", (x, y), (shift, 0), textcoords="offset points",
                  ha=side, va="center", bbox=box, zorder=4)  # fmt: skip


def _explain(figure: Drawing, result: Network) -> None:
    """What the marks and lines mean, in one row below."""
    kinds = [kind for kind in KINDS if any(place.actor.kind == kind for place in result.places)]
    marks = [Line2D([], [], linestyle="", marker=MARKERS[kind], markersize=5.5, color=style.INK) for kind in kinds]
    lines = [Line2D([], [], color=style.ACCENT), Line2D([], [], color="#9a9a9a", linestyle=(0, (4, 2)))]
    figure.legend([*marks, *lines], [*kinds, "joins the sides", "other tie"], loc="outside lower left", ncols=len(kinds) + 2,
                  handlelength=1.6, columnspacing=1.1, handletextpad=0.4)  # fmt: skip


def _draw_bars(panel: Axes, rows: list[list[int]], unit: str) -> None:
    """One group of bars a row, one bar a side, each with its number."""
    for place, values in enumerate(rows):
        for side, value in enumerate(values):
            fill, hatch = _BARS[min(side, 2)]
            y = place + 0.28 * (side - 1)
            panel.barh(y, value, height=0.22, color=fill, hatch=hatch, edgecolor=style.INK, linewidth=0.5 if value else 0)
            panel.annotate(str(value), (value, y), (3, 0), textcoords="offset points", va="center")
    panel.set_xlabel(unit)
    panel.margins(x=0.2)
    panel.set_xlim(left=0)
    panel.tick_params(axis="y", length=0)
    panel.locator_params(axis="x", integer=True, nbins=4)


def _count_of(profile: SideProfile, kind: str) -> str:
    return counted(len(profile.of_kind(kind).actors), kind, plural(kind))
