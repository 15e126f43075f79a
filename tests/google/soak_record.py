"""What the soak test knows beside the spreadsheet: every edit, every state, every request."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_server.sheet import Sheet
from sheets_server.state import Store

Value = str | float | None
HEADERS = {"id": "Deal ID", "name": "Deal", "stage": "Stage", "amount": "Amount",
           "owner": "Owner", "next_step": "Next step"}  # fmt: skip
EDITED = ("amount", "owner", "next_step")
_HIDDEN = 1_000_000


def value_of(mark: int, column: str, number: int) -> Value:
    """A value that nobody wrote before and that tells which row it belongs to."""
    return float(mark * _HIDDEN + number) if column == "amount" else f"{column} {mark}.{number}"


def mark_in(value: Value) -> int | None:
    """The row that a value belongs to."""
    if isinstance(value, str):
        tail = value.rpartition(" ")[2].rpartition("-")[2].partition(".")[0]
        return int(tail) if tail.isdigit() else None
    return int(value) // _HIDDEN if value is not None else None


def new_row(mark: int, number: int) -> dict[str, Value]:
    """A row with its own key, and a name that no other has."""
    edited = {column: value_of(mark, column, number) for column in EDITED}
    return {"id": f"K-{mark}", "name": f"Deal {mark}", "stage": "Proposal", **edited}


@dataclass
class Edit:
    """A value that somebody set.

    Attributes:
        seen: what its author knew the cell held, then and whenever asked in a conflict.
        dropped: why its author no longer wants it; "" while it is wanted.
    """

    author: str
    mark: int
    column: str
    seen: set[Value]
    dropped: str = ""


@dataclass
class Deletion:
    """A row that somebody takes out; ``seen`` are values that its author knew it held."""

    author: str
    mark: int
    seen: set[Value]
    dropped: bool = False


class Ledger:
    """Who wants what. Threads of several editors write into it."""

    def __init__(self, goal: int, marks: int) -> None:
        self.goal = goal
        self.edits: dict[Value, Edit] = {}
        self.deletions: list[Deletion] = []
        self.added: dict[int, str] = {}
        self.counts: dict[str, int] = {}
        self._numbers, self._marks = itertools.count(1), itertools.count(marks + 1)
        self._changed = threading.Condition()

    @property
    def total(self) -> int:
        """Edits of cells, new rows, deletions."""
        return sum(self.counts.values())

    def number(self) -> int:
        """One that was never given."""
        return next(self._numbers)

    def mark(self) -> int:
        """The mark of a new row."""
        return next(self._marks)

    def did(self, what: str) -> None:
        """One more edit of some kind."""
        with self._changed:
            self.counts[what] = self.counts.get(what, 0) + 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Nobody waits any more."""
        with self._changed:
            self.goal = 0
            self._changed.notify_all()

    def wait(self, total: int) -> bool:
        """Until so many edits were made; false once the goal is reached."""
        with self._changed:
            self._changed.wait_for(lambda: self.total >= min(total, self.goal))
            return self.total < self.goal


@dataclass(frozen=True)
class Version:
    """One state of the sheet below its header.

    Attributes:
        rows: values by mark and column.
        order: marks from above, a mark once for each row that has it.
        strays: values in rows without a mark.
    """

    rows: Mapping[int, Mapping[str, Value]]
    order: tuple[int, ...]
    strays: tuple[Value, ...] = ()


@dataclass
class Watched(Store):
    """A store that remembers each state of its one spreadsheet, by the file's version."""

    columns: tuple[str, ...] = tuple(HEADERS)
    states: dict[int, Version] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def touch(self, file_id: str, *, name: str | None = None) -> None:
        super().touch(file_id, name=name)
        sheet = self.spreadsheets[file_id].sheets[0]
        self.states[self.files[file_id].version] = version_of(sheet, self.columns)


def stored_rows(sheet: Sheet, columns: tuple[str, ...]) -> list[dict[str, Value]]:
    """The rows below the header, blank ones included."""
    rows: list[dict[str, Value]] = [{} for _ in sheet.rows[1:]]
    for row, column, cell in sheet.filled():
        if row and column < len(columns) and cell.value is not None:
            value: Any = cell.value
            rows[row - 1][columns[column]] = float(value) if isinstance(value, int) else value
    return rows


def version_of(sheet: Sheet, columns: tuple[str, ...]) -> Version:
    """The state of a sheet."""
    rows: dict[int, Mapping[str, Value]] = {}
    order: list[int] = []
    strays: list[Value] = []
    for row in stored_rows(sheet, columns):
        mark = mark_in(row.get(columns[0]))
        if mark is None:
            strays += row.values()
            continue
        order.append(mark)
        rows[mark] = row
    return Version(rows, tuple(order), tuple(strays))
