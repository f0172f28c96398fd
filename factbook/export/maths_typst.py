"""MathML as Typst maths: `written(tree)` returns source that draws the tree and nothing else.

Every sign of the formula is escaped or quoted, and tokens are set apart, so that nothing in a formula can be code, join its neighbour to
another name (`k/m` before `u` reads as mu), or be taken for an argument. ValueError where an element has no counterpart.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from factbook.export.maths_said import is_accented

_ACCENTS = {
    "^": "hat", "~": "tilde", "¯": "macron", "―": "overline", "˙": "dot", "¨": "dot.double", "⃛": "dot.triple", "→": "arrow", "←": "arrow.l",
    "↔": "arrow.l.r", "ˇ": "caron", "`": "grave", "´": "acute", "˘": "breve", "˚": "circle", "⏞": "overbrace",
}  # fmt: skip
_UNDER = {"―": "underline", "⏟": "underbrace"}
_WITH_LIMITS = {"det", "gcd", "inf", "lim", "liminf", "limsup", "max", "min", "Pr", "sup"}  # so named in Typst too
_STYLES = {
    "normal": "upright({})", "bold": "bold(upright({}))", "bold-italic": "bold({})", "italic": "italic({})", "double-struck": "bb({})",
    "script": "cal({})", "fraktur": "frak({})", "sans-serif": "sans({})", "monospace": "mono({})",
}  # fmt: skip
_SPACES = {"negativethinmathspace": "-0.167em", "thinmathspace": "0.167em", "thickmathspace": "0.278em"}
_LENGTH = re.compile(r"-?\d*\.?\d+(em|pt|ex|mu|mm|cm|in)")
_BARS = ("|", "‖")
_PRIMES = {"′": "'", "″": "''", "‴": "'''", "⁗": "''''"}
_NOTHING = '""'
_GROUPS = ("mrow", "math", "mpadded", "mtd")


def written(tree: Element) -> str:
    """The formula as Typst maths; a table that is all of it becomes lines, which a page can break."""
    rows = _only(tree)
    if rows.tag == "mtable" and rows.get("columnspacing", "").startswith("0em"):
        return " \\ ".join(_pairs(row) for row in rows)
    return _sequence(list(tree))


def _only(node: Element) -> Element:
    """The innermost node that is the whole of the node."""
    while node.tag in _GROUPS and len(node) == 1:
        node = node[0]
    return node


def _node(node: Element) -> str:
    """One element; never empty, since an argument must be something."""
    if node.tag in ("mi", "mn", "mo", "mtext", "ms"):
        return _styled(node) or _NOTHING
    if node.tag in _GROUPS:
        return _fenced(list(node)) or _sequence(list(node)) or _NOTHING
    if node.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
        return _scripts(node)
    if node.tag not in _WRITERS:
        raise ValueError(node.tag)
    return _WRITERS[node.tag](node)


def _sequence(nodes: list[Element]) -> str:
    """The elements one after another; fences around a table or a binomial grow with it."""
    parts: list[str] = []
    place = 0
    while place < len(nodes):
        first, *rest = nodes[place : place + 3]
        if len(rest) == 2 and _is_fence(first) and _is_tall(rest[0]) and _is_fence(rest[1]):
            parts.append(f"lr({_signs(first)} {_node(rest[0])} {_signs(rest[1])})")
            place += 3
        else:
            parts.append(_node(first))
            place += 1
    return " ".join(parts)


def _is_tall(node: Element) -> bool:
    return node.tag == "mtable" or node.get("linethickness") == "0"


def _is_fence(node: Element) -> bool:
    return node.tag == "mo" and node.get("stretchy") != "false" and (node.text or " ") in "()[]{}|‖"


def _fenced(nodes: list[Element]) -> str:
    r"""What `\left` and `\right` stand around, or cases; "" where there are no such fences."""
    if not nodes or nodes[0].tag != "mo" or nodes[0].get("form") != "prefix" or nodes[0].get("fence") != "true":
        return ""
    closing = nodes[-1] if nodes[-1].get("form") == "postfix" else None
    inner = nodes[1 : -1 if closing is not None else None]
    body = " ".join(
        f"mid({_signs(node)})" if node.tag == "mo" and node.get("lspace") == "0.05em" and node.text else _sequence([node]) for node in inner
    )
    return f"lr({_signs(nodes[0])} {body} {_signs(closing) if closing is not None else ''})"


def _styled(node: Element) -> str:
    """A token in the style that it asks for."""
    made = _token(node)
    style = node.get("mathvariant", "")
    if style and style not in _STYLES:
        raise ValueError(style)
    return _STYLES[style].format(made) if style and made else made


def _token(node: Element) -> str:
    words = node.text or ""
    if len(node):
        raise ValueError(node.tag)
    if node.tag in ("mtext", "ms"):
        return _quoted(words.replace("\N{NO-BREAK SPACE}", " "))
    if node.tag in ("mi", "mo") and len(words) > 1 and words.replace(" ", "").isalpha():
        operator = words if words in _WITH_LIMITS else f"op({_quoted(words)})"
        return f"limits({operator})" if node.get("movablelimits") and words not in _WITH_LIMITS else operator
    if node.tag == "mo" and _LENGTH.fullmatch(node.get("minsize", "")):
        return f"lr(size: #{node.get('minsize')}, {_signs(node)})"
    return f'class("normal", {_signs(node)})' if words in _BARS else _signs(node)  # as TeX sets them: close to what they stand around


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _signs(node: Element) -> str:
    """The characters of a token, each by itself, but a number whole."""
    words = node.text or ""
    if re.fullmatch(r"\d+(\.\d+)?", words):
        return words
    return " ".join(sign if sign.isalnum() else f"\\{sign}" for sign in words if not sign.isspace())


def _scripts(node: Element) -> str:
    """A base with what stands over, under and beside it."""
    base, *scripts = node
    if is_accented(node):
        return _accented(node.tag, base, scripts[0])
    made = _base(base)
    if node.tag.startswith("mu") or node.tag == "mover":
        made = f"limits({made})"
    marks = {"msub": "_", "munder": "_", "msup": "^", "mover": "^"}.get(node.tag, "_^")
    for mark, script in zip(marks, scripts, strict=True):
        primes, rest = _primes(script) if mark == "^" else ("", [script])
        if primes:  # Typst wants them at the base, before what stands below
            made = f"{_base(base)}{primes}{made.removeprefix(_base(base))}"
        made += f"{mark}({_fenced(rest) or _sequence(rest)})" if rest else ""
    return made


def _primes(script: Element) -> tuple[str, list[Element]]:
    """The primes that a superscript begins with, and the rest of it."""
    parts = list(script) if script.tag == "mrow" else [script]
    primes = ""
    while parts and parts[0].tag in ("mi", "mo") and parts[0].text in _PRIMES:
        primes += _PRIMES[parts.pop(0).text or ""]
    return (primes, parts) if primes else ("", [script])


def _base(node: Element) -> str:
    """An element as one term that scripts can be put to; groups are kept together without a sign of it."""
    made = _node(node)
    is_one = _only(node).tag in ("mi", "mn", "mtext", "ms", "mo", "mfrac", "msqrt", "mroot") or made.startswith("lr(")
    return made if is_one and " " not in re.sub(r'"[^"]*"|\(.*\)', "", made) else f"lr({made})"


def _accented(tag: str, base: Element, accent: Element) -> str:
    known = _ACCENTS if tag == "mover" else _UNDER
    if (accent.text or "") not in known:
        raise ValueError(accent.text)
    return f"{known[accent.text or '']}({_node(base)})"


def _fraction(node: Element) -> str:
    above, below = (_node(child) for child in node)
    if node.get("linethickness") == "0":
        return f"vec(delim: #none, gap: #0.4em, {above}, {below})"
    return f"frac({above}, {below})"


def _space(node: Element) -> str:
    if node.get("linebreak"):
        return "\\ "
    width = _SPACES.get(node.get("width", "0em"), node.get("width", "0em"))
    if not _LENGTH.fullmatch(width):
        raise ValueError(width)
    return f"#h({float(width[:-2]) / 18:.3f}em)" if width.endswith("mu") else f"#h({width.replace('ex', 'em')})"


def _style(node: Element) -> str:
    made = _sequence(list(node)) or _NOTHING
    return {"true": f"display({made})", "false": f"inline({made})"}.get(node.get("displaystyle", ""), made)


def _enclosed(node: Element) -> str:
    made = _sequence(list(node)) or _NOTHING
    known = {
        "box": f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt, $ {made} $)",
        "updiagonalstrike": f"cancel({made})",
        "downdiagonalstrike": f"cancel(inverted: #true, {made})",
        "updiagonalstrike downdiagonalstrike": f"cancel(cross: #true, {made})",
    }
    if node.get("notation") not in known:
        raise ValueError(node.get("notation"))
    return known[node.get("notation", "")]


def _table(node: Element) -> str:
    """A table as a matrix without fences; equations in lines as its one column, aligned at their signs."""
    if node.get("columnspacing", "").startswith("0em"):
        return f"mat(delim: #none, row-gap: #0.6em, {'; '.join(_pairs(row) for row in node)})"
    rows = [", ".join(_cell(cell) for cell in row) for row in node]
    return f"mat(delim: #none, {_rules(node)}{'; '.join(rows)})"


def _pairs(row: Element) -> str:
    """The cells of a line of equations, with the marks at which lines are aligned."""
    return " & ".join(_sequence([cell]) for cell in row)


def _cell(cell: Element) -> str:
    made = _node(cell)
    return {"left": f"& {made}", "right": f"{made} &"}.get(cell.get("columnalign", ""), made)


def _rules(node: Element) -> str:
    """The lines between columns and rows."""
    given = {"vline": node.get("columnlines", ""), "hline": node.get("rowlines", "")}
    drawn = {name: [n for n, line in enumerate(lines.split(), start=1) if line != "none"] for name, lines in given.items()}
    parts = [f"{name}: ({', '.join(map(str, places))},)" for name, places in drawn.items() if places]
    return f"augment: #({', '.join(parts)}), " if parts else ""


_WRITERS = {
    "mfrac": _fraction,
    "msqrt": lambda node: f"sqrt({_sequence(list(node)) or _NOTHING})",
    "mroot": lambda node: f"root({_node(node[1])}, {_node(node[0])})",
    "mspace": _space,
    "mstyle": _style,
    "menclose": _enclosed,
    "mtable": _table,
}
