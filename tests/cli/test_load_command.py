"""``salestui load`` and the screen of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from driving import app_on, shown, until

from salestui.cli.main import main
from salestui.i18n import set_language
from salestui.ui.load.screen import LoadPanel, LoadScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.explain import ExplainDialog

_SHEETS = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Probability", "Rep", "Created",
         "Close date"],
        ["D-1", "Press", "Acme", "Proposal", 1000.0, 0.5, "Ann Lee", date(2026, 9, 1),
         date(2026, 12, 30)],
        ["D-2", "Robot", "Acme", "Lost", 500.0, 0.5, "Ann Lee", date(2026, 9, 1),
         date(2026, 10, 30)],
        ["D-3", "Oven", "Dune", "Won", 700.0, 1.0, "Bob", date(2026, 9, 1), date(2026, 10, 30)],
    ],
    "Team": [
        ["Member", "Team", "To"],
        ["Ann Lee", "North", None],
        ["Bob", "North", None],
        ["Cem", "North", None],
        ["Dan", "North", date(2026, 1, 31)],
    ],
    "Tasks": [
        ["Task ID", "Deal", "Task", "Responsible", "Start", "Due", "Done on"],
        ["T-1", "D-1", "Draw", "ann  lee", date(2026, 11, 1), date(2026, 11, 20), None],
        ["T-2", "D-1", "Build", "Ann Lee", date(2026, 11, 1), date(2026, 11, 21), None],
        ["T-3", "D-1", "Ask", "Ann Lee", date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 9)],
    ],
    "Deal team": [
        ["Deal", "Member", "Role", "From", "To", "Share of time"],
        ["D-1", "Bob", "Engineer", date(2026, 9, 1), None, 0.6],
        ["D-3", "Bob", "Engineer", None, None, 0.5],
        ["D-2", "Bob", "Engineer", None, None, 0.4],
        ["D-1", "Ann Lee", "Lead", None, date(2026, 11, 20), 0.9],
        ["D-1", "Ann Lee", "Lead", date(2026, 12, 1), None, 0.9],
    ],
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "team.xlsx"
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in _SHEETS.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file


@pytest.mark.inventory(81)
def test_everyones_load_by_hand(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(path), "--as-of", "2026-11-21", "--json"]) == 0
    data = {line.pop("person"): line for line in json.loads(capsys.readouterr().out)}
    assert list(data) == ["Bob", "Ann Lee", "Cem"]
    bob, ann, cem = data.values()
    # D-2 is lost, so only 0.6 + 0.5 of Bob's time are taken
    assert (bob["share"], bob["projects"], bob["too_much"]) == (pytest.approx(1.1), 2, True)
    assert (ann["deals"], ann["weighted"], ann["tasks"], ann["late"]) == (1, 500.0, 2, 1)
    assert ann["share"] is None and ann["reason"] == "no role says how much of the time it takes"
    assert (cem["deals"], cem["tasks"], cem["projects"]) == (0, 0, 0)


@pytest.mark.inventory(81)
async def test_the_screen_opens_what_is_counted(path: Path) -> None:
    set_language("en")
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shown(app))
        app.action_go("load")
        await until(pilot, lambda: isinstance(app.book_screen, LoadScreen))
        screen = app.book_screen
        assert isinstance(screen, LoadScreen)
        await until(pilot, lambda: screen.view is not None)
        panel = screen.query_one(LoadPanel)
        assert [row.person for row in panel.rows] == ["Bob", "Ann Lee", "Cem"]
        assert "110%" in panel.render_line(1).text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))
        await pilot.press("escape", "end", "enter")
        assert app.screen is screen
