"""The rows behind a figure, as the dialog lists them."""

from __future__ import annotations

from textual.app import App
from textual.widgets import Static

from salestui.ui.screens.explain import ExplainDialog
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import FigureSheet
from salestui.views.kpis import Kpi
from salestui.views.states import State

SHOWN = Kpi("risks", "Risks", "2", "2", State.NEUTRAL, "", (), "", "", (), "what is open", "")


async def _said(rows: tuple[tuple[int, str, str], ...]) -> list[str]:
    explained = Explanation(SHOWN, "", tuple(row for row, _title, _said in rows))
    sheet = FigureSheet(explained, "today", "company", (), "", rows, "risks")
    app: App[None] = App()
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(ExplainDialog(["risks"], "risks", lambda _key: sheet))
        await pilot.pause()
        return str(app.screen.query_one(Static).render()).splitlines()


async def test_what_rows_say_stands_behind_their_names() -> None:
    rows = ((1, "Late", "the owner asks for more time"), (2, "Weather", "no work in the rain"))
    lines = await _said(rows)
    assert any(line.rstrip().endswith("Late     the owner asks for more time") for line in lines)
    assert any(line.rstrip().endswith("Weather  no work in the rain") for line in lines)


async def test_amounts_stand_right_aligned_before_their_names() -> None:
    lines = await _said(((1, "Late", "$1,000"), (2, "Weather", "$900")))
    assert any("  $900  Weather" in line for line in lines)
    assert any("$1,000  Late" in line for line in lines)
