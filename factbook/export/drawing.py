"""The document tree made ready for Typst: what only a printed page needs is decided here, so that the template just draws.

`drawing(tree)` returns the JSON that `templates/report.typ` walks. Beside the tree's own nodes it has: `lead` (the question
under a title), `contents`, `marks` (the legend), `counted`, `annex` (much evidence), `sources_named` and `index`; a cite has `pieces`
([{anchor, text, dash}]); evidence has `runs`, entries and series of figures; a finding's citations stand apart as `cites`. A table has
`size` (points), `wide` and `whole`, its columns `short` (as wide as the cells that are `measured` and the `word` of its head) or a `share`
of the rest (0: as wide as what stands in them), its cells `keep` (whether the row stays whole). A picture has `svg`, its `width` in
millimetres and its `ratio` of height to width. Code and what it printed have `size` (points) and `wide`. What stands in a list, a quotation
or a note is prepared as what does not; tables and pictures there are `inset`: they have no margin to take. A block or a cell whose
letters mostly run from the right has their language as `rtl`. Where on a page exhibits stand is decided in `places.typ`, where heights are
known.

Words longer than a line hold U+200B where they may be parted (`breaks` says whether any does), which the template prints as nothing;
`title` is without.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy

from factbook.export import drawn_evidence, drawn_exhibits, drawn_tables
from factbook.export.direction import directed, from_the_right
from factbook.export.drawn_text import BREAK, boxed, breakable
from factbook.export.html_metadata import citation
from factbook.export.nodes import Node, plain
from factbook.export.walking import lists, walk

_FEW_SECTIONS = 6  # headings: with fewer, contents are no help
_FEW_ENTRIES = 8  # evidence entries: with fewer, an index is no help
_INTRODUCED = 1500  # letters: contents stand behind no longer an introduction
_STEP = 8.0  # millimetres that a list or a quotation stands in from the text around it
_INTRODUCING = {"lead", "block_quote", "paragraph", "findings", "numbers", "thematic_break"}
_INSETTING = {"list", "block_quote", "def_list", "footnote_ref"}


def drawing(given: Node) -> Node:
    """What the template draws; the tree given is left as it is."""
    pictures = {place: block["image"] for place, block in enumerate(given["blocks"]) if block["type"] == "figure"}
    tree = {**given, "blocks": deepcopy([{**block, "image": {}} if "image" in block else block for block in given["blocks"]])}
    for place, image in pictures.items():
        tree["blocks"][place]["image"] = image
    tree["sources"] = {name: dict(source) for name, source in given["sources"].items()}
    entries, blocks = tree["entries"], [block for block in tree["blocks"] if block["type"] != "footnotes"]
    groups, moved = drawn_evidence.cited(blocks, entries)
    blocks = drawn_evidence.with_counted(drawn_evidence.with_one_list(blocks, tree["sources"]), groups)
    for block in blocks:
        if block["type"] == "evidence":
            block["runs"] = drawn_evidence.in_series(block.pop("entries"), entries)
    blocks = drawn_evidence.with_headed_sources(drawn_evidence.with_annex(_framed(blocks, tree)))
    _mark_first(blocks)
    drawn = {
        "title": tree["title"], "shown_title": tree["title"], "subtitle": tree["subtitle"], "rtl": from_the_right(tree["title"]),
        "book": tree["book"], "brief": _is_brief(tree), **_language(tree["lang"]),
        "edition": tree["edition"].get("words", ""), "horizon": tree["edition"].get("horizon", ""),
        "citation": citation(tree),
        "blocks": [part for block in blocks for part in _shown(block)],
        "entries": [drawn_evidence.entry(entry, tree, moved) for entry in entries.values()],
        "sources": [drawn_evidence.source(source, entries.values()) for source in tree["sources"].values()],
        "index": [
            [kind.capitalize(), [drawn_evidence.indexed(line, entries) for line in tree["index"][kind]]] for kind in ("actors", "themes")
        ],
    }  # fmt: skip
    broken: Node = breakable(drawn)
    return {**broken, "breaks": broken != drawn or BREAK in json.dumps(broken["blocks"], ensure_ascii=False)}


def _language(tag: str) -> dict[str, str | None]:
    """A BCP 47 tag as Typst takes it: language and region; English where it is none."""
    match = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?.*", tag)
    return {"lang": match[1] if match else "en", "region": match[2] if match else None}


def _framed(blocks: list[Node], tree: Node) -> list[Node]:
    """The blocks with contents, legend and index put where a reader looks for them."""
    headings = [place for place, block in enumerate(blocks) if block["type"] == "heading"]
    chapters = [place for place in headings if blocks[place]["level"] == 1]
    for before, block in zip([{"type": "heading", "level": 1}, *blocks], blocks, strict=False):
        if block["type"] == "block_quote" and before["type"] == "heading" and before["level"] == 1:
            block["type"] = "lead"
    with_summary = tree["book"] and len(chapters) > 1 and not blocks[chapters[0]]["number"]
    brief = _is_brief(tree)
    front: list[Node] = [{"type": "contents", "apart": with_summary}] if len(headings) >= _FEW_SECTIONS and not brief else []
    front += [{"type": "marks"}] if any(entry["kind"] == "fact" for entry in tree["entries"].values()) else []
    place = chapters[-1] if brief and chapters else chapters[1] if with_summary else chapters[0] if chapters else len(blocks)
    place = place if tree["book"] else min(place, _introduction(blocks))
    tail: list[Node] = [{"type": "index"}] if len(tree["entries"]) >= _FEW_ENTRIES else []
    return [*blocks[:place], *front, *blocks[place:], *tail]


def _introduction(blocks: list[Node]) -> int:
    """How many of the blocks introduce the others: the running text at the beginning, if it is short."""
    letters = 0
    for place, block in enumerate(blocks):
        letters += len(plain([block])) if "children" in block else 0
        if block["type"] not in _INTRODUCING or letters > _INTRODUCED:
            return place
    return len(blocks)


def _is_brief(tree: Node) -> bool:
    return bool(tree["edition"].get("length") == "brief")


def _mark_first(blocks: list[Node]) -> None:
    """Say of each note and source where its anchor stands: at its first place."""
    seen: set[str] = set()
    for node in walk(blocks):
        if node["type"] == "bibliography":
            node["sources"] = [{"id": source, "anchored": source not in seen} for source in node["sources"]]
            seen.update(source["id"] for source in node["sources"])
        elif node["type"] == "footnote_ref":
            node["first"] = node["id"] not in seen
            seen.add(node["id"])


def _shown(block: Node, inset: float = 0) -> list[Node]:
    """A block as one or more that the page has room for, with what its kind needs in print; so too what it holds.

    `inset` are the millimetres that it stands in from the text: there it has no margin to take.
    """
    kind = block["type"]
    block.pop("mathml", None)
    for inner in lists(block):
        inner[:] = [part for node in inner for part in _shown(node, inset + _STEP * (kind in _INSETTING))]
    if kind == "image":
        return [{**{name: value for name, value in block.items() if name != "image"}, **drawn_exhibits.picture(block["image"], inset)}]
    if kind == "figure":
        return [drawn_exhibits.figure(block, inset)]
    if kind == "table":
        return [directed(part) for part in drawn_tables.tables(block, inset)]
    if kind in ("stream", "error", "code", "block_code"):
        return [boxed(block, inset)]
    if kind == "findings":
        return [directed({**block, "items": [_finding(item) for item in block["items"]]})]
    return [directed(block)]


def _finding(item: Node) -> Node:
    """A finding with its citations apart from its words."""
    cites = [child for child in item["children"] if child["type"] == "cite"]
    return {**item, "children": [child for child in item["children"] if child["type"] != "cite"], "cites": cites}
