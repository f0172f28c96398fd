"""Sentences of the summary: judgements that stand alone, each with the facts it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factbook.analysis.changes import Changes, Move
from factbook.analysis.commitments import DELIVERED, NO_TRACE, Ledger, Promise
from factbook.analysis.meeting import Meeting
from factbook.analysis.summary import Contest
from factbook.exhibits.exhibit import Finding, Findings, KeyNumber, KeyNumbers, Nothing, absent
from factbook.exhibits.wording import counted, dated, day, listed, name, number, opening, percent
from factbook.record.facts import Fact, Facts
from factbook.record.rows import MeasureRow


def judgements(facts: Facts, items: Iterable[Finding | None]) -> Findings | Nothing:
    """The judgements that this edition allows, in the order given; one sentence where it shows no fact."""
    if not len(facts):
        return Nothing("This edition shows no fact: nothing in the record fits its parameters.")
    return Findings([item for item in items if item], style="judgements")


def said_and_done(meeting: Meeting) -> Finding | None:
    """How much of what was spoken of at a meeting was done, and how much was to come; None where nothing says how far it had got."""
    begun = [fact for fact in meeting.said if fact.delivery in ("done", "under way")]
    to_come = [fact for fact in meeting.said if fact.delivery and fact not in begun]
    if meeting.event is None or not (begun or to_come):
        return None
    surplus = len(to_come) - len(begun)
    lead = "more intention than deed" if surplus > 0 else "more deed than intention" if surplus else "as much intention as deed"
    came, were = (f"{number(len(group))} {'was' if len(group) == 1 else 'were'}" for group in (to_come, begun))
    return Finding(
        f"**{name(meeting.event).rstrip('.')}: {lead}.** Of {counted(len(begun) + len(to_come), 'thing')} spoken of on "
        f"{meeting.event.date.words}, {came} announced, proposed or hoped for; {were} done or under way.",
        [meeting.event, *begun, *to_come],
    )


def promises_judged(result: Ledger) -> Finding | None:
    """What share of the promises was delivered, and how many left no trace."""
    if not result.promises:
        return None
    delivered, silent = result.of_state(DELIVERED), result.of_state(NO_TRACE)
    share = opening(percent(len(delivered), len(result.promises))) if delivered else ""
    lead = f"{share} of promises kept at most" if delivered else "No promise is known to be kept"
    kept = f"{number(len(delivered)) if delivered else 'none'} {'were' if len(delivered) > 1 else 'was'} delivered by {day(result.horizon)}"
    doubted = sum(promise.doubted for promise in delivered)
    kept += f", {number(doubted)} of them by what is itself unconfirmed or disputed" if doubted else ""
    lost = f"; of {number(len(silent))} no trace was found" if silent else ""
    return Finding(
        f"**{lead}.** Of {counted(len(result.promises), 'promise')} between the two sides, {kept}{lost}.",
        [promise.fact for promise in result.promises],
    )


def contested(result: Contest | None) -> Finding | None:
    """One figure on which the sources disagree, with the figures they give."""
    if not result:
        return None
    values = listed(number(value) for value in result.values)
    return Finding(
        f"**{name(result.claim)}: {values}, depending on who counts.** {result.claim.statement} "
        f"{opening(counted(len(result.rivals), 'other count'))} {'contradicts' if len(result.rivals) == 1 else 'contradict'} it.",
        [result.claim, *result.rivals],
    )


def verdict(facts: Facts, claim: str) -> Finding | None:
    """One claim with its standing and the reason for it."""
    if claim not in facts:
        return None
    fact = facts[claim]
    searched = sum(item.bearing == "silent" for item in fact.evidence)
    looked = f" {opening(counted(searched, 'source'))} that might have had it were silent." if searched > 1 else ""
    lead = f"{fact.row.label}: {fact.standing.label}" if fact.row.label else opening(fact.standing.label)
    return Finding(f"**{lead}.** {fact.statement} {fact.standing.reason}{looked}", [fact])


def claims_weighed(meeting: Meeting) -> Finding | None:
    """How the statements that the reports of a meeting carry stand today."""
    if meeting.event is None or not meeting.statements:
        return None
    held, denied = ([fact for fact in meeting.statements if fact.standing.label == label] for label in ("corroborated", "disputed"))
    few = 2 * len(held) < len(meeting.statements)
    are, were = (f"{number(len(group))} {'is' if len(group) == 1 else 'are'}" for group in (held, denied))
    return Finding(
        f"**{'Few' if few else 'Most'} of its statements have a second voice.** Of {counted(len(meeting.statements), 'statement')} in the "
        f"reports of that day, {are} corroborated by an independent source and {were} disputed; the rest is one party's word.",
        [meeting.event, *held, *denied],
    )


def followed(facts: Facts, event: str, later: tuple[Fact, ...]) -> Finding | None:
    """What both sides did together after an event."""
    if event not in facts:
        return None
    focus = facts[event]
    if not later:
        return Finding(f"**Nothing since.** No joint event after {focus.date.words} is known by {day(facts.horizon)}.", [focus])
    last = max(later, key=lambda fact: fact.date.key)
    return Finding(
        f"**Contact goes on.** Since {focus.date.words} the record has {counted(len(later), 'joint event')}, "
        f"the last {dated(last.date)} ({name(last)}).",
        [focus, *later],
    )


def horizon_changed(result: Changes) -> Findings:
    """What the report knows that it did not know at the earlier horizon, and which way standings and promises moved."""
    if result.nothing:
        return Findings([Finding(f"Nothing has changed since {day(result.before)}.", open=True)])
    parts = [counted(len(result.added), "fact")] if result.added else []
    parts += [counted(len(result.sources), "source")] if result.sources else []
    lines = [Finding(f"Since {day(result.before)} the record has gained {listed(parts)}.", result.added, open=True)] if parts else []
    lines += [_moved(moves, noun) for moves, noun in ((result.standings, "standing"), (result.promises, "promise")) if moves]
    return Findings(lines)


def _moved(moves: tuple[Move, ...], noun: str) -> Finding:
    """How many moved, and where to: `Six standings moved, four to “corroborated” and two to “disputed”.`"""
    ends = Counter(move.after for move in moves).most_common()
    where = (
        listed(f"{number(count)} to “{end}”" for end, count in ends)
        if len(ends) > 1
        else f"{'all ' if len(moves) > 1 else ''}to “{ends[0][0]}”"
    )
    return Finding(f"{opening(counted(len(moves), noun))} moved, {where}.", [move.fact for move in moves])


def watch(promises: tuple[Promise, ...], most: int = 3) -> Findings:
    """What to ask about next: open promises, with the day named for them where there is one."""
    if not promises:
        return Findings([Finding("No promise is open in this edition.", open=True)])
    items = []
    for promise in promises[:most]:
        due = promise.fact.row.due
        when = f"due {due.words}" if due else f"voiced {promise.fact.date.words}"
        owed = f"; owed by {listed(promise.owners)}" if promise.owners else ""
        items.append(Finding(f"{promise.fact.statement.rstrip('.')} ({when}; {promise.state}{owed}).", [promise.fact]))
    return Findings(items, style="list")


def key_numbers(*items: KeyNumber | None) -> KeyNumbers | Findings:
    """The key numbers that this edition has; one sentence where it has none."""
    known = tuple(item for item in items if item)
    return KeyNumbers(known) if known else absent("No number of this edition is worth a place of its own.")


def number_of(facts: Facts, indicator: str, subject: str, label: str) -> KeyNumber | None:
    """The latest figure of an indicator for a subject within the edition's window, with its period; it cites its source."""
    known = [row for row in facts.measures(indicator, subject) if row.unit and row.period.overlaps(*facts.selection.window)]
    if not known:
        return None
    last: MeasureRow = max(known, key=lambda row: (row.period.latest, row.id))
    return KeyNumber(f"{float(last.value):,.10g}", label, last.period.words, measures=(last.id,))


