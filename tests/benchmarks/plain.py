"""The plain chain that a user would type, and the floor below it: what the benchmarks compare a build with."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import nbformat

from factbook.book.chapters import Chapter

_BESIDE = Path(sys.executable).parent


def machine() -> str:
    """The machine and the versions that matter, in one line."""
    names = ("papermill", "nbconvert", "ipykernel", "matplotlib", "pandas", "typst")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    cores = f"{os.cpu_count()} cores (load {load:.1f})"
    return f"{platform.system()} {platform.machine()}, {cores}, Python {platform.python_version()}; {versions}"


def chain(chapters: Sequence[Chapter], parameters: Mapping[str, str | list[str]], out: Path, formats: Sequence[str] = ("html",)) -> float:
    """The seconds that `papermill` and `nbconvert --to …` take, one chapter after the other, each command a process."""
    since = perf_counter()
    for chapter in chapters:
        executed = out / chapter.file
        options = _declared(chapter, parameters)
        _run(
            [
                "papermill",
                str(chapter.path),
                str(executed),
                "-k",
                "python3",
                "--no-progress-bar",
                "--cwd",
                str(chapter.path.parent),
                *options,
            ],
            out,
        )
        for to in formats:
            _run(["jupyter-nbconvert", "--to", to, "--no-input", str(executed)], out)
    return perf_counter() - since


def printer(out: Path) -> str:
    """The first of nbconvert's two ways to a PDF that makes a file here; "" where neither is installed."""
    nbformat.write(nbformat.v4.new_notebook(), out / "empty.ipynb")
    for to in ("webpdf", "pdf"):
        command = [str(_BESIDE / "jupyter-nbconvert"), "--to", to, str(out / "empty.ipynb")]
        if subprocess.run(command, cwd=out, capture_output=True, check=False).returncode == 0:
            return to
    return ""


def floor(chapters: Sequence[Chapter], out: Path) -> float:
    """The seconds that the chapters' code takes in one bare interpreter, imports included: no kernel, nothing rendered."""
    script = out / "floor.py"
    sources = [[cell.source for cell in chapter.notebook.cells if cell.cell_type == "code"] for chapter in chapters]
    script.write_text(f"for cells in {sources!r}:\n    space = {{}}\n    for cell in cells:\n        exec(cell, space)\n", "utf-8")
    since = perf_counter()
    subprocess.run([sys.executable, str(script)], cwd=chapters[0].path.parent, check=True)
    return perf_counter() - since


def _declared(chapter: Chapter, parameters: Mapping[str, str | list[str]]) -> list[str]:
    """The parameters that a chapter declares, as papermill's options."""
    names = {parameter.name for parameter in chapter.parameters}
    lines = [f"{name}: {value!r}" for name, value in parameters.items() if name in names]
    return [part for line in lines for part in ("-y", line)]


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run([str(_BESIDE / command[0]), *command[1:]], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
