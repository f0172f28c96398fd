"""Why a claim stands as it does: three sentences computed from the evidence, and the sources on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factbook.analysis.claims import Claim
from factbook.exhibits.wording import counted, listed, number, opening
from factbook.record.facts import Evidence
from factbook.record.rows import SourceRow

_NAMED = 6  # sources named in a sentence; of more, the first of them and how many others there are


def reasoning(claim: Claim) -> str:
    """Who makes the claim and who else supports it; what stands against it; hence the verdict."""
    return f"{_support(claim)} {_dispute(claim)} {_verdict(claim)}"


def attributions(sources: Iterable[SourceRow]) -> str:
    """The sources by their short names, each once, as a list."""
    return "; ".join(dict.fromkeys(source.attribution for source in sources))


def _support(claim: Claim) -> str:
    many = len(claim.carriers) > 1
    who = f"{opening(counted(len(claim.carriers), 'report'))} of the day {'make' if many else 'makes'} the claim"
    who += f" ({_names(claim.carriers)})"
    origins = f", {'all of one origin' if claim.carried_by == 1 else f'of {number(claim.carried_by)} origins'}" if many else ""
    if not claim.support:
        return f"{who}{origins}, and no source of another origin on record supports it."
    verb = "supports" if len(_sources(claim.support)) == 1 else "support"
    return f"{who}{origins}; {_named(claim.support, 'source of another origin', 'sources of other origins')} {verb} it."


def _dispute(claim: Claim) -> str:
    against = []
    if claim.against:
        against.append(_named(claim.against, "source", "sources"))
    if claim.rivals:
        figures = sorted({float(rival.row.value) for rival in claim.rivals if rival.row.value})
        note = f" (giving {listed(f'{figure:,.10g}' for figure in figures)})" if figures else ""
        against.append(f"{counted(len(claim.rivals), 'rival account')}{note}")
    searched = _searched(claim)
    if against:
        verb = "stand" if len(claim.against) + len(claim.rivals) > 1 else "stands"
        return f"Against it {verb} {listed(against)}{f'; {searched}' if searched else ''}."
    return f"Nothing on record disputes it, but {searched}." if searched else "Nothing on record disputes it."


def _searched(claim: Claim) -> str:
    """What was looked through for support in vain: a search, pages that might have had it, or both; empty where nothing was."""
    pages = tuple(item for item in claim.searches if not item.from_search)
    parts = ["a search found nothing"] if len(pages) < len(claim.searches) else []
    if pages:
        parts.append(f"{_named(pages, 'page', 'pages')} that might have it {'is' if len(_sources(pages)) == 1 else 'are'} silent")
    return listed(parts) if parts else ""


def _verdict(claim: Claim) -> str:
    reason = claim.fact.standing.reason.replace(": ", ", ", 1)
    return f"Hence the verdict “{claim.standing}”: {reason[:1].lower()}{reason[1:]}"


def _named(evidence: tuple[Evidence, ...], one: str, many: str) -> str:
    """The sources of some evidence: counted and named."""
    sources = _sources(evidence)
    return f"{counted(len(sources), one, many)} ({_names(sources)})"


def _names(sources: Sequence[SourceRow]) -> str:
    """The short names of the sources, of which those past a handful are only counted."""
    names = list(dict.fromkeys(source.attribution for source in sources))
    shown = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{number(len(names) - _NAMED + 1)} more"]
    return "; ".join(shown)


def _sources(evidence: tuple[Evidence, ...]) -> tuple[SourceRow, ...]:
    return tuple({item.source.attribution: item.source for item in evidence}.values())
