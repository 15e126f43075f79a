"""One consistent pull: what is asked, in how many requests, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google_books import act, client_of, made, sent
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_server.running import Running, running

from adapters.errors import StaleRevision
from adapters.google import pulling
from adapters.google.assembling import assembled, renewed
from adapters.google.content import Content
from adapters.google.pulled import Pull
from adapters.google.pulling import differs, pull
from adapters.google.requesting import Requests
from adapters.google.structure import Shape

DEALS = [["Deal", "Amount", "Half"], ["Acme", 5, "=B2/2"], ["Bolt", 7, "=B3/2"], ["Cobb", 9, 1]]


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


def requests_of(service: Running, spreadsheet: str) -> Requests:
    service.server.log.clear()
    return Requests(client_of(service), spreadsheet)


def pulled(service: Running, spreadsheet: str) -> Pull:
    from datetime import UTC, datetime

    return assembled(pull(requests_of(service, spreadsheet)), datetime.now(UTC))


def test_everything_in_four_requests(service: Running) -> None:
    key = made(service, {"Deals": DEALS, "Empty": [], "It's": [["x"]]})
    found = pulled(service, key)
    assert sent(service) == ["get", "values", "values", "get"]
    assert [sheet.title for sheet in found.sheets] == ["Deals", "Empty", "It's"]
    deals = found.sheets[0]
    assert deals.values[2] == ["Amount", 5, 7, 9]
    assert deals.values[3] == ["Half", 2.5, 3.5, 1]
    assert deals.formulas == {3: frozenset({2, 3})}
    assert [run.shape for run in deals.runs[3]] == ["=B\0/2"]
    assert (deals.outline.last_row, deals.outline.last_column) == (4, 3)
    assert found.sheets[1].outline.last_row == 0
    assert found.sheets[2].cell(1, 1) == "x"


def test_a_text_that_looks_like_a_formula_is_a_text(service: Running) -> None:
    key = made(service, {"Deals": []})
    act(service, key, {"edit": "Deals!A1", "values": [["=1+1"], ["=SUM(A1)"]], "input": "RAW"})
    found = pulled(service, key)
    assert found.sheets[0].values[1] == ["=1+1", "=SUM(A1)"]
    assert not found.sheets[0].formulas


def test_the_same_cells_have_the_same_token(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    before = pulled(service, key)
    assert pulled(service, key).token == before.token
    act(service, key, {"edit": "Deals!B2", "values": [[6]]})
    assert pulled(service, key).token != before.token


def test_rows_that_move_between_the_readings_are_read_again(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    requests = requests_of(service, key)
    hit = {"kind": "collaborate", "match": "batchGet", "after": 1, "id": key}
    service.server.faults.add({**hit, "steps": [{"insert_rows": "Deals", "at": 1, "count": 2}]})
    content = pull(requests)
    cells = content.sheets[0]
    assert cells.values[2] == ["Amount", None, None, 5, 7, 9]
    assert [(run.first_row, run.last_row) for run in cells.formulas[3]] == [(4, 5)]
    assert sent(service).count("values") == 4


def test_readings_of_two_moments_never_pass_for_one(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    requests = requests_of(service, key)
    hit = {"kind": "collaborate", "match": "batchGet", "id": key}
    for after, down in enumerate([True, False] * 2):  # four times in a row
        sort = {"sort": "Deals!A2:C4", "by": 0, "down": down}
        service.server.faults.add({**hit, "after": 2 * after + 1, "steps": [sort]})
    cells = pull(requests).sheets[0]
    assert cells.values[1] == ["Deal", "Acme", "Bolt", "Cobb"]
    assert [*cells.formulas] == [3]
    for after in range(20):
        step = {"insert_rows": "Deals", "at": 1}
        service.server.faults.add({**hit, "after": 2 * after + 1, "steps": [step]})
    with pytest.raises(StaleRevision, match="keeps changing"):
        pull(requests)
    service.server.faults.waiting.clear()


def test_a_sheet_renamed_between_the_requests_is_found(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    rename = {
        "updateSheetProperties": {"properties": {"sheetId": 0, "title": "Won"}, "fields": "title"}
    }
    requests = requests_of(service, key)
    hit = {"kind": "collaborate", "match": "batchGet", "id": key}
    service.server.faults.add({**hit, "steps": [{"requests": [rename]}]})
    content = pull(requests)
    assert [sheet.properties.title for sheet in content.shape.grids] == ["Won"]
    assert content.sheets[0].values[2] == ["Amount", 5, 7, 9]


def test_many_rows_come_in_several_requests(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "ROWS_AT_ONCE", 10)
    rows: list[list[Any]] = [["Deal", "Amount"], *([f"D{n}", n] for n in range(2, 36))]
    rows[20] = ["", ""]
    key = made(service, {"Deals": rows, "Low": [["a"]]})
    act(service, key, {"edit": "Low!C900", "values": [["far"]]})
    found = pulled(service, key)
    assert found.sheets[0].values[2] == ["Amount", *range(2, 21), None, *range(22, 36)]
    assert found.sheets[1].values == {1: ["a"], 3: [*[None] * 899, "far"]}
    # Blank stretches are asked for in longer and longer strides.
    assert sent(service).count("values") < 2 * 15


def test_only_the_columns_in_use_are_compared(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    content = pull(requests_of(service, key))
    requests = requests_of(service, key)
    used = {"Deals": {1, 2}}
    assert not differs(requests, content, used)
    assert sent(service) == ["get", "values"]
    act(service, key, {"edit": "Deals!C4", "values": [[2]]})
    assert not differs(requests, content, used)
    act(service, key, {"edit": "Deals!B4", "values": [[""]]})
    assert differs(requests, content, used)


def test_formats_are_not_asked_for_again_where_nothing_moved(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    requests = requests_of(service, key)
    content = pull(requests)
    sent(service)
    act(service, key, {"edit": "Deals!B2", "values": [[6]]})
    again = pull(requests, content)
    assert sent(service) == ["get", "values", "values"]
    assert again.sheets[0].looks == content.sheets[0].looks


def test_a_protected_range_is_guarded(service: Running) -> None:
    from sheets_server.control import protect

    key = made(service, {"Deals": DEALS})
    protect(service.server, {"id": key, "range": "Deals!B2:B3"})
    (guarded,) = pulled(service, key).sheets[0].guarded
    assert (guarded.first_row, guarded.first_column, guarded.last_row) == (2, 2, 3)


def test_an_answer_that_keeps_failing_is_told(service: Running) -> None:
    key = made(service, {"Deals": DEALS})
    rename = {"properties": {"sheetId": 0, "title": ""}, "fields": "title"}
    requests = requests_of(service, key)
    for attempt in range(8):
        change = {**rename, "properties": {"sheetId": 0, "title": f"T{attempt}"}}
        service.server.faults.add(
            {
                "kind": "collaborate",
                "match": "batchGet",
                "id": key,
                "after": attempt,
                "steps": [{"requests": [{"updateSheetProperties": change}]}],
            }
        )
    with pytest.raises(StaleRevision):
        pull(requests)


def test_a_patched_pull_follows_its_cells(service: Running) -> None:
    from dataclasses import replace

    key = made(service, {"Deals": DEALS})
    before = pulled(service, key)
    sheet = before.sheets[0]
    values = {**sheet.values, 1: [*sheet.values[1], "New"]}
    changed = replace(before, sheets=(replace(sheet, values=values, formulas={3: {2}}),))
    after = renewed(changed)
    assert after.token != before.token
    assert after.sheets[0].outline.head[-1][0] == "New"
    assert [run.last_row for run in after.sheets[0].runs[3]] == [2]
    assert renewed(before).token == before.token


@settings(max_examples=30)
@given(st.binary(max_size=60))
def test_an_answer_that_makes_no_sense_is_told(data: bytes) -> None:
    from adapters.errors import Offline

    class Answer:
        content = data

    class Http:
        def request(self, *_: object, **__: object) -> Answer:
            return Answer()

    try:
        found = Requests(Http(), "x").shape()  # type: ignore[arg-type]
    except Offline:
        return
    assert isinstance(found, Shape)


def test_nothing_at_all() -> None:
    from datetime import UTC, datetime

    empty = assembled(Content(Shape(), {}), datetime.now(UTC))
    assert empty.sheets == ()


def test_the_upload_of_tests_is_whole(service: Running, tmp_path: Path) -> None:
    from openpyxl import Workbook
    from sheets_server.uploading import uploaded

    page = Workbook()
    page.active.append(["a", 1.5, True, "=1+1"])
    page.save(tmp_path / "one.xlsx")
    found = pulled(service, uploaded(service.server, tmp_path / "one.xlsx"))
    assert found.sheets[0].row(1) == {1: "a", 2: 1.5, 3: True}
    assert found.sheets[0].formulas == {4: frozenset({1})}
