"""Text as a printed page has room for it: code and what it printed, and words longer than a line."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import east_asian_width

from factbook.export import drawn_exhibits
from factbook.export.drawn_exhibits import COLUMN, POINTS, TEXT
from factbook.export.nodes import Node

BREAK = "\u200b"  # where a word may be parted; the template puts nothing in its place, so that none is copied
_LONGEST_PRINT = 300  # lines of a stream
_TYPE, _SMALLEST = 8.1, 6.5  # points: code and what it printed; the least that is still read with ease
_ADVANCE, _INSET = 0.6021, 16.0  # the width of a letter as a share of the type's size; the air of a box in points
_TAB = 8  # columns
_LONG_WORD = re.compile(rf"[^\s{BREAK}]{{28,}}")
_PIECE = re.compile(r".{4,13}[/._\-?&=]|.{1,14}", re.DOTALL)
_NAMES = {
    "svg", "href", "url", "typst", "anchor", "anchors", "id", "ids", "entries", "sources", "cited_at", "counted_in", "key", "lang",
    "language", "type", "title", "file",
}  # fmt: skip  # not read but looked up


def boxed(block: Node, inset: float) -> Node:
    """Code, or what it printed, with the `size` of its type in points and whether it takes the margin too (`wide`).

    Lines of up to about a hundred columns are not wrapped: the box gets wider, then the type smaller. `inset` are the millimetres that
    the block stands in from the text, 0 where it has the margin to take.
    """
    if block["type"] == "stream":
        block = {**block, "spans": _shortened(block["spans"])}
    printed = block.get("raw") or "".join(span["text"] for span in block.get("spans", ()))
    widths = [columns(line) for line in printed.splitlines()]
    room = drawn_exhibits.room(inset) if inset else TEXT
    wide = not inset and max(widths, default=0) > _fitting(room, _TYPE)
    room = COLUMN if wide else room
    longest = max((width for width in widths if width <= _fitting(room, _SMALLEST)), default=0)
    size = min(_TYPE, (room * POINTS - _INSET) / (max(longest, 1) * _ADVANCE))
    broken = _with_breaks(block, int(_fitting(room, size)))
    return {**broken, "wide": wide, "size": int(size * 100) / 100}


def columns(line: str) -> int:
    """How many columns a line takes; a letter of an East Asian script takes two."""
    line = line.expandtabs(_TAB)
    return len(line) if line.isascii() else sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


def _fitting(room: float, size: float) -> float:
    """How many columns of type of a size stand in a box of so many millimetres."""
    return (room * POINTS - _INSET) / (size * _ADVANCE)


def _with_breaks(block: Node, most: int) -> Node:
    """The code with places to break in words that are longer than a line."""
    long = re.compile(rf"\S{{{max(most, 1) + 1},}}")

    def parted(text: str) -> str:
        return long.sub(lambda word: BREAK.join(re.findall(".{1,8}", word[0], re.DOTALL)), text)

    if "spans" in block:
        return {**block, "spans": [{**span, "text": parted(span["text"])} for span in block["spans"]]}
    return {**block, "raw": parted(block["raw"])}


def _shortened(spans: list[Node]) -> list[Node]:
    """The spans of a stream; of a very long one, its beginning and how much was left out."""
    lines = 0
    for place, span in enumerate(spans):
        before, lines = lines, lines + span["text"].count("\n")
        if lines > _LONGEST_PRINT:
            kept = span["text"].split("\n")[: _LONGEST_PRINT - before]
            left = sum(later["text"].count("\n") for later in spans[place:]) - len(kept) + 1
            note = {"text": f"\n… and {left} more lines", "italic": True}
            return [*spans[:place], {**span, "text": "\n".join(kept)}, note]
    return spans


def breakable(value: Any, key: str = "") -> Any:
    """The drawing with places to break in very long words of its running text, behind their strokes and dots where they have any."""
    if isinstance(value, str):
        return value if key in _NAMES else _LONG_WORD.sub(lambda word: BREAK.join(_PIECE.findall(word[0])), value)
    if isinstance(value, dict):
        is_code = value.get("type") in ("code", "block_code", "stream", "error")
        return value if is_code else {name: breakable(item, name) for name, item in value.items()}
    return [breakable(item, key) for item in value] if isinstance(value, list) else value
