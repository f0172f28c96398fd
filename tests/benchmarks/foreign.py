"""Notebooks that nobody here wrote: those that PyPI's source archives of a pinned list of packages ship, and installed packages."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

# Chosen because their source archives really hold notebooks, and of many kinds: test files with every sort of output, tutorials,
# other languages' kernels, old formats, and files that are broken on purpose.
PACKAGES = (
    "corner==2.3.0", "ipyparallel==9.2.0", "jupytext==1.19.6", "lmfit==1.3.4", "nbclient==0.11.0", "nbconvert==7.17.2", "nbdime==4.0.4",
    "nbformat==5.11.1", "nbsphinx==0.9.8", "nbval==0.11.0", "papermill==2.7.0", "seaborn==0.13.2", "statsmodels==0.15.0",
    "xarray==2026.9.0",
)  # fmt: skip
_BESIDE = {".ipynb", ".png", ".jpg", ".jpeg", ".gif", ".svg"}  # pictures too: a notebook's Markdown may name them


@dataclass(frozen=True)
class Foreign:
    """A notebook of another hand: the package it came with, its path there, how many outputs it has, and what is invalid about it."""

    package: str
    path: Path
    name: str
    outputs: int
    invalid: str


def gathered(folder: Path, each: int = 0) -> list[Foreign]:
    """The notebooks, laid below `folder`: of each package all invalid ones, and `each` valid ones with the most outputs (0: all)."""
    found = [*_shipped(folder), *_installed()]
    found.sort(key=lambda one: (one.package, -one.outputs, one.name))
    if not each:
        return found
    invalid, valid = ([one for one in found if bool(one.invalid) is wanted] for wanted in (True, False))
    return [*(one for _, group in groupby(valid, key=lambda one: one.package) for one in list(group)[:each]), *invalid]


def _shipped(folder: Path) -> Iterator[Foreign]:
    """The notebooks of the source archives, which are fetched but not built (pip would build them to learn their metadata)."""
    for requirement in PACKAGES:
        archives = folder / "archives" / requirement
        if not archives.exists():
            command = [sys.executable, "-m", "unearth", "--no-binary", "--download", str(archives), requirement]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"not fetched: {requirement}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
                continue
        unpacked = folder / "unpacked" / requirement
        for archive in archives.glob("*.tar.gz"):
            with tarfile.open(archive) as opened:
                wanted = [member for member in opened if member.isfile() and PurePosixPath(member.name).suffix.lower() in _BESIDE]
                opened.extractall(unpacked, members=wanted, filter="data")
        for path in sorted(unpacked.rglob("*.ipynb")):
            yield _read(requirement, path, "/".join(path.relative_to(unpacked).parts[1:]))


def _installed() -> Iterator[Foreign]:
    """The notebooks that the installed packages ship."""
    root = Path(sysconfig.get_path("purelib"))
    for path in sorted(root.rglob("*.ipynb")):
        yield _read("installed", path, path.relative_to(root).as_posix())


def _read(package: str, path: Path, name: str) -> Foreign:
    """A notebook with its outputs counted and its validity judged by nbformat."""
    try:
        content: Any = json.loads(path.read_text("utf-8"))
        cells = content.get("cells") or [cell for sheet in content.get("worksheets", ()) for cell in sheet.get("cells", ())]
        outputs = sum(len(cell.get("outputs") or ()) for cell in cells)
        nbformat.validate(content)
    except Exception as fault:  # of many kinds: these files are what others made, some of them broken on purpose
        return Foreign(package, path, name, 0, _line(fault))
    return Foreign(package, path, name, outputs, "")


def _line(fault: BaseException) -> str:
    """An exception in one line."""
    return f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:160]
