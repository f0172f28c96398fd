"""Outputs as nodes: the richest form that can be shown, whoever made it."""

from __future__ import annotations

import time
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


def test_the_names_of_a_frames_rows_stand_below_those_of_its_columns() -> None:
    columns = pd.MultiIndex.from_product([["north", "south"], ["q1", "q2"]], names=["region", "quarter"])
    index = pd.MultiIndex.from_product([["a"], [1, 2]], names=["kind", "year"])
    frame = pd.DataFrame([[1, 2, 3, 4]] * 2, columns=columns, index=index)
    for html in (frame.to_html(), frame.style.to_html()):
        (table,) = shown(output("execute_result", {"text/html": html}))
        assert texts(table["columns"]) == ["kind", "region / quarter year", "north / q1", "north / q2", "south / q1", "south / q2"]
        assert [node["type"] for node in table["columns"][1]["children"]][-2:] == ["linebreak", "text"]


def test_columns_with_a_name_and_rows_without_keep_it() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.Index(["p", "q"], name="letter"))
    (table,) = shown(output("execute_result", {"text/html": frame.to_html()}))
    assert texts(table["columns"]) == ["letter", "p", "q"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"image/svg+xml": drawing(), "image/png": dot()}, "figure"),
        ({"image/png": dot(), "text/plain": "<Figure>"}, "figure"),
        ({"text/markdown": "## Heading", "text/plain": "x"}, "heading"),
        ({"text/latex": "$x$", "text/plain": "x"}, "block_math"),
        ({"text/html": "<b>words</b>", "text/plain": "<IPython.core.display.HTML object>"}, "paragraph"),
        ({"text/html": "<div class='sk-top-container'>a widget</div>", "text/plain": "LinearRegression()"}, "stream"),
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
    assert [(warning["cell"], warning["message"]) for warning in warnings] == [("cell-1", "a picture has no alt text")]


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
    from factbook.exhibits.exhibit import Finding, Heading

    (heading,) = document(notebook_of(displayed(Heading("It\nrose", level=2))))["blocks"]
    assert (heading["type"], plain(heading["children"]), heading["id"]) == ("heading", "It rose", "it-rose")
    (findings,) = document(notebook_of(displayed(Finding("It rose.", lead="Up.", open=True))))["blocks"]
    lead, rest = findings["items"][0]["children"]
    assert (lead["type"], plain([lead]), rest) == ("strong", "Up.", {"type": "text", "raw": " It rose."})


def said(data: dict[str, Any], **metadata: Any) -> tuple[list[str], list[str]]:
    """What is shown of one output, and the warnings on it."""
    notebook = notebook_of(code("x", output("display_data", data), **metadata))
    tree = document(notebook)
    words = ["".join(span["text"] for span in node.get("spans", ())) or plain(node.get("children", [])) for node in tree["blocks"]]
    return words, [warning["message"] for warning in tree["warnings"]]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ({"application/vnd.plotly.v1+json": {"layout": {"title": {"text": "<b>Soup</b>"}}}}, "An interactive plotly figure, “Soup”, is"),
        (
            {"application/vnd.vegalite.v6+json": {"title": "Soup"}, "text/plain": "<VegaLite 6 object>"},
            "An interactive Vega chart, “Soup”,",
        ),
        ({"application/vnd.bokehjs_exec.v0+json": "", "application/javascript": "x()"}, "An interactive Bokeh figure is"),
        ({"text/html": "<div id=a></div><script>vegaEmbed(1)</script>", "text/plain": "alt.Chart(...)"}, "An interactive Vega chart is"),
        ({"text/html": "<div></div><script>Plotly.newPlot(1)</script>"}, "An interactive plotly figure is"),
        ({"text/html": "<p>Make this Notebook Trusted</p><iframe srcdoc='leaflet'></iframe>"}, "An interactive map is"),
        ({"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "IntSlider(value=7)"}, "An interactive control is"),
        ({"text/html": "<iframe src='https://a.example/b'></iframe>"}, "A page (a.example) is shown only in the notebook."),
        ({"text/html": "<video src='https://a.example/b.mp4'></video>"}, "A video (a.example) is"),
        ({"application/vnd.other+json": {}}, "A display of the type application/vnd.other+json is left out"),
    ],
)
def test_what_only_a_notebook_shows_is_named_in_its_place_and_in_a_warning(data: dict[str, Any], note: str) -> None:
    words, warnings = said(data)
    assert len(words) == 1 and words[0].startswith(note) and len(warnings) == 1


