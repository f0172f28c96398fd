"""The summary's sentences: true for this record, for a changed one, and for one with nothing in it."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, PROMISES, changed, meeting, promises

from factbook.analysis import changes, summary
from factbook.analysis import meeting as meetings
from factbook.analysis.commitments import ledger
from factbook.exhibits import findings
from factbook.exhibits.exhibit import Findings, KeyNumber, KeyNumbers, Nothing


def test_what_to_ask_next_names_the_day_the_state_and_who_owes_it(tmp_path: Path) -> None:
    told = findings.watch(summary.to_watch(ledger(promises(tmp_path))))
    assert told.plain() == (
        "Sylvania moved its road to 2030 (due 2030; no trace; owed by Sylvania). "
        "Sylvania hoped for a feast (voiced 1 March 2023; no trace; owed by Sylvania)."
    )
    assert [item.facts for item in told.items] == [("later-road",), ("feast",)]


def test_the_share_of_promises_kept_is_counted_and_says_what_is_in_doubt(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    judged, number = findings.promises_judged(result), findings.share_delivered(result, "promises kept")
    assert judged and number
    assert judged.text == (
        "**20% of promises kept at most.** Of five promises between the two sides, one was delivered by 1 January 2024; "
        "of two no trace was found."
    )
    assert number.value == "1 of 5"


def test_a_promise_less_changes_the_sentence_that_counts_promises(tmp_path: Path) -> None:
    fewer = ledger(promises(tmp_path, facts=changed(PROMISES, "feast", kind="statement", delivery="", owner="")))
    judged = findings.promises_judged(fewer)
    assert judged and judged.text.startswith("**25% of promises kept at most.** Of four promises")


def test_a_figure_in_contest_lists_every_figure_given(tmp_path: Path) -> None:
    contest = summary.contest(meeting(tmp_path), "two-ducks")
    judged, number = findings.contested(contest), findings.counts_given(contest, "ducks")
    assert judged and number
    assert judged.text.endswith("One other count contradicts it.")
    assert judged.facts == ("two-ducks", "five-ducks")
    assert (number.value, number.note) == ("2 or 5", "two counts on record")


def test_a_verdict_gives_the_standing_and_its_reason(tmp_path: Path) -> None:
    facts = meeting(tmp_path)
    judged = findings.verdict(facts, "hub")
    assert judged
    assert judged.text == "**Unconfirmed.** Sylvania was called a hub. Single source: one origin, one voice (Freedonia) about itself."
    assert findings.verdict(facts, "no-such-claim") is None


def test_what_was_said_and_how_it_stands_is_counted_as_the_chapter_on_the_meeting_counts_it(tmp_path: Path) -> None:
    facts = meeting(tmp_path, facts=changed(changed(MEETING, "ties", date="1999"), "hub", delivery="done"))
    day = meetings.held(facts, "meeting")
    told, weighed = findings.said_and_done(day), findings.claims_weighed(day)
    assert told and weighed
    assert told.text == (
        "**The states met: as much intention as deed.** Of two things spoken of on 5 May 2020, one was announced, proposed or hoped for; "
        "one was done or under way."
    )
    assert weighed.text.startswith("**Few of its statements have a second voice.** Of five statements in the reports of that day, ")
    assert (
        findings.meeting_bottom_line(day)
        .plain()
        .startswith(
            "Two reports of the day carry five statements: four about the day itself, one about what was past. Two of the four say "
        )
    )


def test_of_a_meeting_that_is_not_known_nothing_is_said(tmp_path: Path) -> None:
    unknown = meetings.held(meeting(tmp_path, as_of="2020-02-01"), "meeting")
    assert findings.said_and_done(unknown) is None
    assert findings.claims_weighed(unknown) is None


def test_what_moved_is_told_with_where_it_moved_to(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    assert findings.horizon_changed(changes.between(facts.at("2021"), facts)).plain() == (
        "Since 31 December 2021 the record has gained three facts and three sources. "
        "Two promises moved, one to “revised” and one to “a step taken”."
    )


def test_nothing_new_between_two_days_is_one_sentence(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    told = findings.horizon_changed(changes.between(facts, facts.at("2024-06")))
    assert told.plain() == "Nothing has changed since 1 January 2024."


def test_an_edition_without_facts_says_so_once_and_has_no_number(tmp_path: Path) -> None:
    empty = promises(tmp_path, until="1990")
    nothing = ledger(empty)
    assert isinstance(findings.judgements(empty, [findings.promises_judged(nothing)]), Nothing)
    numbers = findings.key_numbers(findings.share_delivered(nothing, "kept"), findings.facts_and_sources(empty, "held"))
    assert isinstance(numbers, Findings)
    assert findings.watch(summary.to_watch(nothing)).plain() == "No promise is open in this edition."


def test_key_numbers_show_those_that_the_edition_has(tmp_path: Path) -> None:
    shown = findings.key_numbers(None, KeyNumber("5", "ducks", "counted", facts=("five-ducks",)))
    assert isinstance(shown, KeyNumbers)
    assert [item.value for item in shown.items] == ["5"]
