"""Raw HTML as nodes: what is harmless keeps its meaning, the rest is the text of its content, and nothing runs."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, Comment, Declaration, Doctype, NavigableString, ProcessingInstruction

from factbook.export.nodes import Node, figure, link, plain, text
from factbook.export.pictures import Place

Open = list[tuple[str, Node, list[Node]]]

_SPANS = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "var": "emphasis", "dfn": "emphasis",
    "sup": "superscript", "sub": "subscript", "s": "strikethrough", "del": "strikethrough", "strike": "strikethrough",
}  # fmt: skip
_CODE = {"code", "kbd", "samp", "tt"}
_SILENT = {
    "script",
    "style",
    "template",
    "head",
    "title",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "canvas",
    "video",
    "audio",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul", "img",
}  # fmt: skip
_NUMBER = re.compile(r"[-+−(]?[\s$€£₹]*\d[\d\s.,'’_]*\s?(%|[eE][-+]?\d+)?\)?|nan|NaN|NaT|None|<NA>|-|–|—|")
_UNSEEN = (Comment, Declaration, Doctype, ProcessingInstruction)


def blocks(html: str, place: Place) -> list[Node]:
    """The nodes of a piece of HTML."""
    return _children(BeautifulSoup(html, "html.parser"), place)


def open_tag(name: str, raw: str, open_tags: Open, place: Place) -> None:
    """Begin the node of an inline tag; a tag that holds nothing is done at once, an unknown one leaves its content bare."""
    attributes = BeautifulSoup(raw, "html.parser").find(name)
    attributes = attributes if isinstance(attributes, Tag) else Tag(name=name)
    if name == "br":
        open_tags[-1][2].append({"type": "linebreak"})
    elif name == "img":
        open_tags[-1][2].extend(_image(attributes, place))
    elif not raw.endswith("/>") and (name in _SPANS or name in _CODE or name in _SILENT or name == "a"):
        open_tags.append((name, {"href": str(attributes.get("href") or "")}, []))


def close(open_tags: Open) -> None:
    """End the innermost open tag."""
    name, attributes, children = open_tags.pop()
    target = open_tags[-1][2]
    if name in _SPANS:
        target.append({"type": _SPANS[name], "children": children})
    elif name in _CODE:
        target.append({"type": "codespan", "raw": plain(children)})
    elif name == "a":
        target.extend(link(children, attributes["href"]))
    elif name not in _SILENT:
        target.extend(children)


def _children(element: Tag, place: Place) -> list[Node]:
    """The blocks in an element; text between them makes paragraphs."""
    found: list[Node] = []
    loose: list[Node] = []

    def settle() -> None:
        if plain(loose).strip() or any(node["type"] == "image" for node in loose):
            found.append({"type": "paragraph", "children": list(loose)})
        loose.clear()

    for child in element.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS))) and child.name not in _SILENT:
            settle()
            found.extend(_block(child, place))
        else:
            loose.extend(_inline(child, place))
    settle()
    return found


def _block(element: Tag, place: Place) -> list[Node]:
    name = element.name
    if name == "table":
        return [table(element, place)]
    if name == "hr":
        return [{"type": "thematic_break"}]
    if name == "pre":
        return [{"type": "block_code", "raw": element.get_text().strip("\n"), "info": ""}]
    if re.fullmatch("h[1-6]", name):
        return [{"type": "heading", "level": int(name[1]), "children": _inlines(element, place), "chapter": place.chapter}]
    if name in ("ul", "ol"):
        items = [{"type": "list_item", "children": _children(item, place)} for item in element.find_all("li", recursive=False)]
        return [{"type": "list", "ordered": name == "ol", "start": 1, "children": items}] if items else []
    if name == "blockquote":
        return [{"type": "block_quote", "children": _children(element, place)}]
    if name in ("summary", "dt"):
        return [{"type": "paragraph", "children": [{"type": "strong", "children": _inlines(element, place)}]}]
    if name == "img":
        nodes = _image(element, place)
        is_picture = bool(nodes) and nodes[0]["type"] == "image"
        return [figure(nodes[0]["image"], nodes[0]["alt"]) if is_picture else {"type": "paragraph", "children": nodes}] if nodes else []
    if name == "p" and not element.find(list(_BLOCKS)):
        children = _inlines(element, place)
        return [{"type": "paragraph", "children": children}] if plain(children).strip() else []
    return _children(element, place)


def _inlines(element: Tag, place: Place) -> list[Node]:
    return [node for child in element.children for node in _inline(child, place)]


def _inline(item: Any, place: Place) -> list[Node]:
    if isinstance(item, _UNSEEN):
        return []
    if isinstance(item, NavigableString | CData):
        words = re.sub(r"\s+", " ", str(item))
        return [text(words)] if words else []
    if item.name in _SILENT:
        return []
    if item.name == "br":
        return [{"type": "linebreak"}]
    if item.name == "img":
        return _image(item, place)
    if item.name in _CODE:
        return [{"type": "codespan", "raw": item.get_text()}]
    children = _inlines(item, place)
    if item.name in _SPANS:
        return [{"type": _SPANS[item.name], "children": children}]
    return link(children, str(item.get("href"))) if item.name == "a" and item.get("href") else children


def _image(element: Tag, place: Place) -> list[Node]:
    address, alt = str(element.get("src") or ""), str(element.get("alt") or "")
    found = place.picture(address)
    if found:
        return [{"type": "image", "image": found, "alt": alt, "title": ""}]
    return link([text(alt or address)], address) if (alt or address) and not address.startswith("data:") else []


def table(element: Tag, place: Place) -> Node:
    """A table with one row of headings: those that span are repeated below, levels are joined by a stroke."""
    heading_rows, body_rows = _rows(element, place)
    width = max((len(row) for row in [*heading_rows, *body_rows]), default=0)
    for row in [*heading_rows, *body_rows]:
        row.extend({"children": []} for _ in range(width - len(row)))
    caption = element.find("caption")
    columns = []
    for number in range(width):
        cells = [row[number]["children"] for row in body_rows if not row[number].get("header")]
        numeric = bool(cells) and all(_NUMBER.fullmatch(plain(cell).strip()) for cell in cells)
        columns.append({"children": _levels(heading_rows, number), "align": "right" if numeric else "left", "width": 0})
    words = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
    return {"type": "table", "caption": words, "source": "", "columns": columns, "rows": body_rows}


def _levels(heading_rows: list[list[Node]], number: int) -> list[Node]:
    """The heading of one column from the rows of headings above it."""
    texts = [plain(row[number]["children"]).strip() for row in heading_rows]
    if len(set(filter(None, texts))) <= 1:
        return next((row[number]["children"] for row, words in zip(heading_rows, texts, strict=True) if words), [])
    return [text(" / ".join(dict.fromkeys(filter(None, texts))))]


def _rows(element: Tag, place: Place) -> tuple[list[list[Node]], list[list[Node]]]:
    """The cells of a table as two grids, headings and body; a cell that spans rows or columns stands in its first place."""
    heading_rows: list[list[Node]] = []
    body_rows: list[list[Node]] = []
    covered: dict[tuple[int, int], list[Node]] = {}  # what a spanning heading says in the places it covers
    rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
    for y, row in enumerate(rows):
        cells = row.find_all(["td", "th"], recursive=False)
        is_heading = row.find_parent("thead") is not None or (not body_rows and bool(cells) and all(cell.name == "th" for cell in cells))
        line: list[Node] = []
        for cell in cells:
            while (y, len(line)) in covered:
                line.append({"children": covered.pop((y, len(line)))})
            children = _children_inline(cell, place)
            wide, high = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            for dy in range(min(high, len(rows) - y)):
                for dx in range(wide):
                    covered[y + dy, len(line) + dx] = children if is_heading else []
            del covered[y, len(line)]
            line.append({"children": children, **({"header": True} if cell.name == "th" and not is_heading else {})})
        while (y, len(line)) in covered:
            line.append({"children": covered.pop((y, len(line)))})
        if line:
            (heading_rows if is_heading else body_rows).append(line)
    return heading_rows, body_rows


def _children_inline(cell: Tag, place: Place) -> list[Node]:
    """A cell's content on one level: blocks in it are set apart by line breaks."""
    found: list[Node] = []
    for child in cell.children:
        if isinstance(child, Tag) and child.name in _BLOCKS and child.name != "img" and found:
            found.append({"type": "linebreak"})
        found.extend(_inline(child, place))
    while found and found[0].get("raw", "x").isspace():
        del found[0]
    return found


def _span(value: Any) -> int:
    return min(max(int(value), 1), 200) if value and str(value).isdigit() else 1
