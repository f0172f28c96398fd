"""Figures of method: where the sources come from, when they were published, and whose word the shared facts rest on."""

from __future__ import annotations

from babel import Locale
from matplotlib.axes import Axes

from factbook.analysis.method import Coverage, Leaning
from factbook.exhibits import style
from factbook.exhibits.actor_words import side_label
from factbook.exhibits.exhibit import Cell, Column, Figure, Findings, absent
from factbook.exhibits.wording import counted, listed, opening, percent

_OWN_SOURCE = "Source: the sources and evidence of this record."


def source_coverage(result: tuple[Coverage, ...], key: str = "source-coverage") -> Figure | Findings:
    """A panel of bars for each aspect of the sources: their side, kind, language and reliability."""
    if not any(one.total for one in result):
        return absent("No source is known to this edition, so there is no coverage to draw.")
    tall = max(result, key=lambda one: len(one.groups))
    rest = [one for one in result if one is not tall]
    height = max(len(tall.groups) + 1, sum(len(one.groups) + 2.2 for one in rest))
    with style.canvas(6 + 4.1 * height) as (figure, axes):
        axes.remove()
        panels = figure.subplot_mosaic([[one.aspect, tall.aspect] for one in rest], height_ratios=[len(one.groups) + 1.2 for one in rest])
        for one in result:
            _draw_groups(panels[one.aspect], [(word(one.aspect, group.value), len(group.sources)) for group in one.groups], one.total)
            panels[one.aspect].set_title(f"Sources by {one.aspect}", loc="left")
        panels[tall.aspect].set_ylim(max(height - 1.7, len(tall.groups) - 0.4), -0.6)
        drawing = style.svg(figure, key)
    described = " ".join(
        f"By {one.aspect}: " + ", ".join(f"{word(one.aspect, group.value)} {len(group.sources)}" for group in one.groups) + "."
        for one in result
    )
    leading = result[0].groups[0]
    return Figure(
        key=key,
        caption=f"{opening(counted(result[0].total, 'source'))} by side, kind, language and reliability; "
        f"{percent(len(leading.sources), result[0].total)} were published on the side of {side_label(leading.value)}.",
        alt=f"Bars in {counted(len(result), 'panel')}. {described}",
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Aspect"), Column("Value"), Column("Sources", "right"), Column("Facts", "right")),
        rows=tuple(
            (opening(one.aspect), word(one.aspect, group.value), str(len(group.sources)),
             Cell(str(len(group.facts)), facts=tuple(fact.id for fact in group.facts)))
            for one in result
            for group in one.groups
        ),
    )  # fmt: skip


def sources_by_year(result: Coverage, key: str = "sources-by-year") -> Figure | Findings:
    """Sources by year of publication as bars; undated ones are told in words."""
    dated = [group for group in result.groups if group.value.isdigit()]
    if not dated:
        return absent("No dated source is known to this edition.")
    undated = result.total - sum(len(group.sources) for group in dated)
    with style.canvas(42) as (figure, axes):
        bars = axes.bar([int(group.value) for group in dated], [len(group.sources) for group in dated], width=0.8, color=style.ACCENT)
        axes.bar_label(bars, padding=1)
        axes.set_ylabel("Sources")
        axes.margins(y=0.15)
        axes.locator_params(axis="y", integer=True)
        axes.locator_params(axis="x", integer=True)
        drawing = style.svg(figure, key)
    peak = max(dated, key=lambda group: (len(group.sources), group.value))
    without = f" {opening(counted(undated, 'source'))} without a date {'is' if undated == 1 else 'are'} left out." if undated else ""
    first, last = dated[0].value, dated[-1].value
    return Figure(
        key=key,
        caption=f"Sources by year of publication, {first}–{last}; most are of {peak.value} ({len(peak.sources)}).{without}",
        alt="Bars, one a year: " + ", ".join(f"{group.value} {len(group.sources)}" for group in dated) + ".",
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Year"), Column("Sources", "right"), Column("Facts", "right")),
        rows=tuple(
            (group.value, str(len(group.sources)), Cell(str(len(group.facts)), facts=tuple(fact.id for fact in group.facts)))
            for group in result.groups
        ),
    )


def whose_sources(result: Leaning, key: str = "whose-sources") -> Figure | Findings:
    """The facts about more than one side as bars, by the side whose publishers alone support them."""
    if not result.shared:
        return absent("No fact of this edition is about more than one side.")
    rows = [(f"{side_label(side)} alone", facts) for side, facts in result.by_side]
    rows.append(("Every side", result.balanced))
    named = {fact.id for _, facts in rows for fact in facts}
    others = "One side and third parties" if len(result.by_side) == 3 else "Other mixtures"
    rows.append((others, tuple(fact for fact in result.shared if fact.id not in named)))
    with style.canvas(8 + 5 * len(rows)) as (figure, axes):
        _draw_groups(axes, [(label, len(facts)) for label, facts in rows], len(result.shared))
        axes.set_xlabel("Facts about more than one side")
        drawing = style.svg(figure, key)
    most = max(rows, key=lambda row: len(row[1]))
    return Figure(
        key=key,
        caption=f"Where the publishers sit that support {counted(len(result.shared), 'fact')} about more than one side; most often: "
        f"{most[0]}, {percent(len(most[1]), len(result.shared))}.",
        alt=f"Bars of facts by the side of the publishers that support them: {listed(f'{label} {len(facts)}' for label, facts in rows)}.",
        source=_OWN_SOURCE,
        svg=drawing,
        columns=(Column("Publishers of"), Column("Facts", "right")),
        rows=tuple((label, Cell(str(len(facts)), facts=tuple(fact.id for fact in facts))) for label, facts in rows),
    )


def word(aspect: str, value: str) -> str:
    """A value of an aspect as a reader sees it."""
    if aspect == "language":
        return str(Locale("en").languages.get(value.split("-")[0], value))
    return side_label(value) if aspect == "side" else opening(value)


def _draw_groups(panel: Axes, groups: list[tuple[str, int]], total: int) -> None:
    """Bars with their number and share, the names on the left."""
    bars = panel.barh([label for label, _ in groups], [count for _, count in groups], height=0.7, color=style.ACCENT)
    panel.bar_label(bars, [f"{count} ({percent(count, total)})" if count else "0" for _, count in groups], padding=3)
    panel.invert_yaxis()
    panel.margins(x=0.3)
    panel.set_xlim(left=0)
    panel.set_xticks([])
    panel.tick_params(axis="y", length=0)
    panel.spines[["bottom", "left"]].set_visible(False)
