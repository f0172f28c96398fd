"""Typst, which makes the PDF: for a short document here, for a long one in a process of its own.

Typst keeps all that it has set until its process ends, which for a long report is two thirds of a gigabyte. `python -P typesetter.py`
reads an order from its standard input and writes the PDF, or what Typst refused, to its standard output. It is run as a file,
so that nothing else of this package is loaded there.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

import typst

LONG = 300_000  # characters of input from which a process of its own is worth its start, a tenth of a second; pictures cost little to set
_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]*")
_REFUSED = 3  # the exit code with which what Typst refused is told as JSON


@dataclass(frozen=True)
class Order:
    """A template, the folder it may read, the folders of its fonts, its inputs, the standards to keep, and its date (seconds since 1970).

    It may use the fonts of the machine too (`of_machine`).
    """

    template: str
    root: str
    fonts: tuple[str, ...]
    inputs: Mapping[str, str]
    standards: tuple[str, ...] = ()
    day: int = 0
    of_machine: bool = False


class Refusal(Exception):
    """What Typst would not set: its message, and its hints."""

    def __init__(self, message: str, hints: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.hints = message, hints


def typeset(order: Order) -> bytes:
    """The PDF of an order.

    Raises Refusal for what Typst or a standard refuses, and where its process ended without a word.
    """
    letters = sum(len(text) - sum(len(found[0]) for found in _PICTURE.finditer(text)) for text in order.inputs.values())
    return _set_apart(order) if letters >= LONG else _set(order)


@lru_cache(maxsize=3)
def typefaces(folders: tuple[str, ...], of_machine: bool = False) -> typst.Fonts:
    """The fonts in some folders and those that Typst brings, read once; no others, unless those of the machine are asked for."""
    return typst.Fonts(include_system_fonts=of_machine, include_embedded_fonts=True, font_paths=list(folders))


def _set(order: Order) -> bytes:
    """The PDF of an order, set in this process."""
    fonts = typefaces(tuple(order.fonts), order.of_machine)
    compiler = typst.Compiler(order.template, root=order.root, font_paths=fonts, sys_inputs=dict(order.inputs))
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=list(order.standards), timestamp=order.day)  # type: ignore[arg-type]
    except typst.TypstError as fault:
        raise Refusal(fault.message, tuple(fault.hints)) from fault
    if not isinstance(pdf, bytes):
        raise Refusal("Typst returned no PDF. Install the version of `typst` that requirements.txt names")
    return pdf


def _set_apart(order: Order) -> bytes:
    """The PDF of an order, set in a process of its own."""
    command = [sys.executable, "-P", __file__]
    done = subprocess.run(command, input=json.dumps(asdict(order)).encode(), capture_output=True, check=False)
    if done.returncode == 0:
        return done.stdout
    if done.returncode == _REFUSED:
        message, hints = json.loads(done.stdout)
        raise Refusal(message, tuple(hints))
    last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it said nothing; perhaps memory ran out"]
    raise Refusal(f"the typesetter ended with code {done.returncode} ({last[0]})")


def _serve() -> None:
    """Be the other process."""
    try:
        answer = _set(Order(**json.load(sys.stdin.buffer)))
    except Refusal as refusal:
        sys.stdout.buffer.write(json.dumps([refusal.message, refusal.hints]).encode())
        raise SystemExit(_REFUSED) from refusal
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    _serve()
