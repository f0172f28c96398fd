"""Tables as a printed page has room for them: their type, the widths of their columns, and whether they stay whole.

What is short stands on one line: a column of dates, standings or durations is as wide as they are (the template measures those cells
that are marked `measured`). The other columns share the rest so that the table gets as low as it can.
"""

from __future__ import annotations

from math import ceil

from factbook.export import drawn_exhibits
from factbook.export.cell_looks import WHITE, readable
from factbook.export.direction import from_the_right, words
from factbook.export.drawn_exhibits import POINTS, TEXT
from factbook.export.nodes import Node, plain
from factbook.export.walking import walk

_SIZES = (8.3, 7.8, 7.2, 6.6, 6.0)  # points: the type a table may shrink to
_GLYPH, _GUTTER = 0.5, 8.0  # the width of a letter as a share of the type's size; the air of a column in points
_LINE, _AIR = 1.2, 6.8  # the height of a line as a share of the type's size; the air of a row in points
_LONGEST_WORD, _SHORT_CELL = 26, 20  # letters: a longer word breaks, a longer cell wraps
_MOSTLY = 0.7  # of its cells are short, and the others no longer than two lines: a short column
_TALLEST, _TALLEST_NUMBERED = 110.0, 160.0  # mm: a table that is no taller stays on one page; a numbered one may wait for the next
_SPLITTABLE = 1200  # letters: a row with more in a cell may break across pages
_MARK, _CITED = 3, 0.66  # letters: what a standing's mark takes; a letter of a citation's, which is set smaller
_FEW_CELLS = 12  # of a column are measured: the longest
_TELLING_ROWS = 40  # the longest rows of a table, by which its columns are made wide
_STEPS = (1, 2, 3, 5, 8, 13)  # letters that one column may give to another at once
_NAMING, _SAFE = 0.6, 1.08  # of the width of a part of a table: for what names its rows; what its words may be wider than reckoned
_TIGHT = 0.95  # of the page: what is wider on one line may need to wrap


def tables(block: Node, inset: float = 0) -> list[Node]:
    """A table in the largest type in which it fits the page; one too wide for any is cut into several that repeat what names the rows.

    `inset` are the millimetres that it stands in from the text: there it has no margin to take.
    """
    if not block["columns"]:
        return []
    for cell in (cell for row in block["rows"] for cell in row):
        cell["keep"] = len(_text(cell["children"])) < _SPLITTABLE
        if language := from_the_right(words(cell)):
            cell["rtl"] = language
        if (look := cell.get("look")) and "ink" in look and "ground" not in look:
            look["ink"] = readable(look["ink"], WHITE)
        cell["line"] = len(_text(cell["children"])) + _MARK * bool(cell.get("standing")) <= _SHORT_CELL
    lengths = [[_length(cell) for cell in row] for row in block["rows"]]
    room = drawn_exhibits.room(inset) * POINTS
    block = {**block, "inset": inset > 0}
    for short in (_short(block, lengths), set[int]()):
        letters = [_letters(block, lengths, number, number in short) for number in range(len(block["columns"]))]
        size = next((size for size in _SIZES if _wide(letters, size) <= room), 0)
        if size:
            return [_whole(block, lengths, short, letters, size, room)]
    return _parts(block, letters, room)


def _text(nodes: list[Node]) -> str:
    """The words of a cell, a space for each picture."""
    words = plain(nodes)
    for image in _pictures(nodes):
        words = words.replace(image["alt"], " ", 1) if image["alt"] else words
    return words


def _pictures(nodes: list[Node]) -> list[Node]:
    return [node for node in walk(nodes) if node["type"] == "image"]


def _length(cell: Node) -> float:
    """How many letters wide a cell is on one line."""
    cited = sum(len(piece["text"]) + 1 for node in walk(cell["children"]) if node["type"] == "cite" for piece in node.get("pieces", ()))
    seen: float = sum(image["width"] * POINTS / (_GLYPH * _SIZES[0]) for image in _pictures(cell["children"]))
    return len(_text(cell["children"])) + _CITED * cited + _MARK * bool(cell.get("standing")) + seen


