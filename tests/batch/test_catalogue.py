"""The editions of a file: named, combined, chosen, and held to the record before anything runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factbook.batch.catalogue import Catalogue, catalogue
from factbook.book.chapters import chapters
from factbook.errors import ParameterError
from factbook.record.facts import Record, as_known
from factbook.record.package import Package

ROOT = Path(__file__).resolve().parents[2]


def read(file: Path) -> Catalogue:
    return catalogue(file, file.parents[1] / "data", chapters(file.parent))


def test_a_matrix_has_an_edition_for_each_combination_in_which_there_is_a_fact(editions: Path) -> None:
    found = read(editions)
    names = ["default", "brief", "early", "theme-trade", "theme-duck-soup", "year-2019", "year-2021"]
    assert [named.name for named in found.editions] == names
    assert found.empty == ("year-2018", "year-2020", "year-2022")
    by_name = {named.name: named for named in found.editions}
    assert by_name["year-2019"].edition.given == {"since": "2019-01-01", "until": "2019-12-31"}
    assert by_name["theme-trade"].edition.themes == ("trade",)
    assert (by_name["early"].shown.facts, by_name["default"].shown.facts) == (2, 3)


def test_a_horizon_is_reckoned_once_for_all_editions_that_have_it(editions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[date | None] = []

    def counting(package: Package, horizon: date | None) -> Record:
        reckoned.append(horizon)
        return as_known(package, horizon)

    monkeypatch.setattr("factbook.batch.catalogue.as_known", counting)
    assert len(read(editions).editions) == 7
    assert reckoned == [None, date(2020, 12, 31)]


def test_two_axes_make_a_product(editions: Path) -> None:
    editions.write_text('[matrix.both]\neach = { side = ["Freedonia"], year = [1999, 2019] }\nlength = "brief"\n', "utf-8")
    found = read(editions).editions
    assert [named.name for named in found] == ["both-freedonia-1999", "both-freedonia-2019"]
    assert {named.edition.length for named in found} == {"brief"}


def test_what_is_on_request_is_chosen_only_by_name_or_condition(editions: Path) -> None:
    found = read(editions)
    assert [named.name for named in found.chosen()] == ["default", "brief", "early", "theme-trade", "theme-duck-soup"]
    assert [named.name for named in found.chosen(only=["year"])] == ["year-2019", "year-2021"]
    assert [named.name for named in found.chosen(only=["*2019", "brief"])] == ["brief", "year-2019"]
    assert [named.name for named in found.chosen(where=["theme=trade"])] == ["theme-trade"]
    assert [named.name for named in found.chosen(where=["year=2021"])] == ["year-2021"]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"only": ["defualt"]}, "There is no edition 'defualt'. Did you mean 'default'?"),
        ({"where": ["theme=tade"]}, "No edition has theme=tade. Did you mean 'trade'?"),
        ({"where": ["themme=trade"]}, "The condition 'themme=trade' is not NAME=VALUE. Did you mean 'theme'?"),
    ],
)
def test_a_choice_of_nothing_is_refused(editions: Path, choice: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ParameterError) as fault:
        read(editions).chosen(**choice)
    assert str(fault.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[editions.one]\nthemes = ['trad']", r"editions\.toml, \[editions\.one\]: .*Did you mean 'trade'\?"),
        ("[editions.one]\nchapters = ['visit']", r"\[editions\.one\]: .*Did you mean 'visits'\?"),
        ("[editions.one]\nlenth = 'brief'", r"\[editions\.one\]: There is no parameter 'lenth'"),
        ("[editions.One]\n", "editions.One is not an edition"),
        ("[edition.one]\n", r"there is no table 'edition'\. Did you mean 'editions'\?"),
        ("[matrix.m]\nlength = 'brief'", "does not say what to combine"),
        ("[matrix.m]\neach = { colour = 'all' }", "nothing can be combined by 'colour'"),
        ("[matrix.m]\neach = { year = 'all' }", "year cannot be 'all'"),
        ("[editions.m-trade]\n[matrix.m]\neach = { theme = 'all' }", "the name 'm-trade' is taken"),
        ("[editions", "is not TOML"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_table(editions: Path, text: str, message: str) -> None:
    editions.write_text(text, "utf-8")
    with pytest.raises(ParameterError, match=message):
        read(editions)


def test_this_project_names_the_editions_that_readers_ask_for() -> None:
    found = read(ROOT / "notebooks" / "editions.toml")
    names = {named.name for named in found.chosen()}
    assert {"default", "brief", "before-the-meeting", "after-the-meeting", "side-india", "year-2018", "theme-quantum"} <= names
    assert len(found.editions) > 100
