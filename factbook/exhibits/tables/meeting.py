"""Tables of a meeting: what it left to do, and how the reports of the day differ."""

from __future__ import annotations

from factbook.analysis.meeting import News, Reading
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.reasoning import attributions
from factbook.exhibits.wording import counted, listed, number, opening, source_line
from factbook.record.facts import Evidence, Fact, Facts

_NAMED = 3  # reports named where a statement was not found; of more, how many there are
_READ = ("Read in part: ", "Read in part (opening only): ", "Read whole: ", "Read whole. ", "Read through a research file: ")


def still_to_come(facts: Facts, undertaken: tuple[News, ...], key: str = "still-to-come") -> Table | Findings:
    """What the day's accounts say that somebody would do, with who said it and how new it is."""
    if not undertaken:
        return absent("No statement of the meeting in this report says that somebody would do something.")
    names = {actor.id: actor.name for actor in facts.record.actors.values()}
    return Table(
        key=key,
        caption=f"{opening(counted(len(undertaken), 'undertaking'))} of the day, the firmest first.",
        source=source_line(item.fact for item in undertaken),
        columns=(
            Column("Delivery", width=1.6),
            Column("Undertaking", width=6.4),
            Column("Said by", width=2.4),
            Column("Is it new?", width=2.4),
            Column("Standing", width=2),
        ),
        rows=tuple(
            (
                item.fact.delivery,
                Cell(item.fact.statement, facts=(item.fact.id,)),
                listed(names[speaker] for speaker in item.fact.row.said_by) or "nobody named",
                Cell(item.novelty, facts=tuple(fact.id for fact in item.before[-2:])),
                Cell(item.fact.standing.label, standing=item.fact.standing.label),
            )
            for item in undertaken
        ),
    )


def readings(result: tuple[Reading, ...], key: str = "readings") -> Table | Findings:
    """How the same statement reads in the reports of the day: who carries it, who words it otherwise, who lacks it."""
    if not result:
        return absent("No statement of this edition reads differently in another report of the day.")
    shown = {reading.fact for reading in result}
    return Table(
        key=key,
        caption=f"{opening(counted(len(result), 'statement'))} that the reports of the day give differently.",
        source=source_line(reading.fact for reading in result),
        columns=(Column("Statement", width=4.6), Column("Carried by", width=3), Column("Elsewhere that day", width=5.4)),
        rows=tuple(
            (
                Cell(reading.fact.statement, facts=(reading.fact.id,)),
                attributions(reading.carriers),
                Cell(_elsewhere(reading, shown), facts=tuple(rival.id for rival in reading.rivals)),
            )
            for reading in result
        ),
    )


def _elsewhere(reading: Reading, shown: set[Fact]) -> str:
    """The other readings of a statement: worded otherwise or contradicted, with how; then who lacks it.

    A rival wording that has a row of its own is not told again.
    """
    by_note: dict[tuple[str, str], list[Evidence]] = {}
    for item in reading.others:
        if item.bearing != "silent":
            by_note.setdefault((item.bearing, _plain(item.row.note)), []).append(item)
    words = {"disputes": "contradicts it", "refines": "words it more narrowly"}
    parts = [f"{attributions(item.source for item in items)}: {note or words[bearing] + '.'}" for (bearing, note), items in by_note.items()]
    parts += [f"Rival wording: {rival.statement}" for rival in reading.rivals if rival not in shown]
    lacking = {item.source.attribution for item in reading.others if item.bearing == "silent"}
    if len(lacking) > _NAMED:
        parts.append(f"Not found in {number(len(lacking))} other reports of the day.")
    elif lacking:
        parts.append(f"Not found in {'; '.join(sorted(lacking))}.")
    return " ".join(parts) or "Rival wording in another row."


def _plain(note: str) -> str:
    """A note on evidence without its opening on how much was read, which the evidence chapter gives."""
    for opening_words in _READ:
        if note.startswith(opening_words):
            return opening(note.removeprefix(opening_words))
    return note
