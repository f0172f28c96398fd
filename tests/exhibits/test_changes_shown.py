"""What changed, as tables show it: judgements that read differently, and the sources that appeared."""

from __future__ import annotations

from pathlib import Path

from tiny import write_package

from factbook.analysis.changes import between
from factbook.exhibits import tables
from factbook.exhibits.exhibit import Finding, Findings, Table
from factbook.record.facts import Facts


def test_only_judgements_that_read_differently_are_shown_with_their_facts(tmp_path: Path) -> None:
    facts = Facts.load(package=write_package(tmp_path).as_posix())
    result = between(facts.at("2021"), facts)
    same, old, new = (Finding(text, [facts["visit"]]) for text in ("It **was**.", "One voice.", "Two voices."))
    shown = tables.judgements_moved(result, [same, old, None], [same, new, same])
    assert isinstance(shown, Table)
    assert [[getattr(cell, "text", cell) for cell in row] for row in shown.rows] == [
        ["One voice.", "Two voices."],
        ["No judgement was possible.", "It was."],
    ]
    assert [cell.facts for cell in shown.rows[0]] == [("visit",), ("visit",)]
    unchanged = tables.judgements_moved(result, [same], [same])
    assert isinstance(unchanged, Findings)
    assert unchanged.items[0].text == "Every judgement reads as it did on 31 December 2021."


def test_the_sources_that_came_out_in_between_are_listed(tmp_path: Path) -> None:
    facts = Facts.load(package=write_package(tmp_path).as_posix())
    shown = tables.sources_appeared(between(facts.at("2021"), facts))
    assert isinstance(shown, Table)
    assert [[getattr(cell, "text", cell) for cell in row] for row in shown.rows] == [["7 June 2022", "Visit recalled (Herald)", "news"]]
    assert isinstance(tables.sources_appeared(between(facts, facts)), Findings)
