"""The follow-ups screen and the quick log, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from driving import running, sample_copy, status, until
from fakes import MemoryWorkbook
from follow_books import SHEETS, TODAY
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from salestui.book.opening import Opening
from salestui.config import Config
from salestui.i18n import set_language
from salestui.selling.following.followups import Bucket
from salestui.ui.app import SalesApp
from salestui.ui.followups.quicklog import QuickLogDialog
from salestui.ui.followups.screen import FollowUpsScreen
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.table import TableScreen

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@asynccontextmanager
async def following(
    *without: str, size: tuple[int, int] = (120, 30)
) -> AsyncIterator[tuple[SalesApp, Pilot[None]]]:
    sheets = {name: rows for name, rows in SHEETS.items() if name not in without}
    app = SalesApp(Opening(MemoryWorkbook(sheets), TODAY), Config())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.session is not None)
        await pilot.press("7")
        await until(pilot, lambda: bool(screen(app).view))
        yield app, pilot


def screen(app: SalesApp) -> FollowUpsScreen:
    found = app.book_screen
    assert isinstance(found, FollowUpsScreen)
    return found


def shown(app: SalesApp) -> list[str]:
    return [f"{row.who}: {row.what}" for row in screen(app).listed.rows]


def value(app: SalesApp, entity: str, row: int, column: str) -> object:
    assert app.session is not None
    return app.session.state.entities[entity].value(row, column)


async def press(app: SalesApp, pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await until(pilot, lambda: all(w.is_finished for w in app.workers))
    await pilot.pause()


@pytest.mark.inventory(52)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_overdue_first_then_the_other_days(size: tuple[int, int]) -> None:
    async with following(size=size) as (app, pilot):
        assert shown(app) == ["Press line: quote"]
        await press(app, pilot, "right")
        assert shown(app) == ["Beta: send list", "Robot cell: hand in the tender"]
        await press(app, pilot, "right")
        assert shown(app)[0] == "Acme Works: contact the customer"
        await press(app, pilot, "right", "right", "left", "left", "left")
        assert shown(app) == ["Press line: quote"]
        screenshot = app.export_screenshot()
        assert "Press" in screenshot


@pytest.mark.inventory(52)
async def test_enter_opens_the_row_that_says_so() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.book_screen, TableScreen))
        assert app.current_mode == "activities"


@pytest.mark.inventory(52)
async def test_done_is_ticked_off_with_the_deals_step_and_comes_back() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "space")
        assert value(app, "activities", 0, "done") is True
        assert value(app, "deals", 0, "next_date") is None
        await until(pilot, lambda: screen(app).view.counts[Bucket.OVERDUE] == 0)  # type: ignore[union-attr]
        await press(app, pilot, "u")
        assert value(app, "activities", 0, "done") is None
        assert value(app, "deals", 0, "next_step") == "quote"
        await until(pilot, lambda: shown(app) == ["Press line: quote"])


@pytest.mark.inventory(52)
async def test_put_off_by_a_choice_and_by_a_typed_day() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "e", *"+1w", "enter")
        assert value(app, "activities", 0, "next_date") == date(2026, 12, 16)
        assert value(app, "deals", 0, "next_date") == date(2026, 12, 16)
        await press(app, pilot, "u", "e", *"fri", "enter")
        assert value(app, "activities", 0, "next_date") == date(2026, 12, 11)
        await press(app, pilot, "u", "e", "1", "2", "minus", "1", "1", "enter")
        assert value(app, "activities", 0, "next_date") == date(2026, 12, 11)
        await press(app, pilot, "u", "e", *"soon", "enter")
        assert "is no day" in status(app)


@pytest.mark.inventory(49, 52)
async def test_by_rep_and_why() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "f", *"Bob", "enter")
        await until(pilot, lambda: shown(app) == [])
        assert "nothing is due here" in screen(app).listed.nothing()
        await press(app, pilot, "right", "right", "right")
        await until(pilot, lambda: shown(app) == ["Beta: contact the customer"])
        await press(app, pilot, "i")
        assert "every 30 days, last contact 2026-12-02" in status(app)


@pytest.mark.inventory(51)
async def test_quick_log_in_one_line() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "n")
        assert isinstance(app.screen, QuickLogDialog)
        app.screen.query_one(Input).value = "visit 中建三局 demo ok next 报价 +3d"
        await until(pilot, lambda: "demo ok" in told(app))
        assert "2026-12-12" in told(app)
        await press(app, pilot, "enter")
        assert value(app, "deals", 4, "next_step") == "报价"
        assert value(app, "deals", 4, "next_date") == date(2026, 12, 12)
        assert value(app, "customers", 2, "last_contact") == TODAY
        rows = app.session.state.entities["activities"].live  # type: ignore[union-attr]
        assert rows.height == 5
        assert rows["outcome"][-1] == "demo ok"
        await press(app, pilot, "u")
        assert app.session.state.pending_count == 0  # type: ignore[union-attr]


def told(app: SalesApp) -> str:
    assert isinstance(app.screen, QuickLogDialog)
    return str(app.screen.query_one("#told", Static).content)


async def test_a_row_that_others_deleted_meanwhile_is_left_alone() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "n")
        app.screen.query_one(Input).value = "call D-2 ok next demo +1w"
        await until(pilot, lambda: "demo" in told(app))
        assert app.session is not None
        workbook = app.session.book.workbook
        assert isinstance(workbook, MemoryWorkbook)
        del workbook.sheets["Deals"][2]
        workbook.edit("Deals", 2, 5, 101.0)
        app.session.book.refresh()
        await press(app, pilot, "enter")
        assert "gone" in status(app)
        assert app.session.state.pending_count == 0


@pytest.mark.inventory(51)
async def test_what_is_ambiguous_is_chosen() -> None:
    async with following() as (app, pilot):
        await press(app, pilot, "ctrl+l")
        app.screen.query_one(Input).value = "call acme ok"
        choices = app.screen.query_one(OptionList)
        await until(pilot, lambda: choices.option_count == 3)
        await press(app, pilot, "down", "enter")
        await until(pilot, lambda: "Robot cell" in told(app))
        await press(app, pilot, "enter")
        assert value(app, "deals", 1, "last_activity") == TODAY
        assert value(app, "deals", 0, "last_activity") == date(2026, 11, 1)


@pytest.mark.inventory(51)
async def test_without_a_sheet_of_activities_the_next_step_is_kept() -> None:
    async with following("Activities") as (app, pilot):
        await press(app, pilot, "n")
        assert isinstance(app.screen, AskDialog)
        await press(app, pilot, "right", "enter")
        app.screen.query_one(Input).value = "call D-2 ok next demo +1w"
        await until(pilot, lambda: "kept nowhere" in told(app))
        await press(app, pilot, "enter")
        assert value(app, "deals", 1, "next_step") == "demo"
        await press(app, pilot, "n")
        assert isinstance(app.screen, QuickLogDialog)


@pytest.mark.inventory(51)
async def test_the_sheet_is_added_in_the_workbooks_language(tmp_path: Path) -> None:
    path = sample_copy(tmp_path, "zh")
    workbook = openpyxl.load_workbook(path)
    del workbook["活动记录"]
    workbook.save(path)
    async with running(path) as (app, pilot):
        await press(app, pilot, "7")
        await press(app, pilot, "n")
        assert isinstance(app.screen, AskDialog)
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuickLogDialog))
    assert "活动记录" in openpyxl.load_workbook(path, read_only=True).sheetnames


@pytest.mark.inventory(52)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_samples_have_something_to_follow_up(tmp_path: Path, language: str) -> None:
    set_language(language)
    async with running(sample_copy(tmp_path, language), (80, 24)) as (app, pilot):
        await press(app, pilot, "7")
        await until(pilot, lambda: bool(screen(app).view))
        assert shown(app)


@pytest.mark.parametrize("when", ["9 d late", "1,203 d late", "逾期 1,203 天"])
async def test_however_late_it_is_there_is_a_gap_before_whom_it_is_about(when: str) -> None:
    async with following() as (app, _pilot):
        listed = screen(app).listed
        row = replace(listed.rows[0], when=when)
        listed.put_bucket("Overdue", (row,), 1, "")
        listed.fit_columns(80)
        assert f"{when}  " in listed.line(row, 80).plain
