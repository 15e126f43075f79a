"""The panels of a small screen as tabs in one line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static


class PanelTabs(Static):
    """The panels' names, the shown one marked; a click shows another."""

    DEFAULT_CSS = """
    PanelTabs { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def show(self, names: Sequence[tuple[str, str]], current: str) -> None:
        """Show tabs.

        Args:
            names: (id, title) of each panel.
        """
        pieces = [
            Content(f" {title} ")
            .stylize("bold reverse" if name == current else "$foreground-muted")
            .stylize(Style.from_meta({"@click": f"screen.show_panel('{name}')"}))
            for name, title in names
        ]
        self.update(Content(" ").join(pieces))
