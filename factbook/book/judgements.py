"""The judgements that read differently at two horizons, read from the chapter that compares them: chapters judge, code does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factbook.book.build import Project
from factbook.book.chapters import chapters, included
from factbook.book.edition import Edition
from factbook.book.execute import execute
from factbook.exhibits.exhibit import MIME

KEY = "judgements-moved"  # of the table in which a chapter sets the two readings side by side


@dataclass(frozen=True)
class Judgement:
    """One judgement as it read before and as it reads now, with the ids of the facts that it rests on now."""

    before: str
    after: str
    facts: tuple[str, ...]


def judgements_moved(chosen: Edition, project: Project) -> tuple[Judgement, ...]:
    """The judgements that differ between `compare_to` and the edition's horizon; none where no chapter compares them.

    Raises ChapterError where such a chapter does not run.
    """
    every = chapters(project.notebooks) if project.notebooks.is_dir() else ()
    comparing = [chapter for chapter in included(every, chosen) if "compare_to" in chapter.needs]
    executed = execute(comparing, project.tell(chosen)) if comparing else []
    outputs = [output for one in executed for cell in one.notebook.cells for output in cell.get("outputs", ())]
    tables = [output.get("data", {}).get(MIME, {}) for output in outputs]
    return tuple(_judgement(row) for table in tables if table.get("key") == KEY for row in table["rows"])


def _judgement(row: list[dict[str, Any]]) -> Judgement:
    before, after = row
    return Judgement(before["text"], after["text"], tuple(after.get("facts", before.get("facts", ()))))
