"""The ``Workbook`` protocol: a versioned store of cells.

Rows and columns are 1-based and absolute, as the user sees them in the sheet. Values are plain
Python values; a date is a ``date``, a point in time a ``datetime`` without time zone.

A backend is registered as an entry point in the group ``salestui.adapters`` and is a class with a
``claims(location)`` and an ``open(location, state_dir)`` static method, see ``Backend``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from adapters.errors import Notice

if TYPE_CHECKING:
    import polars as pl

_NO_REASON = Notice("")

CellValue = str | float | int | bool | date | datetime | time | None


def column_letters(column: int) -> str:
    """``1 -> A``, ``27 -> AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(sheet: str, row: int, column: int) -> str:
    """The address as people write it: ``Deals!C7``, ``'My sheet'!C7``."""
    plain = sheet.isidentifier() or sheet.isalnum()
    name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells on one sheet; both corners belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class TableOutline:
    """An Excel table (ListObject): ``range`` includes its header and totals rows.

    ``headers`` are the names of its columns, which its header cells show as well.
    """

    name: str
    range: CellRange
    header_rows: int = 1
    totals_rows: int = 0
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedRange:
    """A defined name that means fixed cells of one sheet; names of print areas are none."""

    name: str
    range: CellRange


@dataclass(frozen=True, slots=True)
class ListValidation:
    """A cell range in which the workbook offers a list of choices."""

    ranges: tuple[CellRange, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows below the first ones of a sheet, from one on that may begin a table of its own.

    Attributes:
        first_row: the sheet row of the first of ``rows``: texts, below a blank row.
        rows: their values from column A on, as ``SheetOutline.head``.
        formula_columns, column_formats: as those of the sheet, for these rows.
    """

    first_row: int
    rows: tuple[tuple[CellValue, ...], ...]
    formula_columns: frozenset[int] = frozenset()
    column_formats: Mapping[int, str] = field(default_factory=dict)

    @property
    def numbers(self) -> range:
        """The sheet rows that it holds."""
        return range(self.first_row, self.first_row + len(self.rows))


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """What a sheet holds, without its data.

    Attributes:
        last_row, last_column: the last ones with a value (not merely a format); 0 if empty.
        head: values of the first rows (up to 40) from A1, each ``last_column`` wide at most 512.
        formula_columns: columns that hold formulas in the data rows looked at.
        column_formats: number format code of the first data-like cell of a column, by column.
        protected: the sheet refuses edits in Excel without a password.
        merges: the merged cells that begin within the rows of ``head`` and ``further``.
        names: the defined names for ranges on this sheet.
        further: rows below those of ``head`` where tables of their own may begin, top to bottom.
    """

    name: str
    visible: bool
    last_row: int
    last_column: int
    head: tuple[tuple[CellValue, ...], ...]
    tables: tuple[TableOutline, ...] = ()
    validations: tuple[ListValidation, ...] = ()
    formula_columns: frozenset[int] = frozenset()
    column_formats: Mapping[int, str] = field(default_factory=dict)
    protected: bool = False
    merges: tuple[CellRange, ...] = ()
    names: tuple[NamedRange, ...] = ()
    further: tuple[Block, ...] = ()

    @property
    def row_numbers(self) -> tuple[int, ...]:
        """The sheet rows that the outline holds, in order."""
        return (*range(1, len(self.head) + 1), *(n for b in self.further for n in b.numbers))

    def row(self, number: int) -> tuple[CellValue, ...]:
        """The values of a sheet row from column A on; empty for one it does not hold."""
        if number <= len(self.head):
            return self.head[number - 1] if number > 0 else ()
        return next((b.rows[number - b.first_row] for b in self._holding(number)), ())

    def rows(self, first: int, last: int) -> tuple[tuple[CellValue, ...], ...]:
        """The rows from one to another that the outline holds."""
        held = list(self.head[max(0, first - 1) : max(0, last)])
        for block in self.further:
            held += block.rows[max(0, first - block.first_row) : max(0, last - block.first_row + 1)]
        return tuple(held)

    def block(self, number: int) -> Block | None:
        """The rows further down that a sheet row is one of; None for one of the first rows."""
        return next(self._holding(number), None)

    def _holding(self, number: int) -> Iterator[Block]:
        return (block for block in self.further if number in block.numbers)


@dataclass(frozen=True, slots=True)
class Revision:
    """One stored state of the workbook: equal revisions hold equal cells."""

    token: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a workbook at one revision.

    Attributes:
        notes: warnings about the package.
        dates_from_1904: serial numbers of days (``45321`` in a cell without a date format) count
            from 1904.
    """

    revision: Revision
    sheets: tuple[SheetOutline, ...]
    notes: tuple[Notice, ...] = ()
    dates_from_1904: bool = False


class ColumnKind(StrEnum):
    """How a column is to be read."""

    TEXT = "text"
    NUMBER = "number"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Read these rows of these columns: ``columns`` maps an absolute column to its kind."""

    sheet: str
    first_row: int
    last_row: int
    columns: Mapping[int, ColumnKind]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell whose value is not of the kind asked for (``null`` in the frame).

    ``text`` is the value as text; ``is_error`` marks error values such as ``#DIV/0!``.
    """

    row: int
    column: int
    text: str
    is_error: bool = False


class FormulaState(StrEnum):
    """What is known of the result that the file stores for a formula."""

    CALCULATED = "calculated"
    UNCALCULATED = "uncalculated"
    """None is stored: ``null`` in the frame, and no misfit."""
    VOLATILE = "volatile"
    """It depends on the day or on addresses made up as it runs, so it may be out of date."""
    EXTERNAL = "external"
    """It comes from another workbook, so it may be out of date."""


@dataclass(frozen=True, slots=True)
class FormulaCells:
    """Formulas of one column, one below the other, both rows included, all in one state.

    ``local``: whether each is certain to change only with cells of its own row that were asked for.
    """

    column: int
    first_row: int
    last_row: int
    state: FormulaState
    local: bool = True


@dataclass(frozen=True, slots=True)
class SheetData:
    """The cells that were asked for.

    ``frame`` has ``row`` (UInt32, the absolute sheet row, every row of the range, blank ones too)
    and one column per requested column named by its letters (``A``, ``AB``), of type String,
    Float64 or Datetime("ms") as requested. Cells of a TEXT column that hold numbers or dates come
    as text: numbers without a needless ``.0``, dates as ISO. ``misfits`` lists every non-empty
    cell that is null in ``frame``; ``formulas`` the cells that hold formulas, by column and row.
    """

    sheet: str
    frame: pl.DataFrame
    misfits: tuple[Misfit, ...]
    formulas: tuple[FormulaCells, ...] = ()


@dataclass(frozen=True, slots=True)
class SetCell:
    """Put ``value`` into one cell; ``None`` empties it and keeps its format.

    Text is always stored as text, never as a formula. A formula in the cell is only replaced when
    ``over_formula`` is true, otherwise the commit is refused.
    """

    sheet: str
    row: int
    column: int
    value: CellValue
    over_formula: bool = False


@dataclass(frozen=True, slots=True)
class AppendRow:
    """Add a row at the end of the table whose last data row is ``after_row``.

    Columns without a value take the formula of the row above, as a fill-down in Excel would; all
    take its formats. Several appends to one table share ``after_row`` and keep their order.
    ``first_column`` and ``last_column`` bound the table, ``first_row`` is where its data begins,
    0 if that is not known: names that mean exactly its data, with or without the heading above, are
    extended, and with ``grow`` charts, pivot tables, rules and formulas that do so. Of those that
    are not, the warnings tell.
    """

    sheet: str
    after_row: int
    first_column: int
    last_column: int
    values: Mapping[int, CellValue]
    first_row: int = 0
    grow: bool = False


@dataclass(frozen=True, slots=True)
class ClearRow:
    """Empty a row's cells within the table's columns, formulas too; formats stay, nothing moves.

    Cells that are merged with cells of other rows keep the value that they share.
    """

    sheet: str
    row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Take a row out, so that the rows below move up, with everything that refers to them.

    Where that is not certain the row is emptied like ``ClearRow`` and stays; ``Commit.removed``
    says which, its warnings why. Deletions come after all other changes of a commit, whose rows,
    like those of several deletions, are counted as they were before any row moved.
    """

    sheet: str
    row: int
    first_column: int
    last_column: int


Change = SetCell | AppendRow | ClearRow | DeleteRow


@dataclass(frozen=True, slots=True)
class Commit:
    """What a commit did.

    Attributes:
        revision: the stored state after it.
        appended_rows: the sheet row of each ``AppendRow``, in the order given.
        removed: for each ``DeleteRow``, in the order given, whether the row is gone; else it was
            emptied and stays.
        backup: where the previous version was kept, if it was.
        warnings: about ranges that were not extended and the like.
        formulas: sheet, row and column of the formula cells that depend on the change: each holds
            its new result now, or none where nobody here can compute it. None where the backend
            cannot tell which these are.
    """

    revision: Revision
    appended_rows: tuple[int, ...] = ()
    backup: Path | None = None
    warnings: tuple[Notice, ...] = ()
    removed: tuple[bool, ...] = ()
    formulas: tuple[tuple[str, int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class WriteAccess:
    """Whether the workbook can be written now, and if not, why and who holds it."""

    allowed: bool
    reason: Notice = _NO_REASON
    owner: str = ""


class Workbook(Protocol):
    """An opened workbook. Every method may block: call it off the event loop.

    All raise ``adapters.errors.WorkbookError`` and nothing else for what a user can cause.
    """

    @property
    def location(self) -> str:
        """What the user named: a path or a URL."""

    @property
    def title(self) -> str:
        """A short name for headers: the file's name."""

    def outline(self) -> Outline:
        """Read the structure of the stored workbook as it is now, and hold that snapshot."""

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells of the snapshot that the last ``outline`` took, one result per request."""

    def changed(self) -> bool:
        """Whether the stored workbook seems to differ from the snapshot (cheap, for polling).

        False while the workbook is missing for a moment, as during another program's save.
        """

    def write_access(self) -> WriteAccess:
        """Look for lock files and permissions, without opening anything for writing."""

    def commit(self, changes: Sequence[Change], expected: Revision) -> Commit:
        """Write the changes, all or none, if the stored workbook is still at ``expected``.

        Raises:
            StaleRevision: it is not; nothing was written.
            Refused, ReadOnly, Locked, WriteFailed: nothing was written.
        """

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """Like ``commit``, into a new file; the workbook itself stays as it is.

        Raises:
            WriteFailed: the destination exists or cannot be written.
        """

    def close(self) -> None:
        """Release workers and temporary files; safe to call twice."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion wrote.

    Attributes:
        destination: the new workbook.
        by: the program that made it; empty where it holds the values alone.
        notes: what is not carried over, or not as it was.
    """

    destination: Path
    by: str
    notes: tuple[Notice, ...]


@runtime_checkable
class Convertible(Protocol):
    """A workbook of a kind that is only read, and offered for conversion to ``.xlsx``."""

    def convert(self, destination: Path, *, values_only: bool = False) -> Conversion:
        """Write all its sheets into a new ``.xlsx`` file. Blocks.

        With formulas and formats where a program that knows the kind is installed, unless
        ``values_only``.

        Raises:
            NotAWorkbook: it cannot be read.
            Refused: a value has no place in a cell of ``.xlsx``.
            WriteFailed: the destination exists or cannot be written.
        """

    def close(self) -> None:
        """Release workers and temporary files; safe to call twice."""


class Backend(Protocol):
    """What an entry point in the group ``salestui.adapters`` loads."""

    @staticmethod
    def claims(location: str) -> bool:
        """Whether this backend opens such a location (decided by its form alone)."""

    @staticmethod
    def open(location: str, state_dir: Path) -> Workbook:
        """Open it. ``state_dir``: where the backend may keep backups. Cheap; reading comes later.

        Raises:
            NotFound, NotAWorkbook: at once where that can be told cheaply.
        """
