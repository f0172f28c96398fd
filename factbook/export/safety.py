"""What may reach a page: visible text, addresses that leave it harmlessly, pictures that load nothing."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import quote, urlsplit

from lxml import etree

from factbook.characters import HIDDEN, visible

_LONGEST_ADDRESS = 2000
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")  # of an encoding that the text no longer has
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
_ANIMATIONS = {"set", "animate", "animateMotion", "animateTransform", "animateColor", "discard"}
_LOADS = re.compile(r"(?i)url\(\s*[\"']?(?!#)|@import|\\|image-set|expression\(")  # a backslash could hide any of these
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{1,31};")  # characters that HTML has names for, and XML none
_ROOT = re.compile(r"<svg\b[^>]*")
_NAMESPACES = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_ADDRESSES = {"href", "url"}
_OPAQUE = {"image", "data", "svg", "mathml", "typst"}  # not shown as text, and made safe where they arise


def cleaned(tree: Any, key: str = "") -> Any:
    """The tree with all its text visible and its addresses safe; the data of pictures and formulas are left as they are."""
    if isinstance(tree, str):
        return safe_href(tree) if key in _ADDRESSES else tree if key in _OPAQUE else visible(tree)
    if isinstance(tree, dict):
        return tree if key == "image" else {visible(name): cleaned(value, name) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [cleaned(value, key) for value in tree]
    return tree


def safe_href(address: str) -> str:
    """The address if it is http, https, mailto or a place in the document, percent-encoded; else nothing.

    Of one too long, the page without the place in it.
    """
    address = address.strip()
    if address.startswith("#"):
        return address
    if HIDDEN.search(address) or not re.match(r"(?i)(https?://[^/]|mailto:)", address):
        return ""
    try:
        urlsplit(address).port  # noqa: B018  raises ValueError where the address cannot be read
    except ValueError:
        return ""
    quoted = quote(address, safe="%/:=&?~#+!$,;'@()*[]-._|", encoding="utf-8")
    return next((short for short in (quoted, quoted.partition("#")[0]) if len(short) <= _LONGEST_ADDRESS), "")


def safe_svg(svg: str) -> str:
    """The SVG if it is well formed, without scripts and without anything it would load; else nothing."""
    if "<!ENTITY" in svg:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, strip_cdata=False, huge_tree=True)
    try:
        root = etree.fromstring(_well_formed(_DECLARATION.sub("", svg, count=1)).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    for element in list(root.iter(etree.Element)):
        _clean_element(element)
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


def _well_formed(svg: str) -> str:
    """The SVG with what a browser forgives where it stands in a page: namespaces that are not declared, characters by their HTML names."""
    root = _ROOT.search(svg)
    if root:
        names = [name for name in _NAMESPACES if not re.search(rf"\s{name}\s*=", root[0]) and (name == "xmlns" or "xlink:" in svg)]
        svg = svg[: root.start()] + "<svg" + "".join(f' {name}="{_NAMESPACES[name]}"' for name in names) + svg[root.start() + 4 :]
    return _NAMED.sub(lambda match: html.unescape(match[0]).replace("&", "&amp;").replace("<", "&lt;"), svg)


def _clean_element(element: Any) -> None:
    """Take out of an SVG element what runs or loads something, or take out the element itself."""
    name, parent = _local(element.tag), element.getparent()
    if parent is not None and (name in _ACTIVE or name in _ANIMATIONS):
        parent.remove(element)
        return
    for key, value in element.attrib.items():
        loads = _local(key) == "href" and not value.strip().lower().startswith(("#", "data:image/png", "data:image/jpeg"))
        if _local(key).lower().startswith("on") or loads or _LOADS.search(value):
            del element.attrib[key]
    if name == "style" and _LOADS.search(element.text or ""):
        rest = re.sub(r"(?i)@import[^;]*;?|url\(\s*[\"']?(?!#)[^)]*\)", "", element.text)
        element.text = "" if _LOADS.search(rest) else rest


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]
