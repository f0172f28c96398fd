"""A build: what it writes, that it writes all or nothing, and that an interrupted move is finished."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tiny import TINY, write_chapter, write_package

from factbook.book.build import Project, build, stale
from factbook.book.edition import edition
from factbook.book.placing import NEXT, finish_interrupted_move
from factbook.errors import ChapterError, DataPackageError, FactbookError, ParameterError

Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def here(project: Path) -> Project:
    return Project.here()


def test_a_project_is_found_from_a_folder_inside_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "notebooks")
    assert Project.here() == Project(project / "data", project / "notebooks", project / "reports")


def test_a_build_writes_both_formats_their_manifest_and_the_executed_chapters(here: Project) -> None:
    built = build(edition({}), here)
    assert [file.name for file in built.files] == ["freedonia-sylvania.pdf", "freedonia-sylvania.html", "manifest.json"]
    assert (here.reports / "freedonia-sylvania.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in here.reports.iterdir()) == [
        "executed",
        "freedonia-sylvania.html",
        "freedonia-sylvania.pdf",
        "manifest.json",
    ]
    assert sorted(path.name for path in (here.reports / "executed").iterdir()) == ["01-visits.ipynb", "09-evidence.ipynb"]


def test_a_manifest_holds_hashes_parameters_and_versions_but_no_path_and_no_clock(here: Project) -> None:
    build(edition({"themes": "trade", "package": str(here.package)}), here, formats=["html"])
    text = (here.reports / "manifest.json").read_text("utf-8")
    record = json.loads(text)
    assert text == json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert record["parameters"] == {"themes": ["trade"], "package": "freedonia-sylvania"}
    assert record["inputs"]["data/facts.csv"] == hashlib.sha256((here.package / "facts.csv").read_bytes()).hexdigest()
    assert {"notebooks/01-visits.ipynb", "factbook/book/build.py"} <= set(record["inputs"])
    page = (here.reports / "freedonia-sylvania.html").read_bytes()
    assert record["outputs"] == {"freedonia-sylvania.html": {"bytes": len(page), "sha256": hashlib.sha256(page).hexdigest()}}
    assert {"python", "papermill", "typst"} <= set(record["versions"])
    assert here.package.parent.as_posix() not in text


def test_a_brief_edition_stands_beside_the_full_one(here: Project, contents: Contents) -> None:
    build(edition({}), here, formats=["html"])
    before = contents(here.reports)
    built = build(edition({"length": "brief"}), here, formats=["html"])
    assert [file.name for file in built.files] == ["freedonia-sylvania-brief.html", "manifest-brief.json"]
    assert {name: contents(here.reports)[name] for name in before} == before


def test_chapters_read_the_package_that_the_build_reads(here: Project, tmp_path: Path) -> None:
    visit = [row for row in TINY["evidence"] if row["fact"] == "visit"]
    other = write_package(tmp_path / "other", facts=TINY["facts"][1:2], evidence=visit, links=[])
    write_chapter(here.notebooks / "01-visits.ipynb", ("code", "count", "len(facts)"))
    (here.notebooks / "09-evidence.ipynb").unlink()
    build(edition({"package": str(other)}), Project(other, here.notebooks, here.reports), formats=["html"])
    executed = (here.reports / "executed" / "01-visits.ipynb").read_text("utf-8")
    assert '"1"' in executed
    assert tmp_path.as_posix() not in executed


def test_a_package_brings_the_chapters_beside_it(here: Project, tmp_path: Path) -> None:
    write_package(tmp_path / "elsewhere" / "data")
    assert Project.here(str(tmp_path / "elsewhere" / "data")).notebooks == here.notebooks.resolve()
    write_chapter(tmp_path / "elsewhere" / "notebooks" / "01-own.ipynb", ("code", "one", "1"))
    assert Project.here(str(tmp_path / "elsewhere" / "data")).notebooks == tmp_path / "elsewhere" / "notebooks"


def test_a_horizon_between_two_sources_is_as_good_as_that_of_a_source(here: Project) -> None:
    assert build(edition({"as_of": "2021-01-01"}), here, formats=["html"]).facts == 2


def test_a_horizon_after_the_last_source_is_refused_before_anything_runs(here: Project) -> None:
    with pytest.raises(ParameterError, match=r"as_of \(2099-01-01\) is later than the latest source \(2022-06-07\)"):
        build(edition({"as_of": "2099-01-01"}), here)
    assert not here.reports.exists()


def test_a_failure_leaves_the_reports_as_they_were(here: Project, contents: Contents) -> None:
    build(edition({}), here, formats=["html"])
    before = contents(here.reports)
    write_chapter(here.notebooks / "02-broken.ipynb", ("code", "division", "1 / 0"))
    with pytest.raises(ChapterError):
        build(edition({}), here, formats=["html"])
    (here.notebooks / "02-broken.ipynb").unlink()
    (here.package / "facts.csv").unlink()
    with pytest.raises(DataPackageError):
        build(edition({}), here, formats=["html"])
    assert contents(here.reports) == before


def test_an_interrupted_move_is_finished_wherever_it_stopped(here: Project, contents: Contents, tmp_path: Path) -> None:
    build(edition({}), here, formats=["html"])
    done = contents(here.reports)
    for already_moved in (0, 1, 2):
        shutil.rmtree(here.reports)
        for number, (name, content) in enumerate(sorted(done.items(), key=lambda item: item[0] == "manifest.json")):
            moved = number < already_moved and name != "manifest.json" and "/" not in name
            file = (here.reports if moved else here.reports / NEXT) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        finish_interrupted_move(here.reports)
        assert contents(here.reports) == done


def test_the_next_command_finishes_the_move_even_if_it_fails_itself(here: Project, contents: Contents) -> None:
    build(edition({}), here, formats=["html"])
    done = contents(here.reports)
    shutil.move(here.reports, here.reports.parent / "done")
    here.reports.mkdir()
    shutil.move(here.reports.parent / "done", here.reports / NEXT)
    (here.package / "facts.csv").unlink()
    with pytest.raises(DataPackageError):
        build(edition({}), here)
    assert contents(here.reports) == done


def test_what_was_not_complete_is_thrown_away(here: Project, contents: Contents) -> None:
    (here.reports / NEXT).mkdir(parents=True)
    (here.reports / NEXT / "freedonia-sylvania.html").write_text("half a page", "utf-8")
    finish_interrupted_move(here.reports)
    assert contents(here.reports) == {}


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(here: Project) -> None:
    here.reports.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(FactbookError, match=r"The reports could not be written to reports/"):
        build(edition({}), here, formats=["html"])


def test_a_file_that_changes_while_the_report_is_built_is_named_and_nothing_is_written(here: Project, contents: Contents) -> None:
    build(edition({}), here, formats=["html"])
    before = contents(here.reports)
    edit = "from pathlib import Path; file = Path('../data/links.csv'); file.write_text(file.read_text() + '\\n')"
    write_chapter(here.notebooks / "02-edits.ipynb", ("code", "edit", edit))
    with pytest.raises(
        FactbookError, match=r"While the report was built, data/links\.csv has changed\. Nothing was written.* Build it again"
    ):
        build(edition({}), here, formats=["html"])
    assert contents(here.reports) == before


def test_a_chapter_that_changes_counts_only_where_it_is_included(here: Project) -> None:
    edit = "from pathlib import Path; file = Path('09-evidence.ipynb'); file.write_text(file.read_text() + '\\n')"
    write_chapter(here.notebooks / "02-edits.ipynb", ("code", "edit", edit))
    build(edition({"chapters": "edits"}), here, formats=["html"])
    with pytest.raises(FactbookError, match=r"notebooks/09-evidence\.ipynb has changed"):
        build(edition({}), here, formats=["html"])
    write_chapter(here.notebooks / "02-edits.ipynb", ("code", "edit", "from pathlib import Path; Path('09-evidence.ipynb').unlink()"))
    with pytest.raises(FactbookError, match=r"notebooks/09-evidence\.ipynb is gone"):
        build(edition({}), here, formats=["html"])


def test_both_formats_rendered_beside_one_another_are_the_bytes_of_each_alone(here: Project, contents: Contents) -> None:
    stages: list[tuple[str, int]] = []
    built = build(edition({}), here, report=lambda stage, steps: stages.append((stage, steps)))
    both = contents(here.reports)
    for form in ("pdf", "html"):
        build(edition({}), here, formats=[form])
        assert contents(here.reports)[f"freedonia-sylvania.{form}"] == both[f"freedonia-sylvania.{form}"]
    names = ["reading the data package", "executing chapters", "rendering PDF and HTML", "writing the reports"]
    assert [stage for stage, steps in stages if steps] == names == list(built.seconds)
    assert sorted(stages[stages.index((names[2], 2)) + 1 : -1]) == [("html", 0), ("pdf", 0)]


def test_a_build_says_how_many_facts_it_shows(here: Project) -> None:
    assert [build(edition({"until": day}), here, formats=["html"]).facts for day in ("1998", "2019", "2022")] == [0, 2, 3]


@pytest.fixture
def held_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names of files that somebody has open, as Windows has it: nothing can be put in their place."""
    held: set[str] = set()
    replace = Path.replace

    def refusing(file: Path, target: Path) -> Path:
        if Path(target).name in held and Path(target).exists():
            raise PermissionError(13, "Access is denied", str(file), None, str(target))
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", refusing)
    yield held


