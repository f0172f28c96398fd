"""Figures of themes: by period, by delivery, and how their shares shifted."""

from __future__ import annotations

from matplotlib.patches import Patch

from factbook.analysis.themes import Shifts, ThemeDelivery, ThemePeriods
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, small, source_line
from factbook.record.rows import DELIVERIES


def themes_by_period(result: ThemePeriods, key: str = "themes-by-period") -> Figure | Findings:
    """A grid of themes and periods, each cell shaded by its number of facts and carrying the number."""
    if not result.themes:
        return absent("No dated fact of this edition has a theme to draw.")
    counts = [[len(result.facts(theme, period)) for period in result.periods] for theme in result.themes]
    most = max((count for row in counts for count in row), default=1) or 1
    with style.canvas(12 + 4.5 * len(counts)) as (figure, axes):
        axes.imshow(counts, cmap="Blues", vmin=0, vmax=most * 1.25, aspect="auto")
        for y, row in enumerate(counts):
            for x, count in enumerate(row):
                if count:
                    axes.text(x, y, str(count), ha="center", va="center", color="white" if count > 0.6 * most else style.INK)
        axes.set_yticks(range(len(counts)), [theme.label for theme in result.themes])
        axes.set_xticks(range(len(result.periods)), [period.label for period in result.periods])
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        drawing = style.svg(figure, key)
    facts = [fact for period in result.periods for fact in period.facts]
    leading = listed(f"{theme.label} ({result.total(theme)})" for theme in result.themes[:3])
    last = result.periods[-1]
    busiest = max(result.themes, key=lambda theme: len(result.facts(theme, last)))
    return Figure(
        key=key,
        caption=f"Facts by theme and year of what happened; {small(result.themes[0].label)} leads overall.",
        alt=f"Grid of {counted(len(result.themes), 'theme')} by {counted(len(result.periods), 'period')}, shaded by the number of facts. "
        f"Most facts in all: {leading}. In {last.label} the fullest is {busiest.label} ({len(result.facts(busiest, last))}).",
        source=source_line(facts),
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
    with style.canvas(16 + 4.6 * len(result)) as (figure, axes):
        for y, row in enumerate(result):
            left = 0
            for step, facts in row.facts:
                axes.barh(
                    y,
                    len(facts),
                    left=left,
                    height=0.72,
                    color=style.DELIVERY[step],
                    hatch=style.HATCH[step],
                    edgecolor=style.INK,
                    linewidth=0.5,
                )
                if facts:
                    dark = step in ("done", "under way")
                    box = None if step != "proposed" else {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
                    axes.text(
                        left + len(facts) / 2,
                        y,
                        str(len(facts)),
                        ha="center",
                        va="center_baseline",
                        color="white" if dark else style.INK,
                        bbox=box,
                    )
                left += len(facts)
        axes.set_yticks(range(len(result)), [row.theme.label for row in result])
        axes.invert_yaxis()
        axes.set_xlabel("Facts that speak of a thing done or to be done")
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        style.whole_ticks(axes.xaxis)
        keys = [Patch(facecolor=style.DELIVERY[step], hatch=style.HATCH[step], edgecolor=style.INK, label=step) for step in DELIVERIES]
        figure.legend(handles=keys, loc="outside upper left", ncols=len(keys), handlelength=1.4, columnspacing=1.4)
        drawing = style.svg(figure, key)
    drawn = {fact for row in result for _, chosen in row.facts for fact in chosen}
    ordered = sorted(drawn, key=lambda fact: (fact.date.key, fact.id))
    most_done = max(result, key=lambda row: (len(row.done), row.theme.id))
    described = " ".join(f"{row.theme.label}: " + ", ".join(f"{len(f)} {step}" for step, f in row.facts if f) + "." for row in result)
    return Figure(
        key=key,
        caption=f"How far things had got when they were spoken of, by theme; {small(most_done.theme.label)} has most that is done.",
        alt=f"Stacked bars, one a theme, from done to hoped. {described}",
        source=source_line(ordered),
        svg=drawing,
        columns=(Column("Theme"), *(Column(step.capitalize(), "right") for step in DELIVERIES)),
        rows=tuple((row.theme.label, *(Cell(str(len(f)), facts=tuple(x.id for x in f)) for _, f in row.facts)) for row in result),
    )


def theme_shifts(result: Shifts, key: str = "theme-shifts") -> Figure | Findings:
    """Each theme's share of the facts before and from a year on, joined by a line; largest gain on top."""
    if not (result.rose or result.fell):
        return absent("No theme's share of the facts changed enough to draw.")
    with style.canvas(14 + 4.5 * len(result.shifts)) as (figure, axes):
        for y, shift in enumerate(result.shifts):
            before, after = shift.shares
            colour = style.ACCENT if shift.change >= 0 else style.SECOND
            axes.plot([before, after], [y, y], color=colour, linewidth=1.4)
            axes.plot([before], [y], marker="o", markersize=4.5, color="white", markeredgecolor=colour)
            axes.plot([after], [y], marker="o", markersize=4.5, color=colour)
            axes.annotate(_signed(shift.change), (max(before, after), y), (6, 0), textcoords="offset points", va="center", color=colour)
        axes.set_yticks(range(len(result.shifts)), [shift.theme.label for shift in result.shifts])
        axes.invert_yaxis()
        axes.set_xlim(-0.6, 1.12 * max(max(shift.shares) for shift in result.shifts))
        axes.grid(axis="x")
        axes.set_xlabel(f"Share of facts in per cent (open: before {result.year}; filled: since)")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        drawing = style.svg(figure, key)
    facts = [fact for shift in result.shifts for fact in (*shift.early, *shift.late)]
    top, bottom = result.shifts[0], result.shifts[-1]
    rose = f"{top.theme.label} gained most, from {top.shares[0]:.0f} to {top.shares[1]:.0f} per cent"
    fell = f"{bottom.theme.label} lost most, from {bottom.shares[0]:.0f} to {bottom.shares[1]:.0f} per cent"
    return Figure(
        key=key,
        caption=f"Themes by their share of the facts before {result.year} and since, with the change in percentage points.",
        alt=f"Lines from each theme's share before {result.year} to its share since, largest gain first. {rose}; {fell}.",
        source=source_line(facts),
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


def _signed(change: float, digits: int = 0) -> str:
    """A change with its sign, a true minus for losses, and none for nothing."""
    text = f"{change:+.{digits}f}".replace("-", "−")
    return text[1:] if not text.strip("+−0.") else text
