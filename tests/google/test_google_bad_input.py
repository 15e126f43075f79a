"""Everything that can be wrong with a spreadsheet: a sentence each, and no edit is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials
from google_books import ANN, QUICK, Clock, act, at_once, made
from sheets_server.running import Running, running

from adapters.errors import WorkbookError
from adapters.google.backend import GoogleWorkbook
from adapters.google.client import Account, SalesClient
from adapters.google.limits import Budget
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.sending import send
from salestui.cli.main import main

ID = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_abcde"
TODAY = date(2026, 11, 21)
DEALS = [
    ["Deal ID", "Deal", "Stage", "Amount", "Close date"],
    ["D-1", "Acme", "Proposal", 1000, "2026-11-30"],
    ["D-2", "Bolt", "Won", 2000, "2026-11-10"],
    ["D-3", "Cobb", "Lead", 3000, "2026-12-10"],
]
TRACEBACK = re.compile(r"Traceback|Error\b.*line \d+")


@pytest.fixture
def service() -> Iterator[Running]:
    with running() as one:
        yield one


@pytest.fixture
def key(service: Running, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
    monkeypatch.setattr(Timed, "late", False)
    return made(service, {"Deals": DEALS, "Other": [["Note"], ["x"]]})


class Timed(Credentials):
    """Credentials of a computer whose clock may be wrong: Google then gives no token."""

    late = False

    def before_request(self, request: Any, method: str, url: str, headers: Any) -> None:
        if self.late:
            raise RefreshError(
                "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes)"
            )
        super().before_request(request, method, url, headers)  # type: ignore[no-untyped-call]


class Desk:
    """A dashboard's book on the spreadsheet, and time that passes when told."""

    def __init__(self, service: Running, key: str, folder: Path) -> None:
        self.clock = Clock()
        self.client = SalesClient(
            Timed(token="t"),  # type: ignore[no-untyped-call]
            account=Account(ANN),
            endpoint=service.base,
            patience=QUICK,
            budget=Budget(1000, 1000),
        )
        self.workbook = GoogleWorkbook(
            key, folder / "state", lambda: self.client, clock=self.clock, start=at_once
        )
        self.book = Book(self.workbook, Settings(TODAY), folder / "journals")
        self.book.load()

    def look(self) -> None:
        """Some time later, the dashboard looks what is there."""
        self.clock.now += 60
        self.book.changed_elsewhere()

    def change(self, row: int = 0, column: str = "amount", value: Any = 1234.0) -> None:
        self.book.set_values("mine", "deals", [(row, column, value)])


