"""The looks of table cells that carry meaning: their ground, the colour of their words, and bold type.

They are read from the style sheet that pandas' Styler writes, which names each cell by its id, and from style attributes. Of these only
colours that are told as such are taken, and only as `#rrggbb`: nothing else that a style sheet can say reaches a page.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from PIL import ImageColor

from factbook.export.nodes import Node

WHITE, BLACK = "#ffffff", "#000000"
_ENOUGH = 4.5  # the contrast that words need to be read (WCAG 2, 1.4.3)
_STEPS = 20  # from a colour to black or white
_CELL = re.compile(r"#([A-Za-z][\w-]{0,99})")  # the only selector that is read
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_PART = r"(\d{1,3}(?:\.\d{1,9})?%?)"
_RGB = re.compile(rf"rgba?\(\s*{_PART}[\s,]+{_PART}[\s,]+{_PART}(?:\s*[,/]\s*(\d?(?:\.\d{{1,9}})?|\d{{1,3}}%))?\s*\)")
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_NAMES = {"background-color": "ground", "background": "ground", "color": "ink", "font-weight": "bold"}


def with_styles(soup: BeautifulSoup) -> None:
    """Put what style sheets say of single cells into the style attributes of these."""
    rules: dict[str, list[str]] = {}
    for sheet in soup.find_all("style"):
        for name, declarations in _rules(sheet.get_text()):
            rules.setdefault(name, []).append(declarations)
    for cell in soup.find_all(["td", "th"], id=True) if rules else ():
        if said := rules.get(str(cell["id"])):
            cell["style"] = ";".join([*said, str(cell.get("style") or "")])


def _rules(sheet: str) -> list[tuple[str, str]]:
    """What a style sheet says, by the id it says it of; nothing of one whose rules depend on the medium."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    if "@" in sheet:
        return []
    parts = [rule.partition("{") for rule in sheet.split("}")]
    return [(cell[1], said) for names, _, said in parts for name in names.split(",") if (cell := _CELL.fullmatch(name.strip()))]


def look(row: Tag, cell: Tag) -> Node:
    """The `ground`, `ink` and `bold` that a cell has of its own or from its row; what stands on a ground can be read there."""
    found: dict[str, str] = {}
    for declaration in f"{row.get('style') or ''};{cell.get('style') or ''}".split(";"):
        name, _, value = declaration.partition(":")
        value = value.strip().lower().removesuffix("!important").strip()
        key = _NAMES.get(name.strip().lower(), "")
        if key == "bold":
            found[key] = "bold" if _BOLD.fullmatch(value) else ""
        elif key and (told := colour(value)) is not None:
            found[key] = told
    kept: Node = {key: value for key, value in found.items() if value}
    if ground := kept.get("ground"):
        kept["ink"] = _ink(kept.get("ink"), ground)
    return {**kept, "bold": True} if "bold" in kept else kept


def colour(value: str) -> str | None:
    """A colour of CSS as `#rrggbb`, as it looks on white; "" where nothing is seen of it; None where it is none."""
    red, green, blue, alpha = 255.0, 255.0, 255.0, float(value != "transparent")
    if value in ImageColor.colormap:
        red, green, blue = ImageColor.getrgb(value)[:3]
    elif _HEX.fullmatch(value):
        digits = value[1:] if len(value) > 5 else "".join(digit * 2 for digit in value[1:])
        red, green, blue, *rest = (int(digits[place : place + 2], 16) for place in range(0, len(digits), 2))
        alpha = rest[0] / 255 if rest else 1
    elif parts := _RGB.fullmatch(value):
        red, green, blue = (_number(part, 255) for part in parts.groups()[:3])
        alpha = _number(parts[4], 1) if parts[4] else 1
    elif alpha:
        return None
    return "#" + "".join(f"{round(255 + (part - 255) * alpha):02x}" for part in (red, green, blue)) if alpha else ""


def _number(told: str, whole: int) -> float:
    """A part of a colour, given as it is or in hundredths of the whole."""
    return min(float(told[:-1]) * whole / 100 if told.endswith("%") else float(told), whole)


def contrast(one: str, other: str) -> float:
    """How much two colours differ in lightness, from 1 to 21, as WCAG 2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(ink: str, ground: str) -> str:
    """The colour, moved towards black or white as far as its words need it to be read on a ground."""
    pole = _ink(None, ground)
    mixed = (_mixed(ink, pole, step / _STEPS) for step in range(_STEPS + 1))
    return next((told for told in mixed if contrast(told, ground) >= _ENOUGH), pole)


def _ink(wanted: str | None, ground: str) -> str:
    """The colour if it can be read on a ground, else black or white."""
    if wanted and contrast(wanted, ground) >= _ENOUGH:
        return wanted
    return max(BLACK, WHITE, key=lambda pole: contrast(pole, ground))


def _luminance(told: str) -> float:
    shares = [part / 255 for part in _parts(told)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    """A colour between two, so much of the way to the other."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_parts(one), _parts(other), strict=True))


def _parts(told: str) -> list[int]:
    return [int(told[place : place + 2], 16) for place in (1, 3, 5)]
