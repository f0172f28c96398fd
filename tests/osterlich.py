"""A literal record of two states with measures, companies and an agency: for tests of actors, context and method."""

from __future__ import annotations

from pathlib import Path

from freedonia import Rows, evidence, fact, source
from tiny import TINY, write_package

from factbook.record.facts import Facts

PORT, GUILD, CHICOLINI = "port-authority", "soup-guild", "chicolini"

ACTORS: Rows = [
    *TINY["actors"],
    {"id": PORT, "name": "Freedonian Port Authority (FPA)", "kind": "agency", "side": "Freedonia", "definition": "An agency."},
    {"id": GUILD, "name": "Soup Guild", "kind": "company", "side": "Sylvania", "definition": "A company."},
    {"id": CHICOLINI, "name": "Chicolini", "kind": "person", "side": "third party", "definition": "A spy."},
]
FACTS: Rows = [
    fact(
        "contract",
        "The guild booked a ship of the port authority.",
        "2018",
        "agreement",
        delivery="done",
        owner=GUILD,
        actors=f"{PORT};{GUILD}",
    ),
    fact(
        "voyage", "A ship of the port authority carried the guild's soup.", "2019-03-01", "event", delivery="done", actors=f"{PORT};{GUILD}"
    ),
    fact("boast", "Firefly praised the voyage.", "2019-04-01", "statement", said_by="firefly", themes="duck-soup"),
    fact("wreck", "The port authority lost a ship.", "2020-01-11", "event", delivery="done", actors=f"{PORT};freedonia"),
    fact("rumour", "Chicolini said that the guild had sunk it.", "2020-02-01", "statement", said_by=CHICOLINI, actors=f"{GUILD};sylvania"),
]
EVIDENCE: Rows = [
    *evidence("contract", "gazette reports"),
    *evidence("voyage", "gazette reports", "almanac corroborates"),
    {"fact": "boast", "source": "gazette", "bearing": "reports", "note": "Read in part: the opening."},
    *evidence("wreck", "almanac reports", "log silent"),
    *evidence("rumour", "copy reports"),
]
SOURCES: Rows = [
    source("gazette", "2019-05-01", side="Freedonia", voice="freedonia", kind="press release", reliability="primary"),
    source("almanac", "2020-06-01", language="de"),
    source("copy", "2021-01-01", derives_from="almanac", kind="rewrite", reliability="weak"),
    source("log", "2022-01-01", kind="search log"),
]


def measure(name: str, indicator: str, subject: str, period: str, value: str, unit: str, where: str = "almanac") -> dict[str, str]:
    """A row of measures.csv."""
    return {"id": name, "indicator": indicator, "subject": subject, "period": period, "value": value, "unit": unit, "source": where}


MEASURES: Rows = [
    measure("cargo-f-2018", "soup cargoes", "Freedonia", "2018", "2", "cargoes"),
    measure("cargo-f-2019", "soup cargoes", "Freedonia", "2019", "1", "cargoes"),
    measure("cargo-u-2019", "soup cargoes", "Utopia", "2019", "4", "cargoes"),
    measure("cargo-u-2021", "soup cargoes", "Utopia", "2021", "3", "cargoes"),
    measure("ducks-f-2018", "ducks hatched", "freedonia", "2018", "900", "ducks"),
    measure("ducks-f-2020", "ducks hatched", "freedonia", "2020", "1000", "ducks"),
    measure("ducks-s-2020", "ducks hatched", "sylvania", "2020", "50", "ducks"),
    measure("people-f", "population", "freedonia", "2019", "10000000", "people"),
    measure("people-s", "population", "sylvania", "2021", "100000", "people"),
    measure("guests-2018", "Freedonian guests", "sylvania", "2018", "100", "guests"),
    measure("guests-2020", "Freedonian guests", "sylvania", "2020-06", "1500", "guests"),
    measure("trade-2018", "soup trade", "Freedonia–Sylvania", "2018", "7.5", "million ducats"),
    measure("flag", "flag", "sylvania", "2018", "duck", ""),
]
CORRECTIONS: Rows = [
    {"file": "facts.csv", "row": "wreck", "field": "date", "was": "2020-01-12", "now": "2020-01-11", "reason": "Misread.",
     "date": "2022-03-01"},
    {"file": "sources.csv", "row": "copy", "field": "url", "was": "", "now": "x", "reason": "Found.", "date": "2022-03-02"},
]  # fmt: skip


def record(folder: Path, changes: dict[str, Rows] | None = None, **selection: object) -> Facts:
    """The facts of this record, some of its files changed."""
    rows = {
        "facts": FACTS,
        "evidence": EVIDENCE,
        "sources": SOURCES,
        "actors": ACTORS,
        "measures": MEASURES,
        "corrections": CORRECTIONS,
        "links": [],
    }
    write_package(folder, **{**rows, **(changes or {})})
    return Facts.load(package=str(folder), **selection)


def nothing(folder: Path) -> Facts:
    """The same record before anything was published."""
    return record(folder, as_of="1990-01-01")
