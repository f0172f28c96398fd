"""How actors, their kinds and their sides are named, in sentences and in figures."""

from __future__ import annotations

import re

from factbook.record.rows import THIRD_PARTY, ActorRow

_PLURAL = {"agency": "agencies", "company": "companies", "person": "people"}


def plural(kind: str) -> str:
    """The plural of a kind of actor."""
    return _PLURAL.get(kind, f"{kind}s")


def side_label(side: str) -> str:
    """A side as a heading prints it."""
    return "Third parties" if side == THIRD_PARTY else side


def short_name(actor: ActorRow) -> str:
    """The name as a figure prints it: the abbreviation that stands in brackets behind it, if there is a shorter one."""
    return shortened(actor.name)


def shortened(name: str) -> str:
    """A name without what is longer of the two, the name itself and its abbreviation in brackets behind it."""
    match = re.fullmatch(r"(.+) \(([^ )]+(?: [A-Z]+)?)\)", name)
    if not match:
        return name
    return match[2] if len(match[2]) < len(match[1]) else match[1]
