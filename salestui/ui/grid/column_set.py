"""The columns of a source as the user wants them: hidden, frozen, resized."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from salestui.ui.grid.columns import (
    MAX_CONTENT,
    MAX_RESIZED,
    MIN_CONTENT,
    MIN_SLOT,
    PADDING,
    ColumnPlan,
    measure,
)
from salestui.ui.grid.source import Cell, GridColumn
from salestui.ui.grid.text import width_of

_WHOLE_KINDS = frozenset({"number", "money", "percent", "date"})
_SLACK = 2
"""So much longer may numbers be below those that were measured."""


class ColumnSet:
    """Which columns are shown and how wide; places count shown columns only."""

    def __init__(self) -> None:
        self.shown: tuple[GridColumn, ...] = ()
        self.hidden: frozenset[str] = frozenset()
        self.frozen = 0
        self._all: tuple[GridColumn, ...] = ()
        self._indexes: tuple[int, ...] = ()
        self._numbers: dict[str, int] = {}
        self._measured: dict[str, int] = {}
        self._resized: dict[str, int] = {}

    def load(
        self, columns: Sequence[GridColumn], sample: Sequence[Sequence[Cell]], *, keep: bool
    ) -> None:
        """Take over the columns of a source; with ``keep``, known columns keep their widths."""
        self._all = tuple(columns)
        known = self._measured if keep and sample else {}
        self._measured = measure(columns, sample, self._resized) | {
            key: width for key, width in known.items() if any(c.key == key for c in columns)
        }
        self._numbers = {
            column.key: _SLACK
            + PADDING
            + max((width_of(cells[place].text, MAX_CONTENT) for cells in sample), default=0)
            for place, column in enumerate(columns)
            if column.kind in _WHOLE_KINDS
        }
        self.hide(self.hidden)

    def hide(self, keys: Collection[str]) -> None:
        """Hide exactly these columns, but never the last one."""
        self.hidden = frozenset(keys)
        indexes = [i for i, column in enumerate(self._all) if column.key not in self.hidden]
        self._indexes = tuple(indexes or range(min(1, len(self._all))))
        self.shown = tuple(self._all[i] for i in self._indexes)

    def place_of(self, key: str | None) -> int | None:
        """The place of a column among the shown ones, or ``None``."""
        return next((i for i, column in enumerate(self.shown) if column.key == key), None)

    def pick(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of the shown columns."""
        if len(self._indexes) == len(self._all):
            return cells
        return [cells[index] for index in self._indexes]

    def width(self, key: str) -> int:
        """The content width of a column in cells."""
        return self._measured[key]

    def resize(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths the user chose, also those of columns still to come."""
        bounded = {k: min(max(w, MIN_CONTENT), MAX_RESIZED) for k, w in widths.items()}
        self._resized |= bounded
        self._measured |= {k: w for k, w in bounded.items() if k in self._measured}

    @property
    def resized(self) -> Mapping[str, int]:
        """The widths the user chose, to be remembered for the next session."""
        return dict(self._resized)

    def plan(self, gutter: int) -> ColumnPlan:
        """The full widths of the shown columns beside a gutter of this width."""
        widths = tuple(self._measured[column.key] + PADDING for column in self.shown)
        least = tuple(self._numbers.get(column.key, MIN_SLOT) for column in self.shown)
        return ColumnPlan(widths, gutter, self.frozen, least)
