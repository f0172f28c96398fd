"""The page's fonts: what the package ships for it, inside the page; rarer letters and Devanagari only where a page has them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

_FONTS = Path(__file__).parent.parent / "fonts" / "web"
_COMMON = "§°´¶·×€£«»–—‘’“”„…•†™−→àáâãäåæçèéêëíîïñóôöøùúûüßœÀÁÄÅÇÈÉÍÑÓÖØÜ"  # with ASCII, what the files called common have
_FAMILIES = {"source-serif-4": "Source Serif 4", "source-sans-3": "Source Sans 3", "noto-sans-devanagari": "Noto Sans Devanagari"}
_INDIC = frozenset(map(chr, range(0x900, 0x980)))
_RARE = frozenset([*map(chr, range(0xA1, 0x180)), *"‚′″‹›⁄↑↓"]) - frozenset(_COMMON)  # what only those called more may have


def faces(tree: Any) -> Markup:
    """The fonts as `@font-face` rules with the fonts inside: those of all pages and, where the text needs them, of further letters."""
    used = frozenset[str]().union(*(text for text in _texts(tree) if not text.isascii()))
    return _rules(("common", *["more"] * bool(used & _RARE), *["indic"] * bool(used & _INDIC)))


def _texts(value: Any) -> Iterator[str]:
    """The texts of a tree; the data of pictures is none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("image", "attachments"):
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@cache
def _rules(wanted: tuple[str, ...]) -> Markup:
    rules = []
    for path in sorted(_FONTS.glob("*.woff2")):
        name, letters, weight, style = path.stem.rsplit("-", 3)
        if letters not in wanted:
            continue
        data = b64encode(path.read_bytes()).decode("ascii")
        rules.append(
            f'@font-face{{font-family:"{_FAMILIES[name]}";font-weight:{weight};font-style:{style};font-display:swap;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
        )
    return Markup("".join(rules))
