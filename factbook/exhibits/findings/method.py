"""Sentences about method: how firm the record is, whose it is, how it was read, and what was not found."""

from __future__ import annotations

from factbook.analysis.method import Corrections, Coverage, Leaning, Reading, Rule, Silence, Text
from factbook.exhibits.actor_words import side_label
from factbook.exhibits.amounts import undated
from factbook.exhibits.exhibit import Finding, Findings, Heading, Nothing
from factbook.exhibits.figures.method import word
from factbook.exhibits.wording import counted, listed, number, opening, part_of_facts, percent
from factbook.record.facts import Fact, Facts
from factbook.record.rows import THIRD_PARTY

_TWO_AND_OTHERS = 3  # groups of publishers in a record of two sides


def method_bottom_line(
    facts: Facts, rules: tuple[Rule, ...], origins: tuple[str, ...], alone: tuple[Fact, ...], reading: Reading
) -> Findings | Nothing:
    """How many facts rest on how many sources and origins, and the three weaknesses that weigh most."""
    if not len(facts):
        return Nothing("This report shows no fact, so there is no method to judge.")
    rests = "rests" if len(facts) == 1 else "rest"
    size = (
        f"{opening(counted(len(facts), 'fact'))} {rests} on {counted(len(facts.sources), 'source')} of {counted(len(origins), 'origin')}."
    )
    lines = [Finding(size, facts)]
    firm = next(rule.facts for rule in rules if rule.label == "corroborated")
    if firm:
        lines.append(Finding(f"{opening(part_of_facts(firm, facts))} are corroborated.", firm))
    return Findings([*lines, *_alone(alone, facts), *_partly(reading)])


def standing_rules(rules: tuple[Rule, ...], alone: tuple[Fact, ...], facts: Facts) -> Findings:
    """Which standing is most common, and how many facts have one origin."""
    if not len(facts):
        return Findings([Finding("No fact of this report has a standing to count.", open=True)])
    most = max(rules, key=lambda rule: len(rule.facts))
    common = Finding(f"The most common standing is “{most.label}”, with {part_of_facts(most.facts, facts)}.", most.facts)
    return Findings([common, *_alone(alone, facts)])


def coverage(result: tuple[Coverage, ...]) -> Findings:
    """The largest group of sources by each aspect, and the share of weak ones."""
    lines = []
    for one in result:
        if one.total:
            parts = listed(f"{_in_sentence(one.aspect, group.value)} {percent(len(group.sources), one.total)}" for group in one.groups[:3])
            facts = {fact.id: fact for group in one.groups[:3] for fact in group.facts}
            lines.append(Finding(f"By {one.aspect}: {parts}{'' if len(one.groups) <= 3 else ', no other more'}.", facts))
    return Findings(lines or [Finding("No source is part of this report.", open=True)], style="list")


def sources_by_year(result: Coverage) -> Finding:
    """In how few years most sources were published."""
    dated = [group for group in result.groups if group.value.isdigit()]
    if not dated:
        return Finding("No dated source is part of this report.", open=True)
    total, reached = sum(len(group.sources) for group in dated), 0
    for group in reversed(dated):
        reached += len(group.sources)
        if 2 * reached >= total:
            recent = {fact.id: fact for one in dated if one.value >= group.value for fact in one.facts}
            return Finding(f"{percent(reached, total)} of the dated sources were published in {group.value} or later.", recent)
    raise AssertionError("Half of the sources are reached before the first year.")


def leaning_heading(result: Leaning) -> Heading:
    """A heading that says which side alone tells most of what concerns more than one."""
    if not result.shared:
        return Heading("Nothing is shared", key="one-sided")
    side, told = max(result.by_side, key=lambda pair: len(pair[1]))
    if not told:
        return Heading("No shared fact rests on one side alone", key="one-sided")
    who = opening(_publishers(side)) if side == THIRD_PARTY else f"Publishers of {side}"
    both = "both sides" if len(result.by_side) == _TWO_AND_OTHERS else "more than one side"
    part = "all that" if len(told) == len(result.shared) else f"{percent(len(told), len(result.shared))} of what"
    return Heading(f"{who} alone report {part} concerns {both}", key="one-sided")


