"""A table of facts that a chapter names: the record's own words, with their standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, opening, source_line
from factbook.record.facts import Fact, Facts


def facts_named(facts: Facts, ids: Iterable[str] | Mapping[str, Iterable[str]], about: str, key: str = "facts-named") -> Table | Findings:
    """Those of the facts named that the edition has, in order of date; `about` completes “… facts on …”.

    A mapping says whose the facts are: its keys head the lines of each, one after the other.
    """
    groups = {whose: _known(facts, names) for whose, names in ids.items()} if isinstance(ids, Mapping) else {"": _known(facts, ids)}
    known = [fact for group in groups.values() for fact in group]
    if not known:
        return absent(f"No fact on {about} is part of this edition.")
    grouped = isinstance(ids, Mapping)
    return Table(
        key=key,
        caption=f"{opening(counted(len(known), 'fact'))} on {about}, {'by whose they are' if grouped else 'in order of date'}.",
        source=source_line(known),
        columns=(
            *([Column("Whose", width=2.6)] if grouped else ()),
            Column("Date", width=2.2),
            Column("What the record says", width=8),
            Column("Standing", width=2),
        ),
        rows=tuple(
            (
                *([whose if fact is group[0] else ""] if grouped else ()),
                fact.date.words,
                Cell(fact.statement, facts=(fact.id,)),
                Cell(fact.standing.label, standing=fact.standing.label),
            )
            for whose, group in groups.items()
            for fact in group
        ),
    )


def _known(facts: Facts, ids: Iterable[str]) -> list[Fact]:
    """The facts of the edition among those named, in order of date."""
    return sorted((facts[fact] for fact in dict.fromkeys(ids) if fact in facts), key=lambda fact: (fact.date.key, fact.id))
