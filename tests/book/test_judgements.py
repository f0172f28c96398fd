"""Judgements at two horizons: read from the chapter that compares them, and the same ones that the summary makes."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
from tiny import write_chapter

from factbook.book.build import Project
from factbook.book.chapters import chapters
from factbook.book.edition import edition
from factbook.book.judgements import Judgement, judgements_moved

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = """\
as_of = ""
themes = []
package = ""
compare_to = ""
"""
SETUP = """\
from factbook import Facts, Finding, changes, tables
facts = Facts.load(as_of=as_of, themes=themes, package=package)
earlier = facts.at(compare_to)"""
COMPARED = """\
then, now = (Finding(f"The record has {len(known)} facts.", known) for known in (earlier, facts))
tables.judgements_moved(changes.between(earlier, facts), [then], [now], key="judgements-moved")"""


def test_judgements_are_read_from_the_chapter_that_compares_them(project: Path) -> None:
    file = write_chapter(project / "notebooks" / "10-changes.ipynb", ("exhibit", "moved", COMPARED), parameters=PARAMETERS, setup=SETUP)
    made = nbformat.read(file, 4)
    made.metadata["factbook"] = {"needs": ["compare_to"]}
    nbformat.write(made, file)
    here = Project.here()
    assert judgements_moved(edition({"compare_to": "2021"}), here) == (
        Judgement("The record has 2 facts.", "The record has 3 facts.", ("accord", "visit", "promise")),
    )
    assert judgements_moved(edition({"compare_to": "2021", "themes": "trade"}), here) == ()


def test_a_project_without_such_a_chapter_has_none(project: Path) -> None:
    assert judgements_moved(edition({"compare_to": "2021"}), Project.here()) == ()


class Spelt(ast.NodeTransformer):
    """Puts in place of each name what was assigned to it, and one name in place of all that mean the facts."""

    def __init__(self, source: str) -> None:
        self.known = {
            statement.targets[0].id: statement.value
            for statement in ast.parse(source).body
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
        }

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in ("facts", "known"):
            return ast.Name("facts")
        return self.visit(self.known[node.id]) if node.id in self.known else node


def judged(slug: str, cell: str) -> list[str]:
    """The judgements of a cell as calls on the facts: the first list of calls in it."""
    (chapter,) = (chapter for chapter in chapters(ROOT / "notebooks") if chapter.slug == slug)
    (source,) = (one.source for one in chapter.notebook.cells if one.id == cell)
    lists = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.List) and len(node.elts) > 2]
    return [ast.unparse(Spelt(source).visit(call)) for call in lists[0].elts]


def test_what_is_compared_are_the_judgements_of_the_summary_and_all_of_them() -> None:
    summary = judged("summary", "summary-judgements")
    assert len(summary) > 2
    assert judged("changes", "changes-judgements") == summary
