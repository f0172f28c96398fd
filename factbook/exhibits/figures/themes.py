"""Figures of themes: by period, by delivery, and how their shares shifted."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from factbook.analysis.themes import Shifts, ThemeDelivery, ThemePeriods
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most
from factbook.exhibits.wording import counted, listed, opening, small, source_line
from factbook.record.rows import DELIVERIES


def themes_by_period(result: ThemePeriods, key: str = "themes-by-period") -> Figure | Findings:
    """A grid of themes and periods, each cell shaded by its number of facts and carrying the number."""
    if not result.themes:
        return absent("No dated fact of this edition has a theme to draw.")
    counts = [[len(result.facts(theme, period)) for period in result.periods] for theme in result.themes]
    with style.canvas(6 + style.ROW * len(counts)) as (figure, axes):
        style.name_rows(axes, [theme.label for theme in result.themes])
        axes.set_xticks(range(len(result.periods)), [period.label for period in result.periods])
        axes.set_xlim(-0.5, max(len(result.periods), 8) - 0.5)
        style.grid(axes, counts)
        drawing = style.svg(figure, key)
    last = result.periods[-1]
    totals = [(theme.label, result.total(theme)) for theme in result.themes]
    latest = [(theme.label, len(result.facts(theme, last))) for theme in result.themes]
    several = len(totals) > 1
    ahead = most([(small(label), total) for label, total in totals], "leads", "lead")
    subject = f"Facts by theme and year of what happened; {ahead} overall." if several else f"Facts on {small(totals[0][0])} by year."
    return Figure(
        key=key,
        caption=subject,
        alt=f"Grid of {counted(len(totals), 'theme')} by {counted(len(result.periods), 'period')}, shaded by the number of facts. "
        f"In all: {listed(f'{label} {total}' for label, total in totals)}."
        + (f" In {last.label}, {most(latest, 'has', 'have')} most." if several and last.facts else ""),
        source=source_line(fact for period in result.periods for fact in period.facts),
        svg=drawing,
        columns=(Column("Theme"), *(Column(period.label, "right") for period in result.periods)),
        rows=tuple(
            (theme.label, *(Cell(str(count), facts=tuple(fact.id for fact in result.facts(theme, period)))
                            for period, count in zip(result.periods, row, strict=True)))
            for theme, row in zip(result.themes, counts, strict=True)
        ),
    )  # fmt: skip


def delivery_by_theme(result: tuple[ThemeDelivery, ...], key: str = "delivery-by-theme") -> Figure | Findings:
    """Bars of each theme's things by how far they had got when spoken of, from done to hoped."""
    if not result:
        return absent("No fact of this edition speaks of a thing done or to be done.")
    steps = [step for step in DELIVERIES if any(dict(row.facts)[step] for row in result)]
    with style.canvas(7 + style.ROW * len(result)) as (figure, axes):
        for y, row in enumerate(result):
            _draw_steps(axes, row, y)
            style.beside(axes, f"{row.total} fact{'s' * (row.total > 1)}" if not y else str(row.total), row.total, y)
        style.name_rows(axes, [row.theme.label for row in result])
        axes.set_xlim(0, 1.12 * max(row.total for row in result))
        style.explain(figure, [Patch(facecolor=style.DELIVERY[step], edgecolor=style.ACCENT, linewidth=0.6, label=step) for step in steps])
        drawing = style.svg(figure, key)
    drawn = {fact for row in result for _, chosen in row.facts for fact in chosen}
    done = [(small(row.theme.label), len(row.done)) for row in result]
    ending = f"; {most(done, 'has', 'have')} most that is done." if len(done) > 1 and any(count for _, count in done) else "."
    subject = "by theme" if len(result) > 1 else f"on {small(result[0].theme.label)}"
    described = " ".join(f"{row.theme.label}: {listed(f'{len(f)} {step}' for step, f in row.facts if f)}." for row in result)
    return Figure(
        key=key,
        caption=f"How far things had got when they were spoken of, {subject}{ending}",
        alt=f"{'Stacked bars, one a theme' if len(result) > 1 else 'One stacked bar'}, from done to hoped. {described}",
        source=source_line(sorted(drawn, key=lambda fact: (fact.date.key, fact.id))),
        svg=drawing,
        columns=(Column("Theme"), *(Column(opening(step), "right") for step in DELIVERIES)),
        rows=tuple((row.theme.label, *(Cell(str(len(f)), facts=tuple(x.id for x in f)) for _, f in row.facts)) for row in result),
    )


