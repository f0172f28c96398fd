"""A code cell's outputs as nodes: our own displays from their payload, anyone's from the richest form that can be shown."""

from __future__ import annotations

from typing import Any

from factbook.exhibits.exhibit import MIME
from factbook.export import foreign, fragments, markdown
from factbook.export.ansi import spans
from factbook.export.displays import ours
from factbook.export.nodes import Node
from factbook.export.pictures import Place
from factbook.export.references import Pool


def blocks(cell: Any, place: Place, pool: Pool) -> list[Node]:
    """The nodes of a code cell's outputs."""
    found = _drawn(cell.outputs, cell, place, pool)
    for node in found:
        if "printed" in node:
            node["spans"] = spans(node.pop("printed").rstrip("\n"))
    return found


def raw_cell(cell: Any, place: Place) -> list[Node]:
    """The nodes of a raw cell: those meant for Markdown or HTML, or, as text, for no format; one for another is not for these pages."""
    kind = cell.metadata.get("raw_mimetype", cell.metadata.get("format", "")) or ""
    if kind == "text/markdown":
        return markdown.blocks(cell.source, place)
    if kind == "text/html":
        return fragments.blocks(cell.source, place)
    if kind or not cell.source.strip() or _is_front_matter(cell.source):
        return []
    return [{"type": "block_code", "raw": cell.source, "info": ""}]


def _is_front_matter(source: str) -> bool:
    """Whether a cell is a head of settings for another program: YAML between lines of `---`."""
    lines = source.strip().split("\n")
    return len(lines) > 1 and lines[0].strip() == lines[-1].strip() == "---"


def _drawn(outputs: Any, cell: Any, place: Place, pool: Pool) -> list[Node]:
    """The nodes of outputs, those of a widget of the cell too; what a stream `printed` is read once it is whole."""
    found: list[Node] = []
    for output in outputs:
        if output.output_type == "stream":
            _stream(found, output.name, foreign.joined(output.text))
        elif output.output_type == "error":
            trace = "\n".join(output.traceback) or ": ".join(filter(None, (output.ename, output.evalue))) or "Error"
            found.append({"type": "error", "name": output.ename, "value": output.evalue, "spans": spans(trace)})
        elif "data" in output:  # a kind of output that a later format brings may have none
            if MIME in output.data:
                found.extend(ours(output.data[MIME], pool, place))
            else:
                found.extend(foreign.display(output, cell, place, lambda inner: _drawn(inner, cell, place, pool)))
    return found


def _stream(found: list[Node], name: str, printed: str) -> None:
    """Add what was printed, to the stream before it if that is the same one."""
    if found and found[-1]["type"] == "stream" and found[-1]["name"] == name:
        printed = found.pop()["printed"] + printed
    if printed.strip():
        found.append({"type": "stream", "name": name, "printed": printed})
