"""How promises are shown: true sentences in every case, cells that lead to facts, and waits in honest words."""

from __future__ import annotations

from pathlib import Path

import pytest
from freedonia import PROMISE_LINKS, PROMISES, changed, promises

from factbook.analysis.commitments import Wait, debts, ledger
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Figure, Findings, Table


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (Wait(1, 1), "one day"),
        (Wait(0, 30), "under one to 30 days"),
        (Wait(57, 57), "about two months"),
        (Wait(373, 403), "12 to 13 months"),
        (Wait(408, 772), "one to two years"),
        (Wait(2190, 2192), "about six years"),
    ],
)
def test_a_wait_is_worded_no_more_exactly_than_it_is_known(wait: Wait, words: str) -> None:
    assert duration(wait) == words


def test_the_bottom_line_counts_what_was_delivered(tmp_path: Path) -> None:
    told = findings.promises_bottom_line(ledger(promises(tmp_path))).plain()
    assert told == (
        "The edition knows five promises, voiced between 10 January 2020 and 1 March 2023. "
        "One of them, 20%, was delivered by 1 January 2024. "
        "One has seen a step, one was revised and two have left no trace of a next step."
    )


def test_one_fact_changed_changes_the_sentences_that_rest_on_it(tmp_path: Path) -> None:
    before = ledger(promises(tmp_path / "before"))
    after = ledger(promises(tmp_path / "after", facts=changed(PROMISES, "feast", date="2023-04-02")))
    told = [findings.promises_bottom_line(result).plain().split(". ") for result in (before, after)]
    assert [one == other for one, other in zip(*told, strict=True)] == [False, True, True]
    assert findings.promises_heading(before) == findings.promises_heading(after)
    assert findings.promises_kept(before) == findings.promises_kept(after)


def test_a_link_removed_makes_a_delivery_an_open_promise(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, links=PROMISE_LINKS[1:]))
    assert findings.promises_heading(result).text == "Not one of five promises delivered"
    assert findings.promises_kept(result).plain() == "This edition has no delivery, so there is no time to compare."
    assert "The oldest open promise dates from 10 January 2020 (A bridge)." in findings.promises_open(result).plain()


def test_a_delivery_in_doubt_is_called_so_in_heading_and_bottom_line(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, searched="bridge-opened"))
    assert findings.promises_heading(result).text == "One of five promises delivered, in doubt"
    assert (
        "was delivered by 1 January 2024, though on evidence that is unconfirmed or disputed."
        in findings.promises_bottom_line(result).plain()
    )
    assert "The one delivery rests on a fact that is itself unconfirmed (The bridge opened)." in findings.promises_kept(result).plain()


def test_open_promises_tell_a_search_in_vain_from_a_silence(tmp_path: Path) -> None:
    told = findings.promises_open(ledger(promises(tmp_path))).plain()
    assert "One open promise is past the day named." in told
    assert (
        "Of the two without a trace, a later search found nothing for one; for the other one the record has simply no later fact." in told
    )


def test_the_next_move_is_owed_by_named_sides(tmp_path: Path) -> None:
    told = [item.text for item in findings.promises_owed(debts(ledger(promises(tmp_path)))).items]
    assert told[0].startswith("Sylvania: two open promises, the oldest of 5 May 2022:")
    assert told[1].startswith("Freedonia and Sylvania: one open promise, voiced February 2021:")


def test_the_figure_has_a_row_a_promise_that_leads_to_its_fact(tmp_path: Path) -> None:
    figure = figures.promises_and_deliveries(ledger(promises(tmp_path)))
    assert isinstance(figure, Figure)
    assert [cells[1].facts[0] for cells in figure.rows] == ["bridge", "road", "canal", "later-road", "feast"]  # type: ignore[union-attr]
    assert next(cells[2] for cells in figure.rows) == "delivered after about two months"
    assert "Delivered, one promise: A bridge (10 January 2020, after about two months)." in figure.alt


def test_promises_of_one_date_that_left_no_trace_share_a_line_and_keep_their_rows(tmp_path: Path) -> None:
    figure = figures.promises_and_deliveries(ledger(promises(tmp_path, facts=changed(PROMISES, "feast", date="2022-05-05"))))
    assert isinstance(figure, Figure)
    assert figure.caption.endswith("; those of one date without a trace share a line.")
    assert figure.alt.endswith("No trace, two promises: 2 promises of 5 May 2022.")
    assert len(figure.rows) == 5


def test_the_same_promises_give_the_same_drawing(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert figures.promises_and_deliveries(result) == figures.promises_and_deliveries(result)


def test_tables_say_what_came_of_what_and_how_well_it_is_known(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    kept, still_open, agreements = tables.promises_kept(result), tables.promises_open(result), tables.agreements_followed(result)
    assert isinstance(kept, Table) and isinstance(still_open, Table) and isinstance(agreements, Table)
    assert kept.caption == "Two promises delivered or revised, one of them after the day named."
    assert [row[2] for row in still_open.rows] == ["Freedonia and Sylvania", "Sylvania", "Sylvania"]
    assert agreements.caption == "One agreement concluded; a later step is on record for none."


def test_an_edition_without_promises_says_so_in_a_sentence(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, until="1990"))
    shown = [
        figures.promises_and_deliveries(result),
        tables.promises_kept(result),
        tables.promises_open(result),
        tables.agreements_followed(result),
        findings.promises_bottom_line(result),
        findings.promises_kept(result),
        findings.promises_open(result),
        findings.promises_owed(()),
    ]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert findings.promises_heading(result).text == "No promise to follow"
    assert findings.agreements_followed(result).open
    assert findings.promises_of_others(result).open
