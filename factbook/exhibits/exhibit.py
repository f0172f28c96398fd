"""The things a chapter displays, each with the parts a reader needs, none of them optional.

Every one displays through `_repr_mimebundle_`: `text/html` and `text/plain` for JupyterLab, and one structured
payload under `MIME` from which the exporters draw both formats. The payloads, by their `kind`:

- `findings`   {style: paragraph | list | judgements, items: [{text, lead?, facts, measures}]}   (lead: how the text begins, in bold)
- `nothing`    {text}                                                    all that is printed of a chapter left empty
- `heading`    {level, text, id}
- `figure`     {key, caption, alt, source, svg, columns, rows, facts}   (columns and rows: the data drawn)
- `table`      {key, caption, source, columns: [{label, align, width}], rows: [[cell]], facts}
- `numbers`    {items: [{value, label, note, facts, measures}]}          key numbers, drawn large
- `evidence`   {entries: [entry], sources: [source]}                     the evidence chapter (see `evidence`)
- `sources`    {entries: [entry], sources: [source], edition}            the pool a chapter's citations are resolved from, and the
                                                                         edition that the chapter is of: {words, horizon}

A cell of a table is a text or {text, facts?, measures?, href?, standing?, verdict?, key?} (`key` names another exhibit; `verdict` the
fact of which the cell's standing is the verdict that the table gives).
`facts` and `measures` are ids; the exporters turn them into numbered links to the evidence. Every text is plain: names from data stand in
it, and an asterisk or a bracket of theirs must come out as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal

from factbook.errors import ExhibitError

MIME = "application/vnd.factbook+json"
Align = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Column:
    """A column of a table: its label, how it aligns, and its share of the width (0: as wide as its content)."""

    label: str
    align: Align = "left"
    width: float = 0


@dataclass(frozen=True)
class Cell:
    """A cell that leads somewhere: to facts, measures, an address, or that shows a standing, perhaps as the verdict on a fact."""

    text: str
    facts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    href: str = ""
    standing: str = ""
    verdict: str = ""

    def payload(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items() if value or key == "text"}


@dataclass(frozen=True)
class Displayed:
    """What every displayed thing shares: it knows its payload and shows it in JupyterLab and in plain text."""

    def payload(self) -> dict[str, Any]:
        raise NotImplementedError

    def html(self) -> str:
        raise NotImplementedError

    def plain(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {MIME: self.payload(), "text/html": self.html(), "text/plain": self.plain()}


@dataclass(frozen=True)
class Finding:
    """One sentence computed from facts, with the ids of the facts and measures it rests on; a `lead` stands before it, in bold.

    Raises ExhibitError where it rests on nothing, is no full sentence or has a gap (`nan`, `None`) in it.
    `open=True` marks the rare sentence that reports an absence and so rests on no fact.
    """

    text: str
    facts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    open: bool = field(default=False, repr=False)
    lead: str = field(default="", repr=False)

    def __init__(self, text: str, facts: Iterable[Any] = (), measures: Iterable[Any] = (), *, open: bool = False, lead: str = "") -> None:
        object.__setattr__(self, "text", f"{lead} {text}" if lead else text)
        object.__setattr__(self, "lead", lead)
        object.__setattr__(self, "facts", tuple(dict.fromkeys(getattr(fact, "id", fact) for fact in facts)))
        object.__setattr__(self, "measures", tuple(dict.fromkeys(getattr(item, "id", item) for item in measures)))
        object.__setattr__(self, "open", open)
        if not text.endswith((".", "?", "!", "”", ":")):
            raise ExhibitError(f"The finding {text!r} is no full sentence. End it with a full stop.")
        if re.search(r"\b(nan|NaT|inf)\b|(?<=[a-z,(] )None\b", self.text):
            raise ExhibitError(f"The finding {text!r} has a gap in it. Give it a sentence of its own for the case of nothing.")
        if not (self.facts or self.measures or open):
            raise ExhibitError(f"The finding {text!r} rests on no fact. Pass the facts or measures it was computed from.")

    def payload(self) -> dict[str, Any]:
        lead = {"lead": self.lead} if self.lead else {}
        return {"text": self.text, **lead, "facts": list(self.facts), "measures": list(self.measures)}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return Findings([self])._repr_mimebundle_()


@dataclass(frozen=True)
class Findings(Displayed):
    """Several findings as one paragraph, as a list, or as the judgements of a summary (each with its standing)."""

    items: tuple[Finding, ...]
    style: Literal["paragraph", "list", "judgements"] = "paragraph"

    def __init__(self, items: Iterable[Finding], style: Literal["paragraph", "list", "judgements"] = "paragraph") -> None:
        object.__setattr__(self, "items", tuple(items))
        object.__setattr__(self, "style", style)

    def payload(self) -> dict[str, Any]:
        return {"kind": "findings", "style": self.style, "items": [item.payload() for item in self.items]}

    def html(self) -> str:
        texts = [_marked(item) for item in self.items]
        if self.style == "paragraph":
            return f"<p>{' '.join(texts)}</p>"
        return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"

    def plain(self) -> str:
        return " ".join(item.text for item in self.items)


@dataclass(frozen=True)
class Nothing(Displayed):
    """What a chapter says in place of its bottom line when its edition leaves it nothing; the exporters print only this of it."""

    text: str

    def payload(self) -> dict[str, Any]:
        return {"kind": "nothing", "text": self.text}

    def html(self) -> str:
        return f"<p>{escape(self.text)}</p>"

    def plain(self) -> str:
        return self.text


def absent(text: str) -> Findings:
    """One sentence in place of an exhibit that would be empty in this edition."""
    return Findings([Finding(text, open=True)])


@dataclass(frozen=True)
class Heading(Displayed):
    """A heading that claims: computed, so that it stays true in every edition; the exporters treat it as a heading."""

    text: str
    level: int = 2
    key: str = ""

    def payload(self) -> dict[str, Any]:
        return {"kind": "heading", "level": self.level, "text": self.text, "id": self.key or slug(self.text)}

    def html(self) -> str:
        return f"<h{self.level}>{escape(self.text)}</h{self.level}>"

    def plain(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table(Displayed):
    """A table as the reader meets it: key, caption, source line, columns and rows."""

    key: str
    caption: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]

    def __post_init__(self) -> None:
        _complete(self.key, caption=self.caption, source=self.source)
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ExhibitError(f"Table {self.key!r}: a row has {len(row)} cells for {len(self.columns)} columns. Fill it up.")

    def payload(self) -> dict[str, Any]:
        return {"kind": "table", "key": self.key, "caption": self.caption, "source": self.source, **grid(self.columns, self.rows)}

    def html(self) -> str:
        return _figure(self.key, _html_table(self.columns, self.rows), self.caption, self.source)

    def plain(self) -> str:
        return self.caption


@dataclass(frozen=True)
class Figure(Displayed):
    """A figure as the reader meets it: key, caption, alt text, source line, the SVG, and the data drawn as a table."""

    key: str
    caption: str
    alt: str
    source: str
    svg: str = field(repr=False)
    columns: tuple[Column, ...] = field(repr=False)
    rows: tuple[tuple[str | Cell, ...], ...] = field(repr=False)

    def __post_init__(self) -> None:
        _complete(self.key, caption=self.caption, source=self.source, alt=self.alt)
        if self.alt.strip() == self.caption.strip():
            raise ExhibitError(f"Figure {self.key!r}: its alt text repeats the caption. Say what a reader who sees it would see.")

    def payload(self) -> dict[str, Any]:
        parts = {"kind": "figure", "key": self.key, "caption": self.caption, "alt": self.alt, "source": self.source}
        return {**parts, "svg": self.svg, **grid(self.columns, self.rows)}

    def html(self) -> str:
        from base64 import b64encode

        image = b64encode(self.svg.encode()).decode()
        picture = f'<img style="max-width:100%" alt="{escape(self.alt, quote=True)}" src="data:image/svg+xml;base64,{image}">'
        return _figure(self.key, picture, self.caption, self.source)

    def plain(self) -> str:
        return f"{self.caption} {self.alt}"


@dataclass(frozen=True)
class KeyNumber:
    """One number worth knowing, as words say it, with what it counts and what it rests on."""

    value: str
    label: str
    note: str
    facts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyNumbers(Displayed):
    """A row of key numbers."""

    items: tuple[KeyNumber, ...]

    def payload(self) -> dict[str, Any]:
        return {
            "kind": "numbers",
            "items": [{**asdict(item), "facts": list(item.facts), "measures": list(item.measures)} for item in self.items],
        }

    def html(self) -> str:
        return "<ul>" + "".join(f"<li><b>{escape(i.value)}</b> {escape(i.label)} {escape(i.note)}</li>" for i in self.items) + "</ul>"

    def plain(self) -> str:
        return "; ".join(f"{item.value} {item.label}" for item in self.items)


def grid(columns: Sequence[Column], rows: Iterable[Sequence[str | Cell]]) -> dict[str, Any]:
    """Columns and rows as a payload holds them, with the facts that the rows lead to."""
    cells = [[cell.payload() if isinstance(cell, Cell) else cell for cell in row] for row in rows]
    facts = [fact for row in cells for cell in row if isinstance(cell, dict) for fact in cell.get("facts", ())]
    return {"columns": [asdict(column) for column in columns], "rows": cells, "facts": list(dict.fromkeys(facts))}


def slug(text: str) -> str:
    """The text as an anchor: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"


