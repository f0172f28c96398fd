"""What leads where: numbers for headings, exhibits, notes and evidence, and every link with its target.

`resolved(blocks, pool)` takes the nodes as the cells gave them and returns the parts of the document that depend on
the whole: blocks, entries, sources, index and warnings. Nodes come in unnumbered: citations as {ids}, links to places
as "#target" or "notebook:name#target", bibliographies empty, headings with the level they were typed with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import unquote

from factbook.export import headings
from factbook.export.free_anchors import Anchors, slug
from factbook.export.nodes import Node, plain, text
from factbook.export.walking import lists, splice, walk

__all__ = ["Pool", "lists", "resolved", "slug", "walk"]

_WEAKEST_FIRST = ("disputed", "unconfirmed", "single source", "corroborated")
_FEW = 12  # facts: a finding on more counts over the record, and the weakest of them would misrepresent the rest
_NAMES = {"figure": "Figure", "table": "Table"}


@dataclass
class Pool:
    """All evidence entries and sources that the notebook carries, each once."""

    entries: dict[str, Node] = field(default_factory=dict)
    sources: dict[str, Node] = field(default_factory=dict)
    edition: Node = field(default_factory=dict)  # of a chapter that stands by itself: its words and its horizon

    def add(self, payload: Mapping[str, Any]) -> None:
        """Take in the entries and sources of a payload; the first of an id stands, and the first edition."""
        self.edition = self.edition or dict(payload.get("edition", {}))
        for entry in payload.get("entries", ()):
            self.entries.setdefault(entry["id"], dict(entry))
        for source in payload.get("sources", ()):
            self.sources.setdefault(source["id"], dict(source))


def resolved(blocks: list[Node], pool: Pool) -> Node:
    """The parts of a document that depend on the whole of it."""
    work = _Resolution(blocks, pool)
    return {"blocks": work.blocks, "entries": work.entries, "sources": work.sources, "index": work.index(), "warnings": work.warnings}


def _alphabetical(name: str) -> str:
    """What a name is sorted by: its letters without accents or case."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()


def _is_empty(heading: Node) -> bool:
    """Whether a heading has nothing that could be seen or read."""
    return not plain(heading["children"]).strip() and not any(node["type"] == "image" for node in walk(heading["children"]))


