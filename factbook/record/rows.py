"""The row contracts: one frozen model a file of the data package, and nowhere else are its columns defined.

The descriptor's schemas (`datapackage.json`) and the codebook (`data/README.md`) are generated from here.
A field's description is what the codebook prints; `refers` names the file whose ids it takes.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from factbook.characters import visible
from factbook.record import dates

THIRD_PARTY = "third party"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NUMBER = r"^(-?\d+(\.\d+)?)?$"
_BREAKS = re.compile(r"[\t\n\r\v\f]+")
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
FORMS = {  # what a curator is told instead of a pattern
    SLUG: "Write small letters, digits and single hyphens only, as in 'summit-2020'.",
    NUMBER: "Write a plain number such as 1250 or 8.5: no thousands separator, no unit.",
    LANGUAGE: "Write the language as a tag such as en, fr or pt-BR.",
}

Kind = Literal["event", "agreement", "statement", "commitment", "capability", "figure"]
Delivery = Literal["", "done", "under way", "announced", "proposed", "hoped"]
Bearing = Literal["reports", "corroborates", "refines", "disputes", "silent"]
Relation = Literal["fulfils", "follows", "revises", "part of", "rivals"]
ActorKind = Literal["person", "agency", "company", "state", "organisation", "programme"]
SourceKind = Literal[
    "press release", "communique", "news", "wire copy", "rewrite", "official page", "parliamentary record",
    "data set", "report", "study", "reference work", "company page", "search log",
]  # fmt: skip
Reliability = Literal["primary", "secondary", "weak"]

SEARCH_LOG = "search log"  # the kind of source that is no publication: the curators' own searches
SUPPORTING: tuple[Bearing, ...] = ("reports", "corroborates", "refines")
DELIVERIES: tuple[Delivery, ...] = ("done", "under way", "announced", "proposed", "hoped")


def _split(value: object) -> object:
    """A list column as written in a spreadsheet: ids separated by semicolons."""
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split(";") if item.strip())
    return value


def _no_repeats(ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(ids)) < len(ids):
        raise ValueError("an id stands in the list twice; name each once")
    return ids


def _full_sentence(text: str) -> str:
    if not text.endswith("."):
        raise ValueError("a statement is a full sentence; end it with a full stop")
    return text


def _edtf(value: object) -> object:
    return dates.parse(value) if isinstance(value, str) else value


def _edtf_or_none(value: object) -> object:
    return None if value == "" else _edtf(value)


def _few_words(text: str) -> str:
    if len(text.split()) > 5:
        raise ValueError("an anchor has at most five words; shorten it")
    return text


def _short_name(text: str) -> str:
    if len(text.split()) > 6:
        raise ValueError("a label has at most six words; shorten it")
    return text


def _web_address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError("an address begins with https:// or http://; copy it from the browser")
    if any(character.isspace() for character in text):
        raise ValueError("an address has no blanks; copy it from the browser")
    return text


Slug = Annotated[str, Field(pattern=SLUG)]
Text = Annotated[str, Field(min_length=1)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_no_repeats)]
Edtf = Annotated[dates.Date, BeforeValidator(_edtf)]
EdtfOrEmpty = Annotated[dates.Date | None, BeforeValidator(_edtf_or_none)]
Anchor = Annotated[str, AfterValidator(_few_words)]
Url = Annotated[str, AfterValidator(_web_address)]


def column(description: str, *, refers: str = "", besides: str = "", **rules: Any) -> Any:
    """A column with the sentence the codebook prints and, where it names ids, the file they come from (and one word besides)."""
    return Field(description=description, json_schema_extra={"refers": refers, "besides": besides} if refers else None, **rules)


def _as_written(value: object) -> str:
    """A value as the text of its cell."""
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


class Row(BaseModel):
    """What all rows share: frozen, closed, blanks stripped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _on_one_line(cls, values: dict[str, object]) -> dict[str, object]:
        """The cells as text on one line in which nothing hides."""
        return {name: visible(_BREAKS.sub(" ", value)) if isinstance(value, str) else value for name, value in values.items()}

    @cached_property
    def cells(self) -> dict[str, str]:
        """The row as its file has it: each column's name as in the header row, with the text of the cell."""
        fields = type(self).model_fields
        return {field.alias or name: _as_written(getattr(self, name)) for name, field in fields.items()}


class FactRow(Row):
    """One statement in our own words about what happened, was said, was promised or was measured."""

    id: Slug = column("Stable name of the fact, in kebab case.")
    statement: Annotated[Text, AfterValidator(_full_sentence)] = column("The statement: one full sentence in our own words.")
    date: Edtf = column("When it happened or held; for a promise or an opinion, when it was voiced (EDTF level 0 or 1).")
    kind: Kind = column("What sort of statement it is.")
    delivery: Delivery = column("How far the thing had got as said then; empty where that makes no sense.")
    said_by: Ids = column("Who said it.", refers="actors")
    owner: Ids = column("Who owes it: the actors bound by a commitment or agreement.", refers="actors")
    due: EdtfOrEmpty = column("When it is due (EDTF), if a day was named.")
    themes: Ids = column("What it is about.", refers="themes", min_length=1)
    actors: Ids = column("Whom it is about.", refers="actors", min_length=1)
    value: Annotated[str, Field(pattern=NUMBER)] = column("The number, where the fact is a figure.")
    unit: str = column("The unit of the number.")
    label: Annotated[str, AfterValidator(_short_name)] = column("The fact in at most six words, where a figure names it; else empty.")


