"""Tables of raw HTML as nodes: spans filled, levels of headings joined, what is nested in a cell on lines of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bs4 import Tag

from factbook.export.cell_looks import look
from factbook.export.nodes import Node, plain, text
from factbook.export.pictures import Place

Inline = Callable[[Any, Place], list[Node]]

_NUMBER = re.compile(r"[-+−(]?[\s$€£₹]*\d[\d\s.,'’_]*\s?(%|[eE][-+]?\d+)?\)?|nan|NaN|NaT|None|<NA>|-|–|—|")
_WIDEST = 200  # columns that a cell may span
_LARGEST = 2_000  # places that a cell may cover, beyond one row of them
_LINES = {"p", "div", "li", "dt", "dd", "tr", "ul", "ol", "dl", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
_PARTS = _LINES | {"tbody", "thead", "tfoot", "td", "th", "caption", "details", "summary", "article", "center"}


def table(element: Tag, place: Place, inline: Inline) -> Node:
    """A table with one row of headings: those that span are repeated below, levels are joined by a stroke.

    What the headings of the rows are stands on a line of its own below what the rows of headings are, as pandas has it.
    """
    heading_rows, body_rows = _rows(element, place, inline)
    width = max((len(row) for row in [*heading_rows, *body_rows]), default=0)
    for row in [*heading_rows, *body_rows]:
        row.extend({"children": []} for _ in range(width - len(row)))
    caption = element.find("caption")
    names = heading_rows.pop() if _names_rows(heading_rows, body_rows) else []
    columns = []
    for number in range(width):
        cells = [row[number]["children"] for row in body_rows if not row[number].get("header")]
        numeric = bool(cells) and all(_NUMBER.fullmatch(plain(cell).strip()) for cell in cells)
        columns.append({"children": _head(heading_rows, names, number), "align": "right" if numeric else "left", "width": 0})
    words = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
    return {"type": "table", "caption": words, "source": "", "columns": columns, "rows": body_rows}


def _names_rows(heading_rows: list[list[Node]], body_rows: list[list[Node]]) -> bool:
    """Whether the last row of headings, below others, says only what the headings of the rows are."""
    if len(heading_rows) < 2:
        return False
    said = {number for number, cell in enumerate(heading_rows[-1]) if plain(cell["children"]).strip()}
    return bool(said and body_rows) and all(body_rows[0][number].get("header") for number in said)  # later rows may be spanned


def _head(heading_rows: list[list[Node]], names: list[Node], number: int) -> list[Node]:
    """The heading of one column: what the rows of headings say, and below it what the headings of the rows are."""
    levels, name = _levels(heading_rows, number), names[number]["children"] if names else []
    both = bool(levels and plain(name).strip())
    return [*levels, text(" "), {"type": "linebreak"}, *name] if both else levels or name


def _levels(heading_rows: list[list[Node]], number: int) -> list[Node]:
    """The heading of one column from the rows of headings above it."""
    texts = [plain(row[number]["children"]).strip() for row in heading_rows]
    if len(set(filter(None, texts))) <= 1:
        return next((row[number]["children"] for row, words in zip(heading_rows, texts, strict=True) if words), [])
    return [text(" / ".join(dict.fromkeys(filter(None, texts))))]


def _rows(element: Tag, place: Place, inline: Inline) -> tuple[list[list[Node]], list[list[Node]]]:
    """The cells of a table as two grids, headings and body; a cell that spans rows or columns stands in its first place."""
    heading_rows: list[list[Node]] = []
    body_rows: list[list[Node]] = []
    covered: dict[tuple[int, int], Node] = {}  # what a spanning heading says in the places it covers, and the look of any cell
    rows = _in_order([row for row in element.find_all("tr") if row.find_parent("table") is element])
    for y, row in enumerate(rows):
        cells = row.find_all(["td", "th"], recursive=False)
        is_heading = row.find_parent("thead") is not None or (not body_rows and bool(cells) and all(cell.name == "th" for cell in cells))
        line: list[Node] = []
        for cell in cells:
            while (y, len(line)) in covered:
                line.append(covered.pop((y, len(line))))
            children = _in_lines(cell, place, inline)
            wide, high = _spanned(cell, len(rows) - y)
            seen = {"look": given} if not is_heading and (given := look(row, cell)) else {}
            for dy in range(high):
                for dx in range(wide):
                    covered[y + dy, len(line) + dx] = {"children": children if is_heading else [], **seen}
            del covered[y, len(line)]
            line.append({"children": children, **seen, **({"header": True} if cell.name == "th" and not is_heading else {})})
        while (y, len(line)) in covered:
            line.append(covered.pop((y, len(line))))
        if line:
            (heading_rows if is_heading else body_rows).append(line)
    return heading_rows, body_rows


def _in_order(rows: list[Tag]) -> list[Tag]:
    """The rows as a browser shows them: those of a foot come last, wherever it was written."""
    return sorted(rows, key=lambda row: row.parent is not None and row.parent.name == "tfoot")


def _in_lines(cell: Tag, place: Place, inline: Inline) -> list[Node]:
    """A cell's content on one level: what is a block, a row or an item in it begins a line of its own."""
    lines: list[list[Node]] = [[]]
    _gather(cell, place, inline, lines)
    found: list[Node] = []
    for line in lines:
        while line and line[0]["type"] == "text" and not line[0]["raw"].strip():
            del line[0]
        if line:
            found += [{"type": "linebreak"}, *line] if found else line
    return found


def _gather(element: Tag, place: Place, inline: Inline, lines: list[list[Node]]) -> None:
    """Add what stands in an element to the lines; the cells of a row in it stand side by side."""
    for child in element.children:
        if isinstance(child, Tag) and child.name == "pre":
            lines += [[{"type": "codespan", "raw": line}] for line in child.get_text().strip("\n").split("\n")]
            lines.append([])
        elif isinstance(child, Tag) and child.name in _PARTS and child.get("href") is None:
            begins = child.name in _LINES
            lines += [[]] if begins else []
            if child.name in ("td", "th") and lines[-1]:
                lines[-1].append(text(" "))
            _gather(child, place, inline, lines)
            lines += [[]] if begins else []
        else:
            lines[-1].extend(inline(child, place))


def _spanned(cell: Tag, left: int) -> tuple[int, int]:
    """How many columns and rows a cell spans, of the rows that are left; a table of spans alone must not take hours."""
    wide = min(_span(cell.get("colspan")), _WIDEST)
    high = min(_span(cell.get("rowspan")), left)
    return wide, high if wide == 1 else max(min(high, _LARGEST // wide), 1)


def _span(value: Any) -> int:
    return max(int(value), 1) if value and re.fullmatch(r"[0-9]{1,5}", str(value)) else 1
