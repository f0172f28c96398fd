"""Pictures as the tree holds them: checked, measured, from a notebook's outputs, its attachments or its folder."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from factbook.export.safety import safe_svg

_LARGEST = 20_000_000  # bytes of one picture
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
Image = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where some Markdown stands: its cell, its chapter, the cell's attachments and the folder pictures may come from."""

    cell: str = ""
    chapter: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: Path | None = None

    def picture(self, address: str) -> Image | None:
        """The picture that an address in Markdown means; None where it is remote, missing, outside the folder or none."""
        address = unquote(address)
        if address.startswith("attachment:"):
            bundle = self.attachments.get(address.removeprefix("attachment:"), {})
            return next((found for mime, data in bundle.items() if (found := picture(mime, data))), None)
        if match := re.match(r"data:(image/[a-z+]+);base64,", address):
            return picture(match[1], address[match.end() :])
        if self.folder is None or ":" in address or not address:
            return None
        folder = self.folder.resolve()
        path = (folder / address).resolve()
        if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
        return _vector(data.decode("utf-8", "replace")) if path.suffix == ".svg" else _raster(data)


def picture(mime: str, data: str | list[str]) -> Image | None:
    """The picture in an output's or attachment's data, or None where it cannot be read."""
    text = "".join(data)
    if mime == "image/svg+xml" and "<svg" in text:
        return _vector(text)
    try:
        raw = base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None
    return _vector(raw.decode("utf-8", "replace")) if mime == "image/svg+xml" else _raster(raw)


def _vector(svg: str) -> Image | None:
    """An SVG, made safe, with the size it asks for in pixels."""
    safe = safe_svg(svg.strip())
    if not safe:
        return None
    tag = re.search(r"<(?:\w+:)?svg\b[^>]*>", safe)
    sizes = [_pixels(tag[0] if tag else "", name) for name in ("width", "height")]
    return {"mime": "image/svg+xml", "data": safe, "width": sizes[0], "height": sizes[1]}


def _pixels(tag: str, name: str) -> int:
    """A size that an SVG's first tag asks for, in pixels of 1/96 inch; 0 where it asks for none."""
    size = re.search(rf"\s{name}\s*=\s*[\"']([0-9.]+)(pt|px|mm|cm|in)?[\"']", tag)
    if size:
        return round(float(size[1]) * {"pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}.get(size[2] or "", 1))
    return 0


def _raster(raw: bytes) -> Image | None:
    """A PNG, JPEG or GIF that a decoder has read to its end, with its size in pixels."""
    import PIL.Image

    try:
        with PIL.Image.open(BytesIO(raw), formats=list(_FORMATS)) as opened:
            opened.load()
            mime, (width, height) = _FORMATS[opened.format or "PNG"], opened.size
    except (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError):  # what Pillow says of broken files
        return None
    return {"mime": mime, "data": base64.b64encode(raw).decode(), "width": width, "height": height}
