"""A chapter in an edition that leaves it little: prose about what is not there goes, and what is absent is said once."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from factbook.book.narrowed import narrowed
from factbook.exhibits.exhibit import MIME, Column, Displayed, Finding, Findings, Heading, Nothing, Table, absent

GRID = Table("grid", "Two roads.", "Source: the gazette.", (Column("Road"),), (("North",), ("South",)))


def shows(displayed: Displayed, source: str = "") -> nbformat.NotebookNode:
    """A code cell that has been run."""
    return new_code_cell(source, outputs=[new_output("execute_result", {MIME: displayed.payload()}, execution_count=1)])


def texts(cells: list[nbformat.NotebookNode]) -> list[Any]:
    """What a reader meets: prose, and of displays what they say."""
    found: list[Any] = []
    for cell in cells:
        payload = cell.outputs[0].data[MIME] if cell.cell_type == "code" else {}
        found.append(payload.get("caption") or payload.get("text") or [item["text"] for item in payload.get("items", ())] or cell.source)
    return found


def test_a_paragraph_goes_with_the_exhibit_that_it_calls_and_the_rest_of_its_cell_stays() -> None:
    prose = new_markdown_cell("## Roads\n\nRoads are old.\n\n[The table](#grid) lists them.")
    none = shows(absent("No road is in this report."), 'tables.roads(key="grid")')
    assert texts(narrowed([prose, none])) == ["## Roads\n\nRoads are old.", ["No road is in this report."]]


def test_a_cell_that_only_calls_what_is_absent_goes_whole() -> None:
    none = shows(absent("No road is in this report."), 'tables.roads(key="grid")')
    assert texts(narrowed([new_markdown_cell("See [the table](#grid)."), none])) == [["No road is in this report."]]


def test_prose_about_an_exhibit_that_is_there_stays_as_it_is() -> None:
    prose = new_markdown_cell("See [the table](#grid) and [the rule](#rule).")
    assert texts(narrowed([prose, shows(GRID, 'tables.roads(key="grid")')])) == [prose.source, "Two roads."]


def test_an_absence_is_told_once_in_a_section_and_again_in_the_next() -> None:
    none = [shows(absent("No road.")), shows(Findings([Finding("There is no road to speak of.", open=True)]))]
    for heading in (new_markdown_cell("## Further on"), shows(Heading("Further on"))):
        cells = narrowed([new_markdown_cell("## Roads"), *none, heading, shows(absent("No bridge."))])
        assert texts(cells) == ["## Roads", ["No road."], *texts([heading]), ["No bridge."]]


def test_a_sentence_that_rests_on_something_is_never_taken_for_an_absence() -> None:
    cells = [shows(absent("No road.")), shows(Findings([Finding("One bridge stands.", ["bridge"])]))]
    assert texts(narrowed(cells)) == [["No road."], ["One bridge stands."]]


def test_a_chapter_left_nothing_says_that_alone_under_its_title() -> None:
    cells = [
        new_markdown_cell("# Roads\n\n> Where do they lead?"),
        shows(Nothing("No road is known.")),
        new_markdown_cell("## More"),
        shows(GRID),
    ]
    assert texts(narrowed(cells)) == ["# Roads\n\n> Where do they lead?", "No road is known."]


def test_the_cells_given_are_left_as_they_are() -> None:
    prose = new_markdown_cell("Old.\n\nSee [the table](#grid).")
    narrowed([prose, shows(absent("No road."), 'key="grid"')])
    assert prose.source == "Old.\n\nSee [the table](#grid)."
