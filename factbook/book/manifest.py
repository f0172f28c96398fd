"""The manifest of a build: what went in, under which parameters and versions, and what came out. No path, commit or clock."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from factbook.book.chapters import Chapter
from factbook.record.package import Package

_CODE = Path(__file__).resolve().parents[1]
_NOT_CODE = {"__pycache__"}


def manifest(chapters: Sequence[Chapter], package: Package, edition: Mapping[str, Any], outputs: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest as a mapping, ready to be written as JSON."""
    return {
        "title": edition["title"],
        "edition": edition["words"],
        "horizon": edition["horizon"],
        "parameters": edition["parameters"],
        "inputs": inputs(chapters, package),
        "outputs": {name: {"bytes": len(content), "sha256": digest(content)} for name, content in outputs.items()},
        "versions": versions(),
    }


def inputs(chapters: Sequence[Chapter], package: Package) -> dict[str, str]:
    """The hash of every file a build reads: data, chapters and the code between them, under names any machine shares."""
    data = {f"data/{path.name}": path for path in package.folder.iterdir() if path.suffix in (".csv", ".json")}
    notebooks = {f"notebooks/{chapter.file}": chapter.path for chapter in chapters}
    code = {
        f"factbook/{path.relative_to(_CODE).as_posix()}": path
        for path in _CODE.rglob("*")
        if path.is_file() and not _NOT_CODE & set(path.parts)
    }
    return {name: digest(path.read_bytes()) for name, path in sorted({**data, **notebooks, **code}.items())}


def changed_since(recorded: Mapping[str, Any], chapters: Sequence[Chapter], package: Package) -> list[str]:
    """What differs between a recorded manifest and what a build would read now, one clause each; empty when nothing does."""
    return differences(recorded, inputs(chapters, package), versions())


def differences(recorded: Mapping[str, Any], now: Mapping[str, str], current: Mapping[str, str]) -> list[str]:
    """What differs between a recorded manifest and inputs and versions already hashed, one clause each."""
    then = recorded["inputs"]
    clauses = [f"{name} is new" for name in now if name not in then]
    clauses += [f"{name} is gone" for name in then if name not in now]
    clauses += [f"{name} has changed" for name in now if name in then and then[name] != now[name]]
    differing = [(name, version) for name, version in recorded["versions"].items() if current.get(name) != version]
    return sorted(clauses) + [f"{name} was {version}, is {current.get(name, 'gone')}" for name, version in differing]


def versions() -> dict[str, str]:
    """The versions that shape the result: Python, and what this package names as its dependencies."""
    named = {re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0] for line in metadata.requires("factbook") or () if "extra ==" not in line}
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in sorted(named, key=str.lower)}}


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def as_json(content: Mapping[str, Any]) -> bytes:
    """A mapping as sorted, indented JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
