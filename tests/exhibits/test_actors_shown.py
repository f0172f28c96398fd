"""How actors are shown: grids, networks and comparisons, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

from drawn import watched
from freedonia import evidence, fact
from osterlich import ACTORS, EVIDENCE, FACTS, GUILD, nothing, record

from factbook.analysis import actors
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.actor_words import short_name
from factbook.exhibits.exhibit import Figure, Findings, Heading, Nothing, Table
from factbook.record.rows import ActorRow


def test_the_bottom_line_tells_the_cast_the_voices_and_the_strongest_tie(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert findings.actors_bottom_line(actors.profiles(facts), actors.network(facts)).plain() == (
        "Freedonia appears with one agency and one person; Sylvania with one company. Freedonia speaks in one fact, Sylvania in none. "
        "The one tie between the sides is that of FPA and Soup Guild: two facts, one of them corroborated, the latest of 1 March 2019."
    )


def test_one_changed_actor_changes_the_sentence_about_the_tie_and_no_other(tmp_path: Path) -> None:
    rows = [{**row, "kind": "figure", "delivery": "", "value": "1", "unit": "ships"} if row["id"] == "voyage" else row for row in FACTS]
    before, after = record(tmp_path / "a"), record(tmp_path / "b", {"facts": rows})
    said = [findings.actors_bottom_line(actors.profiles(facts), actors.network(facts)) for facts in (before, after)]
    assert isinstance(said[0], Findings) and isinstance(said[1], Findings)
    changed = [old.text for old, new in zip(said[0].items, said[1].items, strict=True) if old.text != new.text]
    assert [text.split(" is ")[0] for text in changed] == ["The one tie between the sides"]


def test_headings_claim_what_the_record_holds(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert findings.network_heading(actors.network(facts)).text == "One tie, and it joins the sides"
    assert findings.sides_heading(actors.profiles(facts)).text == "Freedonia speaks more, no side owes"


def test_the_network_names_every_actor_in_words_and_draws_labels_apart(tmp_path: Path) -> None:
    with watched() as faults:
        figure = figures.who_with_whom(actors.network(record(tmp_path)))
    assert isinstance(figure, Figure)
    assert faults == []
    assert "Freedonian Port Authority (FPA) and Soup Guild (2)" in figure.alt
    assert "Firefly" not in figure.alt
    assert [row[2:3] + row[4:] for row in figure.rows] == [("yes", "1", "1 March 2019")]


def test_a_heading_calls_no_side_ahead_that_leads_by_a_fifth_or_less(tmp_path: Path) -> None:
    def heading(ours: int, theirs: int) -> str:
        owed = [("freedonia", place) for place in "abcdefgh"[:ours]] + [("sylvania", place) for place in "abcdefgh"[:theirs]]
        vow = {"actors": "freedonia;sylvania", "delivery": "announced"}
        rows = [fact(f"vow-{side}-{place}", f"A vow of {side}, {place}.", "2019", "commitment", said_by=side, owner=side, **vow)
                for side, place in owed]  # fmt: skip
        known = [line for row in rows for line in evidence(row["id"], "almanac reports")]
        kept = [row for row in FACTS if row["id"] != "boast"], [row for row in EVIDENCE if row["fact"] != "boast"]
        facts = record(tmp_path, {"facts": [*kept[0], *rows], "evidence": [*kept[1], *known]})
        return findings.sides_heading(actors.profiles(facts)).text

    assert heading(5, 4) == "The sides speak and owe alike"
    assert heading(4, 6) == "Sylvania speaks and owes more"


def test_the_ties_are_dated_weighed_and_told_apart_in_sentences(tmp_path: Path) -> None:
    more = [
        fact(
            f"feast-{place}",
            f"Firefly dined with the guild, {place}.",
            f"2020-0{place}",
            "event",
            delivery="done",
            actors=f"firefly;{GUILD}",
        )
        for place in "12"
    ]
    known = [line for row in more for line in evidence(row["id"], "almanac reports")]
    facts = record(tmp_path, {"facts": [*FACTS, *more], "evidence": [*EVIDENCE, *known]})
    assert findings.who_with_whom(actors.network(facts)).plain() == (
        "No tie between the sides is stronger than that of FPA and Soup Guild: two facts, one of them corroborated, the latest of "
        "1 March 2019. One of the two ties between the sides has a fact later than 2 January 2020; the latest of the other one is of "
        "1 March 2019. In one of the two no fact is corroborated: Rufus Firefly with Soup Guild. By kind, the ties between the sides join "
        "agencies with companies (1) and companies with people (1)."
    )


def test_a_side_is_said_to_be_absent_from_a_theme_only_where_nobody_of_it_appears(tmp_path: Path) -> None:
    rows = [{**row, "actors": "freedonia"} if row["id"] == "boast" else row for row in FACTS]
    facts = record(tmp_path, {"facts": rows})
    told = "Nobody of Sylvania, the state included, appears in the facts shown on “duck soup”."
    assert told in findings.actors_by_theme(actors.grid(facts, fewest=1), facts.record).plain()
    rows = [{**row, "actors": "sylvania"} if row["id"] == "boast" else row for row in FACTS]
    facts = record(tmp_path, {"facts": rows})
    assert "Nobody" not in findings.actors_by_theme(actors.grid(facts, fewest=1), facts.record).plain()


def test_many_third_parties_of_one_group_keep_their_names_apart(tmp_path: Path) -> None:
    names = [f"Grand Lodge of the {place} Bakers and Brewers" for place in ("Northern", "Southern", "Eastern", "Western")]
    lodges = [{"id": f"lodge-{place}", "name": name, "kind": "organisation", "side": "third party", "definition": "A lodge."}
              for place, name in zip("abcd", names, strict=True)]  # fmt: skip
    joined = ";".join(lodge["id"] for lodge in lodges)
    rows = [{**row, "actors": f"{row['actors']};{joined}"} if row["id"] in ("contract", "voyage") else row for row in FACTS]
    with watched() as faults:
        figure = figures.who_with_whom(actors.network(record(tmp_path, {"facts": rows, "actors": [*ACTORS, *lodges]})))
    assert isinstance(figure, Figure)
    assert faults == []


def test_what_a_search_found_no_case_of_is_named(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert (
        findings.unfound(facts, ["wreck", "voyage"]).plain() == "Our own search for a case of “The port authority lost a ship” found none."
    )
    assert findings.unfound(facts, ["voyage"]).plain() == "No search of ours belongs to the facts shown."


def test_the_same_record_draws_the_same_bytes(tmp_path: Path) -> None:
    first, second = (figures.who_with_whom(actors.network(record(tmp_path))) for _ in range(2))
    assert isinstance(first, Figure) and isinstance(second, Figure)
    assert first.svg == second.svg


def test_the_grid_and_the_comparison_have_their_numbers_as_a_table_too(tmp_path: Path) -> None:
    facts = record(tmp_path)
    with watched() as faults:
        grid, sides = figures.actors_by_theme(actors.grid(facts, fewest=1)), figures.sides_compared(actors.profiles(facts))
    assert isinstance(grid, Figure) and isinstance(sides, Figure)
    assert faults == []
    assert [column.label for column in grid.columns] == ["Theme", "FPA", "Rufus Firefly", "Chicolini", "Soup Guild"]
    assert sum(int(str(row[2])) for row in sides.rows) == 5


def test_facts_named_by_a_chapter_are_listed_in_order_and_unknown_ones_left_out(tmp_path: Path) -> None:
    table = tables.facts_named(record(tmp_path), ["wreck", "voyage", "never-heard-of"], "ships")
    assert isinstance(table, Table)
    assert table.caption == "Two facts on ships, in order of date."
    assert [row[0] for row in table.rows] == ["1 March 2019", "11 January 2020"]


def test_facts_named_by_a_chapter_are_left_out_where_the_edition_leaves_them_out(tmp_path: Path) -> None:
    table = tables.facts_named(record(tmp_path, since="2020"), ["wreck", "voyage"], "ships")
    assert isinstance(table, Table) and [row[0] for row in table.rows] == ["11 January 2020"]


def test_facts_named_may_be_told_by_whose_they_are(tmp_path: Path) -> None:
    table = tables.facts_named(record(tmp_path), {"The guild": ["contract"], "The port": ["wreck", "voyage"], "Nobody": []}, "ships")
    assert isinstance(table, Table)
    assert table.caption == "Three facts on ships, by whose they are."
    assert [(row[0], row[1]) for row in table.rows] == [("The guild", "2018"), ("The port", "1 March 2019"), ("", "11 January 2020")]


def test_the_abbreviation_behind_a_name_stands_for_it_where_it_is_shorter() -> None:
    rows = [ActorRow(**ACTORS[3]), ActorRow(**{**ACTORS[3], "name": "Sat (LuxSatellite)"}), ActorRow(**ACTORS[4])]
    assert [short_name(row) for row in rows] == ["FPA", "Sat", "Soup Guild"]


def test_where_nothing_is_known_one_sentence_says_so(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    profiles, network, grid = actors.profiles(facts), actors.network(facts), actors.grid(facts)
    assert isinstance(findings.actors_bottom_line(profiles, network), Nothing)
    shown = [
        figures.actors_by_theme(grid),
        figures.who_with_whom(network),
        figures.sides_compared(profiles),
        tables.facts_named(facts, ["wreck"], "ships"),
    ]
    shown += [findings.actors_by_theme(grid, facts.record), findings.who_with_whom(network), findings.sides_compared(profiles)]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
    assert all(isinstance(one, Heading) for one in (findings.network_heading(network), findings.sides_heading(profiles)))
