"""Values in filter expressions: numbers, dates, spans of days and yes or no."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from salestui.mapping.layout import Column
from salestui.mapping.shortcuts import shortcut_date
from salestui.mapping.values import parse_date, parse_money, parse_percent
from salestui.model.fields import FieldType
from salestui.model.period import PeriodKind, parse_period, period_of, shifted

_POWER = re.compile(r"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+")
"""A number in scientific notation."""

_NAMED_SPANS = {
    "thismonth": (PeriodKind.MONTH, 0), "本月": (PeriodKind.MONTH, 0),
    "lastmonth": (PeriodKind.MONTH, -1), "上月": (PeriodKind.MONTH, -1),
    "nextmonth": (PeriodKind.MONTH, 1), "下月": (PeriodKind.MONTH, 1),
    "thisquarter": (PeriodKind.QUARTER, 0), "本季": (PeriodKind.QUARTER, 0),
    "本季度": (PeriodKind.QUARTER, 0), "lastquarter": (PeriodKind.QUARTER, -1),
    "上季度": (PeriodKind.QUARTER, -1), "nextquarter": (PeriodKind.QUARTER, 1),
    "下季度": (PeriodKind.QUARTER, 1), "thisyear": (PeriodKind.YEAR, 0),
    "今年": (PeriodKind.YEAR, 0), "lastyear": (PeriodKind.YEAR, -1), "去年": (PeriodKind.YEAR, -1),
    "nextyear": (PeriodKind.YEAR, 1), "明年": (PeriodKind.YEAR, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included; one day for a plain date."""

    start: date
    end: date


def read_date(text: str, as_of: date, fiscal_start: int) -> Span | None:
    """A date, a day told from ``as_of`` (``today``, ``+30d``, ``-2w``), or a period's days."""
    text = unicodedata.normalize("NFKC", text).strip()
    word = text.casefold().replace("-", "").replace("_", "")
    if word in _NAMED_SPANS:
        kind, by = _NAMED_SPANS[word]
        period = shifted(period_of(as_of, kind, fiscal_start), by, fiscal_start)
        return Span(period.start, period.end)
    day = parse_date(text) or shortcut_date(text, as_of)
    if day is not None:
        return Span(day, day)
    named = parse_period(text, fiscal_start, as_of.year)
    return None if named is None else Span(named.start, named.end)


def read_number(text: str, column: Column) -> float | None:
    """A number in the column's units, as it would be typed into a cell; None if it is none.

    In a percent column ``35`` and ``35%`` both mean 0.35. ``1e6`` names its own unit, as ``1m`` and
    ``100万`` do: nobody counts millions of 万元 so.
    """
    if column.type is FieldType.PERCENT:
        number = parse_percent(text, 1.0)
        plain = number is not None and "%" not in text and "％" not in text and "成" not in text
        if number is not None and plain and (column.percent_scale != 1.0 or abs(number) > 1.0):
            number /= 100
    else:
        number = parse_money(text, 1.0 if _POWER.fullmatch(text.strip()) else column.scale)
    return number if number is not None and math.isfinite(number) else None
