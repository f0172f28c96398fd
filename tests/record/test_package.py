"""The package as read, and every rule it is held to: each broken in one place, the whole table of problems compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from edits import TINY, Edit, add, cell, copy_of_tiny, drop, replace
from tiny import write_package

from factbook.errors import DataPackageError, FactbookError
from factbook.record import package as packages
from factbook.record.difference import ChangedCell, difference

NAME_TWO = 'Name the two whose relation it is about, as in ["North", "South"]; who is neither has the side `third party`.'


def only_headers(folder: Path) -> None:
    """Leave every table of a package its header row and nothing else."""
    for file in folder.glob("*.csv"):
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")


# what is broken: (the edits that break it, every row of the table that `make check` prints)
BROKEN: dict[str, tuple[list[Edit], list[tuple[Any, ...]]]] = {
    "an id used twice": (
        [
            add(
                "facts.csv",
                "bridge-length",
                "The bridge is 117 metres long.",
                "2021",
                "figure",
                "",
                "",
                "",
                "",
                "bridges",
                "north",
                "117",
                "metres",
            )
        ],
        [
            ("facts.csv", 5, "id", "the id 'bridge-length' stands in row 4 already.", "Give one of the two another id, or delete one."),
        ],
    ),
    "a statement told twice": (
        [cell("facts.csv", 4, "statement", "The bridge, between North and South, opened on 1 June 2021.")],
        [
            (
                "facts.csv",
                4,
                "statement",
                "the statement is the same as that of 'bridge-opened' in row 3.",
                "Keep one of the two rows and let the others refer to it.",
            ),
        ],
    ),
    "a page entered twice": (
        [cell("sources.csv", 4, "url", "https://river.example/opens/")],
        [
            (
                "sources.csv",
                4,
                "url",
                "the url is the same as that of 'paper-2021' in row 3.",
                "Keep one of the two rows and let the others refer to it.",
            ),
        ],
    ),
    "an evidence row told twice": (
        [add("evidence.csv", "bridge-opened", "paper-2021", "reports", "", "", "", "Read whole, again.")],
        [
            ("evidence.csv", 7, "fact", "the same fact, source, bearing stand in row 3 already.", "Merge the two rows, or delete one."),
        ],
    ),
    "a misspelt fact": (
        [cell("links.csv", 2, "to", "bridge-promise")],
        [
            ("links.csv", 2, "to", "there is no fact 'bridge-promise'.", "Did you mean 'bridge-promised'?"),
        ],
    ),
    "an unknown source": (
        [cell("measures.csv", 2, "source", "almanac-1950")],
        [
            ("measures.csv", 2, "source", "there is no source 'almanac-1950'.", "Add it to sources.csv first."),
        ],
    ),
    "a misspelt theme in a list": (
        [cell("facts.csv", 4, "themes", "bridges;survey")],
        [
            ("facts.csv", 4, "themes", "there is no theme 'survey'.", "Did you mean 'surveys'?"),
        ],
    ),
    "a voice that is no actor": (
        [cell("sources.csv", 2, "voice", "nort")],
        [
            ("sources.csv", 2, "voice", "there is no actor 'nort'.", "Did you mean 'north'?"),
        ],
    ),
    "a side that the record does not have": (
        [cell("actors.csv", 4, "side", "Norht")],
        [
            ("actors.csv", 4, "side", "there is no side 'Norht'.", "Did you mean 'North'?"),
        ],
    ),
    "a fact that no source supports": (
        [cell("evidence.csv", 2, "bearing", "disputes")],
        [
            (
                "facts.csv",
                2,
                "id",
                "no source supports the fact.",
                "Add a row to evidence.csv whose bearing is reports, corroborates or refines, or delete the fact.",
            ),
        ],
    ),
    "a source that nothing rests on": (
        [drop("evidence.csv", 6)],
        [
            ("sources.csv", 5, "id", "nothing rests on the source.", "Add what it says to evidence.csv, or delete the row."),
        ],
    ),
    "a source that retells itself": (
        [cell("sources.csv", 3, "derives_from", "copy-2021")],
        [
            (
                "sources.csv",
                3,
                "derives_from",
                "the source retells itself: paper-2021 → copy-2021 → paper-2021.",
                "Leave the cell empty for the one that was published first.",
            ),
        ],
    ),
    "a promise without a state": (
        [cell("facts.csv", 2, "delivery", "")],
        [
            (
                "facts.csv",
                2,
                "delivery",
                "the commitment does not say how far it had got.",
                "Choose one of done, under way, announced, proposed, hoped, as said then.",
            ),
        ],
    ),
    "a figure without a value": (
        [cell("facts.csv", 4, "value", "")],
        [
            ("facts.csv", 4, "value", "the fact has no value, though it is a figure.", "Add the value, or change the kind."),
        ],
    ),
    "a unit without a value": (
        [cell("facts.csv", 3, "unit", "metres")],
        [
            ("facts.csv", 3, "value", "the fact has no value, though it has a unit.", "Add the value, or change the kind."),
        ],
    ),
    "a promise due before it was made": (
        [cell("facts.csv", 2, "due", "2018")],
        [
            ("facts.csv", 2, "due", "it is due (2018) before it was voiced (March 2019).", "Check both dates."),
        ],
    ),
    "a source read before it was published": (
        [cell("sources.csv", 2, "date_accessed", "2018")],
        [
            ("sources.csv", 2, "date_accessed", "it was read (2018) before it was published (20 March 2019).", "Check both dates."),
        ],
    ),
    "a publication without an end": (
        [cell("sources.csv", 5, "date_published", "2023/..")],
        [
            (
                "sources.csv",
                5,
                "date_published",
                "the date 2023/.. has no end, so nobody can say from when the source counts.",
                "Write the year as well as it is known, as in 2024~, or leave it empty.",
            ),
        ],
    ),
    "an event reported before its day": (
        [cell("facts.csv", 3, "date", "2022-06-01")],
        [
            (
                "evidence.csv",
                3,
                "source",
                "the source came out (2 June 2021) before the fact it reports (1 June 2022).",
                "Check both dates; an older source can corroborate or refine, not report.",
            ),
        ],
    ),
    "a statement reported before it was made": (
        [cell("facts.csv", 4, "kind", "statement"), cell("facts.csv", 4, "date", "2022")],
        [
            (
                "evidence.csv",
                5,
                "source",
                "the source came out (2 June 2021) before the fact it reports (2022).",
                "Check both dates; an older source can corroborate or refine, not report.",
            ),
        ],
    ),
    "an address missing": (
        [cell("sources.csv", 2, "url", "")],
        [
            ("sources.csv", 2, "url", "the source has no address.", "Copy it from the browser; only a search log may have none."),
        ],
    ),
    "a silence without an account": (
        [add("evidence.csv", "bridge-opened", "survey-2023", "silent")],
        [
            (
                "evidence.csv",
                7,
                "note",
                "the note does not say what was searched.",
                "Say where and for what, so that others can repeat it.",
            ),
        ],
    ),
    "a source whose reading is not told": (
        [cell("evidence.csv", 3, "note", "")],
        [
            (
                "evidence.csv",
                3,
                "note",
                "the note does not say what was read.",
                "Begin it with “Read in part” where that is so; a note may be empty only beside a line such as p16.",
            ),
        ],
    ),
    "a passage without its beginning": (
        [cell("evidence.csv", 2, "first_words", "")],
        [
            (
                "evidence.csv",
                2,
                "first_words",
                "the passage has last words but no first words.",
                "Give the words it begins with; a short passage needs only those.",
            ),
        ],
    ),
    "a source for and against one fact": (
        [add("evidence.csv", "bridge-length", "survey-2023", "refines", "table 5", "", "", "Read whole.")],
        [
            (
                "evidence.csv",
                7,
                "bearing",
                "the source supports the fact here and disputes it in row 6.",
                "Decide on one, or split the fact in two and link them as rivals.",
            ),
        ],
    ),
    "a fact tied to itself": (
        [cell("links.csv", 2, "to", "bridge-opened")],
        [
            ("links.csv", 2, "to", "the fact is tied to itself.", "Name the other fact, or delete the row."),
        ],
    ),
    "a link from the earlier to the later": (
        [add("links.csv", "bridge-promised", "follows", "bridge-opened")],
        [
            (
                "links.csv",
                3,
                "from",
                "bridge-promised (March 2019) is earlier than bridge-opened (1 June 2021), which it follows.",
                "Swap the two: `from` is the later fact.",
            ),
        ],
    ),
    "rivals tied both ways": (
        [add("links.csv", "bridge-length", "rivals", "bridge-opened"), add("links.csv", "bridge-opened", "rivals", "bridge-length")],
        [
            (
                "links.csv",
                4,
                "relation",
                "row 3 has the same two rivals the other way round.",
                "Keep one of the two: rivals hold both ways.",
            ),
        ],
    ),
    "a link told twice": (
        [add("links.csv", "bridge-opened", "fulfils", "bridge-promised")],
        [
            ("links.csv", 3, "from", "the same from, relation, to stand in row 2 already.", "Merge the two rows, or delete one."),
        ],
    ),
    "a measure with a unit and no number": (
        [cell("measures.csv", 2, "value", "about 12")],
        [
            (
                "measures.csv",
                2,
                "value",
                "'about 12' is not a number, but the measure has a unit.",
                "Write a plain number such as 1250 or 8.5, or empty the unit for a text.",
            ),
        ],
    ),
    "a measure told twice": (
        [add("measures.csv", "bridge-price", "cost", "north", "2021", "13", "million crowns", "paper-2021")],
        [
            (
                "measures.csv",
                3,
                "indicator",
                "row 2 has the same indicator, subject, period and source.",
                "Keep one of the two, or say in the indicator how they differ.",
            ),
        ],
    ),
    "a correction of no file": (
        [cell("corrections.csv", 2, "file", "fact.csv")],
        [
            ("corrections.csv", 2, "file", "there is no file 'fact.csv'.", "Did you mean 'facts.csv'?"),
        ],
    ),
    "a correction of no row": (
        [cell("corrections.csv", 2, "row", "bridge-lenght")],
        [
            ("corrections.csv", 2, "row", "facts.csv has no row 'bridge-lenght'.", "Did you mean 'bridge-length'?"),
        ],
    ),
    "a correction of no column": (
        [cell("corrections.csv", 2, "field", "valu")],
        [
            ("corrections.csv", 2, "field", "facts.csv has no column 'valu'.", "Did you mean 'value'?"),
        ],
    ),
    "a kind misspelt": (
        [cell("facts.csv", 3, "kind", "evnt")],
        [
            (
                "facts.csv",
                3,
                "kind",
                "'evnt' is not allowed.",
                "Did you mean 'event'? Allowed: event, agreement, statement, commitment, capability, figure.",
            ),
        ],
    ),
    "a delivery that does not exist": (
        [cell("facts.csv", 3, "delivery", "finished")],
        [
            (
                "facts.csv",
                3,
                "delivery",
                "'finished' is not allowed.",
                "Allowed: done, under way, announced, proposed, hoped; or leave it empty.",
            ),
        ],
    ),
    "a date that does not exist": (
        [cell("facts.csv", 3, "date", "2021-06-31")],
        [
            (
                "facts.csv",
                3,
                "date",
                "'2021-06-31' is not a day, month or year that exists.",
                "Write a date as in 2025-11-06, 2023-08, 1948, 2022?, 2015~ or 2020-11/2022.",
            ),
        ],
    ),
    "a date in words": (
        [cell("facts.csv", 3, "date", "June 2021")],
        [
            (
                "facts.csv",
                3,
                "date",
                "'June 2021' is not an EDTF date of level 0 or 1.",
                "Write a date as in 2025-11-06, 2023-08, 1948, 2022?, 2015~ or 2020-11/2022.",
            ),
        ],
    ),
    "a date left out": (
        [cell("facts.csv", 3, "date", "")],
        [
            (
                "facts.csv",
                3,
                "date",
                "the cell is empty.",
                "Fill it in. When it happened or held; for a promise or an opinion, when it was voiced (EDTF level 0 or 1).",
            ),
        ],
    ),
    "an id in capitals": (
        [add("themes.csv", "Tolls", "Tolls", "Building", "What crossing costs.")],
        [
            (
                "themes.csv",
                4,
                "id",
                "'Tolls' has the wrong form.",
                "Write small letters, digits and single hyphens only, as in 'summit-2020'.",
            ),
        ],
    ),
    "a statement without a full stop": (
        [cell("facts.csv", 4, "statement", "The bridge is long")],
        [
            ("facts.csv", 4, "statement", "a statement is a full sentence.", "End it with a full stop."),
        ],
    ),
    "a list with an id twice": (
        [cell("facts.csv", 4, "actors", "north;north")],
        [
            ("facts.csv", 4, "actors", "an id stands in the list twice.", "Name each once."),
        ],
    ),
    "a list left empty": (
        [cell("facts.csv", 4, "actors", " ; ")],
        [
            ("facts.csv", 4, "actors", "the cell is empty.", "Fill it in. Whom it is about."),
        ],
    ),
    "a number with a thousands separator": (
        [cell("facts.csv", 4, "value", "1,200")],
        [
            (
                "facts.csv",
                4,
                "value",
                "'1,200' has the wrong form.",
                "Write a plain number such as 1250 or 8.5: no thousands separator, no unit.",
            ),
        ],
    ),
    "a language in words": (
        [cell("sources.csv", 5, "language", "French")],
        [
            ("sources.csv", 5, "language", "'French' has the wrong form.", "Write the language as a tag such as en, fr or pt-BR."),
        ],
    ),
    "an anchor too long": (
        [cell("evidence.csv", 2, "first_words", "North will build a bridge, and")],
        [
            ("evidence.csv", 2, "first_words", "an anchor has at most five words.", "Shorten it."),
        ],
    ),
    "an address without a scheme": (
        [cell("sources.csv", 2, "url", "north.example/bridge")],
        [
            ("sources.csv", 2, "url", "an address begins with https:// or http://.", "Copy it from the browser."),
        ],
    ),
    "a row with a cell too many": (
        [replace("links.csv", "bridge-promised", "bridge-promised,")],
        [
            ("links.csv", 2, "", "the row has 4 cells, the header 3.", "Look for a missing comma or an unquoted one."),
        ],
    ),
    "a quotation mark left open": (
        [replace("themes.csv", "Bridges between", '"Bridges between')],
        [
            ("themes.csv", 2, "", "the line is not CSV (unexpected end of data).", "Check its quotation marks."),
        ],
    ),
    "a stray quotation mark": (
        [replace("themes.csv", "Bridges,", '"Bridges" and,')],
        [
            ("themes.csv", 2, "", "the line is not CSV (',' expected after '\"').", "Check its quotation marks."),
        ],
    ),
    "semicolons between the cells": (
        [replace("links.csv", ",", ";")],
        [
            (
                "links.csv",
                1,
                "",
                "the cells are not separated by commas.",
                "Save the file from the spreadsheet as CSV UTF-8 with commas between the cells.",
            ),
        ],
    ),
    "a column unknown": (
        [replace("themes.csv", "label", "lable")],
        [
            ("themes.csv", 1, "", "the column 'label' is missing.", "The header row is: id,label,group,definition"),
            ("themes.csv", 1, "", "the column 'lable' is unknown. Did you mean 'label'?", "The header row is: id,label,group,definition"),
        ],
    ),
    "a column that stands twice": (
        [replace("themes.csv", "definition", "label")],
        [
            ("themes.csv", 1, "", "the column 'definition' is missing.", "The header row is: id,label,group,definition"),
            ("themes.csv", 1, "", "the column 'label' stands twice.", "The header row is: id,label,group,definition"),
        ],
    ),
    "a file missing": (
        [lambda folder: (folder / "links.csv").unlink()],
        [
            ("links.csv", 0, "", "the file is missing.", "Restore it, or start one with its header row."),
        ],
    ),
    "an empty file": (
        [lambda folder: (folder / "links.csv").write_bytes(b"")],
        [
            ("links.csv", 0, "", "the file is empty.", "Start it with the header row: from,relation,to"),
        ],
    ),
    "a file that is not UTF-8": (
        [lambda folder: (folder / "links.csv").write_bytes(b"from,relation,to\n\xe9,follows,b\n")],
        [
            ("links.csv", 2, "", "the text is not UTF-8.", "Save the file from the spreadsheet as CSV UTF-8."),
        ],
    ),
    "a descriptor without sides": (
        [replace("datapackage.json", "sides", "side")],
        [
            (
                "datapackage.json",
                0,
                "sides",
                "the sides are not a list of two names.",
                NAME_TWO,
            ),
        ],
    ),
    "a descriptor with three sides": (
        [replace("datapackage.json", '"South"', '"South", "East"')],
        [
            ("datapackage.json", 0, "sides", "the sides are not a list of two names.", NAME_TWO),
        ],
    ),
    "a descriptor with one side twice": (
        [replace("datapackage.json", '"South"', '"North"')],
        [
            ("datapackage.json", 0, "sides", "the sides are not a list of two names.", NAME_TWO),
        ],
    ),
    "a third party as a side": (
        [replace("datapackage.json", '"South"', '"third party"')],
        [
            ("datapackage.json", 0, "sides", "the sides are not a list of two names.", NAME_TWO),
        ],
    ),
    "a licence without name and path": (
        [replace("datapackage.json", "{", '{"licenses": [{"title": "Ours"}],')],
        [
            (
                "datapackage.json",
                0,
                "licenses",
                "a licence has neither a name nor a path.",
                'Write them as in [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}].',
            ),
        ],
    ),
    "a record without facts": (
        [lambda folder: only_headers(folder)],
        [
            ("facts.csv", 0, "", "the record has no fact.", "Add one, with its source and the evidence for it."),
        ],
    ),
    "a measure under the id of a fact": (
        [cell("measures.csv", 2, "id", "bridge-length")],
        [
            (
                "measures.csv",
                2,
                "id",
                "the id 'bridge-length' is that of a fact.",
                "Give the measure another, such as 'bridge-length-figure'.",
            ),
        ],
    ),
    "a descriptor whose name is no slug": (
        [replace("datapackage.json", "north-south", "North & South")],
        [
            (
                "datapackage.json",
                0,
                "name",
                "the name 'North & South' cannot name the report's files.",
                "Write small letters, digits and single hyphens only, as in 'summit-2020'.",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("edits", "problems"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told_once_with_its_place_and_remedy(tmp_path: Path, edits: list[Edit], problems: list[tuple[Any, ...]]) -> None:
    found = packages.inspect(copy_of_tiny(tmp_path, *edits))
    assert [(item.file, item.row, item.field, item.message, item.remedy) for item in found] == problems


def test_the_tiny_package_breaks_no_rule() -> None:
    assert packages.inspect(TINY) == []


@pytest.mark.parametrize("sides", ["5", "{}", '"North"', "null", '["North", 5]', '["North", " "]'])
def test_sides_that_are_no_list_of_names_are_a_problem_and_no_traceback(tmp_path: Path, sides: str) -> None:
    copy = copy_of_tiny(tmp_path, replace("datapackage.json", '["North", "South"]', sides))
    assert [problem.remedy for problem in packages.inspect(copy)] == [NAME_TWO]


def test_a_licence_may_have_a_path_and_no_name(tmp_path: Path) -> None:
    assert packages.inspect(copy_of_tiny(tmp_path, replace("datapackage.json", "{", '{"licenses": [{"path": "https://l.example"}],'))) == []


def test_a_file_named_as_a_package_is_told_from_a_folder() -> None:
    with pytest.raises(
        FactbookError, match=r"facts\.csv is a file\. A data package is a folder: name the one that has the datapackage\.json"
    ):
        packages.read(TINY / "facts.csv")


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    edits = [cell("facts.csv", 3, "date", "June 2021"), cell("links.csv", 2, "to", "bridge-promise"), drop("evidence.csv", 6)]
    with pytest.raises(DataPackageError, match="3 problems") as caught:
        packages.read(copy_of_tiny(tmp_path, *edits))
    assert [(item.file, item.row) for item in caught.value.problems] == [("facts.csv", 3), ("links.csv", 2), ("sources.csv", 5)]


def test_byte_order_marks_windows_line_ends_and_blank_lines_are_tolerated(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    for path in copy.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n,,\r\n\r\n")
    assert not difference(packages.read(TINY), packages.read(copy))


def test_columns_may_stand_in_any_order_and_cells_may_have_blanks_around_them(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    (copy / "links.csv").write_text("to, relation ,from\n bridge-promised,fulfils , bridge-opened\n", "utf-8")
    assert not difference(packages.read(TINY), packages.read(copy))


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    copy = copy_of_tiny(
        tmp_path, cell("themes.csv", 2, "definition", "Bridges\nbetween\nbanks."), add("themes.csv", "Tolls", "Tolls", "Money", "Tolls.")
    )
    assert [problem.row for problem in packages.inspect(copy)] == [4]


def test_what_was_only_announced_may_be_reported_ahead_of_its_day(tmp_path: Path) -> None:
    ahead = [cell("facts.csv", 3, "date", "2022-06-01"), cell("facts.csv", 3, "delivery", "announced")]
    assert packages.inspect(copy_of_tiny(tmp_path, *ahead)) == []


def test_a_log_of_searches_needs_no_address(tmp_path: Path) -> None:
    assert packages.inspect(copy_of_tiny(tmp_path, cell("sources.csv", 5, "url", ""), cell("sources.csv", 5, "kind", "search log"))) == []


def test_a_descriptor_that_is_no_json_or_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match=r"not valid JSON .* Mend the place named"):
        packages.inspect(copy_of_tiny(tmp_path, replace("datapackage.json", "{", "")))
    (tmp_path / "package" / "datapackage.json").write_text("[]", "utf-8")
    with pytest.raises(DataPackageError, match="not a JSON object"):
        packages.inspect(tmp_path / "package")
    with pytest.raises(FactbookError, match=r"not a data package: it has no datapackage\.json"):
        packages.inspect(tmp_path)


def test_the_nearest_package_upwards_is_found(tmp_path: Path) -> None:
    copy_of_tiny(tmp_path).rename(tmp_path / "data")
    (tmp_path / "notebooks" / "drafts").mkdir(parents=True)
    assert packages.locate(tmp_path / "notebooks" / "drafts") == (tmp_path / "data").resolve()


def test_a_difference_names_rows_added_removed_and_changed(tmp_path: Path) -> None:
    edits = [
        cell("facts.csv", 4, "value", "117"),
        drop("links.csv", 2),
        add("measures.csv", "bridge-cost-2022", "cost", "north", "2022", "13", "million crowns", "paper-2021"),
    ]
    found = difference(packages.read(TINY), packages.read(copy_of_tiny(tmp_path, *edits)))
    assert [(row.file, row.name) for row in found.added] == [("measures.csv", "bridge-cost-2022")]
    assert [(row.file, row.name) for row in found.removed] == [("links.csv", "bridge-opened · fulfils · bridge-promised")]
    assert [(row.file, row.name, row.changes) for row in found.changed] == [
        ("facts.csv", "bridge-length", (ChangedCell("value", "120", "117"),))
    ]
    assert found.of("links.csv").removed == found.removed
    assert not found.of("links.csv").added


def test_a_package_does_not_differ_from_itself_in_another_order(tmp_path: Path) -> None:
    copy = copy_of_tiny(tmp_path)
    header, *rows = (copy / "facts.csv").read_text("utf-8").splitlines()
    (copy / "facts.csv").write_text("\n".join([header, *reversed(rows), ""]), "utf-8")
    assert not difference(packages.read(TINY), packages.read(copy))


def test_files_read_before_are_not_read_again_until_one_of_them_changes(tmp_path: Path) -> None:
    first, same = write_package(tmp_path / "one"), write_package(tmp_path / "two")
    read = packages.read(first)
    again = packages.read(same)
    assert again.tables is read.tables
    assert (read.folder, again.folder) == (first, same)
    write_package(same, links=[])
    assert packages.read(same).links == ()


def test_the_cells_of_a_row_are_written_out_once_and_make_no_difference_to_it() -> None:
    row, same = (packages.load(TINY)[0].facts[0] for _ in range(2))
    assert row.cells is row.cells
    assert (row, hash(row)) == (same, hash(same))
    assert row.model_dump().keys() == type(row).model_fields.keys()
