"""Small deals tables for tests of the book."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.mapping.layout import Column, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.model.entities import DEALS
from salestui.model.fields import FieldType

COLUMNS = tuple(
    Column(f.name, f.en, f.type, position, field=f)
    for position, f in enumerate(
        (DEALS.field(n) for n in ("id", "name", "amount", "expected_close")), start=1
    )
    if f is not None
)
LAYOUT = TableLayout(DEALS, "Deals", 1, 2, 4, 1, 4, COLUMNS)
NOTES = Column("x:Notes", "Notes", FieldType.TEXT, 5)


def table(rows: list[tuple[object, ...]], *, first_row: int = 2) -> EntityTable:
    """Rows of (id, name, amount, close) from sheet row ``first_row`` on."""
    names = [c.name for c in COLUMNS]
    frame = pl.DataFrame(
        {
            ID: range(len(rows)),
            ROW: range(first_row, first_row + len(rows)),
            **{name: [r[i] for r in rows] for i, name in enumerate(names)},
        },
        schema={
            ID: pl.Int64,
            ROW: pl.Int64,
            "id": pl.String,
            "name": pl.String,
            "amount": pl.Float64,
            "expected_close": pl.Date,
        },
    )
    return EntityTable(LAYOUT, frame)


THREE: list[tuple[object, ...]] = [
    ("D1", "Alpha", 100.0, date(2026, 1, 5)),
    ("D2", "Beta", 200.0, None),
    ("D3", "Gamma", None, date(2026, 3, 1)),
]