def _short(block: Node, lengths: list[list[float]]) -> set[int]:
    """The columns of short cells, by number; the widest is none of them, since it takes the rest."""
    numbers = range(len(block["columns"]))
    longest = [max((row[number] for row in lengths), default=0) for number in numbers]
    fitting = [sum(row[number]["line"] for row in block["rows"]) for number in numbers]
    widest = max(numbers, key=lambda number: longest[number])
    most = _MOSTLY * len(lengths)
    return {number for number in numbers if number != widest and fitting[number] >= most and longest[number] <= 2 * _SHORT_CELL}


def _letters(block: Node, lengths: list[list[float]], number: int, short: bool) -> float:
    """How many letters wide a column must be: its longest word, its short cells where it is of those, else a part of its longest."""
    texts = [plain(block["columns"][number]["children"]), *(_text(row[number]["children"]) for row in block["rows"])]
    word = max((len(word) for text in texts for word in text.split()), default=1)
    column = [row[number] for row in lengths]
    lines = [length for length, row in zip(column, block["rows"], strict=True) if row[number]["line"]]
    cells = lines if short else [min(max(column, default=0), _LONGEST_WORD / 2)]
    return max(min(word, _LONGEST_WORD), 2, *cells)


def _wide(letters: list[float], size: float) -> float:
    """The width in points of columns of so many letters in type of a size."""
    return sum(count * _GLYPH * size + _GUTTER for count in letters)


def _whole(block: Node, lengths: list[list[float]], short: set[int], letters: list[float], size: float, room: float) -> Node:
    """The table with the widths of its columns, and what follows from them."""
    heads = [len(plain(column["children"])) for column in block["columns"]]
    natural = [max([head, *(row[number] for row in lengths)]) for number, head in enumerate(heads)]
    told = any(column["width"] for column in block["columns"])
    columns = [{**column, "short": False, "share": 0} for column in block["columns"]]
    widths = natural
    if _wide(natural, size) > room * _TIGHT:
        widths = list(letters)
        long = [number for number in range(len(widths)) if number not in short]
        spare = (room - _wide([letters[number] for number in short], size) - _GUTTER * len(long)) / (_GLYPH * size)
        rows = [[row[number] for number in long] for row in lengths]
        for number, share in zip(long, _shares(rows, [letters[number] for number in long], spare), strict=True):
            widths[number] = columns[number]["share"] = round(share, 1)
        for number in short:
            _measure(block, number, lengths)
            columns[number].update(short=True, word=max(plain(columns[number]["children"]).split(), key=len, default=""))
    elif told:
        spare = (room - _wide(natural, size)) / (_GLYPH * size) / len(natural)
        for column, width in zip(columns, natural, strict=True):
            column["share"] = round(width + _GUTTER / (_GLYPH * size) + spare, 1)
    lines = [max(map(_lines, row, widths)) for row in lengths]
    seen = _fit_pictures(block, widths, size)
    height = sum(max(count * size * _LINE, tall) + _AIR for count, tall in zip(lines, seen, strict=True)) / POINTS
    whole = height <= (_TALLEST_NUMBERED if "number" in block else _TALLEST) and all(cell["keep"] for row in block["rows"] for cell in row)
    wide = not block["inset"] and (told or _wide(letters, size) > TEXT * POINTS)
    return {**block, "columns": columns, "whole": whole, "size": size, "wide": wide}


def _fit_pictures(block: Node, widths: list[float], size: float) -> list[float]:
    """Make no picture wider than its column; returns how tall those of each row are, in points."""
    found = []
    for row in block["rows"]:
        pictures = [(image, width) for cell, width in zip(row, widths, strict=True) for image in _pictures(cell["children"])]
        for image, width in pictures:
            image["width"] = round(min(image["width"], width * _GLYPH * size / POINTS), 2)
        found.append(max((image["width"] * image["ratio"] * POINTS for image, _ in pictures), default=0.0))
    return found


