"""The panels of a small screen as tabs in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.ui.widgets.tones import MUTED


class PanelTabs(Static):
    """The panels' names, the shown one marked; a click shows another."""

    DEFAULT_CSS = """
    PanelTabs { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def show(self, names: Sequence[tuple[str, str]], current: str, aside: str = "") -> None:
        """Show tabs.

        Args:
            names: (id, title) of each panel.
            aside: a short sentence at the right, where there is room for it.
        """
        pieces = [
            Content(f" {title} ")
            .stylize("bold reverse" if name == current else MUTED)
            .stylize(Style.from_meta({"@click": f"screen.show_panel('{name}')"}))
            for name, title in names
        ]
        line = Content(" ").join(pieces)
        gap = self.content_size.width - line.cell_length - cell_len(aside)
        if aside and gap > 0:
            line = Content.assemble(line, " " * gap, (aside, MUTED))
        self.update(line)
