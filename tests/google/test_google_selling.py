"""Deals, leads and targets as a manager moves them, on Google spreadsheets and read-only kinds."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from advance_books import english
from customer_books import ENGLISH
from deal_books import full
from google_books import made, workbook_of
from sheets_server.running import Running, running
from written_books import Sheets, in_order, told

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.journal.places import user_name
from salestui.book.links import row_named
from salestui.book.reading import Settings
from salestui.cli.exits import Exit
from salestui.locations import journals_dir, state_dir
from salestui.metrics.targets.actuals import actuals
from salestui.model.period import parse_period
from salestui.selling.changes import edits_of
from salestui.selling.customers.lead_conversion import conversion, conversion_changes
from salestui.selling.targets.matrix import COMPANY, matrix
from salestui.selling.targets.plans import Method, break_down
from salestui.selling.targets.writing import wishes
from salestui.views.inputs import inputs_of

TODAY = date(2026, 12, 9)
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    with running() as service:
        monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
        yield service


def typed(sheets: Sheets) -> dict[str, list[list[object]]]:
    """The rows as a person types them."""

    def text(value: object) -> object:
        if value is None:
            return ""
        return value.isoformat() if isinstance(value, date) else value

    return {name: [[text(v) for v in row] for row in rows] for name, rows in sheets.items()}


def opened(service: Running, sheets: Sheets, folder: Path) -> Book:
    workbook = workbook_of(service, made(service, typed(sheets)), folder)
    book = Book(workbook, Settings(TODAY), folder / "journals")
    book.load()
    return book


def test_a_deal_moves_on_with_its_history(service: Running, capsys: Capsys) -> None:
    key = f"gsheets:{made(service, typed(english().sheets))}"
    said = told(capsys, "edit", key, "D-1.stage=Negotiation", "--reason", "agreed by phone")
    assert "Gate: Offer review" in said
    assert in_order(
        told(capsys, "deal", key, "Press"), "Stage        Negotiation", "Send the contract"
    )


def test_what_a_command_writes_is_in_the_history_once(service: Running, capsys: Capsys) -> None:
    key = f"gsheets:{made(service, typed(english().sheets))}"
    book = Book(open_workbook(key, state_dir()), Settings(TODAY), journals_dir())
    book.load()
    book.keep_base()
    told(capsys, "edit", key, "D-1.amount=4321")
    assert [e["user"] for e in json.loads(told(capsys, "log", key, "--json"))] == [user_name()]
    book.refresh()
    row = row_named(book.state, "deals", "D-1")
    assert row is not None
    assert book.state.entities["deals"].value(row, "amount") == 4321
    (entry,) = json.loads(told(capsys, "log", key, "--json"))
    assert (entry["field"], entry["after"], entry["user"]) == ("amount", 4321, user_name())
    book.close()


def test_a_quick_log_and_what_is_due(service: Running, capsys: Capsys) -> None:
    key = f"gsheets:{made(service, typed(full().sheets))}"
    told(capsys, "note", key, "visit Press demo ok next offer +3d", "--as-of", "2026-12-09")
    assert "Activities · 3" in told(capsys, "deal", key, "Press")
    assert "2026-12-12  Press  offer" in told(capsys, "due", key, "--as-of", "2026-12-09")


def test_a_missing_sheet_is_added(service: Running, capsys: Capsys) -> None:
    key = f"gsheets:{made(service, typed(full('Criteria').sheets))}"
    told(capsys, "sheet", key, "criteria")
    told(capsys, "edit", key, "--append", "Criteria", '["Press", "Price", 30, 6]')
    assert "Price" in told(capsys, "deal", key, "Press").split("Decision criteria")[1]


def test_a_lead_becomes_a_deal(service: Running, tmp_path: Path) -> None:
    book = opened(service, ENGLISH, tmp_path)
    try:
        found = conversion(book.state, 1)
        changes = conversion_changes(book.state, found, TODAY, found.name, 500.0)
        book.apply("convert", edits_of(book.state, changes, book.new_rows))
        book.save()
        book.refresh()
        deals, leads = book.state.entities["deals"], book.state.entities["leads"]
        assert deals.live["customer"].to_list()[-1] == "Dune"
        assert leads.value(1, "status") == "converted"
        assert not book.state.is_pending
    finally:
        book.close()


def test_a_year_is_broken_down(service: Running, tmp_path: Path) -> None:
    targets = [["Year", "Period", "Scope type", "Scope", "Metric", "Target"],
               [2026, "2026", "company", "company", "revenue", 900],
               [2026, "Q1", "company", "company", "revenue", 1]]  # fmt: skip
    sheets = {"Pipeline": ENGLISH["Pipeline"], "Targets": targets}
    book = opened(service, sheets, tmp_path)
    year = parse_period("2026")
    assert year is not None
    try:
        state, inputs = book.state, inputs_of(book.state)
        reached = actuals("revenue", inputs.facts, state.live("deals"), None, TODAY)
        found = matrix(state, inputs, "revenue", year, reached=reached)
        plan = break_down(found, (COMPANY, year), 1200.0, Method.EVENLY)
        changes, refused = wishes(state, found, plan.wishes)
        assert refused == ()
        book.apply("targets", edits_of(state, changes, book.new_rows))
        book.save()
        book.refresh()
        rows = book.state.entities["targets"].live
        assert sorted(rows["target"].to_list()) == [300, 300, 300, 300, 1200]
    finally:
        book.close()


def test_a_read_only_kind_tells_all_and_says_what_it_cannot_take(
    tmp_path: Path, capsys: Capsys
) -> None:
    path = tmp_path / "deals.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(typed(english().sheets)["Pipeline"])
    assert "Stage        Proposal" in told(capsys, "deal", path, "Press")
    assert "send offer" in told(capsys, "due", path, "--as-of", "2026-12-09", "--all")
    for command in (
        ("edit", path, "D-1.stage=Negotiation"),
        ("note", path, "visit Press demo ok", "--add-sheet"),
        ("sheet", path, "activities"),
    ):
        said = told(capsys, *command, code=Exit.UNWRITABLE)
        assert ".xlsx" in said
