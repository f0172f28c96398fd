"""A tiny project with several editions, and the command that builds them in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import write_chapter

EDITIONS = """\
[editions.default]

[editions.brief]
length = "brief"

[editions.early]
as_of = 2020-12-31

[matrix.theme]
each = { theme = "all" }

[matrix.year]
each = { year = "2018..2022" }
on_request = true
"""


@pytest.fixture
def editions(project: Path) -> Path:
    """The tiny project's `editions.toml`: default, brief, early, one a theme, and one a year on request."""
    write_chapter(project / "notebooks" / "02-count.ipynb", ("code", "count", "len(facts)"))
    file = project / "notebooks" / "editions.toml"
    file.write_text(EDITIONS, "utf-8")
    return file
