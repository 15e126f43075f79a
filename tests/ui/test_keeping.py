"""Edits of a dashboard that ended at once, and a journal that cannot be written, on screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import app_on, running, sample_copy, shown, status, until

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.ui.app import SalesApp
from salestui.ui.keeping import LeftOverDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.widgets.header import HeaderBar
from sample_workbooks import AS_OF

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook whose dashboard ended with one edit pending."""
    path = sample_copy(tmp_path)
    book = book_on(path)
    book.set_values("mine", "deals", [(0, "amount", 4321.0)])
    book.close()
    return path


def book_on(path: Path) -> Book:
    state = path.parent / "state"
    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    book.load()
    return book


def amount(app: object) -> object:
    return app.session.state.entities["deals"].value(0, "amount")  # type: ignore[attr-defined]


async def test_the_next_dashboard_offers_them_shows_them_and_goes_on(path: Path) -> None:
    async with running(path) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert amount(app) != 4321.0
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, LeftOverDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: amount(app) == 4321.0)
        await until(pilot, lambda: "1 edit is pending again" in status(app))


async def test_discarded_they_are_not_offered_again(path: Path) -> None:
    async with running(path) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: "were discarded" in status(app))
    book = book_on(path)
    assert book.left_over() is None
    book.close()


async def test_leaving_without_saving_gives_them_up(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        app.session.book.set_values("mine", "deals", [(0, "amount", 4321.0)])
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
    book = book_on(path)
    assert book.left_over() is None
    book.close()


async def test_a_journal_that_cannot_be_written_is_told_and_edits_go_on(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journals").write_text("in the way")
    app = app_on(path)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: shown(app))
        await until(pilot, lambda: "journal cannot be written" in status(app))
        app.session.book.set_values("mine", "deals", [(0, "amount", 4321.0)])
        app.publish()
        await until(pilot, lambda: "journal cannot be written" in status(app))
        assert amount(app) == 4321.0


async def test_the_header_marks_edits_that_are_not_safe_and_no_others(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path, (80, 24)) as (app, _pilot):
        assert "edits not safe" not in header(app)
    other = tmp_path / "other"
    other.mkdir()
    path = sample_copy(other)
    (other / "state").mkdir()
    (other / "state" / "journals").write_text("in the way")
    async with running(path, (80, 24)) as (app, pilot):
        app.publish()
        await until(pilot, lambda: "edits not safe" in header(app))


def header(app: SalesApp) -> str:
    assert app.book_screen is not None
    return str(app.book_screen.query_one(HeaderBar).render())
