"""Anchors, each of which stands for one place in a document, whatever words its headings and keys are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What the exporters call places of their own: notes, citations, findings, long citations, lists, and the parts of the page.
_OURS = re.compile(r"(note|noteref|cite|counted)-\d+(-\d+)?|(finding|filter)-\w+(-\d+)?|counted|list-of-sources|how-to-cite|text|peek")


def slug(words: str) -> str:
    """The words as an anchor, in any script: lower case, joined by hyphens."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-") or "section"


class Anchors:
    """The anchors that are taken, and what those that were wanted in vain became."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._became: dict[str, str] = {}

    def take(self, wanted: str) -> str:
        """The anchor itself where it is free, else with the first number that makes it so; one that we use begins with `part-`."""
        first = f"part-{wanted}" if _OURS.fullmatch(wanted) else wanted
        anchor = first if first not in self._taken else next(new for n in range(2, 100_000) if (new := f"{first}-{n}") not in self._taken)
        self._taken.add(anchor)
        if first != wanted:
            self._became.setdefault(wanted, anchor)
        return anchor

    def meant(self, wanted: str) -> str:
        """The anchor that a link to `wanted` means: another where what is called so could not have it."""
        return self._became.get(wanted, wanted)
