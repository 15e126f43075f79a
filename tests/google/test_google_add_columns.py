"""Columns added right of a table of a spreadsheet: headers looked at like all cells, then looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from google_writing_support import Team, cell, row_of, team

from adapters.addresses import CellRange
from adapters.changes import AddColumns, AddSheet, NewColumn
from adapters.errors import Refused, StaleRevision
from adapters.google.pulled import Pull
from adapters.outlines import TableOutline

NEW = (
    NewColumn("SWOT优势", 18),
    NewColumn("Tender deadline", 12, "yyyy-mm-dd"),
    NewColumn("Result", 0, "", ("won", "lost, gone")),
)


def adding(*columns: NewColumn, last: int = 4) -> AddColumns:
    return AddColumns("Sheet1", 1, 1, 6, 1, last, columns or NEW)


@pytest.fixture
def book() -> Iterator[Team]:
    with team() as made:
        yield made


def header(book: Team) -> list[object]:
    return list(book.values()[0])


def narrow(book: Team, columns: int = 4) -> None:
    """The grid ends with the table."""
    size = {"sheetId": 0, "gridProperties": {"rowCount": 40, "columnCount": columns}}
    fields = "gridProperties(rowCount,columnCount)"
    book.batch({"updateSheetProperties": {"properties": size, "fields": fields}})


def test_headers_formats_and_choices(book: Team) -> None:
    written = book.save([adding()])
    assert header(book)[4:] == [column.header for column in NEW]
    assert len(book.values()) == 6
    outline = book.pull().sheets[0].outline
    (offered,) = outline.validations
    assert offered.choices == ("won", "lost, gone")
    assert {(r.first_column, r.first_row) for r in offered.ranges} == {(7, 2)}
    assert written.commit.warnings == ()
    assert not written.settled


def test_new_columns_take_values(book: Team) -> None:
    book.save([adding()])
    book.save([cell(2, 5, "quick"), cell(2, 7, "won")])
    assert book.values()[1] == ["D-1", "Alpha", 100, "Lead", "quick", None, "won"]


def test_beside_other_changes_of_the_commit(book: Team) -> None:
    book.save([cell(2, 3, 150), adding(NEW[0])])
    assert (book.values()[1][2], header(book)[4]) == (150, "SWOT优势")


def test_a_grid_that_ends_with_the_table_is_widened(book: Team) -> None:
    narrow(book)
    book.save([adding()])
    assert header(book)[4:] == [column.header for column in NEW]
    assert book.pull().sheets[0].columns == 7


def test_what_stands_there_stays(book: Team) -> None:
    book.act({"edit": "Sheet1!F4", "values": [["Legend"]]})
    with pytest.raises(Refused) as refused:
        book.save([adding()])
    assert str(refused.value).startswith("Sheet1!F4: There is no room")
    with pytest.raises(Refused):
        book.save([adding(NEW[0])])  # the two would become one table
    book.act({"edit": "Sheet1!F4", "values": [[""]]}, {"edit": "Sheet1!G4", "values": [["x"]]})
    book.save([adding(NEW[0])])
    assert header(book)[4] == "SWOT优势"


def test_a_formula_there_stays(book: Team) -> None:
    book.act({"edit": "Sheet1!E3", "values": [["=C3*2"]]})
    with pytest.raises(Refused):
        book.save([adding()])


def test_merged_cells_there_stay(book: Team) -> None:
    area = {"startRowIndex": 2, "endRowIndex": 4, "startColumnIndex": 4, "endColumnIndex": 6}
    book.batch({"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})
    with pytest.raises(Refused):
        book.save([adding()])


def test_a_table_of_google_is_left_to_google(book: Team) -> None:
    held = book.pull()
    table = TableOutline("Deals", CellRange(1, 1, 6, 4), headers=("Id", "Name"))
    first = replace(held.sheets[0], outline=replace(held.sheets[0].outline, tables=(table,)))
    with pytest.raises(Refused, match="Deals is a table of Google Sheets"):
        book.writer.write(replace(held, sheets=(first,)), [adding()])
    assert len(header(book)) == 4


def test_a_protected_header_is_refused(book: Team) -> None:
    held = book.pull()
    guarded = replace(held.sheets[0], guarded=(CellRange(1, 1, 1, 26),))
    with pytest.raises(Refused, match="protected"):
        book.writer.write(replace(held, sheets=(guarded,)), [adding()])
    assert len(header(book)) == 4


def test_a_second_time_finds_the_first(book: Team) -> None:
    held = book.pull()
    book.save([adding()])
    book.save([adding()])
    assert header(book)[4:] == [column.header for column in NEW]
    with pytest.raises(StaleRevision):
        book.writer.write(held, [adding()])
    assert len(header(book)) == 7


def test_rows_that_others_moved_before_are_read_first(book: Team) -> None:
    held = book.pull()
    above = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    book.batch({"insertDimension": {"range": above}})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [adding()])
    assert [len(row) for row in book.values()][:2] == [0, 4]


def widened(held: Pull, columns: int) -> Pull:
    return replace(held, sheets=(replace(held.sheets[0], columns=columns),))


def test_a_header_that_others_change_while_the_grid_grows_is_read_first(book: Team) -> None:
    narrow(book)
    held = book.pull()
    book.act({"edit": "Sheet1!B1", "values": [["Other"]]})
    with pytest.raises(StaleRevision):
        book.writer.write(widened(held, 4), [adding()])
    assert len(header(book)) == 4


def test_rows_that_others_insert_meanwhile_are_put_right(book: Team) -> None:
    """Between looking and writing a row is inserted above: the headers are taken back."""
    held = book.pull()
    book.meanwhile({"insert_rows": "Sheet1", "at": 0, "count": 1})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [adding()])
    rows = book.values()
    assert rows[0] == []
    assert rows[1] == ["Id", "Name", "Amount", "Stage"]


@pytest.mark.parametrize("what", ["sheet", "columns"])
def test_cells_beside_them_are_never_written_to_rows_that_moved(book: Team, what: str) -> None:
    """Others sort before the spreadsheet is pulled again: what was held names other rows then."""
    narrow(book)
    held = book.pull()
    book.act({"sort": "Sheet1!A2:D", "by": 2, "down": True})
    more = adding(NEW[0]) if what == "columns" else AddSheet("Tasks", (NEW[0],))
    with pytest.raises(StaleRevision):
        book.writer.write(held, [cell(2, 3, 777), more])
    assert [row[2] for row in book.values()[1:]] == [500, 400, 300, 200, 100]
    changes = [cell(row_of(book.pull(), "D-1"), 3, 777), more]
    book.writer.write(book.pull(), changes)
    assert {row[0]: row[2] for row in book.values()[1:]}["D-1"] == 777
    assert len(book.pull().sheets) == (1 if what == "columns" else 2)


@pytest.mark.parametrize("kind", ["reset_after", "truncate"])
def test_where_no_answer_comes_it_is_looked_for(book: Team, kind: str) -> None:
    book.fault(kind, match="values:batchUpdate$")
    book.save([adding()])
    assert header(book)[4:] == [column.header for column in NEW]


@pytest.mark.parametrize("kind", ["reset_before", "html"])
def test_looks_that_cannot_be_given_are_told_of(book: Team, kind: str) -> None:
    book.fault(kind, match=f"{book.id}:batchUpdate$", count=99)
    written = book.save([adding()])
    assert header(book)[4:] == [column.header for column in NEW]
    (told,) = written.commit.warnings
    assert told.sentence().startswith("The new columns of Sheet1 have no format yet")
