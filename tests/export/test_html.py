"""The HTML exporter: one page, whole, valid in its structure, obeying its own policy, and the same every time."""

from __future__ import annotations

import base64
import json
import logging
import re
import subprocess
import sys
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hostile import NAMES
from lxml import html as parser
from much import much_notebook, series_notebook
from nbconvert.exporters.base import get_exporter
from nbformat.v4 import new_markdown_cell
from sample import as_book, code, displayed, dot, notebook_of, output, sample_notebook, tiny_facts
from traitlets.config import Config

from factbook.errors import RenderError
from factbook.exhibits.evidence import Evidence
from factbook.exhibits.exhibit import Cell, Column, Finding, Heading, Table
from factbook.export.html import HTMLExporter, html_text
from factbook.export.pdf import pdf_bytes
from factbook.export.warned import tell_all


@pytest.fixture(scope="module", params=["chapter", "book"])
def text(request: pytest.FixtureRequest) -> str:
    return html_text(sample_notebook(book=request.param == "book"), show_code=request.param == "chapter")


@pytest.fixture(scope="module")
def page(text: str) -> Any:
    return parser.document_fromstring(text)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_same_notebook_gives_the_same_bytes() -> None:
    assert html_text(sample_notebook(book=True)) == html_text(sample_notebook(book=True))


