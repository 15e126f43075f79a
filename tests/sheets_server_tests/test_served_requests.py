"""spreadsheets.get, create and the requests of batchUpdate."""

import pytest
from asking import area, rows, send
from gspread.exceptions import APIError


def test_a_new_spreadsheet_is_as_the_service_makes_them(book):
    about = book.fetch_sheet_metadata()
    properties = about["properties"]
    assert (properties["locale"], properties["timeZone"]) == ("en_US", "Etc/GMT")
    assert about["sheets"] == [
        {
            "properties": {
                "sheetId": 0,
                "title": "Sheet1",
                "index": 0,
                "sheetType": "GRID",
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            }
        }
    ]
    assert about["spreadsheetUrl"].endswith(f"/{book.id}/edit")


def test_a_spreadsheet_may_be_created_with_sheets_and_cells(api):
    cell = {"userEnteredValue": {"numberValue": 7}}
    grid = {"startRow": 1, "rowData": [{"values": [cell]}]}
    given = {
        "properties": {"title": "Made", "locale": "de_DE", "timeZone": "Europe/Berlin"},
        "sheets": [{"properties": {"title": "Deals"}, "data": [grid]}],
    }
    made = api("POST", "/v4/spreadsheets", json=given).json()
    assert made["properties"]["locale"] == "de_DE"
    read = api("GET", f"/v4/spreadsheets/{made['spreadsheetId']}/values/Deals").json()
    assert read["values"] == [[], ["7"]]


def test_a_failing_request_undoes_those_before_it(book, sheet):
    sheet.update([["kept"]], "A1")
    cell = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "lost"}}]}], "fields": "*"}
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    with pytest.raises(APIError, match=r"Invalid requests\[2\].deleteSheet: No grid with id: 77"):
        send(
            book,
            {"updateCells": {**cell, "start": start}},
            {"addSheet": {"properties": {"title": "Gone"}}},
            {"deleteSheet": {"sheetId": 77}},
        )
    assert sheet.acell("A1").value == "kept"
    assert [one.title for one in book.worksheets()] == ["Sheet1"]


def test_unknown_requests_are_answered_501(book):
    with pytest.raises(APIError, match=r"requests\[0\].addChart is not known") as caught:
        send(book, {"addChart": {"chart": {}}})
    assert caught.value.code == 501


def test_sheets_are_added_moved_duplicated_and_deleted(book, sheet):
    sheet.update([["x"]], "A1")
    added = book.add_worksheet("Two", 3, 3)
    with pytest.raises(APIError, match='A sheet with the name "two" already exists'):
        book.add_worksheet("two", 3, 3)
    copy = sheet.duplicate(insert_sheet_index=2, new_sheet_name="Copy")
    assert copy.acell("A1").value == "x"
    added.update_index(0)
    assert [one.title for one in book.worksheets()] == ["Two", "Sheet1", "Copy"]
    for one in (copy, added):
        book.del_worksheet(one)
    with pytest.raises(APIError, match="can't remove all the visible sheets"):
        book.del_worksheet(sheet)


def test_ten_million_cells_are_the_limit(book):
    with pytest.raises(APIError, match="above the limit of 10000000 cells"):
        book.add_worksheet("Big", 1_000_000, 10)
    book.add_worksheet("Fits", 997_400, 10)


def test_typed_cells_are_never_parsed(book, sheet):
    date = {
        "userEnteredValue": {"numberValue": 46027},
        "userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}},
    }
    text = {"userEnteredValue": {"stringValue": "=1+1"}}
    request = {"sheetId": 0, "rows": [{"values": [text, date]}], "fields": "*"}
    send(book, {"appendCells": request})
    assert sheet.get("A1:B1") == [["=1+1", "2026-01-05"]]
    send(book, {"appendCells": request})
    assert len(sheet.get_all_values()) == 2


