"""How the weight of the evidence is told."""

from __future__ import annotations

from pathlib import Path

from freedonia import changed
from osterlich import SOURCES, nothing, record

from factbook.analysis import evidence
from factbook.exhibits import findings, tables
from factbook.exhibits.exhibit import Findings, Nothing, Table


def test_the_bottom_line_counts_facts_sources_and_standings(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert findings.evidence_bottom_line(facts, evidence.by_standing(facts)).plain() == (
        "This report shows five facts from three sources: one corroborated, one single source and three unconfirmed. "
        "A second, independent voice confirms 20% of the facts, and none disputes them."
    )


def test_the_text_that_carries_most_is_named_without_its_year(tmp_path: Path) -> None:
    facts = record(tmp_path, {"sources": changed(SOURCES, "gazette", attribution="Gazette, 2019")})
    assert findings.weightiest(evidence.weights(facts)).plain() == (
        "One text, of Gazette, supports most: three facts. 80% of the facts rest on a single origin."
    )


def test_the_table_of_sources_spells_kinds_as_print_does_and_says_what_its_last_column_counts(tmp_path: Path) -> None:
    table = tables.weightiest_sources(
        evidence.weights(record(tmp_path, {"sources": changed(SOURCES, "gazette", kind="communique")})), most=2
    )
    assert isinstance(table, Table)
    assert table.caption == "Two sources of 3 that support most facts of this report, and how many of these rest on that origin alone."
    assert [(row[2], row[3], row[4]) for row in table.rows] == [("communiqué", "3", "2"), ("news", "2", "1")]


def test_where_nothing_is_known_one_sentence_says_so(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    assert isinstance(findings.evidence_bottom_line(facts, evidence.by_standing(facts)), Nothing)
    shown = [tables.weightiest_sources(()), findings.weightiest(())]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
