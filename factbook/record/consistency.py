"""The rules of meaning between rows: promises have a state, figures a number, and nothing is told before it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from factbook.errors import Problem
from factbook.record.package import Package
from factbook.record.passages import line_number
from factbook.record.reading import PARTLY
from factbook.record.rows import DELIVERIES, SEARCH_LOG, SUPPORTING, EvidenceRow, FactRow, LinkRow, SourceRow

CONDUCT = {"supports": "supports", "disputes": "disputes", "silent": "is silent about"}
LATER_FIRST = ("fulfils", "follows", "revises")  # relations whose `from` is the later fact


def promises_without_state(package: Package) -> Iterator[Problem]:
    """Commitments and agreements that do not say how far they had got."""
    for line, row in package.lines(FactRow):
        if row.kind in ("commitment", "agreement") and not row.delivery:
            message = f"the {row.kind} does not say how far it had got."
            yield Problem("facts.csv", line, "delivery", message, f"Choose one of {', '.join(DELIVERIES)}, as said then.")


def figures_without_number(package: Package) -> Iterator[Problem]:
    """Figures without a value or unit, and values or units that lack the other."""
    for line, row in package.lines(FactRow):
        for column, other in (("value", "unit"), ("unit", "value")):
            if not getattr(row, column) and (row.kind == "figure" or getattr(row, other)):
                because = "it is a figure" if row.kind == "figure" else f"it has a {other}"
                yield Problem(
                    "facts.csv", line, column, f"the fact has no {column}, though {because}.", f"Add the {column}, or change the kind."
                )


def due_before_promised(package: Package) -> Iterator[Problem]:
    """Facts that fall due before they were voiced."""
    for line, row in package.lines(FactRow):
        if row.due and row.due.latest < row.date.earliest:
            message = f"it is due ({row.due.words}) before it was voiced ({row.date.words})."
            yield Problem("facts.csv", line, "due", message, "Check both dates.")


def read_before_published(package: Package) -> Iterator[Problem]:
    """Sources read before they were published, and publication dates without an end."""
    for line, row in package.lines(SourceRow):
        if row.date_published and row.date_published.latest == date.max:
            message = f"the date {row.date_published.text} has no end, so nobody can say from when the source counts."
            yield Problem(
                "sources.csv", line, "date_published", message, "Write the year as well as it is known, as in 2024~, or leave it empty."
            )
        elif row.date_published and row.date_accessed.latest < row.date_published.earliest:
            message = f"it was read ({row.date_accessed.words}) before it was published ({row.date_published.words})."
            yield Problem("sources.csv", line, "date_accessed", message, "Check both dates.")


def pages_without_address(package: Package) -> Iterator[Problem]:
    """Sources without an address; a log of searches has none."""
    for line, row in package.lines(SourceRow):
        if not row.url and row.kind != SEARCH_LOG:
            yield Problem(
                "sources.csv", line, "url", "the source has no address.", "Copy it from the browser; only a search log may have none."
            )


def told_before_it_happened(package: Package) -> Iterator[Problem]:
    """Sources that report a fact and came out before it: before a thing done was done, or words were said.

    Only what is certain counts: the source's last possible day against the fact's first. What was then announced,
    proposed or hoped may be told ahead of its day, and an older source may corroborate or refine.
    """
    facts = {row.id: row for row in package.facts}
    sources = {row.id: row for row in package.sources}
    for line, row in package.lines(EvidenceRow):
        fact, source = facts.get(row.fact), sources.get(row.source)
        if row.bearing != "reports" or not (fact and source and source.date_published):
            continue
        if source.date_published.latest < fact.date.earliest and (fact.kind == "statement" or fact.delivery in ("", "done", "under way")):
            message = f"the source came out ({source.date_published.words}) before the fact it reports ({fact.date.words})."
            yield Problem(
                "evidence.csv", line, "source", message, "Check both dates; an older source can corroborate or refine, not report."
            )


def evidence_without_account(package: Package) -> Iterator[Problem]:
    """Evidence that does not say what was read or searched, and passages without their beginning."""
    for line, row in package.lines(EvidenceRow):
        if row.bearing == "silent" and not row.note:
            yield Problem(
                "evidence.csv",
                line,
                "note",
                "the note does not say what was searched.",
                "Say where and for what, so that others can repeat it.",
            )
        elif not row.note and not line_number(row.passage):
            message = "the note does not say what was read."
            yield Problem(
                "evidence.csv",
                line,
                "note",
                message,
                f"Begin it with “{PARTLY}” where that is so; a note may be empty only beside a line such as p16.",
            )
        if row.last_words and not row.first_words:
            message = "the passage has last words but no first words."
            yield Problem("evidence.csv", line, "first_words", message, "Give the words it begins with; a short passage needs only those.")


def sources_against_themselves(package: Package) -> Iterator[Problem]:
    """A source that both supports a fact and disputes it or is silent about it."""
    stands: dict[tuple[str, str], tuple[int, str]] = {}
    for line, row in package.lines(EvidenceRow):
        stand = "supports" if row.bearing in SUPPORTING else row.bearing
        first, before = stands.setdefault((row.fact, row.source), (line, stand))
        if before != stand:
            message = f"the source {CONDUCT[stand]} the fact here and {CONDUCT[before]} it in row {first}."
            yield Problem("evidence.csv", line, "bearing", message, "Decide on one, or split the fact in two and link them as rivals.")


def links_astray(package: Package) -> Iterator[Problem]:
    """Links from a fact to itself, rivals tied both ways, and links that run from the earlier fact to the later."""
    facts = {row.id: row for row in package.facts}
    rivals: dict[tuple[str, str], int] = {}
    for line, row in package.lines(LinkRow):
        here, there = facts.get(row.from_), facts.get(row.to)
        if row.from_ == row.to:
            yield Problem("links.csv", line, "to", "the fact is tied to itself.", "Name the other fact, or delete the row.")
        elif row.relation == "rivals":
            rivals.setdefault((row.from_, row.to), line)
            if first := rivals.get((row.to, row.from_)):
                message = f"row {first} has the same two rivals the other way round."
                yield Problem("links.csv", line, "relation", message, "Keep one of the two: rivals hold both ways.")
        elif row.relation in LATER_FIRST and here and there and here.date.latest < there.date.earliest:
            message = f"{row.from_} ({here.date.words}) is earlier than {row.to} ({there.date.words}), which it {row.relation}."
            yield Problem("links.csv", line, "from", message, "Swap the two: `from` is the later fact.")


RULES: tuple[Callable[[Package], Iterator[Problem]], ...] = (
    promises_without_state,
    figures_without_number,
    due_before_promised,
    read_before_published,
    pages_without_address,
    told_before_it_happened,
    evidence_without_account,
    sources_against_themselves,
    links_astray,
)
