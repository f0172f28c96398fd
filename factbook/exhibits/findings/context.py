"""Sentences about size: who launches how much, who leads in what, what size hides, and what lies around a day."""

from __future__ import annotations

from itertools import groupby

from factbook.analysis.context import Breakdown, Neighbour, PerHead, Share
from factbook.exhibits.amounts import amount, hedged, times, unit_words, with_unit
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, day, listed, number, opening, percent, span_of_years
from factbook.record.rows import MeasureRow

_UNITS = (("day", 1.0, 45), ("month", 30.44, 730), ("year", 365.25, 0))  # unit, its days, up to how many days it is used
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def context_bottom_line(counts: Breakdown, single: tuple[Breakdown, ...], people: Share | None) -> Findings | Nothing:
    """How large the sides' part is, the latest of the first single figures, and how many people are concerned."""
    lines = [*_parts(counts), *(_latest(track) for track in single[:1])]
    if people:
        lines.append(_people(people))
    return Findings(lines) if lines else Nothing("No measure is part of this report, so there is no scale to set it against.")


def breakdown_heading(result: Breakdown, key: str = "counts") -> Heading:
    """A heading that says how much of the whole is the sides' own."""
    if not result.series:
        return Heading("No counts are known", key=key)
    if not result.focal:
        lead = "The one" if result.total == 1 else f"All {amount(result.total)}"
        return Heading(f"{lead} {_units(result)} went by others", key=key)
    shares = listed(f"{one.subject}: {_count(one.total)}" for one in result.focal)
    last = f", the last in {_last_year(result)}" if result.years[0] < result.years[1] else ""
    return Heading(f"{shares} of {_count(result.total)} {_units(result)}{last}", key=key)


def counts_by_subject(result: Breakdown) -> Findings:
    """The sides' part of the whole, and who did the rest since their last one."""
    if not result.series:
        return Findings([Finding(f"No figure for “{result.indicator}” is part of this report.", open=True)])
    lines = _parts(result)
    since = _last_year(result)
    later = [(one, [row for row in one.measures if row.period.latest.year > since]) for one in result.series]
    later = [(one, rows) for one, rows in later if rows]
    if result.focal and later:
        total = sum(float(row.value) for _, rows in later for row in rows)
        named = listed(f"{one.subject} {_count(sum(float(row.value) for row in rows))}" for one, rows in later)
        last = result.years[1]
        span = f"In {last}" if last == since + 1 else f"From {since + 1} to {last}"
        ours = listed(one.subject for one in result.focal)
        more = f"{span} the count has {_count(total)} more, none of them by {ours}: {named}."
        lines.append(Finding(more, measures=[row for _, rows in later for row in rows]))
    return Findings(lines)


def ranking(result: Breakdown) -> Findings:
    """The place of each side among all subjects, and its share of the whole."""
    if not result.focal:
        return Findings([Finding(f"“{opening(result.indicator)}” has no figure for a side in this report.", open=True)])
    lines = []
    for one in result.focal:
        above = sum(other.total > one.total for other in result.series)
        place = _ORDINALS[above] if above < len(_ORDINALS) else f"number {above + 1}"
        tied = sum(other.total == one.total for other in result.series) - 1
        shared = f", level with {counted(tied, 'other')}" if tied else ""
        lines.append(Finding(
            f"{one.subject} ranks {place} of {len(result.series)}{shared} in “{result.indicator}” ({one.last.period.words}), "
            f"with {_count(one.total)} of {_count(result.total)} {_units(result)}, {percent(one.total, result.total)}.",
            measures=result.measures,
        ))  # fmt: skip
    return Findings(lines)


def side_by_side(result: tuple[Breakdown, ...]) -> Findings:
    """For each indicator, who is ahead in how many of the years that all sides have, and by how much in the last."""
    if not result:
        return Findings([Finding("No indicator has figures for every side in this report.", open=True)])
    return Findings([_lead(one) for one in result], style="list")


def per_head(result: tuple[PerHead, ...]) -> Findings:
    """What each figure comes to per head, and where that turns the order round."""
    if not result:
        return Findings([Finding("No figure and population are found together for every side in this report.", open=True)])
    return Findings([_per_head(one) for one in result])


def single_figures(result: tuple[Breakdown, ...]) -> Findings:
    """For each track of two or more figures, whether it rose, and from what to what; sums over unlike spans are only listed."""
    found = [_course(track) for track in result if len(track.measures) > 1]
    return Findings(found or [Finding("No two figures of one kind are part of this report.", open=True)], style="list")


