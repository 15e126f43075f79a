"""What the grid tells its screen. Every message names rows by key, never by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.grid.view import GridView


class GridMessage(Message):
    """Anything a grid says."""

    def __init__(self, grid: GridView) -> None:
        super().__init__()
        self.grid = grid

    @property
    def control(self) -> GridView:
        """The grid, so that handlers can be picked by selector."""
        return self.grid


class _CellMessage(GridMessage):
    def __init__(self, grid: GridView, row_key: int, column_key: str) -> None:
        super().__init__(grid)
        self.row_key = row_key
        self.column_key = column_key


class DigitsTaken(GridMessage):
    """Digits start an edit in the cursor's cell from now on, or no longer do."""

    def __init__(self, grid: GridView, *, taken: bool) -> None:
        super().__init__(grid)
        self.taken = taken


class CursorMoved(_CellMessage):
    """The cursor stands on another cell."""


class CellEdited(_CellMessage):
    """A text was entered and understood; ``value`` is what the parser made of it."""

    def __init__(
        self, grid: GridView, row_key: int, column_key: str, text: str, value: object
    ) -> None:
        super().__init__(grid, row_key, column_key)
        self.text = text
        self.value = value


class EditRejected(_CellMessage):
    """A text was not understood; ``reason`` is the sentence to show.

    ``closed`` tells that the editor could not stay open, so that ``text`` would be lost.
    """

    def __init__(
        self,
        grid: GridView,
        row_key: int,
        column_key: str,
        text: str,
        reason: str,
        *,
        closed: bool = False,
    ) -> None:
        super().__init__(grid, row_key, column_key)
        self.text = text
        self.reason = reason
        self.closed = closed


class EditRefused(_CellMessage):
    """This cell cannot be edited here; ``reason`` is the sentence to show."""

    def __init__(self, grid: GridView, row_key: int, column_key: str, reason: str) -> None:
        super().__init__(grid, row_key, column_key)
        self.reason = reason


class EditGuarded(_CellMessage):
    """This cell is edited only if the user insists; ``edit`` with ``insist`` then goes on.

    ``typed`` and ``select`` are what ``edit`` was called with.
    """

    def __init__(
        self, grid: GridView, row_key: int, column_key: str, typed: str | None, *, select: bool
    ) -> None:
        super().__init__(grid, row_key, column_key)
        self.typed = typed
        self.select = select


class RowOpened(GridMessage):
    """The user wants to see this row."""

    def __init__(self, grid: GridView, row_key: int) -> None:
        super().__init__(grid)
        self.row_key = row_key


class SortRequested(GridMessage):
    """The user wants this column to sort, as a further key when ``additive``."""

    def __init__(self, grid: GridView, column_key: str, additive: bool) -> None:
        super().__init__(grid)
        self.column_key = column_key
        self.additive = additive


class MarkedChanged(GridMessage):
    """Other rows are marked now."""

    def __init__(self, grid: GridView, marked: frozenset[int]) -> None:
        super().__init__(grid)
        self.marked = marked


class ColumnResized(GridMessage):
    """The user gave a column another width (cells of content)."""

    def __init__(self, grid: GridView, column_key: str, width: int) -> None:
        super().__init__(grid)
        self.column_key = column_key
        self.width = width
