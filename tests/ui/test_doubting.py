"""Many rows gone at once, on screen."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from driving import running, sample_copy, status, until

from salestui.i18n import set_language
from salestui.ui.doubting import DoubtDialog, VanishedDialog

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def without_most(path: Path) -> None:
    theirs = openpyxl.load_workbook(path)
    sheet = theirs.worksheets[theirs.sheetnames.index("Deals" if "Deals" in theirs else "商机")]
    sheet.delete_rows(20, sheet.max_row)
    theirs.save(path)


async def test_it_asks_shows_them_waits_and_takes_over(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path, (80, 24)) as (app, pilot):
        deals = app.session.state.entities["deals"].frame.height
        without_most(path)
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, VanishedDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        await pilot.press("escape")
        await until(pilot, lambda: "saving waits" in status(app))
        assert app.session.state.entities["deals"].frame.height == deals
        app.session.book.set_values("mine", "deals", [(0, "amount", 5.0)])
        app.file_actions.save()
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        assert app.session.state.pending_count == 1
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: app.session.state.entities["deals"].frame.height < deals)


async def test_in_chinese_on_a_small_screen(tmp_path: Path) -> None:
    set_language("zh")
    path = sample_copy(tmp_path, "zh")
    async with running(path, (80, 24)) as (app, pilot):
        without_most(path)
        await until(pilot, lambda: isinstance(app.screen, DoubtDialog))
        buttons = list(app.screen.query("Button"))
        assert len(buttons) == 3
        assert all(app.screen.region.contains_region(button.region) for button in buttons)
