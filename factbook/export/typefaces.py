"""The fonts that a document is printed in: those of the package, and only where it needs more, others.

What the package ships and what Typst brings has Latin, Greek, Cyrillic, Hebrew and Devanagari. Further scripts are in DejaVu Sans, which
matplotlib ships, the same on every machine. What is not there either may be in a font of the machine, in which no book is printed.
"""

from __future__ import annotations

import atexit
import re
import shutil
from functools import lru_cache
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from factbook.export.glyphs import Placed, characters, missing
from factbook.export.nodes import Node

SHIPPED = str(Path(__file__).parent.parent / "fonts")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")  # which Typst brings with a fixed width only


class Chosen(NamedTuple):
    """The folders of the fonts, whether those of the machine are used too, for which characters, and what none of them has."""

    folders: tuple[str, ...]
    of_machine: bool
    lent: Placed
    lacking: Placed


def chosen(tree: Node, *, of_machine: bool) -> Chosen:
    """The fonts that a document needs; those of the machine only if they may be used and have what no other has."""
    found = characters(tree)
    lacking = missing(found, (SHIPPED,))
    if not lacking and not any(map(ARABIC.search, chain(*found.values()))):
        return Chosen((SHIPPED,), False, {}, {})
    folders = (SHIPPED, more())
    lacking = missing(found, folders)
    if not lacking or not of_machine or tree["book"]:
        return Chosen(folders, False, {}, lacking)
    left = missing(lacking, folders, of_machine=True)
    lent = {place: there for place in lacking if (there := [it for it in lacking[place] if it not in left.get(place, ())])}
    return Chosen(folders, bool(lent), lent, left)


@lru_cache(maxsize=1)
def more() -> str:
    """A folder with DejaVu Sans alone, as long as the process lasts: among matplotlib's fonts is one that has a box for every character."""
    given = distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")  # which need not be loaded for it
    folder = mkdtemp(prefix="factbook-fonts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for look in ("", "-Bold", "-Oblique", "-BoldOblique"):
        shutil.copy(Path(str(given), f"DejaVuSans{look}.ttf"), folder)
    return folder
