"""Widgets as they stood when the notebook was saved: what they say, what was printed into them, and how far a bar had come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nbformat import NotebookNode, from_dict

from factbook.export import fragments, left_out
from factbook.export.nodes import Node, text
from factbook.export.pictures import Place

Draw = Callable[[list[NotebookNode]], list[Node]]

_MARKUP = {"HTMLModel", "HTMLMathModel"}
_LINES = {"HBoxModel"}  # boxes whose parts stand side by side
_REFERENCE = "IPY_MODEL_"
_MOST = 500  # widgets in one display


def shown(view: Any, place: Place, draw: Draw) -> list[Node]:
    """The nodes of a display of a widget; where the notebook has no state of it or nothing in it can be read, a note."""
    reader = _Reader(place, draw)
    nodes = reader.model(str(view.get("model_id", "")) if isinstance(view, Mapping) else "")
    if not nodes:
        return [] if reader.is_empty else [left_out.interactive("control", place)]
    if reader.has_control:
        place.warn("a widget is shown as it stood when the notebook was saved")
    for node in nodes:
        node.pop("bar", None)
    return nodes


class _Reader:
    """Reads a widget and those in it, each once."""

    def __init__(self, place: Place, draw: Draw) -> None:
        self.place, self.draw = place, draw
        self.seen: set[str] = set()
        self.has_control = self.is_empty = False

    def model(self, name: str) -> list[Node]:
        """The nodes of a widget by its id."""
        model = self.place.widgets.get(name)
        state = model.get("state") if isinstance(model, Mapping) else None
        if not isinstance(state, Mapping) or name in self.seen or len(self.seen) > _MOST:
            return []
        self.seen.add(name)
        kind = str(model.get("model_name", "")) if isinstance(model, Mapping) else ""
        if kind == "OutputModel":
            outputs = state.get("outputs") or []
            self.is_empty = not outputs
            return self.draw([from_dict(output) for output in outputs]) if isinstance(outputs, list) else []
        if isinstance(state.get("children"), list):
            return self._box(kind, state["children"])
        if kind in _MARKUP:
            return fragments.blocks(str(state.get("value", "")), self.place)
        return self._control(kind, state)

    def _box(self, kind: str, children: list[Any]) -> list[Node]:
        """The parts of a box, side by side where they are words in a row; a bar among words says nothing that they do not."""
        parts = [self.model(str(child).removeprefix(_REFERENCE)) for child in children]
        found = [node for part in parts for node in part if not (kind in _LINES and node.get("bar") and len(children) > 1)]
        if kind in _LINES and found and all(node["type"] == "paragraph" for node in found):
            words = [child for node in found for child in (*node["children"], text(" "))]
            return [{"type": "paragraph", "children": words[:-1]}]
        return found

    def _control(self, kind: str, state: Mapping[str, Any]) -> list[Node]:
        """What a control is called, and its value."""
        value, label = state.get("value"), " ".join(str(state.get("description") or "").split())
        if value is None and "index" in state and isinstance(state.get("_options_labels"), list):
            options = state["_options_labels"]
            value = options[state["index"]] if isinstance(state["index"], int) and state["index"] < len(options) else None
        if value is None or isinstance(value, Mapping | list):
            self.has_control = self.has_control or bool(label)
            return [{"type": "paragraph", "children": [text(label)]}] if label else []
        is_bar = "Progress" in kind
        words = f"{value:g} of {state.get('max', '?')}" if is_bar and isinstance(value, int | float) else str(value)
        self.has_control = self.has_control or kind != "LabelModel"
        said = f"{label.removesuffix(':')}: {words}" if label else words
        return [{"type": "paragraph", "children": [text(said)], **({"bar": True} if is_bar else {})}] if said.strip() else []
