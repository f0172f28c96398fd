"""A drawing said in fewer words: the same marks in the same places, in a third of the bytes.

matplotlib wraps each mark in groups of its own, repeats all its looks on each, and writes a bar as four lines between points of
six decimals. Here empty groups go, looks that all share stand once on the drawing, those that neighbours share on a group around
them, and outlines run along, across or by the difference to the point before, to a tenth of a point: less than a pixel of any screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from xml.etree import ElementTree as ET

_INITIAL = {
    "fill": "#000", "stroke": "none", "stroke-width": "1", "stroke-linejoin": "miter", "stroke-linecap": "butt", "font-size": "",
    "font-weight": "400",
}  # fmt: skip  # what an element has that says nothing, and nothing around it does
_NEEDLESS = {("stroke-dashoffset", "0"), ("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1")}
_SHARED = (*_INITIAL, "stroke-dasharray", "clip-path")  # what a group may say for all in it
_KIN = ("clip-path", "stroke", "stroke-width", "stroke-linejoin", "font-size")  # neighbours that agree in these make a group
_PAINTED = {"path", "use", "text", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_FEW = 3  # elements: a group around fewer costs more than it saves
_TENTH = Decimal("0.1")
_SEGMENT = re.compile(r"([MLQCzZ])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LONG = re.compile(r"(#)([0-9a-f])\2([0-9a-f])\3([0-9a-f])\4")
_REFERRED = re.compile(r"^#(.+)|url\(#([^)]+)\)")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}

Point = tuple[Decimal, Decimal]


def slimmed(root: ET.Element, *, fine: bool) -> None:
    """Say a drawing in fewer words; `fine` tells that a tenth of its unit is too small to be seen."""
    referred = {one or other for element in root.iter() for value in element.attrib.values() for one, other in _REFERRED.findall(value)}
    for element in root.iter():
        needless = _NEEDLESS | {("id", element.get("id"))} - {("id", name) for name in referred}
        for name in [name for name, value in element.attrib.items() if (name, value) in needless]:
            del element.attrib[name]
        for name in ("fill", "stroke", "stop-color"):
            if _LONG.fullmatch(element.get(name, "")):
                element.set(name, _LONG.sub(r"\1\2\3\4", element.attrib[name]))
    if fine:
        _set_in_tenths(root)
    _unwrap(root)
    _join(root)
    _say_once(root)
    _share_with_all(root)
    _share_with_neighbours(root)


def _unwrap(parent: ET.Element) -> None:
    """Take out groups that hold nothing or say nothing, and outlines that draw nothing."""
    for child in list(parent):
        _unwrap(child)
        place = list(parent).index(child)
        if child.tag == "path" and "id" not in child.attrib and _is_unseen(child, parent):
            parent.remove(child)
        elif child.tag in ("g", "defs") and (not len(child) or (child.tag == "g" and not child.attrib)):
            parent[place : place + 1] = list(child)


def _join(parent: ET.Element) -> None:
    """Make one of neighbouring groups that say the same."""
    before: ET.Element | None = None
    for child in list(parent):
        if (
            before is not None
            and child.tag == before.tag == "g"
            and child.attrib == before.attrib
            and "id" not in child.attrib
            and "opacity" not in child.attrib
        ):
            before.extend(list(child))
            parent.remove(child)
        else:
            before = child
    for child in parent:
        _join(child)


def _is_unseen(path: ET.Element, parent: ET.Element) -> bool:
    """Whether a path only goes somewhere, or has neither line nor ground."""
    bare = path.get("fill") == "none" and path.get("stroke", parent.get("stroke", "none")) == "none"
    return bare or re.fullmatch(r"\s*M[^A-Za-z]*", path.get("d", "")) is not None


def _say_once(root: ET.Element) -> None:
    """Say the looks of a mark where it is defined, if all its uses agree in them."""
    uses: dict[str, list[ET.Element]] = {}
    for use in root.iter("use"):
        uses.setdefault(use.get("href", "")[1:], []).append(use)
    for mark in [child for defs in root.iter("defs") for child in defs if child.get("id") in uses]:
        users = uses[mark.attrib["id"]]
        for name in _INITIAL:
            said = {use.get(name) for use in users}
            if len(said) == 1 and None not in said:
                mark.attrib.setdefault(name, users[0].attrib[name])
                for use in users:
                    del use.attrib[name]


def _share_with_all(root: ET.Element) -> None:
    """Put the value that most elements have of each look on the drawing; those that said nothing say what they meant."""
    marks = {mark.get("id"): mark for defs in root.iter("defs") for mark in defs}
    for name, initial in _INITIAL.items():
        said = {f"#{id}" for id, mark in marks.items() if name in mark.attrib}
        elements = [element for element in _inheriting(root, name) if element.get("href") not in said]
        counts = Counter(element.attrib[name] for element in elements if name in element.attrib)
        silent = [element for element in elements if name not in element.attrib]
        meant = root.get(name, initial)
        value = min(counts, key=lambda value: (-counts[value] * len(value), value), default="")
        if counts[value] <= len(silent) or (silent and not meant):
            continue
        for element in elements:
            if element.get(name) == value:
                del element.attrib[name]
        for element in silent:
            element.set(name, meant)
        root.set(name, value)


def _inheriting(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """The elements that a look on the drawing would reach: what is painted, where no group above says it; not what is only referred to."""
    for child in element:
        if child.tag in ("clipPath", "linearGradient", "radialGradient"):
            continue
        if child.tag in _PAINTED:
            if element.tag != "defs" and (child.tag == "text" or not name.startswith("font")):
                yield child
        elif child.tag == "g" and name in child.attrib:
            yield child
        else:
            yield from _inheriting(child, name)


def _share_with_neighbours(parent: ET.Element) -> None:
    """Put what neighbours have in common on a group around them."""
    if parent.tag in ("defs", "clipPath", "pattern"):
        return
    found: list[ET.Element] = []
    for key, run in groupby(list(parent), key=lambda child: _kin(child)):
        children = list(run)
        shared = {
            name: children[0].attrib[name]
            for name in _SHARED
            if all(child.get(name) == children[0].get(name) is not None for child in children)
        }
        if key is None or len(children) < _FEW or not shared:
            for child in children:
                _share_with_neighbours(child)
            found += children
        else:
            group = ET.Element("g", shared)
            for child in children:
                for name in shared:
                    del child.attrib[name]
            group.extend(children)
            found.append(group)
    parent[:] = found


def _kin(element: ET.Element) -> tuple[str | None, ...] | None:
    """What an element must share with its neighbour to stand in one group with it; None for what stands alone."""
    moved = "transform" in element.attrib and "clip-path" in element.attrib  # its clip moves with it
    return tuple(element.get(name) for name in _KIN) if element.tag in _PAINTED and not moved else None


def _set_in_tenths(element: ET.Element) -> None:
    """Round the places and outlines of all that stands in the drawing's own units."""
    for child in element:
        if "transform" in child.attrib or child.tag in ("defs", "pattern", "linearGradient", "radialGradient", "image"):
            continue
        for name in ("x", "y"):
            if name in child.attrib and _NUMBER.fullmatch(child.attrib[name]):
                child.set(name, _told(_tenth(child.attrib[name])))
        if "d" in child.attrib:
            child.set("d", outline(child.attrib["d"]))
        _set_in_tenths(child)


