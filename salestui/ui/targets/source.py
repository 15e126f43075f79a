"""The matrix as what a grid shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from salestui.i18n import _
from salestui.ui.grid import Cell, CellState, GridColumn

if TYPE_CHECKING:
    from salestui.ui.grid.source import Role
    from salestui.views.targets.matrix import MatrixCell, MatrixView

_LONGEST_NAME = 24
_ROOM = 6
"""Even a column of blanks has room for a target."""

_ROLES: dict[str, Role] = {"muted": "muted", "warning": "warning", "ok": "ok"}


class MatrixSource:
    """One view of the matrix; rows are named by their place.

    ``refusal_of``: why nothing can be edited at all, or an empty text.
    """

    def __init__(self, view: MatrixView, refusal_of: Callable[[], str]) -> None:
        self.view = view
        self._refusal_of = refusal_of
        self._columns = tuple(
            _column(view, key, title, wide)
            for (key, title), wide in zip(view.columns, self.widest, strict=True)
        )

    @property
    def columns(self) -> Sequence[GridColumn]:
        """Names, the year, its difference, and the periods."""
        return self._columns

    def fits_in(self, widest: Sequence[int]) -> bool:
        """Whether no text is wider than the widest one of its column was, see ``widest``."""
        now = self.widest
        return len(now) == len(widest) and all(n <= w for n, w in zip(now, widest, strict=True))

    @cached_property
    def widest(self) -> tuple[int, ...]:
        """The width of the widest text of each column."""
        return tuple(
            max(cell_len(cell.text) for cell in row) for row in zip(*self.view.rows, strict=True)
        )

    @property
    def row_count(self) -> int:
        """Lines, and the sums below them."""
        return len(self.view.rows)

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        """The cells as shown."""
        return [[_cell(cell) for cell in row] for row in self.view.rows[start:stop]]

    def row_key(self, index: int) -> int:
        """A row's place is its name: a view never changes."""
        return index

    def index_of(self, row_key: int) -> int | None:
        """The same."""
        return row_key if 0 <= row_key < self.row_count else None

    def edit_text(self, row_key: int, column_key: str) -> str:
        """The target as it is typed."""
        from salestui.views.targets.cells import edit_text

        place = self.view.place(row_key, column_key)
        return edit_text(self.view.state, self.view.matrix, *place) if place else ""

    def refusal(self, row_key: int, column_key: str) -> str:
        """Why a cell holds nothing that can be edited."""
        from salestui.views.targets.cells import refused

        if reason := self._refusal_of():
            return reason
        place = self.view.place(row_key, column_key)
        if place is None:
            return _("Sums follow from the targets above.")
        if place[1] == self.view.matrix.year and len(self.view.matrix.periods) > 1:
            return ""  # a year that has no cell is broken down
        return refused(self.view.state, self.view.matrix, *place)

    def is_guarded(self, row_key: int, column_key: str) -> bool:  # noqa: ARG002
        """A guard is asked for when the edit is made."""
        return False


def _column(view: MatrixView, key: str, title: str, wide: int) -> GridColumn:
    from salestui.views.targets.matrix import DIFFERENCE, WHO
    from salestui.views.targets.texts import Measure

    if key == WHO:
        reason = _("Names come from the team and the targets.")
        return GridColumn(key, title, width=min(wide, _LONGEST_NAME), read_only=reason)
    reason = ""
    if key == DIFFERENCE:
        reason = _("Differences follow from the targets.")
    elif view.wish.measure is not Measure.TARGET:
        reason = _("Press v until targets are shown to edit them.")
    width = max(wide, cell_len(title), _ROOM)
    return GridColumn(key, title, align="right", kind="number", width=width, read_only=reason)


def _cell(cell: MatrixCell) -> Cell:
    return Cell(cell.text, CellState(str(cell.mark)), _ROLES.get(cell.role, ""))
