"""A workbook that lives in memory, for tests of everything above the adapters."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl

from adapters.addresses import column_letters
from adapters.changes import (
    AddColumns,
    AddSheet,
    AppendRow,
    Change,
    ClearRow,
    Commit,
    DeleteRow,
    SetCell,
)
from adapters.contents import CellValue, ColumnKind, FormulaCells, Misfit, ReadRequest, SheetData
from adapters.errors import StaleRevision, WorkbookError, WriteFailed
from adapters.outlines import ListValidation, Outline, Revision, SheetOutline
from adapters.protocol import Announce, WriteAccess, unannounced

Grid = list[list[CellValue]]
_DTYPES = {
    ColumnKind.TEXT: pl.String(),
    ColumnKind.NUMBER: pl.Float64(),
    ColumnKind.DATETIME: pl.Datetime("ms"),
}


class MemoryWorkbook:
    """Implements ``adapters.protocol.Workbook`` over lists of rows, the first row at sheet row 1.

    ``edit`` plays another program that changes the stored cells; ``failing`` is raised by the next
    read or commit.
    """

    def __init__(
        self,
        sheets: Mapping[str, Sequence[Sequence[CellValue]]],
        *,
        title: str = "team.xlsx",
        validations: Mapping[str, Sequence[ListValidation]] | None = None,
        formula_columns: Mapping[str, frozenset[int]] | None = None,
        column_formats: Mapping[str, Mapping[int, str]] | None = None,
        formula_cells: Mapping[str, Sequence[FormulaCells]] | None = None,
        protected: Collection[str] = (),
    ) -> None:
        self.sheets: dict[str, Grid] = {n: [list(r) for r in rows] for n, rows in sheets.items()}
        self.failing: WorkbookError | None = None
        self.access = WriteAccess(True)
        self.commits: list[tuple[Change, ...]] = []
        self.closed = False
        self.keeps_rows = False  # deleted rows are emptied, as where a real workbook is not sure
        self._title = title
        self._validations = dict(validations or {})
        self._formulas = dict(formula_columns or {})
        self._formats = dict(column_formats or {})
        self._formula_cells = dict(formula_cells or {})
        self._protected = frozenset(protected)
        self._tokens = (f"r{n}" for n in itertools.count(1))
        self._stored = next(self._tokens)
        self._snapshot = ""
        self._copy: dict[str, Grid] = {}

    @property
    def location(self) -> str:
        return f"memory/{self._title}"

    @property
    def title(self) -> str:
        return self._title

    def edit(self, sheet: str, row: int, column: int, value: CellValue) -> None:
        """Another program changes one cell (1-based) and saves."""
        _put(self.sheets[sheet], row, column, value)
        self._stored = next(self._tokens)

    def cell(self, sheet: str, row: int, column: int) -> CellValue:
        """What is stored in a cell (1-based)."""
        return _get(self.sheets[sheet], row, column)

    def outline(self) -> Outline:
        self._fail()
        self._snapshot = self._stored
        self._copy = {name: [list(row) for row in grid] for name, grid in self.sheets.items()}
        return Outline(
            Revision(self._snapshot), tuple(self._outline_of(n, g) for n, g in self._copy.items())
        )

    def _outline_of(self, name: str, grid: Grid) -> SheetOutline:
        last = max((i for i, r in enumerate(grid, 1) if any(v is not None for v in r)), default=0)
        width = max((len(r) for r in grid), default=0)
        head = tuple(tuple(_get(grid, r, c) for c in range(1, width + 1))
                     for r in range(1, min(last, 40) + 1))  # fmt: skip
        return SheetOutline(
            name, True, last, width, head,
            validations=tuple(self._validations.get(name, ())),
            formula_columns=self._formulas.get(name, frozenset()),
            column_formats=self._formats.get(name, {}),
            protected=name in self._protected,
        )  # fmt: skip

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        self._fail()
        return tuple(self._read(request) for request in requests)

    def _read(self, request: ReadRequest) -> SheetData:
        grid = self._copy[request.sheet]
        numbers = range(request.first_row, request.last_row + 1)
        data = {"row": pl.Series("row", numbers, dtype=pl.UInt32())}
        misfits: list[Misfit] = []
        for column, kind in request.columns.items():
            raw = [_get(grid, row, column) for row in numbers]
            values = [_fitting(value, kind) for value in raw]
            letters = column_letters(column)
            data[letters] = pl.Series(letters, values, dtype=_DTYPES[kind])
            misfits += [
                Misfit(row, column, _text(value))
                for row, value, kept in zip(numbers, raw, values, strict=True)
                if kept is None and value is not None
            ]
        formulas = tuple(self._formula_cells.get(request.sheet, ()))
        return SheetData(request.sheet, pl.DataFrame(data), tuple(misfits), formulas)

    def changed(self) -> bool:
        return self._snapshot != self._stored

    def write_access(self) -> WriteAccess:
        return self.access

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        self._fail()
        if expected.token != self._stored:
            raise StaleRevision("The workbook changed since it was read.", "Read it again.")
        coming = next(self._tokens)
        announce(Revision(coming))
        appended, removed = _apply(self.sheets, changes, self.keeps_rows)
        self.commits.append(tuple(changes))
        self._stored = self._snapshot = coming
        return Commit(Revision(self._stored), appended, removed=removed)

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        self._fail()
        if destination.exists():
            raise WriteFailed(f"{destination.name} exists already.", "Choose another name.")
        copy = {name: [list(row) for row in grid] for name, grid in self.sheets.items()}
        appended, removed = _apply(copy, changes, self.keeps_rows)
        destination.write_text(repr(copy), encoding="utf-8")
        return Commit(expected, appended, removed=removed)

    def close(self) -> None:
        self.closed = True

    def _fail(self) -> None:
        if self.failing is not None:
            problem, self.failing = self.failing, None
            raise problem


def _get(grid: Grid, row: int, column: int) -> CellValue:
    if row > len(grid) or column > len(grid[row - 1]):
        return None
    return grid[row - 1][column - 1]


def _put(grid: Grid, row: int, column: int, value: CellValue) -> None:
    grid.extend([] for _ in range(row - len(grid)))
    cells = grid[row - 1]
    cells.extend(None for _ in range(column - len(cells)))
    cells[column - 1] = value


def _fitting(value: CellValue, kind: ColumnKind) -> str | float | datetime | None:
    if kind is ColumnKind.TEXT:
        return None if value is None else _text(value)
    if kind is ColumnKind.NUMBER:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if number else None  # type: ignore[arg-type]
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None


def _text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _apply(
    sheets: dict[str, Grid], changes: Sequence[Change], keeps_rows: bool
) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    appended: list[tuple[str, int]] = []
    deletes = [change for change in changes if isinstance(change, DeleteRow)]
    for change in changes:
        if isinstance(change, AddSheet):
            sheets[change.title] = [[column.header for column in change.columns]]
            continue
        grid = sheets[change.sheet]
        if isinstance(change, SetCell):
            _put(grid, change.row, change.column, change.value)
        elif isinstance(change, AddColumns):
            for column, new in enumerate(change.columns, change.last_column + 1):
                _put(grid, change.header_row, column, new.header)
        elif isinstance(change, AppendRow):
            row = change.after_row + 1 + sum(a > change.after_row for _, a in appended)
            for column, value in change.values.items():
                _put(grid, row, column, value)
            appended.append((change.sheet, row))
        elif isinstance(change, ClearRow):
            _clear(grid, change)
    for change in sorted(deletes, key=lambda delete: -delete.row):
        if keeps_rows:
            _clear(sheets[change.sheet], change)
        else:
            del sheets[change.sheet][change.row - 1 : change.row]
    gone = [] if keeps_rows else [(delete.sheet, delete.row) for delete in deletes]
    rows = [row - sum(s == sheet and r < row for s, r in gone) for sheet, row in appended]
    return tuple(rows), tuple(not keeps_rows for _ in deletes)


def _clear(grid: Grid, change: ClearRow | DeleteRow) -> None:
    for column in range(change.first_column, change.last_column + 1):
        _put(grid, change.row, column, None)


DEAL_HEADERS = (
    "Deal ID", "Deal", "Customer", "Stage", "Amount", "Probability", "Close date", "Rep",
    "Region", "Next step", "Next step on", "Cost centre",
)  # fmt: skip


def deal_rows() -> Grid:
    """A header and eight deals, with a blank stage and a text in the amount column."""
    return [
        list(DEAL_HEADERS),
        ["D-1", "Data platform", "中建三局", "Proposal", 1_200_000, 0.5, date(2026, 11, 30),
         "张伟", "华东", "send offer", date(2026, 12, 1), "CC1"],
        ["D-2", "Metro phase 2", "苏州轨交", "Negotiation", 3_400_000, 0.8, date(2026, 12, 20),
         "李娜", "华东", None, None, "CC1"],
        ["D-3", "Port cloud", "宁波港", "Qualified", 660_000, 0.2, date(2027, 2, 10),
         "王芳", "华南", "call", date(2026, 12, 15), "CC2"],
        ["D-4", "Cloud backup", "Acme Inc", "Won", 250_000.5, 1, date(2026, 10, 5),
         "张伟", "华东", None, None, None],
        ["D-5", "ERP", "Acme Inc", "Lost", 90_000, 0, date(2026, 9, 1), "李娜", "华南",
         None, None, "CC2"],
        ["D-6", "[red]x[/] \x1b[2J", "宁波港", "Proposal", "about 5k", 0.4, None, "王芳", "华南",
         "wait", date(2027, 1, 5), "CC1"],
        ["D-7", "Sensors", "中建三局", "Qualified", 120_000, 0.3, date(2026, 12, 9), "张伟",
         "华东", "visit", date(2026, 12, 9), "CC3"],
        ["D-8", "Training", "苏州轨交", None, None, None, None, "Bob", "华北", None, None, None],
    ]  # fmt: skip


def customer_rows() -> Grid:
    """A header and four customers."""
    return [
        ["Customer", "Industry", "Tier", "Region", "Rep", "Next contact"],
        ["中建三局", "Construction", "A", "华东", "张伟", date(2026, 12, 1)],
        ["苏州轨交", "Transport", "A", "华东", "李娜", date(2026, 12, 24)],
        ["宁波港", "Logistics", "B", "华南", "王芳", None],
        ["Acme Inc", "Retail", "C", "华南", "李娜", None],
    ]


def member_rows() -> Grid:
    """A header and three members in two teams."""
    return [
        ["Member", "Team", "Region"],
        ["张伟", "East", "华东"],
        ["李娜", "East", "华东"],
        ["王芳", "South", "华南"],
    ]


def team_workbook(**options: object) -> MemoryWorkbook:
    """Deals, customers and members of a small team; no targets."""
    sheets = {"Pipeline": deal_rows(), "Customers": customer_rows(), "Team": member_rows()}
    return MemoryWorkbook(sheets, **options)  # type: ignore[arg-type]
