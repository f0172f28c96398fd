"""Dates: what is read, with which strict bounds and words, and what is refused."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.record.dates import parse

READ = [
    # text, first day, last day, precision, words
    ("2025-11-06", "2025-11-06", "2025-11-06", "day", "6 November 2025"),
    ("2023-08", "2023-08-01", "2023-08-31", "month", "August 2023"),
    ("2024-02", "2024-02-01", "2024-02-29", "month", "February 2024"),
    ("1948", "1948-01-01", "1948-12-31", "year", "1948"),
    ("2022?", "2022-01-01", "2022-12-31", "year", "probably 2022"),
    ("2015-03~", "2015-03-01", "2015-03-31", "month", "about March 2015"),
    ("2015-03-07%", "2015-03-07", "2015-03-07", "day", "perhaps about 7 March 2015"),
    ("198X", "1980-01-01", "1989-12-31", "span", "the 1980s"),
    ("19XX", "1900-01-01", "1999-12-31", "span", "the 1900s"),
    ("2022-21", "2022-03-01", "2022-05-31", "span", "spring 2022"),
    ("2004-XX", "2004-01-01", "2004-12-31", "span", "2004 (month unknown)"),
    ("2004-06-XX", "2004-06-01", "2004-06-30", "span", "June 2004 (day unknown)"),
    ("2020-11/2022", "2020-11-01", "2022-12-31", "span", "November 2020 to 2022"),
    ("1998-09-14/1998-09-16", "1998-09-14", "1998-09-16", "span", "14 to 16 September 1998"),
    ("2018-06-30/2018-07-02", "2018-06-30", "2018-07-02", "span", "30 June to 2 July 2018"),
    ("2018-04/2018-06", "2018-04-01", "2018-06-30", "span", "April to June 2018"),
    ("2018-04/2019-03", "2018-04-01", "2019-03-31", "span", "April 2018 to March 2019"),
    ("2015~/2024", "2015-01-01", "2024-12-31", "span", "about 2015 to 2024"),
    ("2024-10/..", "2024-10-01", "9999-12-31", "open", "from October 2024 on"),
    ("2024-10/", "2024-10-01", "9999-12-31", "open", "from October 2024 on, end unknown"),
    ("../1929", "0001-01-01", "1929-12-31", "open", "until 1929"),
]
REFUSED = [
    ("", "is not a date"),
    ("..", "is not a date"),
    ("../..", "is not a date"),
    ("2020/2021/2022", "is not a date"),
    ("6 November 2025", "is not an EDTF date of level 0 or 1"),
    ("06/11/2025", "is not a date"),
    ("2025-11-6", "is not an EDTF date of level 0 or 1"),
    ("2025-13", "is not an EDTF date of level 0 or 1"),
    ("2025-02-30", "does not|is not a day, month or year that exists"),
    ("2025-00", "is not a day, month or year that exists"),
    ("2025-04-31~", "is not a day, month or year that exists"),
    ("0000", "is not a day, month or year that exists"),
    ("2025-11-06T10:00", "has a time of day"),
    ("2022/2020", "ends before it begins"),
    ("2004-06-11%/2004-06-10", "ends before it begins"),
    ("156X-12-25", "is not an EDTF date of level 0 or 1"),  # level 2 from here on
    ("1985-XX-05", "is not an EDTF date of level 0 or 1"),
    ("?2004-06", "is not an EDTF date of level 0 or 1"),
    ("2001-25", "is not an EDTF date of level 0 or 1"),
    ("[1667, 1668]", "is not an EDTF date of level 0 or 1"),
    ("Y170000002", "is not an EDTF date of level 0 or 1"),
]
DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
POINTS = st.builds(
    lambda day, form, mark: day.strftime(form) + mark,
    DAYS,
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    st.sampled_from(["", "?", "~", "%"]),
)


@pytest.mark.parametrize(("text", "first", "last", "precision", "words"), READ, ids=[case[0] for case in READ])
def test_a_date_is_read_and_worded_at_its_true_precision(text: str, first: str, last: str, precision: str, words: str) -> None:
    found = parse(text)
    assert (str(found.earliest), str(found.latest), found.precision, found.words) == (first, last, precision, words)
    assert str(found) == text


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_date_that_cannot_be_is_refused_with_advice(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"({reason}).*; write a date as in 2025-11-06"):
        parse(text)


def test_dates_sort_by_both_bounds_so_that_a_year_is_not_its_first_day() -> None:
    texts = ["1948", "1948-07-01", "1948-01", "1947-12-31", "1948-01-01"]
    assert [str(item) for item in sorted(map(parse, texts))] == ["1947-12-31", "1948-01-01", "1948-01", "1948", "1948-07-01"]


def test_a_month_overlaps_a_window_that_begins_in_it() -> None:
    assert parse("2023-08").overlaps(date(2023, 8, 31), date(2024, 1, 1))
    assert not parse("2023-08").overlaps(date(2023, 9, 1), date(2024, 1, 1))


def test_an_open_start_takes_the_year_it_ends_in() -> None:
    assert (parse("../1929").year, parse("2024-10/..").year) == (1929, 2024)


@pytest.mark.parametrize(("text", "vague"), [("2022?", True), ("2020/2022~", True), ("2022", False), ("198X", False)])
def test_doubt_is_what_a_mark_says(text: str, vague: bool) -> None:
    assert parse(text).vague is vague


@given(POINTS)
def test_plain_and_marked_dates_have_the_strict_bounds_of_the_edtf_library(text: str) -> None:
    found, judge = parse(text), edtf.parse_edtf(text)
    assert (found.earliest, found.latest) == (date(*judge.lower_strict()[:3]), date(*judge.upper_strict()[:3]))


@given(POINTS, POINTS)
def test_an_interval_spans_its_ends_or_is_refused_when_reversed(start: str, end: str) -> None:
    first, last = parse(start), parse(end)
    if first.earliest > last.latest:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(f"{start}/{end}")
    else:
        found = parse(f"{start}/{end}")
        assert (found.earliest, found.latest) == (first.earliest, last.latest)
        assert first.earliest <= found.earliest <= found.latest


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = parse(text)
    except ValueError as fault:
        assert "; write a date as in" in str(fault)
    else:
        assert found.earliest <= found.latest
        assert found.words


@given(st.lists(POINTS, min_size=2, max_size=6))
def test_sorting_dates_does_not_depend_on_their_first_order(texts: list[str]) -> None:
    assert sorted(map(parse, texts)) == sorted(map(parse, reversed(texts)))