def test_a_report_that_somebody_has_open_is_told_by_every_command_until_it_is_closed(here: Project, held_open: set[str]) -> None:
    build(edition({}), here, formats=["html"])
    before = (here.reports / "freedonia-sylvania.html").read_bytes()
    held_open.add("freedonia-sylvania.html")
    for _ in range(2):
        with pytest.raises(FactbookError, match=r"to reports/ \(Access is denied: freedonia-sylvania\.html\)\. Close what has them open"):
            build(edition({"title": "Anew"}), here, formats=["html"])
        assert (here.reports / "freedonia-sylvania.html").read_bytes() == before
    held_open.clear()
    finish_interrupted_move(here.reports)
    assert stale(here) == []
    assert (here.reports / "freedonia-sylvania.html").read_bytes() != before
    assert not (here.reports / NEXT).exists()


@pytest.mark.parametrize(
    "text", ["", '{"inputs": {', "[]", "{}", '{"parameters": {}, "inputs": {}, "outputs": {"a.pdf": 5}, "versions": {}}']
)
def test_a_manifest_that_is_torn_or_something_else_is_told(here: Project, text: str) -> None:
    here.reports.mkdir()
    (here.reports / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(FactbookError, match=r"reports/manifest\.json is torn, or no manifest of a report\. Build the report again"):
        stale(here)
    shutil.move(here.reports, here.reports.parent / "torn")
    here.reports.mkdir()
    shutil.move(here.reports.parent / "torn", here.reports / NEXT)
    finish_interrupted_move(here.reports)
    assert list(here.reports.iterdir()) == []


def test_a_report_is_stale_once_anything_behind_it_has_changed(here: Project) -> None:
    with pytest.raises(FactbookError, match="no report to judge"):
        stale(here)
    build(edition({"themes": "trade"}), here, formats=["html"])
    assert stale(here) == []
    (here.package / "facts.csv").write_bytes((here.package / "facts.csv").read_bytes() + b"\n")
    write_chapter(here.notebooks / "02-new.ipynb")
    (here.reports / "freedonia-sylvania.html").write_text("edited", "utf-8")
    assert stale(here) == [
        "freedonia-sylvania.html is not the file that was built",
        "data/facts.csv has changed",
        "notebooks/02-new.ipynb is new",
    ]
