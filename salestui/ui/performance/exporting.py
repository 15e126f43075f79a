"""Writing the leaderboard and its cards into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.ui.screens.base import BookScreen
    from salestui.ui.session import Look
    from salestui.views.performance.view import PerformanceView


def export_board(screen: BookScreen, look: Look, view: PerformanceView) -> None:
    """Ask for a file name; its ending decides the format."""
    from salestui.views.exporting import suggested_copy

    if not view.rows:
        screen.say(view.needs)
        return
    name = suggested_copy(look.state, "performance", view.kind, look.period.key, suffix=".xlsx")
    dialog = TextDialog(
        _("Export what is shown to"),
        str(name),
        _(".xlsx or .csv; enter writes, esc leaves. An existing file is never overwritten."),
    )
    screen.app.push_screen(dialog, partial(_named, screen, view))


def _named(screen: BookScreen, view: PerformanceView, text: str | None) -> None:
    if not text:
        return
    path = Path(text).expanduser()
    if path.suffix.lower() not in (".csv", ".xlsx"):
        screen.say(_("The name must end in .xlsx or .csv."), "error")
        return
    screen.say(_("Writing {path} …").format(path=path.name), "busy")
    screen.run_worker(
        partial(_write, screen, view, path), thread=True, group="export", description="export"
    )


def _write(screen: BookScreen, view: PerformanceView, path: Path) -> None:
    from salestui.reports.export_grid import write_csv, write_xlsx
    from salestui.views.performance.report import exported_cards

    headers, rows, types = exported_cards(view)
    severity = "error"
    try:
        if path.suffix.lower() == ".csv":
            write_csv(path, headers, rows)
        else:
            write_xlsx(path, headers, rows, types)
    except FileExistsError:
        message = _("{path} exists already, so nothing was written.").format(path=path)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        message = _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
    else:
        told = ngettext("{n} row written to {path}", "{n} rows written to {path}", len(rows))
        message, severity = told.format(n=len(rows), path=path), "ok"
    screen.app.call_from_thread(screen.say, message, severity)
