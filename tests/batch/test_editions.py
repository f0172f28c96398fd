"""Many editions: each as a single build would make it, made again only where something behind it changed, failures told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tiny import TINY, write_chapter, write_package

from factbook.__main__ import main
from factbook.batch.told import time_left
from factbook.batch.workers import Order, Outcome, fulfil
from factbook.book.build import Project, build
from factbook.book.edition import edition

Contents = Callable[[Path], dict[str, bytes]]


def editions_command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["editions", *arguments])


class Addresses(HTMLParser):
    """Every address that a page names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_editions_equal_single_builds_and_a_page_and_a_manifest_tell_of_all(editions: Path, contents: Contents, tmp_path: Path) -> None:
    result = editions_command("--only", "*")
    assert result.exit_code == 0, result.output
    assert "7 editions made, 0 up to date, 0 failed." in result.stdout
    shelf = tmp_path / "reports" / "editions"
    for name, values in {"brief": {"length": "brief"}, "year-2019": {"since": "2019", "until": "2019"}}.items():
        alone = Project(tmp_path / "data", tmp_path / "notebooks", tmp_path / "alone" / name)
        build(edition(values), alone, keep_executed=False, warm=False)
        assert contents(shelf / name) == contents(alone.reports)
    recorded = json.loads((shelf / "manifest.json").read_text("utf-8"))["editions"]
    assert recorded["early"]["parameters"] == {"as_of": "2020-12-31"}
    assert (recorded["default"]["shown"], recorded["default"]["standing"]) == (
        3,
        {"corroborated": 1, "single source": 1, "unconfirmed": 1},
    )
    page = (shelf / "index.html").read_text("utf-8")
    addresses = Addresses(page).found
    assert all((shelf / address).is_file() for address in addresses)
    assert {"_pages/early.png", "early/freedonia-sylvania.pdf", "brief/freedonia-sylvania-brief.html"} <= set(addresses)
    assert tmp_path.as_posix() not in page + json.dumps(recorded)


def test_a_second_run_makes_only_what_has_changed_and_says_why(editions: Path, tmp_path: Path) -> None:
    editions_command("--formats", "html")
    assert "0 editions made, 5 up to date, 0 failed." in editions_command("--formats", "html").stdout
    promised = [{**TINY["facts"][2], "statement": "Freedonia promised two soup laboratories."}]
    write_package(tmp_path / "data", facts=[*TINY["facts"][:2], *promised])
    (tmp_path / "reports" / "editions" / "brief" / "freedonia-sylvania-brief.html").write_text("edited", "utf-8")
    told = dict(
        line.split("  ", 1) for line in map(str.strip, editions_command("--formats", "html", "--plan").stdout.splitlines()) if "  " in line
    )
    assert told["default"].strip() == "its facts changed (facts.csv)"
    assert told["early"].strip() == "none of its facts changed, but the data that it carries (facts.csv)"
    assert told["brief"].strip().startswith("freedonia-sylvania-brief.html is not the file that was built; its facts changed")
    write_package(tmp_path / "data")
    write_chapter(tmp_path / "notebooks" / "02-count.ipynb", ("code", "count", "len(facts) + 1"))
    assert "02-count.ipynb has changed" in editions_command("--formats", "html", "--plan").stdout
    assert "it has no PDF yet" in editions_command("--only", "default", "--plan").stdout


@pytest.mark.parametrize("text", ["{", "[]", '{"editions": []}', '{"editions": {"brief": {"parameters": {}}}}'])
def test_what_is_torn_or_foreign_among_the_editions_is_made_again(editions: Path, tmp_path: Path, text: str) -> None:
    shelf = tmp_path / "reports" / "editions"
    (shelf / "brief").mkdir(parents=True)
    for file in (shelf / "manifest.json", shelf / "brief" / "manifest-brief.json"):
        file.write_text(text, "utf-8")
    assert re.search(r"^brief +it is missing$", editions_command("--only", "brief", "--plan").stdout, re.MULTILINE)


def test_a_parameter_changed_in_the_file_makes_that_edition_anew(editions: Path) -> None:
    editions_command("--formats", "html", "--only", "early", "--only", "default")
    editions.write_text(editions.read_text("utf-8").replace("2020-12-31", "2021-12-31"), "utf-8")
    plan = editions_command("--formats", "html", "--plan").stdout
    assert re.search(r"^early +its parameters have changed$", plan, re.MULTILINE)
    assert re.search(r"^default +up to date$", plan, re.MULTILINE)
    assert re.search(r"^theme-trade +it is missing$", plan, re.MULTILINE)


def test_an_edition_that_fails_is_told_with_chapter_and_cell_and_stops_no_other(editions: Path, tmp_path: Path) -> None:
    write_chapter(tmp_path / "notebooks" / "02-count.ipynb", ("check", "count", "assert len(facts) == 3, 'There are three facts.'"))
    result = editions_command("--formats", "html", "--only", "default", "--only", "theme")
    assert result.exit_code == 1
    assert "1 edition made, 0 up to date, 2 failed." in result.stdout
    assert "Failed: theme-trade: 02-count.ipynb, cell count: what it asserts does not hold: There are three facts." in result.stdout
    assert (tmp_path / "reports" / "editions" / "default" / "manifest.json").is_file()
    assert not (tmp_path / "reports" / "editions" / "theme-trade").exists()


def test_an_edition_whose_process_dies_is_told_and_stops_no_other(editions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = "import os; from factbook.batch import workers; make = workers.make\n"
    dying += "workers.make = lambda order: os._exit(9) if order.name == 'bad' else make(order)\nworkers.serve()"
    monkeypatch.setattr("factbook.batch.workers._SERVE", [*_python(), dying])
    outcomes: list[Outcome] = []
    orders = [Order(name, {"chapters": ["count"]}, tmp_path / "data", tmp_path / "notebooks", ("html",)) for name in ("one", "bad", "two")]
    fulfil(orders, outcomes.append, jobs=1)
    assert [(outcome.name, bool(outcome.files)) for outcome in outcomes] == [("one", True), ("bad", False), ("two", True)]
    assert outcomes[1].fault == "its process ended (code 9) before the edition was made. Build it again."


def _python() -> list[str]:
    from factbook.batch.workers import _SERVE

    return _SERVE[:2]


def test_the_time_left_is_told_in_round_words() -> None:
    assert [time_left(1, 3, 10), time_left(2, 100, 20), time_left(3, 3, 9)] == ["about 20 s left", "about 16 min left", ""]


def test_a_scheduler_that_does_not_answer_is_an_error_of_ours(editions: Path) -> None:
    pytest.importorskip("distributed")
    result = editions_command("--only", "brief", "--scheduler", "tcp//nowhere")
    assert result.exit_code == 1
    assert "No Dask scheduler answers at tcp//nowhere" in result.stderr
