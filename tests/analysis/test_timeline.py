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


def test_facts_of_one_exact_day_are_one_occasion_and_others_are_alone(tmp_path: Path) -> None:
    record = events(tmp_path, "2020-05-05", "2020-05", "2020-05-05", "2020-05", "2020-05-05?", "2020-05-05?", "2020-05-05/2020-05-06")
    found = sorted([fact.id for fact in occasion.facts] for occasion in timeline.occasions(record))
    assert found == [["event-000", "event-002"], ["event-001"], ["event-003"], ["event-004"], ["event-005"], ["event-006"]]


def test_the_pace_counts_every_year_between_the_first_and_the_last(tmp_path: Path) -> None:
    pace = timeline.pace(events(tmp_path, "2018-03-01", "2018", "2018-03-01", "2020-05", "2019-06/2020-02"))
    assert [(year, len(occasions)) for year, occasions in pace.years] == [(2018, 2), (2019, 0), (2020, 1)]
    assert len(pace.spanning) == 1
    assert (len(pace.occasions), pace.dated, pace.total, pace.half[0]) == (4, 3, 5, 2018)


def test_a_year_peaks_only_with_enough_occasions_and_well_ahead_of_any_other(tmp_path: Path) -> None:
    def peak(name: str, *counts: int) -> int | None:
        dates = [f"{2010 + year}-{month:02}" for year, count in enumerate(counts) for month in range(1, count + 1)]
        return timeline.pace(events(tmp_path / name, *dates)).peak

    assert peak("far ahead", 1, 5, 3) == 2011
    assert peak("by one", 4, 5, 3) is None
    assert peak("too few", 1, 4) is None


def test_one_day_of_many_facts_makes_no_peak_but_is_told(tmp_path: Path) -> None:
    pace = timeline.pace(events(tmp_path, *["2020-05-05"] * 9, "2018-01", "2018-02"))
    assert pace.peak is None
    assert pace.swollen is not None
    assert (pace.swollen[0], len(pace.swollen[1].facts)) == (2020, 9)
    assert timeline.pace(events(tmp_path / "even", "2020-05-05", "2020-05-05", "2020-06")).swollen is None


def test_the_pace_is_late_where_half_of_it_falls_in_the_last_third_of_the_years(tmp_path: Path) -> None:
    assert timeline.pace(events(tmp_path / "late", "2000", "2001", "2009", "2010", "2011")).late
    assert not timeline.pace(events(tmp_path / "even", "2000", "2003", "2006", "2009", "2011")).late
    assert not timeline.pace(events(tmp_path / "few", "2000", "2010", "2011")).late


def test_what_one_side_did_alone_ends_no_gap_and_makes_no_pace(tmp_path: Path) -> None:
    facts = [
        fact("met", "They met.", "1990", "event", delivery="done"),
        fact("founded", "Freedonia founded a bank.", "1996", "event", delivery="done", actors="freedonia"),
        fact("met-again", "They met again.", "2003", "event", delivery="done"),
    ]
    record = promises(tmp_path, facts=facts, links=[], searched="met")
    assert [gap.years for gap in timeline.gaps(record)] == [12]
    assert timeline.pace(record).total == len(timeline.lanes(record).facts) == 2


def test_where_nothing_happened_between_the_sides_one_side_is_shown(tmp_path: Path) -> None:
    facts = [
        fact("founded", "Freedonia founded a bank.", "1996", "event", delivery="done", actors="freedonia"),
        fact("praised", "Both were praised.", "1997", "statement"),
    ]
    assert [one.id for one in timeline.happenings(promises(tmp_path, facts=facts, links=[], searched="praised"))] == ["founded"]


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
    assert {year: len(found) for year, found in pace.years if found} == {year: years.count(year) for year in years}
