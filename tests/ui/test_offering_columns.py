"""Where a sheet lacks a column it is offered, added, and what was wanted goes on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from driving import running, status, until
from partial_books import PIPELINE, partial_book
from textual.widgets import Static

from salestui.ui.deal.cell_edit import edit_cell, edit_row
from salestui.ui.deal.form import NotesDialog, RowForm
from salestui.ui.offering import choose_column, offer_column
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.screens.mapping import MappingScreen

SWOT = ("strengths", "weaknesses", "openings", "threats")


def asked(app: object) -> str:
    screen = app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, AskDialog)
    return " ".join(str(text.render()) for text in screen.query(Static))


async def test_several_are_asked_for_at_once_and_then_it_goes_on(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    gone_on: list[str] = []
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        offer_column(app, "deals", ["amount"], lambda: gone_on.append("amount"))
        assert gone_on == ["amount"]
        offer_column(app, "deals", ["amount", *SWOT[:2]], lambda: gone_on.append("swot"))
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        text = asked(app)
        assert "The sheet Pipeline has no columns for: SWOT strengths, SWOT weaknesses" in text
        assert "undo does not take the columns away" in text
        assert gone_on == ["amount"]
        await pilot.press("enter")
        await until(pilot, lambda: gone_on == ["amount", "swot"])
        assert "Added to Pipeline: SWOT strengths, SWOT weaknesses" in status(app)
        column = session.state.layout.tables["deals"].column("strengths")
        assert column is not None
        assert column.position == len(PIPELINE[0]) + 1
    header = [cell.value for cell in openpyxl.load_workbook(path)["Pipeline"][1]]
    assert header == [*PIPELINE[0], "SWOT strengths", "SWOT weaknesses"]


async def test_left_alone_nothing_is_added_and_without_it_goes_on_where_it_can(
    tmp_path: Path,
) -> None:
    path = partial_book(tmp_path, "pipeline")
    before = path.read_bytes()
    gone_on: list[str] = []
    async with running(path) as (app, pilot):
        for keys in (["escape"], ["right", "enter"]):
            offer_column(
                app, "deals", ["need"], lambda: gone_on.append("then"), lambda: gone_on.append("no")
            )
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.press(*keys)
            await until(pilot, lambda: not isinstance(app.screen, AskDialog))
        await until(pilot, lambda: gone_on == ["no"])
    assert path.read_bytes() == before


async def test_a_file_that_is_only_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    lines = [",".join(map(str, row)) for row in PIPELINE]
    path.write_text("\n".join(lines), encoding="utf-8")
    async with running(path) as (app, _pilot):
        offer_column(app, "deals", ["need"], lambda: None)
        assert "can only be read, so no column can be added" in status(app)


async def test_a_missing_sheet_is_offered_first(tmp_path: Path) -> None:
    gone_on: list[str] = []
    async with running(partial_book(tmp_path, "pipeline")) as (app, pilot):
        session = app.session
        assert session is not None
        offer_column(app, "customers", ["segment"], lambda: gone_on.append("then"))
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: session.state.rows("customers") is not None)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "no column for: Segment" in asked(app)
        await pilot.press("enter")
        await until(pilot, lambda: gone_on == ["then"])


async def test_no_room_is_told_with_the_cell(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    made = openpyxl.load_workbook(path)
    made["Pipeline"]["J3"] = "Legend"
    made.save(path)
    async with running(path) as (app, pilot):
        offer_column(app, "deals", SWOT, lambda: None)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ErrorDialog")
        texts = " ".join(str(text.render()) for text in app.screen.query(Static))
        assert "There is no room right of the table" in texts
        assert "Move what stands right" in texts


async def test_a_header_that_is_not_read_leads_to_the_mapping(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    made = openpyxl.load_workbook(path)
    made["Pipeline"]["H1"] = "SWOT Strengths"
    made["Pipeline"]["I1"] = "SWOT Strengths"
    made.save(path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        profile = session.book.settings.profile
        assert not profile.tables
        from salestui.mapping.profile import Profile, TableProfile

        own = Profile(tables={"deals": TableProfile(("Pipeline",), columns={"SWOT Strengths": ""})})
        session.book.remap(own)
        app.publish()
        offer_column(app, "deals", ["strengths"], lambda: None)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "not read as this field" in asked(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MappingScreen))


@pytest.mark.inventory(31)
async def test_the_deal_screen_adds_the_columns_of_a_swot_and_asks_for_the_text(
    tmp_path: Path,
) -> None:
    path = partial_book(tmp_path, "pipeline")
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        edit_cell(app, "deals", 1, "weaknesses")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "SWOT threats" in asked(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, NotesDialog))
        await pilot.press(*"slow", "ctrl+s")
        await until(pilot, lambda: session.state.pending_count == 1)
        assert session.state.entities["deals"].value(1, "weaknesses") == "slow"
    header = [cell.value for cell in openpyxl.load_workbook(path)["Pipeline"][1]]
    assert header[7:] == ["SWOT strengths", "SWOT weaknesses", "SWOT opportunities", "SWOT threats"]


@pytest.mark.inventory(31, 55)
async def test_the_deal_screen_shows_what_has_no_column_yet(tmp_path: Path) -> None:
    async with running(partial_book(tmp_path, "pipeline"), size=(120, 60)) as (app, pilot):
        from salestui.ui.deal.showing import show_deal

        show_deal(app, 1)
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))
        screen = app.book_screen
        assert isinstance(screen, DealScreen)
        await until(pilot, lambda: screen.view is not None)
        assert screen.view is not None
        lines = {line.key: line for s in screen.view.sections for line in s.lines}
        swot = lines["absent:strengths"]
        assert (swot.entity, swot.row, swot.column) == ("deals", 1, "strengths")
        assert "SWOT threats" in swot.cells[1]
        assert "absent:weaknesses" not in lines
        assert lines["absent:tender_no"].cells[0] == "Tender no"


async def test_a_rows_form_adds_a_field(tmp_path: Path) -> None:
    async with running(partial_book(tmp_path, "customers")) as (app, pilot):
        session = app.session
        assert session is not None
        edit_row(app, "customers", 1)
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"segment", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RowForm))
        assert session.state.layout.tables["customers"].column("segment") is not None


async def test_the_palettes_command_lists_the_fields_of_the_screen(tmp_path: Path) -> None:
    async with running(partial_book(tmp_path, "pipeline")) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "deals")
        await app.run_action("look('add_column')")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"buyer step", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Added to Pipeline: Buyer step" in status(app))
        choose_column(app, "deals", lambda: edit_cell(app, "deals", 1, "need"))
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        dialog = app.screen
        assert isinstance(dialog, ChooseDialog)
        titles = [option.title for option in dialog._options]
        assert "Buyer step" not in titles
        assert "Need" in " ".join(titles)
        assert not isinstance(app.screen, TextDialog)


async def test_a_task_that_cannot_be_ticked_yet_gets_its_column_first(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    made = openpyxl.load_workbook(path)
    tasks = made.create_sheet("Tasks")
    tasks.append(["Task ID", "Deal", "Task", "Responsible", "Start date", "Due date"])
    tasks.append(["T-1", "B", "Call them", "Bob"])
    made.save(path)
    async with running(path, size=(160, 60)) as (app, pilot):
        from salestui.ui.deal.showing import show_deal

        session = app.session
        assert session is not None
        show_deal(app, 1)
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))
        screen = app.book_screen
        assert isinstance(screen, DealScreen)
        await until(pilot, lambda: screen.view is not None)
        screen.query_one("#tasks").focus()
        await pilot.pause()
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "The sheet Tasks has no column for: Done on" in asked(app)
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 1)
        assert session.state.entities["tasks"].value(0, "done") == session.as_of
