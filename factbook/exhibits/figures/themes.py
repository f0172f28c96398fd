"""Figures of themes: by period, by delivery, and how their shares shifted."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from factbook.analysis.themes import Shifts, ThemeDelivery, ThemePeriods
from factbook.analysis.timeline import Occasion
from factbook.exhibits import style
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.figures.captions import most
from factbook.exhibits.wording import counted, listed, listed_labels, number, opening, small, source_line
from factbook.record.rows import DELIVERIES


def themes_by_period(result: ThemePeriods, key: str = "themes-by-period") -> Figure | Findings:
    """A grid of themes and periods, each cell shaded by its number of occasions and carrying the number."""
    if not result.themes:
        return absent("Nothing done, undertaken or said is on record here, so there is no theme to draw.")
    counts = [[len(result.on(theme, period)) for period in result.periods] for theme in result.themes]
    with style.canvas(6 + style.ROW * len(counts)) as (figure, axes):
        style.name_rows(axes, [theme.label for theme in result.themes])
        axes.set_xticks(range(len(result.periods)), [period.label for period in result.periods])
        axes.set_xlim(-0.5, max(len(result.periods), 8) - 0.5)
        style.grid(axes, counts)
        drawing = style.svg(figure, key)
    totals = [(theme.label, sum(row)) for theme, row in zip(result.themes, counts, strict=True)]
    (label, highest), *_ = totals
    whole = len(result.occasions)
    several = len(totals) > 1
    alone = several and highest > totals[1][1]
    share = f"of {number(whole)} in all, {number(highest)}" if highest < whole else f"all {number(whole)}"
    ahead = f"; {share} are on {small(label)}" if alone else ""
    recent = result.periods[-3:] if len(result.periods) > 3 else ()
    since = [(label, sum(row[-3:])) for (label, _), row in zip(totals, counts, strict=True)]
    return Figure(
        key=key,
        caption=f"Occasions by theme and year{ahead}."
        if several else f"{opening(counted(whole, 'occasion'))} on {small(label)}, by year.",
        alt=f"Grid of {counted(len(totals), 'theme')} by {counted(len(result.periods), 'period')}, shaded by the number of occasions. "
        f"In all: {listed_labels(f'{label} {total}' for label, total in totals)}."
        + (f" From {recent[0].label} on, {most(since, 'has', 'have')} most." if several and recent else ""),
        source=source_line(fact for occasion in result.occasions for fact in occasion.facts),
        svg=drawing,
        columns=(Column("Theme"), *(Column(period.label, "right") for period in result.periods)),
        rows=tuple((theme.label, *(_occasions(result.on(theme, period)) for period in result.periods)) for theme in result.themes),
    )  # fmt: skip


def delivery_by_theme(result: tuple[ThemeDelivery, ...], key: str = "delivery-by-theme") -> Figure | Findings:
    """Bars of each theme's things by how far they had got when spoken of, from done to hoped."""
    if not result:
        return absent("Nothing done or to be done is on record here.")
    steps = [step for step in DELIVERIES if any(dict(row.facts)[step] for row in result)]
    with style.canvas(7 + style.ROW * len(result)) as (figure, axes):
        for y, row in enumerate(result):
            _draw_steps(axes, row, y)
            style.beside(axes, f"{row.total} thing{'s' * (row.total > 1)}" if not y else str(row.total), row.total, y)
        style.name_rows(axes, [row.theme.label for row in result])
        axes.set_xlim(0, 1.12 * max(row.total for row in result))
        style.explain(figure, [Patch(facecolor=style.DELIVERY[step], edgecolor=style.ACCENT, linewidth=0.6, label=step) for step in steps])
        drawing = style.svg(figure, key)
    drawn = {fact for row in result for _, chosen in row.facts for fact in chosen}
    begun = {fact for row in result for fact in row.begun}
    share = f"{number(len(begun)) if begun else 'none'} {'were' if len(begun) > 1 else 'was'}" if len(begun) < len(drawn) else "all were"
    share = "both were" if len(begun) == len(drawn) == 2 else share
    ending = f"; of {counted(len(drawn), 'thing')}, {share} done or under way." if len(drawn) > 1 else "."
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
    """Each theme's share of the occasions before and from a year on, joined by a line in colour where the change rests on enough."""
    if not (result.rose or result.fell):
        return absent("There is no shift of themes to draw.")
    with style.canvas(12.5 + style.ROW * len(result.shifts)) as (figure, axes):
        for y, shift in enumerate(result.shifts):
            colour = style.SOFT if not shift.told else style.ACCENT if shift.change > 0 else style.SECOND
            axes.plot(shift.shares, [y, y], color=colour, linewidth=1.8 if shift.told else 0.8)
            for share, face in zip(shift.shares, ("white", colour), strict=True):
                axes.plot([share], [y], marker="o", markersize=4.5, color=face, markeredgecolor=colour)
            style.beside(axes, _signed(shift.change), max(shift.shares), y, colour)
        style.name_rows(axes, [shift.theme.label for shift in result.shifts], scale=True)
        axes.set_xlim(-0.6, 1.12 * max(max(shift.shares) for shift in result.shifts))
        axes.grid(axis="x")
        one = result.shifts[0]
        bases = f"open: of {one.early_total} before {result.year}; filled: of {one.late_total} since"
        axes.set_xlabel(f"Share of occasions in per cent ({bases})")
        drawing = style.svg(figure, key)
    first, *second = [(shifts[0], verb) for shifts, verb in ((result.rose, "rose"), (result.fell, "fell")) if shifts]
    told = f"{first[0].theme.label} {first[1]} from {first[0].shares[0]} to {first[0].shares[1]} per cent of the occasions"
    told += "".join(f", {small(shift.theme.label)} {verb} from {shift.shares[0]} to {shift.shares[1]}" for shift, verb in second)
    grey = ", thin and grey where it rests on too few" if any(not shift.told for shift in result.shifts) else ""
    return Figure(
        key=key,
        caption=f"{told}: shares before {result.year} and since, with the change in percentage points{grey}.",
        alt=f"Lines from each theme's share before {result.year} to its share since, largest gain first: "
        f"{'; '.join(f'{shift.theme.label} {shift.shares[0]} to {shift.shares[1]}' for shift in result.shifts)} per cent.",
        source=source_line(dict.fromkeys(fact for shift in result.shifts for fact in shift.facts)),
        svg=drawing,
        columns=(
            Column("Theme"),
            *(Column(label, "right") for label in (f"Before {result.year}", "%", f"From {result.year} on", "%", "Change")),
        ),
        rows=tuple(
            (shift.theme.label, _occasions(shift.early), str(shift.shares[0]), _occasions(shift.late), str(shift.shares[1]),
             _signed(shift.change))
            for shift in result.shifts
        ),
    )  # fmt: skip


def _occasions(occasions: tuple[Occasion, ...]) -> Cell:
    """How many occasions, leading to their facts."""
    return Cell(str(len(occasions)), facts=tuple(fact.id for occasion in occasions for fact in occasion.facts))


def _draw_steps(axes: Axes, row: ThemeDelivery, y: int) -> None:
    """One theme's bar, cut up by delivery, each part with its count."""
    left = 0
    for step, facts in row.facts:
        if facts:
            shade = style.DELIVERY[step]
            axes.barh(y, len(facts), left=left, height=0.76, color=shade, edgecolor=style.ACCENT, linewidth=0.6)
            axes.text(left + len(facts) / 2, y, str(len(facts)), ha="center", va="center", color=style.ink_on(shade))
            left += len(facts)


def _signed(change: int) -> str:
    """A change with its sign, a true minus for losses, and none for nothing."""
    return f"{change:+d}".replace("-", "−") if change else "0"
