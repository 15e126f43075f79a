"""Moving deals from the grid and the board: what is missing, what is asked, one undo."""

from __future__ import annotations

import pytest
from advance_books import TODAY, chinese, english
from fakes import MemoryWorkbook
from table_support import Table, table
from textual.widgets import Input

from adapters.errors import Notice
from salestui.i18n import set_language
from salestui.ui.advancing import ask_advance
from salestui.ui.advancing.dialog import AdvanceDialog
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog, TextDialog

PRESS, ROBOT, LINE, SPARE = range(4)


def lines(t: Table) -> str:
    dialog = t.app.screen
    assert isinstance(dialog, AdvanceDialog)
    return "\n".join(line.plain for line in dialog.lines())


async def carry(t: Table, row: int) -> None:
    """The card of a deal to the lane at its right."""
    if not t.screen.on_board:
        await t.press("b")
    assert t.screen.board.go_to(row)
    await t.pilot.pause()
    await t.press("shift+right")


@pytest.mark.inventory(2, 3)
@pytest.mark.parametrize("size", [(80, 24), (160, 40)])
async def test_the_board_says_what_is_missing_and_escape_moves_nothing(
    size: tuple[int, int],
) -> None:
    async with table(workbook=english(), size=size) as t:
        await carry(t, PRESS)
        shown = lines(t)
        assert "Checklist  Present it to those who decide" in shown
        assert "Gate  Offer review: the decision is “Hold”." in shown
        region = t.app.screen.query_one(".dialog").region
        assert region.right <= size[0]
        assert region.bottom <= size[1]
        await t.press("escape")
        assert t.value(PRESS, "stage") == "Proposal"
        assert not t.book.state.is_pending
        assert t.said == "Not moved."


@pytest.mark.inventory(2)
async def test_moving_all_the_same_needs_a_reason_that_is_kept() -> None:
    async with table(workbook=english()) as t:
        await carry(t, PRESS)
        await t.press("o")
        assert isinstance(t.app.screen, TextDialog)
        await t.press("enter")
        assert isinstance(t.app.screen, AdvanceDialog)  # no reason, no move
        await t.press("o")
        await t.type("boss agreed")
        await t.press("enter")
        assert t.value(PRESS, "stage") == "Negotiation"
        assert t.value(PRESS, "stage_entered") == TODAY
        assert "boss agreed" in t.said
        assert "boss agreed" in t.book.state.undo_label
        assert "boss agreed" in str(t.value(PRESS, "notes"))
        assert t.book.state.entities["gates"].live["reason"].to_list()[-1] == "boss agreed"
        await t.press("u")
        assert not t.book.state.is_pending


async def test_ticked_items_are_done_and_a_whole_list_needs_no_reason() -> None:
    async with table(workbook=english("Gates")) as t:
        await carry(t, PRESS)
        await t.press("space", "down", "space", "o")
        assert t.value(PRESS, "stage") == "Negotiation"
        rows = t.book.state.entities["checklist"].live.filter(done_on=TODAY)
        assert rows["item"].to_list() == ["Present it to those who decide", "Ask the boss"]
        await t.press("u")
        assert not t.book.state.is_pending


async def test_a_gate_is_not_ticked() -> None:
    async with table(workbook=english("Checklist")) as t:
        await carry(t, PRESS)
        await t.press("space")
        assert "✓" not in lines(t)


@pytest.mark.inventory(12)
async def test_enter_goes_to_the_cell() -> None:
    async with table(workbook=english("Gates", "Checklist")) as t:
        await carry(t, ROBOT)
        assert "Field  Close date is blank." in lines(t)
        await t.press("enter")
        await t.pilot.pause()
        assert not t.screen.on_board
        assert (t.screen.grid.cursor_row_key, t.screen.grid.cursor_column_key) == (
            ROBOT, "expected_close",
        )  # fmt: skip


@pytest.mark.inventory(7)
async def test_enter_makes_the_row_that_is_lacking_and_goes_there() -> None:
    async with table(workbook=english("Gates")) as t:
        await carry(t, LINE)
        await t.press("enter")
        for _ in range(20):
            await t.pilot.pause(0.02)
        assert t.screen.entity == "checklist"
        row = t.screen.grid.cursor_row_key
        assert row is not None
        assert t.value(row, "deal") == "Line"
        assert t.screen.grid.cursor_column_key == "done_on"


async def test_the_grids_cell_goes_the_same_way() -> None:
    async with table(workbook=english()) as t:
        t.to(PRESS, "stage")
        await t.press("backspace")
        await t.type("neg")
        await t.press("enter")
        assert isinstance(t.app.screen, AdvanceDialog)
        await t.press("escape")
        assert t.value(PRESS, "stage") == "Proposal"


