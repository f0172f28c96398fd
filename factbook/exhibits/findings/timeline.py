"""Sentences about time: how the relation got here, how fast, and where nothing happened."""

from __future__ import annotations

from factbook.analysis.timeline import Gap, Pace, happenings, precisions
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, dated, listed, name, number, opening, whole
from factbook.record.facts import Facts

_NOTHING = Finding("Nothing that happened, was agreed or was undertaken is on record here.", open=True)
_KNOWN_TO = {"day": "the day", "month": "the month", "year": "the year", "span": "a span of time"}


def bottom_line(result: Pace) -> Findings | Nothing:
    """The whole of the time in two sentences: from when to when, and since when half of it happened."""
    if not result.occasions:
        return Nothing(_NOTHING.text)
    tell = "tells" if result.total == 1 else "tell"
    told = f"{opening(counted(result.total, 'fact'))} {tell} what happened, was agreed or was undertaken"
    shared = any(len(fact.sides) > 1 for fact in result.facts)
    told += " between the sides" if shared else ""
    apart = [] if shared else [Finding("None of it concerns more than one side.", result.facts)]
    if len(result.occasions) == 1:
        (only,) = result.occasions
        together = {1: "", 2: " both"}.get(result.total, " all")
        return Findings([Finding(f"{told},{together} {dated(only.date)}.", only.facts), *apart])
    first, last = result.facts[0], max(result.facts, key=lambda fact: (fact.date.latest, fact.id))
    ends = dict.fromkeys((dated(first.date), dated(last.date)))
    alike = "both" if len(result.occasions) == 2 else "all"
    when = f"the first {' and the last '.join(ends)}" if len(ends) > 1 else f"{alike} {dated(first.date)}"
    told = f"{told}: {counted(len(result.occasions), 'occasion')}, a day counting once, {when}."
    return Findings([Finding(told, result.facts), *apart, *_half(result)])


def pace_heading(result: Pace) -> Heading:
    """A heading that says when the pace was highest, or since when half of it fell, where either can be said."""
    key = "pace-by-year"
    if not result.years:
        return Heading("Nothing to count", key=key)
    if result.peak:
        return Heading(f"The pace peaks in {result.peak}", key=key)
    if not result.late:
        return Heading("Occasions, year by year", key=key)
    year, late = result.half
    return Heading(f"{'Half' if 2 * len(late) - result.dated < 2 else 'Most'} of the occasions fall in {year} or later", key=key)


def pace(result: Pace) -> Findings:
    """How many occasions are counted, which years have most, and how many have none."""
    if not result.years:
        return Findings([_NOTHING if not result.spanning else Finding("Nothing on record falls in a single year.", result.facts)])
    span = f"{number(len(result.spanning))} {'spans' if len(result.spanning) == 1 else 'span'} more than a year"
    verb = "is" if len(result.occasions) == 1 else "are"
    counts = f"Counted {verb} {counted(len(result.occasions), 'occasion')}, from {counted(result.total, 'fact')}"
    base = Finding(f"{counts}; {span}." if result.spanning else f"{counts}.", result.facts)
    if len(result.years) == 1:
        return Findings([base])
    lines = [base]
    if result.swollen:
        year, largest = result.swollen
        facts = [fact for chosen in dict(result.years)[year] for fact in chosen.facts]
        told = f"Counted by facts, {year} would lead with {number(len(facts))}"
        share = "all" if len(largest.facts) == len(facts) else f"of which {number(len(largest.facts))} are"
        lines.append(Finding(f"{told}, {share} of one day, {largest.date.words}.", facts))
    empty = sum(not chosen for _, chosen in result.years)
    ends = [chosen[0].facts[0] for _, chosen in (result.years[0], result.years[-1])]
    quiet = f"None falls in {number(empty)} of the {number(len(result.years))} years from the first to the last."
    return Findings([*lines, Finding(quiet if empty else "No year from the first to the last is without one.", ends)])


def gaps(found: tuple[Gap, ...]) -> Findings:
    """The longest silences, each between two named facts."""
    if not found:
        return Findings([Finding("From the first of these occasions to the last, no five whole years in a row are empty.", open=True)])
    sentences = [
        Finding(
            f"{opening(counted(gap.years, 'whole year'))} lie between {gap.before.date.words} ({name(gap.before).rstrip('.')}) "
            f"and {gap.after.date.words} ({name(gap.after).rstrip('.')}).",
            [gap.before, gap.after],
        )
        for gap in found[:3]
    ]
    return Findings(sentences, style="list")


def precision(facts: Facts) -> Finding:
    """How exactly the dates that a timeline draws are known."""
    drawn = happenings(facts)
    if not len(drawn):
        return _NOTHING
    (exact, count), *less = precisions(drawn).items()
    if not less:
        verb = "is" if count == 1 else "are"
        return Finding(f"{whole(count, 'date')} drawn {verb} known to {_KNOWN_TO[exact]}.", drawn)
    known = [f"{number(count)} {'is' if count == 1 else 'are'} known to {_KNOWN_TO[exact]}"]
    known += [f"{number(more)} to {_KNOWN_TO[kind]}" for kind, more in less]
    return Finding(f"Of the {number(len(drawn))} dates drawn, {listed(known)}; none is drawn or worded more exactly than that.", drawn)


def _half(result: Pace) -> list[Finding]:
    """Since when half of the occasions fell, where that is late."""
    if not result.late:
        return []
    year, late = result.half
    base = f"the {number(result.dated)} occasions that fall in a single year" if result.spanning else "these occasions"
    return [Finding(f"Of {base} {number(len(late))} belong to {year} or later.", [fact for occasion in late for fact in occasion.facts])]
