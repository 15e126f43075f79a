"""Following a spreadsheet: what is asked when, what is found, and what is said of no answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google_books import Clock, act, made, sent, workbook_of
from sheets_server.running import Running, running

from adapters.changes import AppendRow, SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import Offline
from adapters.google.backend import GoogleWorkbook
from adapters.google.client import Account
from adapters.outlines import Revision
from adapters.protocol import Remote, Workbook

DEALS = [["Deal", "Amount", "Notes"], ["Acme", 5, "x"], ["Bolt", 7, "y"]]
USED = ReadRequest("Deals", 2, 3, {1: ColumnKind.TEXT, 2: ColumnKind.NUMBER})


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


@pytest.fixture
def key(service: Running) -> Iterator[str]:
    yield made(service, {"Deals": DEALS})
    service.server.faults.waiting.clear()
    service.server.store.private.clear()
    service.server.store.lag *= 0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(service: Running, key: str, tmp_path: Path, clock: Clock) -> Iterator[GoogleWorkbook]:
    workbook = workbook_of(service, key, tmp_path, clock)
    workbook.outline()
    workbook.read([USED])
    service.server.log.clear()
    yield workbook
    workbook.close()


def edit(service: Running, key: str, cell: str, value: Any) -> None:
    act(service, key, {"edit": f"Deals!{cell}", "values": [[value]]})


def amounts(book: GoogleWorkbook) -> list[Any]:
    book.outline()
    return book.read([USED])[0].frame["B"].to_list()


def cut_off(service: Running) -> None:
    service.server.faults.add({"kind": "reset_before", "count": 99})


def test_it_is_a_workbook_elsewhere(book: GoogleWorkbook) -> None:
    assert isinstance(book, Remote)
    as_workbook: Workbook = book
    assert as_workbook.title == "Pipeline"
    link = book.link()
    assert (link.online, link.requests, link.trouble.message) == (True, 5, "")


def test_asked_each_second_it_asks_little(
    service: Running, book: GoogleWorkbook, clock: Clock
) -> None:
    for _ in range(60):
        clock.now += 1
        assert not book.changed()
    asked = sent(service)
    assert 4 <= asked.count("drive") <= 6
    assert len(asked) - asked.count("drive") == 2  # one look at the cells, 45 s after the first


def test_nobody_asks_and_nothing_is_asked(
    service: Running, book: GoogleWorkbook, clock: Clock
) -> None:
    clock.now += 3600
    assert sent(service) == []
    assert not book.changed()
    assert sent(service) == ["drive", "get", "values"]


def test_the_hint_of_the_drive_is_followed_at_once(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    edit(service, key, "B2", 6)
    assert not book.changed()
    clock.now += 10
    assert book.changed()
    sent(service)
    assert amounts(book) == [6, 7]
    assert sent(service) == []  # what was found is served
    assert not book.changed()


def test_without_a_hint_it_is_found_all_the_same(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    from datetime import timedelta

    service.server.store.lag = timedelta(minutes=3)
    edit(service, key, "B2", 6)
    edit(service, key, "B2", 8)
    clock.now += 46
    assert book.changed()
    assert amounts(book) == [8, 7]


def test_columns_that_nobody_uses_do_not_matter(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    before = book.link().as_of
    edit(service, key, "C2", "z")
    clock.now += 46
    assert not book.changed()
    after = book.link().as_of
    assert before is not None and after is not None and after > before


def test_changed_back_again_is_not_changed(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    edit(service, key, "B2", 6)
    clock.now += 46
    assert book.changed()
    edit(service, key, "B2", 5)
    clock.now += 46
    assert not book.changed()


def test_a_drive_that_does_not_tell_is_left_alone(
    service: Running, key: str, tmp_path: Path, clock: Clock
) -> None:
    del service.server.store.files[key]  # its answer is 404 then, the cells are there
    book = workbook_of(service, key, tmp_path, clock)
    book.outline()
    book.read([USED])
    sent(service)
    clock.now += 11
    assert not book.changed()
    assert sent(service) == []
    clock.now += 35
    assert not book.changed()
    assert sent(service) == ["get", "values"]
    assert book.write_access().allowed
    book.close()


def test_nobody_answers(service: Running, key: str, book: GoogleWorkbook, clock: Clock) -> None:
    cut_off(service)
    clock.now += 46
    assert not book.changed()
    link = book.link()
    assert not link.online
    assert "broke off" in link.trouble.sentence()
    assert book.read([USED])[0].frame["B"].to_list() == [5, 7]
    with pytest.raises(Offline):
        book.outline()
    service.server.faults.waiting.clear()
    edit(service, key, "B3", 9)
    assert not book.changed()  # not before a while
    clock.now += 16
    assert book.changed()
    assert book.link().online
    assert amounts(book) == [5, 9]


def test_put_into_the_trash(service: Running, key: str, book: GoogleWorkbook, clock: Clock) -> None:
    service.server.store.files[key].trashed = True
    clock.now += 46
    assert not book.changed()
    assert "in the trash" in book.link().trouble.sentence()
    assert "in the trash" in book.write_access().reason.sentence()
    assert book.read([USED])[0].frame["B"].to_list() == [5, 7]
    service.server.store.files[key].trashed = False
    clock.now += 46
    book.changed()
    assert not book.link().trouble.message
    assert book.write_access().allowed


def test_access_withdrawn(service: Running, key: str, book: GoogleWorkbook, clock: Clock) -> None:
    service.server.store.private.add(key)
    clock.now += 46
    assert not book.changed()
    assert "ann@example.com has no access" in book.link().trouble.sentence()
    assert book.read([USED])[0].frame["B"].to_list() == [5, 7]


def test_who_may_only_read(service: Running, key: str, tmp_path: Path) -> None:
    service.server.store.files[key].read_only = True
    book = workbook_of(service, key, tmp_path)
    book.outline()
    access = book.write_access()
    assert not access.allowed
    assert "ann@example.com may read this spreadsheet" in access.reason.sentence()
    book.close()


def test_a_key_reads_without_the_drive(service: Running, key: str, tmp_path: Path) -> None:
    book = workbook_of(service, key, tmp_path, account=Account(keyed=True))
    service.server.log.clear()
    book.outline()
    assert "drive" not in sent(service)
    assert "reading only" in book.write_access().reason.sentence()
    book.close()


def test_a_look_that_takes_long_is_waited_for_a_moment_only(
    service: Running, key: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adapters.google import backend

    monkeypatch.setattr(backend, "_PATIENCE", 0.0)
    later: list[Any] = []
    book = workbook_of(service, key, tmp_path, clock)
    book._start = later.append
    book.outline()
    book.read([USED])
    edit(service, key, "B2", 6)
    clock.now += 46
    assert not book.changed()
    assert not book.changed()
    (look,) = later  # one at a time
    look()
    assert book.changed()
    book.close()


def test_in_a_thread_of_its_own(service: Running, key: str, tmp_path: Path, clock: Clock) -> None:
    from adapters.google.following import in_thread

    book = workbook_of(service, key, tmp_path, clock)
    book._start = in_thread
    book.outline()
    book.read([USED])
    edit(service, key, "B2", 6)
    clock.now += 46
    assert book.changed()
    book.close()


def test_it_is_offline_from_the_first_try_that_fails(
    service: Running, key: str, book: GoogleWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[bool] = []

    def pause(self: threading.Event, timeout: float | None = None) -> bool:
        reached.append(book.link().online)
        return False

    service.server.faults.add({"kind": "reset_before", "count": 1})
    with monkeypatch.context() as pausing:
        pausing.setattr(threading.Event, "wait", pause)
        book.outline()
    assert reached == [False]
    assert book.link().online


def test_what_a_commit_read_back_is_not_read_again(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    revision = book.outline().revision
    commit = book.commit([SetCell("Deals", 2, 2, 77)], revision)
    sent(service)
    assert book.outline().revision == commit.revision
    assert sent(service) == []
    assert book.outline().revision == commit.revision  # once: who asks again wants it anew
    assert sent(service) != []
    later = book.commit([SetCell("Deals", 2, 2, 78)], commit.revision)
    clock.now += 2
    sent(service)
    assert book.outline().revision == later.revision
    assert sent(service) != []


def test_the_revision_that_is_announced_is_found_again_whatever_new_rows_look_like(
    service: Running, key: str, book: GoogleWorkbook, tmp_path: Path
) -> None:
    act(service, key, {"requests": [_euros()]})
    announced: list[Revision] = []
    row = AppendRow("Deals", after_row=3, first_column=1, last_column=2, values={1: "New", 2: 5})
    book.commit([row], book.outline().revision, announced.append)
    again = workbook_of(service, key, tmp_path / "other")
    assert again.outline().revision == announced[0]
    again.close()


def test_other_formats_are_another_revision(
    service: Running, key: str, book: GoogleWorkbook, clock: Clock
) -> None:
    first = book.outline().revision
    act(service, key, {"requests": [_euros()]})
    second = book.outline().revision
    assert second != first
    assert book.outline().revision == second
    book.commit([SetCell("Deals", 2, 2, 77)], second)


def _euros() -> dict[str, Any]:
    kind = {"numberFormat": {"type": "CURRENCY", "pattern": "#,##0 €"}}
    area = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    cell = {"userEnteredFormat": kind}
    return {"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}
