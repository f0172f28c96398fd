"""What changed, as somebody reads it in a terminal: between two days, and between two data packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tiny import TINY, write_package

from factbook.__main__ import main
from factbook.record import package as packages
from factbook.record.selection import Selection
from factbook.terminal import days_compared


def changes(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", *arguments])


def test_two_days_are_told_apart_fact_by_fact(project: Path) -> None:
    result = changes("--from", "2021", "--to", "2022")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "From 31 December 2021 to 31 December 2022",
        "",
        "One fact became known",
        "  · May 2021: Freedonia promised a soup laboratory. (single source; promise)",
        "",
        "One standing moved",
        "  · unconfirmed → corroborated: Rufus Firefly visited Sylvania. (visit)",
        "",
        "One source appeared",
        "  · Visit recalled (Herald, 7 June 2022; bears on two facts; herald-2022)",
    ]


def test_a_comparison_keeps_to_what_parameters_select(project: Path) -> None:
    assert "promise)" not in changes("--from", "2021", "-p", "themes", "trade").stdout


def test_judgements_that_read_differently_are_told_with_a_few_of_their_facts(project: Path) -> None:
    lines = days_compared(
        packages.read(project / "data"), Selection(), "2021-12-31", "", 80, lambda: [("None yet.", "Soup is near.", [*"abcdefg"])]
    )
    start = lines.index("One judgement of the summary reads differently")
    assert lines[start + 1] == "  · None yet. → Soup is near. (a, b, c, d, e and 2 more)"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(project: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = changes("--from", "2019").stdout.splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= width


def test_nothing_changed_is_one_sentence(project: Path) -> None:
    assert changes("--from", "2023", "--to", "2024").stdout.endswith("\n\nNothing changed.\n")
    assert changes("--from-package", "data", "--to-package", "data").stdout.endswith("\n\nNothing changed.\n")


def test_two_packages_are_told_apart_row_by_row(project: Path) -> None:
    visit = {**TINY["facts"][1], "date": "2019-04-03"}
    feast = {**TINY["facts"][0], "id": "feast", "statement": "There was a feast."}
    told = [row for row in TINY["evidence"] if row["fact"] != "promise"]
    reported = {"fact": "feast", "source": "herald-2022", "bearing": "reports", "passage": "p1"}
    write_package(project / "newer", facts=[TINY["facts"][0], visit, feast], evidence=[*told, reported], links=[])
    lines = changes("--from-package", "data", "--to-package", "newer").stdout.splitlines()
    assert lines[0] == "From freedonia-sylvania (data) to freedonia-sylvania (newer)"
    start = lines.index("facts.csv: 1 added, 1 removed, 1 changed")
    assert lines[start + 1 : start + 5] == [
        "  + feast: There was a feast.",
        "  - promise: Freedonia promised a soup laboratory.",
        "  ~ visit",
        "      date: 2019-04-02 → 2019-04-03",
    ]
    assert "links.csv: 1 removed" in lines


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Give two days"),
        (["--to", "2020"], "Say from where to compare"),
        (["--from", "2020", "--to-package", "data"], "Give two days"),
        (["--from", "2023", "--to", "2021"], "is not earlier than as_of"),
        (["--from", "2031"], "2031-12-31 is not earlier than 2022-06-07"),
    ],
)
def test_a_comparison_of_nothing_is_refused(project: Path, arguments: list[str], message: str) -> None:
    result = changes(*arguments)
    assert result.exit_code in (1, 2)
    assert message in result.stderr
