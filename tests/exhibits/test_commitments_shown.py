"""How promises are shown: true sentences in every case, cells that lead to facts, and waits in honest words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from freedonia import PROMISE_LINKS, PROMISES, changed, fact, link, promises

from factbook.analysis.commitments import Wait, debts, ledger
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.durations import duration
from factbook.exhibits.exhibit import Figure, Findings, Nothing, Table
from factbook.record.facts import Facts


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (Wait(1, 1), "1 day"),
        (Wait(0, 30), "up to 30 days"),
        (Wait(57, 57), "2 months"),
        (Wait(373, 403), "12 to 13 months"),
        (Wait(408, 772), "1 to 2 years"),
        (Wait(730, 730), "2 years"),
        (Wait(854, 854), "2 years 4 months"),
        (Wait(958, 958), "2 years 7 months"),
        (Wait(1116, 1146), "3 years 1 to 2 months"),
        (Wait(700, 760), "1 year 11 months to 2 years 1 month"),
        (Wait(1800, 1840), "5 years"),
        (Wait(2190, 2192), "6 years"),
        (Wait(4345, 4709), "12 to 13 years"),
    ],
)
def test_a_wait_is_worded_no_more_exactly_than_it_is_known(wait: Wait, words: str) -> None:
    assert duration(wait) == words


def test_the_bottom_line_counts_what_was_delivered(tmp_path: Path) -> None:
    told = findings.promises_bottom_line(ledger(promises(tmp_path))).plain()
    assert told == (
        "This report follows five promises, voiced between 10 January 2020 and 1 March 2023. "
        "One of them is recorded as delivered by 1 January 2024. "
        "One has seen a step, one was revised and two have no next step on record."
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
    assert findings.promises_kept(result).plain() == "None was delivered, so there is no delivery to weigh."
    assert "The oldest open promise dates from 10 January 2020 (A bridge)." in findings.promises_open(result).plain()


def test_a_delivery_in_doubt_is_called_so_in_heading_and_bottom_line(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, searched="bridge-opened"))
    assert findings.promises_heading(result).text == "One of five promises delivered, in doubt"
    assert (
        "is recorded as delivered by 1 January 2024, though on evidence that is unconfirmed."
        in findings.promises_bottom_line(result).plain()
    )
    assert findings.promises_kept(result).plain() == "The one delivery rests on one fact (The bridge opened), which is unconfirmed."


def test_deliveries_are_weighed_by_the_different_facts_behind_them(tmp_path: Path) -> None:
    def told(folder: Path, *links: dict[str, str], searched: str = "feast") -> str:
        return findings.promises_kept(ledger(promises(folder, links=list(links), searched=searched))).items[0].text

    bridge, canal, road = PROMISE_LINKS[0], link("canal-surveyed | fulfils | canal"), link("canal-surveyed | fulfils | road")
    assert told(tmp_path / "same", canal, road) == (
        "Two deliveries rest on one and the same fact (Surveyors measured the canal), which is known from a single source."
    )
    assert told(tmp_path / "two", bridge, canal) == "Two deliveries rest on two facts, none of them unconfirmed or disputed."
    assert told(tmp_path / "some", bridge, canal, road, searched="bridge-opened") == (
        "Three deliveries rest on two facts: the two not in doubt on one and the same (Surveyors measured the canal), "
        "the other on what is itself unconfirmed."
    )


def test_where_only_third_parties_kept_their_promises_no_side_is_said_to_have(tmp_path: Path) -> None:
    folder = Path(promises(tmp_path, facts=changed(PROMISES, "bridge", owner="firefly")).record.folder)
    actors = (folder / "actors.csv").read_text(encoding="utf-8")
    (folder / "actors.csv").write_text(actors.replace("person,Freedonia", "person,third party"), encoding="utf-8")
    told = findings.promises_kept(ledger(Facts.load(package=folder.as_posix())))
    assert told.items[1].text == (
        "It was promised by a third party (Rufus Firefly), so none of the sides' own promises is known beyond doubt to be kept."
    )


def test_steps_in_doubt_are_flagged_as_deliveries_are(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, searched="canal-surveyed"))
    assert "One has seen a step (on evidence that is unconfirmed), one was" in findings.promises_bottom_line(result).plain()
    table, figure = tables.promises_open(result), figures.promises_and_deliveries(result)
    assert isinstance(table, Table) and isinstance(figure, Figure)
    assert table.rows[0][4].text == "Was due 2022. Surveyors measured the canal (unconfirmed)."  # type: ignore[union-attr]
    assert "A step taken, one promise (on evidence in doubt, drawn with an open mark):" in figure.alt


def test_what_one_side_expected_of_the_other_is_told_apart_in_one_sentence(tmp_path: Path) -> None:
    parade = fact("parade", "Firefly expected a parade.", "2020-03-03", "commitment", delivery="hoped", said_by="firefly", owner="sylvania")
    tea = fact("tea", "Sylvania expected tea.", "2020-03-04", "commitment", delivery="hoped", said_by="sylvania", owner="freedonia")
    one = ledger(promises(tmp_path / "one", facts=[*PROMISES, parade]))
    assert findings.promises_of_others(one).items[1].text == (
        "One thing was expected of Sylvania by Freedonia (Firefly expected a parade), which is no promise and is not counted."
    )
    links = [*PROMISE_LINKS, link("bridge-opened | fulfils | parade")]
    two = ledger(promises(tmp_path / "two", facts=[*PROMISES, parade, tea], links=links))
    assert findings.promises_of_others(two).items[1].text == (
        "One thing was expected of Freedonia by Sylvania (Sylvania expected tea) and one of Sylvania by Freedonia "
        "(Firefly expected a parade), none of them a promise and none counted; one is known to have come true."
    )


def test_rival_accounts_are_named_as_such(tmp_path: Path) -> None:
    other = fact("pact-later", "The two states signed a pact in 2001.", "2001", "agreement", delivery="done", owner="freedonia;sylvania")
    rivals = promises(tmp_path, facts=[*PROMISES, other], links=[*PROMISE_LINKS, link("pact-later | rivals | pact")])
    assert findings.agreements_followed(ledger(rivals)).text == (
        "Two agreements are on record as concluded or said to be, both rival accounts of one; the record has a later step for none of them."
    )


def test_open_promises_tell_a_search_in_vain_from_a_silence(tmp_path: Path) -> None:
    told = findings.promises_open(ledger(promises(tmp_path))).plain()
    assert "One open promise is past the day named." in told
    assert "Of the two with no next step on record, one was searched for in vain; for the other no search is on record." in told


def test_the_next_move_is_owed_by_named_sides(tmp_path: Path) -> None:
    told = [item.text for item in findings.promises_owed(debts(ledger(promises(tmp_path)))).items]
    assert told == [
        "Freedonia and Sylvania owe one open promise: Both states proposed a canal (proposed in February 2021, due 2022).",
        "Sylvania owes two open promises: Sylvania moved its road to 2030 (announced on 5 May 2022, due 2030); "
        "Sylvania hoped for a feast (hoped for on 1 March 2023).",
    ]


def test_of_many_promises_owed_the_firmest_three_are_named_those_voiced_alike_together(tmp_path: Path) -> None:
    more = [
        fact(name, f"Sylvania announced a {name}.", "2023-01-01", "commitment", delivery="announced", owner="sylvania", label=f"A {name}")
        for name in ("tower", "well")
    ]
    told = findings.promises_owed(debts(ledger(promises(tmp_path, facts=[*PROMISES, *more])))).items[1].text
    assert told == (
        "Sylvania owes four open promises, the firmest: Sylvania moved its road to 2030 (announced on 5 May 2022, due 2030); "
        "A tower and A well (both announced on 1 January 2023)."
    )


def test_the_figure_has_a_row_a_promise_that_leads_to_its_fact(tmp_path: Path) -> None:
    figure = figures.promises_and_deliveries(ledger(promises(tmp_path)))
    assert isinstance(figure, Figure)
    assert [cells[1].facts[0] for cells in figure.rows] == ["bridge", "road", "canal", "later-road", "feast"]  # type: ignore[union-attr]
    assert next(cells[2] for cells in figure.rows) == "delivered after 2 months"
    assert "Delivered, one promise: A bridge (10 January 2020, after 2 months)." in figure.alt


def test_promises_of_one_date_that_left_no_trace_are_bundled_and_keep_their_rows(tmp_path: Path) -> None:
    figure = figures.promises_and_deliveries(ledger(promises(tmp_path, facts=changed(PROMISES, "feast", date="2022-05-05"))))
    assert isinstance(figure, Figure)
    assert figure.caption.endswith("; those of one date without a trace are bundled.")
    assert figure.alt.endswith("No trace, two promises: 2 promises of 5 May 2022.")
    assert len(figure.rows) == 5


def test_a_bundle_is_as_high_as_its_promises_are_many(tmp_path: Path) -> None:
    feasts = [
        fact(f"feast-{n}", f"Sylvania hoped for feast {n}.", "2023-03-01", "commitment", delivery="hoped", owner="sylvania")
        for n in range(9)
    ]
    drawn = [
        figures.promises_and_deliveries(ledger(promises(tmp_path / str(many), facts=[*PROMISES, *feasts[:many]]))) for many in (0, 1, 4, 9)
    ]
    heights = [float(re.search(r'height="([\d.]+)pt"', figure.svg)[1]) for figure in drawn if isinstance(figure, Figure)]  # type: ignore[index]
    assert len(heights) == 4
    assert heights == sorted(heights) and heights[0] < heights[2] < heights[3] < heights[0] + 60


def test_the_same_promises_give_the_same_drawing(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    assert figures.promises_and_deliveries(result) == figures.promises_and_deliveries(result)


def test_tables_say_what_came_of_what_and_how_well_it_is_known(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path))
    kept, still_open, agreements = tables.promises_kept(result), tables.promises_open(result), tables.agreements_followed(result)
    assert isinstance(kept, Table) and isinstance(still_open, Table) and isinstance(agreements, Table)
    assert kept.caption == "One promise delivered and one revised."
    assert [row[2] for row in still_open.rows] == ["both sides", "Sylvania", "Sylvania"]
    assert agreements.caption == "One agreement concluded or said to be concluded; a later step is on record for none."


def test_the_caption_of_what_was_delivered_counts_what_is_there(tmp_path: Path) -> None:
    def caption(folder: Path, links: list[dict[str, str]], facts: list[dict[str, str]] = PROMISES) -> str:
        table = tables.promises_kept(ledger(promises(folder, facts=facts, links=links)))
        assert isinstance(table, Table)
        return table.caption

    canal = link("canal-surveyed | fulfils | canal")
    late = [*PROMISE_LINKS[:1], canal]
    assert caption(tmp_path / "a", PROMISE_LINKS[:1]) == "One promise delivered."
    assert caption(tmp_path / "b", late) == "Two promises delivered, none of them after the day named."
    assert caption(tmp_path / "c", late, changed(PROMISES, "canal", due="2021-12")) == (
        "Two promises delivered, one of them after the day named."
    )
    assert caption(tmp_path / "d", [*PROMISE_LINKS, canal], changed(PROMISES, "canal", due="2021-12")) == (
        "Two promises delivered, one of them after the day named, and one revised."
    )
    assert caption(tmp_path / "e", PROMISE_LINKS[2:]) == "One promise revised."


def test_an_edition_without_promises_says_so_in_a_sentence(tmp_path: Path) -> None:
    result = ledger(promises(tmp_path, until="1990"))
    shown = [
        figures.promises_and_deliveries(result),
        tables.promises_kept(result),
        tables.promises_open(result),
        tables.agreements_followed(result),
        findings.promises_kept(result),
        findings.promises_open(result),
        findings.promises_owed(()),
    ]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert isinstance(findings.promises_bottom_line(result), Nothing)
    assert findings.promises_heading(result).text == "No promise to follow"
    assert findings.agreements_followed(result).open
    assert findings.promises_of_others(result).plain() == "No further promise is on record."
