"""Which claims hold? The claims made on the day of one event that can be checked, with what speaks for and against each."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.analysis import meeting
from factbook.record.facts import Evidence, Fact, Facts, Record
from factbook.record.rows import SUPPORTING, SourceRow
from factbook.record.standing import LABELS, origin

_ORDER = ("disputed", "unconfirmed", "single source", "corroborated")  # what needs the reader's care comes first


@dataclass(frozen=True)
class Claim:
    """A claim of the day with its rivals and what sources of another origin than the day's accounts have on it."""

    fact: Fact
    carriers: tuple[SourceRow, ...]  # the accounts of the day that make it
    rivals: tuple[Fact, ...]
    support: tuple[Evidence, ...]  # of another origin
    against: tuple[Evidence, ...]  # of another origin
    searches: tuple[Evidence, ...]  # read or searched for it, nothing found
    carried_by: int  # origins of the accounts

    @property
    def standing(self) -> str:
        return self.fact.standing.label


@dataclass(frozen=True)
class Count:
    """One figure in a contest of figures: the fact that holds it, and who counts so."""

    fact: Fact
    value: float
    counters: tuple[str, ...]  # the speakers, or else the sources

    @property
    def figure(self) -> str:
        """The figure with its unit, as prose says it."""
        value, unit = self.fact.row.value, self.fact.row.unit
        return f"rank {value}" if unit == "rank" else f"{value} {unit}".strip()


def checkable(facts: Facts, event: str) -> tuple[Claim, ...]:
    """The claims of the event's day that the record can check, the disputed ones first.

    A claim can be checked where it has a rival from elsewhere, support or dispute of another origin, or a search for it.
    Promises are no claims; the chapter on commitments follows them.
    """
    day = meeting.held(facts, event)
    claims = (_claim(fact, facts.record, day) for fact in day.statements if fact.kind != "commitment")
    found = [claim for claim in claims if claim.rivals or claim.support or claim.against or claim.searches]
    return tuple(sorted(found, key=lambda claim: (_ORDER.index(claim.standing), -len(claim.against), claim.fact.date.key, claim.fact.id)))


def by_standing(claims: tuple[Claim, ...]) -> dict[str, tuple[Claim, ...]]:
    """The claims by standing, the standings in the order of care, none of them empty."""
    groups = {label: tuple(claim for claim in claims if claim.standing == label) for label in _ORDER if label in LABELS}
    return {label: chosen for label, chosen in groups.items() if chosen}


def counts(facts: Facts, claim: str) -> tuple[Count, ...]:
    """The figure of a claim and of its rivals in the same unit, smallest first; empty where the edition lacks it."""
    record = facts.record
    fact = record.facts.get(claim)
    if fact is None or claim not in facts or not fact.row.value:
        return ()
    rivals = _rivals(fact, record)
    counted = [other for other in (fact, *rivals) if other.row.value and other.row.unit == fact.row.unit]
    return tuple(sorted((_count(other, record) for other in counted), key=lambda count: (count.value, count.fact.date.key, count.fact.id)))


def figures_of(facts: Facts, claim: Claim) -> tuple[Count, ...]:
    """The figures that rivals of a claim set against it, smallest first."""
    return tuple(
        sorted((_count(rival, facts.record) for rival in claim.rivals if rival.row.value), key=lambda count: (count.value, count.fact.id))
    )


def _claim(fact: Fact, record: Record, day: meeting.Meeting) -> Claim:
    carriers = day.carriers(fact)
    origins = {origin(source.id, record.sources) for source in day.accounts}
    elsewhere = [item for item in fact.evidence if origin(item.source.id, record.sources) not in origins]
    return Claim(
        fact=fact,
        carriers=carriers,
        rivals=tuple(rival for rival in _rivals(fact, record) if not day.carriers(rival)),
        support=tuple(item for item in elsewhere if item.bearing in SUPPORTING),
        against=tuple(item for item in elsewhere if item.bearing == "disputes"),
        searches=tuple(item for item in elsewhere if item.bearing == "silent"),
        carried_by=len({origin(source.id, record.sources) for source in carriers}),
    )


def _rivals(fact: Fact, record: Record) -> tuple[Fact, ...]:
    """The known facts that rival this one, in order of date."""
    rivals = {record.facts[other] for _, _, other in record.linked(fact.id, "rivals")}
    return tuple(sorted(rivals, key=lambda rival: (rival.date.key, rival.id)))


def _count(fact: Fact, record: Record) -> Count:
    speakers = tuple(record.actors[speaker].name for speaker in fact.row.said_by)
    sources = tuple(dict.fromkeys(item.source.attribution for item in fact.evidence if item.bearing in SUPPORTING))
    return Count(fact, float(fact.row.value), speakers or sources)


def contests(facts: Facts, claims: tuple[Claim, ...], apart: str = "") -> tuple[tuple[Claim, tuple[Count, ...]], ...]:
    """The claims that rivals meet with figures, each with those figures, smallest first; but for one told apart."""
    found = ((claim, figures_of(facts, claim)) for claim in claims if claim.fact.id != apart)
    return tuple((claim, counted) for claim, counted in found if counted)
