"""The PDF as others see it: tags, text, links, attachments, the same bytes, and nothing that a text could run."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import nbformat
import pikepdf
import pypdfium2
import pytest
import typst
from hostile import NAMES
from nbconvert.exporters.base import get_exporter
from nbformat.v4 import new_markdown_cell, new_output
from sample import as_book, code, displayed, dot, drawing, notebook_of, output, sample_notebook, tiny_facts
from traitlets.config import Config

from factbook.errors import RenderError
from factbook.exhibits.exhibit import Cell, Column, Figure, Finding, Heading, Table
from factbook.export import drawing as drawing_module
from factbook.export import pdf as pdf_module
from factbook.export.document import document
from factbook.export.html import HTMLExporter
from factbook.export.pdf import PDFExporter, pdf_bytes
from factbook.export.typefaces import SHIPPED
from factbook.export.typesetter import typefaces

BOOK = sample_notebook(book=True)


@pytest.fixture(scope="module", params=["chapter", "book"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return pdf_bytes(sample_notebook(book=request.param == "book"), strict=True)


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


def text_of(pdf: bytes) -> str:
    """All text of a PDF as a reader's software extracts it, without the breaks of lines."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return re.sub(r"[\u200b\ufffe\u0002]|\s+", "", " ".join(pages))


def tagged(node: Any) -> Iterator[Any]:
    """Every element of the structure tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tagged(kid)


def test_the_file_says_what_it_is(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en-GB"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle) and bool(opened.Root.MarkInfo.Marked)
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] in ("Freedonia and its soup", "Freedonia & Sylvania")
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "3")


def test_every_picture_and_formula_has_alt_text(opened: pikepdf.Pdf) -> None:
    found = [element for element in tagged(opened.Root.StructTreeRoot) if element.S in ("/Figure", "/Formula")]
    assert len(found) > 5
    assert all(str(element.get("/Alt", "")).strip() for element in found)


def attributes(element: Any) -> list[Any]:
    """The attribute objects of a structure element that name a scope, or all where none does."""
    found = list(element.A) if isinstance(element.A, pikepdf.Array) else [element.A]
    return [part for part in found if "/Scope" in part] or found


def test_headings_of_tables_have_a_scope_and_headings_of_text_their_levels(opened: pikepdf.Pdf) -> None:
    elements = list(tagged(opened.Root.StructTreeRoot))
    headings = [element for element in elements if element.S == "/TH"]
    assert headings and all("/Scope" in part for element in headings for part in attributes(element)[-1:])
    assert {"/H1", "/H2", "/Table", "/Caption", "/Link", "/L"} <= {str(element.S) for element in elements}


def test_every_link_inside_leads_somewhere(opened: pikepdf.Pdf) -> None:
    annotations = [annotation for page in opened.pages for annotation in page.get("/Annots", [])]
    leaving = [annotation for annotation in annotations if target_of(annotation, opened) is None]
    assert all(str(annotation.A.URI).startswith(("https://", "http://", "mailto:")) for annotation in leaving)
    assert len(annotations) - len(leaving) > 50


def test_a_claim_leads_to_its_evidence_and_back(pdf: bytes, opened: pikepdf.Pdf) -> None:
    claim, entry = "A visit followed twenty years later", "Rufus Firefly visited Sylvania."
    links = [
        (number, float(annotation.Rect[1]), *target)
        for number, page in enumerate(opened.pages)
        for annotation in page.get("/Annots", [])
        if (target := target_of(annotation, opened))
    ]
    (first, *_), (*_, last) = places(pdf, claim), places(pdf, entry)
    assert any(near(link[:2], first) and near(link[2:], last, 25) for link in links)
    assert any(near(link[:2], last, 60) and near(link[2:], first, 25) for link in links)


def target_of(annotation: Any, opened: pikepdf.Pdf) -> tuple[int, float] | None:
    """The page and height that a link inside leads to; None for a link that leaves the file. Fails where it leads nowhere."""
    target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
    if target is None:
        return None
    if not isinstance(target, pikepdf.Array):
        named = pikepdf.NameTree(opened.Root.Names.Dests)[str(target)]
        target = named.D if isinstance(named, pikepdf.Dictionary) else named
    pages = {page.objgen: number for number, page in enumerate(opened.pages)}
    return pages[target[0].objgen], float(target[3])


def places(pdf: bytes, words: str) -> list[tuple[int, float]]:
    """Each place of the words: its page and its height."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        textpage = page.get_textpage()
        search = textpage.search(words)
        while place := search.get_next():
            found.append((number, textpage.get_charbox(place[0])[1]))
    document.close()
    return found


