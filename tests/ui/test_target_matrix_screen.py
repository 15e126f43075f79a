"""The target matrix on the real app: seen, edited, broken down, suggested, locked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot
from textual.widgets import Input, Static

from salestui.i18n import set_language
from salestui.selling.targets.matrix import COMPANY
from salestui.ui.app import SalesApp
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.table import TableScreen
from salestui.ui.targets.dialog import PlanDialog
from salestui.ui.targets.screen import TargetMatrixScreen
from salestui.views.targets.matrix import MatrixView
from salestui.views.targets.texts import Measure

pytestmark = pytest.mark.inventory(63)


def screen_of(app: SalesApp) -> TargetMatrixScreen:
    screen = app.book_screen
    assert isinstance(screen, TargetMatrixScreen)
    return screen


def laid(app: SalesApp) -> bool:
    screen = app.book_screen
    if not isinstance(screen, TargetMatrixScreen) or screen.view is None or app.session is None:
        return False
    return screen.view.state is app.session.state


@asynccontextmanager
async def matrix_on(
    path: Path, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    async with running(path, size) as (app, pilot):
        await pilot.press("8")
        await until(pilot, lambda: laid(app))
        yield app, pilot


def shown_view(app: SalesApp) -> MatrixView:
    view = screen_of(app).view
    assert view is not None
    return view


def shows(app: SalesApp, measure: Measure) -> bool:
    return shown_view(app).wish.measure is measure


def text_at(app: SalesApp, row: int, column: str) -> str:
    view = shown_view(app)
    keys = [key for key, _title in view.columns]
    return view.rows[row][keys.index(column)].text


def detail(app: SalesApp) -> str:
    return str(screen_of(app).query_one("#matrix-detail", Static).render())


def dialog_of(app: SalesApp) -> PlanDialog:
    assert isinstance(app.screen, PlanDialog)
    return app.screen


async def test_a_cell_is_edited_in_the_row_that_holds_it(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path)) as (app, pilot):
        screen = screen_of(app)
        screen.grid.move_cursor(2, 3)
        was = text_at(app, 2, "2026-01")
        await pilot.press("e")
        await pilot.pause()
        for _time in range(8):
            await pilot.press("backspace")
        await pilot.press(*"61000", "enter")
        await until(pilot, lambda: laid(app) and text_at(app, 2, "2026-01") == "61,000")
        session = app.session
        assert session is not None
        assert session.state.pending_count == 1
        await pilot.press("u")
        await until(pilot, lambda: laid(app) and text_at(app, 2, "2026-01") == was)


@pytest.mark.inventory(64)
async def test_the_company_is_broken_down_to_the_reps_and_undone_as_one(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "2027" in shown_view(app).title)
        screen_of(app).grid.move_cursor(0, 1)
        await pilot.press("b")
        await pilot.pause()
        dialog = dialog_of(app)
        dialog.query_one("#number", Input).value = "8000000"
        dialog.query_one("#unit", Input).value = "1000"
        for _time in range(5):
            await pilot.press("down")
        await pilot.pause()
        assert dialog.answers[0] == "reps by history"
        assert "8,000,000" in str(dialog.query_one("#preview", Static).render())
        await pilot.press("enter")
        await until(pilot, lambda: laid(app) and text_at(app, 0, "year") == "8,000,000")
        session = app.session
        assert session is not None
        assert session.state.pending_count > 100
        await pilot.press("u")
        await until(pilot, lambda: laid(app) and text_at(app, 0, "year") == "")
        assert session.state.pending_count == 0


@pytest.mark.inventory(65)
async def test_last_year_with_growth_fills_a_line(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "2027" in shown_view(app).title)
        screen_of(app).grid.move_cursor(2, 1)
        await pilot.press("plus")
        await pilot.pause()
        dialog_of(app).query_one("#number", Input).value = "0"
        dialog_of(app).query_one("#unit", Input).value = "1"
        await pilot.press("enter")
        await until(pilot, lambda: laid(app) and text_at(app, 2, "year") != "")
        view = shown_view(app)
        scope = view.matrix.lines[2].scope
        october = next(p for p in view.matrix.periods if p.key == "2027-10")
        last = sum(
            row["amount"]
            for row in _won(app)
            if row["owner"] == scope[1] and row["closed"].strftime("%Y-%m") == "2026-10"
        )
        assert view.matrix.own(scope, october) == pytest.approx(round(last), abs=1)


def _won(app: SalesApp) -> list[dict[str, Any]]:
    assert app.session is not None
    deals = app.session.state.live("deals")
    assert deals is not None
    rows = deals.to_dicts()
    return [r for r in rows if r["stage"] == "Won" and r["closed"] and r["amount"] is not None]


async def test_a_lock_holds_until_one_leaves_where_the_sheet_has_no_column(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path)) as (app, pilot):
        screen_of(app).grid.move_cursor(2, 3)
        was = text_at(app, 2, "2026-01")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: text_at(app, 2, "2026-01") == f"L {was}")
        assert "Locked" in status(app)
        await pilot.press("L")
        await until(pilot, lambda: text_at(app, 2, "2026-01") == was)


async def test_a_column_for_locks_is_added_and_the_target_locked_in_it(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with matrix_on(path) as (app, pilot):
        screen_of(app).grid.move_cursor(2, 3)
        was = text_at(app, 2, "2026-01")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: text_at(app, 2, "2026-01") == f"L {was}")
        assert app.session is not None
        assert app.session.state.pending_count == 1
        column = app.session.state.layout.tables["targets"].column("locked")
        assert column is not None
        assert column.header == "Locked"


@pytest.mark.inventory(66)
async def test_actual_and_attainment_beside_the_target(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path)) as (app, pilot):
        screen_of(app).grid.move_cursor(2, 3)
        await until(pilot, lambda: "attainment" in detail(app))
        assert "Targets!" in detail(app)
        for measure in (Measure.ACTUAL, Measure.ATTAINMENT, Measure.ALL):
            await pilot.press("v")
            await until(pilot, partial(shows, app, measure))
        assert text_at(app, 2, "2026-01").count("|") == 2
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("escape")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.book_screen, TableScreen))


async def test_a_layout_without_room_says_so(tmp_path: Path) -> None:
    set_language("zh")
    async with matrix_on(sample_copy(tmp_path, "zh")) as (app, pilot):
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "2027" in shown_view(app).title)
        screen_of(app).grid.move_cursor(2, 3)
        before = status(app)
        await pilot.press("e")
        await until(pilot, lambda: status(app) != before)
        assert not screen_of(app).grid.editing


async def test_the_mouse_chooses_a_cell_and_other_metrics_are_there(tmp_path: Path) -> None:
    async with matrix_on(sample_copy(tmp_path), (200, 60)) as (app, pilot):
        await pilot.click("#matrix", offset=(40, 4))
        await until(pilot, lambda: screen_of(app).grid.cursor_row == 3)
        before = shown_view(app).matrix
        revenue = before.value(COMPANY, before.year)
        assert revenue
        await pilot.press("w")
        await pilot.press(*"units")
        await pilot.press("enter")
        await until(pilot, lambda: shown_view(app).wish.metric == "units")
        found = shown_view(app).matrix
        assert found.value(COMPANY, found.year) != revenue
