"""The forecast's screen on the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, sample_copy, shown, status, until
from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import Settings
from salestui.book.snapshots.store import SnapshotStore
from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.forecast.panels import ForecastDeals, PastPanel, RangePanel, range_bar
from salestui.ui.forecast.screen import ForecastScreen
from salestui.ui.screens.explain import ExplainDialog
from salestui.views.forecast.view import RangeBar
from sample_workbooks import AS_OF

pytestmark = pytest.mark.inventory(67)


def keep(path: Path, day: date) -> None:
    workbook = open_workbook(str(path), path.parent / "state")
    book = Book(workbook, Settings(AS_OF))
    try:
        book.load()
        moment = datetime(day.year, day.month, day.day, 18).astimezone()
        SnapshotStore(path.parent / "kept", workbook.location, lambda: moment).keep(book.state)
    finally:
        book.close()


@asynccontextmanager
async def forecasting(
    path: Path, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[ForecastScreen, Pilot[Any]]]:
    workbook = open_workbook(str(path), path.parent / "state")
    opening = Opening(
        workbook, AS_OF, journals=path.parent / "journals", snapshots=path.parent / "kept"
    )
    app = SalesApp(opening, Config())
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            await pilot.press("9")
            await until(pilot, lambda: ready(app))
            screen = app.book_screen
            assert isinstance(screen, ForecastScreen)
            yield screen, pilot
    finally:
        workbook.close()


def ready(app: SalesApp) -> bool:
    screen = app.book_screen
    return (
        isinstance(screen, ForecastScreen)
        and screen.view is not None
        and screen.query_one(ForecastDeals).ready
    )


def deals(screen: ForecastScreen) -> ForecastDeals:
    return screen.query_one(ForecastDeals)


async def test_a_figure_is_drilled_into_and_its_deal_opened(tmp_path: Path) -> None:
    async with forecasting(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("down", "right")
        await until(
            pilot, lambda: str(deals(screen).border_title).startswith("Enterprise · Commit")
        )
        assert screen.line is not None and screen.line.cells["commit"] == "$211k"
        await pilot.press("enter")
        await until(pilot, lambda: screen.focused is deals(screen))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "deal")


async def test_figures_explain_themselves_and_the_waterfall_is_a_key_away(tmp_path: Path) -> None:
    async with forecasting(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("end", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        for _ in range(16):
            await pilot.press("right")
        await pilot.press("escape", "v", "i", "escape")
        assert screen.table.column == "won" and "likely" in screen.table.shown
        await pilot.press("w")
        await until(pilot, lambda: pilot.app.current_mode == "movement")


async def test_earlier_forecasts_and_their_slips_go_into_the_range(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 7, 1))
    async with forecasting(path) as (screen, pilot):
        past = screen.query_one(PastPanel)
        await until(pilot, lambda: bool(past.rows))
        assert past.rows[0].period == "2026 Q3" and not past.rows[0].reason
        assert screen.view is not None and len(screen.view.figures.slips) >= 1
        await pilot.press("a")
        assert screen.focused is past
        assert "slip rates of past periods" in status(screen.sales_app)


async def test_a_narrower_focus_and_another_period_are_followed(tmp_path: Path) -> None:
    async with forecasting(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("left_square_bracket")
        await until(
            pilot, lambda: "period is over" in screen.query_one(RangePanel).lines(80, 2)[0].plain
        )


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_size_shows_tree_range_and_deals(tmp_path: Path, language: str) -> None:
    set_language(language)
    try:
        async with forecasting(sample_copy(tmp_path, language), (80, 24)) as (screen, pilot):
            table = screen.table
            for size in ((80, 24), (120, 40), (200, 60)):
                await pilot.resize_terminal(*size)
                for key in ("home", *("right",) * 14):
                    await pilot.press(key)
                assert table.column == "reach" and table.column in table.shown
                await pilot.press("end")
                assert table.current is table.rows[-1]
                room = table.scrollable_content_region.height
                lines = [table.render_line(y).text for y in range(room)]
                assert any("▸" in text for text in lines)
                assert screen.query_one(RangePanel).lines(size[0], 2)
                assert deals(screen).size.height > 3
                await pilot.press("a", "a")
                assert screen.focused is table
    finally:
        set_language("en")


def test_the_bar_marks_what_is_won_the_range_and_the_target() -> None:
    bar = RangeBar(0.25, 0.5, 0.625, 0.75, 0.999, ())
    assert range_bar(bar, 8) == "██  ▒◆▒│"
    assert range_bar(RangeBar(0.0, 0.0, 0.0, 0.0, None, ()), 4) == "◆   "
