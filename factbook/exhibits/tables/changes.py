"""Tables of what changed between two horizons, short enough to be read: what there is much of is counted, with links to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from factbook.analysis.changes import Arrival, Changes, Move, in_rows
from factbook.exhibits.exhibit import Cell, Column, Finding, Findings, Table, absent
from factbook.exhibits.wording import counted, day, listed, number, opening, source_line
from factbook.record.facts import Fact
from factbook.record.standing import LABELS

MOST_SOURCES = 16  # told singly; a table of sources should fit on a page
_DATE, _FACT, _STANDING = Column("Date", width=2.2), Column("Fact", width=7), Column("Standing", width=2)
_KINDS = {"commitment": ("promise", "promises"), "capability": ("capability", "capabilities")}  # where the word is not the kind's own


def facts_added(result: Changes, key: str = "facts-added") -> Table | Findings:
    """The facts that became known in between: what happened or was promised each by itself, the rest counted."""
    if not result.added:
        return absent(f"No fact became known between {day(result.before)} and {day(result.after)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(result.added), 'fact'))} became known after {day(result.before)}.",
        source=source_line(result.added),
        columns=(_DATE, _FACT, _STANDING),
        rows=tuple(_one(row[0]) if len(row) == 1 else _several(row) for row in in_rows(result.added)),
    )


def standings_moved(result: Changes, key: str = "standings-moved") -> Table | Findings:
    """The facts whose standing is another one now."""
    if not result.standings:
        return absent(f"No standing moved between {day(result.before)} and {day(result.after)}.")
    caption = f"{opening(counted(len(result.standings), 'standing'))} moved after {day(result.before)}."
    return _moves(result.standings, key, caption, "Standing")


def promises_moved(result: Changes, key: str = "promises-moved") -> Table | Findings:
    """The promises whose state is another one now, with the facts that gave them their state."""
    if not result.promises:
        return absent(f"No promise changed its state between {day(result.before)} and {day(result.after)}.")
    caption = f"{opening(counted(len(result.promises), 'promise'))} changed state after {day(result.before)}."
    return _moves(result.promises, key, caption, "State")


def sources_appeared(result: Changes, key: str = "sources-appeared") -> Table | Findings:
    """The sources that came out in between: those that bear on the most facts each by itself, the rest counted by kind."""
    if not result.sources:
        return absent(f"No source came out between {day(result.before)} and {day(result.after)}.")
    weighty = sorted(result.sources, key=lambda arrival: len(arrival.facts), reverse=True)[:MOST_SOURCES]
    first = [arrival for arrival in result.sources if arrival in weighty]
    rest = [arrival for arrival in result.sources if arrival not in weighty]
    which = "one that bears" if len(first) == 1 else f"{number(len(first))} that bear"
    below = f", first the {which} on the most facts" if rest else ""
    return Table(
        key=key,
        caption=f"{opening(counted(len(result.sources), 'source'))} came out after {day(result.before)}{below}.",
        source="Source: the list of sources of this record.",
        columns=(Column("Published", width=2.4), Column("Source", width=7), Column("Kind", width=2), Column("Bears on", width=1.8)),
        rows=(*(_arrival(arrival) for arrival in first), *_further(rest)),
    )


def judgements_moved(
    result: Changes, before: Sequence[Finding | None], after: Sequence[Finding | None], key: str = "judgements-moved"
) -> Table | Findings:
    """The judgements that read differently at the two horizons; `before` and `after` hold the same ones in the same order."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if (old and old.text) != (new and new.text)]
    if not pairs:
        return absent(f"Every judgement reads as it did on {day(result.before)}.")
    return Table(
        key=key,
        caption=f"{opening(counted(len(pairs), 'judgement'))} of the summary {'reads' if len(pairs) == 1 else 'read'} differently now.",
        source="Source: the facts that each judgement rests on.",
        columns=(Column(f"On {day(result.before)}", width=5), Column(f"On {day(result.after)}", width=5)),
        rows=tuple((_judgement(old, new, "None yet."), _judgement(new, old, "None any more.")) for old, new in pairs),
    )


def _one(fact: Fact) -> tuple[str | Cell, ...]:
    """One fact as a row."""
    return fact.date.words, Cell(fact.statement, facts=(fact.id,)), Cell(fact.standing.label, standing=fact.standing.label)


def _several(facts: Sequence[Fact]) -> tuple[str | Cell, ...]:
    """Facts of one kind as one row: how many, and how they stand."""
    dates, labels = {fact.date.words for fact in facts}, Counter(fact.standing.label for fact in facts)
    kind = facts[0].kind
    many = opening(counted(len(facts), *_KINDS.get(kind, (kind, ""))))
    standing = Cell(facts[0].standing.label, standing=facts[0].standing.label) if len(labels) == 1 else "mixed"
    stand = "" if len(labels) == 1 else ": " + listed(f"{number(labels[label])} {label}" for label in LABELS if labels[label])
    return dates.pop() if len(dates) == 1 else "various", Cell(f"{many}{stand}.", facts=tuple(fact.id for fact in facts)), standing


def _arrival(arrival: Arrival) -> tuple[str | Cell, ...]:
    """One source as a row."""
    source = arrival.source
    told = Cell(f"{source.title} ({source.producer})", href=source.url)
    return source.date_published.words if source.date_published else "unknown", told, source.kind, _borne(arrival.facts)


def _further(arrivals: Sequence[Arrival]) -> Iterator[tuple[str | Cell, ...]]:
    """The other sources, a row for each kind."""
    for kind, many in Counter(arrival.source.kind for arrival in arrivals).most_common():
        facts = {fact.id: fact for arrival in arrivals if arrival.source.kind == kind for fact in arrival.facts}
        yield "various", f"{opening(counted(many, 'further source'))}.", kind, _borne(facts.values())


def _borne(facts: Collection[Fact]) -> Cell:
    """How many facts, with links to them."""
    return Cell(counted(len(facts), "fact"), facts=tuple(fact.id for fact in facts))


def _judgement(item: Finding | None, other: Finding | None, none: str) -> Cell:
    """A judgement in a cell, with the facts it rests on: its bold beginning, or all of it where only the rest has changed."""
    if not item:
        return Cell(none)
    stayed = other is not None and item.lead == other.lead
    return Cell(item.text if stayed else item.lead or item.text, facts=item.facts)


def _moves(moves: Sequence[Move], key: str, caption: str, what: str) -> Table:
    return Table(
        key=key,
        caption=caption,
        source=source_line(move.fact for move in moves),
        columns=(_FACT, Column(f"{what} before", width=2.2), Column(f"{what} now", width=2.2)),
        rows=tuple(
            (
                Cell(move.fact.statement, facts=(move.fact.id,)),
                _state(move.before),
                _state(move.after, tuple(fact.id for fact in move.by)),
            )
            for move in moves
        ),
    )


def _state(word: str, facts: tuple[str, ...] = ()) -> Cell:
    """A standing with its mark, or how far a promise had got, with the facts that say so."""
    return Cell(word, facts=facts, standing=word if word in LABELS else "")
