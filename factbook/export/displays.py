"""The displays of `factbook.exhibits` as nodes, from their payload."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from factbook.errors import RenderError
from factbook.export.nodes import Node, link, text
from factbook.export.pictures import Place, picture
from factbook.export.references import Pool


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
    items = [{"children": [*_sentence(item["text"], item.get("lead", "")), *_cites(item)]} for item in payload["items"]]
    return [{"type": "findings", "style": payload["style"], "items": items}] if items else []


def _sentence(words: str, lead: str = "") -> list[Node]:
    """A sentence as text on one line, however much what it names looks like markup; its lead is bold."""
    rest = text(re.sub(r"\r?\n", " ", words.removeprefix(lead)))
    return [{"type": "strong", "children": [text(lead)]}, rest] if lead else [rest]


def _heading(payload: Mapping[str, Any], pool: Pool) -> list[Node]:
    return [{"type": "heading", "level": payload["level"], "children": _sentence(payload["text"]), "id": payload["id"], "chapter": ""}]


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
