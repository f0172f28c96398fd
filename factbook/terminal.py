"""What changed, as lines for a terminal: between two days of the same record, or between two versions of a data package."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from factbook.analysis.changes import Arrival, Changes, Move, between
from factbook.exhibits.wording import counted, day, opening
from factbook.record.difference import ChangedRow, difference
from factbook.record.facts import Fact, Facts
from factbook.record.package import Package
from factbook.record.rows import ROWS
from factbook.record.selection import Selection

Judgement = tuple[str, str, Sequence[str]]  # how it read before, how it reads now, the ids of the facts it rests on
_SAYS = ("statement", "title", "name", "label", "value", "bearing")  # the columns that say what a row is, the first that it has


def days_compared(
    package: Package, selection: Selection, first: str, last: str, width: int, judgements: Callable[[], Iterable[Judgement]]
) -> list[str]:
    """What the selection knows on the last day that it did not know on the first; an empty last day is the latest source's.

    `judgements` finds those that read differently; it is asked only where something has changed.

    Raises ParameterError where the first day is not the earlier one.
    """
    result = between(*(Facts.select(package, selection.model_copy(update={"as_of": end})) for end in (first, last)))
    lines = [f"From {day(result.before)} to {day(result.after)}"]
    if result.nothing:
        return [*lines, "", "Nothing changed."]
    for title, items in _sections(result, [_judgement(*one) for one in judgements()]):
        lines += ["", title, *(line for item in items for line in _wrapped(item, width))]
    return lines


def packages_compared(old: Package, new: Package, width: int = 100) -> list[str]:
    """What was added, removed and changed between two versions of a data package, file by file and row by row."""
    whole = difference(old, new)
    lines = [f"From {_named(old)} to {_named(new)}"]
    if not whole:
        return [*lines, "", "Nothing changed."]
    for file in (f"{resource}.csv" for resource in ROWS):
        if part := whole.of(file):
            counts = [(len(part.added), "added"), (len(part.removed), "removed"), (len(part.changed), "changed")]
            lines += ["", f"{file}: {', '.join(f'{count} {word}' for count, word in counts if count)}"]
            lines += [line for mark, rows in (("+", part.added), ("-", part.removed)) for row in rows for line in _row(mark, row, width)]
            lines += [line for row in part.changed for line in _changed(row, width)]
    return lines


def _sections(result: Changes, judgements: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The parts of a comparison that have something to tell: a title, and what stands below it."""
    if result.added:
        yield f"{opening(counted(len(result.added), 'fact'))} became known", [_fact(fact) for fact in result.added]
    if result.standings:
        yield f"{opening(counted(len(result.standings), 'standing'))} moved", _moves(result.standings)
    if result.promises:
        yield f"{opening(counted(len(result.promises), 'promise'))} changed state", _moves(result.promises)
    if judgements:
        yield (
            f"{opening(counted(len(judgements), 'judgement'))} of the summary {'reads' if len(judgements) == 1 else 'read'} differently",
            judgements,
        )
    if result.sources:
        yield f"{opening(counted(len(result.sources), 'source'))} appeared", [_source(arrival) for arrival in result.sources]


def _fact(fact: Fact) -> str:
    return f"{fact.date.words}: {fact.statement} ({fact.standing.label}; {fact.id})"


def _moves(moves: Iterable[Move]) -> list[str]:
    return [f"{move.before} → {move.after}: {move.fact.statement} ({_ids([move.fact])}{_by(move)})" for move in moves]


def _by(move: Move) -> str:
    return f"; by {_ids(move.by)}" if move.by else ""


def _judgement(before: str, after: str, facts: Sequence[str]) -> str:
    return f"{before} → {after}{f' ({_listed(facts)})' if facts else ''}"


def _ids(facts: Iterable[Fact]) -> str:
    return _listed([fact.id for fact in facts])


def _listed(ids: Sequence[str], most: int = 5) -> str:
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")


def _source(arrival: Arrival) -> str:
    source, bears = arrival.source, counted(len(arrival.facts), "fact")
    published = f", {source.date_published.words}" if source.date_published else ""
    return f"{source.title} ({source.producer}{published}; bears on {bears}; {source.id})"


def _named(package: Package) -> str:
    return " ".join(filter(None, [package.name, str(package.descriptor.get("version", "")), f"({package.folder.as_posix()})"]))


def _row(mark: str, row: ChangedRow, width: int) -> list[str]:
    says = next((row.cells[column] for column in _SAYS if row.cells.get(column)), "")
    return _wrapped(f"{row.name}: {says}" if says and says not in row.key else row.name, width, mark)


def _changed(row: ChangedRow, width: int) -> list[str]:
    lines = _wrapped(row.name, width, "~")
    for cell in row.changes:
        lines += textwrap.wrap(
            f"{cell.column}: {cell.was or 'empty'} → {cell.now or 'empty'}", width, initial_indent=" " * 6, subsequent_indent=" " * 8
        )
    return lines


def _wrapped(text: str, width: int, mark: str = "·") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=f"  {mark} ", subsequent_indent=" " * 4, break_long_words=False, break_on_hyphens=False
    )
