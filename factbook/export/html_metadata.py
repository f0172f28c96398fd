"""What machines read of the page: its description and citation, and its schema.org metadata.

A ClaimReview stands only for a claim on which a table of the page gives a verdict. *Single source* is none: that one origin says so
tells nothing of whether it is true. The verdict is named as the page names it, without a number on a scale that nobody measured, and
without a date of review, since the record knows none.
"""

from __future__ import annotations

import re
from typing import Any

from factbook.export.html_filters import plain
from factbook.export.references import walk
from factbook.export.safety import safe_href

Node = dict[str, Any]

_VERDICTS = ("corroborated", "unconfirmed", "disputed")
_LONGEST = 200  # characters of a description
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")  # what EDTF and ISO 8601 write alike


def description(tree: Node) -> str:
    """The subtitle, else the first sentences of the text, for search engines and previews."""
    if tree["subtitle"]:
        return str(tree["subtitle"])
    for node in tree["blocks"]:
        if node["type"] in ("paragraph", "findings"):
            text = plain(node["children"]) if "children" in node else " ".join(plain(item["children"]) for item in node["items"])
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return ""


def citation(tree: Node) -> str:
    """How to cite this edition, from its metadata and the data package's; "" for a notebook that is no edition."""
    edition, package = tree["edition"], tree["edition"].get("package", {})
    if not edition.get("words"):
        return ""
    by = ", ".join(one["title"] for one in package.get("contributors", ()) if one.get("title"))
    version = f"Version {package['version']} of the data." if package.get("version") else ""
    address = safe_href(package.get("homepage") or "")
    return " ".join(filter(None, [f"{by}:" if by else "", f"{tree['title']}.", f"{edition['words']}.", version, address]))


def linked_data(tree: Node, about: str, listed: set[str]) -> Node:
    """The schema.org description: a Report, the reviews it holds and the Dataset it rests on.

    The sources it cites are marked up where the page lists them (`listed`: their anchors), as properties of the same `#report`.
    """
    edition, package = tree["edition"], tree["edition"].get("package", {})
    shared = {
        "inLanguage": tree["lang"],
        "version": edition.get("horizon"),
        "license": next((licence.get("path") or licence.get("name") for licence in package.get("licenses", ())), None),
        "creator": [{"@type": "Organization", "name": one["title"]} for one in package.get("contributors", ()) if one.get("title")],
        "url": safe_href(package.get("homepage") or ""),
    }
    dataset = {
        "@type": "Dataset",
        "name": f"{tree['title']}: facts and their evidence",
        "description": f"{len(tree['entries'])} statements, each with its date, its sources and how each source bears on it.",
        "isAccessibleForFree": True,
    }
    unlisted = [source for source in tree["sources"].values() if source["anchor"] not in listed]
    return _filled({
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": "#report",
        "name": tree["title"],
        "description": about,
        **shared,
        "keywords": [theme["name"] for theme in tree["index"]["themes"]],
        "about": [{"@type": "Thing", "name": actor["name"]} for actor in tree["index"]["actors"]],
        "citation": [safe_href(source.get("url") or "") or source["citation"] for source in unlisted],
        "hasPart": [_review(entry, tree["sources"], shared) for entry in _judged(tree)],
        "isBasedOn": _filled({**dataset, **shared}) if tree["entries"] else None,
    })  # fmt: skip


def _judged(tree: Node) -> list[Node]:
    """The entries on which a table gives a verdict, each once, in the order of the tables."""
    cells = (cell for node in walk(tree["blocks"]) if node["type"] == "table" for row in node["rows"] for cell in row)
    named = dict.fromkeys(cell["verdict"] for cell in cells if cell.get("standing") in _VERDICTS and cell.get("verdict") in tree["entries"])
    return [tree["entries"][id] for id in named]


def _review(entry: Node, sources: Node, shared: Node) -> Node:
    """The review of one claim: what was claimed, when, by whom and where, and the verdict with its reason."""
    places = [sources[line["source"]] for line in entry["evidence"] if line["bearing"] == "reports" and line["source"] in sources]
    claim = {
        "@type": "Claim",
        "datePublished": entry["edtf"] if _DAY.fullmatch(entry["edtf"]) else "",
        "author": [{"@type": "Person" if kind == "person" else "Organization", "name": name} for kind, name in entry.get("said_by", ())],
        "appearance": [_filled({"@type": "CreativeWork", "name": one["title"], "url": safe_href(one["url"] or "")}) for one in places],
    }
    return _filled({
        "@type": "ClaimReview",
        "url": f"#{entry['anchor']}",
        "claimReviewed": entry["statement"],
        "itemReviewed": _filled(claim),
        "reviewRating": _filled({"@type": "Rating", "alternateName": entry["standing"].capitalize(), "ratingExplanation": entry["reason"]}),
        "author": shared["creator"],
    })  # fmt: skip


def _filled(values: Node) -> Node:
    """The values that say something."""
    return {name: value for name, value in values.items() if value}
