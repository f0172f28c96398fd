"""Every error this package raises on purpose; each message says where, what and what to do.

FactbookError
├── DataPackageError (ValueError)   the data package breaks its own rules; carries every problem
├── ParameterError   (ValueError)   a parameter is unknown, ill-typed or impossible
├── ExhibitError     (ValueError)   a figure, table or finding lacks a part a reader needs
├── ChapterError                    a chapter did not run; carries chapter, cell and cause
└── RenderError                     a document could not be turned into HTML or PDF
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class FactbookError(Exception):
    """The root: whatever is raised on purpose can be caught as this."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints instead of a traceback: which error it is, and its message, which says all that an analyst can act on."""
        return [type(self).__name__, str(self)]


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule of the data package, as a row of the table `make check` prints."""

    file: str
    row: int  # line of the file as a spreadsheet counts it: the header is 1; 0 means the file as a whole
    field: str
    message: str  # what is wrong
    remedy: str  # what to do

    def __str__(self) -> str:
        place = ", ".join(filter(None, [self.file, f"row {self.row}" if self.row else "", self.field]))
        return f"{place}: {self.message} {self.remedy}"


class DataPackageError(FactbookError, ValueError):
    """The data package breaks its rules; `problems` lists every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:10])
        rest = f"\n  … and {count - 10} more" if count > 10 else ""
        super().__init__(
            f"The data package has {count} problem{'s' * (count != 1)}:\n{shown}{rest}\n"
            "Mend the rows named, then run `make check` to see that none is left."
        )


class ParameterError(FactbookError, ValueError):
    """A parameter is unknown, ill-typed or impossible; the message names it and what is allowed."""


class ExhibitError(FactbookError, ValueError):
    """An exhibit or finding lacks a part that a reader needs."""


class ChapterError(FactbookError):
    """A chapter did not run to its end; carries `chapter`, `cell` and `cause` (one line)."""

    def __init__(self, chapter: str, cell: str, cause: str, remedy: str) -> None:
        self.chapter, self.cell, self.cause, self.remedy = chapter, cell, cause, remedy
        place = f"{chapter}, cell {cell}" if cell else chapter
        super().__init__(f"{place}: {cause}\n{remedy}")

    def __reduce__(self) -> tuple[type[ChapterError], tuple[str, str, str, str]]:
        return type(self), (self.chapter, self.cell, self.cause, self.remedy)


class RenderError(FactbookError):
    """A document could not be rendered; the message names the cell or part at fault."""


def nearest(word: str, allowed: Iterable[str], most: int = 10) -> str:
    """A closing sentence for a message: the nearest right spelling, or else what is allowed, at most so many."""
    options, plain = sorted(allowed), word.casefold().replace(" ", "-")
    spelt = {option.casefold().replace(" ", "-"): option for option in options}
    close = [spelt[plain]] if plain in spelt else [spelt[one] for one in get_close_matches(plain, spelt, n=1, cutoff=0.6)]
    close = close or [option for option in options if len(word) > 2 and plain in option.casefold()][:most]
    if close:
        return f"Did you mean {' or '.join(map(repr, close))}?"
    more = f" and {len(options) - most} more" if len(options) > most else ""
    return f"Allowed: {', '.join(options[:most])}{more}." if options else "Nothing is allowed here."
