"""Sentences about promises: how many were kept, how firmly that is known, which are open and who owes the next move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbook.analysis.commitments import DELIVERED, DOUBTED, NO_TRACE, REVISED, STEP, Debt, Ledger, Promise
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, dated, day, listed, name, number, opening, percent
from factbook.record.facts import Fact
from factbook.record.rows import THIRD_PARTY

_MOST = 3  # promises of a side that are named
_ALL = 4  # names that are given in brackets, if there are no more


FEW = 10  # promises: of fewer a share of a hundred says less than the count


def promises_bottom_line(result: Ledger) -> Findings | Nothing:
    """How many promises there are, what share is recorded as delivered, and how the rest stand."""
    promises = result.promises
    if not (promises or result.expectations or result.agreements):
        return Nothing("No promise and no agreement is part of this report.")
    if not promises:
        return Findings([Finding("This report has no promise to follow.", open=True)])
    delivered = result.of_state(DELIVERED)
    told = f"This report follows {counted(len(promises), 'promise')}, voiced {_range(promises)}{_rivalry(promises)}."
    if delivered:
        verb = "is" if len(delivered) == 1 else "are"
        part = f", {percent(len(delivered), len(promises))}," if len(promises) >= FEW else ""
        all_of = len(delivered) == len(promises)
        who = (
            ("It" if all_of and len(promises) == 1 else "Both" if len(promises) == 2 else "All")
            if all_of
            else opening(number(len(delivered)))
        )
        share = f"{who}{'' if all_of else ' of them' + part} {verb} recorded as delivered"
        kept = Finding(f"{share} by {day(result.horizon)}{_in_doubt(delivered)}.", _facts(delivered))
    else:
        subject = "It is not" if len(promises) == 1 else "Not one of them is"
        kept = Finding(f"{subject} known to have been delivered by {day(result.horizon)}.", _facts(promises))
    return Findings([Finding(told, _facts(promises)), kept, *_the_rest(result)])


def promises_heading(result: Ledger) -> Heading:
    """A heading that says how many promises were delivered."""
    delivered, whole = len(result.of_state(DELIVERED)), len(result.promises)
    doubted = sum(promise.doubted for promise in result.promises)
    note = "" if not doubted else ", in doubt" if doubted == delivered else f", {number(doubted)} in doubt"
    text = f"{opening(number(delivered)) if delivered else 'Not one'} of {counted(whole, 'promise')} delivered{note}"
    if whole < 2:
        text = (f"One promise, delivered{note}" if delivered else "One promise, not delivered") if whole else "No promise to follow"
    return Heading(text, key="promises-and-deliveries")


def promises_kept(result: Ledger) -> Findings:
    """On how many facts the deliveries rest, how firm these are, and how many deliveries came late."""
    delivered = result.of_state(DELIVERED)
    if not delivered:
        none = "None was delivered, so" if result.of_state(REVISED) else "So"
        return Findings([Finding(f"{none} there is no delivery to weigh.", open=True)])
    late = [promise for promise in delivered if promise.overdue]
    items = [_weight(delivered), *_kept_by_third_parties(result)]
    if late:
        items.append(Finding(f"{opening(counted(len(late), 'delivery', 'deliveries'))} came after the day named.", _facts(late)))
    return Findings(items)


def promises_open(result: Ledger) -> Findings:
    """The oldest open promise, those past their day, and how many were searched for."""
    promises = result.open
    if not promises:
        return Findings([Finding("So there is nothing left to search for.", open=True)])
    oldest = [promise for promise in promises if promise.fact.date == promises[0].fact.date]
    since = oldest[0].fact.date.words
    told = f"The oldest open promises, {number(len(oldest))} of them, date from {since}."
    if len(oldest) == 1:
        told = f"The {'oldest' if len(promises) > 1 else 'only'} open promise dates from {since} ({_named(oldest[0].fact)})."
    items = [Finding(told, [promise.fact for promise in oldest])]
    overdue = [promise for promise in promises if promise.overdue]
    if overdue:
        verb = "is" if len(overdue) == 1 else "are"
        items.append(Finding(f"{opening(counted(len(overdue), 'open promise'))} {verb} past the day named.", _facts(overdue)))
    silent = [promise for promise in promises if promise.state == NO_TRACE]
    if silent:
        items.append(Finding(_searches(len(silent), sum(promise.searched for promise in silent)), _facts(silent)))
    return Findings(items)


def promises_owed(debts: Sequence[Debt]) -> Findings:
    """Who owes the next move: the sides with the number of open promises they owe, and the firmest of each."""
    if not debts:
        return Findings([Finding("No promise is open, so nobody owes a next move.", open=True)])
    items = []
    for debt in debts:
        many = f"{_owing(debt.sides)} {counted(len(debt.promises), 'open promise')}"
        lead = ":" if len(debt.promises) <= _MOST else ", the firmest:"
        items.append(Finding(f"{many}{lead} {_agenda(debt.promises[:_MOST])}.", [promise.fact for promise in debt.promises]))
    return Findings(items, style="list")


def promises_of_others(result: Ledger) -> Findings:
    """How the promises that do not concern both sides fared, and what was expected of those who had not promised it."""
    items = []
    if result.others:
        one, delivered = len(result.others) == 1, sum(promise.state == DELIVERED for promise in result.others)
        share = f"{number(delivered)} of them {'is' if delivered == 1 else 'are'} recorded as delivered"
        if one or not delivered:
            verb = "is" if delivered else "is not"
            share = f"it {verb} recorded as delivered" if one else "none of them is recorded as delivered"
        made = f"{counted(len(result.others), 'promise')} {'was' if one else 'were'} made within one side or with third parties"
        items.append(Finding(f"Beside these, {made}; {share}.", _facts(result.others)))
    if result.expectations:
        items.append(_expected(result.expectations))
    return Findings(items or [Finding("No further promise is on record.", open=True)])


def agreements_followed(result: Ledger) -> Finding:
    """How many agreements have a later step on record, and on how few facts these steps rest."""
    agreements = result.agreements
    if not agreements:
        return Finding("So none could have been used.", open=True)
    used = [agreement for agreement in agreements if agreement.followed]
    behind = _behind(used)
    few = f", {'one and the same' if len(behind) == 1 else f'{number(len(behind))} in all'}" if len(behind) < len(used) else ""
    share = f"a later step for {number(len(used)) if used else 'none'} of them{few}"
    if len(agreements) == 1:
        share = f"{'a' if used else 'no'} later step for it"
    verb = "is" if len(agreements) == 1 else "are"
    told = f"{opening(counted(len(agreements), 'agreement'))} {verb} on record as concluded or said to be{_rivalry(agreements)}"
    return Finding(f"{told}; the record has {share}.", _facts(agreements))


def _weight(delivered: Sequence[Promise]) -> Finding:
    """On how many facts the deliveries rest, and which of these are not in doubt."""
    behind, sure = _behind(delivered), [promise for promise in delivered if not promise.doubted]
    lead = f"{opening(number(len(delivered)))} deliveries rest on" if len(delivered) > 1 else "The one delivery rests on"
    if len(behind) == 1:
        label = behind[0].standing.label
        same = "one and the same fact" if len(delivered) > 1 else "one fact"
        rest = f"{same} ({_named(behind[0])}), which is {'known from a single source' if label == 'single source' else label}"
    elif 0 < len(sure) < len(delivered):
        ground, others = _behind(sure), len(delivered) - len(sure)
        on = "one and the same" if len(sure) > len(ground) == 1 else f"{number(len(ground))} of them"
        rest = f"{number(len(behind))} facts: the {number(len(sure))} not in doubt on {on}{_bracketed(ground)}, "
        rest += f"the other {f'{number(others)} ' if others > 1 else ''}on what is itself {_labels(_behind(delivered))}"
    else:
        loose = sum(fact.standing.label in DOUBTED for fact in behind)
        share = "none" if not loose else ("both" if loose == 2 else "all") if loose == len(behind) else number(loose)
        rest = f"{number(len(behind))} facts, {share} of them {_labels(behind) if loose else ' or '.join(DOUBTED)}"
    return Finding(f"{lead} {rest}.", [*(promise.fact for promise in delivered), *behind])


def _kept_by_third_parties(result: Ledger) -> list[Finding]:
    """That no side is known to have kept a promise of its own, where all that is not in doubt was promised by third parties."""
    sure = [promise for promise in result.of_state(DELIVERED) if not promise.doubted]
    own = any(set(promise.sides) - {THIRD_PARTY} for promise in result.promises)
    if not (sure and own) or any(promise.sides != (THIRD_PARTY,) for promise in sure):
        return []
    owners = listed(dict.fromkeys(owner for promise in sure for owner in promise.owners))
    by = f"was promised by a third party ({owners})" if len(sure) == 1 else f"were promised by third parties ({owners})"
    which = f"The {number(len(sure))} not in doubt" if len(result.of_state(DELIVERED)) > len(sure) else "It" if len(sure) == 1 else "They"
    return [Finding(f"{which} {by}, so none of the sides' own promises is known beyond doubt to be kept.", _facts(sure))]


def _expected(expectations: Sequence[Promise]) -> Finding:
    """What was expected of some by others, which is no promise, and how much of it came true."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Fact]] = {}
    for promise in sorted(expectations, key=lambda promise: (promise.sides, promise.speakers)):
        groups.setdefault((promise.sides, promise.speakers), []).append(promise.fact)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    lead = "one thing was expected" if len(ordered[0][1]) == 1 else f"{number(len(ordered[0][1]))} things were expected"
    parts = [
        f"{number(len(facts)) if place else lead} of {_parties(owners)} by {_parties(speakers)}{_bracketed(facts)}"
        for place, ((owners, speakers), facts) in enumerate(ordered)
    ]
    one, true = len(expectations) == 1, sum(promise.state == DELIVERED for promise in expectations)
    what = "which is no promise and is not counted" if one else "none of them a promise and none counted"
    came = f"; {'it' if one else number(true)} {'is' if true == 1 else 'are'} known to have come true" if true else ""
    return Finding(f"{opening(listed(parts))}, {what}{came}.", _facts(expectations))


