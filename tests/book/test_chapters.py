"""Chapters: found by file name, titled by heading, held to the contract."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from tiny import notebook, write_chapter

from factbook.book.chapters import chapters, included
from factbook.book.edition import edition
from factbook.errors import ChapterError, FactbookError, ParameterError


def test_chapters_come_in_order_of_their_numbers_and_other_notebooks_do_not_count(tmp_path: Path) -> None:
    for name in ("10-last.ipynb", "02-first.ipynb", "Untitled.ipynb", "explore.ipynb"):
        write_chapter(tmp_path / name)
    assert [(chapter.number, chapter.slug) for chapter in chapters(tmp_path)] == [(2, "first"), (10, "last")]


def test_a_chapter_is_titled_by_its_first_heading_or_else_by_its_name(tmp_path: Path) -> None:
    nbformat.write(notebook(("markdown", "a", "Words\n\n# A *title* #\n\n# Another")), tmp_path / "01-one.ipynb")
    nbformat.write(notebook(("markdown", "a", "No heading")), tmp_path / "02-what-changed.ipynb")
    assert [chapter.title for chapter in chapters(tmp_path)] == ["A *title*", "What changed"]


def test_a_folder_without_chapters_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(FactbookError, match=r"Name a notebook NN-slug\.ipynb"):
        chapters(tmp_path)


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    write_chapter(tmp_path / "01-same.ipynb")
    write_chapter(tmp_path / "02-same.ipynb")
    with pytest.raises(ChapterError, match=r"02-same\.ipynb: its name 'same' is taken by 01-same\.ipynb"):
        chapters(tmp_path)


@pytest.mark.parametrize("text", ["{", '{"cells": 3}', "[]", '{"cells": [], "metadata": {}, "nbformat": 4}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "01-broken.ipynb").write_text(text, "utf-8")
    with pytest.raises(ChapterError, match=r"01-broken\.ipynb: it is not"):
        chapters(tmp_path)


def test_a_chapter_declares_what_it_takes_and_is_given_nothing_else(tmp_path: Path) -> None:
    (chapter,) = chapters(write_chapter(tmp_path / "01-one.ipynb", parameters="themes: list[str] = []  # what to keep").parent)
    assert [(p.name, p.type, p.default, p.help) for p in chapter.parameters] == [("themes", "list[str]", "[]", "what to keep")]
    assert chapter.takes(edition({"themes": "trade", "since": "2020"})) == {"themes": ["trade"]}
    assert chapter.takes(edition({"since": "2020"})) == {}


def test_a_parameter_that_no_edition_has_is_refused(tmp_path: Path) -> None:
    (chapter,) = chapters(write_chapter(tmp_path / "01-one.ipynb", parameters='sinc: str = ""  # first day').parent)
    with pytest.raises(ChapterError, match=r"01-one\.ipynb, cell parameters: it declares the parameter 'sinc'.*\n.*Did you mean 'since'"):
        _ = chapter.parameters


def test_an_edition_includes_the_chapters_it_names(tmp_path: Path) -> None:
    for name in ("01-one.ipynb", "02-two.ipynb"):
        write_chapter(tmp_path / name)
    every = chapters(tmp_path)
    assert included(every, edition({})) == every
    assert [chapter.slug for chapter in included(every, edition({"chapters": "two"}))] == ["two"]
    with pytest.raises(ParameterError, match=r"'chapters' cannot have 'twoo'\. Did you mean 'two'"):
        included(every, edition({"chapters": "twoo"}))


def needing(name: str, folder: Path) -> Path:
    """A chapter that says in its metadata which parameter it has nothing to say without."""
    file = write_chapter(folder / "08-changes.ipynb", parameters='compare_to: str = ""  # earlier horizon')
    made = nbformat.read(file, 4)
    made.metadata["factbook"] = {"needs": [name]}
    nbformat.write(made, file)
    return file


def test_a_chapter_is_left_out_where_what_it_needs_is_not_given(tmp_path: Path) -> None:
    write_chapter(tmp_path / "01-one.ipynb")
    needing("compare_to", tmp_path)
    every = chapters(tmp_path)
    assert [chapter.slug for chapter in included(every, edition({}))] == ["one"]
    assert included(every, edition({"compare_to": "2020"})) == every
    assert [chapter.slug for chapter in included(every, edition({"chapters": ["changes"]}))] == ["changes"]


def test_a_need_that_no_edition_can_meet_is_refused(tmp_path: Path) -> None:
    needing("compare", tmp_path)
    with pytest.raises(ChapterError, match=r"it needs the parameter 'compare', which no edition has.*\n.*Did you mean 'compare_to'"):
        included(chapters(tmp_path), edition({}))


def test_a_brief_edition_of_chapters_that_have_no_brief_part_is_refused(tmp_path: Path) -> None:
    write_chapter(tmp_path / "01-one.ipynb", ("finding brief", "answer", "1"))
    write_chapter(tmp_path / "02-two.ipynb")
    every = chapters(tmp_path)
    assert [chapter.slug for chapter in included(every, edition({"chapters": "one,two", "length": "brief"}))] == ["one", "two"]
    with pytest.raises(ParameterError, match=r"A brief edition of two would be empty: .* name one of: one\."):
        included(every, edition({"chapters": "two", "length": "brief"}))
