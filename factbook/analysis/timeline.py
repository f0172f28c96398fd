"""How did the relation get here? Lanes of dated facts, the pace by year, and the gaps between events.

Pace and weight over time are counted by occasions, since one text of one day may be cut into many facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from factbook.record.dates import Date
from factbook.record.facts import Fact, Facts

HAPPENINGS = ("event", "agreement", "commitment")  # the kinds a timeline shows: what was done or undertaken, not opinions
_PEAK = 5  # occasions that a year needs to stand out, and a pace to have a shape
_LEAD = 2  # occasions by which it must be ahead of any other year
_CROWDED = 0.7  # the share of the facts that a stretched part of the axis holds
_STRETCH = 0.72  # the share of the axis that it gets


@dataclass(frozen=True)
class Occasion:
    """What is on record of one exact day; a fact dated less exactly is an occasion of its own."""

    facts: tuple[Fact, ...]

    @property
    def date(self) -> Date:
        return self.facts[0].date

    @property
    def themes(self) -> frozenset[str]:
        """The themes of any of its facts."""
        return frozenset(theme for fact in self.facts for theme in fact.themes)


@dataclass(frozen=True)
class Lane:
    """One family of themes with its facts in order of date."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Lanes:
    """The facts of a timeline lane by lane, and the pieces its axis is drawn in.

    `pieces` are (first day, last day, share of the axis); more than one where decades are nearly empty, so the axis is scaled.
    """

    lanes: tuple[Lane, ...]
    pieces: tuple[tuple[date, date, float], ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(sorted({fact for lane in self.lanes for fact in lane.facts}, key=lambda fact: (fact.date.key, fact.id)))

    @property
    def scaled(self) -> bool:
        """Whether the axis gives its years unequal room."""
        return len(self.pieces) > 1


@dataclass(frozen=True)
class Pace:
    """The occasions of each year from the first to the last; those that span years are kept apart."""

    years: tuple[tuple[int, tuple[Occasion, ...]], ...]
    spanning: tuple[Occasion, ...]

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """All of them in order of date."""
        found = (*self.spanning, *(occasion for _, chosen in self.years for occasion in chosen))
        return tuple(sorted(found, key=lambda occasion: (occasion.date.key, occasion.facts[0].id)))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all occasions."""
        return tuple(fact for occasion in self.occasions for fact in occasion.facts)

    @property
    def total(self) -> int:
        """How many facts the occasions hold."""
        return len(self.facts)

    @property
    def dated(self) -> int:
        """How many occasions fall in a single year."""
        return sum(len(chosen) for _, chosen in self.years)

    @property
    def busiest(self) -> tuple[tuple[int, tuple[Occasion, ...]], ...]:
        """The years that have occasions, those with most first and of equals the earlier."""
        return tuple(sorted((pair for pair in self.years if pair[1]), key=lambda pair: (-len(pair[1]), pair[0])))

    @property
    def swollen(self) -> tuple[int, Occasion] | None:
        """The year that would lead if facts were counted, where by occasions it does not; with its largest occasion."""
        leading = [chosen for _, chosen in self.busiest if len(chosen) == len(self.busiest[0][1])]
        year, chosen = max(self.busiest, key=lambda pair: (sum(len(one.facts) for one in pair[1]), -pair[0]))
        return None if chosen in leading else (year, max(chosen, key=lambda one: len(one.facts)))

    @property
    def peak(self) -> int | None:
        """The year that stands out: at least `_PEAK` occasions, and `_LEAD` more than in any other year."""
        counts = [len(chosen) for _, chosen in self.busiest] + [0]
        return self.busiest[0][0] if self.years and counts[0] >= max(_PEAK, counts[1] + _LEAD) else None

    @property
    def half(self) -> tuple[int, tuple[Occasion, ...]]:
        """The latest year from which on at least half of the occasions of single years fall, and these."""
        late: tuple[Occasion, ...] = ()
        for year, chosen in reversed(self.years):
            late = (*chosen, *late)
            if 2 * len(late) >= self.dated:
                return year, late
        raise ValueError("A pace without occasions has no half.")

    @property
    def late(self) -> bool:
        """Whether half of the occasions fall in the last third of the years, and these are few enough to tell."""
        return bool(self.years) and self.dated >= _PEAK and 3 * (self.years[-1][0] - self.half[0] + 1) <= len(self.years)


@dataclass(frozen=True)
class Gap:
    """Full years without any fact between two facts."""

    before: Fact
    after: Fact

    @property
    def years(self) -> int:
        """How many whole calendar years lie in between."""
        return self.after.date.earliest.year - self.before.date.latest.year - 1


def is_named(fact: Fact) -> bool:
    """Whether a timeline has room for the fact's name: what happened or was agreed, and what several parties announced they owe."""
    shared_promise = fact.delivery == "announced" and len(fact.row.owner) > 1
    return bool(fact.row.label) and (fact.kind != "commitment" or shared_promise)


def occasions(facts: Iterable[Fact]) -> tuple[Occasion, ...]:
    """The facts gathered by the exact day they share, in order of date; each that has none is alone."""
    together: dict[str, list[Fact]] = {}
    for fact in facts:
        exact = fact.date.precision == "day" and not fact.date.vague
        together.setdefault(fact.date.text if exact else fact.id, []).append(fact)
    found = (Occasion(tuple(chosen)) for chosen in together.values())
    return tuple(sorted(found, key=lambda occasion: (occasion.date.key, occasion.facts[0].id)))


def happenings(facts: Facts) -> Facts:
    """What happened, was agreed or was undertaken between the sides; where nothing was, what is known of one of them.

    A date without a beginning or an end cannot be placed in time: its facts are left out.
    """
    placed = tuple(fact for fact in facts if fact.kind in HAPPENINGS and fact.date.precision != "open")
    return replace(facts, chosen=placed).shared


def lanes(facts: Facts) -> Lanes:
    """The happenings among the facts, each in the lane of its first theme's group."""
    drawn = list(happenings(facts))
    groups = dict.fromkeys(theme.group for theme in facts.record.themes.values())
    filled = {group: tuple(fact for fact in drawn if facts.record.themes[fact.themes[0]].group == group) for group in groups}
    return Lanes(tuple(Lane(group, chosen) for group, chosen in filled.items() if chosen), _pieces(drawn))


def pace(facts: Facts) -> Pace:
    """The occasions of the happenings by the year they fall in."""
    found = occasions(happenings(facts))
    dated = [occasion for occasion in found if occasion.date.earliest.year == occasion.date.latest.year]
    spanning = tuple(occasion for occasion in found if occasion.date.earliest.year != occasion.date.latest.year)
    if not dated:
        return Pace((), spanning)
    first, last = dated[0].date.year, dated[-1].date.year
    by_year = {year: tuple(occasion for occasion in dated if occasion.date.year == year) for year in range(first, last + 1)}
    return Pace(tuple(by_year.items()), spanning)


def gaps(facts: Facts, shortest: int = 5) -> tuple[Gap, ...]:
    """The stretches of at least `shortest` full years between happenings, longest first."""
    found = []
    for before, after in pairwise(_frontier(happenings(facts))):
        gap = Gap(before, after)
        if gap.years >= shortest:
            found.append(gap)
    return tuple(sorted(found, key=lambda gap: (-gap.years, gap.before.id)))


def precisions(facts: Iterable[Fact]) -> dict[str, int]:
    """How many of the facts are known to the day, month, year, or less."""
    counts = Counter(fact.date.precision for fact in facts)
    return {precision: counts[precision] for precision in ("day", "month", "year", "span", "open") if counts[precision]}


def _frontier(dated: Iterable[Fact]) -> list[Fact]:
    """The facts that each reach later than all before them, so that a long span hides no gap."""
    frontier: list[Fact] = []
    for fact in dated:
        if not frontier or fact.date.latest > frontier[-1].date.latest:
            frontier.append(fact)
    return frontier


def _pieces(facts: list[Fact]) -> tuple[tuple[date, date, float], ...]:
    """One even piece where the facts are spread evenly; else a narrow early and a wide late one, split at a round year."""
    if not facts:
        return ()
    first = date(min(fact.date.earliest.year for fact in facts), 1, 1)
    last = date(max(fact.date.latest.year for fact in facts), 12, 31)
    ordered = sorted(fact.date.year for fact in facts)
    crowded = ordered[int(len(ordered) * (1 - _CROWDED))]
    split = crowded - crowded % 5
    if split - first.year < 15 or (last.year - split) > 0.6 * (last.year - first.year):
        return ((first, last, 1.0),)
    return (first, date(split - 1, 12, 31), 1 - _STRETCH), (date(split, 1, 1), last, _STRETCH)
