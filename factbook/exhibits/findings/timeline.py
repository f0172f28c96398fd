"""Sentences about time: how the relation got here, how fast, and where nothing happened."""

from __future__ import annotations

from factbook.analysis.timeline import HAPPENINGS, Gap, Pace, precisions
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, listed, name, number, opening, percent
from factbook.record.facts import Facts

_NOTHING = Finding("Nothing that happened is known to this edition.", open=True)
_KNOWN_TO = {"day": "the day", "month": "the month", "year": "the year", "span": "a span of time", "open": "one end only"}


def bottom_line(facts: Facts, result: Pace) -> Findings | Nothing:
    """The whole of the time in two sentences: from when to when, and since when half of it happened."""
    happened = [fact for fact in facts if fact.kind in HAPPENINGS]
    if not happened:
        return Nothing(_NOTHING.text)
    if not result.years:
        return Findings([_NOTHING])
    first, last = happened[0], max(happened, key=lambda fact: (fact.date.latest, fact.id))
    later = [fact for year, chosen in result.years if year >= result.half for fact in chosen]
    span = Finding(f"The edition knows {counted(len(happened), 'happening')}, from {first.date.words} to {last.date.words}.", [first, last])
    half = Finding(f"{percent(len(later), result.total)} of them fall in {result.half} or later.", later)
    return Findings([span, half])


def pace_heading(result: Pace) -> Heading:
    """A heading that says when the pace was highest."""
    if not result.years:
        return Heading("Nothing to count", key="pace-by-year")
    return Heading(f"The pace peaks in {result.peak[0]}", key="pace-by-year")


def pace(result: Pace) -> Findings:
    """How many happenings the busiest year has, and how the years compare."""
    if not result.years:
        return Findings([_NOTHING])
    year, facts = result.peak
    empty = sum(not chosen for _, chosen in result.years)
    share = Finding(f"{year} alone holds {counted(len(facts), 'happening')}, {percent(len(facts), result.total)} of those known.", facts)
    ends = [chosen[0] for _, chosen in (result.years[0], result.years[-1])]
    if not empty:
        return Findings([share, Finding("No year between the first and the last is without one.", ends)])
    verb = "has" if empty == 1 else "have"
    quiet = f"{opening(number(empty))} of the {number(len(result.years))} years from the first to the last {verb} none."
    return Findings([share, Finding(quiet, ends)])


def gaps(found: tuple[Gap, ...]) -> Findings:
    """The longest silences, each between two named facts."""
    if not found:
        return Findings([Finding("No stretch of five years or more is without a happening.", open=True)])
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
    """How exactly the dates are known."""
    if not len(facts):
        return _NOTHING
    known = listed(f"{count} to {_KNOWN_TO[kind]}" for kind, count in precisions(facts).items())
    return Finding(f"Of {counted(len(facts), 'date')}, {known}; none is drawn or worded more exactly than that.", facts)
