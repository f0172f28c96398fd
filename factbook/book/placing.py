"""The files of a build put in the place of those before: all of them or, after an interruption, all of them with the next command.

All files are put into `.next/`, the manifest last; a `.next/` with a manifest is complete, and whoever finds one moves it on.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat

from factbook.book.execute import Executed
from factbook.book.manifest import recorded
from factbook.errors import FactbookError

NEXT = ".next"
EXECUTED = "executed"
_REMEDY = "Close what has them open, see that there is room and that you may write there"


def put_in_place(
    reports: Path, outputs: Mapping[str, bytes], executed: Sequence[Executed], manifest_file: str, record: bytes
) -> tuple[Path, ...]:
    """The paths of the files, written to `.next/` in full and then moved into `reports`."""
    staging = reports / NEXT
    with in_our_words("The reports", reports, _REMEDY):
        (staging / EXECUTED).mkdir(parents=True)
        for chapter in executed:
            (staging / EXECUTED / chapter.chapter.file).write_bytes(_compact(chapter.notebook))
        for name, content in outputs.items():
            (staging / name).write_bytes(content)
        (staging / f"{manifest_file}.part").write_bytes(record)
        (staging / f"{manifest_file}.part").replace(staging / manifest_file)
    finish_interrupted_move(reports)
    return tuple(reports / name for name in (*outputs, manifest_file))


def _compact(notebook: nbformat.NotebookNode) -> bytes:
    """A notebook as a file for programs: on one line, since laying megabytes out for readers takes a second a build."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True).encode()


def finish_interrupted_move(reports: Path) -> None:
    """Move a complete `.next/` into place, the manifest last; throw an incomplete one away.

    Raises FactbookError where a file cannot be moved: on Windows, one that somebody has open.
    """
    staging = reports / NEXT
    if not staging.is_dir():
        return
    with in_our_words("The reports", reports, _REMEDY):
        for file in sorted(staging.glob("manifest*.json")):
            if told := recorded(file):
                _move(staging, reports, (*told["outputs"], EXECUTED, file.name))
        shutil.rmtree(staging)


def _move(staging: Path, reports: Path, names: Sequence[str]) -> None:
    """Put files and folders in the place of those there; what is not in `staging` was moved before an interruption."""
    for name in names:
        if (staging / name).exists():
            if (reports / name).is_dir():
                shutil.rmtree(reports / name)
            (staging / name).replace(reports / name)


@contextmanager
def in_our_words(what: str, folder: Path, remedy: str) -> Iterator[None]:
    """Tell in our words what could not be written to a folder, and what to do before repeating the command."""
    try:
        yield
    except OSError as fault:
        raise FactbookError(
            f"{what} could not be written to {folder.name}/ ({fault.strerror}: {Path(str(fault.filename or '')).name}). "
            f"{remedy}, then repeat the command."
        ) from fault
