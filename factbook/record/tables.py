"""One CSV file of the data package: its cells held to the row contract, every fault told in a curator's words."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from factbook.errors import Problem, nearest
from factbook.record.rows import FORMS, ROWS, Row, allowed, columns


@dataclass
class Table:
    """One file as read: its valid rows with their line numbers, the others as written, and what is wrong with them."""

    resource: str
    rows: list[tuple[int, Row]] = field(default_factory=list)
    broken: list[dict[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.resource}.csv"

    def read(self, folder: Path) -> bool:
        """Whether the file could be read to its end; lines are counted as a spreadsheet counts them."""
        path = folder / self.name
        if not path.is_file():
            return self._fault(0, "", "the file is missing.", "Restore it, or start one with its header row.")
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content[: fault.start].count(b"\n") + 1
            return self._fault(line, "", "the text is not UTF-8.", "Save the file from the spreadsheet as CSV UTF-8.")
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        number = 0
        header: list[str] = []
        try:
            for number, cells in enumerate(lines, start=1):
                if number > 1:
                    self._row(number, header, cells)
                elif not self._header_is_right(header := [cell.strip() for cell in cells]):
                    return False
        except csv.Error as fault:
            return self._fault(number + 1, "", f"the line is not CSV ({fault}).", "Check its quotation marks.")
        return bool(header) or self._fault(0, "", "the file is empty.", f"Start it with the header row: {','.join(columns(self.resource))}")

    def _fault(self, line: int, column: str, message: str, remedy: str) -> bool:
        """False, with one problem more."""
        self.problems.append(Problem(self.name, line, column, message, remedy))
        return False

    def _header_is_right(self, header: list[str]) -> bool:
        """Whether the header row has each column once, in any order."""
        expected = list(columns(self.resource))
        if len(header) == 1 and re.search(r"[;\t]", header[0]):
            message = "the cells are not separated by commas."
            return self._fault(1, "", message, "Save the file from the spreadsheet as CSV UTF-8 with commas between the cells.")
        found = [f"the column {title!r} is unknown. {nearest(title, expected)}" for title in header if title not in expected]
        found += [f"the column {title!r} is missing." for title in expected if title not in header]
        found += [f"the column {title!r} stands twice." for title in dict.fromkeys(header) if header.count(title) > 1]
        for message in found:
            self._fault(1, "", message, f"The header row is: {','.join(expected)}")
        return not found

    def _row(self, line: int, header: list[str], cells: list[str]) -> None:
        """Take in one line: as a row, or as a broken one with its problems; an empty line is passed over."""
        if not any(cell.strip() for cell in cells):
            return
        written = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if len(cells) != len(header):
            message = f"the row has {len(cells)} cells, the header {len(header)}."
            self._fault(line, "", message, "Look for a missing comma or an unquoted one.")
            self.broken.append(written)
            return
        try:
            self.rows.append((line, ROWS[self.resource].model_validate(written)))
        except ValidationError as fault:
            self.broken.append(written)
            for detail in fault.errors():
                title = str(detail["loc"][0])
                self._fault(line, title, *_in_plain_words(detail, columns(self.resource)[title]))


def _in_plain_words(detail: ErrorDetails, column: FieldInfo) -> tuple[str, str]:
    """What a curator reads instead of a validator's message: what is wrong, and what to do."""
    value, context = str(detail["input"]), detail.get("ctx", {})
    if detail["type"] in ("string_too_short", "too_short") or not value:
        return "the cell is empty.", f"Fill it in. {column.description}"
    match detail["type"]:
        case "literal_error":
            options = [option for option in allowed(column) if option]
            rest = f" Allowed: {', '.join(options)}{'; or leave it empty' if '' in allowed(column) else ''}."
            hint = nearest(value, options)
            return f"{value!r} is not allowed.", hint + rest if hint.startswith("Did") else rest.strip()
        case "string_pattern_mismatch":
            return f"{value!r} has the wrong form.", FORMS[context["pattern"]]
        case "value_error":  # raised by the columns' own validators as `what is wrong; what to do`
            message, _, remedy = str(context["error"]).rpartition("; ")
            return f"{message}.", f"{remedy[:1].upper()}{remedy[1:]}."
        case _:
            return f"{value!r}: {detail['msg']}.", f"See the codebook. {column.description}"
