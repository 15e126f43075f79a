"""Opened by its id or address, by every command; and what others do to it while it is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from google_books import act, made, workbook_of
from openpyxl import load_workbook
from sheets_server.running import Running, running

from adapters.changes import SetCell
from adapters.errors import NotFound, StaleRevision, WorkbookError, WriteFailed
from adapters.google import GoogleBackend
from adapters.google.backend import GoogleWorkbook
from adapters.google.locations import spreadsheet_id
from adapters.outlines import Revision
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.edits import SetField
from salestui.book.reading import Settings
from salestui.cli.main import main
from salestui.views.exporting import suggested_copy

ID = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_abcde"
TODAY = date(2026, 11, 21)
DEALS = [
    ["Deal ID", "Deal", "Stage", "Amount", "Close date"],
    ["D-1", "Acme", "Proposal", 1000, "2026-11-30"],
    ["D-2", "Bolt", "Won", 2000, "2026-11-10"],
    ["D-3", "Cobb", "Lead", 3000, "2026-12-10"],
]


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


@pytest.fixture
def key(service: Running, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
    return made(service, {"Deals": DEALS, "Other": [["Note"], ["x"]]})


@pytest.fixture
def online(service: Running, key: str, tmp_path: Path) -> Iterator[GoogleWorkbook]:
    workbook = workbook_of(service, key, tmp_path)
    yield workbook
    workbook.close()


@pytest.mark.parametrize(
    "location",
    [
        f"gsheets:{ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?usp=sharing",
        f"gsheets:https://docs.google.com/spreadsheets/d/{ID}",
    ],
)
def test_one_name_however_it_is_named(location: str, tmp_path: Path) -> None:
    assert GoogleBackend.claims(location)
    assert open_workbook(location, tmp_path).location == f"gsheets:{ID}"


@pytest.mark.parametrize(
    "location",
    [
        "gsheets:",
        "gsheets:short",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml",
        "gsheets:../../etc/passwd",
        f"gsheets:{ID}?alt=media",
    ],
)
def test_what_names_none_is_told(location: str) -> None:
    with pytest.raises(NotFound, match="not the address"):
        spreadsheet_id(location)


@pytest.mark.parametrize(
    "location",
    ["team.xlsx", "/data/gsheets", f"https://docs.google.com/document/d/{ID}", ID],
)
def test_other_locations_are_left_to_others(location: str) -> None:
    assert not GoogleBackend.claims(location)


def test_figures_on_the_command_line(
    service: Running, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"https://docs.google.com/spreadsheets/d/{key}/edit#gid=0"
    for name in (f"gsheets:{key}", address):
        assert main(["kpi", name, "--as-of", "2026-11-21", "--json"]) == 0
        assert "Acme" not in capsys.readouterr().err
    assert main(["kpi", f"gsheets:{key}", "--as-of", "2026-11-21", "--period", "2026"]) == 0
    assert "2,000" in capsys.readouterr().out


def test_check_and_map(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"gsheets:{key}", "--json"]) in (0, 1)
    assert isinstance(json.loads(capsys.readouterr().out), list)
    assert main(["map", f"gsheets:{key}", "--save", "--json"]) == 0
    saved = Path(json.loads(capsys.readouterr().out)["profile"])
    assert saved.exists() and saved.name.startswith("online-")
    assert main(["map", f"https://docs.google.com/spreadsheets/d/{key}/edit", "--forget"]) == 0
    assert not saved.exists()


def test_the_dashboard_wants_a_terminal_not_a_file(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([f"gsheets:{key}"]) == 2
    assert "needs a terminal" in capsys.readouterr().err


def test_without_a_network_the_last_figures_are_told_with_their_age(
    service: Running, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ["kpi", f"gsheets:{key}", "--as-of", "2026-11-21"]
    assert main(question) == 0
    before = capsys.readouterr()
    assert "What is shown is of" not in before.err
    service.server.store.private.add(key)
    assert main(question) == 0
    after = capsys.readouterr()
    service.server.store.private.clear()
    assert after.out == before.out
    assert "What is shown is of 20" in after.err


def test_a_spreadsheet_that_is_not_there(
    service: Running, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kpi", f"gsheets:{ID}"]) != 0
    assert "There is no spreadsheet with this id" in capsys.readouterr().err


def test_an_excel_workbook_of_it(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "copy.xlsx"
    assert main(["export", f"gsheets:{key}", "-o", str(target)]) == 0
    book = load_workbook(target)
    assert book.sheetnames == ["Deals", "Other"]
    assert book["Deals"]["D3"].value == 2000
    assert main(["export", f"gsheets:{key}", "-o", str(target)]) != 0
    assert "exists already" in capsys.readouterr().err


def test_a_copy_with_what_is_pending(online: GoogleWorkbook, tmp_path: Path) -> None:
    revision = online.outline().revision
    target = tmp_path / "copy.xlsx"
    online.export([SetCell("Deals", 2, 4, 1500)], revision, target)
    assert load_workbook(target)["Deals"]["D2"].value == 1500
    assert online.outline().revision == revision
    with pytest.raises(WriteFailed):
        online.export([], revision, target)
    with pytest.raises(StaleRevision):
        online.export([], Revision("another"), tmp_path / "other.xlsx")


def test_a_copy_is_not_made_of_rows_that_moved(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    revision = online.outline().revision
    act(service, key, {"insert_rows": "Deals", "at": 1, "count": 1})
    with pytest.raises(StaleRevision):
        online.export([SetCell("Deals", 2, 4, 1500)], revision, tmp_path / "copy.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_where_google_exports_nothing_the_values_are_written(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    rename = {"updateSheetProperties": {"properties": {"title": "De/als?"}, "fields": "title"}}
    act(service, key, {"edit": "Deals!F2", "values": [["=D2*2"]]}, {"requests": [rename]})
    revision = online.outline().revision
    service.server.faults.add({"kind": "503", "count": 9, "match": "export"})
    target = tmp_path / "copy.xlsx"
    commit = online.export([SetCell("De/als?", 2, 2, "=Acme")], revision, target)
    service.server.faults.waiting.clear()
    assert "holds values" in commit.warnings[0].sentence()
    page = load_workbook(target).worksheets[0]
    assert page.title == "De als"
    assert [page["A2"].value, page["B2"].value, page["F2"].value] == ["D-1", "=Acme", 2000]
    assert page["B2"].data_type == "s"
    assert page["E2"].is_date


def test_the_name_of_a_copy(online: GoogleWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    state = Book(online, Settings(TODAY)).load()
    assert suggested_copy(state, TODAY) == Path.cwd() / "Pipeline-2026-11-21.xlsx"


# -- while it is open ----------------------------------------------------------------------------


def opened(online: GoogleWorkbook, tmp_path: Path) -> Book:
    """With an edit that is pending."""
    book = Book(online, Settings(TODAY), tmp_path / "journals")
    state = book.load()
    book.keep_base()
    row = int(state.entities["deals"].frame["_id"][0])
    book.apply("Amount", [SetField("deals", row, "amount", 1000.0, 1234.0)])
    return book


def amounts(book: Book) -> list[Any]:
    return book.state.entities["deals"].frame["amount"].to_list()


def retitled(title: str) -> dict[str, Any]:
    change = {"properties": {"sheetId": 0, "title": title}, "fields": "title"}
    return {"requests": [{"updateSheetProperties": change}]}


def test_a_sheet_renamed(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    book = opened(online, tmp_path)
    act(service, key, retitled("Opportunities"))
    book.refresh()
    assert amounts(book) == [1234, 2000, 3000]
    assert book.state.pending_count == 1 and not book.state.conflicts
    assert book.state.layout.tables["deals"].sheet == "Opportunities"
    book.close()


def test_a_sheet_removed(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    book = opened(online, tmp_path)
    act(service, key, {"requests": [{"deleteSheet": {"sheetId": 0}}]})
    with pytest.raises(WorkbookError, match="tables are gone from the workbook"):
        book.refresh()
    assert amounts(book) == [1234, 2000, 3000]
    assert book.state.pending_count == 1
    book.close()


def test_a_header_renamed(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    book = opened(online, tmp_path)
    act(service, key, {"edit": "Deals!D1", "values": [["Deal value"]]})
    book.refresh()
    assert amounts(book) == [1234, 2000, 3000]
    assert book.state.pending_count == 1
    book.close()


def test_a_header_that_nobody_knows_any_more(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    book = opened(online, tmp_path)
    act(service, key, {"edit": "Deals!D1", "values": [["Zzz"]]})
    report = book.refresh()
    (conflict,) = report.new_conflicts
    assert (conflict.column, conflict.mine) == ("amount", 1234.0)
    book.close()


def test_columns_moved(service: Running, key: str, online: GoogleWorkbook, tmp_path: Path) -> None:
    book = opened(online, tmp_path)
    source = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 3, "endIndex": 4}
    move = {"moveDimension": {"source": source, "destinationIndex": 0}}
    act(service, key, {"requests": [move]})
    book.refresh()
    assert amounts(book) == [1234, 2000, 3000]
    assert book.state.layout.tables["deals"].column("amount").position == 1
    assert book.state.pending_count == 1 and not book.state.conflicts
    book.close()


def test_renamed_at_the_moment_of_a_save(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    book = opened(online, tmp_path)
    act(service, key, retitled("Opportunities"))
    report = book.save()
    assert report.written == 1
    assert book.state.pending_count == 0
    sheet = service.server.store.book(key).sheets[0]
    assert [row[3].value for row in sheet.rows[1:4]] == [1234, 2000, 3000]
    book.close()


def test_a_journal_by_whatever_name(
    service: Running, key: str, online: GoogleWorkbook, tmp_path: Path
) -> None:
    from salestui.book.journal.places import unsaved_edits

    opened(online, tmp_path).close()
    assert unsaved_edits(tmp_path / "journals", f"gsheets:{key}") == 1
    again = open_workbook(f"https://docs.google.com/spreadsheets/d/{key}/edit", tmp_path)
    book = Book(again, Settings(TODAY), tmp_path / "journals")
    book.load()
    left = book.left_over()
    assert left is not None and left[1].pending_count == 1
    book.close()
