"""Contracts and payments that cannot be right: named in ``salestui check`` and on screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contract_books import sheets
from driving import running, until
from textual.widgets import OptionList
from written_books import write

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.i18n import set_language
from salestui.ui.screens.problems import ProblemsDialog

WRONG = {
    ("payment-beyond-contract", "Payments!F3"),
    ("plan-not-contract", "'Payment plan'!F2"),
    ("deposit-in-future", "Payments!B4"),
    ("unknown-contract", "Payments!C4"),
    ("contract-days-out-of-order", "Contracts!L2"),
}


def book(folder: Path) -> Path:
    """The good book, with one of each."""
    grids = {name: [list(row) for row in rows] for name, rows in sheets().items()}
    grids["Payments"] += [
        ["P-002", date(2026, 7, 1), "C-2026-01", None, "Final", 90_000, "Transfer", "Max", None],
        ["P-003", date(2999, 1, 1), "C-2026-77", None, "Deposit", 100, "Transfer", "Max", None],
    ]
    grids["Payment plan"][3][5] = 20_000
    grids["Contracts"][1][11] = date(2026, 6, 9)
    path = folder / "team.xlsx"
    write(path, grids)
    return path


@pytest.mark.inventory(57, 59)
def test_check_names_each_with_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(book(tmp_path)), "--json"]) == Exit.PROBLEMS
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    found = {(problem["code"], problem["where"]) for problem in told}
    assert sorted(WRONG - found) == []


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_problems_dialog_lists_them_in_both_languages(
    tmp_path: Path, language: str
) -> None:
    set_language(language)
    try:
        async with running(book(tmp_path)) as (app, pilot):
            await pilot.press("ctrl+e")
            await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
            listed = app.screen.query_one(OptionList)
            await until(pilot, lambda: listed.option_count > 0)
            texts = "\n".join(
                str(listed.get_option_at_index(n).prompt) for n in range(listed.option_count)
            )
            assert "Payments!F3" in texts
            assert "2999-01-01" in texts
    finally:
        set_language("en")