def share_of_people(result: Share | None) -> Finding:
    """How large a part of its side's population a group of people is."""
    if result is None:
        return Finding("No count of people and no population are found together in this report.", open=True)
    return _people(result)


def around(result: tuple[Neighbour, ...], centre: str) -> Findings:
    """The facts by the time that lies between them and the day in the middle, which `centre` words, and what is known at the end."""
    if not result:
        return Findings([Finding(f"No fact around {centre} is part of this report.", open=True)])
    lines = []
    for when, together in groupby(result, key=lambda one: _distance(one, centre)):
        then = [one.fact for one in together]
        lines.append(Finding(f"{opening(when)}: {' '.join(fact.statement for fact in then)}", then))
    return Findings([*lines, *_at_the_end(result)], style="list")


def _parts(result: Breakdown) -> list[Finding]:
    """The part of each side in the whole."""
    if not result.series:
        return []
    first, last = result.years
    whole = f"{_count(result.total)} {result.indicator} in {span_of_years(first, last)}"
    if not result.focal:
        return [Finding(f"Of {whole}, none is credited to a side of this record.", measures=result.measures)]
    return [
        Finding(
            f"Of {whole}, {one.subject} accounts for {_count(one.total)} ({percent(one.total, result.total)})"
            f"{f', the last in {one.points[-1][0]}' if first < last else ''}.",
            measures=result.measures,
        )
        for one in result.focal
    ]


def _lead(comparison: Breakdown) -> Finding:
    years = comparison.shared_years
    what = opening(comparison.indicator)
    if not years:
        return Finding(f"{what}: no year has a figure for every side.", measures=comparison.measures)
    ahead = {one.side: len(comparison.ahead(one)) for one in comparison.series}
    most = max(ahead.values())
    total = f"{number(len(years))} shared years"
    every = {1: "the one shared year", 2: "both shared years"}.get(len(years), f"all {total}")
    if not most:
        who = f"the sides are level in {every}"
    elif most == len(years):
        who = f"{max(ahead, key=lambda side: ahead[side])} is ahead in {every}"
    else:
        (first, count), *others = sorted(((side, count) for side, count in ahead.items() if count), key=lambda pair: -pair[1])
        level = len(years) - sum(ahead.values())
        parts = [f"{first} is ahead in {number(count)} of {total}", *(f"{side} in {number(count)}" for side, count in others)]
        parts += [f"{'neither' if len(ahead) == 2 else 'none'} in {number(level)}"] if level else []
        who = f"{listed(parts)}{_turn(comparison)}"
    last = listed(f"{amount(dict(one.points)[years[-1]])} for {one.side}" for one in comparison.series)
    unit = "" if comparison.unit in comparison.indicator else f" ({unit_words(comparison.unit)})"
    return Finding(f"{what}: {who}; in {years[-1]} it was {last}{unit}.", measures=comparison.measures)


def _turn(comparison: Breakdown) -> str:
    """Since when and how often the side that came to lead last has led, where another had led before it."""
    firsts = sorted((years[0], one) for one in comparison.series if (years := comparison.ahead(one)))
    if len(firsts) < 2 or firsts[-1][0] == firsts[0][0]:
        return ""
    since, late = firsts[-1]
    shared, led = [year for year in comparison.shared_years if year >= since], comparison.ahead(late)
    if len(shared) == 1:
        return f"; {late.side} is ahead for the first time in {since}"
    share = "all" if len(led) == len(shared) else f"{number(len(led))} of the"
    return f"; {late.side} is ahead for the first time in {since}, and in {share} {number(len(shared))} shared years from then on"


def _per_head(one: PerHead) -> Finding:
    """How far apart the rates are, of what year the people are, what a published rate gives, and how the plain figures stand."""
    lowest = min(one.rows, key=lambda row: one.per_million(row[0]))[0]
    measures = [measure for _, figure, people in one.rows for measure in (figure, people)]
    apart = f"{one.highest} had {times(one.ratio)} as many as {lowest}" if one.ratio else f"only {one.highest} had any"
    old = f", counted over the population of {listed(one.people_of)}, the nearest in this report" if one.people_of else ""
    plain = max(one.rows, key=lambda row: float(row[1].value))
    turned = f"; in all, {plain[0]} had more: {amount(plain[1].value)}" if plain[0] != one.highest else ""
    rates, then = _published(one)
    return Finding(f"{opening(one.indicator)} per head: in {one.year} {apart}{old}{turned}.{then}", measures=[*measures, *rates])


