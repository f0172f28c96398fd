"""The command line, as somebody types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from tiny import TINY, write_chapter, write_package

from factbook.__main__ import main


def factbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def output_and_modules(command: str, folder: Path) -> str:
    """What a command prints, and the names of all modules it loaded to do so."""
    code = (
        f"import sys; sys.argv = ['factbook', {command!r}]\n"
        "from factbook.__main__ import main\n"
        "try: main()\nexcept SystemExit: print(*sys.modules)"
    )  # fmt: skip
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder).stdout


def test_help_names_every_command_and_costs_nothing(tmp_path: Path) -> None:
    out = output_and_modules("--help", tmp_path)
    assert all(f"  {command} " in out for command in main.commands)
    assert not {"pydantic", "rich", "papermill", "pandas", "matplotlib", "nbconvert"} & set(out.split())


def test_check_loads_neither_kernels_nor_figures(project: Path) -> None:
    out = output_and_modules("check", project)
    assert "3 facts" in out
    assert not {"papermill", "pandas", "matplotlib", "nbconvert", "rich"} & set(out.split())


def test_notebooks_are_read_without_the_slow_address_parser() -> None:
    """jsonschema 4.25 and later load one that adds a second and a half to every kernel; `requirements.txt` holds it back."""
    code = "import nbformat, sys; nbformat.validate(nbformat.v4.new_notebook()); print('rfc3987_syntax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_sound_package_is_counted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTBOOK_SOURCES", raising=False)
    result = factbook("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("3 facts, 4 evidence, 2 sources, 2 themes, 3 actors, 1 link, 0 measures, 0 corrections: no problem.")
    assert "FACTBOOK_SOURCES names no folder" in result.stdout


def test_every_problem_is_a_row_of_one_table(tmp_path: Path) -> None:
    facts = [{**TINY["facts"][0], "date": "31-12-1999"}, {**TINY["facts"][1], "themes": "soup"}, TINY["facts"][2]]
    write_package(tmp_path / "data", facts=facts)
    result = factbook("check", str(tmp_path / "data"))
    assert result.exit_code == 1
    header, *rows = result.stdout.splitlines()
    assert header.split("  ")[0] == "File"
    assert [row.split()[:3] for row in rows[:2]] == [["facts.csv", "2", "date"], ["facts.csv", "3", "themes"]]
    assert result.stderr == f"{len(rows)} problems.\n"


def test_chapters_are_listed_with_what_they_take(project: Path) -> None:
    result = factbook("chapters")
    assert result.exit_code == 0
    assert "01-visits.ipynb  Visits\n    as_of, since, themes, package\n" in result.stdout
    assert "    compare_to  earlier knowledge horizon" in result.stdout


def test_a_build_says_where_its_files_are(project: Path) -> None:
    result = factbook("build", "--format", "html", "-p", "themes", "trade", "-y", "since: 2018", "--out", "elsewhere")
    assert result.exit_code == 0, result.output
    first, second, last = result.stdout.splitlines()
    assert first.startswith("elsewhere/freedonia-sylvania.html  ")
    assert second.startswith("elsewhere/manifest.json  ")
    assert last.startswith("Built in ")
    assert result.stderr == ""
    assert "As known on 7 June 2022; events from 2018 on; theme Trade" in (project / "elsewhere" / "manifest.json").read_text("utf-8")


def test_an_edition_without_a_fact_is_built_with_a_word_of_warning(project: Path) -> None:
    result = factbook("build", "--format", "html", "-p", "until", "1990")
    assert result.exit_code == 0, result.output
    assert result.stderr == "No fact fits these parameters; the report says so.\n"
    assert result.stdout.startswith("reports/freedonia-sylvania.html  ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p"], "-p takes a name and a value, as in -p since 2020.\n"),
        (["-p", "themes"], "-p takes a name and a value, as in -p since 2020.\n"),
        (["--parameters_raw", "themes"], "--parameters_raw takes a name and a value, as in --parameters_raw since 2020.\n"),
        (["-p", "brief"], "-p takes a name and a value, as in -p since 2020. The short edition is --brief.\n"),
        (["--out"], "Option '--out' requires an argument.\n"),
    ],
)
def test_a_parameter_without_its_value_is_answered_with_an_example(arguments: list[str], message: str) -> None:
    result = factbook("build", *arguments)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {message}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "-f", "data"], "'data' is a folder, not a parameter file. Name the YAML file in it."),
        (["build", "--notebooks", "data"], "data has no chapter. Name a notebook NN-slug.ipynb"),
        (["build", "-p", "package", "data/facts.csv"], "data/facts.csv is a file. A data package is a folder"),
        (["new", "north-south"], "north-south is a file. Name a folder that is new: python -m factbook new north-south FOLDER"),
    ],
)
def test_a_file_where_a_folder_should_be_is_told_by_the_path_as_typed(project: Path, arguments: list[str], message: str) -> None:
    (project / "north-south").write_text("notes", "utf-8")
    result = factbook(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_folder_that_is_not_empty_is_told_by_its_name(project: Path) -> None:
    assert factbook("new", "north-south", ".").stderr.startswith(f"Error: {project.name}/ is not empty.")


def test_a_stale_report_says_why(project: Path) -> None:
    factbook("build", "--format", "html")
    assert factbook("stale").stdout == "reports/ is up to date.\n"
    write_chapter(project / "notebooks" / "02-new.ipynb")
    result = factbook("stale")
    assert result.exit_code == 1
    assert result.stdout == "notebooks/02-new.ipynb is new\nreports/ is stale: build it again.\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A module of this interpreter run as a command in a folder."""
    return subprocess.run([sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("folder", "chapter"), [(".", "notebooks/01-visits.ipynb"), ("notebooks", "01-visits.ipynb")])
def test_papermill_and_nbconvert_work_by_themselves(project: Path, folder: str, chapter: str) -> None:
    here = project / folder
    assert run(here, "papermill", chapter, "out.ipynb", "-p", "since", "2020", "-p", "themes", "duck-soup").returncode == 0
    converted = run(here, "nbconvert", "--to", "factbook_html", "out.ipynb")
    assert converted.returncode == 0, converted.stderr
    page = (here / "out.html").read_text("utf-8")
    assert "There was a visit." in page
    assert "Freedonia promised a soup laboratory." in page


def test_a_plain_papermill_run_refuses_wrong_values_too(project: Path) -> None:
    refused = run(project, "papermill", "notebooks/01-visits.ipynb", "out.ipynb", "-p", "themes", "soup")
    assert refused.returncode != 0
    told = "ParameterError\nThe parameter 'themes' cannot have 'soup'. Did you mean 'duck-soup'?"
    assert refused.stderr.rstrip().endswith(f'Exception encountered at "In [3]":\n{told}')
    (error,) = [output for cell in nbformat.read(project / "out.ipynb", 4).cells for output in cell.get("outputs", ()) if "ename" in output]
    assert error.traceback == told.split("\n")


def test_codebook_is_written_and_then_up_to_date(project: Path) -> None:
    assert "data/README.md" in factbook("codebook").stdout
    assert factbook("codebook").stdout == "The schemas and the codebook are up to date.\n"


def test_a_traceback_is_shown_on_request(project: Path) -> None:
    (project / "data" / "facts.csv").unlink()
    quiet, loud = run(project, "factbook", "build"), run(project, "factbook", "build", "--traceback")
    assert (quiet.returncode, loud.returncode) == (1, 1)
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr
