"""The warm image: a process that has loaded what chapters use, from which their kernels are forked.

To ask for it costs next to nothing, so a command does it first and goes on while the image loads.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

IMAGE = "factbook.book.image"  # the module that loads what is to be found loaded
PACKAGE = "FACTBOOK_WARM_PACKAGE"  # the variable that tells it which data package to read
MAIN = "FACTBOOK_WARM_MAIN"  # the variable that tells it which script asks for kernels, if a script does
WARM = sys.platform.startswith("linux")  # macOS can fork too, but its own libraries do not all survive it
_WARMING = {
    "OPENBLAS_NUM_THREADS": "1",  # what is forked must have one thread; the linear algebra library asks when it is loaded
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the debugger, which nobody uses here, has advice to give
}


def warm_up(package: Path) -> None:
    """Start the warm image if none is running, with the data package in a folder read; where there is no fork, do nothing."""
    if not WARM:
        return
    from multiprocessing.forkserver import ensure_running
    from multiprocessing.spawn import get_preparation_data

    server()
    told = {**_WARMING, PACKAGE: str(package.resolve()), MAIN: get_preparation_data("image").get("init_main_from_path", "")}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def server() -> Any:
    """The context whose processes are forked from the warm image."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([IMAGE])
    return context
