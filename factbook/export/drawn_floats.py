"""Which exhibits of a printed page may float to where it has room, so that none is met before another of a lower number.

An exhibit that floats stands at the foot of its page or of the next one, below what calls for it. One that does not stands where it is
called for. So an exhibit may float only where the next one is a page of text away, or floats itself; the first of a chapter never does,
since it would stand before its chapter where that finds no room to begin.
"""

from __future__ import annotations

from factbook.export.nodes import Node
from factbook.export.references import walk

_PAGE = 2000  # letters: about what stands on a page above an exhibit at its foot


def let_float(blocks: list[Node]) -> None:
    """Say of each exhibit whether it `floats`."""
    for chapter in _chapters(blocks):
        floats, letters = False, 0  # whether the exhibit behind does, and how much text lies before it (or before the chapter's end)
        exhibits = [block for block in chapter if block["type"] in ("figure", "table")]
        for block in reversed(chapter):
            if block["type"] not in ("figure", "table"):
                letters += _letters(block)
                continue
            block["floats"] = floats = "number" in block and block is not exhibits[0] and (floats or letters >= _PAGE)
            letters = 0


def _chapters(blocks: list[Node]) -> list[list[Node]]:
    """The blocks chapter by chapter; those before the first heading of the highest level are one too."""
    chapters: list[list[Node]] = [[]]
    for block in blocks:
        if block["type"] == "heading" and block["level"] == 1:
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _letters(block: Node) -> int:
    """How many letters of running text a block has."""
    return sum(len(node["raw"]) for node in walk([block]) if node["type"] == "text")
