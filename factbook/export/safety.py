"""What may reach a page: visible text, addresses that leave it harmlessly, pictures that load nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree, minidom

# Control, bidirectional, invisible-formatting, private-use and non-characters. Joiners (U+200C, U+200D) stay: scripts need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ue000-\uf8ff\ud800-\udfff\U000e0000-\U0010ffff]"
)
_LONGEST_ADDRESS = 2000
_OPAQUE = {"image", "data", "svg", "mathml", "typst", "href", "url"}  # not shown as text, and made safe where they arise


def visible(text: str) -> str:
    """The text with every character that hides or reorders others written out: `⟨U+202E⟩`."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text.replace("\r\n", "\n"))


def cleaned(tree: Any, key: str = "") -> Any:
    """The tree with all its text visible; the data of pictures and formulas and the addresses are left as they are."""
    if isinstance(tree, str):
        return tree if key in _OPAQUE else visible(tree)
    if isinstance(tree, dict):
        return tree if key == "image" else {visible(name): cleaned(value, name) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [cleaned(value, key) for value in tree]
    return tree


def safe_href(address: str) -> str:
    """The address if it is http, https, mailto or a place in the document, percent-encoded; else nothing."""
    address = address.strip()
    if address.startswith("#"):
        return address
    if _HIDDEN.search(address) or len(address) > _LONGEST_ADDRESS or not re.match(r"(?i)(https?://[^/]|mailto:)", address):
        return ""
    try:
        urlsplit(address).port  # noqa: B018  raises ValueError where the address cannot be read
    except ValueError:
        return ""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]-._|", encoding="utf-8")


def safe_svg(svg: str) -> str:
    """The SVG if it is well formed, without scripts and without anything it would load; else nothing."""
    try:
        ElementTree.fromstring(svg.encode("utf-8", "replace"), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError):
        return ""
    if not re.search(r"(?i)<\s*(?:\w+:)?(script|foreignObject|image|use|style|feImage|a)\b|\son\w+\s*=|url\(\s*[\"']?(?!#)|href", svg):
        return svg
    root: Any = minidom.parseString(svg).documentElement
    _clean_element(root)
    return str(root.toxml())


def _clean_element(element: Any) -> None:
    """Take out of an SVG element, and all in it, what runs or loads something."""
    for child in list(element.childNodes):
        if child.nodeType != child.ELEMENT_NODE:
            continue
        if child.localName in ("script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"):
            element.removeChild(child)
        else:
            _clean_element(child)
    for name, value in list(element.attributes.items()):
        address = value.strip().lower()
        loads = name.lower().endswith("href") and not address.startswith(("#", "data:image/png", "data:image/jpeg"))
        if name.lower().startswith("on") or loads or re.search(r"url\(\s*[\"']?(?!#)", address):
            element.removeAttribute(name)
    if element.localName == "style":
        for child in element.childNodes:
            if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE):
                child.data = re.sub(r"(?i)@import[^;]*;?|url\(\s*[\"']?(?!#)[^)]*\)", "", child.data)
