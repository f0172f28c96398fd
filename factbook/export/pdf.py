"""The PDF exporter: an executed notebook in, one accessible PDF out that carries its data.

The document's tree becomes one JSON text (see `drawing`) that a fixed Typst template draws; no text of a notebook ever
becomes Typst source. The file keeps PDF/UA-1 and PDF/A-3a. What these refuse is told, and what the file then still keeps: PDF/A-3b, for
archives, where a picture has no alt text; no standard, but its tags, where no font has a character. `strict` refuses both.
"""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Bool, Unicode, default

from factbook.errors import RenderError
from factbook.export.attachments import attachments
from factbook.export.document import document
from factbook.export.drawing import drawing
from factbook.export.glyphs import told
from factbook.export.maths import untold
from factbook.export.nodes import Node
from factbook.export.references import walk
from factbook.export.typefaces import ARABIC, SHIPPED, Chosen, chosen
from factbook.export.typesetter import Order, Refusal, typefaces, typeset
from factbook.export.warned import tell, tell_all

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "templates" / "report.typ"
_STANDARDS = ("a-3a", "ua-1")
_FOR_ARCHIVES = ("a-3b",)  # asks for no alt text
_DATED = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())  # of a document without a day of its own: the same bytes every time
_WORTH_PACKING = 1_000_000  # bytes
_PAPERS = {"a4": "a4", "letter": "us-letter", "us-letter": "us-letter"}


class PDFExporter(Exporter):
    """A PDF with tags, bookmarks, numbered exhibits, links from each claim to its evidence, and its data attached."""

    export_from_notebook = "factbook PDF"
    output_mimetype = "application/pdf"

    strict = Bool(False, help="Refuse what PDF/UA refuses, such as a picture without alt text, rather than keep to it less.").tag(
        config=True
    )
    show_code = Bool(False, help="Show the code of every cell, not only of those tagged `show-code`.").tag(config=True)
    paper = Unicode("", help="Paper: `a4` or `us-letter`; empty means what the edition says, else A4.").tag(config=True)

    system_fonts = Bool(
        True, help="Print characters that no shipped font has in a font of this machine, if it has one; a book never uses these."
    ).tag(config=True)

    @default("optimistic_validation")
    def _default_optimistic_validation(self) -> bool:
        """Validate once rather than after each preprocessor, which costs as much as the rest; nbconvert can so only where it has one."""
        return bool(self.default_preprocessors or self.preprocessors)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[bytes, dict[str, Any]]:  # type: ignore[override]
        """The PDF and nbconvert's resources; RenderError where `strict` and a standard refuses something."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        about = resources.get("metadata", {})
        tree = document(notebook, folder=about.get("path"), name=about.get("name", ""), show_code=self.show_code)
        return self._rendered(tree), resources

    def _rendered(self, tree: Node) -> bytes:
        """The tree as PDF: by the standards if it can, else by fewer or without."""
        paper = _PAPERS.get((self.paper or tree["edition"].get("paper", "a4")).lower())
        if paper is None:
            raise RenderError(f"There is no paper {self.paper!r} to print on. Allowed: a4, us-letter.")
        _keep_only_good_maths(tree)
        tell_all(tree["warnings"], tree["cells"], self.log, strict=self.strict)
        fonts = chosen(tree, of_machine=self.system_fonts)
        attempts = self._attempts(tree, fonts)
        given = {"doc": json.dumps({**drawing(tree), "paper": paper, "attachments": attachments(tree)}, ensure_ascii=False)}
        for standards in attempts:
            try:
                return _compiled(given, standards, _day(tree), fonts)
            except Refusal as fault:
                refused = f"{fault.message}. {' '.join(fault.hints)}".strip()
                if standards == attempts[0] and standards:
                    self._tell(f"The PDF keeps to no accessibility standard: {refused}", "Mend it, or export without `strict`.")
        raise RenderError(f"The PDF could not be made: {refused}")

    def _attempts(self, tree: Node, fonts: Chosen) -> list[tuple[str, ...]]:
        """The standards to try one after the other; what keeps the file from the first is told."""
        if fonts.lent:
            self.log.info(f"A font of this machine is used for characters that no shipped font has. {told(fonts.lent)}.")
        if found := fonts.lacking:
            self._tell(
                f"Boxes are printed for characters that no font has, and the PDF keeps to no accessibility standard. {told(found)}.",
                "Write them otherwise, or export without `strict`.",
            )
            return [()]
        if any(warning.get("kind") == "picture" for warning in tree["warnings"]):
            self._tell(
                "Without these alt texts the PDF keeps to no accessibility standard (PDF/UA-1), only to one for archives (PDF/A-3b).",
                "Describe the pictures, or export without `strict`.",
            )
            return [_FOR_ARCHIVES, ()]
        return [_STANDARDS, _FOR_ARCHIVES, ()]

    def _tell(self, message: str, remedy: str) -> None:
        tell(message, remedy, self.log, strict=self.strict)


def pdf_bytes(notebook: NotebookNode, **options: Any) -> bytes:
    """The notebook as PDF; `options` are the exporter's (`strict`, `show_code`, `paper`, `system_fonts`)."""
    exporter: PDFExporter = PDFExporter(**options)  # type: ignore[no-untyped-call]
    pdf, _ = exporter.from_notebook_node(notebook)
    return pdf


def _compiled(given: dict[str, str], standards: tuple[str, ...], day: int, fonts: Chosen) -> bytes:
    given = {**given, "arabic": ARABIC.pattern} if len(fonts.folders) > 1 else given
    pdf = typeset(Order(str(_TEMPLATE), str(_TEMPLATE.parent), fonts.folders, given, standards, day, fonts.of_machine))
    return pdf if len(pdf) < _WORTH_PACKING else _packed(pdf)


def _packed(pdf: bytes) -> bytes:
    """The same PDF with its objects compressed: Typst writes each tag and link in the clear, which makes two thirds of a long report."""
    import pikepdf

    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def _day(tree: Node) -> int:
    """The moment the file says it was made: SOURCE_DATE_EPOCH, else midnight of the edition's horizon; never the clock's."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        if not re.fullmatch("[0-9]{1,11}", given):
            raise RenderError(f"SOURCE_DATE_EPOCH is {given!r}. Set it to a number of seconds since 1970, or not at all.")
        return int(given)
    horizon = tree["edition"].get("horizon")
    return int(datetime.combine(date.fromisoformat(horizon), datetime.min.time(), UTC).timestamp()) if horizon else _DATED


def _keep_only_good_maths(tree: Node) -> None:
    """Take the Typst form from formulas that do not compile, and add a warning for each formula that will be shown as TeX."""
    formulas = [node for node in walk(tree["blocks"]) if node.get("typst")]
    if formulas and not _compiles(tuple(node["typst"] for node in formulas)):
        for node in formulas:
            node["typst"] = node["typst"] if _compiles((node["typst"],)) else ""
    tree["warnings"] += untold(tree["blocks"], "typst")


@lru_cache(maxsize=1000)
def _compiles(formulas: tuple[str, ...]) -> bool:
    """Whether Typst can set the formulas."""
    source = b'#for it in json(bytes(sys.inputs.maths)) { math.equation(alt: "x", eval(it, mode: "math")) }'
    try:
        typst.compile(source, font_paths=typefaces((SHIPPED,)), sys_inputs={"maths": json.dumps(formulas)}, format="svg")
    except typst.TypstError:
        return False
    return True
