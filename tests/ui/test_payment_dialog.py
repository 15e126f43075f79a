"""Entering a payment in the app: what it closes is told while it is typed, then written as one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from contract_books import TODAY, workbook
from driving import status, until
from table_support import Table, table
from textual.widgets import Input, Static

from salestui.i18n import set_language
from salestui.ui.paying import enter_payment
from salestui.ui.paying.dialog import PaymentDialog
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog


@asynccontextmanager
async def paying(*left_out: str, **wanted: str) -> AsyncIterator[Table]:
    async with table(workbook=workbook(*left_out)) as opened:
        enter_payment(opened.app, opened.book.state, **wanted)  # type: ignore[arg-type]
        yield opened


async def form(opened: Table) -> PaymentDialog:
    await until(opened.pilot, lambda: isinstance(opened.app.screen, PaymentDialog))
    dialog = opened.app.screen
    assert isinstance(dialog, PaymentDialog)
    await until(opened.pilot, lambda: dialog._found is not None)
    return dialog


async def put(opened: Table, dialog: PaymentDialog, name: str, text: str) -> str:
    """Type into a field; what the dialog tells then."""
    before = dialog._found
    dialog.query_one(f"#pay-{name}", Input).value = text
    await until(opened.pilot, lambda: dialog._found is not before)
    return told(dialog)


def told(dialog: PaymentDialog) -> str:
    return str(dialog.query_one("#told", Static).render())


def line(opened: Table, row: int) -> tuple[object, object]:
    rows = opened.book.state.entities["payment_plan"]
    return rows.value(row, "received"), rows.value(row, "settled")


@pytest.mark.inventory(59)
async def test_a_payment_closes_lines_in_order_and_undo_takes_all_of_it_back() -> None:
    async with paying(contract="C-2026-01") as opened:
        dialog = await form(opened)
        assert dialog.query_one("#pay-amount", Input).value == "60000"
        assert "closes L-2 progress" in told(dialog)
        said = await put(opened, dialog, "amount", "70000")
        assert "closes L-2 progress with 60,000" in said
        assert "10,000 of it for L-3 final: 5,000 still unpaid" in said
        assert "Left to pay then: 5,000" in said
        await put(opened, dialog, "received_by", "Max")
        await opened.press("enter")
        await until(opened.pilot, lambda: opened.book.state.pending_count > 0)
        assert line(opened, 1) == (60_000, TODAY)
        assert line(opened, 2) == (10_000, None)
        paid = opened.book.state.entities["payments"]
        row, names = paid.live["_id"][-1], ("id", "date", "contract", "amount", "received_by")
        written = ["P-002", TODAY, "C-2026-01", 70_000, "Max"]
        assert [paid.value(row, name) for name in names] == written
        assert "closed: L-2 progress" in status(opened.app)
        await opened.press("u")
        assert opened.book.state.pending_count == 0
        assert line(opened, 1) == (None, None)


async def test_a_payment_for_a_line_begins_with_what_it_lacks_and_names_it() -> None:
    async with paying(plan="L-3") as opened:
        dialog = await form(opened)
        values = {f.id: f.value for f in dialog.query(Input)}
        assert (values["pay-amount"], values["pay-kind"]) == ("15000", "Final")
        assert "closes L-3 final with 15,000" in told(dialog)
        await opened.press("enter")
        await until(opened.pilot, lambda: opened.book.state.pending_count > 0)
        paid = opened.book.state.entities["payments"]
        assert paid.value(paid.live["_id"][-1], "plan") == "L-3"
        assert line(opened, 1) == (None, None)


async def test_more_than_is_owed_is_warned_of_and_agreed_once_more() -> None:
    async with paying(contract="C-2026-01") as opened:
        dialog = await form(opened)
        said = await put(opened, dialog, "amount", "100000")
        assert "25,000 more than the 105,000 agreed" in said
        await opened.press("enter")
        assert isinstance(opened.app.screen, PaymentDialog)
        assert "enter again" in told(dialog)
        await opened.press("enter")
        await until(opened.pilot, lambda: opened.book.state.pending_count > 0)
        assert line(opened, 2) == (15_000, TODAY)


async def test_what_is_no_amount_and_no_day_is_told_and_nothing_is_entered() -> None:
    async with paying(contract="C-2026-01") as opened:
        dialog = await form(opened)
        assert "amount" in (await put(opened, dialog, "amount", ""))
        assert "✗" in await put(opened, dialog, "date", "someday")
        await opened.press("enter", "escape")
        assert opened.book.state.pending_count == 0


async def test_a_refund_opens_a_line_again() -> None:
    async with paying(plan="L-1") as opened:
        dialog = await form(opened)
        said = await put(opened, dialog, "amount", "-4000")
        assert "opens L-1 advance again by 4,000: 4,000 unpaid" in said
        await opened.press("enter")
        await until(opened.pilot, lambda: opened.book.state.pending_count > 0)
        assert line(opened, 0) == (26_000, None)


async def test_a_contract_without_a_plan_and_a_deal_without_a_contract_take_payments() -> None:
    async with paying("Payment plan", contract="Valves") as opened:
        dialog = await form(opened)
        assert "no payment plan" in told(dialog)
        assert "everything is paid" in told(dialog)
        await opened.press("enter")
        await until(opened.pilot, lambda: opened.book.state.pending_count == 1)
    async with paying(deal="D-2") as opened:
        dialog = await form(opened)
        assert dialog.query_one("#pay-amount", Input).value == "250000"


async def test_without_a_contract_named_it_is_asked_and_a_missing_sheet_is_offered() -> None:
    async with paying("Payments") as opened:
        await until(opened.pilot, lambda: isinstance(opened.app.screen, ChooseDialog))
        await opened.press("enter")
        await until(opened.pilot, lambda: isinstance(opened.app.screen, AskDialog))
        texts = " ".join(str(text.render()) for text in opened.app.screen.query(Static))
        assert "no sheet for: Payments" in texts


async def test_a_name_that_no_sheet_has_is_told() -> None:
    async with paying(contract="C-9") as opened:
        await until(opened.pilot, lambda: "C-9" in status(opened.app))


async def test_a_day_to_come_is_warned_of_in_chinese_too() -> None:
    set_language("zh")
    try:
        async with paying(contract="C-2026-01") as opened:
            dialog = await form(opened)
            said = await put(opened, dialog, "date", date(2026, 12, 24).isoformat())
            assert "2026-12-24" in said
            assert "!" in said
    finally:
        set_language("en")
