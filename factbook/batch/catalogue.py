"""The editions of a project by name, as `editions.toml` lists them: one by one, or as the combinations of a matrix.

[editions.brief]                    an edition: its parameters
length = "brief"

[matrix.theme-year]                 editions theme-year-…: one for each combination in which there is a fact
each = { theme = "all", year = "2018.." }
on_request = true                   built only where --only or --where asks for it
length = "brief"                    a parameter that all of them have
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from factbook.book.chapters import Chapter, included
from factbook.book.edition import Edition, edition, fits
from factbook.errors import ParameterError, nearest
from factbook.record import package as packages
from factbook.record.facts import Facts, Record, as_known
from factbook.record.rows import SLUG
from factbook.record.standing import LABELS

FILE = "editions.toml"
AXES = {"theme": "themes", "actor": "actors", "side": "sides", "standing": "standing", "year": "since"}
_YEARS = re.compile(r"(\d{4})\.\.(\d{4})?")


@dataclass(frozen=True)
class Shown:
    """What an edition shows: how many facts, how many of each standing, and a digest of them with their evidence."""

    facts: int
    standing: dict[str, int]
    digest: str

    @classmethod
    def by(cls, facts: Facts) -> Shown:
        """What the facts of an edition come to."""
        rows = [[fact.row.cells, [[item.row.cells, item.source.cells] for item in fact.evidence]] for fact in facts]
        counts = Counter(fact.standing.label for fact in facts)
        digest = sha256(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        return cls(len(facts), {label: counts[label] for label in LABELS if counts[label]}, digest)


@dataclass(frozen=True)
class Named:
    """One edition of the file: what it is called, its parameters, what it shows."""

    name: str
    edition: Edition
    package: Path
    shown: Shown
    matrix: str = ""
    on_request: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The editions of a file in its order, and the combinations left out because no fact fits them."""

    editions: tuple[Named, ...]
    empty: tuple[str, ...]

    def chosen(self, only: Sequence[str] = (), where: Sequence[str] = ()) -> tuple[Named, ...]:
        """The editions that `only` (names, matrices or patterns) and `where` (`theme=…`) ask for; by default all but those on request.

        Raises ParameterError where a name or a condition fits none.
        """
        names = {one.name for one in self.editions} | {one.matrix for one in self.editions if one.matrix}
        for pattern in only:
            if not any(fnmatchcase(name, pattern) for name in names):
                raise ParameterError(f"There is no edition {pattern!r}. {nearest(pattern, names)}")
        found = [one for one in self.editions if not only or any(fnmatchcase(n, p) for p in only for n in (one.name, one.matrix))]
        for condition in where:
            before, found = found, [one for one in found if _fits(one.edition, condition)]
            if not found:
                values = {value for one in before for value in _values(one.edition, condition.partition("=")[0])}
                raise ParameterError(f"No edition has {condition}. {nearest(condition.partition('=')[2], values)}")
        return tuple(one for one in found if only or where or not one.on_request)


def catalogue(file: Path, package: Path, chapters: tuple[Chapter, ...]) -> Catalogue:
    """The editions that `file` names, each held to the contract, to the record in `package` and to the chapters.

    Raises ParameterError for a file that cannot be read as editions; it says in which table.
    """
    tables, read = _tables(file), cache(packages.read)  # each package is read once, and each horizon of it reckoned once
    known = cache(lambda folder, horizon: as_known(read(folder), horizon))
    singles = [("", name, values, False) for name, values in tables.get("editions", {}).items()]
    combined = [
        combination for name, matrix in tables.get("matrix", {}).items() for combination in _combinations(name, matrix, read(package))
    ]
    made: dict[str, Named] = {}
    empty = []
    for matrix, name, values, on_request in [*singles, *combined]:
        place = f"{file.name}, [matrix.{matrix}]" if matrix else f"{file.name}, [editions.{name}]"
        if name in made:
            raise ParameterError(f"{place}: the name {name!r} is taken. Rename one of the two.")
        one = _named(place, name, values, file.parent, package, chapters, known)
        if matrix and not one.shown.facts:
            empty.append(name)
        else:
            made[name] = replace(one, matrix=matrix, on_request=on_request)
    return Catalogue(tuple(made.values()), tuple(empty))


