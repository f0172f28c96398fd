"""The book: what it takes from the chapters, what it leaves behind, what travels with it."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path

import nbformat
import pytest
from tiny import write_chapter

from factbook.book.assemble import assemble
from factbook.book.chapters import chapters
from factbook.book.edition import edition
from factbook.book.execute import execute
from factbook.exhibits.exhibit import MIME
from factbook.export.document import document
from factbook.record import package as packages
from factbook.record.facts import Facts


def book(folder: Path, **values: object) -> nbformat.NotebookNode:
    chosen = edition(values)
    package = packages.read(folder / "data")
    executed = execute(chapters(folder / "notebooks"), chosen)
    return assemble(executed, chosen, package, Facts.select(package, chosen).record)


def test_a_book_holds_the_chapters_cells_under_ids_of_its_own(project: Path) -> None:
    made = book(project, as_of="2026")
    nbformat.validate(made)
    assert [cell.id for cell in made.cells] == [
        "visits-title", "visits-setup", "visits-bottom-line", "visits-more", "visits-sources",
        "evidence-title", "evidence-setup", "evidence-facts",
    ]  # fmt: skip


def test_a_cell_of_a_book_says_which_notebook_it_comes_from(project: Path) -> None:
    chapters_of_cells = [cell.metadata["factbook"]["chapter"] for cell in book(project, as_of="2026").cells]
    assert chapters_of_cells == ["01-visits"] * 5 + ["09-evidence"] * 3


def test_a_long_cell_id_stays_valid_and_unique(project: Path) -> None:
    name = "a-cell-with-a-name-that-is-just-as-long-as-the-format-allows-xx"
    write_chapter(project / "notebooks" / "01-visits.ipynb", ("code", f"{name}1", "1"), ("code", f"{name}2", "2"))
    made = book(project)
    nbformat.validate(made)
    assert len({cell.id for cell in made.cells}) == len(made.cells)


def test_evidence_and_sources_are_pooled_once_and_the_evidence_keeps_what_it_lists(project: Path) -> None:
    made = book(project, themes="duck-soup")
    pool = made.metadata.factbook.pool
    assert [entry["id"] for entry in pool["entries"]] == ["visit", "promise", "accord"]
    assert [source["id"] for source in pool["sources"]] == ["gazette-2000", "herald-2022"]
    payloads = [output.data[MIME] for cell in made.cells for output in cell.get("outputs", ()) if MIME in output.get("data", {})]
    listed = {payload["kind"]: payload["entries"] for payload in payloads if "entries" in payload}
    assert listed == {"sources": [], "evidence": [{"id": "visit", "chosen": True}, {"id": "promise", "chosen": True}]}


def test_the_edition_is_told_in_the_metadata(project: Path) -> None:
    told = book(project, as_of="2021", title="Soup", paper="letter").metadata.factbook.edition
    assert told["title"] == "Soup"
    assert told["words"] == "As known on 31 December 2021"
    assert told["horizon"] == "2021-12-31"
    assert told["name"] == "freedonia-sylvania"
    assert told["paper"] == "Letter"
    assert told["parameters"] == {"as_of": "2021-12-31", "paper": "Letter", "title": "Soup"}


def test_the_data_package_travels_inside(project: Path) -> None:
    attached = {item["name"]: b64decode(item["base64"]) for item in book(project).metadata.factbook.attachments}
    assert attached == {path.name: path.read_bytes() for path in (project / "data").iterdir()}


def test_of_an_earlier_day_only_what_was_known_travels(project: Path) -> None:
    attached = {item["name"]: b64decode(item["base64"]).decode() for item in book(project, as_of="2021").metadata.factbook.attachments}
    assert [line.split(",")[0] for line in attached["facts.csv"].splitlines()] == ["id", "accord", "visit"]
    assert "herald-2022" not in attached["sources.csv"] + attached["evidence.csv"]
    assert attached["links.csv"].splitlines() == ["from,relation,to"]
    assert attached["themes.csv"] == (project / "data" / "themes.csv").read_text("utf-8")


def test_blank_lines_travel_as_they_are(project: Path) -> None:
    file = project / "data" / "links.csv"
    file.write_bytes(file.read_bytes() + b"\n,,\n\n")
    attached = {item["name"]: b64decode(item["base64"]) for item in book(project).metadata.factbook.attachments}
    assert attached["links.csv"] == file.read_bytes()


def test_a_chapter_by_itself_says_which_edition_it_is_of(project: Path) -> None:
    (executed, _) = execute(chapters(project / "notebooks"), edition({"as_of": "2021", "since": "2019", "themes": "trade"}))
    alone = document(executed.notebook)
    assert alone["title"] == "Visits"
    assert not alone["book"]
    assert alone["edition"] == {"words": "As known on 31 December 2021; events from 2019 on; theme Trade", "horizon": "2021-12-31"}


def test_a_brief_edition_keeps_titles_and_what_is_tagged_brief(project: Path) -> None:
    made = book(project, length="brief")
    assert [cell.id for cell in made.cells] == ["visits-title", "visits-bottom-line"]
    assert made.metadata.factbook.edition["name"] == "freedonia-sylvania-brief"
    assert len(made.metadata.factbook.pool["entries"]) == 3


@pytest.mark.parametrize("trace", ["/tmp", "papermill", "injected", "factbook-"])
def test_a_book_holds_no_trace_of_how_it_was_run(project: Path, trace: str) -> None:
    assert trace not in json.dumps(book(project, package=str(project / "data")))
