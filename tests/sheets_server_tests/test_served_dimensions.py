"""Rows and columns inserted, deleted, moved and grouped."""

import pytest
from asking import area, formulas, refused, rows, send
from gspread.exceptions import APIError
from gspread.utils import ValueInputOption


def test_inserting_and_deleting_rows_moves_everything(book, sheet):
    sheet.update(
        [["a", "b"], [1, "=A2*2"], [2, "=SUM(A2:A3)"], [3, "=Sheet1!A4+$A$2"]],
        "A1",
        value_input_option=ValueInputOption.user_entered,
    )
    sheet.define_named_range("A2:A4", "Figures")
    sheet.merge_cells("D4:E4")
    sheet.insert_row([], 3)
    assert formulas(sheet, "B2:B5") == [["=A2*2"], [], ["=SUM(A2:A4)"], ["=Sheet1!A5+$A$2"]]
    assert book.values_get("Figures")["range"] == "Sheet1!A2:A5"
    assert book.fetch_sheet_metadata()["sheets"][0]["merges"] == [area(4, 5, 3, 5)]
    sheet.delete_rows(2)
    assert formulas(sheet, "B3:B4") == [["=SUM(A2:A3)"], ["=Sheet1!A4+#REF!"]]
    assert sheet.acell("B4").value == "#REF!"
    assert book.values_get("Figures")["range"] == "Sheet1!A2:A4"


def test_columns_move_with_what_refers_to_them(book, sheet):
    sheet.update([["a", "b", "=B1"]], "A1", raw=False)
    span = rows(1, 2, dimension="COLUMNS")
    send(book, {"moveDimension": {"source": span, "destinationIndex": 0}})
    assert formulas(sheet, "A1:C1") == [["b", "a", "=A1"]]


def test_the_last_rows_cannot_be_deleted(book, sheet):
    sheet.resize(2, 2)
    with pytest.raises(APIError, match="can't delete all the rows"):
        send(book, {"deleteDimension": {"range": rows(0, 2)}})
    with pytest.raises(APIError, match="row index 2 but there are only 2 rows"):
        send(book, {"deleteDimension": {"range": rows(2, 3)}})


@pytest.mark.parametrize(
    ("box", "named"),
    [
        ({"startRowIndex": 1000, "startColumnIndex": 0, "endColumnIndex": 2}, "A1001:B"),
        (area(1000, 1001, 0, 2), "A1001:B1001"),
        (area(0, 2, 26, 27), "AA1:AA2"),
        ({"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 26}, "AA1:2"),
    ],
)
def test_a_range_that_starts_off_the_grid_is_named(book, box, named):
    request = {"range": box, "cell": {}, "fields": "userEnteredFormat.textFormat.bold"}
    message = rf"repeatCell: Range \(Sheet1!{named}\) exceeds grid limits. Max rows: 1000"
    with pytest.raises(APIError, match=message):
        send(book, {"repeatCell": request})


def test_a_range_that_ends_off_the_grid_is_taken(book, sheet):
    cell = {"userEnteredValue": {"stringValue": "x"}}
    request = {"range": area(999, 1003, 0, 1), "cell": cell, "fields": "userEnteredValue"}
    send(book, {"repeatCell": request})
    assert sheet.acell("A1000").value == "x"
    assert book.sheet1.row_count == 1000


def test_rows_inserted_at_the_end_must_inherit(book, sheet):
    sheet.resize(3, 3)
    with pytest.raises(APIError, match=r"less than the grid size \(3\) if inheritFromBefore"):
        send(book, {"insertDimension": {"range": rows(3, 4)}})
    with pytest.raises(APIError, match=r"is larger than current grid size \(3\)"):
        send(book, {"insertDimension": {"range": rows(4, 5)}})
    send(book, {"insertDimension": {"range": rows(3, 4), "inheritFromBefore": True}})
    assert book.sheet1.row_count == 4


def test_groups_are_answered_as_recorded(book, sheet):
    span = rows(0, 2, dimension="COLUMNS")
    (reply,) = send(book, {"addDimensionGroup": {"range": span}})
    span.pop("sheetId")
    groups = [{"range": span, "depth": 1}]
    assert reply == {"addDimensionGroup": {"dimensionGroups": groups}}
    about = book.fetch_sheet_metadata()["sheets"][0]
    assert about["columnGroups"] == groups
    assert about["properties"]["gridProperties"]["columnGroupControlAfter"] is True
    (reply,) = send(book, {"deleteDimensionGroup": {"range": span}})
    assert reply == {"deleteDimensionGroup": {}}


def test_dimensions_that_are_refused(book, sheet):
    sheet.merge_cells("A2:A3")
    crossing = (
        "Sorry, it is not possible to move a row to a position that crosses a merged cell. "
        "Please unmerge and try again."
    )
    for start, target in ((1, 5), (6, 2)):
        source = {"dimension": "ROWS", "startIndex": start, "endIndex": start + 1}
        move = {"source": source, "destinationIndex": target}
        assert refused(book, {"moveDimension": move}) == crossing
    span = {"dimension": "ROWS", "startIndex": -1, "endIndex": 1}
    message = "DimensionRange indexes must be >= 0"
    assert refused(book, {"insertDimension": {"range": span}}) == message
    sheet.freeze(rows=1)
    span = {"dimension": "ROWS", "startIndex": 1, "endIndex": 1000}
    message = "Sorry, it is not possible to delete all non-frozen rows."
    assert refused(book, {"deleteDimension": {"range": span}}) == message