def test_what_only_loads_a_library_shows_nothing() -> None:
    assert said({"application/vnd.bokehjs_load.v0+json": "", "application/javascript": "x()"}) == ([], [])
    assert said({"text/html": "<script>window.PlotlyConfig = {}</script>"}) == ([], [])
    assert said({"text/html": "<style>p {}</style>", "text/plain": "<IPython.core.display.HTML object>"}) == ([], [])


def test_a_picture_of_an_interactive_figure_is_shown_for_it() -> None:
    (figure,) = shown(output("display_data", {"application/vnd.plotly.v1+json": {}, "image/png": dot()}))
    assert figure["type"] == "figure"


def test_a_widget_says_what_it_said_when_the_notebook_was_saved() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "inside"}
    state = {
        "box": {"model_name": "VBoxModel", "state": {"children": ["IPY_MODEL_a", "IPY_MODEL_b", "IPY_MODEL_box"]}},
        "a": {"model_name": "IntSliderModel", "state": {"description": "Years:", "value": 7}},
        "b": {"model_name": "OutputModel", "state": {"outputs": [printed]}},
    }
    notebook = notebook_of(code("x", output("display_data", {"application/vnd.jupyter.widget-view+json": {"model_id": "box"}})))
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": state}}
    tree = document(notebook)
    assert plain(tree["blocks"][0]["children"]) == "Years: 7" and tree["blocks"][1]["spans"] == [{"text": "inside"}]
    assert [warning["message"] for warning in tree["warnings"]] == ["a widget is shown as it stood when the notebook was saved"]


@pytest.mark.parametrize("words", ["<__main__.Card at 0x7fcbd5aa3350>", "<IPython.core.display.HTML object>", "H(...)", "plain"])
def test_an_object_is_shown_by_its_html(words: str) -> None:
    assert said({"text/html": "<b>Total</b>: 42", "text/plain": words}) == (["Total: 42"], [])


def test_the_address_of_an_object_is_never_shown() -> None:
    assert said({"text/plain": "[<matplotlib.lines.Line2D at 0x7fcbd5aa3350>]"})[0] == ["[<matplotlib.lines.Line2D>]"]
    assert said({"text/plain": "<a.B object at 0x7fcbd5aa3350>"})[0] == ["<a.B object>"]


def test_html_that_is_only_a_picture_is_that_picture() -> None:
    (figure,) = shown(output("display_data", {"text/html": f"<img width=12 src='data:image/png;base64,{dot()}' alt='a dot'>"}))
    assert (figure["alt"], figure["image"]["width"]) == ("a dot", 12)
    (figure,) = shown(output("display_data", {"text/html": "<svg width=9 height=8 viewBox='0 0 1 1'><path d='M0 0'/></svg>"}))
    assert figure["image"]["width"] == 9 and "viewBox" in figure["image"]["data"]


def test_what_html_hides_is_not_shown() -> None:
    assert said({"text/html": "<p hidden>a</p><p style='display: none'>b</p><p>c</p><button>d</button>"})[0] == ["c"]


def test_an_estimator_is_shown_by_its_name_not_by_its_documentation() -> None:
    html = "<div class='sk-top-container'><table><tr><td>n_estimators</td><td>The number of trees</td></tr></table></div>"
    assert said({"text/html": html, "text/plain": "RandomForestClassifier()"})[0] == ["RandomForestClassifier()"]


