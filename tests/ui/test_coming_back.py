"""What came up while the terminal was in the background is there for the keys afterwards."""

from __future__ import annotations

from pathlib import Path

from driving import running, sample_copy, until
from textual.events import AppBlur, AppFocus

from salestui.ui.screens.dialogs import AskDialog


async def test_a_question_of_meanwhile_is_answered_by_enter(tmp_path: Path) -> None:
    answers: list[str | None] = []
    async with running(sample_copy(tmp_path)) as (app, pilot):
        app.post_message(AppBlur())
        await until(pilot, lambda: not app.app_focus)
        app.push_screen(AskDialog("Well?", "", {"yes": "Yes", "no": "No"}), answers.append)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert app.screen.focused is None
        app.post_message(AppFocus())
        await until(pilot, lambda: app.screen.focused is not None)
        await pilot.press("enter")
        await until(pilot, lambda: bool(answers))
    assert answers == ["yes"]
