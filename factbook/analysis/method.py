"""How was this made, and where is it weak? Coverage, standings, reading, searches, one-sided facts and corrections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from factbook.analysis.evidence import weights
from factbook.record import package as packages
from factbook.record import standing as rules
from factbook.record.facts import Evidence, Fact, Facts
from factbook.record.rows import THIRD_PARTY, CorrectionRow, EvidenceRow, SourceRow, columns
from factbook.record.standing import origin

ASPECTS = ("side", "kind", "language", "reliability")
PARTLY = ("Read in part", "Read through", "Headline only")  # how a note begins where not the whole page was read (codebook)
WHOLLY = ("Read whole", "Read in full", "Read completely")
_WEIGHTIEST = 3  # of the sources that carry most facts


@dataclass(frozen=True)
class Group:
    """The sources that share a value, with the facts they bear on."""

    value: str
    sources: tuple[SourceRow, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Coverage:
    """The edition's sources by one aspect, the largest group first."""

    aspect: str
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        return sum(len(group.sources) for group in self.groups)


@dataclass(frozen=True)
class Rule:
    """One standing with the rule that gives it and the facts it is given to."""

    label: str
    words: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Text:
    """One source with the facts it supports, and whether it was read whole for any of them."""

    source: SourceRow
    supports: tuple[Fact, ...]
    whole: bool


@dataclass(frozen=True)
class Reading:
    """How much of each page the evidence rests on, as the notes say; what a search did not find is no reading."""

    whole: tuple[Evidence, ...]
    partly: tuple[Evidence, ...]
    unsaid: tuple[Evidence, ...]
    facts: tuple[Fact, ...]  # of the edition
    only_partly: tuple[Fact, ...]  # none of whose supporting evidence was read whole
    primary: tuple[Text, ...]  # a body's own record or release
    weightiest: tuple[Text, ...]  # the few that support most facts, those first that support more

    @property
    def total(self) -> int:
        return len(self.whole) + len(self.partly) + len(self.unsaid)


@dataclass(frozen=True)
class Search:
    """One thing that was searched for and not found: the fact it bears on, and what was searched."""

    fact: Fact
    note: str


@dataclass(frozen=True)
class Silence:
    """The searches that found nothing, and the pages that were read and do not have what they might have."""

    searches: tuple[Search, ...]
    pages: tuple[tuple[Fact, Evidence], ...]


@dataclass(frozen=True)
class Leaning:
    """The facts about more than one side that rest on sources of one side alone, by that side."""

    shared: tuple[Fact, ...]  # facts about more than one side
    by_side: tuple[tuple[str, tuple[Fact, ...]], ...]
    balanced: tuple[Fact, ...]  # those with a source from every side


@dataclass(frozen=True)
class Corrections:
    """What was changed and why, by the horizon: those of facts of the edition first, figures before dates before words."""

    rows: tuple[CorrectionRow, ...]
    facts: dict[str, Fact]  # of the edition, by id: those that a correction names

    @property
    def by_field(self) -> tuple[tuple[str, int], ...]:
        """How many changed which column, most first."""
        fields = [row.field for row in self.rows]
        return tuple(sorted(((field, fields.count(field)) for field in set(fields)), key=lambda pair: (-pair[1], pair[0])))


def coverage(facts: Facts) -> tuple[Coverage, ...]:
    """The edition's sources by side, kind, language and reliability."""
    return tuple(_coverage(aspect, facts, attrgetter(aspect)) for aspect in ASPECTS)


def coverage_by_year(facts: Facts) -> Coverage:
    """The edition's sources by the year of publication, in order; undated ones last."""
    found = _coverage("year", facts, lambda source: str(source.date_published.year) if source.date_published else "undated")
    return Coverage("year", tuple(sorted(found.groups, key=lambda group: group.value)))


def origins(facts: Facts) -> tuple[str, ...]:
    """The distinct origins of the edition's sources, copies and rewrites counted with what they retell."""
    return tuple(sorted({origin(source.id, facts.record.sources) for source in facts.sources}))


def single_origin(facts: Facts) -> tuple[Fact, ...]:
    """The facts that only one origin supports."""
    return tuple(fact for fact in facts if len(fact.standing.origins) == 1)


