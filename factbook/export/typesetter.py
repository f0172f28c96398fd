"""Typst in a process of its own: it keeps all that it has set until its process ends, which for a long report is half a gigabyte.

`python -P typesetter.py` reads an order from its standard input and writes the PDF, or what Typst refused, to its standard
output. It is run as a file, so that nothing else of this package is loaded there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

_REFUSED = 3  # the exit code with which what Typst refused is told as JSON


class Refusal(Exception):
    """What Typst would not set: its message, and its hints."""

    def __init__(self, message: str, hints: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message, self.hints = message, tuple(hints)


def typeset(template: str, root: str, fonts: str, inputs: Mapping[str, str], standards: Sequence[str], day: int) -> bytes:
    """The PDF that a template makes of its inputs, dated `day` (seconds since 1970), by the standards named.

    Raises Refusal for what Typst or a standard refuses, and where the process ended without a word.
    """
    order = {"template": template, "root": root, "fonts": fonts, "inputs": dict(inputs), "standards": list(standards), "day": day}
    done = subprocess.run([sys.executable, "-P", __file__], input=json.dumps(order).encode(), capture_output=True, check=False)
    if done.returncode == 0:
        return done.stdout
    if done.returncode == _REFUSED:
        raise Refusal(**json.loads(done.stdout))
    last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it said nothing; perhaps memory ran out"]
    raise Refusal(f"the typesetter ended with code {done.returncode} ({last[0]})")


def _set(order: Mapping[str, Any]) -> bytes:
    """The PDF of an order."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[order["fonts"]])
    compiler = typst.Compiler(order["template"], root=order["root"], font_paths=fonts, sys_inputs=order["inputs"])
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=order["standards"], timestamp=order["day"])
    except typst.TypstError as fault:
        sys.stdout.buffer.write(json.dumps({"message": fault.message, "hints": list(fault.hints)}).encode())
        raise SystemExit(_REFUSED) from fault
    if not isinstance(pdf, bytes):
        raise SystemExit("Typst returned no PDF. Install the version of `typst` that requirements.txt names.")
    return pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(json.load(sys.stdin.buffer)))
