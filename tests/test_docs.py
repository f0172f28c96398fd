"""The README agrees with the repository: its commands, its links and its tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)", README)) - {"and"}
    assert named and named <= targets


def test_every_command_that_the_readme_names_exists() -> None:
    from factbook.__main__ import main

    named = set(re.findall(r"python -m factbook ([a-z]+)", README))
    assert named and named <= set(main.commands)


def test_every_link_into_the_repository_leads_to_a_file_of_it() -> None:
    files = set(tracked())
    links = {link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link}
    assert links and links <= files


def test_the_tree_names_the_folders_that_are_there_and_no_others() -> None:
    tree = re.search(r"```\n(data/.*?)```", README, re.S)
    assert tree
    named = set(re.findall(r"^(\w+)/", tree[1], re.M))
    assert named == {name.split("/")[0] for name in tracked() if "/" in name and not name.startswith(".")}


def test_every_chapter_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"notebooks/[\w-]+\.ipynb", README))
    assert named and all((ROOT / name).is_file() for name in named)


def test_the_notes_of_the_project_are_of_the_project_alone() -> None:
    texts = [ROOT / name for name in tracked() if Path(name).suffix in {".md", ".py", ".toml", ".txt", ".json", ".cff", ".ipynb", ""}]
    found = {
        path.name for path in texts if path.is_file() and re.search(r"/(work|root|home)/\w", path.read_text("utf-8", errors="replace"))
    }
    assert found <= {Path(__file__).name}
