"""Terminal text as spans: ANSI colours become names, all other escapes vanish, what was overwritten too, tabs become blanks."""

from __future__ import annotations

import re
from typing import Any

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
# A sequence (colours, cursor, private modes), a string (titles, links), a character set, another command, an escape alone.
_ESCAPE = re.compile(r"\x1b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[0-~])?")
_LINE_REWRITTEN = re.compile(r"^[^\n]*\r(?!\n)", re.MULTILINE)  # anchored: tried once for each line, however long it is
_CODE = re.compile(r"\d{1,4}")
_TAB = 8  # columns


def spans(text: str) -> list[dict[str, Any]]:
    """The text in spans of one look each; a line that overwrites itself (`\\r`) shows its last state."""
    found: list[dict[str, Any]] = []
    look: dict[str, Any] = {}
    end = column = 0
    text = _backspaced(_LINE_REWRITTEN.sub("", re.sub(r"\r+\n", "\n", text).rstrip("\r")))
    for match in [*_ESCAPE.finditer(text), None]:
        piece, column = _without_tabs(text[end : match.start() if match else len(text)], column)
        if piece:
            found.append({"text": piece, **look})
        if match:
            end = match.end()
            if match[2] == "m":
                look = _changed(look, [int(code) for code in re.split("[;:]", match[1] or "0") if _CODE.fullmatch(code)] or [0])
    return found


def _backspaced(text: str) -> str:
    """The text where each backspace has taken the character before it, as notebooks show it."""
    if "\b" not in text:
        return text
    kept: list[str] = []
    for part in re.split(r"(\x08|\x1b\[[0-?]*[ -/]*[@-~])", text):
        if part != "\b":
            kept.extend([part] if part.startswith("\x1b[") else part)
        elif kept and len(kept[-1]) == 1 and kept[-1] != "\n":
            kept.pop()
    return "".join(kept)


def _without_tabs(piece: str, column: int) -> tuple[str, int]:
    """The piece, which begins in a column, with its tabs as blanks up to the next eighth one; and the column it ends in."""
    first, *others = piece.split("\n")
    past = column % _TAB
    lines = [(" " * past + first).expandtabs(_TAB)[past:]]
    lines += [line.expandtabs(_TAB) for line in others]
    return "\n".join(lines), len(lines[-1]) + (0 if others else column)


def _changed(look: dict[str, Any], codes: list[int]) -> dict[str, Any]:
    """The look after one colour sequence."""
    look = dict(look)
    while codes:
        code = codes.pop(0)
        if code == 0:
            look = {}
        elif code in (1, 3, 4):
            look[{1: "bold", 3: "italic", 4: "underline"}[code]] = True
        elif code in (22, 23, 24, 39, 49):
            look.pop({22: "bold", 23: "italic", 24: "underline", 39: "fg", 49: "bg"}[code], None)
        elif code in (38, 48):
            colour, codes = _extended(codes)
            look |= {"fg" if code == 38 else "bg": colour} if colour else {}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            look["fg"] = ("bright-" if code >= 90 else "") + _NAMES[code % 10]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            look["bg"] = ("bright-" if code >= 100 else "") + _NAMES[code % 10]
    return look


def _extended(codes: list[int]) -> tuple[str, list[int]]:
    """The named colour nearest to a 256-colour or RGB code, and the codes that are left."""
    if codes[:1] == [2] and len(codes) >= 4:
        return _nearest(codes[1], codes[2], codes[3]), codes[4:]
    if codes[:1] == [5] and len(codes) >= 2:
        number = codes[1]
        if number < 16:
            return ("bright-" if number >= 8 else "") + _NAMES[number % 8], codes[2:]
        if number >= 232:
            return _nearest(*[8 + 10 * (number - 232)] * 3), codes[2:]
        levels = [0, 95, 135, 175, 215, 255]
        cube = number - 16
        return _nearest(levels[cube // 36 % 6], levels[cube // 6 % 6], levels[cube % 6]), codes[2:]
    return "", []


def _nearest(red: int, green: int, blue: int) -> str:
    """The name of the terminal colour nearest to an RGB colour."""
    strongest = max(red, green, blue)
    number = sum(bit for bit, level in ((1, red), (2, green), (4, blue)) if level > strongest / 2) if strongest > 60 else 0
    return ("bright-" if strongest > 200 or (number == 0 and strongest > 30) else "") + _NAMES[number]
