"""The pictures and formulas in raw HTML: those it names, and those it draws."""

from __future__ import annotations

import re

from bs4 import Tag

from factbook.export import left_out
from factbook.export.maths import formula
from factbook.export.nodes import Node, text
from factbook.export.pictures import Place, picture, sized

_SHAPES = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use"]
_CAMELS = (
    "viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits", "patternTransform",
    "clipPathUnits", "maskUnits", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "stdDeviation", "textLength",
    "lengthAdjust", "startOffset", "linearGradient", "radialGradient", "clipPath", "textPath",
)  # fmt: skip  # names that a parser of HTML writes small, and no reader of SVG knows so
_SMALL = {name.lower(): name for name in _CAMELS}
_NAME = re.compile(rf"(?<=[\s</])({'|'.join(_SMALL)})(?=[=\s>/])")


def image(element: Tag, place: Place) -> list[Node]:
    """The picture of an `img`, as large as it wants it; what stands for it where it is not to be had."""
    address, alt = str(element.get("src") or ""), str(element.get("alt") or "")
    if not address and not alt:
        return []
    found = place.picture(address)
    if found is None:
        return left_out.picture(place, address, alt)
    sides = [element.get(side) or _styled(element, side) for side in ("width", "height")]
    return [{"type": "image", "image": sized(found, *sides), "alt": alt, "title": ""}]


def drawing(element: Tag) -> list[Node]:
    """The picture that an `svg` draws; nothing where it draws nothing, as one that only holds symbols for others."""
    if not element.find(_SHAPES):
        return []
    found = picture("image/svg+xml", _NAME.sub(lambda name: _SMALL[name[1]], str(element)))
    title = element.find("title")
    alt = str(element.get("aria-label") or "") or (title.get_text(" ", strip=True) if isinstance(title, Tag) else "")
    return [{"type": "image", "image": found, "alt": alt, "title": ""}] if found else []


def formulas(element: Tag) -> list[Node]:
    """The formula of a `math` that brings its TeX; of another, its words."""
    tex = element.find("annotation", encoding="application/x-tex")
    if isinstance(tex, Tag):
        return [formula("inline_math", tex.get_text())]
    words = " ".join(element.get_text(" ").split())
    return [text(words)] if words else []


def _styled(element: Tag, side: str) -> str:
    """A width or height that an element's style gives in pixels."""
    match = re.search(rf"(?<![\w-]){side}\s*:\s*([\d.]+px)", str(element.get("style") or ""))
    return match[1] if match else ""
