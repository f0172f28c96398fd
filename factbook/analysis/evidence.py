"""Where does each sentence come from? Facts by standing, and sources by how much rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.record.facts import Fact, Facts
from factbook.record.rows import SUPPORTING, SourceRow
from factbook.record.standing import LABELS


@dataclass(frozen=True)
class Weight:
    """One source and the facts that it supports; `alone` are those that no other origin supports."""

    source: SourceRow
    supports: tuple[Fact, ...]
    alone: tuple[Fact, ...]


def by_standing(facts: Facts) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """The facts of each standing, from corroborated to disputed; a standing that no fact has is kept, empty."""
    return tuple((label, tuple(fact for fact in facts if fact.standing.label == label)) for label in LABELS)


def weights(facts: Facts) -> tuple[Weight, ...]:
    """The sources that support facts of the edition, those that carry most first; a log of searches is no source."""
    supports: dict[str, list[Fact]] = {}
    for fact in facts:
        for source in {item.source.id for item in fact.evidence if item.bearing in SUPPORTING and not item.from_search}:
            supports.setdefault(source, []).append(fact)
    found = [
        Weight(facts.record.sources[source], tuple(carried), tuple(fact for fact in carried if len(fact.standing.origins) == 1))
        for source, carried in supports.items()
    ]
    return tuple(sorted(found, key=lambda weight: (-len(weight.supports), weight.source.id)))
