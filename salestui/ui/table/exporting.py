"""Copying to the clipboard and exporting to a file what the table shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.exporting import Exported, export_to_file

if TYPE_CHECKING:
    from salestui.ui.table.frame import TableFrame


class Exporting:
    """What ``y`` and ``x`` do."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen

    def copy(self) -> None:
        """Copy the marked rows with their headers, or the text of the cell."""
        from salestui.reports.export_grid import as_tsv
        from salestui.views.cells import column_title, exact_text
        from salestui.views.exporting import exported_columns, exported_values, headers

        view, grid = self.screen.view, self.screen.grid
        row, name = self.screen.current_row, grid.cursor_column_key
        if view is None or row is None or name is None:
            self.screen.say(_("Nothing to copy: there is no row."))
            return
        if marked := sorted(grid.marked, key=view.places.__getitem__):
            columns = exported_columns(view, self.screen.hidden)
            text = as_tsv(headers(columns), exported_values(view, columns, marked))
            what = ngettext("{n} row", "{n} rows", len(marked)).format(n=len(marked))
        else:
            column = view.column(name)
            text = exact_text(column, view.value(row, name))
            what = column_title(column)
        self.screen.app.copy_to_clipboard(text)
        self.screen.say(
            _("Copied {what} through the terminal (OSC 52); if it does not paste, use x to export.")
            .format(what=what), "ok",
        )  # fmt: skip

    def export(self) -> None:
        """Ask for a file name; its ending decides the format."""
        session, view = self.screen.session, self.screen.view
        if session is None or view is None:
            return
        from salestui.views.exporting import (
            exported_columns,
            exported_values,
            headers,
            suggested_copy,
        )

        name = suggested_copy(session.state, self.screen.entity, session.as_of, suffix=".xlsx")

        def exported() -> Exported:
            return Exported(
                headers(columns),
                exported_values(view, columns, view.ids),
                [c.type for c in columns],
            )

        columns = exported_columns(view, frozenset(self.screen.hidden))
        export_to_file(self.screen, name, exported)
