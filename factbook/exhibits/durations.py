"""How long something took or has waited, in words that claim no more precision than the dates have."""

from __future__ import annotations

from factbook.analysis.commitments import Wait
from factbook.exhibits.wording import counted, number

_UNITS = (("day", 1.0, 45), ("month", 30.44, 730), ("year", 365.25, 0))  # unit, its days, up to how many days it is used


def duration(wait: Wait) -> str:
    """A wait in days, months or years: `57 days`, `13 to 25 months`, `about six years`."""
    unit, days = next((unit, days) for unit, days, limit in _UNITS if wait.longest <= limit or not limit)
    low, high = int(wait.shortest / days + 0.5), int(wait.longest / days + 0.5)
    if low == high:
        return counted(high, unit) if unit == "day" else f"about {counted(high, unit)}"
    start = str(low) if number(high).isdigit() else number(low)  # both ends in words or both in digits
    return f"{start if low else 'under one'} to {counted(high, unit)}"
