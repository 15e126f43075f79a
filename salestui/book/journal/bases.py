"""The base in the journal: what the workbook held when it was read last, per cell."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from io import BytesIO

import polars as pl

from salestui.book.rows import Rows
from salestui.mapping.layout import SHEET, Column, TableLayout
from salestui.mapping.table import EntityTable
from salestui.model.entities import ENTITIES
from salestui.model.fields import FieldType

Packed = tuple[str, str, str, str, bytes]
"""A row of the table ``base``."""


def packed_bases(entities: Mapping[str, Rows]) -> list[Packed]:
    """The bases of all entities as they are kept; takes a while for many rows."""
    return [packed_base(name, rows.base) for name, rows in entities.items()]


def packed_base(name: str, table: EntityTable) -> Packed:
    """One entity's base as it is kept."""
    columns = [[c.name, c.header, c.type.value, c.position, c.calculated]
               for c in table.layout.columns]  # fmt: skip
    cells = [
        [[row, column, text] for (row, column), text in found.items()]
        for found in (table.unread, table.padded)
    ]
    blob = BytesIO()
    table.frame.write_ipc(blob, compression="lz4")
    return name, table.layout.sheet, json.dumps(columns), json.dumps(cells), blob.getvalue()


def write_bases(connection: sqlite3.Connection, bases: Sequence[Packed]) -> None:
    """Put them in the place of those before, within a transaction."""
    connection.execute("DELETE FROM base")
    connection.executemany("INSERT INTO base VALUES (?, ?, ?, ?, ?)", bases)


def read_bases(connection: sqlite3.Connection) -> dict[str, EntityTable]:
    """The tables again, with as much of their layout as telling rows apart needs.

    Raises:
        ValueError, LookupError: they are damaged.
    """
    found = connection.execute("SELECT entity, sheet, columns, cells, frame FROM base")
    return {packed[0]: unpacked_base(packed) for packed in found}


def unpacked_base(packed: Packed) -> EntityTable:
    """The table of a packed base.

    Raises:
        ValueError, LookupError: it is damaged.
    """
    name, sheet, columns, cells, blob = packed
    entity = next(e for e in ENTITIES if e.name == name)
    known = tuple(
        Column(own, header, FieldType(kind), position, entity.field(own), calculated=calculated)
        for own, header, kind, position, calculated in json.loads(columns)
    )
    try:
        frame = pl.read_ipc(BytesIO(blob))
    except pl.exceptions.PolarsError as problem:
        raise ValueError("the base cannot be read") from problem
    part = TableLayout(entity, sheet, 1, 2, 1, 1, 1, known)
    parts = (part,) if SHEET in frame.columns else ()
    layout = TableLayout(entity, sheet, 1, 2, 1, 1, 1, known, parts=parts)
    unread, padded = (
        {(row, column): text for row, column, text in each} for each in json.loads(cells)
    )
    return EntityTable(layout, frame, unread, padded=padded)
