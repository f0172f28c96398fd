"""Raw HTML as nodes: what is harmless keeps its meaning, the rest is the text of its content, and nothing runs."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, Comment, Declaration, Doctype, NavigableString, ProcessingInstruction

from factbook.export import fragment_tables, left_out
from factbook.export.cell_looks import with_styles
from factbook.export.dollars import with_formulas
from factbook.export.fragment_pictures import drawing, formulas, image
from factbook.export.nodes import Node, figure, link, plain, text
from factbook.export.pictures import Place

Open = list[tuple[str, Node, list[Node]]]

_SPANS = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "var": "emphasis", "dfn": "emphasis",
    "sup": "superscript", "sub": "subscript", "s": "strikethrough", "del": "strikethrough", "strike": "strikethrough",
}  # fmt: skip
_CODE = {"code", "kbd", "samp", "tt"}
_EMBEDDED = {"iframe", "object", "embed", "video", "audio"}
_SILENT = {"script", "style", "template", "head", "title", "noscript", "svg", "math", "canvas", *_EMBEDDED}
_CONTROLS = {"button", "input", "select", "textarea"}  # which do nothing on a page
_VOID = {"area", "base", "col", "hr", "input", "link", "meta", "param", "source", "track", "wbr", "embed"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul", "img",
}  # fmt: skip
_HIDING = re.compile(r"(?i)\b(display\s*:\s*none|visibility\s*:\s*hidden)")
_ANCHOR = re.compile(r"[A-Za-z][\w.:-]{0,99}")
_DEEPEST = 100  # tags within tags: the content of more is bare
_UNSEEN = (Comment, Declaration, Doctype, ProcessingInstruction)


def parsed(html: str) -> BeautifulSoup:
    """A piece of HTML without what it hides and without its controls; the looks of its cells are with these."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(lambda element: element.name in _CONTROLS or is_hidden(element)):
        element.extract()
    with_styles(soup)
    return soup


def is_hidden(element: Tag) -> bool:
    """Whether an element says of itself that it is not to be seen."""
    return element.get("hidden") is not None or bool(_HIDING.search(str(element.get("style") or "")))


def blocks(html: str | BeautifulSoup, place: Place) -> list[Node]:
    """The nodes of a piece of HTML; of one too deeply nested its text alone."""
    soup = parsed(html) if isinstance(html, str) else html
    try:
        return _children(soup, place)
    except RecursionError:
        place.warn("its HTML is nested too deeply: only its text is shown")
        words = " ".join(soup.get_text(" ").split())
        return [{"type": "paragraph", "children": [text(words)]}] if words else []


def open_tag(name: str, raw: str, open_tags: Open, place: Place) -> None:
    """Begin the node of an inline tag; a tag that holds nothing is done at once, an unknown one leaves its content bare."""
    found = BeautifulSoup(raw, "html.parser").find(name)
    attributes = found if isinstance(found, Tag) else Tag(name=name)
    if name == "br":
        open_tags[-1][2].append({"type": "linebreak"})
    elif name == "img":
        open_tags[-1][2].extend([] if is_hidden(attributes) else image(attributes, place))
    else:
        open_tags[-1][2].extend(_anchor(attributes))
        if name in _EMBEDDED and not is_hidden(attributes):
            open_tags[-1][2].extend(left_out.embedded(attributes, place))
        if not raw.endswith("/>") and name not in _VOID and len(open_tags) <= _DEEPEST:
            told = {"href": str(attributes.get("href") or ""), "silent": name in _SILENT or is_hidden(attributes)}
            open_tags.append((name, told, []))


def close(open_tags: Open) -> None:
    """End the innermost open tag."""
    name, attributes, children = open_tags.pop()
    target = open_tags[-1][2]
    if attributes["silent"]:
        return
    if name in _SPANS:
        target.append({"type": _SPANS[name], "children": children})
    elif name in _CODE:
        target.append({"type": "codespan", "raw": plain(children)})
    elif name == "a":
        target.extend(link(children, attributes["href"]))
    else:
        target.extend(children)


