"""How actors are shown: grids, networks and comparisons, and a sentence where nothing is left."""

from __future__ import annotations

from pathlib import Path

from drawn import watched
from osterlich import ACTORS, FACTS, nothing, record

from factbook.analysis import actors
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.actor_words import short_name
from factbook.exhibits.exhibit import Figure, Findings, Heading, Nothing, Table
from factbook.record.rows import ActorRow


def test_the_bottom_line_tells_the_cast_the_voices_and_the_strongest_tie(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert findings.actors_bottom_line(actors.profiles(facts), actors.network(facts, fewest=1)).plain() == (
        "Freedonia appears with one agency and one person; Sylvania with one company. Freedonia speaks in one fact, Sylvania in none. "
        "The strongest tie between the sides is that of FPA and Soup Guild, who appear together in two facts."
    )


def test_one_changed_actor_changes_the_sentence_about_the_tie_and_no_other(tmp_path: Path) -> None:
    rows = [row if row["id"] != "voyage" else {**row, "actors": "port-authority;freedonia;sylvania"} for row in FACTS]
    before, after = record(tmp_path / "a"), record(tmp_path / "b", {"facts": rows})
    said = [findings.actors_bottom_line(actors.profiles(facts), actors.network(facts, fewest=1)) for facts in (before, after)]
    assert isinstance(said[0], Findings) and isinstance(said[1], Findings)
    changed = [old.text for old, new in zip(said[0].items, said[1].items, strict=True) if old.text != new.text]
    assert [text.split(" is ")[0] for text in changed] == ["The strongest tie between the sides"]


def test_headings_claim_what_the_record_holds(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert findings.network_heading(actors.network(facts, fewest=1)).text == "One tie, and it joins the sides"
    assert findings.sides_heading(actors.profiles(facts)).text == "Freedonia speaks more, Sylvania owes more"


def test_the_network_names_every_actor_in_words_and_draws_labels_apart(tmp_path: Path) -> None:
    with watched() as faults:
        figure = figures.who_with_whom(actors.network(record(tmp_path), fewest=1))
    assert isinstance(figure, Figure)
    assert faults == []
    assert "Freedonian Port Authority (FPA) and Soup Guild (2)" in figure.alt
    assert figure.alt.endswith("Without any tie: Rufus Firefly and Chicolini.")
    assert [row[2] for row in figure.rows] == ["yes"]


def test_the_same_record_draws_the_same_bytes(tmp_path: Path) -> None:
    first, second = (figures.who_with_whom(actors.network(record(tmp_path), fewest=1)) for _ in range(2))
    assert isinstance(first, Figure) and isinstance(second, Figure)
    assert first.svg == second.svg


def test_the_grid_and_the_comparison_have_their_numbers_as_a_table_too(tmp_path: Path) -> None:
    facts = record(tmp_path)
    with watched() as faults:
        grid, sides = figures.actors_by_theme(actors.grid(facts, fewest=1)), figures.sides_compared(actors.profiles(facts))
    assert isinstance(grid, Figure) and isinstance(sides, Figure)
    assert faults == []
    assert [column.label for column in grid.columns] == ["Theme", "FPA", "Rufus Firefly", "Chicolini", "Soup Guild"]
    assert sum(int(str(row[2])) for row in sides.rows) == 6


def test_facts_named_by_a_chapter_are_listed_in_order_and_unknown_ones_left_out(tmp_path: Path) -> None:
    table = tables.facts_named(record(tmp_path), ["wreck", "voyage", "never-heard-of"], "ships")
    assert isinstance(table, Table)
    assert table.caption == "Two facts on ships, in order of date."
    assert [row[0] for row in table.rows] == ["1 March 2019", "11 January 2020"]


def test_facts_named_by_a_chapter_are_left_out_where_the_edition_leaves_them_out(tmp_path: Path) -> None:
    table = tables.facts_named(record(tmp_path, since="2020"), ["wreck", "voyage"], "ships")
    assert isinstance(table, Table) and [row[0] for row in table.rows] == ["11 January 2020"]


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
