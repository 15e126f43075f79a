"""The deal screen on the real app: opened from lists, edited where it is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from deal_books import TODAY, full
from driving import status, until
from table_support import Table, table
from textual.widgets import OptionList

from salestui.i18n import set_language
from salestui.ui.deal.form import NotesDialog, RowForm
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog, sheet_text
from salestui.ui.table.board import Board


class Deal:
    """The app on the deal screen, and short ways to press and to ask."""

    def __init__(self, opened: Table, screen: DealScreen) -> None:
        self.opened, self.app, self.pilot, self.screen = opened, opened.app, opened.pilot, screen

    async def press(self, *keys: str) -> None:
        before = self.screen.view
        number = self.opened.book.state.number
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

    def value(self, entity: str, row: int, column: str) -> object:
        return self.opened.book.state.entities[entity].value(row, column)

    async def type(self, text: str) -> None:
        await self.opened.type(text)


@asynccontextmanager
async def deal(
    *left_out: str, size: tuple[int, int] = (160, 50), key: str = "o"
) -> AsyncIterator[Deal]:
    async with table(workbook=full(*left_out), size=size) as opened:
        await opened.press(key)
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, DealScreen))
        screen = opened.app.book_screen
        assert isinstance(screen, DealScreen)
        await until(opened.pilot, lambda: screen.view is not None)
        yield Deal(opened, screen)


async def test_o_opens_the_deal_from_the_grid_and_the_board_and_escape_leads_back() -> None:
    async with deal() as d:
        assert d.screen.view is not None
        assert d.screen.view.head.title == "Press"
        await d.press("escape")
        assert d.app.current_mode == "deals"
        await d.opened.press("b")
        d.opened.screen.query_one(Board).go_to(1)
        await d.opened.press("enter")
        await until(d.pilot, lambda: d.screen.view is not None and d.screen.view.row == 1)
        assert d.screen.view.head.title == "Robot"


@pytest.mark.inventory(3, 14)
async def test_space_ticks_items_and_tasks_off_and_undo_takes_it_back() -> None:
    async with deal() as d:
        d.go("checklist", "Ask the boss")
        await d.press("space")
        assert d.value("checklist", 1, "done_on") == TODAY
        assert d.value("checklist", 1, "done_by") == "Ann"
        await d.press("u")
        assert d.value("checklist", 1, "done_on") is None
        d.go("checklist", "Present it")
        await d.press("space")  # only the playbook asks for it: it gets a row
        added = d.opened.book.state.entities["checklist"].overlay.added
        assert [d.value("checklist", row, "done_on") for row in added] == [TODAY]
        d.go("tasks", "Draw")
        await d.press("space")
        assert d.value("tasks", 1, "done") == TODAY


@pytest.mark.inventory(54)
async def test_a_discount_is_asked_for_and_approved_by_a_manager() -> None:
    async with deal() as d:
        d.go("quotes", "Q1")
        await d.press("c")
        await d.press("enter")  # ask for approval
        await d.press("enter")  # Ann does
        assert d.value("quotes", 0, "requested_by") == "Ann"
        d.go("quotes", "Q1")
        await d.press("c")
        await d.press("enter")  # approve
        assert isinstance(d.app.screen, ChooseDialog)
        offered = d.app.screen.query_one(OptionList)
        names = [str(offered.get_option_at_index(n).prompt) for n in range(offered.option_count)]
        assert [name.strip() for name in names] == ["Max", "Eva"]
        await d.press("enter")
        assert d.value("quotes", 0, "status") == "approved"
        assert d.value("quotes", 0, "approved_by") == "Max"
        assert d.value("quotes", 0, "approved_on") == TODAY
        d.go("quotes", "Q1")
        await d.press("c")
        assert "decided already" in status(d.app)


@pytest.mark.inventory(31)
async def test_a_note_of_several_lines_is_edited() -> None:
    async with deal() as d:
        d.go("analyses", "SWOT weaknesses")
        await d.press("enter")
        assert isinstance(d.app.screen, NotesDialog)
        await d.type("slow")
        await d.press("enter")
        await d.type("far")
        await d.press("ctrl+s")
        assert d.value("deals", 0, "weaknesses") == "slow\nfar"


async def test_a_new_row_belongs_to_the_deal_and_is_filled_and_deleted() -> None:
    async with deal() as d:
        d.go("competitors", "Hydra")
        await d.press("n")
        assert isinstance(d.app.screen, RowForm)
        await d.press("escape")
        (row,) = d.opened.book.state.entities["competitors"].overlay.added
        assert d.value("competitors", row, "deal") == "Press"
        panel = d.screen.query_one("#competitors", SectionPanel)
        await until(d.pilot, lambda: len(panel.rows) == 2)
        d.go("competitors", "Hydra")
        await d.press("d")
        assert "Deleted" in status(d.app)
        assert [line.row for line in panel.rows] == [row]


async def test_a_missing_sheet_is_offered() -> None:
    async with deal("Criteria") as d:
        d.screen.action_show_panel("criteria")
        await d.opened.press("n")
        assert isinstance(d.app.screen, AskDialog)


@pytest.mark.inventory(42)
async def test_the_criteria_of_the_playbook_begin_the_comparison() -> None:
    async with deal() as d:
        before = d.screen.view
        d.screen.show_deal(1)
        await until(d.pilot, lambda: d.screen.view is not before)
        d.screen.action_show_panel("criteria")
        panel = d.screen.query_one("#criteria", SectionPanel)
        await d.press("n")
        await until(d.pilot, lambda: len(panel.rows) > 3)
        frame = d.opened.book.state.live("criteria")
        assert frame is not None
        assert frame.filter(frame["deal"] == "Robot")["weight"].sum() == pytest.approx(100)


async def test_a_small_screen_shows_one_panel_at_a_time_in_chinese_too() -> None:
    set_language("zh")
    async with deal(size=(80, 24)) as d:
        seen = [p.id for p in d.screen.query(SectionPanel) if p.display]
        assert seen == ["path"]
        await d.opened.press("tab", "tab")
        seen = [p.id for p in d.screen.query(SectionPanel) if p.display]
        assert seen == ["people"]


async def test_keys_that_cannot_act_say_why() -> None:
    async with deal() as d:
        d.go("activities", "")
        for key in ("space", "c"):
            d.app.say("")
            await d.opened.press(key)
            assert status(d.app).strip()


async def test_figures_are_explained_with_their_numbers_and_rows() -> None:
    async with deal() as d:
        await d.opened.press("i")
        dialog = d.app.screen
        assert isinstance(dialog, ExplainDialog)
        sheets = {key: sheet_text(dialog._explain(key)).plain for key in dialog._keys}
        assert "amount × probability" in sheets["weighted"]
        assert dialog._keys[dialog._place] == "standing"  # the path is selected
        assert "d · suggested: n/a (no stage history is kept)" in sheets["standing"]
        await d.opened.press("escape")
        d.go("criteria", "")
        await d.opened.press("i")
        dialog = d.app.screen
        assert isinstance(dialog, ExplainDialog)
        assert dialog._keys[dialog._place] == "criteria"
        assert "Weighted score" in sheet_text(dialog._sheet()).plain


def folded(d: Deal) -> dict[str, str]:
    """What the closing panel says of each section that it lists."""
    rows = d.screen.query_one("#rest", SectionPanel).rows
    return {row.key.removeprefix("fold:"): row.cells[1] for row in rows}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_no_panel_stands_empty(size: tuple[int, int]) -> None:
    async with deal("Criteria", size=size) as d:
        d.screen.show_deal(1)
        await until(d.pilot, lambda: d.screen.view is not None and d.screen.view.row == 1)
        await d.pilot.pause()
        shown = [p for p in d.screen.query(SectionPanel) if p.display]
        assert all(p.rows and p.size.height > 0 for p in shown)
        assert "no sheet yet" in folded(d)["criteria"]
        assert "nothing yet" in folded(d)["quotes"]
        seen = set()
        for _ in range(20):  # tab goes round what is shown, and only that
            await d.opened.press("tab")
            seen.add(d.screen.panel.id)
        assert seen.isdisjoint(folded(d))
        assert {"path", "next", "rest"} <= seen


async def test_the_closing_panel_leads_on_to_a_first_row_to_fields_and_to_the_history() -> None:
    async with deal() as d:
        d.screen.show_deal(1)
        await until(d.pilot, lambda: d.screen.view is not None and d.screen.view.row == 1)
        d.screen.action_show_panel("quotes")
        await until(d.pilot, lambda: d.screen.panel.id == "rest")
        await d.press("enter")
        assert isinstance(d.app.screen, RowForm)
        await d.press("escape")
        await until(d.pilot, lambda: d.screen.panel.id == "quotes")
        assert "quotes" not in folded(d)
        await d.press("u")
        await until(d.pilot, lambda: d.screen.panel.id == "rest")
        d.screen.action_show_panel("analyses")
        await d.pilot.pause()
        await d.opened.press("enter")
        await until(d.pilot, lambda: d.screen.panel.id == "analyses")
        d.screen.action_show_panel("history")
        await until(d.pilot, lambda: d.screen.panel.id == "rest")
        await d.opened.press("enter")
        await until(d.pilot, lambda: d.app.current_mode == "history")
