"""Figures of claims: what speaks for and against each, and how rival counts compare."""

from __future__ import annotations

from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from factbook.analysis.claims import Claim, Count, by_standing
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import all_or
from factbook.exhibits.wording import counted, listed, opening, source_line

_NAME = 46  # characters of a claim or a counter that fit beside its bar


def claims_by_standing(claims: tuple[Claim, ...], key: str = "claims-by-standing") -> Figure | Findings:
    """The claims grouped by standing: bars to the right for sources of another origin that support them, to the left for those against."""
    if not claims:
        return absent("No claim of the meeting can be checked in this edition.")
    groups = by_standing(claims)
    rows: list[str | Claim] = []
    for label, chosen in groups.items():
        rows += [f"{opening(label)}: {len(chosen)}", *chosen]
    with style.canvas(12 + style.ROW * len(rows)) as (figure, axes):
        style.name_rows(axes, [row if isinstance(row, str) else _called(row) for row in rows], scale=True)
        for place, (row, tick) in enumerate(zip(rows, axes.get_yticklabels(), strict=True)):
            if isinstance(row, str):
                tick.set_fontweight("bold")
            else:
                _draw_claim(axes, row, place)
        _frame_claims(axes, claims)
        drawing = style.svg(figure, key)
    verdicts = all_or((label, len(chosen)) for label, chosen in groups.items())
    return Figure(
        key=key,
        caption=f"{opening(counted(len(claims), 'claim'))} of the meeting: {verdicts}.",
        alt=_described(groups),
        source=source_line(claim.fact for claim in claims),
        svg=drawing,
        columns=(
            Column("Claim", width=6),
            Column("Standing", width=2),
            Column("Support elsewhere", "right"),
            Column("Against", "right"),
            Column("Silent", "right"),
        ),
        rows=tuple(
            (
                Cell(claim.fact.statement, facts=(claim.fact.id,)),
                Cell(claim.standing, standing=claim.standing),
                str(len(claim.support)),
                str(len(claim.against)),
                str(len(claim.searches)),
            )
            for claim in claims
        ),
    )


def counts_compared(counts: tuple[Count, ...], claim: str, key: str = "counts") -> Figure | Findings:
    """The figure of a claim beside those of its rivals as bars, with who counts so; the claim's own bar is hollow."""
    if not counts:
        return absent("The claim with its rival figures is not part of this edition.")
    with style.canvas(2 + 4.6 * len(counts)) as (figure, axes):
        for row, count in enumerate(counts):
            own = count.fact.id == claim
            face, edge = ("white", style.SECOND) if own else (style.ACCENT, style.ACCENT)
            axes.barh(row, count.value, height=0.62, facecolor=face, edgecolor=edge, linewidth=1.2)
            figure_of = count.fact.row.value if row else count.figure
            style.beside(axes, f"{figure_of}, the claim" if own else figure_of, count.value, row)
        style.name_rows(axes, [_counter(count) for count in counts])
        axes.set_xlim(0, max(count.value for count in counts) * 1.28)
        drawing = style.svg(figure, key)
    told = "; ".join(f"{count.figure} by {_counter(count)}{' (the claim)' * (count.fact.id == claim)}" for count in counts)
    return Figure(
        key=key,
        caption=_counts_caption(counts, claim),
        alt=f"Horizontal bars from zero: {told}. The claim's own bar is hollow.",
        source=source_line(count.fact for count in counts),
        svg=drawing,
        columns=(Column("Figure", "right"), Column("Counted by", width=4), Column("What is counted", width=7), Column("Standing", width=2)),
        rows=tuple(
            (
                count.figure,
                listed(count.counters),
                Cell(count.fact.statement, facts=(count.fact.id,)),
                Cell(count.fact.standing.label, standing=count.fact.standing.label),
            )
            for count in counts
        ),
    )


def _draw_claim(axes: Axes, claim: Claim, row: int) -> None:
    """One claim: solid bars for, hollow ones against; a cross where a search found nothing."""
    if claim.support:
        axes.barh(row, len(claim.support), height=0.6, color=style.ACCENT)
        style.beside(axes, str(len(claim.support)), len(claim.support), row)
    if claim.against:
        axes.barh(row, -len(claim.against), height=0.6, facecolor="white", edgecolor=style.SECOND, linewidth=1.1)
        axes.annotate(str(len(claim.against)), (-len(claim.against), row), (-3, 0), textcoords="offset points", va="center", ha="right")
    if claim.searches and not claim.support:
        axes.plot([0], [row], marker="x", markersize=4, color=style.SOFT, zorder=3)
        style.beside(axes, "searched, nothing found", 0, row, style.SOFT)


def _frame_claims(axes: Axes, claims: tuple[Claim, ...]) -> None:
    axes.axvline(0, color=style.SOFT, linewidth=0.6, zorder=0)
    most = max(max(len(claim.support), len(claim.against)) for claim in claims)
    axes.set_xlim(-max(most, 4) - 1, max(most, 4) + 1)
    style.whole_ticks(axes.xaxis)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    axes.set_xlabel("Sources of another origin:  ← against    in support →")


def _called(claim: Claim) -> str:
    return claim.fact.row.label or shorten(claim.fact.statement.rstrip("."), _NAME, placeholder=" …")


def _counter(count: Count) -> str:
    """Who counts so, and when, in a few words."""
    first, *more = count.counters
    year = str(count.fact.date.year)
    others = f" and {counted(len(more), 'other')}" if more else ""
    return f"{shorten(first, _NAME, placeholder=' …')}{others}{'' if year in first else f', {year}'}"


def _counts_caption(counts: tuple[Count, ...], claim: str) -> str:
    values = sorted({count.value for count in counts})
    own = next(count for count in counts if count.fact.id == claim)
    if len(counts) == 1:
        return f"The claim is {own.figure}; no rival account gives another figure."
    if len(values) == 1:
        return f"{opening(counted(len(counts), 'account'))} give the same figure, {own.figure}."
    return (
        f"{opening(counted(len(counts), 'account'))} give {counted(len(values), 'different figure')}, "
        f"from {values[0]:g} to {values[-1]:g}; the claim is {own.figure}."
    )


def _described(groups: dict[str, tuple[Claim, ...]]) -> str:
    """The bars for a reader who cannot see them: each claim with its sources for and against."""
    parts = []
    for label, claims in groups.items():
        told = listed(f"{_called(claim)} ({_weighed(claim)})" for claim in claims)
        parts.append(f"{opening(label)}: {told}.")
    return (
        "Horizontal bars for each claim, to the right for sources of another origin in support, hollow and to the left for those against. "
        + " ".join(parts)
    )


def _weighed(claim: Claim) -> str:
    """What is drawn of a claim, in words: `3 for, 2 against`, `searched, nothing found`."""
    counts = [f"{len(claim.support)} for"] * bool(claim.support) + [f"{len(claim.against)} against"] * bool(claim.against)
    if claim.searches and not claim.support:
        return f"{counts[0]}; searched for support, none found" if counts else "searched, nothing found"
    return ", ".join(counts) or "no source of another origin"
