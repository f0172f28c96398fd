"""What became of promises: states computed from links, waits at the precision of the dates, and who owes the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from freedonia import PROMISE_LINKS, PROMISES, changed, fact, link, promises

from factbook.analysis.commitments import DELIVERED, NO_TRACE, REVISED, STEP, Ledger, Promise, Wait, debts, ledger


def one(result: Ledger, name: str) -> Promise:
    return next(promise for promise in (*result.promises, *result.others, *result.agreements) if promise.fact.id == name)


def test_the_state_of_a_promise_comes_from_the_links_to_it(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    states = {promise.fact.id: promise.state for promise in result.promises}
    assert states == {"bridge": DELIVERED, "road": REVISED, "canal": STEP, "later-road": NO_TRACE, "feast": NO_TRACE}


def test_promises_stand_in_order_of_age_and_those_of_one_side_apart(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert [promise.fact.id for promise in result.promises] == ["bridge", "road", "canal", "later-road", "feast"]
    assert [promise.fact.id for promise in result.others] == ["soup-law"]
    assert [promise.fact.id for promise in result.agreements] == ["pact"]


def test_where_no_promise_concerns_both_sides_the_others_are_followed(tmp_path: Path) -> None:
    alone = ledger(promises(tmp_path, since="2021-01-01", until="2021-01-02"))
    assert [promise.fact.id for promise in alone.promises] == ["soup-law"]
    assert alone.others == ()


def test_what_still_lies_ahead_delivers_nothing(tmp_path: Path) -> None:
    ahead = fact("feast-set", "A feast was set for 2031.", "2031", "event", delivery="announced")
    links = [*PROMISE_LINKS, link("feast-set | fulfils | feast")]
    result = ledger(promises(tmp_path, facts=[*PROMISES, ahead], links=links, told={"feast-set": "herald-2023"}))
    assert one(result, "feast").state == NO_TRACE


def test_a_promise_known_before_its_delivery_was_reported_is_open(tmp_path: Path) -> None:
    facts = changed(PROMISES, "bridge-opened", date="2021-03-10")
    early = ledger(promises(tmp_path, facts=facts, as_of="2020-12-31"))
    assert one(early, "bridge").state == NO_TRACE


def test_words_about_a_promise_are_no_step(tmp_path: Path) -> None:
    spoken = ledger(promises(tmp_path, facts=changed(PROMISES, "canal-surveyed", kind="statement")))
    assert one(spoken, "canal").state == NO_TRACE


def test_a_wait_is_as_exact_as_the_dates(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert one(result, "bridge").wait == Wait(60, 60)
    assert result.horizon == date(2024, 1, 1)
    assert one(result, "canal").wait == Wait((result.horizon - date(2021, 2, 28)).days, (result.horizon - date(2021, 2, 1)).days)


def test_a_promise_is_overdue_once_its_day_has_passed(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert one(result, "canal").overdue
    assert not one(result, "later-road").overdue
    assert not one(result, "feast").overdue


def test_only_a_source_later_than_the_promise_counts_as_a_search(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert [promise.fact.id for promise in result.promises if promise.searched] == ["feast"]


def test_open_promises_are_owed_by_the_sides_of_their_owners(tmp_path: Path) -> None:
    owed = {debt.sides: [promise.fact.id for promise in debt.promises] for debt in debts(ledger(promises(tmp_path)))}
    assert owed == {("Sylvania",): ["later-road", "feast"], ("Freedonia", "Sylvania"): ["canal"]}


def test_an_edition_without_promises_has_an_empty_ledger(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, until="1990"))
    assert (result.promises, result.others, result.agreements, debts(result)) == ((), (), (), ())
