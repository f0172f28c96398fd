"""Another record: what `new` writes builds at once, passes the house style's essentials, and says nothing of this record."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from factbook.__main__ import main
from factbook.book.build import Project, build
from factbook.book.chapters import chapters
from factbook.book.edition import Edition, edition
from factbook.record import package as packages
from factbook.starter import new as starter

ROOT = Path(__file__).resolve().parents[1]


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def words_of_this_record() -> set[str]:
    """The sides, the name, the actors' names and their short forms."""
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    with (ROOT / "data" / "actors.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    short = {word for name in names for word in re.findall(r"\b[A-Z]{3,}\b", name)}
    return {*descriptor["sides"], descriptor["name"], *names, *(name.split(" (")[0] for name in names), *short}


def pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def found(words: set[str], text: str) -> set[str]:
    return set(re.findall(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", text))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new record, built as it was written."""
    folder = tmp_path_factory.mktemp("new") / "japan-luxembourg"
    assert new("japan-luxembourg", str(folder)).exit_code == 0
    build(edition({}), Project(folder / "data", folder / "notebooks", folder / "reports"))
    return folder


def test_a_new_record_builds_at_once_and_holds_no_word_of_this_one(report: Path) -> None:
    words = words_of_this_record() - {"Luxembourg"}  # which its own name says
    page = (report / "reports" / "japan-luxembourg.html").read_text("utf-8")
    told = pdf_text(report / "reports" / "japan-luxembourg.pdf")
    assert "Japan and Luxembourg" in page
    assert "Japan and Luxembourg" in " ".join(told.split())
    assert found(words, re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)) == set()
    assert found(words, told) == set()


def test_the_templates_hold_no_word_of_this_record_at_all() -> None:
    texts = {
        path.name: path.read_text("utf-8")
        for path in (ROOT / "factbook" / "starter").rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    }
    assert {name: words for name, text in texts.items() if (words := found(words_of_this_record(), text))} == {}


@pytest.mark.parametrize("values", [{"themes": "people"}, {"as_of": "1990"}, {"since": "2024", "compare_to": "2020"}])
def test_the_neutral_chapters_hold_in_other_editions_too(report: Path, tmp_path: Path, values: dict[str, str]) -> None:
    build(edition(values), Project(report / "data", report / "notebooks", tmp_path), formats=["html"])


def test_what_is_written_is_a_valid_package_with_its_codebook_and_four_chapters(report: Path) -> None:
    assert packages.inspect(report / "data") == []
    assert packages.read(report / "data").sides == ("Japan", "Luxembourg")
    assert "# Japan and Luxembourg: the data" in (report / "data" / "README.md").read_text("utf-8")
    made = chapters(report / "notebooks")
    assert [chapter.slug for chapter in made] == ["summary", "timeline", "themes", "evidence"]
    for chapter in made:
        assert {p.name: p.help for p in chapter.parameters}.items() <= {n: f.description for n, f in Edition.model_fields.items()}.items()


def test_sides_of_several_words_are_given_and_may_hold_any_character(tmp_path: Path) -> None:
    starter.new("both-koreas", tmp_path / "a", ['Korea, "South"', "Korea North"])
    assert packages.read(tmp_path / "a" / "data").sides == ('Korea, "South"', "Korea North")
    refused = new("one-two-three", str(tmp_path / "b"))
    assert refused.exit_code == 1
    assert '--side "One" --side "Two"' in refused.stderr


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "thesis.txt").write_text("years of work", "utf-8")
    refused = new("north-south", str(tmp_path / "here"))
    assert refused.exit_code == 1
    assert "here/ is not empty" in refused.stderr
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["thesis.txt"]
