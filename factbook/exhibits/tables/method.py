"""Tables of method: the rule of standing, what was searched in vain, and what was corrected."""

from __future__ import annotations

from collections import Counter

from factbook.analysis.method import Corrections, Rule, Silence
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.wording import counted, name, opening, percent

_OWN_SOURCE = "Source: the data package of this record."


def standing_rules(result: tuple[Rule, ...], key: str = "standing-rules") -> Table:
    """The rules that give a fact its standing, in order, with how many facts each applies to."""
    total = sum(len(rule.facts) for rule in result)
    return Table(
        key=key,
        caption="The rules of standing in the order in which they are tried, of which the first that fits counts"
        + (f", and how they fall on {counted(total, 'fact')}." if total else "; this report shows no fact under them."),
        source=_OWN_SOURCE,
        columns=(
            Column("Standing", width=2),
            Column("Given where", width=7),
            Column("Facts", "right", width=1.2),
            Column("Share", "right", width=1.2),
        ),
        rows=tuple(
            (
                Cell(rule.label, standing=rule.label),
                opening(rule.words) + ".",
                Cell(str(len(rule.facts)), facts=tuple(fact.id for fact in rule.facts)),
                percent(len(rule.facts), total) if total else "–",
            )
            for rule in result
        ),
    )


def searched_in_vain(result: Silence, key: str = "searched-in-vain", most: int = 6) -> Table | Findings:
    """What was searched for and not found, the facts with most silent evidence first."""
    if not result.searches:
        return absent("No search in vain bears on a fact of this report.")
    weight = Counter(fact.id for fact, _ in result.pages)
    ranked = sorted(result.searches, key=lambda search: (-weight[search.fact.id], search.fact.date.key, search.fact.id))
    shown = ranked[:most]
    part = f"{opening(counted(len(shown), 'search', 'searches'))} that found nothing"
    return Table(
        key=key,
        caption=f"{part}{f', of {len(ranked)} in all' if len(ranked) > len(shown) else ''}; the evidence chapter has every one.",
        source=_OWN_SOURCE,
        columns=(Column("For", width=4), Column("What was searched", width=7), Column("Standing", width=2)),
        rows=tuple(
            (
                Cell(name(search.fact), facts=(search.fact.id,)),
                search.note,
                Cell(search.fact.standing.label, standing=search.fact.standing.label),
            )
            for search in shown
        ),
    )


def corrections(result: Corrections, key: str = "corrections", most: int = 6) -> Table | Findings:
    """What was changed, from what to what, and why; facts of the edition first."""
    if not result.rows:
        return absent("No correction had been made by the last day of this report.")
    shown = result.rows[:most]
    more = f", of {len(result.rows)} in all" if len(result.rows) > len(shown) else ""
    return Table(
        key=key,
        caption=f"{opening(counted(len(shown), 'correction'))}{more}; the file corrections.csv has every one.",
        source=_OWN_SOURCE,
        columns=(
            Column("Row", width=3),
            Column("Field", width=1.5),
            Column("Was", width=3),
            Column("Now", width=3),
            Column("Why", width=4),
        ),
        rows=tuple(
            (
                Cell(name(result.facts[row.row]), facts=(row.row,)) if row.row in result.facts else row.row,
                row.field.replace("_", " "),
                row.was or "empty",
                row.now or "empty",
                row.reason,
            )
            for row in shown
        ),
    )
