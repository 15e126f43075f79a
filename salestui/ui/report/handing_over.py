"""Writing a report into a file that its reader gets."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _, joined
from salestui.reports.formats import FORMATS
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.screens.base import BookScreen
    from salestui.views.documents.document import Document


def hand_over(screen: BookScreen, state: BookState, document: Document) -> None:
    """Ask for a file name, whose ending decides the format, and write in a worker."""
    from salestui.views.exporting import suggested_copy

    name = suggested_copy(state, document.kind, document.as_of, suffix=".html")
    endings = joined(f".{form}" for form in FORMATS)
    hint = _("{endings}; enter writes, esc leaves. An existing file is never overwritten.")
    dialog = TextDialog(_("Hand the report over as"), str(name), hint.format(endings=endings))
    screen.app.push_screen(dialog, partial(_named, screen, document))


def _named(screen: BookScreen, document: Document, text: str | None) -> None:
    if not text:
        return
    path = Path(text).expanduser()
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        endings = joined(f".{one}" for one in FORMATS)
        screen.say(_("The name must end in one of {endings}.").format(endings=endings), "error")
        return
    screen.say(_("Writing {path} …").format(path=path.name), "busy")
    screen.run_worker(partial(_write, screen, document, path, form), thread=True, group="export")


def _write(screen: BookScreen, document: Document, path: Path, form: str) -> None:
    from salestui.locations import reports_dir
    from salestui.reports.errors import Unmakeable
    from salestui.reports.formats import made
    from salestui.reports.new_file import new_file

    severity = "error"
    try:
        content = made(document, form, reports_dir())
        with new_file(path) as stream:
            stream.write(content)
    except FileExistsError:
        message = _("{path} exists already, so nothing was written.").format(path=path)
    except Unmakeable as problem:
        message = " ".join(filter(None, (str(problem), problem.hint)))
    except OSError as problem:
        reason = problem.strerror or problem
        message = _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
    else:
        message, severity = _("Written: {path}").format(path=path), "ok"
    screen.app.call_from_thread(screen.say, message, severity)
