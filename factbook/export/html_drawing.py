"""A figure drawn by matplotlib as part of the page: its labels are text in the page's own font, not outlines of letters.

Half of such an SVG is letters. matplotlib writes each label as a comment before its outlines, so the label can be set as text
at the same place in the same font: the figure shrinks to a third, its words can be searched, and what it holds is known to the
last attribute. A drawing that is not of this kind, or has anything in it that is not listed here, stays a picture (`picture`).
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

from factbook.export.html_pictures import is_large, slim
from factbook.export.html_slimming import slimmed

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = {
    "svg", "g", "defs", "path", "use", "clipPath", "rect", "circle", "ellipse", "line", "polyline", "polygon", "pattern", "image",
    "text", "linearGradient", "radialGradient", "stop",
}  # fmt: skip
_LOOKS = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linejoin", "stroke-linecap",
    "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity", "clip-path", "clip-rule", "stop-color", "stop-opacity",
    "image-rendering",
}  # fmt: skip
_PLACES = {
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "points", "transform", "href",
    "viewBox", "offset", "patternUnits", "patternTransform", "gradientUnits", "gradientTransform", "preserveAspectRatio",
}  # fmt: skip
_EVERYWHERE = "*{stroke-linejoin: round; stroke-linecap: butt}"  # the only style sheet of a drawing by matplotlib
_FONT = re.compile(r"#SourceSans3-(Regular|SemiBold|Bold)-")
_ARROW = re.compile("[←↑→↓]")  # which every system has, and the page's font has not
_PLACED = re.compile(r"translate\((-?[\d.]+)[ ,](-?[\d.]+)\)(?: rotate\((-?[\d.]+)\))? scale\((0?\.[\d]+) -\4\)")
_INNER = re.compile(r"#[\w.-]+")
_HARMLESS = re.compile(r"(?!.*(?:url\(|\\)).*|url\(#[\w.-]+\)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_QUOTED = re.compile(r'="([A-Za-z0-9#.-]+)"(?=[ >])')  # but not before a slash, which would belong to the value
_PICTURE = re.compile(r"data:image/png;base64,[\sA-Za-z0-9+/=]+")


def drawn(svg: str, prefix: str, alt: str) -> str:
    """The drawing as markup for the page, its ids beginning with `prefix`; "" where it is to stay a picture."""
    root = ET.fromstring(svg, ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
    if "viewBox" not in root.attrib or not any(_FONT.match(use.get(_LINK, "")) for use in root.iter(f"{_SVG}use")):
        return ""
    outlines = {path.get("id", ""): path for path in root.iter(f"{_SVG}path")}
    _drop_unseen(root)
    for group in list(root.iter(f"{_SVG}g")):
        _set_labels(group)
    _restore(outlines, root)
    if not all(_is_known(element) for element in root.iter()):
        return ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib |= {"stroke-linejoin": "round"}
    slimmed(root, fine=is_large(svg))
    root.attrib |= {"role": "img", "aria-label": alt}
    return _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0].replace(" />", "/>")), slim(ET.tostring(root, encoding="unicode"), prefix))


def _drop_unseen(root: ET.Element) -> None:
    """Take out the metadata, the one known style sheet, and the white space between elements."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{_SVG}metadata" or (child.tag == f"{_SVG}style" and (child.text or "").strip() == _EVERYWHERE):
                parent.remove(child)
            child.tail = None
        if isinstance(parent.tag, str) and not (parent.text or "").strip():
            parent.text = None


def _set_labels(group: ET.Element) -> None:
    """Replace the outlines of each label in a group by the label."""
    label = ""
    for child in list(group):
        if not isinstance(child.tag, str):  # a comment
            label = unescape(child.text or "").strip()
            group.remove(child)
        elif label:
            text = _label(child, label)
            if text is not None:
                place = list(group).index(child)
                group.remove(child)
                group.insert(place, text)
            label = ""


def _label(outlines: ET.Element, label: str) -> ET.Element | None:
    """The label as text where its outlines are all in the page's font, but for arrows, and stand upright or turned; else None."""
    uses = list(outlines.iter(f"{_SVG}use"))
    named = [match[1] if (match := _FONT.match(use.get(_LINK, ""))) else "" for use in uses]
    fonts = set(named) - ({""} if named.count("") == len(_ARROW.findall(label)) else set())
    placed = _PLACED.fullmatch(outlines.get("transform", ""))
    others = set(outlines.attrib) - {"style", "transform"}
    if placed is None or others or len(fonts) != 1 or "" in fonts or re.search(r"\$|--|- -", label) or len(uses) > len(label):
        return None
    x, y, turn, scale = placed.groups()
    text = ET.Element(f"{_SVG}text", {"font-size": f"{float(scale) * 100:g}", "style": outlines.get("style", "")})
    if turn:
        text.set("transform", f"translate({float(x):.2f} {float(y):.2f}) rotate({float(turn):g})")
    else:
        text.attrib |= {"x": x, "y": y}
    if fonts != {"Regular"}:
        text.set("font-weight", "600")
    text.text = re.sub(r"\s(?=\s)", "\xa0", label)
    return text


def _restore(outlines: dict[str, ET.Element], root: ET.Element) -> None:
    """Put outlines that went with a label, and that a label which had to stay still uses, at the drawing's head."""
    here = {element.get("id") for element in root.iter()}
    lost = {use.get(_LINK, "")[1:]: None for use in root.iter(f"{_SVG}use") if use.get(_LINK, "")[1:] not in here}
    if lost:
        head = ET.Element(f"{_SVG}defs")
        head.extend(outlines[name] for name in lost)
        root.insert(0, head)


def _is_known(element: ET.Element) -> bool:
    """Whether an element and all its attributes are of the kinds that a drawing needs; its style becomes attributes."""
    if not isinstance(element.tag, str) or not element.tag.startswith(_SVG) or element.tag.removeprefix(_SVG) not in _SHAPES:
        return False
    for rule in filter(None, (part.strip() for part in element.attrib.pop("style", "").split(";"))):
        name, _, value = rule.partition(":")
        element.set(name.strip(), value.strip())
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))
    href = element.get("href", "#x")
    inner = _INNER.fullmatch(href) or (element.tag == f"{_SVG}image" and _PICTURE.fullmatch(href))
    known = _PLACES | _LOOKS | {"font-size", "font-weight", "version"}
    return bool(inner) and element.attrib.keys() <= known and all(_HARMLESS.fullmatch(element.get(name, "")) for name in _LOOKS)
