"""What a selection keeps, in the words in which a title block says it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from factbook.exhibits.wording import day, listed
from factbook.record.dates import MONTHS
from factbook.record.facts import Record
from factbook.record.selection import Selection


def in_parts(selection: Selection, record: Record) -> list[str]:
    """The knowledge horizon, and each parameter that narrows: `As known on 23 November 2026`, `events from 2020 on`, `theme Trade`."""
    parts = [f"As known on {day(record.horizon)}"]
    if selection.since or selection.until:
        parts.append(_events(selection))
    names = {
        "theme": [record.themes[theme].label for theme in selection.themes],
        "actor": [record.actors[actor].name for actor in selection.actors],
        "side": selection.sides,
    }
    parts += [noun_and_names(noun, found) for noun, found in names.items() if found]
    return [*parts, f"standing {listed(selection.standing)}"] if selection.standing else parts


def noun_and_names(noun: str, names: Sequence[str]) -> str:
    """A noun and its names: `theme Space`, `themes Space and Quantum`."""
    return f"{noun}{'s' * (len(names) > 1)} {listed(names)}"


def _events(selection: Selection) -> str:
    """The window of events, each end no more precise than it was given to be."""
    first = _end(date.fromisoformat(selection.since), opening=True) if selection.since else ""
    last = _end(date.fromisoformat(selection.until), opening=False) if selection.until else ""
    if first and last:
        return f"events of {first}" if first == last else f"events from {first} to {last}"
    return f"events from {first} on" if first else f"events until {last}"


def _end(when: date, *, opening: bool) -> str:
    """A year or month where the day is its first (or, closing, its last); else the day."""
    last_of_month = calendar.monthrange(when.year, when.month)[1]
    if (when.month, when.day) == ((1, 1) if opening else (12, 31)):
        return str(when.year)
    return f"{MONTHS[when.month]} {when.year}" if when.day == (1 if opening else last_of_month) else day(when)
