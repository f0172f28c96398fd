"""What a narrow edition leaves of a chapter: no prose about an exhibit that is not there, and no absence told twice.

A chapter is written for all editions, and calls its exhibits by their keys. Where an edition leaves an exhibit nothing to show,
its cell says so in a sentence; the paragraphs that send a reader to it then go, and so does a finding that only repeats it. A
chapter that is left nothing at all says that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import nbformat

from factbook.exhibits.exhibit import MIME

_KEY = re.compile(r'key="([a-z0-9-]+)"')
_HEADING = re.compile(r"#{1,6} ")


def narrowed(cells: Sequence[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """The cells of one executed chapter without what this edition leaves empty; the cells given are left as they are."""
    for cell in cells:
        if any(payload.get("kind") == "nothing" for payload in payloads(cell)):
            title = next((one for one in cells if one.cell_type == "markdown"), None)
            return [one for one in (title, cell) if one is not None]
    absent = _absent(cells)
    found: list[nbformat.NotebookNode] = []
    said = False  # whether the section has told of an absence
    for cell in cells:
        if cell.cell_type == "markdown":
            said = said and not _opens_section(cell)
            found += _without_calls(cell, absent)
        elif _heads(cell):
            said = False
            found.append(cell)
        elif not _only_absence(cell):
            found.append(cell)
        elif not said:
            said = True
            found.append(cell)
    return found


def payloads(cell: nbformat.NotebookNode) -> list[dict[str, Any]]:
    """What a cell displays, in the structured form of the exhibits."""
    return [payload for output in cell.get("outputs", ()) if (payload := output.get("data", {}).get(MIME))]


def _absent(cells: Iterable[nbformat.NotebookNode]) -> set[str]:
    """The keys of exhibits that the chapter's code makes and that are not there."""
    asked = {key for cell in cells if cell.cell_type == "code" for key in _KEY.findall(cell.source)}
    shown = {payload["key"] for cell in cells for payload in payloads(cell) if payload.get("key")}
    return asked - shown


def _opens_section(cell: nbformat.NotebookNode) -> bool:
    return any(_HEADING.match(line) for line in cell.source.splitlines())


def _heads(cell: nbformat.NotebookNode) -> bool:
    """Whether the cell displays a computed heading."""
    return any(payload.get("kind") == "heading" for payload in payloads(cell))


def _only_absence(cell: nbformat.NotebookNode) -> bool:
    """Whether all that the cell displays is sentences that rest on nothing."""
    shown = payloads(cell)
    items = [item for payload in shown for item in payload.get("items", ()) if payload.get("kind") == "findings"]
    return bool(items) and all(payload.get("kind") == "findings" for payload in shown) and not any(_rests(item) for item in items)


def _rests(item: dict[str, Any]) -> bool:
    return bool(item["facts"] or item["measures"])


def _without_calls(cell: nbformat.NotebookNode, absent: set[str]) -> list[nbformat.NotebookNode]:
    """The Markdown cell without the paragraphs that call an absent exhibit; none where nothing else was in it."""
    paragraphs = cell.source.split("\n\n")
    kept = [text for text in paragraphs if not any(f"](#{key})" in text for key in absent)]
    if len(kept) == len(paragraphs):
        return [cell]
    return [nbformat.from_dict({**cell, "source": "\n\n".join(kept)})] if kept else []
