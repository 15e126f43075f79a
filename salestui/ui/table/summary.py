"""The line above the table: how many rows, what they are worth, what filters and sorts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _, ngettext
from salestui.plain_text import visible
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.views.table import TableView


class SummaryLine(Static):
    """One line over the grid or the board."""

    DEFAULT_CSS = """
    SummaryLine {
        height: 1; padding: 0 1; background: $surface; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, entity: str) -> None:
        super().__init__("", markup=False)
        self._entity = entity

    def show(self, view: TableView, marked: int, hidden: int) -> None:
        """Write the line."""
        from salestui.views.cells import column_title
        from salestui.views.currency import book_sign
        from salestui.views.formats import style

        summary = view.summary()
        parts = [Content(entity_name(self._entity)).stylize("bold")]
        if summary.shown == summary.total:
            count = ngettext("{n} row", "{n} rows", summary.total)
        else:
            count = _("{n} of {m} rows")
        shown, total = f"{summary.shown:,}", f"{summary.total:,}"
        parts.append(Content(count.format(n=shown, m=total)))
        sign = book_sign(view.state)
        sums = [
            f"{code} {style('' if code else sign).money(amount)}".strip()
            for code, amount in summary.amounts[:3]
        ]
        if sums:
            parts.append(Content(" + ".join(sums)).stylize("bold"))
        if any(part.sheet in view.state.protected for part in view.rows.layout.sheets):
            parts.append(Content(_("protected")).stylize("$text-warning"))
        if view.wanted.filter:
            parts.append(Content(f"ƒ {visible(view.wanted.filter)}").stylize("$text-accent"))
        keys = [
            column_title(column) + (" ▼" if s.descending else " ▲")
            for s in view.wanted.sort
            if (column := view.rows.layout.column(s.column)) is not None
        ]
        if keys:
            parts.append(Content(", ".join(keys)).stylize("$foreground-muted"))
        if marked:
            parts.append(Content(_("✓ {n} marked").format(n=marked)).stylize("$text-secondary"))
        if hidden:
            note = _("{n} columns hidden (A)").format(n=hidden)
            parts.append(Content(note).stylize("$foreground-muted"))
        self.update(Content("  ·  ").join(parts))
