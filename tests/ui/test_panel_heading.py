"""What stands in a panel's border where there is little room."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from salestui.ui.widgets.panel import Panel


class Plan(Panel):
    """Its note has two parts."""

    def title(self) -> str:
        return "Plan"

    def note(self) -> str:
        return "1 of 5 · 2 overdue"


class PlanApp(App[None]):
    """Nothing but the panel."""

    def compose(self) -> ComposeResult:
        yield Plan()

    def on_mount(self) -> None:
        self.query_one(Plan).changed()


@pytest.mark.parametrize(
    ("width", "heading"), [(60, "Plan · 1 of 5 · 2 overdue"), (24, "Plan · 1 of 5"), (12, "Plan")]
)
async def test_a_note_is_told_in_whole_parts(width: int, heading: str) -> None:
    async with PlanApp().run_test(size=(width, 8)) as pilot:
        await pilot.pause()
        title = pilot.app.query_one(Plan).border_title
        assert title is not None
        assert str(title) == heading
