"""One entity's rows: as read, what is pending on top, and the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

import polars as pl

from salestui.book.edits import AddRow, Edit, SetField, Unread, Value
from salestui.mapping.derived import with_derived
from salestui.mapping.layout import SHEET, Column, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable

Cell = tuple[int, str]
"""Row identity and column name."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What differs from the workbook: cells by value, and rows that are new or gone."""

    cells: Mapping[Cell, Value] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    deleted: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.cells or self.added or self.deleted)


@dataclass(frozen=True)
class Rows:
    """The rows of one entity at one moment.

    Attributes:
        base: as last read from the workbook.
        frame: ``base`` with the overlay applied; deleted rows stay in until they are saved.
    """

    base: EntityTable
    frame: pl.DataFrame
    overlay: Overlay = Overlay()

    @property
    def layout(self) -> TableLayout:
        """Where the rows live in the workbook."""
        return self.base.layout

    @cached_property
    def live(self) -> pl.DataFrame:
        """The rows that count: without the deleted ones."""
        gone = self.overlay.deleted
        return self.frame.filter(~pl.col(ID).is_in(list(gone))) if gone else self.frame

    @cached_property
    def edited(self) -> frozenset[int]:
        """The rows of which a cell was edited."""
        return frozenset(row for row, _ in self.overlay.cells)

    @property
    def unread(self) -> Mapping[Cell, str]:
        """Raw text of the cells that could not be understood and were not edited since."""
        edited = self.overlay.cells
        return {cell: text for cell, text in self.base.unread.items() if cell not in edited}

    @property
    def padded(self) -> Mapping[Cell, str]:
        """Texts with white space around that is not read, of cells that were not edited since."""
        edited = self.overlay.cells
        return {cell: text for cell, text in self.base.padded.items() if cell not in edited}

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Where each row identity stands in ``frame``."""
        return dict(zip(self.frame[ID].to_list(), range(self.frame.height), strict=True))

    @cached_property
    def base_positions(self) -> Mapping[int, int]:
        """Where each row identity stands in ``base.frame``."""
        ids = self.base.frame[ID]
        return dict(zip(ids.to_list(), range(ids.len()), strict=True))

    @cached_property
    def base_columns(self) -> Mapping[str, pl.Series]:
        """The columns of ``base.frame``: a cell is read of one five times as fast."""
        return {column.name: column for column in self.base.frame.get_columns()}

    def has_formula(self, row: int, column: Column) -> bool:
        """Whether a row's cell held a formula when the workbook was read."""
        calculated = column.calculated and row in self.base_positions
        return calculated or row in self.base.formulas.get(column.name, ())

    def value(self, row: int, column: str) -> Value:
        """The current value of a cell as it is understood: text without white space around.

        None for a row or a column that is gone.
        """
        if (row, column) in self.overlay.cells:
            return bare(self.overlay.cells[row, column])
        return self._read(row, column)

    def held(self, row: int, column: str) -> Value:
        """The current value of a cell as it is written: what undo brings back."""
        if (row, column) in self.overlay.cells:
            return self.overlay.cells[row, column]
        return self.base_value(row, column)

    def base_value(self, row: int, column: str) -> Value:
        """The value in the workbook as last read, white space that is known around it included.

        None for a new row, or a column that is gone.
        """
        padded = self.base.padded.get((row, column))
        return self._read(row, column) if padded is None else padded

    def _read(self, row: int, column: str) -> Value:
        if (text := self.base.unread.get((row, column))) is not None:
            return Unread(text)
        position, values = self.base_positions.get(row), self.base_columns.get(column)
        value: Value = None if position is None or values is None else values[position]
        return value

    def column(self, row: int, name: str) -> Column | None:
        """A column as the sheet of a row has it; without a position where that sheet lacks it."""
        known = self.layout.column(name)
        if known is None or not self.layout.parts:
            return known
        own = self.layout.on(self.value(row, SHEET)).column(name)
        return own or replace(known, position=None)

    def has_cell(self, row: int, name: str) -> bool:
        """Whether the sheet of a row has a cell for a column, which its other sheets may lack."""
        if not self.layout.parts:
            return True
        own = self.column(row, name)
        return own is not None and own.position is not None

    def values(self, row: int) -> dict[str, Value]:
        """All values of a row by column name, as they are written."""
        return {c.name: self.held(row, c.name) for c in self.layout.columns}

    def applied(self, edits: Sequence[Edit]) -> Rows:
        """These rows with the edits on top, in order."""
        rows = self
        for kind, run in groupby(edits, type):
            if kind is SetField:
                rows = rows._with_cells([e for e in run if isinstance(e, SetField)])
            elif kind is AddRow:
                rows = rows._with_rows([e for e in run if isinstance(e, AddRow)])
            else:
                rows = rows._without_rows([e.row for e in run])
        return rows

    def _with_cells(self, edits: Sequence[SetField]) -> Rows:
        if not edits:
            return self
        cells = dict(self.overlay.cells)
        for e in edits:
            known = e.row in self.base_positions
            if known and e.after == self.base_value(e.row, e.column):
                cells.pop((e.row, e.column), None)
            else:
                cells[e.row, e.column] = e.after
        frame = written(self.frame, ((self.positions[e.row], e.column, e.after) for e in edits))
        frame = with_derived(frame, self.layout)
        rows = self._followed_by(frame, replace(self.overlay, cells=cells))
        if "positions" in self.__dict__:  # same rows in the same places
            rows.__dict__["positions"] = self.positions
        return rows

    def _with_rows(self, edits: Sequence[AddRow]) -> Rows:
        """New rows at the end, and deleted ones again where they were."""
        back = {e.row for e in edits} & self.overlay.deleted
        new = [e for e in edits if e.row not in back]
        overlay = replace(self.overlay, deleted=self.overlay.deleted - back)
        if not new:
            return self._followed_by(self.frame, overlay)
        cells = dict(overlay.cells) | {(e.row, c): v for e in new for c, v in e.values.items()}
        added = new_rows(self.frame.schema, [(e.row, e.values) for e in new])
        frame = with_derived(pl.concat([self.frame, added]), self.layout)
        ids = (*overlay.added, *(e.row for e in new))
        return self._followed_by(frame, replace(overlay, cells=cells, added=ids))

    def _without_rows(self, ids: Iterable[int]) -> Rows:
        """Without rows: those in the workbook are only marked until they are saved."""
        overlay, gone = self.overlay, set(ids)
        new = gone.intersection(overlay.added)
        overlay = replace(overlay, deleted=overlay.deleted | (gone - new))
        if not new:
            return self._followed_by(self.frame, overlay)
        cells = {place: value for place, value in overlay.cells.items() if place[0] not in new}
        added = tuple(row for row in overlay.added if row not in new)
        frame = self.frame.filter(~pl.col(ID).is_in(list(new)))
        return self._followed_by(frame, replace(overlay, cells=cells, added=added))

    def _followed_by(self, frame: pl.DataFrame, overlay: Overlay) -> Rows:
        """The rows after an edit; what is known of ``base`` goes on to be known."""
        rows = replace(self, frame=frame, overlay=overlay)
        same = ("positions",) if frame is self.frame else ()
        for name in ("base_positions", "base_columns", *same):
            if name in self.__dict__:
                rows.__dict__[name] = self.__dict__[name]
        return rows


