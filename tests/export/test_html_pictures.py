"""Pictures in the page: smaller, and the same to the eye."""

from __future__ import annotations

from base64 import b64decode

from sample import drawing

from factbook.export.html_pictures import picture, slim


def test_a_slim_drawing_is_smaller_and_keeps_every_part() -> None:
    svg = drawing()
    slimmed = slim(svg)
    assert len(slimmed) < 0.85 * len(svg)
    assert slimmed.count("<path") == svg.count("<path") and slimmed.count("<use") == svg.count("<use")


def test_coordinates_are_rounded_only_where_no_eye_can_tell() -> None:
    path = '<path d="M 1.23456 2.00012 \n L -3.5 4"/>'
    assert slim(f'<svg viewBox="0 0 400 200">{path}</svg>').endswith('<path d="M1.23 2L-3.5 4"/></svg>')
    assert "M1.23456 2.00012L-3.5 4" in slim(f'<svg viewBox="0 0 4 2">{path}</svg>')
    assert "M1.23456 2.00012L-3.5 4" in slim(f'<svg viewBox="0 0 400 200"><g transform="scale(90)">{path}</g></svg>')
    assert "M1.23456 2.00012L-3.5 4" in slim(f"<svg>{path}</svg>")


def test_words_in_a_drawing_keep_their_spaces() -> None:
    assert slim("<svg><text><tspan>a</tspan> <tspan>b</tspan></text></svg>") == "<svg><text><tspan>a</tspan> <tspan>b</tspan></text></svg>"


def test_a_picture_is_a_data_address() -> None:
    address = picture({"mime": "image/svg+xml", "data": "<svg/>"})
    assert address.startswith("data:image/svg+xml;base64,") and b64decode(address.partition(",")[2]) == b"<svg/>"
    assert picture({"mime": "image/png", "data": "aGVs\nbG8="}) == "data:image/png;base64,aGVsbG8="
