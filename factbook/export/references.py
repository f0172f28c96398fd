"""What leads where: numbers for headings, exhibits, notes and evidence, and every link with its target.

`resolved(blocks, pool)` takes the nodes as the cells gave them and returns the parts of the document that depend on
the whole: blocks, entries, sources, index and warnings. Nodes come in unnumbered: citations as {ids}, links to places
as "#target" or "notebook:name#target", bibliographies empty, headings with the level they were typed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import unquote

from factbook.export.nodes import Node, joined, plain, text

_WEAKEST_FIRST = ("disputed", "unconfirmed", "single source", "corroborated")
_FEW = 12  # facts: a finding on more counts over the record, and the weakest of them would misrepresent the rest
_TYPED_NUMBER = re.compile(r"(\d+(\.\d+)+|\d+[.)]|[A-Z]\.)\s")
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


def slug(words: str) -> str:
    """The words as an anchor, in any script: lower case, joined by hyphens."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-") or "section"


def _alphabetical(name: str) -> str:
    """What a name is sorted by: its letters without accents or case."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Every node in the nodes, in the order of reading; the blocks of notes too."""
    for node in nodes:
        yield node
        for inner in lists(node):
            yield from walk(inner)


def lists(node: Node) -> Iterator[list[Node]]:
    """The lists of nodes that a node directly holds."""
    if "children" in node:
        yield node["children"]
    if node["type"] in ("table", "figure"):
        for column in node.get("columns", ()):
            yield column["children"]
        for row in node.get("rows", ()):
            for cell in row:
                yield cell["children"]
    for item in node.get("items", ()):
        yield item.get("children", [])
        yield item.get("term", [])
        yield from item.get("definitions", ())


def _splice(nodes: list[Node]) -> None:
    """Put what links to nothing held in their place."""
    for node in nodes:
        for inner in lists(node):
            _splice(inner)
    if any(node["type"] == "unlinked" for node in nodes):
        nodes[:] = joined([child for node in nodes for child in (node["children"] if node["type"] == "unlinked" else [node])])


class _Resolution:
    """One pass after another over a document's blocks; each attribute is done when its pass is."""

    def __init__(self, blocks: list[Node], pool: Pool) -> None:
        self.pool = pool
        self.warnings: list[Node] = []
        self.blocks = blocks
        self.listed = self._listed()
        self._append_cited()
        self.entries = self._numbered_entries()
        self.anchors = {entry["anchor"] for entry in self.entries.values()}
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
                node["key"] = self._free(node["key"])
                self.targets[node["key"]] = node
            if node["type"] == "figure" and not node["alt"].strip():
                self.warnings.append({"cell": node.get("cell", ""), "message": "a picture has no alt text"})

    def _number_headings(self) -> None:
        """Close up the levels of headings, and give those of the two highest levels numbers unless they were typed."""
        headings = [node for node in self.blocks if node["type"] == "heading"]
        typed = any(_TYPED_NUMBER.match(plain(node["children"])) for node in headings)
        levels: list[int] = []
        counts: list[int] = []
        for node in headings:
            while levels and levels[-1] >= node["level"]:
                levels.pop()
            levels.append(node["level"])
            node["level"] = len(levels)
            words = plain(node["children"])
            front = node.get("chapter", "").startswith("00") or (not counts and words == "Summary")  # stands before the numbered ones
            counts = [*counts, 0][: len(levels)]
            counts[-1] += not front
            in_front = front or counts[0] == 0
            node["number"] = ".".join(map(str, counts)) if len(levels) <= 2 and not typed and not in_front else ""
            node["id"] = self._free(node.get("id") or slug(words))
            self.targets[node["id"]] = node

    def _free(self, anchor: str) -> str:
        """The anchor itself where it is free, else with the first number that is."""
        taken = self.targets.keys() | self.anchors
        return anchor if anchor not in taken else next(f"{anchor}-{n}" for n in range(2, 100_000) if f"{anchor}-{n}" not in taken)

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
            block.pop("printed", None)
            exhibit = f"{_NAMES[block['type']]} {block['number']}" if block.get("number") and block["type"] in _NAMES else ""
            for node in walk([block]):
                self._connect_node(node, chapters, exhibit or where)
            if block["type"] == "findings":
                for item in block["items"]:
                    self._judge(item)
        _splice(self.blocks)

    def _connect_node(self, node: Node, chapters: Mapping[str, str], where: str) -> None:
        if node["type"] == "link":
            self._link(node, chapters)
        elif node["type"] == "cite":
            self._cite(node, where)
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
        target = wanted if wanted in self.targets or wanted in self.anchors else slug(wanted)
        if target in self.targets and self.targets[target]["type"] in _NAMES:
            exhibit = self.targets[target]
            words = [text(f"{_NAMES[exhibit['type']]} {exhibit['number']}")]
            node.clear()
            node.update(type="ref", key=target, kind=exhibit["type"], number=exhibit["number"], children=words)
        elif target in self.targets or target in self.anchors:
            node["href"] = f"#{target}"
        else:
            children = node["children"]
            node.clear()
            node.update(type="unlinked", children=children)

    def _cite(self, node: Node, where: str) -> None:
        """Number a citation, and note in its entries where they are cited."""
        known = sorted((self.entries[entry]["number"], entry) for entry in dict.fromkeys(node["ids"]) if entry in self.entries)
        unknown = [entry for entry in node["ids"] if entry not in self.entries]
        if unknown:
            self.warnings.append(
                {"cell": "", "message": f"no evidence is at hand for {', '.join(map(repr, unknown))}; show `Sources(facts)`"}
            )
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
