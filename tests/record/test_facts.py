"""The record seen from a horizon: what is known, with which standing, and what a selection keeps of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from edits import TINY, add, cell, copy_of_tiny

from factbook.errors import ParameterError
from factbook.record import package as packages
from factbook.record.facts import Facts, published
from factbook.record.selection import Selection
from factbook.record.standing import LABELS


def load(**parameters: object) -> Facts:
    return Facts.load(package=str(TINY), **parameters)


def ids(facts: Facts) -> list[str]:
    return [fact.id for fact in facts]


def test_facts_stand_in_order_of_date() -> None:
    assert ids(load()) == ["bridge-promised", "bridge-length", "bridge-opened"]


def test_the_default_horizon_is_the_latest_date_among_the_sources() -> None:
    assert load().horizon == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        ("2019-03-19", []),
        ("2019-03-20", ["bridge-promised"]),
        ("2021-06-01", ["bridge-promised"]),
        ("2021-06-02", ["bridge-promised", "bridge-length", "bridge-opened"]),
    ],
)
def test_a_fact_is_known_from_the_day_its_first_report_came_out(as_of: str, known: list[str]) -> None:
    assert ids(load(as_of=as_of)) == known


def test_a_fact_says_since_when_it_is_known() -> None:
    assert {fact.id: str(fact.known_from) for fact in load()} == {
        "bridge-promised": "2019-03-20",
        "bridge-length": "2021-06-02",
        "bridge-opened": "2021-06-02",
    }


def test_standing_rests_on_what_was_published_by_the_horizon() -> None:
    assert load(as_of="2023-12-30")["bridge-length"].standing.label == "single source"
    assert load(as_of="2023-12-31")["bridge-length"].standing.label == "disputed"


def test_evidence_links_sources_and_measures_appear_with_their_horizon() -> None:
    early, late = load(as_of="2021-06-02"), load(as_of="2021-06-30")
    assert [item.source.id for item in early["bridge-opened"].evidence] == ["paper-2021"]
    assert [item.source.id for item in late["bridge-opened"].evidence] == ["paper-2021", "copy-2021"]
    assert early.record.linked("bridge-promised") == (("fulfils", "to", "bridge-opened"),)
    assert load(as_of="2020").record.linked("bridge-promised") == ()
    assert (len(early.measures()), len(load(as_of="2020").measures())) == (1, 0)


def test_a_source_counts_from_the_last_day_it_may_have_come_out_but_not_after_it_was_read(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path, cell("sources.csv", 2, "date_published", ""), cell("sources.csv", 5, "date_published", "2024~"))
    sources = {source.id: str(published(source)) for source in packages.read(copy).sources}
    assert sources == {"release-2019": "2024-01-10", "paper-2021": "2021-06-02", "copy-2021": "2021-06-30", "survey-2023": "2024-01-10"}


def test_a_fact_is_not_known_through_silence_dispute_or_older_support(tmp_path: Path) -> None:
    older = add("evidence.csv", "bridge-length", "release-2019", "refines", "", "", "", "Read whole: a bridge of about 100 metres.")
    facts = Facts.load(package=str(copy_of_tiny(tmp_path, older)), as_of="2020")
    assert "bridge-length" not in facts.record.facts


@pytest.mark.parametrize(
    ("parameters", "kept"),
    [
        ({"since": "2021-06-01"}, ["bridge-length", "bridge-opened"]),
        ({"since": "2021-06-02"}, ["bridge-length"]),
        ({"until": "2019"}, ["bridge-promised"]),
        ({"since": "2022"}, []),
        ({"themes": "surveys"}, ["bridge-length"]),
        ({"themes": ["surveys", "bridges"]}, ["bridge-promised", "bridge-length", "bridge-opened"]),
        ({"actors": "south"}, ["bridge-promised", "bridge-opened"]),
        ({"actors": "road-office"}, ["bridge-length"]),
        ({"sides": "South"}, ["bridge-promised", "bridge-opened"]),
        ({"standing": "disputed, unconfirmed"}, ["bridge-promised", "bridge-length"]),
        ({"themes": "bridges", "sides": "South", "standing": "single source"}, ["bridge-opened"]),
    ],
)
def test_a_selection_keeps_what_fits_every_parameter(parameters: dict[str, object], kept: list[str]) -> None:
    assert ids(load(**parameters)) == kept


def test_what_is_known_stays_within_reach_when_it_is_not_selected() -> None:
    facts = load(themes="surveys")
    assert "bridge-opened" not in facts
    assert facts["bridge-opened"].statement.startswith("The bridge between")
    assert len(facts) == 1


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"kind": "event"}, ["bridge-opened"]),
        ({"delivery": "announced"}, ["bridge-promised"]),
        ({"side": "South", "theme": "bridges"}, ["bridge-promised", "bridge-opened"]),
        ({"said_by": "road-office"}, ["bridge-length"]),
        ({"source": "copy-2021"}, ["bridge-opened"]),
        ({"actor": "road-office"}, ["bridge-length"]),
        ({"actor": "nobody"}, []),
    ],
)
def test_facts_can_be_narrowed_by_what_they_have(wanted: dict[str, str], kept: list[str]) -> None:
    assert ids(load().where(**wanted)) == kept


@pytest.mark.parametrize(
    ("name", "parameter", "values"),
    [
        ("theme", "themes", ["bridges", "surveys"]),
        ("actor", "actors", ["north", "south", "road-office"]),
        ("side", "sides", ["North", "South", "third party"]),
        ("standing", "standing", list(LABELS)),
    ],
)
def test_facts_are_narrowed_by_the_rule_by_which_they_are_selected(tmp_path: Path, name: str, parameter: str, values: list[str]) -> None:
    copy = str(copy_of_tiny(tmp_path, cell("actors.csv", 4, "side", "third party")))
    everything = Facts.load(package=copy)
    by_value = {value: ids(everything.where(**{name: value})) for value in values}
    assert by_value == {value: ids(Facts.load(package=copy, **{parameter: value})) for value in values}
    assert any(by_value.values())


def test_facts_cannot_be_narrowed_by_what_they_do_not_have() -> None:
    with pytest.raises(ParameterError, match=r"Facts cannot be narrowed by 'themes'\. Did you mean 'theme'\?"):
        load().where(themes="bridges")


def test_a_fact_that_is_not_known_is_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(ParameterError, match=r"No fact 'bridge-opend' is known on 2023-12-31\. Did you mean 'bridge-opened'\?"):
        load()["bridge-opend"]


def test_a_selection_is_known_on_another_day_as_well() -> None:
    facts = load(themes="bridges")
    assert ids(facts.at("2020")) == ["bridge-promised"]
    assert facts.at().horizon == date(2022, 12, 31)
    assert load(as_of="0001").at().horizon == date(1, 12, 31)


def test_facts_selected_by_an_edition_are_known_on_another_day_as_the_same_edition() -> None:
    class Edition(Selection):
        compare_to: str = ""

    chosen = Edition(themes=("bridges",), compare_to="2020")
    earlier = Facts.select(packages.read(TINY), chosen).at("2020")
    assert ids(earlier) == ["bridge-promised"]
    assert earlier.selection == Edition(themes=("bridges",), compare_to="2020", as_of="2020-12-31")
    assert earlier.selection.model_fields_set == {"themes", "compare_to", "as_of"}


def test_sources_of_a_selection_are_those_of_its_facts() -> None:
    assert [source.id for source in load(themes="surveys").sources] == ["paper-2021", "survey-2023"]


def test_measures_are_found_by_indicator_or_subject() -> None:
    assert [row.id for row in load().measures("cost")] == ["bridge-cost-2021"]
    assert [row.id for row in load().measures(subject="north")] == ["bridge-cost-2021"]
    assert load().measures("cost", "south") == ()


def test_an_unknown_id_is_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(ParameterError, match=r"'themes' cannot have 'bridge'\. Did you mean 'bridges'"):
        load(themes="bridge")
    with pytest.raises(ParameterError, match=r"'sides' cannot have 'Suoth'\. Did you mean 'South'"):
        load(sides=["Suoth"])
