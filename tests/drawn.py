"""What a figure drew, measured in its pixels: which of its texts overlap, are cut off, are too small, or are crossed by a mark.

A text is measured by its ink: the line boxes of a font are half as high again as anything in them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from unittest.mock import patch

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text
from numpy.typing import NDArray

from factbook.book.chapters import Chapter
from factbook.exhibits import style
from factbook.exhibits.exhibit import Figure, Findings

_INK = 96  # of 255: how opaque a pixel is that belongs to a letter and not to its soft edge
_AIR = 1  # pixels that part two texts at least
_FAINT = 40  # of 255: as much as a guide line or a wash may differ from the ground a text stands on


@dataclass(frozen=True)
class _Ink:
    """A text as it was painted: its pixels, and the rows and columns they lie in."""

    text: Text
    pixels: NDArray[np.bool_]
    top: int
    bottom: int
    left: int
    right: int

    @property
    def slanted(self) -> bool:
        return bool(self.text.get_rotation() % 90)

    @property
    def words(self) -> str:
        return " ".join(self.text.get_text().split())


@contextmanager
def watched() -> Iterator[list[str]]:
    """The faults of the figures drawn meanwhile, each as `key: what is wrong with which text`."""
    faults: list[str] = []
    real = style.svg

    def seen(figure: Drawing, key: str) -> str:
        faults.extend(f"{key}: {fault}" for fault in label_faults(figure))
        return real(figure, key)

    with patch.object(style, "svg", seen):
        yield faults


def label_faults(figure: Drawing) -> list[str]:
    """Everything wrong with the texts of a figure, in words; empty where nothing is."""
    canvas = FigureCanvasAgg(figure)
    _draw(canvas)
    engine = figure.get_layout_engine()
    figure.set_layout_engine("none")  # what is painted again keeps its place
    texts = _texts(figure)
    drawn = [ink for text in texts if (ink := _painted(canvas, text)) is not None]
    outside = [text for text in texts if _is_cut_off(canvas, text, next((ink for ink in drawn if ink.text is text), None))]
    faults = [f"“{text.get_text()}” leaves the picture" for text in outside]
    faults += [
        f"“{text.get_text()}” is set in {text.get_fontsize():g} points" for text in texts if float(text.get_fontsize()) < style.SMALLEST
    ]
    faults += [f"“{one.words}” overlaps “{other.words}”" for one, other in combinations(drawn, 2) if _overlap(one, other)]
    bare = _without(canvas, texts)
    figure.set_layout_engine(engine)
    return faults + [f"“{ink.words}” is crossed by a mark" for ink in drawn if _is_crossed(ink, bare)]


def _draw(canvas: FigureCanvasAgg) -> None:
    canvas.draw()  # type: ignore[no-untyped-call]


def _pixels(canvas: FigureCanvasAgg) -> NDArray[np.uint8]:
    """The picture as it is, row by row, each pixel in red, green, blue and opacity."""
    return np.asarray(canvas.buffer_rgba(), dtype=np.uint8)  # type: ignore[no-untyped-call]


def _texts(figure: Drawing) -> list[Text]:
    """The texts that are drawn: visible, not empty, and no tick label outside the view of its axis."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not (axes.axison and low - 1e-9 <= tick.get_loc() <= high + 1e-9):
                    hidden |= {id(tick.label1), id(tick.label2)}
    found = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    return [text for text in found if text.get_visible() and text.get_text().strip() and id(text) not in hidden]


def _painted(canvas: FigureCanvasAgg, text: Text) -> _Ink | None:
    """The text alone, painted by itself; None where no pixel of it lies in the picture."""
    canvas.renderer.clear()
    box = text.get_bbox_patch()
    if box is not None:
        box.set_visible(False)
    text.draw(canvas.renderer)
    if box is not None:
        box.set_visible(True)
    pixels = _pixels(canvas)[:, :, 3] > _INK
    if not pixels.any():
        return None
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    return _Ink(text, pixels, int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1]))


def _is_cut_off(canvas: FigureCanvasAgg, text: Text, ink: _Ink | None) -> bool:
    """Whether the text reaches beyond the picture, not only by the empty part of its line."""
    if ink is None:
        return True
    box, (height, width) = text.get_window_extent(canvas.renderer), ink.pixels.shape
    sideways = (box.x0 < -_AIR and ink.left == 0) or (box.x1 > width + _AIR and ink.right == width - 1)
    return sideways or (box.y1 > height and ink.top == 0) or (box.y0 < 0 and ink.bottom == height - 1)


def _overlap(one: _Ink, other: _Ink) -> bool:
    """Whether two texts come nearer than the least air: level ones by the boxes round their letters, slanted ones by the letters."""
    high = min(one.bottom, other.bottom) - max(one.top, other.top) + _AIR
    wide = min(one.right, other.right) - max(one.left, other.left) + _AIR
    if high < 0 or wide < 0:
        return False
    return not (one.slanted or other.slanted) or bool((one.pixels & other.pixels).any())


def _without(canvas: FigureCanvasAgg, texts: list[Text]) -> NDArray[np.int_]:
    """The greys of the picture on white paper, its texts made clear, so that all else keeps its place."""
    for text in texts:
        text.set_alpha(0)
    _draw(canvas)
    for text in texts:
        text.set_alpha(None)
    picture = _pixels(canvas).astype(np.int_)
    opaque = picture[:, :, 3]
    grey: NDArray[np.int_] = picture[:, :, :3].sum(axis=2) // 3
    return (grey * opaque + 255 * (255 - opaque)) // 255


def _is_crossed(ink: _Ink, bare: NDArray[np.int_]) -> bool:
    """Whether the ground right under the letters is more than one: a line runs through them, or a bar ends among them."""
    if ink.text.get_bbox_patch() is not None:  # it brings its own ground, which covers what lies below
        return False
    ground = bare[ink.pixels]
    return bool(np.ptp(ground) > _FAINT)


def shown(chapter: Chapter, parameters: Mapping[str, object]) -> dict[str, Figure | Findings]:
    """What a chapter shows with each of its figure cells under the parameters, by key; its other exhibits are not made."""
    names: dict[str, Any] = {}
    found = {}
    for cell in chapter.notebook.cells:
        if cell.cell_type == "code":
            *before, last = ast.parse(cell.source).body
            if not isinstance(last, ast.Expr):
                before.append(last)
            exec(compile(ast.Module(before, []), chapter.file, "exec"), names)
            if "parameters" in cell.metadata.get("tags", ()):
                names |= parameters
            if isinstance(last, ast.Expr) and ast.unparse(last).startswith("figures."):
                key = next(part.value.value for part in last.value.keywords if part.arg == "key")  # type: ignore[attr-defined]
                found[key] = eval(compile(ast.Expression(last.value), chapter.file, "eval"), names)
    return found