def _published(one: PerHead) -> tuple[tuple[MeasureRow, ...], str]:
    """The published rates of the last year that has them for every side, and a sentence on how far apart they are."""
    if one.published is None:
        return (), ""
    year = one.published.shared_years[-1]
    rates = {series.side: dict(series.points)[year] for series in one.published.series}
    high, low = max(rates, key=lambda side: rates[side]), min(rates, key=lambda side: rates[side])
    used = tuple(row for row in one.published.measures if row.period.latest.year == year)
    if not rates[low]:
        return (), ""
    return used, f" A published rate for {year} gives {times(rates[high] / rates[low])} as many for {high} as for {low}."


def _course(track: Breakdown) -> Finding:
    one = track.series[0]
    first, last = one.measures[0], one.last
    what = f"{opening(track.indicator)} ({one.subject})"
    if not one.comparable:
        each = listed(f"{hedged(row)} ({row.period.words})" for row in one.measures)
        latest = f"The periods are of unlike length; the latest figure in this report is of {last.period.words}"
        text = f", {unit_words(track.unit)}: {each}. {latest}"
    elif one.rises:
        text = f" rose from {hedged(first)} ({first.period.words}) to {with_unit(last)} ({last.period.words})"
    else:
        low, high = (choose(one.measures, key=lambda row: float(row.value)) for choose in (min, max))
        text = (
            f" lay between {hedged(low)} ({low.period.words}) and {with_unit(high)} ({high.period.words}), "
            f"and the latest figure is {hedged(last)} ({last.period.words})"
        )
    return Finding(f"{what}{text}.", measures=one.measures)


def _latest(track: Breakdown) -> Finding:
    one = track.series[0]
    return Finding(
        f"The latest figure in this report for {track.indicator} ({one.subject}) is {with_unit(one.last)}, of {one.last.period.words}.",
        measures=[one.last],
    )


def _people(result: Share) -> Finding:
    share = f"{result.percent:.1f}" if result.percent >= 0.1 else f"{result.percent:.2g}"
    figure, people = result.figure, result.people
    return Finding(
        f"{opening(figure.indicator)} of {result.side} numbered {hedged(figure)} ({figure.period.words}), {share}% of its population "
        f"({people.period.words}).",
        measures=[figure, people],
    )


def _distance(one: Neighbour, centre: str) -> str:
    """`about six months before the meeting`, or a range where a date is not known so exactly."""
    days = sorted((abs(one.shortest), abs(one.longest)))
    if one.shortest <= 0 <= one.longest:
        return f"at or about the time of {centre}" if one.longest > one.shortest else f"on the day of {centre}"
    return f"{_roughly(*days)} {'after' if one.shortest > 0 else 'before'} {centre}"


def _roughly(shortest: int, longest: int) -> str:
    """A number of days in words that claim no more than is needed: `five days`, `about six months`, `one to two years`."""
    unit, size = next((unit, size) for unit, size, limit in _UNITS if longest <= limit or not limit)
    low, high = int(shortest / size + 0.5), int(longest / size + 0.5)
    if low == high:
        return f"{'' if unit == 'day' else 'about '}{counted(high, unit)}"
    start = str(low) if number(high).isdigit() else number(low)  # both ends in words or both in digits
    return f"{start if low else 'up'} to {counted(high, unit)}"


def _at_the_end(result: tuple[Neighbour, ...]) -> list[Finding]:
    """Whether what was announced among these is on record as done by the last day known, and what the latest search says."""
    pending = [one for one in result if one.open]
    if not pending:
        return []
    known = f"By {day(pending[0].horizon)} nothing of what was announced here is on record as done."
    notes = [note for one in pending for note in one.searches]
    searched = f" The latest search for it: “{notes[-1]}”" if notes else ""
    return [Finding(f"{known}{searched}", [one.fact for one in pending])]


def _count(value: float) -> str:
    """A total in running text: a word where it is a small whole number."""
    return number(int(value)) if value == int(value) else amount(value)


def _units(result: Breakdown) -> str:
    """What is counted, in the singular where there is one."""
    return result.unit.removesuffix("s") if result.total == 1 else result.unit


def _last_year(result: Breakdown) -> int:
    """The last year in which a side has a figure, else the last of all."""
    return max((year for one in result.focal for year, _ in one.points), default=result.years[1])
