"""Outputs as nodes: the richest form that can be shown, whoever made it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from nbformat.v4 import new_output, new_raw_cell
from sample import STYLED, code, displayed, dot, drawing, notebook_of, output

from factbook.errors import RenderError
from factbook.export.ansi import spans
from factbook.export.document import document
from factbook.export.nodes import plain


def shown(*outputs: Any, **metadata: Any) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = document(notebook_of(code("x", *outputs, **metadata)))["blocks"]
    return blocks


def texts(row: list[dict[str, Any]]) -> list[str]:
    return [plain(cell["children"]) for cell in row]


def test_a_data_frame_is_a_table_with_row_headings_and_numbers_to_the_right() -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "value": [1.5, -2.0]}, index=["x", "y"])
    (table,) = shown(output("execute_result", {"text/html": frame._repr_html_(), "text/plain": repr(frame)}))
    assert texts(table["columns"]) == ["", "name", "value"]
    assert [column["align"] for column in table["columns"]] == ["left", "left", "right"]
    assert texts(table["rows"][1]) == ["y", "b", "-2.0"] and table["rows"][1][0]["header"]


def test_levels_of_headings_are_joined_and_spans_fill_their_places() -> None:
    (table,) = shown(output("execute_result", {"text/html": STYLED}))
    assert texts(table["columns"]) == ["", "2020 / mean", "2020 / max", "2021 / mean", "2021 / max"]
    assert [texts(row) for row in table["rows"]] == [["north", "1", "2", "3", "4"], ["", "5", "6", "7", "8"]]
    assert table["caption"] == "A styled table"


def test_a_grouped_frame_keeps_its_columns_in_line() -> None:
    index = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["first", "second"])
    frame = pd.DataFrame({"value": [1, 2, 3, 4]}, index=index)
    (table,) = shown(output("execute_result", {"text/html": frame.to_html()}))
    assert texts(table["columns"]) == ["first", "second", "value"]
    assert [texts(row) for row in table["rows"]] == [["a", "1", "1"], ["", "2", "2"], ["b", "1", "3"], ["", "2", "4"]]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"image/svg+xml": drawing(), "image/png": dot()}, "figure"),
        ({"image/png": dot(), "text/plain": "<Figure>"}, "figure"),
        ({"text/markdown": "## Heading", "text/plain": "x"}, "heading"),
        ({"text/latex": "$x$", "text/plain": "x"}, "block_math"),
        ({"text/html": "<b>words</b>", "text/plain": "<IPython.core.display.HTML object>"}, "paragraph"),
        ({"text/html": "<div>a widget</div>", "text/plain": "LinearRegression()"}, "stream"),
        ({"image/png": "bm90IGEgcGljdHVyZQ==", "text/plain": "words"}, "stream"),
        ({"application/json": {}, "text/plain": "words"}, "stream"),
    ],
)
def test_the_richest_form_that_can_be_shown_is(data: dict[str, Any], kind: str) -> None:
    assert [node["type"] for node in shown(output("display_data", data))] == [kind]


def test_alt_text_is_found_wherever_an_author_may_put_it() -> None:
    png = {"image/png": dot()}
    for made in (
        shown(output("display_data", png, {"image/png": {"alt": "a dot"}})),
        shown(output("display_data", png, {"alt": "a dot"})),
        shown(output("display_data", png), alt="a dot"),
    ):
        assert made[0]["alt"] == "a dot"


def test_a_picture_without_alt_text_is_told_with_its_cell() -> None:
    warnings = document(notebook_of(code("x"), code("x", output("display_data", {"image/png": dot()}))))["warnings"]
    assert warnings == [{"cell": "cell-1", "message": "a picture has no alt text"}]


def test_prints_of_one_stream_are_one_block() -> None:
    parts = [new_output("stream", name=name, text=text) for name, text in (("stdout", "a"), ("stdout", "b\n"), ("stderr", "c"))]
    assert [(node["name"], node["spans"]) for node in shown(*parts)] == [("stdout", [{"text": "ab"}]), ("stderr", [{"text": "c"}])]


def test_colours_are_named_and_other_escapes_vanish() -> None:
    assert spans("a\x1b[1;31mb\x1b[0m\x1b[2Kc\x1b]8;;x\x07d") == [
        {"text": "a"}, {"text": "b", "bold": True, "fg": "red"}, {"text": "c"}, {"text": "d"},
    ]  # fmt: skip
    assert spans("\x1b[38;5;196mx\x1b[48;2;0;0;250my")[1] == {"text": "y", "fg": "bright-red", "bg": "bright-blue"}


def test_a_line_that_overwrites_itself_shows_its_last_state() -> None:
    assert spans("10%\r50%\r100%\ndone") == [{"text": "100%\ndone"}]


def test_code_is_shown_where_it_is_asked_for() -> None:
    hidden, tagged = code("a"), code("b", shown=True)
    both = code("c", shown=True)
    both.metadata["tags"].append("hide-input")
    notebook = notebook_of(hidden, tagged, both)
    assert [node["raw"] for node in document(notebook)["blocks"]] == ["b"]
    assert [node["raw"] for node in document(notebook, show_code=True)["blocks"]] == ["a", "b"]


@pytest.mark.parametrize("tag", ["parameters", "injected-parameters", "remove_cell", "remove-cell", "hide-output"])
def test_a_cell_tagged_so_is_left_out(tag: str) -> None:
    cell = code("x", new_output("stream", name="stdout", text="a"))
    cell.metadata["tags"] = [tag]
    assert document(notebook_of(cell), show_code=tag != "hide-output")["blocks"] == []


def test_a_raw_cell_is_read_if_it_is_meant_for_a_page() -> None:
    cells = [new_raw_cell("*a*", metadata={"raw_mimetype": kind}) for kind in ("text/markdown", "text/html", "text/latex")]
    assert [plain(node["children"]) for node in document(notebook_of(*cells))["blocks"]] == ["a", "*a*"]


def test_a_display_that_lacks_a_part_is_refused_by_name() -> None:
    from factbook.exhibits.exhibit import MIME

    with pytest.raises(RenderError, match=r"Cell 'cell-0': its table display is incomplete"):
        shown(output("display_data", {MIME: {"kind": "table", "key": "x"}}))


def test_an_svg_loads_and_runs_nothing() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"><script>y()</script>'
        '<image href="file:///etc/passwd"/><use xlink:href="#a"/><style>@import url(http://a.example); .a {fill: url(#b)}</style></svg>'
    )
    (figure,) = shown(output("display_data", {"image/svg+xml": svg}))
    safe = figure["image"]["data"]
    assert not any(word in safe for word in ("onload", "script", "passwd", "a.example"))
    assert 'href="#a"' in safe and "url(#b)" in safe


def test_our_displays_are_drawn_from_their_parts() -> None:
    from factbook.exhibits.exhibit import Heading

    (heading,) = document(notebook_of(displayed(Heading("It *rose*", level=2))))["blocks"]
    assert (heading["type"], plain(heading["children"]), heading["id"]) == ("heading", "It rose", "it-rose")