def _complete(key: str, **parts: str) -> None:
    """Raise ExhibitError where an exhibit lacks a part."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ExhibitError(f"The exhibit key {key!r} is not in kebab case. Write it as in 'facts-by-year'.")
    for name, text in parts.items():
        if not text.strip():
            raise ExhibitError(f"The exhibit {key!r} has no {name}. Give it one: a reader needs it.")
    if not parts["caption"].endswith("."):
        raise ExhibitError(f"The caption of {key!r} is no full sentence. End it with a full stop.")


def _marked(item: Finding) -> str:
    """A finding for JupyterLab: its text, with the facts it rests on as a tooltip."""
    lead = f"<b>{escape(item.lead)}</b>" if item.lead else ""
    told = lead + escape(item.text.removeprefix(item.lead))
    rests = ", ".join((*item.facts, *item.measures))
    return f'{told} <sup title="{escape(rests, quote=True)}">[{len(item.facts) + len(item.measures)}]</sup>' if rests else told


def _figure(key: str, body: str, caption: str, source: str) -> str:
    return f'<figure id="{key}">{body}<figcaption>{escape(caption)} <small>{escape(source)}</small></figcaption></figure>'


def _html_table(columns: Sequence[Column], rows: Iterable[Sequence[str | Cell]]) -> str:
    head = "".join(f'<th scope="col" style="text-align:{column.align}">{escape(column.label)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{column.align}">{escape(cell.text if isinstance(cell, Cell) else cell)}</td>'
            for cell, column in zip(row, columns, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