class EvidenceRow(Row):
    """How one source bears on one fact, with the passage where."""

    fact: Text = column("The fact.", refers="facts")
    source: Text = column("The source.", refers="sources")
    bearing: Bearing = column(
        "How the source bears on the fact: it reports it, corroborates it as a second voice, refines it, "
        "disputes it, or is silent (searched, nothing found)."
    )
    passage: str = column("Where in the source: `p16` is its 16th non-empty line; else a locator in words.")
    first_words: Anchor = column("The first two to five words of the passage, verbatim, for the link that scrolls to it.")
    last_words: Anchor = column("The last two to five words of the passage, verbatim.")
    note: str = column("What was read, and what qualifies it; for `silent`, what was searched.")


class SourceRow(Row):
    """Something published that can be cited. Columns follow Our World in Data's *origin*."""

    id: Slug = column("Stable name of the source: publisher and date.")
    title: Text = column("Title as published; a description in square brackets where the title could not be read.")
    producer: Text = column("Who published it.")
    url: Url = column("Where it was read; empty only for a log of searches.")
    date_published: EdtfOrEmpty = column("When it was published (EDTF), as precisely as known.")
    date_accessed: Edtf = column("When it was last read (EDTF).")
    language: Annotated[str, Field(pattern=LANGUAGE)] = column("Language of the text (BCP 47).")
    kind: SourceKind = column("What sort of publication it is.")
    side: Text = column("Where the publisher sits: one of the record's sides, or `third party`.")
    derives_from: str = column("The source it retells, so that copies do not count twice.", refers="sources")
    voice: Text = column("Whose words it carries.", refers="actors", besides=THIRD_PARTY)
    reliability: Reliability = column("`primary` (own record or release), `secondary` (edited press) or `weak` (copy, indirect).")
    citation: Text = column("The full citation.")
    attribution: Text = column("The short form for source lines under figures and tables.")
    licence: Text = column("The licence of the source, as far as stated.")


class ThemeRow(Row):
    """One theme of the controlled list."""

    id: Slug = column("Stable name of the theme.")
    label: Text = column("The theme as a reader sees it.")
    group: Text = column("The family of themes it belongs to: the lanes of the timeline.")
    definition: Text = column("What belongs to it, in one sentence.")


class ActorRow(Row):
    """One person, agency, company, state or other body that facts are about."""

    id: Slug = column("Stable name of the actor.")
    name: Text = column("The actor as a reader sees it.")
    kind: ActorKind = column("What sort of actor it is.")
    side: Text = column("The side it belongs to: one of the record's sides, or `third party`.")
    definition: Text = column("Who or what it is, in one sentence.")


class LinkRow(Row):
    """One fact's tie to another: `from` fulfils, follows, revises, is part of or rivals `to`."""

    from_: Text = column("The fact the tie starts at; the later one, except for rivals.", refers="facts", alias="from")
    relation: Relation = column("The tie: a later fact fulfils a promise, follows an event, revises an earlier fact, …")
    to: Text = column("The fact the tie leads to.", refers="facts")


class MeasureRow(Row):
    """One figure, with what it measures, of whom, when and by which source."""

    id: Slug = column("Stable name of the measure.")
    indicator: Text = column("What is measured, as a short phrase.")
    subject: Text = column("Of whom or what: an actor's id where there is one, else a name.")
    period: Edtf = column("The day, month, year or span it holds for (EDTF).")
    value: Text = column("The figure as a plain number; a short text where `unit` is empty.")
    unit: str = column("The unit in words; empty for a text.")
    source: Text = column("The source of the figure.", refers="sources")
    note: str = column("What qualifies the figure.")


class CorrectionRow(Row):
    """One change to an earlier state of the data package, and why it was made."""

    file: Text = column("The file changed.")
    row: Text = column("The id of the row changed.")
    field: Text = column("The column changed.")
    was: str = column("What stood there.")
    now: str = column("What stands there now.")
    reason: Text = column("Why, and on whose word.")
    date: Edtf = column("When we changed it (EDTF).")


ROWS: dict[str, type[Row]] = {
    "facts": FactRow,
    "evidence": EvidenceRow,
    "sources": SourceRow,
    "themes": ThemeRow,
    "actors": ActorRow,
    "links": LinkRow,
    "measures": MeasureRow,
    "corrections": CorrectionRow,
}


KEYS: dict[str, tuple[str, ...]] = {  # the columns that name a row; no two rows of a file share them
    "facts": ("id",),
    "evidence": ("fact", "source", "bearing"),
    "sources": ("id",),
    "themes": ("id",),
    "actors": ("id",),
    "links": ("from", "relation", "to"),
    "measures": ("id",),
    "corrections": ("file", "row", "field", "was", "now", "date"),
}


def columns(resource: str) -> dict[str, FieldInfo]:
    """The columns of one file in order: the name as written in its header row, and the field behind it."""
    return {field.alias or name: field for name, field in ROWS[resource].model_fields.items()}


def allowed(field: FieldInfo) -> tuple[str, ...]:
    """The values a column takes where it takes only some; an empty text among them means the cell may be empty."""
    return get_args(field.annotation) if get_origin(field.annotation) is Literal else ()


def reference(field: FieldInfo) -> tuple[str, str]:
    """The file whose ids a column takes and the word it may have besides; both empty where it refers to nothing."""
    extra = field.json_schema_extra
    return (str(extra["refers"]), str(extra["besides"])) if isinstance(extra, dict) else ("", "")
