"""Sentences about themes: what leads, what is talk, what rose and what left, what goes together."""

from __future__ import annotations

from collections.abc import Iterable

from factbook.analysis.themes import Pair, Shift, Shifts, ThemeDelivery, ThemePeriods, hub, talk
from factbook.analysis.timeline import Occasion
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, dated, listed, listed_labels, number, opening, small
from factbook.record.facts import Fact, Facts
from factbook.record.rows import ThemeRow


def themes_bottom_line(facts: Facts, result: ThemePeriods, delivery: tuple[ThemeDelivery, ...]) -> Findings | Nothing:
    """What the record is mostly about, in which themes talk outnumbers deeds, and which facts this leaves out."""
    if not result.themes:
        return Nothing("Nothing that was done, undertaken or said is on record here, so there is no theme to weigh.")
    heavier = _heavier(delivery)
    told = [Finding(f"Talk outnumbers deeds in {_named(row.theme for row in heavier)}.", _things(heavier))] if heavier else []
    return Findings([_leading(result), *told, *_base(facts, result)])


def delivery_heading(result: tuple[ThemeDelivery, ...]) -> Heading:
    """A heading that says how many themes are all talk, or mostly, among those of things enough to say so."""
    key = "talk-and-done"
    if not result:
        return Heading("Nothing promised, nothing done", key=key)
    alone = [row for row in result if row.alone]
    if alone:
        return Heading(f"{opening(counted(len(alone), 'theme'))} {'is' if len(alone) == 1 else 'are'} talk alone", key=key)
    heavier = _heavier(result)
    if heavier:
        where = f" in {counted(len(heavier), 'theme')}" if len(result) > 1 else ""
        return Heading(f"Talk outnumbers deeds{where}", key=key)
    return Heading("Talk and deeds, theme by theme", key=key)


def delivery(result: tuple[ThemeDelivery, ...]) -> Findings:
    """In which themes most is done, in which talk outweighs deeds, and how much of the talk is of one day."""
    if not result:
        return Findings([Finding("Nothing done or to be done is on record here.", open=True)])
    lines = []
    best = max(result, key=lambda row: (len(row.done), row.theme.id))
    if best.done:
        things, verb = counted(len(best.done), "thing"), "is" if len(best.done) == 1 else "are"
        equals = sum(len(row.done) == len(best.done) for row in result) > 1
        where = f"{'No theme has more done than' if equals else 'Most is done in'} {small(best.theme.label)}"
        told = f"{where}: {things}" if len(result) > 1 else f"{opening(things)} {verb} done"
        rest = f", against {number(len(best.talk))} announced, proposed or hoped for" if best.talk else ""
        lines.append(Finding(f"{told}{rest}.", (*best.done, *best.talk)))
    heavier = [row for row in _heavier(result) if not row.alone]
    if heavier:
        named = listed_labels(f"{small(row.theme.label)} ({number(len(row.talk))} to {number(len(row.begun))})" for row in heavier)
        told = f"What is announced, proposed or hoped for outnumbers what is done or under way in {named}."
        lines.append(Finding(told, _things(heavier)))
    alone = [row for row in result if row.alone]
    if alone:
        lines.append(Finding(f"Nothing is done or under way in {_named(row.theme for row in alone)}.", _things(alone)))
    return Findings([*lines, *_one_day(result)] or [Finding("Nothing is on record as done.", _things(result))])


def shifts_heading(result: Shifts) -> Heading:
    """A heading that names what fell and what rose most, where that rests on enough."""
    key = "theme-shift"
    rose, fell = (small(shifts[0].theme.label) if shifts else "" for shifts in (result.rose, result.fell))
    if rose and fell:
        return Heading(f"From {fell} to {rose}", key=key)
    if rose or fell:
        return Heading(f"{'More' if rose else 'Less'} on {rose or fell} since {result.year}", key=key)
    return Heading(f"The themes before {result.year} and since" if result.shifts else "The weight of themes over time", key=key)


def theme_shifts(result: Shifts) -> Findings:
    """The themes that gained and lost most between the earlier and the later occasions, and those that are new."""
    if not result.shifts:
        return Findings([Finding("Too few years have occasions to show a shift of themes.", open=True)])
    one = result.shifts[0]
    rests = [fact for shift in result.shifts for fact in shift.facts]
    lines = _moved(result.rose, "gained", result.year) + _moved(result.fell, "lost", result.year, short=bool(result.rose))
    if not lines:
        parted = f"{counted(one.early_total, 'occasion')} before {result.year} and {number(one.late_total)} since"
        lines = [Finding(f"Of {parted}, no theme has enough, or changed enough, to be called risen or fallen.", rests)]
    if result.entered:
        first, *others = result.entered
        counts = [f"{small(first.theme.label)} ({counted(len(first.late), 'occasion')})"]
        named = listed_labels([*counts, *(f"{small(shift.theme.label)} ({number(len(shift.late))})" for shift in others)])
        told = f"Absent before {result.year}, and too rare since to be called risen, {'are' if others else 'is'} {named}."
        lines.append(Finding(told, [fact for shift in result.entered for fact in shift.facts]))
    return Findings(lines)


