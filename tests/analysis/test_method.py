"""Coverage, standings, reading, searches, one-sided facts and corrections."""

from __future__ import annotations

from pathlib import Path

from osterlich import nothing, record

from factbook.analysis import method
from factbook.record import standing


def test_the_rules_stand_in_the_order_in_which_they_are_written_down_and_applied(tmp_path: Path) -> None:
    """The order is the docstring's, and each fact of the record has the first of the rules that fits it."""
    labels = [rule.label for rule in method.standing_rules(record(tmp_path))]
    assert labels == ["disputed", "corroborated", "unconfirmed", "single source"]
    written = [(standing.__doc__ or "").index(f". `{label}`") for label in labels]
    assert written == sorted(written)


def test_a_log_of_searches_is_no_source_under_any_aspect(tmp_path: Path) -> None:
    facts = record(tmp_path)
    found = {
        source.id for one in (*method.coverage(facts), method.coverage_by_year(facts)) for group in one.groups for source in group.sources
    }
    assert found == {"gazette", "almanac", "copy"}


def test_the_texts_that_matter_most_say_whether_they_were_read_whole(tmp_path: Path) -> None:
    reading = method.reading(record(tmp_path))
    assert [(text.source.id, len(text.supports), text.whole) for text in reading.weightiest] == [
        ("gazette", 3, True), ("almanac", 2, True), ("copy", 1, True),
    ]  # fmt: skip
    assert [text.source.id for text in reading.primary] == ["gazette"]


def test_every_source_is_counted_once_under_each_aspect(tmp_path: Path) -> None:
    facts = record(tmp_path)
    side, kind, language, reliability = method.coverage(facts)
    assert {one.total for one in (side, kind, language, reliability)} == {3}
    assert [(group.value, len(group.sources)) for group in side.groups] == [("third party", 2), ("Freedonia", 1)]
    assert [(group.value, len(group.sources)) for group in language.groups] == [("en", 2), ("de", 1)]


def test_sources_are_counted_by_year_in_order(tmp_path: Path) -> None:
    years = method.coverage_by_year(record(tmp_path))
    assert [(group.value, len(group.sources)) for group in years.groups] == [("2019", 1), ("2020", 1), ("2021", 1)]


def test_a_copy_goes_back_to_its_origin(tmp_path: Path) -> None:
    assert method.origins(record(tmp_path)) == ("almanac", "gazette")


def test_the_rules_are_given_in_the_words_they_are_written_in(tmp_path: Path) -> None:
    rules = method.standing_rules(record(tmp_path))
    assert sorted(rule.label for rule in rules) == sorted(standing.LABELS)
    assert all(len(rule.words.split()) > 1 for rule in rules)
    assert sum(len(rule.facts) for rule in rules) == 5


def test_a_note_says_whether_the_whole_page_was_read_and_a_search_is_no_reading(tmp_path: Path) -> None:
    reading = method.reading(record(tmp_path))
    assert (len(reading.whole), len(reading.partly), reading.total) == (5, 1, 6)
    assert [fact.id for fact in reading.only_partly] == ["boast"]


def test_a_search_that_found_nothing_is_listed_with_its_fact(tmp_path: Path) -> None:
    silence = method.silence(record(tmp_path))
    assert [search.fact.id for search in silence.searches] == ["wreck"]
    assert silence.pages == ()


def test_a_shared_fact_known_from_one_sides_publishers_leans_to_that_side(tmp_path: Path) -> None:
    leaning = method.leaning(record(tmp_path))
    assert [fact.id for fact in leaning.shared] == ["contract", "voyage", "boast"]
    assert {side: [fact.id for fact in facts] for side, facts in leaning.by_side} == {
        "Freedonia": ["contract", "boast"], "Sylvania": [], "third party": [],
    }  # fmt: skip
    assert leaning.balanced == ()


def test_single_origin_facts_are_those_one_origin_supports(tmp_path: Path) -> None:
    assert [fact.id for fact in method.single_origin(record(tmp_path))] == ["contract", "boast", "wreck", "rumour"]


def test_corrections_are_those_made_by_the_horizon_facts_of_the_edition_first(tmp_path: Path) -> None:
    corrections = method.corrections(record(tmp_path, as_of="2023-01-01"))
    assert [row.row for row in corrections.rows] == ["wreck", "copy"]
    assert corrections.by_field == (("date", 1), ("url", 1))
    assert method.corrections(record(tmp_path, as_of="2022-03-01")).rows == corrections.rows[:1]


def test_nothing_known_has_no_coverage(tmp_path: Path) -> None:
    facts = nothing(tmp_path)
    assert {one.total for one in method.coverage(facts)} == {0}
    assert (method.reading(facts).total, method.silence(facts).searches, method.corrections(facts).rows) == (0, (), ())
    assert all(rule.facts == () for rule in method.standing_rules(facts))
