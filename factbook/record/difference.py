"""Two versions of a data package compared row by row: what was added, removed and changed, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.record.package import Package
from factbook.record.rows import KEYS, ROWS


@dataclass(frozen=True)
class ChangedCell:
    """One cell that reads differently: its column, what stood there and what stands there now."""

    column: str
    was: str
    now: str


@dataclass(frozen=True)
class ChangedRow:
    """One row that differs: its file, the words that name it, its cells as they are (or were), and the cells that changed."""

    file: str
    key: tuple[str, ...]
    cells: dict[str, str]
    changes: tuple[ChangedCell, ...] = ()

    @property
    def name(self) -> str:
        """The row as a reader finds it: its id, or the parts of its key."""
        return " · ".join(filter(None, self.key))


@dataclass(frozen=True)
class Difference:
    """What a newer package has that an older one lacks, the other way round, and what reads differently in both."""

    added: tuple[ChangedRow, ...]
    removed: tuple[ChangedRow, ...]
    changed: tuple[ChangedRow, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def of(self, file: str) -> Difference:
        """The part of the difference that lies in one file."""
        return Difference(*(tuple(row for row in rows if row.file == file) for rows in (self.added, self.removed, self.changed)))


def difference(old: Package, new: Package) -> Difference:
    """The difference between two packages, in the order of the files and of their rows; moving a row changes nothing."""
    added, removed, changed = [], [], []
    for resource in ROWS:
        file, before, after = f"{resource}.csv", _by_key(old, resource), _by_key(new, resource)
        added += [ChangedRow(file, key, cells) for key, cells in after.items() if key not in before]
        removed += [ChangedRow(file, key, cells) for key, cells in before.items() if key not in after]
        for key in after:
            if key in before and (changes := tuple(_changes(before[key], after[key]))):
                changed.append(ChangedRow(file, key, after[key], changes))
    return Difference(tuple(added), tuple(removed), tuple(changed))


def _by_key(package: Package, resource: str) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of a file as written, by the columns that name them."""
    rows = (row.cells for _, row in package.tables[resource])
    return {tuple(cells[column] for column in KEYS[resource]): cells for cells in rows}


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[ChangedCell]:
    """The cells of a row that read differently; ids in another order count as a change, for they are printed in it."""
    for column, now in after.items():
        if before[column] != now:
            yield ChangedCell(column, before[column], now)
