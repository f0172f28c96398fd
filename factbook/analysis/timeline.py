"""How did the relation get here? Lanes of dated facts, the pace by year, and the gaps between events."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from factbook.record.facts import Fact, Facts

HAPPENINGS = ("event", "agreement", "commitment")  # the kinds a timeline shows: what was done or undertaken, not opinions
_CROWDED = 0.7  # the share of the facts that a stretched part of the axis holds
_STRETCH = 0.72  # the share of the axis that it gets


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
    """How many facts fall in each year from the first to the last; facts that span years are kept apart."""

    years: tuple[tuple[int, tuple[Fact, ...]], ...]
    spanning: tuple[Fact, ...]

    @property
    def total(self) -> int:
        return sum(len(facts) for _, facts in self.years) + len(self.spanning)

    @property
    def peak(self) -> tuple[int, tuple[Fact, ...]]:
        """The year with most facts (the later one of equals) and those facts."""
        return max(self.years, key=lambda pair: (len(pair[1]), pair[0]))

    @property
    def half(self) -> int:
        """The first year by which half of the dated facts had happened."""
        reached, dated = 0, sum(len(facts) for _, facts in self.years)
        for year, facts in self.years:
            reached += len(facts)
            if 2 * reached >= dated:
                return year
        raise ValueError("A pace without facts has no half.")


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


def lanes(facts: Facts) -> Lanes:
    """The happenings among the facts, each in the lane of its first theme's group; only those with both sides, where any are."""
    happenings = [fact for fact in facts if fact.kind in HAPPENINGS and fact.date.precision != "open"]
    shared = [fact for fact in happenings if len(fact.sides) > 1] or happenings
    groups = dict.fromkeys(theme.group for theme in facts.record.themes.values())
    filled = {group: tuple(fact for fact in shared if facts.record.themes[fact.themes[0]].group == group) for group in groups}
    return Lanes(tuple(Lane(group, chosen) for group, chosen in filled.items() if chosen), _pieces(shared))


def pace(facts: Facts) -> Pace:
    """The happenings counted by the year they fall in."""
    happenings = [fact for fact in facts if fact.kind in HAPPENINGS]
    dated = [fact for fact in happenings if fact.date.earliest.year == fact.date.latest.year]
    spanning = tuple(fact for fact in happenings if fact not in dated)
    if not dated:
        return Pace((), spanning)
    by_year = {year: tuple(fact for fact in dated if fact.date.year == year) for year in {fact.date.year for fact in dated}}
    return Pace(tuple((year, by_year.get(year, ())) for year in range(min(by_year), max(by_year) + 1)), spanning)


def gaps(facts: Facts, shortest: int = 5) -> tuple[Gap, ...]:
    """The stretches of at least `shortest` full years between dated happenings, longest first."""
    dated = sorted((fact for fact in facts if fact.kind in HAPPENINGS and fact.date.precision != "open"), key=lambda fact: fact.date.key)
    found = []
    for before, after in pairwise(_frontier(dated)):
        gap = Gap(before, after)
        if gap.years >= shortest:
            found.append(gap)
    return tuple(sorted(found, key=lambda gap: (-gap.years, gap.before.id)))


def precisions(facts: Facts) -> dict[str, int]:
    """How many of the facts are known to the day, month, year, or less."""
    counts = Counter(fact.date.precision for fact in facts)
    return {precision: counts[precision] for precision in ("day", "month", "year", "span", "open") if counts[precision]}


def _frontier(dated: list[Fact]) -> list[Fact]:
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