def _tables(file: Path) -> dict[str, Any]:
    """The file's two tables."""
    if not file.is_file():
        raise ParameterError(f"There is no {file.name} in {file.parent.name}/. Write one: a table [editions.NAME] for each edition.")
    try:
        tables = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ParameterError(f"{file.name} is not TOML: {fault}. Mend the line named.") from fault
    for name, table in tables.items():
        if name not in ("editions", "matrix"):
            raise ParameterError(f"{file.name}: there is no table {name!r}. {nearest(name, ['editions', 'matrix'])}")
        for key, values in table.items() if isinstance(table, dict) else [("", None)]:
            if not isinstance(values, dict) or not re.fullmatch(SLUG, key):
                form = "Write each as [editions.NAME] or [matrix.NAME], its name in small letters, digits and hyphens."
                raise ParameterError(f"{file.name}: {name}.{key} is not an edition. {form}")
    return tables


def _named(
    place: str,
    name: str,
    values: Mapping[str, Any],
    folder: Path,
    package: Path,
    chapters: tuple[Chapter, ...],
    known: Callable[[Path, date | None], Record],
) -> Named:
    """One edition, held to everything it refers to; a message names the place."""
    try:
        chosen = edition(values)
        included(chapters, chosen)
        home = (folder / chosen.package).resolve() if chosen.package else package
        chosen = chosen.model_copy(update={"package": home.as_posix()}) if chosen.package else chosen
        facts = Facts.of(known(home, chosen.horizon), chosen)
        return Named(name, fits(chosen, facts.record), home, Shown.by(facts))
    except ParameterError as fault:
        raise ParameterError(f"{place}: {fault}") from fault


def _combinations(name: str, matrix: Mapping[str, Any], package: packages.Package) -> Iterator[tuple[str, str, dict[str, Any], bool]]:
    """Every combination of a matrix: (matrix, name, parameters, on request)."""
    each, place = matrix.get("each"), f"{FILE}, [matrix.{name}]"
    if not isinstance(each, dict) or not each:
        raise ParameterError(f'{place}: it does not say what to combine. Write, for one edition a theme: each = {{ theme = "all" }}')
    fixed = {key: value for key, value in matrix.items() if key not in ("each", "on_request")}
    axes = [[(axis, value) for value in _along(place, axis, values, package)] for axis, values in each.items()]
    for combination in product(*axes):
        parameters: dict[str, Any] = dict(fixed)
        for axis, value in combination:
            parameters.update({"since": value, "until": value} if axis == "year" else {AXES[axis]: [value]})
        words = (re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") for _, value in combination)
        yield name, "-".join((name, *words)), parameters, bool(matrix.get("on_request"))


def _along(place: str, axis: str, values: Any, package: packages.Package) -> list[str]:
    """The values of one axis: those listed, or all that the record has; years also as `2018..` or `2018..2025`."""
    if axis not in AXES:
        raise ParameterError(f"{place}: nothing can be combined by {axis!r}. {nearest(axis, AXES)}")
    if isinstance(values, list):
        return [str(value) for value in values]
    if axis == "year" and (span := _YEARS.fullmatch(str(values))):
        last = int(span[2] or as_known(package).horizon.year)
        return [str(year) for year in range(int(span[1]), last + 1)]
    if axis == "year" or values != "all":
        form = 'a list, or years as in "2018.."' if axis == "year" else 'a list, or "all"'
        raise ParameterError(f"{place}: {axis} cannot be {values!r}. Write {form}.")
    every: dict[str, Iterable[str]] = {
        "theme": (theme.id for theme in package.themes),
        "actor": (actor.id for actor in package.actors),
        "side": package.sides,
        "standing": LABELS,
    }
    return list(every[axis])


def _fits(chosen: Edition, condition: str) -> bool:
    """Whether an edition has a parameter's value: `theme=…`, `year=2020`, `length=brief`."""
    key, equals, value = condition.partition("=")
    if not equals or (key not in AXES and key not in Edition.model_fields):
        raise ParameterError(f"The condition {condition!r} is not NAME=VALUE. {nearest(key, [*AXES, *Edition.model_fields])}")
    return value in _values(chosen, key)


def _values(chosen: Edition, key: str) -> tuple[str, ...]:
    """The values that an edition has under the name of an axis or a parameter."""
    if key == "year":
        return (chosen.since[:4],) if chosen.since and chosen.since[:4] == chosen.until[:4] else ()
    value = getattr(chosen, AXES.get(key, key))
    return value if isinstance(value, tuple) else (value,)
