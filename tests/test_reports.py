"""The whole report: the same inputs give the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pypdfium2
import pytest

from factbook.exhibits.exhibit import MIME

ROOT = Path(__file__).resolve().parents[1]
MARGIN = 80  # points: left of it stand captions of the page's full width, right of it the text


def build(out: Path, *arguments: str, **surroundings: str) -> None:
    """One build in a process of its own, in surroundings that must not matter."""
    command = [sys.executable, "-m", "factbook", "build", "--out", str(out), *arguments]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **surroundings}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The report built twice: warm and cold, one job and two, under two hash seeds, time zones and languages."""
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("another") / "deeper"
    build(one, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8")
    build(two, "--cold", "--jobs", "1", PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C")
    return one, two


def opened(file: Path) -> tuple[dict[str, int], list[str]]:
    """The chapters of a PDF with the pages they begin on, counted from one, and the letters of each page without the spaces."""
    with pypdfium2.PdfDocument(file) as document:
        chapters = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in document.get_toc() if mark.level == 0}
        return chapters, [squeezed(page.get_textpage().get_text_range()) for page in document]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def captions(chapter: Path) -> list[str]:
    """The captions of a chapter's exhibits as they were made, but for those of the brief alone."""
    cells = [cell for cell in nbformat.read(chapter, 4).cells if "brief-only" not in cell.metadata.get("tags", ())]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return [caption for output in outputs if (caption := output.get("data", {}).get(MIME, {}).get("caption"))]


def captions_placed(file: Path, last: int) -> list[tuple[int, float, str, int]]:
    """Page, height from its foot (negative), kind and number of each caption, in the order in which a reader meets them."""
    found: dict[tuple[str, int], tuple[int, float]] = {}
    with pypdfium2.PdfDocument(file) as document:
        for page in range(last):
            text = document[page].get_textpage()
            for match in re.finditer(r"(?:^|\n)(Figure|Table) (\d+)\b", text.get_text_range()):
                search = text.search(match[0].strip())
                while place := search.get_next():
                    left, _, _, top = text.get_charbox(place[0])
                    if left < MARGIN:  # a caption begins there, a reference to it stands in the text
                        found.setdefault((match[1], int(match[2])), (page, -top))
                        break
    return sorted((page, top, kind, number) for (kind, number), (page, top) in found.items())


def test_two_builds_give_the_same_bytes(twice: tuple[Path, Path]) -> None:
    one, two = ({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")} for folder in twice)
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_the_page_is_one_file_that_any_connection_bears(twice: tuple[Path, Path]) -> None:
    (page,) = twice[0].glob("*.html")
    assert page.stat().st_size < 1_500_000


def test_a_report_tells_nothing_of_the_machine_it_was_built_on(twice: tuple[Path, Path]) -> None:
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", b"/tmp/", b"ipykernel_", sys.prefix.encode()]
    found = {(path.name, trace) for path in twice[0].rglob("*.*") for trace in traces if trace in path.read_bytes()}
    assert found == set()


def test_the_manifest_describes_the_files_beside_it(twice: tuple[Path, Path]) -> None:
    record = json.loads((twice[0] / "manifest.json").read_text("utf-8"))
    assert {name: told["bytes"] for name, told in record["outputs"].items()} == {
        path.name: path.stat().st_size for path in twice[0].iterdir() if path.suffix in (".pdf", ".html")
    }


def test_the_body_is_short_and_each_chapter_opens_with_its_own_exhibits(twice: tuple[Path, Path]) -> None:
    chapters, pages = opened(twice[0] / "india-luxembourg.pdf")
    assert chapters["Summary"] == 1
    assert chapters["Contents"] == 2
    assert chapters["9 Evidence"] - 1 <= 30
    begins = [page for name, page in chapters.items() if name[0].isdigit()]
    for number, (first, after) in enumerate(pairwise(begins), 1):
        (chapter,) = (twice[0] / "executed").glob(f"{number:02}-*.ipynb")
        told = captions(chapter)
        assert told
        place = "".join(pages[first - 1 : after])
        assert [caption for caption in told if squeezed(caption) not in place] == []


def test_exhibits_stand_in_the_order_of_their_numbers(twice: tuple[Path, Path]) -> None:
    file = twice[0] / "india-luxembourg.pdf"
    placed = captions_placed(file, opened(file)[0]["9 Evidence"])
    for kind in ("Figure", "Table"):
        numbers = [number for _, _, found, number in placed if found == kind]
        assert len(numbers) > 12
        assert numbers == sorted(numbers)


def test_no_page_of_the_body_is_left_a_quarter_blank(twice: tuple[Path, Path]) -> None:
    file = twice[0] / "india-luxembourg.pdf"
    with pypdfium2.PdfDocument(file) as document:
        for page in range(opened(file)[0]["9 Evidence"] - 1):
            drawn = document[page].render(scale=0.5, grayscale=True).to_numpy() < 245
            body = drawn[: round(len(drawn) * 0.925)]  # without the line at its foot
            assert body.any(axis=1).nonzero()[0].max() > 0.75 * len(body), f"page {page + 1}"


def test_the_first_page_holds_the_summary_whole(twice: tuple[Path, Path]) -> None:
    _, pages = opened(twice[0] / "india-luxembourg.pdf")
    summary = nbformat.read(twice[0] / "executed" / "00-summary.ipynb", 4)
    told = [output["data"][MIME]["items"] for cell in summary.cells for output in cell.get("outputs", ()) if MIME in output.get("data", {})
            and output["data"][MIME]["kind"] == "findings"]  # fmt: skip
    sentences = [item["text"] for items in told for item in items]
    assert len(sentences) > 8
    assert [text for text in sentences if squeezed(text)[:60] not in pages[0]] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_brief_is_two_pages_and_the_evidence_that_they_cite(paper: str, tmp_path: Path) -> None:
    build(tmp_path, "--brief", "--format", "pdf", "-p", "paper", paper)
    chapters, pages = opened(tmp_path / "india-luxembourg-brief.pdf")
    assert list(chapters.values())[:4] == [1, 2, 2, 3]
    assert list(chapters)[3].endswith("Evidence cited here")
    for notebook, page in {"02-timeline": 2, "06-claims": 2}.items():
        brief = [
            cell
            for cell in nbformat.read(tmp_path / "executed" / f"{notebook}.ipynb", 4).cells
            if "exhibit" in cell.metadata.get("tags", ())
        ]
        shown = [cell for cell in brief if {"brief", "brief-only"} & set(cell.metadata.tags)]
        caption = shown[0].outputs[0]["data"][MIME]["caption"]
        assert squeezed(caption) in pages[page - 1]
    assert squeezed("How to read the marks") in pages[2]