def _children(element: Tag, place: Place) -> list[Node]:
    """The blocks in an element; text between them makes paragraphs."""
    found: list[Node] = []
    loose: list[Node] = []

    def settle() -> None:
        while loose and loose[-1]["type"] == "text" and not loose[-1]["raw"].strip():
            loose.pop()
        if len(loose) == 1 and loose[0]["type"] == "image":
            found.append(figure(loose[0]["image"], loose[0]["alt"]))
        elif plain(loose).strip() or any(node["type"] in ("image", "anchor") for node in loose):
            found.append({"type": "paragraph", "children": list(loose)})
        loose.clear()

    for child in element.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS))) and child.name not in _SILENT:
            settle()
            found.extend(_block(child, place))
        else:
            loose.extend(node for node in inline(child, place) if loose or node["type"] != "text" or node["raw"].strip())
    settle()
    return found


def _block(element: Tag, place: Place) -> list[Node]:
    name = element.name
    if name == "table":
        return [fragment_tables.table(element, place, inline)]
    if name == "hr":
        return [{"type": "thematic_break"}]
    if name == "pre":
        return [{"type": "block_code", "raw": element.get_text().strip("\n"), "info": ""}]
    if re.fullmatch("h[1-6]", name):
        words = [*_anchor(element), *inlines(element, place)]
        return [{"type": "heading", "level": int(name[1]), "children": words, "chapter": place.chapter}]
    if name in ("ul", "ol"):
        items = [{"type": "list_item", "children": _children(item, place)} for item in element.find_all("li", recursive=False)]
        start = str(element.get("start") or "")
        begins = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        return [{"type": "list", "ordered": name == "ol", "start": begins, "children": items}] if items else []
    if name == "blockquote":
        return [{"type": "block_quote", "children": _children(element, place)}]
    if name in ("summary", "dt"):
        return [{"type": "paragraph", "children": [{"type": "strong", "children": inlines(element, place)}]}]
    if name == "img":
        nodes = image(element, place)
        is_picture = bool(nodes) and nodes[0]["type"] == "image"
        return [figure(nodes[0]["image"], nodes[0]["alt"]) if is_picture else {"type": "paragraph", "children": nodes}] if nodes else []
    if name == "p" and not element.find(list(_BLOCKS)):
        children = inlines(element, place)
        return [{"type": "paragraph", "children": children}] if plain(children).strip() else []
    return _children(element, place)


def inlines(element: Tag, place: Place) -> list[Node]:
    """The inline nodes in an element."""
    return [node for child in element.children for node in inline(child, place)]


def inline(item: Any, place: Place) -> list[Node]:
    """The inline nodes of an element or of text; blocks in it are bare."""
    if isinstance(item, _UNSEEN):
        return []
    if isinstance(item, NavigableString | CData):
        words = re.sub(r"\s+", " ", str(item))
        return with_formulas(words) if words else []
    if item.name in _EMBEDDED:
        return left_out.embedded(item, place)
    if item.name in ("svg", "math"):
        return drawing(item) if item.name == "svg" else formulas(item)
    if item.name in _SILENT:
        return []
    if item.name == "br":
        return [{"type": "linebreak"}]
    if item.name == "img":
        return image(item, place)
    if item.name in _CODE:
        return [{"type": "codespan", "raw": item.get_text()}]
    children = [*_anchor(item), *inlines(item, place)]
    if item.name in _SPANS:
        return [{"type": _SPANS[item.name], "children": children}]
    return link(children, str(item.get("href"))) if item.name == "a" and item.get("href") else children


def _anchor(element: Tag) -> list[Node]:
    """The place that a link can lead to, where the element names one: a node of its own, which `anchors` takes out again."""
    name = str(element.get("id") or (element.get("name") if element.name == "a" else "") or "")
    return [{"type": "anchor", "name": name, "raw": ""}] if _ANCHOR.fullmatch(name) else []
