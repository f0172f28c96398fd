"""Markdown as nodes: what it means stays, what it smuggles in becomes text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample import dot

from factbook.export.markdown import blocks
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
    assert "<mfrac>" in formula["mathml"] and formula["typst"] == "frac(1, 2)"


def test_a_tex_environment_that_stands_alone_is_a_formula() -> None:
    formula = one("\\begin{equation}\nx = 1 \\label{one} \\tag{7}\n\\end{equation}\n")
    assert (formula["type"], formula["typst"]) == ("block_math", 'x \\= 1 #h(2em) "(7)"') and "(7)" in formula["mathml"]


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
    nodes = one(f"[words]({address})")["children"]
    assert "link" not in kinds(nodes)
    assert plain(nodes) == f"[words]({address})" if "\t" not in address else "script:x" in plain(nodes)


@pytest.mark.parametrize("address", ["https://a.example/b?c=d&e=%20#f", "http://a.example", "mailto:a@b.example", "#place"])
def test_a_harmless_link_is_a_link(address: str) -> None:
    assert one(f"[words]({address})")["children"][0]["href"] == address


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


def rows(table: dict[str, Any]) -> list[list[str]]:
    return [[plain(cell["children"]) for cell in row] for row in table["rows"]]


def test_a_short_row_is_filled_and_a_long_one_cut() -> None:
    table = one("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n")
    assert rows(table) == [["1", ""], ["1", "2"]]


def test_bars_in_formulas_and_after_a_backslash_are_no_borders() -> None:
    assert rows(one("| a | b  \n|---|---\n| $|x|$ | `x \\| y`\n")) == [["|x|", "x | y"]]


def test_a_table_may_stand_in_a_list_and_in_a_quotation() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    listed = one("- x\n\n" + "".join(f"  {line}\n" for line in table.splitlines()))
    quoted = one("".join(f"> {line}\n" for line in table.splitlines()))
    assert kinds(listed["children"][0]["children"]) == ["paragraph", "table"] and kinds(quoted["children"]) == ["table"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a $ x $ b", ["x"]), ("a $x +\ny$ b", ["x +\ny"]), ("$\\$5$", ["\\$5"]), ("<p>so $x$</p>", ["x"]),
        ("$5 and $10", []), ("costs $ 5 or $ 6", []), ("$5-$6", []), ("a $x\n\ny$ b", []), ("`$x$`", []),
    ],
)  # fmt: skip
def test_formulas_are_told_from_prices(source: str, found: list[str]) -> None:
    nodes = [child for block in blocks(source, Place()) for child in block["children"]]
    assert [node["raw"] for node in nodes if node["type"] == "inline_math"] == found


def test_a_linked_picture_leads_where_its_link_does() -> None:
    for source in (
        "[![Open](https://a.example/b.svg)](https://c.example)",
        "<a href='https://c.example'><img src='//a.example/b.svg' alt='Open'></a>",
    ):
        (link,) = one(source)["children"]
        assert (link["href"], kinds(link["children"]), plain([link])) == ("https://c.example", ["text"], "Open")


def test_references_in_code_stay_as_typed() -> None:
    assert plain(one("`&lt;` &lt;")["children"]) == "&lt; <"


def test_an_ordered_list_of_html_begins_where_it_says() -> None:
    assert one("<ol start='5'><li>a</li></ol>")["start"] == 5


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("none.png", "was not found"), ("../up.png", "lies outside the notebook's folder"), ("a%00b.png", "leads to no picture"),
        ("attachment:none.png", "is not attached"), ("https://a.example/b.png", "is remote"), ("text.png", "cannot be read"),
        ("x" * 5000, "leads to no picture"), ("data:image/png;base64,AAAA", "cannot be read"),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_to_be_had_is_named_with_the_reason(address: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture", "utf-8")
    place = Place("cell-1", folder=tmp_path)
    assert "the words" in plain(one(f"![the words]({address})", place)["children"])
    (warning,) = place.warnings
    assert warning["cell"] == "cell-1" and reason in warning["message"] and len(warning["message"]) < 200


def test_pictures_of_other_kinds_become_png_and_addresses_of_other_systems_are_read(tmp_path: Path) -> None:
    import PIL.Image

    (tmp_path / "img").mkdir()
    for name in ("dot.webp", "dot.bmp"):
        PIL.Image.new("RGB", (4, 3)).save(tmp_path / "img" / name)
    (tmp_path / "img" / "DRAW.SVG").write_text('<svg width="1.5" height="1.2.3"><text>a&nbsp;b</text><use xlink:href="#a"/></svg>', "utf-8")
    found = [
        one(f"![x]({address})", Place(folder=tmp_path))["image"] for address in ("img\\dot.webp", "img/dot.bmp?raw=true", "img/DRAW.SVG")
    ]
    assert [image["mime"] for image in found] == ["image/png", "image/png", "image/svg+xml"]
    assert [image["width"] for image in found] == [4, 4, 2]


def test_an_anchor_names_its_place() -> None:
    from nbformat.v4 import new_markdown_cell
    from sample import notebook_of

    from factbook.export.document import document

    cells = [
        "# T\n\n[a](#data) [b](#load) [c](#further)",
        "<a id='data'></a>\n\n## The data",
        "### How <a id='load'></a>",
        "<h3 id='further'>F</h3>",
    ]
    tree = document(notebook_of(*map(new_markdown_cell, cells)))
    assert [node["href"] for node in tree["blocks"][0]["children"] if node["type"] == "link"] == ["#data", "#load", "#further"]
    assert [node["id"] for node in tree["blocks"] if node["type"] == "heading"] == ["data", "load", "further"]
