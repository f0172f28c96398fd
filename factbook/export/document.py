"""A notebook as one document: the tree of plain dictionaries that both formats are drawn from.

`document(notebook)` returns a JSON-able dictionary:

    title, subtitle, lang         the title block, as plain text; the title is that of the edition, else the first level-1
                                  heading (which then is no block), else metadata.title, else the notebook's name
    book                          whether the notebook is a book: its edition has a title, its level-1 headings are chapters
    edition                       metadata.factbook.edition: {"words": …, "horizon": …, "parameters": {…}, …}, else what a chapter's
                                  sources say of it, or {}
    blocks                        the nodes below, in order; each names the notebook `cell` it comes from (its id, else its number)
    entries                       evidence entries by id, in order of their number (see exhibits.evidence), each with its
                                  `number`, `anchor` and `cited_at`: [{"id": anchor of a citation, "where": "2.1" or "Table 3"}]
    sources                       sources by id, each with its `anchor`: of those evidence entries and bibliographies that are shown
    index                         {"actors": [{"name", "entries": [id]}], "themes": …} of the entries shown, by name
    attachments                   metadata.factbook.attachments: [{"name", "mime", "description", "base64"}]
    warnings                      [{"cell", "message"}]: what a reader will miss, such as a picture without alt text

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

A table's cell is {children, standing?, verdict?, header?}; `verdict` is the entry whose standing the cell gives as a verdict on it. An
image's data is the text of an SVG, else base64; its width and height are in pixels, 0 where unknown; its mime is image/svg+xml,
image/png, image/jpeg or image/gif. A finding's `standing` is the one its facts share; where they differ the weakest of up to twelve,
and `mixed` is true; of more it is "". `standings` counts them all: {"corroborated": 3}. Colours are named as terminals do: black, red,
…, white, bright-black, …

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

from pathlib import Path
from typing import Any

from factbook.export import markdown, outputs, references
from factbook.export.nodes import Node, plain
from factbook.export.pictures import Place
from factbook.export.safety import cleaned

_HIDE_CELL = {"remove-cell", "remove_cell", "hide-cell", "hide_cell", "parameters", "injected-parameters"}
_HIDE_INPUT = {"remove-input", "remove_input", "hide-input", "hide_input"}
_HIDE_OUTPUT = {"remove-output", "remove_output", "hide-output", "hide_output", "remove-outputs", "hide-outputs"}


def document(notebook: Any, *, folder: str | Path | None = None, name: str = "", show_code: bool = False) -> Node:
    """The tree of an executed notebook.

    `folder` is where the notebook lies: pictures that its Markdown names are read from there, and from nowhere above.
    """
    metadata = notebook.metadata.get("factbook", {})
    edition = metadata.get("edition", {})
    pool = references.Pool()
    pool.add(metadata.get("pool", {}))
    blocks: list[Node] = []
    for number, cell in enumerate(notebook.cells, start=1):
        name_of_cell = cell.get("id") or str(number)  # old notebooks have no ids
        for node in _cell_blocks(cell, name_of_cell, notebook, folder, pool, show_code=show_code):
            blocks.append({**node, "cell": name_of_cell})
    edition = edition or pool.edition
    title = edition.get("title") or _taken_title(blocks) or notebook.metadata.get("title", "") or name or "Untitled"
    tree = {
        "title": title,
        "subtitle": edition.get("subtitle", "") or metadata.get("subtitle", ""),
        "lang": edition.get("lang", "") or notebook.metadata.get("lang", "") or "en-GB",
        "book": bool(edition.get("title")),
        "edition": edition,
        **references.resolved(blocks, pool),
    }
    shown: Node = cleaned(tree)
    return {**shown, "attachments": metadata.get("attachments", [])}


def _cell_blocks(cell: Any, name: str, notebook: Any, folder: str | Path | None, pool: references.Pool, *, show_code: bool) -> list[Node]:
    """The nodes of one cell, by its kind and its tags."""
    tags = set(cell.metadata.get("tags", []))
    chapter = cell.metadata.get("factbook", {}).get("chapter", "")
    place = Place(name, chapter, cell.get("attachments", {}), Path(folder) if folder else None)
    if tags & _HIDE_CELL:
        return []
    if cell.cell_type == "markdown":
        return markdown.blocks(cell.source, place)
    if cell.cell_type == "raw":
        return outputs.raw_cell(cell, place)
    if cell.cell_type != "code":
        return []
    hidden = cell.metadata.get("jupyter", {})
    nodes: list[Node] = []
    if ("show-code" in tags or show_code) and not (tags & _HIDE_INPUT or hidden.get("source_hidden")) and cell.source.strip():
        language = notebook.metadata.get("language_info", {}).get("name", "") or notebook.metadata.get("kernelspec", {}).get("language", "")
        nodes.append({"type": "code", "raw": cell.source, "language": language})
    if not (tags & _HIDE_OUTPUT or hidden.get("outputs_hidden")):
        nodes += outputs.blocks(cell, place, pool)
    return nodes


def _taken_title(blocks: list[Node]) -> str:
    """The text of the first level-1 heading, which is taken out of `blocks`; "" where there is none."""
    for place, node in enumerate(blocks):
        if node["type"] == "heading" and node["level"] == 1:
            del blocks[place]
            return plain(node["children"])
    return ""
