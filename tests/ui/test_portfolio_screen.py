"""The screen of all projects on the real app, over the sample of sales projects."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, running, sample_copy, status, until
from textual.pilot import Pilot

from salestui.i18n import set_language
from salestui.ui.portfolio.panels import DirectorsPanel, GatesPanel, OwnersPanel, ProjectsPanel
from salestui.ui.portfolio.screen import PortfolioScreen
from salestui.ui.portfolio.why import WhyDialog
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.kpi_strip import KpiStrip
from sample_workbooks import sample

FIRST = {"en": "Bank twin data centre", "zh": "银行双活数据中心"}


def projects_copy(folder: Path, language: str = "en") -> Path:
    path = folder / f"projects_{language}.xlsx"
    path.write_bytes(sample(language, "sales-projects").read_bytes())
    return path


@asynccontextmanager
async def looking(
    path: Path, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[PortfolioScreen, Pilot[Any]]]:
    async with running(path, size) as (app, pilot):
        app.action_go("projects")
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        screen = app.book_screen
        assert isinstance(screen, PortfolioScreen)
        await until(pilot, lambda: screen.query_one(ProjectsPanel).ready)
        yield screen, pilot


@pytest.mark.inventory(86, 87, 91, 92, 95, 98)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_all_projects_with_their_health_in_marks_and_words(
    tmp_path: Path, language: str
) -> None:
    set_language(language)
    async with looking(projects_copy(tmp_path, language)) as (screen, _pilot):
        assert screen.view is not None
        panel = screen.query_one(ProjectsPanel)
        first = panel.current
        assert first is not None and first.title == FIRST[language]
        marks = [row.health.split()[0] for row in panel.rows]
        assert marks == sorted(marks, key="■◆●".index) and set(marks) == set("■◆●")
        shown = [panel.render_line(y).text for y in range(4)]
        assert FIRST[language][:6] in shown[1] and "■" in shown[1]
        assert all(line.rows for line in screen.query("GatesPanel, OwnersPanel, DirectorsPanel"))
        keys = [kpi.key for kpi in screen.query_one(KpiStrip).kpis]
        assert {"red", "report_compliance", "gates_on_time", "high_risks"} <= set(keys)


@pytest.mark.inventory(91)
async def test_why_leads_to_the_row_behind(tmp_path: Path) -> None:
    async with looking(projects_copy(tmp_path)) as (_screen, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhyDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, WhyDialog)
        text = "\n".join(line.plain for line in dialog.lines())
        assert "over it" in text and "Customer changes the architecture again" in text
        assert "last report" in text
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "tasks")


@pytest.mark.inventory(86)
async def test_enter_opens_the_project_and_escape_leads_back(tmp_path: Path) -> None:
    async with looking(projects_copy(tmp_path)) as (_screen, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "project")
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "projects")


@pytest.mark.inventory(92, 95, 98)
async def test_gates_owners_and_directors_lead_on(tmp_path: Path) -> None:
    async with looking(projects_copy(tmp_path)) as (screen, pilot):
        await pilot.press("tab")
        assert isinstance(screen.focused, GatesPanel) and screen.selected_deal is not None
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhyDialog))
        await pilot.press("escape", "tab")
        assert isinstance(screen.focused, OwnersPanel)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("escape", "tab")
        assert isinstance(screen.focused, DirectorsPanel)
        await pilot.press("o")
        await until(pilot, lambda: pilot.app.current_mode == "person")


@pytest.mark.inventory(98)
async def test_figures_explain_themselves(tmp_path: Path) -> None:
    async with looking(projects_copy(tmp_path)) as (screen, pilot):
        screen.query_one(KpiStrip).focus()
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExplainDialog))
        dialog = pilot.app.screen
        assert isinstance(dialog, ExplainDialog)
        assert screen.view is not None
        for kpi in screen.view.figures:
            sheet = dialog._sheet()
            assert sheet.explanation.kpi.key == kpi.key and sheet.explanation.kpi.formula
            await pilot.press("right")


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 60)])
async def test_every_panel_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with looking(projects_copy(tmp_path), size) as (screen, pilot):
        for name in ("projects", "gates", "owners", "directors"):
            screen.action_show_panel(name)
            await pilot.pause()
            panel = screen.query_one(f"#{name}")
            assert panel.display and panel.size.height > 3 and panel.size.width > 20


async def test_a_missing_sheet_is_offered(tmp_path: Path) -> None:
    async with looking(sample_copy(tmp_path)) as (screen, pilot):
        assert screen.view is not None and screen.view.missing
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
    async with looking(projects_copy(tmp_path)) as (_screen, pilot):
        await pilot.press("n")
        assert "is there" in status(pilot.app)  # type: ignore[arg-type]
