"""Headings whose levels do not skip, with numbers where their authors gave them none."""

from __future__ import annotations

import re

from factbook.export.nodes import Node, plain

_MARKED = re.compile(r"(\d+(\.\d+)+[.:)]?|\d+[.):]|[A-Z]\.|[IVX]+\.)\s")  # 2.1 · 3. · 4) · A. · IV.
_NAMED = re.compile(r"[^\W\d_]+\s\d{1,2}(\.\d+)*(?=\s*([:.)–—-]|$))")  # Question 3 · Step 0: load
_BARE = re.compile(r"(\d{1,2})\s(?=[^\W\d_])(?![a-z])")  # 2 Methods, but not: 15 of 74 are new
_MANY = 3  # of so many headings one bears a number that was typed: then none is given another


def number(headings: list[Node]) -> None:
    """Close up the levels of a document's headings, and give those of the two highest a `number`; "" where one was typed or none fits.

    A document that is numbered by hand gets no numbers; one with a few typed ones gets them elsewhere.
    """
    typed = _typed([plain(node["children"]) for node in headings])
    by_hand = _MANY * sum(typed) >= len(headings)
    levels: list[tuple[int, bool]] = []  # as typed, and whether the heading or one above it bears a number of its own
    counts: list[int] = []
    for node, bears in zip(headings, typed, strict=True):
        while levels and levels[-1][0] >= node["level"]:
            levels.pop()
        levels.append((node["level"], bears or (bool(levels) and levels[-1][1])))
        node["level"] = len(levels)
        is_summary = not counts and plain(node["children"]) == "Summary"
        front = is_summary or node.get("chapter", "").startswith("00")  # stands before the numbered ones
        counts = [*counts, 0][: len(levels)]
        counts[-1] += not front and (by_hand or not levels[-1][1])
        silent = by_hand or levels[-1][1] or front or counts[0] == 0 or len(levels) > 2
        node["number"] = "" if silent else ".".join(map(str, counts))


def _typed(headings: list[str]) -> list[bool]:
    """Of each heading whether it bears a number that its author typed.

    A bare one is a number where they run on from heading to heading; else it is a count, "15 Freedonian satellites".
    """
    bare = [int(match[1]) for words in headings if (match := _BARE.match(words))]
    run_on = all(later in (1, earlier, earlier + 1) for earlier, later in zip([1, *bare], bare, strict=False))
    return [bool(_MARKED.match(words) or _NAMED.match(words) or (run_on and _BARE.match(words))) for words in headings]
