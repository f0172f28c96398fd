"""Exhibits float only where none of a higher number could be met before them."""

from __future__ import annotations

from factbook.export.drawn_floats import let_float
from factbook.export.nodes import Node, text

LONG, SHORT = "word " * 500, "word " * 40


def prose(words: str) -> Node:
    return {"type": "paragraph", "children": [text(words)]}


def chapter() -> Node:
    return {"type": "heading", "level": 1, "children": [text("Roads")]}


def exhibit(number: int) -> Node:
    return {"type": "figure", "number": number, "caption": "A road."}


def floating(*blocks: Node) -> list[int]:
    """The numbers of the exhibits that may float."""
    let_float(list(blocks))
    return [block["number"] for block in blocks if block.get("floats")]


def test_an_exhibit_floats_where_a_page_of_text_lies_before_the_next() -> None:
    assert floating(chapter(), exhibit(1), prose(SHORT), exhibit(2), prose(LONG), exhibit(3), prose(SHORT)) == [2]


def test_exhibits_close_to_each_other_float_together_or_not_at_all() -> None:
    assert floating(chapter(), exhibit(1), exhibit(2), exhibit(3), prose(LONG), exhibit(4)) == [2, 3]
    assert floating(chapter(), exhibit(1), exhibit(2), exhibit(3), prose(SHORT), exhibit(4)) == []


def test_the_first_of_a_chapter_never_floats_and_the_last_only_before_much_text() -> None:
    assert floating(chapter(), exhibit(1), prose(LONG), chapter(), exhibit(2), prose(LONG)) == []
    assert floating(chapter(), exhibit(1), exhibit(2), prose(LONG), chapter(), exhibit(3)) == [2]


def test_what_has_no_number_stands_where_it_is() -> None:
    picture = {"type": "figure", "caption": ""}
    let_float([chapter(), exhibit(1), picture, prose(LONG)])
    assert not picture["floats"]
