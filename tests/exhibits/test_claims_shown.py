"""How claims are shown: verdicts with reasons, rival counts side by side, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

from freedonia import MEETING, changed, meeting

from factbook.analysis import claims
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.exhibit import Cell, Figure, Findings, Nothing, Table
from factbook.exhibits.reasoning import reasoning


def test_the_bottom_line_counts_claims_by_standing(tmp_path: Path) -> None:
    told = findings.claims_bottom_line(claims.checkable(meeting(tmp_path), "meeting")).plain()
    assert told == (
        "Three claims made on the day were checked: one is disputed, one is unconfirmed and one is corroborated. "
        "Two of them have no support from beyond the reports of the day."
    )


def test_the_reasoning_is_three_sentences_from_the_evidence(tmp_path: Path) -> None:
    disputed, unconfirmed, corroborated = claims.checkable(meeting(tmp_path), "meeting")
    assert reasoning(disputed).startswith(
        "Two reports of the day make the claim (Release; Rewrite), all of one origin, and no source of another origin on record supports "
        "it. "
        "Against it stand one source (Almanac) and one rival account (giving 5). Hence the verdict “disputed”: "
    )
    assert "Nothing on record disputes it, but a search found nothing." in reasoning(unconfirmed)
    assert "one source of another origin (Almanac) supports it. Nothing on record disputes it." in reasoning(corroborated)


def test_rival_counts_are_bars_in_order_with_the_claim_marked(tmp_path: Path) -> None:
    figure = figures.counts_compared(claims.counts(meeting(tmp_path), "two-ducks"), "two-ducks")
    assert isinstance(figure, Figure)
    assert figure.caption == "Two accounts give two different figures, from 2 to 5; the claim is 2 ducks."
    assert figure.alt.startswith("Horizontal bars from zero: 2 ducks by Rufus Firefly, 2020 (the claim); 5 ducks by Almanac, 2019.")
    assert [row[0] for row in figure.rows] == ["2 ducks", "5 ducks"]


def test_a_rival_value_changed_changes_the_counts_and_not_the_verdicts(tmp_path: Path) -> None:
    before, after = meeting(tmp_path / "before"), meeting(tmp_path / "after", facts=changed(MEETING, "five-ducks", value="7"))
    assert findings.counts_heading(claims.counts(before, "two-ducks")).text == "Two and five ducks"
    assert findings.counts_heading(claims.counts(after, "two-ducks")).text == "Two and seven ducks"
    verdicts = [findings.claims_bottom_line(claims.checkable(facts, "meeting")) for facts in (before, after)]
    assert verdicts[0] == verdicts[1]


def test_every_claim_in_the_brief_leads_to_its_fact_and_shows_its_standing(tmp_path: Path) -> None:
    table = tables.claims_in_brief(claims.checkable(meeting(tmp_path), "meeting"))
    assert isinstance(table, Table)
    assert table.caption == "Three checked claims of the meeting: one disputed, one unconfirmed and one corroborated."
    assert [(cells[0].facts, cells[1].standing) for cells in table.rows if isinstance(cells[0], Cell) and isinstance(cells[1], Cell)] == [
        (("two-ducks",), "disputed"),
        (("hub",), "unconfirmed"),
        (("ties",), "corroborated"),
    ]


def test_the_standing_of_a_claim_is_marked_as_the_verdict_on_its_fact(tmp_path: Path) -> None:
    every = claims.checkable(meeting(tmp_path), "meeting")
    for table in (tables.claims_in_brief(every), tables.claims_examined(every)):
        assert isinstance(table, Table)
        verdicts = [cell.payload() for cells in table.rows for cell in cells if isinstance(cell, Cell) and cell.standing]
        assert [(cell["verdict"], cell["standing"]) for cell in verdicts] == [(claim.fact.id, claim.standing) for claim in every]


def test_a_contest_sets_the_claim_above_its_rivals(tmp_path: Path) -> None:
    facts = meeting(tmp_path)
    table = tables.figures_in_contest(claims.contests(facts, claims.checkable(facts, "meeting")))
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["2 ducks", "5 ducks"]
    assert claims.contests(facts, claims.checkable(facts, "meeting"), apart="two-ducks") == ()


def test_the_reasoning_names_the_sources_on_both_sides(tmp_path: Path) -> None:
    table = tables.claims_examined(claims.checkable(meeting(tmp_path), "meeting"))
    assert isinstance(table, Table)
    ducks, hub, _ = (row[2].text for row in table.rows)  # type: ignore[union-attr]
    assert "(Release; Rewrite)" in ducks
    assert "one source (Almanac)" in ducks
    assert "no source of another origin" in hub


def test_the_figure_of_claims_says_in_words_what_it_draws(tmp_path: Path) -> None:
    figure = figures.claims_by_standing(claims.checkable(meeting(tmp_path), "meeting"))
    assert isinstance(figure, Figure)
    assert "Disputed: Firefly said that two ducks were traded (1 against)." in figure.alt
    assert [row[2:] for row in figure.rows] == [("0", "1", "0"), ("0", "0", "1"), ("1", "0", "0")]


def test_a_single_claim_is_told_in_the_singular(tmp_path: Path) -> None:
    found = claims.checkable(meeting(tmp_path, standing=["corroborated"]), "meeting")
    assert findings.claims_heading(found).text == "One claim, corroborated"
    assert findings.claims_bottom_line(found).plain() == (
        "One claim made on the day was checked; it is corroborated, with support from beyond the reports of the day."
    )


def test_an_edition_without_claims_says_so_in_a_sentence(tmp_path: Path) -> None:
    facts = meeting(tmp_path, as_of="2020-02-01")
    found, counts = claims.checkable(facts, "meeting"), claims.counts(facts, "two-ducks")
    shown = [
        figures.claims_by_standing(found),
        figures.counts_compared(counts, "two-ducks"),
        tables.claims_in_brief(found),
        tables.claims_examined(found),
        tables.figures_in_contest(()),
        findings.claims_disputed(found),
        findings.counts_compared(counts),
    ]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert isinstance(findings.claims_bottom_line(found), Nothing)
    assert findings.claims_heading(found).text == "No claim to check"
    assert findings.counts_heading(counts).text == "No rival counts"
