"""Pictures as a printed page has room for them, and the files that hold what exhibits show."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from io import BytesIO

from factbook.export.nodes import Node

COLUMN = 160.0  # mm: the widest an exhibit gets
TEXT = 130.0  # mm: the measure of the text
POINTS = 72 / 25.4  # in a millimetre
_TALLEST = 200.0  # mm
_SANS = re.compile(r"(?i)\bsans-serif\b")


def room(inset: float) -> float:
    """The millimetres that an exhibit has which stands in from the text by so many; one that does not stand in has the margin too."""
    return max(TEXT - inset, TEXT / 4) if inset else COLUMN


def exhibit_file(block: Node) -> str:
    """The name of the file that holds an exhibit's data."""
    return f"{block['type']}-{block['number']}-{block['key']}.csv"


def figure(block: Node, inset: float = 0) -> Node:
    """A figure as it is printed: its picture as SVG with a width, without its data, which is attached."""
    rest = {name: value for name, value in block.items() if name not in ("image", "rows", "columns")}
    data = exhibit_file(block) if block.get("rows") and block.get("key") else ""
    return {**rest, **picture(block["image"], inset), "data": data, "inset": inset > 0}


def picture(image: Node, inset: float = 0) -> Node:
    """A picture as SVG text, its `width` in print in millimetres, and its `ratio` of height to width.

    It is printed in its own size, as far as the page has room; where it stands in from the text, the text's measure is the room.
    """
    width, height = float(image["width"]), float(image["height"])
    if image["mime"] == "image/svg+xml":
        svg = _SANS.sub("'Source Sans 3',sans-serif", image["data"]) if "<text" in image["data"] else image["data"]
    else:
        mime, data = (image["mime"], image["data"]) if image["mime"] != "image/gif" else ("image/png", _still(image["data"]))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
            f'<image width="{width:g}" height="{height:g}" preserveAspectRatio="none" href="data:{mime};base64,{data}"/></svg>'
        )
    most = room(inset)
    natural = width * 25.4 / 96 or most
    tall = _TALLEST * width / height if width and height else most
    return {"svg": svg, "width": round(min(natural, most, tall), 2), "ratio": round(height / width, 3) if width and height else 1.0}


def _still(gif: str) -> str:
    """The first frame of a GIF as a PNG, in base64."""
    import PIL.Image

    buffer = BytesIO()
    with PIL.Image.open(BytesIO(b64decode(gif))) as opened:
        opened.convert("RGBA").save(buffer, "PNG")
    return b64encode(buffer.getvalue()).decode()
