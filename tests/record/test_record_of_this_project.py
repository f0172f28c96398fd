"""The record this project publishes: it breaks no rule, outside judges agree, and its main findings follow from its tables."""

from __future__ import annotations

import re
from pathlib import Path

import frictionless
import pytest
import yaml

from factbook.record import codebook
from factbook.record import package as packages
from factbook.record.facts import Facts
from factbook.record.package import Package
from factbook.record.passages import fault_in_passage, line_number, lines_of, texts_folder
from factbook.record.rows import MeasureRow

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FOUNDING_ARTICLE = "devdiscourse-2025-11-06"
OURS = {".csv", ".md", ".ipynb", ".py", ".json", ".toml", ".txt", ".typ", ".j2", ".cff", ".css", ".js"}


@pytest.fixture(scope="module")
def package() -> Package:
    return packages.read(DATA)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.load(package=str(DATA))


def known(day: str) -> Facts:
    return Facts.load(package=str(DATA), as_of=day)


def number(facts: Facts, fact: str) -> float:
    return float(facts[fact].row.value)


def total(rows: tuple[MeasureRow, ...], first: int = 0, last: int = 9999) -> float:
    return sum(float(row.value) for row in rows if first <= row.period.year <= last)


# The package as a whole


def test_it_breaks_no_rule() -> None:
    assert [str(problem) for problem in packages.inspect(DATA)] == []


def test_frictionless_agrees() -> None:
    report = frictionless.Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert report.valid


def test_descriptor_and_codebook_are_fresh(package: Package, tmp_path: Path) -> None:
    for name in ("datapackage.json", *(path.name for path in DATA.glob("*.csv"))):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    codebook.write(tmp_path)
    stale = [name for name in ("datapackage.json", "README.md") if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()]
    assert stale == [], "Run `python -m factbook codebook`."


def test_files_are_utf_8_with_unix_line_ends_and_no_byte_order_mark() -> None:
    for path in DATA.glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in content, path.name
        assert content.endswith(b"\n"), path.name


def test_it_is_as_large_as_it_says_it_should_be(package: Package) -> None:
    assert len(package.facts) >= 150
    assert len(package.sources) >= 80


def test_every_theme_is_used_and_every_side_is_heard(facts: Facts, package: Package) -> None:
    assert {theme for fact in facts for theme in fact.themes} == {theme.id for theme in package.themes}
    assert {source.side for source in facts.sources} == {*package.sides, "third party"}


# The founding article


def test_the_founding_article_is_curated_line_by_line(package: Package) -> None:
    lines = [line_number(row.passage) for row in package.evidence if row.source == FOUNDING_ARTICLE]
    assert len({row.fact for row in package.evidence if row.source == FOUNDING_ARTICLE}) >= 40
    assert all(1 <= line <= 29 for line in lines if line), "The article has 29 non-empty lines."


def test_its_passages_stand_where_they_are_said_to(package: Package) -> None:
    texts = texts_folder()  # without the texts there is nothing to compare with
    for path in sorted(texts.glob("*.txt")) if texts else ():
        lines = lines_of(path.read_text("utf-8"))
        faults = {row.fact: fault_in_passage(row, lines) for row in package.evidence if row.source == path.stem}
        assert {fact: fault for fact, fault in faults.items() if fault} == {}


def test_no_sentence_is_copied_from_a_source_text() -> None:
    texts = texts_folder()
    runs = {run for path in (texts.glob("*.txt") if texts else ()) for run in _runs(path.read_text("utf-8"))}
    shared = [
        f"{path.relative_to(ROOT)}: {' '.join(run)}" for path in _our_texts() for run in _runs(path.read_text("utf-8")) if run in runs
    ]
    assert shared == []


