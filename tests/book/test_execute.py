"""Execution: real kernels, warm and plain, and what an analyst is told when a chapter fails."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace

import nbformat
import pytest
from tiny import write_chapter
from traitlets import ClassBasedTraitType, Type

from factbook.book import execute as execution
from factbook.book.chapters import Chapter, chapters
from factbook.book.edition import edition
from factbook.book.execute import execute
from factbook.book.kernels import Flock, ForkProvisioner, PlainKernels, PromptClient, WarmKernels, settle_classes
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
    assert dict(kernels.transport(tmp_path / "one").KernelManager) == {
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
    for number, source in enumerate(["1 / 0", "import time; time.sleep(60)", "open('third', 'w')"], start=1):
        write_chapter(tmp_path / f"0{number}-c{number}.ipynb", ("code", "a", source), **NOTHING)
    with pytest.raises(ChapterError, match=r"01-c1\.ipynb, cell a: ZeroDivisionError"):
        execute(chapters(tmp_path), edition({}), jobs=1)
    assert not (tmp_path / "third").exists()


SLEEPS = "import subprocess, sys, time\n"
SLEEPS += "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)'])\n"
SLEEPS += "open('begun.part', 'w').write(f'{os.getpid()} {child.pid}'); os.rename('begun.part', 'begun'); time.sleep(120)"
WAITS = "import time\nwhile not os.path.exists('begun'): time.sleep(0.05)\n"


def running(folder: Path) -> list[int]:
    """Which of the processes that the sleeping chapter told of still run, a moment being left to them."""
    told = [int(word) for word in (folder / "begun").read_text("utf-8").split()]
    deadline = monotonic() + 5
    while (found := [pid for pid in told if _runs(pid)]) and monotonic() < deadline:
        sleep(0.05)
    return found


def _runs(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of its processes in another way")
@pytest.mark.parametrize("warm", [WARM, False])
def test_a_failing_chapter_ends_the_kernels_of_the_others_with_all_they_have_begun(tmp_path: Path, warm: bool) -> None:
    write_chapter(tmp_path / "01-slow.ipynb", ("code", "sleeps", SLEEPS), **NOTHING)
    write_chapter(tmp_path / "02-bad.ipynb", ("code", "fails", f"{WAITS}1 / 0"), **NOTHING)
    since = monotonic()
    with pytest.raises(ChapterError, match=r"02-bad\.ipynb, cell fails: ZeroDivisionError"):
        execute(chapters(tmp_path), edition({}), jobs=2, warm=warm)
    assert monotonic() - since < 60
    assert running(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of its processes in another way")
@pytest.mark.parametrize("cold", [[], ["--cold"]])
def test_an_interruption_ends_the_kernels_and_waits_for_nobody(project: Path, cold: list[str]) -> None:
    write_chapter(project / "notebooks" / "02-slow.ipynb", ("code", "sleeps", f"import os\n{SLEEPS}"))
    command = [sys.executable, "-m", "factbook", "build", "--jobs", "3", *cold]
    heeding = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **heeding) as process:  # type: ignore[call-overload]
        deadline = monotonic() + 60
        while not (project / "notebooks" / "begun").exists() and monotonic() < deadline:
            sleep(0.05)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=30)
    assert [text.strip() for text in told] == ["", "Aborted!"]
    assert running(project / "notebooks") == []


def test_a_run_that_is_over_begins_no_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "Flock", Over)
    with pytest.raises(ChapterError, match="no kernel could be started"):
        execute(chapter(tmp_path, "open('begun', 'w')"), edition({}))
    assert not (tmp_path / "begun").exists()


class Over(Flock):
    """A run that was ended before it began."""

    def __init__(self) -> None:
        super().__init__()
        self.end()


def test_what_nobody_should_read_twice_is_not_printed(project: Path) -> None:
    write_chapter(project / "notebooks" / "02-slow.ipynb", ("code", "sleeps", "import time; time.sleep(60)"))
    write_chapter(project / "notebooks" / "03-bad.ipynb", ("code", "dies", "import os; os._exit(3)"))
    told = subprocess.run([sys.executable, "-m", "factbook", "build", "--jobs", "4"], capture_output=True, text=True, check=False)
    first, second = told.stderr.splitlines()
    assert first == "Error: 03-bad.ipynb, cell dies: the kernel died while the cell ran."
    assert second.startswith("Look there for what ends Python itself")


@pytest.mark.parametrize("warm", [WARM, False])
def test_a_chapter_may_have_as_long_a_name_as_the_system_allows(tmp_path: Path, warm: bool) -> None:
    write_chapter(tmp_path / f"01-{'long' * 50}.ipynb", ("code", "a", "1 + 1"), **NOTHING)
    (one,) = execute(chapters(tmp_path), edition({}), warm=warm)
    assert outputs(one.notebook) == ["2"]


SCRIPT = """\
print("run")
from pathlib import Path
from factbook.book.chapters import chapters
from factbook.book.edition import edition
from factbook.book.execute import execute
print([cell.outputs[0].text for one in execute(chapters(Path("notebooks")), edition({})) for cell in one.notebook.cells[3:4]])
"""


def test_a_script_that_runs_chapters_need_not_guard_itself_against_being_run_anew(project: Path) -> None:
    for number in (1, 9):
        write_chapter(project / "notebooks" / f"0{number}-c{number}.ipynb", ("code", "a", "print('here')"))
    for file in ("01-visits.ipynb", "09-evidence.ipynb"):
        (project / "notebooks" / file).unlink()
    (project / "script.py").write_text(SCRIPT, "utf-8")
    told = subprocess.run([sys.executable, "script.py"], capture_output=True, text=True, check=True)
    assert (told.stdout, told.stderr) == ("run\n['here\\n', 'here\\n']\n", "")


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
