"""Sentences about size: who launches how much, who leads in what, what size hides, and what lies around a day."""

from __future__ import annotations

from factbook.analysis.context import Breakdown, Neighbour, PerHead, Share
from factbook.exhibits.amounts import amount, rate, times, with_unit
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, listed, number, opening, percent

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def context_bottom_line(
    counts: Breakdown, heads: tuple[PerHead, ...], single: tuple[Breakdown, ...], people: Share | None
) -> Findings | Nothing:
    """How large the sides' part is, what size hides, and how many people are concerned."""
    lines = [*_parts(counts), *(_per_head(one) for one in heads[-1:])]
    if people:
        lines.append(_people(people))
    lines = lines or [_course(track) for track in single[:1]]
    return Findings(lines) if lines else Nothing("No measure is known to this edition, so there is no scale to set it against.")


def breakdown_heading(result: Breakdown, key: str = "counts") -> Heading:
    """A heading that says how much of the whole is the sides' own."""
    if not result.series:
        return Heading("No counts are known", key=key)
    if not result.focal:
        return Heading(f"All {amount(result.total)} {result.unit} went by others", key=key)
    shares = listed(f"{one.subject}: {_count(one.total)}" for one in result.focal)
    return Heading(f"{shares} of {amount(result.total)} {result.unit}, the last in {_last_year(result)}", key=key)


def counts_by_subject(result: Breakdown) -> Findings:
    """The sides' part of the whole, and who did the rest since their last one."""
    if not result.series:
        return Findings([Finding(f"No figure for “{result.indicator}” is known to this edition.", open=True)])
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
        return Findings([Finding(f"“{opening(result.indicator)}” has no figure for a side in this edition.", open=True)])
    lines = []
    for one in result.focal:
        above = sum(other.total > one.total for other in result.series)
        place = _ORDINALS[above] if above < len(_ORDINALS) else f"number {above + 1}"
        tied = sum(other.total == one.total for other in result.series) - 1
        shared = f", level with {counted(tied, 'other')}" if tied else ""
        lines.append(Finding(
            f"{one.subject} ranks {place} of {len(result.series)}{shared} in “{result.indicator}” ({one.last.period.words}), "
            f"with {_count(one.total)} of {amount(result.total)} {result.unit}, {percent(one.total, result.total)}.",
            measures=result.measures,
        ))  # fmt: skip
    return Findings(lines)


def side_by_side(result: tuple[Breakdown, ...]) -> Findings:
    """For each indicator, who is ahead in how many of the years that all sides have, and by how much in the last."""
    if not result:
        return Findings([Finding("No indicator has figures for every side in this edition.", open=True)])
    return Findings([_lead(one) for one in result], style="list")


def per_head(result: tuple[PerHead, ...]) -> Findings:
    """What each figure comes to per head, and where that turns the order round."""
    if not result:
        return Findings([Finding("No figure and population are known together for every side in this edition.", open=True)])
    return Findings([_per_head(one) for one in result])


def single_figures(result: tuple[Breakdown, ...]) -> Findings:
    """For each track of two or more figures, whether it rose, and from what to what."""
    found = [_course(track) for track in result if len(track.measures) > 1]
    return Findings(found or [Finding("No two figures of one kind are known to this edition.", open=True)], style="list")


def share_of_people(result: Share | None) -> Finding:
    """How large a part of its side's population a group of people is."""
    if result is None:
        return Finding("No count of people and no population are known together in this edition.", open=True)
    return _people(result)


def around(result: tuple[Neighbour, ...], centre: str) -> Findings:
    """Each fact with the time that lies between it and the day in the middle, which `centre` words."""
    if not result:
        return Findings([Finding(f"No fact around {centre} is known to this edition.", open=True)])
    return Findings([Finding(f"{one.fact.statement} That was {_distance(one, centre)}.", [one.fact]) for one in result], style="list")


