"""The parameters that select facts: one pydantic model turns whatever -p, -f, -y and a notebook send into values.

papermill guesses types (`-p since 2020` arrives as a number, `-p themes space` as text), so every value is taken
as text or as a list of texts first and then held to its meaning.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from factbook.errors import ParameterError, nearest
from factbook.record import dates


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
    """A knowledge horizon as an ISO day; a month or year means its last day."""
    text = _as_text(value)
    return dates.parse(str(text)).latest.isoformat() if text else ""


def _since(value: object) -> object:
    text = _as_text(value)
    return dates.parse(str(text)).earliest.isoformat() if text else ""


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
        raise ParameterError(f"The parameter {name!r} cannot be {values.get(name)!r}: {reason}. {name} is {_kind(model, name)}.") from None
    first, last = selection.window
    if first > last:
        raise ParameterError(f"since ({selection.since}) is later than until ({selection.until}), so no day is left. Swap them.")
    return selection


def refuse_unknown_ids(selection: Selection, allowed: dict[str, tuple[str, ...]]) -> None:
    """Raise ParameterError where a list parameter names an id that the record does not have."""
    for name, ids in allowed.items():
        for value in getattr(selection, name):
            if value not in ids:
                raise ParameterError(f"The parameter {name!r} cannot have {value!r}. {nearest(value, ids)}")


def _kind(model: type[Selection], name: str) -> str:
    field = model.model_fields[name]
    kind = "a list of texts" if get_origin(field.annotation) is tuple else "a text"
    return f"{kind}: {field.description}"