@pytest.fixture
def desk(service: Running, key: str, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(service, key, tmp_path)
    one.book.keep_base()
    yield one
    one.book.close()


def amounts(service: Running, key: str) -> list[Any]:
    sheet = next(s for s in service.server.store.book(key).sheets if s.title != "Other")
    place = next(c for r, c, cell in sheet.filled() if not r and cell.value == "Amount")
    return [row[place].value for row in sheet.rows[1:4]]


def _told(problem: WorkbookError) -> str:
    return f"{problem.sentence()} {problem.advice()}"


# -- while it is open: told, and sent once it is right again -------------------------------------


@dataclass(frozen=True)
class Trouble:
    """What happens to an open spreadsheet, what is said, and how it ends."""

    name: str
    happens: Callable[[Running, str], object]
    ends: Callable[[Running, str], object]
    says: str


def _fault(kind: str) -> Callable[[Running, str], object]:
    return lambda service, key: service.server.faults.add({"kind": kind, "count": 99})


def _no_fault(service: Running, key: str) -> None:
    service.server.faults.waiting.clear()


def _trashed(value: bool) -> Callable[[Running, str], object]:
    return lambda service, key: setattr(service.server.store.files[key], "trashed", value)


def _late(value: bool) -> Callable[[Running, str], object]:
    return lambda service, key: setattr(Timed, "late", value)


_removed: dict[str, Any] = {}


def _delete(service: Running, key: str) -> None:
    store = service.server.store
    _removed[key] = store.spreadsheets[key], store.files[key]
    store.remove(key)


def _undelete(service: Running, key: str) -> None:
    store = service.server.store
    store.spreadsheets[key], store.files[key] = _removed.pop(key)


def _delete_sheet(service: Running, key: str) -> None:
    _removed[key] = service.server.store.spreadsheets[key].clone()
    act(service, key, {"requests": [{"deleteSheet": {"sheetId": 0}}]})


def _undelete_sheet(service: Running, key: str) -> None:
    service.server.store.spreadsheets[key] = _removed.pop(key)
    service.server.store.touch(key)


def _protect(service: Running, key: str) -> None:
    from sheets_server import control

    control.protect(service.server, {"id": key, "range": "Deals!D1:D9"})


def _unprotect(service: Running, key: str) -> None:
    service.server.store.book(key).sheet(0).protected.clear()
    service.server.store.touch(key)


TROUBLES = [
    Trouble(
        "no access",
        lambda service, key: service.server.store.private.add(key),
        lambda service, key: service.server.store.private.clear(),
        rf"{ANN} has no access to this spreadsheet.*share it with {ANN}",
    ),
    Trouble("deleted", _delete, _undelete, "no spreadsheet with this id, or it was deleted"),
    Trouble("trashed", _trashed(True), _trashed(False), "in the trash .*Restore it"),
    Trouble(
        "sheet removed",
        _delete_sheet,
        _undelete_sheet,
        "tables are gone from the workbook.*is back|No sheet looks like a list of deals",
    ),
    Trouble("protected", _protect, _unprotect, "Deals!D2: .*protected range.*owner"),
    Trouble("quota", _fault("429"), _no_fault, "no more requests.*goes on by itself"),
    Trouble("portal", _fault("html"), _no_fault, "a web page.*Sign in to the network"),
    Trouble("clock", _late(True), _late(False), "clock is wrong.*Set the clock"),
    Trouble("no answer", _fault("reset_before"), _no_fault, "broke off.*(kept|lost)"),
]
BY_NAME = pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: one.name)


def _sending(desk: Desk) -> str:
    """What sending is told, as the dashboard would show it."""
    try:
        sent = send(desk.book, {})
    except WorkbookError as problem:
        return _told(problem)
    return " ".join(map(_told, sent.reasons))


@BY_NAME
def test_an_edit_waits_and_is_sent_when_all_is_well_again(
    trouble: Trouble, service: Running, key: str, desk: Desk
) -> None:
    desk.change()
    trouble.happens(service, key)
    with suppress(WorkbookError):
        desk.look()
    said = _sending(desk)
    assert re.search(trouble.says, said), said
    assert desk.book.state.pending_count == 1 and not desk.book.state.conflicts
    trouble.ends(service, key)
    assert amounts(service, key) == [1000, 2000, 3000]
    with suppress(WorkbookError):
        desk.look()
    assert not _sending(desk)
    assert amounts(service, key) == [1234, 2000, 3000]
    assert desk.book.state.pending_count == 0


@BY_NAME
def test_an_edit_outlives_the_dashboard(
    trouble: Trouble, service: Running, key: str, tmp_path: Path
) -> None:
    desk = Desk(service, key, tmp_path)
    desk.book.keep_base()
    desk.change()
    trouble.happens(service, key)
    with suppress(WorkbookError):
        desk.look()
    assert _sending(desk)
    desk.book.close()
    trouble.ends(service, key)
    again = Desk(service, key, tmp_path)
    left = again.book.left_over()
    assert left is not None and left[1].pending_count == 1
    again.book.recover()
    assert not _sending(again)
    assert amounts(service, key) == [1234, 2000, 3000]
    again.book.close()


