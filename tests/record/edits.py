"""The tiny package of tests/data/tiny, and ways to break a copy of it in exactly one place."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

TINY = Path(__file__).parents[1] / "data" / "tiny"
Edit = Callable[[Path], None]


def copy_of_tiny(folder: Path, *edits: Edit) -> Path:
    """A copy of the tiny package in `folder`, with the edits made."""
    copy = folder / "package"
    shutil.copytree(TINY, copy)
    for edit in edits:
        edit(copy)
    return copy


def cell(file: str, line: int, column: str, text: str) -> Edit:
    """Write one cell; lines are counted as a spreadsheet does."""

    def edit(folder: Path) -> None:
        rows = _rows(folder / file)
        rows[line - 1][rows[0].index(column)] = text
        _save(folder / file, rows)

    return edit


def add(file: str, *cells: str) -> Edit:
    """Add a row at the end, filled up with empty cells."""

    def edit(folder: Path) -> None:
        rows = _rows(folder / file)
        _save(folder / file, [*rows, [*cells, *[""] * (len(rows[0]) - len(cells))]])

    return edit


def drop(file: str, line: int) -> Edit:
    """Delete one row."""

    def edit(folder: Path) -> None:
        rows = _rows(folder / file)
        _save(folder / file, rows[: line - 1] + rows[line:])

    return edit


def replace(file: str, old: str, new: str) -> Edit:
    """Replace a text in a file, wherever it stands."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_bytes().decode()
        assert old in text
        (folder / file).write_bytes(text.replace(old, new).encode())

    return edit


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def _save(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode())