def test_another_process_gives_the_same_bytes() -> None:
    script = "import sys; sys.path[:0] = sys.argv[1:]; from sample import *; from factbook.export.html import html_text; "
    script += "from hashlib import sha256; print(sha256(html_text(sample_notebook()).encode()).hexdigest())"
    here = Path(__file__).parent
    told = subprocess.run(
        [sys.executable, "-c", script, str(here), str(here.parent)], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert told.stdout.strip() == sha256(html_text(sample_notebook()).encode()).hexdigest()


def test_the_document_has_one_title_a_language_and_landmarks(page: Any) -> None:
    assert page.get("lang")
    assert [words(heading) for heading in page.iter("h1")] == [page.findtext("head/title")]
    for landmark in ("header", "main", "footer"):
        assert len(list(page.iter(landmark))) == 1


def test_headings_never_skip_a_level(page: Any) -> None:
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_id_is_the_only_one_and_every_link_inside_has_its_target(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {f"#{id}" for id in ids}
    assert [href for href in page.xpath("//@href") if href.startswith("#") and href not in targets] == []
    assert all(label.get("for") in ids for label in page.iter("label"))


def test_nothing_is_loaded_from_anywhere(text: str, page: Any) -> None:
    assert all(src.startswith("data:") for src in page.xpath("//@src"))
    assert page.xpath("//link | //iframe | //object | //embed | //base | //@srcset | //@style") == []
    assert re.findall(r"url\((?!\"?data:|#)", text) == [] and "@import" not in text
    for href in page.xpath("//a/@href"):
        assert re.match(r"#|https?://|mailto:", href)


def test_the_policy_names_the_hash_of_every_style_and_script_in_the_page(page: Any) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    hashed = {
        kind: {f"'sha256-{base64.b64encode(sha256((part.text or '').encode()).digest()).decode()}'" for part in page.iter(kind)}
        for kind in ("style", "script")
    }
    assert rules["default-src"] == ["'none'"]
    assert set(rules["style-src"]) == hashed["style"] and set(rules["script-src"]) == hashed["script"]
    assert rules["img-src"] == rules["font-src"] == ["data:"]
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_tables_have_a_caption_and_headers_with_a_scope_and_scroll_by_keyboard(page: Any) -> None:
    tables = list(page.iter("table"))
    assert tables
    for table in tables:
        assert words(table.find("caption"))
        assert all(header.get("scope") in ("col", "row") for header in table.iter("th"))
        assert table.getparent().get("tabindex") == "0" and table.getparent().get("aria-label")


def test_a_row_that_is_only_counted_has_no_heading_that_stands_out() -> None:
    frame = "<table><tbody><tr><th>0</th><td>1</td></tr><tr><th>alpha</th><td>2</td></tr></tbody></table>"
    page = parser.document_fromstring(html_text(notebook_of(code("x", output("display_data", {"text/html": frame})))))
    assert [(words(header), header.get("class")) for header in page.xpath("//th[@scope='row']")] == [("0", "index"), ("alpha", None)]


def test_figures_have_number_caption_alt_source_table_and_data(page: Any) -> None:
    (figure,) = page.xpath("//figure[@id='years']")
    assert words(figure.find("figcaption")).startswith("Figure 1. Each of three years has one fact.")
    assert figure.xpath(".//img/@alt") == ["Three bars of the same height, at 1999, 2019 and 2021."]
    assert "Source: Gazette (2020); Herald (2022)" in words(figure)
    assert words(figure.xpath(".//details//tbody/tr[1]/td[1]")[0]) == "1999"
    assert figure.get("data-name") == "figure-1"
    assert all(image.get("alt") is not None for image in page.iter("img"))


def test_citations_lead_to_entries_and_entries_back(page: Any) -> None:
    cites = page.xpath("//sup[not(a[@role])]/a")
    assert cites
    for cite in cites:
        assert "entry" in page.get_element_by_id(cite.get("href")[1:]).classes
    backs = page.xpath("//li[@class='entry']/p[last()]/a[starts-with(., '§')]")
    assert backs
    for back in backs:
        place = page.get_element_by_id(back.get("href")[1:])
        assert place.tag == "sup" or place.get("id").startswith("finding-")


def test_what_the_data_of_a_figure_cite_leads_back_to_the_figure(page: Any) -> None:
    links = page.xpath("//li[@class='entry']/p[last()]/a[starts-with(., 'Figure')]")
    assert links and {link.get("href") for link in links} == {"#years"}


def test_three_or_more_citations_in_a_row_stand_as_one_run(page: Any) -> None:
    assert {(cite.text, cite.get("href")) for cite in page.xpath("//sup/a[contains(., '–')]")} == {("1–4", "#fact-accord")}


def test_an_entry_tells_standing_reason_sources_passage_and_ties(page: Any) -> None:
    entry = page.get_element_by_id("fact-promise")
    told = words(entry)
    assert "Freedonia promised a soup laboratory." in told and "Disputed" in told and "disputed by one other origin" in told
    assert "Rival of: No soup laboratory was ever promised." in told
    assert "https://sylvania.example/denial#:~:text=no%20such" in entry.xpath(".//@href")
    assert "paragraph 1" in told and entry.get("data-in") == "1 3"
    themes = page.xpath("//select[@name='theme']/option[@value != '']/@value")
    actors = page.xpath("//select[@name='actor']/option[@value != '']/@value")
    assert [[*themes, *actors][int(number) - 1] for number in entry.get("data-in").split()] == ["duck-soup", "freedonia"]


def test_the_standing_of_a_finding_is_a_shape_with_words(page: Any) -> None:
    judgement = page.xpath("//ul[contains(@class, 'judgements')]/li[1]")[0]
    (mark,) = judgement.xpath("span[1]")
    assert (mark.get("class"), mark.get("role"), mark.get("aria-label")) == ("mark unconfirmed", "img", "unconfirmed")


def test_a_finding_of_mixed_standings_says_the_weakest_in_words_and_the_legend_what_that_means(page: Any) -> None:
    judgement = page.xpath("//ul[contains(@class, 'judgements')]/li[3]")[0]
    assert judgement.xpath("span[1]/@class") == ["mark disputed"]
    assert words(judgement).startswith("A laboratory was promised, which is disputed. disputed in part")
    assert "In part: " in words(page.xpath("//ul[@class='legend']/li[last()]")[0])


def test_a_finding_on_many_facts_shows_how_many_stand_how_and_a_fact_in_it_leads_back() -> None:
    text = html_text(much_notebook())
    page = parser.document_fromstring(text)
    (told,) = page.xpath("//span[contains(@class, 'counts')]")
    assert told.get("aria-label") == "19 single source, 1 disputed" and words(told) == "19 1"
    assert "Marks with numbers: " in words(page.xpath("//ul[@class='legend']/li[last()]")[0])
    assert "Cited in 1 count" in words(page.get_element_by_id("fact-f1"))


def test_an_entry_leads_back_to_the_statement_that_rests_on_it_with_the_fewest_others() -> None:
    facts = [f"f{number}" for number in range(1, 21)]
    notebook = much_notebook(Finding("All of them count.", facts), Finding("One matters.", ["f3"]))
    page = parser.document_fromstring(html_text(notebook))
    (back,) = page.get_element_by_id("fact-f3").xpath("p[last()]/a")
    assert words(page.get_element_by_id(back.get("href")[1:])).startswith("One matters.")


def test_a_statement_keeps_its_address_when_another_is_put_before_it_and_when_its_figures_change() -> None:
    (alone,) = parser.document_fromstring(html_text(much_notebook(Finding("It has 3 halls.", ["f3"])))).xpath(
        "//span[starts-with(@id, 'finding-')]"
    )
    more = much_notebook(Finding("New.", ["f1"]), Finding("It has 12 halls.", ["f3", "f4"]), Finding("It has 4 halls.", ["f4"]))
    ids = parser.document_fromstring(html_text(more)).xpath("//span[starts-with(@id, 'finding-')]/@id")
    assert ids[1:] == [alone.get("id"), f"{alone.get('id')}-2"] and ids[0] != ids[1]


def test_what_a_column_of_numbers_cites_stands_in_a_column_of_its_own() -> None:
    columns = (Column("Theme"), Column("Facts", align="right"))
    table = Table("counts", "Counted.", "Gazette", columns, (("soup", Cell("12", facts=("f1",))), ("duck", "7")))
    page = parser.document_fromstring(html_text(much_notebook(table)))
    rows = page.xpath("//div[@id='counts']//tr")
    assert [[words(cell) for cell in row] for row in rows] == [["Theme", "Facts", ""], ["soup", "12", "1"], ["duck", "7", ""]]
    assert rows[1].xpath("td[@class='by']/sup/a/@href") == ["#fact-f1"]


def test_figures_that_differ_only_in_period_and_value_are_one_entry_with_an_address_each() -> None:
    page = parser.document_fromstring(html_text(series_notebook()))
    (series,) = page.xpath("//li[contains(@class, 'series')]")
    assert words(series.find("p")) == "Freedonia: soups cooked (bowls)"
    assert [(figure.get("id"), words(figure)) for figure in series.xpath("ul[@class='figures']/li")] == [
        (f"measure-soups-{year}", f"{year - 1999} {year}: {year - 1980}") for year in (2000, 2001, 2002)
    ]
    assert len(page.xpath("//ol[@class='entries']/li")) == 2
    cites = page.xpath("//sup/a/@href")
    assert cites == ["#measure-soups-2001"] and "Cited in §1" in words(series)


def test_of_several_bibliographies_one_lists_every_source_and_the_others_lead_there() -> None:
    notebook = sample_notebook()
    notebook.cells.insert(3, deepcopy(notebook.cells[-1]))
    notebook.cells[3].id = "first"
    page = parser.document_fromstring(html_text(notebook))
    (listed,) = page.xpath("//ul[@class='bibliography']")
    assert len(listed) == 3 and listed.xpath("preceding-sibling::h2[1]/@id") == ["list-of-sources"]
    said = page.xpath("//p[starts-with(., 'This part rests on')]")
    assert len(said) == 2 and "#source-gazette-2000" in said[0].xpath("a/@href")


def test_notes_are_left_and_come_back_to(page: Any) -> None:
    note = page.get_element_by_id("note-1")
    assert [page.get_element_by_id(back[1:]).text for back in note.xpath(".//a[@class='back']/@href")] == ["1", "1"]


def test_formulas_are_maths(page: Any) -> None:
    assert len(list(page.iter("math"))) == 3


def test_the_contents_name_every_chapter_and_section(page: Any) -> None:
    (side, folded) = ([link.get("href") for link in nav.iter("a")] for nav in page.iter("nav"))
    assert side == folded == [f"#{heading.get('id')}" for heading in page.iter("h2", "h3") if heading.get("id")]
    assert side[-1] == "#how-to-cite" if page.xpath("//p[@class='citation']") else side


def test_machines_are_told_what_it_is() -> None:
    notebook = sample_notebook(book=True)
    package = {"version": "1.2.0", "homepage": "https://example.org/soup", "licenses": [{"name": "CC-BY-4.0"}]}
    notebook.metadata.factbook.edition["package"] = {**package, "contributors": [{"title": "The Soup Office </script>"}]}
    page = parser.document_fromstring(html_text(notebook))
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert told["@type"] == "Report" and told["isBasedOn"]["@type"] == "Dataset" and told["license"] == "CC-BY-4.0"
    assert told["@id"] == "#report" == page.xpath("//ul[@itemscope]/@itemid")[0] and "citation" not in told
    assert "https://gazette.example/accord" in page.xpath("//ul[@itemscope]//a[@itemprop='citation']/@href")
    assert "hasPart" not in told
    assert page.xpath("//meta[@property='og:title']/@content") == page.xpath("//title/text()")
    cited = words(page.xpath("//p[@class='citation']")[0])
    assert cited.startswith("The Soup Office </script>: ") and "7 June 2022" in cited and cited.endswith("https://example.org/soup")


def test_a_claim_is_reviewed_only_where_a_table_gives_a_verdict_that_says_something_of_its_truth() -> None:
    facts = tiny_facts()
    rows = tuple((fact.statement, Cell(fact.standing.label, standing=fact.standing.label, verdict=fact.id)) for fact in facts)
    verdicts = Table("verdicts", "Four verdicts.", "Gazette (2020)", (Column("Claim"), Column("Verdict")), rows)
    page = parser.document_fromstring(html_text(as_book(notebook_of(displayed(verdicts), displayed(Evidence(facts))), facts)))
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    reviews = {review["url"]: review for review in told["hasPart"]}
    assert {url: review["reviewRating"]["alternateName"] for url, review in reviews.items()} == {
        f"#fact-{fact.id}": fact.standing.label.capitalize() for fact in facts if fact.standing.label != "single source"
    }
    promise = reviews["#fact-promise"]
    assert promise["@type"] == "ClaimReview" and promise["claimReviewed"] == "Freedonia promised a soup laboratory."
    assert promise["itemReviewed"]["datePublished"] == "2021-05"
    assert promise["itemReviewed"]["author"] == [{"@type": "Person", "name": "Rufus Firefly"}]
    assert [place["url"] for place in promise["itemReviewed"]["appearance"]] == ["https://herald.example/visit"]
    assert "disputed by one other origin" in promise["reviewRating"]["ratingExplanation"] and "ratingValue" not in promise["reviewRating"]
    assert all(page.get_element_by_id(url[1:]) is not None for url in reviews)


def test_a_notebook_without_edition_or_evidence_is_a_plain_page() -> None:
    page = parser.document_fromstring(html_text(notebook_of(nbformat.v4.new_markdown_cell("# Title\n\nText."))))
    assert words(page.find("body//main")) == "Text."
    assert page.xpath("//form | //p[@class='citation'] | //ul[@class='legend'] | //nav") == []


def test_an_empty_notebook_is_a_page_too() -> None:
    assert "<h1>" in html_text(notebook_of())


def test_strict_refuses_a_picture_without_alt_text_and_names_the_cell() -> None:
    notebook = notebook_of(code("png", output("display_data", {"image/png": dot(), "text/plain": "x"})))
    html_text(notebook)
    with pytest.raises(RenderError, match=r"cell-0.*alt text"):
        html_text(notebook, strict=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_looks_like_markup_is_read_as_it_is_in_a_sentence(name: str) -> None:
    shown = (Heading(f"More on {name}"), Finding(f"With {name} it met {name}.", lead=f"{name}: two.", open=True))
    main = parser.document_fromstring(html_text(notebook_of(*map(displayed, shown)))).find("body//main")
    assert words(main.find(".//h2")) == f"1 More on {name}¶"
    assert words(main.find(".//p")) == f"{name}: two. With {name} it met {name}."
    assert [bold.text for bold in main.findall(".//strong")] == [f"{name}: two."]


def test_both_exporters_tell_what_a_reader_will_miss_once_and_in_the_same_words(caplog: pytest.LogCaptureFixture) -> None:
    source = "![](none.png) and a note.[^1]\n\n[^1]: A formula: $\\frac{1$"
    told = []
    for export in (html_text, pdf_bytes):
        caplog.clear()
        export(notebook_of(new_markdown_cell(source)))
        told.append([record.message for record in caplog.records])
        with pytest.raises(RenderError, match=r"is not known\. Mend the cell, or export without `strict`\.$"):
            export(notebook_of(new_markdown_cell(source)), strict=True)
    picture, formula = told[0]
    assert picture == "Cell cell-0 (number 1): the picture 'none.png' was not looked for: where the notebook lies is not known."
    assert formula == "Cell cell-0 (number 1): the formula `\\frac{1` is shown as TeX source, untranslated."
    assert told[1] == told[0]


def test_a_warning_says_how_its_cell_is_found_in_jupyterlab(caplog: pytest.LogCaptureFixture) -> None:
    cell = code("png", output("display_data", {"image/png": dot()}))
    cell.execution_count = 7
    html_text(notebook_of(new_markdown_cell("Words."), cell))
    html_text(as_book(notebook_of(cell), tiny_facts()))  # whose cells are numbered in the chapters
    old = notebook_of(cell)
    old.nbformat_minor = 4
    del old.cells[0]["id"]
    html_text(old)
    told = [record.message.removesuffix(": a picture has no alt text.") for record in caplog.records]
    assert told == ["Cell cell-1 (number 2, In [7])", "Cell cell-0", "Cell 1 (In [7])"]


def test_a_warning_of_no_cell_names_none(caplog: pytest.LogCaptureFixture) -> None:
    tell_all([{"cell": "", "message": "a picture has no alt text"}], {}, logging.getLogger("factbook"), strict=False)
    assert [record.message for record in caplog.records] == ["Cell ?: a picture has no alt text."]


def test_code_is_shown_where_it_is_asked_for() -> None:
    notebook = notebook_of(code("answer = 42"))
    assert "answer" not in html_text(notebook)
    assert "<code>answer = 42</code>" in html_text(notebook, show_code=True)
    notebook.metadata["language_info"] = {"name": "python"}
    assert '<span class="n">answer</span>' in html_text(notebook, show_code=True)


def test_an_analysts_template_overrides_a_block_and_the_policy_follows(tmp_path: Path) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "conf.json").write_text('{"base_template": "factbook"}', "utf-8")
    (own / "index.html.j2").write_text(
        '{% extends "factbook/index.html.j2" %}\n{% block style %}{{ super() }}h1 { color: red; }{% endblock %}\n'
        "{% block footer %}Ours: {{ title }}{{ super() }}{% endblock %}",
        "utf-8",
    )
    config = Config({"HTMLExporter": {"template_name": "mine", "extra_template_basedirs": [str(tmp_path)]}})
    text, _ = HTMLExporter(config=config).from_notebook_node(sample_notebook())
    page = parser.document_fromstring(text)
    assert words(page.find("body//footer")).startswith("Ours: Freedonia and its soup")
    style = page.find("head/style").text
    assert style.endswith("h1 { color: red; }")
    assert base64.b64encode(sha256(style.encode()).digest()).decode() in page.xpath("//meta/@content")[0]


def test_nbconvert_knows_the_exporter_by_name() -> None:
    exporter = get_exporter("factbook_html")
    assert exporter is HTMLExporter and exporter.export_from_notebook == "factbook HTML" and exporter().file_extension == ".html"
