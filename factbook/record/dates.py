"""Dates at their true precision: EDTF (ISO 8601-2) levels 0 and 1, read once, worded once.

The string is the truth. `earliest` and `latest` are its strict bounds; sorting uses both, so a year never
pretends to be its first of January. Level 2, times of day and reversed intervals are refused.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = calendar.month_name
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_POINT = re.compile(
    r"(?:\d{4}(?:-(?:0\d|1[0-2])(?:-(?:\d\d|XX))?|-2[1-4]|-XX(?:-XX)?)?"  # X stands for unknown digits, rightmost only
    r"|\d{3}X|\d{2}XX)[?~%]?"
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_ADVICE = "write a date as in 2025-11-06, 2023-08, 1948, 2022?, 2015~ or 2020-11/2022"


@dataclass(frozen=True)
class Date:
    """One EDTF date: its text, its strict bounds and its wording. Two dates sort by (earliest, latest)."""

    text: str
    earliest: date
    latest: date

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: Date) -> bool:
        return self.key < other.key

    @property
    def key(self) -> tuple[date, date, str]:
        """What dates are sorted by."""
        return self.earliest, self.latest, self.text

    @property
    def precision(self) -> str:
        """`day`, `month`, `year`, `span` (seasons, decades, intervals) or `open` (no bound on one side)."""
        if date.min == self.earliest or date.max == self.latest:
            return "open"
        if _plain(self.text.rstrip("?~%")):
            return ("year", "month", "day")[self.text.count("-")]
        return "span"

    @property
    def vague(self) -> bool:
        """Whether the source or the date itself is doubtful (`?`, `~` or `%`)."""
        return bool(re.search(r"[?~%]", self.text))

    @property
    def year(self) -> int:
        """The year the date begins in; for an open start, the year it ends in."""
        return self.latest.year if date.min == self.earliest else self.earliest.year

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day the date may mean lies between `first` and `last`, both included."""
        return self.earliest <= last and self.latest >= first

    @property
    def words(self) -> str:
        """The date as prose says it, never more precise than it is known: `6 November 2025`, `about 2015`."""
        if "/" not in self.text:
            return _point_in_words(self.text)
        start, end = self.text.split("/")
        if start in ("", ".."):
            return f"until {_point_in_words(end)}" + (", start unknown" if not start else "")
        if end in ("", ".."):
            return f"from {_point_in_words(start)} on" + (", end unknown" if not end else "")
        return _span_in_words(start, end)


@cache
def parse(text: str) -> Date:
    """The date that an EDTF string means.

    Raises ValueError, saying what is wrong and how to write it, for anything but levels 0 and 1.

    >>> parse("2023-08").words, str(parse("2023-08").latest)
    ('August 2023', '2023-08-31')
    """
    text = text.strip()
    if "T" in text or ":" in text:
        raise ValueError(f"{text!r} has a time of day; {_ADVICE}")
    points = text.split("/")
    if len(points) > 2 or not any(point.strip(".") for point in points):
        raise ValueError(f"{text!r} is not a date; {_ADVICE}")
    for point in points:
        if not (_POINT.fullmatch(point) or (len(points) == 2 and point in ("", ".."))):
            raise ValueError(f"{text!r} is not an EDTF date of level 0 or 1; {_ADVICE}")
    earliest = _bounds(points[0])[0] if points[0].strip(".") else date.min
    latest = _bounds(points[-1])[1] if points[-1].strip(".") else date.max
    if earliest > latest:
        raise ValueError(f"{text!r} ends before it begins; {_ADVICE}")
    return Date(text, earliest, latest)


def _plain(point: str) -> re.Match[str] | None:
    """A year, month or day without any mark (the parts of the match), or None; 21 to 24 in a month's place are seasons."""
    plain = _PLAIN.fullmatch(point)
    return plain if plain and not (plain[2] and int(plain[2]) > 20) else None


@cache
def _bounds(point: str) -> tuple[date, date]:
    """Strict first and last day of one point in time; the edtf library reads all but plain dates.

    A doubtful date has the strict bounds of the plain one (a test compares them with the library's).
    """
    try:
        if plain := _plain(point.rstrip("?~%")):
            year, month, day = int(plain[1]), plain[2], plain[3]
            last_month = int(month or 12)
            last_day = int(day) if day else calendar.monthrange(year, last_month)[1]
            return date(year, int(month or 1), int(day or 1)), date(year, last_month, last_day)
        return _strict_bounds(point)
    except (ValueError, ArithmeticError, LookupError) as fault:
        raise ValueError(f"{point!r} is not a day, month or year that exists; {_ADVICE}") from fault


def _strict_bounds(point: str) -> tuple[date, date]:
    """Strict first and last day of a marked, unspecified or seasonal point, as the edtf library reads it."""
    import edtf  # slow to import and to parse, and most dates are plain

    try:
        parsed = edtf.parse_edtf(point)
    except edtf.EDTFParseException as fault:
        raise ValueError(point) from fault
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return date(*first[:3]), date(*last[:3])


def _point_in_words(point: str) -> str:
    """One point in time as prose: qualifier, then day, month and year as far as they are known."""
    bare = point.rstrip("?~%")
    prefix = {"": "", "?": "probably ", "~": "about ", "%": "perhaps about "}[point[len(bare) :]]
    year, month, day = [*bare.split("-"), "", ""][:3]
    year_words = {0: year, 1: f"the {year[:3]}0s", 2: f"the {year[:2]}00s"}[year.count("X")]
    if not month:
        return prefix + year_words
    if month == "XX":
        return f"{prefix}{year_words} (month unknown)"
    if int(month) in _SEASONS:
        return f"{prefix}{_SEASONS[int(month)]} {year_words}"
    month_words = f"{MONTHS[int(month)]} {year_words}"
    if not day:
        return prefix + month_words
    return f"{prefix}{month_words} (day unknown)" if day == "XX" else f"{prefix}{int(day)} {month_words}"


def _span_in_words(start: str, end: str) -> str:
    """An interval as prose, naming a month or year that both ends share only once: `14 to 16 September 1998`."""
    first, last = _plain(start), _plain(end)
    if first and last and first[3] and last[3] and first[1] == last[1]:
        if first[2] == last[2]:
            return f"{int(first[3])} to {_point_in_words(end)}"
        return f"{int(first[3])} {MONTHS[int(first[2])]} to {_point_in_words(end)}"
    if first and last and first[2] and last[2] and not first[3] and not last[3] and first[1] == last[1]:
        return f"{MONTHS[int(first[2])]} to {_point_in_words(end)}"
    return f"{_point_in_words(start)} to {_point_in_words(end)}"
