"""The bottom line: at most seven keys, each a mouse target too."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.actions import key_name

if TYPE_CHECKING:
    from salestui.ui.screens.base import BookScreen

_MOST = 7


class KeyBar(Static):
    """The keys of the current screen that have a place in the bar."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1; dock: bottom; padding: 0 1; background: $panel; color: $foreground;
        text-wrap: nowrap; text-overflow: clip;
    }
    """

    def on_mount(self) -> None:
        """Show the screen's keys."""
        screen = cast("BookScreen", self.screen)
        placed = sorted((a for a in screen.actions() if a.bar), key=lambda a: a.bar)[:_MOST]
        parts: list[Content] = []
        for action in placed:
            click = Style.from_meta({"@click": f"app.press('{action.keys.split(',')[0]}')"})
            parts.append(
                Content.assemble(
                    (key_name(action.keys), "bold $accent"), " ", _(action.title)
                ).stylize(click)
            )
        self.update(Content("  ").join(parts))
