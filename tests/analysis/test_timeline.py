"""How a relation got here: lanes, pace and gaps, none of them more exact than the dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from freedonia import fact, promises
from hypothesis import given
from hypothesis import strategies as st

from factbook.analysis import timeline
from factbook.record.facts import Facts


def events(folder: Path, *dates: str, **parameters: object) -> Facts:
    """The record of one event a date, named after their order."""
    facts = [fact(f"event-{place:03}", f"Event {place}.", text, "event", delivery="done") for place, text in enumerate(dates)]
    told = {one["id"]: "herald-2024" for one in facts}
    return promises(folder, facts=facts, links=[], told=told, searched="event-000", **parameters)


def test_each_happening_stands_in_the_lane_of_its_first_theme(tmp_path: Path) -> None:
    facts = [
        fact("deal", "They traded.", "2020-01", "event", delivery="done", themes="trade;duck-soup"),
        fact("soup", "They ate soup.", "2019", "event", delivery="done", themes="duck-soup;trade"),
        fact("view", "Somebody praised soup.", "2020-02-02", "statement", themes="duck-soup"),
    ]
    result = timeline.lanes(promises(tmp_path, facts=facts, links=[], searched="view"))
    assert {lane.name: [one.id for one in lane.facts] for lane in result.lanes} == {"Business": ["deal"], "Kitchen": ["soup"]}
    assert [one.id for one in result.facts] == ["soup", "deal"]


def test_where_anything_concerns_both_sides_only_that_is_drawn(tmp_path: Path) -> None:
    facts = [
        fact("both", "Both met.", "2020-01-01", "event", delivery="done"),
        fact("alone", "Freedonia feasted.", "2020-02-02", "event", delivery="done", actors="freedonia"),
    ]
    record = promises(tmp_path, facts=facts, links=[], searched="alone")
    assert [one.id for one in timeline.lanes(record).facts] == ["both"]


def test_the_pace_counts_every_year_between_the_first_and_the_last(tmp_path: Path) -> None:
    pace = timeline.pace(events(tmp_path, "2018-03-01", "2018", "2020-05", "2019-06/2020-02"))
    assert [(year, len(facts)) for year, facts in pace.years] == [(2018, 2), (2019, 0), (2020, 1)]
    assert len(pace.spanning) == 1
    assert (pace.total, pace.peak[0], pace.half) == (4, 2018, 2018)


def test_of_two_years_with_as_many_the_later_one_is_the_peak(tmp_path: Path) -> None:
    assert timeline.pace(events(tmp_path, "2018-03-01", "2020-05")).peak[0] == 2020


def test_a_gap_is_counted_in_whole_years_and_a_long_span_hides_none(tmp_path: Path) -> None:
    record = events(tmp_path, "1990-12-31", "1999-01-01", "1995/2001", "2002-04", "2010-11-05")
    assert [(gap.before.date.text, gap.after.date.text, gap.years) for gap in timeline.gaps(record)] == [("2002-04", "2010-11-05", 7)]
    assert [gap.years for gap in timeline.gaps(record, shortest=4)] == [7, 4]


def test_an_axis_with_empty_decades_is_drawn_in_two_pieces_that_meet(tmp_path: Path) -> None:
    late = [f"2020-{month:02}-01" for month in range(1, 13)]
    early, recent = timeline.lanes(events(tmp_path, "1950-01-01", *late)).pieces
    assert (early[0], early[1], recent[0], recent[1]) == (date(1950, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31))
    assert early[2] + recent[2] == pytest.approx(1)


def test_an_even_spread_has_one_scale(tmp_path: Path) -> None:
    result = timeline.lanes(events(tmp_path, *(str(year) for year in range(1990, 2020))))
    assert not result.scaled
    assert result.pieces == ((date(1990, 1, 1), date(2019, 12, 31), 1.0),)


def test_an_edition_without_happenings_has_no_lanes_no_pace_and_no_gaps(tmp_path: Path) -> None:
    record = events(tmp_path, "2020-01-01", until="1990")
    assert timeline.lanes(record).lanes == timeline.pace(record).years == timeline.gaps(record) == ()


@given(years=st.lists(st.integers(1900, 2020), min_size=1, max_size=12))
def test_no_year_is_counted_twice_and_none_left_out(tmp_path_factory: pytest.TempPathFactory, years: list[int]) -> None:
    pace = timeline.pace(events(tmp_path_factory.mktemp("pace"), *(f"{year}-07" for year in years)))
    assert [year for year, _ in pace.years] == list(range(min(years), max(years) + 1))
    assert {year: len(facts) for year, facts in pace.years if facts} == {year: years.count(year) for year in years}
