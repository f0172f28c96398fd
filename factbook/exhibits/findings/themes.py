"""Sentences about themes: what leads, what is talk, what rose and what left, what goes together."""

from __future__ import annotations

from factbook.analysis.themes import Pair, Shift, Shifts, ThemeDelivery, ThemePeriods
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, listed, number, opening, percent, small
from factbook.record.facts import Facts


def themes_bottom_line(facts: Facts, result: ThemePeriods, delivery: tuple[ThemeDelivery, ...]) -> Findings | Nothing:
    """What the record is mostly about, and which themes have nothing done to show."""
    if not result.themes:
        return Nothing("No fact of this edition has a theme to weigh.")
    leading = result.themes[:3]
    about = [fact for fact in facts if {theme.id for theme in leading} & set(fact.themes)]
    names = listed(small(theme.label) for theme in leading)
    share = "every fact" if len(about) == len(facts) else f"{percent(len(about), len(facts))} of the facts"
    lead = Finding(f"{opening(names)} {'is' if len(leading) == 1 else 'are'} in {share}.", about)
    return Findings([lead, *_talk_only(delivery)])


def delivery_heading(result: tuple[ThemeDelivery, ...]) -> Heading:
    """A heading that says how many themes are all talk."""
    empty = [row for row in result if not row.begun]
    if not result:
        return Heading("Nothing promised, nothing done", key="talk-and-done")
    if not empty:
        return Heading("Every theme has something done or under way", key="talk-and-done")
    return Heading(
        f"{opening(counted(len(empty), 'theme'))} of {number(len(result))} {'is' if len(empty) == 1 else 'are'} talk alone",
        key="talk-and-done",
    )


def delivery(result: tuple[ThemeDelivery, ...]) -> Findings:
    """Which themes have most done, and in which talk outweighs deeds."""
    if not result:
        return Findings([Finding("No fact of this edition speaks of a thing done or to be done.", open=True)])
    best = max(result, key=lambda row: (len(row.done), row.theme.id))
    lines = []
    if best.done:
        lines.append(Finding(f"{best.theme.label} has most to show: {counted(len(best.done), 'thing')} done.", best.done))
    heavier = [row for row in result if len(row.talk) > len(row.begun)]
    if heavier:
        names = listed(small(row.theme.label) for row in heavier)
        told = [fact for row in heavier for fact in row.talk]
        lines.append(Finding(f"In {names}, what is announced, proposed or hoped for outnumbers what is done or under way.", told))
    return Findings([*lines, *_talk_only(result)])


def shifts_heading(result: Shifts) -> Heading:
    """A heading that names what rose and what fell most."""
    if not (result.rose or result.fell):
        return Heading("No theme shifts much", key="theme-shift")
    rose = f"{result.rose[0].theme.label} rises" if result.rose else ""
    fell = f"{result.fell[0].theme.label if not rose else _lowered(result.fell[0])} recedes" if result.fell else ""
    return Heading(", ".join(filter(None, [rose, fell])), key="theme-shift")


def theme_shifts(result: Shifts) -> Findings:
    """The themes that gained and lost most between the earlier and the later facts."""
    if not result.shifts:
        return Findings([Finding("The facts of this edition fall in too few years to show a shift of themes.", open=True)])
    lines = []
    for moved, verb in ((result.rose, "gained"), (result.fell, "lost")):
        if moved:
            named = listed(f"{_lowered(shift)} ({shift.shares[0]:.0f} to {shift.shares[1]:.0f} per cent)" for shift in moved[:4])
            rests = [fact for shift in moved[:4] for fact in (*shift.early, *shift.late)]
            lines.append(Finding(f"Between the facts before {result.year} and those since, {named} {verb} weight.", rests))
    return Findings(lines or [Finding(f"No theme's share changed by two percentage points around {result.year}.", open=True)])


def themes_together(result: tuple[Pair, ...]) -> Finding:
    """The pair of themes most often in one fact."""
    if not result:
        return Finding("No two themes share two facts in this edition.", open=True)
    pair = result[0]
    return Finding(
        f"{pair.one.label} and {small(pair.other.label)} stand together most often, in {counted(len(pair.facts), 'fact')}.", pair.facts
    )


def _talk_only(result: tuple[ThemeDelivery, ...]) -> list[Finding]:
    """The themes in which nothing is done or under way, if there are any."""
    empty = [row for row in result if row.talk and not row.begun]
    if not empty:
        return []
    names = opening(listed(small(row.theme.label) for row in empty))
    return [
        Finding(
            f"{names} {'has' if len(empty) == 1 else 'have'} nothing done or under way to show.", [f for row in empty for f in row.talk]
        )
    ]


def _lowered(shift: Shift) -> str:
    return small(shift.theme.label)
