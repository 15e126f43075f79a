"""A file that can only be read: shown as such, and left for a new workbook at the first edit."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from driving import running, status, until
from textual.pilot import Pilot

from salestui.ui.app import SalesApp
from salestui.ui.converting import free_name
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.widgets.header import HeaderBar

TABLE = """Deal ID,Deal,Stage,Amount,Close date,Rep
D-1,Alpha,Won,1200.5,2026-11-03,Ana
D-2,Beta,Proposal,800,2026-12-04,Ana
D-3,Gamma,Negotiation,950,2026-12-08,Bo
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def header(app: SalesApp) -> str:
    screen = app.book_screen
    assert screen is not None
    return str(screen.query_one(HeaderBar).render())


async def edit(app: SalesApp, pilot: Pilot[None]) -> None:
    assert app.session is not None
    app.session.book.set_values("edit", "deals", [(1, "amount", 5000.0)])
    app.publish()
    await until(pilot, lambda: isinstance(app.screen, AskDialog))


async def test_an_edit_goes_on_in_the_new_workbook(path: Path) -> None:
    async with running(path) as (app, pilot):
        assert "read only" in header(app)
        await edit(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Opened the new workbook" in status(app))
        session = app.session
        assert session is not None
        assert session.convertible is None
        assert session.state.title == "deals.xlsx"
        assert session.state.pending_count == 1
        assert session.state.entities["deals"].value(1, "amount") == 5000
        assert "read only" not in header(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 0)
        app.opening.workbook.close()
    sheet = openpyxl.load_workbook(path.with_suffix(".xlsx")).active
    assert sheet is not None
    assert [cell.value for cell in sheet["D"]] == ["Amount", 1200.5, 5000, 950]
    assert path.read_text(encoding="utf-8") == TABLE


async def test_or_the_edit_is_taken_back(path: Path) -> None:
    async with running(path) as (app, pilot):
        await edit(app, pilot)
        await pilot.press("escape")
        session = app.session
        assert session is not None
        await until(pilot, lambda: session.state.pending_count == 0)
        assert "taken back" in status(app)
        assert session.state.entities["deals"].value(1, "amount") == 800
    assert list(path.parent.glob("*.xlsx")) == []


async def test_the_palette_and_the_copy_convert_too(path: Path) -> None:
    path.with_suffix(".xlsx").write_bytes(b"another")
    async with running(path) as (app, pilot):
        for action in ("file('convert')", "file('export')"):
            await app.run_action(action)
            await until(pilot, lambda: isinstance(app.screen, TextDialog))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.book_screen)
        await app.run_action("file('convert')")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Opened the new workbook" in status(app))
        assert app.session is not None
        assert app.session.state.title == "deals-2.xlsx"
        await app.run_action("file('convert')")
        await until(pilot, lambda: "Nothing to convert" in status(app))
        app.opening.workbook.close()
    assert path.with_suffix(".xlsx").read_bytes() == b"another"


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.xls") == tmp_path / "a.xlsx"
    (tmp_path / "a.xlsx").touch()
    (tmp_path / "a-2.xlsx").touch()
    assert free_name(tmp_path / "a.xls") == tmp_path / "a-3.xlsx"
