"""The conflicts dialog: three values side by side, and each kind says what happened."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from driving import running, sample_copy, until
from rich.cells import cell_len

from salestui.i18n import set_language
from salestui.ui.screens.conflicts import ConflictsDialog, conflict_lines

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


async def test_values_stand_side_by_side_on_a_small_screen_in_chinese(tmp_path: Path) -> None:
    set_language("zh")
    path = sample_copy(tmp_path, "zh")
    async with running(path, (80, 24)) as (app, pilot):
        session = app.session
        rows = session.state.entities["deals"]
        column, place = rows.layout.column("name"), rows.base.frame["_row"][0]
        session.book.set_values("mine", "deals", [(0, "name", "我们的数据平台二期扩容项目" * 4)])
        theirs = openpyxl.load_workbook(path)
        theirs[rows.layout.sheet].cell(place, column.position).value = "他们的名字"
        theirs.save(path)
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
        (conflict,) = session.state.conflicts
        lines = str(conflict_lines(session, conflict, 65)).splitlines()
        assert any("我们的" in line and "他们的名字" in line for line in lines)
        assert "…" in lines[-1]
        assert all(cell_len(line) <= 65 for line in lines[1:])
        assert theirs[rows.layout.sheet].cell(place, column.position).value == "他们的名字"


async def test_a_row_deleted_here_and_changed_there_waits_for_a_word(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path, (80, 24)) as (app, pilot):
        session = app.session
        session.book.delete_rows("mine", "deals", [0])
        theirs = openpyxl.load_workbook(path)
        theirs["Deals"]["E2"].value = 777
        theirs.save(path)
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
        (conflict,) = session.state.conflicts
        assert "the row is deleted" in str(conflict_lines(session, conflict, 65))
        app.file_actions.save()
        await until(pilot, lambda: not app.file_actions.worker.busy)
        assert openpyxl.load_workbook(path)["Deals"]["E2"].value == 777
        await pilot.press("t")
        await until(pilot, lambda: not session.state.conflicts)
        assert not session.state.is_pending
