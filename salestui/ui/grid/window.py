"""The few rows that were read lately, so that painting a line rarely asks the source."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.ui.grid.source import Cell, GridSource

CHUNK = 64
_KEPT = 32 * CHUNK


class RowWindow:
    """Rows of one source, read a chunk at a time and forgotten one by one."""

    def __init__(self, source: GridSource) -> None:
        self._source = source
        self._rows: dict[int, Sequence[Cell]] = {}

    def cells(self, index: int) -> Sequence[Cell]:
        """The cells of the row at ``index``, which must exist."""
        if index not in self._rows:
            self._read(index)
        return self._rows[index]

    def forget(self, index: int) -> None:
        """Read this row again when it is next wanted."""
        self._rows.pop(index, None)

    def _read(self, index: int) -> None:
        """Read from ``index`` to the next row already known, at most a chunk."""
        if len(self._rows) >= _KEPT:
            self._rows.clear()
        start = index
        if index - 1 not in self._rows and index + 1 in self._rows:
            # Moving up: read the rows above as well, not one at a time.
            start = index - index % CHUNK
        stop = index + 1
        last = min(self._source.row_count, start + CHUNK)
        while stop < last and stop not in self._rows:
            stop += 1
        for offset, cells in enumerate(self._source.rows(start, stop)):
            self._rows[start + offset] = cells
