"""The chapters: house style, and that every one of them runs, under its defaults and under another edition."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from factbook.book.chapters import Chapter, chapters
from factbook.book.edition import Edition, edition
from factbook.book.execute import execute

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = chapters(ROOT / "notebooks")
TAGS = {"parameters", "check", "finding", "exhibit", "heading", "brief", "brief-only", "sources", "show-code"}
FIXED = re.compile(r"\b6 November 2025\b")  # what a Markdown cell may say although it has digits: no edition changes it
PARAMETER = re.compile(r'(?P<name>\w+): (?:str = ""|list\[str\] = \[\])  # (?P<help>[^=]+)')
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Import, ast.If)


def code(chapter: Chapter) -> list[nbformat.NotebookNode]:
    return [cell for cell in chapter.notebook.cells if cell.cell_type == "code"]


def prose(chapter: Chapter) -> list[nbformat.NotebookNode]:
    return [cell for cell in chapter.notebook.cells if cell.cell_type == "markdown"]


def tagged(chapter: Chapter, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in code(chapter) if tag in cell.metadata.get("tags", ())]


def lines(cell: nbformat.NotebookNode) -> int:
    return len(cell.source.splitlines())


def statements(chapter: Chapter) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the chapter's code, with the id of its cell."""
    for cell in code(chapter):
        for node in ast.walk(ast.parse(cell.source)):
            yield cell.id, node


by_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.slug)


@by_chapter
def test_a_chapter_is_short_enough_to_read_and_its_cells_fit_in_one_breath(chapter: Chapter) -> None:
    sizes = sorted(lines(cell) for cell in code(chapter) if "parameters" not in cell.metadata.get("tags", ()))
    assert 8 <= len(chapter.notebook.cells) <= 40
    assert len(sizes) <= 24
    assert sizes[-1] <= 10
    assert sizes[int(len(sizes) * 0.9) - 1] <= 6


@by_chapter
def test_a_chapter_opens_with_its_title_and_question_then_parameters_then_one_setup_cell(chapter: Chapter) -> None:
    title, parameters, setup = chapter.notebook.cells[:3]
    assert re.fullmatch(r"# [^\n]+\n\n> [^\n]+\?.*", title.source, re.DOTALL)
    assert parameters.metadata.get("tags") == ["parameters"]
    assert tagged(chapter, "parameters") == [parameters]
    assert setup.cell_type == "code"
    assert [cell.id for cell, node in ((cell, n) for cell in code(chapter) for n in ast.walk(ast.parse(cell.source)))
            if isinstance(node, ast.ImportFrom)] == [setup.id]  # fmt: skip


@by_chapter
def test_parameters_are_texts_and_lists_of_texts_explained_as_the_contract_explains_them(chapter: Chapter) -> None:
    (cell,) = tagged(chapter, "parameters")
    found = [PARAMETER.fullmatch(line) for line in cell.source.splitlines()]
    declared = {match["name"]: match["help"] for match in found if match}
    assert len(declared) == lines(cell), 'Write each as `name: str = ""  # what it means`, with one `=` a line.'
    assert declared == {name: Edition.model_fields[name].description for name in declared}
    assert [parameter.name for parameter in chapter.parameters] == list(declared)


@by_chapter
def test_what_is_declared_is_used(chapter: Chapter) -> None:
    used = {node.id for _, node in statements(chapter) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    assert {parameter.name for parameter in chapter.parameters} <= used


@by_chapter
def test_a_chapter_calls_the_package_and_does_nothing_by_itself(chapter: Chapter) -> None:
    assert [(cell, type(node).__name__) for cell, node in statements(chapter) if isinstance(node, FORBIDDEN)] == []
    assert [node.module for _, node in statements(chapter) if isinstance(node, ast.ImportFrom)] == ["factbook"]
    calls = {node.func.id for _, node in statements(chapter) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"print", "display", "open", "exec", "eval"}
    assert not [cell.id for cell in code(chapter) if re.search(r"^\s*[%!]", cell.source, re.MULTILINE)]


@by_chapter
def test_a_chapter_checks_what_its_prose_takes_for_granted(chapter: Chapter) -> None:
    (check,) = tagged(chapter, "check")
    asserts = [node for node in ast.parse(check.source).body if isinstance(node, ast.Assert)]
    assert asserts
    for claim in asserts:
        assert isinstance(claim.msg, ast.Constant | ast.JoinedStr), "An assertion says in a sentence what should hold."
        assert ast.unparse(claim.msg).rstrip("'\"").endswith(".")


@by_chapter
def test_a_chapter_says_what_it_does_not_show_and_ends_with_its_sources(chapter: Chapter) -> None:
    assert any("## What this does not show" in cell.source for cell in prose(chapter))
    assert "sources" in chapter.notebook.cells[-1].metadata.get("tags", ()) or chapter.notebook.cells[-1].cell_type == "markdown"
    assert len(tagged(chapter, "sources")) <= 1


@by_chapter
def test_prose_holds_no_figure_that_the_data_could_change(chapter: Chapter) -> None:
    found = [(cell.id, word) for cell in prose(chapter) for word in re.findall(r"\S*\d\S*", FIXED.sub("", cell.source))]
    assert found == []


@by_chapter
def test_a_chapter_is_committed_as_written_not_as_run(chapter: Chapter) -> None:
    assert [cell.id for cell in code(chapter) if cell.outputs or cell.execution_count is not None] == []
    assert set(chapter.notebook.metadata) <= {"kernelspec", "language_info", "factbook"}
    assert {tag for cell in chapter.notebook.cells for tag in cell.metadata.get("tags", ())} <= TAGS
    assert [cell.id for cell in chapter.notebook.cells if set(cell.metadata) - {"tags"}] == []


def test_cell_ids_are_words_and_unique_in_the_book() -> None:
    ids = [cell.id for chapter in CHAPTERS for cell in chapter.notebook.cells]
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_prose_points_to_an_exhibit_in_the_singular_since_print_puts_its_number_there() -> None:
    links = [match for chapter in CHAPTERS for cell in prose(chapter) for match in re.findall(r"\[([^]]+)\]\(#[\w-]+\)", cell.source)]
    assert len(links) > 20
    assert [words for words in links if not re.fullmatch(r"[Tt]he\s[a-z]+(?<!s)", words)] == []


def test_exhibits_keys_are_unique_in_the_book_and_each_exhibit_is_pointed_to() -> None:
    keys = [(chapter.slug, key) for chapter in CHAPTERS for cell in code(chapter) for key in re.findall(r'key="([^"]+)"', cell.source)]
    names = [key for _, key in keys]
    assert len(names) == len(set(names))
    told = {chapter.slug: "\n".join(cell.source for cell in prose(chapter)) for chapter in CHAPTERS}
    assert [(slug, key) for slug, key in keys if f"(#{key})" not in told[slug]] == []


OTHER = {"as_of": "2025-11-30", "since": "2019", "compare_to": "2022-12-31"}


@pytest.mark.parametrize("values", [{}, OTHER], ids=["defaults", "another edition"])
def test_every_chapter_runs_and_every_cell_that_should_show_something_does(values: dict[str, str]) -> None:
    chosen = edition(values)
    for executed in execute(CHAPTERS, chosen):
        for cell in executed.notebook.cells:
            shows = set(cell.metadata.get("tags", ())) & {"finding", "exhibit", "heading", "sources"}
            if cell.cell_type == "code" and shows:
                assert [output.output_type for output in cell.outputs] == ["execute_result"], (executed.chapter.file, cell.id)
            elif cell.cell_type == "code":
                assert cell.outputs == [], (executed.chapter.file, cell.id)
