"""Sentences about actors: who appears most, what joins the sides, and how the sides differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from factbook.analysis.actors import Grid, Network, Presence, SideProfile, Tie
from factbook.exhibits.actor_words import plural, short_name
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, listed, number, opening
from factbook.record.facts import Fact, Record
from factbook.record.rows import THIRD_PARTY, ActorRow

_NO_SIDES = Finding("No actor of a side appears in this edition.", open=True)


def actors_bottom_line(profiles: tuple[SideProfile, ...], network: Network) -> Findings | Nothing:
    """Who speaks most, who appears, and how much joins the sides."""
    ours = _ours(profiles)
    if not any(profile.facts for profile in ours):
        return Nothing("No actor of a side appears in this edition.")
    return Findings([*_cast(ours), *_voices(ours), _crossing(network)])


def actors_by_theme(result: Grid, record: Record) -> Findings:
    """The busiest actor of each side and its first theme, and the themes in which one side has no actor of its own."""
    if not result.actors:
        return Findings([Finding("No actor appears in enough facts of this edition to set against themes.", open=True)])
    lines = []
    for side in record.sides:
        ours = [actor for actor in result.actors if actor.side == side]
        if ours:
            lines.append(_busiest(max(ours, key=lambda actor: (result.total(actor), actor.id)), result))
        empty = [theme for theme in result.themes if not any(result.facts(actor, theme) for actor in ours)]
        others = {fact.id: fact for theme in empty for actor in result.actors for fact in result.facts(actor, theme)}
        if ours and empty:
            named = listed(f"“{_small(theme.label)}”" for theme in empty[:6])
            more = f" and {counted(len(empty) - 6, 'other theme')}" if len(empty) > 6 else ""
            lines.append(Finding(f"Among the actors shown, {side} has none in the facts on {named}{more}.", others))
    return Findings(lines)


def network_heading(result: Network) -> Heading:
    """A heading that says how many ties join the sides."""
    total, across = len(result.ties), len(result.crossing)
    if not total:
        return Heading("No two actors appear together often", key="who-with-whom")
    if total == 1:
        return Heading(f"One tie, and it {'joins' if across else 'does not join'} the sides", key="who-with-whom")
    share = "None" if not across else "All" if across == total else opening(number(across))
    return Heading(f"{share} of {number(total)} ties join{'s' if across == 1 else ''} the sides", key="who-with-whom")


def who_with_whom(result: Network) -> Findings:
    """The strongest ties between the sides, the kinds of actors they join, and who stands between or alone."""
    if not result.ties:
        return Findings([Finding("No two actors appear together in two facts or more in this edition.", open=True)])
    lines = [_crossing(result)]
    if result.crossing:
        kinds = Counter(_kinds(tie) for tie in result.crossing)
        joined = listed(f"{_joined(pair)} ({count})" for pair, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
        lines.append(
            Finding(f"By kind, the ties between the sides join {joined}.", [fact for tie in result.crossing for fact in tie.facts])
        )
    lines += _between(result)
    if result.alone:
        names = listed(short_name(place.actor) for place in result.alone)
        few = "meets no other actor shown" if len(result.alone) == 1 else "meet no other actor shown"
        lines.append(Finding(f"{opening(names)} {few} in two facts.", open=True))
    return Findings(lines)


def sides_heading(profiles: tuple[SideProfile, ...]) -> Heading:
    """A heading that says which side speaks more and which owes more."""
    ours = _ours(profiles)
    speaker = _most(ours, lambda profile: len(profile.speaks))
    debtor = _most(ours, lambda profile: len(profile.owes))
    if speaker and debtor:
        text = f"{speaker} speaks and owes more" if speaker == debtor else f"{speaker} speaks more, {debtor} owes more"
    elif speaker or debtor:
        text = f"{speaker} speaks more" if speaker else f"{debtor} owes more"
    else:
        text = "The sides speak and owe alike" if any(profile.speaks or profile.owes for profile in ours) else "No side speaks or owes"
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


def present(result: tuple[Presence, ...], kind: str, theme: str) -> Findings:
    """Which actors of a kind each side has in the facts on a theme; `theme` words it."""
    lines = []
    for one in result:
        if one.actors:
            names = listed(short_name(actor) for actor in one.actors)
            lines.append(
                Finding(f"In the facts on {theme}, {one.side} has {counted(len(one.actors), kind, plural(kind))}: {names}.", one.facts)
            )
        else:
            lines.append(Finding(f"In the facts on {theme}, {one.side} has no {kind}.", open=True))
    return Findings(lines)


def _ours(profiles: tuple[SideProfile, ...]) -> tuple[SideProfile, ...]:
    return tuple(profile for profile in profiles if profile.side != THIRD_PARTY)


def _voices(ours: tuple[SideProfile, ...]) -> list[Finding]:
    if not any(profile.speaks for profile in ours):
        return [Finding("No actor of a side speaks in this edition.", open=True)]
    ranked = sorted(ours, key=lambda profile: -len(profile.speaks))
    first = len(ranked[0].speaks)
    rest = "".join(f", {profile.side} in {_fewer(len(profile.speaks), first)}" for profile in ranked[1:])
    return [Finding(f"{ranked[0].side} speaks in {counted(first, 'fact')}{rest}.", [fact for one in ranked for fact in one.speaks])]


def _debts(ours: tuple[SideProfile, ...]) -> list[Finding]:
    if not any(profile.owes for profile in ours):
        return [Finding("No actor of a side owes anything in this edition.", open=True)]
    ranked = sorted(ours, key=lambda profile: -len(profile.owes))
    first = len(ranked[0].owes)
    rest = "".join(f", {profile.side} to {_fewer(len(profile.owes), first)}" for profile in ranked[1:])
    text = f"{ranked[0].side} has put its name to {counted(first, 'agreement or commitment', 'agreements and commitments')}{rest}."
    return [Finding(text, [fact for one in ranked for fact in one.owes])]


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
    return [Finding(f"{'; '.join(parts)}.", [fact for profile in ours for fact in profile.facts])]


def _crossing(result: Network) -> Finding:
    if not result.ties:
        return Finding("No two actors appear together in two facts or more in this edition.", open=True)
    if not result.crossing:
        return Finding(
            f"None of {counted(len(result.ties), 'tie')} between actors joins the sides.",
            [fact for tie in result.ties for fact in tie.facts],
        )
    first = result.crossing[0]
    return Finding(
        f"The strongest tie between the sides is that of {short_name(first.one)} and {short_name(first.other)}, "
        f"who appear together in {counted(len(first.facts), 'fact')}.",
        first.facts,
    )


def _busiest(actor: ActorRow, result: Grid) -> Finding:
    facts = [fact for fact, who in result.appearances if actor.id in who]
    theme = result.busiest_theme(actor)
    about = result.facts(actor, theme)
    part = "all" if len(about) == len(facts) else f"{number(len(about))} of them"
    return Finding(
        f"{short_name(actor)} is the busiest actor of {actor.side}, in {counted(len(facts), 'fact')}, {part} on {_small(theme.label)}.",
        facts,
    )


def _between(result: Network) -> list[Finding]:
    """The third parties that have ties to more than one side."""
    found: list[ActorRow] = []
    facts: list[Fact] = []
    for place in result.places:
        if place.actor.side != THIRD_PARTY:
            continue
        ties = [tie for tie in result.ties if place.actor in (tie.one, tie.other)]
        sides = {other.side for tie in ties for other in (tie.one, tie.other)} - {THIRD_PARTY}
        if len(sides) > 1:
            found.append(place.actor)
            facts += [fact for tie in ties for fact in tie.facts]
    if not found:
        return []
    names = listed(short_name(actor) for actor in found)
    return [Finding(f"Of the third parties, {names} {'has' if len(found) == 1 else 'have'} ties to more than one side.", facts)]


def _kinds(tie: Tie) -> tuple[str, str]:
    first, second = sorted((tie.one.kind, tie.other.kind))
    return first, second


def _joined(pair: tuple[str, str]) -> str:
    return f"{plural(pair[0])} with {plural(pair[1])}" if pair[0] != pair[1] else f"{plural(pair[0])} with each other"


def _most(ours: tuple[SideProfile, ...], size: Callable[[SideProfile], int]) -> str:
    """The one side with most, or nothing where the sides are level."""
    ranked = sorted(ours, key=size, reverse=True)
    return ranked[0].side if len(ranked) > 1 and size(ranked[0]) > size(ranked[1]) else ""


def _small(label: str) -> str:
    """A label inside a sentence: its first letter small."""
    return label[:1].lower() + label[1:]
