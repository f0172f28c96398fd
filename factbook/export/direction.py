"""Scripts that run from the right: which parts of a document mostly do, and in what language."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from factbook.export.nodes import Node
from factbook.export.walking import walk

_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LANGUAGES = (("he", "\u0590", "\u05ff"), ("syr", "\u0700", "\u074f"), ("dv", "\u0780", "\u07bf"), ("nqo", "\u07c0", "\u07ff"))
_RUNNING = {"paragraph", "heading", "lead", "list", "def_list", "block_quote", "findings", "table"}


def directed(block: Node) -> Node:
    """The block; one whose letters mostly run from the right says in what language (`rtl`)."""
    language = from_the_right(words(block)) if block["type"] in _RUNNING else ""
    return {**block, "rtl": language} if language else block


def words(given: Node) -> str:
    """The words of a block, or of a cell, by which its direction is told; not its code."""
    return "".join(node["raw"] for node in walk([{"type": "cell", **given}]) if node["type"] == "text")


def has_any(blocks: list[Node]) -> bool:
    """Whether anything in the blocks may run from the right."""
    return any(node["type"] == "text" and has_such_letters(node["raw"]) for node in walk(blocks))


def from_the_right(text: str) -> str:
    """The language of a text whose letters mostly run from the right, as far as its script tells; "" of any other."""
    if not has_such_letters(text):
        return ""
    kinds = [bidirectional(letter) for letter in text]
    if sum(kind in ("R", "AL") for kind in kinds) <= kinds.count("L"):
        return ""
    first = next(letter for letter, kind in zip(text, kinds, strict=True) if kind in ("R", "AL"))
    return next((name for name, start, end in _LANGUAGES if start <= first <= end), "ar")


def has_such_letters(text: str) -> bool:
    """Whether any letter of a text is of a script that runs from the right."""
    return not text.isascii() and _FROM_THE_RIGHT.search(text) is not None
