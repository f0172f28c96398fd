"""An edition built: read, executed, assembled, rendered, and only then put in place of the one before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat

from factbook.book.assemble import about, assemble
from factbook.book.chapters import Chapter, chapters, files, included
from factbook.book.edition import Edition, edition, fits
from factbook.book.execute import execute
from factbook.book.manifest import NOTEBOOKS, as_json, changed, differences, digest, inputs, manifest, recorded, versions
from factbook.book.placing import finish_interrupted_move, put_in_place
from factbook.errors import FactbookError
from factbook.record import package as packages
from factbook.record.facts import Facts

FORMATS = ("pdf", "html")


@dataclass(frozen=True)
class Project:
    """Where an edition's parts lie: its data package, its chapters, its reports."""

    package: Path
    notebooks: Path
    reports: Path

    @classmethod
    def here(cls, package: str = "", notebooks: Path | None = None, reports: Path | None = None) -> Project:
        """The project that the working folder belongs to, or the parts named of another; a package brings the chapters beside it."""
        home = Path() if package and notebooks and reports else packages.locate().parent
        beside = Path(package).resolve().parent / "notebooks" if package else home / "notebooks"
        own = beside if beside.is_dir() else home / "notebooks"
        return cls(Path(package) if package else home / "data", notebooks or own, reports or home / "reports")

    def tell(self, edition: Edition) -> Edition:
        """The edition with the package named, where the chapters would not find it by themselves."""
        if packages.locate(self.notebooks) == self.package.resolve():
            return edition.model_copy(update={"package": ""})
        return edition.model_copy(update={"package": self.package.resolve().as_posix()})


@dataclass(frozen=True)
class Built:
    """What a build came to: the files in their place, how many facts they show, and how long each stage took, one after the other."""

    files: tuple[Path, ...]
    facts: int
    seconds: dict[str, float] = field(compare=False)


def build(
    chosen: Edition,
    project: Project,
    *,
    formats: Sequence[str] = FORMATS,
    jobs: int = 0,
    warm: bool = True,
    keep_executed: bool = True,
    report: Callable[[str, int], None] = lambda stage, steps: None,
) -> Built:
    """The edition built into `project.reports`; `report` is called with the stage begun and how many steps it has.

    Where `keep_executed` is false, the executed chapters, which are larger than the report, are not written beside it.

    Raises FactbookError for anything wrong with data, parameters, chapters or rendering, and where any of the files read has changed
    meanwhile; the reports there stay as they were.
    """
    finish_interrupted_move(project.reports)
    clock = _Clock(report)
    clock.begin("reading the data package", 1)
    before = inputs(files(project.notebooks), project.package)
    package = packages.read(project.package)
    facts = Facts.select(package, chosen)
    fits(chosen, facts.record)
    parts = included(chapters(project.notebooks), chosen)
    clock.begin("executing chapters", len(parts))
    executed = execute(parts, project.tell(chosen), jobs=jobs, warm=warm, done=lambda chapter: report(chapter.file, 0))
    _unchanged(before, parts, project.package)  # what is assembled is read again
    book = assemble(executed, chosen, package, facts.record)
    clock.begin(f"rendering {' and '.join(form.upper() for form in FORMATS if form in formats)}", len(formats))
    outputs = render(book, formats, lambda form: report(form, 0))
    record = as_json(manifest(_unchanged(before, parts, project.package), about(chosen, facts.record), outputs))
    clock.begin("writing the reports", 1)
    paths = put_in_place(project.reports, outputs, executed if keep_executed else (), manifest_name(chosen), record)
    return Built(paths, len(facts), clock.stop())


def stale(project: Project) -> list[str]:
    """Why the full report in `project.reports` is no longer what a build would make, one clause each; empty when it still is.

    Raises FactbookError where there is no report.
    """
    file = project.reports / "manifest.json"
    if not file.is_file():
        raise FactbookError(f"{project.reports.name}/ has no manifest, so no report to judge. Build one first.")
    then = recorded(file)
    if not then:
        raise FactbookError(f"{project.reports.name}/{file.name} is torn, or no manifest of a report. Build the report again.")
    parts = included(chapters(project.notebooks), edition({**then["parameters"], "package": ""}))
    moved = [
        f"{name} is not the file that was built"
        for name, told in then["outputs"].items()
        if not (project.reports / name).is_file() or digest((project.reports / name).read_bytes()) != told["sha256"]
    ]
    packages.read(project.package)  # what breaks its rules could not be built, and is told
    return moved + differences(then, inputs([part.path for part in parts], project.package), versions())


def render(book: nbformat.NotebookNode, formats: Sequence[str], done: Callable[[str], None]) -> dict[str, bytes]:
    """The book in each format, by file name; `done` is called with each format as it is finished.

    The PDF is set by a process of its own, and the HTML is made while it works.
    """
    name = book.metadata["factbook"]["edition"]["name"]
    exporters = {form: _exporter(form) for form in FORMATS if form in formats}  # made one by one: traitlets minds threads

    def rendered(form: str) -> bytes:
        content, _ = exporters[form].from_notebook_node(book)
        done(form)
        return content.encode() if isinstance(content, str) else bytes(content)

    with ThreadPoolExecutor(1) as beside:
        page = beside.submit(rendered, "html") if "html" in exporters else None
        outputs = {f"{name}.pdf": rendered("pdf")} if "pdf" in exporters else {}
        return outputs | ({f"{name}.html": page.result()} if page else {})


def _exporter(form: str) -> Any:
    """What renders a notebook in a format; loaded only where it is asked for."""
    if form == "pdf":
        from factbook.export.pdf import PDFExporter

        return PDFExporter()  # type: ignore[no-untyped-call]
    from factbook.export.html import HTMLExporter

    return HTMLExporter()  # type: ignore[no-untyped-call]


def _unchanged(before: Mapping[str, str], parts: Sequence[Chapter], package: Path) -> dict[str, str]:
    """The hashes of all that a build reads, which are still those of before it began.

    Raises FactbookError where they are not: report and manifest would tell of different files.
    """
    now = inputs([part.path for part in parts], package)
    read = {NOTEBOOKS + part.file for part in parts}
    moved = changed({name: told for name, told in before.items() if not name.startswith(NOTEBOOKS) or name in read}, now)
    if moved:
        more = f", and {len(moved) - 3} more" if len(moved) > 3 else ""
        raise FactbookError(
            f"While the report was built, {', '.join(moved[:3])}{more}. Nothing was written, since nobody could say what the report shows. "
            "Build it again, and leave the files alone meanwhile."
        )
    return now


def manifest_name(edition: Edition) -> str:
    """The manifest's file name; a brief edition's stands beside the full one's."""
    return "manifest-brief.json" if edition.length == "brief" else "manifest.json"


@dataclass
class _Clock:
    """Tells a stage's beginning to whoever listens, and keeps how long each took."""

    report: Callable[[str, int], None]
    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    since: float = 0.0

    def begin(self, stage: str, steps: int) -> None:
        self.stop()
        self.stage, self.since = stage, perf_counter()
        self.report(stage, steps)

    def stop(self) -> dict[str, float]:
        if self.stage:
            self.seconds[self.stage] = perf_counter() - self.since
            self.stage = ""
        return self.seconds