def test_update_cells_touches_only_what_the_mask_names(book, sheet):
    sheet.update([["x", 5]], "A1")
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}, "note": "ignored"}
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    mask = "userEnteredFormat.textFormat.bold"
    given = {"start": start, "rows": [{"values": [bold]}], "fields": mask}
    send(book, {"updateCells": given})
    params = {"ranges": "A1", "fields": "sheets.data.rowData.values(note,userEnteredFormat)"}
    data = book.fetch_sheet_metadata(params)["sheets"][0]["data"][0]
    assert data["rowData"][0]["values"] == [{"userEnteredFormat": {"textFormat": {"bold": True}}}]
    assert sheet.acell("A1").value == "x"
    with pytest.raises(APIError, match=r"Use '\*' to indicate all fields"):
        send(book, {"updateCells": {"start": start, "rows": []}})


def test_colours_have_eight_bits_and_two_spellings(book, sheet):
    sheet.format("A1", {"backgroundColor": {"red": 0.5, "green": 1, "blue": 0}})
    params = {"ranges": "A1", "fields": "sheets.data.rowData.values.userEnteredFormat"}
    cell = book.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    colour = {"red": 0.49803922, "green": 1}
    style = {"rgbColor": colour}
    assert cell["userEnteredFormat"] == {"backgroundColor": colour, "backgroundColorStyle": style}


def test_ranges_are_pushed_and_pulled(book, sheet):
    sheet.update([["a", "1"], ["b", "2"]], "A1")
    one = {"range": area(0, 1, 0, 1), "shiftDimension": "ROWS"}
    send(book, {"insertRange": one})
    assert sheet.get("A1:B3") == [["", "1"], ["a", "2"], ["b"]]
    send(book, {"deleteRange": one})
    assert sheet.get("A1:B3") == [["a", "1"], ["b", "2"]]


def test_sorting_puts_numbers_first_and_blanks_last_both_ways(book, sheet):
    sheet.update([["b", 1], [2, 2], ["", 3], ["a", 4], [True, 5]], "A1")
    spec = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}
    send(book, {"sortRange": {"range": area(0, 5, 0, 2), "sortSpecs": [spec]}})
    assert sheet.col_values(2) == ["2", "4", "1", "5", "3"]
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    send(book, {"sortRange": {"range": area(0, 5, 0, 2), "sortSpecs": [spec]}})
    assert sheet.col_values(2) == ["5", "1", "4", "2", "3"]


def test_find_and_replace_counts(book, sheet):
    sheet.update([["Acme", "acme Ltd"], ["other", "=1"]], "A1", raw=False)
    request = {"find": "acme", "replacement": "Apex", "allSheets": True}
    (reply,) = send(book, {"findReplace": request})
    assert reply["findReplace"] == {
        "valuesChanged": 2,
        "rowsChanged": 1,
        "sheetsChanged": 1,
        "occurrencesChanged": 2,
    }
    assert sheet.get("A1:B1") == [["Apex", "Apex Ltd"]]


def test_a_merge_keeps_the_top_left_value_only(book, sheet):
    sheet.update([["a", "b"], ["c", "d"]], "A1")
    sheet.merge_cells("A1:B2")
    assert sheet.get("A1:B2") == [["a"]]
    with pytest.raises(APIError, match="You must select all cells in a merged range"):
        sheet.merge_cells("B2:C3")


def test_metadata_answers_leave_out_defaults(book, sheet):
    sheet.freeze(rows=1)
    extra = book.add_worksheet("Two", 5, 5)
    extra.hide()
    extra.set_basic_filter("A1:B5")
    first, second = book.fetch_sheet_metadata()["sheets"]
    assert first["properties"]["gridProperties"]["frozenRowCount"] == 1
    assert "hidden" not in first["properties"]
    assert second["properties"]["hidden"] is True
    assert second["basicFilter"]["range"] == {"sheetId": extra.id, **area(0, 5, 0, 2)}
    sheet.freeze(rows=0)
    assert "frozenRowCount" not in book.fetch_sheet_metadata()["sheets"][0]["properties"]


def test_field_masks_prune_every_answer(book, api):
    fields = "sheets(properties(title,gridProperties/rowCount))"
    answer = book.fetch_sheet_metadata({"fields": fields})
    expected = {"properties": {"title": "Sheet1", "gridProperties": {"rowCount": 1000}}}
    assert answer == {"sheets": [expected]}
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    assert api("GET", path, params={"fields": "range"}).json() == {"range": "Sheet1!A1"}


