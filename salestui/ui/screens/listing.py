"""A scrollable list of lines in a box; what dialogs that show many things are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from salestui.plain_text import visible
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Answer, Dialog


class ListDialog(Dialog[Answer], Generic[Answer]):
    """Lines to look through; a subclass says what choosing one does."""

    DEFAULT_CSS = """
    ListDialog OptionList {
        height: auto; max-height: 58vh; padding: 0; background: $surface;
        &, &:focus { border: none; }
        &:focus > .option-list--option-highlighted {
            color: $foreground; background: $block-cursor-blurred-background;
        }
    }
    ListDialog .hint { margin-top: 1; }
    """

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title, self._hint = title, hint

    def lines(self) -> Sequence[Content]:
        """The lines, each of one or more rows of text."""
        return ()

    def compose(self) -> ComposeResult:
        """The list and its hint."""
        with Vertical(classes="dialog -large") as box:
            box.border_title = Content(visible(self._title))
            yield OptionList(markup=False)
            yield Static(assemble(self._hint), classes="hint")

    def on_mount(self) -> None:
        """Fill the list."""
        self.refill()

    @property
    def highlighted(self) -> int | None:
        """The line under the cursor."""
        return self.query_one(OptionList).highlighted

    def refill(self) -> None:
        """Show the lines anew, the cursor where it was."""
        listed = self.query_one(OptionList)
        place = listed.highlighted or 0
        listed.clear_options()
        lines = self.lines()
        listed.add_options(Option(line) for line in lines)
        listed.highlighted = min(place, len(lines) - 1) if lines else None
        listed.focus()
