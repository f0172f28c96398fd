"""Descriptor and codebook: generated from the row contracts, kept by hand at the top, agreed to by an outside judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from edits import TINY, cell, copy_of_tiny, replace
from frictionless import Package

from factbook.errors import DataPackageError
from factbook.record import codebook
from factbook.record import package as packages
from factbook.record.descriptor import descriptor
from factbook.record.rows import ROWS, columns


def fields(resource: str) -> dict[str, dict[str, object]]:
    described = descriptor(packages.read(TINY))
    table = next(item for item in described["resources"] if item["name"] == resource)
    return {field["name"]: field for field in table["schema"]["fields"]}


def schema(resource: str) -> dict[str, object]:
    described = descriptor(packages.read(TINY))
    return next(item["schema"] for item in described["resources"] if item["name"] == resource)  # type: ignore[no-any-return]


def test_what_was_written_by_hand_is_kept(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    by_hand = json.loads((copy / "datapackage.json").read_text("utf-8")) | {
        "keywords": ["bridge"],
        "version": "2.1.0",
        "invented": {"x": 1},
    }
    (copy / "datapackage.json").write_text(json.dumps(by_hand), "utf-8")
    codebook.write(copy)
    written = json.loads((copy / "datapackage.json").read_text("utf-8"))
    assert {key: written[key] for key in by_hand} == by_hand
    assert written["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_every_file_and_column_is_described() -> None:
    assert {resource: list(fields(resource)) for resource in ROWS} == {resource: list(columns(resource)) for resource in ROWS}
    assert all(field["description"] for resource in ROWS for field in fields(resource).values())


@pytest.mark.parametrize(
    ("resource", "column", "expected"),
    [
        ("facts", "id", {"type": "string", "constraints": {"required": True, "unique": True, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}}),
        ("facts", "themes", {"type": "list", "delimiter": ";", "itemType": "string", "constraints": {"required": True}}),
        ("facts", "owner", {"type": "list", "delimiter": ";", "itemType": "string"}),
        ("facts", "value", {"type": "number"}),
        ("facts", "date", {"type": "string", "constraints": {"required": True}}),
        ("facts", "due", {"type": "string"}),
        ("facts", "delivery", {"type": "string", "constraints": {"enum": ["done", "under way", "announced", "proposed", "hoped"]}}),
        ("sources", "side", {"type": "string", "constraints": {"required": True, "enum": ["North", "South", "third party"]}}),
        ("links", "from", {"type": "string", "constraints": {"required": True}}),
    ],
)
def test_a_column_is_described_by_its_contract(resource: str, column: str, expected: dict[str, object]) -> None:
    found = fields(resource)[column]
    assert {key: value for key, value in found.items() if key not in ("name", "title", "description")} == expected


def test_keys_and_references_are_those_of_the_contracts() -> None:
    assert schema("evidence")["primaryKey"] == ["fact", "source", "bearing"]
    assert schema("evidence")["foreignKeys"] == [
        {"fields": ["fact"], "reference": {"resource": "facts", "fields": ["id"]}},
        {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}},
    ]
    assert schema("sources")["foreignKeys"] == [{"fields": ["derives_from"], "reference": {"resource": "", "fields": ["id"]}}]


def test_an_outside_judge_accepts_the_package_and_refuses_a_broken_reference(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    codebook.write(copy)
    assert Package(str(copy / "datapackage.json")).validate().valid
    cell("links.csv", 2, "to", "bridge-promise")(copy)
    assert not Package(str(copy / "datapackage.json")).validate().valid


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    assert codebook.write(copy) == ["datapackage.json", "README.md"]
    assert codebook.write(copy) == []


def test_a_broken_package_is_not_described(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path, cell("facts.csv", 2, "delivery", ""))
    with pytest.raises(DataPackageError, match="does not say how far it had got"):
        codebook.write(copy)
    assert not (copy / "README.md").exists()


@pytest.mark.parametrize(
    "sentence",
    [
        "# A bridge between North and South: the data",
        "| [facts.csv](#factscsv) | One statement in our own words about what happened, was said, was promised or was measured. | 3 |",
        "The facts run from March 2019 to 1 June 2021. The last source counts from 31 December 2023: the default horizon of a report.",
        "| `owner` | ids, separated by `;` |  | Who owes it: the actors bound by a commitment or agreement. Ids of actors.csv. |",
        "2. `corroborated`: two or more origins of two voices support it, or one third party beside another;",
        "At the default horizon: 0 corroborated, 1 single source, 1 unconfirmed, 1 disputed.",
        "| `1998-09-14/1998-09-16` | 14 to 16 September 1998 |",
        "**Evidence by bearing:** reports 3, corroborates 1, disputes 1.",
        "**Sources by language:** en 3, fr 1.",
        "- 2 of 5 pieces of evidence rest on a source that was read in part;",
        "## How to correct an error",
        "## How to add a fact",
    ],
)
def test_the_codebook_says_what_a_stranger_needs(sentence: str) -> None:
    assert sentence in codebook.codebook(packages.read(TINY))


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ('{"name": "CC0-1.0"}', "licensed under CC0-1.0. "),
        ('{"path": "https://l.example"}', "licensed under [https://l.example](https://l.example). "),
        ('{"name": "L", "title": "The licence", "path": "https://l.example"}', "licensed under [The licence](https://l.example). "),
    ],
)
def test_a_licence_is_told_by_what_it_has(tmp_path: Path, licence: str, words: str) -> None:
    copy = copy_of_tiny(tmp_path, replace("datapackage.json", "{", f'{{"licenses": [{licence}],'))
    assert words in codebook.codebook(packages.read(copy))


def test_signs_that_would_break_a_table_are_escaped(tmp_path: Path) -> None:
    data_set = [cell("sources.csv", 5, "kind", "data set"), cell("sources.csv", 5, "title", "Lengths | <b>widths</b>")]
    assert "| Lengths \\| &lt;b>widths&lt;/b> |" in codebook.codebook(packages.read(copy_of_tiny(tmp_path, *data_set)))
