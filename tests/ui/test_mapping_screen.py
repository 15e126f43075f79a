"""The mapping screen: from a workbook of strange headers to a dashboard, with keys only."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from driving import app_on, running, sample_copy, shown, status, until
from textual.pilot import Pilot

from salestui.ui.app import SalesApp
from salestui.ui.mapping.panels import ColumnsPanel, StagesPanel, TablesPanel
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.mapping import MappingScreen

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

STAGES = ("Idee", "Vorschlag", "Handschlag", "Nein")


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def drawn(app: SalesApp) -> str:
    """All that is on the terminal."""
    strips = [screen._compositor.render_strips() for screen in app.screen_stack]
    return "".join(segment.text for lines in strips for line in lines for segment in line)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESTUI_CONFIG", str(tmp_path / "config" / "config.toml"))


def strange(path: Path) -> Path:
    """A pipeline under headers that nothing knows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Blatt1"
    sheet.append(["Wer", "Worum", "Schritt", "Wieviel", "Bis wann"])
    for n in range(24):
        day = date(2026, 10 + n % 3, 1 + n)
        sheet.append([f"Haus {n % 7}", f"Vorhaben {n}", STAGES[n % 4], 1000 * (n + 1), day])
    workbook.save(path)
    return path


def mapping(app: SalesApp) -> MappingScreen:
    screen = app.book_screen
    assert isinstance(screen, MappingScreen)
    return screen


async def surveyed(app: SalesApp, pilot: Pilot[None]) -> MappingScreen:
    """The screen once its worker is done."""
    await until(
        pilot, lambda: isinstance(app.book_screen, MappingScreen) and app.book_screen.is_mounted
    )
    screen = mapping(app)
    await until(pilot, lambda: screen.view is not None and all(w.is_finished for w in app.workers))
    return screen


