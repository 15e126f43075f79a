"""The board: lanes, cards, and moving a deal to another stage with the keys or the mouse."""

from __future__ import annotations

from datetime import date

from fakes import DEAL_HEADERS, MemoryWorkbook, deal_rows
from hypothesis import given
from hypothesis import strategies as st
from table_support import Table, table
from textual import events
from textual.geometry import Offset

from adapters.contents import CellValue
from salestui.ui.screens.deal import DealScreen
from salestui.ui.table.board import Board
from salestui.ui.table.board_layout import (
    COLLAPSED,
    NARROWEST,
    WIDEST,
    cards_in_view,
    first_to_show,
    lane_widths,
    slots,
    top_to_show,
)

# Lanes of the small team: Other, Lead, Qualified, Proposal, Negotiation, Won, Lost
QUALIFIED, PROPOSAL, NEGOTIATION, WON = 2, 3, 4, 5


def lines(t: Table) -> list[str]:
    board = t.screen.board
    return [board.render_line(y).text for y in range(board.size.height)]


async def on_board(t: Table, row: int) -> Board:
    await t.press("b")
    assert t.screen.board.go_to(row)
    await t.pilot.pause()
    return t.screen.board


async def test_cards_say_what_a_deal_is() -> None:
    async with table(size=(160, 30)) as t:
        await on_board(t, 0)
        shown = "\n".join(lines(t))
        for text in ("Qualified", "Negotiation", "Data platform", "中建三局", "张伟", "1.20M"):
            assert text in shown
        assert "! 2026-11-30" in shown  # its close date has passed
        assert "Won" in shown
        assert "Cloud backup" not in shown  # closed deals are folded


async def test_every_line_is_as_wide_as_the_board() -> None:
    for size in ((80, 24), (120, 40), (200, 50)):
        async with table(size=size) as t:
            board = await on_board(t, 2)
            for y in range(board.size.height):
                assert board.render_line(y).cell_length == board.size.width


async def test_hostile_text_on_a_card() -> None:
    async with table(size=(160, 30)) as t:
        await on_board(t, 5)
        shown = "\n".join(lines(t))
        assert "[red]x[/]" in shown
        assert "\x1b" not in shown


async def test_moving_a_card_with_the_keys_and_back() -> None:
    async with table() as t:
        board = await on_board(t, 0)
        await t.press("shift+right")
        assert t.value(0, "stage") == "Negotiation"
        assert board.current_row == 0  # the cursor goes along
        assert t.said == "Stage of Data platform: Proposal → Negotiation"
        await t.press("L", "enter")  # a won deal asks what follows: nothing
        assert t.value(0, "stage") == "Won"
        await t.press("H")
        assert t.value(0, "stage") == "Negotiation"
        await t.press("u", "u", "u")
        assert t.value(0, "stage") == "Proposal"
        assert t.book.state.pending_count == 0


async def test_a_card_says_why_it_cannot_move() -> None:
    async with table() as t:
        await on_board(t, 4)  # lost, the last lane
        await t.press("shift+right")
        assert "no further stage" in t.said
        t.screen.board.go_to(7)  # no stage, the first lane
        await t.press("shift+left")
        assert "no further stage" in t.said
        t.screen.editing.move_to_stage(0, 0)
        assert "it is no stage" in t.said
        t.screen.board.go_to(7)
        await t.press("right")  # nothing in the lane of leads
        assert t.screen.board.current_row is None
        await t.press("shift+right")
        assert "no card" in t.said
        assert t.book.state.pending_count == 0


async def test_a_deleted_deal_does_not_move() -> None:
    async with table() as t:
        await on_board(t, 0)
        await t.press("d")
        assert t.book.state.pending_count == 1
        await t.press("shift+right")
        assert t.value(0, "stage") == "Proposal"
        assert "to be deleted" in t.said


async def test_the_workbooks_own_name_of_a_stage_is_written() -> None:
    rows: list[list[CellValue]] = [
        ["商机编号", "客户", "阶段"],
        ["A", "x", "报价"],
        ["B", "y", "谈判"],
        ["C", "z", "确认需求"],
    ]
    async with table(workbook=MemoryWorkbook({"商机": rows})) as t:
        await on_board(t, 2)
        await t.press("shift+right")
        assert t.value(2, "stage") == "报价"
        await t.press("shift+right")
        assert t.value(2, "stage") == "谈判"
        await t.press("shift+right", "enter")
        assert t.value(2, "stage") == "赢单"


async def test_dragging_a_card_with_the_mouse() -> None:
    async with table(size=(160, 30)) as t:
        board = await on_board(t, 0)
        seen = {s.lane: s for s in board._slots()}
        start = (seen[PROPOSAL].x + 3, 3)
        end = (seen[QUALIFIED].x + 3, 8)
        await t.pilot.mouse_down(board, offset=start)
        await t.pilot.hover(board, offset=end)
        assert board._target == QUALIFIED
        await t.pilot.mouse_up(board, offset=end)
        await t.pilot.pause()
        assert t.value(0, "stage") == "Qualified"
        assert board._target is None


async def test_a_click_only_selects_and_a_double_click_opens() -> None:
    async with table(size=(160, 30)) as t:
        board = await on_board(t, 0)
        seen = {s.lane: s for s in board._slots()}
        await t.pilot.click(board, offset=(seen[NEGOTIATION].x + 3, 3))
        assert board.current_row == 1
        assert t.book.state.pending_count == 0
        await t.pilot.click(board, offset=(seen[NEGOTIATION].x + 3, 3), times=2)
        await t.pilot.pause()
        assert t.app.current_mode == "deal"


