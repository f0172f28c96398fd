"""The characters of a document that none of the fonts has: a box is printed for each, and the standards refuse the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from factbook.export.nodes import Node
from factbook.export.typesetter import typefaces
from factbook.export.warned import named

_KNOWN = "\u017f"  # the last letter of those that all our fonts have
_NONE = "\u0378"  # a character that is none, so that no font has it
_UNPRINTED = {"image", "mathml", "typst", "alt", "key", "href", "url", "id", "cell", "type", "anchor", "info", "language"}
_LABEL = re.compile(r"<(?:\w+:)?(?:text|tspan|textPath)\b[^>]*>([^<]+)")
_MOST_NAMED = 12  # characters whose numbers are told too
_PROBE = Path(__file__).parent / "templates" / "glyphs.typ"

Placed = dict[str, list[str]]  # characters, each with the marks on it, by the place they stand in


def characters(tree: Node) -> Placed:
    """The characters of a document, but those that all fonts have, by the place they stand in: "Cell 3", "The title", "The evidence"."""
    found: dict[str, dict[str, None]] = {}
    for place, value in _placed(tree):
        for text in _texts(value):
            if not text.isascii():
                found.setdefault(place, {}).update(dict.fromkeys(_clusters(text)))
    return {place: list(clusters) for place, clusters in found.items()}


def missing(found: Placed, fonts: tuple[str, ...], *, of_machine: bool = False) -> Placed:
    """Those of the characters that no font in the folders or of Typst's has, nor, where these may be used, any of the machine."""
    lacking = _lacking(tuple(sorted({cluster for clusters in found.values() for cluster in clusters})), fonts, of_machine)
    return {place: boxes for place, clusters in found.items() if (boxes := [cluster for cluster in clusters if cluster in lacking])}


def told(found: Placed) -> str:
    """What is missing where, in words."""
    numbers = len({cluster for clusters in found.values() for cluster in clusters}) <= _MOST_NAMED
    return "; ".join(f"{place}: {(', ' if numbers else '').join(map(_named if numbers else str, found[place]))}" for place in found)


def _named(cluster: str) -> str:
    return f"{cluster} ({' '.join(f'U+{ord(letter):04X}' for letter in cluster)})"


def _placed(tree: Node) -> Iterator[tuple[str, Any]]:
    """The parts of the tree that are printed, each with its place in words."""
    yield "The title", [tree["title"], tree["subtitle"], tree["edition"].get("words", "")]
    for block in tree["blocks"]:
        if block["type"] != "footnotes":  # which stand where they are referred to
            yield named(block.get("cell", ""), tree.get("cells", {})), block
    yield "The evidence", [list(tree["entries"].values()), list(tree["sources"].values())]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """The texts in a part of the tree that are printed; of a drawing its labels."""
    if isinstance(value, str):
        yield "" if key in _UNPRINTED else value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)
    elif isinstance(value, dict):
        if key == "image":
            labels = _LABEL.findall(value["data"]) if value.get("mime") == "image/svg+xml" and "<text" in value["data"] else []
            yield from map(unescape, labels)
        elif not (value.get("typst") and "raw" in value):  # a formula, whose letters are not those of its source
            for name, item in value.items():
                yield from _texts(item, name)


def _clusters(text: str) -> Iterator[str]:
    """The characters of a text, each with the marks on it, but those that all fonts have."""
    cluster = ""
    for letter in [*text, " "]:
        if cluster and (category(letter)[0] == "M" or letter == "\u200d"):
            cluster += letter
            continue
        if max(cluster, default="") > _KNOWN:
            yield cluster
        cluster = "" if letter.isspace() else letter


@lru_cache(maxsize=16)
def _lacking(clusters: tuple[str, ...], fonts: tuple[str, ...], of_machine: bool) -> frozenset[str]:
    """Those that cannot be printed: each is set on a page by itself and compared with a character that is none."""
    if not clusters:
        return frozenset()
    given = {"it": json.dumps([_NONE, *clusters])}
    pages = typst.compile(_PROBE, root=_PROBE.parent, font_paths=typefaces(fonts, of_machine), sys_inputs=given, format="svg")
    boxes, *drawn = (set(re.findall(rb'href="#(g\w+)"', page)) for page in (pages if isinstance(pages, list) else [pages]))
    return frozenset(cluster for cluster, shapes in zip(clusters, drawn, strict=True) if shapes & boxes)
