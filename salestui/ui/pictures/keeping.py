"""The key that saves what is on screen as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.delivering import Made, ask_for_file
from salestui.ui.pictures.drawing import png_of, svg_of
from salestui.views.exporting import suggested_copy

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_PNG, _SVG = ".png", ".svg"


def keep_picture(app: SalesApp) -> None:
    """Take the picture at once, whatever is on screen, and ask where it goes."""
    session = app.session
    if session is None:
        return
    svg = svg_of(app)

    def make(ending: str) -> Made:
        content = png_of(svg) if ending == _PNG else svg.encode()
        return Made(content, _("Picture written: {path}").format)

    name = suggested_copy(session.state, app.current_mode, session.as_of, suffix=_PNG)
    ask_for_file(app, _("Save this screen as a picture to"), name, (_PNG, _SVG), make)
