"""Pictures as the tree holds them: checked, measured, from a notebook's outputs, its attachments or its folder."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from struct import error as StructError
from typing import Any
from urllib.parse import unquote

from factbook.export.safety import safe_svg

_LARGEST = 20_000_000  # bytes of one picture
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_CONVERTED = ("WEBP", "BMP")  # which not every reader of a PDF knows: they become PNG
_KEPT_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")  # of the pixels that a PNG can hold
_ORIENTATION = 0x0112  # how a camera was held
_DATA = re.compile(r"(?i)data:(image/[\w.+-]+)((?:;[\w.=-]+)*),")
_SIZE = r"(\d+(?:\.\d+)?|\.\d+)"
_TOLD = 80  # characters of an address in a warning
Image = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where something stands: its cell and chapter, the cell's attachments, the folder pictures may come from, the notebook's widgets.

    `warnings` gathers what is left out there: [{"cell", "message"}], each once.
    """

    cell: str = ""
    chapter: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: Path | None = None
    widgets: Mapping[str, Any] = field(default_factory=dict)
    warnings: list[dict[str, str]] = field(default_factory=list)

    def warn(self, message: str) -> None:
        """Note what a reader will miss here."""
        found = {"cell": self.cell, "message": message}
        if found not in self.warnings:
            self.warnings.append(found)

    def picture(self, address: str) -> Image | None:
        """The picture that an address means; None, and a warning that says why, where it is not to be had."""
        found, reason = self._found(unquote(address))
        if found is None:
            self.warn(f"the picture {told(unquote(address))!r} {reason}")
        return found

    def _found(self, address: str) -> tuple[Image | None, str]:
        """The picture, or why there is none."""
        if address.startswith("attachment:"):
            return self._attached(address.removeprefix("attachment:"))
        if match := _DATA.match(address):
            given = address[match.end() :]
            as_text = match[1].lower() == "image/svg+xml" and ";base64" not in match[2].lower()
            return (_vector(given) if as_text else picture(match[1].lower(), given)), "cannot be read"
        if is_remote(address):
            return None, "is remote and was not fetched"
        if ":" in address or not address:
            return None, "has an address that leads to no picture"
        if self.folder is None:
            return None, "was not looked for: where the notebook lies is not known"
        try:
            return _from_file(self.folder.resolve(), address)
        except (OSError, ValueError, RuntimeError):  # a path with NUL, of many thousand characters, or that leads to itself
            return None, "has an address that leads to no picture"

    def _attached(self, name: str) -> tuple[Image | None, str]:
        bundle = self.attachments.get(name)
        if not bundle:
            return None, "is not attached to its cell"
        found = next((found for mime, data in bundle.items() if (found := picture(mime, data))), None)
        return found, f"cannot be read as {' or '.join(bundle)}"


def told(address: str) -> str:
    """An address as a warning or a note tells it: on one line, and not the whole of a picture's data."""
    words = " ".join(address.split())
    return words if len(words) <= _TOLD else f"{words[:_TOLD]}…"


def is_remote(address: str) -> bool:
    """Whether an address leads to another machine."""
    return re.match(r"(?i)\s*(https?:)?//", address) is not None


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


def sized(image: Image, width: Any, height: Any) -> Image:
    """The picture as large as its author wants it, in pixels; a side that is not given follows the other."""
    wanted = [_pixels_wanted(side) for side in (width, height)]
    natural = [image["width"], image["height"]]
    if all(natural) and any(wanted):
        scale = max(side / own for side, own in zip(wanted, natural, strict=True))
        wanted = [side or max(round(own * scale), 1) for side, own in zip(wanted, natural, strict=True)]
    return {**image, "width": wanted[0], "height": wanted[1]} if all(wanted) else image


def _pixels_wanted(value: Any) -> int:
    """A width or height as an author gives it, in pixels; 0 for anything else, such as a share of the page."""
    match = re.fullmatch(rf"\s*{_SIZE}(?:px)?\s*", str(value)[:20])
    return min(round(float(match[1])), 10_000) if match else 0


def _from_file(folder: Path, address: str) -> tuple[Image | None, str]:
    """The picture in a file of the folder; an address may have a query, and the strokes of another system."""
    reason = "was not found"
    for name in dict.fromkeys((address, re.sub(r"[?#].*", "", address.replace("\\", "/"), flags=re.DOTALL))):
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            reason = "lies outside the notebook's folder"
        elif path.is_file() and path.stat().st_size > _LARGEST:
            return None, f"is larger than {_LARGEST // 1_000_000} MB"
        elif path.is_file():
            data = path.read_bytes()
            is_drawing = path.suffix.lower() == ".svg"
            return (_vector(data.decode("utf-8", "replace")) if is_drawing else _raster(data)), "cannot be read as a picture"
    return None, reason


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
    size = re.search(rf"\s{name}\s*=\s*[\"']{_SIZE}(pt|px|mm|cm|in)?[\"']", tag)
    if size:
        return round(float(size[1]) * {"pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}.get(size[2] or "", 1))
    return 0


def _raster(raw: bytes) -> Image | None:
    """A picture of pixels that a decoder has read to its end, as PNG, JPEG or GIF that stands upright, with its size in pixels."""
    import PIL.Image

    try:
        with PIL.Image.open(BytesIO(raw), formats=[*_FORMATS, *_CONVERTED]) as opened:
            opened.load()
            mime, (width, height) = _FORMATS.get(opened.format or "", "image/png"), opened.size
            if opened.format in _CONVERTED:
                raw = _written(opened if opened.mode in _KEPT_MODES else opened.convert("RGBA"), "PNG")
            elif opened.format == "JPEG" and opened.getexif().get(_ORIENTATION, 1) != 1:  # only browsers heed it
                raw, (width, height) = _upright(opened)
    except (OSError, SyntaxError, ValueError, StructError, PIL.Image.DecompressionBombError):  # what Pillow says of broken files
        return None
    return {"mime": mime, "data": base64.b64encode(raw).decode(), "width": width, "height": height}


def _upright(opened: Any) -> tuple[bytes, tuple[int, int]]:
    """A JPEG turned as its camera says it was held, and its size then."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(opened)
    return _written(turned, "JPEG", quality=95), turned.size


def _written(opened: Any, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    opened.save(buffer, kind, **options)
    return buffer.getvalue()
