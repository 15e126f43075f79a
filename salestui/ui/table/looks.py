"""Theme colours of a widget's component classes, laid over each other as Rich styles."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget

from salestui.ui.grid.palette import Look, Palette, look_of


def component_palette(widget: Widget, prefix: str) -> Palette:
    """The palette of a widget whose component classes begin with ``prefix``."""
    _base, _colour, background, colour = widget.colors

    def look(name: str) -> Look:
        return look_of(widget.get_component_styles(prefix + name))

    return Palette(Look(colour, background, None, Style()), look)