def theme_shifts(result: Shifts, key: str = "theme-shifts") -> Figure | Findings:
    """Each theme's share of the facts before and from a year on, joined by a line; largest gain on top."""
    if not (result.rose or result.fell):
        return absent("No theme's share of the facts changed enough to draw.")
    with style.canvas(12.5 + style.ROW * len(result.shifts)) as (figure, axes):
        for y, shift in enumerate(result.shifts):
            colour = style.ACCENT if shift.change >= 0 else style.SECOND
            axes.plot(shift.shares, [y, y], color=colour, linewidth=1.4)
            for share, face in zip(shift.shares, ("white", colour), strict=True):
                axes.plot([share], [y], marker="o", markersize=4.5, color=face, markeredgecolor=colour)
            style.beside(axes, _signed(shift.change), max(shift.shares), y, colour)
        style.name_rows(axes, [shift.theme.label for shift in result.shifts], scale=True)
        axes.set_xlim(-0.6, 1.12 * max(max(shift.shares) for shift in result.shifts))
        axes.grid(axis="x")
        axes.set_xlabel(f"Share of facts in per cent (open: before {result.year}; filled: since)")
        drawing = style.svg(figure, key)
    top, bottom = result.shifts[0], result.shifts[-1]
    rose = f" {top.theme.label} gained most, {_from_to(top.shares)}." if top.change > 0 else ""
    fell = f" {bottom.theme.label} lost most, {_from_to(bottom.shares)}." if bottom.change < 0 else ""
    return Figure(
        key=key,
        caption=f"Themes by their share of the facts before {result.year} and since, with the change in percentage points.",
        alt=f"Lines from each theme's share before {result.year} to its share since, largest gain first.{rose}{fell}",
        source=source_line(dict.fromkeys(fact for shift in result.shifts for fact in (*shift.early, *shift.late))),
        svg=drawing,
        columns=(
            Column("Theme"),
            Column(f"Before {result.year}, %", "right"),
            Column(f"From {result.year} on, %", "right"),
            Column("Change", "right"),
        ),
        rows=tuple(
            (shift.theme.label, Cell(f"{shift.shares[0]:.1f}", facts=tuple(f.id for f in shift.early)),
             Cell(f"{shift.shares[1]:.1f}", facts=tuple(f.id for f in shift.late)), _signed(shift.change, 1))
            for shift in result.shifts
        ),
    )  # fmt: skip


def _draw_steps(axes: Axes, row: ThemeDelivery, y: int) -> None:
    """One theme's bar, cut up by delivery, each part with its count."""
    left = 0
    for step, facts in row.facts:
        if facts:
            shade = style.DELIVERY[step]
            axes.barh(y, len(facts), left=left, height=0.76, color=shade, edgecolor=style.ACCENT, linewidth=0.6)
            axes.text(left + len(facts) / 2, y, str(len(facts)), ha="center", va="center", color=style.ink_on(shade))
            left += len(facts)


def _from_to(shares: tuple[float, float]) -> str:
    before, after = (f"{share:.0f}" for share in shares)
    return f"from {before} to {after} per cent" if before != after else f"within {before} per cent"


def _signed(change: float, digits: int = 0) -> str:
    """A change with its sign, a true minus for losses, and none for nothing."""
    text = f"{change:+.{digits}f}".replace("-", "−")
    return text[1:] if not text.strip("+−0.") else text