@BY_NAME
def test_the_command_line_tells_it_too(
    trouble: Trouble,
    service: Running,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def client(*_: Any, **__: Any) -> SalesClient:
        return SalesClient(
            Timed(token="t"),  # type: ignore[no-untyped-call]
            account=Account(ANN),
            endpoint=service.base,
            patience=QUICK,
            budget=Budget(1000, 1000),
        )

    monkeypatch.setattr("adapters.google.connections.client_for", client)
    trouble.happens(service, key)
    edit = ["edit", f"gsheets:{key}", "Deals!D2=1234"]
    command = ["kpi", f"gsheets:{key}"] if trouble.name == "sheet removed" else edit
    assert main(command) not in (0, 70)
    said = " ".join(capsys.readouterr().err.split())
    assert re.search(trouble.says, said), said
    assert not TRACEBACK.search(said)
    trouble.ends(service, key)
    assert amounts(service, key) == [1000, 2000, 3000]


# -- what merges by itself -----------------------------------------------------------------------


def _retitle(service: Running, key: str) -> None:
    change = {"properties": {"sheetId": 0, "title": "Opportunities"}, "fields": "title"}
    act(service, key, {"requests": [{"updateSheetProperties": change}]})


def _rename_header(service: Running, key: str) -> None:
    act(service, key, {"edit": "Deals!E1", "values": [["Expected close"]]})


def _move_columns(service: Running, key: str) -> None:
    source = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 3, "endIndex": 4}
    act(service, key, {"requests": [{"moveDimension": {"source": source, "destinationIndex": 0}}]})


@pytest.mark.parametrize("happens", [_retitle, _rename_header, _move_columns])
@pytest.mark.parametrize("seen", [True, False], ids=["seen before", "while it is sent"])
def test_an_edit_goes_where_its_cell_is_now(
    happens: Callable[[Running, str], None], seen: bool, service: Running, key: str, desk: Desk
) -> None:
    desk.change()
    happens(service, key)
    if seen:
        desk.look()
        desk.book.refresh()
    assert not _sending(desk)
    assert amounts(service, key) == [1234, 2000, 3000]
    assert desk.book.state.pending_count == 0 and not desk.book.state.conflicts


def test_a_header_that_nobody_knows_leaves_the_edit_as_a_conflict(
    service: Running, key: str, desk: Desk
) -> None:
    desk.change()
    act(service, key, {"edit": "Deals!D1", "values": [["Zzz"]]})
    desk.book.refresh()
    assert not _sending(desk)
    (conflict,) = desk.book.state.conflicts
    assert (conflict.column, conflict.mine) == ("amount", 1234.0)
    assert desk.book.state.pending_count == 1
    act(service, key, {"edit": "Deals!D1", "values": [["Amount"]]})
    desk.book.refresh()
    assert not _sending(desk)
    assert amounts(service, key) == [1234, 2000, 3000]
    assert desk.book.state.pending_count == 0


# -- limits of a spreadsheet ---------------------------------------------------------------------


def test_a_text_too_long_for_a_cell(service: Running, key: str, desk: Desk) -> None:
    desk.change(0, "name", "x" * 50_001)
    desk.change(1)
    said = _sending(desk)
    assert re.search(r"Deals!B2: .*50,000 characters in a cell.*Shorten the text", said), said
    assert desk.book.state.pending_count == 1
    assert amounts(service, key) == [1000, 1234, 3000]
    desk.change(0, "name", "x" * 50_000)
    assert not _sending(desk)
    assert desk.book.state.pending_count == 0


def _sheet(title: str, rows: int, columns: int) -> dict[str, Any]:
    size = {"rowCount": rows, "columnCount": columns}
    return {"properties": {"title": title, "gridProperties": size}}


@pytest.mark.parametrize("seen", [True, False], ids=["seen before", "while it is sent"])
def test_ten_million_cells(seen: bool, service: Running, key: str, desk: Desk) -> None:
    full = _sheet("Full", 1_000, 9_900)
    grid = {"sheetId": 0, "gridProperties": {"rowCount": 4, "columnCount": 5}}
    rows = {"properties": grid, "fields": "gridProperties(rowCount,columnCount)"}
    act(service, key, {"requests": [{"addSheet": full}, {"updateSheetProperties": rows}]})
    left = 10_000_000 - sum(s.cell_count for s in service.server.store.book(key).sheets)
    act(service, key, {"requests": [{"addSheet": _sheet("More", left, 1)}]})
    if seen:
        desk.book.refresh()
    desk.book.add_rows("new", "deals", [{"name": "Dune"}])
    desk.change(1)
    said = _sending(desk)
    assert re.search(r"10 million cells.*Delete empty rows", said), said
    assert desk.book.state.pending_count == 1
    assert amounts(service, key) == [1000, 1234, 3000]
    ids = {s.title: s.id for s in service.server.store.book(key).sheets}
    act(service, key, {"requests": [{"deleteSheet": {"sheetId": ids["Full"]}}]})
    desk.look()
    desk.book.refresh()
    assert not _sending(desk)
    assert desk.book.state.pending_count == 0


