"""Markdown as nodes of the document tree, by one mistune parser for both formats."""

from __future__ import annotations

import html
import re

from factbook.export import fragments, left_out
from factbook.export.markdown_rules import parser
from factbook.export.maths import formula
from factbook.export.nodes import Node, figure, joined, link, plain, text
from factbook.export.pictures import Place

_SPANS = ("strong", "emphasis", "strikethrough", "superscript", "subscript")


def blocks(source: str, place: Place) -> list[Node]:
    """The nodes of a Markdown text; of one too deeply nested its source."""
    try:
        tokens = parser()(_lines(source))
        assert isinstance(tokens, list)
        return _Reader(place, {item["attrs"]["key"]: item["children"] for item in _notes(tokens)}).blocks(tokens)
    except RecursionError:
        place.warn("its Markdown is nested too deeply: it is shown as it was typed")
        return [{"type": "block_code", "raw": source, "info": ""}]


def _lines(source: str) -> str:
    """The source with the line ends and characters that a parser can bear."""
    return source.replace("\r\n", "\n").replace("\x00", "⟨U+0000⟩")


def _notes(tokens: list[Node]) -> list[Node]:
    return [item for token in tokens if token["type"] == "footnotes" for item in token["children"]]


def _with_whole_drawings(tokens: list[Node]) -> list[Node]:
    """The tokens with each `svg` and `math` in one: their tags mean nothing one by one."""
    found: list[Node] = []
    ends = ""
    for token in tokens:
        raw = token.get("raw", "")
        begins = re.match(r"(?i)<(svg|math)\b", raw) if token["type"] == "inline_html" else None
        if ends:
            found[-1]["raw"] += raw
            ends = "" if raw.lower().startswith(ends) else ends
        elif begins:
            found.append({"type": "drawing", "raw": raw})
            ends = "" if raw.endswith("/>") else f"</{begins[1].lower()}"
        else:
            found.append(token)
    return found


