"""Conflicts: what both started from, what I wrote, what the workbook holds now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.ui.plain_content import assemble
from salestui.ui.screens.listing import ListDialog
from salestui.views.cells import column_title, said_text
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.book.state import Conflict
    from salestui.ui.session import Session


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
        """One conflict each, four rows high."""
        return [conflict_lines(self._session, c) for c in self._session.state.conflicts]

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


def conflict_lines(session: Session, conflict: Conflict) -> Content:
    """A conflict in words: which cell, then base, mine and theirs below each other."""
    rows = session.state.entities[conflict.entity]
    column = rows.layout.column(conflict.column)
    field = column_title(column) if column else conflict.column

    def said(value: Value) -> str:
        return said_text(column, value) if column else str(value)

    theirs = {
        "row gone": _("the row was removed"),
        "column gone": _("the column was removed"),
    }.get(str(conflict.kind), said(conflict.theirs))
    names = (_("before"), _("mine"), _("theirs"))
    width = max(map(cell_len, names)) + 2
    before, mine, other = (set_cell_size(name, width) for name in names)
    return assemble(
        ("✖ ", "$text-error"), (f"{entity_name(conflict.entity)}  ", "$foreground-muted"),
        (conflict.title, "bold"), f"  {field}\n",
        (f"    {before}", "$foreground-muted"), said(conflict.base), "\n",
        (f"    {mine}", "$foreground-muted"), (said(conflict.mine), "bold"), "\n",
        (f"    {other}", "$foreground-muted"), (theirs, "bold"),
    )  # fmt: skip
