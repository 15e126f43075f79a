"""Conflicts: what both started from, what I wrote, what the workbook holds now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.plain_text import visible
from salestui.ui.plain_content import assemble
from salestui.ui.screens.listing import ListDialog
from salestui.views.cells import column_title, said_text
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.book.state import Conflict
    from salestui.ui.session import Session


_WIDTH = 110
"""Of the dialog where there is room; else it takes most of the screen."""

_FRAME = 10
"""Cells beside the lines: border, padding and scroll bar."""

_LINES = 3
"""Over which a long value is shown."""

_INDENT = "    "


class ConflictsDialog(ListDialog[None]):
    """Each conflict with its three values; ``m`` keeps mine, ``t`` takes theirs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "settle(True)", show=False),
        Binding("t", "settle(False)", show=False),
    ]

    def __init__(self, session: Session) -> None:
        count = len(session.state.conflicts)
        title = ngettext("{n} conflict", "{n} conflicts", count).format(n=count)
        hint = _("m keeps mine   t takes theirs   esc decides later; nothing is overwritten")
        super().__init__(title, hint)
        self._session = session

    def lines(self) -> Sequence[Content]:
        """One conflict each, base, mine and theirs side by side."""
        outer = min(_WIDTH, self.app.size.width * 94 // 100)
        width = max(outer - _FRAME, 40)
        return [conflict_lines(self._session, c, width) for c in self._session.state.conflicts]

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.refill()

    def action_settle(self, keep_mine: bool) -> None:
        """Settle the highlighted conflict."""
        if self.highlighted is None:
            return
        conflict = self._session.state.conflicts[self.highlighted]
        self._session.book.resolve(conflict, keep_mine=keep_mine)
        if self._session.state.conflicts:
            self.refill()
        else:
            self.dismiss(None)


def conflict_lines(session: Session, conflict: Conflict, width: int) -> Content:
    """A conflict in words: which cell, then base, mine and theirs side by side.

    Args:
        width: of the list, in cells of the terminal.
    """
    rows = session.state.entities[conflict.entity]
    column = rows.layout.column(conflict.column)
    field = column_title(column) if column else conflict.column

    def said(value: Value) -> str:
        return said_text(column, value) if column else str(value)

    kind = str(conflict.kind)
    theirs = {
        "row gone": _("the row was removed"),
        "column gone": _("the column was removed"),
    }.get(kind, said(conflict.theirs))
    mine = _("the row is deleted") if kind == "deleted here" else said(conflict.mine)
    names = (_("before"), _("mine"), _("theirs"))
    head = assemble(
        ("✖ ", "$text-error"), (f"{entity_name(conflict.entity)}  ", "$foreground-muted"),
        (conflict.title, "bold"), f"  {field}",
    )  # fmt: skip
    share = max((width - cell_len(_INDENT)) // 3, 12)
    sides = [_wrapped(text, share - 2) for text in (said(conflict.base), mine, theirs)]
    lines = [_side_by_side(names, share, "$foreground-muted")]
    lines += [_side_by_side(parts, share, "bold") for parts in zip_longest(*sides, fillvalue="")]
    return Content("\n").join([head, *lines])


def _wrapped(text: str, width: int) -> list[str]:
    """A text over a few lines, none wider; an ellipsis where there is more."""
    lines = chop_cells(visible(text), width) or [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{set_cell_size(lines[_LINES - 1], width - 1)}…"]
    return lines


def _side_by_side(parts: Sequence[str], width: int, style: str) -> Content:
    return assemble(_INDENT, *((set_cell_size(part, width), style) for part in parts))
