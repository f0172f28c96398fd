"""What a formula says: the letters, numbers and signs of its TeX and those of its MathML, to find a translation that says something else.

Both are read lightly and independently of the translator's parser. They are compared as bags, since an index may stand before or after
its root; a fraction and a root count as signs too. A command that is not known here makes the TeX unreadable, and the formula untrusted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize
from xml.etree.ElementTree import Element

_TEX = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<environment>[A-Za-z]+\*?)\}(?P<columns>(?<=array\})(?:\[[tbc]\])?\{[^{}]*\})?"
    r"|\\(?:[hm]space\*?\{[^{}]*\}|m?(?:kern|skip)-?[\d.]+[a-z]{2})"
    r"|\\(?:operatorname\*?|text(?:bf|it|rm|sf|tt|up|md|normal)?|mbox|hbox)\s*\{(?P<words>(?:[^{}\\]|\\.)*)\}"
    r"|\\(?:left|right|middle|[bB]igg?[lrm]?)\s*\."  # a fence that is not drawn
    r"|\\sqrt\s*\[(?P<index>[^][]*)\]"
    r"|\\(?P<command>[A-Za-z]+)|\\(?P<escaped>.)|(?P<sign>.)",
    re.DOTALL,
)
_FENCES = {
    "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖", "cases": "{ ", "matrix": "  ", "array": "  ",
    "align": "  ", "align*": "  ", "split": "  ", "smallmatrix": "  ",
}  # fmt: skip
_SILENT = {
    "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "bigm", "Bigl", "Bigr", "Bigm", "biggl", "biggr", "biggm",
    "Biggl", "Biggr", "Biggm", "mathbf", "mathrm", "mathbb", "mathcal", "mathscr", "mathfrak", "mathsf", "mathtt", "mathit", "mathnormal",
    "boldsymbol", "bm", "pmb", "rm", "bf", "it", "sf", "tt", "cal", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle",
    "limits", "nolimits", "hline", "quad", "qquad", "enspace", "space", "thinspace", "thickspace", "negthinspace", "nobreakspace",
    "overset", "underset", "stackrel", "substack", "boxed", "cancel", "bcancel", "xcancel", "mathord", "mathrel", "mathbin", "acute",
    "bar", "breve", "check", "dot", "ddot", "dddot", "grave", "hat", "mathring", "overbrace", "overleftarrow", "overleftrightarrow",
    "overline", "overrightarrow", "tilde", "underbrace", "underline", "underbar", "underleftarrow", "underrightarrow", "vec", "widehat",
    "widetilde", "widecheck",
}  # fmt: skip
_NAMES = {
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom", "inf", "ker", "lg",
    "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh", "argmax", "argmin",
}  # fmt: skip
_SIGNS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "over"), "\n"), **dict.fromkeys(("binom", "dbinom", "tbinom", "choose"), "(\n)"),
    "sqrt": "\t", "bmod": "mod", "pmod": "(mod)", "pod": "()", "ket": "|⟩", "bra": "⟨|", "braket": "⟨⟩", "xrightarrow": "→",
    "xleftarrow": "←",
}  # fmt: skip
_MARKS = {"mfrac": "\n", "msqrt": "\t", "mroot": "\t"}  # as the fraction and the root of _SIGNS
_SAME = str.maketrans({"−": "-", "‐": "-", "∗": "*", "∣": "|", "'": "′", "∶": ":"})
ACCENTS = frozenset("´¯˘ˇ˙¨⃛`^˚⏞⏟⎴⎵←→↔―~")


def same(tex: str, tree: Element) -> bool:
    """Whether the MathML says what the TeX says; False too where the TeX cannot be read."""
    try:
        return _bag(_of_tex(tex)) == _bag(_of_tree(tree))
    except ValueError:
        return False


def _bag(pieces: Iterator[str]) -> Counter[str]:
    """The characters and how often each occurs; those that differ in style only, or in width, are one."""
    kept = "".join(pieces).translate(_SAME)
    return Counter(character for character in normalize("NFKC", kept) if character in "\n\t" or not character.isspace())


def _of_tex(tex: str) -> Iterator[str]:
    """What the TeX says, piece by piece; ValueError where it cannot be told."""
    for match in _TEX.finditer(tex):
        found = match.groupdict()
        if found["edge"]:
            if found["environment"] not in _FENCES:
                raise ValueError(tex)
            yield _FENCES[found["environment"]][found["edge"] == "end"]
        elif found["words"] is not None:
            yield _words(found["words"])
        elif found["index"] is not None:
            yield "\t"
            yield from _of_tex(found["index"])
        elif found["command"]:
            yield _command(found["command"])
        elif found["escaped"]:
            yield {"|": "‖", **dict.fromkeys("\\,;:!> \n", "")}.get(found["escaped"], found["escaped"])
        elif found["sign"] and found["sign"] not in "{}^_&~ \n\r\t":
            yield found["sign"]


def _words(words: str) -> str:
    """A run of upright text; maths within it is beyond the translator."""
    if re.search(r"(?<!\\)\$|\\[A-Za-z]", words):
        raise ValueError(words)
    return re.sub(r"\\([^,;:! ])|\\.|\s|~", r"\1", words)


def _command(name: str) -> str:
    """What a command prints of itself: "" for one that only arranges."""
    from latex2mathml.symbols_parser import convert_symbol

    if name in _SILENT:
        return ""
    if name in _NAMES:
        return name
    if name in _SIGNS:
        return _SIGNS[name]
    code = convert_symbol(f"\\{name}")
    if code is None:
        raise ValueError(name)
    return "".join(chr(int(part, 16)) for part in code.split("-"))


def _of_tree(node: Element) -> Iterator[str]:
    """What the MathML says, piece by piece; accents are of the arrangement."""
    yield _MARKS.get(node.tag, "")
    yield "".join((node.text or "").split())
    children = list(node)
    if is_accented(node):
        children = children[:1]
    for child in children:
        yield from _of_tree(child)


def is_accented(node: Element) -> bool:
    """Whether the node is a base with an accent, a line, a brace or an arrow over or under it."""
    return node.tag in ("mover", "munder") and node[1].tag == "mo" and (node[1].text or "") in ACCENTS
