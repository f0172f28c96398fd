"""What is it about, and how has that shifted? Themes by period and by delivery, their rise and fall, and their company."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from factbook.record.facts import Fact, Facts
from factbook.record.rows import DELIVERIES, ThemeRow

_RECENT = 9  # years that get a column of their own; earlier ones share one


@dataclass(frozen=True)
class Period:
    """A column of years: its label, and the facts that fall in it."""

    label: str
    first: int
    last: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class ThemePeriods:
    """Facts of each theme in each period; a fact of two themes counts under both."""

    themes: tuple[ThemeRow, ...]  # most facts first
    periods: tuple[Period, ...]

    def facts(self, theme: ThemeRow, period: Period) -> tuple[Fact, ...]:
        return tuple(fact for fact in period.facts if theme.id in fact.themes)

    def total(self, theme: ThemeRow) -> int:
        return sum(len(self.facts(theme, period)) for period in self.periods)


@dataclass(frozen=True)
class ThemeDelivery:
    """How far the things of one theme had got when they were spoken of."""

    theme: ThemeRow
    facts: tuple[tuple[str, tuple[Fact, ...]], ...]  # (delivery, facts), from done to hoped

    @property
    def total(self) -> int:
        return sum(len(facts) for _, facts in self.facts)

    @property
    def done(self) -> tuple[Fact, ...]:
        return dict(self.facts)["done"]

    @property
    def begun(self) -> tuple[Fact, ...]:
        """The things done or under way."""
        return (*self.done, *dict(self.facts)["under way"])

    @property
    def talk(self) -> tuple[Fact, ...]:
        """The things announced, proposed or hoped for."""
        by_delivery = dict(self.facts)
        return tuple(fact for delivery in ("announced", "proposed", "hoped") for fact in by_delivery[delivery])


@dataclass(frozen=True)
class Shift:
    """One theme's share of the facts before and from a year on."""

    theme: ThemeRow
    early: tuple[Fact, ...]
    late: tuple[Fact, ...]
    early_total: int
    late_total: int

    @property
    def shares(self) -> tuple[float, float]:
        """Per cent of the facts before, and from the year on."""
        return 100 * len(self.early) / self.early_total, 100 * len(self.late) / self.late_total

    @property
    def change(self) -> float:
        """Percentage points gained or lost."""
        return self.shares[1] - self.shares[0]


@dataclass(frozen=True)
class Shifts:
    """All themes' shifts around the year that splits the facts most evenly, largest gain first; empty where none splits them."""

    year: int
    shifts: tuple[Shift, ...]

    @property
    def rose(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in self.shifts if shift.change >= 2)

    @property
    def fell(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in reversed(self.shifts) if shift.change <= -2)


@dataclass(frozen=True)
class Pair:
    """Two themes and the facts that have both."""

    one: ThemeRow
    other: ThemeRow
    facts: tuple[Fact, ...]


def by_period(facts: Facts) -> ThemePeriods:
    """Facts by theme and period: recent years one by one, all earlier ones together."""
    dated = [fact for fact in facts if fact.date.precision != "open"]
    if not dated:
        return ThemePeriods((), ())
    first, last = min(fact.date.year for fact in dated), max(fact.date.year for fact in dated)
    recent = max(first, last - _RECENT + 1)
    bounds = ([(first, recent - 1)] if first < recent else []) + [(year, year) for year in range(recent, last + 1)]
    periods = tuple(Period(_label(a, b), a, b, tuple(fact for fact in dated if a <= fact.date.year <= b)) for a, b in bounds)
    return ThemePeriods(_ranked(facts), periods)


def by_delivery(facts: Facts) -> tuple[ThemeDelivery, ...]:
    """Themes with how far their things had got, most things first; facts without a delivery are left out."""
    rows = []
    for theme in _ranked(facts):
        about = [fact for fact in facts if theme.id in fact.themes and fact.delivery]
        if about:
            rows.append(ThemeDelivery(theme, tuple((step, tuple(f for f in about if f.delivery == step)) for step in DELIVERIES)))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.theme.id)))


def shifts(facts: Facts) -> Shifts:
    """How each theme's share changed between the earlier and the later facts, split at the start of a year."""
    dated = sorted((fact for fact in facts if fact.date.precision != "open"), key=lambda fact: fact.date.key)
    years = sorted({fact.date.year for fact in dated})
    if len(years) < 2:
        return Shifts(0, ())
    year = min(years[1:], key=lambda y: (abs(sum(f.date.year < y for f in dated) - len(dated) / 2), y))
    early = [fact for fact in dated if fact.date.year < year]
    late = [fact for fact in dated if fact.date.year >= year]
    found = [
        Shift(theme, tuple(f for f in early if theme.id in f.themes), tuple(f for f in late if theme.id in f.themes), len(early), len(late))
        for theme in _ranked(facts)
    ]
    return Shifts(year, tuple(sorted(found, key=lambda shift: (-shift.change, shift.theme.id))))


def pairs(facts: Facts, fewest: int = 2) -> tuple[Pair, ...]:
    """The pairs of themes that at least `fewest` facts share, most shared first."""
    together: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        for one, other in combinations(sorted(fact.themes), 2):
            together.setdefault((one, other), []).append(fact)
    known = facts.record.themes
    found = [Pair(known[one], known[other], tuple(shared)) for (one, other), shared in together.items() if len(shared) >= fewest]
    return tuple(sorted(found, key=lambda pair: (-len(pair.facts), pair.one.id, pair.other.id)))


def _ranked(facts: Facts) -> tuple[ThemeRow, ...]:
    """The themes that occur, those of most facts first; with a choice of themes, only those chosen."""
    counts = Counter(theme for fact in facts for theme in fact.themes)
    wanted = facts.selection.themes or tuple(counts)
    present = [facts.record.themes[theme] for theme in counts if theme in wanted]
    return tuple(sorted(present, key=lambda theme: (-counts[theme.id], theme.id)))


def _label(first: int, last: int) -> str:
    return str(first) if first == last else f"to {last}"
