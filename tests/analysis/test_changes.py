"""What changed: between two days of a record that fits in the head."""

from __future__ import annotations

from pathlib import Path

import pytest
from freedonia import fact, promises
from tiny import write_package

from factbook.analysis.changes import between, in_rows
from factbook.errors import ParameterError
from factbook.record.facts import Facts


def test_what_became_known_moved_and_came_out_is_told_apart(tmp_path: Path) -> None:
    later = Facts.load(package=write_package(tmp_path).as_posix())
    result = between(later.at("2021"), later)
    assert [fact.id for fact in result.added] == ["promise"]
    assert [(move.fact.id, move.before, move.after) for move in result.standings] == [("visit", "unconfirmed", "corroborated")]
    assert [(arrival.source.id, [fact.id for fact in arrival.facts]) for arrival in result.sources] == [
        ("herald-2022", ["visit", "promise"])
    ]


def test_a_promise_that_got_further_names_the_facts_that_brought_it_there(tmp_path: Path) -> None:
    later = promises(tmp_path)
    moves = between(later.at("2021"), later).promises
    assert [(move.fact.id, move.before, move.after, [one.id for one in move.by]) for move in moves] == [
        ("road", "no trace", "revised", ["later-road"]),
        ("canal", "no trace", "a step taken", ["canal-surveyed"]),
    ]


def test_nothing_has_changed_between_two_days_without_a_publication(tmp_path: Path) -> None:
    facts = promises(tmp_path, as_of="2025")
    assert between(facts.at("2024-06"), facts).nothing


@pytest.mark.parametrize("day", ["2022-06-07", "2030"])
def test_days_in_the_wrong_order_are_refused(tmp_path: Path, day: str) -> None:
    later = Facts.load(package=write_package(tmp_path).as_posix())
    with pytest.raises(ParameterError, match=r"is not earlier than 2022-06-07, so nothing can have changed\."):
        between(later.at(day), later)


def test_happenings_stand_alone_many_promises_of_a_day_together_and_words_by_kind(tmp_path: Path) -> None:
    rows = [
        fact("late", "They met.", "2021-03-01", "event", delivery="done"),
        *(fact(f"p-{n}", f"Promise {n}.", "2021-02-01", "commitment", delivery="hoped") for n in "abc"),
        fact("alone", "A later promise.", "2021-04-01", "commitment", delivery="hoped"),
        fact("said", "One word.", "2020-02-01", "statement"),
        fact("said-too", "Another word.", "2022-02-01", "statement"),
    ]
    facts = promises(tmp_path, facts=rows, links=[], searched="said")
    assert [[one.id for one in row] for row in in_rows(facts, most=2)] == [["p-a", "p-b", "p-c"], ["late"], ["alone"], ["said", "said-too"]]
    assert len(in_rows(facts, most=3)) == 6
