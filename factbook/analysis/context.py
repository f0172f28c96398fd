"""How big is this, really? The record's measures by subject and year, side against side, per head, and around a day.

Measures are cut to the edition's window; a period without a figure stays a gap and never becomes a nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from factbook.record.facts import Fact, Facts
from factbook.record.rows import MeasureRow, SourceRow

_FAR_APART = 100  # times: on one scale from nought the smaller of two such figures cannot be seen
_LIKE = 1.1  # times: a fiscal and a calendar year are of like length, nine months and a year are not


@dataclass(frozen=True)
class Series:
    """The figures of one indicator for one subject in one unit, oldest first."""

    indicator: str
    subject: str  # as a reader sees it
    side: str  # the side that the subject is or belongs to; empty for all others
    unit: str
    measures: tuple[MeasureRow, ...]

    @property
    def points(self) -> tuple[tuple[int, float], ...]:
        """(year, value), the year being that in which the period ends."""
        return tuple((measure.period.latest.year, float(measure.value)) for measure in self.measures)

    @property
    def total(self) -> float:
        return sum(value for _, value in self.points)

    @property
    def last(self) -> MeasureRow:
        return self.measures[-1]

    @property
    def rises(self) -> bool:
        """Whether each figure is higher than the one before it."""
        return all(before < after for (_, before), (_, after) in pairwise(self.points))

    @property
    def comparable(self) -> bool:
        """Whether the figures can be set against each other: running totals, states at a time, or sums over spans of like length."""
        spans = [(measure.period.latest - measure.period.earliest).days + 1 for measure in self.measures]
        sums = any("/" in measure.period.text for measure in self.measures) and not self.indicator.startswith("cumulative")
        return not sums or max(spans) <= _LIKE * min(spans)


@dataclass(frozen=True)
class Breakdown:
    """One indicator's figures by subject, the largest total first, with their sources."""

    indicator: str
    unit: str
    series: tuple[Series, ...]
    sources: tuple[SourceRow, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year with a figure."""
        found = [year for one in self.series for year, _ in one.points]
        return min(found), max(found)

    @property
    def total(self) -> float:
        return sum(one.total for one in self.series)

    @property
    def focal(self) -> tuple[Series, ...]:
        """The series whose subject is one of the record's sides."""
        return tuple(one for one in self.series if one.side)

    @property
    def shared_years(self) -> tuple[int, ...]:
        """The years in which every subject has a figure."""
        return tuple(sorted(set.intersection(*({year for year, _ in one.points} for one in self.series))))

    def ahead(self, one: Series) -> tuple[int, ...]:
        """The shared years in which a subject has the one highest figure."""
        values = {other.subject: dict(other.points) for other in self.series}
        others = [points for subject, points in values.items() if subject != one.subject]
        return tuple(year for year in self.shared_years if all(values[one.subject][year] > points[year] for points in others))

    @property
    def far_apart(self) -> bool:
        """Whether the lowest figure would vanish beside the highest on a scale from nought, and none is nought."""
        values = [value for one in self.series for _, value in one.points]
        return min(values) > 0 and max(values) >= _FAR_APART * min(values)

    @property
    def measures(self) -> tuple[MeasureRow, ...]:
        return tuple(measure for one in self.series for measure in one.measures)


@dataclass(frozen=True)
class PerHead:
    """One indicator in the latest year that all sides have, set against the population known nearest to it."""

    indicator: str
    unit: str
    year: int
    rows: tuple[tuple[str, MeasureRow, MeasureRow], ...]  # (side, figure, population), in the record's order of sides
    sources: tuple[SourceRow, ...]
    published: Breakdown | None  # the rates that somebody published, where every side has one for the same year

    def per_million(self, side: str) -> float:
        figure, people = next((figure, people) for name, figure, people in self.rows if name == side)
        return float(figure.value) / float(people.value) * 1e6

    @property
    def highest(self) -> str:
        """The side with most per head."""
        return max(self.rows, key=lambda row: self.per_million(row[0]))[0]

    @property
    def ratio(self) -> float:
        """How many times the lowest rate the highest is; 0 where the lowest is nothing."""
        rates = sorted(self.per_million(side) for side, _, _ in self.rows)
        return rates[-1] / rates[0] if rates[0] else 0.0

    @property
    def people_of(self) -> tuple[str, ...]:
        """The years, in words, of the populations that are not of the year of the figures."""
        years = {people.period.latest.year for _, _, people in self.rows} - {self.year}
        return tuple(str(year) for year in sorted(years))


@dataclass(frozen=True)
class Share:
    """A count of people on one side, and that side's population."""

    side: str
    figure: MeasureRow
    people: MeasureRow

    @property
    def percent(self) -> float:
        return 100 * float(self.figure.value) / float(self.people.value)


@dataclass(frozen=True)
class Neighbour:
    """A fact with the days that lie between it and another at least and at most; negative where it came before."""

    fact: Fact
    shortest: int
    longest: int
    open: bool  # whether it is a promise that nothing on record fulfils
    searches: tuple[str, ...]  # what was searched for in vain about it, as noted, the latest last
    horizon: date


def breakdown(facts: Facts, indicator: str, without: str = "") -> Breakdown:
    """One indicator by subject; `without` names a subject that sums up the others and is left out."""
    found = [one for one in _series(facts, indicator) if one.subject != without]
    unit = found[0].unit if found else ""
    ranked = sorted((one for one in found if one.unit == unit), key=lambda one: (-one.total, one.subject))
    return Breakdown(indicator, unit, tuple(ranked), _sources(facts, (measure for one in ranked for measure in one.measures)))


def compared(facts: Facts, indicators: Iterable[str]) -> tuple[Breakdown, ...]:
    """The indicators that both (or all) sides have figures for, side by side in the record's order."""
    found = []
    for indicator in indicators:
        whole = breakdown(facts, indicator)
        ours = sorted(whole.focal, key=lambda one: facts.record.sides.index(one.side))
        if len({one.side for one in ours}) == len(facts.record.sides):
            found.append(Breakdown(indicator, whole.unit, tuple(ours), _sources(facts, (row for one in ours for row in one.measures))))
    return tuple(found)


def per_head(facts: Facts, indicators: Iterable[str], population: str) -> tuple[PerHead, ...]:
    """The indicators per head of each side, as far as figures and populations are known."""
    people = {one.side: one.measures for one in breakdown(facts, population).focal}
    found = []
    for comparison in compared(facts, indicators):
        if not comparison.shared_years or set(people) != {one.side for one in comparison.series}:
            continue
        year = comparison.shared_years[-1]
        rows = []
        for one in comparison.series:
            figure = next(measure for measure in one.measures if measure.period.latest.year == year)
            rows.append((one.side, figure, _nearest(people[one.side], year)))
        used = [measure for _, figure, people_then in rows for measure in (figure, people_then)]
        rates = [rate for rate in compared(facts, [f"{comparison.indicator} per million people"]) if rate.shared_years]
        published = rates[0] if rates else None
        found.append(PerHead(comparison.indicator, comparison.unit, year, tuple(rows), _sources(facts, used), published))
    return tuple(found)


def tracks(facts: Facts, indicators: Iterable[str]) -> tuple[Breakdown, ...]:
    """Figures over time, one track for each indicator, subject and unit; only of the sides, one by one or together."""
    found = []
    for indicator in indicators:
        ours = [one for one in _series(facts, indicator) if one.side or all(side in one.subject for side in facts.record.sides)]
        for one in sorted(ours, key=lambda one: (-len(one.measures), one.subject, one.unit)):
            found.append(Breakdown(indicator, one.unit, (one,), _sources(facts, one.measures)))
    return tuple(found)


def share_of_people(facts: Facts, indicator: str, population: str) -> Share | None:
    """The latest figure of an indicator that counts people, as a share of its side's population; None where either is unknown."""
    people = {one.side: one.measures for one in breakdown(facts, population).focal}
    found = [one for one in breakdown(facts, indicator).focal if one.side in people]
    if not found:
        return None
    return Share(found[0].side, found[0].last, _nearest(people[found[0].side], found[0].points[-1][0]))


def around(facts: Facts, centre: str, others: Iterable[str]) -> tuple[Neighbour, ...]:
    """How long before or after the fact `centre` the others came, in order of date; those that the edition has not are left out."""
    known = facts.record.facts
    if centre not in known:
        return ()
    middle = known[centre].date
    found = []
    for fact in (known[other] for other in others if other in facts):
        pending = fact.kind == "commitment" and fact.delivery != "done"
        fulfilled = any(direction == "to" for _, direction, _ in facts.record.linked(fact.id, "fulfils"))
        searches = tuple(item.row.note for item in fact.evidence if item.bearing == "silent" and item.from_search)
        shortest, longest = (fact.date.earliest - middle.latest).days, (fact.date.latest - middle.earliest).days
        found.append(Neighbour(fact, shortest, longest, pending and not fulfilled, searches, facts.horizon))
    return tuple(sorted(found, key=lambda one: (one.fact.date.key, one.fact.id)))


def _series(facts: Facts, indicator: str) -> list[Series]:
    """The indicator's figures within the edition's window, by subject and unit; texts (measures without unit) are left out."""
    record = facts.record
    known = [row for row in facts.measures(indicator) if row.unit and row.period.overlaps(*facts.selection.window)]
    known.sort(key=lambda row: (row.subject, row.unit, row.period.latest, row.id))
    found = []
    for (subject, unit), rows in groupby(known, key=lambda row: (row.subject, row.unit)):
        actor = record.actors.get(subject)
        name = actor.name if actor else subject
        side = actor.side if actor and actor.kind == "state" else subject
        found.append(Series(indicator, name, side if side in record.sides else "", unit, tuple(rows)))
    return found


def _nearest(measures: tuple[MeasureRow, ...], year: int) -> MeasureRow:
    return min(measures, key=lambda measure: (abs(measure.period.latest.year - year), measure.id))


def _sources(facts: Facts, measures: Iterable[MeasureRow]) -> tuple[SourceRow, ...]:
    return tuple(facts.record.sources[source] for source in sorted({measure.source for measure in measures}))
