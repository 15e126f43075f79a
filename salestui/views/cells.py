"""How single values of a table read: as shown in a grid, as edited, and under which title."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import polars as pl

from salestui.book.edits import NOT_CALCULATED, Unread, Value
from salestui.i18n import _, label
from salestui.mapping.currency_signs import currency_sign
from salestui.mapping.headers import split_unit
from salestui.mapping.layout import Column
from salestui.mapping.values import steady, to_cell
from salestui.model.fields import NUMERIC, FieldType
from salestui.plain_text import with_edges

_DECIMALS = {
    FieldType.MONEY: (0, 2),
    FieldType.PERCENT: (0, 1),
    FieldType.NUMBER: (0, 1, 2, 4),
    FieldType.INTEGER: (0, 2),
}


class Mark(StrEnum):
    """What has happened to a cell; the most urgent one is shown."""

    PLAIN = "plain"
    PENDING = "pending"
    ADDED = "added"
    DELETED = "deleted"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    READ_ONLY = "read-only"
    STALE = "stale"


def column_title(column: Column) -> str:
    """The header as the team wrote it, on one line; the currency where only the cells tell it."""
    title = " ".join(column.header.split()) or _name_without_header(column)
    if column.type is FieldType.MONEY and not split_unit(column.header)[1].money:
        sign = currency_sign(column)
        if sign and sign not in title:
            title += f" ({sign})"
    return title


def _name_without_header(column: Column) -> str:
    if column.field is not None:
        return label(column.field.labels)
    return column.name.partition(":")[2] or column.name


def read_only_reason(column: Column) -> str:
    """Why no cell of a column can be edited; empty when they can."""
    if column.calculated:
        return _("{column} is calculated by a formula in the workbook.").format(
            column=column_title(column)
        )
    if column.position is None:
        return _("The sheet has no column for {column}.").format(column=column_title(column))
    return ""


def decimals_of(column: Column, values: pl.Series) -> int:
    """How many decimals show every value of a column, within reason."""
    if column.type not in NUMERIC or values.dtype != pl.Float64:
        return 0
    scaled = values.drop_nulls() * _factor(column)
    *few, most = _DECIMALS[column.type]
    for places in few:
        shifted = scaled * 10**places
        if ((shifted - shifted.round()).abs() < 1e-6).all():
            return places
    return most


def _factor(column: Column) -> float:
    return 100.0 if column.type is FieldType.PERCENT else 1.0 / column.scale


def value_text(column: Column, value: Value, decimals: int | None = None) -> str:
    """A value as shown: numbers grouped and in the unit that the header names, dates ISO.

    A formula without a result is "not calculated", which is neither empty nor zero.

    Args:
        decimals: how many the column shows, see ``decimals_of``; None for as many as the value
            itself needs.
    """
    if value == NOT_CALCULATED:
        return _("not calculated")
    if isinstance(value, bool):
        return flag_text(column, value)
    if isinstance(value, float | int):
        if decimals is None:
            alone = pl.Series([float(value)])
            decimals = decimals_of(column, alone) if column.type in NUMERIC else 2
        number = steady(value * _factor(column))
        if column.type is FieldType.PERCENT:
            return f"{number:.{decimals}f}%"
        return f"{number:,.{decimals}f}" if _grouped(column) else f"{number:.{decimals}f}"
    return exact_text(column, value)


def flag_text(column: Column, value: bool) -> str:
    """Yes or no in the column's own words, where it has such."""
    return column.words[not value] or (_("yes") if value else _("no"))


def said_text(column: Column, value: Value) -> str:
    """A value in a sentence: exact, grouped, in the unit of the header, an empty one named.

    Spaces around a text are shown as signs.
    """
    if value is None or value == "":
        return _("(empty)")
    return with_edges(value_text(column, value))


def _grouped(column: Column) -> bool:
    if column.type is FieldType.MONEY or "," in column.number_format:
        return True
    return column.field is not None and column.field.name != "year"


def exact_text(column: Column, value: Value) -> str:
    """A value as an editor starts with it and as it is copied: nothing rounded, nothing grouped."""
    match value:
        case None:
            return ""
        case Unread(text) | str(text):
            return text
        case bool():
            return flag_text(column, value)
        case date():
            return value.isoformat()
        case _ if column.type is FieldType.PERCENT:
            return f"{_plain(steady(value * 100))}%"
        case _:
            return _plain(to_cell(column, value))


def _plain(number: object) -> str:
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return str(number)
