"""The contract of an edition: one build under one set of parameters, and how a reader is told which.

An `Edition` is a `Selection` (which facts, as known when) and what only a whole report knows: which chapters, which
paper, which length, which earlier day to compare with. The command line, papermill and batch all end here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, cast, get_origin

import yaml
from pydantic import BeforeValidator, Field

from factbook.errors import ParameterError
from factbook.exhibits.selected import in_parts, noun_and_names
from factbook.exhibits.wording import day
from factbook.record.facts import Record
from factbook.record.selection import LastDay, PlainText, Selection, Texts, contract

PAPERS = ("A4", "Letter")
LENGTHS = ("full", "brief")


def _one_of(choices: tuple[str, ...]) -> BeforeValidator:
    """Reads a choice however it is capitalised; what is none of the choices is refused."""

    def choice(value: object) -> object:
        found = {option.lower(): option for option in choices}.get(str(value).strip().lower())
        if found is None:
            raise ValueError(f"allowed are {' and '.join(choices)}")
        return found

    return BeforeValidator(choice)


class Edition(Selection):
    """One build under one set of parameters; empty texts and lists mean what the record itself says."""

    compare_to: LastDay = Field("", description="earlier knowledge horizon to compare with; empty means a year before this one")
    chapters: Texts = Field((), description="slugs of the chapters to include; empty means all")
    title: PlainText = Field("", description="title of the report; empty means the record's")
    paper: Annotated[Literal["A4", "Letter"], _one_of(PAPERS)] = Field("A4", description="paper of the PDF: A4 or Letter")
    length: Annotated[Literal["full", "brief"], _one_of(LENGTHS)] = Field(
        "full", description="full, or brief: of each chapter only the title and what is tagged `brief`"
    )

    @property
    def given(self) -> dict[str, str | list[str]]:
        """The parameters that were set, as a notebook or a manifest takes them: texts and lists of texts."""
        values = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def edition(values: Mapping[str, Any]) -> Edition:
    """The edition that the values describe.

    Raises ParameterError for an unknown name, a wrong type or an impossible combination.
    """
    made = cast(Edition, contract(Edition, dict(values)))
    if made.compare_to and made.as_of and made.compare_to >= made.as_of:
        raise ParameterError(
            f"compare_to ({made.compare_to}) is not earlier than as_of ({made.as_of}), so nothing can have changed. Name an earlier day."
        )
    return made


def fits(chosen: Edition, record: Record) -> Edition:
    """The edition, held to a record as it is known by the edition's horizon.

    Raises ParameterError where the day to compare with is not before that horizon, or the horizon later than the last source.
    """
    if record.horizon > record.latest:
        raise ParameterError(
            f"as_of ({chosen.as_of}) is later than the latest source ({record.latest.isoformat()}), and nobody knows what became known "
            "since. Leave as_of out for all that is known, or name an earlier day."
        )
    if chosen.compare_to and chosen.compare_to >= record.horizon.isoformat():
        raise ParameterError(
            f"compare_to ({chosen.compare_to}) is not earlier than the horizon ({record.horizon.isoformat()}), so nothing can have "
            "changed. Name an earlier day."
        )
    return chosen


def gather(pairs: Sequence[tuple[str, str]] = (), files: Sequence[Path] = (), texts: Sequence[str] = ()) -> dict[str, Any]:
    """The values given on a command line: YAML files, then YAML texts, then NAME VALUE pairs, later ones winning.

    A list parameter may be given as several pairs. Raises ParameterError for YAML that is not a mapping of names.
    """
    values: dict[str, Any] = {}
    for file in files:
        values.update(_mapping(_text(file), file.name))
    for text in texts:
        values.update(_mapping(text, "the text after -y"))
    typed: dict[str, list[str]] = {}
    for name, value in pairs:
        typed.setdefault(name, []).append(value)
    for name, given in typed.items():
        field = Edition.model_fields.get(name)
        if len(given) > 1 and field is not None and get_origin(field.annotation) is not tuple:
            raise ParameterError(f"The parameter {name!r} is given twice ({' and '.join(given)}), and takes one value. Give it once.")
        values[name] = ";".join(given)
    return values


def in_words(chosen: Edition, record: Record) -> str:
    """The edition as its title block says it: `As known on 23 November 2026; events from 2020 on; theme Trade`."""
    known, *narrowed = in_parts(chosen, record)
    compared = [f"compared with {day(date.fromisoformat(chosen.compare_to))}"] if chosen.compare_to else []
    chapters = [noun_and_names("chapter", [slug.capitalize() for slug in chosen.chapters])] if chosen.chapters else []
    return "; ".join((known, *compared, *narrowed, *chapters))


def _text(file: Path) -> str:
    """What a parameter file says."""
    if file.is_dir():
        raise ParameterError(f"{file.as_posix()!r} is a folder, not a parameter file. Name the YAML file in it.")
    if not file.is_file():
        raise ParameterError(f"There is no parameter file {file.as_posix()!r}. Name one that exists.")
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ParameterError(f"The parameter file {file.as_posix()!r} is not text in UTF-8. Save it as YAML in UTF-8.") from fault


def _mapping(text: str, place: str) -> dict[str, Any]:
    """Parameters written in YAML, as a mapping."""
    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ParameterError(
            f"The parameters in {place} are not YAML: {' '.join(str(fault).split())}. Write them as `name: value`."
        ) from fault
    if values is None:
        return {}
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
        raise ParameterError(f"The parameters in {place} are not a list of names and values. Write them as `name: value`.")
    return values
