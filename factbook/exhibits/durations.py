"""How long something took or has waited, in words that claim no more precision than the dates have."""

from __future__ import annotations

from factbook.analysis.commitments import Wait

_MONTH, _YEAR = 30.44, 365.25  # days
_IN_DAYS, _IN_MONTHS = 45, 5 * _YEAR  # the longest waits told in days and in months
_VAGUE = 364  # days that a date known to the year leaves open


def duration(wait: Wait) -> str:
    """A wait in days, in months up to five years, then in years: `30 days`, `12 to 13 months`, `2 years 7 months`, `6 years`.

    Where the dates leave a year open, two years and more are told in years alone.
    """
    if wait.longest <= _IN_DAYS:
        return _between(wait.shortest, wait.longest, "day")
    vague = wait.longest - wait.shortest >= _VAGUE and wait.longest >= 2 * _YEAR
    if vague or wait.longest >= _IN_MONTHS:
        return _between(_whole(wait.shortest, _YEAR), _whole(wait.longest, _YEAR), "year")
    low, high = _whole(wait.shortest, _MONTH), _whole(wait.longest, _MONTH)
    if high < 24:
        return _between(low, high, "month")
    if low // 12 == high // 12 and low % 12 and low != high:
        return f"{low // 12} years {_between(low % 12, high % 12, 'month')}"
    return _in_years(low) if low == high else f"{_in_years(low)} to {_in_years(high)}"


def _whole(days: int, unit: float) -> int:
    return int(days / unit + 0.5)


def _between(low: int, high: int, unit: str) -> str:
    """Two counts of a unit as one, as a span, or as what it is at most."""
    many = f"{high} {unit}{'' if high == 1 else 's'}"
    return many if low == high else f"{low} to {many}" if low else f"up to {many}"


def _in_years(months: int) -> str:
    """Months as years and months."""
    parts = [_between(count, count, unit) for count, unit in ((months // 12, "year"), (months % 12, "month")) if count]
    return " ".join(parts) or "0 months"
