"""A small picture of a report's first page, drawn by the same engine that set the PDF."""

from __future__ import annotations

from pathlib import Path

import typst

from factbook.errors import RenderError

_SOURCE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("/report.pdf", page: 1, width: 120pt)\n'
_PPI = 144.0


def first_page(pdf: bytes, scratch: Path) -> bytes:
    """The first page of a PDF as a PNG 240 pixels wide; `scratch` is a folder to work in."""
    (scratch / "report.pdf").write_bytes(pdf)
    (scratch / "page.typ").write_bytes(_SOURCE)
    try:
        drawn = typst.compile(str(scratch / "page.typ"), root=str(scratch), format="png", ppi=_PPI)
    except typst.TypstError as fault:
        raise RenderError(f"The picture of page one could not be drawn: {fault.message}.") from fault
    if not isinstance(drawn, bytes):
        raise RenderError("Typst returned no picture. Install the version of `typst` that requirements.txt names.")
    return drawn
