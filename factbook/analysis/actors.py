"""Who does it, and who is missing? Actors by theme, who is tied to whom, and how the sides differ.

An actor appears in a fact that is about it, that it said, or that it owes; the grid counts by that. A tie asks for more:
a fact between the sides that is about both actors or that they owe. Who only said it, as the author of a catalogue does, is
not with those it names, and a count joins nobody. The states that are the record's sides are named in nearly every fact
and tell little, so the grid and the ties leave them out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import networkx as nx

from factbook.analysis.commitments import ledger
from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import THIRD_PARTY, ActorRow, ThemeRow

KINDS = ("agency", "company", "person", "organisation", "programme", "state")  # in the order in which they are shown
RECENT = timedelta(days=730)  # before the horizon: a tie is recent if it has a fact from then
_COUNT = "figure"  # the kind of fact that counts others


@dataclass(frozen=True)
class Grid:
    """Actors (side by side, most facts first) against themes (most facts first), with the facts in which both stand."""

    actors: tuple[ActorRow, ...]
    themes: tuple[ThemeRow, ...]
    appearances: tuple[tuple[Fact, frozenset[str]], ...]  # each fact with the actors that appear in it
    without: tuple[tuple[str, ThemeRow, tuple[Fact, ...]], ...]  # a side, a theme and its facts, in none of which anyone of it appears

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
    """Two actors and the facts that concern both, each as a subject or as an owner, in order of date."""

    one: ActorRow
    other: ActorRow
    facts: tuple[Fact, ...]

    @property
    def crosses(self) -> bool:
        """Whether it joins two sides (a tie to a third party joins none)."""
        return self.one.side != self.other.side and THIRD_PARTY not in (self.one.side, self.other.side)

    @property
    def corroborated(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.standing.label == "corroborated")

    @property
    def latest(self) -> Fact:
        """The fact that reaches furthest in time."""
        return max(self.facts, key=lambda fact: (fact.date.latest, fact.date.earliest, fact.id))


@dataclass(frozen=True)
class Group:
    """Actors whom ties join to one another and to nobody else."""

    columns: tuple[tuple[ActorRow, ...], ...]  # of each side, so ordered that the ties cross little
    between: tuple[ActorRow, ...]  # third parties, from the first side's to the last's
    ties: tuple[Tie, ...]  # the strongest first

    @property
    def centre(self) -> ActorRow:
        """The actor of a side, or else of none, whose ties count most facts."""
        weight = Counter(actor.id for tie in self.ties for actor in (tie.one, tie.other) for _ in tie.facts)
        actors = [actor for column in self.columns for actor in column] or list(self.between)
        return min(actors, key=lambda actor: (-weight[actor.id], actor.id))


@dataclass(frozen=True)
class Network:
    """Who is tied to whom: the groups that do not touch, those that join the sides first, and within them the strongest."""

    groups: tuple[Group, ...]
    ties: tuple[Tie, ...]  # the strongest first
    horizon: date

    @property
    def actors(self) -> tuple[ActorRow, ...]:
        """Those that have a tie."""
        return tuple(actor for group in self.groups for part in (*group.columns, group.between) for actor in part)

    @property
    def crossing(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.crosses)

    @property
    def since(self) -> date:
        """The day two years before the horizon: a tie is recent if it has a fact that is later."""
        return self.horizon - RECENT

    def is_recent(self, tie: Tie) -> bool:
        return tie.latest.date.latest > self.since


@dataclass(frozen=True)
class KindOfActor:
    """The actors of one kind on one side, with the facts in which they speak and the undertakings that they owe still."""

    kind: str
    actors: tuple[ActorRow, ...]  # that appear in a fact, most facts first
    speaks: tuple[Fact, ...]
    owes: tuple[Fact, ...]


@dataclass(frozen=True)
class SideProfile:
    """One side: its actors by kind, the facts in which any of them appears or speaks, and the undertakings that any of them owes still."""

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
    shown = tuple((fact, fact.appearing & ids) for fact in facts if fact.appearing & ids)
    wanted = facts.selection.themes or tuple(facts.record.themes)
    by_theme = Counter(theme for fact, _ in shown for theme in fact.themes if theme in wanted)
    themes = sorted((facts.record.themes[theme] for theme in by_theme), key=lambda theme: (-by_theme[theme.id], theme.id))
    without = [(side, theme, about) for side in facts.record.sides for theme in themes if (about := _without(side, theme, facts))]
    return Grid(chosen, tuple(themes), shown, tuple(without))


def _without(side: str, theme: ThemeRow, facts: Facts) -> tuple[Fact, ...]:
    """The facts on a theme, if nobody of a side appears in them, its state included; else nothing."""
    about = facts.where(theme=theme.id)
    there = {facts.record.actors[actor].side for fact in about for actor in fact.appearing}
    return () if side in there else about.chosen


def network(facts: Facts, fewest: int = 2) -> Network:
    """Who is tied to whom by at least `fewest` facts between the sides.

    A fact ties the actors that it is about or that owe it; who only said it is not with them, and a count joins nobody.
    The order follows from the ties alone: the same record always gives the same groups.
    """
    together: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts.shared:
        for pair in combinations(sorted(_concerned(fact, facts.record)), 2):
            together.setdefault(pair, []).append(fact)
    known = facts.record.actors
    found = [Tie(known[one], known[other], tuple(both)) for (one, other), both in together.items() if len(both) >= fewest]
    ties = tuple(sorted(found, key=lambda tie: (-len(tie.facts), -len(tie.corroborated), tie.one.id, tie.other.id)))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((tie.one.id, tie.other.id, len(tie.facts)) for tie in ties)
    groups = (_group(graph.subgraph(members), ties, facts.record) for members in nx.connected_components(graph))
    return Network(tuple(sorted(groups, key=_rank)), ties, facts.horizon)


def _concerned(fact: Fact, record: Record) -> set[str]:
    """The actors whom a fact is about or who owe it, without the states of the sides; a count concerns nobody."""
    if fact.kind == _COUNT:
        return set()
    return {actor for actor in (*fact.actors, *fact.row.owner) if not is_side_state(record.actors[actor], record)}


def _rank(group: Group) -> tuple[bool, int, str]:
    return not any(tie.crosses for tie in group.ties), -sum(len(tie.facts) for tie in group.ties), group.centre.id


def _group(graph: nx.Graph[str], ties: tuple[Tie, ...], record: Record) -> Group:
    """A connected part of the ties: each side's column sorted, again and again, by the mean place of its neighbours (barycentre)."""
    sides = record.sides
    columns = [sorted(actor for actor in graph if record.actors[actor].side == side) for side in sides]
    for _ in range(8):
        for place, column in enumerate(columns):
            rows = {actor: row / len(one) for one in columns for row, actor in enumerate(one)}  # third parties stand below
            columns[place] = sorted(column, key=lambda actor: (_mean(graph, actor, rows), actor))
    reach = {actor: place / len(sides) for place, column in enumerate(columns) for actor in column}
    between = sorted((actor for actor in graph if actor not in reach), key=lambda actor: (_mean(graph, actor, reach), actor))
    return Group(
        columns=tuple(_named(column, record) for column in columns),
        between=_named(between, record),
        ties=tuple(tie for tie in ties if tie.one.id in graph),
    )


