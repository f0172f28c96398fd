"""Sentences about a meeting: how much was said, by whom, how far it had got, what was new, and how its reports differ."""

from __future__ import annotations

from collections import Counter

from factbook.analysis.meeting import BEFORE, NEW, RECALLED, TIED, Field, Meeting, News, Reading, Voice
from factbook.exhibits.exhibit import Finding, Findings, Heading
from factbook.exhibits.wording import counted, listed, number, opening, percent, small
from factbook.record.facts import Fact, Facts
from factbook.record.rows import DELIVERIES

_NOTHING = Finding("Nothing said at the meeting is part of this edition.", open=True)


def meeting_bottom_line(meeting: Meeting) -> Findings:
    """How many statements the day's accounts carry, and how far the things they speak of had got."""
    if not meeting.said:
        return Findings([_NOTHING])
    said = meeting.said
    recalled = len(meeting.statements) - len(said)
    parts = f": {number(len(said))} about the day itself, {number(recalled)} about what was past" if recalled else " about the meeting"
    first = Finding(
        f"{opening(counted(len(meeting.accounts), 'report'))} of the day {'carry' if len(meeting.accounts) > 1 else 'carries'} "
        f"{counted(len(meeting.statements), 'statement')}{parts}.",
        meeting.statements,
    )
    graded = [fact for fact in said if fact.delivery]
    if not graded:
        return Findings([first, Finding("Nothing in them says how far a thing had got; they describe or praise.", said)])
    tally = Counter(fact.delivery for fact in graded)
    told = listed(
        f"{number(tally[delivery])} {'is' if tally[delivery] == 1 else 'are'} {delivery}" for delivery in DELIVERIES if tally[delivery]
    )
    rest = len(said) - len(graded)
    more = f"; the other {number(rest)} {'describes' if rest == 1 else 'describe'} or praise{'s' if rest == 1 else ''}" if rest else ""
    verb = "says" if len(graded) == 1 else "say"
    base = f"{opening(number(len(graded)))} of the {number(len(said))}" if len(said) > len(graded) else opening(number(len(graded)))
    return Findings([first, Finding(f"{base} {verb} how far a thing had got: {told}{more}.", graded)])


def meeting_heading(meeting: Meeting) -> Heading:
    """A heading that sets what was done against what was proposed or hoped."""
    tally = Counter(fact.delivery for fact in meeting.said)
    done, hoped = tally["done"], tally["proposed"] + tally["hoped"]
    if not (done or hoped):
        return Heading("What was said", key="what-was-said")
    return Heading(
        f"{opening(number(done)) if done else 'Nothing'} done, {number(hoped) if hoped else 'nothing'} proposed or hoped",
        key="what-was-said",
    )


def voices_heard(facts: Facts, voices: tuple[Voice, ...]) -> Findings:
    """Whose words the statements are, and which side is not heard on its own."""
    if not voices:
        return Findings([_NOTHING])
    whole = [fact for voice in voices for fact in voice.statements]
    items = []
    for voice in voices:
        who = "come without a named speaker" if not voice.sides else f"are put down to {_whose(voice.sides)}"
        many = len(voice.statements) > 1
        who = who if many else who.replace("come", "comes", 1).replace("are", "is", 1)
        share = f"{opening(number(len(voice.statements)))} of {counted(len(whole), 'statement')}" if len(whole) > 1 else "The one statement"
        items.append(Finding(f"{share} {who}.", voice.statements))
    unheard = [side for side in facts.record.sides if not any(voice.sides == (side,) for voice in voices)]
    if unheard:
        items.append(Finding(f"Not one statement is put down to {' or '.join(unheard)} alone.", whole))
    return Findings(items)


def whats_new_heading(news: tuple[News, ...]) -> Heading:
    """A heading that says how many statements are new."""
    new = [item for item in news if item.novelty == NEW]
    if not news:
        return Heading("Nothing to compare", key="what-is-new")
    if not new:
        return Heading(f"Nothing new in {counted(len(news), 'statement')}", key="what-is-new")
    return Heading(f"{opening(number(len(new)))} of {counted(len(news), 'statement')} new", key="what-is-new")


def whats_new(news: tuple[News, ...]) -> Findings:
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
    told = listed(f"{number(len(found))} {one if len(found) == 1 else many}" for (one, many), found in groups if found)
    items = [Finding(f"Of {counted(len(news), 'statement')}, {told}.", [item.fact for item in news])]
    undertakings = [item.fact for item in news if item.novelty == NEW and item.fact.kind in ("commitment", "agreement")]
    if undertakings:
        verb = "is" if len(undertakings) == 1 else "are"
        items.append(
            Finding(
                f"Among the new {verb} {counted(len(undertakings), 'undertaking')}: {listed(_named(fact) for fact in undertakings)}.",
                undertakings,
            )
        )
    else:
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
    names = listed(small(field.theme.label) for field in new)
    return Finding(f"Between the two sides the record has nothing earlier on {names}; most often it has {small(most.theme.label)}.", facts)


def reports_of_the_day(meeting: Meeting) -> Findings:
    """How many statements rest on one report of the day, and which report carries most."""
    if not meeting.said:
        return Findings([_NOTHING])
    lone = [fact for fact in meeting.said if len(meeting.carriers(fact)) == 1]
    carried = Counter(source.attribution for fact in meeting.said for source in meeting.carriers(fact))
    name, most = min(carried.items(), key=lambda pair: (-pair[1], pair[0]))
    share = f"{percent(len(lone), len(meeting.said))} of the statements are known from one report of the day only."
    first = Finding(share if lone else "Every statement of the day is carried by more than one report.", lone or meeting.said)
    full = Finding(f"The fullest report, {name}, carries {number(most)} of {counted(len(meeting.said), 'statement')}.", meeting.said)
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


def _whose(sides: tuple[str, ...]) -> str:
    return listed(sides) + (" together" if len(sides) > 1 else "")


def _named(fact: Fact) -> str:
    """A fact's short name inside a list, else its statement without the full stop."""
    text = (fact.row.label or fact.statement).rstrip(".")
    return f"“{text}”"
