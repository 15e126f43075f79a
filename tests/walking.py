"""Walk through every screen of the app and collect what was painted."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from salestui.model.entities import ENTITIES
from salestui.ui.app import SalesApp
from salestui.ui.customer.showing import show_customer
from salestui.ui.deal.showing import show_deal
from salestui.ui.screens.base import BookScreen


async def settled(app: SalesApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete([w for w in app.workers if w.group != "file"])
    await pilot.pause()


def painted(app: SalesApp) -> str:
    """Everything on the terminal, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def walk(app: SalesApp, pilot: Pilot[Any], *, grids: bool) -> str:
    """Open every screen, go to another panel of it, explain a figure; all that was painted.

    Args:
        grids: the grid of each kind of rows too, which is one screen for all of them.
    """
    texts = []
    tables = {kind.name for kind in ENTITIES}
    modes = app.MODES.keys() - {"opening"}
    for mode in sorted(modes if grids else modes - tables | {"deals"}, key=lambda m: m in tables):
        app.action_go(mode)
        await settled(app, pilot)
        texts.append(painted(app))
        for key in () if mode in tables else ("tab", "down", "i", "escape"):
            await pilot.press(key)
            texts.append(painted(app))
        assert isinstance(app.book_screen, BookScreen)
    for dialog in ("ctrl+e", "ctrl+n", "ctrl+l", "question_mark"):
        await pilot.press(dialog)
        await settled(app, pilot)
        texts.append(painted(app))
        await pilot.press("escape")
    state = app.session.state if app.session else None
    for entity, show in (("deals", show_deal), ("customers", show_customer)):
        rows = state.rows(entity) if state else None
        for row in rows.live["_id"].to_list() if rows else ():
            show(app, row)
            await settled(app, pilot)
            texts.append(painted(app))
    return "\n".join(texts)
