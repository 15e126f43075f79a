"""A rep's page and the team's structures on the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, running, sample_copy, status, until
from people_books import TODAY, write
from textual.pilot import Pilot
from textual.widgets import Input

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.deal.form import RowForm
from salestui.ui.followups.screen import FollowUpsScreen
from salestui.ui.person import choose_person, open_person
from salestui.ui.person.panels import PersonPanel
from salestui.ui.person.screen import PersonScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.table import TableScreen
from salestui.ui.structure.screen import STRUCTURES, StructureScreen
from salestui.ui.widgets.attainment import AttainmentPanel


@asynccontextmanager
async def team(
    folder: Path, *left_out: str, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    """The app on the small team, its dashboard shown."""
    path = write(folder / "people.xlsx", *left_out)
    workbook = open_workbook(str(path), folder / "state")
    app = SalesApp(Opening(workbook, TODAY, journals=folder / "journals"), Config())
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: _home(app))
            yield app, pilot
    finally:
        workbook.close()


def _home(app: SalesApp) -> bool:
    screen = app.book_screen
    return isinstance(screen, DashboardScreen) and screen.view is not None


def person(app: SalesApp) -> PersonScreen:
    screen = app.book_screen
    assert isinstance(screen, PersonScreen)
    return screen


def on_page(app: SalesApp, name: str) -> bool:
    screen = app.book_screen
    return isinstance(screen, PersonScreen) and screen.view is not None and screen.view.name == name


async def opened(app: SalesApp, pilot: Pilot[Any], name: str) -> PersonScreen:
    open_person(app, name)
    await until(pilot, lambda: on_page(app, name))
    return person(app)


def panel(screen: PersonScreen, name: str) -> PersonPanel:
    return screen.query_one(f"#{name}", PersonPanel)


@pytest.mark.inventory(68)
async def test_the_page_is_opened_by_name_and_left_again(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        choose_person(app)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"bob", "enter")
        await until(pilot, lambda: on_page(app, "Bob"))
        assert panel(person(app), "strengths").rows[0].title.startswith("Strongest")
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "home")


@pytest.mark.inventory(68)
async def test_o_opens_the_page_from_the_dashboard(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        assert app.book_screen is not None
        bars = app.book_screen.query_one("#attainment", AttainmentPanel)
        bars.focus()
        await pilot.pause()
        assert bars.current is not None
        name = bars.current.value
        assert name is not None
        await pilot.press("o")
        await until(pilot, lambda: on_page(app, name))


@pytest.mark.inventory(68)
async def test_o_opens_the_page_from_the_teams_sheet_and_from_the_forecast(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        app.action_go("members")
        await until(pilot, lambda: _table(app))
        await pilot.press("down", "o")
        await until(pilot, lambda: on_page(app, "Ann"))
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "members")
        await pilot.press("9")
        await until(pilot, lambda: getattr(app.book_screen, "line", None) is not None)
        await pilot.press("down", "down", "o")
        await until(pilot, lambda: isinstance(app.book_screen, PersonScreen))
        await until(pilot, lambda: on_page(app, "Ann"))


@pytest.mark.inventory(68)
async def test_the_palette_opens_whom_a_follow_up_names(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        await pilot.press("7")
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        screen = app.book_screen
        assert isinstance(screen, FollowUpsScreen)
        await until(pilot, lambda: screen.listed.current is not None)
        assert screen.listed.current is not None
        name = screen.listed.current.rep
        app.action_look("open_person")
        await until(pilot, lambda: on_page(app, name))


def _table(app: SalesApp) -> bool:
    screen = app.book_screen
    return isinstance(screen, TableScreen) and screen.view is not None


@pytest.mark.inventory(20, 68)
async def test_strengths_and_patterns_are_explained_and_their_deals_opened(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        screen = await opened(app, pilot, "Bob")
        await pilot.press("tab")  # from strengths to patterns
        assert screen.focused is panel(screen, "patterns")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("escape")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))


@pytest.mark.inventory(68)
async def test_figures_are_explained_and_deals_opened_from_the_page(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        screen = await opened(app, pilot, "Ann")
        screen.action_show_panel("figures")
        await pilot.pause()
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("escape")
        screen.action_show_panel("deals")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))


@pytest.mark.inventory(71, 72)
async def test_notes_and_trainings_are_added_with_their_sheets(tmp_path: Path) -> None:
    async with team(tmp_path, "Coaching") as (app, pilot):
        screen = await opened(app, pilot, "Cy")
        assert "n adds the sheet" in panel(screen, "coaching").nothing()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        session = app.session
        assert session is not None
        rows = session.state.entities["coaching"]
        (row,) = rows.overlay.added
        assert (rows.value(row, "member"), rows.value(row, "date")) == ("Cy", TODAY)
        await pilot.press("escape")
        await until(pilot, lambda: len(panel(screen, "coaching").rows) == 1)
        screen.action_show_panel("training")
        await pilot.pause()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        assert len(session.state.entities["training"].overlay.added) == 1
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("u")
        await until(pilot, lambda: not session.state.entities["training"].overlay.added)


@pytest.mark.inventory(75)
async def test_tasks_of_a_department_are_listed_and_opened(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        screen = await opened(app, pilot, "Ann")
        screen.action_show_panel("tasks")
        await pilot.pause()
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "tasks")


@pytest.mark.inventory(68)
async def test_every_screen_shows_the_rep_alone_on_v(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        await opened(app, pilot, "Ann")
        await pilot.press("v")
        await pilot.pause()
        assert app.session is not None
        assert app.session.focus.value("rep") == "Ann"
        assert "Ann alone" in status(app)


@pytest.mark.inventory(68)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_panel_is_reached_in_every_size(tmp_path: Path, language: str) -> None:
    set_language(language)
    try:
        async with running(sample_copy(tmp_path, language), (80, 24)) as (app, pilot):
            choose_person(app, ask=True)
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            app.screen.query_one(Input).focus()
            await pilot.press("enter")
            await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
            screen = person(app)
            for size in ((80, 24), (120, 40), (200, 60)):
                await pilot.resize_terminal(*size)
                assert screen.folded is (size == (80, 24))
                assert await reached(screen, pilot) == {"figures", *PersonScreen.TABS}
    finally:
        set_language("en")


async def reached(screen: PersonScreen, pilot: Pilot[Any]) -> set[str | None]:
    """The panels that tab goes to; each has room for what it shows."""
    seen = set()
    for _step in range(len(PersonScreen.TABS) + 1):
        await pilot.press("tab")
        focused = screen.focused
        assert focused is not None
        assert focused.size.width > 30
        assert focused.size.height >= 1
        seen.add(focused.id)
    return seen


def structure(app: SalesApp) -> StructureScreen:
    screen = app.book_screen
    assert isinstance(screen, StructureScreen)
    return screen


def shows(app: SalesApp, name: str) -> bool:
    screen = app.book_screen
    if not isinstance(screen, StructureScreen) or screen.view is None:
        return False
    return screen.view.structure.value == name


@pytest.mark.inventory(73)
async def test_structures_turn_narrow_and_open(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        app.action_go("structure")
        await until(pilot, lambda: shows(app, "line"))
        listed = structure(app).listed
        assert [row.label for row in listed.rows if row.level == 1] == ["North", "no team"]
        await pilot.press("down", "i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert app.session is not None
        assert app.session.focus.value("team") == "North"
        await pilot.press("down", "enter")
        await until(pilot, lambda: on_page(app, "Ann"))
        await pilot.press("escape")
        await until(pilot, lambda: shows(app, "line"))
        for name in (*STRUCTURES[1:], STRUCTURES[0]):
            await pilot.press("v")
            await until(pilot, lambda name=name: shows(app, name))


@pytest.mark.inventory(73)
async def test_a_unit_opens_its_deals_and_a_person_is_edited(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        app.action_go("structure")
        await until(pilot, lambda: shows(app, "line"))
        await pilot.press("down", "o")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape", "down", "e")
        await until(pilot, lambda: isinstance(app.screen, RowForm))


@pytest.mark.inventory(73)
async def test_the_tree_follows_the_period(tmp_path: Path) -> None:
    async with team(tmp_path) as (app, pilot):
        app.action_go("structure")
        await until(pilot, lambda: shows(app, "line"))
        before = structure(app).view
        await pilot.press("left_square_bracket", "left_square_bracket")  # the second quarter
        await until(pilot, lambda: structure(app).view is not before and _has(app, "South"))
        south = next(row for row in structure(app).listed.rows if row.label == "South")
        assert south.attainment == "63.3%"
        assert app.session is not None
        assert app.session.period.end == date(2026, 6, 30)


def _has(app: SalesApp, label: str) -> bool:
    return any(row.label == label for row in structure(app).listed.rows)


@pytest.mark.inventory(73)
async def test_without_a_sheet_of_the_team_it_is_offered(tmp_path: Path) -> None:
    async with team(tmp_path, "Team") as (app, pilot):
        app.action_go("structure")
        await until(pilot, lambda: shows(app, "line"))
        assert "enter adds the sheet" in structure(app).listed.nothing()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
