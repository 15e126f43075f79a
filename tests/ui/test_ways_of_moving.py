"""Every way to move a deal asks the same: grid, filling, pasting, board, deal screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from advance_books import english
from fakes import MemoryWorkbook
from remote_support import until
from table_support import Table, table
from textual import events
from textual.widgets import Static

from adapters.contents import FormulaCells, FormulaState
from salestui.ui.advancing import ask_advance
from salestui.ui.advancing.dialog import AddColumns, AdvanceDialog
from salestui.ui.deal.advancing import advance_to
from salestui.ui.deal.cell_edit import edit_cell
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog

PRESS, ROBOT, LINE, SPARE = range(4)
ASKED = "This cell holds a formula. Replace it with a value?"

Way = Callable[[Table], Awaitable[None]]


def with_formulas(*sheet_rows: int) -> MemoryWorkbook:
    """Deals of which some have a stage that a formula makes."""
    cells = [FormulaCells(4, row, row, FormulaState.CALCULATED) for row in sheet_rows]
    return MemoryWorkbook(english().sheets, formula_cells={"Pipeline": cells})


async def by_typing(t: Table) -> None:
    t.to(PRESS, "stage")
    await t.press("backspace")
    if not isinstance(t.app.screen, AskDialog):
        await t.type("neg")
        await t.press("enter")


async def by_pasting(t: Table) -> None:
    t.to(PRESS, "stage")
    t.screen.grid.post_message(events.Paste("Negotiation"))
    await t.pilot.pause()
    if not isinstance(t.app.screen, AskDialog):
        await t.press("enter")


async def by_filling(t: Table) -> None:
    t.to(LINE, "stage")
    t.screen.grid.mark(frozenset((PRESS, LINE)))
    await t.press("ctrl+d")


async def by_card(t: Table) -> None:
    await t.press("b")
    assert t.screen.board.go_to(PRESS)
    await t.pilot.pause()
    await t.press("shift+right")


async def by_deal_screen(t: Table) -> None:
    t.to(PRESS, "name")
    await t.press("o")
    await until(t.pilot, lambda: isinstance(t.app.book_screen, DealScreen))
    advance_to(t.app, PRESS, "negotiation")
    await t.pilot.pause()


async def by_field_of_the_deal(t: Table) -> None:
    edit_cell(t.app, "deals", PRESS, "stage")
    await t.pilot.pause()
    if isinstance(t.app.screen, ChooseDialog):
        await t.press("enter")


WAYS = [by_typing, by_pasting, by_filling, by_card, by_deal_screen, by_field_of_the_deal]


@pytest.mark.inventory(2, 7)
@pytest.mark.parametrize("way", WAYS)
async def test_every_way_lists_what_is_missing(way: Way) -> None:
    async with table(workbook=english()) as t:
        await way(t)
        dialog = t.app.screen
        assert isinstance(dialog, AdvanceDialog)
        shown = "\n".join(line.plain for line in dialog.lines())
        assert "Ask the boss" in shown
        await t.press("escape")
        assert not t.book.state.is_pending


@pytest.mark.parametrize("way", [w for w in WAYS if w is not by_filling])
async def test_every_way_asks_before_a_formula_is_replaced_and_only_once(way: Way) -> None:
    async with table(workbook=with_formulas(2)) as t:
        await way(t)
        asked = t.app.screen
        assert isinstance(asked, AskDialog)
        assert any(ASKED in str(part.render()) for part in asked.query(Static))
        await t.press("right", "enter")
        if way is by_typing:
            await t.type("neg")
        if way in (by_typing, by_pasting, by_field_of_the_deal):
            await t.press("enter")
        assert isinstance(t.app.screen, AdvanceDialog)
        await t.press("escape")
        assert not t.book.state.is_pending


async def test_of_several_deals_those_with_formulas_stay_and_are_counted() -> None:
    left_out = english("Gates", "Checklist").sheets
    cells = [FormulaCells(4, 3, 3, FormulaState.CALCULATED)]
    book = MemoryWorkbook(left_out, formula_cells={"Pipeline": cells})
    async with table(workbook=book) as t:
        ask_advance(t.app, [PRESS, ROBOT], "Negotiation")
        await t.pilot.pause()
        assert (t.value(PRESS, "stage"), t.value(ROBOT, "stage")) == ("Negotiation", "Qualified")
        assert "1 deal left out" in t.said
        ask_advance(t.app, [ROBOT, ROBOT], "Lead")
        assert t.said.endswith("Formulas are replaced one by one.")


@pytest.mark.inventory(1, 5)
async def test_a_stage_that_is_not_the_next_one_is_listed_and_needs_a_reason() -> None:
    async with table(workbook=english("Gates", "Checklist")) as t:
        ask_advance(t.app, [PRESS], "Won")
        await t.pilot.pause()
        dialog = t.app.screen
        assert isinstance(dialog, AdvanceDialog)
        assert dialog.lines()[0].plain == "○ Order  After “Proposal” comes Negotiation."
        await t.press("o")
        await t.type("signed at once")
        await t.press("enter")
        assert isinstance(t.app.screen, ChooseDialog)  # what follows a win
        await t.press("enter")
        assert t.value(PRESS, "stage") == "Won"
        assert "Proposal → Won: signed at once" in str(t.value(PRESS, "notes"))
        await t.press("u")
        assert not t.book.state.is_pending


async def test_a_deal_that_is_to_be_deleted_does_not_move() -> None:
    async with table(workbook=english()) as t:
        t.book.delete_rows("x", "deals", [PRESS])
        t.app.publish()
        ask_advance(t.app, [PRESS], "Negotiation")
        assert "u takes that back" in t.said
        assert t.value(PRESS, "stage") == "Proposal"


@pytest.mark.inventory(12)
async def test_columns_that_the_playbook_requires_are_named_and_offered() -> None:
    book = english("Gates", "Checklist")
    for row in book.sheets["Pipeline"]:
        del row[9]  # the next step
    async with table(workbook=book) as t:
        ask_advance(t.app, [ROBOT], "Proposal")
        await t.pilot.pause()
        assert isinstance(t.app.screen, AdvanceDialog)
        hint = str(t.app.screen.query_one(".hint").render())
        assert "no such column: Next step." in hint
        t.app.screen.dismiss(AddColumns(("next_step",)))
        await t.pilot.pause()
        assert isinstance(t.app.screen, AskDialog)
        await t.press("escape")
        assert t.value(ROBOT, "stage") == "Qualified"


@pytest.mark.inventory(2)
async def test_where_nothing_can_hold_the_reason_of_a_loss_columns_are_offered() -> None:
    book = english()
    for row in book.sheets["Pipeline"]:
        del row[16], row[13], row[12]  # notes, lost at stage, loss reason
    async with table(workbook=book) as t:
        ask_advance(t.app, [PRESS], "Lost")
        await t.pilot.pause()
        asked = t.app.screen
        assert isinstance(asked, AskDialog)
        assert any("Lost at stage" in str(part.render()) for part in asked.query(Static))
        await t.press("escape")
        assert not t.book.state.is_pending
