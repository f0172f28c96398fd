"""Which editions are to be made, and why: what is missing, and what no longer is what its inputs would give.

An edition is judged by its own manifest. Data are an input as a whole, because a report carries the data package and its
evidence; where they have changed, the reason says whether the edition's own facts have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factbook.batch.catalogue import Named
from factbook.book.build import FORMATS, manifest_name
from factbook.book.chapters import Chapter, included
from factbook.book.manifest import NOTEBOOKS, differences, digest, inputs, recorded, versions

MANIFEST = "manifest.json"  # of all editions together
_DATA, _CODE = "data/", "factbook/"


@dataclass
class Behind:
    """What stands behind the editions now: chapters, data, code and versions, each hashed once."""

    chapters: tuple[Chapter, ...]

    def __post_init__(self) -> None:
        self._files: dict[Path, dict[str, str]] = {}

    def inputs(self, named: Named) -> dict[str, str]:
        """The hash of every file that a build of the edition would read."""
        if named.package not in self._files:
            self._files[named.package] = inputs([chapter.path for chapter in self.chapters], named.package)
        kept = {NOTEBOOKS + chapter.file for chapter in included(self.chapters, named.edition)}
        return {name: value for name, value in self._files[named.package].items() if not name.startswith(NOTEBOOKS) or name in kept}

    @cached_property
    def versions(self) -> dict[str, str]:
        return versions()

    def moved(self, named: Named, manifest: Mapping[str, Any]) -> list[str]:
        """What differs between a manifest of the edition and now, one clause each."""
        return differences(manifest, self.inputs(named), self.versions)


def reasons(named: Named, folder: Path, formats: Sequence[str], behind: Behind, known: Mapping[str, Any]) -> list[str]:
    """Why the edition in `folder` has to be made (again), one clause each; empty where it need not.

    `known` is its entry in the manifest of all editions, if it has one.
    """
    told = recorded(folder / manifest_name(named.edition))
    if not told or not known:
        return ["it is missing"]
    if known["parameters"] != named.edition.given:
        return ["its parameters have changed"]
    return [*_outputs(folder, formats, told["outputs"]), *_told(behind.moved(named, told), known["facts"] == named.shown.digest)]


def shortened(clauses: Iterable[str], most: int = 3) -> str:
    """The first clauses, and how many more there are."""
    first = list(clauses)
    return "; ".join(first[:most]) + (f"; and {len(first) - most} more" if len(first) > most else "")


def _outputs(folder: Path, formats: Sequence[str], outputs: Mapping[str, Any]) -> list[str]:
    """Files that are missing, were edited, or are of a format that nobody asked for any more."""
    had = {Path(name).suffix[1:] for name in outputs}
    clauses = [f"it has no {form.upper()} yet" for form in FORMATS if form in formats and form not in had]
    for name, told in outputs.items():
        if not (folder / name).is_file():
            clauses.append(f"{name} is missing")
        elif digest((folder / name).read_bytes()) != told["sha256"]:
            clauses.append(f"{name} is not the file that was built")
    return clauses


def _told(clauses: Sequence[str], same_facts: bool) -> list[str]:
    """The clauses with those about data and code told as one each."""
    data = [clause for clause in clauses if clause.startswith(_DATA)]
    code = [clause for clause in clauses if clause.startswith(_CODE)]
    rest = [clause.removeprefix(NOTEBOOKS) for clause in clauses if clause not in data and clause not in code]
    files = ", ".join(clause.split()[0].removeprefix(_DATA) for clause in data)
    facts = "none of its facts changed, but the data that it carries" if same_facts else "its facts changed"
    return [
        *([f"{facts} ({files})"] if data else []),
        *rest,
        *([f"the code changed ({', '.join(clause.split()[0] for clause in code[:2])}{', …' if len(code) > 2 else ''})"] if code else []),
    ]
