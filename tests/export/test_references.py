"""Numbers and links: every reference has its target, and every claim its evidence."""

from __future__ import annotations

import re
from typing import Any

import pytest
from nbformat.v4 import new_markdown_cell
from sample import code, displayed, dot, notebook_of, output, sample_notebook, tiny_facts

from factbook.exhibits.evidence import Evidence, Sources
from factbook.exhibits.exhibit import MIME, Finding, Table
from factbook.export.document import document
from factbook.export.html import html_text
from factbook.export.nodes import plain
from factbook.export.pdf import pdf_bytes
from factbook.export.references import slug, walk


@pytest.fixture(scope="module")
def facts() -> Any:
    return tiny_facts()


def headings(*levels: int) -> list[tuple[int, str]]:
    tree = document(notebook_of(new_markdown_cell("# Title"), *(new_markdown_cell(f"{'#' * level} H") for level in levels)))
    return [(node["level"], node["number"]) for node in tree["blocks"]]


def test_levels_are_closed_up_and_numbered() -> None:
    assert headings(2, 4, 3, 2) == [(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2")]
    assert headings(3, 2) == [(1, "1"), (1, "2")]


def test_headings_that_bear_numbers_are_not_numbered_again() -> None:
    tree = document(notebook_of(new_markdown_cell("## 1. One\n\n## 2. Two")))
    assert [node["number"] for node in tree["blocks"]] == ["", ""]


def test_a_heading_that_begins_with_a_count_is_numbered() -> None:
    assert document(notebook_of(new_markdown_cell("## 15 of 74 are new")))["blocks"][0]["number"] == "1"


def test_equal_headings_have_anchors_of_their_own() -> None:
    tree = document(notebook_of(new_markdown_cell("## Same\n\n## Same\n\n## संवाद")))
    assert [node["id"] for node in tree["blocks"]] == ["same", "same-2", slug("संवाद")]


def test_a_link_to_an_exhibit_reads_as_its_number(facts: Any) -> None:
    tables = [displayed(Table(key, "A caption.", "A source", (), ())) for key in ("one", "two")]
    tree = document(notebook_of(*tables, new_markdown_cell("See [this](#two), [that](#none) and [a chapter](09-none.ipynb).")))
    (ref,) = [node for node in walk(tree["blocks"]) if node["type"] == "ref"]
    assert (plain(ref["children"]), ref["key"]) == ("Table 2", "two")
    assert plain(tree["blocks"][-1]["children"]) == "See Table 2, that and a chapter."
    assert [node["type"] for node in tree["blocks"][-1]["children"]] == ["text", "ref", "text"]


def test_a_link_to_another_notebook_leads_to_its_chapter_in_the_book() -> None:
    cells = [new_markdown_cell("# Summary\n\n## Why\n\nSee [the promises](05-promises.ipynb), [one](05-promises.ipynb#Kept)."),
             new_markdown_cell("# What was promised\n\n## Kept\n\nBack to [the start](00-summary.ipynb).")]  # fmt: skip
    for cell, chapter in zip(cells, ("00-summary", "05-promises"), strict=True):
        cell.metadata["factbook"] = {"chapter": chapter}
    notebook = notebook_of(*cells)
    notebook.metadata["factbook"] = {"edition": {"title": "The book"}}
    tree = document(notebook)
    hrefs = [node["href"] for node in walk(tree["blocks"]) if node["type"] == "link"]
    assert hrefs == ["#what-was-promised", "#kept", "#summary"]
    assert [node["number"] for node in tree["blocks"] if node["type"] == "heading"] == ["", "", "1", "1.1"]


def test_a_link_as_jupyter_writes_it_finds_its_heading() -> None:
    tree = document(notebook_of(new_markdown_cell("[go](#Long-Roots)\n\n## Long roots")))
    assert tree["blocks"][0]["children"][0]["href"] == "#long-roots"


def test_evidence_that_is_cited_but_not_listed_is_appended(facts: Any) -> None:
    tree = document(notebook_of(displayed(Finding("One.", ["visit"])), displayed(Sources(facts))))
    assert list(tree["entries"]) == ["visit"]
    heading = next(node for node in tree["blocks"] if node["type"] == "heading")
    assert plain(heading["children"]) == "Evidence cited here"


def test_entries_are_numbered_as_listed_and_know_where_they_are_cited(facts: Any) -> None:
    finding = Finding("One.", ["promise", "visit"])
    tree = document(notebook_of(new_markdown_cell("# T\n\n## S"), displayed(finding), displayed(Evidence(facts))))
    assert [entry["number"] for entry in tree["entries"].values()] == [1, 2, 3, 4]
    (cite,) = [node for node in walk(tree["blocks"]) if node["type"] == "cite"]
    assert (cite["ids"], cite["numbers"]) == (["visit", "promise"], [2, 3])
    assert tree["entries"]["visit"]["cited_at"] == [{"id": cite["id"], "where": "1"}]


def test_a_bibliography_of_nothing_says_so(facts: Any) -> None:
    tree = document(notebook_of(new_markdown_cell("## Sources"), displayed(Sources(facts))))
    assert [plain(node["children"]) for node in tree["blocks"]] == ["Sources", "No source is cited here."]


def test_a_bibliography_holds_what_was_cited_since_the_one_before(facts: Any) -> None:
    cells = [Finding("One.", ["accord"]), Sources(facts), Finding("Two.", ["rival"]), Sources(facts)]
    tree = document(notebook_of(*(displayed(cell) for cell in cells)))
    lists = [node["sources"] for node in tree["blocks"] if node["type"] == "bibliography"]
    assert lists == [["gazette-2000", "herald-2022"], ["sylvania-2022"]]


def test_what_is_cited_without_evidence_is_told() -> None:
    tree = document(notebook_of(displayed(Finding("One.", ["nowhere"]))))
    assert "no evidence is at hand for 'nowhere'" in tree["warnings"][0]["message"]


def judged(*counts: tuple[str, int]) -> tuple[str, bool]:
    """The standing, and whether it is mixed, of a finding that rests on so many facts of each standing."""
    entry = {"kind": "fact", "chosen": True, "statement": "S.", "themes": [], "actors": [], "evidence": [], "links": []}
    labels = [label for label, count in counts for _ in range(count)]
    entries = [{**entry, "id": f"f{number}", "standing": label} for number, label in enumerate(labels)]
    cells = [displayed(Finding("One.", [one["id"] for one in entries]))]
    payload = {"kind": "evidence", "entries": entries, "sources": []}
    tree = document(notebook_of(*cells, code("x", output("display_data", {MIME: payload}))))
    (item,) = tree["blocks"][0]["items"]
    assert item["standings"] == {label: count for label, count in counts if count}
    return item["standing"], item["mixed"]


def test_a_finding_has_the_standing_its_facts_share_however_many_they_are() -> None:
    assert judged(("corroborated", 1)) == ("corroborated", False)
    assert judged(("single source", 40)) == ("single source", False)


def test_a_finding_of_mixed_facts_has_the_weakest_standing_and_says_that_it_is_mixed() -> None:
    assert judged(("corroborated", 11), ("unconfirmed", 1)) == ("unconfirmed", True)
    assert judged(("single source", 1), ("unconfirmed", 1), ("disputed", 1)) == ("disputed", True)


def test_a_finding_that_counts_over_many_mixed_facts_has_no_standing() -> None:
    assert judged(("corroborated", 12), ("unconfirmed", 1)) == ("", False)


def test_a_cell_of_a_table_may_name_another_exhibit() -> None:
    grid = {"columns": [{"label": "A", "align": "left", "width": 0}], "rows": [[{"text": "see", "key": "one"}]], "facts": []}
    payload = {"kind": "table", "key": "one", "caption": "A.", "source": "S", **grid}
    tree = document(notebook_of(code("x", output("display_data", {MIME: payload}))))
    assert tree["blocks"][0]["rows"][0][0]["children"][0]["type"] == "ref"


@pytest.mark.parametrize("book", [False, True])
def test_every_link_has_its_target(book: bool) -> None:
    tree = document(sample_notebook(book=book), show_code=True)
    nodes = list(walk(tree["blocks"]))
    anchors = [node[name] for node in nodes for name in ("id", "key") if node.get(name) and node["type"] not in ("ref", "footnote_ref")]
    anchors += [entry["anchor"] for entry in tree["entries"].values()] + [source["anchor"] for source in tree["sources"].values()]
    assert len(anchors) == len(set(anchors))
    wanted = {node["href"][1:] for node in nodes if node["type"] == "link" and node["href"].startswith("#")}
    wanted |= {node["key"] for node in nodes if node["type"] == "ref"}
    wanted |= {place["id"] for entry in tree["entries"].values() for place in entry["cited_at"]}
    assert wanted <= set(anchors)
    named = [entry for node in nodes if node["type"] in ("cite", "evidence") for entry in node.get("ids", node.get("entries"))]
    assert set(named) <= set(tree["entries"])


@pytest.mark.parametrize(
    "words", ["List of sources", "Note 1", "Cite 1", "Finding 1", "Counted", "Text", "Peek", "Source gazette-2000", "Fact visit"]
)
@pytest.mark.parametrize("book", [False, True])
def test_no_heading_takes_the_anchor_of_something_else(words: str, book: bool) -> None:
    notebook = sample_notebook(book=book)
    notebook.cells += [new_markdown_cell(f"# {words}\n\n[go](#{slug(words)}) and a note[^9].\n\n[^9]: Words."), new_markdown_cell("# End")]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    assert pdf_bytes(notebook).startswith(b"%PDF")
    ids = re.findall(r"\sid=\"?([^\s\">]+)", html_text(notebook))
    assert len(ids) == len(set(ids))


def test_a_link_to_a_heading_finds_it_under_the_anchor_it_got() -> None:
    tree = document(notebook_of(new_markdown_cell("[go](#note-1) and a note[^1].\n\n[^1]: Words.\n\n## Note 1")))
    (link,) = [node for node in walk(tree["blocks"]) if node["type"] == "link"]
    assert link["href"] == "#part-note-1" == f"#{tree['blocks'][1]['id']}"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["Question 1", "Question 2: more", "Step 0: load"], ["", "", ""]),
        (["Introduction", "1 Data", "2 Methods"], ["", "", ""]),
        (["Data", "Step 0: load", "Methods", "Results"], ["1", "", "2", "3"]),
        (["15 Indian satellites", "Results", "74 European ones"], ["1", "2", "3"]),
        (["2.1 Data", "2.2 Methods"], ["", ""]),
        (["Plans of 2020", "Summer 2021"], ["1", "2"]),
    ],
)
def test_a_heading_with_a_number_of_its_own_gets_no_second_one(words: list[str], numbers: list[str]) -> None:
    tree = document(notebook_of(new_markdown_cell("# Title"), *(new_markdown_cell(f"## {heading}") for heading in words)))
    assert [node["number"] for node in tree["blocks"]] == numbers


def test_what_stands_below_a_typed_number_is_not_numbered() -> None:
    source = "# T\n\n## Data\n\n### Rows\n\n## Step 0: load\n\n### Files\n\n## Results\n\n### Signs\n\n## More"
    assert [node["number"] for node in document(notebook_of(new_markdown_cell(source)))["blocks"]] == ["1", "1.1", "", "", "2", "2.1", "3"]


def test_warnings_have_a_kind_and_their_cell() -> None:
    cells = [displayed(Finding("One.", ["nowhere"])), code("x", output("display_data", {"image/png": dot()})), new_markdown_cell("##")]
    warnings = document(notebook_of(*cells))["warnings"]
    assert {(warning["cell"], warning["kind"]) for warning in warnings if "kind" in warning} == {
        ("cell-0", "evidence"), ("cell-1", "picture"), ("cell-2", "heading"),
    }  # fmt: skip
