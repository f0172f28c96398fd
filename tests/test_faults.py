"""What goes wrong, as an analyst meets it: one message with exit code 1, and the reports already there untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tiny import TINY, write_chapter, write_package

from factbook.__main__ import main

FIGURE = "Figure(key='visits', caption='There was a visit.', alt={alt!r}, source='Gazette', svg='<svg/>', columns=(), rows=())"


def build(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["build", "--format", "html", *arguments])


@pytest.fixture
def before(project: Path, contents: Callable[[Path], dict[str, bytes]]) -> dict[str, bytes]:
    assert build().exit_code == 0
    return contents(project / "reports")


def broken_row(project: Path) -> None:
    write_package(project / "data", facts=[{**TINY["facts"][0], "date": "31-12-1999"}, *TINY["facts"][1:]])


def unknown_theme(project: Path) -> None:
    write_package(project / "data", facts=[{**TINY["facts"][0], "themes": "trad"}, *TINY["facts"][1:]])


def missing_file(project: Path) -> None:
    (project / "data" / "evidence.csv").unlink()


def raising_chapter(project: Path) -> None:
    write_chapter(project / "notebooks" / "02-broken.ipynb", ("code", "division", "1 / 0"))


def dying_kernel(project: Path) -> None:
    write_chapter(project / "notebooks" / "02-broken.ipynb", ("code", "exit", "import os; os._exit(1)"))


def figure_without_alt(project: Path) -> None:
    write_chapter(project / "notebooks" / "02-broken.ipynb", ("exhibit", "drawing", FIGURE.format(alt="")))


def unknown_declared_parameter(project: Path) -> None:
    write_chapter(project / "notebooks" / "02-broken.ipynb", parameters="them: list[str] = []  # themes")


def no_notebook(project: Path) -> None:
    (project / "notebooks" / "02-broken.ipynb").write_text("{", "utf-8")


@pytest.mark.parametrize(
    ("fault", "where", "what", "remedy"),
    [
        (broken_row, "facts.csv, row 2, date:", "'31-12-1999' is not", "Write a date as in"),
        (unknown_theme, "facts.csv, row 2, themes:", "'trad'", "Did you mean 'trade'?"),
        (missing_file, "evidence.csv:", "the file is missing", "Restore it"),
        (raising_chapter, "02-broken.ipynb, cell division:", "ZeroDivisionError: division by zero", "Open the chapter in JupyterLab"),
        (dying_kernel, "02-broken.ipynb, cell exit:", "the kernel died", "Look there"),
        (figure_without_alt, "02-broken.ipynb, cell drawing:", "'visits' has no alt", "Give it one"),
        (unknown_declared_parameter, "02-broken.ipynb, cell parameters:", "declares the parameter 'them'", "Did you mean 'themes'?"),
        (no_notebook, "02-broken.ipynb:", "not a notebook", "restore an earlier version"),
    ],
)
def test_a_fault_is_told_once_and_the_reports_stay(
    project: Path,
    before: dict[str, bytes],
    contents: Callable[[Path], dict[str, bytes]],
    fault: Callable[[Path], None],
    where: str,
    what: str,
    remedy: str,
) -> None:
    fault(project)
    result = build()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("Error: ") == 1 + (fault is raising_chapter)
    for part in (where, what, remedy):
        assert part in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(project / "reports") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p", "thems", "trade"], "There is no parameter 'thems'. Did you mean 'themes'?"),
        (["-p", "themes", "tradee"], "The parameter 'themes' cannot have 'tradee'. Did you mean 'trade'?"),
        (["-p", "actors", "fireflie"], "The parameter 'actors' cannot have 'fireflie'. Did you mean 'firefly'?"),
        (["-p", "sides", "Silvania"], "Did you mean 'Sylvania'?"),
        (["-p", "standing", "corroborate"], "Did you mean 'corroborated'?"),
        (["-p", "chapters", "visit"], "The parameter 'chapters' cannot have 'visit'. Did you mean 'visits'?"),
        (["-p", "as_of", "soon"], "The parameter 'as_of' cannot be 'soon'"),
        (["-p", "since", "2024", "-p", "until", "2020"], "is later than until"),
        (["-y", "themes: {a: b}"], "The parameter 'themes' cannot be {'a': 'b'}: give a list of texts"),
        (["-p", "package", "nowhere"], "nowhere is not a data package"),
    ],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setattr("factbook.book.build.execute", lambda *_, **__: pytest.fail("a chapter was executed"))
    result = build(*arguments)
    assert result.exit_code == 1, result.output
    assert message in result.stderr
    assert not (project / "reports").exists()


def test_outside_any_project_the_nearest_package_is_the_installed_sources_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factbook.record.package.__file__", str(tmp_path / "a" / "b" / "c.py"))
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "No data package was found" in result.stderr
