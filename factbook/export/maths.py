"""TeX formulas as MathML and as Typst maths; "" where a formula is beyond the translation, or where it would say something else.

latex2mathml translates. Its MathML is compared with the TeX (see `maths_said`), and Typst's source is written from the MathML (see
`maths_typst`): page and PDF show the same formula, the one that was typed, or else the TeX itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from unicodedata import lookup, name
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from factbook.characters import visible
from factbook.export.maths_said import same
from factbook.export.maths_typst import written
from factbook.export.references import walk

_MATHML = "http://www.w3.org/1998/Math/MathML"
_KEPT_ELEMENTS = {
    "math", "mi", "mn", "mo", "mtext", "mspace", "ms", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
    "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable",
    "mtr", "mtd", "mlabeledtr",
}  # fmt: skip
_KEPT_ATTRIBUTES = {
    "display", "mathvariant", "stretchy", "fence", "form", "accent", "accentunder", "largeop", "movablelimits", "separator", "symmetric",
    "minsize", "maxsize", "lspace", "rspace", "width", "height", "depth", "linethickness", "columnalign", "rowspacing", "columnspacing",
    "columnlines", "rowlines", "displaystyle", "scriptlevel", "notation", "linebreak",
}  # fmt: skip
_ARITY = {
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "ms", "mspace"), 0), **dict.fromkeys(("msubsup", "munderover"), 3),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
}  # fmt: skip
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,5});")
_SAME_AS = {
    **dict.fromkeys(("align", "aligned", "alignat", "alignedat", "eqnarray", "eqnarray*", "alignat*", "flalign", "flalign*"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered", "multline", "multline*"), "matrix"), "dcases": "cases",
}  # fmt: skip
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(" + "|".join(map(re.escape, _SAME_AS)) + r")\}")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_COMMAND = re.compile(r"\\(?![&%$#_{} ])")
_SPACING = re.compile(r"\\(?:[,;:! ]|(?:thin|med|thick)?space\b)|~")
_PLAINER: list[tuple[re.Pattern[str], str]] = [  # what the library does not read, or reads as something else, as what it reads
    (re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}|\\label\{[^}]*\}|\\nonumber|\\notag(?![A-Za-z])"), ""),
    (re.compile(r"\\(?:text)?color\{[^}]*\}"), ""),
    (re.compile(r"\\tag\*?\{([^}]*)\}"), r"\\qquad \\text{(\1)}"),
    (
        re.compile(r"\\begin\{(alignedat|alignat\*?|aligned|gathered)\}(?:\[[tbc]\])?(?:(?<=at\})\{\d+\}|(?<=at\*\})\{\d+\})?"),
        r"\\begin{\1}",
    ),
    (re.compile(r"\\\\(?:\*|\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp|pc|\\baselineskip)\s*\])"), r"\\\\ "),  # the height of a line
    (re.compile(r"\\not\s*="), r"\\neq "),
    (re.compile(r"\\mathop\s*\{\s*\\(?:mathrm|text|textrm|mathit)\s*\{([^{}]*)\}\s*\}(?:\s*\\limits)?"), r"\\operatorname*{\1}"),
    (re.compile(r"\\arg\s*(?:\\[,;:! ]|~)?\s*\\(min|max|sup|inf)(?![A-Za-z])(?:\s*\\limits)?"), r"\\operatorname*{arg\1}"),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"),
    (re.compile(r"(\\operatorname\*?)\s*\{\s*\\(?:mathrm|text|textrm)\s*\{([^{}]*)\}\s*\}"), r"\1{\2}"),
    (re.compile(r"(\\begin\{array\}(?:\[[tbc]\])?)\{\s*\|*([^{}]*?)\|*\s*\}(?:\s*\\hline)*"), r"\1{\2}"),  # a frame: it takes the
    (re.compile(r"(?:\\\\)?\s*(?:\\hline\s*)+(?=\\end\{array\})"), ""),  # place of the rules between columns and rows
]
_OPERATOR = re.compile(r"(\\operatorname\*?)\s*\{((?:[^{}\\]|\\[,;:! ])*)\}")
_MIXED = re.compile(r"\\(text(?:rm|normal)?|mbox|hbox)\s*\{((?:[^{}\\$]|\\.)*(?<!\\)\$[^{}]*)\}")
_STYLE_NAMES = {"bold": "BOLD ", "bold-italic": "BOLD ITALIC ", "double-struck": "DOUBLE-STRUCK ", "monospace": "MONOSPACE "}
_ENDLESS = 5000  # a longer formula is data gone astray


def formula(kind: str, tex: str) -> dict[str, Any]:
    """The node of a formula: `inline_math` or `block_math`."""
    return {"type": kind, "raw": tex.strip(), "mathml": mathml(tex, block=kind == "block_math"), "typst": typst(tex)}


def untold(blocks: list[dict[str, Any]], form: str) -> list[dict[str, str]]:
    """A warning, {"cell", "message"}, for each formula of the blocks that has no `form` ("mathml" or "typst") and is shown as TeX."""
    return [
        {"cell": block.get("cell", ""), "message": f"the formula {_short(node['raw'])} is shown as TeX source, untranslated"}
        for block in blocks
        if block["type"] != "footnotes"  # which stand where they are referred to
        for node in walk([block])
        if node["type"] in ("inline_math", "block_math") and not node[form]
    ]


def _short(tex: str) -> str:
    words = " ".join(tex.split())
    return f"`{words}`" if len(words) <= 60 else f"`{words[:59]}…`"


@lru_cache(maxsize=1000)
def mathml(tex: str, *, block: bool = False) -> str:
    """The formula as MathML that holds nothing but maths, or ""."""
    tree = _translated(tex, block=block)
    return "" if tree is None else ElementTree.tostring(tree, encoding="unicode")


@lru_cache(maxsize=1000)
def typst(tex: str) -> str:
    """The formula as Typst maths without any code of its own, or ""; whether it compiles is for the PDF exporter to try."""
    tree = _translated(tex, block=True)
    try:
        return "" if tree is None else written(tree)
    except ValueError:
        return ""


@lru_cache(maxsize=1)  # a displayed formula is asked for twice: as MathML and for Typst
def _translated(tex: str, *, block: bool) -> Element | None:
    """The formula as a tree of MathML, or None where it cannot be read or what was read says something else."""
    if len(tex) > _ENDLESS:
        return None
    from latex2mathml import converter  # which reads a table of all symbols: for formulas only

    plainer = _plainer(tex)
    try:
        tree: Element = converter.convert_to_element(plainer, display="block" if block else "inline")
    except Exception:  # of many kinds, by the library's design; the formula is then shown as TeX, which loses nothing
        return None
    for element in tree.iter():
        _regroup(element)
        if not _is_maths(element):
            return None
        element.text = _spelt(element.text)
        for attribute in [attribute for attribute in element.attrib if attribute not in _KEPT_ATTRIBUTES]:
            del element.attrib[attribute]
    if not same(plainer, tree):
        return None
    for element in tree.iter():
        _restyle(element)
    tree.set("xmlns", _MATHML)
    return tree


def _regroup(element: Element) -> None:
    """Make one base of a matrix or a binomial with its two fences, which the library leaves beside the exponent as bases of their own."""
    if element.tag in _ARITY and len(element) == _ARITY[element.tag] + 2 > 2 and element[1].tag in ("mtable", "mfrac"):
        parts = list(element)[:3]
        for part in parts:
            element.remove(part)
        base = Element("mrow")
        base.extend(parts)
        element.insert(0, base)


def _is_maths(element: Element) -> bool:
    """Whether MathML knows the element, it holds as many as it must, and its text is no command, which would stand there as a word."""
    is_sound = len(element) == _ARITY.get(element.tag, len(element))
    return element.tag in _KEPT_ELEMENTS and is_sound and not _COMMAND.search(element.text or "")


def _plainer(tex: str) -> str:
    """The formula as the library reads it best: lines of equations as one environment, without numbers, labels and heights."""
    for pattern, meant in _PLAINER:
        tex = pattern.sub(meant, tex)
    tex = _MIXED.sub(_unmixed, tex)
    tex = _OPERATOR.sub(lambda match: f"{match[1]}{{{_SPACING.sub('', match[2]).replace(' ', '')}}}", tex)
    return _ENVIRONMENT.sub(lambda match: f"\\{match[1]}{{{_SAME_AS[match[2]]}}}", tex).strip()


def _unmixed(match: re.Match[str]) -> str:
    """Words with maths among them as words and maths in turn."""
    parts = re.split(r"(?<!\\)\$", match[2])
    if len(parts) % 2 == 0:
        return match[0]
    return "".join(f"{{{part}}}" if place % 2 else f"\\{match[1]}{{{part}}}" for place, part in enumerate(parts))


def _spelt(words: str | None) -> str:
    """Text with the library's references as the characters they mean: its own writer resolves them by leaving all markup unescaped."""
    return visible(_REFERENCE.sub(lambda match: chr(int(match[1], 16)), _ESCAPED.sub(r"\1", words or "")))


def _restyle(element: Element) -> None:
    """Give a token the characters of its style, such as a bold β: browsers know no other way to print one."""
    style = _STYLE_NAMES.get(element.get("mathvariant", ""))
    words = element.text or ""
    if style and words and element.tag in ("mi", "mn") and all(sign.isalnum() for sign in words):
        styled = [_in_style(sign, style) for sign in words]
        if all(styled):
            element.text = "".join(styled)
            del element.attrib["mathvariant"]


def _in_style(sign: str, style: str) -> str:
    """The character in the style, or "" where there is none."""
    called = name(sign, "").replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    try:
        return lookup(f"MATHEMATICAL {style}{called}")
    except KeyError:
        return ""
