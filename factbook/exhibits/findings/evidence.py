"""Sentences about the evidence as a whole."""

from __future__ import annotations

from factbook.analysis.evidence import Weight
from factbook.exhibits.exhibit import Finding, Findings, Nothing
from factbook.exhibits.wording import counted, listed, opening, percent
from factbook.record.facts import Fact, Facts


def evidence_bottom_line(facts: Facts, standings: tuple[tuple[str, tuple[Fact, ...]], ...]) -> Findings | Nothing:
    """How many facts rest on how many sources, and how many are more than one party's word."""
    if not len(facts):
        return Nothing("This edition shows no fact, so there is no evidence to list.")
    named = listed(f"{len(chosen)} {label}" for label, chosen in standings if chosen)
    count = f"The edition shows {counted(len(facts), 'fact')} from {counted(len(facts.sources), 'source')}: {named}."
    lines = [Finding(count, facts)]
    corroborated = dict(standings)["corroborated"]
    if corroborated:
        lines.append(
            Finding(f"{percent(len(corroborated), len(facts))} of them are confirmed by a second, independent voice.", corroborated)
        )
    return Findings(lines)


def weightiest(result: tuple[Weight, ...]) -> Findings:
    """How much rests on the source that carries most, and how many facts have a single origin."""
    if not result:
        return Findings([Finding("No source supports a fact of this edition.", open=True)])
    first = result[0]
    alone = {fact.id: fact for weight in result for fact in weight.alone}
    total = {fact.id for weight in result for fact in weight.supports}
    lines = [Finding(f"{opening(first.source.attribution)} supports most: {counted(len(first.supports), 'fact')}.", first.supports)]
    if alone:
        lines.append(Finding(f"{percent(len(alone), len(total))} of the facts rest on a single origin.", alone))
    return Findings(lines)
