"""The screen of collections, driven on a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cash_books import CHINESE, ENGLISH, TODAY
from driving import shown, status, until
from textual.pilot import Pilot
from textual.widgets import Input
from written_books import Sheets, write

from adapters.registry import open_workbook
from salestui import i18n
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.cash.screen import CollectionsScreen
from salestui.ui.contract.screen import ContractScreen
from salestui.ui.customer.screen import CustomerScreen
from salestui.ui.followups.listing import FollowUpList
from salestui.ui.paying.dialog import PaymentDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.panel import Panel

pytestmark = [
    pytest.mark.inventory(59, 60),
    pytest.mark.parametrize("size", [(80, 24), (140, 40), (200, 60)]),
]


@asynccontextmanager
async def _collections(
    folder: Path, size: tuple[int, int], sheets: Sheets = ENGLISH, period: str = "2026-12"
) -> AsyncIterator[tuple[SalesApp, Pilot[Any], CollectionsScreen]]:
    workbook = open_workbook(str(write(folder / "team.xlsx", sheets)), folder / "state")
    opening = Opening(workbook, TODAY, period, journals=folder / "state" / "journals")
    app = SalesApp(opening, Config())
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            app.action_go("collections")
            await until(pilot, lambda: _screen(app) is not None)
            screen = _screen(app)
            assert screen is not None
            yield app, pilot, screen
    finally:
        workbook.close()


def _screen(app: SalesApp) -> CollectionsScreen | None:
    screen = app.book_screen
    ready = isinstance(screen, CollectionsScreen) and screen.view is not None
    return screen if ready and isinstance(screen, CollectionsScreen) else None


def _cells(screen: CollectionsScreen) -> list[tuple[str, ...]]:
    return [row.cells for row in screen.chase.rows]


async def test_whom_to_chase_first(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (_app, pilot, screen):
        await pilot.pause()
        told = [(cells[0], cells[1], cells[6]) for cells in _cells(screen)]
        assert told == [
            ("promise broken", "Acme Works", "200"),
            ("promised today", "Delta", "200"),
            ("overdue", "Acme Works", "300"),
            ("not due", "Acme Works", "300"),
            ("not due", "Acme Works", "400"),
        ]
        assert screen.view is not None
        assert {k.key: k.value for k in screen.view.figures} == {
            "receivable": "1.40k", "overdue": "700", "rate_due": "40.0%", "dso": "n/a",
            "received": "120", "promised": "200", "broken": "200", "overpaid": "50",
            "apart": "70",
        }  # fmt: skip


async def test_a_line_opens_its_contract_its_deal_or_its_customer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        screen.chase.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.book_screen, ContractScreen))
        app.action_go("collections")
        await pilot.pause()
        await pilot.press("down", "o")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))
        app.action_go("collections")
        await pilot.pause()
        await pilot.press("home", "c")
        await until(pilot, lambda: isinstance(app.book_screen, CustomerScreen))


async def test_the_rate_is_chosen_and_named(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        await pilot.press("z")
        await until(pilot, lambda: screen.view is not None and screen.view.rate == "opening")
        assert "billed" in status(app)
        assert screen.view is not None
        shown_now = {k.key: (k.label, k.value) for k in screen.view.figures}
        assert shown_now["rate_opening"] == ("Rate, of owed", "16.0%")
        assert "rate_due" not in shown_now
        app.action_go("home")
        await pilot.pause()
        app.action_go("collections")
        await pilot.pause()
        assert screen.view.rate == "opening"


async def test_a_promise_is_written_and_taken_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        screen.chase.focus()
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        app.screen.query_one(Input).value = "+3d after the audit"
        await pilot.press("enter")
        await until(pilot, lambda: _standing(screen, 3) == "promised")
        plan = app.session.state.entities["payment_plan"] if app.session else None
        assert plan is not None
        assert plan.value(3, "promised") == date(2026, 12, 12)
        assert plan.value(3, "promise") == "after the audit"
        await pilot.press("u")
        await until(pilot, lambda: _standing(screen, 3) == "promise broken")


def _standing(screen: CollectionsScreen, row: int) -> str:
    return next((line.word for line in screen.chase.rows if line.row == row), "")


async def test_a_payment_closes_what_is_chased(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        screen.chase.focus()
        await pilot.press("down", "down", "p")
        await until(pilot, lambda: isinstance(app.screen, PaymentDialog))
        assert "300" in [field.value for field in app.screen.query(Input)]
        told = app.screen.query_one("#told")
        await until(pilot, lambda: "closes P-2" in str(told.render()))
        await pilot.press("enter")
        await until(pilot, lambda: not _standing(screen, 1))
        await pilot.press("u")
        await until(pilot, lambda: _standing(screen, 1) == "overdue")


async def test_what_is_owed_is_followed_up_by_a_payment(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with _collections(tmp_path, size) as (app, pilot, _screen):
        app.action_go("followups")
        await until(pilot, lambda: bool(app.book_screen and _follow_ups(app)))
        assert _follow_ups(app)[:2] == ["payment due", "payment promised"]
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, PaymentDialog))
        assert "300" in [field.value for field in app.screen.query(Input)]


def _follow_ups(app: SalesApp) -> list[str]:
    found = app.book_screen.query(FollowUpList) if app.book_screen is not None else ()
    return [row.kind for panel in found for row in panel.rows]


async def test_figures_are_explained(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        screen.query_one("#figures", Panel).focus()
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("right", "right")
        dialog = app.screen
        assert isinstance(dialog, ExplainDialog)
        text = str(dialog.query("Static").first().render())
        assert "120 / 300" in text and "40%" in text and "C-1 · P-3" in text


async def test_ages_and_parts(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _collections(tmp_path, size) as (app, pilot, screen):
        if size == (80, 24):
            screen.action_show_panel("ages")
        ages = screen.query_one("#ages", Panel)
        ages.focus()
        await pilot.press("end", "enter")
        await until(pilot, lambda: len(screen.chase.rows) == 1)
        assert _cells(screen)[0][5:7] == ("99 d", "300")
        for name, first in (("customer", "Acme Works"), ("rep", "Ann"), ("team", "East")):
            screen.action_show_panel(name)
            parts = screen.query_one("#parts", Panel)
            await until(pilot, lambda panel=parts, text=first: text in panel.as_text())
        screen.query_one("#parts", Panel).focus()
        await pilot.press("enter")
        await until(pilot, lambda: app.session is not None and bool(app.session.focus.terms))


async def test_in_chinese(tmp_path: Path, size: tuple[int, int]) -> None:
    i18n.set_language("zh")
    try:
        async with _collections(tmp_path, size, CHINESE) as (_app, pilot, screen):
            await pilot.pause()
            assert len(screen.chase.rows) == 2
            assert screen.view is not None
            figures = {k.label: k.value for k in screen.view.figures}
            assert (figures["应收余额"], figures["逾期应收"]) == ("110万", "50.0万")
            assert "月初付款" in screen.chase.as_text()
    finally:
        i18n.set_language("en")


async def test_without_a_plan_its_sheet_is_offered(tmp_path: Path, size: tuple[int, int]) -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {"Pipeline": ENGLISH["Pipeline"]}
    async with _collections(tmp_path, size, sheets) as (app, pilot, screen):
        assert "n adds it" in screen.chase.nothing()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
