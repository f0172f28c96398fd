"""Where in a source: links that scroll to a passage, and the check that its anchor words stand there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from factbook.errors import FactbookError
from factbook.record.rows import EvidenceRow, SourceRow

TEXTS = "FACTBOOK_SOURCES"  # the environment variable that may name a folder of source texts, `<source id>.txt`


def address(evidence: EvidenceRow, source: SourceRow) -> str:
    """The source's address, with a text fragment for the passage where anchor words are known.

    The fragment's syntax and escapes follow https://wicg.github.io/scroll-to-text-fragment/: `-`, `,` and `&` have a
    meaning in it and are escaped. An address that has a fragment of its own, or is a PDF, is left as it is.
    """
    first, last = evidence.first_words, evidence.last_words
    if not first or not source.url or "#" in source.url or source.url.lower().endswith(".pdf"):
        return source.url
    return f"{source.url}#:~:text={','.join(_escaped(words) for words in (first, last) if words)}"


def _escaped(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def texts_folder() -> Path | None:
    """The folder of source texts that FACTBOOK_SOURCES names; None where it names none.

    Raises FactbookError where the folder named is not there.
    """
    named = os.environ.get(TEXTS)
    if named and not Path(named).is_dir():
        raise FactbookError(f"{TEXTS} names {named!r}, which is not a folder. Name the folder of source texts, or unset it.")
    return Path(named) if named else None


def lines_of(text: str) -> list[str]:
    """The non-empty lines of a source's text as published: passage `p1` is the first."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def line_number(passage: str) -> int:
    """The line that a passage such as `p16` names; 0 where it is a locator in words."""
    return int(passage[1:]) if passage.startswith("p") and passage[1:].isdecimal() else 0


def fault_in_passage(evidence: EvidenceRow, lines: list[str]) -> str:
    """What is wrong with a `p…` passage against the source's lines, as a clause; empty when its anchors stand there once."""
    number = line_number(evidence.passage)
    if not number:
        return ""
    if number > len(lines):
        return f"the source has {len(lines)} lines, so {evidence.passage} is none of them"
    line = lines[number - 1]
    for words in filter(None, (evidence.first_words, evidence.last_words)):
        found = len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", line))  # whole words, as a browser looks for them
        if found != 1:
            return f"the words {words!r} occur {found} times on line {evidence.passage}, not once"
    first, last = line.find(evidence.first_words), line.find(evidence.last_words)
    return "the last words stand before the first" if evidence.last_words and last < first else ""
