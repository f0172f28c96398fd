"""The process that sets the PDF: what it gives back, what it refuses, and that it leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from factbook.export.typesetter import Refusal, typeset


def template(folder: Path, source: str) -> tuple[str, str, str]:
    (folder / "page.typ").write_text(source, "utf-8")
    return str(folder / "page.typ"), str(folder), str(folder)


def test_a_template_is_set_with_its_inputs_and_dated(tmp_path: Path) -> None:
    place = template(tmp_path, "#set document(title: sys.inputs.title)\n#sys.inputs.title")
    first, second = (typeset(*place, {"title": "Zürich नमस्ते"}, [], 946684800) for _ in range(2))
    assert first == second and first.startswith(b"%PDF-") and b"D:20000101" in first


def test_what_is_refused_is_told_with_its_hints(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="missing document title") as refusal:
        typeset(*template(tmp_path, "No title."), {}, ["ua-1"], 0)
    assert refusal.value.hints


def test_no_file_outside_the_templates_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("TOPSECRET", "utf-8")
    (tmp_path / "inside").mkdir()
    with pytest.raises(Refusal, match="escape the project root"):
        typeset(*template(tmp_path / "inside", '#read("../secret.txt")'), {}, [], 0)


def test_a_process_that_fails_is_told_with_its_code_and_last_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"ended with code 1 \(.*timestamp"):
        typeset(*template(tmp_path, "x"), {}, [], "no day")  # type: ignore[arg-type]


def test_setting_many_pages_leaves_no_memory_behind(tmp_path: Path) -> None:
    place = template(tmp_path, "#for number in range(300) [#lorem(200) #sys.inputs.round #number #pagebreak()]")
    typeset(*place, {"round": "0"}, [], 0)
    before = psutil.Process().memory_info().rss
    for number in range(3):
        typeset(*place, {"round": str(number)}, [], 0)
    assert psutil.Process().memory_info().rss - before < 20_000_000
