"""A site without deals, its cells strange: the screens say sentences and draw plain writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from driving import running, status, until
from written_books import write

from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.panel_tabs import PanelTabs

RAW = "\x1b[31mred"
UNITS: Sequence[Sequence[object]] = (
    ("Unit no", "Building", "Floor", "Area", "Price per m²", "Unit state", "Held until"),
    ("1-101", RAW, "夹层", 1e300, 1e300, "held", date(9999, 12, 31)),
    ("[/]", "[red]x[/]", 1e300, -5.0, 0.0, "[/]", "tomorrow"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site.xlsx", {"Units": UNITS})


async def test_there_is_no_figure_to_explain_where_there_is_no_sheet(site: Path) -> None:
    async with running(site, (80, 24)) as (app, pilot):
        app.action_go("marketing")
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        await pilot.press("i")
        await pilot.pause()
        assert not isinstance(app.screen, ExplainDialog)
        assert "no figure to explain" in status(app)


async def test_buildings_in_the_tabs_are_plain_writing(site: Path) -> None:
    async with running(site, (80, 24)) as (app, pilot):
        app.action_go("floor")
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        assert app.book_screen is not None
        drawn = str(app.book_screen.query_one(PanelTabs).render())
        assert "␛[31mred" in drawn and "[red]x[/]" in drawn and "\x1b" not in drawn
