"""Marks in the grid, the count on home and the list of problems say the same, edit by edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from driving import running, sample_copy, until
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from salestui.ui.app import SalesApp
from salestui.ui.screens.problems import ProblemsDialog
from salestui.ui.screens.suggesting import SuggestionDialog
from salestui.ui.screens.table import TableScreen
from salestui.ui.widgets.headline import Headline
from salestui.views.cells import Mark

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

REP, AMOUNT = 12, 5


def doubtful(path: Path, **cells: object) -> Path:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Deals"]
    sheet["L7"] = str(sheet["L7"].value).replace(" ", "")
    for cell, value in cells.items():
        sheet[cell] = value
    workbook.save(path)
    return path


async def listed(app: SalesApp, pilot: Pilot[Any]) -> ProblemsDialog:
    await pilot.press("ctrl+e")
    await until(
        pilot,
        lambda: isinstance(app.screen, ProblemsDialog) and all(w.is_finished for w in app.workers),
    )
    assert isinstance(app.screen, ProblemsDialog)
    return app.screen


async def pipeline(app: SalesApp, pilot: Pilot[Any]) -> TableScreen:
    await pilot.press("2")
    await until(pilot, lambda: app.current_mode == "deals")
    screen = app.book_screen
    assert isinstance(screen, TableScreen)
    await until(pilot, lambda: screen.view is not None)
    return screen


def mark(screen: TableScreen, row: int, column: int) -> Mark:
    assert screen.view is not None
    return screen.view.cells(row, row + 1)[0][column - 1].mark


async def test_a_followed_suggestion_leaves_grid_count_and_list(tmp_path: Path) -> None:
    async with running(doubtful(sample_copy(tmp_path))) as (app, pilot):
        session = app.session
        assert session is not None
        headline = app.book_screen.query_one(Headline)
        before = session.state.doubts
        await until(pilot, lambda: f"{before} cells" in str(headline.border_subtitle))
        screen = await pipeline(app, pilot)
        assert mark(screen, 5, REP) is Mark.PROBLEM
        dialog = await listed(app, pilot)
        place = next(n for n, line in enumerate(dialog.lines()) if "probably" in line.plain)
        await pilot.press(*["down"] * place, "enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is dialog and len(dialog.lines()) == before - 2)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen and mark(screen, 5, REP) is Mark.PENDING)
        session.book.save()
        app.publish()
        await until(pilot, lambda: mark(screen, 5, REP) is Mark.PLAIN)
        await pilot.press("1")
        await until(pilot, lambda: f"{before - 2} cells" in str(headline.border_subtitle))


async def test_enter_goes_where_a_problem_is_whatever_its_kind(tmp_path: Path) -> None:
    path = doubtful(sample_copy(tmp_path), E5="a lot", D12="Asleep", F15=7)
    async with running(path) as (app, pilot):
        count = len((await listed(app, pilot)).lines())
        await pilot.press("escape")
        for place in range(count):
            dialog = await listed(app, pilot)
            where = dialog.lines()[place].plain.split()[1]
            dialog.query_one(OptionList).highlighted = place
            await pilot.press("o")
            await until(pilot, lambda dialog=dialog: app.screen is not dialog)
            await pilot.pause()
            if where.startswith("Deals!"):
                screen = app.book_screen
                assert isinstance(screen, TableScreen)
                await until(pilot, lambda s=screen: s.view is not None)
                column = screen.view.column(screen.grid.cursor_column_key).position
                expected = openpyxl.utils.cell.coordinate_to_tuple(where.removeprefix("Deals!"))
                await until(
                    pilot,
                    lambda s=screen, e=expected, c=column: (s.current_row, c) == (e[0] - 2, e[1]),
                )
            else:
                await until(pilot, lambda: app.current_mode == "customers")


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark"])
async def test_the_hint_is_in_sight_and_the_line_chosen_legible_at_80x24(
    tmp_path: Path, theme: str
) -> None:
    path = doubtful(sample_copy(tmp_path), **{f"E{n}": "a lot" for n in range(5, 25)})
    async with running(path, (80, 24)) as (app, pilot):
        app.theme = theme
        dialog = await listed(app, pilot)
        hint = dialog.query_one(".hint", Static)
        inner = dialog.query_one(".dialog").content_region
        assert inner.contains_region(hint.region)
        strips = dialog._compositor.render_strips()
        chosen = next(s for line in strips for s in line if "Write digits" in s.text)
        assert chosen.style is not None
        text, behind = chosen.style.color, chosen.style.bgcolor
        assert text is not None and behind is not None
        light, dark = sorted((luminance(text.triplet), luminance(behind.triplet)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def luminance(colour: Any) -> float:
    """Relative luminance as WCAG has it."""
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
             for c in (value / 255 for value in colour)]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


async def test_a_result_of_its_row_alone_is_marked_in_that_row_alone(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        session = app.session
        assert session is not None
        screen = await pipeline(app, pilot)
        weighted, days = 7, 11
        session.book.set_values("mine", "deals", [(1, "amount", 5.0)])
        app.publish()
        await until(pilot, lambda: mark(screen, 1, AMOUNT) is Mark.PENDING)
        assert mark(screen, 1, weighted) is Mark.STALE
        assert mark(screen, 0, weighted) is Mark.READ_ONLY
        assert mark(screen, 0, days) is Mark.STALE  # it looks at a cell elsewhere
        session.book.undo()
        app.publish()
        await until(pilot, lambda: mark(screen, 1, weighted) is Mark.READ_ONLY)
