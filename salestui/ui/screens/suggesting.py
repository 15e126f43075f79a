"""One value for two spellings, texts without spaces around: what would change is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.plain_text import visible, with_edges
from salestui.ui.screens.listing import ListDialog
from salestui.views.cells import column_title

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.views.suggestions import Replacement, Suggestion

_MOST = 500
"""So many cells are listed one by one."""


class SuggestionDialog(ListDialog[bool]):
    """Answers True when the cells are to be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", show=False, priority=True),
        Binding("n", "close", show=False),
    ]

    def __init__(self, found: Suggestion) -> None:
        count = len(found.changes)
        title = ngettext(
            "{n} cell of {column} to change", "{n} cells of {column} to change", count
        ).format(n=count, column=column_title(found.column))
        super().__init__(title, _("enter changes them, pending until you save   esc leaves them"))
        self._found = found

    def lines(self) -> Sequence[Content]:
        """One cell each."""
        changes = self._found.changes
        lines = [_line(change) for change in changes[:_MOST]]
        if (more := len(changes) - _MOST) > 0:
            lines.append(Content(_("… and {n} more").format(n=more)).stylize("$foreground-muted"))
        return lines

    def action_agree(self) -> None:
        """Change them."""
        self.dismiss(True)


def _line(change: Replacement) -> Content:
    before, after = (visible(with_edges(text)) for text in (change.before, change.after))
    return Content.assemble(
        (change.cell, "bold"), "  ", (before, "$foreground-muted"), " → ", (after, "bold")
    )


def apply_suggestion(session: Session, found: Suggestion) -> None:
    """Make the changes ordinary pending edits that one undo takes back."""
    cells = [(change.row, found.column.name, change.after) for change in found.changes]
    session.book.set_values(found.label, found.entity, cells, tidy=found.tidies)


def followed_text(found: Suggestion) -> str:
    """What was done, in a sentence."""
    count = len(found.changes)
    if found.tidies:
        return ngettext(
            "{n} cell has no spaces around its text now, pending until you save; u takes it back.",
            "{n} cells have no spaces around their texts now, pending until you save; "
            "u takes them back.",
            count,
        ).format(n=count)
    return ngettext(
        "{n} cell is {value} now, pending until you save; u takes it back.",
        "{n} cells are {value} now, pending until you save; u takes them back.",
        count,
    ).format(n=count, value=found.changes[0].after)
