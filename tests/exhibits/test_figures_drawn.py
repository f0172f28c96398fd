"""Every figure of every chapter as a reader sees it, in editions wide and narrow: texts apart, whole, large enough, and off the marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import label_faults, shown, watched
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from factbook.book.chapters import chapters
from factbook.exhibits import figures, style
from factbook.exhibits.exhibit import Figure, Findings
from factbook.exhibits.figures.captions import all_or, most

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = [chapter for chapter in chapters(ROOT / "notebooks") if any("figures." in cell.source for cell in chapter.notebook.cells)]
EDITIONS: dict[str, dict[str, object]] = {
    "all": {},
    "known by June 2021": {"as_of": "2021-06-30"},
    "2019 to 2022": {"since": "2019", "until": "2022"},
    "one theme": {"themes": ["space-cooperation"]},
    "a small theme": {"themes": ["quantum"]},
    "one actor": {"actors": ["isro"]},
    "one side": {"sides": ["Luxembourg"]},
    "known by 2015": {"as_of": "2015"},
    "nothing": {"since": "1800", "until": "1801"},
}
SLIPS = re.compile(r"\b[Oo]ne (facts|themes|promises|claims|ties|actors|panels|happenings)\b|\b0 of\b|\bnan\b|  |\.\.|;\.|\(\)|, \.|None")
HIGHEST = {"timeline": 115, "promises": 100}  # mm in the edition of all; no other figure is higher than the height below
HIGH = 105


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", EDITIONS)
def test_no_text_of_any_figure_overlaps_another_is_cut_off_too_small_or_crossed_by_a_mark(name: str) -> None:
    with watched() as faults:
        exhibits = {key: one for chapter in CHAPTERS for key, one in shown(chapter, EDITIONS[name]).items()}
    assert faults == []
    assert len(exhibits) == 20
    drawn = {key: one for key, one in exhibits.items() if isinstance(one, Figure)}
    assert len(drawn) == {"all": 20, "nothing": 0}.get(name, len(drawn))
    assert all(isinstance(one, Findings) and len(one.items) == 1 for key, one in exhibits.items() if key not in drawn)
    told = {key: f"{one.caption} {one.alt} {one.source}" for key, one in drawn.items()}
    assert {key: found.group() for key, text in told.items() if (found := SLIPS.search(text))} == {}
    heights = {key: millimetres(one) for key, one in drawn.items()}
    assert {key: height for key, height in heights.items() if height > HIGHEST.get(key, HIGH)} == {}


def test_every_figure_function_is_shown_by_a_chapter() -> None:
    used = {name for chapter in CHAPTERS for cell in chapter.notebook.cells for name in re.findall(r"figures\.(\w+)\(", cell.source)}
    assert used == set(figures.__all__)


def test_a_figure_names_each_of_its_facts_once_in_its_source_line() -> None:
    (themes,) = (chapter for chapter in CHAPTERS if chapter.slug == "themes")
    shifts = shown(themes, {})["theme-shifts"]
    assert isinstance(shifts, Figure)
    facts = {fact for row in shifts.rows for cell in row if not isinstance(cell, str) for fact in cell.facts}
    assert f" behind {len(facts)} facts," in shifts.source


@pytest.mark.parametrize(
    ("fault", "draw"),
    [
        ("“lower” overlaps “upper”", lambda axes: (axes.text(0.5, 0.5, "lower"), axes.text(0.51, 0.53, "upper"))),
        (
            "“a name that is far too long” leaves the picture",
            lambda axes: axes.text(0.97, 0.5, "a name that is far too long", in_layout=False),
        ),
        ("“small” is set in 7 points", lambda axes: axes.text(0.5, 0.5, "small", fontsize=7)),
        ("“struck” is crossed by a mark", lambda axes: (axes.text(0.5, 0.5, "struck", va="center"), axes.axhline(0.5, color="black"))),
        ("“ended” is crossed by a mark", lambda axes: (axes.text(0.5, 0.5, "ended", ha="center"), axes.barh(0.52, 0.5, height=0.3))),
    ],
)
def test_the_measure_finds_each_fault_and_no_other(fault: str, draw: Callable[[Axes], object]) -> None:
    assert measured(draw) == [fault]


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: (axes.text(0.5, 0.5, "one below"), axes.text(0.5, 0.62, "the other")),
        lambda axes: (axes.barh(0.5, 1, height=0.5), axes.text(0.5, 0.5, "inside a bar", va="center", color="white")),
        lambda axes: (axes.grid(), axes.text(0.5, 0.5, "on a faint line", ha="center", va="center")),
        lambda axes: (axes.axhline(0.5, color="black"), axes.text(0.5, 0.5, "on its own ground", bbox={"facecolor": "white"})),
    ],
)
def test_the_measure_finds_nothing_where_nothing_is_wrong(draw: Callable[[Axes], object]) -> None:
    assert measured(draw) == []


def measured(draw: Callable[[Axes], object]) -> list[str]:
    """The faults found in a drawing of its own."""
    with style.canvas(40) as (figure, axes):
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        draw(axes)
        assert isinstance(figure, Drawing)
        return label_faults(figure)


def test_text_is_told_apart_from_its_ground() -> None:
    assert [style.ink_on(shade) for shade in ("white", style.DELIVERY["announced"], style.ACCENT, style.DELIVERY["under way"])] == [
        style.INK,
        style.INK,
        "white",
        "white",
    ]


def test_whoever_has_most_is_named_and_equals_are_named_together() -> None:
    assert most([("2019", 1), ("2020", 3)], "has", "have") == "2020 has"
    assert most([("2019", 3), ("2020", 3)], "has", "have") == "2019 and 2020 have"
    assert most([("aid and trade", 3), ("law", 3)], "has", "have") == "aid and trade as well as law have"
    assert most(Counter("abcde").items(), "has", "have") == "five of them have"


def test_a_whole_of_one_part_is_told_as_a_whole() -> None:
    assert all_or([("disputed", 1), ("unconfirmed", 0)]) == "disputed"
    assert all_or([("disputed", 2)]) == "both disputed"
    assert all_or([("disputed", 3)]) == "all disputed"
    assert all_or([("disputed", 1), ("unconfirmed", 2)]) == "one disputed and two unconfirmed"


def millimetres(figure: Figure) -> float:
    """How high a figure is printed."""
    height = re.search(r'height="([\d.]+)pt"', figure.svg)
    assert height
    return float(height[1]) / 72 * 25.4