def test_answers_are_pretty_and_zipped_unless_asked_otherwise(book, api):
    path = f"/v4/spreadsheets/{book.id}"
    pretty = api("GET", path)
    assert pretty.headers["Content-Encoding"] == "gzip"
    assert pretty.text.startswith('{\n  "spreadsheetId": ')
    short = api("GET", path, params={"prettyPrint": "false"})
    assert short.text.startswith('{"spreadsheetId":')
    plain = api("GET", path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert {"ETag", "Last-Modified"}.isdisjoint(pretty.headers)


def test_protections_by_others_refuse_writes(book, sheet, switch):
    sheet.add_protected_range("A1:A2", description="ours")
    sheet.update([["fine"]], "A1")
    switch("protect", {"id": book.id, "range": "Sheet1!B:B"})
    with pytest.raises(APIError, match="trying to edit a protected cell or object") as caught:
        sheet.update([["x", "y"]], "A3")
    assert caught.value.code == 400
    assert sheet.get("A3:B3") == [[]]


def test_developer_metadata_has_unique_ids_and_stays_with_its_row(book, sheet, api):
    sheet.update([["a"], ["b"], ["c"]], "A1")
    place = {"dimensionRange": rows(1, 2)}
    item = {"metadataId": 42, "metadataKey": "row", "visibility": "PROJECT", "location": place}
    send(book, {"createDeveloperMetadata": {"developerMetadata": item}})
    cells = {"sheetId": 0, "rows": [{"values": [{"note": "x"}]}], "fields": "*"}
    with pytest.raises(APIError, match="with that ID already exists"):
        send(
            book,
            {"appendCells": cells},
            {"createDeveloperMetadata": {"developerMetadata": item}},
        )
    assert sheet.get_note("A4") == ""
    sheet.insert_row(["new"], 1)
    lookup = {"developerMetadataLookup": {"metadataId": 42}}
    path = f"/v4/spreadsheets/{book.id}"
    read = api("POST", path + "/values:batchGetByDataFilter", json={"dataFilters": [lookup]})
    assert read.json()["valueRanges"][0]["valueRange"]["values"] == [["b"]]
    found = api("POST", path + "/developerMetadata:search", json={"dataFilters": [lookup]}).json()
    location = found["matchedDeveloperMetadata"][0]["developerMetadata"]["location"]
    assert location["dimensionRange"]["startIndex"] == 2
    sheet.delete_rows(3)
    assert api("GET", path + "/developerMetadata/42").status_code == 404


def test_ids_chosen_by_the_client_are_kept_even_zero(book, api):
    given = {"sheets": [{"properties": {"sheetId": 0}}, {"properties": {"sheetId": 7}}]}
    made = api("POST", "/v4/spreadsheets", json=given).json()
    assert [one["properties"]["sheetId"] for one in made["sheets"]] == [0, 7]
    with pytest.raises(APIError, match="Sheet with id 0 already exists"):
        send(book, {"addSheet": {"properties": {"sheetId": 0}}})


def test_malformed_requests_are_refused_not_crashed_on(book, api):
    path = f"/v4/spreadsheets/{book.id}:batchUpdate"
    for body in (
        {"requests": [{"updateCells": {"rows": 5, "fields": "*", "start": {}}}]},
        {"requests": [{"sortRange": {"range": {"startRowIndex": "x"}}}]},
        {"requests": [{"addNamedRange": []}]},
        {"requests": [{"addSheet": {}, "deleteSheet": {}}]},
        {"requests": []},
        [],
    ):
        assert api("POST", path, json=body).status_code == 400
    assert (
        api("POST", path, data="{", headers={"Content-Type": "application/json"}).status_code == 400
    )
    assert len(book.worksheets()) == 1


def test_a_spreadsheet_that_cannot_be_made_leaves_nothing(api):
    given = {"properties": {"title": "Never"}, "sheets": [{"properties": {"title": "x" * 101}}]}
    assert api("POST", "/v4/spreadsheets", json=given).status_code == 400
    files = api("GET", "/drive/v3/files", params={"q": "name = 'Never'"}).json()["files"]
    assert files == []
