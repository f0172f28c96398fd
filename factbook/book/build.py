"""An edition built: read, executed, assembled, rendered, and only then put in place of the one before.

Nothing is written until everything is made. Then all files are put into `.next/`, the manifest last; a `.next/` with a
manifest is complete, and moving it into place is finished by the next command if this one is interrupted.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import nbformat

from factbook.book.assemble import about, assemble
from factbook.book.chapters import chapters, included
from factbook.book.edition import Edition, edition, fits
from factbook.book.execute import Executed, execute
from factbook.book.manifest import as_json, changed_since, digest, manifest
from factbook.errors import FactbookError
from factbook.record import package as packages
from factbook.record.facts import Facts

FORMATS = ("pdf", "html")
NEXT = ".next"
EXECUTED = "executed"


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
    """What a build came to: the files in their place, and how long each stage took."""

    files: tuple[Path, ...]
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

    Raises FactbookError for anything wrong with data, parameters, chapters or rendering; the reports there stay as they were.
    """
    finish_interrupted_move(project.reports)
    clock = _Clock(report)
    clock.begin("reading the data package", 1)
    package = packages.read(project.package)
    facts = Facts.select(package, chosen)
    fits(chosen, facts.record)
    parts = included(chapters(project.notebooks), chosen)
    clock.begin("executing chapters", len(parts))
    executed = execute(parts, project.tell(chosen), jobs=jobs, warm=warm, done=lambda chapter: report(chapter.file, 0))
    book = assemble(executed, chosen, package, facts.record)
    outputs = render(book, formats, clock.begin)
    told = about(chosen, facts.record)
    record = as_json(manifest(parts, package, told, outputs))
    clock.begin("writing the reports", 1)
    files = put_in_place(project.reports, outputs, executed if keep_executed else (), manifest_name(chosen), record)
    return Built(files, clock.stop())


def stale(project: Project) -> list[str]:
    """Why the full report in `project.reports` is no longer what a build would make, one clause each; empty when it still is.

    Raises FactbookError where there is no report.
    """
    file = project.reports / "manifest.json"
    if not file.is_file():
        raise FactbookError(f"{project.reports.name}/ has no manifest, so no report to judge. Build one first.")
    recorded = json.loads(file.read_text("utf-8"))
    parts = included(chapters(project.notebooks), edition({**recorded["parameters"], "package": ""}))
    moved = [
        f"{name} is not the file that was built"
        for name, told in recorded["outputs"].items()
        if not (project.reports / name).is_file() or digest((project.reports / name).read_bytes()) != told["sha256"]
    ]
    return moved + changed_since(recorded, parts, packages.read(project.package))


def render(book: nbformat.NotebookNode, formats: Sequence[str], begin: Callable[[str, int], None]) -> dict[str, bytes]:
    """The book in each format, by file name."""
    name = book.metadata["factbook"]["edition"]["name"]
    outputs: dict[str, bytes] = {}
    if "pdf" in formats:
        from factbook.export.pdf import pdf_bytes

        begin("rendering the PDF", 1)
        outputs[f"{name}.pdf"] = pdf_bytes(book)
    if "html" in formats:
        from factbook.export.html import html_text

        begin("rendering the HTML", 1)
        outputs[f"{name}.html"] = html_text(book).encode()
    return outputs


def manifest_name(edition: Edition) -> str:
    """The manifest's file name; a brief edition's stands beside the full one's."""
    return "manifest-brief.json" if edition.length == "brief" else "manifest.json"


def put_in_place(
    reports: Path, outputs: Mapping[str, bytes], executed: Sequence[Executed], manifest_file: str, record: bytes
) -> tuple[Path, ...]:
    """The paths of the files, written to `.next/` in full and then moved into `reports`."""
    staging = reports / NEXT
    try:
        (staging / EXECUTED).mkdir(parents=True)
        for chapter in executed:
            (staging / EXECUTED / chapter.chapter.file).write_bytes(_compact(chapter.notebook))
        for name, content in outputs.items():
            (staging / name).write_bytes(content)
        (staging / f"{manifest_file}.part").write_bytes(record)
        (staging / f"{manifest_file}.part").replace(staging / manifest_file)
        finish_interrupted_move(reports)
    except OSError as fault:
        raise FactbookError(
            f"The reports could not be written to {reports.name}/ ({fault.strerror}: {Path(str(fault.filename or '')).name}). "
            "Close what has them open, see that there is room and that you may write there, then repeat the command."
        ) from fault
    return tuple(reports / name for name in (*outputs, manifest_file))


def _compact(notebook: nbformat.NotebookNode) -> bytes:
    """A notebook as a file for programs: on one line, since laying megabytes out for readers takes a second a build."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True).encode()


def finish_interrupted_move(reports: Path) -> None:
    """Move a complete `.next/` into place, the manifest last; throw an incomplete one away."""
    staging = reports / NEXT
    if not staging.is_dir():
        return
    for record in sorted(staging.glob("manifest*.json")):
        for name in json.loads(record.read_text("utf-8"))["outputs"]:
            if (staging / name).exists():  # else it was moved before the interruption
                (staging / name).replace(reports / name)
        if (staging / EXECUTED).exists():
            shutil.rmtree(reports / EXECUTED, ignore_errors=True)
            (staging / EXECUTED).replace(reports / EXECUTED)
        record.replace(reports / record.name)
    shutil.rmtree(staging)


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
