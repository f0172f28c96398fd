"""Measures by subject and year, side against side, per head, and around a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from freedonia import evidence, fact
from osterlich import EVIDENCE, FACTS, MEASURES, measure, nothing, record

from factbook.analysis import context


def test_a_breakdown_ranks_subjects_and_knows_which_are_the_sides(tmp_path: Path) -> None:
    cargoes = context.breakdown(record(tmp_path), "soup cargoes")
    assert [(one.subject, one.side, one.total) for one in cargoes.series] == [("Utopia", "", 7.0), ("Freedonia", "Freedonia", 3.0)]
    assert (cargoes.years, cargoes.total) == ((2018, 2021), 10.0)


def test_a_year_without_a_figure_is_a_gap_and_not_nought(tmp_path: Path) -> None:
    utopia = context.breakdown(record(tmp_path), "soup cargoes").series[0]
    assert utopia.points == ((2019, 4.0), (2021, 3.0))


def test_a_subject_that_sums_up_the_others_can_be_left_out(tmp_path: Path) -> None:
    rows = [*MEASURES, measure("cargo-all", "soup cargoes", "all states", "2018/2021", "10", "cargoes")]
    assert context.breakdown(record(tmp_path, {"measures": rows}), "soup cargoes", without="all states").total == 10


def test_measures_are_cut_to_the_window_of_the_edition(tmp_path: Path) -> None:
    assert context.breakdown(record(tmp_path, since="2019", until="2019"), "soup cargoes").years == (2019, 2019)


def test_only_indicators_that_every_side_has_are_compared(tmp_path: Path) -> None:
    (ducks,) = context.compared(record(tmp_path), ["ducks hatched", "Freedonian guests", "soup cargoes"])
    assert [one.side for one in ducks.series] == ["Freedonia", "Sylvania"]
    assert ducks.shared_years == (2020,)
    assert ducks.ahead(ducks.series[0]) == (2020,)


def test_per_head_takes_the_latest_shared_year_and_the_nearest_population(tmp_path: Path) -> None:
    (ducks,) = context.per_head(record(tmp_path), ["ducks hatched"], "population")
    assert (ducks.year, ducks.highest) == (2020, "Sylvania")
    assert [ducks.per_million(side) for side in ("Freedonia", "Sylvania")] == pytest.approx([100, 500])
    assert ducks.ratio == pytest.approx(5)


def test_tracks_keep_the_sides_alone_or_together_and_leave_texts_out(tmp_path: Path) -> None:
    tracks = context.tracks(record(tmp_path), ["Freedonian guests", "soup trade", "soup cargoes", "flag"])
    assert [(track.indicator, track.series[0].subject) for track in tracks] == [
        ("Freedonian guests", "Sylvania"), ("soup trade", "Freedonia–Sylvania"), ("soup cargoes", "Freedonia"),
    ]  # fmt: skip
    assert tracks[0].series[0].rises


@pytest.mark.parametrize(
    ("indicator", "periods", "comparable"),
    [
        ("soup trade", ("2018-01/2018-09", "2019"), False),  # nine months beside a year
        ("soup trade", ("2018-04/2019-03", "2020"), True),  # a fiscal year beside a calendar year
        ("cumulative soup trade", ("2000-01/2018-09", "2019"), True),  # a running total
        ("Freedonian guests", ("2018", "2020-06"), True),  # a state at a time
    ],
)
def test_sums_over_spans_of_unlike_length_cannot_be_compared(
    tmp_path: Path, indicator: str, periods: tuple[str, str], comparable: bool
) -> None:
    rows = [measure(f"a-{place}", indicator, "Freedonia–Sylvania", period, "7", "ducats") for place, period in enumerate(periods)]
    (track,) = context.tracks(record(tmp_path, {"measures": rows}), [indicator])
    assert track.series[0].comparable is comparable


def test_figures_a_hundredfold_apart_are_far_apart_unless_one_is_nought(tmp_path: Path) -> None:
    said = []
    for place, lowest in enumerate(("10", "11", "0")):
        rows = [measure("f", "ducks", "freedonia", "2020", "1000", "ducks"), measure("s", "ducks", "sylvania", "2020", lowest, "ducks")]
        said.append(context.compared(record(tmp_path / str(place), {"measures": rows}), ["ducks"])[0].far_apart)
    assert said == [True, False, False]


def test_a_published_rate_and_the_year_of_the_population_go_with_a_rate_per_head(tmp_path: Path) -> None:
    rates = [measure(f"rate-{side}", "ducks hatched per million people", side, "2017", "9", "ducks") for side in ("freedonia", "sylvania")]
    (ducks,) = context.per_head(record(tmp_path, {"measures": [*MEASURES, *rates]}), ["ducks hatched"], "population")
    assert ducks.people_of == ("2019", "2021")
    assert ducks.published is not None
    assert ducks.published.shared_years == (2017,)
    assert context.per_head(record(tmp_path / "without"), ["ducks hatched"], "population")[0].published is None


def test_a_count_of_people_is_a_share_of_its_sides_population(tmp_path: Path) -> None:
    share = context.share_of_people(record(tmp_path), "Freedonian guests", "population")
    assert share is not None
    assert (share.side, share.percent) == ("Sylvania", pytest.approx(1.5))


def test_neighbours_know_how_many_days_lie_between_as_far_as_dates_go(tmp_path: Path) -> None:
    contract, wreck = context.around(record(tmp_path), "voyage", ["wreck", "contract", "unknown"])
    assert (contract.shortest, contract.longest) == (-424, -60)
    assert (wreck.shortest, wreck.longest) == (316, 316)


def test_a_promise_is_open_until_a_fact_fulfils_it_and_knows_what_was_searched(tmp_path: Path) -> None:
    facts = [
        *FACTS,
        fact("plan", "The port authority planned a new ship.", "2020-03", "commitment", delivery="announced"),
        fact("launch", "A new ship was launched.", "2021", "event", delivery="done"),
    ]
    changes = {
        "facts": facts,
        "evidence": [*EVIDENCE, *evidence("plan", "almanac reports", "log silent"), *evidence("launch", "copy reports")],
    }
    kept = [{"from": "launch", "relation": "fulfils", "to": "plan"}]
    before, after = (
        context.around(record(tmp_path / name, {**changes, "links": links}), "voyage", ["wreck", "plan"])
        for name, links in (("before", []), ("after", kept))
    )
    assert [(one.fact.id, one.open) for one in before] == [("wreck", False), ("plan", True)]
    assert before[1].searches == ("Read whole.",)
    assert not after[1].open


def test_neighbours_outside_the_edition_are_left_out(tmp_path: Path) -> None:
    assert [one.fact.id for one in context.around(record(tmp_path, since="2020"), "voyage", ["wreck", "contract"])] == ["wreck"]


def test_nothing_known_gives_nothing_to_compare(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    assert context.breakdown(facts, "soup cargoes").series == ()
    assert context.compared(facts, ["ducks hatched"]) == context.per_head(facts, ["ducks hatched"], "population") == ()
    assert context.tracks(facts, ["soup trade"]) == context.around(facts, "voyage", ["wreck"]) == ()
    assert context.share_of_people(facts, "Freedonian guests", "population") is None
