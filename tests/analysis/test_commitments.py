"""What became of promises: states computed from links, waits at the precision of the dates, and who owes the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from freedonia import PROMISE_LINKS, PROMISES, changed, fact, link, promises

from factbook.analysis.commitments import DELIVERED, NO_TRACE, REVISED, STEP, Ledger, Promise, Wait, debts, ledger

PARADE = fact(
    "parade",
    "Firefly expected a parade.",
    "2020-03-03",
    "commitment",
    delivery="hoped",
    said_by="firefly",
    owner="sylvania",
    label="A parade",
)
WORKS = fact("works", "Both states announced works.", "2020-06-01", "commitment", delivery="announced", owner="freedonia;sylvania")
DAM = fact("dam", "Both states announced a dam.", "2020-06-01", "commitment", delivery="announced", owner="freedonia;sylvania")
IN_PARTS = [*PROMISES, WORKS, DAM, fact("works-begun", "The works began.", "2020-09-09", "event", delivery="done")]
PART_LINKS = [*PROMISE_LINKS, link("road | part of | works"), link("dam | part of | works"), link("works-begun | follows | works")]


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


def test_open_promises_are_owed_by_the_sides_of_their_owners_those_of_several_first(tmp_path: Path) -> None:
    owed = [(debt.sides, [promise.fact.id for promise in debt.promises]) for debt in debts(ledger(promises(tmp_path)))]
    assert owed == [(("Freedonia", "Sylvania"), ["canal"]), (("Sylvania",), ["later-road", "feast"])]


def test_the_firmest_promise_owed_comes_first_then_one_with_a_day_named_then_the_latest(tmp_path: Path) -> None:
    more = [
        fact(name, f"Sylvania announced a {name}.", date, "commitment", delivery="announced", owner="sylvania")
        for name, date in (("tower", "2022-01-01"), ("well", "2023-01-01"))
    ]
    owed = {debt.sides: debt.promises for debt in debts(ledger(promises(tmp_path, facts=[*PROMISES, *more])))}
    assert [promise.fact.id for promise in owed[("Sylvania",)]] == ["later-road", "well", "tower", "feast"]


def test_what_a_side_says_of_another_is_an_expectation_and_no_promise(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, facts=[*PROMISES, PARADE]))
    (parade,) = result.expectations
    assert (parade.fact.id, parade.speakers, parade.sides) == ("parade", ("Freedonia",), ("Sylvania",))
    assert "parade" not in {promise.fact.id for promise in (*result.promises, *result.others, *result.open)}


def test_who_speaks_for_one_of_the_owners_promises_and_so_does_a_text_without_a_speaker(tmp_path: Path) -> None:
    for place, fields in enumerate(({"owner": "freedonia;sylvania"}, {"said_by": ""}, {"owner": ""})):
        result = ledger(promises(tmp_path / str(place), facts=[*PROMISES, {**PARADE, **fields}]))
        assert result.expectations == ()
        assert "parade" in {promise.fact.id for promise in result.promises}


def test_a_promise_told_in_parts_is_counted_by_its_parts_which_inherit_what_came_of_it(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, facts=IN_PARTS, links=PART_LINKS, searched="works"))
    told = {promise.fact.id: [step.id for step in promise.steps] for promise in result.promises}
    assert "works" not in told
    assert told["dam"] == told["road"] == ["works-begun"]
    assert one(result, "dam").searched and not one(result, "bridge").searched


def test_a_whole_stands_for_itself_where_it_has_one_part_or_none_of_them_is_shown(tmp_path: Path) -> None:
    one_part = ledger(promises(tmp_path / "one", facts=IN_PARTS, links=[link for link in PART_LINKS if link["from"] != "dam"]))
    assert {"works", "road"} <= {promise.fact.id for promise in one_part.promises}
    narrow = [{**row, "themes": "duck-soup"} if row["id"] == "works" else row for row in IN_PARTS]
    alone = ledger(promises(tmp_path / "alone", facts=narrow, links=PART_LINKS, themes=["duck-soup"]))
    assert [promise.fact.id for promise in alone.promises] == ["works"]


def test_agreements_too_are_counted_by_their_parts(tmp_path: Path) -> None:
    papers = [
        fact(name, f"The two states signed {name}.", "2020-06-01", "agreement", delivery="done", owner="freedonia;sylvania")
        for name in ("papers", "paper-one", "paper-two")
    ]
    links = [*PROMISE_LINKS, link("paper-one | part of | papers"), link("paper-two | part of | papers")]
    result = ledger(promises(tmp_path, facts=[*PROMISES, *papers], links=links))
    assert [promise.fact.id for promise in result.agreements] == ["pact", "paper-one", "paper-two"]


def test_steps_falter_where_each_of_them_is_in_doubt(tmp_path: Path) -> None:
    assert not one(ledger(promises(tmp_path / "firm")), "canal").faltering
    result = ledger(promises(tmp_path / "loose", searched="canal-surveyed"))
    assert one(result, "canal").faltering and not one(result, "canal").doubted
    assert not one(result, "feast").faltering


def test_an_edition_without_promises_has_an_empty_ledger(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, until="1990"))
    assert (result.promises, result.expectations, result.others, result.agreements, debts(result)) == ((), (), (), (), ())
