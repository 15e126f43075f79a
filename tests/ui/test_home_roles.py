"""The home by role: presets, whose business it shows, rearranging, what is kept for the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot

from salestui.dashboards import Home, load_home, role_of, roles
from salestui.locations import home_file
from salestui.model.focus import EVERYTHING
from salestui.ui.app import SalesApp
from salestui.ui.home.area_panel import AreaPanel
from salestui.ui.home.arranging import ArrangeDialog
from salestui.ui.home.catalogue import CATALOGUE, STRIP, kind_of, known_panels
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.dialogs import AskDialog

SMALL, WIDE = (80, 24), ((120, 40), (140, 40), (200, 60))


def home_of(app: SalesApp) -> DashboardScreen:
    screen = app.book_screen
    assert isinstance(screen, DashboardScreen)
    return screen


def shown_panels(app: SalesApp) -> list[str]:
    return [child.id or "" for child in home_of(app).rows.children if child.display]


def keep(text: str) -> None:
    home_file().parent.mkdir(parents=True, exist_ok=True)
    home_file().write_text(text, "utf-8")


async def settle(app: SalesApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await until(pilot, lambda: all(w.is_finished for w in app.workers))
    await pilot.pause()


def test_every_panel_of_a_preset_is_in_the_catalogue() -> None:
    assert [role.code for role in roles()] == ["manager", "rep", "director", "onsite"]
    for role in roles():
        names = (*role.panels, *role.roomy)
        assert len(set(names)) == len(names)
        assert set(names) <= set(known_panels())


def test_every_area_has_at_most_one_panel_and_every_panel_leads_to_a_screen() -> None:
    modes = {kind.mode for kind in CATALOGUE}
    assert modes <= set(SalesApp.MODES)
    assert len({kind.id for kind in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("role", [role.code for role in roles()])
async def test_each_role_fills_its_panels(tmp_path: Path, role: str) -> None:
    keep(f'role = "{role}"\nme = "Maya Okafor"\n')
    preset = [name for name in role_of(role).panels if name != STRIP]
    async with running(sample_copy(tmp_path), WIDE[0]) as (app, pilot):
        for size in WIDE:
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert shown_panels(app)[: len(preset)] == preset
            assert size != (200, 60) or len(shown_panels(app)) > len(preset)
            assert_filled(app, shown_panels(app))


@pytest.mark.parametrize("role", [role.code for role in roles()])
async def test_each_role_fills_its_panels_one_by_one_where_it_is_small(
    tmp_path: Path, role: str
) -> None:
    keep(f'role = "{role}"\nme = "Maya Okafor"\n')
    preset = [name for name in role_of(role).panels if name != STRIP]
    async with running(sample_copy(tmp_path), SMALL) as (app, pilot):
        await settle(app, pilot)
        assert shown_panels(app) == preset[:1]
        for _ in preset:
            await pilot.press("tab")
            await settle(app, pilot)
        assert_filled(app, preset)


def assert_filled(app: SalesApp, names: list[str]) -> None:
    for name in names:
        panel = home_of(app).query_one(f"#{name}")
        assert panel.ready, name  # type: ignore[attr-defined]
        if isinstance(panel, AreaPanel):
            assert panel.rows or panel.nothing(), name


async def test_only_what_is_seen_is_worked_out(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await settle(app, pilot)
        assert not home_of(app).query_one("#forecast", AreaPanel).ready
        await pilot.resize_terminal(200, 60)
        await settle(app, pilot)
        assert home_of(app).query_one("#forecast", AreaPanel).rows


async def test_a_rep_says_once_who_he_is_and_sees_his_own(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await settle(app, pilot)
        app.action_look("choose_dashboard")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"sales rep", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.pause()
        await pilot.press(*"maya", "enter")
        await until(pilot, lambda: home_of(app).home.role == "rep")
        await settle(app, pilot)
        assert app.session is not None
        assert app.session.focus.value("rep") == "Maya Okafor"
        await until(pilot, home_file().exists)
    assert load_home(home_file(), known_panels()) == Home("rep", "Maya Okafor")
    async with running(path) as (app, pilot):
        await settle(app, pilot)
        assert app.session is not None
        assert app.session.focus.value("rep") == "Maya Okafor"
        alerts = home_of(app).query_one("#attention").rows  # type: ignore[attr-defined]
        assert {row.rep for row in alerts} == {"Maya Okafor"}


async def test_leaving_the_reps_dashboard_leaves_his_part(tmp_path: Path) -> None:
    keep('role = "rep"\nme = "Maya Okafor"\n')
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await settle(app, pilot)
        app.action_look("choose_dashboard")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"director", "enter")
        await until(pilot, lambda: home_of(app).home.role == "director")
        assert app.session is not None
        assert app.session.focus == EVERYTHING


async def test_somebody_the_workbook_does_not_know_is_told(tmp_path: Path) -> None:
    keep('role = "rep"\nme = "Nobody Here"\n')
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.pause()
        assert app.session is not None
        assert app.session.focus == EVERYTHING


async def test_panels_are_moved_hidden_and_added_and_kept(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await settle(app, pilot)
        app.action_look("arrange_dashboard")
        await until(pilot, lambda: isinstance(app.screen, ArrangeDialog))
        await pilot.pause()
        await pilot.press("down", "J", "shift+down", "down", "space")  # chart twice down, one off
        dialog = app.screen
        assert isinstance(dialog, ArrangeDialog)
        wanted = dialog.panels
        assert wanted == ("kpis", "attainment", "funnel", "chart")
        await pilot.press("down", "space", "enter")
        await settle(app, pilot)
        arranged = (*wanted, "second")
        assert [p for p in arranged if p != STRIP] == shown_panels(app)
        assert all(home_of(app).query_one(f"#{p}").ready for p in arranged)  # type: ignore[attr-defined]
        await until(pilot, home_file().exists)
    assert load_home(home_file(), known_panels()).panels == {"manager": arranged}
    async with running(path) as (app, pilot):
        await settle(app, pilot)
        assert shown_panels(app) == [p for p in arranged if p != STRIP]
        app.action_look("arrange_dashboard")
        await until(pilot, lambda: isinstance(app.screen, ArrangeDialog))
        await pilot.press("r")
        await settle(app, pilot)
        preset = [p for p in role_of("manager").panels if p != STRIP]
        assert shown_panels(app) == preset


async def test_the_last_panel_stays_and_the_strip_can_go(tmp_path: Path) -> None:
    keep('[panels]\nmanager = ["kpis", "funnel"]\n')
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await settle(app, pilot)
        assert shown_panels(app) == ["funnel"]
        app.action_look("arrange_dashboard")
        await until(pilot, lambda: isinstance(app.screen, ArrangeDialog))
        await pilot.pause()
        await pilot.press("space", "down", "space", "enter")
        await settle(app, pilot)
        assert shown_panels(app) == ["funnel"]
        assert not home_of(app).query_one("#kpis").display


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('role = "boss"', "there is no role 'boss'"),
        ('[panels]\nmanager = ["charts"]', "there is no panel 'charts'; did you mean chart?"),
        ("role = 3", "Expected `str`"),
        ("role = ", "Invalid value"),
        ("[panels]\nmanager = []", "shows no panel"),
    ],
)
async def test_broken_settings_are_told_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    keep(text)
    async with running(sample_copy(tmp_path), (200, 40)) as (app, pilot):
        await pilot.pause()
        assert said in status(app) or said in str(home_of(app)._broken)
        assert home_of(app)._broken.startswith(str(home_file()))
        assert home_of(app).home == Home()


async def test_rows_of_small_panels_lead_somewhere_and_explain_themselves(tmp_path: Path) -> None:
    keep('[panels]\nmanager = ["followups", "forecast", "customers", "leads", "performance"]\n')
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await settle(app, pilot)
        for name, mode in (
            ("forecast", "forecast"),
            ("followups", "followups"),
            ("leads", "leads"),
            ("performance", "performance"),
        ):
            panel = home_of(app).query_one(f"#{name}", AreaPanel)
            panel.focus()
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.press("escape")
            await pilot.press("enter")
            await until(pilot, lambda mode=mode: app.current_mode == mode)
            await settle(app, pilot)
            app.action_go("home")
            await settle(app, pilot)
        panel = home_of(app).query_one("#customers", AreaPanel)
        panel.focus()
        await pilot.press("end", "o")
        await until(pilot, lambda: app.current_mode == "customer")


async def test_the_current_one_of_many_tabs_is_seen(tmp_path: Path) -> None:
    names = [name for name in known_panels() if name != STRIP]
    keep(f"[panels]\nmanager = {names}\n")
    async with running(sample_copy(tmp_path), (80, 24)) as (app, pilot):
        await settle(app, pilot)
        home_of(app).query_one(f"#{names[0]}").focus()
        await pilot.press("shift+tab")
        await settle(app, pilot)
        assert app.focused is not None
        assert app.focused.id == names[-1]
        assert kind_of(names[-1]).tab in str(home_of(app).query_one("#tabs").visual)


async def test_a_panel_without_its_sheet_offers_it(tmp_path: Path) -> None:
    from salestui.views.home.area import without_sheet

    keep('[panels]\nmanager = ["leads"]\n')
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await settle(app, pilot)
        panel = home_of(app).query_one("#leads", AreaPanel)
        panel.put_view(without_sheet("contacts"))
        assert "n adds it" in panel.nothing()
        panel.focus()
        await pilot.press("n")
        await pilot.pause()
        assert app.current_mode == "contacts"  # it is there after all
