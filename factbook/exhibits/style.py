"""One look for all figures: the canvas they are drawn on, their colours, and the SVG they become.

The same drawing gives the same bytes: the SVG's ids are salted with the exhibit's key, and it carries no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path as File
from typing import Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D
from matplotlib.typing import ColorType

WIDTH = 160  # mm: the column of the printed page, so that text keeps its size
ROW = 4.1  # mm a line of labels takes, as low as lines of the smallest text read well
SMALLEST = 8.5  # points: no text of a figure is smaller; table text, notes and source lines of the printed page are no larger
INK, SOFT, FAINT, SHADE = "#222222", "#5b6470", "#dddddd", "#f1efe9"
ACCENT, SECOND, THIRD, GREY = "#1b4965", "#a63d26", "#4a94c4", "#b5b5b5"
DELIVERY = {"done": "#1b4965", "under way": "#38749a", "announced": "#8fbcd4", "proposed": "#e3eef4", "hoped": "#ffffff", "": SHADE}
_LIGHT = 0.3  # luminance above which a ground carries dark text
_LONG_NUMBER = re.compile(r"-?\d+\.\d{4,}")
_HERE = File(__file__).parent


@contextmanager
def canvas(height: float, width: float = WIDTH) -> Iterator[tuple[Figure, Axes]]:
    """A figure of `width` by `height` millimetres in the house style, with one pair of axes that fill it."""
    with mpl.rc_context(fname=str(_HERE / "factbook.mplstyle")):
        _fonts()
        figure = Figure(figsize=(width / 25.4, height / 25.4), layout="constrained")
        FigureCanvasSVG(figure)
        yield figure, figure.add_subplot()


def whole_ticks(axis: Axis, most: int | Literal["auto"] = "auto") -> None:
    """Let an axis have ticks at whole numbers only, about `most` of them: half a fact does not exist."""
    axis.set_major_locator(MaxNLocator(most, integer=True))


def name_rows(axes: Axes, names: Sequence[str], *, at: Sequence[float] = (), scale: bool = False) -> None:
    """Rows from the top, each with its name on the left, and no lines; `scale` keeps the axis below, `at` says where the names stand."""
    axes.set_yticks(at or range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    if not scale:
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)


def beside(axes: Axes, text: str, x: float, y: float, colour: str = INK) -> None:
    """A note to the right of where a bar or line ends."""
    axes.annotate(text, (x, y), (4, 0), textcoords="offset points", va="center", color=colour)


def grid(axes: Axes, counts: Sequence[Sequence[int]]) -> None:
    """A grid of cells shaded by their count and carrying it; where nothing is, the ground shows."""
    most = max((count for row in counts for count in row), default=1) or 1
    for count in sorted({count for row in counts for count in row if count}):
        shade = mpl.colormaps["Blues"](0.06 + 0.8 * count / most)
        places = [(x, y) for y, row in enumerate(counts) for x, here in enumerate(row) if here == count]
        cells = [Path.unit_rectangle().transformed(Affine2D().scale(0.96, 0.92).translate(x - 0.48, y - 0.46)) for x, y in places]
        axes.add_patch(PathPatch(Path.make_compound_path(*cells), facecolor=shade, linewidth=0))  # one path for all of a shade
        for x, y in places:
            axes.text(x, y, str(count), ha="center", va="center", color=ink_on(shade))
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def ink_on(ground: ColorType) -> str:
    """The colour of a text on a ground: dark on light, white on dark."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(ground))
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT else "white"


def explain(figure: Figure, handles: Sequence[Artist], *, below: bool = False) -> None:
    """What the marks mean, in one row above or below with as little air as reads well."""
    tight = {"columnspacing": 1.1, "handletextpad": 0.4, "handlelength": 1.5, "borderpad": 0.1}
    figure.legend(handles=handles, loc="outside lower left" if below else "outside upper left", ncols=len(handles), **tight)


def text_widths(texts: Iterable[str], weight: str = "normal") -> dict[str, float]:
    """How many millimetres wide each text is drawn."""
    with canvas(20) as (figure, axes):
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        drawn = {text: axes.text(0, 0, text, fontweight=weight).get_window_extent(renderer) for text in texts}
        return {text: float(box.width / figure.bbox.width * WIDTH) for text, box in drawn.items()}


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
