"""A sheet added to a spreadsheet: in one request, once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from google_writing_support import Team, append, cell, team

from adapters.changes import AddSheet, AppendRow, NewColumn
from adapters.errors import Refused
from adapters.google.pulled import PulledSheet

COLUMNS = (
    NewColumn("Date", 12, "yyyy-mm-dd"),
    NewColumn("客户", 20),
    NewColumn("Amount", 0, "#,##0.00"),
    NewColumn("Type", 0, "", ("call", "visit, demo")),
    NewColumn("Share", 0, "0%"),
)
ADD = AddSheet("Activities", COLUMNS)
DAY = date(2026, 3, 5)
ROW = {1: DAY, 2: "x", 3: 2.5, 5: 0.5}


@pytest.fixture
def book() -> Iterator[Team]:
    with team() as made:
        yield made


def page(book: Team) -> PulledSheet:
    found = book.pull().sheet("Activities")
    assert found is not None
    return found


def shown(book: Team) -> dict[str, Any]:
    """The new sheet as the service keeps it: properties, and the formats of its first two rows."""
    kept = book.service.server.store.book(book.id).sheets[-1]
    return kept.properties(len(book.pull().sheets) - 1)


def test_it_is_headed_frozen_and_behind_the_others(book: Team) -> None:
    written = book.save([ADD])
    assert book.sent().count(":batchUpdate") == 1
    found = page(book)
    assert found.row(1) == {n: column.header for n, column in enumerate(COLUMNS, 1)}
    assert book.pull().sheets[-1].title == "Activities"
    assert shown(book)["gridProperties"]["frozenRowCount"] == 1
    assert written.commit.appended_rows == ()


def test_its_rows_take_the_formats_of_its_columns(book: Team) -> None:
    new = AppendRow("Activities", 1, 1, 5, ROW, 2, grow=True)
    written = book.save([ADD, new, new, cell(2, 3, 150)])
    assert written.commit.appended_rows == (2, 3)
    found = page(book)
    assert [found.cell(3, column) for column in (2, 3, 5)] == ["x", 2.5, 0.5]
    assert found.outline.column_formats == {1: "yyyy-mm-dd", 3: "#,##0.00", 5: "0%"}
    (offered,) = found.outline.validations
    assert offered.choices == ("call", "visit, demo")
    assert {r.first_column for r in offered.ranges} == {4}
    assert book.values()[1][2] == 150


def test_headers_look_like_those_of_another_sheet(book: Team) -> None:
    header = {
        "range": {"startRowIndex": 0, "endRowIndex": 1, "endColumnIndex": 1},
        "cell": {"userEnteredFormat": {"textFormat": {"italic": True}}},
        "fields": "userEnteredFormat.textFormat",
    }
    book.batch({"repeatCell": header})
    book.save([AddSheet("Activities", COLUMNS, ("Sheet1", 1, 1))])
    sheets = book.client.fetch_sheet_metadata(
        book.id, params={"includeGridData": True, "ranges": "Activities!A1:B1"}
    )["sheets"]
    first = sheets[0]["data"][0]["rowData"][0]["values"][1]["userEnteredFormat"]["textFormat"]
    assert (first["bold"], first["italic"]) == (True, True)


def test_what_others_changed_before_is_to_be_read_first(book: Team) -> None:
    held = book.pull()
    book.act({"edit": "Sheet1!C2", "values": [[111]]})
    written = book.writer.write(held, [ADD])
    assert not written.settled
    assert written.commit.revision.token != written.pull.token


@pytest.mark.parametrize("kind", ["reset_after", "truncate"])
def test_where_no_answer_comes_it_is_looked_for(book: Team, kind: str) -> None:
    book.fault(kind, match=":batchUpdate$")
    book.save([ADD])
    assert [sheet.title for sheet in book.pull().sheets] == ["Sheet1", "Activities"]
    assert book.sent().count(":batchUpdate") == 1


@pytest.mark.parametrize("kind", ["reset_before", "502"])
def test_where_it_never_arrived_it_is_sent_again(book: Team, kind: str) -> None:
    book.fault(kind, match=":batchUpdate$")
    book.save([ADD])
    assert [sheet.title for sheet in book.pull().sheets] == ["Sheet1", "Activities"]


def test_a_second_time_finds_the_first(book: Team) -> None:
    book.save([ADD])
    book.forget()
    book.save([ADD])
    assert ":batchUpdate" not in book.sent()
    assert len(book.pull().sheets) == 2


def test_added_by_others_just_before_it_is_taken_as_it_is(book: Team) -> None:
    held = book.pull()
    book.save([ADD], book.another("bo"))
    book.writer.write(held, [ADD])
    assert len(book.pull().sheets) == 2


def test_another_sheet_of_that_name_is_left_alone(book: Team) -> None:
    book.batch({"addSheet": {"properties": {"title": "Activities"}}})
    with pytest.raises(Refused, match="already"):
        book.save([ADD, append(6, "D-6")])
    assert len(book.values()) == 6


def test_names_that_excel_does_not_take_are_refused_here_too(book: Team) -> None:
    with pytest.raises(Refused):
        book.save([AddSheet("a/b", COLUMNS)])
