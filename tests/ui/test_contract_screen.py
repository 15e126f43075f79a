"""The contract screen on the real app: its steps, money, deliveries and changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from contract_books import TODAY, workbook
from driving import status, until
from table_support import Table, table
from textual.widgets import Input

from salestui.i18n import set_language
from salestui.ui.advancing.dialog import AdvanceDialog
from salestui.ui.contract.screen import ContractScreen
from salestui.ui.contract.showing import choose_contract, pay_under_cursor
from salestui.ui.deal.form import RowForm
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.paying.dialog import PaymentDialog
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.kpi_strip import KpiStrip


class Contract:
    """The app on the contract screen, and short ways to press and to ask."""

    def __init__(self, opened: Table, screen: ContractScreen) -> None:
        self.opened, self.app, self.pilot, self.screen = opened, opened.app, opened.pilot, screen

    async def press(self, *keys: str) -> None:
        before, number = self.screen.view, self.opened.book.state.number
        await self.opened.press(*keys)
        if self.opened.book.state.number != number:
            await until(self.pilot, lambda: self.screen.view is not before)

    def go(self, key: str, line: str = "") -> SectionPanel:
        """Put the cursor on a panel's line: the first that begins with a text."""
        self.screen.action_show_panel(key)
        panel = self.screen.query_one(f"#{key}", SectionPanel)
        found = (n for n, row in enumerate(panel.rows) if row.cells[0].strip().startswith(line))
        panel.cursor = next(found)
        return panel

    def text(self, key: str) -> str:
        return self.screen.query_one(f"#{key}", SectionPanel).as_text()

    def value(self, entity: str, row: int, column: str) -> object:
        return self.opened.book.state.entities[entity].value(row, column)

    async def shows(self, kind: type) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))


@asynccontextmanager
async def contract(
    *left_out: str, row: int = 0, size: tuple[int, int] = (160, 50)
) -> AsyncIterator[Contract]:
    async with table("contracts", workbook(*left_out), size) as opened:
        opened.to(row, "no")
        await opened.press("o")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ContractScreen))
        screen = opened.app.book_screen
        assert isinstance(screen, ContractScreen)
        await until(opened.pilot, lambda: screen.view is not None)
        yield Contract(opened, screen)


@pytest.mark.inventory(57, 58, 59, 61)
async def test_o_opens_the_contract_with_its_path_money_plan_deliveries_and_changes() -> None:
    async with contract() as c:
        view = c.screen.view
        assert view is not None
        told = {kpi.key: kpi.value for kpi in view.figures}
        assert told == {
            "in_force": "105k", "changes": "5.00k", "billed": "90.0k", "received": "30.0k",
            "open": "75.0k", "overdue": "60.0k",
        }  # fmt: skip
        assert "▶\teffective\t2026-06-12" in c.text("path")
        assert "for fulfilled: 75,000 is still to be paid." in c.text("path")
        plan = c.text("plan")
        assert "✓\tL-1 advance\t2026-06-20\t30,000\t30,000" in plan
        assert "↳\t  P-001\t2026-06-25\t\t30,000\ttransfer" in plan
        assert "!\tL-2 progress\t2026-12-01\t60,000\t\t8 d late" in plan
        assert "O-1\tPress\t2026-11-30\tshipped 2026-12-01\t9 d late" in c.text("deliveries")
        assert "?\tspare parts\tscope\t2,000" in c.text("changes")
        assert "Press contract" in c.text("documents")
        await c.press("escape")
        assert c.app.current_mode == "contracts"


async def test_the_figures_are_explained() -> None:
    async with contract() as c:
        c.screen.query_one(KpiStrip).focus()
        await c.press("i")
        await c.shows(ExplainDialog)


@pytest.mark.inventory(57)
async def test_the_next_step_asks_for_the_reviewer_and_is_one_edit() -> None:
    async with contract(row=1) as c:
        await c.press("a")
        await c.shows(ChooseDialog)
        await c.press("enter")  # the review comes next
        await until(c.pilot, lambda: "Who reviews it?" in str(c.app.screen.query_one(
            ".dialog").border_title))  # fmt: skip
        await c.press("enter")
        await until(c.pilot, lambda: c.value("contracts", 1, "status") == "review")
        assert c.value("contracts", 1, "reviewer") == "Eva"
        await c.press("u")
        assert c.value("contracts", 1, "status") == "Draft"
        assert c.value("contracts", 1, "reviewer") is None


@pytest.mark.inventory(57)
async def test_what_a_step_lacks_is_listed_ticked_or_overridden_with_a_reason() -> None:
    async with contract(row=1) as c:
        await c.press("a")
        await c.shows(ChooseDialog)
        await c.opened.type("sign")
        await c.press("enter")
        await c.shows(AdvanceDialog)
        await c.press("down", "space")  # reviewed today
        await c.press("o")
        await c.shows(TextDialog)
        await c.opened.type("urgent")
        await c.press("enter")
        await until(c.pilot, lambda: c.value("contracts", 1, "status") == "signed")
        assert c.value("contracts", 1, "reviewed") == TODAY
        assert c.value("contracts", 1, "signed") == TODAY
        assert c.value("contracts", 1, "notes") == "first\n2026-12-09 Draft → signed: urgent"
        await c.press("u")
        assert c.value("contracts", 1, "signed") is None


