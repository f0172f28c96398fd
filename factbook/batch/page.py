"""The page about all editions: for each its first page, its parameters, its files with their sizes, and how its facts stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from factbook.record.standing import LABELS

_STYLE = """
:root { color-scheme: light; --ink: #1d2530; --soft: #5a6675; --line: #d5dbe2; --accent: #1f4e79; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 72rem; color: var(--ink);
  font: 1rem/1.5 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; color: var(--accent); }
h2 { font-size: 1.2rem; margin: 2.5rem 0 1rem; padding-top: .8rem; border-top: 1px solid var(--line); }
p { margin: 0; } .soft { color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 1.2rem; }
li { display: grid; grid-template-columns: 7.5rem 1fr; gap: 1rem; align-items: start; }
li img, li .blank { display: block; width: 7.5rem; height: 10.6rem; border: 1px solid var(--line);
  object-fit: cover; object-position: top; }
.blank { display: grid !important; place-items: center; color: var(--soft); font-size: .85rem; }
h3 { font-size: 1.05rem; margin: 0 0 .2rem; overflow-wrap: anywhere; }
li p { font-size: .92rem; line-height: 1.4; margin-bottom: .35rem; }
a { color: var(--accent); } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
"""


def page(title: str, entries: Sequence[tuple[str, str, Mapping[str, Any]]], pictures: Collection[str], folder: str) -> str:
    """The page as HTML; `entries` are (name, matrix, entry of the manifest), `folder` is where the pictures of page one lie."""
    groups = groupby(entries, key=lambda item: item[1])
    sections = "".join(_section(matrix, list(items), pictures, folder) for matrix, items in groups)
    count = f"{len(entries)} edition{'s' * (len(entries) != 1)} of one record. Each is the same report under other parameters."
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:"
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}: editions</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f'<p class="soft">{count}</p>\n{sections}</main>\n</body>\n</html>\n'
    )


def _section(matrix: str, items: Iterable[tuple[str, str, Mapping[str, Any]]], pictures: Collection[str], folder: str) -> str:
    """The editions of one matrix, or those that stand alone."""
    heading = f"By {matrix.replace('-', ' and ')}" if matrix else "Named editions"
    cards = "".join(_card(name, entry, f"{folder}/{name}.png" if name in pictures else "") for name, _, entry in items)
    return f"<h2>{escape(heading)}</h2>\n<ul>\n{cards}</ul>\n"


def _card(name: str, entry: Mapping[str, Any], picture: str) -> str:
    """One edition."""
    files = [(_kind(file), f"{name}/{file}", told["bytes"]) for file, told in entry["outputs"].items()]
    first = next((href for kind, href, _ in files if kind == "PDF"), files[0][1] if files else "")
    shown = f'<img src="{escape(picture)}" alt="" loading="lazy">' if picture else '<span class="blank">HTML only</span>'
    links = " · ".join(f'<a href="{escape(href)}">{kind}<span class="soft"> {_size(size)}</span></a>' for kind, href, size in files)
    counts = ", ".join(f"{entry['standing'][label]} {label}" for label in LABELS if label in entry["standing"])
    facts = f"{entry['shown']} fact{'s' * (entry['shown'] != 1)}{': ' if counts else ''}{counts}"
    set_to = "; ".join(f"{key} {', '.join(value) if isinstance(value, list) else value}" for key, value in entry["parameters"].items())
    return (
        f'<li>\n<a href="{escape(first)}" tabindex="-1" aria-hidden="true">{shown}</a>\n<div>\n<h3>{escape(name)}</h3>\n'
        f"<p>{links}</p>\n<p>{escape(entry['words'])}</p>\n"
        f'<p class="soft">{escape(facts)}</p>\n<p class="soft">Parameters: {escape(set_to) or "none set"}</p>\n</div>\n</li>\n'
    )


def _kind(file: str) -> str:
    return file.rpartition(".")[2].upper()


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size // 1000, 1)} kB"