def _mean(graph: nx.Graph[str], node: str, places: dict[str, float]) -> float:
    """The weighted mean place of a node's neighbours, one without a place as if at the end; rounded so that platforms agree."""
    weights: dict[str, int] = {other: data["weight"] for other, data in graph[node].items()}
    return round(sum(places.get(other, 1) * weight for other, weight in weights.items()) / sum(weights.values()), 9)


def _named(actors: Iterable[str], record: Record) -> tuple[ActorRow, ...]:
    return tuple(record.actors[actor] for actor in actors)


def profiles(facts: Facts) -> tuple[SideProfile, ...]:
    """The record's sides with their actors, what they say and what they owe still, in facts between the sides; third parties last."""
    between = facts.shared
    owed = tuple(promise.fact for promise in ledger(between).open)
    counts, known = _counts(between), facts.record.actors
    ranked = sorted((known[actor] for actor in counts), key=lambda actor: (-counts[actor.id], actor.id))
    found = []
    for side in (*facts.record.sides, THIRD_PARTY):
        ours = [actor for actor in ranked if actor.side == side]
        by_kind = {kind: tuple(actor for actor in ours if actor.kind == kind) for kind in KINDS}
        kinds = tuple(KindOfActor(kind, actors, _said(between, actors), _owed(owed, actors)) for kind, actors in by_kind.items())
        ids = {actor.id for actor in ours}
        appears = tuple(fact for fact in between if fact.appearing & ids)
        found.append(SideProfile(side, kinds, appears, _said(between, ours), _owed(owed, ours)))
    return tuple(found)


def _said(facts: Iterable[Fact], actors: Iterable[ActorRow]) -> tuple[Fact, ...]:
    ids = {actor.id for actor in actors}
    return tuple(fact for fact in facts if ids & set(fact.row.said_by))


def _owed(facts: Iterable[Fact], actors: Iterable[ActorRow]) -> tuple[Fact, ...]:
    ids = {actor.id for actor in actors}
    return tuple(fact for fact in facts if ids & set(fact.row.owner))


def is_side_state(actor: ActorRow, record: Record) -> bool:
    """Whether the actor is the state that one of the record's sides stands for."""
    return actor.kind == "state" and actor.side in record.sides


def _counts(facts: Facts) -> Counter[str]:
    return Counter(actor for fact in facts for actor in fact.appearing)


def _ranked(counts: Counter[str], record: Record) -> list[ActorRow]:
    """The actors that appear, most facts first, without the states of the sides."""
    present = [record.actors[actor] for actor in counts if not is_side_state(record.actors[actor], record)]
    return sorted(present, key=lambda actor: (-counts[actor.id], actor.id))


def _columns(record: Record) -> tuple[str, ...]:
    """The sides from left to right, third parties between the first and the rest."""
    return (*record.sides[:1], THIRD_PARTY, *record.sides[1:])
