"""How the method is shown: rules, coverage, one-sidedness, searches and corrections, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

from drawn import watched
from osterlich import EVIDENCE, FACTS, SOURCES, nothing, record

from factbook.analysis import method
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.exhibit import Cell, Figure, Findings, Nothing, Table
from factbook.exhibits.figures.method import word
from factbook.record.facts import Facts


def bottom_line(facts: Facts) -> str:
    rules, alone = method.standing_rules(facts), method.single_origin(facts)
    return findings.method_bottom_line(facts, rules, method.origins(facts), alone, method.reading(facts)).plain()


def test_the_bottom_line_counts_facts_sources_and_weaknesses(tmp_path: Path) -> None:
    assert bottom_line(record(tmp_path)) == (
        "Five facts rest on three sources of two origins. 20% of the facts are corroborated. 80% of the facts have one origin only. "
        "For 20% of the facts, no page that supports them was read whole."
    )


def test_a_page_read_whole_changes_only_the_sentence_on_reading(tmp_path: Path) -> None:
    rows = [{**row, "note": "Read whole."} for row in EVIDENCE]
    before, after = bottom_line(record(tmp_path / "a")), bottom_line(record(tmp_path / "b", {"evidence": rows}))
    assert before == f"{after} For 20% of the facts, no page that supports them was read whole."


def test_the_rules_stand_in_a_table_with_their_facts(tmp_path: Path) -> None:
    table = tables.standing_rules(method.standing_rules(record(tmp_path)))
    assert table.caption == (
        "The rules of standing in the order in which they are tried, of which the first that fits counts, and how they fall on five facts."
    )
    assert [cell.text for row in table.rows if isinstance(cell := row[0], Cell)] == [
        "disputed",
        "corroborated",
        "unconfirmed",
        "single source",
    ]


def test_coverage_is_drawn_with_labels_apart_and_told_in_words(tmp_path: Path) -> None:
    facts = record(tmp_path)
    with watched() as faults:
        drawn = [figures.source_coverage(method.coverage(facts)), figures.sources_by_year(method.coverage_by_year(facts))]
        drawn.append(figures.whose_sources(method.leaning(facts)))
    assert faults == []
    assert all(isinstance(one, Figure) for one in drawn)
    assert isinstance(drawn[0], Figure)
    assert "By language: English 2 and German 1." in drawn[0].alt
    assert findings.coverage(method.coverage(facts)).items[0].text == "By side: third parties 67% and Freedonia 33%."


def test_the_heading_names_the_side_that_tells_most_alone(tmp_path: Path) -> None:
    leaning = method.leaning(record(tmp_path))
    assert findings.leaning_heading(leaning).text == "Publishers of Freedonia alone report 67% of what concerns both sides"
    assert findings.whose_sources(leaning).plain() == (
        "Of three facts about more than one side, publishers of Freedonia alone support two; publishers of Sylvania alone support none; "
        "publishers of third parties alone support none; publishers of every side support none."
    )


def test_a_whole_is_told_as_a_whole(tmp_path: Path) -> None:
    rows = [row for row in EVIDENCE if row["fact"] in ("contract", "rumour")]
    kept = {"facts": [row for row in FACTS if row["id"] in ("contract", "rumour")], "evidence": rows, "corrections": []}
    facts = record(tmp_path, {**kept, "sources": [row for row in SOURCES if row["id"] != "log"]})
    assert findings.leaning_heading(method.leaning(facts)).text == "Publishers of Freedonia alone report all that concerns both sides"
    assert bottom_line(facts) == "Two facts rest on two sources of two origins. All facts have one origin only."


def test_the_texts_that_matter_most_are_told_with_how_far_they_were_read(tmp_path: Path) -> None:
    assert findings.reading(method.reading(record(tmp_path / "a"))).plain().endswith(
        "The one primary source was read whole. The texts that most facts rest on are Gazette with three (read whole), "
        "Almanac with two (read whole) and Copy with one (read whole)."
    )  # fmt: skip
    sources = [{**row, "reliability": "primary"} for row in SOURCES]
    rows = [{**row, "note": "Read in part: the opening."} for row in EVIDENCE]
    told = findings.reading(method.reading(record(tmp_path / "b", {"sources": sources, "evidence": rows}))).plain()
    assert "For all facts, no page that supports them was read whole. None of the three primary sources was read whole." in told


def test_a_kind_is_spelled_as_in_print() -> None:
    assert [word("kind", kind) for kind in ("communique", "wire copy")] == ["Communiqué", "Wire copy"]


def test_searches_and_corrections_are_tables_with_a_count(tmp_path: Path) -> None:
    facts = record(tmp_path, as_of="2023-01-01")
    searched = tables.searched_in_vain(method.silence(facts))
    corrected = tables.corrections(method.corrections(facts), most=1)
    assert isinstance(searched, Table) and isinstance(corrected, Table)
    assert searched.caption == "One search that found nothing; the evidence chapter has every one."
    assert corrected.caption == "One correction, of 2 in all; the file corrections.csv has every one."
    assert findings.silence(method.silence(facts)).plain() == "For one fact something was searched for and not found."


def test_where_nothing_is_known_one_sentence_says_so(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    rules, reading, leaning = method.standing_rules(facts), method.reading(facts), method.leaning(facts)
    assert isinstance(findings.method_bottom_line(facts, rules, (), (), reading), Nothing)
    coverage, years, silence, corrections = (
        method.coverage(facts),
        method.coverage_by_year(facts),
        method.silence(facts),
        method.corrections(facts),
    )
    shown = [figures.source_coverage(coverage), figures.sources_by_year(years), figures.whose_sources(leaning)]
    shown += [
        tables.searched_in_vain(silence),
        tables.corrections(corrections),
        findings.coverage(coverage),
        findings.whose_sources(leaning),
    ]
    shown += [findings.reading(reading), findings.silence(silence), findings.standing_rules(rules, (), facts)]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert tables.standing_rules(rules).caption.endswith("this report shows no fact under them.")
