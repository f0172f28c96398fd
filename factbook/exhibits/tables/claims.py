"""Tables of claims: each with its verdict and reasons, the figures in contest, and a compact list."""

from __future__ import annotations

from factbook.analysis.claims import Claim, Count, by_standing
from factbook.exhibits.exhibit import Cell, Column, Findings, Table, absent
from factbook.exhibits.reasoning import attributions, reasoning
from factbook.exhibits.wording import counted, listed, name, opening, source_line

_NOTHING = "No claim of the meeting was checked in this report."


def claims_in_brief(claims: tuple[Claim, ...], key: str = "claims-in-brief") -> Table | Findings:
    """Every claim with its standing and what stands against it, in a line."""
    if not claims:
        return absent(_NOTHING)
    return Table(
        key=key,
        caption=_caption(claims),
        source=source_line(claim.fact for claim in claims),
        columns=(
            Column("Claim", width=6),
            Column("Standing", width=2),
            Column("Support elsewhere", "right", 1.6),
            Column("Against", "right", 1.3),
        ),
        rows=tuple(
            (
                Cell(name(claim.fact), facts=(claim.fact.id,)),
                _verdict(claim),
                _sources(len(claim.support)),
                _sources(len(claim.against)),
            )
            for claim in claims
        ),
    )


def claims_examined(claims: tuple[Claim, ...], key: str = "claims-examined") -> Table | Findings:
    """Every claim with its verdict and the reasoning in three sentences, which name the sources on both sides."""
    if not claims:
        return absent(_NOTHING)
    return Table(
        key=key,
        caption=f"The reasoning behind {counted(len(claims), 'verdict')}, with the sources for and against.",
        source=source_line(claim.fact for claim in claims),
        columns=(
            Column("Claim", width=5),
            Column("Verdict", width=2),
            Column("Reasoning", width=8),
        ),
        rows=tuple(
            (
                Cell(claim.fact.statement, facts=(claim.fact.id,)),
                _verdict(claim),
                Cell(reasoning(claim), facts=tuple(rival.id for rival in claim.rivals)),
            )
            for claim in claims
        ),
    )


def figures_in_contest(contests: tuple[tuple[Claim, tuple[Count, ...]], ...], key: str = "figures-in-contest") -> Table | Findings:
    """The figures that rivals set against claims, with who gives them."""
    if not contests:
        return absent("No claim in this report is met by another figure.")
    rows: list[tuple[str | Cell, ...]] = []
    for claim, counts in contests:
        rows.append(
            (Cell(claim.fact.statement, facts=(claim.fact.id,)), _worth(claim), attributions(claim.carriers), _standing(claim.standing))
        )
        rows += [
            (Cell(count.fact.statement, facts=(count.fact.id,)), count.figure, listed(count.counters), _standing(count.fact.standing.label))
            for count in counts
        ]
    return Table(
        key=key,
        caption=f"{opening(counted(len(contests), 'claim'))} met by other figures: each claim, then its rivals, smallest first.",
        source=source_line(fact for claim, counts in contests for fact in (claim.fact, *(count.fact for count in counts))),
        columns=(Column("Statement", width=6), Column("Figure", width=2), Column("Given by", width=4), Column("Standing", width=2)),
        rows=tuple(rows),
    )


def _caption(claims: tuple[Claim, ...]) -> str:
    groups = listed(f"{counted(len(chosen), label, label)}" for label, chosen in by_standing(claims).items())
    return f"{opening(counted(len(claims), 'checked claim'))} of the meeting: {groups}."


def _sources(count: int) -> str:
    return counted(count, "source") if count else "none"


def _worth(claim: Claim) -> str:
    return f"{claim.fact.row.value} {claim.fact.row.unit}".strip() or "as worded"


def _verdict(claim: Claim) -> Cell:
    """The standing of a claim as the verdict on it."""
    return Cell(claim.standing, standing=claim.standing, verdict=claim.fact.id)


def _standing(label: str) -> Cell:
    return Cell(label, standing=label)
