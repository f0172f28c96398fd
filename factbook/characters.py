"""Characters that hide, reorder or command: written out wherever text comes in, so that page, figure and terminal show them as text."""

from __future__ import annotations

import re

# Control, bidirectional, invisible-formatting, private-use and non-characters. Joiners (U+200C, U+200D) stay: scripts need them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ue000-\uf8ff\ud800-\udfff\U000e0000-\U0010ffff]"
)


def visible(text: str) -> str:
    """The text with every character that hides or reorders others written out: `⟨U+202E⟩`."""
    return HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text.replace("\r\n", "\n"))
