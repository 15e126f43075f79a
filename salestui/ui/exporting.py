"""Asking for a file's name, and writing rows into it in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.delivering import suggested, written
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.model.fields import FieldType
    from salestui.reports.export_grid import Value
    from salestui.ui.screens.base import BookScreen


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows as they go into a file.

    Attributes:
        headers: of the columns.
        rows: a value for each column.
        types: of the columns, for the number formats of a workbook.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    types: Sequence[FieldType]


def export_to_file(screen: BookScreen, name: Path, exported: Callable[[], Exported]) -> None:
    """Ask for a file name, whose ending decides the format, and write.

    Args:
        name: what is suggested.
        exported: makes what is written; called in a worker.
    """
    dialog = TextDialog(
        _("Export what is shown to"),
        suggested(screen.sales_app, name),
        _(".xlsx or .csv; enter writes, esc leaves. An existing file is never overwritten."),
    )
    screen.app.push_screen(dialog, partial(_named, screen, exported))


def _named(screen: BookScreen, exported: Callable[[], Exported], text: str | None) -> None:
    if not text:
        return
    path = Path(text)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        screen.say(_("The name must end in .xlsx or .csv."), "error")
        return
    screen.say(_("Writing {path} …").format(path=path.name), "busy")
    screen.run_worker(partial(_write, screen, exported, text), thread=True, group="export")


def _write(screen: BookScreen, exported: Callable[[], Exported], path: str) -> None:
    from salestui.reports.export_grid import write_csv, write_xlsx

    def write(to: Path) -> None:
        if to.suffix.lower() == ".csv":
            write_csv(to, what.headers, what.rows)
        else:
            write_xlsx(to, what.headers, what.rows, what.types)

    what, severity = exported(), "error"
    try:
        place = written(screen.sales_app, path, write)
    except FileExistsError:
        message = _("{path} exists already, so nothing was written.").format(path=path)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        message = _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
    else:
        told = ngettext("{n} row written to {path}", "{n} rows written to {path}", len(what.rows))
        message, severity = told.format(n=len(what.rows), path=place), "ok"
    screen.app.call_from_thread(screen.say, message, severity)
