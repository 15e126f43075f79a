"""The performance screen on the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, running, sample_copy, status, until
from partial_books import partial_book
from textual.pilot import Pilot

from salestui.ui.app import SalesApp
from salestui.ui.performance import show_performance
from salestui.ui.performance.board import LeaderBoard
from salestui.ui.performance.card import BehindPanel, CardPanel
from salestui.ui.performance.screen import PerformanceScreen
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.explain import ExplainDialog

pytestmark = pytest.mark.inventory(66, 70, 71)


def ready(app: SalesApp) -> bool:
    screen = app.book_screen
    return (
        isinstance(screen, PerformanceScreen)
        and screen.view is not None
        and screen.query_one(BehindPanel).ready
    )


@asynccontextmanager
async def appraising(
    path: Path, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[PerformanceScreen, Pilot[Any]]]:
    async with running(path, size) as (app, pilot):
        await pilot.press("0")
        await until(pilot, lambda: ready(app))
        screen = app.book_screen
        assert isinstance(screen, PerformanceScreen)
        yield screen, pilot


def behind(screen: PerformanceScreen) -> BehindPanel:
    return screen.query_one(BehindPanel)


def to_line(screen: PerformanceScreen, label: str) -> None:
    rows = screen.card.rows
    place = next(n for n, row in enumerate(rows) if row.label == label)
    screen.card.action_move(place - screen.card.cursor)


async def test_from_the_leaderboard_to_a_line_to_its_rows_to_the_deal(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        first = screen.board.current
        assert first is not None and first.place == "1"
        assert first.label in str(screen.card.border_title)
        assert screen.card.rows[0].score == first.score
        await pilot.press("down")
        second = screen.board.current
        assert second is not None and second.label in str(screen.card.border_title)
        await pilot.press("enter")
        assert screen.focused is screen.card
        to_line(screen, "Revenue against target")
        await until(pilot, lambda: bool(behind(screen).rows))
        await pilot.press("enter")
        await until(pilot, lambda: screen.focused is behind(screen))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "deal")


async def test_every_line_explains_itself(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, ExplainDialog)
        assert "weight x points" in dialog._sheet().explanation.kpi.formula
        seen = set()
        for _n in screen.card.rows:
            sheet = dialog._sheet()
            seen.add(sheet.explanation.kpi.label)
            assert sheet.explanation.kpi.formula
            await pilot.press("right")
        assert len(seen) == len(screen.card.rows)
        await pilot.press("escape", "tab")
        to_line(screen, "New customers")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        assert isinstance(pilot.app.screen, ExplainDialog)
        assert "first won deal" in pilot.app.screen._sheet().explanation.kpi.formula


@pytest.mark.inventory(74)
async def test_teams_managers_and_back_and_another_period(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("v")
        await until(pilot, lambda: screen.view is not None and str(screen.view.kind) == "team")
        assert screen.board.rows[-1].label == "Company" and screen.board.rows[-1].place == ""
        await pilot.press("v")
        await until(pilot, lambda: screen.view is not None and str(screen.view.kind) == "manager")
        assert screen.view is not None
        assert bool(screen.board.rows) is not bool(screen.view.needs)
        await pilot.press("v", "left_square_bracket")
        await until(
            pilot,
            lambda: (
                screen.view is not None
                and str(screen.view.kind) == "rep"
                and screen.view.board.periods[-1].key == "2026-Q3"
            ),
        )


async def test_lines_without_a_figure_count_as_chosen(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        screen.select("Daniel Reyes")
        await pilot.pause()
        before = screen.board.current
        assert before is not None and before.name == "Daniel Reyes"
        await pilot.press("z")
        await until(pilot, lambda: screen.view is not None and screen.view.board.missing == "zero")
        assert "counts 0" in status(pilot.app)
        after = screen.board.current
        assert after is not None and after.name == before.name
        assert screen.view is not None
        standing = screen.view.standing(after.name)
        assert standing is not None
        assert sum(x.share for x in standing.card.lines) == pytest.approx(100)


async def test_sorting_keeps_who_is_selected(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("down", "down")
        chosen = screen.board.current
        assert chosen is not None
        for order in ("by change", "by commission", "by name", "by points"):
            await pilot.press("s")
            assert order in str(screen.board.border_title)
            assert screen.board.current is not None
            assert screen.board.current.name == chosen.name


async def test_a_missing_sheet_is_offered_and_the_page_opens(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        session = screen.sales_app.session
        assert session is not None
        await pilot.press("enter", "n")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, AskDialog) or pilot.app.current_mode == "scorecards"
            ),
        )
        missing = session.state.rows("scorecards") is None
        assert missing is isinstance(pilot.app.screen, AskDialog)
        if missing:
            await pilot.press("escape")
        show_performance(screen.sales_app, "Owen Castellano")
        await until(
            pilot,
            lambda: (
                screen.board.current is not None and screen.board.current.name == "Owen Castellano"
            ),
        )
        screen.board.focus()
        await pilot.pause()
        await pilot.press("o")
        await until(pilot, lambda: pilot.app.current_mode == "person")


async def test_the_board_is_copied_and_exported(tmp_path: Path) -> None:
    async with appraising(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("y")
        assert screen.board.rows[0].label in pilot.app.clipboard
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        path = tmp_path / "out.csv"
        dialog = pilot.app.screen
        dialog.dismiss(str(path))  # type: ignore[attr-defined]
        await until(pilot, path.exists)
        await until(pilot, lambda: "written" in status(pilot.app))
        text = path.read_text("utf-8-sig")
        assert screen.board.rows[0].label in text and "Revenue against target" in text


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_it_fits_small_and_large_terminals(tmp_path: Path, size: tuple[int, int]) -> None:
    async with appraising(sample_copy(tmp_path), size) as (screen, pilot):
        for panel in (LeaderBoard, CardPanel):
            region = screen.query_one(panel).region
            assert region.width > 30 and region.height > 4
            assert region.right <= size[0] and region.bottom <= size[1]
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert screen.focused is behind(screen)
        assert behind(screen).region.height > 3


@pytest.mark.parametrize("name", ["customers", "targets", "orders and targets"])
async def test_a_part_of_the_data_is_no_dead_end(tmp_path: Path, name: str) -> None:
    async with running(partial_book(tmp_path, name)) as (app, pilot):
        await pilot.press("0")
        await until(pilot, lambda: ready(app))
        screen = app.book_screen
        assert isinstance(screen, PerformanceScreen) and screen.view is not None
        assert bool(screen.board.rows) is not bool(screen.view.needs)
        for key in ("i", "escape", "enter", "down", "enter", "s", "z", "v", "y", "i", "escape"):
            await pilot.press(key)
        await until(pilot, lambda: app.fault is None and app.book_screen is screen)
        assert app.fault is None
