"""A table of a report as a native Excel table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from salestui.i18n import _
from salestui.reports.excel.data_sheet import DataSheet
from salestui.reports.excel.following import Following, computes, summed
from salestui.reports.excel.looks import BAR, MARKS, NAVY, STATE_LOOKS
from salestui.reports.excel.names import Names, headers, range_name
from salestui.reports.excel.page import FIRST_COLUMN, Page, shown
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import Cell, Column, Form, Table, Total
from salestui.views.documents.texts import is_number, totals, value_text
from salestui.views.formats import Style, not_available
from salestui.views.states import State

_LONGEST_NAME = 200
_STYLE = "Table Style Light 1"
_TREND_WIDTH = 18
_MEASURED = 300
"""Rows that a column's width is taken from."""

_WIDEST_HEADER = 22
_HEADER_HEIGHT = 17


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands, with 0-based rows and columns.

    Attributes:
        first, last: its rows of data.
        columns: by their names.
    """

    sheet: str
    header: int
    first: int
    last: int
    columns: dict[str, int]
    table: Table

    def cells(self, column: str) -> list[Any]:
        """A column's data as XlsxWriter's charts name it."""
        at = self.columns[column]
        return [self.sheet, self.first, at, self.last, at]

    def title(self, column: str) -> list[Any]:
        """A column's header as XlsxWriter's charts name it."""
        return [self.sheet, self.header, self.columns[column]]


class TableWriter:
    """Writes tables into the sheets of one workbook, under names of which no two are alike."""

    def __init__(self, style: Style, names: Names, data: DataSheet) -> None:
        self._style, self._names, self._data = style, names, data

    def write(self, page: Page, section: str, table: Table, *, gaps: bool) -> Placed:
        """Write a table that has rows at the page's next row.

        Args:
            gaps: numbers that are not known are left blank, as lines of a chart want them.
        """
        marked = any(row.state is not State.NEUTRAL for row in table.rows)
        titles = [*(c.title for c in table.columns), *([_("State")] if marked else [])]
        heads = headers(titles)
        header, first = page.row, page.row + 1
        last = page.row + len(table.rows)
        sums = totals(table)
        end = last + (1 if sums else 0)
        places = {c.name: FIRST_COLUMN + n for n, c in enumerate(table.columns)}
        placed = Placed(page.sheet.get_name(), header, first, last, places, table)
        name = self._names.free(range_name(section, table.name), _LONGEST_NAME)
        following = Following(name, {c.name: heads[n] for n, c in enumerate(table.columns)})
        described = [
            _described(
                page, table, column, heads[n], following=following, totalled=sums is not None
            )
            for n, column in enumerate(table.columns)
        ]
        if marked:
            described.append({"header": heads[-1], "header_format": page.looks.header(Form.TEXT)})
        if sums and table.columns[0].total is Total.NONE:
            described[0]["total_string"] = _("Sum")
        options = {"name": name, "columns": described, "style": _STYLE, "title": shown(table.title)}
        right = FIRST_COLUMN + len(titles) - 1
        page.sheet.add_table(
            header, FIRST_COLUMN, end, right, {**options, "total_row": sums is not None}
        )
        self._fill(page, placed, following, gaps=gaps)
        if sums:
            _write_totals(page, placed, following, sums, end)
            if marked:
                page.sheet.write_blank(end, right, None, page.looks.total(Form.TEXT))
        self._fit(page, placed, heads)
        if marked:
            _write_marks(page, placed, right)
        _draw_bars(page, placed)
        page.row = end + 1
        return placed

    def _fill(self, page: Page, placed: Placed, following: Following, *, gaps: bool) -> None:
        table = placed.table
        for column in table.columns:
            at, look = placed.columns[column.name], page.looks.cell(column.form)
            if column.form is Form.TREND:
                self._draw_trends(page, placed, column)
                continue
            for n, (row, value) in enumerate(
                zip(table.rows, table.values(column.name), strict=True), placed.first
            ):
                if value is None and (gaps or not is_number(column.form)):
                    page.sheet.write_blank(n, at, None, look)
                elif column.derived is not None and computes(table, column, row):
                    cached = not_available() if value is None else value
                    page.sheet.write_formula(n, at, following.of_row(column.derived), look, cached)
                elif not isinstance(value, tuple):
                    page.value(n, at, value, look)
                    if isinstance(value, str):
                        page.wrap(n, at, value)

    def _draw_trends(self, page: Page, placed: Placed, column: Column) -> None:
        """Sparklines, whose values stand on the sheet of data."""
        table, at = placed.table, placed.columns[column.name]
        trends = [v if isinstance(v, tuple) else () for v in table.values(column.name)]
        named = next((c for c in table.columns if c.form is Form.TEXT), table.columns[0])
        labels = [value_text(v, named.form, self._style) for v in table.values(named.name)]
        ranges = self._data.trends(f"{table.title} · {column.title}", labels, trends)
        found = [(row, r) for row, r in enumerate(ranges, placed.first) if r]
        if found:
            shown = {
                "location": [xl_rowcol_to_cell(row, at) for row, _range in found],
                "range": [cells for _row, cells in found],
                "series_color": NAVY,
                "last_point": True,
                "empty_cells": "gaps",
                "show_hidden": True,
            }
            page.sheet.add_sparkline(found[0][0], at, shown)
        page.widen(at, _TREND_WIDTH)

    def _fit(self, page: Page, placed: Placed, heads: Sequence[str]) -> None:
        lines = 1
        for column, head in zip(placed.table.columns, heads, strict=False):
            values = placed.table.values(column.name)[:_MEASURED]
            texts = [value_text(v, column.form, self._style) for v in values]
            longest = max((text_width(t) for t in texts), default=0)
            # A total has a digit more than what it adds up.
            room = 4 if is_number(column.form) else 3
            wanted = max(longest + room, min(text_width(head) + 4, _WIDEST_HEADER))
            page.widen(placed.columns[column.name], wanted)
            lines = max(lines, ceil((text_width(head) + 4) / wanted))
        page.sheet.set_row(placed.header, _HEADER_HEIGHT * min(lines, 3))


def _described(
    page: Page, table: Table, column: Column, head: str, *, following: Following, totalled: bool
) -> dict[str, Any]:
    """A column as XlsxWriter wants it told."""
    looks = page.looks
    told: dict[str, Any] = {"header": head, "header_format": looks.header(column.form)}
    if column.form is not Form.TREND:
        told["format"] = looks.cell(column.form)
    if column.derived is not None and any(computes(table, column, row) for row in table.rows):
        told["formula"] = following.of_row(column.derived)
    sums = summed(table)
    if totalled and column.name in sums:
        told["total_function"] = "sum"
    elif totalled and (formula := following.of_total(column, sums)):
        told["total_function"] = formula
    return told


def _write_totals(
    page: Page, placed: Placed, following: Following, sums: Sequence[Cell], row: int
) -> None:
    """The last line; cells that hold nothing are drawn as part of it."""
    known = summed(placed.table)
    for column, value in zip(placed.table.columns, sums, strict=True):
        at, look = placed.columns[column.name], page.looks.total(column.form)
        if formula := following.of_total(column, known):
            cached = not_available() if value is None else value
            page.sheet.write_formula(row, at, formula, look, cached)
        elif at == FIRST_COLUMN:
            page.text(row, at, _("Sum"), look)
        else:
            page.sheet.write_blank(row, at, None, look)


def _write_marks(page: Page, placed: Placed, at: int) -> None:
    """A sign of how each row stands, and colours that follow from the sign."""
    page.widen(at, 7)
    middle = page.looks.of(align="center", bold=True)
    for row, one in enumerate(placed.table.rows, placed.first):
        page.text(row, at, MARKS[one.state], middle)
    for state, look in STATE_LOOKS.items():
        criteria = f'=${xl_col_to_name(at)}{placed.first + 1}="{MARKS[state]}"'
        rule = {"type": "formula", "criteria": criteria, "format": page.looks.changed(**look)}
        for column in (at, *_told_in(placed)):
            page.sheet.conditional_format(placed.first, column, placed.last, column, rule)


def _told_in(placed: Placed) -> list[int]:
    """The column that says in words how the rows stand, if one does: that of the fewest words."""
    states = [row.state for row in placed.table.rows]
    found = []
    for column in placed.table.columns[1:]:
        words = placed.table.values(column.name)
        told = set(zip(words, states, strict=True))
        if column.form is Form.TEXT and len(set(words)) == len(told) <= len(set(states)) + 1:
            found.append((-len(told), placed.columns[column.name]))
    return [max(found)[1]] if found and len(states) > 1 else []


def _draw_bars(page: Page, placed: Placed) -> None:
    bars = {"type": "data_bar", "bar_color": BAR, "bar_solid": True, "data_bar_2010": True}
    for column in placed.table.columns:
        if column.bar:
            at = placed.columns[column.name]
            page.sheet.conditional_format(placed.first, at, placed.last, at, bars)
