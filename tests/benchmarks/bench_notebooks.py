"""`make bench-notebooks`: notebooks nobody here wrote through our two exporters and nbconvert's, each with a time limit.

Prints how many rendered, how many told what an accessible file would refuse, and each failure with its reason. Nothing is kept.
`--each 0` takes every notebook found rather than eight of each package; `--keep FOLDER` fetches into a folder and leaves it there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from foreign import Foreign, gathered
from plain import machine
from renderers import Outcome, Worker, missing

OURS = ("factbook_pdf", "factbook_html", "strict")
RIVALS = ("webpdf", "pdf")
LIMIT = 60.0  # seconds for one render


@dataclass(frozen=True)
class Rendered:
    """A notebook and what each renderer made of it."""

    notebook: Foreign
    outcomes: dict[str, Outcome]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=8, help="notebooks of each package, 0 for all")
    parser.add_argument("--keep", type=Path, help="a folder to fetch into")
    parser.add_argument("--only", nargs="*", help="renderers")
    asked = parser.parse_args(arguments)
    absent = missing()
    names = [name for name in (*OURS, *RIVALS) if name not in absent and name in (asked.only or (*OURS, *RIVALS))]
    print(machine())
    with TemporaryDirectory() as scratch:
        notebooks = gathered(asked.keep or Path(scratch), asked.each)
        origins, with_outputs = len({one.package for one in notebooks}), sum(bool(one.outputs) for one in notebooks)
        print(f"{len(notebooks)} notebooks of {origins} origins, {with_outputs} with outputs", flush=True)
        results = _rendered(notebooks, names)
    valid = [result for result in results if not result.notebook.invalid]
    invalid = [result for result in results if result.notebook.invalid]
    _summary("valid", valid, names)
    _summary("invalid, most of them on purpose", invalid, names)
    for name in RIVALS:
        if name in absent:
            print(f"\n{name}: {absent[name]}")
    _failures(results, names)


def _rendered(notebooks: Sequence[Foreign], names: Sequence[str]) -> list[Rendered]:
    """What each renderer makes of each notebook, a process for each renderer."""
    workers = {name: Worker(LIMIT) for name in names}
    results = []
    for number, notebook in enumerate(notebooks, start=1):
        results.append(Rendered(notebook, {name: worker.render(name, notebook.path) for name, worker in workers.items()}))
        if number % 25 == 0:
            print(f"… {number} of {len(notebooks)}", file=sys.stderr, flush=True)
    for worker in workers.values():
        worker.close()
    return results


def _summary(what: str, results: Sequence[Rendered], names: Sequence[str]) -> None:
    """How each renderer fared."""
    if not results:
        return
    print(f"\n{len(results)} {what}:")
    for name in names:
        outcomes = [result.outcomes[name] for result in results]
        good = [outcome for outcome in outcomes if not outcome.reason]
        line = f"  {'accessible (strict)' if name == 'strict' else name:20} {len(good):4} of {len(outcomes)}"
        if good:
            line += f"   median {median(one.seconds for one in good):5.2f} s, longest {max(one.seconds for one in good):5.2f} s"
        if warned := sum(bool(one.warnings) for one in good):
            line += f", {warned} of them with a warning"
        print(line)


def _failures(results: Sequence[Rendered], names: Sequence[str]) -> None:
    """Every failure, by name; a strict refusal is no failure: it is what the switch is for."""
    for name in names:
        failed = [(result.notebook, result.outcomes[name].reason) for result in results if result.outcomes[name].reason]
        if name == "strict" or not failed:
            continue
        print(f"\n{name} made no file of:")
        for notebook, reason in failed:
            note = f" (invalid: {notebook.invalid})" if notebook.invalid else ""
            print(f"  {notebook.package} {notebook.name}: {reason}{note}")
    if "webpdf" in names:
        alone = [
            f"{result.notebook.package} {result.notebook.name}"
            for result in results
            if result.outcomes.get("factbook_pdf", result.outcomes["webpdf"]).reason and not result.outcomes["webpdf"].reason
        ]
        print(f"\nfailed with us and not with webpdf: {len(alone)} {', '.join(alone)}")


if __name__ == "__main__":
    main(sys.argv[1:])
