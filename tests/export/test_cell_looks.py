"""The colours and bold type of others' tables: what is kept of them on both pages, what is not, and that all of it can be read."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from sample import code, notebook_of, output
from test_printed import standards

from factbook.export import html_looks
from factbook.export.cell_looks import colour, contrast, readable
from factbook.export.document import document
from factbook.export.html import html_text
from factbook.export.pdf import pdf_bytes

FRAME = pd.DataFrame({"a": [-1.0, 2.0], "b": [3.0, 4.5]})


def notebook(html: str) -> NotebookNode:
    return notebook_of(code("x", output("execute_result", {"text/html": html, "text/plain": "x"})))


def looks(html: str) -> list[list[dict[str, Any]]]:
    """The looks of a table's cells, row by row."""
    (table,) = document(notebook(html))["blocks"]
    return [[cell.get("look", {}) for cell in row] for row in table["rows"]]


def styled(style: str) -> dict[str, Any]:
    """The look of a cell with a style attribute."""
    return looks(f'<table><tr><td style="{style}">1</td></tr></table>')[0][0]


def test_what_a_styler_marks_keeps_its_colours_and_its_weight() -> None:
    styler = FRAME.style.highlight_max(props="background-color: yellow; font-weight: bold").map(lambda x: "color: red" if x < 0 else "")
    assert looks(styler.to_html()) == [
        [{}, {"ink": "#ff0000"}, {}],
        [{}, *[{"ground": "#ffff00", "bold": True, "ink": "#000000"}] * 2],
    ]


def test_a_gradient_of_colours_is_kept_and_the_bars_in_cells_are_not() -> None:
    shaded = looks(FRAME.style.background_gradient().to_html())
    assert shaded[0][1] == {"ground": "#fff7fb", "ink": "#000000"} and shaded[1][1] == {"ground": "#023858", "ink": "#f1f1f1"}
    assert looks(FRAME.style.bar().to_html()) == [[{}] * 3] * 2


def test_the_colours_of_one_table_are_not_those_of_another() -> None:
    html = "".join(FRAME.style.highlight_max(color=name).to_html(uuid=name) for name in ("lime", "aqua"))
    grounds = [node["rows"][1][1]["look"]["ground"] for node in document(notebook(html))["blocks"]]
    assert grounds == ["#00ff00", "#00ffff"]


def test_a_row_lends_its_cells_its_colours_and_a_cell_all_places_that_it_spans() -> None:
    html = (
        '<table><tr style="background: #eee"><td rowspan=2 style="background: #ddd">1</td><td>2</td></tr>'
        '<tr><td style="background-color: transparent">3</td></tr></table>'
    )
    grounds = [[look.get("ground") for look in row] for row in looks(html)]
    assert grounds == [["#dddddd", "#eeeeee"], ["#dddddd", None]]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("#fff", "#ffffff"), ("#12345678", "#8f9faf"), ("rebeccapurple", "#663399"), ("rgb(1, 20, 300)", "#0114ff"),
        ("rgb(100% 0% 50%)", "#ff0080"), ("rgba(255,0,0,.5)", "#ff8080"), ("rgb(0 0 0 / 50%)", "#808080"), ("transparent", ""),
        ("rgba(1, 2, 3, 0)", ""), ("url(#a)", None), ("url(http://a.example)", None), ("expression(1)", None), ("var(--ink)", None),
        ("#12", None), ("#ggg", None), ("red;}", None), ("rgb(1,2)", None), ("rgb(-1,2,3)", None), ("", None),
        ("linear-gradient(90deg, #d65f5f 50%, transparent 50%)", None),
    ],
)  # fmt: skip
def test_a_colour_is_taken_only_where_it_is_told_as_one(told: str, meant: str | None) -> None:
    assert colour(told) == meant


@pytest.mark.parametrize(
    "style",
    ["position: fixed; inset: 0", "background: url(http://a.example/b.png)", "background-image: url(x)", "color: var(--paper)",
     "--ink: red", "font: bold 90px serif", "border: 1px solid red", "color: red}td{color: red", "color: \\72 ed"],
)  # fmt: skip
def test_nothing_else_that_a_style_says_is_taken(style: str) -> None:
    assert styled(style) == {}


