"""The first paint: the shell and which workbook is being read, until the dashboard stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.screens.base import BookScreen


class OpeningScreen(BookScreen):
    """Header and keys in their places, and one line in the middle."""

    DEFAULT_CSS = """
    OpeningScreen .reading { width: 1fr; height: 1fr; content-align: center middle; }
    """

    def compose_body(self) -> ComposeResult:
        """What is being read."""
        text = _("Reading {title} …").format(title=self.app.sub_title)
        yield Static(Content(text), classes="reading")
