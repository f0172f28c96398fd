"""How time is told: sentences, headings and figures that count by occasions, each true of a small record."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import watched
from freedonia import fact, promises

from factbook.analysis import timeline
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.exhibit import Figure, Findings, Nothing
from factbook.record.facts import Facts


def events(folder: Path, *dates: str, actors: str = "freedonia;sylvania", **parameters: object) -> Facts:
    """The record of one event a date, named after their order."""
    facts = [fact(f"event-{place:03}", f"Event {place}.", text, "event", delivery="done", actors=actors, label=f"No {place}")
             for place, text in enumerate(dates)]  # fmt: skip
    return promises(folder, facts=facts, links=[], told={one["id"]: "herald-2024" for one in facts}, searched="event-000", **parameters)


ONE_DAY = ("1990", *["2020-05-05"] * 7, "2018-01", "2018-03", "2019")


def test_the_bottom_line_says_from_how_many_facts_the_occasions_are(tmp_path: Path) -> None:
    facts = events(tmp_path, *ONE_DAY)
    assert findings.timeline_bottom_line(timeline.pace(facts)).plain() == (
        "Eleven facts tell what happened, was agreed or was undertaken between the sides: five occasions, a day counting once, "
        "the first in 1990 and the last on 5 May 2020. Of these occasions four belong to 2018 or later."
    )


@pytest.mark.parametrize(
    ("dates", "actors", "told"),
    [
        (
            ["2020-05-05"] * 2,
            "freedonia;sylvania",
            "Two facts tell what happened, was agreed or was undertaken between the sides, both on 5",
        ),
        (
            ["2020-05"],
            "freedonia",
            "One fact tells what happened, was agreed or was undertaken, in May 2020. None of it concerns more than",
        ),
        (["2020", "2020"], "freedonia;sylvania", "two occasions, a day counting once, both in 2020."),
    ],
)
def test_few_facts_are_told_in_whole_sentences(tmp_path: Path, dates: list[str], actors: str, told: str) -> None:
    facts = events(tmp_path, *dates, actors=actors)
    assert told in findings.timeline_bottom_line(timeline.pace(facts)).plain()


@pytest.mark.parametrize(
    ("dates", "heading"),
    [
        (ONE_DAY, "Most of the occasions fall in 2018 or later"),
        ([f"2020-0{month}" for month in range(1, 6)], "The pace peaks in 2020"),
        (["2018", "2020"], "Occasions, year by year"),
        (["2018/2020"], "Nothing to count"),
    ],
)
def test_the_heading_claims_no_more_than_the_occasions_bear(tmp_path: Path, dates: tuple[str, ...], heading: str) -> None:
    assert findings.pace_heading(timeline.pace(events(tmp_path, *dates))).text == heading


def test_the_pace_says_its_base_and_which_year_one_day_would_have_made_the_peak(tmp_path: Path) -> None:
    assert findings.pace(timeline.pace(events(tmp_path, *ONE_DAY, "2001/2003"))).plain() == (
        "Counted are six occasions, from twelve facts; one spans more than a year. "
        "Counted by facts, 2020 would lead with seven, all of one day, 5 May 2020. "
        "None falls in 27 of the 31 years from the first to the last."
    )


def test_figure_and_text_count_the_same_facts(tmp_path: Path) -> None:
    facts = events(tmp_path, *ONE_DAY)
    with watched() as faults:
        lanes, pace = figures.lanes(timeline.lanes(facts)), figures.pace(timeline.pace(facts))
    assert faults == []
    assert isinstance(lanes, Figure) and isinstance(pace, Figure)
    assert lanes.caption.startswith("Eleven facts of 1990–2020, each as exact as its date is known")
    assert pace.caption == "Occasions by year, 1990–2020; 2018 has most, two."
    assert sum(int(row[1]) for row in pace.rows if isinstance(row[1], str)) == 5
    assert findings.precision(facts).text.startswith("Of the eleven dates drawn, seven are known to the day, two to the month and")


def test_dates_known_alike_are_told_together(tmp_path: Path) -> None:
    assert findings.precision(events(tmp_path, "2020", "2021")).text == "Both dates drawn are known to the year."


def test_an_edition_of_nothing_says_so_in_one_sentence_each(tmp_path: Path) -> None:
    facts = events(tmp_path, "2020", until="1990")
    pace, lanes = timeline.pace(facts), timeline.lanes(facts)
    assert isinstance(findings.timeline_bottom_line(pace), Nothing)
    shown = [findings.pace(pace), findings.gaps(timeline.gaps(facts)), figures.lanes(lanes), figures.pace(pace), tables.happenings(lanes)]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
