"""What the templates are given: sections, contents, filters; and the small words that they ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2.nodes import Filter, FromImport, Import, Macro, Name
from lxml import html as parser
from sample import sample_notebook

from factbook.export import html_page
from factbook.export.document import document
from factbook.export.html import HTMLExporter
from factbook.export.html_evidence import filters
from factbook.export.html_faces import faces
from factbook.export.html_filters import (
    FILTERS,
    ansi,
    as_json,
    day,
    domain,
    ending,
    hashed,
    looks,
    maths,
    passage,
    place,
    plain,
    quoted,
    relation,
    sortable,
)
from factbook.export.html_metadata import description
from factbook.export.html_page import contents, nested
from factbook.record.standing import LABELS


def text(raw: str) -> dict[str, Any]:
    return {"type": "text", "raw": raw}


def heading(level: int, words: str) -> dict[str, Any]:
    return {"type": "heading", "level": level, "id": words, "number": "", "children": [text(words)]}


def test_sections_hold_what_follows_their_heading() -> None:
    rule = {"type": "thematic_break"}
    (root,) = nested([rule, heading(1, "a"), heading(2, "b"), rule, heading(1, "c"), {"type": "footnotes", "items": []}])
    assert root["blocks"] == [rule]
    first, second, notes = root["parts"]
    assert first["heading"]["id"] == "a" and first["parts"][0]["blocks"] == [rule] and second["parts"] == []
    assert notes["heading"] is None


def test_the_contents_are_two_levels_deep() -> None:
    lines = contents(nested([heading(1, "a"), heading(2, "b"), heading(3, "c"), heading(1, "d")]))
    assert [(line["text"], [part["text"] for part in line["parts"]]) for line in lines] == [("a", ["b"]), ("d", [])]
    assert lines[0]["parts"][0]["parts"] == []


def test_the_filters_offer_what_the_entries_have() -> None:
    entry = {"themes": [["t2", "Zeal"], ["t1", "apples"]], "actors": [["a", "Anna"]], "standing": "disputed"}
    found = filters([entry, entry])
    assert found == {"themes": [("t1", "apples"), ("t2", "Zeal")], "actors": [("a", "Anna")], "standings": [("disputed", "Disputed")]}


def test_the_description_is_the_subtitle_or_the_first_words() -> None:
    long = {"type": "paragraph", "children": [text("word " * 100)]}
    assert description({"subtitle": "Said", "blocks": [long]}) == "Said"
    found = description({"subtitle": "", "blocks": [long]})
    assert len(found) <= 200 and found.endswith("word…")
    assert description({"subtitle": "", "blocks": []}) == ""


def test_the_fonts_are_in_the_page() -> None:
    rules = str(faces({"text": "plain"}))
    assert rules.count("@font-face") == 5 and rules.count("url(data:font/woff2;base64,") == 5
    assert 'font-family:"Source Serif 4";font-weight:600' in rules and "font-style:italic" in rules


def test_rare_letters_bring_their_fonts_and_pictures_do_not() -> None:
    assert faces({"blocks": [{"raw": "Ærøskøbing, Ðýþ"}]}).count("@font-face") == 10
    assert faces({"blocks": [{"raw": "Æ"}, ["Łódź"]]}).count("@font-face") == 10
    assert faces({"image": {"data": "Ðýþ"}, "raw": "Esch-sur-Alzette – “Kirchberg” §2 à é ü"}).count("@font-face") == 5


def test_devanagari_brings_its_font() -> None:
    rules = faces({"sources": {"pib": {"title": "संवाद"}}})
    assert rules.count("@font-face") == 6 and 'font-family:"Noto Sans Devanagari"' in rules


def test_plain_words_leave_out_citations() -> None:
    nodes = [
        text("a"),
        {"type": "strong", "children": [text("b")]},
        {"type": "cite", "ids": [], "numbers": []},
        {"type": "linebreak"},
        text("c"),
    ]
    assert plain(nodes) == "ab c"


def test_the_last_word_of_a_finding_stays_with_its_citations() -> None:
    cite = {"type": "cite", "ids": ["a"], "numbers": [1]}
    end = ending([text("It was in 2026."), cite])
    assert (end["before"], end["word"], end["cite"]) == ([text("It was in ")], "2026.", cite)
    assert ending([text("x" * 99), cite])["word"] == "" and ending([text("open")])["cite"] is None


def columns_of(*cells: str, align: str = "left") -> list[str]:
    """The classes of the columns of a table with one row."""
    columns = [{"children": [text("n")], "align": align} for _ in cells]
    return list(looks({"columns": columns, "rows": [[{"children": [text(cell)]} for cell in cells]]})["columns"])


def test_columns_are_aligned_and_wordy_ones_get_room() -> None:
    columns = [{"children": [text("n")], "align": "right"}, {"children": [], "align": "left"}]
    rows = [[{"children": [text("1")]}, {"children": [text("many words " * 9)]}]]
    assert looks({"columns": columns, "rows": rows}) == {"columns": ["right", "wordy"], "headed": True, "parted": set()}
    rows[0][0]["children"].append({"type": "cite", "ids": ["a"], "numbers": [1]})
    assert looks({"columns": columns, "rows": rows})["parted"] == {0}


def test_dates_standings_and_spans_of_time_stay_on_one_line_and_sentences_do_not() -> None:
    assert columns_of("19 November 2020", "unconfirmed", "about 22 months", "A sentence of thirty letters.", "word " * 12) == [
        "", "", "", "wraps", "wordy",
    ]  # fmt: skip


def test_of_many_short_columns_the_longest_wrap_so_that_there_is_room() -> None:
    names = [f"a name of {'x' * 7}"] * 7
    assert columns_of(*names).count("wraps") == 2
    assert columns_of(*["2020"] * 40) == [""] * 40


@pytest.mark.parametrize("value", ["fact-a", "#source-x.1", "right", "été"])
def test_an_attribute_goes_without_quotes_where_it_may(value: str) -> None:
    assert quoted(value) == value


@pytest.mark.parametrize("value", ["", "a b", 'a"b', "a'b", "a=b", "a>b", "a`b", "a/", "a&b", "a\u00a0b", "a\tb"])
def test_an_attribute_has_quotes_where_it_needs_them(value: str) -> None:
    element = parser.fragment_fromstring(f"<i id={quoted(value)}>x</i>")
    assert element.attrib == {"id": value} and str(quoted(value)).startswith('"')


@pytest.mark.parametrize("inside", ["<script>alert(1)</script>", "<style>*{}</style>", "< img src=x>", "<mark>x</mark>"])
def test_a_formula_holds_nothing_but_maths(inside: str) -> None:
    assert maths({"raw": "a < b", "mathml": "<math><mi>a</mi></math>"}) == "<math><mi>a</mi></math>"
    assert maths({"raw": "a < b", "mathml": f"<math><mtext>{inside}</mtext></math>"}) == "<code>a &lt; b</code>"
    assert maths({"raw": "a < b", "mathml": ""}) == "<code>a &lt; b</code>"


def test_terminal_colours_are_classes() -> None:
    assert ansi({"text": "x"}) == ""
    assert ansi({"text": "x", "fg": "bright-red", "bg": "blue", "bold": True}) == "ansi-bold ansi-red ansi-ground"


@pytest.mark.parametrize(
    ("edtf", "key"), [("1948-07-01", "1948-07-01"), ("2022?", "2022"), ("2020-11/2022", "2020-11"), ("/2021", "2021"), ("", "")]
)
def test_dates_sort_by_their_earliest_part(edtf: str, key: str) -> None:
    assert sortable(edtf) == key


def test_places_ties_days_and_hosts_are_said_in_words() -> None:
    assert place("2.1") == "§2.1" and place("Table 3") == "Table 3" and place("") == "the text"
    assert passage("p16") == "paragraph 16" and passage("opening") == "opening" and passage("") == ""
    assert relation({"relation": "fulfils", "direction": "to"}) == "Fulfilled by"
    assert relation({"relation": "fulfils", "direction": "from"}) == "Fulfils"
    assert day("2025-11-06") == "6 November 2025" and day("2025") == "2025"
    assert domain("https://www.example.org:80/a") == "example.org" and domain("mailto:x") == "mailto:x"


def test_json_cannot_end_its_script() -> None:
    assert as_json({"a": "</script>&"}) == '{"a":"\\u003c/script\\u003e\\u0026"}'


def test_a_hash_is_as_the_policy_writes_it() -> None:
    assert hashed("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_both_formats_explain_the_standings_in_the_same_words() -> None:
    printed = (Path(html_page.__file__).parent / "templates" / "report.typ").read_text("utf-8")
    assert {
        f'"{standing}": "{meaning}"' for standing, meaning in html_page._MEANINGS.items() if f'"{standing}": "{meaning}"' not in printed
    } == set()
    assert set(html_page._MEANINGS) == set(LABELS)


def test_the_templates_ask_for_nothing_that_nobody_gives_and_leave_no_filter_unused() -> None:
    folder = Path(html_page.__file__).parent / "templates" / "factbook"
    templates = [HTMLExporter().environment.parse(path.read_text("utf-8")) for path in sorted(folder.glob("*.j2"))]
    names = [name for template in templates for name in template.find_all(Name)]
    own = {name.name for name in names if name.ctx != "load"} | {"self", "loop"}
    own |= {macro.name for template in templates for macro in template.find_all(Macro)}
    own |= {module.target for template in templates for module in template.find_all(Import)}
    own |= {name for template in templates for module in template.find_all(FromImport) for name in module.names}
    given = html_page.page(document(sample_notebook(book=True))).keys()
    assert {name.name for name in names} - own - given == set()
    assert FILTERS.keys() - {found.name for template in templates for found in template.find_all(Filter)} == set()