def near(one: tuple[int, float], other: tuple[int, float], points: float = 12) -> bool:
    """Whether two places are on one page and about level."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= points


def test_it_carries_its_data_and_a_manifest_of_it() -> None:
    with pikepdf.open(BytesIO(pdf_bytes(BOOK))) as opened:
        files = {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}
    assert sorted(files) == ["facts.csv", "figure-1-years.csv", "manifest.json", "table-1-standings.csv"]
    assert files["facts.csv"] == b"id,statement\n" and files["figure-1-years.csv"] == b"Year,Facts\n1999,1\n2019,1\n2021,1\n"
    manifest = json.loads(files["manifest.json"])
    sums = {file["name"]: file["sha256"] for file in manifest["files"]}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"}


def test_an_attachment_need_not_be_text() -> None:
    notebook = sample_notebook(book=True)
    file = {"name": "x.bin", "mime": "application/octet-stream", "description": "x", "base64": "/wD+"}
    notebook.metadata.factbook.attachments.append(file)
    with pikepdf.open(BytesIO(pdf_bytes(notebook, strict=True))) as opened:
        assert opened.attachments["x.bin"].get_file().read_bytes() == b"\xff\x00\xfe"


def test_the_same_notebook_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert pdf_bytes(BOOK) == pdf_bytes(sample_notebook(book=True))


def test_it_is_dated_by_its_horizon_and_never_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def dated() -> str:
        with pikepdf.open(BytesIO(pdf_bytes(BOOK))) as opened:
            return str(opened.docinfo["/CreationDate"])

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert dated().startswith("D:20220607000000")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert dated().startswith("D:20010909014640")


def test_a_large_file_is_packed_and_still_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pdf_bytes(BOOK)
    monkeypatch.setattr("factbook.export.pdf._WORTH_PACKING", 0)
    assert pdf_bytes(BOOK) == pdf_bytes(BOOK) and len(pdf_bytes(BOOK)) < len(plain)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("us-letter", 612), ("", 595)])
def test_it_is_printed_on_the_paper_asked_for(paper: str, width: int) -> None:
    with pikepdf.open(BytesIO(pdf_bytes(BOOK, paper=paper))) as opened:
        assert int(opened.pages[0].mediabox[2]) == width


def test_a_paper_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RenderError, match="no paper 'papyrus'"):
        pdf_bytes(BOOK, paper="papyrus")


def test_without_alt_text_it_is_an_ordinary_pdf_and_says_which_cell(caplog: pytest.LogCaptureFixture) -> None:
    notebook = notebook_of(code("x"), code("x", output("display_data", {"image/png": dot()})))
    with caplog.at_level(logging.WARNING):
        pdf = pdf_bytes(notebook)
    assert "Cell cell-1 (number 2): a picture has no alt text." in caplog.text
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" in opened.Root  # it keeps its tags
    with pytest.raises(RenderError, match="Cell cell-1"):
        pdf_bytes(notebook, strict=True)


def test_a_character_that_no_font_has_is_told_with_its_cell(caplog: pytest.LogCaptureFixture) -> None:
    notebook = notebook_of(new_markdown_cell("latin"), new_markdown_cell("𓂀 and words"))
    with caplog.at_level(logging.WARNING):
        assert "andwords" in text_of(pdf_bytes(notebook))
    assert "Cell cell-1" in caplog.text
    with pytest.raises(RenderError, match="Cell cell-1"):
        pdf_bytes(notebook, strict=True)


def test_common_signs_have_a_font() -> None:
    signs = "→ ≥ ≤ ∴ ● € ₹ − ½ × “” ‘’ – — … • ✓ αβγ абв संवाद"
    pdf_bytes(notebook_of(new_markdown_cell(f"# {signs}\n\n`{signs}` **{signs}** *{signs}*")), strict=True)


HOSTILE = [
    "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "](javascript:alert(1))", "[x](javascript:alert(1))",
    '#read("/etc/passwd")', '#eval("1+1")', '#include "style.typ"', "#{ while true {} }", "$ sum_(i=0)^n i $", '$#read("x")$',
    "@label <label>", "`raw` ```raw```", "*bold* _emph_ ~strike~", "= heading", "- item\n+ item", "\\ \\u{202e} \\n", "#show: none",
    "// comment /* comment */", "http://a.example/(#read)", "{{ 1 }} {% raw %}", "%PDF-1.7 endobj stream", "\u202eevil\u202c",
    "\ufeffbom", "a\x00b", "\x1b[31mred", "a\u2028b", "&lt;b&gt; &#x202e;", "'; DROP TABLE facts; --", "=cmd|' /C calc'!A0",
    "../../../etc/passwd", "%s %n {0}", "\u00ad-\u200d-",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(hostile: str) -> None:
    pdf = text_of(pdf_bytes(hostile_notebook(hostile)))
    kept = re.sub(r"[`*_~\s\\]|[\u00ad\u200d-]", "", re.sub("[\x00-\x1f\u202e\u202c\ufeff\u2028]", "", hostile))
    assert pdf.count("THEEND") == 1
    if not re.search("[\x00\x1b\u202e\ufeff\u2028]", hostile):
        assert kept in re.sub(r"[`*_~\\-]", "", pdf)


def test_names_that_look_like_markup_are_printed_as_they_are_in_a_sentence() -> None:
    shown = [(Heading(f"On {name}"), Finding(f"With {name} it met.", lead=f"By {name}.", open=True)) for name in NAMES]
    pdf = text_of(pdf_bytes(notebook_of(*(displayed(thing) for pair in shown for thing in pair))))
    said = [words.replace(" ", "") for name in NAMES for words in (f"On {name}", f"By {name}. With {name} it met.")]
    assert [words for words in said if words not in pdf] == []


def hostile_notebook(hostile: str) -> nbformat.NotebookNode:
    """A notebook with one text in every field that reaches a page."""
    column = Column(hostile)
    cells = [
        displayed(Finding(f"A finding of {hostile} it.", open=True)),
        displayed(
            Table("t", f"{hostile}.", hostile, (column, Column("B")), ((hostile, Cell(hostile, href=f"https://a.example/{hostile}")),))
        ),
        displayed(Figure("f", f"{hostile}.", f"alt {hostile}", hostile, drawing(), (column,), ((hostile,),))),
        code(hostile, new_output("stream", name="stdout", text=hostile), shown=True),
        code("x", output("display_data", {"text/html": f"<table><tr><td>{hostile}</td></tr></table>"})),
        new_markdown_cell("THEEND"),
    ]
    notebook = as_book(notebook_of(*cells), tiny_facts())
    edition = notebook.metadata.factbook.edition
    edition.title, edition.subtitle, edition.words = (f"T {hostile}", hostile, hostile)
    for entry in notebook.metadata.factbook.pool["entries"]:
        entry["statement"], entry["date"], entry["reason"] = hostile, hostile, hostile
    notebook.cells.insert(0, displayed(Finding("Cited.", ["visit"])))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    return notebook


def test_a_word_of_ten_thousand_letters_stays_on_the_page() -> None:
    word = "x" * 10_000
    pdf = pdf_bytes(hostile_notebook(word), strict=True)
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        textpage, width = page.get_textpage(), page.get_width()
        boxes = [textpage.get_charbox(place) for place in range(0, textpage.count_chars(), 7)]
        assert all(right <= width - 10 for _, _, right, _ in boxes)
    document.close()


def test_wide_tables_shrink_then_split_and_long_ones_repeat_their_headings() -> None:
    wide = "".join(f"<td>{number:.6f}</td>" for number in range(30))
    head = "".join(f"<th>column {number}</th>" for number in range(30))
    rows = "".join(f"<tr>{wide}</tr>" for _ in range(3))
    long = "".join(f"<tr><td>{number}</td><td>words</td></tr>" for number in range(150))
    tables = [f"<table><tr><th></th>{head}</tr>{rows}</table>", f"<table><tr><th>Number</th><th>Headword</th></tr>{long}</table>"]
    pdf = text_of(pdf_bytes(notebook_of(*(code("x", output("display_data", {"text/html": table})) for table in tables)), strict=True))
    assert "of30." in pdf and "column29" in pdf
    assert pdf.count("Headword") > 2


def test_a_formula_that_cannot_be_set_is_shown_as_it_was_written() -> None:
    assert "\\nonsense{" in text_of(pdf_bytes(notebook_of(new_markdown_cell("$$\\nonsense{x} \\frac{$$ and words"))))


def test_nbconvert_finds_the_exporter_and_its_options() -> None:
    exporter = get_exporter("factbook_pdf")
    assert exporter is PDFExporter
    made = exporter(config=Config({"PDFExporter": {"strict": True, "paper": "us-letter"}}))
    pdf, resources = made.from_notebook_node(sample_notebook())
    assert pdf.startswith(b"%PDF-1.7") and resources["output_extension"] == ".pdf"


def test_the_layout_settles_so_that_page_numbers_are_true() -> None:
    tree = document(BOOK)
    given = {"doc": json.dumps({**drawing_module.drawing(tree), "paper": "a4", "attachments": []})}
    compiler = typst.Compiler(str(pdf_module._TEMPLATE), font_paths=typefaces((SHIPPED,)), sys_inputs=given)
    _, warnings = compiler.compile_with_warnings(format="pdf", timestamp=0)
    assert [warning.message for warning in warnings] == []


def test_an_empty_notebook_is_a_page() -> None:
    assert "Notebook" in text_of(pdf_bytes(notebook_of(), strict=True))


def test_columns_of_dates_and_standings_are_as_wide_as_what_stands_in_them() -> None:
    dated = Table(
        key="dated",
        caption="Two dates.",
        source="Source: none.",
        columns=(Column("Date", width=2), Column("What happened", width=7), Column("Standing", width=2)),
        rows=(("19 November 2020", "Something rather long happened on that day. " * 4, Cell("corroborated", standing="corroborated")),),
    )
    (drawn,) = [block for block in drawing_of(dated) if block["type"] == "table"]
    assert [column["short"] for column in drawn["columns"]] == [True, False, True]


def drawing_of(*exhibits: Figure | Table) -> list[dict[str, Any]]:
    """The blocks that the template draws for some exhibits, with prose after each."""
    cells = [cell for exhibit in exhibits for cell in (displayed(exhibit), new_markdown_cell("Some words."))]
    blocks: list[dict[str, Any]] = drawing_module.drawing(document(notebook_of(new_markdown_cell("# Title"), *cells)))["blocks"]
    return blocks


@pytest.mark.parametrize("exporter", [PDFExporter, HTMLExporter])
def test_a_notebook_is_validated_once_after_all_preprocessors(exporter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    validated: list[Any] = []
    monkeypatch.setattr(exporter, "_validate_preprocessor", lambda self, notebook, preprocessor: validated.append(notebook))
    exporter().from_notebook_node(notebook_of(new_markdown_cell("Words.")))
    assert len(validated) == 1


@pytest.mark.parametrize("exporter", [PDFExporter, HTMLExporter])
def test_an_exporter_without_preprocessors_works_too(exporter: Any) -> None:
    made, _ = exporter(default_preprocessors=[]).from_notebook_node(notebook_of(new_markdown_cell("Words.")))
    assert made
