"""A way through the tree: every node in the order of reading, and the lists that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.export.nodes import Node, joined


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Every node in the nodes, in the order of reading; the blocks of notes too."""
    for node in nodes:
        yield node
        for inner in lists(node):
            yield from walk(inner)


def lists(node: Node) -> Iterator[list[Node]]:
    """The lists of nodes that a node directly holds."""
    if "children" in node:
        yield node["children"]
    if node["type"] in ("table", "figure"):
        for column in node.get("columns", ()):
            yield column["children"]
        for row in node.get("rows", ()):
            for cell in row:
                yield cell["children"]
    for item in node.get("items", ()):
        yield item.get("children", [])
        yield item.get("term", [])
        yield from item.get("definitions", ())


def splice(nodes: list[Node]) -> None:
    """Put what `unlinked` nodes held in their place."""
    for node in nodes:
        for inner in lists(node):
            splice(inner)
    if any(node["type"] == "unlinked" for node in nodes):
        nodes[:] = joined([child for node in nodes for child in (node["children"] if node["type"] == "unlinked" else [node])])
