"""Anyone's display as nodes: of the forms it brings, the richest that can be shown; what cannot be shown is named.

`display(output, …)` tries one form after another. A form gives its nodes, none where it is dealt with by showing nothing, or None where
it is not there or says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from factbook.export import fragments, left_out, markdown, widgets
from factbook.export.ansi import spans
from factbook.export.maths import formula
from factbook.export.nodes import Node, figure
from factbook.export.pictures import Place, picture, sized, told

_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_COMMON = {"text/html", "text/plain", "text/latex", "text/markdown", *_PICTURES}
_NO_WORDS = re.compile(r"<[\w.]+( object)?( at 0x[0-9a-fA-F]+)?>|<[\w.]+ size [^\n]*>|[\w.]+\(\.\.\.\)|")  # what says only what it is of
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{4,}(?=>)")  # of a memory that is gone
_APP = re.compile(r"<(input|button|select|textarea)\b|\b(sk|xr)-[a-z]")  # what does something, and is no document
_UNTRUSTED = re.compile(r"Make this Notebook Trusted|Loading BokehJS|bk-notebook-logo")  # what stands for what a script draws
_SCRIPTS = {"script", "style", "link", "meta", "noscript", "head", "title"}
_WHOLE_FORMULA = re.compile(
    r"\$\$((?:[^$\\]|\\.)+)\$\$|\$((?:[^$\\]|\\.)+)\$|\\\[((?:(?!\\\]).)+)\\\]|\\\(((?:(?!\\\)).)+)\\\)"
    r"|(\\begin\{(equation|displaymath|math|align|alignat|aligned|gather|multline|flalign|eqnarray|[bBpvV]?matrix|d?cases|array|split)"
    r"\*?\}.*\\end\{\6\*?\})",
    re.DOTALL,
)
_MOST_LINES = 300  # of a display shown as its source


@dataclass(frozen=True)
class _Shown:
    """One rich output and where it stands."""

    output: Any
    cell: Any
    place: Place
    draw: widgets.Draw

    @property
    def data(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.output.data
        return found

    @cached_property
    def html(self) -> str:
        return joined(self.data.get("text/html", ""))

    @cached_property
    def soup(self) -> BeautifulSoup:
        return fragments.parsed(self.html)

    @cached_property
    def words(self) -> str:
        """The plain text, where it says anything."""
        words = joined(self.data.get("text/plain", ""))
        return "" if _NO_WORDS.fullmatch(words.strip()) else words

    @property
    def is_app(self) -> bool:
        """Whether the HTML is something to work with that has a plain text to read."""
        return bool(self.words and _APP.search(self.html)) and 'class="dataframe"' not in self.html


def display(output: Any, cell: Any, place: Place, draw: widgets.Draw) -> list[Node]:
    """The nodes of one rich output; `draw` gives those of outputs within it."""
    shown = _Shown(output, cell, place, draw)
    for form in _FORMS:
        if (found := form(shown)) is not None:
            return found
    return []


def joined(value: Any) -> str:
    """A text that a notebook may hold in lines."""
    return value if isinstance(value, str) else "".join(map(str, value)) if isinstance(value, list) else ""


def _widget(shown: _Shown) -> list[Node] | None:
    return widgets.shown(shown.data[_WIDGET], shown.place, shown.draw) if _WIDGET in shown.data else None


def _formula(shown: _Shown) -> list[Node] | None:
    """What is a formula as a whole, where it can be set in both formats; else only if there is no picture of it."""
    found = _WHOLE_FORMULA.fullmatch(joined(shown.data.get("text/latex", "")).strip())
    if found is None:
        return None
    tex = next(part for part in found.groups() if part).replace(r"\displaystyle", "")
    node = formula("block_math", tex)
    has_picture = any(mime in shown.data for mime in _PICTURES)
    return [node] if not has_picture or (node["mathml"] and node["typst"]) else None


def _table(shown: _Shown) -> list[Node] | None:
    """HTML with a table that is to be seen and has rows."""
    if shown.is_app or "<table" not in shown.html.lower() or shown.soup.find("table") is None:
        return None
    nodes = fragments.blocks(shown.soup, shown.place)
    if shown.words and all(node["type"] == "table" and not node["rows"] for node in nodes):
        return None
    return nodes


def _picture(shown: _Shown) -> list[Node] | None:
    for mime in _PICTURES:
        if mime not in shown.data:
            continue
        if found := picture(mime, shown.data[mime]):
            wanted = shown.output.get("metadata", {}).get(mime, {})
            wanted = wanted if isinstance(wanted, Mapping) else {}
            return [figure(sized(found, wanted.get("width"), wanted.get("height")), _alt(shown, wanted))]
        shown.place.warn(f"a picture ({mime}) cannot be read")
    return None


def _alt(shown: _Shown, of_picture: Mapping[str, Any]) -> str:
    """The alt text that the output's or the cell's metadata gives a picture."""
    metadata = shown.output.get("metadata", {})
    return str(of_picture.get("alt") or metadata.get("alt") or shown.cell.metadata.get("alt") or "")


def _html(shown: _Shown) -> list[Node] | None:
    """HTML with words or pictures to be seen, unless a plain text says it as well or better."""
    if not shown.html or shown.is_app or _UNTRUSTED.search(shown.html) or (shown.words and _is_preformatted(shown.soup)):
        return None
    nodes = fragments.blocks(shown.soup, shown.place)
    if nodes and "<script" in shown.html.lower():
        shown.place.warn("what a script draws is left out")
    return nodes or None


def _is_preformatted(soup: BeautifulSoup) -> bool:
    """Whether all words of the HTML are lines of a terminal or of code."""
    words = [item for item in soup.find_all(string=True) if type(item) is NavigableString and item.strip()]
    return all(item.find_parent("pre") for item in words)


def _markdown(shown: _Shown) -> list[Node] | None:
    return markdown.blocks(joined(shown.data["text/markdown"]), shown.place) if "text/markdown" in shown.data else None


def _latex(shown: _Shown) -> list[Node] | None:
    """Sentences with formulas in them; TeX of another kind is for other programs."""
    tex = joined(shown.data.get("text/latex", ""))
    if not tex.strip() or r"\begin{" in tex or (shown.words and "$" not in tex):
        return None
    return markdown.blocks(tex, shown.place)


def _interactive(shown: _Shown) -> list[Node] | None:
    """What a script draws: by its type, by the library that its HTML names, or, if there is nothing to read instead, as such."""
    known = left_out.display(shown.data, shown.place)
    if known is not None or not shown.html:
        return known
    lasting = shown.soup.find(lambda element: element.name not in _SCRIPTS)
    if "bk-notebook-logo" in shown.html or (lasting is None and not shown.words):
        return []
    has_script = "<script" in shown.html.lower() or _UNTRUSTED.search(shown.html)
    if not has_script or lasting is None:
        return None
    what = left_out.library(shown.html)
    return [left_out.interactive(what or "display", shown.place)] if what or not shown.words else None


def _words(shown: _Shown) -> list[Node] | None:
    """The plain text; one that only says what it is of where nothing else is there, and never where that lay in memory."""
    words = shown.words or ("" if set(shown.data) - {"text/plain"} else joined(shown.data.get("text/plain", "")))
    return [{"type": "stream", "name": "result", "spans": spans(_ADDRESS.sub("", words))}] if words.strip() else None


def _source(shown: _Shown) -> list[Node] | None:
    """Data and text of other types, as they are."""
    for mime, value in shown.data.items():
        kind = mime.partition("/")[2].removeprefix("vnd.").removeprefix("x-")
        if mime in ("application/json", "application/geo+json"):
            return [_cut(json.dumps(value, indent=2, ensure_ascii=False), "json", shown.place)]
        if mime == "text/latex" or (mime.startswith("text/") and mime not in _COMMON):
            shown.place.warn(f"a display of the type {told(mime)} is shown as its source")
            return [_cut(joined(value), kind, shown.place)]
    return None


def _cut(source: str, language: str, place: Place) -> Node:
    """Source as code; of one with very many lines the first."""
    lines = source.rstrip("\n").split("\n")
    if len(lines) > _MOST_LINES:
        place.warn(f"of {len(lines)} lines the first {_MOST_LINES} are shown")
        lines = [*lines[:_MOST_LINES], f"… and {len(lines) - _MOST_LINES} more lines"]
    return {"type": "block_code", "raw": "\n".join(lines), "info": language}


def _other(shown: _Shown) -> list[Node] | None:
    """A note on what is of no type that can be shown."""
    mime = next((mime for mime in shown.data if mime not in _COMMON), "")
    return [left_out.other(mime, shown.place)] if mime else None


_FORMS: tuple[Callable[[_Shown], list[Node] | None], ...] = (
    _widget, _formula, _table, _picture, _html, _markdown, _latex, _interactive, _words, _source, _other,
)  # fmt: skip