def plain(value: Value) -> object:
    """The value as a frame holds it: what could not be understood is null, text is bare."""
    return None if isinstance(value, Unread) else bare(value)


def bare(value: Value) -> Value:
    """The value, text without white space around."""
    return value.strip() if isinstance(value, str) else value


def written(frame: pl.DataFrame, cells: Iterable[tuple[int, str, Value]]) -> pl.DataFrame:
    """A frame with some cells (position, column, value) replaced; ``frame`` stays as it is."""
    by_column: dict[str, dict[int, object]] = {}
    for position, column, value in cells:
        by_column.setdefault(column, {})[position] = plain(value)
    changed = []
    for name, values in by_column.items():
        if name in frame.columns:
            new = pl.Series(list(values.values()), dtype=frame.schema[name])
            changed.append(frame[name].clone().scatter(list(values), new))
    return frame.with_columns(changed) if changed else frame


def one_row(schema: pl.Schema, row: int, values: Mapping[str, Value]) -> pl.DataFrame:
    """A frame of one new row: identity ``row``, no sheet row yet."""
    return new_rows(schema, [(row, values)])


def new_rows(schema: pl.Schema, rows: Sequence[tuple[int, Mapping[str, Value]]]) -> pl.DataFrame:
    """A frame of new rows by identity: no sheet rows yet."""
    data = {name: [plain(values.get(name)) for _row, values in rows] for name in schema}
    data[ID], data[ROW] = [row for row, _values in rows], [None] * len(rows)
    return pl.DataFrame(data, schema=schema)


def opened(base: EntityTable) -> Rows:
    """The rows of a table just read, nothing pending."""
    return Rows(base, base.frame)
