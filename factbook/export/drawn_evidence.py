"""Evidence as a printed page shows it: citations as short runs of numbers, entries, sources, and what rests on much.

A citation of more runs than a reader would follow is printed as a count, "98 facts", that leads to a list of such statements
behind the evidence. In a document with several bibliographies each source is printed once, in a numbered list at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factbook.export.nodes import Node, text
from factbook.export.references import walk

_MOST_RUNS = {"table": 3, "numbers": 3}  # of a citation, by what it stands in
_MOST_RUNS_IN_TEXT = 8
_MANY = 40  # entries: more are set in columns
_ANNEXED = ("evidence", "counted")
_SPLITTABLE = 900  # letters: an entry with more may break across columns and pages
_SERIES = 3  # figures of one kind, from one source: as many and more are told together
_COUNTED = "Statements that rest on many facts"


def cited(blocks: list[Node], entries: dict[str, Node]) -> tuple[list[Node], dict[str, str]]:
    """Give each citation its pieces; returns the long ones gathered, and where each citation stands that is not in the text."""
    moved = {node["id"]: block["key"] for block in blocks if block["type"] == "figure" and block.get("key") for node in _in_data(block)}
    gathered: dict[tuple[str, ...], Node] = {}
    for node, kind in [(node, block["type"]) for block in blocks for node in walk([block])]:
        if node["type"] != "cite":
            continue
        node["pieces"] = pieces(entries[entry] for entry in node["ids"])
        if node["id"] not in moved and len(node["pieces"]) > _MOST_RUNS.get(kind, _MOST_RUNS_IN_TEXT):
            number = len(gathered) + 1
            new = {"anchor": f"counted-{number}", "number": number, "pieces": node["pieces"], "count": len(node["ids"]), "cited_at": []}
            group = gathered.setdefault(tuple(node["ids"]), new)
            group["cited_at"].append(moved.get(node["id"], node["id"]))
            moved.setdefault(node["id"], group["anchor"])
            words = "facts" if kind == "table" else f"{len(node['ids'])}\u00a0facts"  # a cell mostly is the count itself
            node["pieces"] = [{"anchor": group["anchor"], "text": words, "dash": False}]
        del node["ids"], node["numbers"]
    return list(gathered.values()), moved


def _in_data(block: Node) -> list[Node]:
    """The citations in a figure's data, which is attached and not printed: they are made where the figure stands."""
    return [node for row in block.get("rows", []) for cell in row for node in walk(cell["children"]) if node["type"] == "cite"]


def pieces(numbered: Iterable[Node]) -> list[Node]:
    """The numbers of entries or sources as they are printed: three and more in a row are two pieces, the second after a dash."""
    runs: list[list[Node]] = []
    for item in numbered:
        if runs and runs[-1][-1]["number"] + 1 == item["number"]:
            runs[-1].append(item)
        else:
            runs.append([item])
    return [
        {"anchor": item["anchor"], "text": str(item["number"]), "dash": len(run) >= 3 and place == 1}
        for run in runs
        for place, item in enumerate(run if len(run) < 3 else [run[0], run[-1]])
    ]


def with_counted(blocks: list[Node], groups: list[Node]) -> list[Node]:
    """The blocks with the gathered citations listed behind the last evidence."""
    if not groups:
        return blocks
    place = max((place for place, node in enumerate(blocks) if node["type"] == "evidence"), default=len(blocks) - 1) + 1
    above = [node["level"] for node in blocks[:place] if node["type"] == "heading"]
    heading = {"type": "heading", "level": max(2, above[-1]) if above else 1, "number": "", "id": "counted", "children": [text(_COUNTED)]}
    return [*blocks[:place], heading, {"type": "counted", "groups": groups}, *blocks[place:]]


def with_annex(blocks: list[Node]) -> list[Node]:
    """The blocks with much evidence, and what directly follows from it, gathered into one node, set in columns."""
    found: list[Node] = []
    for node, after in zip(blocks, [*blocks[1:], {"type": ""}], strict=False):
        belongs = node["type"] in _ANNEXED or (node["type"] == "heading" and after["type"] in _ANNEXED and not node.get("cell"))
        if found and found[-1]["type"] == "annex" and belongs:
            found[-1]["parts"].append(node)
        elif node["type"] == "evidence" and sum(len(run.get("ids", run)) for run in node["runs"]) > _MANY:
            found.append({"type": "annex", "parts": [node]})
        else:
            found.append(node)
    return found


