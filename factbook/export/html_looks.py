"""The looks of table cells as rules of the page's own style sheet, since its content security policy allows no style attributes."""

from __future__ import annotations

from markupsafe import Markup

from factbook.export.cell_looks import readable
from factbook.export.nodes import Node
from factbook.export.walking import walk

_PAPERS = ("#fdfcfa", "#15191d")  # of the page in light and dark (--paper), where a cell has no ground of its own
_DARK = "@media screen and (prefers-color-scheme:dark)"
_WITHIN = ".own :is(a,code,del){color:inherit;background:none}.own{print-color-adjust:exact}\n"


def classes(look: Node | None) -> str:
    """The classes of a cell that has a look, named after what they say."""
    if not look:
        return ""
    return "own " + "-".join(filter(None, ["o", look.get("ground", "")[1:], look.get("ink", "")[1:], "b" if look.get("bold") else ""]))


def rules(blocks: list[Node]) -> Markup:
    """The rules of all classes that the cells of some blocks have."""
    looks = {
        classes(cell["look"]): cell["look"]
        for node in walk(blocks)
        for row in node.get("rows", ())
        for cell in row
        if isinstance(cell, dict) and cell.get("look")
    }
    return Markup(_WITHIN + "".join(_rule(name.removeprefix("own "), looks[name]) for name in sorted(looks)) if looks else "")


def _rule(name: str, look: Node) -> str:
    """The rule of one class; what it says holds wherever the cell stands, else a sticky cell would keep its ink and lose its ground."""
    said = ["font-weight:700"] if look.get("bold") else []
    if ground := look.get("ground"):
        said += [f"background:{ground}!important", f"color:{look['ink']}!important", f"box-shadow:-.4rem 0 {ground}"]
        return f".{name}{{{';'.join(said)}}}\n"
    if not (ink := look.get("ink")):
        return f".{name}{{{';'.join(said)}}}\n"
    light, dark = (f"color:{readable(ink, paper)}!important" for paper in _PAPERS)
    return f".{name}{{{';'.join([*said, light])}}}{_DARK}{{.{name}{{{dark}}}}}\n"
