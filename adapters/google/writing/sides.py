"""A sheet before a batch, as meant and as it is now: rows known by what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from adapters.addresses import a1
from adapters.errors import Notice
from adapters.google.pulled import PulledSheet
from adapters.google.writing.cells import Norm, norm
from adapters.google.writing.operations import Batch, Insert, Put, Remove
from adapters.google.writing.service import Seen

Key = tuple[Norm, ...]
Keys = dict[Key, list[int]]
"""The rows that hold the same in some columns."""


@dataclass(slots=True)
class Findings:
    """What is to be done after others interfered.

    Attributes:
        repairs: operations on the spreadsheet as it is now that take out what is in a wrong place
            and give back what was overwritten.
        undone: whether something of the batch is not where it should be.
        notices: what could not be told for certain.
    """

    puts: list[Put] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)
    removes: list[Remove] = field(default_factory=list)
    undone: bool = False
    notices: list[Notice] = field(default_factory=list)

    @property
    def repairs(self) -> Batch:
        """The repairs in one batch."""
        return Batch(tuple(self.puts), tuple(self.inserts), tuple(self.removes))


class Sides:
    """One sheet as it was held, as it is meant to be, and as it is now.

    Attributes:
        columns: those that no formula is in.
        touched: the columns that are put, by row as it was held.
    """

    def __init__(
        self,
        sheets: tuple[PulledSheet, PulledSheet, PulledSheet],
        batch: Batch,
        seen: Seen,
        found: Findings,
    ) -> None:
        self.held, self.meant, self.now = held, meant, now = sheets
        self.batch, self.seen, self.found = batch, seen, found
        self.columns = tuple(
            sorted({*held.values, *meant.values, *now.values} - {*held.formulas, *now.formulas})
        )
        self.touched = {row: cols for (id_, row), cols in batch.touched().items() if id_ == held.id}

    def without(self, columns: Iterable[int]) -> tuple[int, ...]:
        """The other columns."""
        left_out = frozenset(columns)
        return tuple(column for column in self.columns if column not in left_out)

    def was(self, row: int, columns: tuple[int, ...]) -> Key:
        """What a row held."""
        return _key(self.held, row, columns)

    def has(self, row: int, columns: tuple[int, ...]) -> Key:
        """What a row holds now."""
        return _key(self.now, row, columns)

    def gets(self, row: int, columns: tuple[int, ...]) -> Key:
        """What a row of before is meant to hold; one that goes, what it held."""
        if any(r.sheet == self.held.id and r.row == row for r in self.batch.removes):
            return self.was(row, columns)
        return self.meant_at(self.place(row), columns)

    def place(self, row: int) -> int:
        """Where a row of before is meant to be."""
        return self.batch.final(self.held.id, row, self.columns[0], self.columns[0])

    def meant_at(self, row: int, columns: tuple[int, ...]) -> Key:
        """What a row is meant to hold, by its number at the end."""
        return _key(self.meant, row, columns)

    def before(self, columns: tuple[int, ...]) -> Keys:
        """All rows that were held."""
        return _keys(self.held, columns)

    def present(self, columns: tuple[int, ...]) -> Keys:
        """All rows that are there now."""
        return _keys(self.now, columns)

    def notice(self, message: str, row: int, column: int) -> None:
        """Tell what could not be told for certain about a row as it is now."""
        where = a1(self.now.title, row, column)
        self.found.notices.append(Notice(message, {"where": where}))


def is_blank(key: Key) -> bool:
    """Whether nothing is filled."""
    return all(part is None for part in key)


def length(sheet: PulledSheet) -> int:
    """The last row that holds anything."""
    return max(map(len, sheet.values.values()), default=0)


def are_alike(one: Key, other: Key) -> bool:
    """Whether two rows are one that somebody changed: most of what is filled is the same."""
    filled = sum(a is not None or b is not None for a, b in zip(one, other, strict=True))
    agree = sum(a == b and a is not None for a, b in zip(one, other, strict=True))
    return 2 * agree > filled


def _key(sheet: PulledSheet, row: int, columns: tuple[int, ...]) -> Key:
    return tuple(norm(sheet.cell(row, column)) for column in columns)


def _keys(sheet: PulledSheet, columns: tuple[int, ...]) -> Keys:
    found: Keys = {}
    for row in range(1, length(sheet) + 1):
        found.setdefault(_key(sheet, row, columns), []).append(row)
    return found
