"""Sentences about promises: how many were kept, how long that took, which are open and who owes the next move."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.analysis.commitments import DELIVERED, NO_TRACE, REVISED, STEP, Debt, Ledger, Promise
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Finding, Findings, Heading
from factbook.exhibits.wording import counted, day, listed, name, number, opening, percent
from factbook.record.facts import Fact

_NOTHING = Finding("This edition has no promise to follow.", open=True)


def promises_bottom_line(result: Ledger) -> Findings:
    """How many promises there are, what share was delivered, and how the rest stand."""
    promises = result.promises
    if not promises:
        return Findings([_NOTHING])
    delivered = result.of_state(DELIVERED)
    whole = Finding(f"The edition knows {counted(len(promises), 'promise')}, voiced {_range(promises)}.", _facts(promises))
    if delivered:
        verb = "was" if len(delivered) == 1 else "were"
        share = f"{opening(number(len(delivered)))} of them, {percent(len(delivered), len(promises))}, {verb} delivered"
        kept = Finding(f"{share} by {day(result.horizon)}{_in_doubt(delivered)}.", _facts(delivered))
    else:
        subject = "It is not" if len(promises) == 1 else "Not one of them is"
        kept = Finding(f"{subject} known to have been delivered by {day(result.horizon)}.", _facts(promises))
    return Findings([whole, kept, *_the_rest(result)])


def promises_heading(result: Ledger) -> Heading:
    """A heading that says how many promises were delivered."""
    delivered, whole = len(result.of_state(DELIVERED)), len(result.promises)
    doubted = sum(promise.doubted for promise in result.promises)
    note = "" if not doubted else ", in doubt" if doubted == delivered else f", {number(doubted)} of them in doubt"
    text = f"{opening(number(delivered)) if delivered else 'Not one'} of {counted(whole, 'promise')} delivered{note}"
    if whole < 2:
        text = (f"One promise, delivered{note}" if delivered else "One promise, not delivered") if whole else "No promise to follow"
    return Heading(text, key="promises-and-deliveries")


def promises_kept(result: Ledger) -> Findings:
    """How long deliveries took, how many came late, and how firmly they are known."""
    delivered = result.of_state(DELIVERED)
    if not delivered:
        return Findings([Finding("This edition has no delivery, so there is no time to compare.", open=True)])
    quick, slow = min(delivered, key=_slowness), max(delivered, key=_slowness)
    pace = Finding(f"The quickest delivery took {duration(quick.wait)} ({_named(quick.fact)}).", [quick.fact, *quick.deliveries])
    items = [pace]
    if quick is not slow:
        items.append(Finding(f"The slowest took {duration(slow.wait)} ({_named(slow.fact)}).", [slow.fact, *slow.deliveries]))
    late = [promise for promise in delivered if promise.overdue]
    if late:
        items.append(Finding(f"{opening(counted(len(late), 'delivery', 'deliveries'))} came after the day named.", _facts(late)))
    items.append(_firmness(delivered))
    return Findings(items)


def promises_open(result: Ledger) -> Findings:
    """The oldest open promise, those past their day, and how many were searched for."""
    promises = result.open
    if not promises:
        return Findings([Finding("No promise of this edition is open.", open=True)])
    oldest = promises[0]
    which = "oldest" if len(promises) > 1 else "only"
    items = [Finding(f"The {which} open promise dates from {oldest.fact.date.words} ({_named(oldest.fact)}).", [oldest.fact])]
    overdue = [promise for promise in promises if promise.overdue]
    if overdue:
        items.append(Finding(f"{opening(counted(len(overdue), 'open promise'))} {_is(overdue)} past the day named.", _facts(overdue)))
    silent = [promise for promise in promises if promise.state == NO_TRACE]
    searched = [promise for promise in silent if promise.searched]
    if silent:
        found = f"a later search found nothing for {number(len(searched))}" if searched else "no later search is on record for any"
        text = (
            f"Of the {number(len(silent))} without a trace, {found}"
            if len(silent) > 1
            else f"For the one without a trace, {_lone(searched)}"
        )
        rest = len(silent) - len(searched)
        more = f"; for the other {number(rest)} the record has simply no later fact" if searched and rest else ""
        items.append(Finding(f"{text}{more}.", _facts(silent)))
    return Findings(items)


def promises_owed(debts: Sequence[Debt]) -> Findings:
    """Who owes the next move: the sides with the open promises they owe, and the oldest of each."""
    if not debts:
        return Findings([Finding("Nobody owes a next move in this edition.", open=True)])
    items = []
    for debt in debts:
        who = _who(debt.sides)
        oldest = debt.promises[0].fact
        many = len(debt.promises) > 1
        tail = f"the oldest of {oldest.date.words}: {_named(oldest)}" if many else f"voiced {_when(oldest)}: {_named(oldest)}"
        items.append(Finding(f"{who}: {counted(len(debt.promises), 'open promise')}, {tail}.", [promise.fact for promise in debt.promises]))
    return Findings(items, style="list")


def promises_of_others(result: Ledger) -> Finding:
    """How the promises that do not concern both sides fared, for comparison."""
    if not result.others:
        return Finding("The edition has no further promise beside these.", open=True)
    delivered = [promise for promise in result.others if promise.state == DELIVERED]
    verb = "was" if len(delivered) == 1 else "were"
    share = f"{number(len(delivered))} {verb} delivered" if delivered else "none is known to have been delivered"
    return Finding(
        f"Beside these, the edition knows {counted(len(result.others), 'promise')} within one side or with third parties; of them {share}.",
        _facts(result.others),
    )


def agreements_followed(result: Ledger) -> Finding:
    """How many agreements have a later step on record."""
    agreements = result.agreements
    if not agreements:
        return Finding("No concluded agreement is part of this edition.", open=True)
    used = [agreement for agreement in agreements if agreement.followed]
    share = f"for {number(len(used))} of them" if used else "for none of them"
    verb = "is" if len(agreements) == 1 else "are"
    return Finding(
        f"{opening(counted(len(agreements), 'agreement'))} {verb} known, and {share} the record has a later step.", _facts(agreements)
    )


def _firmness(delivered: Sequence[Promise]) -> Finding:
    """How many deliveries rest on a fact that is itself doubted."""
    doubted = [promise for promise in delivered if promise.doubted]
    if not doubted:
        return Finding("No delivery rests on a fact that is itself unconfirmed or disputed.", _facts(delivered))
    behind = list(dict.fromkeys(fact for promise in doubted for fact in promise.deliveries))
    verb = "rests" if len(doubted) == 1 else "rest"
    what = f"a fact that is itself {behind[0].standing.label}" if len(behind) == 1 else "facts that are themselves unconfirmed or disputed"
    named = f" ({_named(behind[0])})" if len(behind) == 1 else ""
    share = (
        f"{opening(number(len(doubted)))} of {counted(len(delivered), 'delivery', 'deliveries')}"
        if len(delivered) > 1
        else "The one delivery"
    )
    return Finding(f"{share} {verb} on {what}{named}.", [*(promise.fact for promise in doubted), *behind])


def _the_rest(result: Ledger) -> list[Finding]:
    """How the promises not delivered stand, in one sentence, if there are any."""
    words = {
        STEP: ("has seen a step", "have seen a step"),
        REVISED: ("was revised", "were revised"),
        NO_TRACE: ("has left no trace of a next step", "have left no trace of a next step"),
    }
    states = [(result.of_state(state), wording) for state, wording in words.items() if result.of_state(state)]
    if not states:
        return []
    told = listed(f"{number(len(chosen))} {one if len(chosen) == 1 else many}" for chosen, (one, many) in states)
    told = told.replace("one has", "it has", 1) if len(result.promises) == 1 else told
    return [Finding(f"{opening(told)}.", _facts([promise for chosen, _ in states for promise in chosen]))]


def _in_doubt(delivered: Sequence[Promise]) -> str:
    """A clause that says how many of the deliveries are themselves doubted; nothing where none is."""
    doubted = sum(promise.doubted for promise in delivered)
    if not doubted:
        return ""
    which = number(doubted) if doubted < len(delivered) else "all" if doubted > 1 else "though"
    return f", {which} on evidence that is unconfirmed or disputed"


def _slowness(promise: Promise) -> tuple[int, int, str]:
    return promise.wait.longest, promise.wait.shortest, promise.fact.id


def _facts(promises: Sequence[Promise]) -> list[Fact]:
    """The promises and what gives them their state."""
    return [fact for promise in promises for fact in (promise.fact, *promise.followed)]


def _named(fact: Fact) -> str:
    """The fact's name as it stands inside a sentence."""
    return name(fact).rstrip(".")


def _when(fact: Fact) -> str:
    return f"on {fact.date.words}" if fact.date.precision == "day" else fact.date.words


def _range(promises: Sequence[Promise]) -> str:
    first, last = promises[0].fact, promises[-1].fact
    return _when(first) if first.date == last.date else f"between {first.date.words} and {last.date.words}"


def _is(promises: Sequence[Promise]) -> str:
    return "is" if len(promises) == 1 else "are"


def _lone(searched: Sequence[Promise]) -> str:
    return "a later search found nothing" if searched else "no later search is on record"


def _who(sides: tuple[str, ...]) -> str:
    return opening(" and ".join(sides)) if sides else "Nobody named"
