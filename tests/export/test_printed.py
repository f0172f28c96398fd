"""What others' notebooks put on a printed page: nested pictures and tables, wide print, long words, foreign scripts."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from sample import as_book, code, dot, notebook_of, output, tiny_facts

from factbook.errors import RenderError
from factbook.export import drawing as drawing_module
from factbook.export.direction import from_the_right
from factbook.export.document import document
from factbook.export.drawn_text import BREAK, boxed
from factbook.export.glyphs import characters, missing, told
from factbook.export.pdf import pdf_bytes
from factbook.export.typefaces import SHIPPED

PICTURE = f"![a dot](data:image/png;base64,{dot()})"
GRID = "<table><tr><th>Head</th></tr><tr><td>in a grid</td></tr></table>"
NESTED = {
    "a picture in a step": f"1. Point:\n\n   {PICTURE}\n2. Close",
    "a heading in a list": "- # Point",
    "a table in a list": f"<ul><li>Point {GRID}</li></ul>",
    "a list in a list": f"- Point\n  - inner\n\n    {PICTURE}",
    "a heading in a quotation": "Words.\n\n> ### Point\n> words",
    "a picture in a quotation": f"Words.\n\n> Point\n>\n> {PICTURE}",
    "a table in a quotation": f"<p>Words.</p><blockquote><p>Point</p>{GRID}</blockquote>",
    "a picture in a definition": f"Point\n: {PICTURE}",
    "a picture in a note": f"Point[^1]\n\n[^1]: {PICTURE}",
    "a heading in a note": "Words[^1]\n\n[^1]: Words\n\n    ### Point",
    "code in a list": "- Point\n\n      print(1)",
    "a picture in a cell": f"| Point |\n|---|\n| {PICTURE} |",
}


def page(*cells: NotebookNode | str, **options: Any) -> bytes:
    return pdf_bytes(notebook_of(*(new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells)), **options)


def lines_of(pdf: bytes) -> list[str]:
    """The lines of a PDF as a reader copies them."""
    document = pypdfium2.PdfDocument(pdf)
    lines = [line.rstrip() for page in document for line in page.get_textpage().get_text_range().splitlines()]
    document.close()
    return lines


def drawn(*cells: NotebookNode | str) -> list[dict[str, Any]]:
    """The blocks that the template draws for some cells."""
    notebook = notebook_of(*(new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells))
    blocks: list[dict[str, Any]] = drawing_module.drawing(document(notebook))["blocks"]
    return blocks


def standards(pdf: bytes) -> tuple[str | None, str | None]:
    """The parts of PDF/UA and PDF/A that a file says it keeps, the latter with its level."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        archive = metadata.get("pdfaid:part")
        return metadata.get("pdfuaid:part"), archive and f"{archive}{metadata.get('pdfaid:conformance')}"


@pytest.mark.parametrize("source", NESTED.values(), ids=NESTED)
def test_what_stands_within_something_else_is_printed(source: str) -> None:
    pdf = page(source, strict=True)
    assert any("Point" in line for line in lines_of(pdf))
    assert standards(pdf) == ("1", "3A")


def test_a_nested_picture_stays_within_the_text() -> None:
    wide = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"/>'
    (block,) = drawn(code("x", output("display_data", {"text/html": f"<ul><li>x<ul><li><p>y</p>{GRID}</li></ul></li></ul>"})))
    table = block["children"][0]["children"][1]["children"][0]["children"][1]
    assert table["inset"] and not table["wide"]
    image = {"mime": "image/svg+xml", "data": wide, "width": 2000, "height": 100}
    assert drawing_module.drawn_exhibits.picture(image, inset=16)["width"] == 114
    assert drawing_module.drawn_exhibits.picture(image)["width"] == 160


def printed(columns: int, kind: str = "stream") -> dict[str, Any]:
    words = ("word " * 400)[:columns]
    return boxed({"type": kind, "spans": [{"text": words}]} if kind == "stream" else {"type": kind, "raw": words}, 0)


