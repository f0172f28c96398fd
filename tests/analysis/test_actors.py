"""Who appears with whom, on what, and how the sides differ."""

from __future__ import annotations

from pathlib import Path

from osterlich import FACTS, nothing, record

from factbook.analysis import actors


def test_an_actor_appears_in_facts_it_is_in_said_or_owes_and_states_of_the_sides_are_left_out(tmp_path: Path) -> None:
    grid = actors.grid(record(tmp_path), fewest=1)
    assert [actor.id for actor in grid.actors] == ["port-authority", "firefly", "chicolini", "soup-guild"]
    assert {actor.id: grid.total(actor) for actor in grid.actors} == {"port-authority": 3, "firefly": 1, "chicolini": 1, "soup-guild": 3}


def test_the_grid_counts_an_actor_under_each_theme_of_its_facts(tmp_path: Path) -> None:
    grid = actors.grid(record(tmp_path), fewest=1)
    firefly = next(actor for actor in grid.actors if actor.id == "firefly")
    assert grid.busiest_theme(firefly).id == "duck-soup"
    assert [theme.id for theme in grid.themes] == ["trade", "duck-soup"]


def test_a_tie_takes_two_facts_and_crosses_between_sides_only(tmp_path: Path) -> None:
    network = actors.network(record(tmp_path), fewest=1)
    (tie,) = network.ties
    assert (tie.one.id, tie.other.id, [fact.id for fact in tie.facts]) == ("port-authority", "soup-guild", ["contract", "voyage"])
    assert tie.crosses
    assert network.crossing == (tie,)
    assert {place.actor.id for place in network.alone} == {"firefly", "chicolini"}


def test_places_are_a_column_a_side_and_the_same_every_time(tmp_path: Path) -> None:
    facts = record(tmp_path)
    network = actors.network(facts, fewest=1)
    assert [(place.column, place.actor.id) for place in network.places] == [
        (0, "port-authority"), (0, "firefly"), (1, "chicolini"), (2, "soup-guild"),
    ]  # fmt: skip
    assert actors.network(facts, fewest=1) == network


def test_a_profile_tells_who_speaks_and_who_owes_by_kind(tmp_path: Path) -> None:
    freedonia, sylvania, third = actors.profiles(record(tmp_path))
    assert [fact.id for fact in freedonia.of_kind("person").speaks] == ["boast"]
    assert [fact.id for fact in sylvania.of_kind("company").owes] == ["contract"]
    assert [fact.id for fact in third.speaks] == ["rumour"]
    assert [actor.id for actor in freedonia.of_kind("agency").actors] == ["port-authority"]


def test_presence_lists_a_kind_of_actor_by_side_in_the_facts_of_a_theme(tmp_path: Path) -> None:
    freedonia, sylvania = actors.present(record(tmp_path), "trade", "company")
    assert (freedonia.actors, [actor.id for actor in sylvania.actors]) == ((), ["soup-guild"])


def test_one_fact_less_unties_the_pair(tmp_path: Path) -> None:
    facts = record(tmp_path, {"facts": [row if row["id"] != "voyage" else {**row, "actors": "port-authority"} for row in FACTS]})
    assert actors.network(facts, fewest=1).ties == ()


def test_nothing_known_gives_an_empty_grid_network_and_profiles(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    assert actors.grid(facts).actors == ()
    assert (actors.network(facts).places, actors.network(facts).ties) == ((), ())
    assert not any(profile.facts for profile in actors.profiles(facts))
