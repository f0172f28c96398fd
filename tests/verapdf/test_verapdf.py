"""The PDF before the judge that archives and authorities use: veraPDF's own engine and rules."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
sys.path.append(str(_HERE.parent / "export"))

from sample import sample_notebook  # noqa: E402

from factbook.export.pdf import pdf_bytes  # noqa: E402

pytestmark = [
    pytest.mark.jdk,
    pytest.mark.skipif(shutil.which("javac") is None, reason="veraPDF needs a JDK (Debian: default-jdk-headless)"),
    pytest.mark.skipif(not Path("/usr/share/java/jaxb-runtime.jar").exists(), reason="veraPDF needs libjaxb-java (Debian)"),
]


def verdict(*files: tuple[str, Path]) -> list[str]:
    """What veraPDF says of each file by each flavour; skips where its engine cannot be had."""
    arguments = [str(part) for flavour, file in files for part in (flavour, file)]
    done = subprocess.run([str(_HERE / "verapdf"), *arguments], capture_output=True, text=True, check=False)
    if done.returncode == 2:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    return [line.split(str(_HERE))[0] for line in done.stdout.splitlines()]


def test_the_report_is_accessible_and_fit_for_archives(tmp_path: Path) -> None:
    files = []
    for name, notebook in (("chapter", sample_notebook()), ("book", sample_notebook(book=True))):
        (tmp_path / f"{name}.pdf").write_bytes(pdf_bytes(notebook, strict=True))
        files += [(flavour, tmp_path / f"{name}.pdf") for flavour in ("ua1", "3a", "3b")]
    lines = verdict(*files)
    assert [line.split()[0] for line in lines] == ["PASS"] * 6, "\n".join(lines)


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    import pikepdf

    whole = tmp_path / "whole.pdf"
    whole.write_bytes(pdf_bytes(sample_notebook(), strict=True))
    with pikepdf.open(whole) as opened:
        del opened.Root.Lang
        opened.save(tmp_path / "mute.pdf")
    assert verdict(("ua1", tmp_path / "mute.pdf"))[0].startswith("FAIL")
