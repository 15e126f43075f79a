"""What a user types into a cell of the grid, as a value of the column, or why it cannot be one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from salestui.i18n import N_
from salestui.mapping.layout import Column
from salestui.mapping.shortcuts import shortcut_date
from salestui.mapping.values import (
    date_readings,
    parse_date,
    parse_flag,
    parse_money,
    parse_number,
    parse_percent,
    parse_year,
    steady,
)
from salestui.model.fields import NUMERIC, FieldType

Value = str | float | bool | date | None
Parts = tuple[tuple[str, str], ...]

LONGEST = 32_767
"""As many characters fit into a cell of a workbook."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value as frames hold it. ``note``: how it was read where that may surprise, a template."""

    value: Value
    note: str = ""
    parts: Parts = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a text is no value, and what would be: templates, filled in with ``parts``."""

    reason: str
    hint: str = ""
    parts: Parts = ()


def parse_input(
    column: Column,
    text: str,
    today: date,
    current: Value = None,
    *,
    strict: bool = False,
) -> Parsed | Rejected:
    """Read what was typed into a cell.

    Empty text empties the cell. Money is typed in the unit of the column (``35`` is 350,000 in a
    column headed 万元) unless it names one (``35万``, ``1.2m``). A percentage without its sign that
    is above 1, or in a column of per cents, is taken as per cent.

    Args:
        current: the value now in the cell; ``++7d`` counts from it.
        strict: accept nothing but the choices of the column.
    """
    typed = text.strip()
    if not typed:
        return Parsed(None)
    if column.type is FieldType.DATE:
        return _date(column, typed, today, current)
    if column.type is FieldType.FLAG:
        flag = parse_flag(typed)
        return (
            Rejected(N_("{text} is neither yes nor no."), N_("Type yes or no."), _said(typed))
            if (flag is None)
            else Parsed(flag)
        )
    if column.type is FieldType.PERCENT:
        return _percent(column, typed)
    if column.type in NUMERIC:
        return _number(column, typed)
    return _text(column, typed, strict=strict)


def _said(text: str) -> Parts:
    return (("text", text if len(text) <= 60 else text[:59] + "…"),)


def _date(column: Column, text: str, today: date, current: Value) -> Parsed | Rejected:
    if (day := parse_date(text)) is not None:
        return Parsed(day)
    if (day := parse_date(text, day_first=column.day_first)) is not None:
        return Parsed(day, N_("Read as {date}."), (("date", day.isoformat()),))
    base = current if isinstance(current, date) else None
    if (day := shortcut_date(text, today, base)) is not None:
        return Parsed(day, N_("Read as {date}."), (("date", day.isoformat()),))
    readings = date_readings(text)
    if len(readings) > 1:
        first, second = readings[0], readings[-1]
        return Rejected(
            N_("{text} may be {first} or {second}."),
            N_("Type year, month and day in this order: {first} or {second}."),
            (*_said(text), ("first", str(first)), ("second", str(second))),
        )
    return Rejected(
        N_("{text} is not a date."),
        N_("Type 2026-03-05, 12-09, today, mon, eom, +7d, -2w or +1m."),
        _said(text),
    )


def _percent(column: Column, text: str) -> Parsed | Rejected:
    fraction = parse_percent(text)
    if fraction is None:
        return Rejected(N_("{text} is not a percentage."), N_("Type 0.35 or 35%."), _said(text))
    if parse_number(text) is None:  # it has its sign
        return Parsed(fraction)
    if fraction > 1 or column.percent_scale != 1.0:
        fraction = steady(fraction / 100)
    return Parsed(fraction, N_("Read as {percent}%."), (("percent", f"{fraction * 100:.6g}"),))


def _number(column: Column, text: str) -> Parsed | Rejected:
    number = parse_money(text, column.scale, column.decimal_comma or None)
    if number is None and column.name == "year" and (year := parse_year(text)):
        number = float(year)
    if number is None:
        return Rejected(
            N_("{text} is not a number."),
            N_("Type digits, such as 12500, 12,500, 35万 or 1.2m."),
            _said(text),
        )
    if column.type is FieldType.INTEGER and not number.is_integer():
        return Rejected(
            N_("{text} is not a whole number."), N_("Type it without decimals."), _said(text)
        )
    return Parsed(number)


def _text(column: Column, text: str, *, strict: bool) -> Parsed | Rejected:
    if len(text) > LONGEST:
        return Rejected(
            N_("A cell holds at most {most} characters; this text has {count}."),
            N_("Shorten it."),
            (("most", str(LONGEST)), ("count", str(len(text)))),
        )
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        return Rejected(
            N_("The text has control characters, which a workbook cannot hold."),
            N_("Type it anew."),
        )
    folded = text.casefold()
    for choice in column.choices:
        if choice.strip().casefold() == folded:
            return Parsed(choice)
    if strict and column.choices:
        return Rejected(
            N_("{text} is none of the choices."),
            N_("Choose one of {choices}."),
            (*_said(text), ("choices", ", ".join(column.choices))),
        )
    return Parsed(text)
