"""What the templates ask for beyond escaped text: addresses, pictures, code, runs of citations, the looks of a table."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from factbook.export.direction import from_the_right, has_such_letters, words
from factbook.export.html_drawing import drawn
from factbook.export.html_looks import classes
from factbook.export.html_pictures import picture
from factbook.export.safety import safe_href

Node = dict[str, Any]

_MATHS = {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
    "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd",
}  # fmt: skip
_WORDY = 44  # characters from which a column needs room to wrap well
_SHORT = 17  # characters up to which a column does not wrap, if the line has room: a date, a standing, a span of time
_ALWAYS = 12  # characters up to which it does not wrap at all
_LINE = 104  # characters that a table is wide
_GAP, _MARK = 2, 3  # characters that the space between columns and the mark of a standing take
_LEAST = {"wraps": 16, "wordy": 23}  # characters that a longer column has at least
_BARE = re.compile(r"[\w#.-]+")  # what an attribute may hold without quotes
_RELATIONS = {
    ("follows", "to"): "followed by", ("fulfils", "to"): "fulfilled by", ("revises", "to"): "revised by",
    ("part of", "to"): "includes", ("rivals", "from"): "rival of", ("rivals", "to"): "rival of",
}  # fmt: skip


def plain(nodes: Iterable[Node]) -> str:
    """The words of inline nodes, without citations."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Node) -> str:
    if node["type"] in ("cite", "footnote_ref"):
        return ""
    if node["type"] == "linebreak":
        return " "
    return str(node["raw"]) if "raw" in node else node.get("alt", "") + plain(node.get("children", ()))