class _Resolution:
    """One pass after another over a document's blocks; each attribute is done when its pass is."""

    def __init__(self, blocks: list[Node], pool: Pool) -> None:
        self.pool = pool
        self.warnings: list[Node] = []
        self.blocks = blocks
        self.listed = self._listed()
        self._append_cited()
        self.entries = self._numbered_entries()
        self.listing = {entry["anchor"] for entry in self.entries.values()}
        self.anchors = Anchors([*self.listing, *(f"source-{source}" for source in pool.sources)])
        self.targets: dict[str, Node] = {}  # exhibits and headings by anchor
        self._number_exhibits()
        self._number_headings()
        self.sources = self._bibliographies()
        self.notes: dict[str, Node] = {}
        self.cites = 0
        self._connect()
        if self.notes:
            self.blocks.append({"type": "footnotes", "items": list(self.notes.values()), "cell": ""})

    def _listed(self) -> dict[str, None]:
        """The ids that evidence blocks list, in order; what a second block repeats is left to the first.

        A block that names no entry (a book's are pooled in its metadata) lists all that the edition chose.
        """
        listed: dict[str, None] = {}
        chosen = [entry["id"] for entry in self.pool.entries.values() if entry["chosen"]]
        for node in self.blocks:
            if node["type"] == "evidence":
                node["entries"] = [entry for entry in node["entries"] or chosen if entry not in listed]
                listed.update(dict.fromkeys(node["entries"]))
        return listed

    def _append_cited(self) -> None:
        """Put what is cited but not listed after the last evidence block, else at the end."""
        cited = {entry for node in walk(self.blocks) if node["type"] == "cite" for entry in node["ids"]}
        missing = [entry for entry in self.pool.entries if entry in cited and entry not in self.listed]
        if not missing:
            return
        places = [place for place, node in enumerate(self.blocks) if node["type"] == "evidence"]
        place = places[-1] + 1 if places else len(self.blocks)
        above = [node["level"] for node in self.blocks[:place] if node["type"] == "heading"]
        level = above[-1] + (above[-1] == min(above)) if places and above else min(above, default=2)
        title = "Also cited" if places else "Evidence cited here"
        heading = {"type": "heading", "level": level, "children": [text(title)], "id": slug(title), "chapter": "", "cell": ""}
        self.blocks[place:place] = [heading, {"type": "evidence", "entries": missing, "cell": ""}]
        self.listed.update(dict.fromkeys(missing))

    def _numbered_entries(self) -> dict[str, Node]:
        entries = {}
        for number, entry in enumerate(self.listed, start=1):
            found = dict(self.pool.entries[entry])
            prefix = "measure" if found["kind"] == "measure" else "fact"
            entries[entry] = {**found, "number": number, "anchor": f"{prefix}-{entry}", "cited_at": []}
        return entries

    def _number_exhibits(self) -> None:
        """Give figures and tables that have a key their number; a key stands for the first that bears it."""
        counts = {"figure": 0, "table": 0}
        for node in self.blocks:
            if node["type"] in counts and node.get("key"):
                counts[node["type"]] += 1
                node["number"] = counts[node["type"]]
                node["key"] = self.anchors.take(node["key"])
                self.targets[node["key"]] = node
            if any(inner["type"] in ("figure", "image") and not inner["alt"].strip() for inner in walk([node])):
                self._warn(node, "picture", "a picture has no alt text")

    def _number_headings(self) -> None:
        """Give headings their levels, numbers and anchors; those within a list or a quotation have no place in the outline."""
        for node in list(walk(self.blocks)):
            if node["type"] == "heading":
                node.update(number="", id=node.get("id", ""))
        empty = [node for node in self.blocks if node["type"] == "heading" and _is_empty(node)]
        for node in empty:
            self._warn(node, "heading", "a heading has no words and was left out")
        self.blocks[:] = [node for node in self.blocks if not any(node is other for other in empty)]
        outline = [node for node in self.blocks if node["type"] == "heading"]
        headings.number(outline)
        for node in outline:
            node["id"] = self.anchors.take(node["id"] or slug(plain(node["children"])))
            self.targets[node["id"]] = node

    def _warn(self, block: Node, kind: str, message: str) -> None:
        """Note what a reader will miss, once a cell."""
        warning = {"cell": block.get("cell", ""), "kind": kind, "message": message}
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _bibliographies(self) -> dict[str, Node]:
        """Fill each bibliography with what was cited since the one before; returns the sources shown or rested on, by id."""
        cited: dict[str, None] = {}
        shown: dict[str, None] = {}
        for node in walk(self.blocks):
            if node["type"] in ("cite", "evidence"):
                cited.update(dict.fromkeys(node.get("ids") or node.get("entries", [])))
            if node["type"] == "bibliography":
                ids = {line["source"] for entry in cited if entry in self.entries for line in self.entries[entry]["evidence"]}
                known = sorted((self.pool.sources[source]["citation"].lower(), source) for source in ids if source in self.pool.sources)
                node["sources"] = [source for _, source in known]
                shown.update(dict.fromkeys(node["sources"]))
                cited = {}
                if not known:
                    node.update(type="paragraph", children=[text("No source is cited here.")])
                    del node["sources"]
        for entry in self.entries.values():
            shown.update(dict.fromkeys(line["source"] for line in entry["evidence"] if line["source"] in self.pool.sources))
        return {source: {**self.pool.sources[source], "anchor": f"source-{source}"} for source in shown}

    def _connect(self) -> None:
        """Resolve links, citations and notes, block by block, knowing the section each stands in."""
        chapters = {node["chapter"]: node["id"] for node in reversed(self.blocks) if node["type"] == "heading" and node.get("chapter")}
        where = ""
        for block in self.blocks:
            if block["type"] == "heading":
                where = block["number"] or plain(block["children"])
                block.pop("chapter", None)
            exhibit = f"{_NAMES[block['type']]} {block['number']}" if block.get("number") and block["type"] in _NAMES else ""
            for node in walk([block]):
                self._connect_node(node, chapters, exhibit or where, block)
            if block["type"] == "findings":
                for item in block["items"]:
                    self._judge(item)
        splice(self.blocks)

    def _connect_node(self, node: Node, chapters: Mapping[str, str], where: str, block: Node) -> None:
        if node["type"] == "link":
            self._link(node, chapters)
        elif node["type"] == "cite":
            self._cite(node, where, block)
        elif node["type"] == "footnote_ref":
            note = self.notes.setdefault(node.pop("note"), {"number": len(self.notes) + 1, "children": node["children"]})
            node.update(number=note["number"], id=f"note-{note['number']}")

    def _link(self, node: Node, chapters: Mapping[str, str]) -> None:
        """Point a link to what it means in this document; a link to nothing becomes its text."""
        href = node["href"]
        if href.startswith("notebook:"):
            name, _, anchor = href.removeprefix("notebook:").partition("#")
            href = f"#{anchor or chapters.get(unquote(name)) or re.sub(r'^[0-9]+-', '', unquote(name))}"
        if not href.startswith("#"):
            return
        wanted = unquote(href[1:])
        target = wanted if wanted in self.targets or wanted in self.listing else self.anchors.meant(slug(wanted))
        if target in self.targets and self.targets[target]["type"] in _NAMES:
            exhibit = self.targets[target]
            words = [text(f"{_NAMES[exhibit['type']]} {exhibit['number']}")]
            node.clear()
            node.update(type="ref", key=target, kind=exhibit["type"], number=exhibit["number"], children=words)
        elif target in self.targets or target in self.listing:
            node["href"] = f"#{target}"
        else:
            children = node["children"]
            node.clear()
            node.update(type="unlinked", children=children)

    def _cite(self, node: Node, where: str, block: Node) -> None:
        """Number a citation, and note in its entries where they are cited."""
        known = sorted((self.entries[entry]["number"], entry) for entry in dict.fromkeys(node["ids"]) if entry in self.entries)
        unknown = [entry for entry in node["ids"] if entry not in self.entries]
        if unknown:
            self._warn(block, "evidence", f"no evidence is at hand for {', '.join(map(repr, unknown))}; show `Sources(facts)`")
        self.cites += 1
        node.update(id=f"cite-{self.cites}", ids=[entry for _, entry in known], numbers=[number for number, _ in known])
        for _, entry in known:
            places = self.entries[entry]["cited_at"]
            if all(place["where"] != where for place in places):
                places.append({"id": node["id"], "where": where})

    def _judge(self, item: Node) -> None:
        """Give a finding its anchor and its standing by the facts it cites: the one they share, else the weakest, then `mixed`."""
        cites = [node for node in item["children"] if node["type"] == "cite"]
        found = [self.entries[entry]["standing"] for node in cites for entry in node["ids"]]
        standings = {label: found.count(label) for label in reversed(_WEAKEST_FIRST) if label in found}
        told = len(standings) == 1 or len(found) <= _FEW
        item["id"] = cites[0]["id"].replace("cite", "finding") if cites else ""
        item["standings"] = standings
        item["standing"] = next((label for label in _WEAKEST_FIRST if label in standings), "") if told else ""
        item["mixed"] = bool(item["standing"]) and len(standings) > 1

    def index(self) -> dict[str, list[Node]]:
        """The actors and themes of the entries shown, each with its entries, in alphabetical order."""
        found = {}
        for kind in ("actors", "themes"):
            names: dict[str, list[str]] = {}
            for entry in self.entries.values():
                for _, name in entry.get(kind, ()):
                    names.setdefault(name, []).append(entry["id"])
            found[kind] = [{"name": name, "entries": names[name]} for name in sorted(names, key=_alphabetical)]
        return found
