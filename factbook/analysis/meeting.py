"""What was said on the day of one event, and what is new in it? Statements by delivery and speaker, forerunners and readings."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.analysis.commitments import PROMISES
from factbook.record.facts import Evidence, Fact, Facts, Record
from factbook.record.rows import DELIVERIES, SUPPORTING, SourceRow, ThemeRow

RECALLED, TIED, BEFORE, NEW = NOVELTIES = ("recalled", "tied to something earlier", "field trodden before", "new")
_SORTS = {"event": "event", "agreement": "undertaking", "commitment": "undertaking"}  # all other kinds are words


@dataclass(frozen=True)
class Meeting:
    """One event, the accounts of it published on its day, and the statements they carry, in order of date."""

    event: Fact | None  # None where it is not known
    accounts: tuple[SourceRow, ...]
    statements: tuple[Fact, ...]

    def carriers(self, fact: Fact) -> tuple[SourceRow, ...]:
        """The accounts that carry a statement."""
        return tuple(item.source for item in fact.evidence if item.bearing in SUPPORTING and item.source in self.accounts)

    @property
    def said(self) -> tuple[Fact, ...]:
        """The statements of the day itself; the others recall what was earlier."""
        return tuple(
            fact for fact in self.statements if self.event and fact.date.overlaps(self.event.date.earliest, self.event.date.latest)
        )

    @property
    def spoken_of(self) -> tuple[Fact, ...]:
        """The things of which the statements of the day say how far they had got; what happened at the meeting itself is none."""
        return tuple(fact for fact in self.said if stage(fact))

    @property
    def sides(self) -> tuple[str, ...]:
        """Where the publishers of the accounts sit."""
        return tuple(sorted({source.side for source in self.accounts}))


@dataclass(frozen=True)
class Voice:
    """What the same speakers said: the sides they belong to (none: no speaker is named) and their statements."""

    sides: tuple[str, ...]
    statements: tuple[Fact, ...]


@dataclass(frozen=True)
class Field:
    """A theme of the day: what was said about it then, and what concerned more than one side about it before, figures apart."""

    theme: ThemeRow
    said: tuple[Fact, ...]
    before: tuple[Fact, ...]  # in order of date


@dataclass(frozen=True)
class News:
    """A statement of the day, how new it is, and the earlier facts that make it less than new."""

    fact: Fact
    novelty: str  # one of NOVELTIES
    before: tuple[Fact, ...]


@dataclass(frozen=True)
class Reading:
    """A statement that the accounts of the day give differently: what refines, disputes or lacks it, and its rival wordings."""

    fact: Fact
    carriers: tuple[SourceRow, ...]  # the accounts that give it as stated
    others: tuple[Evidence, ...]  # from accounts of the day, in order of bearing
    rivals: tuple[Fact, ...]


def held(facts: Facts, event: str) -> Meeting:
    """The event with that id, the accounts of its day, and what of the selected facts they carry; empty where it is not known."""
    focal = facts.record.facts.get(event)
    if focal is None:
        return Meeting(None, (), ())
    accounts = tuple(item.source for item in focal.evidence if item.bearing in SUPPORTING and _on_the_day(item.source, focal))
    carried = Meeting(focal, accounts, ())
    return Meeting(focal, accounts, tuple(fact for fact in facts if fact.id != event and carried.carriers(fact)))


def stage(fact: Fact) -> str:
    """How far the thing that a statement of the day speaks of had got; nothing for what it describes, and for an event of the day."""
    return "" if fact.kind == "event" else fact.delivery


def voices(facts: Facts, meeting: Meeting) -> tuple[Voice, ...]:
    """The statements of the day by the sides of their speakers, the longest list first."""
    by_sides: dict[tuple[str, ...], list[Fact]] = {}
    for fact in meeting.said:
        sides = {facts.record.actors[speaker].side for speaker in fact.row.said_by}
        by_sides.setdefault(tuple(sorted(sides)), []).append(fact)
    found = (Voice(sides, tuple(statements)) for sides, statements in by_sides.items())
    return tuple(sorted(found, key=lambda voice: (-len(voice.statements), voice.sides)))


def fields(facts: Facts, meeting: Meeting) -> tuple[Field, ...]:
    """The themes of the day, the newest first: those least often on record between the sides before."""
    earlier = _earlier(facts.record, meeting)
    found = []
    for theme in facts.record.themes.values():
        said = tuple(fact for fact in meeting.said if theme.id in fact.themes)
        if said:
            found.append(Field(theme, said, tuple(fact for fact in earlier if theme.id in fact.themes and fact.kind != "figure")))
    return tuple(sorted(found, key=lambda field: (len(field.before), field.theme.label)))


def news(facts: Facts, meeting: Meeting) -> tuple[News, ...]:
    """Each statement with how new it is, the newest first.

    The rule, in this order: a statement is `recalled` if what it tells happened before the day; `tied to something
    earlier` if a link leads from it to an earlier fact; in a `field trodden before` if an earlier fact that concerned more
    than one side has its first theme and is of its sort (an event, an undertaking or words; figures are none); else it is `new`.
    """
    earlier = _earlier(facts.record, meeting)
    found = [_news(fact, facts.record, meeting, earlier) for fact in meeting.statements]
    return tuple(sorted(found, key=lambda item: (-NOVELTIES.index(item.novelty), item.fact.date.key, item.fact.id)))


def undertakings(facts: Facts, found: tuple[News, ...]) -> tuple[News, ...]:
    """What the statements say that somebody would do, the firmest first; a whole is left out where its parts are among them."""
    judged = {item.fact.id for item in found}
    made = [item for item in found if item.fact.kind in PROMISES and item.novelty != RECALLED and item.fact.delivery != "done"]
    parts = {item.fact.id: {part for _, way, part in facts.record.linked(item.fact.id, "part of") if way == "to"} for item in made}
    kept = (item for item in made if not parts[item.fact.id] & judged)
    return tuple(sorted(kept, key=lambda item: (DELIVERIES.index(item.fact.delivery), item.fact.id)))


def readings(facts: Facts, meeting: Meeting) -> tuple[Reading, ...]:
    """The statements that another account of the day refines, disputes or lacks, or for which it has a rival wording."""
    found = []
    for fact in meeting.statements:
        others = [item for item in fact.evidence if item.source in meeting.accounts and item.bearing in ("refines", "disputes", "silent")]
        rivals = [facts.record.facts[other] for _, _, other in facts.record.linked(fact.id, "rivals")]
        same_day = tuple(rival for rival in rivals if meeting.carriers(rival))
        if others or same_day:
            others.sort(key=lambda item: (("disputes", "refines", "silent").index(item.bearing), item.source.id))
            carriers = tuple(source for source in meeting.carriers(fact) if source not in [item.source for item in others])
            found.append(Reading(fact, carriers, tuple(others), same_day))
    return tuple(
        sorted(found, key=lambda reading: (not reading.rivals, all(item.bearing == "silent" for item in reading.others), reading.fact.id))
    )


def _on_the_day(source: SourceRow, event: Fact) -> bool:
    """Whether a source was published within the dates of the event."""
    published = source.date_published
    return published is not None and event.date.earliest <= published.earliest and published.latest <= event.date.latest


def _earlier(record: Record, meeting: Meeting) -> tuple[Fact, ...]:
    """The known facts that concern more than one side and were over before the day, in order of date."""
    event = meeting.event
    if event is None:
        return ()
    return tuple(fact for fact in record.facts.values() if len(fact.sides) > 1 and fact.date.latest < event.date.earliest)


def _news(fact: Fact, record: Record, meeting: Meeting, earlier: tuple[Fact, ...]) -> News:
    if fact not in meeting.said:
        return News(fact, RECALLED, ())
    start = fact.date.earliest
    ties = [record.facts[other] for relation, direction, other in record.linked(fact.id) if direction == "from" and relation != "rivals"]
    tied = tuple(other for other in ties if other.date.latest < start)
    if tied:
        return News(fact, TIED, tied)
    sharing = tuple(other for other in earlier if fact.themes[0] in other.themes and other.kind != "figure" and _sort(other) == _sort(fact))
    return News(fact, BEFORE if sharing else NEW, sharing)


def _sort(fact: Fact) -> str:
    return _SORTS.get(fact.kind, "words")
