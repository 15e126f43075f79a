"""Where the workbook lacks a sheet it is offered, added, and what was wanted goes on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from driving import running, status, until
from partial_books import PIPELINE, partial_book
from textual.widgets import Static

from salestui.model.entities import ENTITIES
from salestui.ui.offering import choose_table, offer_table
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.mapping import MappingScreen


async def test_n_on_a_missing_sheet_adds_it_and_then_a_row(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        await pilot.press("3")
        await until(pilot, lambda: app.current_mode == "customers")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        texts = " ".join(str(text.render()) for text in app.screen.query(Static))
        assert "no sheet for: Customers" in texts and "Industry" in texts
        await pilot.press("enter")
        await until(pilot, lambda: session.state.rows("customers") is not None)
        await until(pilot, lambda: session.state.pending_count == 1)
        assert not app.screen.has_class("-missing")
    assert openpyxl.load_workbook(path).sheetnames == ["Pipeline", "Customers"]


async def test_left_alone_nothing_is_added(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    before = path.read_bytes()
    gone_on: list[str] = []
    async with running(path) as (app, pilot):
        offer_table(app, "customers", lambda: gone_on.append("customers"))
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await pilot.pause()
        offer_table(app, "deals", lambda: gone_on.append("deals"))
    assert gone_on == ["deals"]
    assert path.read_bytes() == before


async def test_a_file_that_is_only_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    lines = [",".join(map(str, row)) for row in PIPELINE]
    path.write_text("\n".join(lines), encoding="utf-8")
    async with running(path) as (app, _pilot):
        offer_table(app, "customers", lambda: None)
        assert "can only be read" in status(app)
        assert not isinstance(app.screen, AskDialog)


async def test_a_sheet_that_may_be_meant_leads_to_the_mapping(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    made = openpyxl.load_workbook(path)
    made.create_sheet("Customers").append(["one", "two"])
    made.save(path)
    async with running(path) as (app, pilot):
        offer_table(app, "customers", lambda: None)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MappingScreen))


async def test_the_palettes_command_lists_all_that_is_missing(tmp_path: Path) -> None:
    async with running(partial_book(tmp_path, "pipeline")) as (app, pilot):
        choose_table(app)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        dialog = app.screen
        assert isinstance(dialog, ChooseDialog)
        assert len(dialog._options) == len(ENTITIES) - 1
        await pilot.press(*"customers", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Added the sheet Customers" in status(app))
