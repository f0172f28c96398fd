"""What a page cannot show, said in its place for its readers and among the warnings for its author."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from factbook.export.nodes import Node, link, text
from factbook.export.pictures import Place, is_remote, told
from factbook.export.safety import safe_href

_SILENT_TYPES = re.compile(r"application/vnd\.\w+_load(\.v\d+)?\+json")  # libraries that are loaded, which shows nothing
_TYPES = [
    (re.compile(r"application/vnd\.plotly\."), "plotly figure"),
    (re.compile(r"application/vnd\.vega(lite)?\."), "Vega chart"),
    (re.compile(r"application/vnd\.bokehjs_exec\."), "Bokeh figure"),
    (re.compile(r"application/vnd\.holoviews_exec\."), "HoloViews figure"),
]
_LIBRARIES = [
    (re.compile(word, re.IGNORECASE), what)
    for word, what in (
        ("plotly", "plotly figure"), ("leaflet|folium|mapbox", "map"), ("vega-?(lite|embed)|altair", "Vega chart"),
        ("bokeh|data-root-id", "Bokeh figure"), ("itables|datatable", "table"),
        ("mermaid", "diagram"), ("vis-network|pyvis", "network"),
    )
]  # fmt: skip
_LONGEST_TITLE = 120


def _note(words: str) -> Node:
    """A paragraph that stands for what is left out."""
    return {"type": "paragraph", "children": [{"type": "emphasis", "children": [text(words)]}]}


def interactive(what: str, place: Place, title: str = "") -> Node:
    """The note on an interactive display, by what it is and its title if it has one."""
    place.warn(f"an interactive {what} is shown only in the notebook; show a picture of it (PNG or SVG) as well")
    named = f", “{title}”," if title else ""
    return _note(f"An interactive {what}{named} is shown only in the notebook.")


def display(data: Mapping[str, Any], place: Place) -> list[Node] | None:
    """The note on an interactive display of a known type; no nodes where it only loads a library; None where its type is not known."""
    if any(_SILENT_TYPES.match(mime) for mime in data):
        return []
    for mime in data:
        if what := next((what for pattern, what in _TYPES if pattern.match(mime)), ""):
            return [interactive(what, place, _title(data[mime]))]
    return None


def library(html: str) -> str:
    """What a piece of HTML with a script draws, by the library it names; "" where it names none."""
    return next((what for pattern, what in _LIBRARIES if pattern.search(html)), "")


def other(mime: str, place: Place) -> Node:
    """The note on a display of a type that no page can show."""
    kind = mime.partition("/")[0]
    words = {"application/javascript": "A script", "application/pdf": "A picture as PDF", "audio/": "A sound", "video/": "A video"}
    what = words.get(mime) or words.get(f"{kind}/") or f"A display of the type {told(mime)}"
    place.warn(f"{what[0].lower()}{what[1:]} is left out")
    return _note(f"{what} is left out here; the notebook has it.")


def picture(place: Place, address: str, alt: str) -> list[Node]:
    """What stands for a picture that is not to be had, on which `Place.picture` has warned: a link to a remote one, else a note."""
    alt, address = alt.strip(), address.strip()
    is_data = address.lower().startswith("data:")
    if is_remote(address) or (":" in address and not is_data and not address.startswith("attachment:")):
        return link([text(alt or told(address))], address)
    path = "" if is_data else told(unquote(address.removeprefix("attachment:")))
    name = alt or path
    return [{"type": "emphasis", "children": [text(f"Picture not shown: {name}" if name else "Picture not shown")]}]


def embedded(element: Tag, place: Place) -> list[Node]:
    """What stands for another page, a sound, a video or an object in HTML, with a link where it has an address; nothing if it is empty."""
    source = element.find("source")
    addresses = [element.get("src"), element.get("data"), source.get("src") if isinstance(source, Tag) else ""]
    address = next((str(address).strip() for address in addresses if address), "")
    if not address and not element.get("srcdoc"):
        return []
    what = {"iframe": "A page", "audio": "A sound", "video": "A video"}.get(element.name, "An object")
    if element.name == "iframe" and (drawn := library(f"{element.get('srcdoc', '')} {address}")):
        what = f"An interactive {drawn}"
    place.warn(f"{what[0].lower()}{what[1:]} is shown only in the notebook")
    href = safe_href(address)
    host = urlsplit(href).hostname or "" if href and not href.startswith("#") else ""
    where: list[Node] = [text(" ("), *link([text(host)], href), text(")")] if host else []
    return [{"type": "emphasis", "children": [text(what), *where, text(" is shown only in the notebook.")]}]


def _title(figure: Any) -> str:
    """The title that a figure of plotly or Vega gives itself."""
    holder = figure.get("layout", figure) if isinstance(figure, Mapping) else {}
    title = holder.get("title", "") if isinstance(holder, Mapping) else ""
    words = title.get("text", "") if isinstance(title, Mapping) else title
    return " ".join(re.sub(r"<[^<>]*>", " ", words[:_LONGEST_TITLE]).split()) if isinstance(words, str) else ""
