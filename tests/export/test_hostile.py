"""Hostile text wherever a text can be said, in both formats: it is seen as text, runs nothing, reads nothing and asks for nothing."""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pypdfium2
import pytest
from hostile import HOSTILE, UNWRITABLE, book, chapter, package
from lxml import html as parser
from nbformat.v4 import new_markdown_cell, new_raw_cell
from sample import code, displayed, notebook_of, output

from factbook import Evidence, Facts, Sources, figures, method, tables, timeline
from factbook.characters import visible
from factbook.errors import DataPackageError
from factbook.export.html import HTMLExporter, html_text
from factbook.export.pdf import PDFExporter, pdf_bytes
from factbook.export.safety import safe_svg
from factbook.record.package import read

RUNS = {"iframe", "object", "embed", "base", "link", "video", "audio", "foreignobject", "frame", "applet", "marquee", "portal"}
MAY_LEAVE = re.compile("https?://|mailto:")
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/RichMedia", "/Rendition", "/Movie", "/Sound"}


def everything(text: str, folder: Path) -> nbformat.NotebookNode:
    """The text in every field of a record, of our displays and of a foreign notebook, as one book."""
    displays: list[Any] = []
    try:
        facts = Facts.load(package=str(package(folder, text)))
    except (DataPackageError, UnicodeEncodeError):
        pass  # text that no data package may hold never comes this far; `refusals` below names it
    else:
        changed = tables.corrections(method.corrections(facts))
        displays = [
            Evidence(facts),
            Sources(facts),
            changed,
            figures.lanes(timeline.lanes(facts)),
            tables.happenings(timeline.lanes(facts)),
        ]
    return book(text, *map(displayed, displays), *chapter(text).cells)


@pytest.fixture(scope="module", params=[*HOSTILE, *UNWRITABLE], ids=lambda text: ascii(text)[1:40])
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any, bytes]:
    """A hostile text, the page it is said on, and the PDF."""
    notebook = everything(request.param, tmp_path_factory.mktemp("package"))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    return request.param, parser.document_fromstring(html_text(notebook).encode()), pdf_bytes(notebook)


def refusals(text: str, folder: Path) -> list[str]:
    """What `make check` says of a package that holds the text."""
    try:
        read(package(folder, text))
    except DataPackageError as fault:
        return [problem.message for problem in fault.problems]
    return []


def test_there_are_well_over_fifty_texts_and_no_two_are_the_same() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) > 80


@pytest.mark.parametrize("text", HOSTILE)
def test_a_data_package_takes_the_text_or_says_why_not(text: str, tmp_path: Path) -> None:
    assert all(re.search("character|label|address|blank", message) for message in refusals(text, tmp_path))


def test_the_page_holds_no_element_and_no_attribute_that_runs(said: tuple[str, Any, bytes]) -> None:
    _, page, _ = said
    assert {element.tag.lower() for element in page.iter() if isinstance(element.tag, str)} & RUNS == set()
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json", None]
    assert [meta.get("http-equiv") for meta in page.iter("meta") if meta.get("http-equiv")] == ["Content-Security-Policy"]
    names = {name.lower() for element in page.iter() for name in element.attrib}
    assert not {
        name for name in names if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction", "background", "ping")
    }


def test_the_page_leads_only_where_it_may_and_loads_nothing(said: tuple[str, Any, bytes]) -> None:
    _, page, _ = said
    assert not [href for href in page.xpath("//@href | //@*[name()='xlink:href']") if not (href.startswith("#") or MAY_LEAVE.match(href))]
    for source in page.xpath("//@src | //@srcset | //@poster | //@data"):
        assert re.match("data:image/(svg.xml|png|jpeg|gif);base64,", source)
        if "svg" in source[:20]:
            assert_harmless(b64decode(source.partition(",")[2]).decode())


def test_the_text_is_there_to_be_read_on_the_page(said: tuple[str, Any, bytes]) -> None:
    text, page, _ = said
    shown = re.sub(r"\s+", " ", page.find("body").text_content())
    wanted = re.sub(r"\s+", " ", visible(text)).strip()
    assert all(wanted in re.sub(r"\s+", " ", page.xpath(f"string(//{name})")) for name in ("h1", "title"))
    assert shown.count(wanted) > 5
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u2028-\u202e\u2066-\u2069\ufeff\ue000\ufffe]", page.text_content())


def test_the_file_holds_no_action_but_links_that_may_leave(said: tuple[str, Any, bytes]) -> None:
    _, _, pdf = said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/OpenAction" not in opened.Root and "/AA" not in opened.Root and "/AcroForm" not in opened.Root
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary):
                kind = str(thing.get("/S", ""))
                assert kind not in ACTIONS and "/JS" not in thing
                assert kind != "/URI" or MAY_LEAVE.match(str(thing["/URI"])), thing["/URI"]
        names = set(opened.attachments)
    assert "manifest.json" in names and not any(re.search(r"[/\\\x00-\x1f]|^\.", name) for name in names)


def test_the_text_is_there_to_be_read_in_the_file(said: tuple[str, Any, bytes]) -> None:
    text, _, pdf = said
    opened = pypdfium2.PdfDocument(pdf)
    shown = "".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    assert letters(visible(text)) in letters(shown)