@pytest.mark.parametrize("kind", ["stream", "code"])
def test_print_of_many_columns_takes_the_margin_then_smaller_type(kind: str) -> None:
    boxes = [printed(columns, kind) for columns in (72, 80, 100, 110)]
    assert [box["wide"] for box in boxes] == [False, True, True, True]
    assert [box["size"] for box in boxes] == sorted((box["size"] for box in boxes), reverse=True)
    assert boxes[1]["size"] == 8.1 and boxes[-1]["size"] >= 6.5


def test_a_box_is_as_large_as_its_lines_that_fit_allow_whatever_the_others_are() -> None:
    assert boxed({"type": "code", "raw": f"{'a ' * 300}\n{'b' * 90}"}, 0)["size"] > 8


@pytest.mark.parametrize("columns", [72, 73, 89, 90, 100, 110])
def test_a_printed_line_of_up_to_110_columns_stands_on_one_line(columns: int) -> None:
    line = "".join(f"{number:>5}" for number in range(columns // 5)).ljust(columns, "x")
    pdf = page(code(line, new_output("stream", name="stdout", text=f"{line}\nsecond"), shown=True), strict=True)
    assert [found.split() for found in lines_of(pdf)].count(line.split()) == 2


def test_a_path_or_an_address_is_copied_as_it_was_printed() -> None:
    path = "/data/analyst/projects/factbook/data/2024/a-rather-long-name_of_a_file.csv"
    address = "https://example.org/a/rather/long/path?of=an&address=that_is_read_from_the_page"
    pdf = page(f"`{path}`", address, code(path, new_output("stream", name="stdout", text=path), shown=True), strict=True)
    lines = lines_of(pdf)
    assert "".join(lines).count(path) == 3 and sum(path in line for line in lines) >= 2
    assert address in "".join(lines) and BREAK not in "".join(lines)


def test_a_word_that_would_leave_the_page_is_parted_without_a_character() -> None:
    word = "".join(f"{number:04d}" for number in range(100))
    pdf = page(f"# {word}", word, code("x", new_output("stream", name="stdout", text=word)), strict=True)
    assert "".join(lines_of(pdf)).count(word) >= 2
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:title"] == word


def test_characters_that_no_font_has_are_told_once_with_all_their_places(caplog: pytest.LogCaptureFixture) -> None:
    labels = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="1" y="9">日 ✓ α</text></svg>'
    picture = output("display_data", {"image/svg+xml": labels}, {"image/svg+xml": {"alt": "Labels."}})
    with caplog.at_level(logging.WARNING):
        pdf = page("# Report ✅", "中文 and → ≤ क्षेत्र", code("x", picture))
    (record,) = caplog.records
    assert (
        "The title: ✅ (U+2705); Cell cell-1 (number 2): 中 (U+4E2D), 文 (U+6587); Cell cell-2 (number 3): 日 (U+65E5)." in record.message
    )
    assert "no accessibility standard" in record.message and standards(pdf) == (None, None)


def test_characters_with_marks_and_in_the_evidence_are_looked_up() -> None:
    notebook = as_book(notebook_of(new_markdown_cell("x⃗ é ✔️ 👩‍💻")), tiny_facts())
    notebook.metadata.factbook.pool["entries"][0]["statement"] = "ก"
    found = missing(characters(document(notebook)), (SHIPPED,))
    assert {place: [cluster[0] for cluster in clusters] for place, clusters in found.items() if place != "The evidence"} == {
        "Cell cell-0": ["👩", "💻"]
    }
    assert told({"Cell 1": [chr(letter) for letter in range(0x4E00, 0x4E14)]}).startswith("Cell 1: 一丁丂")


def test_a_picture_without_alt_text_leaves_the_standard_for_archives(caplog: pytest.LogCaptureFixture) -> None:
    silent = PICTURE.replace("a dot", "")
    with caplog.at_level(logging.WARNING):
        pdf = page(f"Words {silent} and words.", f"| A |\n|---|\n| {silent} |", f"- {silent}")
    assert [record.message for record in caplog.records[:3]] == [
        f"Cell cell-{n} (number {n + 1}): a picture has no alt text." for n in range(3)
    ]
    assert "keeps to no accessibility standard (PDF/UA-1), only to one for archives (PDF/A-3b)" in caplog.records[3].message
    assert standards(pdf) == (None, "3B")
    with pytest.raises(RenderError, match=r"Cell cell-0 \(number 1\): a picture has no alt text"):
        page(f"Words {silent}.", strict=True)


def test_an_empty_heading_is_left_out_and_told_with_its_cell(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        pdf = page("# Title", "##\n\nwords")
    assert "Cell cell-1 (number 2): a heading has no words and was left out." in caplog.text
    assert standards(pdf) == ("1", "3A")


def wide_table(indices: int, columns: int) -> str:
    head = "".join(f"<th>{name}</th>" for name in [*(f"index{n}" for n in range(indices)), *(f"column{n}" for n in range(columns))])
    names = "".join(f"<th>name{n}</th>" for n in range(indices))
    body = f"<tr>{names}{''.join(f'<td>{n + 978737.984106:.6f}</td>' for n in range(columns))}</tr>" * 3
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_each_part_of_a_wide_table_repeats_all_that_names_its_rows() -> None:
    parts = drawn(code("x", output("display_data", {"text/html": wide_table(2, 30)})))
    assert len(parts) > 2
    assert all([drawing_module.plain(column["children"]) for column in part["columns"][:2]] == ["index0", "index1"] for part in parts)
    assert parts[0]["note"].startswith("Columns 1–") and parts[-1]["note"].endswith("–30 of 30.")


def test_the_numbers_of_a_wide_table_stand_apart() -> None:
    pdf = page(code("x", output("display_data", {"text/html": wide_table(2, 24)})), strict=True)
    words = " ".join(lines_of(pdf)).split()
    assert sum(bool(re.fullmatch(r"\d{6,7}\.984106", word)) for word in words) == 3 * 24


def test_pictures_in_cells_keep_their_size_and_never_leave_their_column() -> None:
    rows = "".join(f"| {PICTURE} |" for _ in range(2))
    (block,) = drawn(f"| A | B |\n|---|---|\n{rows.replace('||', '|')}")
    small = drawing_module.drawn_exhibits.picture({"mime": "image/png", "data": dot(), "width": 60, "height": 30})
    assert (small["width"], small["ratio"]) == (15.88, 0.5)
    assert all(image["width"] < 80 for row in block["rows"] for cell in row for image in cell["children"])


def test_contents_stand_before_what_precedes_the_first_section_of_a_notebook() -> None:
    sections = "\n\n".join(f"## Section {word}\n\nwords" for word in "abcdef")
    kinds = [block["type"] for block in drawn("# Title\n\nA first look.", "| A |\n|---|\n| b |", sections)]
    assert kinds[:3] == ["paragraph", "contents", "table"]


@pytest.mark.parametrize(
    ("words", "language"),
    [("تقرير عن القسم 2024 with", "ar"), ("שלום", "he"), ("Mostly Latin with שלום", ""), ("plain", ""), ("ދިވެހި", "dv")],
)
def test_text_is_known_to_run_from_the_right_by_most_of_its_letters(words: str, language: str) -> None:
    assert from_the_right(words) == language


def test_blocks_that_run_from_the_right_are_set_so() -> None:
    blocks = drawn("# تقرير", "## القسم الأول\n\nهذا نص عربي.\n\n- بند\n\nWords.")
    assert [block.get("rtl", "") for block in blocks] == ["ar", "ar", "ar", ""]
    pdf = pypdfium2.PdfDocument(page("هذا نص عربي.", strict=True))
    textpage = pdf[0].get_textpage()
    right = max(textpage.get_charbox(place)[2] for place in range(textpage.count_chars()))
    pdf.close()
    assert right > 500
