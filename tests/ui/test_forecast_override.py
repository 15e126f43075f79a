"""The manager's forecast of a deal is written on the forecast's screen, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import sample_copy, until
from test_forecast_screen import deals, forecasting
from textual.widgets import Input

from salestui.ui.screens.dialogs import AskDialog, TextDialog

pytestmark = pytest.mark.inventory(67)


async def test_the_override_stands_beside_the_computed_figure_and_is_undone(
    tmp_path: Path,
) -> None:
    async with forecasting(sample_copy(tmp_path)) as (screen, pilot):
        app = pilot.app
        await pilot.press("down", "right")
        await until(pilot, lambda: bool(deals(screen).rows))
        await pilot.press("e")
        assert screen.focused is deals(screen)
        await pilot.press("e")
        await until(pilot, lambda: app.screen is not screen)
        if isinstance(app.screen, AskDialog):  # the sheet has no such column yet
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert screen.view is not None
        computed = screen.view.rows[0].cells["weighted"]
        before = screen.view.figures.lines[0].figures["override"].value
        current = deals(screen).current
        assert current is not None and current.row is not None
        app.screen.query_one(Input).value = "1234567"
        await pilot.press("enter")
        await until(
            pilot,
            lambda: (screen.view.figures.lines[0].figures["override"].value or 0) > 1_234_567,
        )
        assert screen.view.rows[0].cells["weighted"] == computed
        rows = app.session.state.entities["deals"]
        assert rows.value(current.row, "forecast_override") == 1_234_567
        assert any("manager" in row.said for row in deals(screen).rows)
        await pilot.press("u")
        await until(
            pilot,
            lambda: screen.view.figures.lines[0].figures["override"].value == before,
        )
