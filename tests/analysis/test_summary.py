"""What a reader should know and ask first: events with what was said, figures in contest, and the order of open promises."""

from __future__ import annotations

from pathlib import Path

from freedonia import PROMISE_LINKS, PROMISES, changed, fact, link, meeting, promises

from factbook.analysis import summary
from factbook.analysis.commitments import ledger


def asked(folder: Path, **record: object) -> list[str]:
    return [promise.fact.id for promise in summary.to_watch(ledger(promises(folder, **record)))]  # type: ignore[arg-type]


def test_promises_with_a_day_named_are_asked_about_first_and_those_with_a_step_taken_last(tmp_path: Path) -> None:
    facts = changed(PROMISES, "canal", due="2024")
    assert asked(tmp_path, facts=facts) == ["later-road", "feast", "canal"]


def test_the_soonest_day_comes_first(tmp_path: Path) -> None:
    facts = [*PROMISES, fact("mill", "Sylvania planned a mill.", "2023-02", "commitment", delivery="hoped", owner="sylvania", due="2025")]
    assert asked(tmp_path, facts=facts)[:2] == ["mill", "later-road"]


def test_a_promise_searched_for_in_vain_comes_before_one_that_nobody_looked_for(tmp_path: Path) -> None:
    pier = fact("pier", "Sylvania announced a pier.", "2023-04-01", "commitment", delivery="announced", owner="sylvania")
    assert asked(tmp_path, facts=[*PROMISES, pier]) == ["later-road", "feast", "pier"]
    assert asked(tmp_path, facts=[*PROMISES, pier], searched="pier") == ["later-road", "pier", "feast"]


def test_a_day_that_passed_more_than_a_year_ago_is_left_to_the_chapter(tmp_path: Path) -> None:
    assert "canal" not in asked(tmp_path, links=[one for one in PROMISE_LINKS if one["to"] != "canal"])


def test_a_contest_needs_a_rival_figure_in_the_same_unit(tmp_path: Path) -> None:
    facts = meeting(tmp_path)
    contest = summary.contest(facts, "two-ducks")
    assert contest
    assert contest.values == (2, 5)
    assert summary.contest(facts, "ties") is None


def test_what_came_after_an_event_is_what_both_sides_did_together(tmp_path: Path) -> None:
    later = fact("pact-renewed", "The two states renewed their pact.", "2022-08-01", "agreement", delivery="done")
    talk = fact("talk", "Somebody spoke of the pact.", "2022-09-01", "statement")
    facts = promises(tmp_path, facts=[*PROMISES, later, talk], links=[*PROMISE_LINKS, link("pact-renewed | follows | pact")])
    assert [one.id for one in summary.since(facts, "bridge-opened")] == ["canal-surveyed", "pact-renewed"]
    assert summary.since(facts, "unknown") == ()
