"""A change to one fact changes exactly the sentences and exhibits that rest on it."""

from __future__ import annotations

import ast
import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
CHAPTERS = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem[:2] not in ("09", "10")]
CHANGES = [
    ("two-luxembourg-satellites", "value", "3"),
    ("space-mou-2022", "label", "Memorandum on space"),
    ("working-groups", "statement", "Both sides promised working groups by the spring."),
    ("pslv-c61-failure", "statement", "PSLV-C61 did not reach orbit on 18 May 2025."),
    ("jaishankar-visit-2026", "label", "Visit to Luxembourg"),
]


@pytest.fixture(scope="module")
def before() -> dict[str, tuple[str, frozenset[str]]]:
    return displayed(ROOT / "data")


@pytest.mark.parametrize(("fact", "column", "value"), CHANGES, ids=[fact for fact, _, _ in CHANGES])
def test_what_changes_rests_on_the_fact_that_changed(
    fact: str, column: str, value: str, before: dict[str, tuple[str, frozenset[str]]], tmp_path: Path
) -> None:
    package = tmp_path / "data"
    shutil.copytree(ROOT / "data", package)
    rewrite(package / "facts.csv", fact, column, value)
    after = displayed(package)
    assert after.keys() == before.keys()
    changed = {place for place in after if after[place][0] != before[place][0]}
    assert changed, "nothing in the report said so"
    unrelated = {place for place in changed if fact not in after[place][1] | before[place][1]}
    assert unrelated == set()


def rewrite(file: Path, row: str, column: str, value: str) -> None:
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    for cells in rows:
        if cells["id"] == row:
            assert cells[column] != value
            cells[column] = value
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def displayed(package: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Every sentence and exhibit of the chapters by its place: what it says, and the facts it rests on."""
    return {place: shown for chapter in CHAPTERS for place, shown in run(chapter, package)}


def run(chapter: Path, package: Path) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    """The chapter's cells run one after the other in this process, with the package given."""
    names: dict[str, Any] = {}
    for cell in nbformat.read(chapter, as_version=4).cells:  # type: ignore[no-untyped-call]
        if cell.cell_type != "code":
            continue
        *lines, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([*lines, last], []), cell.id, "exec"), names)
        else:
            exec(compile(ast.Module(lines, []), cell.id, "exec"), names)
            shown = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
            yield from parts(cell.id, shown)
        if "parameters" in cell.metadata.get("tags", ()):
            names["package"] = str(package)


def parts(cell: str, shown: Any) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    payload = next(iter(shown._repr_mimebundle_().values()))
    if payload["kind"] in ("sources", "evidence", "heading"):  # a heading repeats what its section's sentences say and prove
        return
    if payload["kind"] == "findings":
        for place, item in enumerate(payload["items"]):
            yield f"{cell}/{place}", (item["text"], frozenset((*item["facts"], *item["measures"])))
        return
    rests = set(payload.get("facts", ()))
    for item in payload.get("items", ()):
        rests |= {*item["facts"], *item["measures"]}
    yield cell, (json.dumps({key: value for key, value in payload.items() if key != "svg"}), frozenset(rests))
