"""Figures of claims: what speaks for and against each, and how rival counts compare."""

from __future__ import annotations

from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from factbook.analysis.claims import Claim, Count, by_standing
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, opening, source_line

_ROW = 4.2  # mm
_NAME = 46  # characters of a claim or a counter that fit beside its bar


def claims_by_standing(claims: tuple[Claim, ...], key: str = "claims-by-standing") -> Figure | Findings:
    """The claims grouped by standing: bars to the right for sources of another origin that support them, to the left for those against."""
    if not claims:
        return absent("No claim of the meeting can be checked in this edition.")
    groups = by_standing(claims)
    with style.canvas(16 + _ROW * (len(claims) + len(groups))) as (figure, axes):
        row, ticks = 0, list[tuple[int, str]]()
        for label, chosen in groups.items():
            ticks.append((row, f"{opening(label)}: {len(chosen)}"))
            for claim in chosen:
                row += 1
                _draw_claim(axes, claim, row)
                ticks.append((row, _called(claim)))
            row += 1
        _frame_claims(axes, claims, ticks, row)
        for tick, (_, name) in zip(axes.get_yticklabels(), ticks, strict=True):
            tick.set_fontweight("bold" if name.partition(":")[0].lower() in groups else "normal")
        drawing = style.svg(figure, key)
    told = listed(f"{counted(len(chosen), label, label)}" for label, chosen in groups.items())
    return Figure(
        key=key,
        caption=f"{opening(counted(len(claims), 'claim'))} of the meeting: {told}.",
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
    """The figure of a claim beside those of its rivals as bars, with who counts so; the claim's own bar is hatched."""
    if not counts:
        return absent("The claim with its rival figures is not part of this edition.")
    with style.canvas(14 + 5.2 * len(counts)) as (figure, axes):
        for row, count in enumerate(counts):
            own = count.fact.id == claim
            face, hatch = ("white", "////") if own else (style.ACCENT, "")
            axes.barh(row, count.value, height=0.62, facecolor=face, edgecolor=style.SECOND if own else style.ACCENT, hatch=hatch)
            note = f"{count.fact.row.value}, the claim" if own else count.fact.row.value
            axes.annotate(note, (count.value, row), (4, 0), textcoords="offset points", va="center")
        axes.set_yticks(range(len(counts)), [_counter(count) for count in counts])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(counts) - 0.4, -0.6)
        axes.set_xlim(0, max(count.value for count in counts) * 1.15)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(opening(counts[0].fact.row.unit))
        drawing = style.svg(figure, key)
    return Figure(
        key=key,
        caption=_counts_caption(counts, claim),
        alt=f"Horizontal bars from zero: {listed(f'{count.figure} by {_counter(count)}' for count in counts)}. "
        "The claim's own bar is hatched.",
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
    """One claim: bars for and against; a cross where a search found nothing."""
    if claim.support:
        axes.barh(row, len(claim.support), height=0.6, color=style.ACCENT)
        axes.annotate(str(len(claim.support)), (len(claim.support), row), (3, 0), textcoords="offset points", va="center")
    if claim.against:
        axes.barh(row, -len(claim.against), height=0.6, facecolor="white", edgecolor=style.SECOND, hatch="////")
        axes.annotate(str(len(claim.against)), (-len(claim.against), row), (-3, 0), textcoords="offset points", va="center", ha="right")
    if claim.searches and not claim.support:
        axes.plot([0], [row], marker="x", markersize=4.5, color=style.SOFT)
        axes.annotate("searched, nothing found", (0, row), (6, 0), textcoords="offset points", va="center", color=style.SOFT)


def _frame_claims(axes: Axes, claims: tuple[Claim, ...], ticks: list[tuple[int, str]], rows: int) -> None:
    axes.set_yticks([row for row, _ in ticks], [name for _, name in ticks])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=style.SOFT, linewidth=0.6, zorder=0)
    axes.set_ylim(rows - 0.4, -0.7)
    most = max(max(len(claim.support), len(claim.against)) for claim in claims)
    axes.set_xlim(-max(most, 4) - 1, max(most, 4) + 1)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
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
    if len(values) == 1:
        return f"{opening(counted(len(counts), 'account'))} {'gives' if len(counts) == 1 else 'give'} the same figure, {own.figure}."
    return (
        f"{opening(counted(len(counts), 'account'))} give {counted(len(values), 'different figure')}, "
        f"from {values[0]:g} to {values[-1]:g}; the claim is {own.figure}."
    )


def _described(groups: dict[str, tuple[Claim, ...]]) -> str:
    """The bars for a reader who cannot see them: each claim with its sources for and against."""
    parts = []
    for label, claims in groups.items():
        told = listed(f"{_called(claim)} ({len(claim.support)} for, {len(claim.against)} against)" for claim in claims)
        parts.append(f"{opening(label)}: {told}.")
    return "Horizontal bars for each claim, to the right for support from other origins, to the left for sources against. " + " ".join(
        parts
    )
