"""A digit starts an edit where a number or a date stands, and goes to a screen anywhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy, status, until
from textual.content import Content
from textual.pilot import Pilot

from salestui.ui.app import SalesApp
from salestui.ui.grid import DataGrid
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.table import TableScreen
from salestui.ui.widgets.keybar import KeyBar


async def on_pipeline(app: SalesApp, pilot: Pilot[Any], column: str) -> TableScreen:
    await pilot.press("2")
    screen = app.screen
    assert isinstance(screen, TableScreen)
    await until(pilot, lambda: screen.grid.shown_source.row_count > 0)
    keys = [c.key for c in screen.grid.shown_columns]
    screen.grid.move_cursor(0, keys.index(column) - 1)  # of the app, not of the user
    await pilot.press("right")
    return screen


@pytest.mark.parametrize("column", ["amount", "probability", "expected_close"])
async def test_a_digit_begins_a_number_or_a_day(tmp_path: Path, column: str) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, column)
        await pilot.press("1")
        assert app.current_mode == "deals"
        assert screen.grid.editing
        assert screen.grid._edit is not None
        assert screen.grid._edit.text() == "1"
        await pilot.press("escape")
        assert not screen.grid.editing


async def test_an_amount_typed_with_any_digits_is_taken(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, "amount")
        row = screen.grid.cursor_row_key
        assert row is not None
        await pilot.press(*"1234567890", "enter")
        await pilot.pause()
        assert app.session is not None
        assert app.session.state.entities["deals"].value(row, "amount") == 1_234_567_890.0


@pytest.mark.parametrize("column", ["name", "stage", "owner"])
async def test_a_digit_on_a_text_goes_to_its_screen(tmp_path: Path, column: str) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, column)
        await pilot.press("5")
        assert not screen.grid.editing
        assert app.current_mode == "movement"


async def test_a_digit_on_the_board_goes_to_its_screen(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await on_pipeline(app, pilot, "amount")
        await pilot.press("b", "7")
        assert app.current_mode == "followups"


async def test_a_digit_where_nothing_can_be_changed_goes_to_its_screen(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, "amount")
        row = screen.grid.cursor_row_key
        assert row is not None
        assert app.session is not None
        app.session.book.delete_rows("away", "deals", [row])
        app.publish()
        await until(pilot, lambda: bool(screen.grid.shown_source.refusal(row, "amount")))
        await pilot.press("6")
        assert app.current_mode == "history"


@pytest.mark.parametrize("screen", ["2", "4", "8"])
async def test_whoever_walks_through_the_screens_by_digits_is_not_caught(
    tmp_path: Path, screen: str
) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press(screen)
        current = app.screen
        assert isinstance(current, BookScreen)
        grid = current.query_one(DataGrid)
        await until(pilot, lambda: grid.shown_source.row_count > 0)
        assert grid.has_focus
        keys = [c.key for c in grid.shown_columns if c.kind in ("number", "money")]
        grid.move_cursor(0, [c.key for c in grid.shown_columns].index(keys[0]))
        await pilot.press("7")
        assert app.current_mode == "followups"


async def test_escape_gives_the_digits_back_and_so_does_leaving(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, "amount")
        assert screen.grid.digits_taken
        assert "esc gives them back" in status(app)
        await pilot.press("escape")
        assert not screen.grid.digits_taken
        await pilot.press("7")
        assert app.current_mode == "followups"
        await pilot.press("2", "right", "left")
        assert screen.grid.digits_taken
        app.action_go("home")
        app.action_go("deals")
        await pilot.pause()
        await pilot.press("6")
        assert app.current_mode == "history"


async def test_the_key_bar_mutes_the_screens_while_digits_type(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen = await on_pipeline(app, pilot, "amount")
        bar = screen.query_one(KeyBar)

        def clicks() -> set[str]:
            content = bar.visual
            assert isinstance(content, Content)
            found = (s.style.meta.get("@click", "") for s in content.spans if s.style
                     and not isinstance(s.style, str))  # fmt: skip
            return {str(click) for click in found}

        assert "app.press('1')" not in clicks()
        await pilot.press("escape")
        assert "app.press('1')" in clicks()
