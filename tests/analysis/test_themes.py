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
    assert [len(result.on(trade, period)) for period in result.periods] == [2, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert len(result.on(trade)) == 4


def test_only_what_is_between_the_sides_is_weighed_and_no_statistic(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        fact("own", "Freedonia ate its own soup.", "2021-04", "event", delivery="done", actors="freedonia", themes="duck-soup"),
        fact("tons", "They traded ten tons.", "2021-05", "figure", value="10", unit="tons"),
    ]
    result = themes.by_period(record(tmp_path, rows))
    assert [one.id for one in result.alone] == ["own"]
    assert [one.id for one in result.figures] == ["tons"]
    assert len(result.weighed) == len(ROWS)
    assert {row.theme.id: row.total for row in themes.by_delivery(record(tmp_path / "again", rows))} == {"trade": 4, "duck-soup": 2}


def test_a_press_release_cut_into_many_facts_weighs_no_more_than_one(tmp_path: Path) -> None:
    words = [fact(f"word-{place}", f"Somebody praised soup, point {place}.", "2021-06-06", "statement", themes="duck-soup")
             for place in range(20)]  # fmt: skip
    result = themes.by_period(record(tmp_path, [*ROWS, *words]))
    assert [(theme.id, len(result.on(theme))) for theme in result.themes] == [("duck-soup", 4), ("trade", 4)]
    assert len(result.periods[-1].occasions) == 3


def test_of_themes_that_are_level_all_lead_or_none(tmp_path: Path) -> None:
    assert [theme.id for theme in themes.by_period(record(tmp_path)).leading] == ["trade", "duck-soup"]
    assert themes.by_period(record(tmp_path / "one", ROWS[:1])).leading == ()


def test_a_fact_of_two_themes_counts_under_both(tmp_path: Path) -> None:
    assert {row.theme.id: row.total for row in themes.by_delivery(record(tmp_path))} == {"trade": 4, "duck-soup": 2}


def test_deed_and_talk_are_kept_apart(tmp_path: Path) -> None:
    soup = next(row for row in themes.by_delivery(record(tmp_path)) if row.theme.id == "duck-soup")
    assert [one.id for one in soup.begun] == ["s2"]
    assert [one.id for one in soup.talk] == ["s1"]
    assert soup.done == ()


def test_a_theme_of_two_things_is_not_judged(tmp_path: Path) -> None:
    def rows(hopes: int) -> Rows:
        hope = {"delivery": "hoped", "owner": "sylvania", "themes": "duck-soup"}
        return [fact(f"hope-{place}", f"Soup was hoped for, {place}.", "2020", "commitment", **hope) for place in range(hopes)]

    two, three = (themes.by_delivery(record(tmp_path / str(hopes), rows(hopes)))[0] for hopes in (2, 3))
    assert (two.judged, two.heavier, two.alone) == (False, False, False)
    assert (three.judged, three.heavier, three.alone) == (True, True, True)


def test_shares_are_compared_across_the_year_that_splits_the_occasions_most_evenly(tmp_path: Path) -> None:
    result = themes.shifts(record(tmp_path))
    assert result.year == 2020
    soup, trade = result.shifts
    assert (soup.theme.id, soup.shares) == ("duck-soup", (0, 75))
    assert (trade.theme.id, trade.change) == ("trade", -50)
    assert result.rose == result.fell == result.entered == ()  # two occasions before, four since


def moves(early: int, late: int, *, others: int = 8) -> Rows:
    """So many occasions on soup before 2000 and in it, beside so many on trade on either side."""
    counts = {"duck-soup": (early, late), "trade": (others, others)}
    return [
        fact(f"{theme}-{year}-{place}", f"{theme} {year}, {place}.", f"{year}-05-{place + 1:02}", "statement", themes=theme)
        for theme, pair in counts.items()
        for year, count in zip((1999, 2000), pair, strict=True)
        for place in range(10 if theme == "trade" else 0, count + (10 if theme == "trade" else 0))
    ]


@pytest.mark.parametrize(("early", "late", "told"), [(1, 5, "rose"), (6, 2, "fell"), (1, 4, ""), (4, 6, ""), (0, 3, "entered")])
def test_a_theme_rises_or_falls_only_on_enough_occasions(tmp_path: Path, early: int, late: int, told: str) -> None:
    result = themes.shifts(record(tmp_path, moves(early, late)))
    assert [name for name in ("rose", "fell", "entered") if "duck-soup" in {one.theme.id for one in getattr(result, name)}] == (
        [told] if told else []
    )


def test_the_difference_shown_is_that_of_the_shares_shown(tmp_path: Path) -> None:
    for shift in themes.shifts(record(tmp_path, moves(1, 5))).shifts:
        assert shift.change == shift.shares[1] - shift.shares[0]


def test_facts_of_a_single_year_show_no_shift(tmp_path: Path) -> None:
    assert themes.shifts(record(tmp_path, since="2021", until="2021-12-31")).shifts == ()


@pytest.mark.parametrize(("fewest", "pairs"), [(1, [("duck-soup", "trade", 1)]), (2, [])])
def test_themes_travel_together_where_enough_occasions_have_them_in_one_fact(
    tmp_path: Path, fewest: int, pairs: list[tuple[str, str, int]]
) -> None:
    found = themes.pairs(record(tmp_path), fewest=fewest)
    assert [(pair.one.id, pair.other.id, len(pair.facts)) for pair in found] == pairs


def test_two_facts_of_one_day_are_no_recurring_pair(tmp_path: Path) -> None:
    rows = [fact(name, f"{name} of soup.", "2020-02-02", "statement", themes="duck-soup;trade") for name in ("praise", "thanks")]
    assert themes.pairs(record(tmp_path, rows)) == ()
    assert [len(pair.occasions) for pair in themes.pairs(record(tmp_path / "later", [*rows, *ROWS]))] == [2]


def test_an_edition_of_one_theme_shows_that_theme_alone(tmp_path: Path) -> None:
    chosen = record(tmp_path, themes=["duck-soup"])
    assert [theme.id for theme in themes.by_period(chosen).themes] == ["duck-soup"]
    assert [row.theme.id for row in themes.by_delivery(chosen)] == ["duck-soup"]
