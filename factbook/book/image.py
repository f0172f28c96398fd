"""What the warm image loads: libraries, this package, a data package, and the fonts of a first figure.

Nothing happens on import but in the image itself, where `FACTBOOK_WARM_PACKAGE` names the data package. Kernels forked
from it find that package read (see `record.package.read`) as long as its files are the same.

What is forked runs the script that asked for it anew, as `multiprocessing` has it, unless its main module is that script
already. Kernels need nothing of the script, so the image passes for it.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from factbook import _HOMES
from factbook.book.warmth import MAIN, PACKAGE
from factbook.errors import FactbookError

_LOADED = [
    "click",  # what `python -m factbook` imports, and so each process begun from it
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "pandas",
    "matplotlib.backends.backend_svg",
    *sorted(set(_HOMES.values())),  # what chapters import from this package
]


def _load(package: Path) -> None:
    """Load it all and leave it to the forked: what is frozen no collection touches, so its memory stays shared."""
    from factbook.exhibits.style import canvas, svg
    from factbook.record import package as packages

    gc.disable()
    for name in _LOADED:
        import_module(name)
    with suppress(FactbookError):  # whoever needs the package will be told
        packages.read(package)
    with canvas(20) as (figure, axes):
        axes.set_title("Fonts, paths and ticks are looked up once.", fontweight="bold")
        svg(figure, "warm")
    gc.enable()
    gc.freeze()


if folder := os.environ.get(PACKAGE):
    if script := os.environ.get(MAIN):
        sys.modules["__main__"].__file__ = script
    _load(Path(folder))
