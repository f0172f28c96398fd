"""One notebook with everything that a page may have to show, built with the real displays."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from tiny import TINY, write_package

from factbook.exhibits.evidence import Evidence, Sources, pool
from factbook.exhibits.exhibit import Cell, Column, Figure, Finding, Findings, Heading, KeyNumber, KeyNumbers, Table
from factbook.record.facts import Facts

MARKDOWN = """\
Prose with *emphasis*, **strength**, `code`, ~~a slip~~, a [link](https://example.org/a?b=c&d=e), an address
https://example.org/plain, a mail to <mailto:someone@example.org>, a footnote[^1] and the same one again[^1], maths $e^{i\\pi} + 1 = 0$ and
prices of $5 and $6. [The figure](#years) shows it, [the table](#standings) lists it; see [the lists](#Lists) and
[the next chapter](02-lists.ipynb). Raw HTML: H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd> and <b>bold</b>.<br>A new line.

[^1]: A note with *emphasis* and a [link](https://example.org/note).

> A quotation, as long as it must be to fill more than one line of the page, so that its measure can be seen beside that of the text.

$$\\int_0^1 x^2\\,\\mathrm{d}x = \\frac{1}{3}$$
"""
LISTS = """\
## Lists

- one
- two
  1. nested first
  2. nested second
- [ ] to do
- [x] done

Term
: Its definition.

| Left | Middle | Right |
|:-----|:------:|------:|
| a    | b      | 1     |
| `c`  | *d*    | 22    |

```python
def answer() -> int:
    return 42
```

---

![A red dot](attachment:dot.png)

<details><summary>More</summary>Hidden <script>alert(1)</script>words.</details>
"""
FRAME = """<style scoped>.dataframe {}</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>name</th><th>value</th></tr></thead>
<tbody><tr><th>0</th><td>alpha</td><td>1.5</td></tr><tr><th>1</th><td>beta</td><td>-2.25</td></tr></tbody></table>"""
STYLED = """<table id="T_1"><caption>A styled table</caption><thead><tr><th class="blank">&nbsp;</th><th colspan="2">2020</th>
<th colspan="2">2021</th></tr><tr><th class="blank">&nbsp;</th><th>mean</th><th>max</th><th>mean</th><th>max</th></tr></thead>
<tbody><tr><th rowspan="2">north</th><td>1</td><td>2</td><td>3</td><td>4</td></tr>
<tr><td>5</td><td>6</td><td>7</td><td>8</td></tr></tbody></table>"""


def dot() -> str:
    """A small red PNG, in base64."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0)
    pixels = b"".join(b"\0" + b"\xc0\x30\x30" * 24 for _ in range(24))
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    ).decode()


def drawing(width: float = 6.3, height: float = 2.4) -> str:
    """A bar chart as SVG, the same bytes every time."""
    from io import BytesIO

    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Canvas

    with mpl.rc_context({"svg.hashsalt": "sample", "font.size": 8.5}):
        figure = Canvas(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.bar(["1999", "2019", "2021"], [1, 1, 1], color="#1b4965")
        axes.set_ylabel("Facts")
        axes.spines[["top", "right"]].set_visible(False)
        buffer = BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue().decode()


def tiny_facts() -> Facts:
    """The tiny record with a disputed and an unconfirmed fact, a measure and ties between facts."""
    with TemporaryDirectory() as folder:
        write_package(
            Path(folder),
            facts=[
                *TINY["facts"],
                {"id": "rival", "statement": "No soup laboratory was ever promised.", "date": "2021-05~", "kind": "statement",
                 "said_by": "sylvania", "themes": "duck-soup", "actors": "sylvania;freedonia"},
            ],
            evidence=[
                *TINY["evidence"],
                {"fact": "rival", "source": "sylvania-2022", "bearing": "reports", "passage": "p3", "first_words": "no such",
                 "last_words": "was made", "note": "Said in passing."},
                {"fact": "promise", "source": "sylvania-2022", "bearing": "disputes", "passage": "p3", "first_words": "no such"},
                {"fact": "accord", "source": "herald-2022", "bearing": "silent", "note": "Searched for “accord” in the whole run."},
            ],
            sources=[
                *TINY["sources"],
                {**TINY["sources"][1], "id": "sylvania-2022", "title": "संवाद: A denial", "producer": "Sylvania", "voice": "sylvania",
                 "side": "Sylvania", "reliability": "primary", "url": "https://sylvania.example/denial", "language": "hi",
                 "citation": "Sylvania (2022), “संवाद: A denial”.", "attribution": "Sylvania (2022)"},
            ],
            links=[*TINY["links"], {"from": "rival", "relation": "rivals", "to": "promise"}],
            measures=[
                {"id": "soup-2020", "indicator": "soup eaten", "subject": "freedonia", "period": "2020", "value": "12", "unit": "litres",
                 "source": "gazette-2000", "note": "Estimated."},
            ],
        )  # fmt: skip
        return Facts.load(package=folder)


def sample_notebook(*, book: bool = False) -> NotebookNode:
    """The notebook: a single chapter, or (`book`) the same as a book with its title block and data in the metadata."""
    facts = tiny_facts()
    cells = [
        new_markdown_cell("# Freedonia and its soup\n\n> What was promised, and what became of it?"),
        new_code_cell("as_of = ''", metadata={"tags": ["parameters"]}),
        displayed(findings("judgements", facts)),
        displayed(KeyNumbers((
            KeyNumber("4", "facts in the record", "of which one is disputed", ("accord", "visit", "promise", "rival")),
            KeyNumber("12 litres", "of soup eaten in 2020", "by estimate", measures=("soup-2020",)),
            KeyNumber("1999", "year of the accord", "the first fact known", ("accord",)),
        ))),
        new_markdown_cell("## What happened\n\n" + MARKDOWN),
        displayed(Heading("The promise is the last thing known", level=3)),
        displayed(findings("paragraph", facts)),
        displayed(Figure("years", "Each of three years has one fact.", "Three bars of the same height, at 1999, 2019 and 2021.",
                         "Gazette (2020); Herald (2022)", drawing(), (Column("Year"), Column("Facts", "right")),
                         (("1999", Cell("1", facts=("accord",))), ("2019", Cell("1", facts=("visit",))), ("2021", "1")))),
        displayed(findings("list", facts)),
        displayed(Table("standings", "One fact in four is disputed.", "Gazette (2020)",
                        (Column("Fact", width=5), Column("When", width=2), Column("Standing", width=2), Column("Sources", "right", 1)),
                        tuple((Cell(fact.statement, facts=(fact.id,)), fact.date.words,
                               Cell(fact.standing.label, standing=fact.standing.label), str(len(fact.sources))) for fact in facts))),
        new_markdown_cell(LISTS, attachments={"dot.png": {"image/png": dot()}}),
        new_markdown_cell("## Ordinary outputs"),
        code("frame", output("display_data", {"text/html": FRAME, "text/plain": "frame"}), shown=True),
        code("styled", output("execute_result", {"text/html": STYLED, "text/plain": "styled"})),
        code("print(1)", new_output("stream", name="stdout", text="plain \x1b[31mred\x1b[0m \x1b[1;34mbold blue\x1b[0m\n"),
             new_output("stream", name="stderr", text="a warning\n")),
        code("1 / 0", new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[
            "\x1b[31mZeroDivisionError\x1b[39m                Traceback (most recent call last)",
            "\x1b[32m----> 1\x1b[39m \x1b[32m1\x1b[39m / \x1b[32m0\x1b[39m",
            "\x1b[31mZeroDivisionError\x1b[39m: division by zero"])),
        code("png", output("display_data", {"image/png": dot(), "text/plain": "<Figure>"}, {"image/png": {"alt": "A red square"}})),
        code("formula", output("execute_result", {"text/latex": "$\\displaystyle \\sqrt{x^2 + 1}$", "text/plain": "sqrt(x**2 + 1)"})),
        code("{'a': 1}", output("execute_result", {"text/plain": "{'a': 1, 'b': [1, 2, 3]}"})),
        new_raw_cell("for another format", metadata={"raw_mimetype": "text/latex"}),
        new_markdown_cell("## Evidence"),
        displayed(Evidence(facts)),
        new_markdown_cell("## Sources"),
        displayed(Sources(facts)),
    ]  # fmt: skip
    notebook = new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    return as_book(notebook, facts) if book else notebook


def as_book(notebook: NotebookNode, facts: Facts) -> NotebookNode:
    """The notebook with a title block, its evidence pooled and a file attached, as a book has them."""
    notebook.metadata["factbook"] = {
        "edition": {"title": "Freedonia & Sylvania", "subtitle": "Soup, diplomacy and what was said about them", "paper": "A4",
                    "words": "As known on 7 June 2022", "horizon": "2022-06-07", "parameters": {}, "lang": "en-GB"},
        "pool": pool(facts),
        "attachments": [{"name": "facts.csv", "mime": "text/csv", "description": "Data package: facts", "base64": "aWQsc3RhdGVtZW50Cg=="}],
    }  # fmt: skip
    return notebook


def findings(style: Any, facts: Facts) -> Findings:
    """Findings of every standing: one that cites much, one that cites a measure, one with hostile markup in it."""
    return Findings([
        Finding("An accord of 1999 is the first thing known.", ["accord"]),
        Finding("A visit followed twenty years later, and two voices tell of it.", ["visit"]),
        Finding("A laboratory was promised, which is disputed.", ["promise", "rival"]),
        Finding("All of it rests on four facts.", list(facts)),
        Finding("Twelve litres of soup were eaten in 2020.", measures=["soup-2020"]),
        Finding("Nothing is known of <script>alert(1)</script> or [x](javascript:alert(1)).", open=True),
    ], style)  # fmt: skip


def displayed(thing: Any, **metadata: Any) -> NotebookNode:
    """A code cell that displayed one of our things."""
    return code("thing", output("execute_result", thing._repr_mimebundle_()), **metadata)


def code(source: str, *outputs: NotebookNode, shown: bool = False, **metadata: Any) -> NotebookNode:
    """A code cell with outputs; `shown` tags it so that its code is printed."""
    return new_code_cell(source, outputs=list(outputs), metadata={**({"tags": ["show-code"]} if shown else {}), **metadata})


def output(kind: str, data: dict[str, Any], metadata: dict[str, Any] | None = None) -> NotebookNode:
    """One rich output."""
    made = new_output(kind, data=data, metadata=metadata or {})
    return nbformat.from_dict(made)


def notebook_of(*cells: NotebookNode) -> NotebookNode:
    """A notebook of a few cells, with ids that never change."""
    made = new_notebook(cells=list(cells))
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    return made
