"""Texts that would like to be more than text, and notebooks and a data package that say them wherever a text can be said."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from sample import code, displayed, dot, drawing, notebook_of, output
from tiny import TINY, write_package

from factbook.exhibits.exhibit import Cell, Column, Figure, Finding, Findings, Heading, KeyNumber, KeyNumbers, Table

HOSTILE = [
    # markup of the page
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>", "</svg><script>alert(1)</script>", "'\"><svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<style>*{background:url(//evil.example)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example><button>", "<details open ontoggle=alert(1)>",
    "<a href='java\tscript:alert(1)'>a</a>", "<math><mtext><script>alert(1)</script></mtext></math>",
    "<noscript><p title='</noscript><img src=x>'>", "<!-- comment", "-->", "<![CDATA[", "]]>", "<?xml-stylesheet href='//evil.example'?>",
    "&#0;", "&#x202e;", "&lt;script&gt;", "<object data=//evil.example>", "<embed src=//evil.example>", "<video src=//evil.example>",
    "<svg><foreignObject><script>1</script>",
    # links
    "](javascript:alert(1))", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](java%0ascript:alert(1))",
    "[a](&#106;avascript:alert(1))", "[a](vbscript:x)", "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](file:///etc/passwd)",
    "[a](//evil.example)", "[a](\\\\evil.example\\x)", "[a](ftp://evil.example)", "[a](blob:https://evil.example)",
    "<javascript:alert(1)>", "[a]: javascript:alert(1)", "![a](file:///etc/passwd)", "![a](//evil.example/a.png)",
    "![a](../../../etc/passwd)", "![a](attachment:none.png)", "[a](https://[evil)", "javascript:alert(1)",
    # the languages behind the page
    '#read("/etc/passwd")', '#eval("panic()")', '#import "style.typ": *', "#{ while true {} }", "#show: none", "@label", "<label>",
    "#pagebreak()", "$ #read(\"x\") $", "$\\text{<script>alert(1)</script>}$", "$\\href{javascript:alert(1)}{x}$",
    "$\\input{/etc/passwd}$", "$\\frac{$", "$$", "\\begin{align}<script>alert(1)</script>\\end{align}", "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}", "{# gone #}", "${7*7}", "%(x)s {0} %s", "*/ } body { display: none } /*", "\\u003cscript\\u003e",
    "\\00003cscript", "=HYPERLINK(\"//evil.example\")", "'; DROP TABLE facts; --", "`code` ``` ~~~",
    # characters
    "\u202egnp.exe\u202c", "a\u2066b\u2069c\u200e", "\ufeffmark", "soft\u00adhyphen", "zero\u200bwidth\u200djoiner",
    "line\u2028separator\u2029", "escape\x1b[31mred\x1b]8;;//evil.example\x07", "bell\x07", "delete\x7f\x9f", "tag\U000e0041s",
    "private\ue000", "not\ufffea character", "x" * 10_000,
]  # fmt: skip
UNWRITABLE = ["nul\x00", "lone \ud800 surrogate", "pair \udc00\ud800 reversed"]  # a notebook may hold them; a CSV file in UTF-8 cannot

NAMES = (
    "A*STAR*", "ISRO_[x]_", "`Ariane`", "US$5 or US$6", "[SES](https://ses.example)", "![LuxSpace](x.png)", "**Bold.** Co", "~~Old~~ Space",
    "www_a_b", "<https://b.example>", "Spire\\*", "AT&amp;T", "[^1]",
)  # fmt: skip  # of actors, themes and publishers, which look like markup


def package(folder: Path, text: str) -> Path:
    """The tiny data package, with the text in every column that is free."""
    short = " ".join(text.split()[:6])
    sources = [
        {**row, "title": text, "producer": text, "citation": text, "attribution": text, "licence": text,
         "url": f"https://evil.example/{number}/{''.join(text.split())}"}
        for number, row in enumerate(TINY["sources"])
    ]  # fmt: skip
    return write_package(
        folder,
        facts=[{**row, "statement": f"{row['id']}: {text}.", "label": short, "value": "5", "unit": text} for row in TINY["facts"]],
        evidence=[
            {**row, "passage": text, "first_words": " ".join(text.split()[:5]), "last_words": " ".join(text.split()[:5]), "note": text}
            for row in TINY["evidence"]
        ],
        sources=sources,
        themes=[{**row, "label": f"{row['id']} {text}", "group": text, "definition": text} for row in TINY["themes"]],
        actors=[{**row, "name": f"{row['id']} {text}", "definition": text} for row in TINY["actors"]],
        measures=[{"id": "soup", "indicator": text, "subject": text, "period": "2020", "value": "12", "unit": text,
                   "source": "gazette-2000", "note": text}],
        corrections=[{"file": "facts.csv", "row": "accord", "field": "statement", "was": text, "now": text,
                      "reason": text, "date": "2022-01-01"}],
    )  # fmt: skip


def chapter(text: str) -> NotebookNode:
    """A notebook that any hand could have written, with the text in each kind of cell and output."""
    escaped, frame = html.escape(text), pd.DataFrame({text: [text, 1]}, index=["row", text])
    styled = frame.style.set_table_styles([{"selector": "td", "props": "background: url(//evil.example/x.png)"}]).set_caption(text)
    made = notebook_of(
        new_markdown_cell(f"# Title\n\n{text}\n\n- {text}\n\n> {text}\n\n| {text} |\n|---|\n| {text} |\n\n"
                          f"A [link]({text} \"{text}\") and ![picture]({text}).",
                          attachments={text: {"image/png": dot()}, "drawing.svg": {"image/svg+xml": svg(text)}}),
        new_markdown_cell(f"![attached](attachment:drawing.svg)\n\n${text}$\n\n$$\n{text}\n$$\n\n```{text}\n{text}\n```\n\n# {text}"),
        new_markdown_cell(f"<p title='{text}'>{text}</p><img src='{text}' alt='{text}'><a href='{text}'>{text}</a>"
                          f"<table><caption>{text}</caption><tr><td style='background:url({text})'>{text}</td></tr></table>"),
        code(text, new_output("stream", name="stdout", text=text), new_output("stream", name="stderr", text=text), shown=True),
        code("1", new_output("error", ename=text, evalue=text, traceback=[text])),
        code("2", output("execute_result", {"text/plain": text}), output("display_data", {"text/markdown": text, "text/plain": text})),
        code("3", output("display_data", {"text/html": frame.to_html()}), output("display_data", {"text/html": styled.to_html(uuid="x")})),
        code("4", output("display_data", {"text/html": f"<b>{escaped}</b><table><tr><td>{escaped}</td></tr></table>{text}"})),
        code("5", output("display_data", {"text/latex": f"${text}$", "text/plain": text}), output("display_data", {"text/latex": text})),
        code("6", output("display_data", {"image/svg+xml": svg(text)}, {"alt": text}),
             output("display_data", {"image/png": dot()}, {"alt": text})),
        code("7", output("display_data", {"application/javascript": "alert(1)", "text/plain": text}), alt=text),
    )  # fmt: skip
    made.metadata["title"] = text
    made.metadata["language_info"] = {"name": text}
    return made


def book(text: str, *more: NotebookNode) -> NotebookNode:
    """A book of our own displays, with the text in each of their parts, in its title block and its attachments, and more cells."""
    column, cell = Column(text), Cell(text, href=text)
    made = notebook_of(
        displayed(Heading(text, level=2)),
        displayed(Findings([Finding(f"{text}.", open=True)])),
        displayed(KeyNumbers((KeyNumber(text, text, text),))),
        displayed(Table("table", f"{text}.", text, (column, Column("B")), ((cell, text),))),
        displayed(Figure("figure", f"{text}.", text, text, drawing(), (column,), ((text,),))),
        *more,
    )
    told = {"title": text, "subtitle": text, "words": text, "horizon": "2022-06-07", "parameters": {text: [text]}, "name": "hostile",
            "package": {"name": text, "description": text, "homepage": text, "licenses": [{"name": text, "path": text}],
                        "contributors": [{"title": text}]}}  # fmt: skip
    files = [{"name": f"{text}.csv", "mime": "text/csv", "description": text, "base64": "aWQK"}]
    made.metadata["factbook"] = {"edition": told, "attachments": files}
    return made


def svg(text: str) -> str:
    """A drawing with everything in it that a drawing should not have, and the text where text can stand."""
    said = html.escape(re.sub("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]", "", text))  # which XML cannot hold
    return (
        '<?xml version="1.0" encoding="utf-7"?><?xml-stylesheet href="//evil.example/x.css"?>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="60" height="40" onload="alert(1)">'
        "<script>alert(1)</script><foreignObject><p xmlns='http://www.w3.org/1999/xhtml' onclick='alert(1)'>p</p></foreignObject>"
        '<style>@import url(//evil.example/x.css); rect { fill: url("//evil.example/a.svg#b") } @\\69mport "//evil.example"</style>'
        '<image href="//evil.example/x.png" width="9" height="9"/><image x:href="file:///etc/passwd" width="9" height="9"/>'
        '<a x:href="javascript:alert(1)"><rect width="20" height="20" fill="url(https://evil.example/x#y)"/></a>'
        '<rect style="filter:u\\72l(//evil.example)" height="3"/>'
        '<use href="//evil.example/x.svg#y"/><set attributeName="href" to="javascript:alert(1)"/><animate attributeName="x" values="1;2"/>'
        f"<title>{said}</title><text x='5' y='30'>{said[:40]}</text></svg>"
    )