def _the_rest(result: Ledger) -> list[Finding]:
    """How the promises not delivered stand, in one sentence, if there are any."""
    words = {
        STEP: ("has seen a step", "have seen a step"),
        REVISED: ("was revised", "were revised"),
        NO_TRACE: ("has no next step on record", "have no next step on record"),
    }
    states = [(result.of_state(state), wording) for state, wording in words.items() if result.of_state(state)]
    if not states:
        return []
    told = listed(f"{number(len(chosen))} {one if len(chosen) == 1 else many}{_faltering(chosen)}" for chosen, (one, many) in states)
    told = told.replace("one ", "it ", 1) if len(result.promises) == 1 else told
    return [Finding(f"{opening(told)}.", _facts([promise for chosen, _ in states for promise in chosen]))]


def _in_doubt(delivered: Sequence[Promise]) -> str:
    """A clause that says how many of the deliveries are themselves doubted; nothing where none is."""
    doubted = [promise for promise in delivered if promise.doubted]
    if not doubted:
        return ""
    which = number(len(doubted)) if len(doubted) < len(delivered) else "all" if len(doubted) > 1 else "though"
    return f", {which} on evidence that is {_labels(_behind(doubted))}"


def _faltering(promises: Sequence[Promise]) -> str:
    """A clause that says how many of the steps are themselves doubted; nothing where none is."""
    loose = [promise for promise in promises if promise.faltering]
    if not loose:
        return ""
    which = "" if len(promises) == 1 else "all " if len(loose) == len(promises) else f"{number(len(loose))} of them "
    return f" ({which}on evidence that is {_labels(_behind(loose))})"