def test_a_style_sheet_speaks_of_single_cells_and_of_no_medium() -> None:
    table = '<table><tr><td id="T_1_row0_col0">1</td></tr></table>'
    for sheet in ("td {color: red}", "* {color: red}", "#T_1_row0_col0:hover {color: red}", "@media print {#T_1_row0_col0 {color: red}}"):
        assert looks(f"<style>{sheet}</style>{table}") == [[{}]]
    assert looks(f"<style>#T_0, #T_1_row0_col0 {{color: red !important}} /* x */</style>{table}") == [[{"ink": "#ff0000"}]]


def test_words_on_a_ground_that_hides_them_are_black_or_white() -> None:
    assert styled("background: #fff; color: #eee")["ink"] == "#000000"
    assert styled("background: navy; color: #222")["ink"] == styled("background: navy")["ink"] == "#ffffff"
    assert styled("background: navy; color: #ddd")["ink"] == "#dddddd"


def test_words_without_a_ground_keep_their_colour_as_far_as_they_can_be_read() -> None:
    for paper in ("#ffffff", "#15191d"):
        for ink in ("#ff0000", "#ffff00", "#808080", "#ffffff", "#000000", "#15191d"):
            assert contrast(readable(ink, paper), paper) >= 4.5
    assert readable("#ff0000", "#ffffff") == "#e60000" and readable("#00007f", "#ffffff") == "#00007f"


def test_the_page_says_the_looks_in_its_own_style_sheet() -> None:
    html = html_text(notebook(FRAME.style.highlight_max(color="navy").map(lambda x: "color: red" if x < 0 else "").to_html()))
    page = BeautifulSoup(html, "html.parser")
    named = [cell["class"][-1] for cell in page.select("td.own")]
    assert named == ["o-ff0000", "o-000080-ffffff", "o-000080-ffffff"] and not page.find(style=True)
    assert ".o-000080-ffffff{background:#000080!important;color:#ffffff!important" in html
    dark = re.search(r"\(prefers-color-scheme:dark\)\{\.o-ff0000\{color:(#\w{6})", html)
    assert dark and contrast(dark[1], "#15191d") >= 4.5
    sheet = page.find("style")
    assert sheet is not None
    assert b64encode(sha256(sheet.get_text().encode()).digest()).decode() in html.partition("Content-Security-Policy")[2][:300]


def test_a_page_without_such_a_table_has_no_such_rules() -> None:
    assert ".own" not in html_text(notebook(FRAME.to_html()))


def test_a_coloured_table_is_printed_so_and_keeps_the_standards() -> None:
    pdf = pdf_bytes(notebook(FRAME.style.highlight_max(color="#00c8ff", axis=None).to_html()), strict=True)
    assert standards(pdf) == ("1", "3A")
    opened = pypdfium2.PdfDocument(pdf)
    seen = opened[0].render(scale=1).to_pil().convert("RGB").getcolors(100_000)
    opened.close()
    assert sum(count for count, shade in seen or () if shade == (0, 0xC8, 0xFF)) > 200


def test_a_sheet_and_a_table_of_any_size_take_no_time() -> None:
    from time import monotonic

    began = monotonic()
    cells = "".join(f'<tr><td id="c{place}">1</td></tr>' for place in range(2000))
    rules = "".join(f"#c{place} {{color: rgb({place % 250}, 2, 3)}}" for place in range(2000))
    looks(f"<style>{rules}{'#' * 300_000}{'rgb( ' * 60_000}</style><table>{cells}</table>")
    assert monotonic() - began < 5


def test_the_papers_that_words_are_read_on_are_those_of_the_page() -> None:
    style = (Path(html_looks.__file__).parent / "templates" / "factbook" / "page.css").read_text("utf-8")
    assert re.findall(r"--paper: (#[0-9a-f]{6})", style)[:2] == list(html_looks._PAPERS)