def themes_together(result: tuple[Pair, ...]) -> Findings:
    """The pair of themes that stands in one fact most often, and the theme that is in most of the pairs."""
    if not result:
        return Findings([Finding("No two themes stand in one fact on more than one occasion.", open=True)])
    first, *rest = result
    named, often = f"{small(first.one.label)} with {small(first.other.label)}", f"on {counted(len(first.occasions), 'occasion')}"
    equals = any(len(pair.occasions) == len(first.occasions) for pair in rest)
    lead = "No pair stands in one fact more often than" if equals else "The pair that stands in one fact most often is"
    lines = [Finding(f"{lead} {named}, {often}.", first.facts)]
    if centre := hub(result):
        theme, with_it = centre
        count = f"{opening(number(len(with_it)))} of the {number(len(result))} pairs listed"
        lines.append(Finding(f"{count} have {small(theme.label)} in them.", [fact for pair in with_it for fact in pair.facts]))
    return Findings(lines)


def _leading(result: ThemePeriods) -> Finding:
    """Which themes come up on most occasions, as far as any leads."""
    total, between = len(result.occasions), " between the sides" if _shared(result.weighed) else ""
    if total == 1:
        only = result.occasions[0]
        themes = small(result.themes[0].label) if len(result.themes) == 1 else counted(len(result.themes), "theme")
        return Finding(f"The one occasion weighed, {dated(only.date)}, is on {themes}.", only.facts)
    rests = [fact for theme in result.leading or result.themes for occasion in result.on(theme) for fact in occasion.facts]
    if len(result.themes) == 1:
        return Finding(f"The one theme weighed is {small(result.themes[0].label)}, on {counted(total, 'occasion')}{between}.", rests)
    if not result.leading:
        return Finding(f"No theme leads on the {counted(total, 'occasion')}{between}.", rests)
    first, *rest = ((small(theme.label), len(result.on(theme))) for theme in result.leading)
    share = f"{number(first[1])} of " if first[1] < total else "all "
    named = [f"{first[0]} ({share}{counted(total, 'occasion')}{between})", *(f"{label} ({number(count)})" for label, count in rest)]
    return Finding(f"The leading {'themes are' if rest else 'theme is'} {listed_labels(named)}.", rests)


def _base(facts: Facts, result: ThemePeriods) -> list[Finding]:
    """Which of the facts are weighed, how many are not, and in what they are counted."""
    left = []
    if result.alone:
        verb = "describes" if len(result.alone) == 1 else "describe"
        left.append(f"{number(len(result.alone))} {verb} one side alone{'' if all(fact.sides for fact in result.alone) else ' or none'}")
    if result.figures:
        left.append(f"{number(len(result.figures))} {'is a statistic' if len(result.figures) == 1 else 'are statistics'}")
    if not left:
        return []
    many = len(result.weighed) > 1
    rest = f"the other {number(len(result.weighed))} {'are weighed, and those' if many else 'is weighed, and facts'}"
    told = f"Of {counted(len(facts), 'fact')}, {listed(left)}; {rest} of one exact day count as one occasion."
    return [Finding(told, (*result.weighed, *result.alone, *result.figures))]


def _heavier(result: tuple[ThemeDelivery, ...]) -> list[ThemeDelivery]:
    """The themes in which talk outnumbers deeds, by how much."""
    rows = (row for row in result if row.heavier)
    return sorted(rows, key=lambda row: (len(row.begun) - len(row.talk), row.theme.id))


def _one_day(result: tuple[ThemeDelivery, ...]) -> list[Finding]:
    """How much of the talk was voiced on one day, where that is a good part of it."""
    voiced = talk(result)
    total = sum(len(occasion.facts) for occasion in voiced)
    if not voiced or len(voiced) == 1 or len(voiced[0].facts) < max(3, total / 4):
        return []
    first = voiced[0]
    told = f"Of the {counted(total, 'thing')} announced, proposed or hoped for, {number(len(first.facts))} were voiced on one day"
    return [Finding(f"{told}, {first.date.words}.", first.facts)]


def _moved(moved: tuple[Shift, ...], verb: str, year: int, *, short: bool = False) -> list[Finding]:
    """How far the themes went that moved most; `short` where the occasions before and since have been told."""
    if not moved:
        return []
    first, *rest = moved[:4]
    bases = ("", "") if short else (f" of {counted(first.early_total, 'occasion')} before {year}", f" of {number(first.late_total)} since")
    also = listed_labels(f"{small(one.theme.label)} (from {_none(one.early)} to {_none(one.late)})" for one in rest)
    told = f"{first.theme.label} {verb} weight, from {_none(first.early)}{bases[0]} to {_none(first.late)}{bases[1]}"
    return [Finding(f"{told}{f'; so did {also}' if rest else ''}.", [fact for one in moved[:4] for fact in one.facts])]


def _named(themes: Iterable[ThemeRow]) -> str:
    return listed_labels(small(theme.label) for theme in themes)


def _none(occasions: tuple[Occasion, ...]) -> str:
    return number(len(occasions)) if occasions else "none"


def _shared(facts: Iterable[Fact]) -> bool:
    """Whether all of the facts concern more than one side."""
    return all(len(fact.sides) > 1 for fact in facts)


def _things(rows: Iterable[ThemeDelivery]) -> list[Fact]:
    return [fact for row in rows for _, facts in row.facts for fact in facts]