def _our_texts() -> list[Path]:
    """The texts we wrote: not what was generated, installed or built."""
    folders = ("data", "factbook", "notebooks", "tests")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if "node_modules" not in path.parts and path.suffix in OURS]
    return [path for path in (*found, *ROOT.glob("*.md"), *ROOT.glob("*.cff")) if path.is_file()]


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    """Every run of nine words, as the project's own search for copied sentences counts words."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


# Standing and horizon


def test_nothing_rests_on_one_origin_without_saying_so(facts: Facts) -> None:
    silent = [fact.id for fact in facts if len(fact.standing.origins) == 1 and not fact.standing.reason.startswith("One origin, ")]
    assert silent == []


def test_the_southernmost_landing_stands_in_december_2023_and_falls_in_march_2024() -> None:
    assert known("2023-12")["chandrayaan-southernmost-landing"].standing.label != "disputed"
    assert known("2024-03")["chandrayaan-southernmost-landing"].standing.label == "disputed"


def test_in_december_2020_the_space_memorandum_is_considered_on_one_side_and_to_be_signed_on_the_other() -> None:
    then = known("2020-12")
    assert {"space-mou-considered-2020", "space-mou-to-be-signed-2020"} <= then.ids
    assert "space-mou-2022" not in then.record.facts


def test_before_6_november_2025_the_meeting_is_unknown() -> None:
    assert "meeting-2025" not in known("2025-11-05").record.facts
    assert "meeting-2025" in known("2025-11-06").ids


# The ten findings


def test_finding_1_the_count_of_satellites_is_two_four_five_or_nine(facts: Facts) -> None:
    rivals = {"two-luxembourg-satellites"} | {other for _, _, other in facts.record.linked("two-luxembourg-satellites", "rivals")}
    assert {number(facts, fact) for fact in rivals} >= {2, 4, 5, 9}
    assert facts["two-luxembourg-satellites"].standing.label == "disputed"


def test_finding_2_one_classification_separates_four_from_eight(facts: Facts) -> None:
    catalogue = {row.subject: float(row.value) for row in facts.measures("foreign payloads on Indian rockets")}
    ministry = {row.subject: float(row.value) for row in facts.measures("foreign satellites launched, ministry's list")}
    moved = number(facts, "lemurs-counted-to-luxembourg")
    assert catalogue["Luxembourg"] - moved == ministry["Luxembourg"]
    assert catalogue["United States"] + moved == ministry["United States"]


def test_finding_3_nothing_from_luxembourg_flew_on_an_indian_rocket_after_2020(facts: Facts) -> None:
    launched = facts.measures("Luxembourg payloads launched")
    indian = tuple(row for row in launched if row.subject == "India")
    assert total(indian) == number(facts, "nine-luxembourg-satellites") == 9
    assert max(row.period.year for row in indian) == 2020
    later = {row.subject: total(tuple(other for other in launched if other.subject == row.subject), 2021) for row in launched}
    assert later["United States"] > sum(value for subject, value in later.items() if subject != "United States")
    ends = facts.measures("end of payload phase")
    assert len(ends) == 9
    assert max(row.value for row in ends) <= "2023-06-30"
    assert "kleos-insolvent" in facts


def test_finding_4_no_source_but_the_claim_itself_knows_the_memorandum_of_2022(facts: Facts) -> None:
    memorandum = facts["space-mou-2022"]
    assert memorandum.standing.label in ("unconfirmed", "disputed")
    assert any(item.bearing == "silent" for item in memorandum.evidence)
    partners = [float(row.value) for row in facts.measures("space partner countries") if row.period.year == 2022]
    assert sorted(partners) == [60, 61]


def test_finding_5_the_rocket_failed_on_both_sides_of_the_meeting(facts: Facts) -> None:
    before, meeting, after = (facts[fact].date for fact in ("pslv-c61-failure", "meeting-2025", "pslv-c62-failure"))
    assert before < meeting < after
    founding = {fact.id for fact in facts.where(source=FOUNDING_ARTICLE)}
    assert not founding & {"pslv-c61-failure", "pslv-c62-failure"}


def test_finding_6_the_largest_commercial_tie_is_not_in_the_founding_article(facts: Facts) -> None:
    venture = [fact for fact in facts.where(actor="ses") if "jio-platforms" in fact.actors]
    assert "ses-jio-venture-2022" in {fact.id for fact in venture}
    assert FOUNDING_ARTICLE not in {source.id for fact in venture for source in fact.sources}
    assert sorted(float(row.value) for row in facts.measures("share in the joint venture")) == [49, 51]


def test_finding_7_top_three_depends_on_who_counts(facts: Facts) -> None:
    publications = [
        number(facts, f"india-{place}-in-{what}")
        for place, what in (("third", "articles"), ("fifth", "publications"), ("ninth", "publications"))
    ]
    start_ups = [number(facts, "india-22nd-start-ups"), number(facts, "india-38th-innovation")]
    assert (publications, start_ups) == ([3, 5, 9], [22, 38])
    for country, peak in (("india", 2008), ("luxembourg", 2006)):
        share = {row.period.year: float(row.value) for row in facts.measures("research and development spending", country)}
        assert share[max(share)] < share[peak]


def test_finding_8_the_landing_was_the_southernmost_for_half_a_year(facts: Facts) -> None:
    landings = facts.measures("southern latitude of a lunar landing")
    order = [row.subject for row in sorted(landings, key=lambda row: float(row.value))]
    assert order[-3:] == ["Chandrayaan-3", "Odysseus", "Athena"]
    first, beaten = facts["chandrayaan-southernmost-landing"].date, facts["odysseus-landing-2024"].date
    assert 180 <= (beaten.earliest - first.earliest).days <= 184
    assert facts["chandrayaan-near-pole"].standing.label == "disputed"


def test_finding_9_the_smaller_partner_has_more_objects_in_orbit_and_more_weight_in_funds_than_in_goods(facts: Facts) -> None:
    objects = {country: total(facts.measures("objects launched", country), 2018, 2025) for country in ("luxembourg", "india")}
    assert objects == {"luxembourg": 83, "india": 64}
    assert (number(facts, "luxembourg-objects-2018-2025"), number(facts, "india-objects-2018-2025")) == (83, 64)
    residents = [float(row.value) for row in facts.measures("Indian residents")]
    assert residents[-2:] == [3125, 5474]
    trade = [float(row.value) for row in facts.measures("bilateral trade") if row.unit == "million US dollars" and row.period.year == 2020]
    assert trade == [52]
    assert "fpi-third-largest-2023" in facts


def test_finding_10_what_came_after_the_meeting(facts: Facts) -> None:
    meeting = facts["meeting-2025"].date
    after = {fact.id for fact in facts if meeting < fact.date}
    assert {"jaishankar-visit-2026", "roth-visit-2026", "eu-india-fta-concluded", "luxembourg-not-on-ai-summit-list"} <= after
    assert facts["business-delegation-expected-2026"].delivery == "hoped"


# How it is cited


def test_the_citation_names_the_record_by_its_title_version_and_licence(package: Package) -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["title"], citation["version"]) == (package.title, package.descriptor["version"])
    assert {licence["name"] for licence in package.descriptor["licenses"]} | {"MIT"} == set(citation["license"])
