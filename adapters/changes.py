"""Changes of cells, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.contents import CellValue
from adapters.errors import Notice
from adapters.outlines import Revision

if TYPE_CHECKING:
    pass


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
    are not, the warnings tell. ``origin`` is the same when a commit that broke off is made again,
    whatever the row holds by then; empty where nobody keeps it.
    """

    sheet: str
    after_row: int
    first_column: int
    last_column: int
    values: Mapping[int, CellValue]
    first_row: int = 0
    grow: bool = False
    origin: str = ""


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


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column of a sheet to be added.

    Attributes:
        header: its text in the first row.
        width: in characters; 0 for the program's own.
        format: the number format code of its cells, such as ``yyyy-mm-dd``; "" for none.
        choices: what the cells offer as a list; other values stay allowed.
    """

    header: str
    width: float = 0
    format: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add a sheet behind all others that holds one row of headers and no data.

    A sheet has to have another title than all others, capitals aside, else the commit is refused.

    Attributes:
        title: its name, at most 31 characters and none of ``[ ] : * ? / \\``.
        columns: from column A on.
        like: sheet, row and column of a header cell whose look the headers take, where the
            backend can; None for bold headers.
    """

    title: str
    columns: tuple[NewColumn, ...]
    like: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class AddColumns:
    """Add columns right of a table's own, headed and without data; nothing is moved for them.

    Their cells have to be empty from the table's first row to its last, and so does the column
    behind them, lest the table and what stands there become one; else the commit is refused.
    Excel's own tables grow with them. A table is widened once per commit, before all but sheets.

    Attributes:
        header_row: the row their headers go into, in the look of the header left of them.
        first_row: the first row of the table, titles apart: that of its upper headers.
        last_row: its last row with data; ``header_row`` without any.
        first_column, last_column: its own columns.
        columns: from the column right of ``last_column`` on.
    """

    sheet: str
    header_row: int
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    columns: tuple[NewColumn, ...]


class Look(StrEnum):
    """How a cell of a page looks: as the workbook's own do, see ``PutPage.like``."""

    PLAIN = "plain"
    STRONG = "strong"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a page.

    Attributes:
        value: its value; of a formula, what it gives.
        formula: without the equals sign; empty for none.
        format: the number format code; empty for none.
    """

    value: CellValue = None
    formula: str = ""
    format: str = ""
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class PutPage:
    """A sheet that is read and not filled in: behind all others, or in the place of the one that
    an earlier page of the same mark has become, which keeps its name. Of Excel workbooks alone.

    Attributes:
        title: as that of ``AddSheet``.
        mark: a defined name by which the sheet is found again.
        rows: cells from A1 on; null where there is none.
        widths: of the columns, in characters.
        like: sheet, row and column of a header cell whose look headers take; other cells look like
            the one below it.
    """

    title: str
    mark: str
    rows: tuple[tuple[PageCell | None, ...], ...]
    widths: tuple[float, ...] = ()
    like: tuple[str, int, int] | None = None


CellChange = SetCell | AppendRow | ClearRow | DeleteRow
Change = CellChange | AddSheet | AddColumns | PutPage


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
