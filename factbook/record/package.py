"""The data package as read: one folder, one descriptor, eight CSV files, every row held to its contract.

`read` returns a whole package or raises with every problem at once; `inspect` returns the problems. The rules
between rows stand in `checks`.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from factbook.errors import DataPackageError, FactbookError, Problem
from factbook.record.passages import texts_folder
from factbook.record.rows import (
    FORMS,
    ROWS,
    SLUG,
    THIRD_PARTY,
    ActorRow,
    CorrectionRow,
    EvidenceRow,
    FactRow,
    LinkRow,
    MeasureRow,
    Row,
    SourceRow,
    ThemeRow,
)
from factbook.record.tables import Table

DESCRIPTOR = "datapackage.json"
R = TypeVar("R", bound=Row)
_READ: dict[str, Package] = {}  # the package last read, by a digest of its files


@dataclass(frozen=True)
class Package:
    """A data package held in memory: its folder, its descriptor and its rows, file by file.

    What could not be read is kept too, so that one broken row is not reported again through all that refer to it.
    """

    folder: Path
    descriptor: dict[str, Any]
    tables: dict[str, tuple[tuple[int, Row], ...]]  # per file: (line in the file, row)
    broken: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)  # per file: rows that break their contract, as written
    unread: frozenset[str] = frozenset()  # files that could not be read to their end

    def lines(self, kind: type[R]) -> tuple[tuple[int, R], ...]:
        """The rows of one kind, each with its line as a spreadsheet counts it."""
        resource = next(name for name, row in ROWS.items() if row is kind)
        return cast("tuple[tuple[int, R], ...]", self.tables[resource])

    def _rows(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(row for _, row in self.lines(kind))

    @property
    def facts(self) -> tuple[FactRow, ...]:
        return self._rows(FactRow)

    @property
    def evidence(self) -> tuple[EvidenceRow, ...]:
        return self._rows(EvidenceRow)

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        return self._rows(SourceRow)

    @property
    def themes(self) -> tuple[ThemeRow, ...]:
        return self._rows(ThemeRow)

    @property
    def actors(self) -> tuple[ActorRow, ...]:
        return self._rows(ActorRow)

    @property
    def links(self) -> tuple[LinkRow, ...]:
        return self._rows(LinkRow)

    @property
    def measures(self) -> tuple[MeasureRow, ...]:
        return self._rows(MeasureRow)

    @property
    def corrections(self) -> tuple[CorrectionRow, ...]:
        return self._rows(CorrectionRow)

    @property
    def sides(self) -> tuple[str, ...]:
        """The two sides whose relation the record is about, in the descriptor's order."""
        return tuple(self.descriptor["sides"])

    @property
    def title(self) -> str:
        return str(self.descriptor["title"])

    @property
    def name(self) -> str:
        """The package's slug, which names the report's files."""
        return str(self.descriptor["name"])


def locate(start: Path | None = None) -> Path:
    """The folder of the nearest data package: `data/` of the folder given or of one above it, else the installed source's.

    Raises FactbookError where there is none.
    """
    begin = (start or Path.cwd()).resolve()
    for folder in (begin, *begin.parents, Path(__file__).resolve().parents[2]):
        if (folder / "data" / DESCRIPTOR).is_file():
            return folder / "data"
    raise FactbookError(
        f"No data package was found: no folder from {begin.name!r} upwards has a data/{DESCRIPTOR}. "
        "Run the command inside the project, or name the package's folder with the parameter `package`."
    )


def read(folder: Path | str | None = None) -> Package:
    """The data package in `folder` (default: the nearest one), every rule checked; files read before are not read again.

    Raises DataPackageError with every problem found, FactbookError where there is no package.
    """
    from factbook.record.checks import broken_rules

    place = Path(folder) if folder else locate()
    contents = _contents(place)
    if contents in _READ:
        return replace(_READ[contents], folder=place, descriptor=deepcopy(_READ[contents].descriptor))
    package, problems = load(place)
    problems = sorted({*problems, *broken_rules(package)})
    if problems:
        raise DataPackageError(problems)
    _READ.clear()
    _READ[contents] = package
    return package


