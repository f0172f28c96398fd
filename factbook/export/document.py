"""A notebook as one document: the tree of plain dictionaries that both formats are drawn from.

`document(notebook)` returns a JSON-able dictionary:

    title, subtitle, lang         the title block, as plain text; the title is that of the edition, else the level-1
                                  heading that a notebook begins with (in Markdown; it then is no block), else metadata.title, else the
                                  notebook's name
    book                          whether the notebook is a book: its edition has a title, its level-1 headings are chapters
    edition                       metadata.factbook.edition: {"words": …, "horizon": …, "parameters": {…}, …}, else what a chapter's
                                  sources say of it, or {}
    blocks                        the nodes below, in order; each names the notebook `cell` it comes from (its id, else its number)
    entries                       evidence entries by id, in order of their number (see exhibits.evidence), each with its
                                  `number`, `anchor` and `cited_at`: [{"id": anchor of a citation, "where": "2.1" or "Table 3"}]
    sources                       sources by id, each with its `anchor`: of those evidence entries and bibliographies that are shown
    index                         {"actors": [{"name", "entries": [id]}], "themes": …} of the entries shown, by name
    attachments                   metadata.factbook.attachments: [{"name", "mime", "description", "base64"}]
    warnings                      [{"cell", "message", "kind"?}]: what a reader will miss, such as a picture without alt text, one that was
                                  not found, or an interactive figure: in the place of these last stands a note in words. The kind is
                                  `picture` (without alt text), `heading` (without words) or `evidence` (not at hand), else not told
    cells                         by the name that warnings and blocks give a cell, how an author finds it in JupyterLab, which shows no
                                  ids: "number 5, In [2]"; {} of a book, whose cells are those of its chapters

Block nodes, by `type` (a field with ? may be absent):

    heading          {level, id, number, children}    level 1 is the highest below the title; number is "" where there is none
    paragraph        {children}
    list             {ordered, start, children: [list_item {checked?, children: [block]}]}
    def_list         {items: [{term: [inline], definitions: [[block]]}]}
    block_quote      {children: [block]}
    block_code       {raw, info}
    code             {raw, language}                  a code cell that is to be shown
    thematic_break   {}
    block_math       {raw, mathml, typst}             mathml and typst are "" where the formula could not be translated
    table            {key?, number?, caption, source, columns: [{children, align, width}], rows: [[cell]]}
    figure           {key?, number?, caption, alt, source, image, columns?, rows?}   image {mime, data, width, height}
    findings         {style, items: [{id, children, standing, mixed, standings}]}   the citations are the last child
    numbers          {items: [{value, label, note, children}]}               the citations are the children
    evidence         {entries: [id]}
    bibliography     {sources: [id]}
    stream           {name, spans: [{text, fg?, bg?, bold?, italic?, underline?}]}   name: stdout, stderr or result
    error            {name, value, spans}
    footnotes        {items: [{number, children: [block]}]}                  the last block, where there are any

A table's cell is {children, standing?, verdict?, header?, look?}; `verdict` is the entry whose standing the cell gives as a verdict on
it; `look` is what another's table says of its {ground?, ink?, bold?}: colours as #rrggbb, an ink on a ground being readable there. An
image's data is the text of an SVG, else base64; its width and height are in pixels, as its author wants them, else its own, 0 where
unknown; its mime is image/svg+xml, image/png, image/jpeg or image/gif. A finding's `standing` is the one its facts share; where they
differ the weakest of up to twelve, and `mixed` is true; of more it is "". `standings` counts them all: {"corroborated": 3}. Colours of
terminals are named as these do: black, red, …, white, bright-black, …

Inline nodes:

    text {raw} · strong, emphasis, strikethrough, superscript, subscript {children} · codespan {raw} · linebreak {}
    link {href, children}                   href is http, https, mailto, or "#id" of something in the document
    ref {key, kind, number, children}       to an exhibit; kind is figure or table; children read "Figure 3"
    cite {id, ids, numbers}                 to entries, in order of their numbers; id is its anchor
    image {image, alt}
    inline_math {raw, mathml, typst}
    footnote_ref {number, id, children}     children: the note's blocks; one note may be referred to more than once

What a document promises: every `ref`, `cite` and "#id" has its target in the document (evidence that is cited but not listed is
appended under *Evidence cited here*); heading levels never skip; ids are unique; text holds no control character.
Anchors: an exhibit's is its key, an entry's `fact-…` or `measure-…`, a source's `source-…`, a note's `note-…`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factbook.export import anchors, markdown, outputs, references
from factbook.export.depth import bounded
from factbook.export.nodes import Node, plain
from factbook.export.pictures import Place
from factbook.export.safety import cleaned

_HIDE_CELL = {"remove-cell", "remove_cell", "hide-cell", "hide_cell", "parameters", "injected-parameters"}
_HIDE_INPUT = {"remove-input", "remove_input", "removeinput", "hide-input", "hide_input", "hideinput", "hide-code", "hide_code"}
_HIDE_OUTPUT = {"remove-output", "remove_output", "hide-output", "hide_output", "remove-outputs", "hide-outputs"}
_LANGUAGES = (("language_info", "name"), ("kernelspec", "language"))
_WIDGETS = "application/vnd.jupyter.widget-state+json"


def document(notebook: Any, *, folder: str | Path | None = None, name: str = "", show_code: bool = False) -> Node:
    """The tree of an executed notebook.

    `folder` is where the notebook lies ("" is the working folder): pictures that its Markdown names are read from there, and from
    nowhere above. Where it is None, none are.
    """
    metadata = notebook.metadata.get("factbook", {})
    edition = metadata.get("edition", {})
    pool = references.Pool()
    pool.add(metadata.get("pool", {}))
    warnings: list[dict[str, str]] = []
    blocks: list[Node] = []
    cells: dict[str, str] = {}
    begins = ""  # the kind of the first cell that shows anything
    for number, cell in enumerate(notebook.cells, start=1):
        place = _place(cell, cell.get("id") or str(number), notebook, folder, warnings)  # old notebooks have no ids
        cells.setdefault(place.cell, _findable(cell, number))
        for node in bounded(_cell_blocks(cell, place, notebook, pool, show_code=show_code), place):
            begins = begins or cell.cell_type
            blocks.append({**node, "cell": place.cell})
    edition = edition or pool.edition
    title = edition.get("title") or (_taken_title(blocks) if begins == "markdown" else "")
    resolved = references.resolved(anchors.resolved(blocks), pool)
    tree = {
        "title": title or notebook.metadata.get("title", "") or name or "Untitled",
        "subtitle": edition.get("subtitle", "") or metadata.get("subtitle", ""),
        "lang": edition.get("lang", "") or notebook.metadata.get("lang", "") or "en-GB",
        "book": bool(edition.get("title")),
        "edition": edition,
        **resolved,
        "warnings": [*warnings, *resolved["warnings"]],
        "cells": {} if edition.get("title") else cells,
    }
    shown: Node = cleaned(tree)
    return {**shown, "attachments": metadata.get("attachments", [])}


def _findable(cell: Any, number: int) -> str:
    """How an author finds a cell: its number from the top, if that is not its name, and that of its execution, which JupyterLab shows."""
    count = cell.get("execution_count")
    return ", ".join([f"number {number}"] * bool(cell.get("id")) + [f"In [{count}]"] * bool(count))


def _place(cell: Any, name: str, notebook: Any, folder: str | Path | None, warnings: list[dict[str, str]]) -> Place:
    """Where a cell's content stands, and may come from."""
    widgets = notebook.metadata.get("widgets", {})
    saved = widgets.get(_WIDGETS, {}) if isinstance(widgets, Mapping) else {}
    states = saved.get("state", {}) if isinstance(saved, Mapping) else {}
    return Place(
        name,
        (cell.metadata.get("factbook") or {}).get("chapter", ""),
        cell.get("attachments") or {},
        Path(folder) if folder is not None else None,
        states if isinstance(states, Mapping) else {},
        warnings,
    )


