"""The contract between the grid and whoever owns the data.

The grid knows nothing of sales, workbooks or frames: it reads visible rows from a ``GridSource``,
and hands every edit back as a message. Rows are named by ``row_key``, an integer that stays with a
row through sorting, filtering and refreshes; a row *index* is only a place in what is shown now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

Align = Literal["left", "right"]
Role = Literal["", "ok", "warning", "late", "muted"]


class CellState(StrEnum):
    """What has happened to a cell; the value is the suffix of its component class."""

    PLAIN = "plain"
    PENDING = "pending"
    ADDED = "added"
    DELETED = "deleted"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    READ_ONLY = "read-only"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown: its text (any text, it is never markup), its state, and its role."""

    text: str
    state: CellState = CellState.PLAIN
    role: Role = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: ``kind`` picks the editor and how text too long for the cell is told.

    ``kind`` is one of text, number, money, percent, date, choice; anything else acts like text.
    ``width`` fixes the width of the content in cells; ``None`` means measured from the first page.
    ``strict`` allows only ``choices``. ``read_only`` is empty, or why no cell can be edited.
    ``guarded``: its cells are edited only after a question, so it looks as if it were read-only.
    """

    key: str
    title: str
    align: Align = "left"
    kind: str = "text"
    width: int | None = None
    choices: tuple[str, ...] = ()
    strict: bool = False
    read_only: str = ""
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order shown in the header; the first key sorts first."""

    column_key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ParsedOk:
    """A text that was understood, with the value it stands for."""

    value: object = None


Parser = Callable[[str, str], ParsedOk | str]
"""Takes (column key, text); returns ``ParsedOk``, or the sentence that says what is wrong."""


class GridSource(Protocol):
    """Rows to show. All calls come from the event loop, so all must be quick.

    A source may change under the grid only together with a call of ``DataGrid.show`` (rows added,
    removed or moved) or ``DataGrid.update_rows`` (texts or states changed in place).
    """

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The columns in order; keys are unique."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        """The cells of rows ``start`` to ``stop`` (exclusive), a sequence per row, in column order.

        The grid asks for at most some dozens of rows, with ``0 <= start < stop <= row_count``.
        """

    def row_key(self, index: int) -> int:
        """The lasting name of the row shown at ``index``."""

    def index_of(self, row_key: int) -> int | None:
        """Where a row is shown now, or ``None`` when it is not."""

    def edit_text(self, row_key: int, column_key: str) -> str:
        """The exact text an editor of this cell starts with."""

    def refusal(self, row_key: int, column_key: str) -> str:
        """Why this one cell cannot be edited (say, its row is to be deleted), or an empty text."""

    def is_guarded(self, row_key: int, column_key: str) -> bool:
        """Whether the user is to be asked before this cell is edited (say, it holds a formula)."""


class EmptySource:
    """A source with nothing in it, shown before there is another."""

    columns: Sequence[GridColumn] = ()
    row_count = 0

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:  # noqa: ARG002
        """No rows."""
        return ()

    def row_key(self, index: int) -> int:
        """No row has a name."""
        raise IndexError(index)

    def index_of(self, row_key: int) -> int | None:  # noqa: ARG002
        """No row is shown."""
        return None

    def edit_text(self, row_key: int, column_key: str) -> str:  # noqa: ARG002
        """No cell has a text."""
        return ""

    def refusal(self, row_key: int, column_key: str) -> str:  # noqa: ARG002
        """Nothing needs refusing."""
        return ""

    def is_guarded(self, row_key: int, column_key: str) -> bool:  # noqa: ARG002
        """Nothing needs a question."""
        return False
