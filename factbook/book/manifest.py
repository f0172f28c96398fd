"""The manifest of a build: what went in, under which parameters and versions, and what came out. No path, commit or clock."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

NOTEBOOKS = "notebooks/"  # before a chapter's file name among the inputs
_CODE = Path(__file__).resolve().parents[1]
_NOT_CODE = {"__pycache__"}


def manifest(inputs: Mapping[str, str], edition: Mapping[str, Any], outputs: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest as a mapping, ready to be written as JSON."""
    return {
        "title": edition["title"],
        "edition": edition["words"],
        "horizon": edition["horizon"],
        "parameters": edition["parameters"],
        "inputs": dict(inputs),
        "outputs": {name: {"bytes": len(content), "sha256": digest(content)} for name, content in outputs.items()},
        "versions": versions(),
    }


def recorded(file: Path) -> dict[str, Any]:
    """The manifest of a build in a file; empty where there is none, or what is there is torn or something else."""
    content = written(file)
    if not all(isinstance(content.get(part), dict) for part in ("parameters", "inputs", "outputs", "versions")):
        return {}
    return content if all(isinstance(told, dict) and {"bytes", "sha256"} <= told.keys() for told in content["outputs"].values()) else {}


def written(file: Path) -> dict[str, Any]:
    """The mapping in a JSON file; empty where there is none."""
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def inputs(notebooks: Iterable[Path], package: Path) -> dict[str, str]:
    """The hash of every file a build reads: data, chapters and the code between them, under names any machine shares."""
    data = {f"data/{path.name}": path for path in package.glob("*") if path.suffix in (".csv", ".json")}
    chapters = {f"{NOTEBOOKS}{path.name}": path for path in notebooks if path.is_file()}
    code = {
        f"factbook/{path.relative_to(_CODE).as_posix()}": path
        for path in _CODE.rglob("*")
        if path.is_file() and not _NOT_CODE & set(path.parts)
    }
    return {name: digest(path.read_bytes()) for name, path in sorted({**data, **chapters, **code}.items())}


def differences(manifest: Mapping[str, Any], now: Mapping[str, str], current: Mapping[str, str]) -> list[str]:
    """What differs between a recorded manifest and the inputs and versions of now, one clause each; empty when nothing does."""
    differing = [(name, version) for name, version in manifest["versions"].items() if current.get(name) != version]
    return changed(manifest["inputs"], now) + [f"{name} was {version}, is {current.get(name, 'gone')}" for name, version in differing]


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The files that are new, gone or other than they were, one clause each."""
    clauses = [f"{name} is new" for name in now if name not in then]
    clauses += [f"{name} is gone" for name in then if name not in now]
    clauses += [f"{name} has changed" for name in now if name in then and then[name] != now[name]]
    return sorted(clauses)


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
