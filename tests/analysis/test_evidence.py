"""Facts by standing, and the sources that carry most."""

from __future__ import annotations

from pathlib import Path

from freedonia import evidence
from osterlich import EVIDENCE, record

from factbook.analysis import evidence as analysed


def test_the_source_that_carries_most_comes_first_with_what_rests_on_its_origin_alone(tmp_path: Path) -> None:
    gazette, almanac, copy = analysed.weights(record(tmp_path))
    assert [(one.source.id, len(one.supports), len(one.alone)) for one in (gazette, almanac, copy)] == [
        ("gazette", 3, 2), ("almanac", 2, 1), ("copy", 1, 1),
    ]  # fmt: skip


def test_a_log_of_searches_carries_nothing_even_where_a_fact_rests_on_it(tmp_path: Path) -> None:
    rows = [row for row in EVIDENCE if row["fact"] != "wreck"] + evidence("wreck", "log reports")
    assert "log" not in {one.source.id for one in analysed.weights(record(tmp_path, {"evidence": rows}))}


def test_every_fact_has_one_standing(tmp_path: Path) -> None:
    facts = record(tmp_path)
    assert sum(len(chosen) for _, chosen in analysed.by_standing(facts)) == len(facts)
