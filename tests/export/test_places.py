"""Where exhibits stand on printed pages: where they are called for, or behind the text that fills the page they have no room on."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from sample import as_book, displayed, drawing, notebook_of, tiny_facts

from factbook.exhibits.exhibit import Column, Figure, Table
from factbook.export.pdf import pdf_bytes

PAPERS = ["a4", "letter"]
HEAD = 45  # points: the running head stands in them
TALL, LOW = 8.0, 1.2  # inches; a page has not twice the first


def text(word: str, sentences: int = 6) -> NotebookNode:
    return new_markdown_cell(f"{word}word begins it. " + "Some plain words follow one another in this line. " * sentences)


def title(words: str) -> NotebookNode:
    return new_markdown_cell(f"# {words}")


def section(words: str) -> NotebookNode:
    return new_markdown_cell(f"## {words}")


def figure(key: str, height: float = TALL) -> NotebookNode:
    return displayed(Figure(key, f"Picture {key}.", "Three bars.", "Gazette (2020)", drawing(6.3, height), (Column("Year"),), (("1999",),)))


def table(key: str, rows: int) -> NotebookNode:
    return displayed(
        Table(key, f"Picture {key}.", "Gazette (2020)", (Column("Bowl"), Column("Soup")), tuple(("a bowl", "hot") for _ in range(rows)))
    )


def read(*cells: NotebookNode, paper: str = "a4", book: bool = False) -> tuple[list[str], dict[str, int]]:
    """The words that mark each block in the order of reading, and the page of each."""
    notebook = notebook_of(*cells)
    pdf = pdf_bytes(as_book(notebook, tiny_facts()) if book else notebook, paper=paper)
    met: dict[str, int] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        for word in re.findall(
            r"Picture (\w+)\.|(\w+)word\b|\b(Chapter\w+|Section\w+)\b", page.get_textpage().get_text_bounded(top=page.get_height() - HEAD)
        ):
            met.setdefault("".join(word), number)
    document.close()
    return list(met), met


@pytest.mark.parametrize("paper", PAPERS)
def test_an_exhibit_that_its_page_has_room_for_stands_where_it_is_called_for(paper: str) -> None:
    order, pages = read(title("Chapterone"), text("a"), figure("fits", LOW), text("b"), text("c"), paper=paper)
    assert order == ["Chapterone", "a", "fits", "b", "c"]
    assert set(pages.values()) == {1}


@pytest.mark.parametrize("paper", PAPERS)
def test_text_goes_first_where_the_page_has_no_room_for_an_exhibit(paper: str) -> None:
    waiting = [text("a"), figure("one", LOW), figure("two"), text("b"), text("c"), section("Sectionone"), text("d")]
    order, pages = read(title("Chapterone"), *waiting, *(text(word, 9) for word in "efgh"), paper=paper)
    assert order.index("two") > order.index("Sectionone") + 1, "neither does a heading part from its text"
    assert [word for word in order if len(word) == 1] == [*"abcdefgh"]
    assert pages["b"] == 1
    assert pages["two"] == 2
    assert pages["h"] == 2


def test_a_heading_is_not_parted_from_its_text_by_an_exhibit_that_waits() -> None:
    for sentences in range(2, 40, 3):
        order, _ = read(
            title("Chapterone"),
            figure("one", 4.0),
            text("a", sentences),
            figure("two", 4.5),
            section("Sectionone"),
            text("b"),
            text("c", 30),
        )
        assert order[order.index("Sectionone") + 1] == "b"


@pytest.mark.parametrize("paper", PAPERS)
def test_exhibits_keep_the_order_of_their_numbers(paper: str) -> None:
    cells = [text("a"), *(cell for number, height in enumerate((TALL, LOW, 5.0, 6.0, LOW, LOW, TALL)) for cell in (
        figure(f"n{number}", height), text(f"t{number}", 7 * number % 5 + 1)))]  # fmt: skip
    order, _ = read(title("Chapterone"), *cells, paper=paper)
    assert [word for word in order if word[0] == "n"] == [f"n{number}" for number in range(7)]
    assert [word for word in order if word[0] == "t"] == [f"t{number}" for number in range(7)]


def test_an_exhibit_stays_in_its_chapter() -> None:
    for sentences in range(1, 30, 4):
        order, _ = read(title("Chapterzero"), text("a", sentences), figure("one", 5.0), text("b", sentences), figure("two", 5.0), text("c"),
                        title("Chapterone"), text("d"), figure("three", 5.0), text("e"), book=True)  # fmt: skip
        chapter = order.index("Chapterone")
        assert order.index("two") < chapter < order.index("three")


def test_pages_before_an_exhibit_are_full() -> None:
    cells = [
        cell
        for number in range(6)
        for cell in (section(f"Section{number}"), text(f"p{number}", 8), figure(f"n{number}", 3.5), text(f"q{number}", 9))
    ]
    notebook = notebook_of(title("Chapterone"), *cells)
    document = pypdfium2.PdfDocument(pdf_bytes(notebook))
    assert len(document) > 2
    for page in list(document)[:-1]:
        boxes = [obj.get_bounds() for obj in page.get_objects()]
        lowest = min(bottom for _, bottom, _, top in boxes if bottom > 70)  # above the page's foot
        assert lowest < page.get_height() / 4
    document.close()


def test_a_short_table_waits_whole_and_a_long_one_breaks() -> None:
    order, pages = read(title("Chapterone"), figure("one", 6.0), table("short", 16), text("a"), text("b"), text("c"))
    assert order.index("short") > order.index("a")
    assert (pages["a"], pages["short"]) == (1, 2)
    order, pages = read(title("Chapterone"), text("a"), table("long", 60), text("b"))
    assert order == ["Chapterone", "a", "long", "b"]
    assert (pages["long"], pages["b"]) == (1, 2)


def test_the_same_document_is_set_the_same_way_each_time() -> None:
    notebook = notebook_of(title("Chapterone"), text("a"), figure("one", 6.0), figure("two", 6.0), text("b"), text("c"))
    for first, second in pairwise(pdf_bytes(notebook) for _ in range(3)):
        assert first == second
