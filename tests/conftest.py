"""What all tests share: the tiny project, and a ban on silent skips where the real parts are required."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tiny import write_chapter, write_package

settings.register_profile("any machine", deadline=None)  # how fast an example runs says what else the machine is doing
settings.load_profile("any machine")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tiny data package and two chapters, and the working folder in it."""
    write_package(tmp_path / "data")
    write_chapter(
        tmp_path / "notebooks" / "01-visits.ipynb",
        ("finding brief", "bottom-line", "Finding('There was a visit.', facts)"),
        ("finding", "more", "Finding('There was more.', facts)"),
        ("sources", "sources", "Sources(facts)"),
    )
    write_chapter(tmp_path / "notebooks" / "09-evidence.ipynb", ("exhibit", "facts", "Evidence(facts)"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder with its bytes."""
    return lambda folder: {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where the real parts are required (`FACTBOOK_REQUIRE_REAL_PARTS=1`), a test that skips itself has failed."""
    report = yield
    if os.environ.get("FACTBOOK_REQUIRE_REAL_PARTS") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped although the real parts are required: {report.longrepr}"
    return report
