"""What a reader will miss, told to the author of a notebook: in the log, or as a refusal where the exporter is strict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from logging import Logger

from factbook.errors import RenderError
from factbook.export.nodes import Node

_MEND = "Mend the cell, or export without `strict`."


def tell_all(warnings: Iterable[Node], cells: Mapping[str, str], log: Logger, *, strict: bool) -> None:
    """Tell each of a document's warnings with the cell it is of; RenderError where `strict`."""
    for warning in warnings:
        tell(f"{named(warning['cell'], cells)}: {warning['message']}.", _MEND, log, strict=strict)


def tell(message: str, remedy: str, log: Logger, *, strict: bool) -> None:
    """Log one sentence; where `strict`, raise RenderError with it and the remedy instead."""
    if strict:
        raise RenderError(f"{message} {remedy}")
    log.warning(message)


def named(cell: str, cells: Mapping[str, str]) -> str:
    """A cell by its name, and how it is found, which a document's `cells` tell: `Cell 3f2a9b1c (number 5, In [2])`."""
    found = cells.get(cell, "")
    return f"Cell {cell or '?'} ({found})" if found else f"Cell {cell or '?'}"
