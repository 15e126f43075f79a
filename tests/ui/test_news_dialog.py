"""What is new: the count in the header, the list, and saying that it was looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot
from textual.widgets import OptionList

from salestui.book.last_look import LastLook, LookKeeper
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.followups.news import NewsDialog
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.deal import DealScreen
from salestui.ui.widgets.header import HeaderBar
from sample_workbooks import AS_OF

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def keeper(path: Path) -> LookKeeper:
    return LookKeeper(path.parent / "state" / "journals", str(path))


def header(app: SalesApp) -> str:
    assert app.book_screen is not None
    return str(app.book_screen.query_one(HeaderBar).content)


async def opened(app: SalesApp, pilot: Pilot[Any]) -> NewsDialog:
    await pilot.press("ctrl+n")
    await until(pilot, lambda: isinstance(app.screen, NewsDialog))
    assert isinstance(app.screen, NewsDialog)
    return app.screen


@pytest.mark.inventory(52)
@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("zh", (140, 40))])
async def test_what_became_due_is_counted_listed_opened_and_cleared(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    path = sample_copy(tmp_path, language)
    before = LastLook(datetime.now().astimezone() - timedelta(days=20), AS_OF - timedelta(days=20))
    keeper(path).write(before)
    async with running(path, size) as (app, pilot):
        await until(pilot, lambda: "◆" in header(app))
        dialog = await opened(app, pilot)
        assert dialog.query_one(OptionList).option_count > 1
        await pilot.press("c")
        await until(pilot, lambda: "◆" not in header(app))
        await until(pilot, lambda: keeper(path).read() != before)
        dialog = await opened(app, pilot)
        assert dialog.query_one(OptionList).option_count == 1
    now = keeper(path).read()
    assert now is not None
    assert now.day == AS_OF


@pytest.mark.inventory(52)
async def test_the_first_time_is_kept_and_counts_nothing(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await until(pilot, lambda: keeper(path).read() is not None)
        dialog = await opened(app, pilot)
        assert "◆" not in header(app)
        assert dialog.query_one(OptionList).option_count > 1
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.book_screen, DashboardScreen))


@pytest.mark.inventory(52)
async def test_a_change_by_others_is_told_with_its_row(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keeper(path).write(LastLook(datetime.now().astimezone(), AS_OF))
    async with running(path) as (app, pilot):
        await until(pilot, lambda: all(w.is_finished for w in app.workers))
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["Deals"]
        row = sheet.max_row
        sheet.cell(row, 17).value = "ask the board"
        workbook.save(path)
        await pilot.press("r")
        await until(pilot, lambda: "◆ 1 new" in header(app))
        dialog = await opened(app, pilot)
        told = str(dialog.query_one(OptionList).get_option_at_index(0).prompt)
        assert "→ ask the board" in told
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))
        assert "gone" not in status(app)
