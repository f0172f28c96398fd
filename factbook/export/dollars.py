"""Formulas between dollars, as Jupyter reads them, and amounts of money, which are none."""

from __future__ import annotations

import re

from factbook.export.maths import formula
from factbook.export.nodes import Node, text

# A formula holds no blank line. Blanks may stand at both its ends or at neither: `$ x $`, `$x$`, but not "$5 or $6"; what follows
# its last dollar is no digit. A bar stands alone where the formula does not: in a cell of a table.
_INSIDE = r"(?:[^$\\\n]|\\.|\\?\n(?![ \t]*\n))"
DOLLARS = (
    rf"\$(?![\s$])(?P<close_math>(?:{_INSIDE})*?(?:[^\s$\\]|\\\S))\$(?![\d$])"
    rf"|\$(?=\s)(?!\s*\n[ \t]*\n)(?P<wide_math>(?:(?!`){_INSIDE})+?)(?<=\s)\$(?!\s*\d)(?!\$)"
)
_FORMULA = re.compile(rf"\$\$(?P<display_math>(?:[^$\\]|\\[\s\S])+?)\$\$|(?<![\\\w]){DOLLARS}")


def with_formulas(words: str) -> list[Node]:
    """The words as text and formulas."""
    if "$" not in words:
        return [text(words)]
    found: list[Node] = []
    end = 0
    for match in _FORMULA.finditer(words):
        tex = next(part for part in match.groups() if part is not None)
        found += [text(words[end : match.start()]), formula("inline_math", tex)]
        end = match.end()
    return [node for node in (*found, text(words[end:])) if node["raw"]]