def letters(text: str) -> str:
    """The text without what breaking it into lines takes away or adds."""
    return re.sub(r"[^A-Za-z0-9<>+(){}=;:@#&%$]", "", text)


def assert_harmless(svg: str) -> None:
    """The drawing has nothing left that runs, or loads anything."""
    tree = parser.fromstring(svg.encode())
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} & {"script", "foreignobject", "set", "animate"} == set()
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on") and not re.search(r"url\(\s*[\"']?[^#\"']|\\", value)
            assert not name.lower().endswith("href") or value.startswith(("#", "data:image/png", "data:image/jpeg"))
    assert not [style for style in tree.iter("style") if re.search(r"@import|url\(\s*[\"']?[^#\"']|\\", style.text or "")]


@pytest.mark.parametrize(
    "declared", ["", '<?xml version="1.0" encoding="utf-16"?>', "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"]
)
def test_a_drawing_is_read_as_what_it_is_whatever_it_says_of_itself(declared: str) -> None:
    made = safe_svg(f'{declared}<svg xmlns="http://www.w3.org/2000/svg"><title>Zürich</title></svg>')
    assert made == "" if "ENTITY" in declared else "Zürich" in made


@pytest.fixture(scope="module")
def opened_files() -> Iterator[list[str]]:
    """The files that Python opens; the hook cannot be taken away again, so it can be told to rest."""
    seen: list[str] = []
    listening = [True]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if listening[0] and event in ("open", "socket.connect", "subprocess.Popen", "urllib.Request"):
            seen.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    yield seen
    listening[0] = False


@pytest.mark.parametrize("exporter", [HTMLExporter, PDFExporter])
def test_no_file_is_read_but_pictures_beside_the_notebook(exporter: Any, tmp_path: Path, opened_files: list[str]) -> None:
    (tmp_path / "secret.txt").write_text("TOPSECRET", "utf-8")
    (tmp_path / "inside").mkdir()
    ways = [
        str(tmp_path / "secret.txt"),
        "../secret.txt",
        (tmp_path / "secret.txt").as_uri(),
        "%2e%2e/secret.txt",
        "inside/../../secret.txt",
    ]
    forms = [
        "![a]({})", "<img src='{}'>", '#read("{}")', '$#read("{}")$', "$\\input{{{}}}$", "$\\includegraphics{{{}}}$",
        "{{% include '{}' %}}", "{{{{ open('{}').read() }}}}", "<object data='{}'></object>", "```{{include}} {}\n```", "[a]({})",
        ".. include:: {}", "<svg width='9' height='9'><image href='{}'/></svg>", "<iframe src='{}'></iframe>", "<video src='{}'></video>",
    ]  # fmt: skip
    cells = [new_markdown_cell(form.format(way)) for form in forms for way in ways]
    nbformat.write(notebook_of(*cells), tmp_path / "inside" / "x.ipynb")
    exporter().from_filename(str(tmp_path / "inside" / "x.ipynb"))  # whatever is loaded once is loaded now
    opened_files.clear()
    made, _ = exporter().from_filename(str(tmp_path / "inside" / "x.ipynb"))
    read_here = [line for line in opened_files if str(tmp_path) in line or not line.startswith("open")]
    assert [line for line in read_here if not line.endswith("x.ipynb")] == []
    if isinstance(made, bytes):
        opened = pypdfium2.PdfDocument(made)
        made = "".join(page.get_textpage().get_text_range() for page in opened)
        opened.close()
    assert "TOPSECRET" not in made


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_for_something_left_out_is_text_too(text: str) -> None:
    state = {"a": {"model_name": "HTMLModel", "state": {"value": text}}, "b": {"model_name": "TextModel", "state": {"value": text}}}
    state["c"] = {"model_name": "VBoxModel", "state": {"children": ["IPY_MODEL_a", "IPY_MODEL_b"]}}
    notebook = notebook_of(
        code("1", output("display_data", {"application/vnd.plotly.v1+json": {"layout": {"title": text}}})),
        code("2", output("display_data", {"application/vnd.jupyter.widget-view+json": {"model_id": "c"}})),
        code("3", output("display_data", {text: text, "application/json": {text: text}})),
        code("4", output("display_data", {"image/webp": text}), output("display_data", {text: text})),
        code("5", output("display_data", {"text/html": f"<svg><text>{text}</text></svg><iframe srcdoc='x' src='{text}'></iframe>"})),
        new_markdown_cell(
            f"![{text}]({text})\n\n![a](attachment:{text})\n\n<a id='{text}'></a>\n\n## {text} <a id='x'></a>\n\n[x](#{text})"
        ),
        new_raw_cell(text),
    )
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": state}}
    page = parser.document_fromstring(html_text(notebook).encode())
    assert {element.tag.lower() for element in page.iter() if isinstance(element.tag, str)} & RUNS == set()
    addresses = [value for element in page.iter() for name, value in element.attrib.items() if name in ("href", "src")]
    assert all(address.startswith(("http://", "https://", "mailto:", "#", "data:image/")) for address in addresses)
    assert pdf_bytes(notebook).startswith(b"%PDF")
