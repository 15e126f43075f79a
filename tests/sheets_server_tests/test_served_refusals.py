"""Bodies of the wrong shape, protections and permissions, answered as the service was seen to."""

import pytest
from asking import refused
from gspread.exceptions import APIError

LIST = "(type.googleapis.com/google.protobuf.ListValue)"


def put(api, book, values, option="RAW"):
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    return api("PUT", path, params={"valueInputOption": option}, json={"values": values})


def test_values_that_are_no_list_are_named_with_their_field(book, api):
    answer = put(api, book, "X")
    message = f"Invalid value at 'data.values' {LIST}, \"X\""
    assert answer.status_code == 400
    assert answer.json()["error"] == {
        "code": 400,
        "message": message,
        "status": "INVALID_ARGUMENT",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{"field": "data.values", "description": message}],
            }
        ],
    }


def test_every_row_that_is_no_list_is_named(book, api):
    lines = put(api, book, ["a", ["fits"], "b"]).json()["error"]["message"].splitlines()
    assert lines == [
        f"Invalid value at 'data.values[0]' {LIST}, \"a\"",
        f"Invalid value at 'data.values[2]' {LIST}, \"b\"",
    ]
    body = {"valueInputOption": "RAW", "data": [{"range": "A1", "values": [1]}]}
    answer = api("POST", f"/v4/spreadsheets/{book.id}/values:batchUpdate", json=body)
    assert answer.json()["error"]["message"] == f"Invalid value at 'data[0].values[0]' {LIST}, 1"


def test_an_object_in_a_cell_is_printed_as_the_message_it_is(book, sheet):
    with pytest.raises(APIError) as caught:
        sheet.update([["fits", {"name": ["Jane", None]}]], "A1")
    text = caught.value.response.json()["error"]["message"]
    assert text.startswith('Invalid values[0][1]: struct_value {\n  fields {\n    key: "name"\n')
    assert 'string_value: "Jane"' in text
    assert "null_value: NULL_VALUE" in text
    assert sheet.acell("A1").value is None


def test_words_that_are_none_of_an_enumeration(book, api):
    message = put(api, book, [["x"]], "PARSED").json()["error"]["message"]
    kind = "type.googleapis.com/google.apps.sheets.v4.ValueInputOption"
    assert message == f"Invalid value at 'value_input_option' ({kind}), \"PARSED\""
    path = f"/v4/spreadsheets/{book.id}/values/A1:append"
    body = {"majorDimension": "DIAGONALS", "values": [["x"]]}
    answer = api("POST", path, params={"valueInputOption": "RAW"}, json=body)
    assert "'data.major_dimension'" in answer.json()["error"]["message"]


@pytest.mark.parametrize("warning", [{}, {"warningOnly": True}])
def test_a_protection_is_answered_bare_and_kept_with_its_owner(book, warning):
    box = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    given = {"range": box, "editors": {"users": [], "groups": []}, **warning}
    answer = book.batch_update({"requests": [{"addProtectedRange": {"protectedRange": given}}]})
    added = answer["replies"][0]["addProtectedRange"]["protectedRange"]
    number = added["protectedRangeId"]
    bare = {"protectedRangeId": number, "range": box, **warning, "requestingUserCanEdit": True}
    assert added == {**bare, "editors": {}}
    assert list(added) == [*bare, "editors"]
    kept = book.fetch_sheet_metadata()["sheets"][0]["protectedRanges"]
    assert kept == [{**bare, "editors": {"users": ["robot@salestui.example"]}}]


def protect(book, protected):
    book.batch_update({"requests": [{"addProtectedRange": {"protectedRange": protected}}]})


def test_protections_that_are_refused(book):
    with pytest.raises(APIError, match=r"warningOnly\. Editors cannot be set on it"):
        protect(book, {"range": {}, "warningOnly": True, "editors": {"users": ["a@b.example"]}})
    protect(book, {"range": {"sheetId": 0}})
    with pytest.raises(APIError, match='Sheet "Sheet1" already has sheet protection'):
        protect(book, {"range": {"sheetId": 0}})


