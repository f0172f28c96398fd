"""Execution: real kernels, warm and plain, and what an analyst is told when a chapter fails."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from tiny import write_chapter
from traitlets import ClassBasedTraitType, Type

from factbook.book import execute as execution
from factbook.book.chapters import Chapter, chapters
from factbook.book.edition import edition
from factbook.book.execute import execute
from factbook.book.kernels import ForkProvisioner, PlainKernels, PromptClient, WarmKernels, settle_classes
from factbook.book.warmth import WARM
from factbook.errors import ChapterError

NOTHING = {"parameters": 'since: str = ""  # first day', "setup": "import os"}


def chapter(folder: Path, *sources: str) -> tuple[Chapter, ...]:
    write_chapter(folder / "01-one.ipynb", *(("code", f"cell-{number}", source) for number, source in enumerate(sources)), **NOTHING)
    return chapters(folder)


def outputs(notebook: nbformat.NotebookNode) -> list[str]:
    return [
        output.get("text") or output.data["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]  # fmt: skip


@pytest.mark.parametrize("warm", [pytest.param(True, marks=pytest.mark.skipif(not WARM, reason="this system cannot fork")), False])
def test_a_chapter_runs_in_its_own_folder_under_the_parameters_it_declares(tmp_path: Path, warm: bool) -> None:
    (one,) = execute(chapter(tmp_path, "since", "os.path.samefile('.', '..')", "len(os.listdir())"), edition({"since": 2020}), warm=warm)
    assert outputs(one.notebook) == ["'2020-01-01'", "False", "1"]


def test_where_there_are_no_private_sockets_kernels_talk_over_encrypted_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factbook.book import kernels

    monkeypatch.setattr(kernels, "sys", SimpleNamespace(platform="win32", executable=sys.executable))
    assert dict(kernels.transport(tmp_path, "one").KernelManager) == {
        "connection_file": str(tmp_path / "one.json"),
        "transport_encryption": "auto",
    }
    (one,) = execute(chapter(tmp_path, "1 + 1"), edition({}), warm=False)
    assert outputs(one.notebook) == ["2"]


def test_two_runs_leave_the_same_notebook_without_time_or_path(tmp_path: Path) -> None:
    parts = chapter(tmp_path, "import warnings; warnings.warn('look')", "print('x')")
    first, second = (nbformat.writes(execute(parts, edition({"since": "2020"}), warm=warm)[0].notebook) for warm in (WARM, False))
    assert first == second
    assert str(tmp_path) not in first
    assert "ipykernel_" not in first
    assert "papermill" not in first


def test_chapters_know_nothing_of_each_other(tmp_path: Path) -> None:
    for number in (1, 2):
        write_chapter(
            tmp_path / f"0{number}-c{number}.ipynb", ("code", "a", "import json\nprint(hasattr(json, 'mark'))\njson.mark = 1"), **NOTHING
        )
    assert [outputs(one.notebook) for one in execute(chapters(tmp_path), edition({}), jobs=1)] == [["False\n"], ["False\n"]]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "01-one.ipynb, cell cell-1: ZeroDivisionError: division by zero\nOpen the chapter in JupyterLab"),
        ("assert not [1], 'Nothing is left over.'", "cell cell-1: what it asserts does not hold: Nothing is left over.\nCorrect the data"),
        ("raise ValueError", "cell cell-1: ValueError: no message"),
        ("from factbook import Facts\nFacts.load(thems='x')", "cell cell-1: There is no parameter 'thems'. Did you mean 'themes'?"),
        ("import factbook\nfactbook.Fact", "cell cell-1: AttributeError: factbook has no 'Fact'."),
        ("def (", "cell cell-1: SyntaxError"),
    ],
)  # fmt: skip
def test_a_cell_that_raises_is_named_with_what_to_do(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(ChapterError) as failure:
        execute(chapter(tmp_path, "1", source, "2"), edition({"since": "2020"}))
    assert message in str(failure.value)
    assert "Traceback" not in str(failure.value)


@pytest.mark.parametrize("warm", [WARM, False])
def test_a_kernel_that_dies_is_named_with_the_cell_it_died_in(tmp_path: Path, warm: bool) -> None:
    with pytest.raises(ChapterError, match=r"01-one\.ipynb, cell cell-1: the kernel died while the cell ran"):
        execute(chapter(tmp_path, "1", "os._exit(3)", "2"), edition({}), warm=warm)


def test_a_cell_that_never_ends_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "CELL_SECONDS", 1)
    with pytest.raises(ChapterError, match="cell cell-0: the cell was still running after 1 seconds"):
        execute(chapter(tmp_path, "import time; time.sleep(60)"), edition({}))


def test_a_failing_chapter_keeps_those_behind_it_from_beginning(tmp_path: Path) -> None:
    write_chapter(tmp_path / "01-a.ipynb", ("code", "a", "1 / 0"), **NOTHING)
    write_chapter(tmp_path / "02-b.ipynb", **NOTHING)
    begun: list[str] = []
    with pytest.raises(ChapterError, match=r"01-a\.ipynb"):
        execute(chapters(tmp_path), edition({}), jobs=1, done=lambda one: begun.append(one.slug))
    assert begun in ([], ["b"])  # the second may have been taken up before the first was known to have failed


def test_a_kernel_that_does_not_start_is_tried_again_and_then_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factbook.book import kernels

    monkeypatch.setattr(kernels, "_LAUNCHER", [sys.executable, "-c", "raise SystemExit(1)", "{connection_file}"])
    with pytest.raises(ChapterError, match="no kernel could be started"):
        execute(chapter(tmp_path, "1"), edition({}), warm=False)


@pytest.mark.skipif(not WARM, reason="this system cannot fork")
def test_a_warm_kernel_that_does_not_start_gives_way_to_a_plain_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factbook.book import kernels

    monkeypatch.setattr(kernels, "_run_kernel", sys.exit)
    (one,) = execute(chapter(tmp_path, "1 + 1"), edition({}))
    assert outputs(one.notebook) == ["2"]


def test_no_class_is_left_to_be_looked_up_by_threads() -> None:
    settle_classes()
    traits = [trait for part in (PlainKernels, WarmKernels, ForkProvisioner, PromptClient) for trait in part.class_traits().values()]
    looked_up = [trait for trait in traits if isinstance(trait, ClassBasedTraitType)]
    assert looked_up
    assert [trait.name for trait in looked_up if isinstance(trait.klass, str)] == []
    assert [trait.name for trait in looked_up if isinstance(trait, Type) and isinstance(trait.default_value, str)] == []
