"""The tables of a workbook from what was read of them; one over several sheets becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from adapters.contents import SheetData
from salestui.mapping import problems
from salestui.mapping.conventions import Conventions
from salestui.mapping.duplicates import duplicates
from salestui.mapping.interpret import interpret
from salestui.mapping.joined import joined
from salestui.mapping.layout import SHEET, Layout, Problem, TableLayout
from salestui.mapping.outside import rows_outside, within
from salestui.mapping.repeats import repeating
from salestui.mapping.table import DTYPES, ID, ROW, EntityTable

_UNKNOWN = Conventions()


def interpreted(
    layout: Layout, data: Iterable[SheetData], conventions: Conventions = _UNKNOWN
) -> dict[str, EntityTable]:
    """Type the rows of all tables; identities count from 0 in each.

    Args:
        data: what was read for ``read_requests``, in its order.
        conventions: what is known of the workbook beforehand.
    """
    read = iter(data)
    return {name: _table(table, read, conventions) for name, table in layout.tables.items()}


def _table(table: TableLayout, data: Iterator[SheetData], conventions: Conventions) -> EntityTable:
    parts = [_part(part, next(data), conventions) for part in table.sheets]
    whole = parts[0] if len(parts) == 1 else _joined(parts)
    return replace(whole, problems=(*whole.problems, *duplicates(whole)))


def _part(layout: TableLayout, data: SheetData, conventions: Conventions) -> EntityTable:
    """The rows of one sheet, with what its name tells of them."""
    outside = tuple(rows_outside(layout, data))
    part = _told(layout, within(layout, data), conventions)
    return replace(part, problems=(*part.problems, *outside)) if outside else part


def _told(layout: TableLayout, data: SheetData, conventions: Conventions) -> EntityTable:
    given = [column for column in layout.columns if column.given]
    if not given:
        return interpret(layout, data, conventions)
    cells = tuple(column for column in layout.columns if not column.given)
    part = interpret(replace(layout, columns=cells), data, conventions)
    values = [pl.lit(c.given, DTYPES[c.type]).alias(c.name) for c in given]
    columns = (*part.layout.columns, *given)
    return replace(
        part,
        layout=replace(part.layout, columns=columns),
        frame=part.frame.with_columns(values),
    )


def _joined(parts: Sequence[EntityTable]) -> EntityTable:
    """The rows of all sheets that hold any of their own."""
    out = repeating(parts)
    kept = [part for i, part in enumerate(parts) if i not in out]
    layout = joined([part.layout for part in kept])
    names = [part.layout.sheet for part in kept]
    entity = layout.entity.name
    notes: list[Problem] = [
        problems.repeating_sheet(entity, parts[i].layout.sheet, names, count)
        for i, count in sorted(out.items())
    ]
    if len(kept) == 1:
        return replace(kept[0], problems=(*kept[0].problems, *notes))
    moved, first = [], 0
    for part in kept:
        moved.append(_renumbered(part, first))
        first += part.frame.height
    frame = pl.concat(
        [t.frame.with_columns(pl.lit(t.layout.sheet).alias(SHEET)) for t in moved], how="diagonal"
    )
    known = [ID, ROW, *(c.name for c in layout.columns)]
    frame = frame.select(*known, *(name for name in frame.columns if name not in known))
    return EntityTable(
        layout,
        frame,
        {cell: text for t in moved for cell, text in t.unread.items()},
        (*notes, *(note for t in moved for note in t.problems)),
        _together(t.inherited for t in moved),
        _together(t.formulas for t in moved),
        frozenset().union(*(t.distant for t in moved)),
        {cell: text for t in moved for cell, text in t.padded.items()},
    )


def _renumbered(part: EntityTable, by: int) -> EntityTable:
    """The rows with identities that are greater by a number."""
    inherited, formulas = (
        {name: frozenset(row + by for row in rows) for name, rows in found.items()}
        for found in (part.inherited, part.formulas)
    )
    return replace(
        part,
        frame=part.frame.with_columns(pl.col(ID) + by),
        unread={(row + by, name): text for (row, name), text in part.unread.items()},
        inherited=inherited,
        formulas=formulas,
        padded={(row + by, name): text for (row, name), text in part.padded.items()},
    )


def _together(found: Iterable[Mapping[str, frozenset[int]]]) -> dict[str, frozenset[int]]:
    """Rows by column, of all sheets."""
    whole: dict[str, frozenset[int]] = {}
    for rows in found:
        for name, ids in rows.items():
            whole[name] = whole.get(name, frozenset()) | ids
    return whole
