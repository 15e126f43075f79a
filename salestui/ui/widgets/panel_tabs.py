"""The panels of a small screen as tabs in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.plain_text import visible
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
        names = [(name, visible(title)) for name, title in names]
        names = _around(names, current, self.content_size.width)
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


def _around(names: Sequence[tuple[str, str]], current: str, width: int) -> list[tuple[str, str]]:
    """The tabs, without the first ones where the current one would have no room otherwise."""
    shown = list(names)
    here = next((n for n, (name, _title) in enumerate(shown) if name == current), 0)
    while here and 0 < width < sum(cell_len(title) + 3 for _name, title in shown[: here + 1]) - 1:
        shown.pop(0)
        here -= 1
    return shown