def _cell_blocks(cell: Any, place: Place, notebook: Any, pool: references.Pool, *, show_code: bool) -> list[Node]:
    """The nodes of one cell, by its kind and its tags."""
    tags = set(cell.metadata.get("tags") or [])
    if tags & _HIDE_CELL:
        return []
    if cell.cell_type == "markdown":
        return markdown.blocks(cell.source, place)
    if cell.cell_type == "raw":
        return outputs.raw_cell(cell, place)
    if cell.cell_type != "code":
        return []
    hidden = cell.metadata.get("jupyter") or {}
    nodes: list[Node] = []
    hides_code = tags & _HIDE_INPUT or hidden.get("source_hidden") or cell.metadata.get("hide_input")
    if ("show-code" in tags or show_code) and not hides_code and cell.source.strip():
        language = next((about.get(name, "") for key, name in _LANGUAGES if (about := notebook.metadata.get(key) or {}).get(name)), "")
        nodes.append({"type": "code", "raw": cell.source, "language": language})
    if not (tags & _HIDE_OUTPUT or hidden.get("outputs_hidden")):
        nodes += outputs.blocks(cell, place, pool)
    return nodes


def _taken_title(blocks: list[Node]) -> str:
    """The text of the level-1 heading that the blocks begin with, which is taken out of them; "" where they do not.

    What text cannot hold of it, a picture or a note, stands in its place.
    """
    first = next((place for place, node in enumerate(blocks) if not anchors.is_alone(node)), None)
    if first is None or blocks[first]["type"] != "heading" or blocks[first]["level"] != 1:
        return ""
    heading = blocks.pop(first)
    rest = [node for node in references.walk(heading["children"]) if node["type"] in ("image", "footnote_ref")]
    blocks[first:first] = [{"type": "paragraph", "children": rest, "cell": heading["cell"]}] if rest else []
    return plain([node for node in heading["children"] if node["type"] != "image"]) or plain(heading["children"])
