"""Any sheet that is recognised opens as a grid, with what its rows refer to."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import MemoryWorkbook, customer_rows, deal_rows
from table_support import Table, table

from salestui.views.detail import detail
from salestui.views.formats import style

ACTIVITIES = [
    ["Date", "Activity", "Deal", "Contact", "Outcome", "Next step on", "Next step done"],
    [date(2026, 11, 2), "visit", "D-1", "Li", "wants a demo", date(2026, 11, 20), False],
    [date(2026, 11, 9), "demo", "data  platform", "Wang", "liked it", date(2026, 11, 25), True],
    [date(2026, 12, 1), "call", "D-2", "Li", "no time", date(2026, 12, 30), False],
]
CONTACTS = [
    ["Contact", "Customer", "Position", "Layer", "Last touch"],
    ["Li", "中建三局", "Engineer", "technical", date(2026, 12, 1)],
    ["Wang", "中建三局", "Director", "decision", None],
]


def _workbook() -> MemoryWorkbook:
    return MemoryWorkbook(
        {
            "Pipeline": deal_rows(),
            "Customers": customer_rows(),
            "Activities": ACTIVITIES,
            "Contacts": CONTACTS,
        }
    )


def _commands(opened: Table) -> dict[str, str]:
    found = opened.app.get_system_commands(opened.app.screen)
    return {c.title: c.help for c in found if c.title.startswith("Open ")}


@pytest.mark.inventory(35, 36, 51)
async def test_the_palette_opens_every_sheet_and_says_which_are_there() -> None:
    async with table("activities", _workbook()) as opened:
        commands = _commands(opened)
        assert commands["Open Activities  (activities)"] == "3 rows as a grid."
        assert commands["Open Contacts  (contacts)"] == "2 rows as a grid."
        assert commands["Open Leads  (leads)"] == "The workbook has no such sheet yet."
        assert list(commands).index("Open Contacts  (contacts)") < list(commands).index(
            "Open Leads  (leads)"
        )
        assert opened.shown("type") == ["visit", "demo", "call"]
        opened.app.action_go("contacts")
        await opened.settle()
        assert opened.shown("name") == ["Li", "Wang"]


@pytest.mark.inventory(36)
async def test_its_cells_are_edited_and_offer_what_they_refer_to() -> None:
    async with table("activities", _workbook()) as opened:
        columns = {c.key: c for c in opened.screen.grid.shown_columns}
        assert columns["contact"].choices == ("Li", "Wang")
        assert "Metro phase 2" in columns["deal"].choices
        opened.to(0, "outcome")
        await opened.press("e", "ctrl+u")
        await opened.type("demo booked")
        await opened.press("enter")
        assert opened.value(0, "outcome") == "demo booked"
        assert opened.book.state.pending_count == 1


@pytest.mark.inventory(52)
async def test_what_is_done_is_not_overdue() -> None:
    async with table("activities", _workbook()) as opened:
        view = opened.screen.view
        assert view is not None
        place = [c.name for c in view.columns].index("next_date")
        assert [row[place].role for row in view.cells(0, 3)] == ["late", "", ""]
        await opened.press("f")
        await opened.type("overdue")
        await opened.press("enter")
        await opened.settle()
        assert opened.shown("type") == ["visit"]


@pytest.mark.inventory(35, 36)
async def test_the_detail_of_a_deal_and_of_a_customer_shows_what_belongs_to_them() -> None:
    async with table("deals", _workbook()) as opened:
        state = opened.book.state
        of_deal = {s.title: s for s in detail(state, "deals", 0, style("¥")).sections}
        assert [line.label for line in of_deal["Activities"].lines] == ["visit", "demo"]
        of_customer = {s.title: s for s in detail(state, "customers", 0, style("¥")).sections}
        assert of_customer["Contacts"].note == "2"
        assert "Open deals" in of_customer
        of_activity = {s.title: s for s in detail(state, "activities", 1, style("¥")).sections}
        assert of_activity["Deal"].lines[0].label == "Data platform"
