"""What is it about, and how has that shifted? Themes by period and by delivery, their rise and fall, and their company.

Weighed is what was done, undertaken or said between the sides, statistics left out; over time it is counted by occasions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations

from factbook.analysis.timeline import Occasion, occasions
from factbook.record.facts import Fact, Facts
from factbook.record.rows import DELIVERIES, ThemeRow

_RECENT = 9  # years that get a column of their own; earlier ones share one
_FEWEST_THINGS = 3  # a theme of fewer things is not judged by how far they have got
_FEWEST_OCCASIONS = 5  # a rise or fall rests on as many occasions on one side of the split,
_LEAST_CHANGE = 3  # on as many more than on the other, and as many points of change
_LEADING = 5  # themes that can be named as leading


@dataclass(frozen=True)
class Period:
    """A column of years: its label, and the occasions that fall in it."""

    label: str
    first: int
    last: int
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True)
class ThemePeriods:
    """Occasions of each theme in each period, one of two themes under both; and the facts that are not weighed."""

    themes: tuple[ThemeRow, ...]  # most occasions first
    periods: tuple[Period, ...]
    weighed: tuple[Fact, ...] = ()
    alone: tuple[Fact, ...] = ()  # left out, as they concern no more than one side
    figures: tuple[Fact, ...] = ()  # left out, as statistics

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        return tuple(occasion for period in self.periods for occasion in period.occasions)

    @property
    def leading(self) -> tuple[ThemeRow, ...]:
        """The first three themes and their equals, if they come up twice; where that is too many to name, those ahead, perhaps none."""
        counts = [len(self.on(theme)) for theme in self.themes]
        third = max(counts[:3][-1], 2)
        level = tuple(theme for theme, count in zip(self.themes, counts, strict=True) if count >= third)
        ahead = tuple(theme for theme, count in zip(self.themes, counts, strict=True) if count > third)
        return level if len(level) <= _LEADING else ahead

    def on(self, theme: ThemeRow, period: Period | None = None) -> tuple[Occasion, ...]:
        """The occasions of a theme, in one period or all, each with the facts that have the theme."""
        return _of(theme, self.occasions if period is None else period.occasions)


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

    @property
    def judged(self) -> bool:
        """Whether it has things enough to say how far they have got."""
        return self.total >= _FEWEST_THINGS

    @property
    def heavier(self) -> bool:
        """Whether its talk outnumbers what is done or under way, among things enough to say so."""
        return self.judged and len(self.talk) > len(self.begun)

    @property
    def alone(self) -> bool:
        """Whether it is talk alone, of things enough to say so."""
        return self.heavier and not self.begun


@dataclass(frozen=True)
class Shift:
    """One theme's share of the occasions before and from a year on, in whole per cent, so that the difference shown is theirs."""

    theme: ThemeRow
    early: tuple[Occasion, ...]
    late: tuple[Occasion, ...]
    early_total: int
    late_total: int

    @property
    def shares(self) -> tuple[int, int]:
        """Per cent of the occasions before, and from the year on."""
        return round(100 * len(self.early) / self.early_total), round(100 * len(self.late) / self.late_total)

    @property
    def change(self) -> int:
        """Percentage points gained or lost."""
        return self.shares[1] - self.shares[0]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the theme, early and late."""
        return tuple(fact for occasion in (*self.early, *self.late) for fact in occasion.facts)

    @property
    def based(self) -> bool:
        """Whether there are occasions enough on both sides to compare."""
        return min(self.early_total, self.late_total) >= _FEWEST_OCCASIONS

    @property
    def told(self) -> bool:
        """Whether the change rests on enough to be called a rise or a fall."""
        more, fewer = (self.late, self.early) if self.change > 0 else (self.early, self.late)
        enough = len(more) >= _FEWEST_OCCASIONS and len(more) - len(fewer) >= _LEAST_CHANGE
        return self.based and enough and abs(self.change) >= _LEAST_CHANGE


@dataclass(frozen=True)
class Shifts:
    """All themes' shifts around the year that splits the occasions most evenly, largest gain first; empty where none splits them."""

    year: int
    shifts: tuple[Shift, ...]

    @property
    def rose(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in self.shifts if shift.told and shift.change > 0)

    @property
    def fell(self) -> tuple[Shift, ...]:
        return tuple(shift for shift in reversed(self.shifts) if shift.told and shift.change < 0)

    @property
    def entered(self) -> tuple[Shift, ...]:
        """The themes without any occasion before the year, where that means something, and too few since to be called a rise."""
        new = (shift for shift in self.shifts if shift.late and not shift.early and shift.based and not shift.told)
        return tuple(sorted(new, key=lambda shift: (-len(shift.late), shift.theme.id)))


@dataclass(frozen=True)
class Pair:
    """Two themes and the facts that have both."""

    one: ThemeRow
    other: ThemeRow
    facts: tuple[Fact, ...]

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        return occasions(self.facts)

    @property
    def weight(self) -> tuple[int, int]:
        """What pairs are ranked by, the heaviest first: how many occasions, then how many facts."""
        return -len(self.occasions), -len(self.facts)


