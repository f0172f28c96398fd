"""How themes are told: what leads, talk and deeds, rise and fall, each claim only where it rests on enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import watched
from freedonia import Rows, fact, promises

from factbook.analysis import themes
from factbook.exhibits import figures, findings, tables
from factbook.exhibits.exhibit import Figure, Findings, Nothing, Table
from factbook.exhibits.wording import listed_labels
from factbook.record.facts import Facts


def words(theme: str, year: int, count: int, first: int = 1, **more: str) -> Rows:
    """So many statements on a theme, each of a day of its own."""
    return [fact(f"{theme}-{year}-{day}", f"{theme} of {year}, {day}.", f"{year}-05-{day:02}", "statement", themes=theme, **more)
            for day in range(first, first + count)]  # fmt: skip


def vows(delivery: str, count: int, theme: str = "duck-soup") -> Rows:
    """So many promises of one day, as far got as told."""
    return [fact(f"{delivery}-{place}", f"A vow of soup, {delivery} {place}.", "2000-06-01", "commitment", delivery=delivery,
                 owner="sylvania", themes=theme) for place in range(count)]  # fmt: skip


SHIFT: Rows = [*words("trade", 1999, 7), *words("trade", 2000, 2), *words("duck-soup", 1999, 1, 10), *words("duck-soup", 2000, 6, 10)]


def record(folder: Path, rows: Rows, **parameters: object) -> Facts:
    return promises(folder, facts=rows, links=[], told={one["id"]: "herald-2024" for one in rows}, searched=rows[0]["id"], **parameters)


def bottom_line(facts: Facts) -> Findings | Nothing:
    return findings.themes_bottom_line(facts, themes.by_period(facts), themes.by_delivery(facts))


def test_the_bottom_line_names_what_leads_and_what_it_leaves_out(tmp_path: Path) -> None:
    own = words("trade", 2001, 2, actors="freedonia")
    tons = fact("tons", "They traded ten tons.", "2001", "figure", value="10", unit="tons")
    assert bottom_line(record(tmp_path, [*SHIFT, *vows("hoped", 3), *own, tons])).plain() == (
        "The leading themes are trade (nine of 17 occasions between the sides) and duck soup (eight). Talk outnumbers deeds in duck soup. "
        "Of 22 facts, two describe one side alone and one is a statistic; the other 19 are weighed, "
        "and those of one exact day count as one occasion."
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (words("trade", 2000, 1), "The one occasion weighed, on 1 May 2000, is on trade."),
        (words("trade", 2000, 3), "The one theme weighed is trade, on three occasions between the sides."),
        ([*words("trade", 2000, 1), *words("duck-soup", 2000, 1, 9)], "No theme leads on the two occasions between the sides."),
        (
            [*words("trade", 2000, 2), *words("duck-soup", 2000, 1, 9)],
            "The leading theme is trade (two of three occasions between the sides).",
        ),
        (words("trade", 2000, 3, actors="freedonia"), "The one theme weighed is trade, on three occasions."),
    ],
)
def test_no_theme_leads_that_is_not_ahead(tmp_path: Path, rows: Rows, told: str) -> None:
    assert bottom_line(record(tmp_path, rows)).plain() == told


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        (vows("hoped", 2), "Talk and deeds, theme by theme"),
        (vows("hoped", 3), "One theme is talk alone"),
        ([*vows("hoped", 3), *vows("done", 1)], "Talk outnumbers deeds"),
        ([*vows("hoped", 3), *vows("done", 1), *vows("announced", 1, "trade")], "Talk outnumbers deeds in one theme"),
        (words("trade", 2000, 1), "Nothing promised, nothing done"),
    ],
)
def test_the_heading_calls_no_theme_of_two_things_talk(tmp_path: Path, rows: Rows, heading: str) -> None:
    assert findings.delivery_heading(themes.by_delivery(record(tmp_path, rows))).text == heading


def test_talk_of_one_day_is_told_as_such(tmp_path: Path) -> None:
    older = fact("older", "An old vow.", "1999", "commitment", delivery="announced", owner="sylvania", themes="duck-soup")
    told = findings.delivery(themes.by_delivery(record(tmp_path, [*vows("hoped", 3), *vows("done", 1), older]))).plain()
    assert told == (
        "One thing is done, against four announced, proposed or hoped for. "
        "What is announced, proposed or hoped for outnumbers what is done or under way in duck soup (four to one). "
        "Of the four things announced, proposed or hoped for, three were voiced on one day, 1 June 2000."
    )


@pytest.mark.parametrize(
    ("rows", "heading", "told"),
    [
        (
            SHIFT,
            "From trade to duck soup",
            "Duck soup gained weight, from one of eight occasions before 2000 to six of eight since. Trade lost weight, from seven to two.",
        ),
        (
            [*words("trade", 1999, 7), *words("trade", 2000, 5), *words("duck-soup", 2000, 2, 10)],
            "The themes before 2000 and since",
            "Of seven occasions before 2000 and seven since, no theme has enough, or changed enough, to be called risen or fallen. "
            "Absent before 2000, and too rare since to be called risen, is duck soup (two occasions).",
        ),
        (words("trade", 2000, 3), "The weight of themes over time", "Too few years have occasions to show a shift of themes."),
    ],
)
def test_a_shift_is_claimed_only_where_it_rests_on_enough(tmp_path: Path, rows: Rows, heading: str, told: str) -> None:
    result = themes.shifts(record(tmp_path, rows))
    assert findings.shifts_heading(result).text == heading
    assert findings.theme_shifts(result).plain() == told


def test_the_figures_say_in_their_captions_what_they_show_and_on_what_base(tmp_path: Path) -> None:
    facts = record(tmp_path, [*SHIFT, *vows("done", 1), *vows("hoped", 3)])
    with watched() as faults:
        drawn = [
            figures.themes_by_period(themes.by_period(facts)),
            figures.delivery_by_theme(themes.by_delivery(facts)),
            figures.theme_shifts(themes.shifts(facts)),
        ]
    assert faults == []
    assert [one.caption for one in drawn if isinstance(one, Figure)] == [
        "Occasions by theme and year; of 17 in all, nine are on trade.",
        "How far things had got when they were spoken of, on duck soup; of four things, one was done or under way.",
        "Duck soup rose from 12 to 78 per cent of the occasions, trade fell from 88 to 22: shares before 2000 and since, "
        "with the change in percentage points.",
    ]
    shifts = drawn[-1]
    assert isinstance(shifts, Figure)
    assert [row[2::2] for row in shifts.rows] == [("12", "78"), ("88", "22")]
    assert [row[5] for row in shifts.rows] == ["+66", "−66"]


def test_the_pair_that_recurs_is_named_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    rows = [fact(f"both-{year}", f"Soup was traded in {year}.", str(year), "event", delivery="done", themes="duck-soup;trade")
            for year in (2001, 2002)]  # fmt: skip
    pairs = themes.pairs(record(tmp_path, rows))
    table = tables.themes_together(pairs)
    assert isinstance(table, Table)
    assert table.caption == "One pair of themes stands in one fact on more than one occasion."
    assert all(column.width == 0 for column in table.columns)
    assert findings.themes_together(pairs).plain() == (
        "The pair that stands in one fact most often is duck soup with trade, on two occasions."
    )
    assert findings.themes_together(()).plain() == "No two themes stand in one fact on more than one occasion."


def test_labels_that_hold_an_and_are_listed_apart() -> None:
    assert listed_labels(["law", "trade"]) == "law and trade"
    assert listed_labels(["law and order", "trade"]) == "law and order, and trade"
    assert listed_labels(["a", "law and order", "trade"]) == "a, law and order, and trade"
    assert (listed_labels(["aid and trade"]), listed_labels([])) == ("aid and trade", "")


def test_an_edition_of_nothing_says_so_in_one_sentence_each(tmp_path: Path) -> None:
    facts = record(tmp_path, SHIFT, until="1990")
    periods, delivery, shifts = themes.by_period(facts), themes.by_delivery(facts), themes.shifts(facts)
    assert isinstance(bottom_line(facts), Nothing)
    shown = [
        findings.delivery(delivery),
        findings.theme_shifts(shifts),
        findings.themes_together(()),
        figures.themes_by_period(periods),
        figures.delivery_by_theme(delivery),
        figures.theme_shifts(shifts),
        tables.themes_together(()),
    ]
    assert all(isinstance(one, Findings) and len(one.items) == 1 for one in shown)
