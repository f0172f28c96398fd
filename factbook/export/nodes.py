"""The small nodes that every part of the tree is made of, and the text they hold."""

from __future__ import annotations

import re
from typing import Any

from factbook.export.pictures import Image
from factbook.export.safety import safe_href

Node = dict[str, Any]


def text(raw: str) -> Node:
    """A text node."""
    return {"type": "text", "raw": raw}


def plain(nodes: list[Node]) -> str:
    """The text of inline nodes, without their looks."""
    return "".join(
        node.get("raw", node.get("alt", "")) or plain(node.get("children", [])) for node in nodes if node["type"] != "footnote_ref"
    )


def link(children: list[Node], address: str) -> list[Node]:
    """A link if its address is harmless, to another notebook if it names one; else what is linked, as text.

    No link stands within a link: of two the outer one holds. Notes called in it follow it, for they are links too.
    """
    if href := safe_href(address):
        return _linked(children, href)
    if notebook := re.fullmatch(r"(?:\./)?([^/:?]+)\.ipynb(#.*)?", address):
        return _linked(children, f"notebook:{notebook[1]}{notebook[2] or ''}")
    if re.match(r"[^/?#]*:", address):
        return [text("["), *children, text(f"]({address})")]
    return children


def _linked(children: list[Node], href: str) -> list[Node]:
    """The children as a link, then the notes among them; without a link where nothing is left that could be seen."""
    notes: list[Node] = []
    inner = _unlinked(children, notes)
    if not plain(inner).strip() and not any(node["type"] == "image" for node in inner):
        return [*inner, *notes]
    return [{"type": "link", "href": href, "children": inner}, *notes]


def _unlinked(nodes: list[Node], notes: list[Node]) -> list[Node]:
    """The nodes with what is linked in place of each link; calls of notes go to `notes`."""
    found: list[Node] = []
    for node in nodes:
        if node["type"] == "footnote_ref":
            notes.append(node)
        elif node["type"] == "link":
            found.extend(_unlinked(node["children"], notes))
        else:
            found.append({**node, "children": _unlinked(node["children"], notes)} if "children" in node else node)
    return found


def figure(image: Image, alt: str, caption: str = "") -> Node:
    """A picture that stands by itself, without a number."""
    return {"type": "figure", "caption": caption, "alt": alt, "source": "", "image": image}


def joined(nodes: list[Node]) -> list[Node]:
    """The nodes with neighbouring texts made one."""
    found: list[Node] = []
    for node in nodes:
        if node["type"] == "text" and found and found[-1]["type"] == "text":
            found[-1] = text(found[-1]["raw"] + node["raw"])
        else:
            found.append(node)
    return found
