"""One grammar of keys: on every screen each key does what it means everywhere, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy, status, until
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input

from salestui.ui.app import SalesApp
from salestui.ui.grid.grid import DataGrid
from salestui.ui.screens.help import HelpDialog
from salestui.ui.widgets.status import StatusLine

KEYS = (
    "tab", "enter", "o", "escape", "slash", "f", "s", "left_square_bracket",
    "right_square_bracket", "t", "g", "n", "e", "space", "d", "u", "ctrl+r", "ctrl+s", "r", "y",
    "x", "i", "question_mark", "ctrl+p",
)  # fmt: skip

MEANS = {
    "slash": {"search", "filter"},  # the history is searched by filtering
    "f": {"filter", "choose_rep"},  # follow-ups are filtered by whose they are
    "s": {"sort"},
    "n": {"add", "add_or_next", "look"},  # the quick log is new too
    "e": {"edit", "edit_cell", "postpone", "override"},  # of a follow-up: its day
    "space": {"mark_row", "toggle_mark", "tick", "done"},
    "d": {"delete", "delete_rows", "revert"},  # a change is taken back
    "y": {"copy"},
    "x": {"export", "export_shown"},
    "i": {"explain"},
    "o": {"open", "open_detail", "show_row"},
}
"""What an action may be called that a key of the grammar stands for; ``cannot`` says why not."""

SCREENS = (
    "home", "deals", "board", "customers", "targets", "deal", "customer", "channels", "followups",
    "target_matrix", "forecast", "movement", "history", "mapping", "performance", "onsite",
)  # fmt: skip


async def go(app: SalesApp, pilot: Pilot[Any], screen: str) -> None:
    """Show a screen with something on it."""
    session = app.session
    assert session is not None
    if screen == "deal":
        app.open_row("deals", first_row(app, "deals"))
    elif screen == "customer":
        from salestui.ui.customer.showing import show_customer

        show_customer(app, first_row(app, "customers"))
    else:
        app.action_go("deals" if screen == "board" else screen)
    await settle(app, pilot)
    if screen == "board" and not app.screen.on_board:  # type: ignore[attr-defined]
        await pilot.press("b")
        await settle(app, pilot)


def first_row(app: SalesApp, entity: str) -> int:
    assert app.session is not None
    frame = app.session.state.live(entity)
    assert frame is not None
    return int(frame["_id"][0])


async def settle(app: SalesApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await until(
        pilot, lambda: all(w.is_finished for w in app.workers if w.group in GROUPS), seconds=30
    )
    await pilot.pause()


GROUPS = ("figures", "areas", "default", "matrix", "followups", "movement")


def seen(app: SalesApp) -> tuple[object, ...]:
    """Everything that a key could change."""
    screen = app.screen
    strips = [tuple(strip) for strip in screen._compositor.render_strips()]
    return (type(screen), len(app.screen_stack), app.current_mode, strips, app.clipboard,
            id(screen.focused))  # fmt: skip


async def back(app: SalesApp, pilot: Pilot[Any]) -> None:
    """Close dialogs and editors, and say nothing."""
    for _ in range(6):
        if isinstance(app.screen, ModalScreen):
            await pilot.press("escape")
            await pilot.pause()
    for grid in app.screen.query(DataGrid):
        grid.cancel_edit()
    if isinstance(app.focused, Input):
        await pilot.press("escape")
        await pilot.pause()


def says(app: SalesApp) -> str:
    return status(app) if app.screen.query(StatusLine) else ""


CHECKS: dict[str, Callable[[SalesApp], bool]] = {
    "question_mark": lambda app: isinstance(app.screen, HelpDialog),
    "ctrl+p": lambda app: isinstance(app.screen, CommandPalette),
    "t": lambda app: isinstance(app.screen, ModalScreen) or bool(says(app)),
    "g": lambda app: isinstance(app.screen, ModalScreen) or bool(says(app)),
}


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_of_the_grammar_acts_or_says_why_not(tmp_path: Path, screen: str) -> None:
    wrong: list[str] = []
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await go(app, pilot, screen)
        there = app.screen
        for key in KEYS:
            if app.screen is not there:
                await go(app, pilot, screen)
            app.say("")
            await pilot.pause()
            bound = app.screen.active_bindings.get(key)
            name = bound.binding.action.split("(")[0].rpartition(".")[2] if bound else ""
            if key in MEANS and name not in (*MEANS[key], "cannot", "act"):
                wrong.append(f"{key} is {name or 'nothing'}")
            before = seen(app)
            await pilot.press(key)
            await settle(app, pilot)
            if seen(app) == before:
                wrong.append(f"{key} does nothing and says nothing")
            if key in CHECKS and not CHECKS[key](app):
                wrong.append(f"{key} does not do what it means")
            assert app.fault is None, (key, app.fault)
            await back(app, pilot)
            if app.session is not None and app.session.book.state.pending_count:
                while app.session.book.state.pending_count:
                    app.session.book.undo()
                app.publish()
    assert not wrong, wrong
