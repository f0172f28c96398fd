"""What the record is about: themes by year and by delivery, their shifts and their company."""

from __future__ import annotations

from pathlib import Path

import pytest
from freedonia import Rows, fact, promises

from factbook.analysis import themes
from factbook.record.facts import Facts

ROWS: Rows = [
    fact("t1", "They traded.", "2010", "event", delivery="done"),
    fact("t2", "They traded again.", "2011", "event", delivery="done"),
    fact("t3", "They meant to trade.", "2020-05-01", "commitment", delivery="announced", owner="sylvania"),
    fact("s1", "Soup was hoped for.", "2020-06", "commitment", delivery="hoped", owner="sylvania", themes="duck-soup"),
    fact("s2", "Soup was traded.", "2021", "event", delivery="under way", themes="duck-soup;trade"),
    fact("s3", "Soup was praised.", "2021-03-03", "statement", themes="duck-soup"),
]


def record(folder: Path, rows: Rows = ROWS, **parameters: object) -> Facts:
    told = {one["id"]: "herald-2024" for one in rows}
    return promises(folder, facts=rows, links=[], told=told, searched=rows[0]["id"], **parameters)


def test_recent_years_stand_alone_and_earlier_ones_together(tmp_path: Path) -> None:
    result = themes.by_period(record(tmp_path))
    assert [period.label for period in result.periods] == ["to 2012", *map(str, range(2013, 2022))]
    trade = next(theme for theme in result.themes if theme.id == "trade")
    assert [len(result.facts(trade, period)) for period in result.periods] == [2, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert result.total(trade) == 4


def test_a_fact_of_two_themes_counts_under_both(tmp_path: Path) -> None:
    assert {row.theme.id: row.total for row in themes.by_delivery(record(tmp_path))} == {"trade": 4, "duck-soup": 2}


def test_deed_and_talk_are_kept_apart(tmp_path: Path) -> None:
    soup = next(row for row in themes.by_delivery(record(tmp_path)) if row.theme.id == "duck-soup")
    assert [one.id for one in soup.begun] == ["s2"]
    assert [one.id for one in soup.talk] == ["s1"]
    assert soup.done == ()


def test_shares_are_compared_across_the_year_that_splits_the_facts_most_evenly(tmp_path: Path) -> None:
    result = themes.shifts(record(tmp_path))
    assert result.year == 2020
    soup, trade = result.shifts
    assert (soup.theme.id, soup.shares) == ("duck-soup", (0, 75))
    assert (trade.theme.id, trade.change) == ("trade", -50)
    assert [shift.theme.id for shift in result.rose] == ["duck-soup"]
    assert [shift.theme.id for shift in result.fell] == ["trade"]


def test_facts_of_a_single_year_show_no_shift(tmp_path: Path) -> None:
    assert themes.shifts(record(tmp_path, since="2021", until="2021-12-31")).shifts == ()


@pytest.mark.parametrize(("fewest", "pairs"), [(1, [("duck-soup", "trade", 1)]), (2, [])])
def test_themes_travel_together_where_enough_facts_share_them(tmp_path: Path, fewest: int, pairs: list[tuple[str, str, int]]) -> None:
    found = themes.pairs(record(tmp_path), fewest=fewest)
    assert [(pair.one.id, pair.other.id, len(pair.facts)) for pair in found] == pairs


def test_an_edition_of_one_theme_shows_that_theme_alone(tmp_path: Path) -> None:
    chosen = record(tmp_path, themes=["duck-soup"])
    assert [theme.id for theme in themes.by_period(chosen).themes] == ["duck-soup"]
    assert [row.theme.id for row in themes.by_delivery(chosen)] == ["duck-soup"]
