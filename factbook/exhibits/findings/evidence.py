"""Sentences about the evidence as a whole."""

from __future__ import annotations

from factbook.analysis.evidence import Weight
from factbook.exhibits.amounts import undated
from factbook.exhibits.exhibit import Finding, Findings, Nothing
from factbook.exhibits.wording import counted, listed, number, opening, part_of_facts
from factbook.record.facts import Fact, Facts


def evidence_bottom_line(facts: Facts, standings: tuple[tuple[str, tuple[Fact, ...]], ...]) -> Findings | Nothing:
    """How many facts rest on how many sources, and how many are more than one party's word."""
    if not len(facts):
        return Nothing("This report shows no fact, so there is no evidence to list.")
    named = listed(f"{number(len(chosen))} {label}" for label, chosen in standings if chosen)
    sources = f" from {counted(len(facts.sources), 'source')}" if facts.sources else ""
    count = f"This report shows {counted(len(facts), 'fact')}{sources}: {named}."
    lines = [Finding(count, facts)]
    corroborated = dict(standings)["corroborated"]
    if corroborated:
        text = f"A second, independent voice confirms {part_of_facts(corroborated, facts)}, and none disputes them."
        lines.append(Finding(text, corroborated))
    return Findings(lines)


def weightiest(result: tuple[Weight, ...]) -> Findings:
    """How much rests on the source that carries most, and how many facts have a single origin."""
    if not result:
        return Findings([Finding("No source supports a fact of this report.", open=True)])
    first = result[0]
    alone = {fact.id: fact for weight in result for fact in weight.alone}
    total = {fact.id for weight in result for fact in weight.supports}
    lines = [Finding(f"One text, of {undated(first.source)}, supports most: {counted(len(first.supports), 'fact')}.", first.supports)]
    if alone:
        lines.append(Finding(f"{opening(part_of_facts(alone, total))} rest on a single origin.", alone))
    return Findings(lines)
