"""Copying to the clipboard and exporting to a file what the table shows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.ui.table.frame import TableFrame
    from salestui.views.table import TableView


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
        from salestui.views.exporting import suggested_copy

        entity = self.screen.entity
        name = suggested_copy(session.state, entity, session.as_of, suffix=".xlsx")
        dialog = TextDialog(
            _("Export what is shown to"),
            str(name),
            _(".xlsx or .csv; enter writes, esc leaves. An existing file is never overwritten."),
        )
        self.screen.app.push_screen(dialog, partial(self._named, view))

    def _named(self, view: TableView, text: str | None) -> None:
        if not text:
            return
        path = Path(text).expanduser()
        if path.suffix.lower() not in (".csv", ".xlsx"):
            self.screen.say(_("The name must end in .xlsx or .csv."), "error")
            return
        hidden = frozenset(self.screen.hidden)
        self.screen.say(_("Writing {path} …").format(path=path.name), "busy")
        self.screen.run_worker(
            partial(self._write, view, hidden, path),
            thread=True,
            group="export",
            description="export",
        )

    def _write(self, view: TableView, hidden: frozenset[str], path: Path) -> None:
        from salestui.reports.export_grid import write_csv, write_xlsx
        from salestui.views.exporting import exported_columns, exported_values, headers

        columns = exported_columns(view, hidden)
        rows = exported_values(view, columns, view.ids)
        message, severity = "", "error"
        try:
            if path.suffix.lower() == ".csv":
                write_csv(path, headers(columns), rows)
            else:
                write_xlsx(path, headers(columns), rows, [c.type for c in columns])
        except FileExistsError:
            message = _("{path} exists already, so nothing was written.").format(path=path)
        except (OSError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            message = _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
        else:
            told = ngettext("{n} row written to {path}", "{n} rows written to {path}", len(rows))
            message, severity = told.format(n=len(rows), path=path), "ok"
        self.screen.app.call_from_thread(self.screen.say, message, severity)
