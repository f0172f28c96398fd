"""How a meeting is shown: who said how much of what, what was new, and how its reports differ."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, MEETING_EVIDENCE, MEETING_LINKS, changed, evidence, link
from freedonia import meeting as record

from factbook.analysis import meeting
from factbook.analysis.meeting import Meeting
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.exhibit import Figure, Findings, Nothing, Table
from factbook.record.facts import Facts


def told(folder: Path, **more: object) -> tuple[Facts, Meeting]:
    facts = record(folder, **more)  # type: ignore[arg-type]
    return facts, meeting.held(facts, "meeting")


def test_the_bottom_line_says_how_far_things_had_got(tmp_path: Path) -> None:
    assert findings.meeting_bottom_line(told(tmp_path)[1]).plain() == (
        "Two reports of the day carry five statements about the meeting. "
        "One of the five says how far a thing had got: one is hoped for; none is done."
    )


def test_statements_of_one_report_and_of_several_are_told_apart(tmp_path: Path) -> None:
    shared = [*MEETING_EVIDENCE, *evidence("hub", "release corroborates"), *evidence("hub-suggested", "rewrite corroborates"),
              *evidence("ties", "rewrite corroborates")]  # fmt: skip
    both = [row for row in shared if (row["fact"], row["bearing"]) != ("soup-hoped", "silent")] + evidence(
        "soup-hoped", "release corroborates"
    )
    assert findings.reports_of_the_day(told(tmp_path / "some")[1]).plain().startswith("80% of the statements are known from one report")
    assert findings.reports_of_the_day(told(tmp_path / "none", evidence=both)[1]).plain() == (
        "All five statements of the day stand in more than one report. One report (Release) carries all of them."
    )


def test_an_edition_that_has_only_what_was_recalled_says_so(tmp_path: Path) -> None:
    recalled = changed(MEETING, "ties", date="1999")
    assert findings.meeting_bottom_line(told(tmp_path, facts=recalled, until="2000")[1]).plain() == (
        "The one statement of the reports of the day in this report tells of what was past."
    )


def test_the_heading_sets_the_done_against_the_hoped(tmp_path: Path) -> None:
    assert findings.meeting_heading(told(tmp_path)[1]).text == "Nothing done, one proposed or hoped for"


def test_the_side_that_is_not_heard_is_named(tmp_path: Path) -> None:
    facts, day = told(tmp_path)
    assert "Not one is put down to Sylvania alone." in findings.voices_heard(facts, meeting.voices(facts, day)).plain()


def test_new_undertakings_are_named(tmp_path: Path) -> None:
    facts, day = told(tmp_path)
    news = meeting.news(facts, day)
    undertaken = meeting.undertakings(facts, news)
    assert findings.whats_new_heading(undertaken).text == "One undertaking, new"
    assert findings.whats_new(news, undertaken).plain() == (
        "Of five statements, one is new by the rule and four move in fields where the two sides had met before. "
        "Among the new is one undertaking: “Soup laboratory”."
    )


def test_a_delivery_changed_changes_the_bottom_line_and_not_the_novelty(tmp_path: Path) -> None:
    before, after = told(tmp_path / "before"), told(tmp_path / "after", facts=changed(MEETING, "soup-hoped", delivery="announced"))
    assert "one is announced" in findings.meeting_bottom_line(after[1]).plain()
    assert findings.whats_new(meeting.news(*before), ()) == findings.whats_new(meeting.news(*after), ())


def test_the_figure_cuts_each_speakers_statements_by_delivery(tmp_path: Path) -> None:
    facts, day = told(tmp_path)
    figure = figures.said_by_delivery(meeting.voices(facts, day))
    assert isinstance(figure, Figure)
    assert "Freedonia and Sylvania: one hoped." in figure.alt
    assert [column.label for column in figure.columns] == ["Speaker", "Hoped", "Description or opinion"]


def test_a_theme_without_forerunners_is_called_new_ground(tmp_path: Path) -> None:
    facts, day = told(tmp_path)
    fields = meeting.fields(facts, day)
    figure = figures.fields_before(fields, day)
    assert isinstance(figure, Figure)
    assert figure.caption == "Two themes of the meeting; on one of them the record has nothing between the two sides before."
    assert (
        findings.fields_before(fields).text == "Between the two sides the record has nothing earlier on duck soup; most often it has trade."
    )


def test_the_readings_name_the_report_that_lacks_a_statement(tmp_path: Path) -> None:
    table = tables.readings(meeting.readings(*told(tmp_path)))
    assert isinstance(table, Table)
    rows = {row[0].facts[0]: row for row in table.rows}  # type: ignore[union-attr]
    assert rows["soup-hoped"][2].text == "Not found in Release."  # type: ignore[union-attr]
    assert rows["hub"][2].text == "Rival wording in another row."  # type: ignore[union-attr]


def test_what_was_hoped_stands_in_the_list_with_its_speakers(tmp_path: Path) -> None:
    facts, day = told(tmp_path)
    table = tables.still_to_come(facts, meeting.undertakings(facts, meeting.news(facts, day)))
    assert isinstance(table, Table)
    ((delivery, statement, speakers, novelty, standing),) = table.rows
    assert (delivery, speakers) == ("hoped", "Freedonia and Sylvania")
    assert novelty.text == "new"  # type: ignore[union-attr]
    assert standing.standing == "unconfirmed"  # type: ignore[union-attr]
    assert statement.facts == ("soup-hoped",)  # type: ignore[union-attr]


def test_a_whole_is_left_out_of_the_undertakings_where_its_parts_are_among_them(tmp_path: Path) -> None:
    facts, day = told(
        tmp_path,
        facts=[*MEETING, {**MEETING[5], "id": "laboratories-hoped", "statement": "Both sides hoped for laboratories."}],
        evidence=[*MEETING_EVIDENCE, *evidence("laboratories-hoped", "rewrite reports")],
        links=[*MEETING_LINKS, link("soup-hoped | part of | laboratories-hoped")],
    )
    news = meeting.news(facts, day)
    assert "laboratories-hoped" in {item.fact.id for item in news}
    assert [item.fact.id for item in meeting.undertakings(facts, news)] == ["soup-hoped"]


def test_an_event_of_the_day_is_no_thing_spoken_of(tmp_path: Path) -> None:
    _, day = told(tmp_path, facts=changed(MEETING, "hub", kind="event", delivery="done"))
    assert [fact.id for fact in day.spoken_of] == ["soup-hoped"]


def test_an_edition_without_the_meeting_says_so_in_a_sentence(tmp_path: Path) -> None:
    facts, day = told(tmp_path, as_of="2020-02-01")
    voices, fields, news = meeting.voices(facts, day), meeting.fields(facts, day), meeting.news(facts, day)
    shown = [
        figures.said_by_delivery(voices),
        figures.fields_before(fields, day),
        tables.still_to_come(facts, meeting.undertakings(facts, news)),
        tables.readings(()),
        findings.voices_heard(facts, voices),
        findings.whats_new(news, ()),
        findings.reports_of_the_day(day),
    ]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert isinstance(findings.meeting_bottom_line(day), Nothing)
    assert findings.meeting_heading(day).text == "What was said"
    assert findings.fields_before(fields).open
    assert findings.readings_differ(()).open
