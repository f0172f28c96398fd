"""A code cell's outputs as nodes: our own displays from their payload, anyone's from the richest form that can be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bs4 import BeautifulSoup

from factbook.errors import RenderError
from factbook.exhibits.exhibit import MIME
from factbook.export import fragments, markdown
from factbook.export.ansi import spans
from factbook.export.maths import formula
from factbook.export.nodes import Node, figure, link, text
from factbook.export.pictures import Place, picture
from factbook.export.references import Pool

_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")
_NO_WORDS = re.compile(r"<[\w.]+( object( at 0x[0-9a-f]+)?| size .*)?>")  # what a display says of itself in plain text


def blocks(cell: Any, place: Place, pool: Pool) -> list[Node]:
    """The nodes of a code cell's outputs."""
    found: list[Node] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            _stream(found, output.name, _joined(output.text))
        elif output.output_type == "error":
            trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
            found.append({"type": "error", "name": output.ename, "value": output.evalue, "spans": spans(trace)})
        elif "data" in output:  # a kind of output that a later format brings may have none
            found.extend(_display(output, cell, place, pool))
    return found


def raw_cell(cell: Any, place: Place) -> list[Node]:
    """The nodes of a raw cell: those meant for Markdown or HTML; a cell for another format is not for these pages."""
    kind = cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))
    if kind == "text/markdown":
        return markdown.blocks(cell.source, place)
    if kind == "text/html":
        return fragments.blocks(cell.source, place)
    return []


def _stream(found: list[Node], name: str, printed: str) -> None:
    """Add what was printed, to the stream before it if that is the same one."""
    if found and found[-1]["type"] == "stream" and found[-1]["name"] == name:
        printed = found.pop()["printed"] + printed
    if printed.strip():
        found.append({"type": "stream", "name": name, "spans": spans(printed.rstrip("\n")), "printed": printed})


def _display(output: Any, cell: Any, place: Place, pool: Pool) -> list[Node]:
    """The nodes of one rich output."""
    data = output.data
    if MIME in data:
        return ours(data[MIME], pool, place)
    html = _joined(data.get("text/html", ""))
    if "<table" in html.lower():
        return fragments.blocks(html, place)
    for mime in _PICTURES:
        if mime in data and (found := picture(mime, data[mime])):
            return [figure(found, _alt(output, cell, mime))]
    if "text/markdown" in data:
        return markdown.blocks(_joined(data["text/markdown"]), place)
    words = _joined(data.get("text/plain", ""))
    if "text/latex" in data and (maths := _latex(_joined(data["text/latex"]))):
        return [maths]
    if html and _NO_WORDS.fullmatch(words.strip() or "<x>") and BeautifulSoup(html, "html.parser").get_text().strip():
        return fragments.blocks(html, place)
    return [{"type": "stream", "name": "result", "spans": spans(words)}] if words.strip() else []


def _alt(output: Any, cell: Any, mime: str) -> str:
    """The alt text that the output's or the cell's metadata gives a picture."""
    metadata = output.get("metadata", {})
    inner = metadata.get(mime, {})
    return str((inner.get("alt") if isinstance(inner, Mapping) else "") or metadata.get("alt") or cell.metadata.get("alt") or "")


def _latex(tex: str) -> Node | None:
    """A formula, or None where the TeX is no maths."""
    tex = tex.strip()
    if re.search(r"\\begin\{(tabular|table|figure|document|longtable)", tex):
        return None
    return formula("block_math", re.sub(r"^(\$\$?|\\\[|\\\()|(\$\$?|\\\]|\\\))$", "", tex).replace(r"\displaystyle", ""))


def ours(payload: Mapping[str, Any], pool: Pool, place: Place) -> list[Node]:
    """The nodes of a display of `factbook.exhibits`; nothing for a kind that is not known."""
    build = _OURS.get(payload.get("kind", ""))
    try:
        return build(payload, pool) if build else []
    except (KeyError, TypeError, AttributeError) as fault:
        raise RenderError(
            f"Cell {place.cell!r}: its {payload['kind']} display is incomplete ({fault!r}). "
            "Run the notebook again with this version of factbook."
        ) from fault


def _findings(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    items = [{"children": [*markdown.inline(item["text"]), *_cites(item)]} for item in payload["items"]]
    return [{"type": "findings", "style": payload["style"], "items": items}] if items else []


def _heading(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    return [
        {"type": "heading", "level": payload["level"], "children": markdown.inline(payload["text"]), "id": payload["id"], "chapter": ""}
    ]


def _figure(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    parts = {name: payload[name] for name in ("key", "caption", "alt", "source")}
    drawing = picture("image/svg+xml", payload["svg"])
    if drawing is None:
        return [{"type": "paragraph", "children": [text(payload["alt"])]}]
    return [{"type": "figure", **parts, "image": drawing, **_grid(payload)}]


def _table(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    return [{"type": "table", **{name: payload[name] for name in ("key", "caption", "source")}, **_grid(payload)}]


def _numbers(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    parts = ("value", "label", "note")
    return [{"type": "numbers", "items": [{**{part: item[part] for part in parts}, "children": _cites(item)} for item in payload["items"]]}]


def _evidence(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    pool.add(payload)
    return [{"type": "evidence", "entries": [entry["id"] for entry in payload["entries"] if entry["chosen"]]}]


def _sources(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    pool.add(payload)
    return [{"type": "bibliography", "sources": []}]


def _grid(payload: Mapping[str, Any]) -> Node:
    """Columns and rows as the tree holds them."""
    columns = [{"children": [text(column["label"])], "align": column["align"], "width": column["width"]} for column in payload["columns"]]
    return {"columns": columns, "rows": [[_cell(cell) for cell in row] for row in payload["rows"]]}


def _cell(cell: str | Mapping[str, Any]) -> Node:
    """One cell of a table; what it leads to follows its text."""
    if isinstance(cell, str):
        return {"children": [text(cell)]}
    words: list[Node] = [text(cell["text"])]
    if cell.get("key"):
        words = [{"type": "link", "href": f"#{cell['key']}", "children": words}]
    elif cell.get("href"):
        words = link(words, cell["href"])
    return {"children": [*words, *_cites(cell)], **{name: cell[name] for name in ("standing", "verdict") if cell.get(name)}}


def _cites(item: Mapping[str, Any]) -> list[Node]:
    ids = [*item.get("facts", ()), *item.get("measures", ())]
    return [{"type": "cite", "ids": ids}] if ids else []


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _nothing(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    return [{"type": "paragraph", "children": [text(payload["text"])]}]


_OURS: dict[str, Callable[[Mapping[str, Any], Pool], list[Node]]] = {
    "nothing": _nothing,
    "findings": _findings,
    "heading": _heading,
    "figure": _figure,
    "table": _table,
    "numbers": _numbers,
    "evidence": _evidence,
    "sources": _sources,
}
