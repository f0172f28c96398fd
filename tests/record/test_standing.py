"""The standing rule, case by case: who says it, whom it is about, who disputes it, and what it adds up to."""

from __future__ import annotations

import pytest

from factbook.record.rows import ActorRow, EvidenceRow, FactRow, SourceRow
from factbook.record.standing import Standing, origin, standing

ACTORS = {
    id_: ActorRow(id=id_, name=name, kind=kind, side=side, definition="An actor.")  # type: ignore[arg-type]
    for id_, name, kind, side in [
        ("north", "North", "state", "North"),
        ("road-office", "Road Office", "agency", "North"),
        ("builders", "Bridge Builders", "company", "North"),
        ("south", "South", "state", "South"),
        ("league", "League of Rivers", "organisation", "third party"),
    ]
}
# sources: id → (voice, what it retells)
SOURCES = {
    "release": ("north", ""),
    "second-release": ("north", ""),
    "wire": ("north", "release"),
    "rewrite": ("third party", "wire"),
    "office-page": ("road-office", ""),
    "builders-page": ("builders", ""),
    "southern-release": ("south", ""),
    "paper": ("third party", ""),
    "copy-of-paper": ("third party", "paper"),
    "other-paper": ("third party", ""),
    "league-report": ("league", ""),
    "search-log": ("third party", ""),
}
KINDS = {"search-log": {"kind": "search log"}}
CASES = [
    # the case in words, whom the fact is about, the evidence, the standing
    ("one government about itself", "north", "release", "unconfirmed"),
    ("one government about itself in two releases", "north", "release second-release", "unconfirmed"),
    ("a government and its own agency", "north", "release office-page", "unconfirmed"),
    ("an agency about its state", "north", "office-page", "unconfirmed"),
    ("a government about a company of its side", "builders", "release", "unconfirmed"),
    ("a company about itself", "builders", "builders-page", "unconfirmed"),
    ("a release with its wire copy and a rewrite", "north", "release wire rewrite", "single source"),
    ("a rewrite alone, in a third party's voice", "north", "rewrite", "single source"),
    ("one government about the other alone", "south", "release", "single source"),
    ("a company about the other side's state", "south", "builders-page", "single source"),
    ("one newspaper", "north", "paper", "single source"),
    ("one newspaper and its copy", "north", "paper copy-of-paper", "single source"),
    ("two newspapers of their own", "north", "paper other-paper", "corroborated"),
    ("a government and a newspaper", "north", "release paper", "corroborated"),
    ("both governments", "north south", "release southern-release", "corroborated"),
    ("a government and a company of its side", "north", "release builders-page", "corroborated"),
    ("a newspaper and a named organisation", "north", "paper league-report", "corroborated"),
    ("one newspaper, and a search that found nothing more", "north", "paper search-log:silent", "unconfirmed"),
    ("two newspapers, and a search that found nothing more", "north", "paper other-paper search-log:silent", "corroborated"),
    ("a newspaper that another disputes", "north", "paper other-paper:disputes", "disputed"),
    ("two newspapers that a third party disputes", "north", "paper other-paper league-report:disputes", "disputed"),
    ("a release that its own rewrite disputes", "north", "release rewrite:disputes", "unconfirmed"),
    ("a release disputed after a search found nothing", "north", "release search-log:silent paper:disputes", "disputed"),
    ("a source that refines counts as support", "north", "release paper:refines", "corroborated"),
]


def sources() -> dict[str, SourceRow]:
    common = {"title": "Title", "producer": "Producer", "url": "https://a.example", "date_published": "2020", "date_accessed": "2024"}
    common |= {"language": "en", "kind": "news", "side": "third party", "reliability": "secondary"}
    common |= {"citation": "Producer.", "attribution": "Producer", "licence": "Not stated"}
    return {
        id_: SourceRow.model_validate(common | {"id": id_, "voice": voice, "derives_from": parent} | KINDS.get(id_, {}))
        for id_, (voice, parent) in SOURCES.items()
    }


def found(about: str, evidence: str, kind: str = "event") -> Standing:
    """The standing of a fact about some actors, from evidence written as `source` or `source:bearing`."""
    row = {
        "id": "fact",
        "statement": "It is so.",
        "date": "2020",
        "kind": kind,
        "delivery": "done",
        "said_by": "",
        "owner": "",
        "due": "",
    }
    fact = FactRow.model_validate(row | {"themes": "bridges", "actors": ";".join(about.split()), "value": "", "unit": "", "label": ""})
    rows = []
    for item in evidence.split():
        source, _, bearing = item.partition(":")
        cells = {"fact": "fact", "source": source, "bearing": bearing or "reports"}
        rows.append(EvidenceRow.model_validate(cells | {"passage": "", "first_words": "", "last_words": "", "note": "Read whole."}))
    return standing(fact, rows, sources(), ACTORS)


@pytest.mark.parametrize(("about", "evidence", "label"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_standing_follows_the_first_rule_that_fits(about: str, evidence: str, label: str) -> None:
    assert found(about, evidence).label == label


@pytest.mark.parametrize(("about", "evidence"), [case[1:3] for case in CASES], ids=[case[0] for case in CASES])
def test_the_order_of_the_evidence_changes_nothing(about: str, evidence: str) -> None:
    assert found(about, evidence) == found(about, " ".join(reversed(evidence.split())))


@pytest.mark.parametrize(("about", "evidence"), [case[1:3] for case in CASES], ids=[case[0] for case in CASES])
def test_whatever_rests_on_one_origin_says_so(about: str, evidence: str) -> None:
    result = found(about, evidence)
    assert (len(result.origins) == 1) == result.reason.startswith("One origin, ")


def test_a_search_for_what_came_of_a_promise_says_nothing_of_whether_it_was_made() -> None:
    assert found("north", "paper search-log:silent").label == "unconfirmed"
    assert found("north", "paper search-log:silent", kind="commitment").label == "single source"
    assert found("north", "paper other-paper:silent", kind="commitment").label == "unconfirmed"


@pytest.mark.parametrize(
    ("about", "evidence", "reason"),
    [
        ("north", "release", "One origin, one voice (North), about itself."),
        ("north", "release office-page", "Two origins, one voice (North), about itself."),
        ("north", "paper", "One origin, one voice (third party)."),
        ("north", "paper search-log:silent", "One origin, one voice (third party); a search found nothing more."),
        ("north", "release paper", "Supported by two origins, two voices (North, third party)."),
        ("north", "release paper other-paper:disputes",
         "Supported by two origins, two voices (North, third party); disputed by one other origin."),
        ("north", "paper other-paper", "Supported by two origins, two voices (third parties)."),
        ("north", "paper other-paper release", "Supported by three origins, three voices (North, third parties)."),
        ("south", "release second-release", "Two origins, one voice (North): as good as a single source."),
    ],
)  # fmt: skip
def test_the_reason_counts_origins_and_names_voices(about: str, evidence: str, reason: str) -> None:
    assert found(about, evidence).reason == reason


def test_the_origin_is_the_root_of_what_a_source_retells() -> None:
    assert [origin(source, sources()) for source in ("rewrite", "wire", "release", "paper")] == ["release", "release", "release", "paper"]


def test_a_standing_names_the_origins_on_both_sides() -> None:
    result = found("north", "copy-of-paper rewrite other-paper:disputes")
    assert (result.origins, result.against) == (("paper", "release"), ("other-paper",))
