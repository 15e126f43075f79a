"""The review before saving: every pending change in words; any can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.mapping.layout import BOOK, SHEET
from salestui.ui.plain_content import assemble
from salestui.ui.screens.listing import ListDialog
from salestui.views.cells import column_title, said_text
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.book.state import BookState, PendingChange
    from salestui.ui.session import Session

_MARKS = {"added": ("+ ", "$text-success"), "deleted": ("− ", "$text-error")}
_MOST = 5_000


class ReviewDialog(ListDialog[bool]):
    """Answers True when the user wants to save."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "agree", show=False, priority=True),
        Binding("delete,d,backspace", "take_back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        count = session.state.pending_count
        title = ngettext("{n} change to save", "{n} changes to save", count).format(n=count)
        hint = _("enter or ctrl+s saves   d takes the line back   esc keeps everything pending")
        super().__init__(title, hint)
        self._session = session
        self._changes: list[PendingChange] = []

    def lines(self) -> Sequence[Content]:
        """One change each."""
        self._changes = list(self._session.state.pending())[:_MOST]
        return [change_line(self._session.state, c) for c in self._changes]

    def action_agree(self) -> None:
        """Save."""
        self.dismiss(True)

    def action_take_back(self) -> None:
        """Take the highlighted change back; undo brings it again."""
        if self.highlighted is None:
            return
        self._session.book.revert([self._changes[self.highlighted]], _("Taken back in the review"))
        if not self._session.state.pending_count:
            self.dismiss(None)
        else:
            self.refill()


def change_line(state: BookState, change: PendingChange) -> Content:
    """A change in words: ``D-1023 stage 方案 -> 谈判签约``."""
    kind = str(change.kind)
    head: tuple[str, str] = _MARKS.get(kind, ("• ", "$text-warning"))
    name = (change.title, "bold")
    where = (f"{_where(state, change)}  ", "$foreground-muted")
    if kind == "added":
        return assemble(head, where, name, "  ", _new_row(state, change))
    if kind == "deleted":
        return assemble(head, where, name, "  ", _("row deleted, or emptied if unsure"))
    rows = state.entities[change.entity]
    column = rows.layout.column(change.column)
    if column is None:
        return assemble(head, where, name, f"  {change.column}")
    return assemble(
        head, where, name, f"  {column_title(column)}  ",
        (said_text(column, change.before), "$foreground-muted"),
        " → ", (said_text(column, change.after), "bold"),
    )  # fmt: skip


def _where(state: BookState, change: PendingChange) -> str:
    """The kind of row; of several workbooks, which one it is in."""
    name, rows = entity_name(change.entity), state.entities[change.entity]
    if rows.layout.column(BOOK) is None:
        return name
    return f"{name} · {rows.value(change.row, BOOK)}"


def _new_row(state: BookState, change: PendingChange) -> str:
    """That a row is new; where its table is over several sheets, on which it will be."""
    rows = state.entities[change.entity]
    if not rows.layout.parts:
        return _("new row")
    sheet = rows.value(change.row, SHEET)
    return _("new row on {sheet}").format(sheet=sheet)
