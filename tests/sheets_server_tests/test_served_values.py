"""The values endpoints, as the real service was recorded to answer."""

import gspread
import pytest
from gspread.exceptions import APIError


def put(sheet, range_, values, option="RAW"):
    return sheet.spreadsheet.values_update(range_, {"valueInputOption": option}, {"values": values})


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("'Sheet1'!D4:A1", "Sheet1!A1:D4"),
        ("Sheet1!A2:C", "Sheet1!A2:C1000"),
        ("Sheet1!3:4", "Sheet1!A3:Z4"),
        ("B:C", "Sheet1!B1:C1000"),
        ("A1", "Sheet1!A1"),
        ("sheet1!$a$10:b10", "Sheet1!A10:B10"),
        ("Sheet1!A1:ZZ2000", "Sheet1!A1:Z1000"),
        ("Sheet1!R2C1:R3C2", "Sheet1!A2:B3"),
    ],
)
def test_ranges_are_answered_canonically(book, asked, answered):
    assert book.values_get(asked) == {"range": answered, "majorDimension": "ROWS"}


def test_titles_are_quoted_only_where_needed(book):
    for title, written in {
        "D3": "'D3'!A1:D4",
        "Q1": "'Q1'!A1:D4",
        "ABC1234": "'ABC1234'!A1:D4",
        "2026": "'2026'!A1:D4",
        "Ünï": "'Ünï'!A1:D4",
        "x.y": "x.y!A1:D4",
        "TRUE": "TRUE!A1:D4",
        "Sales2": "Sales2!A1:D4",
        "My deals": "'My deals'!A1:D4",
        "Bob's": "'Bob''s'!A1:D4",
        "Deals_2026": "Deals_2026!A1:D4",
    }.items():
        name = "'" + title.replace("'", "''") + "'"
        book.add_worksheet(title, 10, 10)
        assert book.values_get(f"{name}!A1:D4")["range"] == written


def test_named_ranges_are_resolved_even_behind_a_sheet(book, sheet):
    sheet.define_named_range("B2:C3", "Corner")
    assert book.values_get("Corner")["range"] == "Sheet1!B2:C3"
    assert book.values_get("'Sheet1'!Corner")["range"] == "Sheet1!B2:C3"


def test_trailing_blanks_are_trimmed_inner_ones_are_empty_text(book, sheet):
    put(sheet, "A1", [["a", "", "c", ""], [], ["", "x"], ["", ""]])
    assert book.values_get("A1:F9")["values"] == [["a", "", "c"], [], ["", "x"]]
    columns = book.values_get("A1:F9", {"majorDimension": "COLUMNS"})
    assert columns["values"] == [["a"], ["", "", "x"], ["c"]]


def test_null_is_skipped_and_not_counted(book, sheet):
    rows = [[None] * 4 for _ in range(6)]
    rows[0][0], rows[5][3] = "top", "end"
    put(sheet, "A1:A1", [["old"]])
    put(sheet, "B1", [["kept"]])
    answer = put(sheet, "A1:D6", rows)
    assert answer == {
        "spreadsheetId": book.id,
        "updatedRange": "Sheet1!A1:D6",
        "updatedRows": 2,
        "updatedColumns": 2,
        "updatedCells": 2,
    }
    assert book.values_get("A1:B1")["values"] == [["top", "kept"]]


def test_updated_range_follows_the_data(sheet):
    assert put(sheet, "A1:Z100", [["a", "b"]])["updatedRange"] == "Sheet1!A1:B1"


def test_empty_text_clears_a_cell(book, sheet):
    put(sheet, "A1", [["x", "y"]])
    put(sheet, "A1", [[""]])
    assert book.values_get("A1:B1")["values"] == [["", "y"]]


def test_totals_of_a_batch_are_unions(book):
    body = {
        "valueInputOption": "RAW",
        "data": [
            {"range": "A1:D1", "values": [["a", "b", "c", "d"]]},
            {"range": "A4:D4", "values": [["e", "f", "g", "h"]]},
        ],
    }
    answer = book.values_batch_update(body)
    totals = {name: value for name, value in answer.items() if name.startswith("total")}
    assert totals == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 4,
        "totalUpdatedCells": 8,
        "totalUpdatedSheets": 1,
    }
    assert [one["updatedRange"] for one in answer["responses"]] == [
        "Sheet1!A1:D1",
        "Sheet1!A4:D4",
    ]


def test_a_batch_of_values_is_all_or_nothing(book):
    data = [{"range": "A1", "values": [["kept?"]]}, {"range": "A5000", "values": [["x"]]}]
    with pytest.raises(APIError, match=r"Invalid data\[1\]: Range \(Sheet1!A5000\) exceeds"):
        book.values_batch_update({"valueInputOption": "RAW", "data": data})
    assert "values" not in book.values_get("Sheet1")


