"""Two agents on one Google spreadsheet, which knows no locks: one gets the unit, one is told."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from claimants import deposit
from floor_books import ENGLISH, Table, copied, settings
from google_books import Clock, act, at_once, client_of, made
from sheets_server.running import Running, running

from adapters.errors import Refused
from adapters.google.backend import GoogleWorkbook
from adapters.google.client import SalesClient
from salestui.book import claiming
from salestui.book.book import Book
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.taking import do_step, one_unit
from salestui.selling.floor.unit import Unit, unit_at

AT = datetime(2026, 3, 6, 9, 0)
WRITES = r"(values:batchUpdate|/[\w-]+:batchUpdate)$"
WRITE = re.compile(WRITES)


@pytest.fixture
def service() -> Iterator[Running]:
    with running() as service:
        yield service


def typed(sheets: dict[str, Table]) -> dict[str, list[list[object]]]:
    """The rows as a person types them."""
    blank = {None: ""}
    return {
        name: [
            [v.isoformat() if isinstance(v, date) else blank.get(v, v) for v in row] for row in rows
        ]
        for name, rows in sheets.items()
    }


def fault(service: Running, **about: Any) -> None:
    """Let the service answer wrongly from now on."""
    url = f"{service.base}/_server/faults"
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(about).encode())) as answer:
        answer.read()


def before_first_write(client: SalesClient, then: Callable[[], object]) -> SalesClient:
    """The client, which does something once before it first writes cells."""
    request, waiting = client.request, [then]

    def hooked(method: str, url: str, *rest: Any, **about: Any) -> Any:
        if waiting and WRITE.search(url):
            waiting.pop()()
        return request(method, url, *rest, **about)

    client.request = hooked  # type: ignore[method-assign]
    return client


def session(
    service: Running, key: str, folder: Path, then: Callable[[], object] | None = None
) -> Book:
    """A session of its own; ``then`` happens between its look and its first write."""
    client = client_of(service)
    if then is not None:
        before_first_write(client, then)
    workbook = GoogleWorkbook(key, folder, lambda: client, clock=Clock(), start=at_once)
    book = Book(workbook, settings())
    book.load()
    return book


def as_it_is(service: Running, key: str, folder: Path, unit: str = "1-101") -> tuple[Unit, Book]:
    book = session(service, key, folder)
    return unit_at(book.state, one_unit(book.state, unit)), book


def names(book: Book, entity: str, column: str) -> list[Any]:
    frame = book.state.live(entity)
    assert frame is not None
    return frame[column].to_list()


def check_only(book: Book, winner: str) -> None:
    """Everything in the spreadsheet is the winner's, and once."""
    assert names(book, "unit_log", "customer") == [winner, winner]
    assert names(book, "payments", "customer") == [winner]
    assert names(book, "deals", "unit").count("1-101") == 1
    found = zip(names(book, "deals", "customer"), names(book, "deals", "stage"), strict=True)
    assert [c for c, stage in found if stage == "Subscribed, deposit paid"] == [winner]


@pytest.mark.inventory(102)
@pytest.mark.parametrize("minute", [-30, 30])
def test_who_writes_after_another_one_was_done_takes_his_rows_back(
    service: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minute: int
) -> None:
    monkeypatch.setattr(claiming, "PATIENCE", 0.2)
    key = made(service, typed(copied(ENGLISH)))
    theirs = session(service, key, tmp_path / "b")
    mine = session(service, key, tmp_path / "a",
                   lambda: do_step(theirs, "1-101", deposit("Sun Li", AT), "take"))  # fmt: skip
    with pytest.raises(UnitTaken, match="Sun Li"):
        do_step(mine, "1-101", deposit("Li Lei", AT + timedelta(minutes=minute)), "take")
    unit, book = as_it_is(service, key, tmp_path / "c")
    assert (unit.holder, unit.state, unit.received) == ("Sun Li", "subscribed", 20_000.0)
    assert unit.days["sign_by"] is not None
    check_only(book, "Sun Li")
    assert mine.state.pending_count == 0


@pytest.mark.inventory(102)
@pytest.mark.parametrize("number", range(2))
def test_of_two_that_write_at_the_same_moment_one_wins_and_the_other_is_told(
    service: Running, tmp_path: Path, number: int
) -> None:
    key = made(service, typed(copied(ENGLISH)))
    together = threading.Barrier(2, timeout=20)
    said: dict[str, str] = {}

    def want(name: str) -> None:
        def once() -> None:
            try:
                together.wait()
            except threading.BrokenBarrierError:
                said["alone"] = name

        book = session(service, key, tmp_path / name, once)
        try:
            do_step(book, "1-101", deposit(name, AT.replace(minute=number)), "take")
        except UnitTaken as taken:
            said[name] = taken.holder
        else:
            said[name] = name

    agents = [threading.Thread(target=want, args=(name,)) for name in ("Li Lei", "Sun Li")]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join(60)
    unit, book = as_it_is(service, key, tmp_path / "afterwards")
    assert said == dict.fromkeys(("Li Lei", "Sun Li"), unit.holder)
    assert unit.state == "subscribed"
    check_only(book, unit.holder)


def test_an_answer_that_is_lost_is_not_taken_for_a_claim(service: Running, tmp_path: Path) -> None:
    key = made(service, typed(copied(ENGLISH)))
    book = session(service, key, tmp_path / "a",
                   lambda: fault(service, kind="reset_before", count=1000))  # fmt: skip
    with pytest.raises(Refused, match="Whether it was written is not known"):
        do_step(book, "1-101", deposit("Li Lei", AT), "take")
    assert book.state.pending_count == 0
    with pytest.raises(Refused, match="who came first can only be told by the workbook"):
        do_step(book, "1-102", deposit("Li Lei", AT), "take")
    assert book.state.pending_count == 0


def test_what_somebody_writes_by_hand_right_after_stays(service: Running, tmp_path: Path) -> None:
    key = made(service, typed(copied(ENGLISH)))
    step = {"edit": "Units!G2:H2", "values": [["subscribed", "By hand"]]}
    mine = session(service, key, tmp_path / "a")
    write = mine.write_now

    def written(*about: Any) -> Any:
        report = write(*about)
        mine.write_now = write  # type: ignore[method-assign]
        act(service, key, step)
        return report

    mine.write_now = written  # type: ignore[method-assign]
    with pytest.raises(UnitTaken) as caught:
        do_step(mine, "1-101", deposit("Li Lei", AT), "take")
    assert caught.value.holder == "By hand"
    unit, book = as_it_is(service, key, tmp_path / "c")
    assert (unit.holder, unit.agent, unit.days["sign_by"]) == ("By hand", "", None)
    assert names(book, "unit_log", "customer") == []
