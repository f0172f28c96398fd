"""Who does it, and who is missing? Actors by theme, who appears with whom, and how the sides differ.

An actor appears in a fact that is about it, that it said, or that it owes. The states that are the record's sides appear
in nearly every fact and tell little, so the grid and the network leave them out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import THIRD_PARTY, ActorRow, ThemeRow

KINDS = ("agency", "company", "person", "organisation", "programme", "state")  # in the order in which they are shown


@dataclass(frozen=True)
class Grid:
    """Actors (side by side, most facts first) against themes (most facts first), with the facts in which both stand."""

    actors: tuple[ActorRow, ...]
    themes: tuple[ThemeRow, ...]
    appearances: tuple[tuple[Fact, frozenset[str]], ...]  # each fact with the actors that appear in it

    def facts(self, actor: ActorRow, theme: ThemeRow) -> tuple[Fact, ...]:
        return tuple(fact for fact, who in self.appearances if actor.id in who and theme.id in fact.themes)

    def busiest_theme(self, actor: ActorRow) -> ThemeRow:
        """The theme of most of the actor's facts."""
        return max(self.themes, key=lambda theme: len(self.facts(actor, theme)))

    def total(self, actor: ActorRow) -> int:
        """The facts in which the actor appears, each counted once."""
        return sum(actor.id in who for _, who in self.appearances)


@dataclass(frozen=True)
class Tie:
    """Two actors and the facts in which both appear."""

    one: ActorRow
    other: ActorRow
    facts: tuple[Fact, ...]

    @property
    def crosses(self) -> bool:
        """Whether it joins two sides (a tie to a third party joins none)."""
        return self.one.side != self.other.side and THIRD_PARTY not in (self.one.side, self.other.side)


@dataclass(frozen=True)
class Place:
    """An actor's place in the network: its column (a side), its row, and the facts it appears in."""

    actor: ActorRow
    column: int
    row: float
    facts: int


@dataclass(frozen=True)
class Network:
    """Who appears with whom: places in one column a side, third parties in the middle, and the ties between them."""

    places: tuple[Place, ...]
    ties: tuple[Tie, ...]  # the strongest first
    fewest: int

    @property
    def crossing(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.crosses)

    @property
    def alone(self) -> tuple[Place, ...]:
        """The places that no tie reaches."""
        tied = {actor.id for tie in self.ties for actor in (tie.one, tie.other)}
        return tuple(place for place in self.places if place.actor.id not in tied)


@dataclass(frozen=True)
class Presence:
    """The actors of one kind and side in the facts of one theme."""

    side: str
    actors: tuple[ActorRow, ...]  # most facts first
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class KindOfActor:
    """The actors of one kind on one side, with the facts in which they speak and those in which they owe something."""

    kind: str
    actors: tuple[ActorRow, ...]  # that appear in a fact, most facts first
    speaks: tuple[Fact, ...]
    owes: tuple[Fact, ...]


@dataclass(frozen=True)
class SideProfile:
    """One side: its actors by kind, and the facts in which any of them appears, speaks or owes."""

    side: str
    kinds: tuple[KindOfActor, ...]  # one for each of `KINDS`
    facts: tuple[Fact, ...]
    speaks: tuple[Fact, ...]
    owes: tuple[Fact, ...]

    def of_kind(self, kind: str) -> KindOfActor:
        return next(one for one in self.kinds if one.kind == kind)


def grid(facts: Facts, fewest: int = 3, most: int = 20) -> Grid:
    """The actors that appear in at least `fewest` facts, at most `most` of them, against the themes of those facts."""
    counts = _counts(facts)
    busiest = [actor for actor in _ranked(counts, facts.record) if counts[actor.id] >= fewest][:most]
    order = {side: place for place, side in enumerate(_columns(facts.record))}
    chosen = tuple(sorted(busiest, key=lambda actor: (order[actor.side], -counts[actor.id], actor.id)))
    ids = {actor.id for actor in chosen}
    shown = tuple((fact, who & ids) for fact, who in _appearances(facts) if who & ids)
    wanted = facts.selection.themes or tuple(facts.record.themes)
    by_theme = Counter(theme for fact, _ in shown for theme in fact.themes if theme in wanted)
    themes = sorted((facts.record.themes[theme] for theme in by_theme), key=lambda theme: (-by_theme[theme.id], theme.id))
    return Grid(chosen, tuple(themes), shown)


