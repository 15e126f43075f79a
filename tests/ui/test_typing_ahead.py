"""Keys that arrive in one go do what they would do one by one, in the order they were typed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy, until
from grid_support import GridApp, ListSource, sales_rows
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from salestui.ui import keys_in_order
from salestui.ui.app import SalesApp
from salestui.ui.grid import CellEdited
from salestui.ui.screens.table import TableScreen

CTRL_U, ENTER, TAB, BACKSPACE, F2, DOWN = "\x15", "\r", "\t", "\x7f", "\x1bOQ", "\x1b[B"
LEFT, RIGHT, ESC = "\x1b[D", "\x1b[C", "\x1b[27u"
CTRL_P, CTRL_L = "\x10", "\x0c"


def type_at_once(app: Any, typed: str) -> None:
    """Hand over what a terminal sends for these keys, as the terminal's driver does."""
    assert app._driver is not None
    for event in XTermParser().feed(typed):
        app._driver.process_message(event)


async def rested(pilot: Pilot[Any], app: Any) -> None:
    """Wait until no key is held and all that they began is done."""
    await pilot.pause()
    await until(pilot, lambda: not app._held)


async def on_amount(app: SalesApp, pilot: Pilot[Any]) -> tuple[TableScreen, int]:
    """The pipeline, its cursor on the amount of the first row; and that row."""
    await pilot.press("2")
    screen = app.screen
    assert isinstance(screen, TableScreen)
    await until(pilot, lambda: screen.grid.shown_source.row_count > 0)
    keys = [c.key for c in screen.grid.shown_columns]
    screen.grid.move_cursor(0, keys.index("amount") - 1)
    await pilot.press("right")
    row = screen.grid.cursor_row_key
    assert row is not None
    return screen, row


def amount(app: SalesApp, row: int) -> object:
    assert app.session is not None
    return app.session.state.entities["deals"].value(row, "amount")


@pytest.mark.parametrize(
    "typed",
    [
        f"e{CTRL_U}1.2m{ENTER}",
        f"{ENTER}{CTRL_U}1.2m{ENTER}",
        f"{F2}{CTRL_U}1.2m{ENTER}",
        f"{BACKSPACE}1.2m{ENTER}",
        f"1.2m{ENTER}",
        f"e{CTRL_U}\x1b[200~1.2m\x1b[201~{ENTER}",
        f"\x1b[200~1.2m\x1b[201~{ENTER}",
    ],
    ids=["e", "enter", "f2", "backspace", "typing", "paste into", "paste"],
)
async def test_an_amount_that_comes_in_one_go_is_taken_whole(tmp_path: Path, typed: str) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, row = await on_amount(app, pilot)
        before = amount(app, row)
        assert before not in (None, 1_200_000.0)
        type_at_once(app, typed)
        await until(pilot, lambda: amount(app, row) != before)
        await rested(pilot, app)
        assert amount(app, row) == 1_200_000.0
        assert not screen.grid.editing
        assert app.screen is screen


