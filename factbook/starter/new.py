"""A new record written out: a valid data package of examples, four neutral chapters, and what to do next."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

from factbook.errors import FactbookError, ParameterError
from factbook.record import codebook
from factbook.record.rows import SLUG

_FILES = Path(__file__).parent / "files"


def new(name: str, folder: Path, sides: Sequence[str] = ()) -> tuple[Path, ...]:
    """The files of a new record called `name`, written into `folder`; its sides are the two words of the name, or those given.

    Raises ParameterError for a name that names no two sides, FactbookError where the folder holds something already or is a file.
    """
    one, two = _sides(name, sides)
    if folder.exists() and not folder.is_dir():
        raise FactbookError(f"{folder.as_posix()} is a file. Name a folder that is new: python -m factbook new {name} FOLDER")
    if folder.exists() and any(folder.iterdir()):
        raise FactbookError(f"{folder.resolve().name}/ is not empty. Name a folder that is new: python -m factbook new {name} FOLDER")
    words = {"name": name, "one": one, "two": two, "one_id": _slug(one), "two_id": _slug(two)}
    for template in sorted(path for path in _FILES.rglob("*") if path.is_file()):
        file = folder / template.relative_to(_FILES)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_filled(template, words), "utf-8", newline="\n")
    codebook.write(folder / "data")
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _sides(name: str, given: Sequence[str]) -> tuple[str, str]:
    """The two sides, each beginning with a capital."""
    if not re.fullmatch(SLUG, name):
        raise ParameterError(f"{name!r} cannot name a record. Write small letters, digits and hyphens, as in north-south.")
    sides = [side.strip() for side in given] or [word.capitalize() for word in name.split("-")]
    if len(sides) != 2 or not all(map(_slug, sides)) or _slug(sides[0]) == _slug(sides[1]):
        raise ParameterError(f'{name!r} does not name two sides. Give them: python -m factbook new {name} --side "One" --side "Two"')
    return sides[0], sides[1]


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _filled(template: Path, words: dict[str, str]) -> str:
    """A template with the words put in; no comma or quotation mark of a name can break a file."""
    text = template.read_text("utf-8")
    if template.suffix == ".ipynb":
        return text
    if template.suffix == ".json":
        words = {key: json.dumps(word, ensure_ascii=False)[1:-1] for key, word in words.items()}
    if template.suffix != ".csv":
        return Template(text).substitute(words)
    filled = io.StringIO()
    rows = [[Template(cell).substitute(words) for cell in row] for row in csv.reader(io.StringIO(text))]
    csv.writer(filled, lineterminator="\n").writerows(rows)
    return filled.getvalue()
