"""The key that saves what is on screen as a picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.reports.new_file import new_file
from salestui.ui.delivering import suggested, written
from salestui.ui.pictures.drawing import png_of, svg_of
from salestui.ui.screens.dialogs import TextDialog
from salestui.views.exporting import suggested_copy

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

ENDINGS = (".svg", ".png")


def keep_picture(app: SalesApp) -> None:
    """Take the picture at once, whatever is on screen, and ask where it goes."""
    session = app.session
    if session is None:
        return
    svg = svg_of(app)
    name = suggested_copy(session.state, app.current_mode, session.as_of, suffix=ENDINGS[1])
    dialog = TextDialog(
        _("Save this screen as a picture to"),
        suggested(app, name),
        _(".png or .svg; enter writes, esc leaves. An existing file is never overwritten."),
    )
    app.push_screen(dialog, partial(_named, app, svg))


def _named(app: SalesApp, svg: str, text: str | None) -> None:
    if not text:
        return
    if Path(text).suffix.lower() not in ENDINGS:
        app.say(_("The name must end in .png or .svg."), "error")
        return
    app.run_worker(partial(_write, app, svg, text), thread=True, group="export")


def _write(app: SalesApp, svg: str, text: str) -> None:
    def write(path: Path) -> None:
        content = png_of(svg) if path.suffix.lower() == ENDINGS[1] else svg.encode()
        with new_file(path) as stream:
            stream.write(content)

    severity = "error"
    try:
        place = written(app, text, write)
    except FileExistsError:
        message = _("{path} exists already, so nothing was written.").format(path=text)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        message = _("{path} cannot be written: {reason}.").format(path=text, reason=reason)
    else:
        message, severity = _("Picture written: {path}").format(path=place), "ok"
    app.call_from_thread(app.say, message, severity)
