"""The fonts that a document is printed in: the package's, DejaVu Sans for further scripts, the machine's where nothing else will do."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pikepdf
import pytest
import typst
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from sample import as_book, notebook_of, tiny_facts
from test_printed import lines_of, page, standards

from factbook.errors import RenderError
from factbook.export import glyphs, typefaces, typesetter
from factbook.export.document import document
from factbook.export.pdf import pdf_bytes
from factbook.export.typefaces import SHIPPED, chosen, more


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A machine with a font that has every character; the folders of the shipped fonts each time that its own were asked for."""
    asked: list[tuple[str, ...]] = []
    everything = str(Path(mpl.get_data_path(), "fonts", "ttf"))  # Last Resort is among them

    def fonts(folders: tuple[str, ...], of_machine: bool = False) -> Any:
        asked.extend([folders] if of_machine else [])
        found = [*folders, everything] if of_machine else list(folders)
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=found)

    monkeypatch.setattr(glyphs, "typefaces", fonts)
    monkeypatch.setattr(typesetter, "typefaces", fonts)
    return asked


def notebook(words: str) -> NotebookNode:
    return notebook_of(new_markdown_cell(words))


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, without those of their subsets."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"]
        return {str(thing.FontName).partition("+")[2] for thing in found}


def test_an_ordinary_document_needs_the_shipped_fonts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "more", lambda: pytest.fail("more fonts were read"))
    assert chosen(document(notebook("Words, ≤ α Ж שלום क्षेत्र.")), of_machine=True) == ((SHIPPED,), False, {}, {})


@pytest.mark.parametrize("words", ["שלום עולם", "Հայերեն ქართული", "ߒߞߏ", "ⵜⵉⴼⵉⵏⴰⵖ", "ᐃᓄᒃᑎᑐᑦ", "😀"])
def test_further_scripts_are_printed_in_fonts_that_are_the_same_everywhere(words: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        pdf = page("# Title", f"Words and {words}.", strict=True, system_fonts=False)
    assert standards(pdf) == ("1", "3A") and not caplog.records
    assert pdf == page("# Title", f"Words and {words}.", strict=True, system_fonts=False)


def test_arabic_is_not_set_in_letters_of_one_width() -> None:
    found = fonts_of(page("# Title", "Words and كتاب جديد.", strict=True, system_fonts=False))
    assert "DejaVuSans" in found and "DejaVuSansMono" not in found


def test_the_further_fonts_have_no_box_for_every_character() -> None:
    assert {path.stem.partition("-")[0] for path in Path(more()).iterdir()} == {"DejaVuSans"}


def test_what_no_shipped_font_has_is_printed_in_one_of_the_machine(
    machine: list[tuple[str, ...]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        pdf = page("# Title", "Words and 书.", strict=True)
    (record,) = caplog.records
    assert record.levelname == "INFO" and record.message.endswith("no shipped font has. Cell cell-1 (number 2): 书 (U+4E66).")
    assert standards(pdf) == ("1", "3A") and any("书" in line for line in lines_of(pdf)) and machine


def test_the_fonts_of_the_machine_are_asked_for_only_where_they_are_needed(machine: list[tuple[str, ...]]) -> None:
    page("# Title", "Words, שלום, كتاب and 😀.", strict=True)
    assert machine == []


def test_the_fonts_of_the_machine_can_be_left_alone(machine: list[tuple[str, ...]]) -> None:
    with pytest.raises(RenderError, match=r"Boxes are printed .* Cell cell-0 \(number 1\): 页"):
        page("Words and 页.", strict=True, system_fonts=False)
    assert machine == []


def test_a_book_is_never_printed_in_fonts_of_the_machine(machine: list[tuple[str, ...]], caplog: pytest.LogCaptureFixture) -> None:
    book = as_book(notebook("# Chapter\n\nWords and 本."), tiny_facts())
    pdf_bytes(book, system_fonts=True)
    assert machine == [] and "Boxes are printed" in caplog.text and "本 (U+672C)" in caplog.text


def test_a_font_that_the_machine_has_is_found() -> None:
    found = next((it for it in "中あ한กሀܐ" if chosen(document(notebook(it)), of_machine=True).of_machine), "")
    if not found:
        pytest.skip("no font of this machine has a character that no shipped font has")
    assert standards(page("# Title", f"Words and {found}.", strict=True)) == ("1", "3A")
