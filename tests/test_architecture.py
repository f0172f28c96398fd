"""One way, left to right: who may import whom, what modules may not be, and that the package knows no record."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "factbook"
MODULES = sorted(CODE.rglob("*.py"))

# record → analysis → exhibits → (notebooks) → book → export. `export` takes a notebook and returns bytes: it knows the
# exhibits' payloads and nothing else. One module of `book` calls it.
MAY_IMPORT = {
    "errors": set(),
    "characters": set(),
    "record": {"errors", "characters"},
    "analysis": {"errors", "record"},
    "exhibits": {"errors", "record", "analysis"},
    "export": {"errors", "characters", "exhibits"},
    "book": {"errors", "record", "exhibits"},
    "batch": {"errors", "record", "book"},
    "starter": {"errors", "record"},
    "terminal": {"errors", "record", "analysis", "exhibits"},
    "__main__": {"errors", "record", "book", "batch", "starter", "terminal"},
    "__init__": set(),
}
EXCEPTIONS = {
    ("book/build.py", "export"),  # the one place where a book meets the exporters
    ("book/image.py", "__init__"),  # the names that chapters import, to load them beforehand
}


def imported(path: Path) -> set[str]:
    """The full names of what a module imports, at its head or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def part(name: str) -> str:
    """The part of the package that an imported name belongs to."""
    word = name.split(".")[1]
    return word if word in MAY_IMPORT else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    here = path.relative_to(CODE)
    own = here.parts[0].removesuffix(".py")
    others = {part(name) for name in imported(path) if name.startswith("factbook.")} - {own}
    excepted = {target for place, target in EXCEPTIONS if place == here.as_posix()}
    assert others <= MAY_IMPORT[own] | excepted


def test_analysis_draws_nothing_and_exhibits_alone_touch_matplotlib() -> None:
    drawing = {path.relative_to(CODE).parts[0] for path in MODULES if any(name.split(".")[0] == "matplotlib" for name in imported(path))}
    assert drawing <= {"exhibits"}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(CODE).parts}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}


def test_modules_stay_small_enough_to_read() -> None:
    long = {path.relative_to(CODE).as_posix(): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 320}
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [path.name for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_importing_the_package_does_nothing_else(tmp_path: Path) -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    code = f"""
import importlib, logging, os, sys
before = dict(os.environ), os.getcwd(), len(logging.getLogger().handlers)
for name in {names!r}:
    importlib.import_module(name)
assert before == (dict(os.environ), os.getcwd(), len(logging.getLogger().handlers))
import matplotlib
changed = [key for key, value in matplotlib.rcParams.items() if key != "backend" and value != matplotlib.rcParamsDefault[key]]
assert not changed, changed
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_the_package_knows_no_record() -> None:
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    with (ROOT / "data" / "actors.csv").open(encoding="utf-8-sig", newline="") as file:
        actors = list(csv.DictReader(file))
    words = {*descriptor["sides"], descriptor["name"], *(actor["name"] for actor in actors)}
    words |= {short for actor in actors for short in re.findall(r"\b[A-Z]{3,}\b", actor["name"])}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(words)))})(?:n|ish|er|er\w+)?\b")
    texts = [path for path in CODE.rglob("*") if path.suffix in {".py", ".typ", ".j2", ".js", ".css", ".md", ".mplstyle", ".json"}]
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for path in texts
        for word in pattern.findall(path.read_text("utf-8"))
        if word not in GENERAL_WORDS
    }
    assert found == set()


GENERAL_WORDS = {"OFL"}


def test_every_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    declared = {normal(re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0]) for line in lines}
    homes = packages_distributions()
    tops = {name.split(".")[0] for path in MODULES for name in imported(path)} - {"factbook", "__future__"} - set(sys.stdlib_module_names)
    assert {top for top in tops if not declared & {normal(home) for home in homes.get(top, [top])}} == set()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    tests = (ROOT / "requirements-test.txt").read_text("utf-8").splitlines()
    assert pins[-1] == "-e ."
    assert tests[0] == "-r requirements.txt"
    pinned = [line for line in (*pins[:-1], *tests[1:]) if not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[a-z0-9-]+==[\w.+!]+( ; .+)?", line)] == []
    names = {line.split("==")[0] for line in pinned}
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    assert {normal(re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0]) for line in wanted} <= names


def normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
