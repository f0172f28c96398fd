"""The chapters of a book: found by their file names, titled by their first heading, declared by their parameters cell.

A chapter is a notebook named `NN-slug.ipynb`: its number is its position, its slug its name. Other notebooks of the
folder are nobody's chapter. There is no second list of chapters.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import nbformat

from factbook.book.edition import Edition
from factbook.errors import ChapterError, FactbookError, ParameterError, nearest

NAME = re.compile(r"(?P<number>\d\d)-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.ipynb")
_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)


@dataclass(frozen=True)
class Parameter:
    """One parameter as a chapter declares it: name, type, default and the comment behind it."""

    name: str
    type: str
    default: str
    help: str


@dataclass(frozen=True)
class Chapter:
    """One notebook of the book: where it stands, what it is called, what it can be told."""

    path: Path
    number: int
    slug: str
    notebook: nbformat.NotebookNode = field(repr=False, compare=False)

    @property
    def file(self) -> str:
        """The file's name, by which messages call the chapter."""
        return self.path.name

    @property
    def needs(self) -> tuple[str, ...]:
        """The parameters without which the chapter has no subject: `{"factbook": {"needs": ["compare_to"]}}` in its metadata.

        Raises ChapterError where one is not in the contract of an edition.
        """
        named = tuple(str(name) for name in self.notebook.metadata.get("factbook", {}).get("needs", ()))
        for name in named:
            if name not in Edition.model_fields:
                remedy = f"{nearest(name, Edition.model_fields)} Mend `factbook.needs` in the notebook's metadata."
                raise ChapterError(self.file, "", f"it needs the parameter {name!r}, which no edition has.", remedy)
        return named

    @cached_property
    def title(self) -> str:
        """The first level-1 heading, else the slug in words."""
        headings = (_TITLE.search(cell.source) for cell in self.notebook.cells if cell.cell_type == "markdown")
        first = next(filter(None, headings), None)
        return first[1] if first else self.slug.replace("-", " ").capitalize()

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that the chapter declares, as papermill reads them.

        Raises ChapterError where one is not in the contract of an edition.
        """
        from papermill.inspection import inspect_notebook

        found = inspect_notebook(self.notebook)
        for name in found:
            if name not in Edition.model_fields:
                remedy = f"{nearest(name, Edition.model_fields)} A value of the chapter's own belongs into its setup cell."
                raise ChapterError(self.file, "parameters", f"it declares the parameter {name!r}, which no edition has.", remedy)
        return tuple(Parameter(p["name"], p["inferred_type_name"], p["default"], p["help"]) for p in found.values())

    @property
    def has_brief(self) -> bool:
        """Whether a brief edition has anything of the chapter."""
        return any(tag.startswith("brief") for cell in self.notebook.cells for tag in cell.metadata.get("tags", ()))

    def takes(self, edition: Edition) -> dict[str, str | list[str]]:
        """The values of `edition` to pass: those that were set and that the chapter declares."""
        declared = {parameter.name for parameter in self.parameters}
        return {name: value for name, value in edition.given.items() if name in declared}


def files(folder: Path) -> list[Path]:
    """The notebooks in `folder` that are chapters by their names, in order."""
    return sorted(path for path in folder.glob("*.ipynb") if NAME.fullmatch(path.name))


def chapters(folder: Path) -> tuple[Chapter, ...]:
    """The chapters in `folder`, in order of their file names.

    Raises FactbookError where there is none, ChapterError for a file that is no notebook or a slug used twice.
    """
    named = [(path, found) for path in files(folder) if (found := NAME.fullmatch(path.name))]
    if not named:
        raise FactbookError(f"{folder.as_posix()} has no chapter. Name a notebook NN-slug.ipynb, as in 02-timeline.ipynb.")
    seen: dict[str, str] = {}
    for path, found in named:
        if found["slug"] in seen:
            raise ChapterError(path.name, "", f"its name {found['slug']!r} is taken by {seen[found['slug']]}.", "Rename one of the two.")
        seen[found["slug"]] = path.name
    return tuple(Chapter(path, int(found["number"]), found["slug"], _read(path)) for path, found in named)


def included(every: tuple[Chapter, ...], edition: Edition) -> tuple[Chapter, ...]:
    """The chapters that `edition` includes: those it names, else all but those that need a parameter it does not set.

    Raises ParameterError for a slug that no chapter has, and where a brief edition would be left nothing.
    """
    slugs = [chapter.slug for chapter in every]
    for slug in edition.chapters:
        if slug not in slugs:
            raise ParameterError(f"The parameter 'chapters' cannot have {slug!r}. {nearest(slug, slugs)}")
    if not edition.chapters:
        return tuple(chapter for chapter in every if all(getattr(edition, name) for name in chapter.needs))
    named = tuple(chapter for chapter in every if chapter.slug in edition.chapters)
    if edition.length == "brief" and not any(chapter.has_brief for chapter in named):
        having = ", ".join(chapter.slug for chapter in every if chapter.has_brief)
        raise ParameterError(
            f"A brief edition of {', '.join(edition.chapters)} would be empty: no cell there is tagged `brief`. "
            f"Leave length out, or name one of: {having or 'none, for no chapter has such a cell'}."
        )
    return named


def _read(path: Path) -> nbformat.NotebookNode:
    """The notebook in a file, in the current notebook format."""
    remedy = "Open it in JupyterLab and save it again, or restore an earlier version."
    try:
        notebook: Any = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as fault:
        raise ChapterError(path.name, "", f"it cannot be read ({fault.strerror}).", remedy) from fault
    except (json.JSONDecodeError, UnicodeDecodeError, nbformat.reader.NotJSONError) as fault:
        raise ChapterError(path.name, "", "it is not a notebook: its text is not JSON.", remedy) from fault
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError) as fault:
        cause = str(fault).strip().splitlines()[0]
        raise ChapterError(path.name, "", f"it is not a valid notebook ({cause}).", remedy) from fault
    return cast(nbformat.NotebookNode, notebook)
