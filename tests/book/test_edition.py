"""The parameter contract: what is taken, what is refused, how an edition is worded."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_origin

import pytest
from tiny import write_package

from factbook.book.edition import Edition, edition, fits, gather, in_words
from factbook.errors import ParameterError
from factbook.record import package
from factbook.record.facts import as_known


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"since": 2020}, {"since": "2020-01-01"}),
        ({"as_of": "2024-06"}, {"as_of": "2024-06-30"}),
        ({"themes": "trade; duck-soup"}, {"themes": ["trade", "duck-soup"]}),
        ({"themes": ["trade", "trade"]}, {"themes": ["trade"]}),
        ({"paper": "letter"}, {"paper": "Letter"}),
        ({"chapters": "timeline,themes"}, {"chapters": ["timeline", "themes"]}),
        ({"title": None}, {"title": ""}),
    ],
)
def test_a_value_is_read_as_it_was_meant(values: dict[str, object], expected: dict[str, object]) -> None:
    assert edition(values).given == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"thems": "x"}, "There is no parameter 'thems'. Did you mean 'themes'?"),
        ({"since": True}, "The parameter 'since' cannot be True: give a text"),
        ({"since": "yesterday"}, "The parameter 'since' cannot be 'yesterday'"),
        ({"themes": 3}, "The parameter 'themes' cannot be 3: give a list of texts"),
        ({"paper": "A5"}, "The parameter 'paper' cannot be 'A5': allowed are A4 and Letter"),
        ({"length": "short"}, "allowed are full and brief"),
        ({"since": "2024", "until": "2020"}, "so no day is left"),
        ({"as_of": "2020", "compare_to": "2021"}, "compare_to (2021-12-31) is not earlier than as_of (2020-12-31)"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(values: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError) as refusal:
        edition(values)
    assert message in str(refusal.value)


def test_a_day_to_compare_with_must_be_before_what_the_record_knows(tmp_path: Path) -> None:
    record = as_known(package.read(write_package(tmp_path)))
    assert fits(edition({"compare_to": "2022-06-06"}), record).compare_to == "2022-06-06"
    with pytest.raises(ParameterError, match=r"compare_to \(2022-06-07\) is not earlier than the horizon \(2022-06-07\)"):
        fits(edition({"compare_to": "2022-06-07"}), record)


def test_later_ways_of_giving_a_value_win(tmp_path: Path) -> None:
    file = tmp_path / "params.yaml"
    file.write_text("since: 2018\nthemes: [trade]\nas_of: 2024-06-30\n", "utf-8")
    values = gather([("themes", "duck-soup")], [file], ["since: 2019"])
    assert edition(values).given == {"since": "2019-01-01", "themes": ["duck-soup"], "as_of": "2024-06-30"}


def test_a_list_may_be_given_in_several_pairs_and_a_text_only_once() -> None:
    assert edition(gather([("themes", "trade"), ("themes", "duck-soup")])).themes == ("trade", "duck-soup")
    with pytest.raises(ParameterError, match="is given twice"):
        gather([("since", "2020"), ("since", "2021")])


@pytest.mark.parametrize("text", ["since: [", "- since", "2020"])
def test_yaml_that_names_no_parameters_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="Write them as `name: value`"):
        gather(texts=[text])


def test_a_missing_parameter_file_is_named() -> None:
    with pytest.raises(ParameterError, match=r"no parameter file 'nowhere\.yaml'"):
        gather(files=[Path("nowhere.yaml")])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "As known on 7 June 2022"),
        ({"as_of": "2021"}, "As known on 31 December 2021"),
        ({"since": "2020", "themes": "duck-soup"}, "As known on 7 June 2022; events from 2020 on; theme Duck soup"),
        ({"since": "2020-03", "until": "2021"}, "As known on 7 June 2022; events from March 2020 to 2021"),
        ({"since": "2020", "until": "2020"}, "As known on 7 June 2022; events of 2020"),
        ({"until": "2020-02-29"}, "As known on 7 June 2022; events until February 2020"),
        ({"until": "2020-02-05"}, "As known on 7 June 2022; events until 5 February 2020"),
        ({"themes": "trade,duck-soup"}, "As known on 7 June 2022; themes Trade and Duck soup"),
        ({"actors": "firefly", "sides": "Sylvania"}, "As known on 7 June 2022; actor Rufus Firefly; side Sylvania"),
        ({"standing": "disputed,unconfirmed"}, "As known on 7 June 2022; standing disputed and unconfirmed"),
        ({"compare_to": "2020-12"}, "As known on 7 June 2022; compared with 31 December 2020"),
    ],
)
def test_an_edition_in_words(tmp_path: Path, values: dict[str, object], words: str) -> None:
    chosen = edition(values)
    record = as_known(package.read(write_package(tmp_path)), date.fromisoformat(chosen.as_of) if chosen.as_of else None)
    assert in_words(chosen, record) == words


def test_every_parameter_says_what_it_means() -> None:
    assert all(field.description for field in Edition.model_fields.values())


def test_the_readme_explains_every_parameter_in_the_words_of_the_contract() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (a text|a list) \| (.+) \|$", readme, re.MULTILINE)
    fields = Edition.model_fields.items()
    assert rows == [(name, "a list" if get_origin(field.annotation) is tuple else "a text", field.description) for name, field in fields]
