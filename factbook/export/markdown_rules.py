"""How Markdown is read: mistune's rules, with tables as GitHub reads them and formulas as Jupyter does."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import mistune

from factbook.export.dollars import DOLLARS
from factbook.export.nodes import Node

_PLUGINS = ["strikethrough", "url", "task_lists", "def_list", "footnotes", "math"]
_ENVIRONMENT = r"^ {0,3}\\begin\{(?P<environment>[a-zA-Z]+\*?)\}[\s\S]*?\\end\{(?P=environment)\}[ \t]*(?:\n|$)"
_MATHS = (
    r"\$\$(?P<display_math>(?:[^$\\]|\\[\s\S])*?)\$\$"
    r"|\$(?P<math_ticks>`+)(?P<ticked_math>[\s\S]*?)(?P=math_ticks)\$"
    rf"|{DOLLARS}"
)
_ROW = r"^ {0,3}\S[^\n]*\|[^\n]*\n|^ {0,3}\|[^\n]*\n"
_RULE = re.compile(r"\s*(:?)-+(:?)\s*")
_BAR = re.compile(r"(\$[^$|\s](?:[^$\\\n]|\\.)*?[^$\s]\$|\$\|[^$\n]*?\|\$|\\.)|\|")  # a formula keeps its bars
_ALIGNS = {(":", ":"): "center", (":", ""): "left", ("", ":"): "right"}


@cache
def parser() -> mistune.Markdown:
    """The parser of a Markdown text."""
    markdown = mistune.create_markdown(renderer="ast", plugins=_PLUGINS)
    block = markdown.block
    block.register("tex_environment", _ENVIRONMENT, _environment, before="list")
    block.register("table", _ROW, _table, before="paragraph")
    for rules in (block.list_rules, block.block_quote_rules):
        block.insert_rule(rules, "table", before="paragraph")
    markdown.inline.register("inline_math", _MATHS, _maths, before="codespan")
    return markdown


def _environment(block: Any, match: re.Match[str], state: Any) -> int:
    """A TeX environment that stands by itself, as Jupyter reads it: display maths."""
    state.append_token({"type": "block_math", "raw": match[0].strip()})
    return match.end()


def _maths(inline: Any, match: re.Match[str], state: Any) -> int:
    """A formula in a line: `$$x$$` is displayed, `$x$` and `` $`x`$ `` are not."""
    kind = "inline_math" if match["display_math"] is None else "block_math"
    parts = (match[name] for name in ("display_math", "ticked_math", "close_math", "wide_math"))
    state.append_token({"type": kind, "raw": next(part for part in parts if part is not None)})
    return match.end()


def _table(block: Any, match: re.Match[str], state: Any) -> int | None:
    """A table with bars: a short row is filled, a long one cut; it ends at a line without a bar."""
    place = match.end()
    heads, ruled = _cells(match[0]), state.get_line(place)
    rules = [_RULE.fullmatch(cell) for cell in _cells(ruled)] if "|" in ruled or len(heads) == 1 else []
    if len(heads) != len(rules) or not all(rules):
        return None
    aligns = [_ALIGNS.get((rule[1], rule[2])) for rule in rules if rule]
    place += len(ruled)
    rows = []
    while place < state.cursor_max and "|" in (line := state.get_line(place)):
        rows.append({"type": "table_row", "children": _row(_cells(line), aligns)})
        place += len(line)
    head = {"type": "table_head", "children": _row(heads, aligns)}
    state.append_token({"type": "table", "children": [head, {"type": "table_body", "children": rows}]})
    return place


def _row(cells: list[str], aligns: list[str | None]) -> list[Node]:
    filled = [*cells, *[""] * len(aligns)]
    return [{"type": "table_cell", "text": words, "attrs": {"align": align}} for words, align in zip(filled, aligns, strict=False)]


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line; a bar after a backslash is text."""
    line = line.strip().removeprefix("|")
    cells = [""]
    end = 0
    for bar in _BAR.finditer(line):
        cells[-1] += line[end : bar.start()] + ("|" if bar[0] == "\\|" else bar[1] or "")
        end = bar.end()
        if bar[0] == "|":
            cells.append("")
    cells[-1] += line[end:]
    return [cell.strip() for cell in (cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells)]
