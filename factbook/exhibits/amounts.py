"""How figures and their sources are worded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbook.exhibits.wording import counted, number
from factbook.record.rows import MeasureRow, SourceRow

_HEDGE = re.compile(r"'(about|almost|around|more than|nearly|over|up to)'")  # as a note quotes it from its source


def amount(value: float | str) -> str:
    """A figure as tables print it: thousands set apart, two decimals where it is small, none where it is whole or large."""
    figure = float(value)
    if abs(figure) >= 1000 or figure == int(figure):
        return f"{figure:,.0f}"
    return f"{figure:.2f}".rstrip("0") if abs(figure) >= 0.01 else f"{figure:.2g}"


def exact(value: str) -> str:
    """A figure as its source gives it, all its digits kept, thousands set apart: `22,947.58`."""
    whole, point, decimals = value.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.removeprefix("-").isdigit() else value


def rate(value: float) -> str:
    """A computed rate in two significant digits: `1,300`, `21`, `0.48`."""
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:.2g}"


def times(ratio: float) -> str:
    """How many times, in two significant digits: `1.4 times`, `about 14 times`, `about 4,300 times`."""
    if ratio < 10:
        return f"{ratio:.1f} times"
    return f"about {number(int(float(f'{ratio:.2g}')))} times"


def hedged(measure: MeasureRow) -> str:
    """A measure's figure as roundly as its source gives it, where the note quotes a word for that: `over 5`, `nearly 3,000`."""
    word = _HEDGE.search(measure.note)
    return f"{word[1]} {amount(measure.value)}" if word else amount(measure.value)


def unit_words(unit: str) -> str:
    """A unit as this report prints it: a share of a hundred has one sign throughout."""
    return re.sub(r"^per ?cent\b", "%", unit)


def with_unit(measure: MeasureRow) -> str:
    """A measure's figure with its unit: `5,474 residents`, `over 5 billion euros`, `1.2% of output`."""
    unit = unit_words(measure.unit)
    return f"{hedged(measure)}{'' if unit.startswith('%') else ' '}{unit}"


def undated(source: SourceRow) -> str:
    """A source's short attribution as running text has it: without the year behind it."""
    return re.sub(r", [^,]*\d{4}$", "", source.attribution)


def figures_line(sources: Iterable[SourceRow]) -> str:
    """The source line under an exhibit of measures: up to four short attributions, else how many sources there are."""
    names = sorted({source.attribution for source in sources})
    if not names:
        return "Source: none; nothing is drawn."
    if len(names) <= 4:
        return f"Source{'s' * (len(names) > 1)}: {'; '.join(names)}."
    return f"Sources: {counted(len(names), 'publication')}, each listed with its figure."
