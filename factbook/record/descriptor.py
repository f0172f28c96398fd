"""The descriptor `datapackage.json`: hand-written at the top, the schemas of its files generated from the row contracts.

The form is Data Package v2 (https://datapackage.org). Ids in a list refer to another file just as single ids do; the
standard has no foreign key for them, so the column's description says it.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from factbook.record.dates import Date
from factbook.record.package import Package
from factbook.record.rows import KEYS, NUMBER, ROWS, THIRD_PARTY, allowed, columns, reference

PROFILES = "https://datapackage.org/profiles/2.0"
GENERATED = ("$schema", "sources", "resources")


def descriptor(package: Package) -> dict[str, Any]:
    """The descriptor of a package: what was written by hand is kept, the rest is made anew."""
    by_hand = {key: value for key, value in package.descriptor.items() if key not in GENERATED}
    read = [{"title": source.title, "path": source.url} for source in package.sources if source.kind == "data set" and source.url]
    resources = [_resource(name, (*package.sides, THIRD_PARTY)) for name in ROWS]
    return {"$schema": f"{PROFILES}/datapackage.json", **by_hand, **({"sources": read} if read else {}), "resources": resources}


def one_row(name: str) -> str:
    """What a row of a file is, in one sentence: the docstring of its contract."""
    return " ".join((ROWS[name].__doc__ or "").split())


def described(field: FieldInfo) -> str:
    """What a column means, with the file its ids come from."""
    target, besides = reference(field)
    ids = f" {'Ids' if is_list(field) else 'An id'} of {target}.csv{f', or `{besides}`' if besides else ''}."
    return f"{field.description}{ids if target else ''}"


def is_list(field: FieldInfo) -> bool:
    """Whether a column holds a list, its items separated by semicolons."""
    return field.annotation == tuple[str, ...]


def is_date(field: FieldInfo) -> bool:
    """Whether a column holds EDTF dates."""
    return field.annotation in (Date, Date | None)


def is_number(field: FieldInfo) -> bool:
    """Whether a column holds plain numbers."""
    return _pattern(field) == NUMBER


def is_required(field: FieldInfo) -> bool:
    """Whether a cell of the column may not be empty: the contract itself is asked."""
    contract = Annotated[field.annotation, "as written", *field.metadata]  # type: ignore[name-defined]
    try:
        TypeAdapter(contract).validate_python("")
    except ValidationError:
        return True
    return False


def _resource(name: str, sides: tuple[str, ...]) -> dict[str, Any]:
    """One file of the package as the descriptor has it."""
    dialect = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": name.capitalize(),
        "description": one_row(name),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{PROFILES}/tabledialect.json", **dialect},
        "schema": _schema(name, sides),
    }


def _schema(name: str, sides: tuple[str, ...]) -> dict[str, Any]:
    """The table schema of one file: its fields, its key and the references that the standard can express."""
    keys = []
    for title, field in columns(name).items():
        target, besides = reference(field)
        if target and not besides and not is_list(field):
            keys.append({"fields": [title], "reference": {"resource": "" if target == name else target, "fields": ["id"]}})
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fieldsMatch": "equal",
        "fields": [_field(title, field, sides if title == "side" else ()) for title, field in columns(name).items()],
        "missingValues": [""],
        **({"primaryKey": list(KEYS[name])} if all(is_required(columns(name)[column]) for column in KEYS[name]) else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(title: str, field: FieldInfo, options: tuple[str, ...]) -> dict[str, Any]:
    """One column as a field: name, type, title, description and constraints."""
    kind: dict[str, Any] = {"type": "number" if is_number(field) else "string"}
    if is_list(field):
        kind = {"type": "list", "delimiter": ";", "itemType": "string"}
    constraints: dict[str, Any] = {"required": True} if is_required(field) else {}
    if title == "id":
        constraints["unique"] = True
    if _pattern(field) and not is_number(field):
        constraints["pattern"] = _pattern(field)
    if values := [value for value in (*allowed(field), *options) if value]:
        constraints["enum"] = values
    words = {"title": title.replace("_", " ").capitalize(), "description": described(field)}
    return {"name": title, **kind, **words, **({"constraints": constraints} if constraints else {})}


def _pattern(field: FieldInfo) -> str:
    """The regular expression that the column's cells match; empty where there is none."""
    return next((str(found) for rule in field.metadata if (found := getattr(rule, "pattern", None))), "")