async def test_keys_that_only_take_letters_away_leave_the_rest(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, row = await on_amount(app, pilot)
        assert app.session is not None
        text = screen.grid.shown_source.edit_text(row, "amount")
        type_at_once(app, f"e{BACKSPACE}{BACKSPACE}{ENTER}")
        await until(pilot, lambda: bool(app.session and app.session.state.pending_count))
        await rested(pilot, app)
        assert screen.grid.shown_source.edit_text(row, "amount") == text[:-2]


async def test_several_rows_are_edited_in_one_go(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, row = await on_amount(app, pilot)
        rows = [screen.grid.shown_source.row_key(place) for place in range(4)]
        assert rows[0] == row
        type_at_once(app, "".join(f"e{CTRL_U}{n}50k{ENTER}{DOWN}" for n in (1, 2, 3, 4)))
        await until(pilot, lambda: amount(app, rows[3]) == 450_000.0)
        await rested(pilot, app)
        assert [amount(app, row) for row in rows] == [150e3, 250e3, 350e3, 450e3]


async def test_a_row_of_cells_is_filled_with_tab_in_one_go() -> None:
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=(120, 24)) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.pause()
        type_at_once(app, f"eX{TAB}42{TAB}概念{TAB}Bob{TAB}{ESC}{DOWN}{BACKSPACE}y{ENTER}")
        await rested(pilot, app)
        assert [(m.row_key, m.column_key, m.text) for m in app.heard(CellEdited)] == [
            (105, "customer", "苏州轨交 二期X"), (105, "amount", "42"), (105, "stage", "概念交流"),
            (105, "owner", "Bob"), (106, "close", "y"),
        ]  # fmt: skip
        assert not app.grid.editing


async def test_a_digit_is_the_screens_until_the_user_has_come_to_the_cell(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, row = await on_amount(app, pilot)
        type_at_once(app, f"{LEFT}{RIGHT}77{ENTER}{LEFT}7")
        await until(pilot, lambda: app.current_mode == "followups")
        assert amount(app, row) == 77.0
        assert not screen.grid.editing


async def test_the_row_that_a_search_finds_is_edited_in_one_go(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, first = await on_amount(app, pilot)
        before = amount(app, first)
        source, columns = screen.grid.shown_source, [c.key for c in screen.grid.shown_columns]
        name, wanted = source.rows(7, 8)[0][0].text, source.row_key(7)
        to_amount = RIGHT * columns.index("amount")
        type_at_once(app, f"/{name}{ENTER}{to_amount}e{CTRL_U}1.7m{ENTER}")
        await rested(pilot, app)
        assert (amount(app, first), amount(app, wanted)) == (before, 1_700_000.0)


async def test_what_a_filter_shows_is_edited_in_one_go(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        screen, first = await on_amount(app, pilot)
        before = amount(app, first)
        type_at_once(app, f"famount<100k{ENTER}e{CTRL_U}1.8m{ENTER}")
        await rested(pilot, app)
        assert screen.viewing.filter == "amount<100k"
        assert app.session is not None
        amounts = app.session.state.entities["deals"].frame["amount"].to_list()
        assert amounts.count(1_800_000.0) == 1
        assert amount(app, first) == before


async def test_a_command_is_found_and_done_in_one_go(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        type_at_once(app, f"{CTRL_P}forecast{ENTER}")
        await until(pilot, lambda: app.current_mode == "forecast")


async def test_a_scope_is_chosen_in_one_go(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        type_at_once(app, f"gmaya{ENTER}2")
        await until(pilot, lambda: app.current_mode == "deals")
        assert app.session is not None
        assert app.session.focus.value("rep") == "Maya Okafor"


async def test_a_visit_is_logged_in_one_go_and_the_next_keys_go_on_below(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("2")
        type_at_once(app, f"{CTRL_L}visit Rookwood Systems demo ok{ENTER}7")
        await until(pilot, lambda: app.current_mode == "followups")
        assert app.session is not None
        assert app.session.state.pending_count > 0


async def test_work_that_takes_long_holds_keys_back_once_and_only_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys_in_order, "_PATIENCE", 50)
    app, done = GridApp(ListSource(sales_rows(30))), threading.Event()
    async with app.run_test(size=(120, 24)) as pilot:
        work = app.run_worker(done.wait, thread=True, group="work")
        type_at_once(app, DOWN * 2)
        await pilot.pause()
        await until(pilot, lambda: app.grid.cursor_row == 2)
        type_at_once(app, DOWN)
        await until(pilot, lambda: app.grid.cursor_row == 3)
        assert work.is_running
        done.set()


async def test_keys_wait_for_work_that_ends_soon() -> None:
    app, done = GridApp(ListSource(sales_rows(30))), threading.Event()
    async with app.run_test(size=(120, 24)) as pilot:
        app.run_worker(done.wait, thread=True, group="search")
        type_at_once(app, DOWN)
        await pilot.pause()
        assert app.grid.cursor_row == 0
        done.set()
        await until(pilot, lambda: app.grid.cursor_row == 1)
