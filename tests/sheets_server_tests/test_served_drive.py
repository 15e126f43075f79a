"""Drive: files, copies, exports, permissions, changes; and the token endpoint."""

import io

import gspread
import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from gspread.exceptions import APIError
from gspread.utils import ExportFormat
from openpyxl import load_workbook


def test_files_are_found_by_name_and_type(service):
    client = service.client()
    made = client.create("It's our book")
    assert [one["id"] for one in client.list_spreadsheet_files("It's our book")] == [made.id]
    assert client.open_by_key(made.id).title == "It's our book"
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open("No such book")


def test_lists_come_in_pages(service, api):
    for _ in range(3):
        service.client().create("Paged")
    params = {"q": "name = 'Paged' and trashed = false", "pageSize": 2}
    first = api("GET", "/drive/v3/files", params=params).json()
    rest = api("GET", "/drive/v3/files", params={**params, "pageToken": first["nextPageToken"]})
    assert [len(first["files"]), len(rest.json()["files"])] == [2, 1]
    assert set(first["files"][0]) == {"kind", "id", "name", "mimeType"}
    assert "nextPageToken" not in rest.json()


def test_the_version_grows_with_every_change(book, sheet, api):
    path = f"/drive/v3/files/{book.id}"
    fields = {"fields": "version,modifiedTime,trashed,capabilities/canEdit"}
    before = api("GET", path, params=fields).json()
    assert before["trashed"] is False
    assert before["capabilities"] == {"canEdit": True}
    sheet.update([["x"]], "A1")
    after = api("GET", path, params=fields).json()
    assert int(after["version"]) == int(before["version"]) + 1
    assert after["modifiedTime"] > before["modifiedTime"]


def test_the_version_may_lag_behind(book, sheet, api, switch):
    switch("lag", {"seconds": 180})
    path, fields = f"/drive/v3/files/{book.id}", {"fields": "version,modifiedTime"}
    before = api("GET", path, params=fields).json()
    sheet.update([["x"]], "A1")
    assert api("GET", path, params=fields).json() == before
    switch("lag", {"seconds": 0})
    sheet.update([["y"]], "A1")
    assert int(api("GET", path, params=fields).json()["version"]) == int(before["version"]) + 2