def in_series(ids: Iterable[str], entries: dict[str, Node]) -> list[Node]:
    """The entries in their order as {id}, with each run of figures that differ only in period and value as one {of, unit, ids}."""
    runs: list[tuple[object, list[str]]] = []
    for name in ids:
        kind = _series(entries[name])
        if runs and kind and runs[-1][0] == kind:
            runs[-1][1].append(name)
        else:
            runs.append((kind, [name]))
    found: list[Node] = []
    for _, names in runs:
        first = entries[names[0]]
        if len(names) < _SERIES:
            found += [{"id": name} for name in names]
        else:
            found.append({"of": first["figure"]["of"], "unit": first["figure"]["unit"], "ids": names})
    return found


def _series(entry: Node) -> object:
    """What figures of one series share; nothing for a fact."""
    if "figure" not in entry:
        return None
    return entry["figure"]["of"], entry["figure"]["unit"], [(line["source"], line["note"]) for line in entry["evidence"]]


def with_one_list(blocks: list[Node], sources: dict[str, Node]) -> list[Node]:
    """The blocks with each source printed once: where there are several bibliographies, each names numbers of one list at the end."""
    own = [node for node in blocks if node["type"] == "bibliography" and node["sources"]]
    if len(own) < 2:
        return blocks
    shown = {source for node in own for source in node["sources"]}
    order = sorted(shown, key=lambda source: (sources[source]["citation"].lower(), source))
    for number, source in enumerate(order, start=1):
        sources[source]["number"] = number
    for node in own:
        named = sorted((sources[source] for source in node["sources"]), key=lambda source: int(source["number"]))
        node.update(type="sources_named", pieces=pieces(named), count=len(named))
        del node["sources"]
    heading = {"type": "heading", "level": 1, "number": "", "id": "list-of-sources", "children": [text("List of sources")]}
    return [*blocks, heading, {"type": "bibliography", "sources": order}]


def with_headed_sources(blocks: list[Node]) -> list[Node]:
    """The blocks with a heading over nothing but numbers of sources put beside them: a line for a line."""
    found: list[Node] = []
    for node in blocks:
        if node["type"] == "sources_named" and found and found[-1]["type"] == "heading" and found[-1]["level"] > 1:
            node = {**node, "heading": found.pop()}
        found.append(node)
    return found


def entry(given: Node, tree: Node, moved: dict[str, str]) -> Node:
    """An evidence entry as it is printed; `moved` says where a citation's anchor stands if not in the text."""
    others, sources = tree["entries"], tree["sources"]
    kept = ("id", "kind", "anchor", "number", "statement", "date", "standing", "reason")
    places = [moved.get(place["id"], place["id"]) for place in given["cited_at"]]
    links = [
        {"words": _tie(link), "number": others[link["fact"]]["number"], "anchor": others[link["fact"]]["anchor"]}
        for link in given["links"]
        if link["fact"] in others
    ]
    evidence = [_line(line, sources) for line in given["evidence"]]
    return {
        **{name: given[name] for name in kept},
        **({"value": given["figure"]["value"]} if "figure" in given else {}),
        "keep": len(given["statement"]) + sum(len(line["note"]) + 60 for line in evidence) < _SPLITTABLE,
        "cited_at": list(dict.fromkeys(place for place in places if not place.startswith("counted-"))),
        "counted_in": list(dict.fromkeys(place for place in places if place.startswith("counted-"))),
        "evidence": evidence,
        "links": links,
    }


def _line(line: Node, sources: dict[str, Node]) -> Node:
    """One source's bearing, with its number in the list of sources if it has one."""
    source = sources.get(line["source"], {})
    kept = {name: line[name] for name in ("bearing", "attribution", "passage", "href", "note")}
    weak = line.get("reliability") == "weak"
    return {**kept, "weak": weak, "number": source.get("number", 0), "anchor": source.get("anchor", "")}


def _tie(link: Node) -> str:
    """How one fact is tied to another, read from the first."""
    if link["direction"] == "from" or link["relation"] == "rivals":
        return str(link["relation"])
    return {"fulfils": "fulfilled by", "follows": "followed by", "revises": "revised by", "part of": "includes"}.get(
        link["relation"], "tied to"
    )


def source(given: Node, entries: Iterable[Node]) -> Node:
    """A source as the list prints it, with the entries that rest on it."""
    resting = [entry for entry in entries if any(line["source"] == given["id"] for line in entry["evidence"])]
    kept = ("id", "anchor", "citation", "url", "language")
    return {**{name: given[name] for name in kept}, "number": given.get("number", 0), "pieces": pieces(resting)}


def indexed(line: Node, entries: dict[str, Any]) -> Node:
    """A line of the index."""
    return {"name": line["name"], "anchors": [entries[entry]["anchor"] for entry in line["entries"]]}
