"""Markdown as nodes: what it means stays, what it smuggles in becomes text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample import dot

from factbook.export.markdown import blocks, inline
from factbook.export.nodes import plain
from factbook.export.pictures import Place


def kinds(nodes: list[dict[str, Any]]) -> list[str]:
    return [node["type"] for node in nodes]


def one(source: str, place: Place | None = None) -> dict[str, Any]:
    found = blocks(source, place or Place())
    assert len(found) == 1
    return found[0]


def test_each_block_of_markdown_has_its_node() -> None:
    source = "# T\n\ntext\n\n> quote\n\n- a\n\n1. b\n\n```python\nc\n```\n\n---\n\n$$\nx\n$$\n\n| a |\n|--:|\n| 1 |\n\nterm\n: words\n"
    assert kinds(blocks(source, Place())) == [
        "heading", "paragraph", "block_quote", "list", "list", "block_code", "thematic_break", "block_math", "table", "def_list",
    ]  # fmt: skip


def test_each_span_of_markdown_has_its_node() -> None:
    spans = one("*a* **b** ~~c~~ `d` [e](https://e.example) $f$ <sup>g</sup><sub>h</sub><kbd>i</kbd><br>")["children"]
    assert [kind for kind in kinds(spans) if kind != "text"] == [
        "emphasis", "strong", "strikethrough", "codespan", "link", "inline_math", "superscript", "subscript", "codespan", "linebreak",
    ]  # fmt: skip


def test_prices_are_not_maths() -> None:
    assert kinds(one("from $5 to $6")["children"]) == ["text"]


def test_a_formula_has_its_tex_its_mathml_and_its_typst_form() -> None:
    formula = one("$$\\frac{1}{2}$$")
    assert formula["raw"] == "\\frac{1}{2}"
    assert "<mfrac>" in formula["mathml"] and formula["typst"] == "1/2"


def test_a_tex_environment_that_stands_alone_is_a_formula() -> None:
    formula = one("\\begin{equation}\nx = 1 \\label{one} \\tag{7}\n\\end{equation}\n")
    assert (formula["type"], formula["typst"]) == ("block_math", 'x = 1 wide  "(7)"') and "(7)" in formula["mathml"]


@pytest.mark.parametrize("tex", ['#read("/etc/passwd")', '\\text{#read("x")}', '"#eval(1)', "\\text{a]#let x = 1}"])
def test_no_formula_carries_code(tex: str) -> None:
    from factbook.export.maths import typst

    made = typst(tex)
    outside_strings = "".join(made.replace('\\"', "").split('"')[::2])
    assert "#" not in outside_strings.replace("\\#", "")


def test_mathml_holds_nothing_but_maths() -> None:
    from factbook.export.maths import mathml

    made = mathml("\\href{javascript:alert(1)}{x} \\text{<script>alert(1)</script>}")
    assert "<script" not in made and "href" not in made


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "java\tscript:x"])
def test_a_link_that_could_harm_is_shown_as_it_was_written(address: str) -> None:
    nodes = inline(f"[words]({address})")
    assert "link" not in kinds(nodes)
    assert plain(nodes) == f"[words]({address})" if "\t" not in address else "script:x" in plain(nodes)


@pytest.mark.parametrize("address", ["https://a.example/b?c=d&e=%20#f", "http://a.example", "mailto:a@b.example", "#place"])
def test_a_harmless_link_is_a_link(address: str) -> None:
    assert inline(f"[words]({address})")[0]["href"] == address


def test_markup_in_data_is_text() -> None:
    hostile = '<script>alert(1)</script> <img src=x onerror=y> #read("x") @label &amp;'
    assert plain(inline(hostile)) == hostile


def test_raw_html_keeps_its_words_and_loses_its_scripts() -> None:
    nodes = blocks("<div onclick='x'><p>kept</p><script>lost</script><style>lost</style><iframe>lost</iframe></div>", Place())
    assert [plain(node["children"]) for node in nodes] == ["kept"]
    assert plain(one("a <script>lost</script> <span onclick=x>kept</span>")["children"]).split() == ["a", "kept"]


def test_an_html_table_in_markdown_is_a_table() -> None:
    table = one("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>")
    assert plain(table["columns"][0]["children"]) == "a" and table["columns"][0]["align"] == "right"


def test_a_picture_may_be_attached_or_lie_below_the_notebook(tmp_path: Path) -> None:
    import base64

    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "dot.png").write_bytes(base64.b64decode(dot()))
    attached = Place(attachments={"dot.png": {"image/png": dot()}})
    assert one("![a dot](attachment:dot.png)", attached)["image"]["width"] == 24
    assert one("![a dot](dot.png)", Place(folder=tmp_path / "inside"))["alt"] == "a dot"


@pytest.mark.parametrize(
    "address", ["../secret.png", "/etc/hostname", "https://a.example/b.png", "file:///secret.png", "%2e%2e/secret.png"]
)
def test_no_picture_is_read_from_elsewhere(address: str, tmp_path: Path) -> None:
    import base64

    (tmp_path / "secret.png").write_bytes(base64.b64decode(dot()))
    (tmp_path / "inside").mkdir()
    (node,) = blocks(f"![words]({address})", Place(folder=tmp_path / "inside"))
    assert node["type"] == "paragraph" and "image" not in kinds(node["children"])


def test_a_link_out_of_the_folder_is_no_way_in(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.png").symlink_to("/etc/hostname")
    assert "image" not in kinds(blocks("![x](link.png)", Place(folder=tmp_path / "inside"))[0].get("children", []))


def test_a_note_without_a_text_is_shown_as_written() -> None:
    assert plain(one("a[^none]")["children"]) == "a[^none]"


def test_a_note_that_refers_to_itself_ends() -> None:
    (ref,) = [node for node in one("a[^1]\n\n[^1]: b[^1]\n")["children"] if node["type"] == "footnote_ref"]
    assert plain(ref["children"][0]["children"]) == "b[^1]"
