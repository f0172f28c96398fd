"""Two literal records for tests of promises, claims and meetings: short enough to hold in the head."""

from __future__ import annotations

from pathlib import Path

from tiny import write_package

from factbook.record.facts import Facts

Rows = list[dict[str, str]]


def fact(name: str, statement: str, date: str, kind: str, **more: str) -> dict[str, str]:
    """A row of facts.csv about both states, unless told otherwise."""
    return {"id": name, "statement": statement, "date": date, "kind": kind, "themes": "trade", "actors": "freedonia;sylvania", **more}


def source(name: str, published: str, **more: str) -> dict[str, str]:
    """A row of sources.csv: a newspaper of a third party, unless told otherwise."""
    return {
        "id": name,
        "title": f"News of {name}",
        "producer": name.capitalize(),
        "url": f"https://{name}.example/news",
        "date_published": published,
        "date_accessed": "2026-01-01",
        "language": "en",
        "kind": "news",
        "side": "third party",
        "voice": "third party",
        "reliability": "secondary",
        "citation": f"{name.capitalize()}.",
        "attribution": name.capitalize(),
        "licence": "CC BY",
        **more,
    }


def evidence(name: str, *rows: str) -> Rows:
    """Rows of evidence.csv for a fact, each written `source bearing`."""
    split = [row.split() for row in rows]
    return [{"fact": name, "source": where, "bearing": bearing, "note": "Read whole."} for where, bearing in split]


def link(text: str) -> dict[str, str]:
    """A row of links.csv out of `from | relation | to`."""
    start, relation, end = (part.strip() for part in text.split("|"))
    return {"from": start, "relation": relation, "to": end}


PROMISES: Rows = [
    fact("bridge", "Freedonia promised a bridge.", "2020-01-10", "commitment", delivery="announced", owner="freedonia", label="A bridge"),
    fact("canal", "Both states proposed a canal.", "2021-02", "commitment", delivery="proposed", owner="freedonia;sylvania", due="2022"),
    fact("feast", "Sylvania hoped for a feast.", "2023-03-01", "commitment", delivery="hoped", owner="sylvania"),
    fact("road", "Sylvania announced a road by 2021.", "2020-06-01", "commitment", delivery="announced", owner="sylvania", due="2021"),
    fact("later-road", "Sylvania moved its road to 2030.", "2022-05-05", "commitment", delivery="announced", owner="sylvania", due="2030"),
    fact("pact", "The two states signed a pact.", "1999", "agreement", delivery="done", owner="freedonia;sylvania"),
    fact("bridge-opened", "The bridge opened.", "2020-03-10", "event", delivery="done"),
    fact("canal-surveyed", "Surveyors measured the canal.", "2022-07", "event", delivery="done"),
    fact(
        "soup-law",
        "Freedonia promised its own people soup.",
        "2021-01-01",
        "commitment",
        delivery="announced",
        actors="freedonia",
        owner="freedonia",
    ),
]
PROMISE_LINKS: Rows = [
    link("bridge-opened | fulfils | bridge"),
    link("canal-surveyed | follows | canal"),
    link("later-road | revises | road"),
]


def promises(
    folder: Path,
    *,
    facts: Rows = PROMISES,
    links: Rows = PROMISE_LINKS,
    told: dict[str, str] | None = None,
    searched: str = "feast",
    **parameters: object,
) -> Facts:
    """The record of promises: the herald of the year tells each fact, or the source `told` names; one fact was searched for in vain."""
    tellers = {one["id"]: f"herald-{one['date'][:4]}" for one in facts} | (told or {})
    rows = [row for name, teller in tellers.items() for row in evidence(name, f"{teller} reports")]
    years = sorted({teller[-4:] for teller in tellers.values()})
    sources = [source(f"herald-{year}", f"{year}-12-31") for year in years]
    sources.append(source("log-2024", "2024-01-01", kind="search log"))
    return _loaded(folder, facts, [*rows, *evidence(searched, "log-2024 silent")], sources, links, parameters)


MEETING: Rows = [
    fact("old-trade", "The two states talked of trade.", "2015-05-01", "statement"),
    fact("meeting", "The states met.", "2020-05-05", "event", delivery="done"),
    fact("two-ducks", "Firefly said that two ducks were traded.", "2020-05-05", "figure", value="2", unit="ducks", said_by="firefly"),
    fact("five-ducks", "The customs office counted five ducks.", "2019-12-31", "figure", value="5", unit="ducks"),
    fact("ties", "Firefly said that ties are old.", "2020-05-05", "statement", said_by="firefly"),
    fact(
        "soup-hoped",
        "Both sides hoped for a soup laboratory.",
        "2020-05-05",
        "commitment",
        delivery="hoped",
        themes="duck-soup",
        said_by="freedonia;sylvania",
        owner="freedonia;sylvania",
        label="Soup laboratory",
    ),
    fact("hub", "Sylvania was called a hub.", "2020-05-05", "statement"),
    fact("hub-suggested", "Sylvania was called a hub in the making.", "2020-05-05", "statement"),
]
MEETING_EVIDENCE: Rows = [
    *evidence("old-trade", "almanac reports"),
    *evidence("meeting", "release reports", "rewrite reports"),
    *evidence("two-ducks", "release reports", "rewrite reports", "almanac disputes"),
    *evidence("five-ducks", "almanac reports"),
    *evidence("ties", "release reports", "almanac corroborates"),
    *evidence("soup-hoped", "rewrite reports", "release silent"),
    *evidence("hub", "rewrite reports", "log silent"),
    *evidence("hub-suggested", "release reports"),
]
MEETING_SOURCES: Rows = [
    source("almanac", "2020-01-31"),
    source("release", "2020-05-05", voice="freedonia", side="Freedonia", kind="press release"),
    source("rewrite", "2020-05-05", voice="freedonia", side="Freedonia", kind="rewrite", derives_from="release"),
    source("log", "2021-01-01", kind="search log"),
]
MEETING_LINKS: Rows = [link("two-ducks | rivals | five-ducks"), link("hub | rivals | hub-suggested")]


def meeting(
    folder: Path, *, facts: Rows = MEETING, links: Rows = MEETING_LINKS, evidence: Rows = MEETING_EVIDENCE, **parameters: object
) -> Facts:
    """The record of one meeting: a release, its rewrite of the same day, an almanac that counts otherwise, and a later search."""
    return _loaded(folder, facts, evidence, MEETING_SOURCES, links, parameters)


def changed(rows: Rows, name: str, **fields: str) -> Rows:
    """The rows with some fields of one of them changed."""
    return [{**row, **fields} if row.get("id") == name else row for row in rows]


def _loaded(folder: Path, facts: Rows, told: Rows, sources: Rows, links: Rows, parameters: dict[str, object]) -> Facts:
    package = write_package(folder, facts=facts, evidence=told, sources=sources, links=links)
    return Facts.load(package=package.as_posix(), **parameters)