def _measure(block: Node, number: int, lengths: list[list[float]]) -> None:
    """Mark the longest of the cells of a column that stand on one line."""
    fitting = [place for place, row in enumerate(block["rows"]) if row[number]["line"]]
    for place in sorted(fitting, key=lambda place: -lengths[place][number])[:_FEW_CELLS]:
        block["rows"][place][number]["measured"] = True


def _lines(length: float, width: float) -> int:
    """On how many lines a cell of so many letters stands."""
    return 1 if length <= width else ceil(length / max(width - 2, 1))


def _shares(rows: list[list[float]], least: list[float], room: float) -> list[float]:
    """The widths in letters of columns that share a room so that the rows get low.

    They begin in proportion to the roots of how much stands in them, which is best where lines may be parted anywhere; then one gives
    to another as long as this saves a line.
    """
    telling = sorted(rows, key=max)[-_TELLING_ROWS:] if least else []

    def cost(widths: list[float]) -> tuple[int, float]:
        return sum(max(map(_lines, row, widths)) for row in telling), sum(
            cell / width for row in telling for cell, width in zip(row, widths, strict=True)
        )

    roots = [sum(column) ** 0.5 + 1 for column in zip(*telling, strict=True)] or [1.0] * len(least)
    rest = max(room - sum(least), 0)
    widths = [width + rest * root / sum(roots) for width, root in zip(least, roots, strict=True)]
    best = cost(widths)
    while True:
        moved = [
            [width + step * ((place == to) - (place == giver)) for place, width in enumerate(widths)]
            for giver in range(len(widths))
            for to in range(len(widths))
            for step in _STEPS
            if giver != to and widths[giver] - step >= least[giver]
        ]
        found = min(moved, key=cost, default=widths)
        if cost(found) >= best:
            return widths
        widths, best = found, cost(found)


def _parts(block: Node, letters: list[float], room: float) -> list[Node]:
    """A table cut into several that each repeat the columns that name its rows; no column is narrower than its longest word."""
    size = _SIZES[2]
    names = _naming(block)
    most = room * _NAMING / size / _GLYPH / names - _GUTTER / (_GLYPH * size)
    letters = [min(width, most) if number < names else width for number, width in enumerate(letters)]
    groups: list[list[int]] = []
    for number in range(names, len(letters)):
        if not groups or _wide([letters[place] for place in [*groups[-1], number]], size * _SAFE) > room:
            groups.append(list(range(names)))
        groups[-1].append(number)
    return [_part(block, group, letters, names, (place, len(groups))) for place, group in enumerate(groups)]


def _naming(block: Node) -> int:
    """How many columns, from the first on, name the rows: those of header cells, at least one, but not all."""
    rows = block["rows"]
    numbers = range(len(block["columns"]))
    named = next((number for number in numbers if not rows or not all(row[number].get("header") for row in rows)), len(numbers))
    return max(min(named, len(numbers) - 1), 1)


def _part(block: Node, group: list[int], letters: list[float], names: int, part: tuple[int, int]) -> Node:
    """Some columns of a table as a table; only the first part bears the key and its citations, the last one the source."""
    place, count = part
    size = _SIZES[2]
    kept = {name: value for name, value in block.items() if place == 0 or name not in ("key", "number", "caption")}
    rows = [[row[number] for number in group] for row in block["rows"]]
    if place:
        rows = [[*map(_uncited, row[:names]), *row[names:]] for row in rows]
    columns = [
        {**block["columns"][number], "short": False, "share": round(letters[number] + _GUTTER / (_GLYPH * size), 1)} for number in group
    ]
    _fit_pictures({"rows": rows}, [letters[number] for number in group], size)
    return {
        "caption": "",
        **kept,
        "source": block["source"] if place == count - 1 else "",
        "columns": columns,
        "rows": rows,
        "size": size,
        "whole": False,
        "wide": not block["inset"],
        "note": f"Columns {group[names] - names + 1}–{group[-1] - names + 1} of {len(block['columns']) - names}.",
    }


def _uncited(cell: Node) -> Node:
    return {**cell, "children": [child for child in cell["children"] if child["type"] != "cite"]}