async def test_a_folded_lane_opens_under_the_cursor() -> None:
    async with table(size=(160, 30)) as t:
        board = await on_board(t, 1)
        await t.press("right")
        assert board.current_row == 3
        assert "Cloud backup" in "\n".join(lines(t))


async def test_the_board_follows_filter_and_edits() -> None:
    async with table(size=(160, 30)) as t:
        await on_board(t, 0)
        await t.press("f")
        await t.type("amount>1m")
        await t.press("enter")
        assert board_rows(t) == {0, 1}
        assert t.screen.board.has_focus
        t.screen.editing.set_cell(0, "customer", "Someone else")
        await t.pilot.pause()
        assert "Someone else" in "\n".join(lines(t))
        assert "• Data platform" in "\n".join(lines(t))


def board_rows(t: Table) -> set[int]:
    board = t.screen.board.board
    assert board is not None
    return set(board.places)


async def test_keys_of_the_grid_say_where_they_work() -> None:
    async with table() as t:
        await on_board(t, 0)
        for key in ("s", "S", "F", "e", "ctrl+d", "slash", "space"):
            t.screen.say("")
            await t.press(key)
            assert "b goes there" in t.said, key


async def test_back_in_the_grid_the_cursor_is_on_the_same_deal() -> None:
    async with table() as t:
        await on_board(t, 6)
        await t.press("b")
        assert not t.screen.on_board
        assert t.screen.grid.cursor_row_key == 6
        assert t.screen.grid.has_focus
        await t.press("b")
        assert t.screen.board.current_row == 6


async def test_a_new_row_is_typed_in_the_grid() -> None:
    async with table() as t:
        await on_board(t, 0)
        await t.press("n")
        assert not t.screen.on_board
        assert t.screen.grid.editing


async def test_opening_a_card_on_a_narrow_screen() -> None:
    async with table(size=(80, 24)) as t:
        await on_board(t, 0)
        await t.press("enter")
        assert isinstance(t.app.screen, DealScreen)


async def test_a_workbook_without_stages_has_no_board() -> None:
    rows: list[list[CellValue]] = [["Order ID", "Amount", "Customer"], ["A", 3, "x"]]
    async with table(workbook=MemoryWorkbook({"Orders": rows})) as t:
        await t.press("b")
        assert "needs a column of stages" in t.said
        assert not t.screen.on_board
        assert t.screen.grid.has_focus


async def test_thousands_of_cards_are_no_widgets_and_only_those_in_view_are_made() -> None:
    rows: list[list[CellValue]] = [list(DEAL_HEADERS)]
    rows += [
        [f"D-{n}", f"Deal {n}", "x", "Proposal", n, 0.5, date(2026, 12, 1), "r", "s", "", None, ""]
        for n in range(3000)
    ]
    async with table(workbook=MemoryWorkbook({"Pipeline": rows})) as t:
        board = await on_board(t, 0)
        assert not list(board.children)
        await t.press("end")
        assert board.current_row == 2999
        assert len(board._cards) < 100
        await t.press("pageup", "home")
        assert board.current_row == 0


async def test_scrolling_a_lane_with_the_wheel() -> None:
    rows = [*deal_rows(), *(deal_rows()[1] for _ in range(30))]
    async with table(workbook=MemoryWorkbook({"Pipeline": rows})) as t:
        board = await on_board(t, 0)
        slot = next(s for s in board._slots() if s.lane == PROPOSAL)
        before = lines(t)
        at = board.region.offset + Offset(slot.x + 3, 5)
        wheel = events.MouseScrollDown(
            board, at.x, at.y, 0, 0, 0, False, False, False, screen_x=at.x, screen_y=at.y
        )
        t.app.screen._forward_event(wheel)
        await t.pilot.pause()
        assert lines(t) != before
        assert "↑ 1" in lines(t)[-1]


# -- layout --------------------------------------------------------------------------------------

_LANES = st.lists(st.booleans(), min_size=1, max_size=12)


@given(folded=_LANES, view=st.integers(1, 300), data=st.data())
def test_the_lane_of_the_cursor_is_always_seen(
    folded: list[bool], view: int, data: st.DataObject
) -> None:
    lane = data.draw(st.integers(0, len(folded) - 1))
    first = first_to_show(folded, lane, data.draw(st.integers(0, len(folded) - 1)), view)
    seen = slots(folded, first, view)
    slot = next(s for s in seen if s.lane == lane)
    assert slot.x + slot.width <= view
    assert [s.x for s in seen] == sorted({s.x for s in seen})


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.integers(1, 80))
def test_the_card_of_the_cursor_is_always_seen(
    place: int, top: int, count: int, height: int
) -> None:
    place = min(place, count - 1)
    shown = top_to_show(place, top, count, height)
    assert shown <= place < shown + cards_in_view(height)
    assert shown >= 0


def test_lanes_share_the_room() -> None:
    assert lane_widths([False, False, True], 80) == [33, 33, COLLAPSED]
    assert lane_widths([False, False, True], 200) == [WIDEST, WIDEST, COLLAPSED]
    assert lane_widths([False] * 6, 80) == [NARROWEST] * 6
    assert lane_widths([False, True], 10) == [10, 10]


def test_lanes_are_stretched_where_all_that_are_left_are_seen() -> None:
    seen = slots([False, False, False, True, False], 2, 80)
    assert [(s.lane, s.x, s.width) for s in seen] == [(2, 0, 33), (3, 33, 14), (4, 47, 33)]