def whose_sources(result: Leaning) -> Findings:
    """How many facts about more than one side rest on publishers of one side alone, and how many on all."""
    if not result.shared:
        return Findings([Finding("No fact of this report is about more than one side.", open=True)])
    total = len(result.shared)
    parts = [f"publishers of {_publishers(side)} alone support {number(len(facts)) if facts else 'none'}" for side, facts in result.by_side]
    every = f"{number(len(result.balanced))} ({percent(len(result.balanced), total)})" if result.balanced else "none"
    text = f"Of {counted(total, 'fact')} about more than one side, {'; '.join(parts)}; publishers of every side support {every}."
    return Findings([Finding(text, result.shared)])


def reading(result: Reading) -> Findings:
    """How much of the evidence was read whole, how much of what matters most, and how many facts have no page read whole behind them."""
    if not result.total:
        return Findings([Finding("No page was read for this report.", open=True)])
    lines = []
    if result.whole:
        facts = {item.row.fact for item in result.whole}
        share = percent(len(result.whole), result.total)
        lines.append(Finding(f"Of {counted(result.total, 'reading')} of a page for a fact, {share} were of the whole page.", sorted(facts)))
    else:
        lines.append(Finding(f"None of {counted(result.total, 'reading')} of a page for a fact is noted as whole.", open=True))
    return Findings([*lines, *_partly(result), *_primary(result), *_weightiest(result)])


def silence(result: Silence) -> Findings:
    """How many searches found nothing, for how many facts, and how many pages are silent."""
    if not (result.searches or result.pages):
        return Findings([Finding("No search in vain and no silent page bears on a fact of this report.", open=True)])
    lines = []
    if result.searches:
        about = {search.fact.id: search.fact for search in result.searches}
        lines.append(Finding(f"For {counted(len(about), 'fact')} something was searched for and not found.", about))
    if result.pages:
        silent = {fact.id: fact for fact, _ in result.pages}
        was, it = ("was", "it") if len(silent) == 1 else ("were", "them")
        text = f"{opening(counted(len(silent), 'fact'))} {was} looked for in pages that might have had {it}"
        lines.append(Finding(f"{text}; {counted(len(result.pages), 'such reading')} found nothing.", silent))
    return Findings(lines)


def corrections(result: Corrections) -> Finding:
    """How many corrections were made, and to what most often."""
    if not result.rows:
        return Finding("No correction had been made by the last day of this report.", open=True)
    field, count = result.by_field[0]
    made = f"{opening(counted(len(result.rows), 'correction'))} {'is' if len(result.rows) == 1 else 'are'} on record"
    return Finding(f"{made}, most often of the column “{field.replace('_', ' ')}” ({number(count)}).", result.facts, open=True)


def _alone(alone: tuple[Fact, ...], facts: Facts) -> list[Finding]:
    if not alone:
        return []
    return [Finding(f"{opening(part_of_facts(alone, facts))} have one origin only.", alone)]


def _partly(result: Reading) -> list[Finding]:
    if not result.only_partly:
        return []
    share = part_of_facts(result.only_partly, result.facts)
    return [Finding(f"For {share}, no page that supports them was read whole.", result.only_partly)]


def _primary(result: Reading) -> list[Finding]:
    """How many of the texts that speak at first hand were read whole."""
    if not result.primary:
        return []
    whole = sum(text.whole for text in result.primary)
    facts = {fact.id: fact for text in result.primary for fact in text.supports}
    total = len(result.primary)
    if total == 1:
        text = f"The one primary source was {'' if whole else 'not '}read whole."
    else:
        some = opening(number(whole)) if whole else "None"
        text = f"{some} of the {number(total)} primary sources {'was' if whole <= 1 else 'were'} read whole."
    return [Finding(text, facts, open=not facts)]


def _weightiest(result: Reading) -> list[Finding]:
    """The texts that most facts rest on, and how far each was read."""
    if not result.weightiest:
        return []
    named = listed(f"{undated(text.source)} with {number(len(text.supports))} ({_extent(text)})" for text in result.weightiest)
    most = "The text that most facts rest on is" if len(result.weightiest) == 1 else "The texts that most facts rest on are"
    return [Finding(f"{most} {named}.", {fact.id: fact for text in result.weightiest for fact in text.supports})]


def _extent(text: Text) -> str:
    return "read whole" if text.whole else "not read whole"


def _publishers(side: str) -> str:
    label = side_label(side)
    return label[:1].lower() + label[1:] if label != side else side


def _in_sentence(aspect: str, value: str) -> str:
    """A value as a sentence has it: only languages and sides begin with a capital."""
    shown = word(aspect, value)
    return shown if aspect == "language" or shown == value else shown[:1].lower() + shown[1:]
