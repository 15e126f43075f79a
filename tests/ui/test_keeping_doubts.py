"""What was left last time where the workbook lost what it is about, and room for it, on screen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest
from driving import running, sample_copy, status, until

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.ui.app import SalesApp
from salestui.ui.doubting import DoubtDialog
from salestui.ui.keeping import LeftOverDialog
from salestui.ui.screens.conflicts import ConflictsDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.listing import ListDialog
from salestui.ui.widgets.header import HeaderBar
from sample_workbooks import AS_OF

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook whose dashboard ended with an edit of a customer, and which lost their sheet."""
    path = sample_copy(tmp_path)
    state = path.parent / "state"
    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    sheet = book.load().entities["customers"].layout.sheet
    book.set_values("mine", "customers", [(0, "industry", "Trains")])
    book.close()
    theirs = openpyxl.load_workbook(path)
    del theirs[sheet]
    theirs.save(path)
    return path


def lines(dialog: ListDialog[None]) -> str:
    return "\n".join(line.plain for line in dialog.lines())


async def test_a_lost_sheet_is_asked_about_and_its_edits_are_listed(path: Path) -> None:
    async with running(path) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, LeftOverDialog))
        assert isinstance(app.screen, LeftOverDialog)
        assert "Trains" in lines(app.screen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
        (conflict,) = app.session.state.conflicts
        assert (conflict.entity, conflict.mine) == ("customers", "Trains")


async def test_waiting_leaves_them_for_the_next_start(path: Path) -> None:
    async with running(path) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        await pilot.press("escape")
        await until(pilot, lambda: "wait until the rows are back" in status(app))
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
    state = path.parent / "state"
    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    book.load()
    left = book.left_over()
    book.close()
    assert left is not None
    assert left[1].entities["customers"].value(0, "industry") == "Trains"


async def test_a_workbook_without_its_tables_is_told_and_edits_stay(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        empty = openpyxl.Workbook()
        empty.save(path)
        await until(pilot, lambda: "tables are gone from the workbook" in status(app))
        assert app.session.state.pending_count == 1
        assert app.session.book.unsafe is None


async def test_the_mark_goes_once_the_journal_has_room_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = False

    class Full(sqlite3.Connection):
        def execute(self, sql: str, *args: object) -> sqlite3.Cursor:
            if full and sql == "COMMIT":
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *args)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **n: connect(*a, **n, factory=Full))
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await until(pilot, lambda: app.session.book.unsafe is None)
        full = True
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        app.publish()
        await until(pilot, lambda: "edits not safe" in header(app))
        full = False
        await until(pilot, lambda: "edits not safe" not in header(app))


def header(app: SalesApp) -> str:
    assert app.book_screen is not None
    return str(app.book_screen.query_one(HeaderBar).render())