class _Reader:
    """Turns the tokens of one Markdown text into nodes."""

    def __init__(self, place: Place, notes: dict[str, list[Node]]) -> None:
        self.place, self.notes = place, notes

    def blocks(self, tokens: list[Node]) -> list[Node]:
        return [node for token in tokens if (build := getattr(self, f"_{token['type']}", None)) for node in build(token)]

    def _paragraph(self, token: Node) -> list[Node]:
        parts: list[list[Node]] = [[]]
        for child in token["children"]:
            if child["type"] == "block_math":  # displayed maths ends a paragraph, and what follows begins another
                parts += [[child], []]
            else:
                parts[-1].append(child)
        return [node for part in parts for node in self._plain_paragraph(part)]

    def _plain_paragraph(self, tokens: list[Node]) -> list[Node]:
        if tokens and tokens[0]["type"] == "block_math":
            return self._block_math(tokens[0])
        children = self.inlines(tokens)
        solid = [child for child in children if child["type"] != "text" or child["raw"].strip()]
        if len(solid) == 1 and solid[0]["type"] == "image":
            return [figure(solid[0]["image"], solid[0]["alt"], solid[0].get("title", ""))]
        return [{"type": "paragraph", "children": children}] if solid else []

    _block_text = _paragraph

    def _heading(self, token: Node) -> list[Node]:
        return [
            {
                "type": "heading",
                "level": token["attrs"]["level"],
                "children": self.inlines(token["children"]),
                "chapter": self.place.chapter,
            }
        ]

    def _list(self, token: Node) -> list[Node]:
        items = []
        for item in token["children"]:
            checked = {"checked": item["attrs"]["checked"]} if item["type"] == "task_list_item" else {}
            items.append({"type": "list_item", **checked, "children": self.blocks(item["children"])})
        attrs = token["attrs"]
        return [{"type": "list", "ordered": attrs["ordered"], "start": attrs.get("start", 1), "children": items}]

    def _def_list(self, token: Node) -> list[Node]:
        items: list[Node] = []
        for child in token["children"]:
            if child["type"] == "def_list_head":
                items.append({"term": self.inlines(child["children"]), "definitions": []})
            elif items:
                items[-1]["definitions"].append(self.blocks(child["children"]))
        return [{"type": "def_list", "items": items}]

    def _block_quote(self, token: Node) -> list[Node]:
        return [{"type": "block_quote", "children": self.blocks(token["children"])}]

    def _block_code(self, token: Node) -> list[Node]:
        info = (token.get("attrs") or {}).get("info") or ""
        return [{"type": "block_code", "raw": token["raw"].rstrip("\n"), "info": info.split(" ")[0]}]

    def _thematic_break(self, token: Node) -> list[Node]:
        return [{"type": "thematic_break"}]

    def _block_math(self, token: Node) -> list[Node]:
        return [formula("block_math", token["raw"])]

    def _block_html(self, token: Node) -> list[Node]:
        return fragments.blocks(token["raw"], self.place)

    def _table(self, token: Node) -> list[Node]:
        head, *bodies = token["children"]
        columns = [
            {"children": self.inlines(cell["children"]), "align": cell["attrs"]["align"] or "left", "width": 0} for cell in head["children"]
        ]
        rows = [[{"children": self.inlines(cell["children"])} for cell in row["children"]] for body in bodies for row in body["children"]]
        return [{"type": "table", "caption": "", "source": "", "columns": columns, "rows": rows}]

    def inlines(self, tokens: list[Node]) -> list[Node]:
        """The inline nodes of tokens; raw HTML tags that belong together hold what stands between them."""
        open_tags: fragments.Open = [("", {}, [])]
        for token in _with_whole_drawings(tokens):
            if token["type"] == "inline_html":
                self._tag(token["raw"], open_tags)
            elif token["type"] == "drawing":
                open_tags[-1][2].extend(fragments.inlines(fragments.parsed(token["raw"]), self.place))
            else:
                open_tags[-1][2].extend(self._inline(token))
        while len(open_tags) > 1:
            fragments.close(open_tags)
        return joined(open_tags[0][2])

    def _tag(self, raw: str, open_tags: fragments.Open) -> None:
        """Read one raw HTML tag among inline text."""
        name = re.sub(r"[^a-z0-9].*", "", raw.lower().lstrip("</"), flags=re.S)
        if not raw.startswith("</"):
            fragments.open_tag(name, raw, open_tags, self.place)
        elif name in [opened for opened, _, _ in open_tags]:
            while open_tags[-1][0] != name:
                fragments.close(open_tags)
            fragments.close(open_tags)

    def _inline(self, token: Node) -> list[Node]:
        kind = token["type"]
        if kind == "text":
            return [text(html.unescape(token["raw"]))]
        if kind in ("softbreak", "linebreak"):
            return [text(" ") if kind == "softbreak" else {"type": "linebreak"}]
        if kind in _SPANS:
            return [{"type": kind, "children": self.inlines(token["children"])}]
        if kind == "codespan":
            return [{"type": "codespan", "raw": token["raw"]}]
        if kind in ("inline_math", "block_math"):
            return [formula("inline_math", token["raw"])]
        if kind == "link":
            return link(self.inlines(token["children"]), token["attrs"]["url"])
        if kind == "image":
            return self._image(token)
        if kind == "footnote_ref":
            return self._footnote(token["raw"])
        return [text(token.get("raw", ""))]

    def _image(self, token: Node) -> list[Node]:
        alt, address = plain(self.inlines(token["children"])), token["attrs"]["url"]
        found = self.place.picture(address)
        if found:
            return [{"type": "image", "image": found, "alt": alt, "title": token["attrs"].get("title") or ""}]
        return left_out.picture(self.place, address, alt)

    def _footnote(self, key: str) -> list[Node]:
        note = self.notes.get(key)
        if note is None:
            return [text(f"[^{key}]")]
        children = _Reader(self.place, {}).blocks(note)  # a note has no notes of its own
        return [{"type": "footnote_ref", "note": f"{self.place.cell}/{key}", "children": children}]
