"""How the dashboard ends when it cannot go on: the command line tells it, with an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import app_on, running, sample_copy, until

from adapters.errors import NotAWorkbook, WorkbookError
from salestui.cli import open_command
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.screens.dialogs import ErrorDialog


async def test_a_fault_of_ours_is_kept_for_the_log_and_no_traceback_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError("amount 420000")

    apps: list[SalesApp] = []
    with pytest.raises(ZeroDivisionError):
        async with running(sample_copy(tmp_path)) as (app, pilot):
            apps.append(app)
            app.call_later(break_down)
            await pilot.pause()
    assert isinstance(apps[0].fault, ZeroDivisionError)
    said = capsys.readouterr()
    assert "420000" not in said.out + said.err


async def test_a_workbook_that_cannot_be_read_is_told_and_then_ends_the_app(tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(sample_copy(tmp_path).read_bytes()[:9000])
    app = app_on(path)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, ErrorDialog))
            await pilot.press("enter")
    finally:
        app.opening.workbook.close()
    assert isinstance(app.unopened, NotAWorkbook)


@pytest.mark.parametrize("kept", ["fault", "unopened"])
def test_the_command_hands_on_what_ended_the_dashboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    problem = WorkbookError("The file is gone.")

    def ran(app: SalesApp) -> None:
        setattr(app, kept, problem)

    monkeypatch.setattr(SalesApp, "run", ran)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with pytest.raises(WorkbookError, match="gone"):
        open_command.show(app_on(sample_copy(tmp_path)).opening, Config())
