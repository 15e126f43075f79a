"""Why a project stands as it does: reasons, and the rows behind them to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.screens.listing import ListDialog
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.portfolio.why import Why

_INDENT = "    "


class WhyDialog(ListDialog[tuple[str, int]]):
    """Answers with the entity and the row to open."""

    def __init__(self, told: Why) -> None:
        super().__init__(told.title, _("enter opens what is behind it, esc leaves"))
        self._told = told

    def lines(self) -> Sequence[Content]:
        """A reason each, its rows below it."""
        return [
            Content.styled(
                f"{_INDENT if line.is_row else ''}{visible(line.text)}",
                MUTED if line.is_row or not line.entity else style_of(line.severity),
            )
            for line in self._told.lines
        ]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the row, where there is one."""
        event.stop()
        line = self._told.lines[event.option_index]
        if line.row is not None:
            self.dismiss((line.entity, line.row))
