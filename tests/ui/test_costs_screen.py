"""Costs and budgets on the real app: read, added, explained, proposed, with one undo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, running, status, until
from spending_books import BOOKS, ENGLISH
from textual.pilot import Pilot
from textual.widgets import Input
from written_books import write

from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.costs.panels import MonthsPanel, OverrunsPanel, VariancePanel
from salestui.ui.costs.screen import CostsScreen
from salestui.ui.deal.form import NotesDialog, RowForm
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.explain import ExplainDialog


@asynccontextmanager
async def costs(
    folder: Path, language: str = "en", size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    """The app on the screen of costs over the small book."""
    set_language(language)
    try:
        path = write(folder / "costs.xlsx", BOOKS[language])
        async with running(path, size, Config(language=language)) as (app, pilot):
            app.action_go("costs_budgets")
            await until(pilot, lambda: isinstance(screen := app.book_screen, CostsScreen)
                        and screen.view is not None)  # fmt: skip
            yield app, pilot
    finally:
        set_language("en")


def here(app: SalesApp) -> CostsScreen:
    screen = app.book_screen
    assert isinstance(screen, CostsScreen)
    return screen


def table(app: SalesApp) -> VariancePanel:
    return here(app).query_one(VariancePanel)


async def by(app: SalesApp, pilot: Pilot[Any], dimension: str) -> None:
    """Press ``v`` until the lines are of a dimension."""
    while (view := here(app).view) is None or view.by != dimension:
        before = view
        await pilot.press("v")
        await until(pilot, lambda old=before: here(app).view is not old)


@pytest.mark.inventory(79)
@pytest.mark.parametrize("size", [(80, 24), (140, 40), (200, 60)])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_row_79_costs_beside_budgets(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    async with costs(tmp_path, language, size) as (app, pilot):
        await by(app, pilot, "stage")
        stage = {"en": "Proposal", "zh": "方案报价"}[language]
        row = next(r for r in table(app).rows if r.name == stage)
        assert (row.cells[3], row.cells[4], str(row.tone)) == ("+200", "133%", "late")
        if language == "en":
            assert row.cells[5] == "over budget"
        await pilot.press("tab")
        overruns = here(app).query_one(OverrunsPanel)
        assert overruns.has_focus
        assert [bool(r.reason) for r in overruns.rows] == [False, True]
        await pilot.press("tab")
        assert here(app).query_one(MonthsPanel).has_focus
        assert "2026-11" in here(app).query_one(MonthsPanel).as_text()


async def test_a_line_opens_its_deal_or_its_costs(tmp_path: Path) -> None:
    async with costs(tmp_path) as (app, pilot):
        assert [row.name for row in table(app).rows] == ["Robot", "Press", "no deal"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.book_screen, CostsScreen))
        await by(app, pilot, "team")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "costs")


async def test_a_variance_is_explained_with_its_numbers_and_rows(tmp_path: Path) -> None:
    async with costs(tmp_path) as (app, pilot):
        await pilot.press("down", "i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        dialog = app.screen
        assert isinstance(dialog, ExplainDialog)
        sheet = dialog._sheet()
        assert sheet.explanation.kpi.label.startswith("Press")
        assert "spent 800 of a budget of 600" in sheet.explanation.kpi.notes[0]
        assert sheet.entity == "budgets" and sheet.explanation.deals == (0,)


async def test_a_cost_is_added_to_what_is_selected(tmp_path: Path) -> None:
    async with costs(tmp_path) as (app, pilot):
        await by(app, pilot, "type")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        app.screen.query_one(Input).value = "450"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.book_screen)
        session = app.session
        assert session is not None
        row = session.state.entities["costs"].live.row(-1, named=True)
        first = table(app).rows[0]
        assert (row["amount"], row["date"], row["type"]) == (450, session.as_of, "Demo and samples")
        await until(pilot, lambda: table(app).rows[0].cells[0] == "5.45k")
        assert first.key == "demo"


async def test_the_reason_of_an_overrun_is_written_in_place(tmp_path: Path) -> None:
    async with costs(tmp_path) as (app, pilot):
        overruns = here(app).query_one(OverrunsPanel)
        assert overruns.rows[0].why == "no reason given"
        await pilot.press("e", "e")
        await until(pilot, lambda: isinstance(app.screen, TextDialog | NotesDialog))
        if isinstance(app.screen, TextDialog):
            app.screen.query_one(Input).value = "the fair moved"
            await pilot.press("enter")
        else:
            await pilot.press(*"moved", "ctrl+s")
        await until(pilot, lambda: "moved" in overruns.rows[0].reason)


@pytest.mark.inventory(80)
async def test_row_80_budgets_are_proposed_for_the_stages_and_undone_at_once(
    tmp_path: Path,
) -> None:
    async with costs(tmp_path) as (app, pilot):
        await by(app, pilot, "team")
        session = app.session
        assert session is not None
        before = session.state.entities["budgets"].live.height
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        app.screen.query_one(Input).value = "20000"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: session.state.entities["budgets"].live.height > before)
        rows = session.state.entities["budgets"].live.tail(-before)
        told = [(r["team"], r["period"], r["stage"], r["amount"]) for r in rows.to_dicts()]
        parts = [("Lead", 2000), ("Qualified", 1000), ("Proposal", 3000), ("Negotiation", 4000)]
        # the quarter's budget of the whole team is there already
        assert told == [("West", "2026-Q4", stage, amount) for stage, amount in parts]
        await pilot.press("u")
        await until(pilot, lambda: session.state.entities["budgets"].live.height == before)


async def test_no_amount_and_nothing_left_to_propose_are_said(tmp_path: Path) -> None:
    async with costs(tmp_path) as (app, pilot):
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        app.screen.query_one(Input).value = "much"
        await pilot.press("enter")
        await until(pilot, lambda: "no amount" in status(app))


async def test_a_book_without_costs_offers_the_sheet(tmp_path: Path) -> None:
    path = write(tmp_path / "bare.xlsx", {"Pipeline": ENGLISH["Pipeline"]})
    async with running(path) as (app, pilot):
        app.action_go("costs_budgets")
        await until(pilot, lambda: isinstance(screen := app.book_screen, CostsScreen)
                    and screen.view is not None)  # fmt: skip
        assert "n adds it" in table(app).nothing()
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        session = app.session
        assert session is not None
        await until(pilot, lambda: session.state.rows("costs") is not None)
        await until(pilot, lambda: isinstance(app.screen, RowForm))


@pytest.mark.inventory(62)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_row_62_profit_and_loss_on_the_deal_screen(tmp_path: Path, language: str) -> None:
    async with costs(tmp_path, language) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(screen := app.book_screen, DealScreen)
                    and screen.view is not None)  # fmt: skip
        screen = app.book_screen
        assert isinstance(screen, DealScreen) and screen.view is not None
        lines = {line.key: line for line in screen.view.section("profit").lines}
        assert lines["profit:revenue"].cells[1] == "2,100,000"
        assert lines["profit:result"].cells[1] == "295,000"
        assert lines["profit:received"].cells[1] == "630,000"
        assert [k for k in lines if k.startswith("cost:")] == ["cost:2"]
        screen.action_show_panel("profit")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))


@pytest.mark.inventory(82)
async def test_row_82_a_plan_is_tasks_with_days_campaigns_and_budgets(tmp_path: Path) -> None:
    """Strategy and days: tasks; channels: campaigns; budget: beside what was spent of it."""
    async with costs(tmp_path) as (app, pilot):
        await by(app, pilot, "campaign")
        fair = next(row for row in table(app).rows if row.key == "Fair")
        assert fair.cells[:4] == ("300", "500", "300", "-200")
        session = app.session
        assert session is not None
        from salestui.selling.deals.planning import plan_of

        plan = plan_of(session.state, 0, session.as_of)
        assert [(t.title, f"{t.start}", f"{t.due}") for t in plan.tasks] == [
            ("Visit the plant", "2026-11-02", "2026-11-30")
        ]
        app.action_go("marketing")
        await until(pilot, lambda: "Fair" in str(getattr(app.book_screen, "view", "")))
