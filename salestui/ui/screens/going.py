"""Going to a screen and doing something there once it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from salestui.ui.screens.base import BookScreen

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

Screen = TypeVar("Screen", bound=BookScreen)


def go_and(
    app: SalesApp, mode: str, kind: type[Screen], then: Callable[[Screen, str], None]
) -> None:
    """Change to the screen of a mode, and call ``then`` with it.

    Args:
        then: its second argument is the mode that was left; empty where it was the same one.
    """
    origin = app.current_mode if app.current_mode != mode else ""

    def opened() -> None:
        if isinstance(screen := app.book_screen, kind):
            then(screen, origin)

    app.action_go(mode)
    app.call_after_refresh(opened)
