"""A browser without a network, the pages to look at, and the two judges; each is skipped with its reason where it is not installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent.parent / "export"))

from much import lengths_notebook, much_notebook, series_notebook
from sample import sample_notebook
from test_html_hostile import HOSTILE, hostile_notebook

from factbook.export.html import html_text

_MODULES = Path(__file__).parent / "node_modules"
_INSTALL = "run `npm install --prefix tests/browser`"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium as the system has it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as session:
        opened = session.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample as a chapter and as a book; what cites much, has a series of figures, lines of every length, hostile text; as files."""
    folder = tmp_path_factory.mktemp("pages")
    for name, book in (("chapter", False), ("book", True)):
        (folder / f"{name}.html").write_text(html_text(sample_notebook(book=book), show_code=not book), "utf-8")
    (folder / "much.html").write_text(html_text(much_notebook()), "utf-8")
    (folder / "lengths.html").write_text(html_text(lengths_notebook()), "utf-8")
    (folder / "series.html").write_text(html_text(series_notebook()), "utf-8")
    (folder / "hostile.html").write_text(html_text(hostile_notebook(HOSTILE)), "utf-8")
    return {path.stem: path for path in sorted(folder.glob("*.html"))}


@pytest.fixture
def opened(browser: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page in a context of its own, offline, and fails if it asked for anything or complained."""
    contexts, faults = [], []

    def open_page(name: str = "book", query: str = "", *, width: int = 1280, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(f"asked for {request.url}")
        )
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append("a dialog"), dialog.dismiss()))
        page.goto(pages[name].as_uri() + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    script = _MODULES / "axe-core" / "axe.min.js"
    if not script.exists():
        pytest.skip(f"axe-core is not installed: {_INSTALL}")
    return script.read_text("utf-8")


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """The command of the Nu HTML checker."""
    jar = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        pytest.skip(f"the Nu HTML checker is not installed: {_INSTALL}")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine for the Nu HTML checker")
    return ["java", "-jar", str(jar), "--errors-only", "--also-check-css"]
