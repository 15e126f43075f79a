"""The switches that make things go wrong, each exactly as often as asked."""

import pytest
import requests
from gspread.exceptions import APIError


def write(api, book, text="x"):
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    params = {"valueInputOption": "RAW"}
    return api("PUT", path, params=params, json={"values": [[text]]})


def test_a_burst_of_429_ends_and_names_the_quota(book, sheet, switch):
    switch("faults", {"kind": "429", "count": 2, "method": "GET"})
    for _ in range(2):
        with pytest.raises(APIError) as caught:
            sheet.acell("A1")
        response = caught.value.response
        assert response.status_code == 429
        error = response.json()["error"]
        assert error["status"] == "RESOURCE_EXHAUSTED"
        assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
        assert "Retry-After" not in response.headers
    assert sheet.acell("A1").value is None


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("503", 503), ("html", 200)])
def test_pages_of_html_in_place_of_json(book, api, switch, kind, status):
    switch("faults", {"kind": kind})
    answer = api("GET", f"/v4/spreadsheets/{book.id}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<html" in answer.text


def test_a_reset_before_the_effect_and_one_after_it(book, sheet, api, switch):
    switch("faults", {"kind": "reset_before", "method": "PUT"})
    with pytest.raises(requests.ConnectionError):
        write(api, book)
    assert sheet.acell("A1").value is None
    switch("faults", {"kind": "reset_after", "method": "PUT"})
    with pytest.raises(requests.ConnectionError):
        write(api, book)
    assert sheet.acell("A1").value == "x"


def test_a_truncated_body(book, api, switch):
    switch("faults", {"kind": "truncate", "match": "/v4/"})
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        api("GET", f"/v4/spreadsheets/{book.id}")


def test_a_slow_answer_runs_into_the_timeout_yet_takes_effect(book, sheet, service, switch):
    switch("faults", {"kind": "delay", "seconds": 0.3, "method": "PUT"})
    slow = service.client()
    slow.set_timeout(0.1)
    other = slow.http_client
    with pytest.raises(requests.Timeout):
        other.values_update(book.id, "A1", {"valueInputOption": "RAW"}, {"values": [["late"]]})
    switch("faults", {"kind": "delay", "seconds": 0.4, "method": "GET"})
    assert sheet.acell("A1").value == "late"


def test_an_expired_token_for_one_request(book, api, switch):
    switch("faults", {"kind": "expired"})
    path = f"/v4/spreadsheets/{book.id}"
    assert [api("GET", path).status_code for _ in range(2)] == [401, 200]


def test_faults_wait_for_their_turn_and_their_path(book, api, switch):
    switch("faults", {"kind": "503", "after": 1, "match": "values"})
    path = f"/v4/spreadsheets/{book.id}"
    asked = [path, path + "/values/A1", path + "/values/A1", path + "/values/A1"]
    assert [api("GET", one).status_code for one in asked] == [200, 200, 503, 200]


def test_a_collaborator_works_between_two_requests(book, sheet, switch):
    sheet.update([["name", "n"], ["b", 2], ["a", 1]], "A1")
    steps = [
        {"edit": "Sheet1!B2", "values": [["20"]]},
        {"sort": "Sheet1!A2:B3", "by": 0},
        {"insert_rows": "Sheet1", "at": 1},
        {"delete_rows": "Sheet1", "at": 0},
    ]
    switch("faults", {"kind": "collaborate", "after": 1, "id": book.id, "steps": steps})
    assert sheet.get("A1:B3") == [["name", "n"], ["b", "2"], ["a", "1"]]
    assert sheet.get("A1:B3") == [[], ["a", "1"], ["b", "20"]]


def test_a_quota_in_a_minute(book, sheet, switch):
    switch("quota", {"reads": 10_000, "writes": 0})
    sheet.acell("A1")
    with pytest.raises(APIError, match="'Write requests per minute per user'"):
        sheet.update([["x"]], "A1")


def test_the_log_has_every_request_and_no_token(book, sheet, api):
    api("DELETE", "/_server/log")
    sheet.update([["x"]], "A1")
    (entry,) = api("GET", "/_server/log").json()["requests"]
    assert (entry["method"], entry["status"]) == ("PUT", 200)
    assert entry["path"].endswith("/values/'Sheet1'!A1")
    assert "demo" not in str(entry)


def test_the_log_has_spoiled_requests_too(book, api, switch):
    api("DELETE", "/_server/log")
    switch("faults", {"kind": "503"})
    path = f"/v4/spreadsheets/{book.id}"
    api("GET", path)
    (entry,) = api("GET", "/_server/log").json()["requests"]
    assert entry.items() >= {"method": "GET", "path": path, "query": "", "fault": "503"}.items()


def test_unknown_switches_and_faults_are_refused(api):
    assert api("POST", "/_server/nothing", json={}).status_code == 404
    answer = api("POST", "/_server/faults", json={"kind": "flood"})
    assert answer.status_code == 400
    assert "Unknown fault flood" in answer.text
