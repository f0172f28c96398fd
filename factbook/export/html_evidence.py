"""What the list of evidence tells beside the entries themselves: where each is cited, what it is tied to, by what it is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.export.html_filters import relation

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


def _cited(entries: Node, blocks: list[Node]) -> dict[str, Node | None]:
    """Where each entry is cited: `places`, each once as (words, anchor), and how many statements about many facts cite it too (`sums`).

    What the data of a figure cite leads to the figure. A citation is told whether anything leads to it (`anchored`).
    """
    cites = {node["id"]: node for node in walk(blocks) if node.get("type") == "cite"}
    for figure in (node for node in walk(blocks) if node.get("type") == "figure" and node.get("key")):
        for cite in (node for node in walk(figure) if node.get("type") == "cite"):
            cite["figure"] = figure["key"]
    found: dict[str, Node | None] = {}
    for id, entry in entries.items():
        few = [place for place in entry["cited_at"] if len(cites[place["id"]]["ids"]) <= _MANY]
        places = {place["where"]: cites[place["id"]].get("figure") or place["id"] for place in few}
        for anchor in places.values():
            cites.get(anchor, {})["anchored"] = True
        found[id] = {"places": list(places.items()), "sums": len(entry["cited_at"]) - len(few)} if entry["cited_at"] else None
    return found


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
