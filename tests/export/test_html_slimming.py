"""A drawing said in fewer words has the same marks in the same places with the same looks."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.export.html_slimming import outline, slimmed

_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "z": 0}


def slim(svg: str, *, fine: bool = True) -> ET.Element:
    root = ET.fromstring(svg)
    slimmed(root, fine=fine)
    return root


def points(d: str) -> list[tuple[float, ...]]:
    """An outline as the points that it passes, read as a browser reads it."""
    found, here, start, command = [], (0.0, 0.0), (0.0, 0.0), ""
    words = re.findall(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)", d)
    while words:
        command = words.pop(0) if words[0].isalpha() else {"M": "L", "m": "l"}.get(command, command)
        numbers = [float(words.pop(0)) for _ in range(_ARGUMENTS[command.lower()])]
        base = here if command.islower() else (0.0, 0.0)
        if command in "Hh":
            numbers = [base[0] + numbers[0], here[1]]
        elif command in "Vv":
            numbers = [here[0], base[1] + numbers[0]]
        else:
            numbers = [base[place % 2] + number for place, number in enumerate(numbers)]
        here = start if command in "Zz" else (numbers[-2], numbers[-1])
        start = here if command in "Mm" else start
        found.append(tuple(round(number, 1) + 0 for number in numbers))
    return found


def looks(root: ET.Element, name: str, initial: str) -> list[str]:
    """The look of each mark, as it inherits it."""

    def walk(element: ET.Element, around: str) -> list[str]:
        own = element.get(name, around)
        here = [own] if element.tag in ("path", "text") else []
        return here + [look for child in element for look in walk(child, own)]

    return walk(root, initial)


def test_a_bar_runs_across_and_along() -> None:
    assert outline("M 67.114 33.556 L 69.752 33.556 L 69.752 37.748 L 67.114 37.748 z") == "M67.1 33.6h2.7v4.1H67.1z"


def test_a_line_goes_by_the_difference_to_the_point_before() -> None:
    assert outline("M 216.12 170.9 L 216.35 153.05 L 240.6 170.9") == "M216.1 170.9l.3-17.9 24.2 17.9"


@pytest.mark.parametrize("d", ["M 0 0 A 1 1 0 0 0 2 2", "m 1 1 l 2 2", "M 1 L 2 2", "M 0 0 L 1 1 2 2", ""])
def test_an_outline_in_other_words_is_left_alone(d: str) -> None:
    assert outline(d) == d


coordinate = st.integers(-5000, 5000).map(lambda tenths: f"{tenths / 10:.1f}")
segment = st.one_of(
    st.tuples(st.sampled_from("ML"), st.tuples(coordinate, coordinate)),
    st.tuples(st.just("Q"), st.tuples(*[coordinate] * 4)),
    st.tuples(st.just("C"), st.tuples(*[coordinate] * 6)),
    st.just(("z", ())),
)


@given(st.lists(segment, max_size=12))
def test_an_outline_passes_the_same_points_in_no_more_words(segments: list[tuple[str, tuple[str, ...]]]) -> None:
    d = "M 1.5 -2.5 " + " ".join(f"{command} {' '.join(numbers)}" for command, numbers in segments)
    assert points(outline(d)) == points(d)
    assert len(outline(d)) <= len(d)


def test_marks_keep_their_looks_wherever_they_are_said() -> None:
    marks = "".join(
        f'<g id="g{n}"><path d="M {n} 0 L 9 9" fill="none" stroke="{"#112233" if n % 3 else "#ff0000"}" stroke-width="0.5"/></g><g/>'
        f'<text x="{n}.123" y="2" fill="#333333" font-size="8.5">{n}</text>'
        for n in range(9)
    )
    before = f'<svg viewBox="0 0 400 400">{marks}<path d="M 0 0 L 1 1"/></svg>'
    root = slim(before)
    for name, initial in (("fill", "#000"), ("stroke", "none"), ("stroke-width", "1")):
        original = [
            look.replace("#112233", "#123").replace("#ff0000", "#f00").replace("#333333", "#333")
            for look in looks(ET.fromstring(before), name, initial)
        ]
        assert looks(root, name, initial) == original
    assert {text.get("font-size", root.get("font-size")) for text in root.iter("text")} == {"8.5"}
    assert len(ET.tostring(root)) < 0.7 * len(before)


def test_neighbours_of_the_same_looks_stand_in_one_group() -> None:
    bars = "".join(f'<path d="M {n} 0 L 9 9" fill="#{n}{n}{n}" stroke="#222" clip-path="url(#a)"/>' for n in range(4))
    root = slim(
        f'<svg><defs><clipPath id="a"><rect width="1" height="1"/></clipPath></defs><path d="M 0 0 L 1 1" stroke="#999"/>{bars}</svg>'
    )
    (group,) = root.iter("g")
    assert group.get("clip-path") == "url(#a)" and len(group) == 4
    assert not any("clip-path" in bar.attrib for bar in group)


def test_the_looks_of_a_mark_that_is_used_again_are_said_where_it_is_defined() -> None:
    uses = "".join(f'<use href="#m" x="{n}" y="1" fill="#555555" stroke="#555555"/>' for n in range(4))
    root = slim(f'<svg><defs><path id="m" d="M 0 0 L 0 3.5"/></defs>{uses}</svg>')
    (mark,) = root.iter("path")
    assert mark.get("fill") == mark.get("stroke") == "#555" and mark.get("d") == "M 0 0 L 0 3.5"
    assert all(use.attrib.keys() == {"href", "x", "y"} for use in root.iter("use"))


def test_the_ground_of_a_pattern_is_not_coloured_by_what_is_around_it() -> None:
    labels = "".join(f'<text x="1" y="{n}" fill="#333" font-size="8">x</text>' for n in range(9))
    root = slim(
        f'<svg><defs><pattern id="h"><rect width="9" height="9"/></pattern></defs><path fill="url(#h)" d="M 0 0 L 9 9"/>{labels}</svg>'
    )
    assert root.get("fill") == "#333" and next(root.iter("rect")).get("fill") == "#000"


def test_what_cannot_be_seen_goes_and_what_is_referred_to_stays() -> None:
    root = slim(
        '<svg><path d="M 1 1" stroke="#000"/><path fill="none" d="M 0 0 L 9 9"/><path id="used" d="M 1 1"/><use href="#used"/></svg>'
    )
    assert [path.get("id") for path in root.iter("path")] == ["used"]


def test_a_drawing_in_small_units_keeps_its_digits() -> None:
    assert slim('<svg><path d="M 0.123 0 L 0.5 0.25"/></svg>', fine=False)[0].get("d") == "M 0.123 0 L 0.5 0.25"
