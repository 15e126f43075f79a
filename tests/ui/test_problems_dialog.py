"""ctrl+e: what could not be read, and what the checks find in pending edits too."""

from __future__ import annotations

from pathlib import Path

from driving import running, sample_copy, status, until

from salestui.ui.screens.problems import ProblemsDialog


async def test_the_dialog_lists_what_cannot_be_right(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        session = app.session
        assert session is not None
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "No problems" in status(app))
        session.book.set_values("edit", "deals", [(0, "stage", "Asleep")])
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        assert isinstance(app.screen, ProblemsDialog)
        (line,) = app.screen.lines()
        assert "Deals!D2" in line.plain
        assert "Asleep is no stage" in line.plain
        await pilot.press("escape")
        session.book.undo()
        await pilot.press("ctrl+e")
        await until(pilot, lambda: session.state.findings == ())
        assert app.screen is app.book_screen