def test_a_table_in_a_script_is_none() -> None:
    data = {"text/html": "<script>var t = '<table>'</script>", "image/png": dot(), "text/plain": "x"}
    assert [node["type"] for node in shown(output("display_data", data))] == ["figure"]


def test_a_formula_is_set_rather_than_shown_as_a_picture_of_it() -> None:
    for tex, kind in (("$\\displaystyle x^{2}$", "block_math"), ("$\\unheardof{x}$", "figure")):
        (node,) = shown(output("display_data", {"text/latex": tex, "image/png": dot()}))
        assert node["type"] == kind


def test_a_sentence_in_latex_keeps_its_words() -> None:
    assert said({"text/latex": "The mass $m$ is one."})[0] == ["The mass m is one."]


def test_a_list_of_r_is_read_from_its_html() -> None:
    data = {
        "text/html": "<dl><dt>$a</dt><dd>1</dd><dt>$b</dt><dd>2</dd></dl>",
        "text/markdown": "$a\n:   1\n$b\n:   2\n",
        "text/plain": "x",
    }
    assert said(data)[0] == ["$a", "1", "$b", "2"]


def test_data_without_words_is_shown_as_its_source() -> None:
    (node,) = shown(output("display_data", {"application/json": {"a": [1]}, "text/plain": "<IPython.core.display.JSON object>"}))
    assert (node["type"], node["info"]) == ("block_code", "json") and '"a"' in node["raw"]


def test_a_picture_is_as_large_as_its_metadata_says() -> None:
    (figure,) = shown(output("display_data", {"image/png": dot()}, {"image/png": {"width": 12, "height": 8}}))
    assert (figure["image"]["width"], figure["image"]["height"]) == (12, 8)


def test_a_raw_cell_of_no_format_is_text_and_settings_are_none() -> None:
    cells = [new_raw_cell("*a*"), new_raw_cell("---\ntitle: x\n---")]
    assert [(node["type"], node["raw"]) for node in document(notebook_of(*cells))["blocks"]] == [("block_code", "*a*")]


@pytest.mark.parametrize(
    "escape", ["\x1b[?25l", "\x1b(B", "\x1b=", "\x1b>", "\x1b7", "\x1b[2;5H", "\x1b", "\x1bP1$r\x1b\\", "\x1b[" + "9" * 5000 + "m"]
)
def test_an_escape_of_any_kind_vanishes(escape: str) -> None:
    assert "".join(span["text"] for span in spans(f"a{escape}")) == "a"


def test_a_backspace_takes_what_was_before_it() -> None:
    assert spans("|\b/\b-\bdone") == [{"text": "done"}]


def test_a_tab_leads_to_the_next_eighth_column() -> None:
    assert spans("a\tb\n\x1b[1mabc\x1b[0m\td") == [{"text": "a       b\n"}, {"text": "abc", "bold": True}, {"text": "     d"}]


def test_a_very_long_line_takes_no_time() -> None:
    began = time.monotonic()
    assert len(spans("x" * 1_000_000)[0]["text"]) == 1_000_000
    assert time.monotonic() - began < 2


def test_a_table_of_spans_alone_takes_no_time() -> None:
    began = time.monotonic()
    shown(output("display_data", {"text/html": "<table>" + "<tr><td rowspan=200 colspan=200>x</td></tr>" * 200 + "</table>"}))
    assert time.monotonic() - began < 10


def test_the_parts_of_a_cell_stand_on_lines_of_their_own() -> None:
    (table,) = shown(output("display_data", {"text/html": "<table><tr><td>a<ul><li>b</li><li>c</li></ul></td></tr></table>"}))
    assert [node.get("raw", "/") for node in table["rows"][0][0]["children"]] == ["a", "/", "b", "/", "c"]