def _rivalry(promises: Sequence[Promise]) -> str:
    """A clause that says which are two accounts of one thing; nothing where none is."""
    ids = {promise.fact.id for promise in promises}
    rivals = sum(bool(ids & set(promise.rivals)) for promise in promises)
    if not rivals:
        return ""
    which = f"{number(rivals)} of them" if rivals < len(promises) else "both" if rivals == 2 else "all"
    return f", {which} rival accounts of one" if rivals == 2 else f", {which} rival accounts of others"


def _searches(silent: int, searched: int) -> str:
    """How many of those without a next step were searched for in vain, in a sentence."""
    if silent == 1:
        return f"For the one with no next step on record, {'a later search found nothing' if searched else 'no later search is on record'}."
    if not searched:
        return f"For none of the {number(silent)} with no next step on record is a search known."
    if searched == silent:
        return f"{'Both' if silent == 2 else f'All {number(silent)}'} with no next step on record were searched for in vain."
    verb, rest = "was" if searched == 1 else "were", silent - searched
    more = f"for the other {'' if rest == 1 else f'{number(rest)} '}no search is on record"
    return f"Of the {number(silent)} with no next step on record, {number(searched)} {verb} searched for in vain; {more}."


def _labels(facts: Iterable[Fact]) -> str:
    """The standings in doubt that the facts have: `unconfirmed`, `unconfirmed or disputed`."""
    found = {fact.standing.label for fact in facts}
    return " or ".join(label for label in DOUBTED if label in found)


