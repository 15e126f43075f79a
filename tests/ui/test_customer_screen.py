"""The customer screen, channels, duplicates and leads on the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from driving import SIZE, app_on, shown, status, until
from textual.pilot import Pilot
from textual.widgets import Input

from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.customer.channels import ChannelsScreen
from salestui.ui.customer.merging import DuplicatesDialog, MergeDialog
from salestui.ui.customer.panels import GapsPanel, PeoplePanel, TimelinePanel
from salestui.ui.customer.screen import CustomerScreen
from salestui.ui.customer.showing import show_customer
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.explain import ExplainDialog

Table = list[list[Any]]


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


ENGLISH: Mapping[str, Table] = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Closed on",
         "Source", "Close date"],
        ["D-1", "Press", "Acme Ltd", "Won", 100.0, "Ann", day(1, 5, 2025), day(3, 1, 2025),
         "Website", day(3, 1, 2025)],
        ["D-2", "Robot", "ACME", "Won", 300.0, "Ann", day(2, 1), day(6, 1), "Website", day(6, 1)],
        ["D-3", "Line", "Acme Ltd", "Proposal", 50.0, "Bob", day(9, 1), None, "Exhibition",
         day(12, 30)],
    ],
    "Customers": [
        ["Customer", "Industry", "Tier", "Region", "Rep", "Relationship", "Last contact"],
        ["Acme Ltd", "Steel", "A", "East", "Ann", "3", day(9, 1)],
        ["ACME", None, None, "East", None, None, None],
        ["Boreal", "Wood", "B", "West", "Bob", "2", None],
    ],
    "Contacts": [
        ["Contact", "Customer", "Position", "Layer", "Decision role", "Attitude", "Influence",
         "Covered by", "Last touch", "Reports to"],
        ["Eve", "Acme Ltd", "CTO", "Technical layer", "evaluator", "-1", "high", "Ann",
         day(11, 1), "Max"],
        ["Max", "Acme Ltd", "CEO", "Decision layer", "decision maker", "1", "high", None,
         day(6, 1), None],
    ],
    "Leads": [
        ["Lead ID", "Created", "Channel", "Company", "Contact", "Phone", "Need", "Rep", "Status",
         "Next step on", "Converted to", "Cost"],
        ["L-2", day(10, 4), "Exhibition", "Dune", "Rae", "0551234567", "a new oven", "Ann",
         "Qualified", day(12, 12), None, 30.0],
    ],
}  # fmt: skip
CHINESE: Mapping[str, Table] = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "创建日期", "预计成交日期"],
        ["A-1", "数据平台", "中建三局", "概念交流", 2_000_000.0, "张伟", day(9, 1),
         day(3, 1, 2027)],
    ],
    "客户": [
        ["客户名称", "行业", "级别", "区域", "销售", "合作层次", "最近联系"],
        ["中建三局", "建筑", "A", "华中", "张伟", "3", day(11, 1)],
    ],
    "联系人": [
        ["联系人", "客户", "职务", "层级", "决策角色", "态度", "影响力", "覆盖人", "最近接触",
         "上级"],
        ["李工", "中建三局", "工程师", "技术层", "评估人", "1", "中", "张伟", day(11, 1),
         "王局长"],
        ["王局长", "中建三局", "局长", "决策层", "决策人", "-1", "高", None, day(8, 1), None],
    ],
}  # fmt: skip


def written(folder: Path, sheets: Mapping[str, Table], *left_out: str) -> Path:
    path = folder / "team.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            if title not in left_out:
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
    return path


@asynccontextmanager
async def on_customer(
    path: Path, row: int = 0, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[SalesApp, Pilot[Any], CustomerScreen]]:
    app = app_on(path)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            show_customer(app, row)
            await until(pilot, lambda: worked(app))
            screen = app.book_screen
            assert isinstance(screen, CustomerScreen)
            yield app, pilot, screen
    finally:
        app.opening.workbook.close()


def worked(app: SalesApp) -> bool:
    screen = app.book_screen
    return isinstance(screen, CustomerScreen) and screen.view is not None


@pytest.mark.inventory(32, 35, 36, 37, 38, 39, 44)
async def test_who_decides_what_is_missing_and_how_close(tmp_path: Path) -> None:
    async with on_customer(written(tmp_path, ENGLISH)) as (app, pilot, screen):
        assert screen.view is not None
        assert [line.name for line in screen.view.people] == ["Max", "└ Eve"]
        assert screen.view.people[1].attitude == "-1 sceptical"
        texts = [gap.text for gap in screen.view.gaps]
        assert "no one covers the layer: Decision" in texts
        assert "who decides was not met for 173 d: Max" in texts
        assert "against us: Eve" in texts
        file = {fact.label: fact.text for fact in screen.view.file}
        assert file["Relationship"].startswith("3/5 ")
        assert "d late" in file["Next contact"]
        await pilot.press("v")
        await until(pilot, lambda: len(screen.query_one(PeoplePanel).rows) == 4)
        await pilot.press("o")
        await until(pilot, lambda: app.current_mode == "contacts")


async def test_a_contact_is_added_edited_deleted_and_brought_back(tmp_path: Path) -> None:
    async with on_customer(written(tmp_path, ENGLISH)) as (app, pilot, screen):
        assert app.session is not None
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        app.screen.query_one(Input).value = "Kim"
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, (TextDialog, CustomerScreen)))
        await pilot.press("escape")
        panel = screen.query_one(PeoplePanel)
        await until(pilot, lambda: len(panel.rows) == 3)
        assert app.session.state.entities["contacts"].live["customer"][-1] == "Acme Ltd"
        panel.focus()
        await pilot.press("end", "d")
        await until(pilot, lambda: len(panel.rows) == 2)
        await pilot.press("u")
        await until(pilot, lambda: len(panel.rows) == 3)


async def test_a_missing_sheet_is_offered(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH, "Contacts")
    async with on_customer(path, size=(80, 24)) as (app, pilot, screen):
        assert screen.view is not None
        assert [gap.text for gap in screen.view.gaps] == ["no contact is known: n adds one"]
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))


@pytest.mark.inventory(46, 47)
async def test_every_figure_explains_itself(tmp_path: Path) -> None:
    async with on_customer(written(tmp_path, ENGLISH)) as (app, pilot, screen):
        assert screen.view is not None
        figures = {k.key: k.value for k in screen.view.figures}
        assert figures["bought"] == "100"
        assert figures["csat"] == "n/a"
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        for _figure in figures:
            await pilot.press("right")
        await pilot.press("escape")


async def test_chinese_in_a_small_terminal_shows_one_panel_at_a_time(tmp_path: Path) -> None:
    set_language("zh")
    async with on_customer(written(tmp_path, CHINESE), size=(80, 24)) as (_app, pilot, screen):
        assert screen.has_class("-folded")
        panel = screen.query_one(PeoplePanel)
        assert panel.region.height > 10
        assert "王局长" in str(panel.render_line(0).text)
        await pilot.press("tab")
        assert isinstance(screen.focused, GapsPanel)
        assert not panel.region.height
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        assert isinstance(screen.focused, TimelinePanel)


@pytest.mark.inventory(35)
async def test_two_customers_are_merged_and_undone_as_one(tmp_path: Path) -> None:
    async with on_customer(written(tmp_path, ENGLISH)) as (app, pilot, screen):
        assert app.session is not None
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, DuplicatesDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        await pilot.press("right", "left", "space", "space", "ctrl+s")
        await until(pilot, lambda: len(screen.view.deals if screen.view else ()) == 3)
        customers = app.session.state.live("customers")
        assert customers is not None
        assert customers["name"].to_list() == ["Acme Ltd", "Boreal"]
        assert "merged into" in status(app)
        await pilot.press("u")
        await until(pilot, lambda: len(screen.view.deals if screen.view else ()) == 2)
        assert not app.session.state.is_pending


@pytest.mark.inventory(35)
async def test_o_on_a_customer_leads_there_and_escape_back(tmp_path: Path) -> None:
    app = app_on(written(tmp_path, ENGLISH))
    try:
        async with app.run_test(size=SIZE) as pilot:
            await until(pilot, lambda: shown(app))
            await pilot.press("3")
            await until(pilot, lambda: app.current_mode == "customers")
            await pilot.pause(0.2)
            await pilot.press("o")
            await until(pilot, lambda: worked(app))
            await pilot.press("escape")
            await until(pilot, lambda: app.current_mode == "customers")
    finally:
        app.opening.workbook.close()


@pytest.mark.inventory(21, 22)
async def test_a_lead_becomes_a_deal(tmp_path: Path) -> None:
    app = app_on(written(tmp_path, ENGLISH))
    try:
        async with app.run_test(size=SIZE) as pilot:
            await until(pilot, lambda: shown(app))
            app.action_go("leads")
            await until(pilot, lambda: app.current_mode == "leads")
            await pilot.pause(0.2)
            app.action_look("convert_lead")
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, TextDialog))
            await pilot.press("enter")
            assert app.session is not None
            book = app.session.book
            await until(pilot, lambda: book.state.is_pending)
            assert book.state.entities["deals"].live["name"][-1] == "Dune a new oven"
            assert book.state.entities["customers"].live["name"][-1] == "Dune"
    finally:
        app.opening.workbook.close()


@pytest.mark.inventory(23, 24)
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_channels_with_their_return(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_on(written(tmp_path, ENGLISH))
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            app.action_go("channels")
            await until(pilot, lambda: bool(channels(app)))
            assert [line.code for line in channels(app)] == ["exhibition"]
            assert channels(app)[0].roi == "-100%"
            await pilot.press("o")
            await until(pilot, lambda: not isinstance(app.screen, ChannelsScreen))
            await pilot.press("enter")
            await until(pilot, lambda: app.current_mode == "leads")
    finally:
        app.opening.workbook.close()


def channels(app: SalesApp) -> tuple[Any, ...]:
    screen = app.book_screen
    view = screen.view if isinstance(screen, ChannelsScreen) else None
    return view.lines if view is not None else ()