def test_formats_are_written_with_the_newer_spelling_of_a_colour_last(book, sheet):
    colour = {"green": 1, "blue": 1}
    sheet.format("A1", {"backgroundColor": colour, "horizontalAlignment": "CENTER"})
    fields = "sheets.data.rowData.values.userEnteredFormat"
    answer = book.fetch_sheet_metadata({"ranges": ["A1"], "fields": fields})
    entered = answer["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]
    assert list(entered) == ["backgroundColor", "horizontalAlignment", "backgroundColorStyle"]


def test_permissions_are_offered_and_taken(book):
    book.share("jo@team.example", "user", "reader", notify=False)
    book.share("jo@team.example", "user", "writer", notify=False)
    owner, writer = book.list_permissions()
    assert (owner["role"], writer["role"], writer["pendingOwner"]) == ("owner", "writer", False)
    offered = book.transfer_ownership(writer["id"]).json()
    assert offered == {
        "kind": "drive#permission",
        "id": writer["id"],
        "type": "user",
        "role": "writer",
    }
    book.accept_ownership(writer["id"])
    roles = [(one["role"], one.get("pendingOwner")) for one in book.list_permissions()]
    assert roles == [("writer", None), ("owner", False)]


def test_permissions_that_are_refused(book, api):
    path = f"/drive/v3/files/{book.id}/permissions"
    owner = book.list_permissions()[0]["id"]
    cases = [
        ("POST", "", {}, 400, "The permission type field is required."),
        ("POST", "", {"type": "user"}, 400, "The permission role field is required."),
        ("POST", "", {"type": "anyone", "role": "boss"}, 400, "role field value is not valid"),
        ("DELETE", f"/{owner}", None, 403, "The owner of a file cannot be removed."),
        ("PATCH", "/77", {"role": "writer"}, 404, "Permission not found: 77."),
        ("GET", "/77", None, 404, "Permission not found: 77."),
    ]
    for method, end, body, status, message in cases:
        answer = api(method, path + end, json=body)
        assert (answer.status_code, message in answer.text) == (status, True), answer.text


def test_one_request_is_a_list_of_one_and_nested_lists_lie_flat(book, sheet):
    def titled(title):
        properties = {"sheetId": 0, "title": title}
        return {"updateSheetProperties": {"properties": properties, "fields": "title"}}

    assert book.batch_update({"requests": titled("Alone")})["replies"] == [{}]
    nested = [[titled("First")], [titled("Second")]]
    assert book.batch_update({"requests": nested})["replies"] == [{}, {}]
    assert book.worksheets()[0].title == "Second"


def test_fields_of_cells_that_are_not_kept_are_answered_501(book):
    cell = {"textFormatRuns": [{"startIndex": 0}]}
    repeat = {"range": {"endRowIndex": 1}, "cell": cell, "fields": "textFormatRuns"}
    with pytest.raises(APIError, match="keeps no textFormatRuns") as caught:
        book.batch_update({"requests": [{"repeatCell": repeat}]})
    assert caught.value.code == 501


def test_borders_lie_on_the_sides_of_cells(book, sheet):
    line = {"style": "SOLID"}
    box = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    drawn = {"range": box, "top": line, "innerVertical": {"style": "DASHED"}}
    book.batch_update({"requests": [{"updateBorders": drawn}]})
    book.batch_update({"requests": [{"updateBorders": {"range": box, "top": {"style": "NONE"}}}]})
    fields = "sheets.data.rowData.values.userEnteredFormat"
    answer = book.fetch_sheet_metadata({"ranges": ["A1:B2"], "fields": fields})
    rows = answer["sheets"][0]["data"][0]["rowData"]
    sides = [[cell["userEnteredFormat"]["borders"] for cell in row["values"]] for row in rows]
    left_and_right = [{"right": {"style": "DASHED"}}, {"left": {"style": "DASHED"}}]
    assert sides == [left_and_right, left_and_right]


def test_files_are_found_in_their_folder(service):
    client = service.client()
    client.create("In a folder", folder_id="f1")
    assert client.open("In a folder", folder_id="f1").title == "In a folder"
    assert client.list_spreadsheet_files("In a folder", "f2") == []


def test_a_body_without_a_content_type_is_read_as_json(book, api):
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    answer = api("PUT", path, params={"valueInputOption": "RAW"}, data=b'{"values": [["x"]]}')
    assert answer.json()["updatedCells"] == 1


def test_sorting_leaves_hidden_rows_and_refuses_tall_merges(book, sheet):
    sheet.update([[3], [9], [1], [2]], "A1")
    sheet.hide_rows(1, 2)
    sheet.sort((1, "asc"), range="A1:A4")
    assert sheet.col_values(1) == ["1", "9", "2", "3"]
    sheet.merge_cells("B2:B3")
    sort = {"range": {"startRowIndex": 0}, "sortSpecs": [{"dimensionIndex": 0}]}
    assert refused(book, {"sortRange": sort}) == (
        "You can't sort a range containing vertical merges. There is a vertical merge at B2:B3"
    )
    sort = {"range": {"startRowIndex": 1000}, "sortSpecs": [{"dimensionIndex": 0}]}
    message = "range.startRowIndex is larger than current grid size (1000)"
    assert refused(book, {"sortRange": sort}) == message


def test_merges_are_told_of_the_ranges_asked_for(book, sheet):
    sheet.merge_cells("A2:A3")
    for asked, told in (("A3:C9", True), ("B1:C9", False)):
        answer = book.fetch_sheet_metadata({"ranges": [asked]})
        assert ("merges" in answer["sheets"][0]) is told


def test_a_metadata_id_that_is_taken(book):
    item = {
        "metadataId": 7,
        "metadataKey": "k",
        "visibility": "DOCUMENT",
        "location": {"spreadsheet": True},
    }
    request = {"createDeveloperMetadata": {"developerMetadata": item}}
    book.batch_update({"requests": [request]})
    assert refused(book, request) == (
        "Cannot add developer metadata with ID [7] because developer metadata with that ID "
        "already exists."
    )