def _behind(promises: Iterable[Promise]) -> list[Fact]:
    """The different facts that give the promises their states."""
    return list({fact.id: fact for promise in promises for fact in promise.followed}.values())


def _facts(promises: Iterable[Promise]) -> list[Fact]:
    """The promises and what gives them their state."""
    return [fact for promise in promises for fact in (promise.fact, *promise.followed)]


def _named(fact: Fact) -> str:
    """The fact's name as it stands inside a sentence."""
    return name(fact).rstrip(".")


def _bracketed(facts: Sequence[Fact]) -> str:
    """The names of facts in brackets; of many, the first."""
    few = len(facts) <= _ALL
    return f" ({'' if few else 'among them '}{listed(map(_named, facts if few else facts[:_MOST]))})"


def _agenda(promises: Sequence[Promise]) -> str:
    """Promises by name, those voiced in the same way together: `A bridge (announced in 2020); A road and A feast (both hoped for …)`."""
    groups: dict[str, list[str]] = {}
    for promise in promises:
        groups.setdefault(_voiced(promise.fact), []).append(_named(promise.fact))
    return "; ".join(f"{listed(names)} ({('', 'both ', 'all ')[len(names) - 1]}{voiced})" for voiced, names in groups.items())


def _voiced(fact: Fact) -> str:
    """How firm a promise was on the day it was voiced, and when it falls due: `announced in October 2025, due 2027`."""
    firmness = "hoped for" if fact.delivery == "hoped" else fact.delivery
    return f"{firmness} {dated(fact.date)}{f', due {fact.row.due.words}' if fact.row.due else ''}"


def _range(promises: Sequence[Promise]) -> str:
    first, last = promises[0].fact.date, promises[-1].fact.date
    return dated(first) if first == last else f"between {first.words} and {last.words}"


def _parties(sides: Sequence[str]) -> str:
    return listed("third parties" if side == THIRD_PARTY else side for side in sides)


def _owing(sides: Sequence[str]) -> str:
    """The sides with their verb, as a sentence begins."""
    if not sides:
        return "Nobody is named for"
    return f"{opening(_parties(sides))} {'owes' if len(sides) == 1 and sides != (THIRD_PARTY,) else 'owe'}"
