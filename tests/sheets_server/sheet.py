"""One sheet: a grid of cells and what lies on it."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .a1 import Box
from .cell import EMPTY, Cell

ROWS = "ROWS"
COLUMNS = "COLUMNS"


@dataclass
class Sheet:
    """`rows` has one dict (column -> cell) per row; a dict once stored is never changed."""

    id: int
    title: str
    rows: list[dict[int, Cell]]
    columns: int
    extras: dict[str, Any] = field(default_factory=dict)
    grid_extras: dict[str, Any] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    protected: list[dict[str, Any]] = field(default_factory=list)
    basic_filter: dict[str, Any] | None = None
    dimension_extras: dict[str, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: {ROWS: {}, COLUMNS: {}}
    )
    groups: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {ROWS: [], COLUMNS: []})

    def clone(self) -> "Sheet":
        """A copy to work on; rows and JSON are shared, since neither changes in place."""
        other = copy.copy(self)
        other.rows = list(self.rows)
        other.extras = dict(self.extras)
        other.grid_extras = dict(self.grid_extras)
        other.merges = list(self.merges)
        other.protected = list(self.protected)
        other.dimension_extras = {name: dict(at) for name, at in self.dimension_extras.items()}
        other.groups = {name: list(groups) for name, groups in self.groups.items()}
        return other

    @property
    def cell_count(self) -> int:
        return len(self.rows) * self.columns

    @property
    def box(self) -> Box:
        return Box(self.id, 0, len(self.rows), 0, self.columns)

    def size(self, dimension: str) -> int:
        return len(self.rows) if dimension == ROWS else self.columns

    def cell(self, row: int, column: int) -> Cell:
        return self.rows[row].get(column, EMPTY)

    def put(self, row: int, column: int, cell: Cell) -> None:
        self.put_row(row, {column: cell})

    def put_row(self, row: int, cells: dict[int, Cell]) -> None:
        """Several cells of one row at once."""
        line = {**self.rows[row], **cells}
        for column, cell in cells.items():
            if cell.is_blank:
                del line[column]
        self.rows[row] = line

    def filled(self, box: Box | None = None) -> Iterator[tuple[int, int, Cell]]:
        """Cells that hold anything, row by row."""
        area = (box or self.box).closed(len(self.rows), self.columns)
        span = range(area.left or 0, area.right or 0)
        for row in range(area.top or 0, area.bottom or 0):
            line = self.rows[row]
            columns = span if len(span) <= len(line) else sorted(line)
            for column in columns:
                if column in span and (cell := line.get(column)) is not None:
                    yield row, column, cell

    def insert(self, dimension: str, start: int, count: int) -> None:
        """Empty rows or columns before `start`; only the grid itself."""
        if dimension == ROWS:
            self.rows[start:start] = [{} for _ in range(count)]
            return
        self.columns += count
        self._renumber(lambda column: column + count if column >= start else column)

    def delete(self, dimension: str, start: int, end: int) -> None:
        if dimension == ROWS:
            del self.rows[start:end]
            return
        self.columns -= end - start

        def place(column: int) -> int | None:
            if start <= column < end:
                return None
            return column - (end - start) if column >= end else column

        self._renumber(place)

    def reorder(self, dimension: str, order: list[int]) -> None:
        """The rows or columns in the order of their old indexes."""
        if dimension == ROWS:
            self.rows = [self.rows[index] for index in order]
            return
        places = {old: new for new, old in enumerate(order)}
        self._renumber(places.__getitem__)

    def _renumber(self, place: Any) -> None:
        for index, row in enumerate(self.rows):
            moved = ((place(column), cell) for column, cell in row.items())
            self.rows[index] = {column: cell for column, cell in moved if column is not None}

    def properties(self, index: int) -> dict[str, Any]:
        grid = {"rowCount": len(self.rows), "columnCount": self.columns}
        return {
            "sheetId": self.id,
            "title": self.title,
            "index": index,
            "sheetType": "GRID",
            "gridProperties": {**grid, **self.grid_extras},
            **self.extras,
        }


def new_sheet(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    return Sheet(sheet_id, title, [{} for _ in range(rows)], columns)