async def choose(app: SalesApp, pilot: Pilot[None], text: str) -> None:
    """Choose for the row under the cursor by typing a part of a name."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    await pilot.press(*text, "enter")
    await until(pilot, lambda: not isinstance(app.screen, ChooseDialog))
    await surveyed(app, pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_from_nothing_recognised_to_a_dashboard_with_keys_only(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = strange(tmp_path / "unser.xlsx")
    before = path.read_bytes()
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        screen = await surveyed(app, pilot)
        await choose(app, pilot, "pipeline")
        await pilot.press("tab")
        for name in ("customer", "deal", "stage", "amount", "expected"):
            await choose(app, pilot, name)
            await pilot.press("down")
        assert [c.field for c in screen.query_one(ColumnsPanel).rows] == [
            "customer", "name", "stage", "amount", "expected_close",
        ]  # fmt: skip
        await pilot.press("tab")
        if screen.active is not screen.query_one(StagesPanel):
            await pilot.press("tab")
        for code in ("lead", "proposal", "won", "lost"):
            assert not screen.query_one(StagesPanel).current.code
            await choose(app, pilot, code)
            await pilot.press("down")
        assert screen.view is not None
        assert screen.view.unknown_stages == 0
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(app))
        await until(pilot, lambda: "kept in" in status(app))
        assert app.session is not None
        assert app.session.state.entities["deals"].frame.height == 24
        assert app.unopened is None
    app.opening.workbook.close()
    assert path.read_bytes() == before

    again = app_on(path)
    again.opening = replace(again.opening, profiles=tmp_path / "config")
    async with again.run_test(size=size) as pilot:
        await until(pilot, lambda: shown(again))
        assert again.session is not None
        assert again.session.state.playbook.stage("Handschlag") is not None
    again.opening.workbook.close()


async def test_using_it_on_the_way_out_ends_on_the_dashboard(tmp_path: Path) -> None:
    app = app_on(strange(tmp_path / "unser.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await surveyed(app, pilot)
        await choose(app, pilot, "pipeline")
        await pilot.press("tab")
        await choose(app, pilot, "deal name")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "kept in" in status(app))
        assert app.current_mode == "home"
    app.opening.workbook.close()


async def test_home_says_no_more_that_nothing_was_recognised(tmp_path: Path) -> None:
    app = app_on(strange(tmp_path / "unser.xlsx"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "No sheet looks like" in status(app)
        await pilot.press("enter")
        await surveyed(app, pilot)
        await choose(app, pilot, "pipeline")
        await pilot.press("a")
        await until(pilot, lambda: shown(app))
        assert "read this way now" in status(app)
    app.opening.workbook.close()


async def test_stages_stay_where_they_are_while_they_are_mapped(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    workbook = openpyxl.load_workbook(path)
    for n, (cell,) in enumerate(workbook["Deals"]["D2:D41"]):
        cell.value = ("Haggling", "Thinking")[n % 2]
    workbook.save(path)
    async with running(path) as (app, pilot):
        await pilot.press("m")
        screen = await surveyed(app, pilot)
        stages = screen.query_one(StagesPanel)
        stages.focus()
        before = [row.text for row in stages.rows]
        assert {*before[:2]} == {"Haggling", "Thinking"}
        await choose(app, pilot, "negotiation")
        assert [row.text for row in stages.rows] == before
        assert stages.rows[0].code
        await pilot.press("down")
        assert stages.current == stages.rows[1]


async def test_control_codes_of_a_workbook_never_reach_the_terminal(tmp_path: Path) -> None:
    path = strange(tmp_path / "unser.xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Blatt1"]
    sheet["A1"], sheet["C1"] = "Customer \x9b2J", "Stage \x9d0;x\x9c"
    sheet["C2"] = "[red]\x9b31m"
    sheet["B1"], sheet["D1"] = "Deal", "Amount"
    workbook.save(path)
    async with running(path) as (app, pilot):
        await pilot.press("m")
        screen = await surveyed(app, pilot)
        screen.query_one(ColumnsPanel).focus()
        await pilot.press("down", "down")
        await pilot.pause()
        assert "Stage \ufffd0;x" in drawn(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert not CONTROL.search(drawn(app))
        await pilot.press(*"stage", "enter")
        await until(pilot, lambda: not isinstance(app.screen, ChooseDialog))
        await surveyed(app, pilot)
        screen.query_one(StagesPanel).focus()
        await pilot.pause()
        assert "[red]\ufffd31m" in drawn(app)
        assert not CONTROL.search(drawn(app))
        app.say("a\x9b2Jb")
        await pilot.pause()
        assert "a\ufffd2Jb" in drawn(app)


async def test_a_stage_that_is_mapped_fills_the_funnel(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    workbook = openpyxl.load_workbook(path)
    for (cell,) in workbook["Deals"]["D2:D418"]:
        cell.value = "Haggling" if cell.value == "Negotiation" else cell.value
    workbook.save(path)
    async with running(path) as (app, pilot):
        assert "m says what it means" in status(app)
        home = app.book_screen
        before = home.view.funnel
        await pilot.press("m")
        screen = await surveyed(app, pilot)
        assert screen.view.unknown_stages == 1
        screen.query_one(StagesPanel).focus()
        await choose(app, pilot, "negotiation")
        assert screen.view.unknown_stages == 0
        await pilot.press("a")
        await until(pilot, lambda: "read this way now" in status(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "home" and home.view.funnel != before)
        assert app.session.state.pending_count == 0


async def test_choices_are_taken_back_and_leaving_asks(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("2", "m")
        screen = await surveyed(app, pilot)
        columns = screen.query_one(ColumnsPanel)
        columns.focus()
        await pilot.press("down")
        await choose(app, pilot, "own column")
        assert columns.rows[1].field == ""
        await pilot.press("u")
        await until(pilot, lambda: columns.rows[1].field == "name")
        await pilot.press("u")
        assert "Nothing to undo" in status(app)
        await choose(app, pilot, "own column")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.current_mode == "deals")
        assert app.session.state.entities["deals"].layout.column("name") is not None


async def test_pending_edits_go_along_or_stand_in_the_way(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        session = app.session
        session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        await pilot.press("m")
        screen = await surveyed(app, pilot)
        columns = screen.query_one(ColumnsPanel)
        columns.focus()
        await pilot.press("down")
        await choose(app, pilot, "own column")
        await pilot.press("a")
        await until(pilot, lambda: "read this way now" in status(app))
        assert session.state.entities["deals"].value(0, "amount") == 5.0
        await pilot.press("down", "down", "down")
        await choose(app, pilot, "own column")
        await pilot.press("a")
        await until(pilot, lambda: "Pending edits have no place" in status(app))
        await pilot.press("escape")
        assert session.state.entities["deals"].value(0, "amount") == 5.0


async def test_a_table_that_is_not_used_any_more_leaves_the_book(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("m")
        screen = await surveyed(app, pilot)
        tables = screen.query_one(TablesPanel)
        tables.focus()
        await pilot.press("down")
        assert tables.current.entity == "customers"
        await choose(app, pilot, "not used")
        assert "customers" not in {row.entity for row in tables.rows}
        await pilot.press("a")
        await until(pilot, lambda: "read this way now" in status(app))
        assert app.session.state.rows("customers") is None
