"""The client over real HTTP: limits, retries, endpoints, the log, tokens."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
from google.oauth2.credentials import Credentials
from sheets_server.running import Running, running

from adapters.errors import Disconnected, Offline, WorkbookError
from adapters.google.client import Account, SalesClient
from adapters.google.failures import Unanswered
from adapters.google.limits import Bucket, Budget, budget_of
from adapters.google.requestlog import RequestLog, shortened
from adapters.google.retrying import Patience

QUICK = Patience(first=0.002, longest=0.01, whole=20.0, connect=1.0, answer=2.0)
TOKEN = "ya29.very-secret"
ANN = "ann@example.com"


@pytest.fixture
def service() -> Iterator[Running]:
    with running() as one:
        yield one


def client_of(service: Running, **changes: Any) -> SalesClient:
    options: dict[str, Any] = {
        "account": Account(ANN),
        "endpoint": service.base,
        "patience": QUICK,
        "budget": Budget(1000, 1000),
    }
    return SalesClient(Credentials(token=TOKEN), **{**options, **changes})


def book(service: Running) -> str:
    made = service.client().create("Pipeline")
    made.sheet1.update([["deal", "amount"], ["Acme", 5]], "A1")
    service.server.log.clear()
    return str(made.id)


def hit(service: Running, kind: str, **fault: Any) -> None:
    service.server.faults.add({"kind": kind, **fault})


def asked(service: Running) -> int:
    return len(service.server.log)


def write(client: SalesClient, key: str) -> Any:
    cells = [{"range": "Sheet1!B2", "values": [[7]]}]
    return client.values_batch_update(key, {"valueInputOption": "RAW", "data": cells})


def test_gspread_takes_it_by_its_public_parameter(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = book(service)
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base + "/")
    client = gspread.Client(Credentials(token=TOKEN), http_client=SalesClient)
    assert client.open_by_key(key).sheet1.acell("B2").value == "5"
    assert client.http_client.timeout == (5.0, 60.0)


def test_answers_are_asked_for_without_layout_and_packed(service: Running) -> None:
    key = book(service)
    client_of(service).values_batch_get(key, ["Sheet1!A1:B2"])
    assert "prettyPrint=false" in service.server.log[-1]["query"]
    response = client_of(service).request(
        "get", f"https://sheets.googleapis.com/v4/spreadsheets/{key}"
    )
    assert b"\n  " not in response.content
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "kind", ["429", "500", "502", "503", "reset_before", "reset_after", "truncate"]
)
def test_a_read_is_sent_again_until_it_is_answered(service: Running, kind: str) -> None:
    key = book(service)
    hit(service, kind, count=3)
    found = client_of(service).values_batch_get(key, ["Sheet1!A2:B2"])
    assert found["valueRanges"][0]["values"] == [["Acme", "5"]]
    assert asked(service) == 4


def test_a_read_by_post_is_one(service: Running) -> None:
    key = book(service)
    hit(service, "503", count=2)
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{key}/values:batchGetByDataFilter"
    body = {"dataFilters": [{"a1Range": "Sheet1!A2"}]}
    answer = client_of(service).request("post", url, json=body).json()
    assert answer["valueRanges"][0]["valueRange"]["values"] == [["Acme"]]


def test_a_write_refused_for_want_of_quota_is_sent_again(service: Running) -> None:
    key = book(service)
    hit(service, "429", count=3, method="POST")
    assert write(client_of(service), key)["totalUpdatedCells"] == 1


@pytest.mark.parametrize("kind", ["500", "503", "reset_before", "reset_after", "truncate"])
def test_a_write_that_may_have_been_done_is_left_to_the_caller(service: Running, kind: str) -> None:
    key = book(service)
    hit(service, kind, count=1)
    with pytest.raises(Unanswered):
        write(client_of(service), key)
    assert asked(service) == 1


def test_quota_that_does_not_come_back_ends_after_seven_tries(service: Running) -> None:
    key = book(service)
    hit(service, "429", count=1000)
    with pytest.raises(Offline, match="no more requests"):
        client_of(service).values_batch_get(key, ["Sheet1!A1"])
    assert asked(service) == 7


def test_tries_and_pauses_together_have_an_end(service: Running) -> None:
    key = book(service)
    hit(service, "429", count=1000)
    patience = Patience(first=5.0, longest=5.0, whole=0.0, connect=1.0, answer=1.0)
    with pytest.raises(Offline):
        client_of(service, patience=patience).values_batch_get(key, ["Sheet1!A1"])
    assert asked(service) <= 1


def test_a_pause_ends_when_the_client_is_closed(service: Running) -> None:
    key = book(service)
    hit(service, "429", count=1000)
    client = client_of(service, patience=Patience(first=600.0, longest=600.0, whole=10_000.0))
    failed: list[BaseException] = []

    def read() -> None:
        try:
            client.values_batch_get(key, ["Sheet1!A1"])
        except WorkbookError as problem:
            failed.append(problem)

    reading = threading.Thread(target=read)
    reading.start()
    while not client.log.sent:
        time.sleep(0.01)
    client.close()
    client.close()
    reading.join(10)
    assert isinstance(failed[0], Offline)


def test_a_request_that_hangs_ends_when_the_client_is_closed(service: Running) -> None:
    key = book(service)
    hit(service, "delay", seconds=5.0)
    client = client_of(service, patience=Patience())
    failed: list[BaseException] = []

    def change() -> None:
        try:
            write(client, key)
        except WorkbookError as problem:
            failed.append(problem)

    writing = threading.Thread(target=change)
    writing.start()
    while not asked(service):
        time.sleep(0.01)
    client.close()
    writing.join(2.5)
    assert not writing.is_alive()
    assert isinstance(failed[0], Unanswered)


def test_the_first_try_that_the_network_fails_is_told(service: Running) -> None:
    key = book(service)
    told: list[WorkbookError] = []
    client = client_of(service)
    client.faltering = told.append
    hit(service, "503", count=1)
    client.values_batch_get(key, ["Sheet1!A1"])
    assert told == []  # the network is well
    hit(service, "reset_before", count=1)
    client.values_batch_get(key, ["Sheet1!A1"])
    assert [type(one) for one in told] == [Offline]


def test_a_broken_network_is_given_up_before_a_failing_service(service: Running) -> None:
    key = book(service)
    brisk = Patience(broken=2, first=0.002, longest=0.01)
    hit(service, "reset_before", count=5)
    with pytest.raises(Offline):
        client_of(service, patience=brisk).values_batch_get(key, ["Sheet1!A1"])
    service.server.faults.waiting.clear()
    hit(service, "503", count=5)
    client_of(service, patience=brisk).values_batch_get(key, ["Sheet1!A1"])


def test_later_tries_may_take_longer(service: Running) -> None:
    key = book(service)
    hit(service, "delay", count=2, seconds=0.5)
    patience = Patience(first=0.002, answer=0.2, later=5.0)
    client = client_of(service, patience=patience)
    client.values_batch_get(key, ["Sheet1!A1"])
    assert len(client.log.sent) == 2


def test_without_a_network_it_says_so_after_two_tries() -> None:
    client = SalesClient(
        Credentials(token=TOKEN), endpoint="http://127.0.0.1:9", patience=QUICK, budget=Budget()
    )
    with pytest.raises(Offline, match="not reached"):
        client.values_batch_get("some-id", ["A1"])
    assert [entry.problem for entry in client.log.sent] == ["ConnectionError"] * 2


def test_a_slow_answer_is_given_up(service: Running) -> None:
    key = book(service)
    hit(service, "delay", seconds=1.0)
    patience = Patience(first=0.01, connect=1.0, answer=0.2, whole=20.0)
    with pytest.raises(Unanswered, match="in time"):
        write(client_of(service, patience=patience), key)


def test_an_expired_token_is_renewed_once(service: Running) -> None:
    key = book(service)
    service.server.tokens.expire()
    credentials = Credentials(
        token=TOKEN,
        refresh_token="refresh-secret",
        token_uri=f"{service.base}/token",
        client_id="id",
        client_secret="secret",
    )
    client = SalesClient(credentials, endpoint=service.base, patience=QUICK, budget=Budget())
    client.values_batch_get(key, ["Sheet1!A1"])
    assert [entry["path"].rpartition("/")[2] for entry in service.server.log] == [
        "values:batchGet",
        "token",
        "values:batchGet",
    ]
    service.server.log.clear()
    hit(service, "expired", count=10)
    with pytest.raises(Disconnected):
        client.values_batch_get(key, ["Sheet1!A1"])
    assert asked(service) == 3


def test_a_bucket_gives_no_more_than_its_number_in_a_minute() -> None:
    bucket, stop = Bucket(3), threading.Event()
    assert [bucket.take(0.0, stop) for _ in range(4)] == [True, True, True, False]
    stop.set()
    assert not bucket.take(60.0, stop)


def test_reads_and_writes_have_a_budget_each_and_an_account_has_one() -> None:
    budget, stop = Budget(1, 1), threading.Event()
    assert budget.take(0, stop, reads=True)
    assert not budget.take(0, stop, reads=True)
    assert budget.take(0, stop, reads=False)
    assert budget_of("a@example.com") is budget_of("a@example.com")
    assert budget_of("a@example.com") is not budget_of("b@example.com")


def test_too_much_at_once_waits_no_longer_than_allowed(service: Running) -> None:
    key = book(service)
    client = client_of(service, budget=Budget(1, 1), patience=Patience(whole=0.1))
    client.values_batch_get(key, ["Sheet1!A1"])
    with pytest.raises(Offline, match="Too much"):
        client.values_batch_get(key, ["Sheet1!A1"])
    assert asked(service) == 1


def test_tries_count_against_the_budget(service: Running) -> None:
    key = book(service)
    hit(service, "429", count=1000)
    with pytest.raises(Offline):
        client_of(
            service, budget=Budget(3, 3), patience=Patience(first=0.01, whole=0.5)
        ).values_batch_get(key, ["Sheet1!A1"])
    assert asked(service) == 3


def test_the_log_holds_no_secret_and_no_data(service: Running, tmp_path: Path) -> None:
    key = book(service)
    client = client_of(service, log=RequestLog(tmp_path))
    client.values_update(key, "Sheet1!A2", {"valueInputOption": "RAW"}, {"values": [["Globex"]]})
    hit(service, "503", count=1)
    client.values_batch_get(key, ["Sheet1!A2"])
    client.close()
    text = (tmp_path / "google.log").read_text()
    assert (
        text.splitlines()[0]
        .split(" ", 2)[2]
        .startswith(f"PUT /v4/spreadsheets/{key[:5]}…/values/… 200 ")
    )
    assert client.requests_in_the_last_minute() == 3
    for secret in (TOKEN, key, "Globex", "Acme", "Sheet1"):
        assert secret not in text
        assert secret not in repr(client.log.sent)
    assert [entry.status for entry in client.log.sent] == [200, 503, 200]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (
            "https://h/v4/spreadsheets/1AbCdEfGh:batchUpdate?key=k",
            "/v4/spreadsheets/1AbCd…:batchUpdate",
        ),
        (
            "https://h/v4/spreadsheets/1AbCdEfGh/values/Secret%20Plans!A1:B2:append",
            "/v4/spreadsheets/1AbCd…/values/…:append",
        ),
        (
            "https://h/v4/spreadsheets/1AbCdEfGh/values/Plans!A1:B2",
            "/v4/spreadsheets/1AbCd…/values/…",
        ),
        ("https://h/drive/v3/files/1AbCdEfGh/export", "/drive/v3/files/1AbCd…/export"),
        ("https://h/token", "/token"),
    ],
)
def test_paths_in_the_log(url: str, path: str) -> None:
    assert shortened(url) == path


def test_a_log_that_cannot_be_written_stops_nothing(service: Running, tmp_path: Path) -> None:
    key = book(service)
    blocked = tmp_path / "file"
    blocked.write_text("")
    client_of(service, log=RequestLog(blocked)).values_batch_get(key, ["Sheet1!A1"])
    (tmp_path / "google.log").mkdir()
    client_of(service, log=RequestLog(tmp_path)).values_batch_get(key, ["Sheet1!A1"])


def test_nothing_is_said_to_the_program_s_own_log(
    service: Running, caplog: pytest.LogCaptureFixture
) -> None:
    key = book(service)
    with caplog.at_level(logging.INFO):
        client_of(service).values_batch_get(key, ["Sheet1!A1"])
    assert TOKEN not in caplog.text
