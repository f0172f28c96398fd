"""Sentences about claims: how many hold, what they rest on, and how rival counts differ."""

from __future__ import annotations

from factbook.analysis.claims import Claim, Count, by_standing
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.wording import counted, listed, name, number, opening

_VERBS = {
    "disputed": "disputed",
    "unconfirmed": "unconfirmed",
    "single source": "known from a single source",
    "corroborated": "corroborated",
}


def claims_bottom_line(claims: tuple[Claim, ...]) -> Findings | Nothing:
    """How many claims were checked, how they stand, and which sides their support comes from."""
    if not claims:
        return Nothing("No claim of the meeting was checked in this report.")
    groups = by_standing(claims)
    told = listed(f"{number(len(chosen))} {'is' if len(chosen) == 1 else 'are'} {_VERBS[label]}" for label, chosen in groups.items())
    if len(claims) == 1:
        only = claims[0]
        more = "with" if only.support else "without"
        text = f"One claim made on the day was checked; it is {_VERBS[only.standing]}, {more} support from beyond the reports of the day."
        return Findings([Finding(text, _facts(claims))])
    alike = next((_VERBS[label] for label in groups if len(groups) == 1), "")
    stand = f"; {'both' if len(claims) == 2 else 'all'} are {alike}" if alike else f": {told}"
    whole = Finding(f"{opening(counted(len(claims), 'claim'))} made on the day were checked{stand}.", _facts(claims))
    lone = [claim for claim in claims if not claim.support]
    if not lone:
        return Findings([whole, Finding("Each of them has support from beyond the reports of the day.", _facts(claims))])
    verb = "has" if len(lone) == 1 else "have"
    return Findings(
        [
            whole,
            Finding(
                f"{_some(len(lone), len(claims))} {verb} no support from beyond the reports of the day.",
                _facts(tuple(lone)),
            ),
        ]
    )


def _some(part: int, all_of: int) -> str:
    """So many of so many, as a sentence begins: `Both of them`, `Three of them`."""
    return f"{'Both' if part == all_of == 2 else 'All' if part == all_of else opening(number(part))} of them"


def claims_heading(claims: tuple[Claim, ...]) -> Heading:
    """A heading that says how many of the claims are corroborated."""
    if not claims:
        return Heading("No claim to check", key="claims-by-standing-section")
    held = len(by_standing(claims).get("corroborated", ()))
    if len(claims) == 1:
        return Heading("One claim, corroborated" if held else "One claim, not corroborated", key="claims-by-standing-section")
    return Heading(
        f"{opening(number(held)) if held else 'Not one'} of {counted(len(claims), 'claim')} corroborated", key="claims-by-standing-section"
    )


def claims_disputed(claims: tuple[Claim, ...]) -> Findings:
    """The disputed claims by name, and for how many of them more sources from beyond the day speak than against."""
    disputed = by_standing(claims).get("disputed", ())
    if not disputed:
        return Findings([Finding("No claim in this report is disputed.", _facts(claims), open=True)])
    named = listed(f"“{name(claim.fact).rstrip('.')}”" for claim in disputed)
    rest = [fact for claim in disputed for fact in (claim.fact, *claim.rivals)]
    if len(disputed) == 1:
        return Findings([Finding(f"One claim is disputed: {named}.", rest)])
    whole = Finding(f"{opening(counted(len(disputed), 'claim'))} are disputed: {named}.", rest)
    backed = [claim for claim in disputed if len(claim.support) > len(claim.against)]
    alone = [claim for claim in disputed if not claim.support]
    told = f"For {number(len(backed))} of them more sources from beyond the day speak than against" if backed else ""
    lonely = f"{number(len(alone))} {'has' if len(alone) == 1 else 'have'} nobody else's support" if alone else ""
    words = f"{told}; {lonely}" if told and lonely else told or opening(lonely)
    return Findings([whole, Finding(f"{words}.", _facts((*backed, *alone)))] if words else [whole])


def counts_heading(counts: tuple[Count, ...]) -> Heading:
    """A heading that lists the figures in contest."""
    figures = list(dict.fromkeys(count.fact.row.value for count in counts))
    if not figures:
        return Heading("No rival counts", key="rival-counts")
    unit = counts[0].fact.row.unit
    return Heading(
        opening(f"{listed(number(int(figure)) if figure.isdigit() else figure for figure in figures)} {unit}"), key="rival-counts"
    )


def counts_compared(counts: tuple[Count, ...]) -> Findings:
    """Each figure with who counts so and what they count."""
    if not counts:
        return Findings([Finding("The claim with its rival figures is not part of this edition.", open=True)])
    return Findings([Finding(f"{opening(count.figure)}: {count.fact.statement}", [count.fact]) for count in counts], style="list")


def _facts(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.fact.id for claim in claims]
