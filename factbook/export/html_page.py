"""What the templates draw: the document's tree with its sections nested, its contents, its filters and what machines read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from factbook.export.html_filters import plain
from factbook.export.safety import safe_href

Node = dict[str, Any]

_FONTS = Path(__file__).parent.parent / "fonts" / "web"
_LIST = "list-of-sources"  # the anchor of the one list of sources
_MOST = 4  # sources that a part is said to rest on most of all
_MANY = 12  # entries: a citation of more says something about many facts rather than about each
_MARKS = {"corroborated": "corroborated", "single source": "single", "unconfirmed": "unconfirmed", "disputed": "disputed"}
_MEANINGS = {
    "corroborated": "two independent origins agree",
    "single source": "one origin says so",
    "unconfirmed": "said only by the party it concerns, or searched for and not found again",
    "disputed": "another source says otherwise",
}


def page(tree: Node) -> Node:
    """The variables of the templates, from a document's tree."""
    blocks = _with_one_list(_filtered(tree["blocks"]), tree["sources"])
    parts = nested(blocks)
    shown = [tree["entries"][id] for node in walk(blocks) if node.get("type") == "evidence" for id in node["entries"]]
    listed = {entry["anchor"] for entry in shown} | {
        tree["sources"][id]["anchor"] for node in walk(blocks) if node.get("type") == "bibliography" for id in node["sources"]
    }
    about = description(tree)
    standings = {entry["standing"] for entry in shown}
    return {
        **tree,
        "entries": _cited_at(tree["entries"], blocks),
        "parts": parts,
        "contents": contents(parts),
        "listed": listed,
        "listed_entries": len(shown),
        "filters": filters(shown),
        "marks": _MARKS,
        "standings": [(label, meaning) for label, meaning in _MEANINGS.items() if label in standings],
        "note_places": _note_places(blocks),
        "description": about,
        "citation": citation(tree),
        "linked_data": linked_data(tree, about),
        "faces": faces(),
    }


def walk(value: Any) -> Iterator[Node]:
    """Every dictionary in a tree, in reading order."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


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


def _cited_at(entries: Node, blocks: list[Node]) -> Node:
    """The entries, each told once where it is cited: `places`, and how many statements about many facts cite it too (`sums`)."""
    many = {node["id"] for node in walk(blocks) if node.get("type") == "cite" and len(node["ids"]) > _MANY}
    told = {}
    for id, entry in entries.items():
        places = {place["where"]: place for place in reversed(entry["cited_at"]) if place["id"] not in many}
        sums = sum(place["id"] in many for place in entry["cited_at"])
        told[id] = {**entry, "cited_at": {"places": list(reversed(places.values())), "sums": sums} if places or sums else None}
    return told


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


def filters(entries: list[Node]) -> dict[str, list[tuple[str, str]]]:
    """The choices by which the evidence can be filtered: (value, words), in alphabetical order of the words."""
    found: dict[str, set[tuple[str, str]]] = {"themes": set(), "actors": set()}
    for entry in entries:
        for name, choices in found.items():
            choices.update((id, words) for id, words in entry[name])
    standings = {entry["standing"] for entry in entries}
    return {
        **{name: sorted(choices, key=lambda choice: choice[1].casefold()) for name, choices in found.items()},
        "standings": [(label, label.capitalize()) for label in _MARKS if label in standings],
    }


def description(tree: Node) -> str:
    """The subtitle, else the first sentences of the text, for search engines and previews."""
    if tree["subtitle"]:
        return str(tree["subtitle"])
    for node in tree["blocks"]:
        if node["type"] in ("paragraph", "findings"):
            text = plain(node["children"]) if "children" in node else " ".join(plain(item["children"]) for item in node["items"])
            return text if len(text) <= 200 else text[:199].rsplit(" ", 1)[0] + "…"
    return ""


def citation(tree: Node) -> str:
    """How to cite this edition, from its metadata and the data package's; "" for a notebook that is no edition."""
    edition, package = tree["edition"], tree["edition"].get("package", {})
    if not edition.get("words"):
        return ""
    by = ", ".join(one["title"] for one in package.get("contributors", ()) if one.get("title"))
    version = f"Version {package['version']} of the data." if package.get("version") else ""
    address = safe_href(package.get("homepage") or "")
    return " ".join(filter(None, [f"{by}:" if by else "", f"{tree['title']}.", f"{edition['words']}.", version, address]))


def linked_data(tree: Node, about: str) -> Node:
    """The schema.org description: a Report, the sources it cites and the Dataset it rests on."""
    edition, package = tree["edition"], tree["edition"].get("package", {})
    shared = {
        "inLanguage": tree["lang"],
        "version": edition.get("horizon"),
        "license": next((licence.get("path") or licence.get("name") for licence in package.get("licenses", ())), None),
        "creator": [{"@type": "Organization", "name": one["title"]} for one in package.get("contributors", ()) if one.get("title")],
        "url": safe_href(package.get("homepage") or ""),
    }
    dataset = {
        "@type": "Dataset",
        "name": f"{tree['title']}: facts and their evidence",
        "description": f"{len(tree['entries'])} statements, each with its date, its sources and how each source bears on it.",
        "isAccessibleForFree": True,
    }
    return _filled({
        "@context": "https://schema.org",
        "@type": "Report",
        "name": tree["title"],
        "description": about,
        **shared,
        "keywords": [theme["name"] for theme in tree["index"]["themes"]],
        "about": [{"@type": "Thing", "name": actor["name"]} for actor in tree["index"]["actors"]],
        "citation": [safe_href(source.get("url") or "") or source["citation"] for source in tree["sources"].values()],
        "isBasedOn": _filled({**dataset, **shared}) if tree["entries"] else None,
    })  # fmt: skip


def _filled(values: Node) -> Node:
    """The values that say something."""
    return {name: value for name, value in values.items() if value}


def _note_places(blocks: list[Node]) -> dict[Any, list[str]]:
    """Where each note is referred to: its number, and the anchors of the places; each place is told its anchor (`place`)."""
    places: dict[Any, list[str]] = {}
    for node in walk(blocks):
        if node.get("type") == "footnote_ref":
            known = places.setdefault(node["number"], [])
            node["place"] = f"noteref-{node['number']}" + (f"-{len(known) + 1}" if known else "")
            known.append(node["place"])
    return places


@cache
def faces() -> Markup:
    """The fonts that the package ships for the page, as `@font-face` rules with the fonts inside."""
    rules = []
    for path in sorted(_FONTS.glob("*.woff2")):
        name = path.stem.lower()
        if "sans" in name and "italic" in name:
            continue  # emphasis within tables is too rare for its weight: the browser slants the upright
        family = "Source Serif 4" if "serif" in name else "Source Sans 3"
        weight = next((weight for weight in ("600", "700") if weight in name), "600" if "semibold" in name else "400")
        style = "italic" if "italic" in name or name.endswith("it") else "normal"
        data = b64encode(path.read_bytes()).decode("ascii")
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
        )
    return Markup("".join(rules))
