"""Pictures as a printed page has room for them, and the files that hold what exhibits show."""

from __future__ import annotations

from base64 import b64decode, b64encode
from io import BytesIO

from factbook.export.nodes import Node

COLUMN = 160.0  # mm: the widest an exhibit gets
TEXT = 130.0  # mm: the measure of the text
POINTS = 72 / 25.4  # in a millimetre
_TALLEST = 200.0  # mm


def exhibit_file(block: Node) -> str:
    """The name of the file that holds an exhibit's data."""
    return f"{block['type']}-{block['number']}-{block['key']}.csv"


def figure(block: Node) -> Node:
    """A figure as it is printed: its picture as SVG with a width, without its data, which is attached."""
    rest = {name: value for name, value in block.items() if name not in ("image", "rows", "columns")}
    svg, width = picture(block["image"])
    return {**rest, "svg": svg, "width": width, "data": exhibit_file(block) if block.get("rows") and block.get("key") else ""}


def picture(image: Node) -> tuple[str, float]:
    """A picture as SVG text, and how many millimetres wide it is printed: its own size, as far as the page allows."""
    width, height = float(image["width"]), float(image["height"])
    if image["mime"] == "image/svg+xml":
        svg = image["data"]
    else:
        mime, data = (image["mime"], image["data"]) if image["mime"] != "image/gif" else ("image/png", _still(image["data"]))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
            f'<image width="{width:g}" height="{height:g}" href="data:{mime};base64,{data}"/></svg>'
        )
    natural = width * 25.4 / 96 or COLUMN
    tall = _TALLEST * width / height if width and height else COLUMN
    return svg, round(min(natural, COLUMN, tall), 2)


def _still(gif: str) -> str:
    """The first frame of a GIF as a PNG, in base64."""
    import PIL.Image

    buffer = BytesIO()
    with PIL.Image.open(BytesIO(b64decode(gif))) as opened:
        opened.convert("RGBA").save(buffer, "PNG")
    return b64encode(buffer.getvalue()).decode()
