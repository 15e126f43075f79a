"""The grid of the table screens: the delete key is for rows here."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from salestui.ui.grid import DataGrid


class BookGrid(DataGrid):
    """A grid over a ``BookSource``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "screen.delete_rows", show=False),
    ]
