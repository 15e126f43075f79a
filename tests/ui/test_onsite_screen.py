"""The on-site screen, registering visitors and pricing units, on the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import app_on, shown, status, until
from onsite_books import CHINESE, ENGLISH, TODAY, Table, onsite_book, onsite_file
from textual.pilot import Pilot
from textual.widgets import Input, Static

from salestui.i18n import set_language
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.ui.app import SalesApp
from salestui.ui.onsite.panels import ChaseList, WaysPanel
from salestui.ui.onsite.quoting import QuoteDialog
from salestui.ui.onsite.registering import RegisterDialog
from salestui.ui.onsite.screen import OnsiteScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.table import TableScreen
from salestui.views.formats import style
from salestui.views.home.area import Asked
from salestui.views.home.onsite import onsite_area
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present


@asynccontextmanager
async def onsite(
    folder: Path,
    size: tuple[int, int] = (140, 45),
    sheets: Mapping[str, Table] = ENGLISH,
    without: tuple[str, ...] = (),
) -> AsyncIterator[tuple[SalesApp, Pilot[Any], OnsiteScreen]]:
    """The app on the screen, its figures worked out."""
    app = app_on(onsite_file(folder, sheets, *without))
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            app.action_go("onsite")
            await until(pilot, lambda: isinstance(app.screen, OnsiteScreen))
            screen = app.screen
            assert isinstance(screen, OnsiteScreen)
            await until(pilot, lambda: screen.view is not None)
            yield app, pilot, screen
    finally:
        app.opening.workbook.close()


def panel(screen: OnsiteScreen, name: str) -> WaysPanel:
    return screen.query_one(f"#{name}", WaysPanel)


def rows(app: SalesApp, entity: str) -> list[dict[str, Any]]:
    assert app.session is not None
    frame = app.session.state.live(entity)
    assert frame is not None
    return frame.to_dicts()


@pytest.mark.inventory(104, 106)
@pytest.mark.parametrize("size", [(80, 24), (140, 45), (200, 60)])
async def test_everything_is_on_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with onsite(tmp_path, size) as (_app, pilot, screen):
        assert screen.view is not None
        told = {kpi.key: kpi.value for kpi in screen.view.figures}
        assert (told["sell_through"], told["days_on_market"]) == ("40.0%", "20 d")
        sold = panel(screen, "sold")
        assert "By building" in sold.as_text() or "Building" in sold.as_text()
        for wanted in ("Layout", "Launch phase", "Area, m²"):
            await pilot.press("v")
            assert sold.as_text().startswith(wanted)
        assert "Second\t11-01…11-30\trunning\t1 / 10" in panel(screen, "phases").as_text()
        assert len(screen.query_one(ChaseList).rows) == 6
        lines = screen._compositor.render_strips()
        assert len(lines) == size[1]


@pytest.mark.inventory(106)
async def test_a_line_explains_itself_and_opens_its_units(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, screen):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        text = str(app.screen.query_one(Static).render())
        assert "2 / 3" in text
        assert "1-101" in text
        await pilot.press("escape")
        assert panel(screen, "sold").has_focus
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        table = app.screen
        assert isinstance(table, TableScreen)
        await until(pilot, lambda: table.viewing.filter == 'building="1"')


@pytest.mark.inventory(107)
async def test_what_is_due_opens_its_unit_and_is_ticked_off(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, screen):
        chases = screen.query_one(ChaseList)
        chases.focus()
        await pilot.pause()
        assert [row.kind for row in chases.rows][:2] == ["loan papers", "deposit top-up"]
        await pilot.press("space")
        await until(pilot, lambda: rows(app, "units")[0]["mortgage_done"] is not None)
        await until(pilot, lambda: len(chases.rows) == 5)
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "units")


@pytest.mark.inventory(105)
async def test_registering_names_who_came_first_while_typing(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, _screen):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RegisterDialog))
        app.screen.query_one(Input).value = "Tom 138 0000 0003 visit @Ann +3d"
        told = app.screen.query_one("#told", Static)
        await until(pilot, lambda: "Zhao Min, by Bob on 2026-11-05" in str(told.render()))
        await pilot.press("enter")
        await until(pilot, lambda: len(rows(app, "visitors")) == 8)
        last = rows(app, "visitors")[-1]
        assert (last["name"], last["agent"], str(last["next_date"])) == (
            "Tom", "Ann", "2026-11-24",
        )  # fmt: skip
        await pilot.press("u")
        await until(pilot, lambda: len(rows(app, "visitors")) == 7)


@pytest.mark.inventory(108)
async def test_a_returned_visitor_goes_to_another_agent(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, screen):
        chases = screen.query_one(ChaseList)
        chases.focus()
        place = next(n for n, row in enumerate(chases.rows) if row.who.startswith("Sun Li"))
        chases.action_move(place)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"ann", "enter")
        await until(
            pilot,
            lambda: isinstance(app.screen, ChooseDialog) and "talk" in str(app.screen._title),
        )
        await pilot.press(*"+3d", "enter")
        await until(pilot, lambda: rows(app, "visitors")[5]["agent"] == "Ann")
        after = rows(app, "visitors")[5]
        assert (after["status"], str(after["next_date"])) == ("following", "2026-11-24")


@pytest.mark.inventory(108)
async def test_a_visitor_becomes_a_deal_of_who_came_first(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, screen):
        screen.query_one(ChaseList).focus()
        await pilot.pause()
        chases = screen.query_one(ChaseList)
        place = next(n for n, row in enumerate(chases.rows) if row.who.startswith("Zhao Min"))
        chases.action_move(next(n for n, r in enumerate(chases.rows)
                                if r.item.entity == "visitors" and n >= place))  # fmt: skip
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: len(rows(app, "deals")) == 3)
        deal, customer = rows(app, "deals")[-1], rows(app, "customers")[-1]
        assert (deal["name"], deal["owner"], deal["stage"]) == (
            "Zhao Min 3 rooms", "Bob", "Visitor registered",
        )  # fmt: skip
        assert (customer["name"], customer["phone"]) == ("Zhao Min", "13800000003")


@pytest.mark.inventory(101)
async def test_a_unit_is_priced_from_its_sheet(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, _screen):
        app.open_row("units", 2)
        await until(pilot, lambda: app.current_mode == "units")
        await pilot.pause()
        app.action_look("quote_unit")
        await until(pilot, lambda: isinstance(app.screen, QuoteDialog))
        sheet = app.screen.query_one("#sheet", Static)
        assert "791,520" in str(sheet.render())
        await pilot.press("down", "down")
        assert "571,200" in str(sheet.render())
        await pilot.press(*"150")
        assert "no discount" in str(sheet.render())
        await pilot.press("backspace", "backspace", "backspace", "5")
        assert "needed: above" in str(sheet.render())
        await pilot.press("enter")
        await until(pilot, lambda: len(rows(app, "quotes")) == 1)
        assert rows(app, "quotes")[0]["status"] == "requested"


async def test_a_book_without_registers_offers_them(tmp_path: Path) -> None:
    without = ("Visitor register", "Launch phases")
    async with onsite(tmp_path, without=without) as (app, pilot, screen):
        assert screen.view is not None
        assert screen.view.missing == ("visitors", "phases")
        assert "no launch phases yet" in panel(screen, "phases").nothing()
        panel(screen, "phases").focus()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await pilot.press("w")
        await until(pilot, lambda: "visitor register" in status(app))


@pytest.mark.inventory(108)
async def test_visitors_to_choose_from_are_told_apart(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, screen):
        panel(screen, "sold").focus()
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        dialog = app.screen
        assert isinstance(dialog, ChooseDialog)
        notes = [option.note for option in dialog._options]
        assert len(set(notes)) == len(notes) > 1
        assert all("2026-11-" in note for note in notes)


@pytest.mark.inventory(105, 106)
async def test_the_screen_in_chinese(tmp_path: Path) -> None:
    set_language("zh")
    async with onsite(tmp_path, sheets=CHINESE) as (_app, _pilot, screen):
        assert "1栋\t2\t1\t1\t100%" in panel(screen, "sold").as_text()
        assert "抖音" in panel(screen, "came").as_text()
        assert screen.query_one(ChaseList).rows


@pytest.mark.inventory(101)
async def test_q_prices_the_unit_under_the_cursor_of_the_grid(tmp_path: Path) -> None:
    async with onsite(tmp_path) as (app, pilot, _screen):
        app.action_go("floor")
        await until(pilot, lambda: bool(getattr(app.screen, "view", None)))
        await until(pilot, lambda: app.screen.card is not None)  # type: ignore[attr-defined]
        card = app.screen.card  # type: ignore[attr-defined]
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, QuoteDialog))
        assert app.screen._pricing.unit.row == card.unit.row  # type: ignore[attr-defined]


@pytest.mark.inventory(103, 106)
def test_the_small_panel_of_the_home() -> None:
    state = onsite_book().state
    period = parse_period("2026-Q4", 1)
    present = Present(state, inputs_of(state), EVERYTHING, period, TODAY)
    view = onsite_area(Asked(present, style("$")))
    told = {row.key: row.value for row in view.rows}
    assert (told["sell_through"], told["visits"], view.note) == ("40.0%", "3", "5 due")
    assert told["top-up:1"] == "2 d late"
    bare = onsite_book(ENGLISH, "Units", "Visitor register").state
    present = Present(bare, inputs_of(bare), EVERYTHING, period, TODAY)
    assert onsite_area(Asked(present, style("$"))).offers == "units"


@pytest.mark.inventory(109)
async def test_the_site_is_made_ready_item_by_item(tmp_path: Path) -> None:
    checklist = {**ENGLISH, "Checklist": [["Deal", "Stage", "Kind", "Item", "Required", "Done by",
                                           "Done on"]]}  # fmt: skip
    async with onsite(tmp_path, sheets=checklist) as (app, pilot, _screen):
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert len(rows(app, "checklist")) == 7
        await pilot.press("enter")
        await until(pilot, lambda: any(row["done_on"] for row in rows(app, "checklist")))
        done = [row["item"] for row in rows(app, "checklist") if row["done_on"]]
        assert done == ["Show flat and route clean and lit"]
        assert all(row["deal"] is None for row in rows(app, "checklist"))


@pytest.mark.inventory(101)
async def test_a_quote_offers_its_sheet_where_there_is_none(tmp_path: Path) -> None:
    async with onsite(tmp_path, without=("Quotes",)) as (app, pilot, _screen):
        app.open_row("units", 2)
        await until(pilot, lambda: app.current_mode == "units")
        await pilot.pause()
        app.action_look("quote_unit")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        for _ in range(2):  # its columns may be asked for, too
            await until(pilot, lambda: isinstance(app.screen, AskDialog | QuoteDialog))
            if isinstance(app.screen, AskDialog):
                await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuoteDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "quotes" in app.session.state.entities  # type: ignore[union-attr]
                    and len(rows(app, "quotes")) == 1)  # fmt: skip
        assert rows(app, "quotes")[0]["unit"] == "1-201"