def test_changes_since_a_token(service, api):
    token = api("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
    made = service.client().create("Changed")
    made.sheet1.update([["x"]], "A1")
    answer = api("GET", "/drive/v3/changes", params={"pageToken": token}).json()
    assert [one["fileId"] for one in answer["changes"]] == [made.id]
    params = {"pageToken": answer["newStartPageToken"]}
    assert api("GET", "/drive/v3/changes", params=params).json()["changes"] == []


def test_copies_are_apart_from_the_original(service, book, sheet):
    sheet.update([["x"]], "A1")
    copy = service.client().copy(book.id, title="Copy", copy_comments=True)
    copy.sheet1.update([["y"]], "A1")
    assert (copy.title, sheet.acell("A1").value) == ("Copy", "x")


def test_exports_open_in_openpyxl(book, sheet):
    sheet.update([["n", "when"], [1.5, "2026-01-05"], ["=A2*2", "'=1"]], "A1", raw=False)
    page = load_workbook(io.BytesIO(book.export(ExportFormat.EXCEL)))["Sheet1"]
    assert page["A3"].value == "=A2*2"
    assert (page["B2"].value.isoformat(), page["B2"].is_date) == ("2026-01-05T00:00:00", True)
    assert (page["B3"].value, page["B3"].data_type) == ("=1", "s")
    assert book.export(ExportFormat.CSV) == b"n,when\r\n1.5,2026-01-05\r\n3,=1"
    with pytest.raises(APIError, match="does not export application/pdf") as caught:
        book.export(ExportFormat.PDF)
    assert caught.value.code == 501


def test_csv_import_replaces_everything(service, book):
    service.client().import_csv(book.id, "a,b\n1,=A2\n")
    after = service.client().open_by_key(book.id)
    assert after.sheet1.title == "A book"
    assert after.sheet1.id != 0
    assert after.timezone == "America/Los_Angeles"
    assert after.sheet1.get_all_values() == [["a", "b"], ["1", "1"]]


def test_permissions(book):
    book.share("jo@team.example", "user", "writer", notify=False)
    emails = [one.get("emailAddress") for one in book.list_permissions()]
    assert "jo@team.example" in emails
    assert book.remove_permissions("jo@team.example") != []
    assert len(book.list_permissions()) == 1


def test_deleted_files_are_gone_in_both_services(service, book, api):
    service.client().del_spreadsheet(book.id)
    sheets = api("GET", f"/v4/spreadsheets/{book.id}").json()["error"]
    expected = {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}
    assert sheets == expected
    drive = api("GET", f"/drive/v3/files/{book.id}").json()["error"]
    assert drive["message"] == f"File not found: {book.id}."
    assert drive["errors"][0]["reason"] == "notFound"


def test_private_trashed_and_read_only_files(service, book, api, switch):
    switch("file", {"id": book.id, "trashed": True, "read_only": True})
    assert book.fetch_sheet_metadata()["spreadsheetId"] == book.id
    about = api("GET", f"/drive/v3/files/{book.id}", params={"fields": "*"}).json()
    assert (about["trashed"], about["capabilities"]["canEdit"]) == (True, False)
    with pytest.raises(APIError, match="The caller does not have permission"):
        book.sheet1.update([["x"]], "A1")
    switch("private", {"id": book.id})
    with pytest.raises(PermissionError):
        service.client().open_by_key(book.id)


def test_what_is_unknown_says_so(api):
    answer = api("GET", "/v4/spreadsheets/x/charts")
    assert answer.status_code == 501
    assert answer.json()["error"]["status"] == "UNIMPLEMENTED"


def user(service, refresh="1//good"):
    return Credentials(
        token=None,
        refresh_token=refresh,
        client_id="id",
        client_secret="secret",
        token_uri=service.base + "/token",
    )


def test_refreshed_tokens_are_good_and_old_ones_expire(service, api, switch):
    switch("token", {"state": "expired"})
    refused = api("GET", "/v4/spreadsheets/x")
    assert refused.status_code == 401
    assert refused.json()["error"]["status"] == "UNAUTHENTICATED"
    credentials = user(service)
    credentials.refresh(Request())
    header = {"Authorization": f"Bearer {credentials.token}"}
    assert api("GET", "/v4/spreadsheets/x", headers=header).status_code == 404


def test_revoked_access_is_invalid_grant(service, switch):
    with pytest.raises(RefreshError, match="invalid_grant: Token has been expired or revoked"):
        user(service, "revoked").refresh(Request())
    switch("token", {"state": "revoked"})
    with pytest.raises(RefreshError) as caught:
        user(service).refresh(Request())
    assert caught.value.retryable is False


def test_the_jwt_grant_and_wrong_grants(service, api):
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    good = api("POST", "/token", data={"grant_type": grant, "assertion": "a.b.c"}).json()
    assert (good["token_type"], good["expires_in"]) == ("Bearer", 3599)
    bad = api("POST", "/token", data={"grant_type": grant, "assertion": "abc"})
    assert (bad.status_code, bad.json()["error"]) == (400, "invalid_grant")
    none = api("POST", "/token", data={"grant_type": "password"}).json()
    assert none["error"] == "unsupported_grant_type"


def test_a_key_reads_but_does_not_write(service, book, api):
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    no_header = {"Authorization": None}
    assert api("GET", path, headers=no_header, params={"key": "k"}).status_code == 200
    put = {"valueInputOption": "RAW", "key": "k"}
    answer = api("PUT", path, headers=no_header, params=put, json={"values": [["x"]]})
    assert answer.status_code == 401
    assert api("GET", path, headers=no_header).status_code == 403