async def test_several_deals_share_one_dialog_and_one_undo() -> None:
    async with table(workbook=english("Checklist")) as t:
        t.screen.editing.set_cell(SPARE, "notes", "x")
        t.to(LINE, "stage")
        t.screen.grid.mark(frozenset((PRESS, ROBOT, LINE)))
        await t.press("ctrl+d")
        shown = lines(t)
        assert "Press  Gate" in shown
        assert "Robot  Field" in shown
        await t.press("o")
        await t.type("year end")
        await t.press("enter")
        assert {t.value(row, "stage") for row in (PRESS, ROBOT, LINE)} == {"Negotiation"}
        await t.press("u")
        assert [t.value(row, "stage") for row in (PRESS, ROBOT)] == ["Proposal", "Qualified"]


async def test_without_the_sheets_a_move_is_one_key() -> None:
    async with table(workbook=english("Gates", "Checklist")) as t:
        await carry(t, PRESS)
        assert t.value(PRESS, "stage") == "Negotiation"


@pytest.mark.inventory(2)
async def test_a_sheet_that_is_not_kept_is_named_and_offered() -> None:
    async with table(workbook=english("Gates", "Checklist")) as t:
        ask_advance(t.app, [ROBOT], "Negotiation")
        await t.pilot.pause()
        hint = str(t.app.screen.query_one(".hint").render())
        assert "no such sheet: Checklist, Gates" in hint
        await t.press("a")
        assert isinstance(t.app.screen, AskDialog)


@pytest.mark.inventory(2, 17)
async def test_a_lost_deal_asks_for_the_reason_and_offers_the_post_mortem() -> None:
    async with table(workbook=english()) as t:
        ask_advance(t.app, [PRESS], "Lost")
        await t.pilot.pause()
        assert isinstance(t.app.screen, ChooseDialog)
        await t.press("escape")
        assert t.value(PRESS, "stage") == "Proposal"
        ask_advance(t.app, [PRESS], "Lost")
        await t.pilot.pause()
        await t.type("moved abroad")
        await t.press("enter")
        assert isinstance(t.app.screen, ChooseDialog)
        t.app.screen.query_one(Input).value = "post-mortem"
        await t.press("enter")
        review = t.book.state.entities["reviews"].live.to_dicts()[0]
        assert (review["deal"], review["result"], review["reason"]) == (
            "Press", "lost", "moved abroad",
        )  # fmt: skip
        told = [t.value(PRESS, n) for n in ("stage", "loss_reason", "lost_stage", "closed")]
        assert told == ["Lost", "moved abroad", "Proposal", TODAY]
        await t.press("u")
        assert not t.book.state.is_pending


@pytest.mark.inventory(16, 17)
async def test_a_won_deal_offers_what_follows() -> None:
    async with table(workbook=english("Checklist", "Gates")) as t:
        await carry(t, LINE)
        assert isinstance(t.app.screen, ChooseDialog)
        t.app.screen.query_one(Input).value = "both"
        await t.press("enter")
        deals, reviews = (t.book.state.entities[n].live for n in ("deals", "reviews"))
        assert deals["name"].to_list()[-1] == "Line (follow-on)"
        assert deals["parent_deal"].to_list()[-1] == "Line"
        assert reviews["deal"].to_list() == ["Line"]
        await t.press("u")
        assert not t.book.state.is_pending


@pytest.mark.inventory(17)
async def test_a_post_mortem_without_its_sheet_offers_the_sheet_after_the_move() -> None:
    async with table(workbook=english("Checklist", "Gates", "Post-mortems")) as t:
        await carry(t, LINE)
        t.app.screen.query_one(Input).value = "post-mortem"
        await t.press("enter")
        assert isinstance(t.app.screen, AskDialog)
        await t.press("escape")
        assert t.value(LINE, "stage") == "Won"


@pytest.mark.inventory(4)
async def test_in_chinese() -> None:
    set_language("zh")
    async with table(workbook=chinese(), size=(80, 24)) as t:
        await carry(t, 0)
        assert "立项评审" in lines(t)
        assert "组建项目组并任命" not in lines(t)  # that is of the stage that is entered
        await t.press("o")
        await t.type("急")
        await t.press("enter")
        assert t.value(0, "stage") == "项目策划"
        gate = t.book.state.entities["gates"].live.to_dicts()[0]
        assert (gate["gate"], gate["self_reviewed"]) == ("立项评审", True)


async def test_hostile_texts_are_only_shown() -> None:
    book: MemoryWorkbook = english()
    book.sheets["Checklist"][4][3] = "[red]x[/] \x1b[2J"
    async with table(workbook=book) as t:
        await carry(t, PRESS)
        assert "[red]x[/]" in lines(t)
        assert "\x1b" not in lines(t)


async def test_where_nothing_may_be_changed_nothing_is_asked() -> None:
    async with table(workbook=english()) as t:
        assert t.app.session is not None
        t.app.session.refusal = Notice("You may only read this.")
        ask_advance(t.app, [PRESS], "Negotiation")
        await t.pilot.pause()
        assert not isinstance(t.app.screen, AdvanceDialog)
        assert "only read" in t.said
