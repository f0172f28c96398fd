"""A report that can be trusted sentence by sentence: facts and their evidence in, chapters and exhibits out.

What chapters use is named here and loaded when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Evidence": "factbook.exhibits.evidence",
    "Facts": "factbook.record.facts",
    "Figure": "factbook.exhibits.exhibit",
    "Finding": "factbook.exhibits.exhibit",
    "Findings": "factbook.exhibits.exhibit",
    "Heading": "factbook.exhibits.exhibit",
    "Sources": "factbook.exhibits.evidence",
    "Table": "factbook.exhibits.exhibit",
    "actors": "factbook.analysis.actors",
    "changes": "factbook.analysis.changes",
    "claims": "factbook.analysis.claims",
    "commitments": "factbook.analysis.commitments",
    "context": "factbook.analysis.context",
    "evidence": "factbook.analysis.evidence",
    "figures": "factbook.exhibits.figures",
    "findings": "factbook.exhibits.findings",
    "meeting": "factbook.analysis.meeting",
    "method": "factbook.analysis.method",
    "summary": "factbook.analysis.summary",
    "tables": "factbook.exhibits.tables",
    "themes": "factbook.analysis.themes",
    "timeline": "factbook.analysis.timeline",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"factbook has no {name!r}. It has: {', '.join(__all__)}.")
    module = import_module(_HOMES[name])
    return getattr(module, name) if name[0].isupper() else module


def __dir__() -> list[str]:
    return __all__
