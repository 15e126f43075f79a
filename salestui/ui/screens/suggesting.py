"""One value for two spellings: shows which cells would change, and changes them when told so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.plain_text import visible
from salestui.ui.screens.listing import ListDialog
from salestui.views.cells import column_title

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.views.suggestions import Suggestion

_MOST = 500
"""So many cells are listed one by one."""


class SuggestionDialog(ListDialog[bool]):
    """Answers True when the cells are to be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", show=False, priority=True),
        Binding("n", "close", show=False),
    ]

    def __init__(self, found: Suggestion) -> None:
        count = len(found.rows)
        title = ngettext(
            "{n} cell of {column} to change", "{n} cells of {column} to change", count
        ).format(n=count, column=column_title(found.column))
        super().__init__(title, _("enter changes them, pending until you save   esc leaves them"))
        self._found = found

    def lines(self) -> Sequence[Content]:
        """One cell each."""
        found = self._found
        lines = [_line(cell, found) for cell in found.cells[:_MOST]]
        if (more := len(found.cells) - _MOST) > 0:
            lines.append(Content(_("… and {n} more").format(n=more)).stylize("$foreground-muted"))
        return lines

    def action_agree(self) -> None:
        """Change them."""
        self.dismiss(True)


def _line(cell: str, found: Suggestion) -> Content:
    return Content.assemble(
        (cell, "bold"), "  ",
        (visible(found.before), "$foreground-muted"), " → ", (visible(found.after), "bold"),
    )  # fmt: skip


def apply_suggestion(session: Session, found: Suggestion) -> None:
    """Make the changes ordinary pending edits that one undo takes back."""
    label = _("{before} → {after} in {column}").format(
        before=found.before, after=found.after, column=column_title(found.column)
    )
    cells = [(row, found.column.name, found.after) for row in found.rows]
    session.book.set_values(label, found.entity, cells)
