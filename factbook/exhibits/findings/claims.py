"""Sentences about claims: how many hold, what they rest on, and how rival counts differ."""

from __future__ import annotations

from collections.abc import Sized

from factbook.analysis.claims import Claim, Count, by_standing
from factbook.exhibits.exhibit import Finding, Findings, Heading
from factbook.exhibits.wording import counted, listed, name, number, opening

_NOTHING = Finding("No claim of the meeting can be checked in this edition.", open=True)
_VERBS = {
    "disputed": "disputed",
    "unconfirmed": "unconfirmed",
    "single source": "known from a single source",
    "corroborated": "corroborated",
}


def claims_bottom_line(claims: tuple[Claim, ...]) -> Findings:
    """How many claims can be checked, how they stand, and which sides their support comes from."""
    if not claims:
        return Findings([_NOTHING])
    groups = by_standing(claims)
    told = listed(f"{number(len(chosen))} {'is' if len(chosen) == 1 else 'are'} {_VERBS[label]}" for label, chosen in groups.items())
    if len(claims) == 1:
        only = claims[0]
        more = "with" if only.support else "without"
        text = (
            f"One claim made on the day can be checked; it is {_VERBS[only.standing]}, {more} support from beyond the reports of the day."
        )
        return Findings([Finding(text, _facts(claims))])
    whole = Finding(f"{opening(counted(len(claims), 'claim'))} made on the day can be checked: {told}.", _facts(claims))
    lone = [claim for claim in claims if not claim.support]
    if not lone:
        return Findings([whole, Finding("Each of them has support from beyond the reports of the day.", _facts(claims))])
    verb = "has" if len(lone) == 1 else "have"
    return Findings(
        [
            whole,
            Finding(
                f"{opening(counted(len(lone), 'of them', 'of them'))} {verb} no support from beyond the reports of the day.",
                _facts(tuple(lone)),
            ),
        ]
    )


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


def _votes(sources: Sized) -> str:
    return number(len(sources)) if sources else "none"


def claims_disputed(claims: tuple[Claim, ...]) -> Findings:
    """The disputed claims in one sentence, each with how many sources stand on either side."""
    disputed = by_standing(claims).get("disputed", ())
    if not disputed:
        return Findings([Finding("No claim of this edition is disputed.", _facts(claims), open=True)])
    told = [f"“{name(claim.fact).rstrip('.')}” {_votes(claim.against)} to {_votes(claim.support)}" for claim in disputed]
    verb = "is" if len(disputed) == 1 else "are"
    count = opening(counted(len(disputed), "claim"))
    text = f"{count} {verb} disputed. Counted are sources from beyond the day against it and for it: {listed(told)}."
    return Findings([Finding(text, [fact for claim in disputed for fact in (claim.fact, *claim.rivals)])])


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