def _contents(folder: Path) -> str:
    """A digest of the files that make a package."""
    files = [path for name in (DESCRIPTOR, *(f"{resource}.csv" for resource in ROWS)) if (path := folder / name).is_file()]
    return sha256(b"".join(path.name.encode() + sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def inspect(folder: Path | str | None = None) -> list[Problem]:
    """Every problem of the data package in `folder`, sorted by file and row; empty when all is well.

    Where FACTBOOK_SOURCES names a folder of source texts, the passages are held to them.
    """
    from factbook.record.checks import broken_rules

    package, problems = load(Path(folder) if folder else locate())
    return sorted({*problems, *broken_rules(package, texts_folder())})


def load(folder: Path) -> tuple[Package, list[Problem]]:
    """What could be read of the package in `folder`, and the problems of single files and rows."""
    if folder.is_file():
        raise FactbookError(f"{folder.as_posix()} is a file. A data package is a folder: name the one that has the {DESCRIPTOR}.")
    if not (folder / DESCRIPTOR).is_file():
        raise FactbookError(f"{folder.as_posix()} is not a data package: it has no {DESCRIPTOR}. Name a folder that has one.")
    problems: list[Problem] = []
    descriptor = _descriptor(folder, problems)
    tables, broken, unread = {}, {}, set()
    for resource in ROWS:
        table = Table(resource)
        if not table.read(folder):
            unread.add(resource)
        tables[resource], broken[resource] = tuple(table.rows), tuple(table.broken)
        problems += table.problems
    return Package(folder, descriptor, tables, broken, frozenset(unread)), problems


def _descriptor(folder: Path, problems: list[Problem]) -> dict[str, Any]:
    """The descriptor with what every package needs; what it lacks joins `problems` and is stood in for."""
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8-sig"))
    except ValueError as fault:
        raise DataPackageError([Problem(DESCRIPTOR, 0, "", f"it is not valid JSON ({fault}).", "Mend the place named.")]) from fault
    if not isinstance(descriptor, dict):
        raise DataPackageError([Problem(DESCRIPTOR, 0, "", "it is not a JSON object.", "Begin it with { and a name, a title and sides.")])
    name, title, sides = (descriptor.get(key) for key in ("name", "title", "sides"))
    if not (isinstance(name, str) and re.fullmatch(SLUG, name)):
        problems.append(Problem(DESCRIPTOR, 0, "name", f"the name {name!r} cannot name the report's files.", FORMS[SLUG]))
    if not (isinstance(title, str) and title.strip()):
        problems.append(Problem(DESCRIPTOR, 0, "title", "the title is missing.", "Give the record the title its report should have."))
    listed = sides if isinstance(sides, list) else []
    if len(listed) != 2 or len({side.strip() for side in listed if isinstance(side, str)} - {"", THIRD_PARTY}) != 2:
        remedy = f'Name the two whose relation it is about, as in ["North", "South"]; who is neither has the side `{THIRD_PARTY}`.'
        problems.append(Problem(DESCRIPTOR, 0, "sides", "the sides are not a list of two names.", remedy))
        descriptor["sides"] = []
    problems += _faulty_licences(descriptor.get("licenses", []))
    return descriptor


def _faulty_licences(licences: Any) -> list[Problem]:
    """What is wrong with the licences of the descriptor: the standard asks each for a name or a path."""
    remedy = 'Write them as in [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}].'
    if not isinstance(licences, list):
        return [Problem(DESCRIPTOR, 0, "licenses", "the licences are not a list.", remedy)]
    named = [isinstance(one, dict) and any(isinstance(one.get(key), str) and one[key] for key in ("name", "path")) for one in licences]
    return [] if all(named) else [Problem(DESCRIPTOR, 0, "licenses", "a licence has neither a name nor a path.", remedy)]
