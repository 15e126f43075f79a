"""What two tables of one entity have in common: their columns, and the cells that differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from salestui.book.edits import NOT_CALCULATED
from salestui.book.rows import Rows
from salestui.book.syncing.wishes import End
from salestui.book.taking_back import same
from salestui.mapping.layout import Column
from salestui.mapping.table import ID, EntityTable


def shared_columns(one: EntityTable, other: EntityTable) -> list[str]:
    """The columns that both have cells of, typed in by hand, of one type."""
    return [
        c.name
        for c in one.layout.columns
        if _typed_in(c)
        and (match := other.layout.column(c.name)) is not None
        and _typed_in(match)
        and one.frame.schema[c.name] == other.frame.schema[c.name]
    ]


def _typed_in(column: Column) -> bool:
    return column.position is not None and not column.calculated


class Why(StrEnum):
    """Why a column, or a whole table, is left out."""

    MISSING = "missing"
    CALCULATED = "calculated"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that is not synced, and which side is the reason; without a column: the table."""

    entity: str
    end: End
    why: Why
    header: str = ""


def left_out(
    here: Mapping[str, EntityTable], there: Mapping[str, EntityTable]
) -> Iterator[LeftOut]:
    """The tables that one side lacks, and the columns that are not synced."""
    for name in dict.fromkeys((*here, *there)):
        if name not in here or name not in there:
            yield LeftOut(name, End.HERE if name not in here else End.THERE, Why.MISSING)
            continue
        yield from _columns_left_out(name, here[name], there[name], End.THERE)
        yield from _columns_left_out(name, there[name], here[name], End.HERE)


def _columns_left_out(
    name: str, table: EntityTable, other: EntityTable, end: End
) -> Iterator[LeftOut]:
    """Those that ``table`` has and ``other``, which is at ``end``, gives a reason to leave out."""
    for column in table.layout.columns:
        match = other.layout.column(column.name)
        if not _typed_in(column):
            continue
        if match is None or match.position is None:
            yield LeftOut(name, end, Why.MISSING, column.header)
        elif match.calculated:
            yield LeftOut(name, end, Why.CALCULATED, column.header)
        elif end is End.THERE and _kind(table, column) != _kind(other, column):  # told once
            yield LeftOut(name, end, Why.KIND, column.header)


def _kind(table: EntityTable, column: Column) -> pl.DataType:
    return table.frame.schema[column.name]


def cells_apart(here: Rows, there: Rows, columns: Collection[str]) -> list[tuple[int, str]]:
    """The cells, by row and column, that both sides have and that differ."""
    both = here.frame.select(ID, *columns).join(
        there.frame.select(ID, *columns), on=ID, suffix="_there"
    )
    rows = set(both[ID])
    suspects = {
        (row, column): None
        for column in columns
        for row in both.filter(pl.col(column).ne_missing(pl.col(f"{column}_there")))[ID]
    }
    for side in (here, there):
        unread = (cell for cell in side.base.unread if cell[0] in rows and cell[1] in columns)
        suspects |= dict.fromkeys(unread)
    return [cell for cell in suspects if _differ(here, there, *cell)]


def _differ(here: Rows, there: Rows, row: int, column: str) -> bool:
    values = here.value(row, column), there.value(row, column)
    if NOT_CALCULATED in values or same(*values):
        return False
    return here.has_cell(row, column) and there.has_cell(row, column)
