"""Sentences of the summary: judgements that stand alone, each with the facts it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factbook.analysis.changes import Changes, Move
from factbook.analysis.commitments import DELIVERED, NO_TRACE, Ledger, Promise
from factbook.analysis.context import Breakdown
from factbook.analysis.meeting import Meeting
from factbook.analysis.summary import Contest
from factbook.exhibits.exhibit import Finding, Findings, KeyNumber, KeyNumbers, Nothing, absent
from factbook.exhibits.wording import counted, dated, day, either, listed, name, number, opening, small, span_of_years
from factbook.record.facts import Fact, Facts
from factbook.record.rows import MeasureRow


def judgements(facts: Facts, items: Iterable[Finding | None]) -> Findings | Nothing:
    """The judgements that this edition allows, in the order given; one sentence where it shows no fact."""
    if not len(facts):
        return Nothing("This edition shows no fact: nothing in the record fits its parameters.")
    return Findings([item for item in items if item], style="judgements")


def said_and_done(meeting: Meeting) -> Finding | None:
    """How much of what was spoken of at a meeting was done, and how much was to come; None where nothing says how far it had got."""
    done, under_way = ([fact for fact in meeting.spoken_of if fact.delivery == stage] for stage in ("done", "under way"))
    to_come = [fact for fact in meeting.spoken_of if fact not in (*done, *under_way)]
    if meeting.event is None or not meeting.spoken_of:
        return None
    surplus = len(to_come) - len(done) - len(under_way)
    lead = "More intention than deed" if surplus > 0 else "More deed than intention" if surplus else "As much intention as deed"
    told = f"{_were(to_come)} announced, proposed or hoped for, {_none(under_way)} under way and {_none(done)} done"
    return Finding(
        f"Of {counted(len(meeting.spoken_of), 'thing')} spoken of on {meeting.event.date.words}, {told}.",
        [meeting.event, *meeting.spoken_of],
        lead=f"{lead}.",
    )


def promises_judged(result: Ledger) -> Finding | None:
    """How many promises were delivered and how firmly that is known, and what became of the others."""
    if not result.promises:
        return None
    delivered, silent = result.of_state(DELIVERED), result.of_state(NO_TRACE)
    whole, doubted = counted(len(result.promises), "promise"), [promise for promise in delivered if promise.doubted]
    lead = f"{number(len(delivered))} of {whole} delivered" if delivered else "No promise known to be kept"
    doubt = "in doubt" if len(doubted) == len(delivered) else f"{number(len(doubted))} of them in doubt"
    between = " between the two sides" if result.between else ""
    told = f"Of {whole}{between}, {_were(delivered)} delivered"
    told += f", {_firmness(delivered, doubted)}" if delivered else ""
    searched = sum(promise.searched for promise in silent)
    lost = f"; {number(len(silent))} left no trace, {_searches(searched, len(silent))}" if silent else ""
    return Finding(
        f"{told}{lost}.",
        [fact for promise in result.promises for fact in (promise.fact, *promise.followed)],
        lead=f"{opening(lead)}{f', {doubt}' if doubted else ''}.",
    )


def _none(group: Sequence[object]) -> str:
    return number(len(group)) if group else "none"


def _were(group: Sequence[object]) -> str:
    return f"{_none(group)} {'was' if len(group) == 1 else 'were'}"


def _firmness(delivered: Sequence[Promise], doubted: Sequence[Promise]) -> str:
    """How firmly deliveries are known, and whether the firm ones are one and the same event."""
    if len(doubted) == len(delivered):
        return "on facts that are unconfirmed or disputed"
    firm = {fact.id: fact for promise in delivered if promise not in doubted for fact in promise.deliveries}
    many = len(delivered) - len(doubted)
    same = f"; the other {number(many)} by one and the same event" if doubted and many > 1 and len(firm) == 1 else ""
    return (f"{number(len(doubted))} on facts that are unconfirmed or disputed" if doubted else "on firm evidence") + same


def _searches(searched: int, silent: int) -> str:
    """How many of the promises without a trace somebody searched for."""
    if searched in (0, silent):
        return "though searched for" if searched else "and none was searched for"
    return f"{number(searched)} of them though searched for"


def contested(result: Contest | None) -> Finding | None:
    """One figure on which the sources disagree, with the figures they give."""
    if not result:
        return None
    values = either(number(value) for value in result.values)
    return Finding(
        f"{result.claim.statement} "
        f"{opening(counted(len(result.rivals), 'other count'))} {'contradicts' if len(result.rivals) == 1 else 'contradict'} it.",
        [result.claim, *result.rivals],
        lead=f"{name(result.claim)}: {values}, depending on what is counted.",
    )


def verdict(facts: Facts, claim: str, *since: str) -> Finding | None:
    """One claim with its standing and the reason for it; `since` are facts that bear on it, each told by its name and date."""
    if claim not in facts:
        return None
    fact = facts[claim]
    pages = sum(item.bearing == "silent" and not item.from_search for item in fact.evidence)
    searched = any(item.bearing == "silent" and item.from_search for item in fact.evidence)
    looked = _looked(pages, searched) if searched or pages > 1 else ""
    lead = f"{fact.row.label}: {fact.standing.label}" if fact.row.label else opening(fact.standing.label)
    bearing = [facts[other] for other in since if other in facts]
    told = listed(f"{name(other).rstrip('.')} ({other.date.words})" for other in bearing)
    after = f" Also on record: {told}." if bearing else ""
    return Finding(f"{fact.statement} {fact.standing.reason}{looked}{after}", [fact, *bearing], lead=f"{lead}.")


def _looked(pages: int, searched: bool) -> str:
    """What was looked through in vain."""
    read = f"{counted(pages, 'page')} that might have had it" if pages else ""
    if not searched:
        return f" {opening(read)} {'is' if pages == 1 else 'are'} silent, as far as read."
    return f" A search{f' and {read}' if read else ''} gave no more."


def claims_weighed(facts: Facts, meeting: Meeting) -> Finding | None:
    """From how many sides a meeting is known, and how what its reports say of it stands today."""
    if meeting.event is None or not meeting.said:
        return None
    said, event = meeting.said, meeting.event
    held, denied = ([fact for fact in said if fact.standing.label == label] for label in ("corroborated", "disputed"))
    unheard = [side for side in facts.record.sides if side not in meeting.sides]
    few = "few" if 2 * len(held) < len(said) else "most"
    lead = f"known from {listed(meeting.sides)} alone" if unheard else f"{few} statements confirmed"
    missing = f", and no report published in {either(unheard)} is on record" if unheard else ""
    carry = "carries" if len(meeting.accounts) == 1 else "carry"
    return Finding(
        f"{opening(counted(len(meeting.accounts), 'report'))} of {event.date.words} {carry} "
        f"{counted(len(said), 'statement')} about it; {_are(held)} corroborated, {_are(denied)} disputed{missing}.",
        [event, *said],
        lead=f"{name(event).rstrip('.')}: {lead}.",
    )


def _are(group: Sequence[object]) -> str:
    return f"{_none(group)} {'is' if len(group) < 2 else 'are'}"


def followed(facts: Facts, event: str, later: tuple[Fact, ...], theme_group: str = "") -> Finding | None:
    """What both sides did together after an event, and whether any of it was about one family of themes."""
    if event not in facts or facts.horizon <= facts[event].date.latest:
        return None
    focus = facts[event]
    if not later:
        return Finding(f"No joint event after {focus.date.words} is on record.", [focus], lead="Nothing since.")
    last = max(later, key=lambda fact: fact.date.key)
    groups = {theme.id for theme in facts.record.themes.values() if theme.group == theme_group}
    about = [fact for fact in later if groups & set(fact.themes)]
    subject = small(theme_group)
    lead = f"Contact goes on, but not on {subject}" if theme_group and not about else "Contact goes on"
    share = f"; {_are(about).replace(' ', ' of them ')} about {subject}" if theme_group else ""
    when = f"{'the last ' if len(later) > 1 else ''}{dated(last.date)} ({name(last).rstrip('.')})"
    return Finding(
        f"Since {focus.date.words} the record has {counted(len(later), 'joint event')}, {when}{share}.",
        [focus, *later],
        lead=f"{lead}.",
    )


def horizon_changed(result: Changes) -> Findings:
    """What the report knows that it did not know at the earlier horizon, and which way standings and promises moved."""
    if result.nothing:
        return Findings([Finding(f"Nothing in this report has changed since {day(result.before)}.", open=True)])
    parts = [counted(len(result.added), "fact")] if result.added else []
    parts += [counted(len(result.sources), "source")] if result.sources else []
    lines = [Finding(f"Since {day(result.before)} this report has gained {listed(parts)}.", result.added, open=True)] if parts else []
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


def watch(facts: Facts, promises: tuple[Promise, ...], *also: str, most: int = 3) -> Findings:
    """What to ask about next: open promises, with the day named for them where there is one; then what else is to be watched."""
    items = []
    for promise in promises[:most]:
        due = promise.fact.row.due
        when = f"due {due.words}" if due else f"voiced {promise.fact.date.words}"
        items.append(Finding(f"{promise.fact.statement.rstrip('.')} ({when}; {promise.state}).", [promise.fact]))
    if not promises:
        items.append(Finding("No promise is open in this report.", open=True))
    items += [Finding(facts[fact].statement, [fact]) for fact in also if fact in facts]
    return Findings(items, style="list" if len(items) > 1 or promises else "paragraph")


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


def share_of(facts: Facts, result: Breakdown, label: str, theme: str) -> KeyNumber | None:
    """How much of a whole its focal part is, as `9 of 95`, with the years; None where the edition chose other themes than its own."""
    focal = result.focal
    if not focal or not result.total or (facts.selection.themes and theme not in facts.selection.themes):
        return None
    part = sum(series.total for series in focal)
    measures = tuple(row.id for series in focal for row in series.measures)
    return KeyNumber(f"{part:,.0f} of {result.total:,.0f}", label, span_of_years(*result.years), measures=measures)


def share_delivered(result: Ledger, label: str) -> KeyNumber | None:
    """How many promises between the sides were delivered, out of how many; None where the edition has none between them."""
    if not result.promises or not result.between:
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
    """How many facts are corroborated, out of how many; None where the edition chose its facts by their standing."""
    if not len(facts) or facts.selection.standing:
        return None
    held = [fact.id for fact in facts if fact.standing.label == "corroborated"]
    return KeyNumber(f"{len(held)} of {len(facts)}", label, f"from {counted(len(facts.sources), 'source')}", facts=tuple(held))
