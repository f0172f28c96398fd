"""The parameters that select facts: one pydantic model turns whatever -p, -f, -y and a notebook send into values.

papermill guesses types (`-p since 2020` arrives as a number, `-p themes space` as text), so every value is taken
as text or as a list of texts first and then held to its meaning.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from factbook.errors import ParameterError, nearest
from factbook.record import dates

_DAY = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")


def _as_text(value: object) -> object:
    """Numbers and dates as the text they were typed as; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise ValueError("give a text")
    return str(value).strip()


def _as_texts(value: object) -> object:
    """One text, a text with commas or semicolons, or a list of texts, as a tuple of texts."""
    if value is None:
        return ()
    items = value.replace(";", ",").split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("give a list of texts")
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def _day(value: object) -> object:
    """The last day of what is named, as ISO text: of a day, a month or a year."""
    named = _named(value)
    return named.latest.isoformat() if named else ""


def _since(value: object) -> object:
    """The first day of what is named, as ISO text: of a day, a month or a year."""
    named = _named(value)
    return named.earliest.isoformat() if named else ""


def _named(value: object) -> dates.Date | None:
    """The day, month or year that a parameter names; None where it names none.

    Raises ValueError for anything else, dates that the record itself may have (spans, doubtful ones) included.
    """
    text = str(_as_text(value))
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise ValueError("write a day, a month or a year as in 2025-11-06, 2025-11 or 2025")
    return dates.parse(text)


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_texts)]
LastDay = Annotated[str, BeforeValidator(_day)]
FirstDay = Annotated[str, BeforeValidator(_since)]
PlainText = Annotated[str, BeforeValidator(_as_text)]


class Selection(BaseModel):
    """Which facts, as known when: what `Facts.load` takes and every chapter's `parameters` cell may declare."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: LastDay = Field("", description="knowledge horizon: a day, or a month or year for its last day; empty means the latest source")
    since: FirstDay = Field("", description="first day of the events shown; empty means from the beginning")
    until: LastDay = Field("", description="last day of the events shown; empty means to the end")
    themes: Texts = Field((), description="ids of the themes to keep; empty means all")
    actors: Texts = Field((), description="ids of the actors to keep; empty means all")
    sides: Texts = Field((), description="sides whose facts to keep; empty means all")
    standing: Texts = Field((), description="standings to keep; empty means all")
    package: PlainText = Field("", description="folder of another data package; empty means the nearest one")

    @property
    def horizon(self) -> date | None:
        """The last day whose publications are known; None for the latest there is."""
        return date.fromisoformat(self.as_of) if self.as_of else None

    @property
    def window(self) -> tuple[date, date]:
        """First and last day of the events shown."""
        first = date.fromisoformat(self.since) if self.since else date.min
        last = date.fromisoformat(self.until) if self.until else date.max
        return first, last


def contract(model: type[Selection], values: dict[str, Any]) -> Selection:
    """The values as an instance of `model`, a Selection or a model that extends it.

    Raises ParameterError for an unknown name, a wrong type or an impossible combination.
    """
    for name in values:
        if name not in model.model_fields:
            raise ParameterError(f"There is no parameter {name!r}. {nearest(name, model.model_fields)}")
    try:
        selection = model.model_validate(values)
    except ValidationError as fault:
        detail = fault.errors()[0]
        name = str(detail["loc"][0])
        reason = str(detail.get("ctx", {}).get("error", detail["msg"])).rstrip(".")
        raise ParameterError(
            f"The parameter {name!r} cannot be {values.get(name)!r}: {reason}. Its meaning: {_meaning(model, name)}."
        ) from None
    first, last = selection.window
    if first > last:
        raise ParameterError(
            f"since ({selection.since}) is later than until ({selection.until}), so no day is left. Name an earlier since or a later until."
        )
    return selection


def refuse_unknown_ids(selection: Selection, allowed: dict[str, dict[str, str]]) -> None:
    """Raise ParameterError where a list parameter names an id that the record does not have; `allowed` gives ids with their labels."""
    for name, ids in allowed.items():
        for value in getattr(selection, name):
            if value not in ids:
                labelled = next((id_ for id_, label in ids.items() if label.casefold() == value.casefold()), value)
                raise ParameterError(f"The parameter {name!r} cannot have {value!r}. {nearest(labelled, ids)}")


def _meaning(model: type[Selection], name: str) -> str:
    return str(model.model_fields[name].description)