async def test_a_contract_is_terminated_for_a_reason_only() -> None:
    async with contract() as c:
        await c.press("a")
        await c.shows(ChooseDialog)
        await c.opened.type("termin")
        await c.press("enter")
        await c.shows(TextDialog)
        await c.opened.type("insolvent")
        await c.press("enter")
        await until(c.pilot, lambda: c.value("contracts", 0, "status") == "terminated")
        assert "insolvent" in str(c.value("contracts", 0, "notes"))


@pytest.mark.inventory(59)
async def test_p_on_a_plan_line_pays_that_line() -> None:
    async with contract() as c:
        c.go("plan", "L-2")
        await c.press("p")
        await c.shows(PaymentDialog)
        await until(c.pilot, lambda: c.app.screen._found is not None)  # type: ignore[attr-defined]
        assert c.app.screen.query_one("#pay-amount", Input).value == "60000"
        await c.press("enter")
        await until(c.pilot, lambda: c.value("payment_plan", 1, "settled") == TODAY)
        await until(c.pilot, lambda: "P-002" in c.text("plan"))
        assert "✓\tL-2 progress\t2026-12-01\t60,000\t60,000" in c.text("plan")


@pytest.mark.inventory(58, 61)
async def test_space_takes_a_delivery_to_acceptance_and_tells_which_lines_may_be_due() -> None:
    async with contract() as c:
        c.go("deliveries", "O-1")
        await c.press("space")
        await until(c.pilot, lambda: c.value("deliveries", 0, "status") == "delivered")
        assert c.value("deliveries", 0, "delivered") == TODAY
        c.go("deliveries", "O-1")
        await c.press("space")
        await c.shows(TextDialog)
        await c.opened.type("AR-7")
        await c.press("enter")
        await until(c.pilot, lambda: c.value("deliveries", 0, "status") == "accepted")
        assert c.value("deliveries", 0, "report") == "AR-7"
        assert "may be due now" in status(c.app)
        assert "L-3 final" in status(c.app)
        assert c.value("payment_plan", 2, "due") is None  # told, never guessed


@pytest.mark.inventory(61)
async def test_a_change_is_approved_and_counts_from_then_on() -> None:
    async with contract() as c:
        c.go("changes", "spare")
        await c.press("space")
        await c.shows(ChooseDialog)
        await c.press("enter")
        await until(c.pilot, lambda: "Who decides?" in str(c.app.screen.query_one(
            ".dialog").border_title))  # fmt: skip
        await c.opened.type("Max")
        await c.press("enter")
        await until(c.pilot, lambda: c.value("contract_changes", 1, "approved_by") == "Max")
        assert c.value("contract_changes", 1, "approved_on") == TODAY
        view = c.screen.view
        assert view is not None
        assert view.told.figures["in_force"].value == 107_000


async def test_new_rows_belong_to_the_contract() -> None:
    async with contract() as c:
        c.go("plan", "L-1")
        await c.press("n")
        await c.shows(RowForm)
        await c.press("escape", "c")
        await c.shows(RowForm)
        rows = c.opened.book.state.entities
        new = {
            name: rows[name].live.to_dicts()[-1] for name in ("payment_plan", "contract_changes")
        }
        assert new["payment_plan"]["contract"] == "C-2026-01"
        assert new["payment_plan"]["id"] == "C-2026-01-1"
        assert new["contract_changes"]["requested_by"] == "Ann"
        assert new["contract_changes"]["date"] == TODAY


async def test_the_deal_is_opened_and_a_missing_sheet_is_offered() -> None:
    async with contract("Deliveries") as c:
        c.screen.action_show_panel("deliveries")
        await c.press("n")
        await c.shows(AskDialog)
        await c.press("escape")
        await c.press("O")
        await until(c.pilot, lambda: isinstance(c.app.book_screen, DealScreen))


async def test_the_palette_opens_a_contract_from_any_row_that_names_one() -> None:
    async with table("payments", workbook()) as opened:
        choose_contract(opened.app)
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ContractScreen))
    async with table("payment_plan", workbook()) as opened:
        opened.to(2, "amount")
        pay_under_cursor(opened.app)
        await until(opened.pilot, lambda: isinstance(opened.app.screen, PaymentDialog))
        assert opened.app.screen.query_one("#pay-amount", Input).value == "15000"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_it_fits_every_screen_in_chinese_too(size: tuple[int, int]) -> None:
    set_language("zh")
    try:
        async with contract(size=size) as c:
            await c.press("tab", "tab", "tab")
            assert "L-2" in c.text("plan")
            assert c.screen.query_one("#path", SectionPanel).as_text()
    finally:
        set_language("en")


async def test_the_one_panel_of_a_small_screen_takes_all_of_it() -> None:
    async with contract(size=(80, 30)) as c:
        await c.pilot.pause()
        shown = [p for p in c.screen.query(".-current") if p.display and p.id == "path"]
        assert len(shown) == 1
        assert shown[0].region.bottom >= 27