def _parts(result: Breakdown) -> list[Finding]:
    """The part of each side in the whole."""
    if not result.series:
        return []
    first, last = result.years
    whole = f"{amount(result.total)} {result.indicator} in {first}" + (f"–{last}" if first < last else "")
    if not result.focal:
        return [Finding(f"Of {whole}, none is credited to a side of this record.", measures=result.measures)]
    return [
        Finding(
            f"Of {whole}, {one.subject} accounts for {_count(one.total)} ({percent(one.total, result.total)}), "
            f"the last in {one.points[-1][0]}.",
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
    leaders = [side for side, count in ahead.items() if count == most]
    if not most:
        who = "the sides are level in every shared year"
    elif most == len(years):
        who = f"{leaders[0]} is ahead in {'the one shared year' if most == 1 else f'all {number(most)} shared years'}"
    elif len(leaders) > 1:
        who = f"{listed(leaders)} are each ahead in {number(most)} of {number(len(years))} shared years"
    else:
        who = f"{leaders[0]} is ahead in {number(most)} of {number(len(years))} shared years"
    last = listed(f"{amount(dict(one.points)[years[-1]])} for {one.side}" for one in comparison.series)
    return Finding(f"{what}: {who}; in {years[-1]} it was {last} ({comparison.unit}).", measures=comparison.measures)


def _per_head(one: PerHead) -> Finding:
    """The rates, how far apart they are, and whether the plain figures stand the other way round."""
    order = sorted(one.rows, key=lambda row: -one.per_million(row[0]))
    rates = listed(f"{rate(one.per_million(side))} for {side}" for side, _, _ in order)
    ratio = f", {times(one.ratio)} as many" if one.ratio else ""
    plain = max(one.rows, key=lambda row: float(row[1].value))
    turned = f"; in plain figures {plain[0]} has more, {amount(plain[1].value)}" if plain[0] != one.highest else ""
    return Finding(
        f"{opening(one.indicator)} in {one.year}, per million people: {rates}{ratio}{turned}.",
        measures=[measure for _, figure, people in one.rows for measure in (figure, people)],
    )


def _course(track: Breakdown) -> Finding:
    one = track.series[0]
    first, last = one.measures[0], one.last
    what = f"{opening(track.indicator)} ({one.subject})"
    if one.rises:
        text = f"rose from {amount(first.value)} ({first.period.words}) to {with_unit(last)} ({last.period.words})"
    else:
        low, high = (choose(one.measures, key=lambda row: float(row.value)) for choose in (min, max))
        text = (
            f"lay between {amount(low.value)} ({low.period.words}) and {with_unit(high)} ({high.period.words}), "
            f"and the latest figure is {amount(last.value)} ({last.period.words})"
        )
    return Finding(f"{what} {text}.", measures=one.measures)


def _people(result: Share) -> Finding:
    share = f"{result.percent:.1f}" if result.percent >= 0.1 else f"{result.percent:.2g}"
    figure = result.figure
    return Finding(
        f"{opening(figure.indicator)} ({result.side}) came to {amount(figure.value)} ({figure.period.words}), "
        f"{share} per cent of the population.",
        measures=[figure, result.people],
    )


def _distance(one: Neighbour, centre: str) -> str:
    """`172 days before 6 November 2025`, or a range where a date is not known to the day."""
    days = sorted((abs(one.shortest), abs(one.longest)))
    if one.shortest <= 0 <= one.longest:
        return f"on or about {centre}" if one.longest > one.shortest else f"on {centre}"
    span = counted(days[0], "day") if days[0] == days[1] else f"{number(days[0])} to {counted(days[1], 'day')}"
    return f"{span} {'after' if one.shortest > 0 else 'before'} {centre}"


def _count(value: float) -> str:
    """A total in running text: a word where it is a small whole number."""
    return number(int(value)) if value == int(value) else amount(value)


def _last_year(result: Breakdown) -> int:
    """The last year in which a side has a figure, else the last of all."""
    return max((year for one in result.focal for year, _ in one.points), default=result.years[1])
