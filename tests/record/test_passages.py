"""Passages: links that scroll to the words, and anchors held to the text as published."""

from __future__ import annotations

from pathlib import Path

import pytest
from edits import TINY, cell, copy_of_tiny

from factbook.errors import FactbookError
from factbook.record import package as packages
from factbook.record.passages import address, lines_of
from factbook.record.rows import EvidenceRow, SourceRow


def evidence(**cells: str) -> EvidenceRow:
    row = {
        "fact": "bridge-opened",
        "source": "paper-2021",
        "bearing": "reports",
        "passage": "",
        "first_words": "",
        "last_words": "",
        "note": "",
    }
    return EvidenceRow.model_validate(row | cells)


def source(url: str) -> SourceRow:
    row = dict(packages.read(TINY).sources[1].cells)
    return SourceRow.model_validate(row | {"url": url})


@pytest.mark.parametrize(
    ("first", "last", "url", "expected"),
    [
        ("The bridge opened", "on 1 June", "https://a.example/x", "https://a.example/x#:~:text=The%20bridge%20opened,on%201%20June"),
        ("20 Oct 2011", "", "https://a.example/x", "https://a.example/x#:~:text=20%20Oct%202011"),
        ("", "", "https://a.example/x", "https://a.example/x"),
        ("start-ups, space", "R&D – done", "https://a.example/x", "https://a.example/x#:~:text=start%2Dups%2C%20space,R%26D%20%E2%80%93%20done"),
        ("भारत और", "सहयोग", "https://a.example/x", "https://a.example/x#:~:text=%E0%A4%AD%E0%A4%BE%E0%A4%B0%E0%A4%A4%20%E0%A4%94%E0%A4%B0,%E0%A4%B8%E0%A4%B9%E0%A4%AF%E0%A5%8B%E0%A4%97"),
        ("The bridge", "opened", "https://a.example/x#part", "https://a.example/x#part"),
        ("The bridge", "opened", "https://a.example/x.PDF", "https://a.example/x.PDF"),
        ("The bridge", "opened", "", ""),
    ],
    ids=["both ends", "one end", "no words", "signs with a meaning", "another script", "an own fragment", "a PDF", "no address"],
)  # fmt: skip
def test_an_address_scrolls_to_the_passage_where_it_can(first: str, last: str, url: str, expected: str) -> None:
    assert address(evidence(first_words=first, last_words=last), source(url)) == expected


def test_lines_are_counted_without_the_empty_ones() -> None:
    assert lines_of("Title\n\n  First.  \n \t\nSecond.\n") == ["Title", "First.", "Second."]


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("passage", "p3", "the source has 2 lines, so p3 is none of them."),
        ("passage", "p1", "the words 'North will build' occur 0 times on line p1, not once."),
        ("first_words", "bridge", ""),
        ("first_words", "will", "the words 'will' occur 2 times on line p2, not once."),
        ("last_words", "2022 begin", "the words '2022 begin' occur 0 times on line p2, not once."),
        ("last_words", "North will", ""),
        ("last_words", "a bridge, and", ""),
        ("passage", "opening", ""),
    ],
)
def test_anchor_words_stand_once_on_the_line_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str, text: str, message: str
) -> None:
    monkeypatch.setenv("FACTBOOK_SOURCES", str(TINY / "texts"))
    edits = [cell("evidence.csv", 2, column, text), cell("evidence.csv", 2, "note", "Read whole.")]
    found = packages.inspect(copy_of_tiny(tmp_path, *edits))
    assert [problem.message for problem in found] == ([message] if message else [])


def test_last_words_before_the_first_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOOK_SOURCES", str(TINY / "texts"))
    edits = [cell("evidence.csv", 2, "first_words", "it will stand"), cell("evidence.csv", 2, "last_words", "North will build")]
    (problem,) = packages.inspect(copy_of_tiny(tmp_path, *edits))
    assert problem.message == "the last words stand before the first."


def test_passages_are_left_alone_where_no_texts_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTBOOK_SOURCES", raising=False)
    assert packages.inspect(copy_of_tiny(tmp_path, cell("evidence.csv", 2, "passage", "p99"))) == []


def test_a_folder_of_texts_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOOK_SOURCES", "no-such-folder")
    with pytest.raises(FactbookError, match="FACTBOOK_SOURCES names 'no-such-folder', which is not a folder"):
        packages.inspect(TINY)
