"""JupyterLab as an analyst meets it: a chapter opened and run in the browser, and saved through both exporters from the menu."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "02-timeline.ipynb"
SECONDS = 60
TOKEN = "lab"
CELLS = "jupyterapp.shell.currentWidget.content.model.sharedModel.cells"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves a copy of the project's chapters and data, with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, home / "project" / name)
    folders = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
        f"--ServerApp.root_dir={home / 'project'}", f"--IdentityProvider.token={TOKEN}", "--LabApp.extension_manager=readonly",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    with (home / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, env={**os.environ, **folders}, stdout=log, stderr=log)
    try:
        yield address(server, home)
    finally:
        server.terminate()
        server.wait(SECONDS)


def address(server: subprocess.Popen[bytes], home: Path) -> str:
    """Where the server listens, as soon as it says so."""
    until = monotonic() + SECONDS
    while monotonic() < until and server.poll() is None:
        for told in (home / "RUNTIME").glob("jpserver-*.json"):
            return str(json.loads(told.read_text("utf-8"))["url"])
        sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{(home / 'log.txt').read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def chapter(browser: Any, lab: str) -> Iterator[Any]:
    """The chapter, opened in JupyterLab and run from the menu to its end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(1000 * SECONDS)
    page.goto(f"{lab}lab/tree/notebooks/{CHAPTER}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle", exact=True).wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(f"{CELLS}.every((cell) => cell.cell_type !== 'code' || cell.execution_count)")
    page.get_by_text("Python 3 (ipykernel) | Idle", exact=True).wait_for()
    yield page
    context.close()


def test_a_chapter_runs_to_its_end_and_shows_its_figures_tables_and_findings(chapter: Any) -> None:
    outputs = chapter.evaluate(f"{CELLS}.flatMap((cell) => cell.outputs ?? [])")
    assert {output["output_type"] for output in outputs} == {"execute_result"}
    assert all("text/html" in output["data"] for output in outputs)
    figure = chapter.locator(".jp-OutputArea-output figure svg, .jp-OutputArea-output figure img").first
    figure.scroll_into_view_if_needed()
    assert figure.bounding_box()["width"] > 400
    assert "the shaded years" in chapter.locator(".jp-OutputArea-output figcaption").first.inner_text()


@pytest.mark.parametrize(("name", "begins"), [("Factbook_pdf", b"%PDF-"), ("Factbook_html", b"<!DOCTYPE html>")])
def test_the_menu_saves_it_in_both_formats(chapter: Any, name: str, begins: bytes, tmp_path: Path) -> None:
    downloads: list[Any] = []
    keep = lambda download: downloads.append(download)  # noqa: E731  the driver marks its listeners, which a method of a list does not bear
    chapter.context.on("page", lambda opened: opened.on("download", keep))
    chapter.on("download", keep)
    chapter.get_by_role("menuitem", name="File", exact=True).click()
    entry = chapter.locator(".lm-Menu-itemLabel")
    entry.get_by_text("Save and Export Notebook As", exact=True).click()
    entry.get_by_text(name, exact=True).wait_for()
    entry.get_by_text(name, exact=True).click()
    until = monotonic() + SECONDS
    while not downloads and monotonic() < until:
        chapter.wait_for_timeout(100)
    downloads[0].save_as(tmp_path / "saved")
    saved = (tmp_path / "saved").read_bytes()
    assert saved.startswith(begins) and len(saved) > 100_000
    if name.endswith("html"):
        assert "How did the relation get here" in saved.decode()
