"""`make bench`: the default edition against the plain chain and against the floor, in one run, as ratios; nothing is asserted.

Each is measured three times in turn, so that a busy moment of the machine falls on all of them; the median counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from plain import chain, floor, machine, printer

from factbook.book.build import Project
from factbook.book.chapters import chapters, included
from factbook.book.edition import edition

ROUNDS = 3
STAGES = """
import json, sys
from time import perf_counter
since = perf_counter()
from pathlib import Path
from factbook.book.build import Project, build
from factbook.book.chapters import chapters
from factbook.book.edition import edition
from factbook.book.execute import execute

def main():
    loaded = perf_counter() - since
    here = Project.here(reports=Path(sys.argv[1]))
    stages = {"import": loaded, **build(edition({}), here).seconds}
    alone = {}
    for chapter in chapters(here.notebooks):
        begun = perf_counter()
        execute([chapter], edition({}), jobs=1)
        alone[chapter.file] = perf_counter() - begun
    print(json.dumps([stages, alone]))

if __name__ == "__main__":
    main()
"""


def timed(*arguments: str) -> float:
    """The seconds that a command of ours takes, in a process of its own."""
    since = perf_counter()
    subprocess.run([sys.executable, "-m", "factbook", *arguments], check=True, capture_output=True)
    return perf_counter() - since


def main() -> None:
    here = Project.here()
    parts = included(chapters(here.notebooks), edition({}))
    ours, page, plain, printed, bare = [], [], [], [], []
    print(machine(), flush=True)
    with TemporaryDirectory() as scratch:
        out = Path(scratch)
        to = printer(out)
        for turn in range(ROUNDS):
            ours.append(timed("build", "--out", str(out / "ours")))
            page.append(timed("build", "--format", "html", "--out", str(out / "page")))
            plain.append(chain(parts, {}, out))
            printed += [chain(parts, {}, out, ("html", to))] if to else []
            bare.append(floor(parts, out))
            print(
                f"round {turn + 1}: ours {ours[-1]:.1f} s, HTML only {page[-1]:.1f} s, chain {plain[-1]:.1f} s, floor {bare[-1]:.1f} s",
                flush=True,
            )
        (out / "stages.py").write_text(STAGES, "utf-8")
        told = subprocess.run([sys.executable, str(out / "stages.py"), str(out / "staged")], check=True, capture_output=True, text=True)
        stages, alone = json.loads(told.stdout)
    rendering = sum(seconds for stage, seconds in stages.items() if stage.startswith(("rendering", "writing")))
    over = (median(ours) - rendering - median(bare)) / len(parts)
    print(f"\n{len(parts)} chapters, medians of {ROUNDS}:")
    fair = f"{median(ours) / median(printed):.2f} of the chain to HTML and {to}" if to else "no webpdf or pdf of nbconvert's is installed"
    print(f"  ours, PDF and HTML   {median(ours):6.1f} s   {median(ours) / median(plain):.2f} of the chain, which makes HTML only; {fair}")
    print(f"  ours, HTML only      {median(page):6.1f} s   {median(page) / median(plain):.2f} of the chain; the target is 0.25")
    print(f"  the plain chain      {median(plain):6.1f} s")
    print(f"  the floor            {median(bare):6.1f} s   ours takes {over:+.2f} s a chapter more, without rendering; the target is 0.40")
    print("by stage: " + ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items()))
    print("chapters alone: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in alone.items()))
    print(f"--help {median(timed('--help') for _ in range(5)):.2f} s, check {median(timed('check') for _ in range(5)):.2f} s")


if __name__ == "__main__":
    main()
