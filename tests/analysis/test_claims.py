"""Which claims of a day can be checked, and what speaks for and against each."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, MEETING_LINKS, changed, meeting

from factbook.analysis import claims
from factbook.analysis.claims import Claim


def by_id(found: tuple[Claim, ...]) -> dict[str, Claim]:
    return {claim.fact.id: claim for claim in found}


def test_a_claim_is_checkable_by_a_rival_a_second_origin_or_a_search(tmp_path: Path) -> None:
    found = claims.checkable(meeting(tmp_path), "meeting")
    assert [claim.fact.id for claim in found] == ["two-ducks", "hub", "ties"]
    assert [claim.standing for claim in found] == ["disputed", "unconfirmed", "corroborated"]


def test_the_reports_of_the_day_are_one_witness(tmp_path: Path) -> None:
    claim = by_id(claims.checkable(meeting(tmp_path), "meeting"))["two-ducks"]
    assert [source.id for source in claim.carriers] == ["release", "rewrite"]
    assert claim.carried_by == 1
    assert claim.support == ()
    assert [item.source.id for item in claim.against] == ["almanac"]


def test_promises_and_rival_wordings_of_the_day_are_no_claims(tmp_path: Path) -> None:
    found = by_id(claims.checkable(meeting(tmp_path), "meeting"))
    assert "soup-hoped" not in found
    assert found["hub"].rivals == ()
    assert "hub-suggested" not in found


def test_counts_stand_in_order_of_size_with_who_counts(tmp_path: Path) -> None:
    counts = claims.counts(meeting(tmp_path), "two-ducks")
    assert [(count.figure, count.counters) for count in counts] == [("2 ducks", ("Rufus Firefly",)), ("5 ducks", ("Almanac",))]


def test_figures_in_other_units_are_not_compared(tmp_path: Path) -> None:
    facts = meeting(tmp_path, facts=changed(MEETING, "five-ducks", unit="geese"))
    assert [count.figure for count in claims.counts(facts, "two-ducks")] == ["2 ducks"]


def test_a_rank_is_worded_as_a_rank(tmp_path: Path) -> None:
    facts = meeting(tmp_path, facts=changed(changed(MEETING, "five-ducks", unit="rank"), "two-ducks", unit="rank"))
    assert [count.figure for count in claims.counts(facts, "two-ducks")] == ["rank 2", "rank 5"]


def test_contests_are_the_claims_met_by_figures(tmp_path: Path) -> None:
    facts = meeting(tmp_path)
    ((claim, counts),) = claims.contests(facts, claims.checkable(facts, "meeting"))
    assert (claim.fact.id, [count.figure for count in counts]) == ("two-ducks", ["5 ducks"])


def test_without_the_rival_link_no_figure_meets_the_claim(tmp_path: Path) -> None:
    facts = meeting(tmp_path, links=MEETING_LINKS[1:])
    assert claims.contests(facts, claims.checkable(facts, "meeting")) == ()


def test_before_the_meeting_there_is_nothing_to_check(tmp_path: Path) -> None:
    facts = meeting(tmp_path, as_of="2020-02-01")
    assert claims.checkable(facts, "meeting") == ()
    assert claims.counts(facts, "two-ducks") == ()


def test_a_claim_outside_the_selection_is_not_counted(tmp_path: Path) -> None:
    assert claims.counts(meeting(tmp_path, themes=["duck-soup"]), "two-ducks") == ()