def network(facts: Facts, fewest: int = 4, shared: int = 2) -> Network:
    """Who appears with whom among the actors of at least `fewest` facts; a tie takes at least `shared` facts.

    The places follow from the ties alone: each column is ordered by the mean place of the neighbours (barycentre),
    which keeps crossings few, those without a tie last; the same record always gives the same picture.
    """
    counts = _counts(facts)
    chosen = {actor.id: actor for actor in _ranked(counts, facts.record) if counts[actor.id] >= fewest}
    together: dict[tuple[str, str], list[Fact]] = {}
    for fact, who in _appearances(facts):
        for one, other in combinations(sorted(who & set(chosen)), 2):
            together.setdefault((one, other), []).append(fact)
    found = [Tie(chosen[one], chosen[other], tuple(both)) for (one, other), both in together.items() if len(both) >= shared]
    ties = sorted(found, key=lambda tie: (-len(tie.facts), tie.one.id, tie.other.id))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(chosen)
    graph.add_weighted_edges_from((tie.one.id, tie.other.id, len(tie.facts)) for tie in ties)
    rows = _rows(graph, {actor: _columns(facts.record).index(chosen[actor].side) for actor in chosen})
    columns = _columns(facts.record)
    places = [Place(actor, columns.index(actor.side), rows[actor.id], counts[actor.id]) for actor in chosen.values()]
    return Network(tuple(sorted(places, key=lambda place: (place.column, place.row))), tuple(ties), fewest)


def profiles(facts: Facts) -> tuple[SideProfile, ...]:
    """The record's sides with their actors, and what they say and owe; third parties come last."""
    counts, known = _counts(facts), facts.record.actors
    ranked = sorted((known[actor] for actor in counts), key=lambda actor: (-counts[actor.id], actor.id))
    found = []
    for side in (*facts.record.sides, THIRD_PARTY):
        ours = [actor for actor in ranked if actor.side == side]
        ids = frozenset(actor.id for actor in ours)
        kinds = tuple(_kind(kind, tuple(actor for actor in ours if actor.kind == kind), facts) for kind in KINDS)
        appears = tuple(fact for fact, who in _appearances(facts) if who & ids)
        found.append(SideProfile(side, kinds, appears, *_speaks_and_owes(facts, ids)))
    return tuple(found)


def _kind(kind: str, actors: tuple[ActorRow, ...], facts: Facts) -> KindOfActor:
    return KindOfActor(kind, actors, *_speaks_and_owes(facts, frozenset(actor.id for actor in actors)))


def _speaks_and_owes(facts: Facts, actors: frozenset[str]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts that one of the actors said, and those that one of them owes."""
    return tuple(fact for fact in facts if actors & set(fact.row.said_by)), tuple(fact for fact in facts if actors & set(fact.row.owner))


def present(facts: Facts, theme: str, kind: str) -> tuple[Presence, ...]:
    """For each of the record's sides, its actors of one kind in the facts of one theme."""
    about = facts.where(theme=theme)
    ranked = [actor for actor in _ranked(_counts(about), facts.record) if actor.kind == kind]
    found = []
    for side in facts.record.sides:
        ours = tuple(actor for actor in ranked if actor.side == side)
        ids = {actor.id for actor in ours}
        found.append(Presence(side, ours, tuple(fact for fact, who in _appearances(about) if who & ids)))
    return tuple(found)


def is_side_state(actor: ActorRow, record: Record) -> bool:
    """Whether the actor is the state that one of the record's sides stands for."""
    return actor.kind == "state" and actor.side in record.sides


def _appearances(facts: Facts) -> list[tuple[Fact, frozenset[str]]]:
    return [(fact, frozenset({*fact.actors, *fact.row.said_by, *fact.row.owner})) for fact in facts]


def _counts(facts: Facts) -> Counter[str]:
    return Counter(actor for _, who in _appearances(facts) for actor in who)


def _ranked(counts: Counter[str], record: Record) -> list[ActorRow]:
    """The actors that appear, most facts first, without the states of the sides."""
    present = [record.actors[actor] for actor in counts if not is_side_state(record.actors[actor], record)]
    return sorted(present, key=lambda actor: (-counts[actor.id], actor.id))


def _columns(record: Record) -> tuple[str, ...]:
    """The sides from left to right, third parties between the first and the rest."""
    return (*record.sides[:1], THIRD_PARTY, *record.sides[1:])


def _rows(graph: nx.Graph[str], columns: dict[str, int]) -> dict[str, float]:
    """A row from 0 to 1 for each node: its column sorted, again and again, by the weighted mean row of its neighbours."""
    members = {column: sorted(node for node in columns if columns[node] == column) for column in sorted(set(columns.values()))}
    rows = _spread(members)
    for _ in range(12):
        for column in members:
            members[column] = sorted(members[column], key=lambda node: (not graph[node], _mean(graph, node, rows), node))
            rows = _spread(members)
    return rows


def _spread(members: dict[int, list[str]]) -> dict[str, float]:
    """Each column's nodes at even distances between top and bottom, a short column in the middle."""
    tallest = max((len(nodes) for nodes in members.values()), default=1)
    return {
        node: (place + (tallest - len(nodes)) / 2) / max(tallest - 1, 1) for nodes in members.values() for place, node in enumerate(nodes)
    }


def _mean(graph: nx.Graph[str], node: str, rows: dict[str, float]) -> float:
    """The weighted mean row of a node's neighbours, rounded so that platforms agree; its own row where it has none."""
    weights = {other: data["weight"] for other, data in graph[node].items()}
    return round(sum(rows[other] * weight for other, weight in weights.items()) / sum(weights.values()), 9) if weights else rows[node]
