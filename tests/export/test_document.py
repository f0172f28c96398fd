"""The document: its title block, and text in which nothing hides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from sample import code, displayed, dot, notebook_of, output, sample_notebook

from factbook.characters import visible
from factbook.exhibits.exhibit import Column, Finding, Table
from factbook.export.document import document
from factbook.export.html import HTMLExporter
from factbook.export.nodes import plain
from factbook.export.pdf import PDFExporter, pdf_bytes
from factbook.export.safety import cleaned, safe_href


def test_a_document_is_json_and_the_same_every_time() -> None:
    first, second = (json.dumps(document(sample_notebook(book=True))) for _ in range(2))
    assert first == second


def test_the_first_heading_is_the_title_of_a_chapter() -> None:
    tree = document(sample_notebook())
    assert (tree["title"], tree["book"], tree["lang"]) == ("Freedonia and its soup", False, "en-GB")
    assert tree["blocks"][0]["type"] == "block_quote"


def test_a_book_has_the_title_of_its_edition() -> None:
    tree = document(sample_notebook(book=True))
    assert (tree["title"], tree["book"], tree["edition"]["horizon"]) == ("Freedonia & Sylvania", True, "2022-06-07")
    assert plain(tree["blocks"][0]["children"]) == "Freedonia and its soup"


def test_a_notebook_without_a_title_is_called_by_its_name() -> None:
    assert document(notebook_of(new_markdown_cell("text")), name="a-name")["title"] == "a-name"


def test_every_block_names_its_cell() -> None:
    assert all("cell" in block for block in document(sample_notebook())["blocks"])


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\ufeff", "\x00", "\x1b", "\x9f", "\u200f", "\ue000", "\ufffe", "\U000e0041"])
def test_what_hides_is_written_out(character: str) -> None:
    assert visible(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"
    notebook = notebook_of(
        new_markdown_cell(f"# T{character}\n\nprose {character} `code {character}`"),
        displayed(Finding(f"A finding {character} of it.", open=True)),
        displayed(Table("t", f"A caption {character}.", f"Source {character}", (Column(f"C{character}"),), ((f"cell {character}",),))),
    )
    assert json.dumps(character) not in json.dumps(document(notebook)).replace("\\\\", "")
    assert character not in json.dumps(document(notebook), ensure_ascii=False)


def test_joiners_that_scripts_need_stay() -> None:
    assert visible("क्\u200dष \u200c") == "क्\u200dष \u200c"


def test_cleaning_leaves_pictures_alone() -> None:
    assert cleaned({"image": {"data": "\u202e"}, "alt": "\u202e"}) == {"image": {"data": "\u202e"}, "alt": "⟨U+202E⟩"}


@pytest.mark.parametrize(
    "address", ["https://[", "http://a.example:port", "https://a.example/\u202e", "https:///x", "ftp://a", "//a.example", "x.html"]
)
def test_an_address_that_cannot_be_trusted_is_none(address: str) -> None:
    assert safe_href(address) == ""


def test_an_address_is_percent_encoded() -> None:
    assert safe_href("https://a.example/ü b?c=“d”") == "https://a.example/%C3%BC%20b?c=%E2%80%9Cd%E2%80%9D"


def test_the_text_of_an_exhibit_is_kept_as_it_is() -> None:
    hostile = ']]><script>$x$ #read("x") @a [b](javascript:c) `d` *e* </title>'
    tree = document(notebook_of(displayed(Table("t", f"{hostile}.", hostile, (Column(hostile),), ((hostile,),)))))
    (table,) = tree["blocks"]
    assert table["caption"] == f"{hostile}." and plain(table["rows"][0][0]["children"]) == hostile


def test_only_a_heading_at_the_very_start_in_markdown_is_the_title() -> None:
    later = document(notebook_of(new_markdown_cell("A logo.\n\n# 1 Introduction")), name="name")
    assert (later["title"], later["blocks"][1]["type"]) == ("name", "heading")
    printed = code("x", output("display_data", {"text/html": "<h1>Printed</h1>"}))
    assert document(notebook_of(printed), name="name")["title"] == "name"


def test_a_picture_in_the_title_follows_it() -> None:
    cell = new_markdown_cell("# A ![dot](attachment:dot.png)", attachments={"dot.png": {"image/png": dot()}})
    tree = document(notebook_of(cell))
    assert (tree["title"].strip(), tree["blocks"][0]["children"][0]["type"]) == ("A", "image")


@pytest.mark.parametrize("exporter", [HTMLExporter, PDFExporter])
def test_pictures_are_found_in_the_working_folder(exporter: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import base64

    (tmp_path / "dot.png").write_bytes(base64.b64decode(dot()))
    nbformat.write(notebook_of(new_markdown_cell("# T\n\n![a dot](dot.png)")), tmp_path / "x.ipynb")
    monkeypatch.chdir(tmp_path)
    made = exporter(strict=True)
    made.from_filename("x.ipynb")  # would be refused without the picture


def test_what_is_nested_too_deeply_is_shown_as_text_and_told() -> None:
    for source in ("<b>" * 500 + "deep", "<div>" * 500 + "<p>deep</p>", "<ul><li>" * 40 + "deep", "*a _b " * 300 + "deep"):
        tree = document(notebook_of(new_markdown_cell(source)))
        assert "deep" in json.dumps(tree["blocks"])
        pdf_bytes(notebook_of(new_markdown_cell(source)))
