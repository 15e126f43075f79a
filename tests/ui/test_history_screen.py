"""The history screen: what it shows, how it is narrowed, what is taken back from it."""

from __future__ import annotations

from asyncio import to_thread
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.ui.app import SalesApp
from salestui.ui.history.listing import HistoryList
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.history import HistoryScreen
from salestui.views.history import ActLine, ChangeLine

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def listed(app: SalesApp) -> HistoryList:
    return app.screen.query_one(HistoryList)


def texts(app: SalesApp) -> list[str]:
    shown = listed(app)
    return [str(shown.get_option_at_index(i).prompt).rstrip() for i in range(shown.option_count)]


def settled(app: SalesApp) -> bool:
    return isinstance(app.screen, HistoryScreen) and all(w.is_finished for w in app.workers)


async def press(app: SalesApp, pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await until(pilot, lambda: all(w.is_finished for w in app.workers))


async def edit(app: SalesApp, pilot: Pilot[Any], *cells: tuple[int, str, object]) -> None:
    assert app.session is not None
    for row, column, value in cells:
        app.session.book.set_values(f"Edit: {column}", "deals", [(row, column, value)])
    app.publish()
    await pilot.pause()


def amount(app: SalesApp, row: int) -> object:
    assert app.session is not None
    return app.session.state.entities["deals"].value(row, "amount")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_who_what_from_to(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(sample_copy(tmp_path), size) as (app, pilot):
        await edit(app, pilot, (3, "amount", 4321.5), (4, "next_step", "call"))
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 4)
        last, call, first, money = texts(app)
        assert "Edit: next_step" in last
        assert "→ call" in call
        assert call.endswith("waiting")
        assert "Edit: amount" in first
        assert "→ 4,321.5" in money or "…" in money


async def test_one_change_is_taken_back_and_comes_again(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        before = amount(app, 3)
        await edit(app, pilot, (3, "amount", 4321.5), (4, "amount", 9.0))
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 4)
        await press(app, pilot, "end", "d")
        assert amount(app, 3) == before
        assert amount(app, 4) == 9.0
        await until(pilot, lambda: settled(app) and listed(app).option_count == 6)
        assert texts(app)[-1].endswith("taken back")
        await press(app, pilot, "u")
        assert amount(app, 3) == 4321.5


async def test_back_to_a_moment_asks_first_and_is_undone_as_one(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        three, four = amount(app, 3), amount(app, 4)
        await edit(app, pilot, (5, "amount", 1.0), (3, "amount", 2.0), (4, "amount", 3.0))
        await edit(app, pilot, (3, "amount", 4.0))
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 8)
        await press(app, pilot, "end", "T")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        question = str(app.screen.query_one(".question").render())
        assert question.startswith("2 changes of yours after")
        await press(app, pilot, "right", "enter")
        assert (amount(app, 3), amount(app, 4), amount(app, 5)) == (three, four, 1.0)
        await press(app, pilot, "u")
        assert (amount(app, 3), amount(app, 4), amount(app, 5)) == (4.0, 3.0, 1.0)


async def test_filters_by_text_by_who_and_by_row(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await edit(app, pilot, (3, "amount", 4321.5), (4, "next_step", "call"))
        book = openpyxl.load_workbook(path)
        sheet = book["Deals"]
        column = next(c.column for c in sheet[1] if "next" in str(c.value).lower())
        sheet.cell(8, column, "changed by others")
        book.save(path)
        book.close()
        await press(app, pilot, "r")
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count >= 6)
        assert any("→ changed by others" in text for text in texts(app))
        await press(app, pilot, "w")
        assert not any("changed by others" in text for text in texts(app))
        await press(app, pilot, "w")
        assert all("call" not in text for text in texts(app))
        await press(app, pilot, "escape")
        await press(app, pilot, "f", *"call", "enter")
        assert len(texts(app)) == 2
        await press(app, pilot, "escape")
        await press(app, pilot, "end", "v")
        assert len(texts(app)) == 2
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.wanted.entity == "deals"
        await press(app, pilot, "escape", "escape")
        assert not isinstance(app.screen, HistoryScreen)


async def test_from_a_row_to_its_history_and_back(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await edit(app, pilot, (0, "amount", 4321.5), (4, "next_step", "call"))
        await press(app, pilot, "2")
        screen = app.book_screen
        assert screen is not None
        await until(pilot, lambda: getattr(screen, "view", None) is not None)
        screen.go_to_row(0)  # type: ignore[attr-defined]
        await press(app, pilot, "v")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 2)
        lines = texts(app)
        assert "amount" in lines[0]
        await press(app, pilot, "end", "enter")
        await until(pilot, lambda: app.current_mode == "deals")
        assert screen.grid.cursor_row_key == 0  # type: ignore[attr-defined]


async def test_pages_come_while_scrolling(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        assert app.session is not None
        for n in range(150):
            app.session.book.set_values("many", "deals", [(3, "amount", float(n))])
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count > 0)
        shown = listed(app)
        await press(app, pilot, "end")
        await until(pilot, lambda: shown.option_count == 300)
        kinds = [type(line) for line in shown._shown_lines]
        assert kinds == [ActLine, ChangeLine] * 150


async def test_nothing_to_take_back_is_said(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await edit(app, pilot, (3, "amount", 4321.5))
        assert app.session is not None
        app.session.book.save()
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 3)
        await press(app, pilot, "home", "d")
        assert status(app) == "There is nothing to take back in this."


async def test_the_mouse_chooses_and_opens(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await edit(app, pilot, (3, "amount", 4321.5))
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 2)
        await pilot.click(HistoryList, offset=(10, 1))
        await pilot.pause()
        assert listed(app).highlighted == 1
        await pilot.click(HistoryList, offset=(10, 1), times=2)
        await until(pilot, lambda: app.current_mode == "deals")


async def test_what_a_command_wrote_is_listed_once_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESTUI_STATE", str(tmp_path / "state"))
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        assert app.session is not None
        before, deal = amount(app, 3), app.session.state.entities["deals"].value(3, "id")
        assert await to_thread(main, ["edit", str(path), f"{deal}.amount=4321.5"]) == Exit.OK
        await until(pilot, lambda: amount(app, 3) == 4321.5)
        await press(app, pilot, "6")
        await until(pilot, lambda: settled(app) and listed(app).option_count == 2)
        assert f"{deal}.amount" in texts(app)[0]
        await press(app, pilot, "end", "d")
        await until(pilot, lambda: amount(app, 3) == before)
