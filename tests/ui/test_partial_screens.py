"""The dashboard of workbooks that hold a part only says in each panel what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import running, until
from partial_books import partial_book

from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.mapping import MappingScreen
from salestui.ui.widgets.headline import Headline
from salestui.ui.widgets.panel import Panel

SHEET = "needs a pipeline sheet: m maps one"
STAGES = "needs a column of stages on the pipeline sheet"
DEALS = "needs deals: 2 opens the pipeline, n adds one there"
NOTHING = "nothing is overdue, rotting or without a date"
EMPTY = "nothing won and no target in this period"
NO_TARGETS = "the workbook has no targets · m maps a sheet of targets"
NO_SHEET = "needs a pipeline sheet · m maps one"


@pytest.mark.parametrize(
    ("name", "headline", "needed"),
    [
        ("customers", NO_SHEET, (SHEET, SHEET, SHEET)),
        ("targets", NO_SHEET, ("", SHEET, SHEET)),
        ("pipeline", NO_TARGETS, ("", "", "")),
        ("orders and targets", "27.8% of 4.50k", ("", STAGES, "")),
        ("empty pipeline", NO_TARGETS, (EMPTY, DEALS, NOTHING)),
    ],
)
async def test_panels_of_a_small_screen_say_what_they_need(
    tmp_path: Path, name: str, headline: str, needed: tuple[str, str, str]
) -> None:
    async with running(partial_book(tmp_path, name), (80, 24)) as (app, _pilot):
        screen = app.book_screen
        assert isinstance(screen, DashboardScreen) and screen.view is not None
        view = screen.view
        assert (view.chart.needs, view.funnel.needs, view.attention.nothing) == needed
        lines = screen.query_one(Headline).text_lines(78)
        assert headline in "\n".join(line.plain for line in lines)
        for panel, words in zip(("#chart", "#funnel", "#attention"), needed, strict=True):
            shown = " ".join(line.plain for line in screen.query_one(panel, Panel).lines(76, 12))
            assert words in " ".join(shown.split())


async def test_the_key_of_the_mapping_leads_to_it(tmp_path: Path) -> None:
    async with running(partial_book(tmp_path, "customers"), (80, 24)) as (app, pilot):
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MappingScreen))
