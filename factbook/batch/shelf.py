"""The folder of the editions: each edition put in its place in one move, then one manifest and one page about all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factbook.batch.catalogue import Catalogue, Named
from factbook.batch.page import page
from factbook.batch.plan import MANIFEST
from factbook.batch.workers import Outcome
from factbook.book.build import manifest_name
from factbook.book.manifest import as_json, written
from factbook.book.placing import in_our_words

INDEX = "index.html"
PICTURES = "_pages"  # no edition can be called so
_REMEDY = "Close what has its files open, see that there is room"
ENTRY = {"parameters", "words", "horizon", "title", "shown", "standing", "facts", "outputs"}  # what the manifest says of an edition


@dataclass
class Shelf:
    """The editions that lie in a folder, by name, each as the manifest tells it."""

    folder: Path

    def __post_init__(self) -> None:
        self.entries: dict[str, Any] = _entries(self.folder / MANIFEST)

    def known(self, named: Named) -> dict[str, Any]:
        """The entry of an edition; empty where it has none."""
        entry: dict[str, Any] = self.entries.get(named.name, {})
        return entry

    def put(self, named: Named, outcome: Outcome) -> None:
        """Put a new edition in its place, and the manifest after it."""
        with in_our_words(f"The edition {named.name!r}", self.folder, _REMEDY):
            self._replace(named.name, outcome.files)
            picture = self.folder / PICTURES / f"{named.name}.png"
            if outcome.picture:
                picture.parent.mkdir(exist_ok=True)
                picture.write_bytes(outcome.picture)
            else:
                picture.unlink(missing_ok=True)
            self.entries[named.name] = entry(named, json.loads(outcome.files[manifest_name(named.edition)]))
            self._write(MANIFEST, as_json({"editions": self.entries}))

    def close(self, catalogue: Catalogue, title: str) -> Path:
        """The page about all editions that lie here, in the order of the file; what the file has no more is let go from both."""
        order = [named for named in catalogue.editions if named.name in self.entries and (self.folder / named.name).is_dir()]
        self.entries = {named.name: self.entries[named.name] for named in order}
        pictures = {named.name for named in order if (self.folder / PICTURES / f"{named.name}.png").is_file()}
        shown = page(title, [(named.name, named.matrix, self.entries[named.name]) for named in order], pictures, PICTURES)
        with in_our_words("The page about all editions", self.folder, _REMEDY):
            self._write(MANIFEST, as_json({"editions": self.entries}))
            self._write(INDEX, shown.encode())
        return self.folder / INDEX

    def forgotten(self, catalogue: Catalogue) -> Sequence[str]:
        """The names of edition folders here that the file does not have."""
        names = {named.name for named in catalogue.editions} | {PICTURES}
        folders = self.folder.iterdir() if self.folder.is_dir() else ()
        return sorted(path.name for path in folders if path.is_dir() and path.name not in names and not path.name.startswith("."))

    def _replace(self, name: str, files: Mapping[str, bytes]) -> None:
        """Write an edition beside its place, then swap it in."""
        fresh, worn = self.folder / f".next-{name}", self.folder / f".worn-{name}"
        for folder in (fresh, worn):
            shutil.rmtree(folder, ignore_errors=True)
        fresh.mkdir(parents=True)
        for file, content in files.items():
            (fresh / file).write_bytes(content)
        if (self.folder / name).exists():
            (self.folder / name).replace(worn)
        fresh.replace(self.folder / name)
        shutil.rmtree(worn, ignore_errors=True)

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f".{name}.part").write_bytes(content)
        (self.folder / f".{name}.part").replace(self.folder / name)


def _entries(file: Path) -> dict[str, Any]:
    """The entries of a manifest of all editions, those that are whole."""
    found = written(file).get("editions")
    items = found.items() if isinstance(found, dict) else ()
    return {name: told for name, told in items if isinstance(told, dict) and told.keys() >= ENTRY}


def entry(named: Named, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest of all editions says of one."""
    return {
        "parameters": named.edition.given
        if not named.edition.package
        else {**named.edition.given, "package": manifest["parameters"]["package"]},
        "words": manifest["edition"],
        "horizon": manifest["horizon"],
        "title": manifest["title"],
        "shown": named.shown.facts,
        "standing": named.shown.standing,
        "facts": named.shown.digest,
        "outputs": manifest["outputs"],
    }
