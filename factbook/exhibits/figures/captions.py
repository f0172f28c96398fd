"""Turns of phrase that captions and alt texts share: who has most, and in what words where several do."""

from __future__ import annotations

from collections.abc import Iterable

from factbook.exhibits.wording import listed, number, percent

_NAMED = 3  # more equals than that are counted, not named


def most(counts: Iterable[tuple[str, float]], one: str, several: str) -> str:
    """Whoever has the highest count, with the verb that agrees: `2025 has`, `2019 and 2020 have`, `five of them have`."""
    pairs = list(counts)
    highest = max(count for _, count in pairs)
    first = [name for name, count in pairs if count == highest]
    if len(first) == 1:
        return f"{first[0]} {one}"
    if len(first) > _NAMED:
        return f"{number(len(first))} of them {several}"
    return f"{' as well as '.join(first) if any(' and ' in name for name in first) else listed(first)} {several}"


def all_or(counts: Iterable[tuple[str, int]]) -> str:
    """How a whole falls into parts: `both disputed`, `one disputed and two unconfirmed`; empty parts are left out."""
    parts = [(label, count) for label, count in counts if count]
    if len(parts) == 1:
        (label, count) = parts[0]
        return label if count == 1 else f"{'both' if count == 2 else 'all'} {label}"
    return listed(f"{number(count)} {label}" for label, count in parts)


def share(count: int, total: int) -> str:
    """A count with its share, as it stands beside a bar: `164 (50%)`; nothing has no share."""
    return f"{count} ({percent(count, total)})" if count else "0"
