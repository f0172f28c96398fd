"""Parameters that select facts: what papermill, YAML and notebooks send is turned into values or refused."""

from __future__ import annotations

from datetime import date

import pytest

from factbook.errors import ParameterError
from factbook.record.selection import Selection, contract


@pytest.mark.parametrize(
    ("name", "sent", "value"),
    [
        ("since", 2020, "2020-01-01"),
        ("since", "2020", "2020-01-01"),
        ("until", 2020, "2020-12-31"),
        ("as_of", "2024-02", "2024-02-29"),
        ("as_of", date(2024, 6, 30), "2024-06-30"),
        ("as_of", "", ""),
        ("as_of", None, ""),
        ("themes", "space", ("space",)),
        ("themes", "space; launch,space ", ("space", "launch")),
        ("themes", ["space", " launch "], ("space", "launch")),
        ("themes", [], ()),
        ("themes", None, ()),
        ("package", " data ", "data"),
    ],
)
def test_whatever_is_sent_becomes_one_value(name: str, sent: object, value: object) -> None:
    assert getattr(contract(Selection, {name: sent}), name) == value


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"sinse": "2020"}, "There is no parameter 'sinse'. Did you mean 'since'?"),
        ({"theme": "space"}, "There is no parameter 'theme'. Did you mean 'themes'?"),
        ({"since": True}, "The parameter 'since' cannot be True: give a text"),
        ({"since": 2020.5}, "The parameter 'since' cannot be 2020.5: give a text"),
        ({"themes": 5}, "The parameter 'themes' cannot be 5: give a list of texts"),
        ({"themes": [1]}, r"The parameter 'themes' cannot be \[1\]: give a list of texts"),
        ({"as_of": "yesterday"}, "The parameter 'as_of' cannot be 'yesterday': write a day, a month or a year as in 2025-11-06"),
        ({"as_of": "2020-21"}, "The parameter 'as_of' cannot be '2020-21': write a day, a month or a year"),
        ({"since": "../2020"}, "The parameter 'since' cannot be '../2020': write a day, a month or a year"),
        ({"until": "2020?"}, r"The parameter 'until' cannot be '2020\?': write a day, a month or a year"),
        ({"as_of": "2024-02-30"}, "The parameter 'as_of' cannot be '2024-02-30': '2024-02-30' is not a day, month or year that exists"),
        ({"since": "2024", "until": "2020"}, r"since \(2024-01-01\) is later than until \(2020-12-31\)"),
    ],
)
def test_what_cannot_be_is_refused_in_words(sent: dict[str, object], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        contract(Selection, sent)


def test_an_empty_selection_has_no_bounds() -> None:
    assert contract(Selection, {}).window == (date.min, date.max)


def test_a_selection_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        contract(Selection, {}).since = "2020"  # type: ignore[misc]
