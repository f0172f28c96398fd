"""The rules between rows: keys, references and everything a single row cannot know about itself.

Each rule is a function from the package to its problems; `broken_rules` asks them all, so that a curator sees every
problem at once. Rules about times and meaning stand in `consistency`. A row that breaks its own contract counts as
present here: it is reported once, for what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from factbook.errors import Problem, nearest
from factbook.record import consistency
from factbook.record.package import Package
from factbook.record.passages import fault_in_passage, lines_of
from factbook.record.rows import KEYS, ROWS, SUPPORTING, THIRD_PARTY, EvidenceRow, MeasureRow, SourceRow, columns, reference

ALONE = {"facts": "statement", "sources": "url", "actors": "name", "themes": "label"}  # what no two rows of a file may share
NOUNS = {"facts": "fact", "sources": "source", "actors": "actor", "themes": "theme", "measures": "measure"}


def broken_rules(package: Package, texts: Path | None = None) -> list[Problem]:
    """Every rule between rows that the package breaks, and every passage not found in the source texts in `texts`."""
    problems = [problem for rule in (*RULES, *consistency.RULES) for problem in rule(package)]
    return problems + list(passages_not_found(package, texts)) if texts else problems


def keys_used_twice(package: Package) -> Iterator[Problem]:
    """Rows that share what names a row: an id, or all of a tie's or an evidence row's ends."""
    for resource, key in KEYS.items():
        seen: dict[tuple[str, ...], int] = {}
        for line, row in package.tables[resource]:
            values = tuple(row.cells[column] for column in key)
            first = seen.setdefault(values, line)
            if first == line:
                continue
            if key == ("id",):
                message, remedy = f"the id {values[0]!r} stands in row {first} already.", "Give one of the two another id, or delete one."
            else:
                message, remedy = f"the same {', '.join(key)} stand in row {first} already.", "Merge the two rows, or delete one."
            yield Problem(f"{resource}.csv", line, key[0], message, remedy)


def ids_of_two_kinds(package: Package) -> Iterator[Problem]:
    """Measures under the id of a fact: findings rest on either by its id alone."""
    facts = _ids(package, "facts")
    for line, row in package.lines(MeasureRow):
        if row.id in facts:
            message = f"the id {row.id!r} is that of a fact."
            yield Problem("measures.csv", line, "id", message, f"Give the measure another, such as '{row.id}-figure'.")


def record_without_facts(package: Package) -> Iterator[Problem]:
    """A file of facts that has its header row only."""
    if not (package.tables["facts"] or package.broken.get("facts") or "facts" in package.unread):
        yield Problem("facts.csv", 0, "", "the record has no fact.", "Add one, with its source and the evidence for it.")


def contents_told_twice(package: Package) -> Iterator[Problem]:
    """Rows under two ids that say the same: statements, addresses, names and labels, compared without case and punctuation."""
    for resource, column in ALONE.items():
        seen: dict[str, tuple[int, str]] = {}
        for line, row in package.tables[resource]:
            cells = row.cells
            same = cells[column].rstrip("/") if column == "url" else " ".join(re.findall(r"\w+", cells[column].casefold()))
            first, id_ = seen.setdefault(same, (line, cells["id"])) if same else (line, "")
            if first != line and id_ != cells["id"]:
                message = f"the {column} is the same as that of {id_!r} in row {first}."
                yield Problem(f"{resource}.csv", line, column, message, "Keep one of the two rows and let the others refer to it.")


def references_to_nothing(package: Package) -> Iterator[Problem]:
    """Cells that name an id which the file they refer to does not have."""
    ids = {resource: _ids(package, resource) for resource in NOUNS}
    for resource in ROWS:
        for column, field in columns(resource).items():
            target, besides = reference(field)
            if not target or target in package.unread:
                continue
            for line, row in package.tables[resource]:
                cell = row.cells[column]
                for word in filter(None, cell.split(";")):
                    if word not in ids[target] and word != besides:
                        message = f"there is no {NOUNS[target]} {word!r}."
                        yield Problem(f"{resource}.csv", line, column, message, _hint(word, ids[target], f"Add it to {target}.csv first."))


def sides_unknown(package: Package) -> Iterator[Problem]:
    """Sources and actors on a side that the descriptor does not name."""
    sides = (*package.sides, THIRD_PARTY)
    for resource in ("sources", "actors"):
        for line, row in package.tables[resource] if package.sides else ():
            if (side := row.cells["side"]) not in sides:
                yield Problem(f"{resource}.csv", line, "side", f"there is no side {side!r}.", _hint(side, sides, f"Use {_or(sides)}."))


def facts_without_evidence(package: Package) -> Iterator[Problem]:
    """Facts that no source supports."""
    supported = {cells["fact"] for cells in _written(package, "evidence") if cells.get("bearing") not in ("disputes", "silent")}
    for line, row in package.tables["facts"] if "evidence" not in package.unread else ():
        if row.cells["id"] not in supported:
            message = "no source supports the fact."
            yield Problem(
                "facts.csv", line, "id", message, f"Add a row to evidence.csv whose bearing is {_or(SUPPORTING)}, or delete the fact."
            )


def sources_without_use(package: Package) -> Iterator[Problem]:
    """Sources that no evidence, measure or retelling refers to."""
    if {"evidence", "measures"} & package.unread:
        return
    used = {cells.get("source") for resource in ("evidence", "measures") for cells in _written(package, resource)}
    used |= {cells.get("derives_from") for cells in _written(package, "sources")}
    for line, row in package.tables["sources"]:
        if row.cells["id"] not in used:
            yield Problem("sources.csv", line, "id", "nothing rests on the source.", "Add what it says to evidence.csv, or delete the row.")


def origins_in_circles(package: Package) -> Iterator[Problem]:
    """Sources whose `derives_from` leads back to them; each circle once, at the first of its rows."""
    parents = {row.id: row.derives_from for row in package.sources}
    told: set[str] = set()
    for line, row in package.lines(SourceRow):
        chain = [row.id]
        while (parent := parents.get(chain[-1], "")) and parent not in chain:
            chain.append(parent)
        if parent == row.id and row.id not in told:
            told |= set(chain)
            message = f"the source retells itself: {' → '.join([*chain, row.id])}."
            yield Problem("sources.csv", line, "derives_from", message, "Leave the cell empty for the one that was published first.")


def measures_that_do_not_count(package: Package) -> Iterator[Problem]:
    """Measures with a unit and no number, and measures told twice by one source."""
    seen: dict[tuple[str, ...], int] = {}
    for line, row in package.lines(MeasureRow):
        if row.unit and not re.fullmatch(r"-?\d+(\.\d+)?", row.value):
            message = f"{row.value!r} is not a number, but the measure has a unit."
            yield Problem("measures.csv", line, "value", message, "Write a plain number such as 1250 or 8.5, or empty the unit for a text.")
        first = seen.setdefault((row.indicator, row.subject, row.period.text, row.source), line)
        if first != line:
            message = f"row {first} has the same indicator, subject, period and source."
            yield Problem("measures.csv", line, "indicator", message, "Keep one of the two, or say in the indicator how they differ.")


def corrections_of_nothing(package: Package) -> Iterator[Problem]:
    """Corrections whose file, row or column is not in the package."""
    files = {f"{resource}.csv": resource for resource in ROWS}
    names = cache(lambda resource: {cells.get(KEYS[resource][0], "") for cells in _written(package, resource)})
    for line, row in package.tables["corrections"]:
        cells = row.cells
        resource = files.get(cells["file"], "")
        if not resource:
            message = f"there is no file {cells['file']!r}."
            yield Problem("corrections.csv", line, "file", message, _hint(cells["file"], files, f"Name one of {_or(files)}."))
            continue
        if cells["field"] not in columns(resource):
            message = f"{cells['file']} has no column {cells['field']!r}."
            yield Problem("corrections.csv", line, "field", message, nearest(cells["field"], columns(resource)))
        if resource not in package.unread and cells["row"] not in names(resource):
            message, otherwise = f"{cells['file']} has no row {cells['row']!r}.", f"Name the row by its {KEYS[resource][0]}."
            yield Problem("corrections.csv", line, "row", message, _hint(cells["row"], names(resource), otherwise))


def passages_not_found(package: Package, texts: Path) -> Iterator[Problem]:
    """Passages whose anchor words do not stand, once, on the line named; for sources whose text is in the folder `texts`."""
    lines = {path.stem: lines_of(path.read_text("utf-8")) for path in sorted(texts.glob("*.txt"))}
    for line, row in package.lines(EvidenceRow):
        if row.source in lines and (fault := fault_in_passage(row, lines[row.source])):
            yield Problem(
                "evidence.csv", line, "passage", f"{fault}.", "Compare with the text as published; count its non-empty lines from 1."
            )


RULES: tuple[Callable[[Package], Iterator[Problem]], ...] = (
    keys_used_twice,
    ids_of_two_kinds,
    record_without_facts,
    contents_told_twice,
    references_to_nothing,
    sides_unknown,
    facts_without_evidence,
    sources_without_use,
    origins_in_circles,
    measures_that_do_not_count,
    corrections_of_nothing,
)


def _written(package: Package, resource: str) -> Iterator[dict[str, str]]:
    """All rows of a file as their cells have them, those that break their contract too."""
    yield from (row.cells for _, row in package.tables[resource])
    yield from package.broken.get(resource, ())


def _ids(package: Package, resource: str) -> set[str]:
    return {cells.get("id", "") for cells in _written(package, resource)}


def _hint(word: str, options: Iterable[str], otherwise: str) -> str:
    """The nearest right spelling, or else what to do: a list of hundreds of ids would help nobody."""
    found = nearest(word, options)
    return found if found.startswith("Did you mean") else otherwise


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
