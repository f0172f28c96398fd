"""`make bench-editions`: forty editions against a shell loop of papermill and nbconvert; `--hundred` instead proves a hundred.

Four editions of the loop are measured and scaled to as many as ours. `--hundred` makes a hundred editions, then ten of them, picked at
random, once more by a single build in a process of its own, and compares every byte.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

import psutil
from plain import chain, machine

from factbook.batch.run import Run, plan
from factbook.book.build import FORMATS, Project
from factbook.book.chapters import included

LOOPED, SEED = 4, 6


class Memory:
    """The memory of this process and all below it, twice a second, each page that is shared counted once a process."""

    def __enter__(self) -> Memory:
        self.samples: list[float] = []
        self.over = Event()
        Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.over.set()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self.over.wait(0.5):
            total = 0
            for process in (me, *me.children(recursive=True)):
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:  # it has just ended
                    continue
            self.samples.append(total / 1e6)

    def told(self) -> str:
        """The mean of each quarter of the run, and the highest sample."""
        size = max(len(self.samples) // 4, 1)
        quarters = [mean(self.samples[start : start + size]) for start in range(0, 4 * size, size) if self.samples[start : start + size]]
        return f"{', '.join(f'{quarter:.0f}' for quarter in quarters)} MB by quarter of the run, {max(self.samples):.0f} MB at most"


def made(number: int, formats: tuple[str, ...], out: Path) -> tuple[Run, float, str]:
    """A run over the first editions of the file, spread over all of them; its seconds and its memory."""
    here = Project.here(reports=out)
    names = [named.name for named in plan(here, only=["*"], formats=formats).catalogue.editions]
    chosen = sorted(random.Random(SEED).sample(names, number))
    run = plan(here, only=chosen, formats=formats)
    with Memory() as memory:
        since = perf_counter()
        run.make(lambda step: print(".", end="", flush=True))
        seconds = perf_counter() - since
    print(flush=True)
    for step in run.failed:
        print(f"{step.named.name}: {step.outcome.fault if step.outcome else ''}")
    return run, seconds, memory.told()


def against_a_loop(number: int, formats: tuple[str, ...]) -> None:
    """Ours, then four editions of the loop, scaled."""
    with TemporaryDirectory() as scratch:
        run, ours, memory = made(number, formats, Path(scratch) / "ours")
        print(f"ours: {number} editions ({' and '.join(formats)}) in {ours:.0f} s, {len(run.failed)} failed; memory {memory}", flush=True)
        looped = random.Random(SEED).sample(list(run.steps.values()), LOOPED)
        loop = sum(chain(included(run.behind.chapters, step.named.edition), step.named.edition.given, Path(scratch)) for step in looped)
    scaled = loop / LOOPED * number
    print(f"loop: {LOOPED} editions (html) in {loop:.0f} s, so {number} in {scaled:.0f} s")
    print(f"ours takes {ours / scaled:.3f} of the loop: 1/{scaled / ours:.1f}; the target is 1/6")


def hundred(formats: tuple[str, ...]) -> None:
    """A hundred editions, ten of them compared with a fresh single build."""
    with TemporaryDirectory() as scratch:
        run, seconds, memory = made(100, formats, Path(scratch) / "many")
        print(f"100 editions ({' and '.join(formats)}) in {seconds:.0f} s, {len(run.failed)} failed; memory {memory}", flush=True)
        differ = []
        for step in random.Random().sample(list(run.steps.values()), 10):
            alone = Path(scratch) / "alone" / step.named.name
            given = [part for name, value in step.named.edition.given.items() for part in ("-y", f"{name}: {value!r}")]
            choice = "both" if len(formats) > 1 else formats[0]
            command = [sys.executable, "-m", "factbook", "build", "--out", str(alone), "--format", choice, *given]
            subprocess.run(command, check=True, capture_output=True)
            there = run.shelf.folder / step.named.name
            same = all((alone / file.name).read_bytes() == file.read_bytes() for file in there.iterdir())
            differ += [] if same else [step.named.name]
            print(f"{step.named.name}: {'the same bytes' if same else 'DIFFERS'}", flush=True)
    print("Ten of ten are the same." if not differ else f"Not the same: {', '.join(differ)}.")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hundred", action="store_true", help="make a hundred and compare ten with single builds")
    options.add_argument("--number", type=int, default=40, help="how many editions to make against the loop")
    options.add_argument("--formats", default="html", help="what ours makes: html, or pdf,html; the loop makes HTML")
    chosen = options.parse_args()
    formats = tuple(word for word in FORMATS if word in chosen.formats.split(","))
    print(machine(), flush=True)
    if chosen.hundred:
        hundred(formats)
    else:
        against_a_loop(chosen.number, formats)


if __name__ == "__main__":
    main()
