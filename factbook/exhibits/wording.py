"""How counts, shares, lists and days are worded, so that every sentence says them one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from datetime import date

from factbook.record.dates import Date
from factbook.record.facts import Fact
from factbook.record.rows import SourceRow

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """A count in running text: words to twelve, then digits with thousands set apart."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: `one fact`, `no facts`, `12 facts`."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def whole(count: int, noun: str) -> str:
    """All of a few things, as a sentence begins with them: `The one fact`, `Both facts`, `All five facts`."""
    if count == 1:
        return f"The one {noun}"
    return f"Both {noun}s" if count == 2 else f"All {number(count)} {noun}s"


def opening(text: str) -> str:
    """The text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def small(label: str) -> str:
    """A label as it stands inside a sentence: its first letter small, unless it is an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Items as prose lists them: `a`, `a and b`, `a, b and c`."""
    *first, last = list(items) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def either(items: Iterable[str]) -> str:
    """Items as prose lists them after a negation: `a`, `a or b`, `a, b or c`."""
    return listed(items, "or")


def listed_labels(labels: Iterable[str]) -> str:
    """Labels as prose lists them; where one holds an `and`, a comma parts the last: `law, and aid and trade`."""
    *first, last = list(labels) or [""]
    parted = first and any(" and " in label for label in (*first, last))
    return f"{', '.join(first)}, and {last}" if parted else listed((*first, last))


def percent(part: float, whole: float) -> str:
    """A share in whole per cent; below one and above 99 it says so rather than round to nothing or all."""
    share = 100 * part / whole
    if 0 < share < 1:
        return "less than 1%"
    return "more than 99%" if 99 < share < 100 else f"{share:.0f}%"


def part_of_facts(some: Sized, whole: Sized) -> str:
    """How large a part of the facts some are, with their noun: `31% of the facts`, `all facts`."""
    return "all facts" if len(some) == len(whole) else f"{percent(len(some), len(whole))} of the facts"


def day(when: date) -> str:
    """A day in words: `6 November 2025`."""
    return f"{when.day} {when:%B} {when.year}"


def span_of_years(first: int, last: int) -> str:
    """A year, or the years from one to another: `2020`, `1998–2020`."""
    return str(first) if first == last else f"{first}–{last}"


def dated(when: Date) -> str:
    """A date with its preposition, as a sentence ends with it: `on 6 January 2026`, `in 2022`, `from 26 to 27 February 2026`."""
    if "/" in when.text:
        return f"from {when.words}"
    return f"{'on' if when.precision == 'day' else 'in'} {when.words}"


def name(fact: Fact) -> str:
    """The fact's short name, else its statement."""
    return fact.row.label or fact.statement


def source_line(facts: Iterable[Fact] = (), sources: Iterable[SourceRow] = ()) -> str:
    """The source line under an exhibit: up to four short attributions, else how many sources there are."""
    drawn: Sequence[Fact] = tuple(facts)
    rows = {source.id: source for source in (*sources, *(source for fact in drawn for source in fact.sources))}
    names = sorted({source.attribution for source in rows.values()})
    if not names:
        return "Source: none; nothing is drawn."
    if len(names) <= 4:
        return f"Source{'s' * (len(names) > 1)}: {'; '.join(names)}."
    return f"Sources: {counted(len(rows), 'source')} behind {counted(len(drawn), 'fact')}, each listed with its evidence."
