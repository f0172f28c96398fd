"""Sentences about a meeting: how much was said, by whom, how far it had got, what was new, and how its reports differ."""

from __future__ import annotations

from collections import Counter

from factbook.analysis.meeting import BEFORE, NEW, RECALLED, TIED, Field, Meeting, News, Reading, Voice
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, either, listed, number, opening, percent, small, whole
from factbook.record.facts import Fact, Facts
from factbook.record.rows import DELIVERIES

_NOTHING = Finding("Nothing said at the meeting is part of this edition.", open=True)
_GOT = {"done": "done", "under way": "under way", "announced": "announced", "proposed": "proposed", "hoped": "hoped for"}


def meeting_bottom_line(meeting: Meeting) -> Findings | Nothing:
    """How many statements the day's accounts carry, and how far the things they speak of had got."""
    if not meeting.statements:
        return Nothing("Nothing that the reports of the meeting carry is part of this report.")
    if not meeting.said:
        lead = whole(len(meeting.statements), "statement")
        verb = "tells" if len(meeting.statements) == 1 else "tell"
        return Findings([Finding(f"{lead} of the reports of the day in this report {verb} of what was past.", meeting.statements)])
    said = meeting.said
    recalled = len(meeting.statements) - len(said)
    parts = f": {number(len(said))} about the day itself, {number(recalled)} about what was past" if recalled else " about the meeting"
    reports = {source.id for fact in meeting.statements for source in meeting.carriers(fact)}
    first = Finding(
        f"{opening(counted(len(reports), 'report'))} of the day {'carry' if len(reports) > 1 else 'carries'} "
        f"{counted(len(meeting.statements), 'statement')}{parts}.",
        meeting.statements,
    )
    graded = meeting.spoken_of
    if not graded:
        return Findings([first, Finding("Nothing in them says how far a thing had got; they describe or praise.", said)])
    tally = Counter(fact.delivery for fact in graded)
    told = listed(
        f"{number(tally[delivery])} {'is' if tally[delivery] == 1 else 'are'} {_GOT[delivery]}"
        for delivery in DELIVERIES
        if tally[delivery]
    )
    begun = "" if tally["done"] else "; none is done"
    base = f"{opening(number(len(graded)))} of the {number(len(said))}" if len(said) > len(graded) else whole(len(graded), "statement")
    verb = "says" if len(graded) == 1 else "say"
    return Findings([first, Finding(f"{base} {verb} how far a thing had got: {told}{begun}.", graded)])


def meeting_heading(meeting: Meeting) -> Heading:
    """A heading that sets what was done against what was proposed or hoped."""
    tally = Counter(fact.delivery for fact in meeting.spoken_of)
    done, hoped = tally["done"], tally["proposed"] + tally["hoped"]
    if not (done or hoped):
        return Heading("What was said", key="what-was-said")
    return Heading(
        f"{opening(number(done)) if done else 'Nothing'} done, {number(hoped) if hoped else 'nothing'} proposed or hoped for",
        key="what-was-said",
    )


def voices_heard(facts: Facts, voices: tuple[Voice, ...]) -> Findings:
    """Whose words the statements are, and which side is not heard on its own."""
    if not voices:
        return Findings([_NOTHING])
    said = [fact for voice in voices for fact in voice.statements]
    items = []
    for place, voice in enumerate(voices):
        count = number(len(voice.statements))
        who = whole(len(said), "statement") if len(voices) == 1 else opening(count) if place else f"Of the {len(said)} statements, {count}"
        items.append(Finding(f"{who} {_attributed(voice)}.", voice.statements))
    unheard = [side for side in facts.record.sides if not any(voice.sides == (side,) for voice in voices)]
    if unheard:
        items.append(Finding(f"Not one is put down to {' or '.join(unheard)} alone.", said))
    return Findings(items)


def whats_new_heading(undertaken: tuple[News, ...]) -> Heading:
    """A heading that says how many of the undertakings are new."""
    new = [item for item in undertaken if item.novelty == NEW]
    if not undertaken:
        return Heading("What is new", key="what-is-new")
    if len(undertaken) == 1:
        return Heading(f"One undertaking, {'new' if new else 'not new'}", key="what-is-new")
    count = opening(number(len(new))) if new else "None"
    return Heading(f"{count} of {counted(len(undertaken), 'undertaking')} new", key="what-is-new")


