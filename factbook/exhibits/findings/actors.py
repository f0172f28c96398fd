"""Sentences about actors: who appears most, what joins the sides and how well it stands, and how the sides differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from factbook.analysis.actors import Grid, Network, SideProfile, Tie
from factbook.exhibits.actor_words import plural, short_name
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, day, listed, name, number, opening, small, whole
from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import THIRD_PARTY, ActorRow

_EVEN = 1 / 5  # of the larger count: a lead no greater is no lead
_NO_TIES = Finding("No two actors are tied by two facts or more in this edition.", open=True)
_NO_SIDES = Finding("No actor of a side appears in this edition.", open=True)


def actors_bottom_line(profiles: tuple[SideProfile, ...], network: Network) -> Findings | Nothing:
    """Who speaks most, who appears, and how much joins the sides."""
    ours = _ours(profiles)
    if not any(profile.facts for profile in ours):
        return Nothing("No actor of a side appears in this edition.")
    return Findings([*_cast(ours), *_voices(ours), _crossing(network)])


def actors_by_theme(result: Grid, record: Record) -> Findings:
    """The busiest actor of each side and its first theme, and the themes in whose facts nobody of a side appears."""
    if not result.actors:
        return Findings([Finding("No actor appears in enough facts of this edition to set against themes.", open=True)])
    lines = []
    for side in record.sides:
        ours = [actor for actor in result.actors if actor.side == side]
        if ours:
            lines.append(_busiest(max(ours, key=lambda actor: (result.total(actor), actor.id)), result))
        empty = [(theme, facts) for absent, theme, facts in result.without if absent == side]
        if empty:
            named = " or ".join(f"“{small(theme.label)}”" for theme, _ in empty[:6])
            more = f" or {counted(len(empty) - 6, 'other theme')}" if len(empty) > 6 else ""
            lines.append(
                Finding(
                    f"Nobody of {side}, the state included, appears in the facts shown on {named}{more}.",
                    [one for _, facts in empty for one in facts],
                )
            )
    return Findings(lines or [Finding("No actor of a side appears in enough facts of this edition to set against themes.", open=True)])


def network_heading(result: Network) -> Heading:
    """A heading that says how many ties join the sides."""
    total, across = len(result.ties), len(result.crossing)
    if not total:
        return Heading("No two actors are tied", key="who-with-whom")
    if total == 1:
        return Heading(f"One tie, and it {'joins' if across else 'does not join'} the sides", key="who-with-whom")
    if across == total:
        share = whole(total, "tie")
    elif across:
        share = f"{opening(number(across))} of {number(total)} ties"
    else:
        share = "Neither of two ties" if total == 2 else f"None of {number(total)} ties"
    return Heading(f"{share} join{'s' if across < 2 else ''} the sides", key="who-with-whom")


def who_with_whom(result: Network) -> Findings:
    """The strongest tie between the sides, how old and how firm the ties are, the kinds they join, and their groups."""
    if not result.ties:
        return Findings([_NO_TIES])
    lines = [_crossing(result)]
    if len(result.crossing) > 1:
        kinds = Counter(_kinds(tie) for tie in result.crossing)
        joined = listed(f"{_joined(pair)} ({count})" for pair, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
        lines += [*_ages(result), *_doubted(result)]
        lines.append(Finding(f"By kind, the ties between the sides join {joined}.", _facts(result.crossing)))
    if len(result.groups) > 1:
        around = listed(short_name(group.centre) for group in result.groups[:6])
        more = "" if len(result.groups) <= 6 else " and others"
        text = f"The ties fall into {number(len(result.groups))} groups that have no actor in common, around {around}{more}."
        lines.append(Finding(text, _facts(result.ties)))
    return Findings([*lines, *_between(result)])


def sides_heading(profiles: tuple[SideProfile, ...]) -> Heading:
    """A heading that says which side speaks more and which owes more; of nearly even counts, that the sides do alike."""
    ours = _ours(profiles)
    speaks, owes = (_leader(ours, size) for size in (lambda one: len(one.speaks), lambda one: len(one.owes)))
    if speaks == owes:
        text = {None: "No side speaks or owes", "": "The sides speak and owe alike"}.get(speaks, f"{speaks} speaks and owes more")
    else:
        said = {None: "No side speaks", "": "The sides speak alike"}.get(speaks, f"{speaks} speaks more")
        owed = {None: "no side owes", "": "the sides owe alike"}.get(owes, f"{owes} owes more")
        text = f"{said}, {owed}"
    return Heading(text, key="speaks-and-owes")


def sides_compared(profiles: tuple[SideProfile, ...]) -> Findings:
    """Who speaks and owes by side, and the kinds of actor in which the sides differ most."""
    ours = _ours(profiles)
    if not any(profile.facts for profile in ours):
        return Findings([_NO_SIDES])
    lines = [*_voices(ours), *_debts(ours)]
    for kind in (one.kind for one in ours[0].kinds):
        speaking = [(profile.side, profile.of_kind(kind).speaks) for profile in ours]
        (high, most), (low, least) = max(speaking, key=lambda pair: len(pair[1])), min(speaking, key=lambda pair: len(pair[1]))
        if len(most) >= 4 and len(most) >= 2 * len(least):
            fewer = "in none" if not least else f"in {number(len(least))}"
            lines.append(
                Finding(
                    f"{opening(plural(kind))} of {high} speak in {counted(len(most), 'fact')}, those of {low} {fewer}.", [*most, *least]
                )
            )
    return Findings(lines)


def unfound(facts: Facts, ids: Iterable[str]) -> Findings:
    """Which of the facts named our own searches found no case of."""
    known = [facts[fact] for fact in dict.fromkeys(ids) if fact in facts]
    vain = [fact for fact in known if any(item.bearing == "silent" and item.from_search for item in fact.evidence)]
    if not vain:
        return Findings([Finding("No search of ours belongs to the facts shown.", open=True)])
    of = " or of ".join(f"“{name(fact).rstrip('.')}”" for fact in vain)
    return Findings([Finding(f"Our own search for a case of {of} found none.", vain)])


def _ours(profiles: tuple[SideProfile, ...]) -> tuple[SideProfile, ...]:
    return tuple(profile for profile in profiles if profile.side != THIRD_PARTY)


def _voices(ours: tuple[SideProfile, ...]) -> list[Finding]:
    if not any(profile.speaks for profile in ours):
        return [Finding("No actor of a side speaks in this edition.", open=True)]
    ranked = sorted(ours, key=lambda profile: -len(profile.speaks))
    first = len(ranked[0].speaks)
    rest = "".join(f", {profile.side} in {_fewer(len(profile.speaks), first)}" for profile in ranked[1:])
    said = {fact.id: fact for one in ranked for fact in one.speaks}
    return [Finding(f"{ranked[0].side} speaks in {counted(first, 'fact')}{rest}.", said), *_one_day(tuple(said.values()))]


def _one_day(said: tuple[Fact, ...]) -> list[Finding]:
    """The day from which a quarter of what the sides say comes, if there is one."""
    when, most = Counter(fact.date.text for fact in said).most_common(1)[0]
    facts = [fact for fact in said if fact.date.text == when]
    if len(said) < 8 or 4 * most < len(said) or facts[0].date.precision != "day":
        return []
    return [Finding(f"{opening(number(most))} of these {number(len(said))} facts are dated {facts[0].date.words}.", facts)]


def _debts(ours: tuple[SideProfile, ...]) -> list[Finding]:
    if not any(profile.owes for profile in ours):
        return [Finding("No side owes an undertaking in this edition.", open=True)]
    ranked = sorted(ours, key=lambda profile: -len(profile.owes))
    first = len(ranked[0].owes)
    rest = "".join(f", {profile.side} {_fewer(len(profile.owes), first)}" for profile in ranked[1:])
    owed = Counter(fact.id for one in ranked for fact in one.owes)
    both = [fact for fact, sides in owed.items() if sides == len(ranked)]
    lines = [Finding(f"{ranked[0].side} still owes {counted(first, 'undertaking')}{rest}.", owed)]
    if both and len(owed) > 1:
        lines.append(
            Finding(f"{opening(number(len(both)))} of these {number(len(owed))} {'is' if len(both) == 1 else 'are'} owed jointly.", both)
        )
    return lines


def _fewer(count: int, first: int) -> str:
    """A count beside a larger or equal one."""
    return "as many" if count == first else number(count) if count else "none"


def _cast(ours: tuple[SideProfile, ...]) -> list[Finding]:
    """How many agencies, companies and people each side has in the facts."""
    parts: list[str] = []
    for profile in ours:
        counts = [(kind, len(profile.of_kind(kind).actors)) for kind in ("agency", "company", "person")]
        kinds = listed(counted(count, kind, plural(kind)) for kind, count in counts if count)
        parts.append(f"{profile.side}{'' if parts else ' appears'} with {kinds or 'no agency, company or person'}")
    if not any(profile.of_kind(kind).actors for profile in ours for kind in ("agency", "company", "person")):
        parts = ["No agency, company or person of a side appears"]
    return [Finding(f"{'; '.join(parts)}.", [fact for profile in ours for fact in profile.facts])]


def _crossing(result: Network) -> Finding:
    """The strongest tie between the sides: its facts, how many of them are corroborated, and its latest."""
    if not result.ties:
        return _NO_TIES
    if not result.crossing:
        few = {1: "The one tie between actors does not join", 2: "Neither of the two ties between actors joins"}
        none = few.get(len(result.ties), f"None of {number(len(result.ties))} ties between actors joins")
        return Finding(f"{none} the sides.", _facts(result.ties))
    first = result.crossing[0]
    pair = f"{short_name(first.one)} and {short_name(first.other)}"
    even = [tie for tie in result.crossing if len(tie.facts) == len(first.facts)]
    opens = (
        f"No tie between the sides is stronger than that of {pair}"
        if len(even) > 1
        else f"The strongest tie between the sides is that of {pair}"
    )
    if len(result.crossing) == 1:
        opens = f"The one tie between the sides is that of {pair}"
    firm = len(first.corroborated)
    stand = ("all" if firm > 2 else "both") if firm == len(first.facts) else number(firm) if firm else "none"
    return Finding(
        f"{opens}: {counted(len(first.facts), 'fact')}, {stand} of them corroborated, the latest of {first.latest.date.words}.",
        first.facts,
    )


def _ages(result: Network) -> list[Finding]:
    """How many of the ties between the sides have a recent fact, and when the others had their last."""
    ties, total = result.crossing, number(len(result.crossing))
    recent, older = [tie for tie in ties if result.is_recent(tie)], [tie for tie in ties if not result.is_recent(tie)]
    within = f"later than {day(result.since)}"
    if not older:
        return [Finding(f"All {total} ties between the sides have a fact {within}.", [tie.latest for tie in recent])]
    last = max((tie.latest for tie in older), key=lambda fact: (fact.date.latest, fact.id))
    some = f"{opening(number(len(recent)))} of the {total} ties between the sides {'has' if len(recent) == 1 else 'have'} a fact {within}"
    if not recent:
        some = f"None of the {total} ties between the sides has a fact {within}"
    rest = (
        "the latest"
        if not recent
        else "the latest of the other one"
        if len(older) == 1
        else f"the latest of the other {number(len(older))}"
    )
    return [Finding(f"{some}; {rest} is of {last.date.words}.", [*(tie.latest for tie in recent), last])]


def _doubted(result: Network) -> list[Finding]:
    """The ties between the sides of which no fact is corroborated."""
    weak = [tie for tie in result.crossing if not tie.corroborated]
    if len(weak) == len(result.crossing):
        return [Finding("No fact of theirs is corroborated.", _facts(weak))]
    if not weak:
        return [
            Finding(
                f"Each of the {number(len(result.crossing))} has at least one corroborated fact.",
                [tie.corroborated[-1] for tie in result.crossing],
            )
        ]
    named = listed(f"{short_name(tie.one)} with {short_name(tie.other)}" for tie in weak[:4])
    more = f" and {number(len(weak) - 4)} more" if len(weak) > 4 else ""
    return [Finding(f"In {number(len(weak))} of the {number(len(result.crossing))} no fact is corroborated: {named}{more}.", _facts(weak))]


def _facts(ties: Iterable[Tie]) -> list[Fact]:
    return [fact for tie in ties for fact in tie.facts]


def _busiest(actor: ActorRow, result: Grid) -> Finding:
    facts = [fact for fact, who in result.appearances if actor.id in who]
    theme = result.busiest_theme(actor)
    about = result.facts(actor, theme)
    part = "all" if len(about) == len(facts) else f"{number(len(about))} of them"
    return Finding(
        f"{short_name(actor)} is the busiest actor of {actor.side}, in {counted(len(facts), 'fact')}, {part} on {small(theme.label)}.",
        facts,
    )


def _between(result: Network) -> list[Finding]:
    """The third parties that have ties to more than one side, or that none of those with a tie has."""
    tied: dict[str, list[Tie]] = {}
    for tie in result.ties:
        for actor, other in ((tie.one, tie.other), (tie.other, tie.one)):
            if actor.side == THIRD_PARTY and other.side != THIRD_PARTY:
                tied.setdefault(short_name(actor), []).append(tie)
    both = {name: ties for name, ties in tied.items() if len({one.side for tie in ties for one in (tie.one, tie.other)}) > 2}
    if both:
        verb = "has" if len(both) == 1 else "have"
        return [
            Finding(
                f"Of the third parties, {listed(both)} {verb} ties to more than one side.",
                _facts(tie for ties in both.values() for tie in ties),
            )
        ]
    if not tied:
        return []
    each = "has its ties to" if len(tied) == 1 else "have their ties to"
    return [Finding(f"Of the third parties, {listed(tied)} {each} one side only.", _facts(tie for ties in tied.values() for tie in ties))]


def _kinds(tie: Tie) -> tuple[str, str]:
    first, second = sorted((tie.one.kind, tie.other.kind))
    return first, second


def _joined(pair: tuple[str, str]) -> str:
    return f"{plural(pair[0])} with {plural(pair[1])}" if pair[0] != pair[1] else f"{plural(pair[0])} with each other"


def _leader(ours: tuple[SideProfile, ...], size: Callable[[SideProfile], int]) -> str | None:
    """The side with clearly most; empty where the sides are nearly even, None where all have none."""
    ranked = sorted(ours, key=size, reverse=True)
    first, second = size(ranked[0]), size(ranked[1])
    if not first:
        return None
    return "" if first - second <= first * _EVEN else ranked[0].side