# -- the way in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "says"),
    [
        (f"gsheets:{ID}", "no spreadsheet with this id.*whole address from the browser"),
        ("gsheets:short", "not the address of a Google spreadsheet"),
        ("gsheets:../../etc", "not the address of a Google spreadsheet"),
    ],
)
def test_an_unknown_id(
    location: str, says: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kpi", location]) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert re.search(says, said), said
    assert not TRACEBACK.search(said)


# -- the journal ---------------------------------------------------------------------------------


def journal_of(desk: Desk) -> Path:
    path = desk.book.journal_path
    assert path is not None
    return path


def test_a_damaged_journal_is_kept_aside_and_told(
    service: Running, key: str, tmp_path: Path
) -> None:
    first = Desk(service, key, tmp_path)
    first.change()
    path = journal_of(first)
    first.book.close()
    path.write_bytes(b"no database at all" * 500)
    for rest in path.parent.glob(path.name + "-*"):
        if not rest.name.endswith("lock"):
            rest.unlink()
    again = Desk(service, key, tmp_path)
    (notice,) = again.book.journal_notices
    said = notice.sentence()
    kept = re.search(r"was damaged\. It was kept as (.+); a new one", said)
    assert kept is not None, said
    assert Path(kept[1]).read_bytes().startswith(b"no database")
    assert again.book.unsafe is None
    again.book.keep_base()
    again.change()
    again.book.close()
    third = Desk(service, key, tmp_path)
    left = third.book.left_over()
    assert left is not None and left[1].pending_count == 1
    third.book.close()


def test_a_journal_of_a_newer_version_stays_and_is_told(
    service: Running, key: str, tmp_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    first = Desk(service, key, tmp_path)
    first.book.keep_base()
    first.change()
    path = journal_of(first)
    first.book.close()
    with closing(sqlite3.connect(path)) as newer:
        (version,) = newer.execute("PRAGMA user_version").fetchone()
        newer.execute("PRAGMA user_version = 99")
    second = Desk(service, key, tmp_path)
    assert second.book.unsafe is not None
    assert re.search("newer salestui: until you update", second.book.unsafe.sentence())
    second.change(1, "amount", 2222.0)
    assert not _sending(second)  # unsafe, not impossible
    second.book.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {version}")
    third = Desk(service, key, tmp_path)
    left = third.book.left_over()
    assert left is not None and left[1].pending_count == 1
    third.book.recover()
    assert not _sending(third)
    assert amounts(service, key) == [1234, 2222, 3000]
    third.book.close()


def test_two_dashboards_on_one_journal(service: Running, key: str, tmp_path: Path) -> None:
    first = Desk(service, key, tmp_path)
    first.book.keep_base()
    second = Desk(service, key, tmp_path)
    second.book.keep_base()
    (notice,) = second.book.journal_notices
    assert "open in a dashboard too; this one keeps its own journal" in notice.sentence()
    assert journal_of(first) != journal_of(second)
    first.change(0)
    second.change(1, "amount", 2222.0)
    first.book.close()
    second.book.close()
    for _ in range(2):  # each finds what one of the two left
        desk = Desk(service, key, tmp_path)
        left = desk.book.left_over()
        if left is not None:
            desk.book.recover()
            assert not _sending(desk)
        other = Desk(service, key, tmp_path)
        if other.book.left_over() is not None:
            other.book.recover()
            assert not _sending(other)
        other.book.close()
        desk.book.close()
    assert amounts(service, key) == [1234, 2222, 3000]
