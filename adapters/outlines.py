"""The structure of a workbook, without its data.

Rows and columns are 1-based and absolute, as the user sees them in the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.errors import Notice

if TYPE_CHECKING:
    pass


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
