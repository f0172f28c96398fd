"""How size is shown: bars, lines and single figures with their measures, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import watched
from freedonia import evidence, fact
from osterlich import EVIDENCE, FACTS, MEASURES, SOURCES, measure, nothing, record

from factbook.analysis import context
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.amounts import amount, hedged, rate, times, undated, unit_words, with_unit
from factbook.exhibits.exhibit import Cell, Figure, Findings, Nothing, Table


def test_the_count_says_the_sides_part_and_who_did_the_rest_since(tmp_path: Path) -> None:
    cargoes = context.breakdown(record(tmp_path), "soup cargoes")
    assert findings.breakdown_heading(cargoes).text == "Freedonia: three of ten cargoes, the last in 2019"
    assert findings.counts_by_subject(cargoes).plain() == (
        "Of ten soup cargoes in 2018–2021, Freedonia accounts for three (30%), the last in 2019. "
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
        "Ducks hatched per head: in 2020 Sylvania had 5.0 times as many as Freedonia, counted over the population of 2019 and 2021, "
        "the nearest in this report; in all, Freedonia had more: 1,000."
    )
    table = tables.per_head(heads)
    assert isinstance(table, Table)
    assert [(cell.text, row[6]) for row in table.rows if isinstance(cell := row[1], Cell)] == [("Freedonia", "100"), ("Sylvania", "500")]
    assert "over the population of another year" in table.caption


def test_a_published_rate_stands_beside_the_computed_one(tmp_path: Path) -> None:
    rates = [("rate-f", "freedonia", "20"), ("rate-s", "sylvania", "60")]
    rows = [measure(name, "ducks hatched per million people", side, "2017", value, "ducks") for name, side, value in rates]
    (line,) = findings.per_head(context.per_head(record(tmp_path, {"measures": [*MEASURES, *rows]}), ["ducks hatched"], "population")).items
    assert line.text.endswith(" A published rate for 2017 gives 3.0 times as many for Sylvania as for Freedonia.")
    assert {"rate-f", "rate-s"} < set(line.measures)


def test_sums_over_unlike_periods_are_listed_and_the_latest_is_dated(tmp_path: Path) -> None:
    rows = [
        measure("t-2018", "soup trade", "Freedonia–Sylvania", "2018-01/2018-09", "7.5", "million ducats"),
        {**measure("t-2020", "soup trade", "Freedonia–Sylvania", "2020", "9", "million ducats"), "note": "Read in part: 'about'."},
    ]
    tracks = context.tracks(record(tmp_path, {"measures": rows}), ["soup trade"])
    assert findings.single_figures(tracks).plain() == (
        "Soup trade (Freedonia–Sylvania), million ducats: 7.5 (January to September 2018) and about 9 (2020). "
        "The periods are of unlike length; the latest figure in this report is of 2020."
    )
    bottom = findings.context_bottom_line(context.breakdown(record(tmp_path / "b"), "none"), tracks, None).plain()
    assert bottom == "The latest figure in this report for soup trade (Freedonia–Sylvania) is about 9 million ducats, of 2020."


@pytest.mark.parametrize(
    ("freedonia", "sylvania", "told"),
    [
        ((3, 3, 2, 1, 1), (1, 3, 3, 3, 0), "Freedonia is ahead in two of five shared years, Sylvania in two and neither in one; "
         "Sylvania is ahead for the first time in 2012, and in two of the three shared years from then on"),
        ((3, 1), (1, 3), "Freedonia is ahead in one of two shared years and Sylvania in one; Sylvania is ahead for the first time in 2011"),
        ((3, 3), (1, 3), "Freedonia is ahead in one of two shared years and neither in one"),
        ((3, 3), (1, 1), "Freedonia is ahead in both shared years"),
        ((1,), (1,), "the sides are level in the one shared year"),
    ],
)  # fmt: skip
def test_the_lead_says_who_was_ahead_how_often_and_since_when(
    tmp_path: Path, freedonia: tuple[int, ...], sylvania: tuple[int, ...], told: str
) -> None:
    rows = [
        measure(f"{side[0]}-{year}", "ducks hatched", side, str(year), str(value), "ducks")
        for side, values in (("freedonia", freedonia), ("sylvania", sylvania))
        for year, value in enumerate(values, 2010)
    ]
    (line,) = findings.side_by_side(context.compared(record(tmp_path, {"measures": rows}), ["ducks hatched"])).items
    assert line.text.startswith(f"Ducks hatched: {told}; in ")


def test_figures_far_apart_are_drawn_on_a_scale_on_which_both_can_be_read(tmp_path: Path) -> None:
    pairs = [("freedonia", 2010, 90000), ("freedonia", 2014, 130000), ("sylvania", 2010, 90), ("sylvania", 2014, 800)]
    rows = [measure(f"{side[0]}-{year}", "ducks hatched", side, str(year), str(value), "ducks") for side, year, value in pairs]
    with watched() as faults:
        figure = figures.side_by_side(context.compared(record(tmp_path, {"measures": rows}), ["ducks hatched"]))
    assert faults == []
    assert isinstance(figure, Figure)
    assert "; ducks hatched on a logarithmic scale" in figure.caption


def test_a_ranking_says_how_many_of_how_many_it_draws(tmp_path: Path) -> None:
    figure = figures.ranking(context.breakdown(record(tmp_path), "soup cargoes"), most=1)
    assert isinstance(figure, Figure)
    assert figure.caption == "Soup cargoes, 2021: Utopia comes first with 7."
    rows = [*MEASURES, measure("cargo-r", "soup cargoes", "Ruritania", "2019", "1", "cargoes")]
    figure = figures.ranking(context.breakdown(record(tmp_path / "b", {"measures": rows}), "soup cargoes"), most=1)
    assert isinstance(figure, Figure)
    assert figure.caption.endswith("Drawn are the one largest of 3, and Freedonia.")


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
    assert told == "Freedonia ranks second of 2 in “soup cargoes” (2019), with three of ten cargoes, 30%."


def test_facts_around_a_day_say_how_far_they_are(tmp_path: Path) -> None:
    told = findings.around(context.around(record(tmp_path), "voyage", ["contract", "wreck"]), "the voyage")
    assert [item.text for item in told.items] == [
        "2 to 14 months before the voyage: The guild booked a ship of the port authority.",
        "About ten months after the voyage: The port authority lost a ship.",
    ]


def test_facts_around_a_day_end_with_what_was_announced_and_is_not_on_record_as_done(tmp_path: Path) -> None:
    facts = [*FACTS, fact("plan", "The port authority planned a new ship.", "2020-01-12", "commitment", delivery="announced")]
    told = [*EVIDENCE, *evidence("plan", "almanac reports", "log silent")]
    around = context.around(record(tmp_path, {"facts": facts, "evidence": told}), "voyage", ["plan", "wreck"])
    assert [item.text for item in findings.around(around, "the voyage").items] == [
        "About ten months after the voyage: The port authority lost a ship. The port authority planned a new ship.",
        "By 1 January 2022 nothing of what was announced here is on record as done. The latest search for it: “Read whole.”",
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
    assert [rate(value) for value in (1274.39, 20.53, 2.04, 0.00479)] == ["1,300", "21", "2", "0.0048"]
    assert [times(value) for value in (1.4, 13.7, 4281.7)] == ["1.4 times", "about 14 times", "about 4,300 times"]


@pytest.mark.parametrize(
    ("note", "unit", "words"),
    [
        ("Read in part: 'over' five billion.", "billion ducats", "over 5 billion ducats"),
        ("Read in part: 'nearly' five.", "guests", "nearly 5 guests"),
        ("It went on for over a year.", "guests", "5 guests"),
        ("", "percent of output", "5% of output"),
    ],
)
def test_a_figure_is_as_round_as_its_source_has_it(tmp_path: Path, note: str, unit: str, words: str) -> None:
    rows = [{**measure("one", "soup trade", "freedonia", "2020", "5", unit), "note": note}]
    (row,) = record(tmp_path, {"measures": rows}).measures("soup trade")
    assert with_unit(row) == words
    assert words.startswith(hedged(row))


def test_a_share_of_a_hundred_has_one_sign_and_a_name_in_running_text_no_year(tmp_path: Path) -> None:
    assert [unit_words(unit) for unit in ("percent", "per cent of output", "percentages")] == ["%", "% of output", "percentages"]
    named = [{**row, "attribution": "Gazette (wire), about 2019"} if row["id"] == "gazette" else row for row in SOURCES]
    assert undated(record(tmp_path, {"sources": named}).record.sources["gazette"]) == "Gazette (wire)"


def test_where_nothing_is_known_one_sentence_says_so(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    counts, heads = context.breakdown(facts, "soup cargoes"), context.per_head(facts, ["ducks hatched"], "population")
    assert isinstance(findings.context_bottom_line(counts, (), None), Nothing)
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
