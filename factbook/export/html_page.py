"""What the templates draw: the document's tree with its sections nested, its contents, its filters and what each part needs."""

from __future__ import annotations

from typing import Any

from factbook.export.direction import has_any
from factbook.export.html_evidence import MARKS, filters, runs, told, walk, with_names
from factbook.export.html_faces import faces
from factbook.export.html_filters import plain
from factbook.export.html_looks import rules
from factbook.export.html_metadata import citation, description, linked_data

Node = dict[str, Any]

_LIST = "list-of-sources"  # the anchor of the one list of sources
_CITE: Node = {"id": "how-to-cite", "number": "", "text": "Cite this edition", "parts": []}  # the last line of the contents
_MOST = 4  # sources that a part is said to rest on most of all
_MEANINGS = {  # in the words of the rule (record.standing), as the printed page has them
    "corroborated": "two or more origins of two voices support it, or one third party beside another",
    "single source": "one origin supports it, or several that are as good as one",
    "unconfirmed": "only one voice supports it, and about itself; or one origin does, and a search found nothing more",
    "disputed": "a source of another origin than those that support it disputes it",
}


def page(tree: Node) -> Node:
    """The variables of the templates, from a document's tree."""
    blocks = with_names(_with_one_list(_filtered(tree["blocks"]), tree["sources"]))
    parts = nested(blocks)
    shown = [tree["entries"][id] for node in walk(blocks) if node.get("type") == "evidence" for id in node["entries"]]
    listed = {entry["anchor"] for entry in shown} | {
        tree["sources"][id]["anchor"] for node in walk(blocks) if node.get("type") == "bibliography" for id in node["sources"]
    }
    chapters, cite, about = contents(parts), citation(tree), description(tree)
    standings = {entry["standing"] for entry in shown}
    choices = filters(shown)
    entries = told(tree["entries"], blocks, choices, listed)
    for node in (node for node in walk(blocks) if node.get("type") == "evidence"):
        node["runs"] = runs(node["entries"], entries)
    return {
        **tree,
        "entries": entries,
        "parts": parts,
        "contents": [*chapters, *([_CITE] if chapters and cite else [])],
        "listed": listed,
        "listed_entries": len(shown),
        "filters": choices,
        "marks": MARKS,
        "standings": [(label, meaning) for label, meaning in _MEANINGS.items() if label in standings],
        "mixed": any(node.get("mixed") for node in walk(blocks)),
        "counted": any(node.get("standings") and not node.get("standing") for node in walk(blocks)),
        "note_places": _note_places(blocks),
        "description": about,
        "citation": cite,
        "linked_data": linked_data(tree, about, listed),
        "faces": faces(tree),
        "turned": has_any(blocks),
        "cell_rules": rules(blocks),
    }


def _filtered(blocks: list[Node]) -> list[Node]:
    """The blocks, where the first list of evidence has the filter."""
    first = next((node for node in blocks if node["type"] == "evidence"), None)
    return [{**node, "filtered": True} if node is first else node for node in blocks]


def _with_one_list(blocks: list[Node], sources: Node) -> list[Node]:
    """The blocks with each source listed once: several bibliographies become a sentence each, and one list at the end."""
    lists = [node for node in blocks if node["type"] == "bibliography" and node["sources"]]
    if len(lists) < 2:
        return blocks
    everything = sorted({source for node in lists for source in node["sources"]}, key=lambda id: (sources[id]["citation"].casefold(), id))
    found: list[Node] = []
    for node in blocks:
        if node["type"] == "bibliography":
            most = sorted(node["sources"], key=lambda id: (-sources[id].get("rests", 0), id))[:_MOST]
            node = {"type": "sources_named", "count": len(node["sources"]), "most": most, "list": _LIST}
            if not most:
                continue
        found.append(node)
    heading = {"type": "heading", "level": 1, "id": _LIST, "number": "", "children": [{"type": "text", "raw": "List of sources"}]}
    notes = [found.pop()] if found[-1]["type"] == "footnotes" else []
    return [*found, heading, {"type": "bibliography", "sources": everything}, *notes]


def nested(blocks: list[Node]) -> list[Node]:
    """The blocks as sections within sections: {heading, blocks, parts}; what precedes the first heading has none."""
    root: Node = {"heading": None, "blocks": [], "parts": []}
    path = [root]
    for node in blocks:
        if node["type"] == "heading":
            while path[-1]["heading"] and path[-1]["heading"]["level"] >= node["level"]:
                path.pop()
            part: Node = {"heading": node, "blocks": [], "parts": []}
            path[-1]["parts"].append(part)
            path.append(part)
        elif node["type"] == "footnotes":
            root["parts"].append({"heading": None, "blocks": [node], "parts": []})
        else:
            path[-1]["blocks"].append(node)
    return [root]


def contents(parts: list[Node], depth: int = 2) -> list[Node]:
    """The contents, two levels deep: {id, number, text, parts}."""
    lines = []
    for part in parts:
        heading = part["heading"]
        if heading is None:
            lines += contents(part["parts"], depth)
        elif depth:
            text = plain(heading["children"])
            lines.append({"id": heading["id"], "number": heading["number"], "text": text, "parts": contents(part["parts"], depth - 1)})
    return lines


def _note_places(blocks: list[Node]) -> dict[Any, list[str]]:
    """Where each note is referred to: its number, and the anchors of the places; each place is told its anchor (`place`)."""
    places: dict[Any, list[str]] = {}
    for node in walk(blocks):
        if node.get("type") == "footnote_ref":
            known = places.setdefault(node["number"], [])
            node["place"] = f"noteref-{node['number']}" + (f"-{len(known) + 1}" if known else "")
            known.append(node["place"])
    return places
