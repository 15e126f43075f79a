"""Every failure of Google, of the network and of the clock is a sentence that helps."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from google.oauth2.credentials import Credentials
from gspread.exceptions import APIError
from sheets_server.running import running
from urllib3.exceptions import NewConnectionError

from adapters.errors import (
    Disconnected,
    NotAWorkbook,
    NotFound,
    Offline,
    ReadOnly,
    Refused,
    StaleRevision,
    WorkbookError,
)
from adapters.google.answers import SpoiledAnswer
from adapters.google.client import Account, SalesClient
from adapters.google.failures import Asked, Unanswered, in_trash, only_for_reading, told
from adapters.google.limits import Budget
from adapters.google.refusals import NoAccess
from adapters.google.retrying import Patience

ANN = "ann@example.com"
READ = Asked(reads=True, account=ANN)
WRITE = Asked(reads=False, account=ANN)
KEY_READ = Asked(reads=True, keyed=True)
KEY_WRITE = Asked(reads=False, keyed=True)
SKEWED = Asked(reads=True, account=ANN, skew=timedelta(minutes=17, seconds=4))


def answer(status: int, body: object, kind: str = "application/json") -> requests.Response:
    made = requests.Response()
    made.status_code = status
    made.headers["Content-Type"] = kind
    made._content = (body if isinstance(body, str) else json.dumps(body)).encode()
    return made


def api(status: int, message: str, **more: Any) -> APIError:
    return APIError(answer(status, {"error": {"code": status, "message": message, **more}}))


def page(status: int) -> APIError:
    return APIError(answer(status, "<html><p>Sign in</html>", "text/html; charset=utf-8"))


def failing(problem: Exception, asked: Asked) -> WorkbookError:
    with pytest.raises(WorkbookError) as found, told(lambda: asked):
        raise problem
    return found.value


def detail(reason: str) -> dict[str, Any]:
    return {"details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]}


NO = "The caller does not have permission"
SHORT = "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes)"
NO_ROUTE = requests.ConnectionError(NewConnectionError(None, "unreachable"))  # type: ignore[arg-type]
DISABLED = (
    "Google Sheets API has not been used in project 1 before or it is disabled. Enable it by "
    "visiting https://console.developers.google.com/apis/api/sheets.googleapis.com then retry."
)
TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."
FULL = (
    "This action would increase the number of cells in the workbook above the limit of "
    "10000000 cells."
)
OFFICE = "This operation is not supported for this document"
CASES: list[tuple[Exception, Asked, type[WorkbookError], str, str]] = [
    (api(404, "Requested entity was not found."), READ, NotFound, "no spreadsheet", ANN),
    (api(403, NO), READ, NoAccess, f"{ANN} has no access", f"share it with {ANN}"),
    (api(403, NO), WRITE, ReadOnly, f"{ANN} may not change", f"share it with {ANN} as an editor"),
    (api(403, NO), Asked(reads=True), NoAccess, "account that you are connected", "share it"),
    (api(403, NO), KEY_READ, NoAccess, "not open to everybody", "anyone who has the link"),
    (api(403, NO), KEY_WRITE, ReadOnly, "An API key can only read", "salestui connect"),
    (api(401, "API keys are not supported by this API."), WRITE, ReadOnly, "only read", "connect"),
    (api(401, "Invalid Credentials"), READ, Disconnected, f"access of {ANN}", "salestui connect"),
    (api(401, "Invalid"), Asked(reads=True), Disconnected, "not accept", "salestui connect"),
    (api(403, DISABLED), READ, Disconnected, "not enabled", "sheets.googleapis.com, wait"),
    (api(403, "x", **detail("SERVICE_DISABLED")), READ, Disconnected, "not enabled", "console"),
    (api(400, "API key not valid."), KEY_READ, Disconnected, "this API key", "Copy it again"),
    (
        api(403, "Request had insufficient authentication scopes."),
        WRITE,
        ReadOnly,
        "less access",
        "--read-only",
    ),
    (
        api(400, "You are trying to edit a protected cell or object."),
        WRITE,
        Refused,
        "protected range",
        "owner",
    ),
    (api(403, "That range is protected."), WRITE, Refused, "protected range", "owner"),
    (api(400, FULL), WRITE, Refused, "10 million", "empty rows"),
    (api(400, TOO_LONG), WRITE, Refused, "50,000 characters", "Shorten"),
    (api(400, "Unable to parse range: Deals!A1"), READ, StaleRevision, "renamed", "read again"),
    (api(400, "Unable to parse range: It is protected!A1"), READ, StaleRevision, "renamed", "kept"),
    (api(400, "No grid with id: 7"), WRITE, StaleRevision, "renamed", "read again"),
    (api(400, "Range (D!A9) exceeds grid limits."), WRITE, StaleRevision, "removed", "kept"),
    (api(400, OFFICE), READ, NotAWorkbook, "kept in Google Drive", "Save as Google Sheets"),
    (api(400, "Invalid data[0]: odd"), WRITE, Refused, "Invalid data[0]: odd", "Nothing was"),
    (api(400, "odd"), READ, WorkbookError, "refuses this: odd", "Read"),
    (api(418, "odd"), READ, WorkbookError, "refuses this: odd", "Nothing"),
    (api(429, "Quota exceeded"), WRITE, Offline, "no more requests", "by itself"),
    (
        api(403, "Rate", errors=[{"reason": "userRateLimitExceeded"}]),
        READ,
        Offline,
        "no more requests",
        "by itself",
    ),
    (api(503, "The service is currently unavailable."), READ, Offline, "(503)", "kept"),
    (api(500, "Internal error"), WRITE, Unanswered, "(500)", "looked up"),
    (page(502), READ, Offline, "(502)", "kept"),
    (page(403), WRITE, Offline, "a web page", "Sign in to the network"),
    (SpoiledAnswer(answer(200, ""), page=True), WRITE, Offline, "a web page", "Sign in"),
    (SpoiledAnswer(answer(200, ""), page=False), READ, Offline, "cut short", "kept"),
    (SpoiledAnswer(answer(200, ""), page=False), WRITE, Unanswered, "cut short", "looked up"),
    (requests.ReadTimeout(), READ, Offline, "in time", "kept"),
    (requests.ReadTimeout(), WRITE, Unanswered, "in time", "looked up"),
    (requests.ConnectTimeout(), WRITE, Offline, "not reached", "kept"),
    (NO_ROUTE, WRITE, Offline, "not reached", "kept"),
    (requests.ConnectionError("reset"), READ, Offline, "broke off", "kept"),
    (requests.ConnectionError("reset"), WRITE, Unanswered, "broke off", "looked up"),
    (requests.exceptions.ProxyError(), WRITE, Offline, "proxy", "kept"),
    (requests.exceptions.SSLError(), READ, Offline, "cannot prove", "clock"),
    (requests.exceptions.SSLError(), SKEWED, Offline, "17 minutes fast", "Set the clock"),
    (TransportError(NO_ROUTE), WRITE, Offline, "not reached", "kept"),  # type: ignore[no-untyped-call]
    (TransportError("odd"), WRITE, Offline, "sign-in is not reached", "kept"),  # type: ignore[no-untyped-call]
    (RefreshError(SHORT), SKEWED, Offline, "clock is 17 minutes fast", "Set the clock"),
    (
        RefreshError(SHORT),
        Asked(reads=True, skew=timedelta(minutes=-90)),
        Offline,
        "90 minutes slow",
        "Set",
    ),
    (RefreshError(SHORT), READ, Offline, "clock is wrong", "Set the clock"),
    (
        RefreshError("invalid_grant: Token has been expired or revoked."),
        READ,
        Disconnected,
        "revoked, or it ran out",
        "Run: salestui connect",
    ),
    (
        RefreshError("invalid_grant: Invalid grant: account not found"),
        READ,
        Disconnected,
        f"know the account {ANN}",
        "connect",
    ),
    (RefreshError("odd"), READ, Disconnected, "does not let us in: odd", "connect"),
    (RefreshError("<HTML>Sign in"), READ, Offline, "a web page", "Sign in"),
    (RefreshError("internal_failure", retryable=True), READ, Offline, "sign-in", "kept"),
]


@pytest.mark.parametrize(("problem", "asked", "kind", "message", "hint"), CASES)
def test_sentences(
    problem: Exception, asked: Asked, kind: type[WorkbookError], message: str, hint: str
) -> None:
    found = failing(problem, asked)
    assert type(found) is kind
    assert message in found.sentence()
    assert hint in found.advice()
    for text in (found.sentence(), found.advice()):
        assert "{" not in text
        assert text.endswith((".", "connect", "odd"))


def test_what_is_already_a_sentence_stays_one() -> None:
    mine = Refused("No.")
    assert failing(mine, READ) is mine


def test_what_is_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), told(lambda: READ):
        raise ZeroDivisionError


def test_trash_and_reading_only() -> None:
    assert "trash" in in_trash().sentence()
    assert ANN in only_for_reading(ANN).advice()
    assert "salestui connect" in only_for_reading("").advice()


def test_over_http_a_page_is_a_network_that_wants_a_sign_in() -> None:
    with running() as service:
        service.server.faults.add({"kind": "html", "count": 9})
        client = SalesClient(
            Credentials(token="t"), endpoint=service.base, patience=Patience(), budget=Budget()
        )
        with pytest.raises(Offline, match="a web page"):
            client.values_batch_get("some-id", ["A1"])
        assert len(service.server.log) == 1


def test_over_http_no_access_names_the_account() -> None:
    with running() as service:
        key = str(service.client().create("Pipeline").id)
        service.server.store.private.add(key)
        client = SalesClient(
            Credentials(token="t"), account=Account(ANN), endpoint=service.base, budget=Budget()
        )
        with pytest.raises(NoAccess, match=ANN):
            client.fetch_sheet_metadata(key)
        with pytest.raises(NotFound):
            client.fetch_sheet_metadata("there-is-none")


def test_over_http_an_account_of_unknown_name_is_asked_for() -> None:
    with running() as service:
        key = str(service.client().create("Pipeline").id)
        service.server.store.private.add(key)
        client = SalesClient(Credentials(token="t"), endpoint=service.base, budget=Budget())
        with pytest.raises(NoAccess) as found:
            client.fetch_sheet_metadata(key)
        assert client.account.name in found.value.advice()
        assert "@" in client.account.name
        service.server.faults.add({"kind": "500", "match": "about", "count": 9})
        other = SalesClient(Credentials(token="t"), endpoint=service.base, budget=Budget())
        with pytest.raises(NoAccess, match="you are connected with"):
            other.fetch_sheet_metadata(key)


def test_over_http_the_clock_s_error_comes_from_any_answer() -> None:
    with running() as service:
        client = SalesClient(Credentials(token="t"), endpoint=service.base, budget=Budget())
        assert client.skew is None
        with pytest.raises(NotFound):
            client.fetch_sheet_metadata("there-is-none")
        assert client.skew is not None
        assert abs(client.skew) < timedelta(seconds=30)