def weighed(facts: Facts) -> Facts:
    """What was done, undertaken or said between the sides; where nothing was, what is known of one of them."""
    return replace(facts, chosen=tuple(fact for fact in facts if fact.kind != "figure")).shared


def by_period(facts: Facts) -> ThemePeriods:
    """Occasions by theme and period: recent years one by one, all earlier ones together."""
    base = weighed(facts)
    dated = occasions(fact for fact in base if fact.date.precision != "open")
    if not dated:
        return ThemePeriods((), ())
    first, last = min(occasion.date.year for occasion in dated), max(occasion.date.year for occasion in dated)
    recent = max(first, last - _RECENT + 1)
    bounds = ([(first, recent - 1)] if first < recent else []) + [(year, year) for year in range(recent, last + 1)]
    periods = tuple(Period(_label(a, b), a, b, tuple(one for one in dated if a <= one.date.year <= b)) for a, b in bounds)
    left = [fact for fact in facts if fact.id not in base]
    return ThemePeriods(
        _ranked(base),
        periods,
        base.chosen,
        tuple(fact for fact in left if len(fact.sides) < 2),
        tuple(fact for fact in left if len(fact.sides) > 1),
    )


def by_delivery(facts: Facts) -> tuple[ThemeDelivery, ...]:
    """Themes with how far their things had got, most things first; facts without a delivery are left out."""
    base, rows = weighed(facts), []
    for theme in _ranked(base):
        about = [fact for fact in base if theme.id in fact.themes and fact.delivery]
        if about:
            rows.append(ThemeDelivery(theme, tuple((step, tuple(f for f in about if f.delivery == step)) for step in DELIVERIES)))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.theme.id)))


def talk(result: tuple[ThemeDelivery, ...]) -> tuple[Occasion, ...]:
    """The occasions on which the talk of all themes was voiced, those of most facts first."""
    voiced = occasions({fact.id: fact for row in result for fact in row.talk}.values())
    return tuple(sorted(voiced, key=lambda occasion: -len(occasion.facts)))


def shifts(facts: Facts) -> Shifts:
    """How each theme's share changed between the earlier and the later occasions, split at the start of a year."""
    base = weighed(facts)
    dated = occasions(fact for fact in base if fact.date.precision != "open")
    years = sorted({occasion.date.year for occasion in dated})
    if len(years) < 2:
        return Shifts(0, ())
    year = min(years[1:], key=lambda y: (abs(sum(one.date.year < y for one in dated) - len(dated) / 2), y))
    early = tuple(one for one in dated if one.date.year < year)
    late = tuple(one for one in dated if one.date.year >= year)
    found = [Shift(theme, _of(theme, early), _of(theme, late), len(early), len(late)) for theme in _ranked(base)]
    return Shifts(year, tuple(sorted(found, key=lambda shift: (-shift.change, -len(shift.late), shift.theme.id))))


def pairs(facts: Facts, fewest: int = 2, most: int = 10) -> tuple[Pair, ...]:
    """The pairs of themes that stand in one fact on at least `fewest` occasions, most occasions first.

    No more than `most`; of equals at the end of the list all are left out, rather than some for their names.
    """
    together: dict[tuple[str, str], list[Fact]] = {}
    for fact in weighed(facts):
        for one, other in combinations(sorted(fact.themes), 2):
            together.setdefault((one, other), []).append(fact)
    known = facts.record.themes
    found = [Pair(known[one], known[other], tuple(both)) for (one, other), both in together.items()]
    often = [pair for pair in found if len(pair.occasions) >= fewest]
    ranked = sorted(often, key=lambda pair: (*pair.weight, pair.one.id, pair.other.id))
    shown = ranked[:most]
    above = [pair for pair in shown if pair.weight < ranked[most].weight] if len(ranked) > most else shown
    return tuple(above or shown)


def hub(result: tuple[Pair, ...]) -> tuple[ThemeRow, tuple[Pair, ...]] | None:
    """The theme that stands in more of the pairs than any other, and in three of them at least; with these pairs."""
    themes = {theme.id: theme for pair in result for theme in (pair.one, pair.other)}
    by_theme = {name: tuple(pair for pair in result if theme in (pair.one, pair.other)) for name, theme in themes.items()}
    first, *rest = sorted(by_theme, key=lambda name: (-len(by_theme[name]), name)) or [""]
    if not first or len(by_theme[first]) < 3 or (rest and len(by_theme[rest[0]]) == len(by_theme[first])):
        return None
    return themes[first], by_theme[first]


def _of(theme: ThemeRow, among: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """The occasions on which a theme came up, each with the facts that have it."""
    found = (tuple(fact for fact in occasion.facts if theme.id in fact.themes) for occasion in among)
    return tuple(Occasion(facts) for facts in found if facts)


def _ranked(facts: Facts) -> tuple[ThemeRow, ...]:
    """The themes that occur, those of most occasions first; with a choice of themes, only those chosen."""
    counts = Counter(theme for occasion in occasions(facts) for theme in occasion.themes)
    wanted = facts.selection.themes or tuple(counts)
    present = [facts.record.themes[theme] for theme in counts if theme in wanted]
    return tuple(sorted(present, key=lambda theme: (-counts[theme.id], theme.id)))


def _label(first: int, last: int) -> str:
    return str(first) if first == last else f"to {last}"
