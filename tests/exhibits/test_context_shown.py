"""How size is shown: bars, lines and single figures with their measures, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import watched
from osterlich import MEASURES, nothing, record

from factbook.analysis import context
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.amounts import amount, rate, times
from factbook.exhibits.exhibit import Cell, Figure, Findings, Nothing, Table


def test_the_count_says_the_sides_part_and_who_did_the_rest_since(tmp_path: Path) -> None:
    cargoes = context.breakdown(record(tmp_path), "soup cargoes")
    assert findings.breakdown_heading(cargoes).text == "Freedonia: three of 10 cargoes, the last in 2019"
    assert findings.counts_by_subject(cargoes).plain() == (
        "Of 10 soup cargoes in 2018–2021, Freedonia accounts for three (30%), the last in 2019. "
        "From 2020 to 2021 the count has three more, none of them by Freedonia: Utopia three."
    )


def test_findings_on_size_rest_on_measures(tmp_path: Path) -> None:
    line = findings.counts_by_subject(context.breakdown(record(tmp_path), "soup cargoes")).items[0]
    assert line.measures == ("cargo-u-2019", "cargo-u-2021", "cargo-f-2018", "cargo-f-2019")


def test_one_changed_measure_changes_its_sentence_only(tmp_path: Path) -> None:
    rows = [row if row["id"] != "guests-2020" else {**row, "value": "90"} for row in MEASURES]
    said = []
    for folder, measures in (("a", MEASURES), ("b", rows)):
        facts = record(tmp_path / folder, {"measures": measures})
        said.append(findings.single_figures(context.tracks(facts, ["Freedonian guests", "soup cargoes"])).items)
    assert said[0][0].text == "Freedonian guests (Sylvania) rose from 100 (2018) to 1,500 guests (June 2020)."
    assert said[1][0].text == (
        "Freedonian guests (Sylvania) lay between 90 (June 2020) and 100 guests (2018), and the latest figure is 90 (June 2020)."
    )
    assert said[0][1] == said[1][1]


def test_a_rate_per_head_says_where_it_turns_the_order_round(tmp_path: Path) -> None:
    heads = context.per_head(record(tmp_path), ["ducks hatched"], "population")
    assert findings.per_head(heads).plain() == (
        "Ducks hatched in 2020, per million people: 500 for Sylvania and 100 for Freedonia, 5.0 times as many; "
        "in plain figures Freedonia has more, 1,000."
    )
    table = tables.per_head(heads)
    assert isinstance(table, Table)
    assert [(row[2], row[6]) for row in table.rows] == [("Freedonia", "100"), ("Sylvania", "500")]


def test_a_year_without_a_figure_is_an_empty_cell(tmp_path: Path) -> None:
    figure = figures.counts_by_subject(context.breakdown(record(tmp_path), "soup cargoes"))
    assert isinstance(figure, Figure)
    assert [row[0] for row in figure.rows] == ["2018", "2019", "2021"]
    assert figure.rows[0][1] == ""
    assert isinstance(figure.rows[0][2], Cell)
    assert figure.rows[0][2].measures == ("cargo-f-2018",)


def test_labels_never_overlap(tmp_path: Path) -> None:
    facts = record(tmp_path)
    cargoes = context.breakdown(facts, "soup cargoes")
    tracks = context.tracks(facts, ["Freedonian guests", "soup trade", "soup cargoes"])
    with watched() as faults:
        drawn = [figures.counts_by_subject(cargoes), figures.ranking(cargoes), figures.single_figures(tracks)]
        drawn.append(figures.side_by_side(context.compared(facts, ["ducks hatched"])))
    assert all(isinstance(one, Figure) for one in drawn)
    assert faults == []


def test_the_ranking_gives_a_side_its_place(tmp_path: Path) -> None:
    told = findings.ranking(context.breakdown(record(tmp_path), "soup cargoes")).plain()
    assert told == "Freedonia ranks second of 2 in “soup cargoes” (2019), with three of 10 cargoes, 30%."


def test_facts_around_a_day_say_how_far_they_are(tmp_path: Path) -> None:
    told = findings.around(context.around(record(tmp_path), "voyage", ["contract", "wreck"]), "the voyage")
    assert [item.text.split(". ")[1] for item in told.items] == [
        "That was 60 to 424 days before the voyage.",
        "That was 316 days after the voyage.",
    ]


@pytest.mark.parametrize(
    ("value", "words"), [("135787.79", "135,788"), ("52", "52"), ("0.64636", "0.65"), ("1.50", "1.5"), ("0.004", "0.004")]
)
def test_figures_are_printed_with_as_many_decimals_as_they_deserve(value: str, words: str) -> None:
    assert amount(value) == words


def test_a_key_number_is_the_latest_within_the_edition_or_none(tmp_path: Path) -> None:
    told = [
        findings.number_of(record(tmp_path, **window), "ducks hatched", "freedonia", "ducks")
        for window in ({}, {"until": "2019"}, {"since": "2021"})
    ]
    assert [(one.value, one.note) if one else None for one in told] == [("1,000", "2020"), ("900", "2018"), None]


def test_rates_and_ratios_claim_two_digits() -> None:
    assert [rate(value) for value in (1274.39, 20.53, 0.00479)] == ["1,274", "20.5", "0.0048"]
    assert [times(value) for value in (1.4, 13.7, 4281.7)] == ["1.4 times", "about 14 times", "about 4,300 times"]


def test_where_nothing_is_known_one_sentence_says_so(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    counts, heads = context.breakdown(facts, "soup cargoes"), context.per_head(facts, ["ducks hatched"], "population")
    assert isinstance(findings.context_bottom_line(counts, heads, (), None), Nothing)
    shown = [
        figures.counts_by_subject(counts),
        figures.ranking(counts),
        figures.side_by_side(()),
        figures.single_figures(()),
        tables.per_head(heads),
    ]
    shown += [findings.counts_by_subject(counts), findings.ranking(counts), findings.side_by_side(()), findings.per_head(heads)]
    shown += [findings.single_figures(()), findings.around((), "the voyage")]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert findings.breakdown_heading(counts).text == "No counts are known"
    assert findings.share_of_people(None).open
