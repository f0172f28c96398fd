"""Places that an author named (`<a id="data">`, `<h3 id="data">`): the headings they stand at bear their names, so that links find them."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from factbook.export.nodes import Node, plain
from factbook.export.references import lists, slug, walk


def resolved(blocks: list[Node]) -> list[Node]:
    """The blocks without anchors; what leads to one leads to the heading it names: its own, that after it, else that of its section."""
    meant: dict[str, Node] = {}  # headings by the names given to them
    heading: Node | None = None
    waiting: list[str] = []
    for block in blocks:
        names = [node["name"] for node in walk([block]) if node["type"] == "anchor"]
        if block["type"] == "heading":
            heading = block
            names, waiting = [*waiting, *names], []
        elif is_alone(block):
            waiting += names
            continue
        if heading is not None:
            meant |= {name: heading for name in names if name not in meant}
    if heading is not None:
        meant |= {name: heading for name in waiting if name not in meant}
    blocks = [block for block in blocks if not is_alone(block)]
    for block in blocks:
        _clean(block)
    _point(blocks, meant)
    return blocks


def is_alone(block: Node) -> bool:
    """Whether a block is a paragraph that shows nothing but the places named in it."""
    if block["type"] != "paragraph":
        return False
    inner = list(walk([block]))[1:]
    is_empty = not any(node["type"] == "image" or node.get("raw", "").strip() for node in inner)
    return is_empty and any(node["type"] == "anchor" for node in inner)


def _clean(node: Node) -> None:
    for inner in lists(node):
        inner[:] = [child for child in inner if child["type"] != "anchor"]
        for child in inner:
            _clean(child)


def _point(blocks: list[Node], meant: dict[str, Node]) -> None:
    """Name each heading that a link wants by its first name, and lead the links there that want any of its names or its words."""
    headings = {slug(plain(block["children"])): block for block in reversed(blocks) if block["type"] == "heading"}
    links = [(node, unquote(node["href"][1:])) for node in walk(blocks) if node["type"] == "link" and node["href"].startswith("#")]
    for _, wanted in links:
        if wanted in meant and not meant[wanted].get("id"):
            meant[wanted]["id"] = wanted
    for node, wanted in links:
        target: Any = meant.get(wanted) or headings.get(slug(wanted))
        if target is not None and target.get("id") and (wanted in meant or target in meant.values()):
            node["href"] = f"#{target['id']}"
