"""What changed, as tables show it: what there is much of is counted, judgements are set side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from freedonia import fact, promises
from tiny import write_package

from factbook.analysis.changes import Changes, between
from factbook.exhibits import tables
from factbook.exhibits.exhibit import Cell, Finding, Findings, Table
from factbook.exhibits.tables import changes as shown_as
from factbook.record.facts import Facts


def result(folder: Path) -> Changes:
    facts = Facts.load(package=write_package(folder).as_posix())
    return between(facts.at("2021"), facts)


def texts(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in table.rows]


def links(table: object) -> list[list[tuple[str, ...]]]:
    assert isinstance(table, Table)
    return [[cell.facts for cell in row if isinstance(cell, Cell) and cell.facts] for row in table.rows]


def test_only_judgements_that_read_differently_are_shown_with_their_facts(tmp_path: Path) -> None:
    same, old, new = (Finding(text, ["visit"]) for text in ("It was.", "One voice.", "Two voices."))
    shown = tables.judgements_moved(result(tmp_path), [same, old, None, new], [same, new, same, None])
    assert texts(shown) == [["One voice.", "Two voices."], ["None yet.", "It was."], ["Two voices.", "None any more."]]
    assert links(shown) == [[("visit",), ("visit",)], [("visit",)], [("visit",)]]
    unchanged = tables.judgements_moved(result(tmp_path), [same], [same])
    assert isinstance(unchanged, Findings)
    assert unchanged.items[0].text == "Every judgement reads as it did on 31 December 2021."


def test_a_judgement_is_shortened_to_its_bold_words_unless_they_are_what_stayed(tmp_path: Path) -> None:
    old, other, new = (
        Finding(text, ["visit"], lead=lead)
        for lead, text in (("Half kept.", "One of two."), ("Half kept.", "Two of four."), ("All kept.", "Two."))
    )
    shown = tables.judgements_moved(result(tmp_path), [old, old], [new, other])
    assert texts(shown) == [["Half kept.", "All kept."], ["Half kept. One of two.", "Half kept. Two of four."]]


def test_the_sources_that_came_out_are_listed_with_the_facts_they_bear_on(tmp_path: Path) -> None:
    shown = tables.sources_appeared(result(tmp_path))
    assert texts(shown) == [["7 June 2022", "Visit recalled (Herald)", "news", "two facts"]]
    assert links(shown) == [[("visit", "promise")]]


def test_of_many_sources_the_weightiest_are_listed_and_the_rest_counted_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_as, "MOST_SOURCES", 1)
    later = promises(tmp_path)
    shown = tables.sources_appeared(between(later.at("2021"), later))
    assert isinstance(shown, Table)
    assert shown.caption == "Two sources came out after 31 December 2021, first the one that bears on the most facts."
    assert texts(shown) == [
        ["31 December 2022", "News of herald-2022 (Herald-2022)", "news", "two facts"],
        ["various", "One further source.", "news", "one fact"],
    ]


def test_a_promise_and_a_standing_are_shown_before_and_now(tmp_path: Path) -> None:
    later = promises(tmp_path / "promises")
    moved = tables.promises_moved(between(later.at("2021"), later))
    assert texts(moved)[1] == ["Both states proposed a canal.", "no trace", "a step taken"]
    assert links(moved)[1] == [("canal",), ("canal-surveyed",)]
    stood = tables.standings_moved(result(tmp_path))
    assert isinstance(stood, Table)
    assert [cell.standing for cell in stood.rows[0] if isinstance(cell, Cell)] == ["", "unconfirmed", "corroborated"]


def test_what_was_said_is_counted_with_its_standings(tmp_path: Path) -> None:
    said = [fact(f"said-{n}", f"Word {n}.", "2022-02-01", "statement") for n in "abc"]
    later = promises(tmp_path, facts=said, links=[], searched="said-a")
    shown = tables.facts_added(between(later.at("2021"), later))
    assert texts(shown) == [["1 February 2022", "Three statements: two single source and one unconfirmed.", "mixed"]]
    assert links(shown) == [[("said-a", "said-b", "said-c")]]


def test_nothing_is_one_sentence_in_place_of_each_table(tmp_path: Path) -> None:
    facts = promises(tmp_path, as_of="2025")
    nothing = between(facts.at("2024-06"), facts)
    made = [make(nothing) for make in (tables.facts_added, tables.standings_moved, tables.promises_moved, tables.sources_appeared)]
    assert [type(one) for one in made] == [Findings] * 4
    assert [len(one.items) for one in made if isinstance(one, Findings)] == [1] * 4
