"""The units by building and floor: looked at, taken, held, released, against the file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from driving import status, until
from floor_books import CHINESE, ENGLISH, copied, many, settings
from textual.pilot import Pilot
from textual.widgets import Input
from written_books import write

from adapters.errors import Notice
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.i18n import set_language
from salestui.locations import home_file
from salestui.selling.floor.taking import one_unit
from salestui.selling.floor.unit import Unit, unit_at
from salestui.ui.app import SalesApp
from salestui.ui.floor.card import CardPanel
from salestui.ui.floor.grid import FloorGrid
from salestui.ui.floor.screen import FloorScreen
from salestui.ui.floor.step_dialog import StepDialog
from salestui.ui.home.area_panel import AreaPanel
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog, TextDialog

TODAY = date(2026, 3, 10)


@asynccontextmanager
async def on_the_floor(
    path: Path, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    workbook = open_workbook(str(path), path.parent / "state")
    app = SalesApp(Opening(workbook, TODAY, playbook="real-estate"), Config())
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.session is not None)
            app.action_go("floor")
            await until(pilot, lambda: isinstance(app.screen, FloorScreen))
            await until(pilot, lambda: screen(app).view is not None)
            yield app, pilot
    finally:
        workbook.close()


def screen(app: SalesApp) -> FloorScreen:
    found = app.screen
    assert isinstance(found, FloorScreen)
    return found


async def ready(app: SalesApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(app.screen, FloorScreen) and screen(app).card is not None)


def shown(app: SalesApp) -> str:
    grid = screen(app).query_one(FloorGrid)
    return "\n".join(grid.render_line(y).text for y in range(grid.size.height))


def in_file(path: Path, unit: str) -> Unit:
    workbook = open_workbook(str(path), path.parent / "other")
    book = Book(workbook, settings())
    try:
        book.load()
        return unit_at(book.state, one_unit(book.state, unit))
    finally:
        workbook.close()


async def fill(app: SalesApp, pilot: Pilot[Any], **told: str) -> None:
    await until(pilot, lambda: isinstance(app.screen, StepDialog))
    for name, text in told.items():
        app.screen.query_one(f"#line-{name}", Input).value = text
    await pilot.press("ctrl+s")


@pytest.mark.inventory(100)
async def test_the_grid_shows_floors_from_the_top_and_the_card_follows(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("v")  # all buildings, one by one from here
        await until(pilot, lambda: "2-101" not in shown(app))
        lines = shown(app).splitlines()
        assert lines[0].split() == ["3", "▸301", "○", "302", "○"]
        assert lines[1].split() == ["3", "rooms", "3", "rooms"]
        assert lines[2].split() == ["1.03M", "1.03M"]
        assert lines[10].split() == ["1", "101", "○", "102", "○"]
        legend = str(screen(app).query_one("#floor-legend").render())
        assert "○ available 6  ◔ held 1" in legend
        await pilot.press("down", "right")
        await until(pilot, lambda: screen(app).card is not None)
        card = screen(app).card
        assert card is not None
        assert card.unit.name == "1-202"
        assert ("List price", "1,020,000") in [(fact.label, fact.value) for fact in card.facts]
        await pilot.press("v", "left")
        await ready(app, pilot)
        assert "101 ◔!" in shown(app)  # held until the 7th, and it is the 10th
        text = screen(app).query_one(CardPanel).as_text()
        assert "Zhao Min" in text
        assert "3 d late" in text


@pytest.mark.inventory(100)
async def test_all_buildings_stand_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path, (200, 60)) as (app, pilot):
        await ready(app, pilot)
        lines = shown(app).splitlines()
        first = next(n for n, line in enumerate(lines) if line.split()[:1] == ["1"])
        assert lines[first].split() == ["1", "1-101", "○", "1-102", "○", "2-101", "◔!",
                                        "2-102", "×"]  # fmt: skip
        assert "Zhao Min" in lines[first + 1]
        await pilot.press("down", "down", "right", "right")
        await until(pilot, lambda: (c := screen(app).card) is not None and c.unit.name == "2-101")
        await pilot.press("V")
        assert screen(app).grid.title() == "Building 2"
        unit = screen(app).grid.unit
        assert unit is not None
        assert unit.name == "2-101"  # the cursor stays on it


async def test_a_big_site_begins_with_one_building_that_says_who_has_what(tmp_path: Path) -> None:
    tables = copied(ENGLISH)
    first = tables["Units"][1]
    tables["Units"] += [[f"3-10{n}", "3", 1, *first[3:]] for n in range(1, 6)]
    path = write(tmp_path / "site.xlsx", tables)
    async with on_the_floor(path, (80, 24)) as (app, pilot):
        await ready(app, pilot)
        assert screen(app).grid.title() == "Building 1"
        await pilot.press("v", "v")
        assert screen(app).grid.title() == "Building 3"
        assert shown(app).splitlines()[0].split()[:3] == ["1", "▸101", "○"]
        await pilot.press("v")
        assert "of 9" in screen(app).grid.note()  # all buildings, as many columns as have room


@pytest.mark.inventory(100, 101, 102)
async def test_a_unit_is_taken_from_the_screen_and_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("n")
        await fill(app, pilot, customer="Li Lei", amount="5000", at="2026-03-10 soon")
        assert isinstance(app.screen, StepDialog)  # no such moment
        await fill(app, pilot, at="2026-03-10 00:05", agent="Ann")
        await until(pilot, lambda: in_file(path, "1-301").state == "subscribed", seconds=60)
        unit = in_file(path, "1-301")
        assert (unit.holder, unit.agent, unit.received) == ("Li Lei", "Ann", 5_000.0)
        await ready(app, pilot)
        await until(pilot, lambda: "◑" in shown(app))
        assert app.session is not None
        assert not app.session.state.pending_count
        assert "takes it back" in status(app)
        await pilot.press("d")
        await fill(app, pilot, reason="no loan")
        await until(pilot, lambda: in_file(path, "1-301").state == "available", seconds=60)


@pytest.mark.inventory(102)
async def test_the_loser_is_told_at_once_and_a_supervisor_may_confirm_an_earlier_deposit(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, StepDialog))
        taken_elsewhere(path, "1-301", "Sun Li", "2026-03-10 00:10")
        await fill(app, pilot, customer="Li Lei", amount="20000", at="2026-03-10 00:20")
        await until(pilot, lambda: isinstance(app.screen, AskDialog), seconds=60)
        said = " ".join(str(w.render()) for w in app.screen.query(".question"))
        assert "Sun Li paid the deposit on 2026-03-10 00:10 (with Bob)" in said
        await pilot.press("escape")
        assert in_file(path, "1-301").holder == "Sun Li"
        await ready(app, pilot)
        await pilot.press("n")
        await fill(app, pilot, customer="Li Lei", amount="20000", at="2026-03-10 00:05")
        await until(pilot, lambda: isinstance(app.screen, AskDialog), seconds=60)
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("M", "a", "x", "enter")
        await until(pilot, lambda: in_file(path, "1-301").holder == "Li Lei", seconds=60)
        await until(pilot, lambda: (c := screen(app).card) is not None and bool(c.refunds))
        card = screen(app).card
        assert card is not None
        assert card.refunds == (("Sun Li", 20_000.0),)


def taken_elsewhere(path: Path, unit: str, customer: str, at: str) -> None:
    from salestui.cli.main import main

    about = ["--customer", customer, "--deposit", "20000", "--at", at, "--agent", "Bob"]
    assert main(["take", str(path), unit, *about, "--playbook", "real-estate"]) == 0


@pytest.mark.inventory(100)
async def test_filters_leave_one_state_or_one_layout(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path, (80, 24)) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("f", *"held", "enter")
        await until(pilot, lambda: (v := screen(app).view) is not None and v.shown == 1)
        assert "101 ◔!" in shown(app)
        await pilot.press("f", *"all", "enter")
        await until(pilot, lambda: (v := screen(app).view) is not None and v.shown == 8)
        assert screen(app).has_class("-narrow")


async def test_five_thousand_units_draw_only_what_is_in_view(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", many(5_000))
    async with on_the_floor(path, (80, 24)) as (app, pilot):
        await pilot.press("v", "v", "end")
        await until(pilot, lambda: (c := screen(app).card) is not None and c.unit.name == "T-1")
        assert "▸" in shown(app)


@pytest.mark.inventory(100)
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_it_speaks_chinese(tmp_path: Path, size: tuple[int, int]) -> None:
    set_language("zh")
    path = write(tmp_path / "site.xlsx", copied(CHINESE))
    async with on_the_floor(path, size) as (app, pilot):
        await ready(app, pilot)
        assert "可售" in str(screen(app).query_one("#floor-legend").render())
        assert "101 ○" in shown(app)
        await pilot.press("h")
        await fill(app, pilot, customer="李雷", at="2026-03-09 10:00")
        await until(pilot, lambda: in_file(path, "1-101").state == "held", seconds=60)


async def test_without_units_the_sheet_is_offered(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH, "Units"))
    async with on_the_floor(path) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))


@pytest.mark.inventory(100)
async def test_the_home_of_the_on_site_manager_leads_to_a_unit_that_is_late(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    workbook = open_workbook(str(path), tmp_path / "state")
    home_file().parent.mkdir(parents=True, exist_ok=True)
    home_file().write_text('role = "onsite"\n', "utf-8")
    app = SalesApp(Opening(workbook, TODAY, playbook="real-estate"), Config())
    try:
        async with app.run_test(size=(160, 50)) as pilot:
            panel = await home_panel(app, pilot)
            assert [(r.label, r.value) for r in panel.rows] == [
                ("○ available", "6"), ("◔ held", "1"), ("× withdrawn", "1"), ("2-101", "!"),
            ]  # fmt: skip
            panel.focus()
            await pilot.press("end", "enter")
            await until(pilot, lambda: isinstance(app.screen, FloorScreen))
            await until(
                pilot, lambda: (c := screen(app).card) is not None and c.unit.name == "2-101"
            )
    finally:
        workbook.close()


async def home_panel(app: SalesApp, pilot: Pilot[Any]) -> AreaPanel:
    await until(pilot, lambda: bool(app.screen.query("#floor")))
    panel = app.screen.query_one("#floor", AreaPanel)
    await until(pilot, lambda: bool(panel.rows))
    return panel


@pytest.mark.inventory(102)
async def test_nothing_is_taken_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        assert app.session is not None
        app.session.refusal = Notice("You may only read this workbook.")
        await pilot.press("n")
        assert "only read" in status(app)
        app.session.refusal = None
        path.chmod(0o444)
        await pilot.press("h")
        await fill(app, pilot, customer="Li Lei", at="2026-03-10 00:05")
        await until(pilot, lambda: isinstance(app.screen, ErrorDialog), seconds=60)
        assert not app.session.state.pending_count
        assert in_file(path, "1-301").state == "available"


@pytest.mark.inventory(101, 103)
async def test_the_next_steps_are_chosen_from_those_that_may_follow(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    taken_elsewhere(path, "1-301", "Sun Li", "2026-03-10 00:01")
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("enter", *"review", "enter")
        await fill(app, pilot, supervisor="Max", at="2026-03-10 00:05")
        await until(pilot, lambda: "review" in in_file(path, "1-301").done, seconds=60)
        await until(pilot, lambda: (c := screen(app).card) is not None and "sign" in c.steps)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        said = " ".join(str(w.render()) for w in app.screen.query(".hint"))
        assert "2026-03-10 00:05  review  Sun Li  by Max" in said
        await pilot.press("escape", "o")
        await until(pilot, lambda: isinstance(app.screen, DealScreen))


@pytest.mark.inventory(100)
async def test_without_units_n_goes_where_the_first_is_added(tmp_path: Path) -> None:
    tables = copied(ENGLISH)
    del tables["Units"][1:]
    path = write(tmp_path / "site.xlsx", tables)
    async with on_the_floor(path) as (app, pilot):
        await until(pilot, lambda: "n goes to their sheet" in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: app.current_mode == "units")


@pytest.mark.inventory(101)
async def test_edits_that_wait_are_told_before_anything_is_asked(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        assert app.session is not None
        card = screen(app).card
        assert card is not None
        app.session.book.set_values("area", "units", [(card.unit.row, "area", 99.0)])
        app.publish()
        await ready(app, pilot)
        await pilot.press("n")
        await until(pilot, lambda: "not saved" in status(app))
        assert isinstance(app.screen, FloorScreen)


@pytest.mark.inventory(101)
async def test_a_review_begins_at_the_supervisor_and_offers_the_team(tmp_path: Path) -> None:
    tables = copied(ENGLISH)
    tables["Team"] = [["Name", "Team"], ["Maxine", "North"]]
    path = write(tmp_path / "site.xlsx", tables)
    taken_elsewhere(path, "1-301", "Sun Li", "2026-03-10 00:01")
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("enter", *"review", "enter")
        await until(pilot, lambda: isinstance(app.screen, StepDialog))
        field = app.screen.query_one("#line-supervisor", Input)
        await until(pilot, lambda: app.focused is field)
        await pilot.press("m")
        await until(pilot, lambda: bool(field._suggestion))
        await pilot.press("right")
        assert field.value == "Maxine"


@pytest.mark.inventory(102)
async def test_a_moment_that_nobody_told_is_that_of_the_writing(tmp_path: Path) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    async with on_the_floor(path) as (app, pilot):
        await ready(app, pilot)
        await pilot.press("n")
        begun = datetime.now().replace(microsecond=0)
        await fill(app, pilot, customer="Li Lei")
        await until(pilot, lambda: in_file(path, "1-301").state == "subscribed", seconds=60)
        paid = in_file(path, "1-301").deposited
        assert paid is not None
        assert paid >= begun  # not the minute that it was in when it was asked for
