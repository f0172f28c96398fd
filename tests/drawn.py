"""What a figure drew: the labels of every figure made while `watched`, and which of them overlap or leave the picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from unittest.mock import patch

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from factbook.exhibits import style

_TOUCH = 1.0  # pixels at 100 dots an inch by which boxes may meet: side bearings and rounding


@contextmanager
def watched() -> Iterator[list[str]]:
    """The faults of the figures drawn meanwhile, each as `key: label | other label` or `key: label leaves the picture`."""
    faults: list[str] = []
    real = style.svg

    def seen(figure: Figure, key: str) -> str:
        faults.extend(f"{key}: {fault}" for fault in label_faults(figure))
        return real(figure, key)

    with patch.object(style, "svg", seen):
        yield faults


def label_faults(figure: Figure) -> list[str]:
    """Labels whose drawn boxes overlap, and labels that leave the picture; slanted labels are compared with level ones only."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    hidden = _out_of_view(figure)
    boxes = [(text, text.get_window_extent(renderer)) for text in texts if id(text) not in hidden]
    faults = []
    for (one, a), (other, b) in combinations(boxes, 2):
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > _TOUCH and high > _TOUCH and not (one.get_rotation() % 90 and other.get_rotation() % 90):
            faults.append(f"{one.get_text()} | {other.get_text()}")
    frame = figure.bbox
    faults += [
        f"{text.get_text()} leaves the picture"
        for text, box in boxes
        if box.x0 < frame.x0 - _TOUCH or box.x1 > frame.x1 + _TOUCH or box.y0 < frame.y0 - _TOUCH or box.y1 > frame.y1 + _TOUCH
    ]
    return faults


def _out_of_view(figure: Figure) -> set[int]:
    """The tick labels (by identity) that stand outside the view of their axis or belong to hidden axes: they are not drawn."""
    found = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not (axes.axison and low - 1e-9 <= tick.get_loc() <= high + 1e-9):
                    found |= {id(tick.label1), id(tick.label2)}
    return found