def code(text: str, language: str = "") -> Markup:
    """The code with spans that name the kind of each word, where its language is known."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name((language or "text").split()[0], stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    return Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)).rstrip("\n"))


def drawing(figure: Node) -> Markup:
    """The figure as part of the page where it is a drawing of ours; "" where it is to be shown as a picture."""
    image = figure["image"]
    is_ours = image["mime"] == "image/svg+xml" and figure.get("number")
    return Markup(drawn(image["data"], f"f{figure['number']}.", figure["alt"]) if is_ours else "")


def maths(formula: Node) -> Markup:
    """The formula as MathML that holds no other element: `\\text{<script>}` could smuggle one in; else as it was typed."""
    used = set(re.findall(r"<\s*/?\s*([^\s/>]*)", formula["mathml"]))
    if formula["mathml"] and used <= _MATHS:
        return Markup(formula["mathml"])
    return Markup("<code>{}</code>").format(formula["raw"])


def direction(given: Node | str) -> Markup:
    """The attributes of an element for a text, or a block or cell, that mostly runs from the right."""
    language = from_the_right(given) if isinstance(given, str) else from_the_right(words(given))
    return Markup(' dir="rtl" lang="{}"').format(language) if language else Markup("")


def isolated(text: str) -> Markup:
    """The attribute of an element for code with letters that run from the right: what stands around it does not turn it round."""
    return Markup(' dir="auto"' if has_such_letters(text) else "")


def quoted(value: str) -> Markup:
    """The value of an attribute, in quotes only where it needs them."""
    return Markup(value) if _BARE.fullmatch(value) else Markup('"{}"').format(value)


@pass_context
def runs(context: Context, cite: Node) -> list[Node]:
    """The citations as links: each number, three or more that follow each other as one run (`4–9`)."""
    entries = context["entries"]
    found: list[list[tuple[int, str]]] = []
    for number, id in sorted(zip(cite["numbers"], cite["ids"], strict=True)):
        if found and found[-1][-1][0] == number - 1:
            found[-1].append((number, entries[id]["anchor"]))
        else:
            found.append([(number, entries[id]["anchor"])])
    parts = [part for run in found for part in ([run] if len(run) > 2 else [[item] for item in run])]
    return [{"label": str(part[0][0]) if len(part) == 1 else f"{part[0][0]}–{part[-1][0]}", "anchor": part[0][1]} for part in parts]


def ending(children: list[Node]) -> Node:
    """What a finding ends with: its last `word` (if it is of usual length), its `cite`, and what stands `before` them."""
    if not children or children[-1]["type"] != "cite":
        return {"before": children, "word": "", "cite": None}
    *before, cite = children
    if not before or before[-1]["type"] != "text" or not (found := re.fullmatch(r"(.*\s)?(\S{1,24})", before[-1]["raw"], re.DOTALL)):
        return {"before": before, "word": "", "cite": cite}
    return {"before": [*before[:-1], {**before[-1], "raw": found[1] or ""}], "word": found[2], "cite": cite}


def looks(table: Node) -> Node:
    """The classes of a table's columns, and whether it has a header at all.

    A column is `right` or `center`, `wordy` where it needs room to wrap well, `wraps` where it may wrap; others stay on one line.
    One of numbers is `parted` from what it cites.
    """
    longest = [max((_length(row[place]) for row in table["rows"] if place < len(row)), default=0) for place in range(len(table["columns"]))]
    whole = _whole(longest)
    classes = []
    for place, column in enumerate(table["columns"]):
        aligned = {"right": "right", "center": "center"}.get(column.get("align") or "", "")
        wide = "" if place in whole else _wide(longest[place])
        classes.append(" ".join(filter(None, [aligned if wide != "wordy" else "", wide])))
    numbers = {place for place, names in enumerate(classes) if "right" in names}
    cells = ((place, row[place]) for row in table["rows"] for place in numbers if place < len(row))
    parted = {place for place, cell in cells if any(node["type"] == "cite" for node in cell["children"])}
    return {"columns": classes, "headed": any(column["children"] for column in table["columns"]), "parted": parted}


def _length(cell: Node) -> int:
    """How many characters a cell is long."""
    return len(plain(cell["children"])) + (_MARK if cell.get("standing") else 0)


def _wide(length: int) -> str:
    return "wordy" if length >= _WORDY else "wraps"


def _whole(longest: list[int]) -> set[int]:
    """The columns that stay on one line: short ones, the shortest first, as long as there is room for the others."""
    room = _LINE - sum(_LEAST[_wide(length)] + _GAP for length in longest if length > _SHORT)
    whole = set()
    for length, place in sorted((length, place) for place, length in enumerate(longest) if length <= _SHORT):
        room -= length + _GAP
        if room >= 0 or length <= _ALWAYS:
            whole.add(place)
    return whole


def counted(standings: dict[str, int]) -> str:
    """How many facts stand how, in words."""
    return ", ".join(f"{count} {label}" for label, count in standings.items())


def ansi(span: Node) -> str:
    """The classes of a span of terminal text."""
    names = [f"ansi-{name}" for name in ("bold", "italic", "underline") if span.get(name)]
    names += [f"ansi-{span['fg'].removeprefix('bright-')}"] if span.get("fg") else []
    return " ".join([*names, "ansi-ground"] if span.get("bg") else names)


def sortable(edtf: str) -> str:
    """The part of a date by which it sorts as text: its earliest known year, month and day."""
    found = re.search(r"\d{4}(-\d\d){0,2}", edtf or "")
    return found[0] if found else ""


def passage(locator: str) -> str:
    """Where in a source, in words."""
    return f"paragraph {locator[1:]}" if re.fullmatch(r"p\d+", locator) else locator


def place(where: str) -> str:
    """Where something is cited: a section by its number, an exhibit or a heading by its name."""
    return f"§{where}" if where[:1].isdigit() else where or "the text"


def relation(link: Node) -> str:
    """How a fact is tied to another, in words."""
    words = str(_RELATIONS.get((link["relation"], link["direction"]), link["relation"]))
    return words[:1].upper() + words[1:]


def domain(address: str) -> str:
    """The host of an address, as a short name for a link."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def day(given: str) -> str:
    """An ISO day in words; anything else as it is."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return given
    read = date.fromisoformat(given)
    return f"{read.day} {read:%B} {read.year}"


def hashed(text: str) -> Markup:
    """The hash of an inline style or script, as a content security policy names it."""
    return Markup("'sha256-" + b64encode(sha256(str(text).encode("utf-8")).digest()).decode("ascii") + "'")


def as_json(value: Any) -> Markup:
    """The value as JSON that no text in it can break out of."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


FILTERS: dict[str, Callable[..., Any]] = {
    "address": lambda given: safe_href(given or ""), "ansi": ansi, "classes": classes, "code": code, "counted": counted, "day": day,
    "direction": direction, "domain": domain, "drawing": drawing, "ending": ending, "hashed": hashed, "isolated": isolated,
    "json": as_json, "looks": looks, "maths": maths, "passage": passage, "picture": picture, "place": place, "quoted": quoted,
    "runs": runs, "sortable": sortable,
}  # fmt: skip