def test_append_answers_no_table_for_an_empty_sheet(sheet):
    first = sheet.append_row(["a", "", "c"])
    assert "tableRange" not in first
    assert first["updates"]["updatedRange"] == "Sheet1!A1:C1"
    assert first["updates"]["updatedCells"] == 3


def test_append_goes_to_the_last_table_as_recorded(sheet):
    sheet.append_row(["x", "", "z"])
    second = sheet.append_row(["x", "", "z"])
    assert second["tableRange"] == "Sheet1!C1"
    assert second["updates"]["updatedRange"] == "Sheet1!C2:E2"


def test_append_overwrites_what_is_below_unless_told_to_insert(sheet):
    put(sheet, "A1", [["head"], ["row"], [None], ["note"]])
    answer = sheet.append_rows([["n1"], ["n2"]], table_range="A1", insert_data_option="INSERT_ROWS")
    assert answer["updates"]["updatedRange"] == "Sheet1!A3:A4"
    assert sheet.col_values(1) == ["head", "row", "n1", "n2", "", "note"]
    sheet.append_rows([["o1"], ["o2"]], table_range="A1")
    assert sheet.col_values(1) == ["head", "row", "n1", "n2", "o1", "o2"]


def test_append_makes_the_grid_longer(book, sheet):
    sheet.resize(2, 2)
    sheet.append_rows([["a"], ["b"], ["c"]])
    assert book.sheet1.row_count == 3


@pytest.mark.parametrize(
    ("range_", "values", "message"),
    [
        ("A1001", [["x"]], r"Range \(Sheet1!A1001\) exceeds grid limits. Max rows: 1000"),
        ("AA1", [["x"]], r"Range \(Sheet1!AA1\) exceeds grid limits. .* max columns: 26"),
        ("'Sheet1'!A999", [["x"]] * 3, r"within range \['Sheet1'!A999\], .* to row \[1001\]"),
        ("A1:B2", [["x"]] * 3, r"within range \[Sheet1!A1:B2\], .* to row \[3\]"),
        ("A1:B2", [["x"] * 3], r"within range \[Sheet1!A1:B2\], .* to column \[C\]"),
        ("No such sheet!A1", [["x"]], "Unable to parse range: No such sheet!A1"),
        ("A1:", [["x"]], "Unable to parse range: A1:"),
        ("A1", [["x" * 50_001]], "more than the maximum of 50000 characters in a single cell"),
    ],
)
def test_writes_that_do_not_fit_are_refused(sheet, range_, values, message):
    with pytest.raises(APIError, match=message) as caught:
        put(sheet, range_, values)
    assert caught.value.response.json()["error"]["status"] == "INVALID_ARGUMENT"
    assert caught.value.code == 400


def test_writing_needs_an_input_option(book):
    with pytest.raises(APIError, match="'valueInputOption' is required but not specified"):
        book.values_update("A1", {}, {"values": [["x"]]})


def test_clear_answers_the_closed_range_and_keeps_formats(book, sheet):
    put(sheet, "A1", [["2026-01-05"]], "USER_ENTERED")
    assert book.values_clear("Sheet1")["clearedRange"] == "Sheet1!A1:Z1000"
    put(sheet, "A1", [[46027]])
    assert sheet.acell("A1").value == "2026-01-05"
    with pytest.raises(APIError, match=r"Invalid range\[1\]: Range \(Sheet1!A1001:Z\)"):
        sheet.batch_clear(["A1", "A1001:Z"])


def test_values_may_come_back_with_the_update(book):
    params = {
        "valueInputOption": "USER_ENTERED",
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
    }
    answer = book.values_update("A1", params, {"values": [["1,500", "=A1*2"]]})
    assert answer["updatedData"]["values"] == [[1500, 3000]]


def test_data_filters_read_write_and_clear(book, api):
    path = f"/v4/spreadsheets/{book.id}/values"
    write = {
        "valueInputOption": "RAW",
        "data": [{"dataFilter": {"a1Range": "A1:B1"}, "values": [["a", "b"]]}],
    }
    written = api("POST", path + ":batchUpdateByDataFilter", json=write).json()
    assert written["responses"][0]["dataFilter"] == {"a1Range": "A1:B1"}
    grid = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    filters = {"dataFilters": [{"gridRange": grid}, {"a1Range": "A:A"}]}
    read = api("POST", path + ":batchGetByDataFilter", json=filters).json()
    assert [one["valueRange"]["values"] for one in read["valueRanges"]] == [[["a"]], [["b"]]]
    echoed = {"endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    assert read["valueRanges"][1]["dataFilters"] == [{"gridRange": echoed}]
    cleared = api("POST", path + ":batchClearByDataFilter", json=filters).json()
    assert cleared["clearedRanges"] == ["Sheet1!B1", "Sheet1!A1:A1000"]


def test_a_title_may_hold_a_slash_and_an_exclamation_mark(book):
    sheet = book.add_worksheet("Q1/2!: now", 3, 3)
    sheet.update([["x"]], "A1")
    assert sheet.get() == [["x"]]
    assert isinstance(sheet, gspread.Worksheet)
