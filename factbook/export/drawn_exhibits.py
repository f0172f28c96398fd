"""Pictures and tables as a printed page has room for them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from io import BytesIO

from factbook.export.nodes import Node, plain

COLUMN = 160.0  # mm: the widest an exhibit gets
TEXT = 130.0  # mm: the measure of the text
_TALLEST = 200.0  # mm
_SIZES = (8.3, 7.8, 7.2, 6.6, 6.0)  # points: the type a table may shrink to
_GLYPH, _GUTTER = 0.5, 8.0  # the width of a letter as a share of the type's size; the air of a column in points
_LONGEST_CELL = 26  # letters: what is longer wraps
_SHORT_CELL = 20  # letters: a column of dates, standings or durations; it stays on one line
WHOLE = 12  # rows: a table with no more stays on one page
_SPLITTABLE = 1200  # letters: a row with more in a cell may break across pages
_POINTS = 72 / 25.4  # in a millimetre


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


def tables(block: Node) -> list[Node]:
    """A table in the largest type in which it fits the page; one too wide for any is cut into several, its first column repeated."""
    if not block["columns"]:
        return []
    letters = [_letters(block, number) for number in range(len(block["columns"]))]
    for row in block["rows"]:
        for cell in row:
            cell["keep"] = len(plain(cell["children"])) < _SPLITTABLE
    for number in _short(block):
        block["columns"][number]["width"] = 0  # as wide as what stands in it, so that no date and no mark is parted
    room = COLUMN * _POINTS
    size = next((size for size in _SIZES if _wide(letters, size) <= room), 0)
    if size:
        fixed = any(column["width"] for column in block["columns"])
        whole = len(block["rows"]) <= WHOLE and all(cell["keep"] for row in block["rows"] for cell in row)
        return [{**block, "whole": whole, "size": size, "wide": fixed or _wide(letters, size) > TEXT * _POINTS}]
    groups: list[list[int]] = [[0]]
    for number in range(1, len(letters)):
        if len(groups[-1]) > 1 and _wide([letters[place] for place in [*groups[-1], number]], _SIZES[2]) > room:
            groups.append([0])
        groups[-1].append(number)
    return [_part(block, group, place, len(groups)) for place, group in enumerate(groups)]


def _short(block: Node) -> list[int]:
    """The columns in which everything is short, by number; the widest column is never one of them, since it takes the rest."""
    longest = [
        max((len(plain(row[number]["children"])) + 3 * bool(row[number].get("standing")) for row in block["rows"]), default=0)
        for number in range(len(block["columns"]))
    ]
    widest = max(range(len(longest)), key=lambda number: longest[number])
    return [number for number, letters in enumerate(longest) if number != widest and letters <= _SHORT_CELL]


def _part(block: Node, group: list[int], place: int, count: int) -> Node:
    """Some columns of a table as a table; only the first part bears the key and its citations."""
    part = {name: value for name, value in block.items() if place == 0 or name not in ("key", "number", "caption")}
    rows = [[row[number] for number in group] for row in block["rows"]]
    if place:
        rows = [[{**row[0], "children": [child for child in row[0]["children"] if child["type"] != "cite"]}, *row[1:]] for row in rows]
    return {
        "caption": "",
        **part,
        "source": block["source"] if place == count - 1 else "",
        "columns": [block["columns"][number] for number in group],
        "rows": rows,
        "size": _SIZES[2],
        "whole": len(rows) <= WHOLE,
        "wide": True,
        "note": f"Columns {group[1]}–{group[-1]} of {len(block['columns']) - 1}.",
    }


def _letters(block: Node, number: int) -> float:
    """How many letters wide a column wants to be: its longest word at least, its longest cell as far as that need not wrap."""
    texts = [plain(block["columns"][number]["children"]), *(plain(row[number]["children"]) for row in block["rows"])]
    word = max((len(word) for text in texts for word in text.split()), default=1)
    return max(min(word, _LONGEST_CELL), min(max(map(len, texts)), _LONGEST_CELL / 2), 2)


def _wide(letters: list[float], size: float) -> float:
    """The width in points of columns of so many letters in type of a size."""
    return sum(count * _GLYPH * size + _GUTTER for count in letters)
