"""A table of facts that a chapter names: the record's own words, with their standing."""

from __future__ import annotations

from collections.abc import Iterable

from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, opening, source_line
from factbook.record.facts import Facts


def facts_named(facts: Facts, ids: Iterable[str], about: str, key: str = "facts-named") -> Table | Findings:
    """Those of the facts named that the edition has, in order of date; `about` completes “… facts on …”."""
    known = sorted((facts[fact] for fact in dict.fromkeys(ids) if fact in facts), key=lambda fact: (fact.date.key, fact.id))
    if not known:
        return absent(f"No fact on {about} is part of this edition.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(known), 'fact'))} on {about}, in order of date.",
        source=source_line(known),
        columns=(Column("Date", width=2.2), Column("What the record says", width=8), Column("Standing", width=2)),
        rows=tuple(
            (fact.date.words, Cell(fact.statement, facts=(fact.id,)), Cell(fact.standing.label, standing=fact.standing.label))
            for fact in known
        ),
    )
