"""How deeply a document may be nested: deeper than any reader follows, no format can draw it."""

from __future__ import annotations

from factbook.export.nodes import Node, plain, text
from factbook.export.pictures import Place
from factbook.export.references import lists

_INLINE = {"strong", "emphasis", "strikethrough", "superscript", "subscript", "link"}
_DEEPEST = 24  # nodes within nodes; a list and its item are two


def bounded(nodes: list[Node], place: Place, depth: int = 0) -> list[Node]:
    """The nodes, of which the deepest are shown by their text alone."""
    for node in nodes:
        for inner in lists(node):
            if depth + 1 >= _DEEPEST and any(any(lists(child)) for child in inner):
                place.warn("it is nested too deeply: the innermost is shown as plain text")
                inner[:] = [_flat(child) for child in inner]
            else:
                bounded(inner, place, depth + 1)
    return nodes


def _flat(node: Node) -> Node:
    """A node without anything nested in it: its text, as the kind of node that may stand in its place."""
    words = text(_words(node))
    if node["type"] in _INLINE or not any(lists(node)):
        return words if any(lists(node)) else node
    paragraph = {"type": "paragraph", "children": [words]}
    return {**node, "children": [paragraph]} if node["type"] == "list_item" else paragraph


def _words(node: Node) -> str:
    """The text in a node; not by recursion, which is what it has too much of."""
    words, stack = [], [node]
    while stack:
        top = stack.pop()
        inner = list(lists(top))
        words += [] if any(inner) else [plain([{**top, "children": []}])]
        stack += [child for nodes in reversed(inner) for child in reversed(nodes)]
    return " ".join(filter(None, words))
