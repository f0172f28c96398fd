"""The cost of our PDF exporter against nbconvert's WebPDF exporter: the same notebooks, one process, in turn, warm; nothing is asserted.

`from_notebook_node` is measured. The rival prints with the system's Chromium; what it asks of a network fails at once, in its favour.
Notebooks: the default edition as an assembled book and a chapter of it, each with its evidence and without, of which the rival prints
the statements at most; our sample of every output; foreign ones with much in them; then eight of each foreign package, once each.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import nbformat
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

sys.path += [str(Path(__file__).parent.parent / folder) for folder in ("export", "")]

from foreign import Foreign, gathered
from plain import machine
from renderers import TARGET, SystemWebPDF, chromium, seconds
from sample import FRAME, code, notebook_of, output, sample_notebook

from factbook.book.assemble import assemble
from factbook.book.build import Project
from factbook.book.chapters import chapters, included
from factbook.book.edition import edition
from factbook.book.execute import execute
from factbook.exhibits.exhibit import MIME
from factbook.export.pdf import PDFExporter
from factbook.record import package as packages
from factbook.record.facts import Facts

ROUNDS = 5
EACH, GOAL = 8, 0.10  # notebooks of each package; the ratio to stay below
FOREIGN = ("tests/files/notebook1.ipynb",)  # beside the two largest: nbconvert's own sample


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder to fetch the foreign notebooks into")
    asked = parser.parse_args(arguments)
    if not chromium():
        raise SystemExit("WebPDFExporter is not installed: no Chromium on this machine.")
    print(machine())
    with TemporaryDirectory() as scratch:
        foreign = [one for one in gathered(asked.keep or Path(scratch)) if not one.invalid]
        ours, rival = PDFExporter(), SystemWebPDF()
        ours.log = rival.log = logging.Logger("quiet", logging.CRITICAL)
        for exporter in (ours, rival):  # what a process loads once is loaded
            seconds(exporter, notebook_of(new_markdown_cell("# Warm\n\n$x$"), code("f", output("display_data", {"text/html": FRAME}))))
        _once_each(foreign, ours, rival)  # before the edition fills the memory that Python goes through at times
        print(f"medians of {ROUNDS} rounds, in seconds; {TARGET}")
        print(f"{'notebook':60} {'ours':>6} {'webpdf':>7} {'ratio':>6}   {'ours, first time':>17} {'ratio':>6}")
        for name, notebook in _notebooks(foreign):
            first = seconds(ours, notebook)  # Typst remembers what it has laid out before: this time it has not
            rounds = [(seconds(ours, notebook), seconds(rival, notebook)) for _ in range(ROUNDS)]
            cost, theirs = (median(column) for column in zip(*rounds, strict=True))
            print(f"{name:60} {cost:6.3f} {theirs:7.3f} {cost / theirs:6.3f}   {first:17.3f} {first / theirs:6.3f}", flush=True)


def _once_each(foreign: Sequence[Foreign], ours: Exporter, rival: Exporter) -> None:
    """Print how the ratios of many notebooks lie, each of which ours meets for the first time."""
    ratios, failed = [], []
    for _, group in groupby(foreign, key=lambda one: one.package):
        for one in list(group)[:EACH]:
            notebook, name = nbformat.read(one.path, as_version=4), f"{one.package} {one.name}"
            cost = seconds(ours, notebook)
            try:
                ratios.append((cost / seconds(rival, notebook), name))
            except Exception as fault:  # whatever it is, it is the rival's result
                failed.append(f"{name} ({type(fault).__name__})")
    ratios.sort()
    below = sum(ratio < GOAL for ratio, _ in ratios)
    middle = ratios[len(ratios) // 2][0]
    print(f"{len(ratios)} notebooks of other hands, once each: median ratio {middle:.3f}, {below} below {GOAL:.2f}; the highest:")
    for ratio, name in ratios[-3:]:
        print(f"{name:60} {ratio:6.3f}")
    print(f"the rival made no file of {', '.join(failed) or 'none'}")


def _notebooks(valid: Sequence[Foreign]) -> list[tuple[str, NotebookNode]]:
    """The notebooks to compare, with their names."""
    foreign = [one for one in valid if one.outputs]
    largest = sorted(foreign, key=lambda one: (-one.path.stat().st_size, one.package, one.name))[:2]
    chosen = [*largest, *(one for one in foreign if one.name in FOREIGN)]
    read = [(f"{one.package} {one.name}", nbformat.read(one.path, as_version=4)) for one in chosen]
    return [*_book(), ("our sample of every output", sample_notebook()), *read]


def _book() -> list[tuple[str, NotebookNode]]:
    """The default edition, executed and assembled now, and one chapter of it; then the same without evidence."""
    project, chosen = Project.here(), edition({})
    package = packages.read(project.package)
    facts = Facts.select(package, chosen)
    executed = execute(included(chapters(project.notebooks), chosen), chosen)
    timeline = next(one for one in executed if "timeline" in one.chapter.file)
    whole = {"the default edition": assemble(executed, chosen, package, facts.record), "its chapter 02-timeline": timeline.notebook}
    return [*whole.items(), *((f"{name}, without its evidence", _without_evidence(notebook)) for name, notebook in whole.items())]


def _without_evidence(notebook: NotebookNode) -> NotebookNode:
    """A notebook without the evidence behind its sentences: ours prints who says what where, the rival no more than each statement."""
    kept = deepcopy(notebook)
    kept.metadata.get("factbook", {}).pop("pool", None)
    kept.cells = [cell for cell in kept.cells if not _kinds(cell) & {"evidence", "sources"}]
    return kept


def _kinds(cell: NotebookNode) -> set[str]:
    """The kinds of our displays in a cell's outputs."""
    return {output["data"][MIME]["kind"] for output in cell.get("outputs", ()) if MIME in output.get("data", {})}


if __name__ == "__main__":
    main(sys.argv[1:])
