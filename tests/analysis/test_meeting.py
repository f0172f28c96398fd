"""What was said on a day: by whom, how new it is, and how its reports differ."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, MEETING_LINKS, changed, link
from freedonia import meeting as record

from factbook.analysis import meeting
from factbook.analysis.meeting import BEFORE, NEW, RECALLED, TIED


def novelties(folder: Path, **more: object) -> dict[str, str]:
    facts = record(folder, **more)  # type: ignore[arg-type]
    return {item.fact.id: item.novelty for item in meeting.news(facts, meeting.held(facts, "meeting"))}


def test_the_accounts_are_the_sources_of_the_event_published_on_its_day(tmp_path: Path) -> None:
    day = meeting.held(record(tmp_path), "meeting")
    assert [source.id for source in day.accounts] == ["release", "rewrite"]
    assert {fact.id for fact in day.statements} == {"two-ducks", "ties", "soup-hoped", "hub", "hub-suggested"}


def test_statements_are_grouped_by_the_sides_of_their_speakers(tmp_path: Path) -> None:
    facts = record(tmp_path)
    voices = {voice.sides: len(voice.statements) for voice in meeting.voices(facts, meeting.held(facts, "meeting"))}
    assert voices == {("Freedonia",): 2, (): 2, ("Freedonia", "Sylvania"): 1}


def test_a_statement_is_new_if_nothing_of_its_theme_and_sort_came_before(tmp_path: Path) -> None:
    assert novelties(tmp_path) == {
        "soup-hoped": NEW,
        "two-ducks": BEFORE,
        "ties": BEFORE,
        "hub": BEFORE,
        "hub-suggested": BEFORE,
    }


def test_a_statement_linked_to_an_earlier_fact_is_tied_to_it(tmp_path: Path) -> None:
    assert novelties(tmp_path, links=[*MEETING_LINKS, link("ties | follows | old-trade")])["ties"] == TIED


def test_a_statement_of_something_past_is_recalled(tmp_path: Path) -> None:
    assert novelties(tmp_path, facts=changed(MEETING, "ties", date="1999"))["ties"] == RECALLED


def test_without_an_earlier_fact_of_both_sides_the_field_is_new(tmp_path: Path) -> None:
    facts = changed(changed(MEETING, "old-trade", actors="freedonia"), "five-ducks", actors="freedonia")
    assert novelties(tmp_path, facts=facts)["ties"] == NEW


def test_fields_stand_with_the_newest_first_and_leave_statistics_out(tmp_path: Path) -> None:
    facts = record(tmp_path)
    fields = meeting.fields(facts, meeting.held(facts, "meeting"))
    assert [(field.theme.id, [item.id for item in field.before]) for field in fields] == [("duck-soup", []), ("trade", ["old-trade"])]


def test_readings_are_what_another_report_of_the_day_lacks_or_words_otherwise(tmp_path: Path) -> None:
    facts = record(tmp_path)
    readings = {reading.fact.id: reading for reading in meeting.readings(facts, meeting.held(facts, "meeting"))}
    assert set(readings) == {"soup-hoped", "hub", "hub-suggested"}
    assert [item.source.id for item in readings["soup-hoped"].others] == ["release"]
    assert [rival.id for rival in readings["hub"].rivals] == ["hub-suggested"]


def test_an_unknown_meeting_is_an_empty_one(tmp_path: Path) -> None:
    facts = record(tmp_path, as_of="2020-02-01")
    day = meeting.held(facts, "meeting")
    assert (day.event, day.accounts, day.statements) == (None, (), ())
    assert meeting.voices(facts, day) == meeting.fields(facts, day) == meeting.news(facts, day) == meeting.readings(facts, day) == ()
