"""Sheets made by hand, and the way from them to typed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fakes import MemoryWorkbook

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.outlines import ListValidation, Outline, Revision, SheetOutline, TableOutline
from salestui.mapping.layout import Layout, Problem
from salestui.mapping.recognise import recognise
from salestui.mapping.requests import read_requests
from salestui.mapping.table import EntityTable
from salestui.mapping.tables import interpreted

TODAY = date(2026, 11, 21)
Rows = Sequence[Sequence[CellValue]]


def sheet(
    name: str,
    rows: Rows,
    *,
    tables: Sequence[TableOutline] = (),
    validations: Sequence[ListValidation] = (),
    formulas: frozenset[int] = frozenset(),
    formats: Mapping[int, str] | None = None,
    visible: bool = True,
    last_row: int | None = None,
) -> SheetOutline:
    """The outline of a sheet whose first row is row 1."""
    width = max((len(r) for r in rows), default=0)
    head = tuple(tuple(r) + (None,) * (width - len(r)) for r in rows[:40])
    return SheetOutline(
        name, visible, last_row or len(rows), width, head, tuple(tables), tuple(validations),
        formulas, dict(formats or {}),
    )  # fmt: skip


def table(name: str, area: tuple[int, int, int, int], totals_rows: int = 0) -> TableOutline:
    """An Excel table with a header row; ``area``: first row and column, last row and column."""
    return TableOutline(name, CellRange(*area), totals_rows=totals_rows)


def recognised(*sheets: SheetOutline, fiscal_start: int = 1) -> Layout:
    """What is recognised in a workbook of these sheets."""
    return recognise(Outline(Revision("r1"), sheets), TODAY, fiscal_start)


def read(
    sheets: Mapping[str, Rows],
    *,
    formats: Mapping[str, Mapping[int, str]] | None = None,
    fiscal_start: int = 1,
) -> dict[str, EntityTable]:
    """The tables of a workbook, read and typed."""
    workbook = MemoryWorkbook(sheets, column_formats=formats)
    outline = workbook.outline()
    layout = recognise(outline, TODAY, fiscal_start)
    data = workbook.read(read_requests(layout, outline))
    return interpreted(layout, data)


def codes(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Code and place of each problem."""
    return [(p.code, p.where) for p in problems]
