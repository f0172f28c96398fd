"""A record that fits in the head, and chapters about it: what tests build instead of the real thing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import nbformat

from factbook.record.rows import ROWS, columns

TINY: dict[str, list[dict[str, str]]] = {
    "facts": [
        {"id": "accord", "statement": "Freedonia and Sylvania signed an accord.", "date": "1999", "kind": "agreement", "delivery": "done",
         "themes": "trade", "actors": "freedonia;sylvania"},
        {"id": "visit", "statement": "Rufus Firefly visited Sylvania.", "date": "2019-04-02", "kind": "event", "delivery": "done",
         "themes": "trade;duck-soup", "actors": "firefly;sylvania"},
        {"id": "promise", "statement": "Freedonia promised a soup laboratory.", "date": "2021-05", "kind": "commitment",
         "delivery": "announced", "said_by": "firefly", "owner": "freedonia", "themes": "duck-soup", "actors": "freedonia"},
    ],
    "evidence": [
        {"fact": "accord", "source": "gazette-2000", "bearing": "reports", "passage": "p1"},
        {"fact": "visit", "source": "gazette-2000", "bearing": "reports", "passage": "p1"},
        {"fact": "visit", "source": "herald-2022", "bearing": "corroborates", "passage": "p2"},
        {"fact": "promise", "source": "herald-2022", "bearing": "reports", "passage": "p1"},
    ],
    "sources": [
        {"id": "gazette-2000", "title": "Accord signed", "producer": "Gazette", "url": "https://gazette.example/accord",
         "date_published": "2020-03-04", "date_accessed": "2026-01-01", "language": "en", "kind": "news", "side": "Freedonia",
         "voice": "freedonia", "reliability": "primary", "citation": "Gazette (2020).", "attribution": "Gazette (2020)",
         "licence": "CC BY"},
        {"id": "herald-2022", "title": "Visit recalled", "producer": "Herald", "url": "https://herald.example/visit",
         "date_published": "2022-06-07", "date_accessed": "2026-01-01", "language": "en", "kind": "news", "side": "third party",
         "voice": "third party", "reliability": "secondary", "citation": "Herald (2022).", "attribution": "Herald (2022)",
         "licence": "CC BY"},
    ],
    "themes": [
        {"id": "trade", "label": "Trade", "group": "Business", "definition": "Buying and selling."},
        {"id": "duck-soup", "label": "Duck soup", "group": "Kitchen", "definition": "All about soup."},
    ],
    "actors": [
        {"id": "freedonia", "name": "Freedonia", "kind": "state", "side": "Freedonia", "definition": "A state."},
        {"id": "sylvania", "name": "Sylvania", "kind": "state", "side": "Sylvania", "definition": "A state."},
        {"id": "firefly", "name": "Rufus Firefly", "kind": "person", "side": "Freedonia", "definition": "A head of state."},
    ],
    "links": [{"from": "promise", "relation": "follows", "to": "visit"}],
    "measures": [],
    "corrections": [],
}  # fmt: skip

PARAMETERS = """\
as_of: str = ""  # knowledge horizon
since: str = ""  # first day
themes: list[str] = []  # ids of the themes to keep
package: str = ""  # folder of another data package
"""
SETUP = """\
from factbook import Evidence, Facts, Figure, Finding, Sources
facts = Facts.load(as_of=as_of, since=since, themes=themes, package=package)"""


def write_package(folder: Path, **changed: list[dict[str, str]]) -> Path:
    """A tiny data package in `folder`, with some of its files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = {"name": "freedonia-sylvania", "title": "Freedonia and Sylvania", "sides": ["Freedonia", "Sylvania"]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    for resource in ROWS:
        with (folder / f"{resource}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, list(columns(resource)), restval="", lineterminator="\n")
            rows.writeheader()
            rows.writerows({**TINY, **changed}[resource])
    return folder


def notebook(*cells: tuple[str, str, str]) -> nbformat.NotebookNode:
    """A notebook out of (kind or tags, id, source): kind is `markdown`, else the cell is code with those tags."""
    made = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    for tags, name, source in cells:
        cell = nbformat.v4.new_markdown_cell(source) if tags == "markdown" else nbformat.v4.new_code_cell(source)
        cell.id = name
        if tags not in ("markdown", "code"):
            cell.metadata["tags"] = tags.split()
        made.cells.append(cell)
    return made


def write_chapter(file: Path, *cells: tuple[str, str, str], parameters: str = PARAMETERS, setup: str = SETUP) -> Path:
    """A chapter with title, parameters and setup, and the cells given."""
    title = f"# {file.stem[3:].capitalize()}\n\n> What is asked?"
    opening = [("markdown", "title", title), ("parameters", "parameters", parameters), ("code", "setup", setup)]
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(*opening, *cells), file)
    return file