def share_delivered(result: Ledger, label: str) -> KeyNumber | None:
    """How many promises were delivered, out of how many."""
    if not result.promises:
        return None
    delivered = result.of_state(DELIVERED)
    facts = tuple(promise.fact.id for promise in result.promises)
    doubted = sum(promise.doubted for promise in delivered)
    note = f"{number(doubted)} of these in doubt" if doubted else f"known by {day(result.horizon)}"
    return KeyNumber(f"{len(delivered)} of {len(result.promises)}", label, note, facts=facts)


def counts_given(result: Contest | None, label: str) -> KeyNumber | None:
    """The different figures that sources give for one thing."""
    if not result:
        return None
    values = ", ".join(str(value) for value in result.values[:-1]) + f" or {result.values[-1]}"
    return KeyNumber(
        values, label, f"{counted(len(result.rivals) + 1, 'count')} on record", facts=(result.claim.id, *(r.id for r in result.rivals))
    )


def facts_and_sources(facts: Facts, label: str) -> KeyNumber | None:
    """How many facts are corroborated, out of how many."""
    if not len(facts):
        return None
    held = [fact.id for fact in facts if fact.standing.label == "corroborated"]
    return KeyNumber(f"{len(held)} of {len(facts)}", label, f"from {counted(len(facts.sources), 'source')}", facts=tuple(held))
