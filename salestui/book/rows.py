"""One entity's rows: as read, what is pending on top, and the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Unread, Value
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
        position = self.base_positions.get(row)
        if position is None or column not in self.base.frame.columns:
            return None
        value: Value = self.base.frame[column][position]
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
        run: list[SetField] = []
        for edit in edits:
            if isinstance(edit, SetField):
                run.append(edit)
                continue
            rows, run = rows._with_cells(run), []
            rows = rows._with_row(edit) if isinstance(edit, AddRow) else rows._without_row(edit)
        return rows._with_cells(run)

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
        rows = replace(self, frame=frame, overlay=replace(self.overlay, cells=cells))
        if "positions" in self.__dict__:  # same rows in the same places
            rows.__dict__["positions"] = self.positions
        rows.__dict__["base_positions"] = self.base_positions
        return rows

    def _with_row(self, edit: AddRow) -> Rows:
        overlay = self.overlay
        if edit.row in overlay.deleted:
            return replace(self, overlay=replace(overlay, deleted=overlay.deleted - {edit.row}))
        cells = dict(overlay.cells) | {(edit.row, c): v for c, v in edit.values.items()}
        one = one_row(self.frame.schema, edit.row, edit.values)
        return replace(
            self,
            frame=with_derived(pl.concat([self.frame, one]), self.layout),
            overlay=replace(overlay, cells=cells, added=(*overlay.added, edit.row)),
        )

    def _without_row(self, edit: DeleteRow) -> Rows:
        overlay = self.overlay
        if edit.row not in overlay.added:
            return replace(self, overlay=replace(overlay, deleted=overlay.deleted | {edit.row}))
        return replace(
            self,
            frame=self.frame.filter(pl.col(ID) != edit.row),
            overlay=replace(
                overlay,
                cells={k: v for k, v in overlay.cells.items() if k[0] != edit.row},
                added=tuple(r for r in overlay.added if r != edit.row),
            ),
        )


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
    data = {name: [plain(values.get(name))] for name in schema}
    data[ID], data[ROW] = [row], [None]
    return pl.DataFrame(data, schema=schema)


def opened(base: EntityTable) -> Rows:
    """The rows of a table just read, nothing pending."""
    return Rows(base, base.frame)
