"""A table as looked at: which rows in which order, and the texts of those that are on screen.

Ordering works on all rows and may take a while on big books; everything else costs what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from salestui.book.edits import NOT_CALCULATED, Unread, Value
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.mapping.layout import SHEET, Column
from salestui.mapping.table import ID, ROW
from salestui.model.focus import EVERYTHING, Focus
from salestui.views.cells import Mark, decimals_of, read_only_reason, value_text
from salestui.views.due import DUE_DATES, settled
from salestui.views.filtering.expressions import row_filter
from salestui.views.focused import in_focus
from salestui.views.ordering import Sort, in_order
from salestui.views.stages import known_stages


@dataclass(frozen=True, slots=True)
class Wanted:
    """What part of a table to show and in which order; the first sort key sorts first."""

    filter: str = ""
    sort: tuple[Sort, ...] = ()
    focus: Focus = EVERYTHING


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: its text, what has happened to it, and ``late`` where a day has passed."""

    text: str
    mark: Mark = Mark.PLAIN
    role: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """``shown`` of ``total`` rows; the sum of their amounts by currency, deleted rows left out."""

    shown: int
    total: int
    amounts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class TableView:
    """The rows ``ids`` of one entity of a state, in this order."""

    state: BookState
    entity: str
    wanted: Wanted
    as_of: date
    ids: Sequence[int]

    @property
    def rows(self) -> Rows:
        """The entity's rows."""
        return self.state.entities[self.entity]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns in the workbook's order."""
        return self.rows.layout.columns

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where each row is shown."""
        return {row: place for place, row in enumerate(self.ids)}

    def cells(self, start: int, stop: int) -> list[list[ShownCell]]:
        """The rows from ``start`` to ``stop`` (exclusive), a cell per column."""
        ids = self.ids[start:stop]
        return _Painter.of(self).rows(ids)

    def value(self, row: int, column: str) -> Value:
        """A cell's value."""
        return self.rows.value(row, column)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        found = self.rows.layout.column(name)
        if found is None:
            raise KeyError(name)
        return found

    def lacking(self, row: int, column: str) -> str:
        """Why a row has no such cell on its sheet, though others may; empty where it has."""
        own = self.rows.column(row, column)
        return read_only_reason(own) if own is not None and own.position is None else ""

    @cached_property
    def decimals(self) -> Mapping[str, int]:
        """How many decimals each column shows."""
        frame = self.rows.frame
        return {c.name: decimals_of(c, frame[c.name]) for c in self.columns}

    @cached_property
    def problems(self) -> frozenset[tuple[str, int, str]]:
        """The cells with a problem, by sheet, sheet row and column."""
        found = (p for p in self.state.problems if p.entity == self.entity)
        return frozenset((p.sheet, p.row, p.column) for p in found if p.row is not None)

    @cached_property
    def conflicts(self) -> frozenset[tuple[int, str]]:
        """The cells in conflict, by row identity and column."""
        found = (c for c in self.state.conflicts if c.entity == self.entity)
        return frozenset((c.row, c.column) for c in found)

    @cached_property
    def open_stages(self) -> frozenset[str] | None:
        """The workbook's names of stages in which a deal is open; None where none are kept."""
        if self.rows.frame.schema.get("stage") != pl.String:
            return None
        return frozenset(n for n, s in known_stages(self.state).items() if s.kind == "open")

    def is_late(self, day: object, stage: object) -> bool:
        """Whether a day has passed in a row that is in this stage, and is not closed."""
        late = isinstance(day, date) and day < self.as_of
        return late and (self.open_stages is None or stage in self.open_stages)

    def summary(self) -> Summary:
        """How many rows are shown, and for deals the sum of their amounts."""
        rows = self.rows
        total = rows.frame.height
        if self.entity != "deals" or rows.frame.schema.get("amount") != pl.Float64:
            return Summary(len(self.ids), total)
        frame = rows.live
        if len(self.ids) < total:
            frame = frame.filter(pl.col(ID).is_in(list(self.ids)))
        currency = pl.col("currency") if "currency" in frame.columns else pl.lit("")
        sums = (
            frame.lazy()
            .select(currency.fill_null("").alias("currency"), "amount")
            .drop_nulls("amount")
            .group_by("currency")
            .agg(pl.col("amount").sum())
            .sort("amount", descending=True)
            .collect()
        )
        return Summary(len(self.ids), total, tuple(sums.iter_rows()))


def table_view(state: BookState, entity: str, wanted: Wanted, as_of: date) -> TableView:
    """Filter, focus and sort. Works on all rows: run it in a worker when there are many.

    Raises:
        FilterError: the filter expression is not understood.
        KeyError: the book has no such rows.
    """
    rows = state.entities[entity]
    frame = rows.frame.lazy()
    if (chosen := row_filter(wanted.filter, state, entity, as_of)) is not None:
        frame = frame.filter(chosen)
    if entity == "deals" and wanted.focus.terms:
        frame = frame.filter(in_focus(state, wanted.focus))
    keys = [s for s in wanted.sort if s.column in rows.frame.columns]
    ordered = in_order(frame, keys, rows, state.playbook)
    return TableView(state, entity, wanted, as_of, ordered.select(ID).collect()[ID].to_list())


_Place = tuple[str, int | None]
"""The sheet and its row; no row where it is not saved yet."""


@dataclass(frozen=True)
class _Painter:
    """Makes cells of a few rows."""

    view: TableView
    read_only: frozenset[str]

    @classmethod
    def of(cls, view: TableView) -> _Painter:
        read_only = frozenset(c.name for c in view.columns if read_only_reason(c))
        return cls(view, read_only)

    def rows(self, ids: Sequence[int]) -> list[list[ShownCell]]:
        rows = self.view.rows
        frame = rows.frame[[rows.positions[row] for row in ids]]
        sheet = pl.col(SHEET) if SHEET in frame.columns else pl.lit(rows.layout.sheet)
        places = frame.select(sheet.alias(SHEET), ROW).rows()
        columns = [frame[c.name].to_list() for c in self.view.columns]
        stage = frame["stage"].to_list() if "stage" in frame.columns else [None] * len(ids)
        done = frame.with_columns(_done=settled(frame.schema))["_done"].to_list()
        return [
            [
                self._cell(column, row, values[i], places[i], stage[i], settled=done[i])
                for column, values in zip(self.view.columns, columns, strict=True)
            ]
            for i, row in enumerate(ids)
        ]

    def _cell(
        self,
        column: Column,
        row: int,
        value: Value,
        place: _Place,
        stage: str | None,
        *,
        settled: bool,
    ) -> ShownCell:
        view = self.view
        if value is None:
            value = view.rows.value(row, column.name)  # may be a text that was not understood
        text = value_text(column, value, view.decimals[column.name])
        late = column.name in DUE_DATES and not settled and view.is_late(value, stage)
        return ShownCell(text, self._mark(column, row, value, place), "late" if late else "")

    def _mark(self, column: Column, row: int, value: Value, place: _Place) -> Mark:
        view, overlay = self.view, self.view.rows.overlay
        name = column.name
        if (row, name) in view.conflicts:
            return Mark.CONFLICT
        if row in overlay.deleted:
            return Mark.DELETED
        if row in overlay.added:
            return Mark.ADDED
        if (row, name) in overlay.cells:
            return Mark.PENDING
        if value == NOT_CALCULATED:
            return Mark.STALE
        if isinstance(value, Unread) or (*place, name) in view.problems:
            return Mark.PROBLEM
        if view.state.is_approximate(view.entity, row, column):
            return Mark.STALE
        return Mark.READ_ONLY if name in self.read_only else Mark.PLAIN
