"""The summary's sentences: true for this record, for a changed one, and for one with nothing in it."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, PROMISES, changed, meeting, promises

from factbook.analysis import changes, summary
from factbook.analysis import meeting as meetings
from factbook.analysis.commitments import ledger
from factbook.exhibits import findings
from factbook.exhibits.exhibit import Finding, Findings, KeyNumber, KeyNumbers, Nothing


def test_what_to_ask_next_names_the_day_and_how_far_it_has_got(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    told = findings.watch(facts, summary.to_watch(ledger(facts)))
    assert told.plain() == (
        "Sylvania moved its road to 2030 (due 2030; no trace). Sylvania hoped for a feast (voiced 1 March 2023; no trace)."
    )
    assert [item.facts for item in told.items] == [("later-road",), ("feast",)]
    watched = findings.watch(facts, (), "pact", "no-such-fact")
    assert watched.plain() == "No promise is open in this report. The two states signed a pact."


def test_the_share_of_promises_kept_is_counted_and_says_what_is_in_doubt(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    judged, number = findings.promises_judged(result), findings.share_delivered(result, "promises kept")
    assert judged and number
    assert judged.text == (
        "One of five promises delivered. Of five promises between the two sides, one was delivered, on firm evidence; "
        "two left no trace, one of them though searched for."
    )
    assert number.value == "1 of 5"


def test_a_promise_less_changes_the_sentence_that_counts_promises(tmp_path: Path) -> None:
    fewer = ledger(promises(tmp_path, facts=changed(PROMISES, "feast", kind="statement", delivery="", owner="")))
    judged = findings.promises_judged(fewer)
    assert judged and judged.text.startswith("One of four promises delivered. Of four promises")


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
    assert judged.text == (
        "Unconfirmed. Sylvania was called a hub. One origin, one voice (Freedonia), about itself. A search gave no more."
    )
    assert findings.verdict(facts, "no-such-claim") is None


def test_what_was_said_and_how_it_stands_is_counted_as_the_chapter_on_the_meeting_counts_it(tmp_path: Path) -> None:
    facts = meeting(tmp_path, facts=changed(changed(MEETING, "ties", date="1999"), "hub", delivery="done"))
    day = meetings.held(facts, "meeting")
    told, weighed = findings.said_and_done(day), findings.claims_weighed(facts, day)
    assert told and weighed
    assert told.text == (
        "As much intention as deed. Of two things spoken of on 5 May 2020, one was announced, proposed or hoped for, "
        "none under way and one done."
    )
    assert weighed.text == (
        "The states met: known from Freedonia alone. Two reports of 5 May 2020 carry four statements about it; none is corroborated, "
        "one is disputed, and no report published in Sylvania is on record."
    )
    assert (
        findings.meeting_bottom_line(day)
        .plain()
        .startswith(
            "Two reports of the day carry five statements: four about the day itself, one about what was past. Two of the four say "
        )
    )


def test_contact_after_an_event_is_told_with_whether_it_was_about_one_family_of_themes(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    later = summary.since(facts, "bridge-opened")
    told, apart = findings.followed(facts, "bridge-opened", later), findings.followed(facts, "bridge-opened", later, "Soup")
    assert told and apart
    assert told.text == "Contact goes on. Since 10 March 2020 the record has one joint event, in July 2022 (Surveyors measured the canal)."
    assert apart.text.startswith("Contact goes on, but not on soup.")
    assert apart.text.endswith("; none of them is about soup.")


def test_of_a_meeting_that_is_not_known_nothing_is_said(tmp_path: Path) -> None:
    unknown = meetings.held(meeting(tmp_path, as_of="2020-02-01"), "meeting")
    assert findings.said_and_done(unknown) is None
    assert findings.claims_weighed(meeting(tmp_path / "again"), unknown) is None


def test_what_moved_is_told_with_where_it_moved_to(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    assert findings.horizon_changed(changes.between(facts.at("2021"), facts)).plain() == (
        "Since 31 December 2021 this report has gained three facts and two sources. "
        "Two promises moved, one to “revised” and one to “a step taken”."
    )


def test_nothing_new_between_two_days_is_one_sentence(tmp_path: Path) -> None:
    facts = promises(tmp_path)
    told = findings.horizon_changed(changes.between(facts, facts.at("2024-06")))
    assert told.plain() == "Nothing in this report has changed since 1 January 2024."


def test_an_edition_without_facts_says_so_once_and_has_no_number(tmp_path: Path) -> None:
    empty = promises(tmp_path, until="1990")
    nothing = ledger(empty)
    assert isinstance(findings.judgements(empty, [findings.promises_judged(nothing)]), Nothing)
    numbers = findings.key_numbers(findings.share_delivered(nothing, "kept"), findings.facts_and_sources(empty, "held"))
    assert isinstance(numbers, Findings)
    assert findings.watch(empty, summary.to_watch(nothing)).plain() == "No promise is open in this report."


def test_key_numbers_show_those_that_the_edition_has(tmp_path: Path) -> None:
    shown = findings.key_numbers(None, KeyNumber("5", "ducks", "counted", facts=("five-ducks",)))
    assert isinstance(shown, KeyNumbers)
    assert [item.value for item in shown.items] == ["5"]


def test_in_jupyterlab_too_a_lead_is_bold_and_a_name_is_as_it_is() -> None:
    shown = Finding("With A*STAR* & SES.", lead="Two of [x].", open=True)._repr_mimebundle_()
    assert shown["text/html"] == "<p><b>Two of [x].</b> With A*STAR* &amp; SES.</p>"
    assert shown["text/plain"] == "Two of [x]. With A*STAR* & SES."
