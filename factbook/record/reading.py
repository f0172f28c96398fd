"""How a note on a piece of evidence opens: how far the source was read."""

from __future__ import annotations

PARTLY = "Read in part"  # the page itself, not to its end
INDIRECTLY = "Read through a research file"  # notes about the page, not the page itself
