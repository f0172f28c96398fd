"""Who appears with whom, on what, and how the sides differ."""

from __future__ import annotations

from pathlib import Path

from freedonia import evidence, fact
from osterlich import CHICOLINI, EVIDENCE, FACTS, GUILD, nothing, record

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
    network = actors.network(record(tmp_path))
    (tie,) = network.ties
    assert (tie.one.id, tie.other.id, [fact.id for fact in tie.facts]) == ("port-authority", "soup-guild", ["contract", "voyage"])
    assert tie.crosses
    assert network.crossing == (tie,)
    assert ([fact.id for fact in tie.corroborated], tie.latest.id) == (["voyage"], "voyage")
    assert {actor.id for actor in network.actors} == {"port-authority", "soup-guild"}


def test_who_only_says_it_is_not_with_those_it_names_but_who_owes_it_is(tmp_path: Path) -> None:
    def ties(**role: str) -> set[tuple[str, str]]:
        more = [
            fact(f"word-{place}", f"The guild was spoken of, {place}.", "2020", "statement", actors=f"{GUILD};freedonia", **role)
            for place in "ab"
        ]
        facts = record(
            tmp_path,
            {
                "facts": [*FACTS, *more],
                "evidence": [*EVIDENCE, *(row for place in "ab" for row in evidence(f"word-{place}", "almanac reports"))],
            },
        )
        return {(tie.one.id, tie.other.id) for tie in actors.network(facts).ties}

    pair = ("port-authority", "soup-guild")
    assert ties(said_by=CHICOLINI) == {pair}
    assert ties(owner=CHICOLINI) == {pair, ("chicolini", "soup-guild")}


def test_a_count_joins_nobody(tmp_path: Path) -> None:
    rows = [{**row, "kind": "figure", "delivery": "", "value": "1", "unit": "ships"} if row["id"] == "voyage" else row for row in FACTS]
    assert actors.network(record(tmp_path, {"facts": rows})).ties == ()


def test_a_tie_is_recent_by_its_latest_fact_within_two_years_of_the_horizon(tmp_path: Path) -> None:
    for horizon, recent in (("2021-02-01", True), ("2022-01-01", False)):
        network = actors.network(record(tmp_path, as_of=horizon))
        assert [network.is_recent(tie) for tie in network.ties] == [recent]


def test_groups_do_not_touch_and_are_the_same_every_time(tmp_path: Path) -> None:
    more = [
        fact(
            f"feast-{place}",
            f"Firefly and Chicolini dined, {place}.",
            "2020",
            "event",
            delivery="done",
            actors=f"firefly;{CHICOLINI};sylvania",
        )
        for place in "ab"
    ]
    known = [row for place in "ab" for row in evidence(f"feast-{place}", "almanac reports")]
    facts = record(tmp_path, {"facts": [*FACTS, *more], "evidence": [*EVIDENCE, *known]})
    network = actors.network(facts)
    first, second = network.groups
    assert [[actor.id for actor in column] for column in first.columns] == [["port-authority"], ["soup-guild"]]
    assert ([[actor.id for actor in column] for column in second.columns], [actor.id for actor in second.between]) == (
        [["firefly"], []],
        ["chicolini"],
    )
    assert (first.centre.id, second.centre.id) == ("port-authority", "firefly")
    assert actors.network(facts) == network


def test_a_profile_tells_who_speaks_and_who_owes_by_kind_in_facts_between_the_sides(tmp_path: Path) -> None:
    freedonia, sylvania, third = actors.profiles(record(tmp_path))
    assert [fact.id for fact in freedonia.of_kind("person").speaks] == ["boast"]
    assert third.speaks == ()  # the rumour is of one side
    assert [actor.id for actor in freedonia.of_kind("agency").actors] == ["port-authority"]
    assert [fact.id for fact in sylvania.facts] == ["contract", "voyage", "boast"]


def test_what_is_done_is_not_owed(tmp_path: Path) -> None:
    rows = [{**row, "delivery": "announced"} if row["id"] == "contract" else row for row in FACTS]
    kept = {"facts": rows, "links": [{"from": "voyage", "relation": "fulfils", "to": "contract"}]}
    owed = [actors.profiles(record(tmp_path, changes))[1].owes for changes in (None, {"facts": rows}, kept)]
    assert [[fact.id for fact in facts] for facts in owed] == [[], ["contract"], []]


def test_a_side_is_without_a_theme_only_where_not_even_its_state_appears(tmp_path: Path) -> None:
    def without(**changes: str) -> list[tuple[str, str]]:
        rows = [{**row, "actors": "freedonia", **changes} if row["id"] == "boast" else row for row in FACTS]
        return [(side, theme.id) for side, theme, _ in actors.grid(record(tmp_path, {"facts": rows}), fewest=1).without]

    assert without() == [("Sylvania", "duck-soup")]
    assert without(actors="sylvania") == []
    assert without(said_by="firefly;sylvania") == []


def test_one_fact_less_unties_the_pair(tmp_path: Path) -> None:
    facts = record(tmp_path, {"facts": [row if row["id"] != "voyage" else {**row, "actors": "port-authority"} for row in FACTS]})
    assert actors.network(facts).ties == ()


def test_nothing_known_gives_an_empty_grid_network_and_profiles(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    assert actors.grid(facts).actors == ()
    assert (actors.network(facts).groups, actors.network(facts).ties) == ((), ())
    assert not any(profile.facts for profile in actors.profiles(facts))
