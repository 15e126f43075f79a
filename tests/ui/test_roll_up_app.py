"""Several workbooks in one dashboard: looked at, edited, saved, and left, through the real app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import openpyxl
from driving import SIZE, shown, status, until
from team_books import AS_OF, team_files
from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.book.together.several import open_several
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.screens.table import TableScreen


def app_on(folder: Path, *locations: str) -> SalesApp:
    several = open_several(locations, lambda p: open_workbook(p, folder / "state"))
    return SalesApp(Opening(several, AS_OF, journals=folder / "journals"), Config())


@asynccontextmanager
async def running(
    folder: Path, *locations: str, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    app = app_on(folder, *locations)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            yield app, pilot
    finally:
        app.opening.workbook.close()


def screen_text(app: SalesApp) -> str:
    """Everything on screen, as text."""
    return "\n".join(
        "".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()
    )


async def test_an_edit_goes_to_its_own_workbook_and_is_saved(tmp_path: Path) -> None:
    east, west = team_files(tmp_path)
    before = east.read_bytes()
    async with running(tmp_path, str(east), str(west)) as (app, pilot):
        assert "east + west" in screen_text(app)
        await pilot.press("4")
        await until(
            pilot, lambda: isinstance(app.screen, TableScreen) and app.screen.view is not None
        )
        session = app.session
        assert session is not None
        assert "Workbook" in screen_text(app)
        rows = session.state.entities["deals"]
        row = next(r for r in rows.positions if rows.value(r, "id") == "D-004")
        session.book.set_values("dearer", "deals", [(row, "amount", 31_000.0)])
        app.publish()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: not session.state.is_pending)
        assert "1 change saved" in status(app)
    assert openpyxl.load_workbook(west)["Deals"]["F3"].value == 31_000
    assert east.read_bytes() == before


async def test_a_missing_workbook_is_told_by_name(tmp_path: Path) -> None:
    (east, west) = team_files(tmp_path)
    gone = tmp_path / "gone.xlsx"
    async with running(tmp_path, str(east), str(gone), str(west)) as (app, pilot):
        await until(pilot, lambda: "gone is left out" in status(app))
        assert "2 of 3 workbooks" in screen_text(app)


async def test_changes_of_others_are_followed(tmp_path: Path) -> None:
    east, west = team_files(tmp_path)
    async with running(tmp_path, str(east), str(west)) as (app, pilot):
        book = openpyxl.load_workbook(east)
        book["Deals"]["F3"].value = 55_000
        book.save(east)
        session = app.session
        assert session is not None
        await until(
            pilot, lambda: 55_000.0 in session.state.entities["deals"].live["amount"].to_list()
        )
        await until(pilot, lambda: "1 changed" in status(app))
