"""Figures of a meeting: who said how much of what, and how long its themes had been talked about before."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from factbook.analysis.meeting import Field, Meeting, Voice, stage
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, number, opening, source_line
from factbook.record.facts import Fact
from factbook.record.rows import DELIVERIES

_ORDER = (*DELIVERIES, "")
_YEARS = 10  # before the meeting, drawn to scale; what is older is counted
_NAMES = {"": "description or opinion"}


def said_by_delivery(voices: tuple[Voice, ...], key: str = "said-by-delivery") -> Figure | Findings:
    """The statements of the day as bars, one for each group of speakers, cut up by how far the thing had got."""
    if not voices:
        return absent("No statement of the meeting is part of this edition.")
    drawn = [delivery for delivery in _ORDER if any(_of(voice, delivery) for voice in voices)]
    with style.canvas(8 + 5.4 * len(voices)) as (figure, axes):
        for row, voice in enumerate(voices):
            _draw_voice(axes, voice, row)
            count = len(voice.statements)
            style.beside(axes, f"{count} statement{'s' * (count > 1)}" if not row else str(count), count, row)
        style.name_rows(axes, [opening(speakers(voice.sides)) for voice in voices])
        axes.set_xlim(0, max(len(voice.statements) for voice in voices) * 1.22)
        style.explain(figure, [Patch(label=_NAMES.get(delivery, delivery), **_look(delivery)) for delivery in drawn])
        drawing = style.svg(figure, key)
    statements = [fact for voice in voices for fact in voice.statements]
    told = ". ".join(f"{opening(speakers(voice.sides))}: {_portions(voice)}" for voice in voices)
    return Figure(
        key=key,
        caption=_caption(voices),
        alt=f"Horizontal bars cut by delivery, from done to hoped, descriptions and opinions last. {told}.",
        source=source_line(statements),
        svg=drawing,
        columns=(Column("Speaker", width=3), *(Column(opening(_NAMES.get(delivery, delivery)), "right") for delivery in drawn)),
        rows=tuple(
            (speakers(voice.sides), *(Cell(str(len(found)), facts=_ids(found)) if (found := _of(voice, name)) else "–" for name in drawn))
            for voice in voices
        ),
    )


def fields_before(fields: tuple[Field, ...], meeting: Meeting, key: str = "fields-before") -> Figure | Findings:
    """Each theme of the day with what concerned both sides about it in the ten years before, as ticks in time, and how much is older."""
    event = meeting.event
    if event is None or not fields:
        return absent("No theme of the meeting is part of this edition.")
    with style.canvas(12 + style.ROW * len(fields)) as (figure, axes):
        first = event.date.year - _YEARS
        style.name_rows(axes, [field.theme.label for field in fields], scale=True)
        for row, field in enumerate(fields):
            _draw_field(axes, field, row, first)
        axes.axvline(_when(event), color=style.SECOND, linewidth=1.2)
        axes.annotate("the meeting", (_when(event), -0.5), (-4, 1), textcoords="offset points", ha="right", va="bottom", color=style.SECOND)
        axes.annotate("in all", (1, -0.5), (4, 1), xycoords=("axes fraction", "data"), textcoords="offset points", va="bottom")
        axes.set_xlim(first - 1.6, _when(event) + 0.3)
        axes.set_xticks(range(first, event.date.year + 1, 2))
        drawing = style.svg(figure, key)
    new = [field for field in fields if not field.before]
    told = listed(f"{field.theme.label} ({len(field.before)})" for field in fields)
    return Figure(
        key=key,
        caption=_fields_caption(fields, len(new)),
        alt=f"Ticks on lines of time, one line for each theme, those with fewest earlier facts first. Earlier facts: {told}.",
        source=source_line(dict.fromkeys(fact for field in fields for fact in (*field.said, *field.before))),
        svg=drawing,
        columns=(Column("Theme", width=4), Column("Said at the meeting", "right"), Column("Before it", "right"), Column("First", width=2)),
        rows=tuple(
            (
                field.theme.label,
                Cell(str(len(field.said)), facts=_ids(field.said)),
                Cell(str(len(field.before)), facts=_ids(field.before)),
                field.before[0].date.words if field.before else "–",
            )
            for field in fields
        ),
    )


def speakers(sides: tuple[str, ...]) -> str:
    """The speakers of a group of statements: the sides they belong to, or that none is named."""
    return listed(sides) if sides else "no speaker named"


def _draw_voice(axes: Axes, voice: Voice, row: int) -> None:
    left = 0
    for delivery in _ORDER:
        count = len(_of(voice, delivery))
        if count:
            axes.barh(row, count, left=left, height=0.72, **_look(delivery))
            ink = style.ink_on(style.DELIVERY[delivery])
            axes.text(left + count / 2, row, str(count), ha="center", va="center", color=ink)
            left += count


def _draw_field(axes: Axes, field: Field, row: int, first: int) -> None:
    """One theme: a tick for each earlier fact of the years shown, how many lie before them, and how many there are in all."""
    if not field.before:
        axes.text(first, row, "nothing before", va="center", color=style.SOFT)
        return
    axes.plot([first, _when(field.said[0])], [row, row], color=style.FAINT, linewidth=0.6, zorder=0)
    older = [fact for fact in field.before if _when(fact) < first]
    if older:
        axes.text(first - 0.15, row, f"{len(older)} older", ha="right", va="center", color=style.SOFT)
    places = [_when(fact) for fact in field.before if fact not in older]
    axes.plot(places, [row] * len(places), linestyle="", marker="|", markersize=7.5, markeredgewidth=1.1, color=style.ACCENT)
    axes.annotate(str(len(field.before)), (1, row), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center")


def _look(delivery: str) -> dict[str, Any]:
    return {"facecolor": style.DELIVERY[delivery], "edgecolor": style.ACCENT if delivery else style.SOFT, "linewidth": 0.6}


def _when(fact: Fact) -> float:
    """The middle of a fact's date, in years."""
    first, last = fact.date.earliest, fact.date.latest
    middle = type(first).fromordinal((first.toordinal() + last.toordinal()) // 2)
    return middle.year + (middle.timetuple().tm_yday - 1) / 366


def _of(voice: Voice, delivery: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in voice.statements if stage(fact) == delivery)


def _ids(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts)


def _portions(voice: Voice) -> str:
    """A group's statements by delivery, in words: `four done, five hoped and 20 descriptions or opinions`."""
    counts = [(name, len(_of(voice, name))) for name in _ORDER]
    return listed(f"{number(n)} {name}" if name else counted(n, _NAMES[""], "descriptions or opinions") for name, n in counts if n)


def _caption(voices: tuple[Voice, ...]) -> str:
    whole = sum(len(voice.statements) for voice in voices)
    them, they = ("it", "it was") if whole == 1 else ("them", "they were")
    return f"{opening(counted(whole, 'statement'))} of the day by who made {them} and how far the thing had got when {they} made."


def _fields_caption(fields: tuple[Field, ...], new: int) -> str:
    whole = f"{opening(counted(len(fields), 'theme'))} of the meeting"
    if not new:
        return f"{whole}, {'each ' if len(fields) > 1 else ''}on record between the two sides before."
    which = "it" if len(fields) == 1 else "none" if new == len(fields) else f"{number(new)} of them"
    if which == "none":
        return f"{whole}; on none of them has the record anything between the two sides before."
    return f"{whole}; on {which} the record has nothing between the two sides before."
