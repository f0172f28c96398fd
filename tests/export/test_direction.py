"""Words of scripts that run from the right, on both pages: by themselves, among others, and beside numbers."""

from __future__ import annotations

import pypdfium2
from bs4 import BeautifulSoup, Tag
from nbformat.v4 import new_markdown_cell
from sample import notebook_of
from test_printed import drawn, page

from factbook.export.html import html_text

MIXED = "The word שלום 789 (peace) is Hebrew."
TABLE = "| Name | Word |\n|---|---|\n| Peace | שלום! |"


def shown(*sources: str) -> Tag:
    return BeautifulSoup(html_text(notebook_of(*map(new_markdown_cell, sources))), "html.parser")


def test_what_mostly_runs_from_the_right_says_so_on_the_page_with_its_language() -> None:
    found = shown("# תקציר", "## القسم الأول\n\nهذا نص عربي with.\n\n> שלום עולם\n\n- Point\n- שלום", MIXED)
    turned = [(element.name, element["lang"]) for element in found.find_all(dir="rtl") if element.name != "span"]
    assert turned == [("h1", "he"), ("h2", "ar"), ("p", "ar"), ("blockquote", "he"), ("p", "he")]
    assert found.select_one("li > span[dir=rtl]") and found.select_one("nav span[dir=rtl]")


def test_a_table_turns_where_most_of_it_does_else_its_cells() -> None:
    found = shown(TABLE, "| שם | ערך |\n|---|---|\n| שלום | 1 |")
    assert [element.name for element in found.find_all(dir=True)] == ["td", "table"]


def test_code_is_not_turned_round_by_what_stands_beside_it() -> None:
    assert [code.get("dir") for code in shown("שלום `קוד 3` and `plain`").find_all("code")] == ["auto", None]


def test_a_page_that_runs_from_the_left_has_no_rules_for_another_direction() -> None:
    assert "[dir=rtl]" in str(shown(MIXED)) and "[dir=rtl]" not in str(shown("# Words\n\nand words."))


def test_numbers_beside_words_that_run_from_the_right_are_printed_in_their_order() -> None:
    places = printed(MIXED)
    left_to_right = [places[sign] for sign in ("d", "7", "9", "ם", "ש", "H")]  # the number stands behind the word, to the left of it
    assert left_to_right == sorted(left_to_right)


def test_a_cell_that_runs_from_the_right_is_printed_so() -> None:
    (table,) = drawn(TABLE)
    assert "rtl" not in table and [cell.get("rtl") for cell in table["rows"][0]] == [None, "he"]
    places = printed(TABLE)
    assert places["!"] < places["ם"] < places["ש"]


def printed(source: str) -> dict[str, float]:
    """How far from the left each sign of a page stands, at its last place."""
    opened = pypdfium2.PdfDocument(page("# Title", source, strict=True))
    words = opened[0].get_textpage()
    signs = words.get_text_range()
    places = {sign: words.get_charbox(place)[0] for place, sign in enumerate(signs)}
    opened.close()
    return places
