"""One book out of executed chapters: a notebook that holds all that the exporters need, and no trace of how it was run."""

from __future__ import annotations

import csv
import io
import mimetypes
from base64 import b64encode
from collections.abc import Callable, Sequence
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat

from factbook.book.chapters import Chapter
from factbook.book.edition import Edition, in_words
from factbook.book.execute import Executed
from factbook.book.narrowed import narrowed
from factbook.exhibits.exhibit import MIME
from factbook.record.dates import parse
from factbook.record.facts import Record
from factbook.record.package import DESCRIPTOR, Package

_DROPPED = {"parameters", "injected-parameters"}
_BRIEF, _ONLY_BRIEF = "brief", "brief-only"
_POOLED = ("evidence", "sources")
_LONGEST_ID = 64  # by the notebook format
_ABOUT = ("name", "version", "description", "homepage", "licenses", "contributors", "created")  # of the descriptor


def assemble(executed: Sequence[Executed], edition: Edition, package: Package, record: Record) -> nbformat.NotebookNode:
    """The book: the chapters' cells one after the other, their evidence and sources pooled in the metadata."""
    book: nbformat.NotebookNode = nbformat.v4.new_notebook()
    pool: dict[str, dict[str, dict[str, Any]]] = {part: {} for part in ("entries", "sources")}
    for chapter in executed:
        notebook = deepcopy(chapter.notebook)
        book.metadata.setdefault("kernelspec", notebook.metadata.get("kernelspec", {}))
        book.metadata.setdefault("language_info", notebook.metadata.get("language_info", {}))
        for cell in notebook.cells:
            _pool(cell, pool)
        book.cells += [_owned(cell, chapter.chapter) for cell in narrowed(_kept(notebook.cells, edition.length))]
    book.metadata["title"] = edition.title or record.title
    book.metadata["factbook"] = {
        "edition": about(edition, record),
        "pool": {part: list(items.values()) for part, items in pool.items()},
        "attachments": attachments(package, record),
    }
    return book


def name(edition: Edition, record: Record) -> str:
    """What the edition's files are called, without their endings."""
    return record.name + ("-brief" if edition.length == "brief" else "")


def about(edition: Edition, record: Record) -> dict[str, Any]:
    """The edition as the title block, the citation and the metadata of both formats tell it."""
    return {
        "title": edition.title or record.title,
        "subtitle": str(record.descriptor.get("description", "")),
        "words": in_words(edition, record),
        "horizon": record.horizon.isoformat(),
        "parameters": parameters(edition, record),
        "name": name(edition, record),
        "paper": edition.paper,
        "length": edition.length,
        "lang": str(record.descriptor.get("language", "en-GB")),
        "package": {key: record.descriptor[key] for key in _ABOUT if key in record.descriptor},
    }


def parameters(edition: Edition, record: Record) -> dict[str, Any]:
    """The parameters that were set; a package by its name, since where it lies is nobody else's concern."""
    values: dict[str, Any] = dict(edition.given)
    if values.get("package"):
        values["package"] = record.name
    return values


def attachments(package: Package, record: Record) -> list[dict[str, str]]:
    """The files of the data package, to travel inside the report: of an earlier day, only the rows that were known by then."""
    files = sorted(
        path for path in package.folder.iterdir() if path.name == DESCRIPTOR or (path.stem in package.tables and path.suffix == ".csv")
    )
    return [
        {
            "name": path.name,
            "mime": "text/csv" if path.suffix == ".csv" else mimetypes.types_map.get(path.suffix, "application/octet-stream"),
            "description": f"Data package: {path.stem}",
            "base64": b64encode(known_rows(path, record)).decode(),
        }
        for path in files
    ]


def known_rows(file: Path, record: Record) -> bytes:
    """The content of a file of the data package, without the rows that could not have been known by the record's horizon."""
    content = file.read_bytes()
    tests: dict[str, Callable[[dict[str, str]], bool]] = {
        "facts": lambda row: row["id"] in record.facts,
        "evidence": lambda row: row["fact"] in record.facts and row["source"] in record.sources,
        "sources": lambda row: row["id"] in record.sources,
        "links": lambda row: row["from"] in record.facts and row["to"] in record.facts,
        "measures": lambda row: row["source"] in record.sources,
        "corrections": lambda row: parse(row["date"]).latest <= record.horizon,
    }
    known = tests.get(file.stem)
    if known is None:
        return content
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    names = [name.strip() for name in header]
    cells = ([cell.strip() for cell in row] for row in rows)
    kept = [row for row, written in zip(rows, cells, strict=True) if not any(written) or known(dict(zip(names, written, strict=True)))]
    if kept == rows:
        return content
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *kept])
    return out.getvalue().encode()


def _pool(cell: nbformat.NotebookNode, pool: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Move the entries and sources in a cell's outputs into the pool, each once; which ones the evidence lists stays there."""
    for output in cell.get("outputs", ()):
        payload = output.get("data", {}).get(MIME, {})
        if payload.get("kind") in _POOLED:
            for part, items in pool.items():
                for item in payload.get(part, ()):
                    items.setdefault(item["id"], item)
            listed = payload["entries"] if payload["kind"] == "evidence" else ()
            payload["entries"] = [{"id": entry["id"], "chosen": True} for entry in listed if entry["chosen"]]
            payload["sources"] = []
            payload.pop("edition", None)  # the book has its own


def _kept(cells: Sequence[nbformat.NotebookNode], length: str) -> list[nbformat.NotebookNode]:
    """The cells that a reader meets; in a brief edition the title and what is tagged for it, or nothing at all."""
    shown = [cell for cell in cells if not _DROPPED & set(cell.metadata.get("tags", ()))]
    if length == "full":
        return [cell for cell in shown if _ONLY_BRIEF not in cell.metadata.get("tags", ())]
    brief = [cell for cell in shown if {_BRIEF, _ONLY_BRIEF} & set(cell.metadata.get("tags", ()))]
    title = next((cell for cell in shown if cell.cell_type == "markdown"), None)
    return [title, *(cell for cell in brief if cell is not title)] if brief and title is not None else brief


def _owned(cell: nbformat.NotebookNode, chapter: Chapter) -> nbformat.NotebookNode:
    """The cell under an id that no other chapter's cell has, and with the name of its notebook, by which other chapters link to it."""
    cell.metadata["factbook"] = {**cell.metadata.get("factbook", {}), "chapter": chapter.path.stem}
    if not cell.id.startswith(f"{chapter.slug}-"):
        cell.id = f"{chapter.slug}-{cell.id}"
    if len(cell.id) > _LONGEST_ID:
        cell.id = f"{cell.id[: _LONGEST_ID - 9]}-{sha256(cell.id.encode()).hexdigest()[:8]}"
    return cell
