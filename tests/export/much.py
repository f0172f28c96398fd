"""Notebooks with much evidence: forty entries and what cites them; figures of one series; sentences of every length."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from sample import code, displayed, notebook_of, output

from factbook.exhibits.exhibit import MIME, Displayed, Finding, Findings

_ENTRY = {
    "kind": "fact", "chosen": True, "date": "2020", "edtf": "2020", "fact_kind": "event", "delivery": "done",
    "standing": "single source", "reason": "Single source.", "known_from": "", "themes": [], "actors": [], "evidence": [], "links": [],
}  # fmt: skip


def much_notebook(*shown: Finding | Displayed) -> NotebookNode:
    """A notebook with forty entries, and what is shown of them; else a finding that rests on every other one."""
    entries = [{**_ENTRY, "id": f"f{number}", "statement": f"Thing {number} happened."} for number in range(1, 41)]
    entries[0]["standing"] = "disputed"
    findings = [part for part in shown if isinstance(part, Finding)]
    if not shown:
        findings = [Finding("Half of it matters.", [entry["id"] for entry in entries[::2]])]
    displays = [part for part in shown if not isinstance(part, Finding)]
    return _notebook([*([Findings(findings)] if findings else []), *displays], entries)


def lengths_notebook() -> NotebookNode:
    """A notebook with sentences of every length, so that at any width some of them end where their line does."""
    return much_notebook(*(Findings([Finding(f"It{'l' * length} do.", ["f1"])]) for length in range(120)))


def series_notebook() -> NotebookNode:
    """A notebook with three figures that differ in period and value, and one fact; a finding rests on the second figure."""
    line = {
        "source": "s",
        "attribution": "Gazette, 2003",
        "bearing": "reports",
        "passage": "",
        "href": "",
        "note": "A count.",
        "reliability": "",
    }
    figures = [
        {**_ENTRY, "id": f"soups-{year}", "kind": "measure", "date": f"{year}", "edtf": f"{year}", "evidence": [line],
         "statement": f"Freedonia: soups cooked, {year}: {year - 1980} bowls.",
         "figure": {"of": "Freedonia: soups cooked", "unit": "bowls", "value": f"{year - 1980}"}}
        for year in (2000, 2001, 2002)
    ]  # fmt: skip
    fact = {**_ENTRY, "id": "pot", "statement": "A pot was bought."}
    return _notebook([Findings([Finding("In 2001 they cooked 21 soups.", measures=["soups-2001"])])], [*figures, fact])


def _notebook(shown: list[Displayed], entries: list[dict[str, Any]]) -> NotebookNode:
    evidence = {"kind": "evidence", "entries": entries, "sources": []}
    return notebook_of(
        new_markdown_cell("# Much\n\n## Said"),
        *map(displayed, shown),
        new_markdown_cell("## Evidence"),
        code("x", output("display_data", {MIME: evidence})),
    )
