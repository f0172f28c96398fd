"""What travels inside the PDF: the data package, each exhibit's data as CSV, and a manifest of them all."""

from __future__ import annotations

import csv
import json
import re
from base64 import b64decode
from hashlib import sha256
from io import StringIO
from typing import Any

from factbook.export.drawn_exhibits import exhibit_file
from factbook.export.nodes import Node, plain
from factbook.export.safety import cleaned

MANIFEST = "manifest.json"
_LONGEST_NAME = 100  # letters, its ending last
_UNSAFE = re.compile(r"[^\w.,()+ -]")  # in a file's name, on one system or another


def attachments(tree: Node) -> list[dict[str, Any]]:
    """The files as Typst attaches them: {name, mime, description, relationship, content}; content is text, or a list of bytes."""
    files = [_given(item) for item in tree["attachments"]]
    for block in tree["blocks"]:
        if block["type"] in ("figure", "table") and block.get("key") and block.get("rows"):
            about = f"Data of {block['type']} {block['number']}: {block['caption']}"
            files.append(
                {
                    "name": exhibit_file(block),
                    "mime": "text/csv",
                    "description": about,
                    "relationship": "data",
                    "content": table_text(block),
                }
            )
    if not files:
        return []
    manifest = {
        "title": tree["title"],
        "edition": tree["edition"].get("words", ""),
        "horizon": tree["edition"].get("horizon", ""),
        "parameters": tree["edition"].get("parameters", {}),
        "files": [_listed(file) for file in files],
    }
    listing = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    about = "Every file attached to this report, with its SHA-256 sum"
    return [{"name": MANIFEST, "mime": "application/json", "description": about, "relationship": "supplement", "content": listing}, *files]


def table_text(block: Node) -> str:
    """An exhibit's data as CSV: the text of its cells."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([plain(column["children"]) for column in block["columns"]])
    writer.writerows([plain(cell["children"]) for cell in row] for row in block["rows"])
    return buffer.getvalue()


def _given(item: Node) -> dict[str, Any]:
    """A file of the notebook's metadata, as text where it is text."""
    raw = b64decode(item["base64"])
    try:
        content: str | list[int] = raw.decode("utf-8")
    except UnicodeDecodeError:
        content = list(raw)
    name = _UNSAFE.sub("-", item["name"]).lstrip(".- ")[-_LONGEST_NAME:] or "file"
    return {
        "name": name,
        **cleaned({"mime": item["mime"], "description": item["description"]}),
        "relationship": "source",
        "content": content,
    }


def _listed(file: dict[str, Any]) -> dict[str, Any]:
    content = file["content"]
    raw = content.encode() if isinstance(content, str) else bytes(content)
    return {
        "name": file["name"],
        "mime": file["mime"],
        "description": file["description"],
        "bytes": len(raw),
        "sha256": sha256(raw).hexdigest(),
    }
