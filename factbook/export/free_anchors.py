"""Anchors, each of which stands for one place in a document, whatever words its headings and keys are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What the exporters call places of their own: notes, citations, findings, long citations, lists, and the parts of the page.
_OURS = re.compile(
    r"(note|noteref|cite|counted)-\d+(-\d+)?|(finding|filter)-\w+(-\d+)?|counted|list-of-sources|the-entries|how-to-cite|text|peek"
)


def slug(words: str) -> str:
    """The words as an anchor, in any script: lower case, joined by hyphens."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-") or "section"


class Anchors:
    """The anchors that are taken, and what those that were wanted in vain became."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._became: dict[str, str] = {}

    def take(self, wanted: str) -> str:
        """The anchor itself where it is free, else with the first number that makes it so."""
        first = wanted
        if not self._is_free(wanted):
            wanted = next(anchor for n in range(2, 100_000) if self._is_free(anchor := f"{first}-{n}"))
            if _OURS.fullmatch(first):
                self._became.setdefault(first, wanted)
        self._taken.add(wanted)
        return wanted

    def meant(self, wanted: str) -> str:
        """The anchor that a link to `wanted` means: another where what is called so could not have it."""
        return self._became.get(wanted, wanted)

    def _is_free(self, anchor: str) -> bool:
        return anchor not in self._taken and not _OURS.fullmatch(anchor)
