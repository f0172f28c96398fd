"""Hostile text in every field that reaches the page: it is seen as text, and does nothing."""

from __future__ import annotations

import re
from typing import Any

import nbformat
import pytest
from lxml import html as parser
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from sample import code, drawing, notebook_of, output

from factbook.characters import visible
from factbook.exhibits.exhibit import MIME
from factbook.export.html import html_text

HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)></iframe>", "<a href=javascript:alert(1)>x</a>",
    "<object data=x></object>", "<embed src=x>", "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<form action=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<style>*{display:none}</style>",
    "<math><mtext><script>alert(1)</script></mtext></math>", "<!-- a comment -->", "<![CDATA[ x ]]>", "<?php echo 1 ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "\\u003cscript\\u003e", "[x](javascript:alert(1))",
    "![x](javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](file:///etc/passwd)", "![x](file:///etc/passwd)",
    "![x](../../etc/passwd)", "[x]: javascript:alert(1)", "<javascript:alert(1)>", "[x](vbscript:msgbox(1))", "{{ 7 * 7 }}",
    "{% raw %}{{ config }}{% endraw %}", "{# gone #}", "${7*7}", "#{7*7}", '#read("/etc/passwd")', "@label",
    "$\\text{<script>alert(1)</script>}$", "$\\href{javascript:alert(1)}{x}$", "\u202egnp.exe", "a\u200eb\u2066c\u2069",
    "nul\x00bel\x07esc\x1b[31m", "\ufeffbom", "=HYPERLINK(\"https://evil.example\")", "x" * 10_000, "`code` ``` ~~~",
    "onclick=alert(1) style=color:red",
]  # fmt: skip
TAGS = set(
    re.findall(
        "[a-z0-9]+",
        "html head meta title style script body a svg symbol circle path use div nav p details summary ol ul li h1 h2 h3 header main "
        "section footer span figure figcaption img table caption thead tbody tr th td form label input select option button em strong code "
        "pre sup sub del br b i math mrow mtext mi mo mn mspace",
    )
)


def hostile_notebook(texts: list[str]) -> NotebookNode:
    """A book in which every field of every display says each of the texts."""
    ids = [f"f{number}" for number in range(len(texts))]
    entries = [
        {
            "id": id, "kind": "fact", "chosen": True, "statement": text, "date": text, "edtf": text, "fact_kind": "event", "delivery": text,
            "standing": "disputed", "reason": text, "known_from": text, "said_by": [["person", text]],
            "themes": [[text, text]], "actors": [[text, text]],
            "evidence": [{"source": id, **dict.fromkeys(("attribution", "bearing", "passage", "href", "note", "reliability"), text)}],
            "links": [{"relation": text, "direction": "from", "fact": id, "statement": text}],
        }
        for id, text in zip(ids, texts, strict=True)
    ]  # fmt: skip
    sources = [
        {
            **dict.fromkeys(("title", "citation", "attribution", "url", "licence", "language", "kind", "date_accessed"), text),
            "id": id,
            "rests": 1,
        }
        for id, text in zip(ids, texts, strict=True)
    ]
    columns = [{"label": text, "align": "left", "width": 0} for text in texts]
    rows = [
        [{"text": text, "facts": [id], "href": text, "standing": "disputed", "verdict": id} for id, text in zip(ids, texts, strict=True)]
    ]
    exhibits = [
        [
            {
                "kind": "figure",
                "key": f"figure-{id}",
                "caption": text,
                "alt": text,
                "source": text,
                "svg": "<svg/>",
                "columns": [],
                "rows": [],
            },
            {"kind": "heading", "level": 2, "text": text, "id": ""},
            {"kind": "numbers", "items": [{"value": text, "label": text, "note": text, "facts": [id], "measures": []}]},
            {"kind": "findings", "style": "judgements", "items": [{"text": text, "facts": [id], "measures": []}]},
        ]
        for id, text in zip(ids, texts, strict=True)
    ]
    payloads: list[dict[str, Any]] = [
        *(payload for group in exhibits for payload in group),
        {"kind": "table", "key": "table", "caption": texts[0], "source": texts[0], "columns": columns, "rows": rows},
        {"kind": "evidence", "entries": entries, "sources": sources},
        {"kind": "sources", "entries": [], "sources": []},
    ]
    made = notebook_of(
        *(code("x", output("display_data", {MIME: payload})) for payload in payloads),
        *(new_markdown_cell(text) for text in texts),
        *(code(text, output("display_data", {"text/plain": text}), shown=True) for text in texts),
        *(code("x", output("display_data", {"text/html": f"<p>{text}</p><table><tr><td>{text}</td></tr></table>"})) for text in texts),
    )
    everything = " ".join(texts)
    package = {"homepage": texts[0], "version": everything, "licenses": [{"name": everything}], "contributors": [{"title": everything}]}
    told = {"title": everything, "subtitle": everything, "words": everything, "horizon": everything, "parameters": {}, "package": package}
    made.metadata["factbook"] = {"edition": told}
    return made


@pytest.fixture(scope="module")
def page() -> Any:
    return parser.document_fromstring(html_text(hostile_notebook(HOSTILE)))


def test_there_are_more_than_fifty_minus_one_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 50


def test_no_tag_or_attribute_comes_from_the_text(page: Any) -> None:
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} - TAGS == set()
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json", None]
    names = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction")]


def test_every_address_is_one_the_page_may_have(page: Any) -> None:
    for href in page.xpath("//@href"):
        assert re.match(r"#|https?://|mailto:", href), href
    assert all(re.match("data:image/(svg.xml|png|jpeg|gif);base64,", src) for src in page.xpath("//@src"))


def test_no_character_hides_or_reorders_others(page: Any) -> None:
    shown = page.find("body").text_content() + "".join(page.xpath("//@alt | //@aria-label | //@content"))
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f\u200e\u202a-\u202e\u2066-\u2069\ufeff]", shown) == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_the_text_is_there_to_be_read(page: Any, number: int) -> None:
    seen = visible(HOSTILE[number])
    (entry,) = page.xpath(f"//li[@id='fact-f{number}']")
    assert seen in entry.xpath("string(p[1])")
    assert seen in entry.xpath("string(ul//i)")
    (figure,) = page.xpath(f"//figure[@id='figure-f{number}']")
    assert figure.xpath("string(.//img/@alt)") == seen and seen in figure.xpath("string(figcaption)")
    assert seen in page.xpath("string(//table//tr)") and seen in page.xpath("string(//h1)")


def test_names_that_would_be_attributes_are_names() -> None:
    notebook = hostile_notebook(["fine"])
    everywhere = nbformat.writes(notebook).replace('"f0"', '"f0 onclick=alert(1) x=\\"y\\" <b>"')
    page = parser.document_fromstring(html_text(nbformat.reads(everywhere, 4)))
    assert not page.xpath("//@onclick | //@x") and page.xpath("//li[@class='entry']/@id") == ['fact-f0 onclick=alert(1) x="y" <b>']


def test_a_drawing_that_runs_or_loads_something_does_neither() -> None:
    svg = drawing().replace("</svg>", "<script>alert(1)</script><image href='https://evil.example/x.png'/></svg>")
    page = parser.document_fromstring(html_text(notebook_of(code("x", output("display_data", {"image/svg+xml": svg})))))
    (src,) = page.xpath("//img/@src")
    from base64 import b64decode

    drawn = b64decode(src.partition(",")[2]).decode()
    assert "<path" in drawn and "script" not in drawn and "evil" not in drawn
