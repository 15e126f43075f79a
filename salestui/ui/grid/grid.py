"""The grid as something to use: keys, mouse, marks and editing in place."""

from __future__ import annotations

from typing import Literal

from textual import events, on
from textual.geometry import Region
from textual.widgets import OptionList

from salestui.i18n import _
from salestui.ui.grid.digits import DigitGrid
from salestui.ui.grid.editing import EditSession
from salestui.ui.grid.editors import CellEditor, ChoiceEditor, is_typed
from salestui.ui.grid.messages import (
    CellEdited,
    EditGuarded,
    EditRefused,
    EditRejected,
    SortRequested,
)
from salestui.ui.grid.source import ParsedOk, Parser
from salestui.ui.grid.surface import HEADER_LINES

LEFT_BUTTON = 1
Typing = Literal["unbound", "always", "never"]
_DIGITS = frozenset("0123456789")


def accept_anything(column_key: str, text: str) -> ParsedOk:  # noqa: ARG001
    """The parser of a grid whose owner set none: every text is understood as itself."""
    return ParsedOk(text)


class DataGrid(DigitGrid, can_focus=True):
    """A spreadsheet-like grid over a ``GridSource``.

    ``parse`` decides what texts are understood. ``typing`` says which keys start an edit: those no
    binding wants (``unbound``), all printable keys but the grid's own (``always``), or none. A
    digit that means something elsewhere starts one in a cell that holds a number or a date, once
    the user has come to a cell here (``claim_digits``) and until ``free_digits``.
    """

    def __init__(
        self,
        *,
        parse: Parser = accept_anything,
        typing: Typing = "unbound",
        vim_keys: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.parse = parse
        self.typing: Typing = typing
        self.vim_keys = vim_keys
        self._edit: EditSession | None = None

    # Editing

    @property
    def is_container(self) -> bool:
        """Only while a cell is edited does the grid have children to lay out."""
        return self._edit is not None

    @property
    def editing(self) -> bool:
        """Whether an editor is open."""
        return self._edit is not None

    def edit(self, typed: str | None = None, *, select: bool = False, insist: bool = False) -> bool:
        """Open an editor on the cursor's cell, holding its text or what was ``typed`` instead.

        With ``select``, typing replaces the whole text.
        ``False`` when the cell cannot be edited; ``EditRefused`` then says why, or ``EditGuarded``
        tells that the user has to ``insist``.
        """
        row_key, column = self.cursor_row_key, self._column_here()
        if row_key is None or column is None or not self.finish_edit():
            return False
        source = self.shown_source
        reason = column.read_only or source.refusal(row_key, column.key)
        session = None
        if not reason and not insist and source.is_guarded(row_key, column.key):
            self.post_message(EditGuarded(self, row_key, column.key, typed, select=select))
            return False
        if not reason:
            session = EditSession.begin(
                row_key, column, source.edit_text(row_key, column.key), typed, select=select
            )
            reason = _("This text has characters that cannot be edited in a cell.")
        if session is None:
            self.post_message(EditRefused(self, row_key, column.key, reason))
            return False
        self._reveal()
        self._edit = session
        self.arranged()
        if not self.editing:  # a view too small to show the cell
            return False
        self.mount(*([session.editor, session.popup] if session.popup else [session.editor]))
        return True

    def finish_edit(self, *, force: bool = False) -> bool:
        """Take the text of an open editor; ``False`` when it was rejected and the editor stays.

        With ``force`` the editor closes all the same, and ``EditRejected`` carries the text.
        """
        session = self._edit
        if session is None:
            return True
        if not session.changed():
            self.cancel_edit()
            return True
        text, row_key, key = session.text(), session.row_key, session.column.key
        parsed = self.parse(key, text) if session.allowed() else _("Choose one from the list.")
        if isinstance(parsed, ParsedOk):
            self.cancel_edit()
            self.post_message(CellEdited(self, row_key, key, text, parsed.value))
            return True
        session.editor.add_class("-invalid")
        if force:
            self.cancel_edit()
        self.post_message(EditRejected(self, row_key, key, text, parsed, closed=force))
        return force

    def cancel_edit(self) -> None:
        """Close an open editor and leave the cell as it was."""
        if self._edit is None:
            return
        session, self._edit = self._edit, None
        if self.screen.focused is session.editor:
            self.focus(scroll_visible=False)
        session.remove()

    def arranged(self) -> None:
        """Keep an open editor on its cell; close it when the cell is out of sight."""
        session = self._edit
        if session is None:
            return
        row = self.shown_source.index_of(session.row_key)
        column = self._column_set.place_of(session.column.key)
        slot = None if column is None else self.column_layout().slot_of(column)
        view = self.scrollable_content_region.size
        y = -1 if row is None else row + HEADER_LINES - self.scroll_offset.y
        if slot is None or not HEADER_LINES <= y < view.height:
            self.finish_edit(force=True)
            return
        below_header = Region(0, HEADER_LINES, view.width, view.height - HEADER_LINES)
        session.place(Region(slot.x, y, slot.width, 1), below_header)

    @on(CellEditor.Done)
    def _editor_done(self, event: CellEditor.Done) -> None:
        event.stop()
        if self._edit is None or not self.finish_edit():
            return
        if event.columns:
            self._edit_beside(event.columns)
        else:
            self._step(event.rows, 0)

    def _edit_beside(self, step: int) -> None:
        """Edit the next cell in this direction that can be, ready to be typed over."""
        columns, place = self.shown_columns, self._cursor_column + step
        row, source = self.cursor_row_key, self.shown_source
        while 0 <= place < len(columns) and (
            columns[place].read_only
            or (row is not None and source.is_guarded(row, columns[place].key))
        ):
            place += step
        if not 0 <= place < len(columns):
            self._step(0, 1 if place > 0 else -1)
            return
        self.move_cursor(self._cursor_row, place)
        self.edit(select=True)

    @on(CellEditor.Cancelled)
    def _editor_cancelled(self, event: CellEditor.Cancelled) -> None:
        event.stop()
        self.cancel_edit()

    @on(CellEditor.Left)
    def _editor_left(self, event: CellEditor.Left) -> None:
        event.stop()
        if self._edit is not None and self._edit.editor is event.editor:
            self.finish_edit(force=True)

    @on(ChoiceEditor.Filtered)
    def _choices_filtered(self, event: ChoiceEditor.Filtered) -> None:
        event.stop()
        self.arranged()

    @on(OptionList.OptionSelected)
    def _choice_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.finish_edit()

    @on(OptionList.OptionHighlighted)
    def _choice_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    # Keys

    def action_act(self) -> None:
        """Edit the cell; in a grid that cannot be edited at all, open the row."""
        if all(column.read_only for column in self.shown_columns):
            self.action_open()
        else:
            self.edit()

    def action_edit(self) -> None:
        """Edit the text of the cell."""
        self.edit()

    def action_retype(self) -> None:
        """Edit the cell starting from nothing."""
        self.edit("")

    def on_key(self, event: events.Key) -> None:
        """Start an edit with a typed character."""
        if self._edit is None and is_typed(event) and self._starts_edit(event.key):
            event.stop()
            event.prevent_default()
            self.edit(event.character)

    def _starts_edit(self, key: str) -> bool:
        if self.typing == "never" or not self.shown_source.row_count:
            return False
        bound = self.screen.active_bindings.get(key)
        if bound is None or (self.typing == "always" and bound.node is not self):
            return True
        return key in _DIGITS and self.digits_wanted()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text starts an edit of one cell; the screen may handle ``Paste`` before."""
        if self._edit is None and event.text and self.typing != "never":
            event.stop()
            self.edit(event.text.splitlines()[0] if event.text.strip() else event.text.strip())

    # Mouse

    def focus_on_click(self) -> bool:
        """A click on the list of choices must not take the focus from the editor."""
        return self._edit is None

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there, sort by a header, edit or open on a double click."""
        offset = event.get_content_offset(self)
        if offset is None or event.widget is not self:
            return
        self.finish_edit(force=True)
        self.focus(scroll_visible=False)
        column = self.column_layout().column_at(offset.x)
        if offset.y < HEADER_LINES:
            if column is not None and event.button == LEFT_BUTTON:
                key = self.shown_columns[column].key
                self.post_message(SortRequested(self, key, event.shift or event.ctrl))
            return
        row = self.scroll_offset.y + offset.y - HEADER_LINES
        if row >= self.shown_source.row_count:
            return
        self.claim_digits()
        self.move_cursor(row, self._cursor_column if column is None else column)
        if event.chain == 2 and event.button == LEFT_BUTTON:
            self.action_act()