def outline(d: str) -> str:
    """The outline in tenths and in the shortest words; as it is where it has a command that matplotlib does not write."""
    if _SEGMENT.sub("", d).strip():
        return d
    told, start, here = "", (Decimal(0), Decimal(0)), (Decimal(0), Decimal(0))
    last = ""
    for command, given in _SEGMENT.findall(d):
        numbers = [_tenth(number) for number in _NUMBER.findall(given)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if len(numbers) % 2 or (command in _POINTS and len(points) != _POINTS[command]):
            return d
        if command in "zZ":
            told, here, last = f"{told}z", start, "z"
            continue
        added = min((_after(last, step) for step in _steps(command, here, points)), key=lambda added: len(added[1]))
        last, told, here = added[0], told + added[1], points[-1]
        start = here if command == "M" else start
    return told


def _steps(command: str, here: Point, points: list[Point]) -> list[str]:
    """A segment of an outline from the drawing's corner and from the point before; along or across where it runs so."""
    moved = [(x - here[0], y - here[1]) for x, y in points]
    for place, name in ((1, "H"), (0, "V")):
        if command == "L" and moved[0][place] == 0 != moved[0][1 - place]:
            return [f"{name}{_told(points[0][1 - place])}", f"{name.lower()}{_told(moved[0][1 - place])}"]
    return [command + _listed(points), command.lower() + _listed(moved)]


def _after(last: str, step: str) -> tuple[str, str]:
    """The command of a step, and the step after the one before, whose command it need not repeat."""
    command, numbers = step[0], step[1:]
    if command != last or last in "Mm":  # a second move would be read as a line
        return command, step
    return command, numbers if numbers.startswith("-") else f" {numbers}"


def _listed(points: list[Point]) -> str:
    """Numbers one after the other, a minus being separation enough."""
    return " ".join(_told(number) for point in points for number in point).replace(" -", "-")


def _tenth(number: str) -> Decimal:
    return Decimal(number).quantize(_TENTH, ROUND_HALF_EVEN)


def _told(number: Decimal) -> str:
    """The number in as few characters as it takes."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return {"-0": "0"}.get(text, re.sub(r"^(-?)0\.", r"\1.", text))
