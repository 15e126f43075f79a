"""The small inputs laid over a cell while it is edited, and the list of choices below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.input import Selection
from textual.widgets.option_list import Option

from salestui.i18n import _
from salestui.plain_text import LINE_END, visible
from salestui.ui.grid.bindings import EDITOR_BINDINGS

MIN_EDITOR_WIDTH = 14
MAX_POPUP_WIDTH = 44
MAX_POPUP_ROWS = 10
MAX_CHOICES_SHOWN = 300


class CellEditor(Input):
    """A one-line input exactly over its cell; it posts what the user decided."""

    DEFAULT_CSS = """
    CellEditor {
        dock: top;
        height: 1;
        padding: 0 1;
        border: none !important;
        background: $surface;
        background-tint: $foreground 12%;
        color: $foreground;
        text-style: not bold;
        &.-invalid { background: $error-muted; color: $text-error; }
        &:ansi { text-style: underline; }
        &:nocolor { text-style: underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*EDITOR_BINDINGS]

    class Done(Message):
        """The text is to be taken; then the cursor moves by (rows, columns)."""

        def __init__(self, rows: int, columns: int) -> None:
            super().__init__()
            self.rows = rows
            self.columns = columns

    class Cancelled(Message):
        """The cell stays as it was."""

    class Left(Message):
        """The focus went elsewhere."""

        def __init__(self, editor: CellEditor) -> None:
            super().__init__()
            self.editor = editor

    def __init__(self, line: str, *, select: bool) -> None:
        """Edit ``line``; with ``select``, typing replaces all of it."""
        super().__init__(line, select_on_focus=False)
        self._select = select

    def on_mount(self) -> None:
        """Take the keyboard at once."""
        end = len(self.value)
        self.selection = Selection(0 if self._select else end, end)
        self.focus(scroll_visible=False)

    def on_blur(self) -> None:
        """Tell the grid, unless only the terminal itself went to the background."""
        if self.app.app_focus:
            self.post_message(self.Left(self))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nobody outside the grid listens to this input."""
        event.stop()

    def taken(self) -> str:
        """The line the user decided on."""
        return self.value

    def action_commit(self, rows: int, columns: int) -> None:
        """Take the text, then move."""
        self.post_message(self.Done(rows, columns))

    def action_step(self, rows: int) -> None:
        """Take the text and go to the cell above or below."""
        self.post_message(self.Done(rows, 0))

    def action_cancel(self) -> None:
        """Leave the cell as it was."""
        self.post_message(self.Cancelled())

    def action_line_end(self) -> None:
        """Start a new line within the cell."""
        self.insert_text_at_cursor(LINE_END)


class ChoicePopup(OptionList, can_focus=False):
    """The choices of a column; the editor keeps the keyboard."""

    DEFAULT_CSS = """
    ChoicePopup {
        dock: top;
        padding: 0;
        border: none !important;
        background: $panel;
        color: $foreground;
        scrollbar-size-vertical: 1;
        & > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        &:nocolor > .option-list--option-highlighted { text-style: reverse; }
    }
    """


class ChoiceEditor(CellEditor):
    """An editor with a list of choices that is filtered while typing."""

    class Filtered(Message):
        """The list has another length."""

    def __init__(
        self, line: str, choices: Sequence[str], *, strict: bool, select: bool, typed: bool
    ) -> None:
        """Show all choices at first, or, when ``line`` was just ``typed``, those that match."""
        super().__init__(line, select=select)
        self.popup = ChoicePopup()
        self._choices = choices
        self._strict = strict
        self._shown: list[str] = []
        self._filtered = line
        self._filter(line if typed else "", line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the choices that match what was typed."""
        event.stop()
        if event.value != self._filtered:  # an input tells its first value too
            self._filter(event.value, event.value)
            self.post_message(self.Filtered())

    def _filter(self, term: str, current: str) -> None:
        """List the choices with ``term``, the ``current`` text first when it is not one of them."""
        self._filtered = current
        folded = term.casefold()
        found = [choice for choice in self._choices if folded in choice.casefold()]
        found.sort(key=lambda choice: not choice.casefold().startswith(folded))
        del found[MAX_CHOICES_SHOWN:]
        exact = next((c for c in found if c.casefold() == current.casefold()), None)
        free = bool(current) and exact is None and not self._strict
        self._shown = [current, *found] if free else found
        options = [Option(Content(visible(choice))) for choice in self._shown]
        if free:
            note = _("{text} (as typed)").format(text=visible(current))
            options[0] = Option(Content(note))
        self.popup.clear_options()
        self.popup.add_options(options or [Option(_("no choice matches"), disabled=True)])
        if exact is not None:
            self.popup.highlighted = self._shown.index(exact)
        else:
            # An emptied text means "nothing", not the first choice.
            self.popup.highlighted = 0 if current and options else None

    def taken(self) -> str:
        """The highlighted choice, or the text itself when none is."""
        if self.value != self._filtered:  # typed so fast that the list lags behind
            self._filter(self.value, self.value)
        index = self.popup.highlighted
        return self.value if index is None else self._shown[index]

    def action_step(self, rows: int) -> None:
        """Move in the list of choices."""
        if rows > 0:
            self.popup.action_cursor_down()
        else:
            self.popup.action_cursor_up()

    def wanted_popup(self) -> tuple[int, int]:
        """The width for all choices and the height for those that match."""
        longest = max((cell_len(visible(choice)) for choice in self._choices), default=0)
        return min(longest + 4, MAX_POPUP_WIDTH), min(max(len(self._shown), 1), MAX_POPUP_ROWS)


def editor_region(cell: Region, view_width: int) -> Region:
    """Where the editor goes: over the cell, wider when the cell is too narrow to type in."""
    width = min(max(cell.width, MIN_EDITOR_WIDTH), view_width)
    return Region(max(0, min(cell.x, view_width - width)), cell.y, width, 1)


def popup_region(editor: Region, wanted: tuple[int, int], view: Region) -> Region:
    """Where the choices go: below the editor, or above when there is more room."""
    width = min(max(wanted[0], editor.width), view.width)
    below, above = view.bottom - editor.bottom, editor.y - view.y
    height = wanted[1]
    x = max(0, min(editor.x, view.width - width))
    if height <= below or below >= above:
        return Region(x, editor.bottom, width, max(0, min(height, below)))
    height = min(height, above)
    return Region(x, editor.y - height, width, height)


def place(widget: Input | OptionList, region: Region) -> None:
    """Dock a child of the grid at a region relative to the grid's content."""
    widget.styles.offset = (region.x, region.y)
    widget.styles.width = region.width
    widget.styles.height = region.height


def is_typed(event: events.Key) -> bool:
    """Whether this key types a character."""
    return event.is_printable and event.character is not None
