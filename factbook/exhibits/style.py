"""One look for all figures: the canvas they are drawn on, their colours, and the SVG they become.

The same drawing gives the same bytes: the SVG's ids are salted with the exhibit's key, and it carries no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

WIDTH = 160  # mm: the column of the printed page, so that text keeps its size
INK, SOFT, FAINT, SHADE = "#222222", "#777777", "#dddddd", "#f1efe9"
ACCENT, SECOND, THIRD = "#1b4965", "#c8553d", "#5fa8d3"
DELIVERY = {"done": "#1b4965", "under way": "#3f7fa6", "announced": "#8fbcd4", "proposed": "#c9dce6", "hoped": "#ffffff", "": "#eeeeee"}
HATCH = {"done": "", "under way": "", "announced": "", "proposed": "///", "hoped": "", "": "--"}
MARKER = {"corroborated": "o", "single source": "s", "unconfirmed": "^", "disputed": "D"}
_LONG_NUMBER = re.compile(r"-?\d+\.\d{4,}")
_HERE = Path(__file__).parent


@contextmanager
def canvas(height: float, width: float = WIDTH) -> Iterator[tuple[Figure, Axes]]:
    """A figure of `width` by `height` millimetres in the house style, with one pair of axes that fill it."""
    with mpl.rc_context(fname=str(_HERE / "factbook.mplstyle")):
        _fonts()
        figure = Figure(figsize=(width / 25.4, height / 25.4), layout="constrained")
        FigureCanvasSVG(figure)
        yield figure, figure.add_subplot()


def whole_ticks(axis: Axis) -> None:
    """Let an axis have ticks at whole numbers only: half a fact does not exist."""
    axis.set_major_locator(MaxNLocator(integer=True))


def text_width(figure: Figure, text: Text) -> float:
    """How wide a text is drawn, as a share of the figure's width."""
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    return float(text.get_window_extent(renderer).width / figure.bbox.width)


def svg(figure: Figure, key: str) -> str:
    """The figure as SVG text, the same bytes for the same drawing; places are given to a thousandth of a point."""
    buffer = BytesIO()
    with mpl.rc_context({"svg.hashsalt": key}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    drawing = buffer.getvalue().decode("utf-8")
    return _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.3f}".rstrip("0").rstrip("."), drawing)


@cache
def _fonts() -> None:
    """Make the fonts that the package ships known to matplotlib, once."""
    for path in sorted((_HERE.parent / "fonts").glob("SourceSans*.ttf")):
        font_manager.fontManager.addfont(path)
