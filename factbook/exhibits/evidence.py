"""The evidence behind the sentences: entries for facts and measures, and the sources they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from factbook.exhibits.amounts import exact
from factbook.exhibits.exhibit import Displayed
from factbook.exhibits.selected import in_parts
from factbook.exhibits.wording import day
from factbook.record.facts import Fact, Facts, Record
from factbook.record.rows import MeasureRow, SourceRow


@dataclass(frozen=True)
class Evidence(Displayed):
    """Every fact of the edition with its evidence, and every source with how much rests on it."""

    facts: Facts

    def payload(self) -> dict[str, Any]:
        return {"kind": "evidence", **pool(self.facts)}

    def html(self) -> str:
        rows = "".join(f"<li><b>{escape(fact.id)}</b> {escape(fact.statement)} <i>{fact.standing.label}</i></li>" for fact in self.facts)
        return f"<ol>{rows}</ol>"

    def plain(self) -> str:
        return f"Evidence for {len(self.facts)} facts"


@dataclass(frozen=True)
class Sources(Displayed):
    """The sources of a chapter: the exporters print those that the chapter cites; JupyterLab lists the edition's."""

    facts: Facts

    def payload(self) -> dict[str, Any]:
        return {"kind": "sources", **pool(self.facts), "edition": self._edition()}

    def _edition(self) -> dict[str, str]:
        """Which edition the chapter is of, for a chapter that is exported by itself: in words, and its horizon."""
        words = "; ".join(in_parts(self.facts.selection, self.facts.record))
        return {"words": words, "horizon": self.facts.horizon.isoformat()}

    def html(self) -> str:
        rows = "".join(f"<li>{escape(source.citation)}</li>" for source in self.facts.sources)
        return f"<details><summary>{len(self.facts.sources)} sources</summary><ul>{rows}</ul></details>"

    def plain(self) -> str:
        return f"{len(self.facts.sources)} sources"


def pool(facts: Facts) -> dict[str, Any]:
    """Entries for every fact and measure known, those of the edition first, with all their sources.

    An entry has: id, kind (`fact` or `measure`), chosen (whether the edition shows it), statement, date, said_by, standing,
    reason, known_from, themes, actors, evidence and links; `date` and `known_from` in words. A measure's has a `figure` too: what it is
    `of`, its `unit` and its `value`, so that a series of them can be told in one line.
    """
    record = facts.record
    chosen = [entry(fact, record, chosen=True) for fact in facts]
    others = [entry(fact, record, chosen=False) for fact in record.facts.values() if fact.id not in facts]
    figures = [_measure_entry(measure, record) for measure in record.measures]
    rests: dict[str, int] = {}
    for fact in facts:
        for source in fact.sources:
            rests[source.id] = rests.get(source.id, 0) + 1
    return {
        "entries": [*chosen, *others, *figures],
        "sources": [_source(source, rests.get(source.id, 0)) for source in record.sources.values()],
    }


def entry(fact: Fact, record: Record, *, chosen: bool) -> dict[str, Any]:
    """One fact as the evidence chapter prints it."""
    return {
        "id": fact.id,
        "kind": "fact",
        "chosen": chosen,
        "statement": fact.statement,
        "date": fact.date.words,
        "edtf": fact.date.text,
        "fact_kind": fact.kind,
        "delivery": fact.delivery,
        "said_by": [[record.actors[actor].kind, record.actors[actor].name] for actor in fact.row.said_by],
        "standing": fact.standing.label,
        "reason": fact.standing.reason,
        "known_from": day(fact.known_from),
        "themes": [[theme, record.themes[theme].label] for theme in fact.themes],
        "actors": [[actor, record.actors[actor].name] for actor in fact.actors],
        "evidence": [
            {"source": item.source.id, "attribution": item.source.attribution, "bearing": item.bearing, "passage": item.row.passage,
             "href": item.href, "note": item.row.note, "reliability": item.source.reliability}
            for item in fact.evidence
        ],
        "links": [
            {"relation": relation, "direction": direction, "fact": other, "statement": record.facts[other].statement}
            for relation, direction, other in record.linked(fact.id)
        ],
    }  # fmt: skip


def _measure_entry(measure: MeasureRow, record: Record) -> dict[str, Any]:
    source = record.sources[measure.source]
    subject = record.actors[measure.subject].name if measure.subject in record.actors else measure.subject
    of, value = f"{subject}: {measure.indicator}", exact(measure.value) if measure.unit else measure.value
    unit = measure.unit.removesuffix("s") if value == "1" else measure.unit
    statement = f"{of}, {measure.period.words}: {value} {unit}".strip() + "."
    return {
        "id": measure.id, "kind": "measure", "chosen": False, "statement": statement, "date": measure.period.words,
        "figure": {"of": of, "unit": measure.unit, "value": value},
        "edtf": measure.period.text, "fact_kind": "measure", "delivery": "", "said_by": [],
        "standing": "single source", "reason": "One data source.", "known_from": "", "themes": [], "actors": [], "links": [],
        "evidence": [{"source": source.id, "attribution": source.attribution, "bearing": "reports", "passage": "", "href": source.url,
                      "note": measure.note, "reliability": source.reliability}],
    }  # fmt: skip


def _source(source: SourceRow, rests: int) -> dict[str, Any]:
    return {
        "id": source.id, "title": source.title, "citation": source.citation, "attribution": source.attribution, "url": source.url,
        "language": source.language, "kind": source.kind, "side": source.side, "reliability": source.reliability, "voice": source.voice,
        "date_published": source.date_published.words if source.date_published else "", "date_accessed": source.date_accessed.words,
        "derives_from": source.derives_from, "licence": source.licence, "rests": rests,
    }  # fmt: skip
