"""Choosing the stage that a deal is to go on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.advancing.asking import ask_advance
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def choose_stage(app: SalesApp, deal: int, *, insisted: bool = False) -> None:
    """Offer the stages, the one after the present first under the cursor, and move the deal.

    Args:
        insisted: see ``ask_advance``.
    """
    from salestui.selling.advancing.advance import path_of
    from salestui.views.deal.path import current_stage
    from salestui.views.stages import stage_label

    session = app.session
    if session is None:
        return
    state = session.state.of_row("deals", deal)
    path, now = path_of(state, deal), current_stage(state, deal)
    names = {stage.stage.code: stage_label(state, stage.stage) for stage in path.stages}
    place = path.place(now.code) if now is not None else None
    following = path.stages[place + 1 :] if place is not None else path.stages
    proposed = names[following[0].stage.code] if following else ""
    options = [Option(name, name) for name in names.values()]

    def chosen(text: str | None) -> None:
        if text:
            ask_advance(app, [deal], text, insisted=insisted)

    app.push_screen(ChooseDialog(_("Go on to"), options, now=proposed), chosen)


def advance_to(app: SalesApp, deal: int, code: str) -> None:
    """Move a deal to the stage of a code."""
    from salestui.views.stages import stage_label

    session = app.session
    if session is None:
        return
    state = session.state.of_row("deals", deal)
    stage = next((s for s in state.playbook.stages if s.code == code), None)
    if stage is not None:
        ask_advance(app, [deal], stage_label(state, stage))
