"""Dialogs for the rows of a deal: their fields as a list, a text of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.grid.text import fit
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.screens.listing import ListDialog
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.views.row_form import FormLine

_WIDEST = 24


ADD = "+"
"""The answer that asks for one more column."""


class RowForm(ListDialog[str]):
    """The fields of a row; answers with the column that is to be edited, or with ``ADD``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,space", "choose", show=False),
        Binding("n", "add", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[FormLine], at: str = "") -> None:
        super().__init__(title, _("enter edits   n adds a field without a column   esc is ready"))
        self._fields, self._at = fields, at

    def on_mount(self) -> None:
        """Begin at the field that was edited last."""
        super().on_mount()
        names = [field.column for field in self._fields]
        if self._at in names:
            self.query_one(OptionList).highlighted = names.index(self._at)

    def lines(self) -> Sequence[Content]:
        """A line per field."""
        sizes = (cell_len(visible(field.title)) for field in self._fields)
        width = min(max(sizes, default=0), _WIDEST)
        return [
            assemble((fit(field.title, width), MUTED), "  ", " ".join(field.text.split()))
            for field in self._fields
        ]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.dismiss(self._fields[event.option_index].column)

    def action_choose(self) -> None:
        """The field under the cursor."""
        if (place := self.highlighted) is not None:
            self.dismiss(self._fields[place].column)

    def action_add(self) -> None:
        """Ask for a field that has no column yet."""
        self.dismiss(ADD)


class NotesDialog(Dialog[str]):
    """A text of several lines; ctrl+s agrees."""

    DEFAULT_CSS = """
    NotesDialog TextArea { height: 12; max-height: 60vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "agree", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text and how to leave."""
        with Vertical(classes="dialog -large") as box:
            box.border_title = Content(visible(self._title))
            yield TextArea(self._text)
            yield Static(Content(_("ctrl+s agrees, esc leaves the text as it was")), classes="hint")

    def on_mount(self) -> None:
        """Write at the end of what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_agree(self) -> None:
        """Answer with the text."""
        self.dismiss(self.query_one(TextArea).text.rstrip())