def whats_new(news: tuple[News, ...], undertaken: tuple[News, ...]) -> Findings:
    """How the statements divide into new, trodden before, tied to something earlier, and recalled; and which undertakings are new."""
    if not news:
        return Findings([_NOTHING])
    words = {
        NEW: ("is new by the rule", "are new by the rule"),
        BEFORE: ("moves in a field where the two sides had met before", "move in fields where the two sides had met before"),
        TIED: ("is tied to something earlier", "are tied to something earlier"),
        RECALLED: ("recalls what was past", "recall what was past"),
    }
    groups = [(wording, [item.fact for item in news if item.novelty == novelty]) for novelty, wording in words.items()]
    told = [f"{number(len(found))} {one if len(found) == 1 else many}" for (one, many), found in groups if found]
    alike = next((one if len(found) == 1 else many for (one, many), found in groups if len(found) == len(news)), "")
    text = f"{whole(len(news), 'statement')} {alike}." if alike else f"Of {counted(len(news), 'statement')}, {listed(told)}."
    items = [Finding(text, [item.fact for item in news])]
    new = [item.fact for item in undertaken if item.novelty == NEW]
    if new:
        verb = "is" if len(new) == 1 else "are"
        items.append(Finding(f"Among the new {verb} {counted(len(new), 'undertaking')}: {listed(_named(fact) for fact in new)}.", new))
    elif any(item.novelty == NEW for item in news):
        items.append(Finding("Among the new there is no undertaking.", [item.fact for item in news]))
    return Findings(items)


def fields_before(fields: tuple[Field, ...]) -> Finding:
    """Which themes of the day were on record between the sides least and most before."""
    if not fields:
        return _NOTHING
    new = [field for field in fields if not field.before]
    most = fields[-1]
    facts = [fact for field in (*new, most) for fact in (*field.said, *field.before)]
    if not most.before:
        return Finding("For no theme of the meeting has the record anything between the two sides before.", facts)
    if not new:
        return Finding(
            f"Every theme of the meeting was on record between the two sides before, {small(most.theme.label)} most often.", facts
        )
    names = either(f"on {small(field.theme.label)}" for field in new)
    return Finding(f"Between the two sides the record has nothing earlier {names}; most often it has {small(most.theme.label)}.", facts)


def reports_of_the_day(meeting: Meeting) -> Findings:
    """How many statements rest on one report of the day, and which report carries most."""
    if not meeting.said:
        return Findings([_NOTHING])
    lone = [fact for fact in meeting.said if len(meeting.carriers(fact)) == 1]
    carried = Counter(source.attribution for fact in meeting.said for source in meeting.carriers(fact))
    name, most = min(carried.items(), key=lambda pair: (-pair[1], pair[0]))
    if lone:
        every = len(lone) == len(meeting.said)
        verb = "is" if len(meeting.said) == 1 else "are"
        share = f"{whole(len(lone), 'statement')} {verb}" if every else f"{percent(len(lone), len(meeting.said))} of the statements are"
        first = Finding(f"{share} known from one report of the day only.", lone)
    else:
        stand = "stands" if len(meeting.said) == 1 else "stand"
        first = Finding(f"{whole(len(meeting.said), 'statement')} of the day {stand} in more than one report.", meeting.said)
    if most == len(meeting.said):
        return Findings([first, Finding(f"One report ({name}) carries {'it' if most == 1 else 'all of them'}.", meeting.said)])
    full = Finding(f"The fullest report ({name}) carries {number(most)} of {counted(len(meeting.said), 'statement')}.", meeting.said)
    return Findings([first, full])


def readings_differ(result: tuple[Reading, ...]) -> Finding:
    """How many statements the reports word otherwise, and how many some of them lack."""
    if not result:
        return Finding("No statement of this edition reads differently in another report of the day.", open=True)
    worded = [reading for reading in result if reading.rivals or any(item.bearing != "silent" for item in reading.others)]
    facts = [fact for reading in result for fact in (reading.fact, *reading.rivals)]
    if not worded:
        return Finding(f"{opening(counted(len(result), 'statement'))} could not be found in other reports of the day.", facts)
    lacking = len(result) - len(worded)
    verb = "reads" if len(worded) == 1 else "read"
    more = f"; {number(lacking)} more could not be found in the other reports" if lacking else ""
    return Finding(f"{opening(counted(len(worded), 'statement'))} {verb} differently in another report of the day{more}.", facts)


def _attributed(voice: Voice) -> str:
    """What one or several statements of a voice are: `name no speaker`, `is put down to Sylvania`."""
    many = len(voice.statements) > 1
    if not voice.sides:
        return f"name{'' if many else 's'} no speaker"
    return f"{'are' if many else 'is'} put down to {_whose(voice.sides)}"


def _whose(sides: tuple[str, ...]) -> str:
    return listed(sides) + (" together" if len(sides) > 1 else "")


def _named(fact: Fact) -> str:
    """A fact's short name inside a list, else its statement without the full stop."""
    text = (fact.row.label or fact.statement).rstrip(".")
    return f"“{text}”"
