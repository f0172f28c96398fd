"""What sets the PDF, here or in a process of its own: what it gives back, what it refuses, and that it leaves nothing behind."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from factbook.export import typesetter
from factbook.export.typefaces import more
from factbook.export.typesetter import LONG, Order, Refusal, typeset

BOTH = pytest.mark.parametrize("long", [False, True], ids=["here", "apart"])


def order(folder: Path, source: str, long: bool, **inputs: str) -> Order:
    """An order of a template; a long one has more input than is set here."""
    (folder / "page.typ").write_text(source, "utf-8")
    return Order(str(folder / "page.typ"), str(folder), (str(folder),), {**inputs, "padding": "x" * (LONG if long else 1)})


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """The orders that were set in a process of their own."""
    seen: list[Order] = []
    set_apart = typesetter._set_apart
    monkeypatch.setattr(typesetter, "_set_apart", lambda order: seen.append(order) or set_apart(order))  # type: ignore[func-returns-value]
    return seen


@BOTH
def test_a_template_is_set_with_its_inputs_and_dated(tmp_path: Path, apart: list[Order], long: bool) -> None:
    made = replace(order(tmp_path, "#set document(title: sys.inputs.title)\n#sys.inputs.title", long, title="Zürich नमस्ते"), day=946684800)
    first, second = typeset(made), typeset(made)
    assert first == second and first.startswith(b"%PDF-") and b"D:20000101" in first
    assert bool(apart) is long


def test_what_is_long_only_by_its_pictures_is_set_here(tmp_path: Path, apart: list[Order]) -> None:
    typeset(order(tmp_path, "x", False, doc=f"data:image/png;base64,{'A' * LONG}"))
    assert not apart


def test_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    made = order(tmp_path, "= One\n#lorem(50)", False)
    assert typesetter._set(made) == typesetter._set_apart(made)


def test_both_ways_use_the_same_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, object]] = []
    run = subprocess.run

    def noted(*args: Any, **kw: Any) -> Any:
        given.append(json.loads(kw["input"]))
        return run(*args, **kw)

    monkeypatch.setattr(typesetter.subprocess, "run", noted)
    made = replace(order(tmp_path, "x \u2d30", False), fonts=(str(tmp_path), more()), of_machine=True)
    assert typesetter._set(made) == typesetter._set_apart(made)
    assert (given[0]["fonts"], given[0]["of_machine"]) == ([str(tmp_path), more()], True)


@BOTH
def test_what_is_refused_is_told_with_its_hints(tmp_path: Path, long: bool) -> None:
    with pytest.raises(Refusal, match="missing document title") as refusal:
        typeset(replace(order(tmp_path, "No title.", long), standards=("ua-1",)))
    assert refusal.value.hints


@BOTH
def test_no_file_outside_the_templates_folder_is_read(tmp_path: Path, long: bool) -> None:
    (tmp_path / "secret.txt").write_text("TOPSECRET", "utf-8")
    (tmp_path / "inside").mkdir()
    with pytest.raises(Refusal, match="escape the project root"):
        typeset(order(tmp_path / "inside", '#read("../secret.txt")', long))


def test_a_process_that_fails_is_told_with_its_code_and_last_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"ended with code 1 \(.*timestamp"):
        typeset(replace(order(tmp_path, "x", True), day="no day"))  # type: ignore[arg-type]


def test_setting_long_documents_leaves_no_memory_behind(tmp_path: Path) -> None:
    source = "#for number in range(300) [#lorem(200) #sys.inputs.round #number #pagebreak()]"
    typeset(order(tmp_path, source, True, round="0"))
    before = psutil.Process().memory_info().rss
    for number in range(3):
        typeset(order(tmp_path, source, True, round=str(number)))
    assert psutil.Process().memory_info().rss - before < 20_000_000
