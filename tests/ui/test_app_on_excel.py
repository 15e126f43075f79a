"""The main job through the real app: open, look, edit, save, follow, leave."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from driving import app_on, running, sample_copy, shown, status, until

from salestui.model.focus import Focus
from salestui.ui.screens.conflicts import ConflictsDialog
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog
from salestui.ui.screens.review import ReviewDialog

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def amount_cell(path: Path) -> object:
    return openpyxl.load_workbook(path)["Deals"]["E2"].value


async def test_an_edit_reaches_every_panel_and_then_the_workbook(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    before = amount_cell(path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        deals = session.state.entities["deals"]
        won = deals.frame.filter(stage="Won", owner="Maya Okafor").sort("closed")["_id"][-1]
        screen = app.book_screen
        old = screen.view
        session.book.set_values("edit", "deals", [(won, "amount", 9_999_999.0)])
        app.publish()
        await until(pilot, lambda: screen.view is not old)
        assert screen.view.headline != old.headline
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "deals")
        await pilot.press("right", "right", "right", "right", "e")
        await pilot.press("ctrl+u", *"1.2m", "enter")
        await until(pilot, lambda: session.state.pending_count == 2)
        assert amount_cell(path) == before
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewDialog))
        await pilot.press("enter")
        await until(pilot, lambda: session.state.pending_count == 0)
        await until(pilot, lambda: "2 changes saved" in status(app))
    assert amount_cell(path) == 1_200_000


async def test_ctrl_s_twice_saves_and_ctrl_q_twice_asks_once(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("ctrl+q", "ctrl+s", "ctrl+p")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, AskDialog))
        assert app.screen is app.book_screen
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.state.pending_count == 0)
        assert app.screen is app.book_screen
    assert amount_cell(path) == 5


async def test_what_others_save_is_shown_and_pending_edits_stay(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        session.book.set_values("mine", "deals", [(5, "amount", 5.0)])
        theirs = openpyxl.load_workbook(path)
        theirs["Deals"]["E2"].value = 777
        theirs.save(path)
        await until(pilot, lambda: session.state.entities["deals"].value(0, "amount") == 777)
        assert session.state.entities["deals"].value(5, "amount") == 5.0
        await until(pilot, lambda: "1 changed" in status(app))


async def test_a_conflict_is_shown_and_settled_by_the_user(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        theirs = openpyxl.load_workbook(path)
        theirs["Deals"]["E2"].value = 777
        theirs.save(path)
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
        await pilot.press("m")
        await until(pilot, lambda: not session.state.conflicts)
        assert amount_cell(path) == 777
        app.file_actions.save()
        await until(pilot, lambda: session.state.pending_count == 0)
    assert amount_cell(path) == 5


async def test_leaving_with_pending_edits_asks_first(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        assert app.session is not None
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert amount_cell(path) == 5


async def test_a_workbook_open_in_excel_names_who_and_offers_ways_out(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    name = "Li Na"
    owner = bytearray(b" " * 165)
    owner[0] = len(name)
    owner[1 : 1 + len(name)] = name.encode()
    owner[55] = len(name)
    owner[56 : 56 + 2 * len(name)] = name.encode("utf-16le")
    async with running(path) as (app, pilot):
        assert app.session is not None
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        lock = path.with_name(f"~${path.name}")
        lock.write_bytes(bytes(owner))
        app.file_actions.save()
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "Li Na" in status(app)
        assert app.session.state.pending_count == 1
        lock.unlink()
        await pilot.press("enter")
        await until(pilot, lambda: app.session.state.pending_count == 0)
    assert amount_cell(path) == 5


async def test_a_file_that_is_no_workbook_is_told_in_a_dialog(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("just text")
    app = app_on(path)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ErrorDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    app.opening.workbook.close()
    assert app.unopened is not None  # the command makes its exit code of it


async def test_choosing_a_rep_narrows_every_screen_and_escape_clears_it(tmp_path: Path) -> None:
    path = sample_copy(tmp_path, "zh")
    async with running(path) as (app, pilot):
        screen = app.book_screen
        whole = screen.view
        app.narrow(Focus((("rep", "徐国栋"),)))
        await until(pilot, lambda: screen.view is not whole)
        assert screen.view.headline != whole.headline
        await pilot.press("escape")
        await until(pilot, lambda: screen.view.headline == whole.headline)


async def test_resizing_while_it_loads_harms_nothing(tmp_path: Path) -> None:
    app = app_on(sample_copy(tmp_path))
    async with app.run_test(size=(140, 40)) as pilot:
        for size in ((80, 24), (200, 60), (30, 10), (100, 30)):
            await pilot.resize_terminal(*size)
        await until(pilot, lambda: shown(app))
    app.opening.workbook.close()


@pytest.mark.parametrize("name", ["home", "deals", "customers", "targets"])
async def test_every_screen_works_at_every_size(tmp_path: Path, name: str) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        app.action_go(name)
        await until(pilot, lambda: app.current_mode == name)
        for size in ((80, 24), (120, 40), (200, 60), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.press("question_mark")
            await pilot.pause()
            await pilot.press("escape")
        assert app.is_running


async def test_a_renamed_column_under_an_edit_is_a_conflict_that_can_be_reviewed(
    tmp_path: Path,
) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        session = app.session
        assert session is not None
        session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        theirs = openpyxl.load_workbook(path)
        theirs["Deals"]["E1"].value = "Total thing"
        theirs.save(path)
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
        assert "1 conflict" in status(app)
        await pilot.press("escape", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "1 conflict waits" in status(app))
        await pilot.press("t")
        await until(pilot, lambda: not session.state.conflicts and not session.state.pending_count)
