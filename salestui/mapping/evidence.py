"""What a column's values say about its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from adapters.contents import CellValue
from salestui.mapping.dates import is_date_format
from salestui.mapping.flags import says_flags
from salestui.mapping.headers import Unit
from salestui.mapping.values import date_readings, parse_date, parse_money, parse_percent
from salestui.model.fields import NUMERIC, FieldType

_DIGITS = re.compile(r"[0#]")
_MONEY_SIGN = re.compile(r"[¥￥$€£]|RMB|USD|CNY", re.IGNORECASE)


def _understood(kind: FieldType, value: CellValue) -> float:
    """1 where a value is of that type, 0 where it is not, between where it is unlikely."""
    text = isinstance(value, str)
    if kind is FieldType.DATE:
        if text:
            return float(parse_date(str(value)) is not None or bool(date_readings(str(value))))
        return float(isinstance(value, date))
    if kind in NUMERIC:
        if text:
            parse = parse_percent if kind is FieldType.PERCENT else parse_money
            return float(parse(str(value)) is not None)
        return float(isinstance(value, int | float))
    if kind is FieldType.FLAG:
        return float(isinstance(value, bool))
    if isinstance(value, date | time):
        return 0.0
    return 1.0 if text else 0.6


def fit(kind: FieldType, values: Sequence[CellValue]) -> float:
    """The share of values that are of that type; 1 where there are none to tell."""
    return sum(_understood(kind, v) for v in values) / len(values) if values else 1.0


def text_share(values: Sequence[CellValue]) -> float:
    """The share of values that are stored as text."""
    return sum(isinstance(v, str) for v in values) / len(values) if values else 0.0


def inferred_type(values: Sequence[CellValue], number_format: str, unit: Unit) -> FieldType:
    """The type of a column that is no known field."""
    if not values:  # formulas that were not calculated, or a column to be filled
        if is_date_format(number_format):
            return FieldType.DATE
        return _numeric(number_format, unit) if _DIGITS.search(number_format) else FieldType.TEXT
    if all(isinstance(v, bool) for v in values) or says_flags(values):
        return FieldType.FLAG
    if all(isinstance(v, date) for v in values):
        return FieldType.DATE
    if any(isinstance(v, bool) or not isinstance(v, int | float) for v in values):
        return FieldType.TEXT
    return _numeric(number_format, unit)


def _numeric(number_format: str, unit: Unit) -> FieldType:
    if "%" in number_format:
        return FieldType.PERCENT
    if unit.money or _MONEY_SIGN.search(number_format):
        return FieldType.MONEY
    return FieldType.NUMBER
