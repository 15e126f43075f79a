"""ctrl+e: what could not be read, what the checks find, and following what is suggested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot

from salestui.ui.app import SalesApp
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.problems import ProblemsDialog
from salestui.ui.screens.review import ReviewDialog
from salestui.ui.screens.suggesting import SuggestionDialog
from salestui.ui.screens.table import TableScreen

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def with_cells(path: Path, *, protected: bool = False, **cells: str) -> Path:
    workbook = openpyxl.load_workbook(path)
    workbook["Deals"].protection.sheet = protected
    for cell, value in cells.items():
        workbook["Deals"][cell].value = value
    workbook.save(path)
    return path


async def test_the_dialog_lists_what_cannot_be_right(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        session = app.session
        assert session is not None
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "No problems" in status(app))
        session.book.set_values("edit", "deals", [(0, "stage", "Asleep")])
        await pilot.press("ctrl+e")
        await until(
            pilot, lambda: isinstance(app.screen, ProblemsDialog) and len(app.screen.lines()) > 0
        )
        assert isinstance(app.screen, ProblemsDialog)
        (line,) = app.screen.lines()
        assert "Deals!D2" in line.plain
        assert "Asleep is no stage" in line.plain
        await pilot.press("escape")
        session.book.undo()
        await pilot.press("ctrl+e")
        await until(pilot, lambda: app.screen is app.book_screen and "No problems" in status(app))


async def test_enter_on_a_problem_goes_to_its_cell(tmp_path: Path) -> None:
    async with running(with_cells(sample_copy(tmp_path), E5="a lot")) as (app, pilot):
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "deals")
        screen = app.book_screen
        assert isinstance(screen, TableScreen)
        await until(pilot, lambda: screen.view is not None and screen.current_row == 3)
        assert screen.grid.cursor_column_key == "amount"
        assert not screen.detail_open


async def test_a_suggestion_is_shown_applied_on_agreement_and_taken_back_as_one(
    tmp_path: Path,
) -> None:
    path = sample_copy(tmp_path)
    owners = [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]]
    name = next(v for v in owners[1:] if v)
    rows = [n for n, v in enumerate(owners, start=1) if v == name][:2]
    other = name.replace(" ", "")
    with_cells(path, **{f"L{row}": other for row in rows})
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        held = session.state.entities["deals"].frame.filter(owner=other)["_id"].to_list()
        assert len(held) == 2
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        dialog = app.screen
        assert isinstance(dialog, ProblemsDialog)
        place = next(n for n, line in enumerate(dialog.lines()) if "probably" in line.plain)
        await pilot.press(*["down"] * place, "enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        assert isinstance(app.screen, SuggestionDialog)
        said = [line.plain for line in app.screen.lines()]
        assert said == [f"Deals!L{row}  {other} → {name}" for row in rows]
        await pilot.press("escape")
        assert session.state.pending_count == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 2)
        values = [session.state.entities["deals"].value(row, "owner") for row in held]
        assert values == [name, name]
        assert not any("probably" in line.plain for line in dialog.lines())
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.book_screen)
        await pilot.press("u")
        await until(pilot, lambda: session.state.pending_count == 0)
        assert f"{other} → {name}" in status(app)


async def test_a_suggestion_on_a_protected_sheet_is_asked_about_as_any_edit(
    tmp_path: Path,
) -> None:
    path = sample_copy(tmp_path)
    owners = [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]]
    name = next(v for v in owners[1:] if v)
    row = owners.index(name) + 1
    with_cells(path, protected=True, **{f"L{row}": name.replace(" ", "")})
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        dialog = app.screen
        assert isinstance(dialog, ProblemsDialog)
        place = next(n for n, line in enumerate(dialog.lines()) if "probably" in line.plain)
        await pilot.press(*["down"] * place, "enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")  # the first answer leaves it
        assert app.screen is dialog and session.state.pending_count == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: session.state.pending_count == 1)
        assert session.agreed_sheets == {"Deals"}


async def suggested(app: SalesApp, pilot: Pilot[Any], words: str) -> ProblemsDialog:
    """Open the list, go to the line with these words, and ask for what is suggested there."""
    await pilot.press("ctrl+e")
    await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
    dialog = app.screen
    assert isinstance(dialog, ProblemsDialog)
    await until(pilot, lambda: any(words in line.plain for line in dialog.lines()))
    place = next(n for n, line in enumerate(dialog.lines()) if words in line.plain)
    await pilot.press(*["down"] * place, "enter")
    await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
    return dialog


def said(app: SalesApp) -> list[str]:
    assert isinstance(app.screen, SuggestionDialog | ReviewDialog)
    return [line.plain for line in app.screen.lines()]


async def test_spaces_around_texts_are_shown_taken_off_and_brought_back(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    owners = [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]]
    first, second = owners[1], next(v for v in owners[2:] if v != owners[1])
    other = owners.index(second) + 1
    given = {"L2": f"{first} ", f"L{other}": f"\u3000{second}"}
    with_cells(path, **given)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        dialog = await suggested(app, pilot, "have spaces around")
        changes = [f"Deals!L2  {first}␣ → {first}", f"Deals!L{other}  ␣{second} → {second}"]
        assert said(app) == changes
        await pilot.press("escape")
        assert session.state.pending_count == 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SuggestionDialog))
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 2)
        assert not any("have spaces" in line.plain for line in dialog.lines())
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.book_screen)
        await pilot.press("u")
        await until(pilot, lambda: session.state.pending_count == 0)
        assert "Spaces around the texts of 2 cells" in status(app)
        await suggested(app, pilot, "have spaces around")
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 2)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.book_screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewDialog))
        assert [line.partition("  ")[2].split("  ")[-1] for line in said(app)] == [
            f"{first}␣ → {first}",
            f"␣{second} → {second}",
        ]
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 0)
    assert [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]] == owners


async def test_full_width_characters_are_suggested_and_written_as_the_listed_name(
    tmp_path: Path,
) -> None:
    path = sample_copy(tmp_path)
    owners = [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]]
    name = owners[1]
    wide = "".join("\u3000" if c == " " else chr(ord(c) + 0xFEE0) for c in name)
    with_cells(path, L2=wide)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        await suggested(app, pilot, "probably")
        assert said(app) == [f"Deals!L2  {wide} → {name}"]
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 1)
        assert session.state.entities["deals"].value(0, "owner") == name
        session.book.undo()
        assert session.state.entities["deals"].value(0, "owner") == wide
        session.book.redo()
        session.book.save()
    assert [cell.value for cell in openpyxl.load_workbook(path)["Deals"]["L"]] == owners
