"""From a deal to its contract: made when it is won, listed on its screen, paid from there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from contract_books import TODAY, workbook
from driving import status, until
from table_support import Table, table
from textual.widgets import Input

from salestui.i18n import set_language
from salestui.ui.advancing.asking import ask_advance
from salestui.ui.contract.screen import ContractScreen
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.paying.dialog import PaymentDialog
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog


@asynccontextmanager
async def deal(row: int, *left_out: str) -> AsyncIterator[tuple[Table, DealScreen]]:
    async with table(workbook=workbook(*left_out), size=(160, 50)) as opened:
        opened.to(row, "id")
        await opened.press("o")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, DealScreen))
        screen = opened.app.book_screen
        assert isinstance(screen, DealScreen)
        await until(opened.pilot, lambda: screen.view is not None)
        yield opened, screen


def lines(screen: DealScreen) -> str:
    return screen.query_one("#contracts", SectionPanel).as_text()


@pytest.mark.inventory(57, 59)
async def test_the_deal_lists_its_contract_with_what_is_open_and_due_and_opens_it() -> None:
    async with deal(0) as (opened, screen):
        assert lines(screen) == (
            "!\tC-2026-01\teffective\t105,000\t75,000\t2026-12-01 60,000 · 8 d late\t"
            "0/2 · 1 overdue"
        )
        screen.action_show_panel("contracts")
        await opened.press("o")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ContractScreen))


async def test_a_payment_is_entered_from_the_deal() -> None:
    async with deal(0) as (opened, screen):
        await opened.press("P")
        await until(opened.pilot, lambda: isinstance(opened.app.screen, PaymentDialog))
        assert opened.app.screen.query_one("#pay-amount", Input).value == "60000"
        await until(opened.pilot, lambda: opened.app.screen._found is not None)  # type: ignore[attr-defined]
        await opened.press("enter")
        await until(opened.pilot, lambda: "15,000\t\t0/2" in lines(screen))


@pytest.mark.inventory(57, 59)
@pytest.mark.parametrize("split", ["30/60/10", "50 50", "20/30/40/10"])
async def test_a_won_deal_offers_its_contract_with_a_plan(split: str) -> None:
    async with table(workbook=workbook(), size=(120, 40)) as opened:
        ask_advance(opened.app, [1], "Won")
        await until(opened.pilot, lambda: opened.app.screen is not opened.app.book_screen)
        if not isinstance(opened.app.screen, ChooseDialog):  # what is missing is listed first
            await opened.press("o")
            await opened.type("now")
            await opened.press("enter")
            await until(opened.pilot, lambda: isinstance(opened.app.screen, ChooseDialog))
        await opened.type("contract")
        await opened.press("enter")
        await until(opened.pilot, lambda: _asks(opened, "how is it paid?"))
        await opened.type(split)
        await opened.press("enter")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ContractScreen))
        state = opened.book.state
        made = state.entities["contracts"].live.to_dicts()[-1]
        assert (made["no"], made["deal"], made["customer"], made["amount"], made["drafted"]) == (
            "C-2026-03", "Robot", "Boreal", 250_000, TODAY,
        )  # fmt: skip
        plan = [r for r in state.entities["payment_plan"].live.to_dicts()
                if r["contract"] == "C-2026-03"]  # fmt: skip
        shares = [float(part) for part in split.replace("/", " ").split()]
        assert [r["amount"] for r in plan] == [2_500 * share for share in shares]
        assert plan[0]["kind"] == "advance"
        assert plan[-1]["kind"] == ("retention" if len(shares) == 4 else "final")
        await opened.press("u")
        state = opened.book.state
        assert state.entities["contracts"].live.height == 2
        assert state.entities["payment_plan"].live.height == 3
        assert state.entities["deals"].value(1, "stage") == "Won"


def _asks(opened: Table, text: str) -> bool:
    screen = opened.app.screen
    return isinstance(screen, ChooseDialog) and text in str(
        screen.query_one(".dialog").border_title
    )


async def test_n_in_the_section_makes_the_contract_and_offers_its_sheet() -> None:
    async with deal(1, "Contracts") as (opened, screen):
        screen.action_show_panel("contracts")
        await opened.press("n")
        await until(opened.pilot, lambda: isinstance(opened.app.screen, AskDialog))
        await opened.press("escape")
        assert opened.book.state.rows("contracts") is None
    async with deal(1) as (opened, screen):
        screen.action_show_panel("contracts")
        await opened.press("n")
        await until(opened.pilot, lambda: _asks(opened, "how is it paid?"))
        await opened.type("30/30")
        await opened.press("enter")
        await until(opened.pilot, lambda: "30/30 is no split" in status(opened.app))


async def test_in_chinese() -> None:
    set_language("zh")
    try:
        async with deal(0) as (_opened, screen):
            assert "C-2026-01" in lines(screen)
    finally:
        set_language("en")
