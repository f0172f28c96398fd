"""What the evidence for a fact adds up to: computed, never typed.

The first rule that fits gives the standing:

1. `disputed`       a source of another origin than those that support the fact disputes it;
2. `corroborated`   two or more origins of two voices support it, or one third party beside another;
3. `unconfirmed`    only one voice supports it, and about itself; or one origin does, and a search found nothing more;
4. `single source`  anything else.

A search for what came of a promise says nothing of whether the promise was made: a commitment's search log counts for its
delivery (see `analysis.commitments`), not for its standing.

The **origin** of a source is the root of its `derives_from`: a press release, its wire copy and a rewrite are one.
The **voice** is whose words the source carries: a party to the matter or a third party. The agencies of a state speak
with its voice; third parties of different origins are different voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from factbook.record.rows import SEARCH_LOG, SUPPORTING, THIRD_PARTY, ActorRow, EvidenceRow, FactRow, SourceRow

Label = Literal["corroborated", "single source", "unconfirmed", "disputed"]
LABELS: tuple[Label, ...] = ("corroborated", "single source", "unconfirmed", "disputed")
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Standing:
    """A standing with the sentence that gives its reason and the origins on each side (source ids)."""

    label: Label
    reason: str
    origins: tuple[str, ...]  # of the sources that support the fact
    against: tuple[str, ...]  # of the sources that dispute it

    def __str__(self) -> str:
        return self.label


def origin(source: str, sources: Mapping[str, SourceRow]) -> str:
    """The id of the root that a source retells, itself if it retells none; a circle ends where it closes."""
    seen = {source}
    while (parent := sources[source].derives_from) and parent in sources and parent not in seen:
        seen.add(source := parent)
    return source


def standing(fact: FactRow, evidence: Iterable[EvidenceRow], sources: Mapping[str, SourceRow], actors: Mapping[str, ActorRow]) -> Standing:
    """The standing of `fact` by the evidence given (only what is known by the horizon should be given)."""
    rows = list(evidence)
    support = {(origin(row.source, sources), voice_of(sources[row.source], actors)) for row in rows if row.bearing in SUPPORTING}
    origins = sorted({root for root, _ in support})
    against = sorted({origin(row.source, sources) for row in rows if row.bearing == "disputes"} - set(origins))
    voices = sorted({voice for _, voice in support})
    searched = any(row.bearing == "silent" and not (fact.kind == "commitment" and sources[row.source].kind == SEARCH_LOG) for row in rows)
    label, reason = _verdict(fact, support, voices, len(against), searched, actors)
    return Standing(label, reason, tuple(origins), tuple(against))


def _verdict(
    fact: FactRow, support: set[tuple[str, str]], voices: list[str], against: int, searched: bool, actors: Mapping[str, ActorRow]
) -> tuple[Label, str]:
    """The first rule that fits, with the sentence that gives its reason."""
    origins = len({root for root, _ in support})
    third = len({root for root, voice in support if voice == THIRD_PARTY})
    names = [actors[voice].name if voice in actors else voice if third < 2 else "third parties" for voice in voices]
    counted = f"{_counted(origins, 'origin')}, {_counted(len(voices) + max(third - 1, 0), 'voice')} ({', '.join(names)})"
    alone = f"{counted[:1].upper()}{counted[1:]}"
    if against:
        return "disputed", f"{alone if origins == 1 else f'Supported by {counted}'}; disputed by {_counted(against, 'other origin')}."
    if _two_voices_of_two_origins(support):
        return "corroborated", f"Supported by {counted}."
    if len(voices) == 1 and speaks_of_itself(voices[0], fact, actors):
        return "unconfirmed", f"{alone}, about itself."
    if origins == 1 and searched:
        return "unconfirmed", f"{alone}; a search found nothing more."
    if origins == 1:
        return "single source", f"{alone}."
    return "single source", f"{alone}: as good as a single source."


def voice_of(source: SourceRow, actors: Mapping[str, ActorRow]) -> str:
    """Whose words a source carries: for an agency of one of the sides, the state it belongs to."""
    actor = actors.get(source.voice)
    if actor is None or actor.kind != "agency" or actor.side == THIRD_PARTY:
        return source.voice
    return next((other.id for other in actors.values() if other.kind == "state" and other.side == actor.side), source.voice)


def speaks_of_itself(voice: str, fact: FactRow, actors: Mapping[str, ActorRow]) -> bool:
    """Whether the fact is about the party whose voice it is: the party itself or, for a state, anyone of its side."""
    if voice == THIRD_PARTY or voice not in actors:
        return False
    party = actors[voice]
    concerned = {*fact.actors, *fact.said_by, *fact.owner}
    same_side = {actor for actor in concerned if actor in actors and actors[actor].side == party.side}
    return voice in concerned or (party.kind == "state" and bool(same_side))


def _two_voices_of_two_origins(support: set[tuple[str, str]]) -> bool:
    """Whether some two supporters differ in origin and in voice; third parties differ in voice where in origin."""
    return any(one != other and (voice != second or voice == THIRD_PARTY) for one, voice in support for other, second in support)


def _counted(count: int, noun: str) -> str:
    return f"{_COUNTS[count] if count < len(_COUNTS) else count} {noun}{'s' * (count != 1)}"
