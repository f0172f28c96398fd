"""What the list of evidence tells beside the entries themselves: where each is cited, what it is tied to, by what it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from factbook.export.drawn_evidence import in_series
from factbook.export.html_filters import plain, relation

Node = dict[str, Any]

MARKS = {"corroborated": "corroborated", "single source": "single", "unconfirmed": "unconfirmed", "disputed": "disputed"}
_MANY = 12  # entries: a citation of more says something about many facts rather than about each
_TERSE = {("follows", "to"), ("part of", "to")}  # ties told by number alone: the entry at the other end tells them in full


def told(entries: Node, blocks: list[Node], choices: dict[str, list[tuple[str, str]]], listed: set[str]) -> Node:
    """The entries with what the page tells of each: `cited`, `ties` and `within`, its places among the filter's choices."""
    cited = _cited(entries, blocks)
    numbers: dict[tuple[str, str], int] = {}
    for name in ("themes", "actors"):
        for value, _ in choices[name]:
            numbers[name, value] = len(numbers) + 1
    return {
        id: {
            **entry,
            "cited": cited[id],
            "ties": _ties(entry, entries, listed),
            "within": [numbers[name, value] for name in ("themes", "actors") for value, _ in entry[name] if (name, value) in numbers],
        }
        for id, entry in entries.items()
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


def filters(entries: list[Node]) -> dict[str, list[tuple[str, str]]]:
    """The choices by which the evidence can be filtered: (value, words), in alphabetical order of the words."""
    found: dict[str, set[tuple[str, str]]] = {"themes": set(), "actors": set()}
    for entry in entries:
        for name, choices in found.items():
            choices.update((id, words) for id, words in entry[name])
    standings = {entry["standing"] for entry in entries}
    return {
        **{name: sorted(choices, key=lambda choice: choice[1].casefold()) for name, choices in found.items()},
        "standings": [(label, label.capitalize()) for label in MARKS if label in standings],
    }


def with_names(blocks: list[Node]) -> list[Node]:
    """The blocks, where a finding is named by its words instead of its place, so that its address outlives sentences put before it.

    Figures in it are left out of the name: what they count may grow.
    """
    taken: set[str] = set()
    for item in (item for block in blocks if block["type"] == "findings" for item in block["items"] if item["id"]):
        words = re.sub(r"[\W\d_]+", " ", plain(item["children"]).casefold()).strip()
        name = f"finding-{sha256(words.encode()).hexdigest()[:8]}"
        item["id"] = name if name not in taken else next(f"{name}-{n}" for n in range(2, 100_000) if f"{name}-{n}" not in taken)
        taken.add(item["id"])
    return blocks


def runs(ids: Iterable[str], entries: Node) -> list[Node]:
    """The entries of a list in order, each as {first}; figures of one series together as {of, unit, first, figures, cited}."""
    found: list[Node] = []
    for run in in_series((id for id in ids if id in entries), entries):
        figures = [entries[id] for id in run.get("ids", [run.get("id")])]
        found.append(
            {"first": figures[0]} if "id" in run else {**run, "first": figures[0], "figures": figures, "cited": _cited_together(figures)}
        )
    return found


def _cited_together(figures: list[Node]) -> Node | None:
    """Where any of the figures is cited, each place once."""
    cited = [figure["cited"] for figure in figures if figure["cited"]]
    places = dict(place for one in reversed(cited) for place in reversed(one["places"]))
    counts = dict.fromkeys(where for one in cited for where in one["counts"] if where not in places)
    return {"places": list(reversed(places.items())), "counts": list(counts)} if cited else None


def _cited(entries: Node, blocks: list[Node]) -> dict[str, Node | None]:
    """Where each entry is cited: `places`, each once as (words, anchor), and the places where only statements on many facts do (`counts`).

    A place is told by its statement that rests on the fewest. A citation is told whether anything leads to it (`anchored`).
    """
    best: dict[str, dict[str, Node]] = {id: {} for id in entries}
    for where, cite in _placed(blocks):
        for id in cite["ids"]:
            if where not in best[id] or len(cite["ids"]) < len(best[id][where]["ids"]):
                best[id][where] = cite
    found: dict[str, Node | None] = {}
    for id, cites in best.items():
        few = {where: cite for where, cite in cites.items() if len(cite["ids"]) <= _MANY}
        for cite in few.values():
            cite["anchored"] = not cite.get("figure") and not cite.get("finding")
        places = [(where, cite.get("finding") or cite.get("figure") or cite["id"]) for where, cite in few.items()]
        found[id] = {"places": places, "counts": [where for where in cites if where not in few]} if cites else None
    return found


def _placed(blocks: list[Node]) -> Iterator[tuple[str, Node]]:
    """Every citation with the section or exhibit it stands in; it is told its statement (`finding`), or the `figure` of its data."""
    where = ""
    for block in blocks:
        if block["type"] == "heading":
            where = block["number"] or plain(block["children"])
        exhibit = f"{block['type'].capitalize()} {block['number']}" if block["type"] in ("figure", "table") and block.get("number") else ""
        for item in block["items"] if block["type"] == "findings" else [block]:
            for cite in (node for node in walk(item) if node.get("type") == "cite"):
                if block["type"] == "findings":
                    cite["finding"] = item["id"]
                elif block["type"] == "figure" and block.get("key"):
                    cite["figure"] = block["key"]
                yield exhibit or where, cite


def _ties(entry: Node, entries: Node, listed: set[str]) -> list[Node]:
    """What an entry is tied to: {words, statement, anchor}, or {words, others: [(number, anchor)]} where numbers tell enough."""
    found: list[Node] = []
    terse: dict[str, list[tuple[int, str]]] = {}
    for link in entry["links"]:
        other = entries.get(link["fact"], {})
        if (link["relation"], link["direction"]) in _TERSE and other.get("anchor") in listed:
            terse.setdefault(relation(link), []).append((other["number"], other["anchor"]))
        else:
            found.append(
                {
                    "words": relation(link),
                    "statement": link["statement"],
                    "anchor": other["anchor"] if other.get("anchor") in listed else "",
                }
            )
    return [*found, *({"words": words, "others": sorted(others)} for words, others in terse.items())]
