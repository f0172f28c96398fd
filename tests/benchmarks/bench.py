"""How long a report takes: ours, by stage, against the plain chain a user would type and against the floor.

Run by `make bench`; prints a table of one run. Trust the ratios: the seconds are the machine's.

- ours: `python -m factbook build`, everything included, in a process of its own;
- plain chain: `papermill` for each chapter, then `nbconvert --to html` for each (and `--to webpdf` where that works);
- floor: the code of the same chapters in one bare interpreter, imports included, without kernel or rendering.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))

FLOOR = """
import ast, json, sys
for file in sys.argv[1:]:
    names = {}
    for cell in json.load(open(file, encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            body = ast.parse("".join(cell["source"])).body
            shown = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), file, "exec"), names)
            if shown is not None:
                eval(compile(ast.Expression(shown.value), file, "eval"), names)._repr_mimebundle_()
"""

OURS = """
import json, sys
from pathlib import Path
from time import perf_counter
begun = perf_counter()
from factbook.book.build import Project, build
from factbook.book.edition import edition
stages = {"importing": perf_counter() - begun}
chapters = []
project = Project.here(reports=Path(sys.argv[1]))
def report(name, steps):
    if not steps:
        chapters.append((name, perf_counter() - begun))
built = build(edition({}), project, report=report)
print(json.dumps({"stages": {**stages, **built.seconds}, "chapters": chapters}))
"""


def seconds(command: Sequence[str | Path]) -> tuple[float, str]:
    """The wall time of a command in the notebooks' folder, and what it printed; raises where it fails."""
    begun = perf_counter()
    run = subprocess.run([str(word) for word in command], cwd=ROOT / "notebooks", capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{' '.join(map(str, command[:5]))}: {run.stderr.strip().splitlines()[-1:]}")
    return perf_counter() - begun, run.stdout


def chain(folder: Path) -> tuple[float, float | None]:
    """The plain chain's seconds to HTML, and its further seconds to PDF, where nbconvert can make one here."""
    html = 0.0
    for chapter in CHAPTERS:
        executed = folder / chapter.name
        html += seconds([sys.executable, "-m", "papermill", chapter, executed, "--no-progress-bar"])[0]
        html += seconds([sys.executable, "-m", "nbconvert", "--to", "html", executed])[0]
    try:
        return html, sum(seconds([sys.executable, "-m", "nbconvert", "--to", "webpdf", folder / chapter.name])[0] for chapter in CHAPTERS)
    except RuntimeError:
        return html, None


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        seconds([sys.executable, "-c", FLOOR, *CHAPTERS])  # so that the first to be measured does not pay for cold files
        floor = seconds([sys.executable, "-c", FLOOR, *CHAPTERS])[0]
        whole, text = seconds([sys.executable, "-c", OURS, folder / "ours"])
        told = json.loads(text)
        html, pdf = chain(folder)
    rendering = {stage: time for stage, time in told["stages"].items() if stage.startswith("rendering")}
    compared = whole if pdf is not None else whole - rendering["rendering the PDF"]  # like with like
    executing = whole - sum(rendering.values()) - floor
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {len(CHAPTERS)} chapters\n")
    print(f"ours, PDF and HTML           {whole:7.1f} s")
    for stage, time in told["stages"].items():
        print(f"    {stage:<24} {time:7.1f} s")
    for chapter, time in told["chapters"]:
        print(f"        {chapter:<24} done at {time:5.1f} s")
    print(f"plain chain, HTML            {html:7.1f} s")
    print(f"plain chain, PDF             {pdf:7.1f} s" if pdf is not None else "plain chain, PDF             nbconvert can make none here")
    print(f"floor                        {floor:7.1f} s\n")
    print(
        f"ours / plain chain           {compared / (html + (pdf or 0)):7.2f}   {'' if pdf else 'without the PDF; '}at most 0.25 is wanted"
    )
    print(f"over the floor, a chapter    {executing / len(CHAPTERS):7.2f} s without rendering; at most 0.4 s is wanted")


if __name__ == "__main__":
    main()