def standing_rules(facts: Facts) -> tuple[Rule, ...]:
    """The standings in the words and the order in which their rules are written down and applied, each with its facts."""
    written = re.findall(r"^\d\. `([^`]+)`\s+(.+?)[;.]$", rules.__doc__ or "", flags=re.MULTILINE)
    return tuple(Rule(label, words, tuple(facts.where(standing=label))) for label, words in written)


def reading(facts: Facts) -> Reading:
    """How the evidence of the edition was read: whole, in part, or the note does not say."""
    read = [item for fact in facts for item in fact.evidence if not item.from_search]
    texts = _texts(facts, read)
    whole = tuple(item for item in read if item.row.note.startswith(WHOLLY))
    partly = tuple(item for item in read if item.row.note.startswith(PARTLY))
    return Reading(
        whole=whole,
        partly=partly,
        unsaid=tuple(item for item in read if not item.row.note.startswith((*WHOLLY, *PARTLY))),
        facts=tuple(facts),
        only_partly=tuple(fact for fact in facts if _supports(fact) and all(i.row.note.startswith(PARTLY) for i in _supports(fact))),
        primary=tuple(text for text in texts if text.source.reliability == "primary"),
        weightiest=tuple(text for text in texts[:_WEIGHTIEST] if text.supports),
    )


def silence(facts: Facts) -> Silence:
    """What was searched for and not found, and what was read and does not have it."""
    silent = [(fact, item) for fact in facts for item in fact.evidence if item.bearing == "silent"]
    return Silence(
        searches=tuple(Search(fact, item.row.note) for fact, item in silent if item.from_search),
        pages=tuple((fact, item) for fact, item in silent if not item.from_search),
    )


def leaning(facts: Facts) -> Leaning:
    """Which facts about more than one side are known from one side only."""
    shared = [fact for fact in facts if len(fact.sides) > 1]
    told = {fact.id: {item.source.side for item in _supports(fact)} for fact in shared}
    by_side = [(side, tuple(fact for fact in shared if told[fact.id] == {side})) for side in (*facts.record.sides, THIRD_PARTY)]
    every = set(facts.record.sides)
    return Leaning(tuple(shared), tuple(by_side), tuple(fact for fact in shared if told[fact.id] >= every))


def corrections(facts: Facts) -> Corrections:
    """The corrections made by the horizon, read from the data package."""
    rows = [row for row in packages.read(facts.record.folder).corrections if row.date.earliest <= facts.horizon]
    shown = {row.row: facts[row.row] for row in rows if row.row in facts}
    material = ("value", "date", "statement")
    rank = {field: place for place, field in enumerate(material)}
    return Corrections(
        tuple(sorted(rows, key=lambda row: (row.row not in shown, rank.get(row.field, len(material)), row.file, row.row))), shown
    )


def words_of(resource: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Columns of a file of the data package with the sentences the codebook prints for them."""
    fields: dict[str, Any] = columns(resource)
    return tuple((name, str(fields[name].description)) for name in names)


def _coverage(aspect: str, facts: Facts, value: Callable[[SourceRow], str]) -> Coverage:
    by_value: dict[str, list[SourceRow]] = {}
    for source in facts.sources:
        by_value.setdefault(value(source), []).append(source)
    found = []
    for name, sources in by_value.items():
        ids = {source.id for source in sources}
        found.append(Group(name, tuple(sources), tuple(fact for fact in facts if ids & {source.id for source in fact.sources})))
    return Coverage(aspect, tuple(sorted(found, key=lambda group: (-len(group.sources), group.value))))


def _texts(facts: Facts, read: list[Evidence]) -> tuple[Text, ...]:
    """The sources read, those that support most facts first."""
    whole = {item.source.id for item in read if item.row.note.startswith(WHOLLY)}
    supports = {weight.source.id: weight.supports for weight in weights(facts)}
    sources = {item.source.id: item.source for item in read}
    texts = [Text(source, supports.get(name, ()), name in whole) for name, source in sources.items()]
    return tuple(sorted(texts, key=lambda text: (-len(text.supports), text.source.id)))


def _supports(fact: Fact) -> list[Evidence]:
    return [item for item in fact.evidence if _supporting(item.row)]


def _supporting(row: EvidenceRow) -> bool:
    return row.bearing not in ("silent", "disputes")
