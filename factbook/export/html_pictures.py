"""Pictures as data addresses, and SVGs slimmed by what no reader sees: twenty figures have to fit in one page.

Most of a figure by matplotlib is its text: an outline for each letter, and a `use` of it with a long name and a long number
wherever it stands. The outlines lose decimals that no screen can show, the names become short.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

_UNSEEN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE[^>\[]*>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_INDENT = re.compile(r">\s*\n\s*<")
_ID = re.compile(r' id="([^"]+)"')
_USED = re.compile(r'href="#([^"]+)"|url\(#([^)]+)\)')
_STYLE = re.compile(r'(?<= style=")[^"]*(?=")')
_PATH = re.compile(r'(?<= d=")[^"]*(?=")')
_NUMBER = re.compile(r"-?\d+\.?\d*(?![\de])")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?![\de])")
_PLACED = re.compile(r'(?<= transform=")translate\([^)]*\)|(?<= [xy]=")-?[\d.]+')
_MOVED_USE = re.compile(r'<use href="([^"]*)" transform="translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)"/>')
_GLYPH = re.compile(r' d="([^"]*)" transform="scale\(0\.015625\)"')
_LONE = re.compile(r"<g>(<[^<>]*/>)</g>")
_VIEW = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
_SCALE = re.compile(r"(?:scale|matrix)\(\s*(-?[\d.]+)")
_FINE = 100  # units a drawing must measure for the third decimal of a coordinate to be invisible
_COARSER = 16  # times: an outline's unit is then a fiftieth of a point at the size of a label


def picture(image: dict[str, Any]) -> str:
    """An image as a data address."""
    data = image["data"]
    if image["mime"] == "image/svg+xml":
        data = b64encode(slim(data).encode("utf-8")).decode("ascii")
    return f"data:{image['mime']};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', data)}"


def slim(svg: str, prefix: str = "") -> str:
    """The same drawing in fewer bytes, its ids with a prefix; coordinates are rounded only in a drawing large enough for no eye to tell."""
    svg = _INDENT.sub("><", _UNSEEN.sub("", svg)).strip()
    if "<style" not in svg.replace('<style type="text/css">*{', ""):  # a style of its own may name ids and count on attributes
        svg = _named_short(svg, prefix)
    svg = _STYLE.sub(lambda style: re.sub(r"\s*([;:])\s*", r"\1", style[0].strip().rstrip(";")), svg)
    if is_large(svg) and all(abs(float(scale)) <= 1 for scale in _SCALE.findall(svg)):
        svg = _PLACED.sub(_rounded, _GLYPH.sub(_coarser, svg))
        svg = _PATH.sub(_rounded, svg)
    svg = _LONE.sub(r"\1", _MOVED_USE.sub(_moved, svg))
    return _PATH.sub(lambda path: re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(path[0].split())).replace(" -", "-"), svg)


def is_large(svg: str) -> bool:
    """Whether the drawing measures so many of its units that no eye sees a tenth of one."""
    view = _VIEW.search(svg)
    return view is not None and min(float(view[1]), float(view[2])) >= _FINE


def _named_short(svg: str, prefix: str) -> str:
    """The drawing with short ids where they are referred to, and none elsewhere."""
    used = dict.fromkeys(one or other for one, other in _USED.findall(svg))
    short = {name: prefix + _letters(number) for number, name in enumerate(used)}
    svg = _ID.sub(lambda found: f' id="{short[found[1]]}"' if found[1] in short else "", svg)
    svg = _USED.sub(lambda found: f'href="#{short[found[1]]}"' if found[1] else f"url(#{short[found[2]]})", svg)
    return svg.replace("xlink:href=", "href=")


def _letters(number: int) -> str:
    """A name for a number: a, b, … z, ba, bb, …"""
    letters = chr(97 + number % 26)
    return letters if number < 26 else _letters(number // 26) + letters


def _rounded(found: re.Match[str]) -> str:
    return _LONG_NUMBER.sub(lambda number: _short(float(number[0]), 2), found[0])


def _coarser(glyph: re.Match[str]) -> str:
    """A letter's outline in units sixteen times as large."""
    outline = _NUMBER.sub(lambda number: _short(float(number[0]) / _COARSER, 0), glyph[1])
    return f' d="{outline}" transform="scale({0.015625 * _COARSER})"'


def _moved(use: re.Match[str]) -> str:
    """A `use` that says where it stands by x and y."""
    y = "" if float(use[3]) == 0 else f' y="{use[3]}"'
    return f'<use href="{use[1]}" x="{use[2]}"{y}/>'


def _short(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
