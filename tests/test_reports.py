"""The whole report: the same inputs give the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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


def test_two_builds_give_the_same_bytes(twice: tuple[Path, Path]) -> None:
    one, two = ({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")} for folder in twice)
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []


def test_a_report_tells_nothing_of_the_machine_it_was_built_on(twice: tuple[Path, Path]) -> None:
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", b"/tmp/", b"ipykernel_", sys.prefix.encode()]
    found = {(path.name, trace) for path in twice[0].rglob("*.*") for trace in traces if trace in path.read_bytes()}
    assert found == set()


def test_the_manifest_describes_the_files_beside_it(twice: tuple[Path, Path]) -> None:
    record = json.loads((twice[0] / "manifest.json").read_text("utf-8"))
    assert {name: told["bytes"] for name, told in record["outputs"].items()} == {
        path.name: path.stat().st_size for path in twice[0].iterdir() if path.suffix in (".pdf", ".html")
    }
