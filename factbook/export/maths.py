"""TeX formulas as MathML and as Typst maths, by libraries where these are installed; "" where a formula is beyond them."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from factbook.characters import visible

_MATHML = "http://www.w3.org/1998/Math/MathML"
_KEPT_ELEMENTS = {
    "math", "mi", "mn", "mo", "mtext", "mspace", "ms", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom",
    "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable",
    "mtr", "mtd", "mlabeledtr",
}  # fmt: skip
_KEPT_ATTRIBUTES = {
    "display", "mathvariant", "stretchy", "fence", "form", "accent", "accentunder", "largeop", "movablelimits", "separator", "symmetric",
    "minsize", "maxsize", "lspace", "rspace", "width", "height", "depth", "linethickness", "columnalign", "rowspacing", "columnspacing",
    "columnlines", "rowlines", "displaystyle", "scriptlevel", "notation",
}  # fmt: skip
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,5});")
_SAME_AS = {
    **dict.fromkeys(("align", "aligned", "alignat", "alignedat", "eqnarray", "eqnarray*", "alignat*", "flalign", "flalign*"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered", "multline", "multline*"), "matrix"), "dcases": "cases",
}  # fmt: skip
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(" + "|".join(map(re.escape, _SAME_AS)) + r")\}")
_ALIGNMENT = re.compile(r"\\begin\{(alignedat|alignat\*?|aligned|gathered)\}(?:\[[tbc]\])?(?:(?<=at\})\{\d+\}|(?<=at\*\})\{\d+\})?")
_STARRED = re.compile(r"\\(begin|end)\{(?:(align|gather|eqnarray|multline)\*|(align)(?:at\*?|edat))\}")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_COMMAND = re.compile(r"\\(?![&%$#_{} ])")
_TEXT_CALL = re.compile(r"#text\[((?:[^\[\]\\]|\\.)*)\]")
_HARMLESS = re.compile(r"\\#|\bdelim: #none\b|#h\(-?\d+(\.\d+)?(em|pt)\)")  # the only code that a formula may have
_MENDED = [(re.compile(r"\bover\("), "frac("), (re.compile(r"\bchoose\("), "binom("), (re.compile(r"\|\|\|HLINE\|\|\|"), "")]
_WRAPPING = re.compile(
    r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}|\\label\{[^}]*\}|\\nonumber|\\notag|\\(?:text)?color\{[^}]*\}"
)  # no libraries read these
_TAG = re.compile(r"\\tag\{([^}]*)\}")
_ENDLESS = 5000  # a longer formula is data gone astray


def formula(kind: str, tex: str) -> dict[str, Any]:
    """The node of a formula: `inline_math` or `block_math`."""
    bare = _ALIGNMENT.sub(r"\\begin{\1}", _TAG.sub(r"\\qquad \\text{(\1)}", _WRAPPING.sub("", tex))).strip()
    return {"type": kind, "raw": tex.strip(), "mathml": mathml(bare, block=kind == "block_math"), "typst": typst(bare)}


@lru_cache(maxsize=1000)
def mathml(tex: str, *, block: bool = False) -> str:
    """The formula as MathML that holds nothing but maths, or ""."""
    if find_spec("latex2mathml") is None or len(tex) > _ENDLESS:
        return ""
    from latex2mathml import converter

    try:
        tree = converter.convert_to_element(_known(tex), display="block" if block else "inline")
    except Exception:  # of many kinds, by the library's design; the formula is then shown as TeX, which loses nothing
        return ""
    for element in tree.iter():
        if element.tag not in _KEPT_ELEMENTS or _COMMAND.search(element.text or ""):
            return ""  # a command that the library does not know would stand there as a word
        element.text = _spelt(element.text)
        for name in [name for name in element.attrib if name not in _KEPT_ATTRIBUTES]:
            del element.attrib[name]
    tree.set("xmlns", _MATHML)
    return ElementTree.tostring(tree, encoding="unicode")


def _known(tex: str) -> str:
    """The formula with its environments named as the library knows them: equations in lines, without numbers."""
    return _ENVIRONMENT.sub(lambda match: f"\\{match[1]}{{{_SAME_AS[match[2]]}}}", tex)


def _spelt(words: str | None) -> str:
    """Text with the library's references as the characters they mean: its own writer resolves them by leaving all markup unescaped."""
    return visible(_REFERENCE.sub(lambda match: chr(int(match[1], 16)), _ESCAPED.sub(r"\1", words or "")))


@lru_cache(maxsize=1000)
def typst(tex: str) -> str:
    """The formula as Typst maths without any code in it, or ""; whether it compiles is for the PDF exporter to try."""
    if find_spec("tylax") is None or len(tex) > _ENDLESS:
        return ""
    import tylax

    try:
        translated = str(tylax.latex_to_typst(_STARRED.sub(lambda match: f"\\{match[1]}{{{match[2] or match[3]}}}", tex)))
    except Exception:  # as above
        return ""
    translated = _TEXT_CALL.sub(_quoted, translated).strip().removeprefix("$").removesuffix("$")  # it puts some into a block of their own
    for pattern, meant in _MENDED:
        translated = pattern.sub(meant, translated)
    is_harmless = "#" not in _HARMLESS.sub("", translated.replace("\\\\", "")) and translated == visible(translated)
    return translated if is_harmless else ""


def _quoted(match: re.Match[str]) -> str:
    """A run of upright text as a string of Typst maths: the markup in it has no meaning there."""
    words = re.sub(r"\\(.)", r"\1", match[1])
    return ' "' + words.replace("\\", "\\\\").replace('"', '\\"') + '" '
