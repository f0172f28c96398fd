"""Each way to render a notebook that the benchmarks compare, and a process to do it in, which can be stopped."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat
from nbconvert.exporters import PDFExporter as LatexPDFExporter
from nbconvert.exporters import WebPDFExporter
from nbformat import NotebookNode

from factbook.export.html import HTMLExporter
from factbook.export.pdf import PDFExporter

TARGET = "target of the cost of our PDF: less than 0.10 of WebPDFExporter's"


class SystemWebPDF(WebPDFExporter):  # type: ignore[misc]
    """nbconvert's WebPDF exporter with the system's Chromium, which it has no way to name itself; each step else as it does it."""

    def run_playwright(self, html: str) -> bytes:
        from playwright.async_api import async_playwright

        async def printed(address: str) -> bytes:
            async with async_playwright() as session:
                # a name that does not resolve fails at once: without a network its scripts from elsewhere must not cost it time
                browser = await session.chromium.launch(
                    executable_path=chromium(), args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND", *self.browser_args]
                )
                page = await browser.new_page()
                await page.emulate_media(media="print")
                await page.wait_for_timeout(100)
                await page.goto(address, wait_until="networkidle")
                await page.wait_for_timeout(self.page_render_timeout)
                return bytes(await page.pdf(print_background=True))

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "page.html"
            file.write_text(html, "utf-8")
            return asyncio.run(printed(file.as_uri()))


def chromium() -> str:
    """Where the system's Chromium is; "" where there is none."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), "")


def missing() -> dict[str, str]:
    """Why a rival cannot run on this machine, by its name."""
    why = {}
    if not chromium():
        why["webpdf"] = "not installed (no Chromium)"
    if not shutil.which("xelatex") or not shutil.which("pandoc"):
        why["pdf"] = "not installed (xelatex and pandoc)"
    return why


@dataclass(frozen=True)
class Outcome:
    """What came of one render: `reason` is "" where there is a file, which has `size` bytes and cost `seconds` after `warnings`."""

    reason: str
    seconds: float
    size: int = 0
    warnings: tuple[str, ...] = ()


class _Told(logging.Handler):
    """Keeps what an exporter warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


RENDERERS: dict[str, Callable[[], Any]] = {
    "factbook_pdf": PDFExporter,
    "strict": lambda: PDFExporter(strict=True),  # type: ignore[no-untyped-call]
    "factbook_html": HTMLExporter,
    "webpdf": SystemWebPDF,
    "pdf": LatexPDFExporter,
}


def rendered(name: str, path: Path) -> Outcome:
    """The outcome of one renderer on one file, read as nbconvert reads it."""
    told = _Told()
    exporter = RENDERERS[name]()
    exporter.log = logging.Logger("render")
    exporter.log.addHandler(told)
    since = perf_counter()
    try:
        made, _ = exporter.from_filename(str(path))
    except Exception as fault:  # whatever it is, it is the result of this comparison
        return Outcome(f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:160], perf_counter() - since)
    return Outcome("" if made else "empty", perf_counter() - since, len(made), tuple(told.messages))


def seconds(exporter: Any, notebook: NotebookNode) -> float:
    """What one `from_notebook_node` costs."""
    since = perf_counter()
    exporter.from_notebook_node(nbformat.from_dict(notebook))
    return perf_counter() - since


class Worker:
    """A process that renders, one file at a time; one that takes too long is stopped and replaced."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._start()

    def render(self, name: str, path: Path) -> Outcome:
        """The outcome, within the limit or as a failure."""
        self._ours.send((name, path))
        try:
            if self._ours.poll(self.limit):
                outcome: Outcome = self._ours.recv()
                return outcome
            reason = f"not done after {self.limit:.0f} s"
        except EOFError:
            reason = "the process died"
        self.close()
        self._start()
        return Outcome(reason, self.limit)

    def close(self) -> None:
        """Stop the process."""
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        self._ours, theirs = multiprocessing.get_context("spawn").Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()


def _serve(connection: Connection) -> None:
    """Render whatever is asked for, until nobody asks any more."""
    while True:
        try:
            name, path = connection.recv()
        except EOFError:
            return
        connection.send(rendered(name, path))
