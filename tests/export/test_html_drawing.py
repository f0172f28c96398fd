"""Figures in the house style as part of the page: labels are text, all else is what a drawing needs, nothing more."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html as parser
from sample import displayed, drawing, notebook_of

from factbook.exhibits.exhibit import Column, Figure
from factbook.exhibits.style import canvas, svg
from factbook.export.html import html_text
from factbook.export.html_drawing import drawn


def house(*labels: str) -> str:
    """A bar chart in the house style, the bars hatched and clipped."""
    with canvas(60) as (figure, axes):
        axes.bar(labels, range(1, len(labels) + 1), hatch="///", edgecolor="white")
        axes.set_ylabel("Facts & <figures>")
        axes.text(0, 0.5, "turned", rotation=45, fontweight="bold")
        return svg(figure, "house")


@pytest.fixture(scope="module")
def markup() -> str:
    return drawn(house("one", "two → three"), "f1.", 'said "so"')


def look(element: Any, name: str) -> str:
    """What an element's look is, by itself or by what is around it."""
    return str(next(around.get(name) for around in [element, *element.iterancestors()] if around.get(name)))


def test_labels_are_text_in_their_place(markup: str) -> None:
    texts = {element.text: element for element in parser.fragment_fromstring(markup).iter("text")}
    assert {"one", "two → three", "Facts & <figures>", "turned"} <= texts.keys()
    assert look(texts["one"], "font-size") == "8.5" and look(texts["one"], "fill") == "#333"
    assert "rotate(-90)" in texts["Facts & <figures>"].get("transform") and "rotate(-45)" in texts["turned"].get("transform")
    assert look(texts["turned"], "font-weight") == "600"


def test_it_is_one_picture_to_those_who_listen(markup: str) -> None:
    root = parser.fragment_fromstring(markup)
    assert root.get("role") == "img" and root.get("aria-label") == 'said "so"' and "width" not in root.attrib


def test_it_has_no_styles_and_its_ids_are_its_own(markup: str) -> None:
    assert "style" not in markup and "xmlns" not in markup and "<!--" not in markup
    ids = re.findall(r' id="?([\w.]+)', markup)
    assert ids and len(ids) == len(set(ids)) and all(id.startswith("f1.") for id in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([\w.]+)', markup)) <= set(ids)


def test_it_is_less_than_half_as_large_as_the_picture_would_be(markup: str) -> None:
    assert len(markup) < len(house("one", "two → three")) / 2


def test_a_drawing_of_another_hand_stays_a_picture() -> None:
    assert drawn("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0'/></svg>", "f1.", "") == ""
    assert drawn(drawing(), "f1.", "") == ""


@pytest.mark.parametrize(
    "smuggled",
    ['<script>alert(1)</script>', '<foreignObject/>', '<a href="https://evil.example"/>', '<path onclick="alert(1)"/>',
     '<image href="https://evil.example/x.png"/>', '<use href="https://evil.example/x.svg#a"/>', '<style>*{fill:red}</style>',
     '<path style="fill: url(https://evil.example/x)"/>', '<path fill="u\\72l(https://evil.example/x)"/>', '<path style="--x: 1"/>',
     '<set attributeName="href" to="x"/>', '<x:html xmlns:x="http://www.w3.org/1999/xhtml"/>'],
)  # fmt: skip
def test_what_is_not_needed_in_a_drawing_keeps_it_out_of_the_page(smuggled: str) -> None:
    assert drawn(house("one").replace("</svg>", f"{smuggled}</svg>"), "f1.", "") == ""


def test_a_label_in_another_font_or_with_maths_keeps_its_outlines() -> None:
    text = drawn(house("one", "◆ other", "$x^2$"), "f1.", "")
    assert "◆ other" not in text and "x^2" not in text
    used = set(re.findall(r'<use href="#([\w.]+)"', text))
    assert used and used <= set(re.findall(r' id="?([\w.]+)', text))


def test_the_page_holds_the_drawing_and_offers_it() -> None:
    columns, rows = (Column("What"),), (("one",),)
    figure = Figure("house", "A caption.", "What is seen.", "Source", house("one"), columns, rows)
    page = parser.document_fromstring(html_text(notebook_of(displayed(figure))))
    (drawing_,) = page.xpath("//figure[@id='house' and @data-name='figure-1']//svg[@role='img']")
    assert drawing_.get("aria-label") == "What is seen."
