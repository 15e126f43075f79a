"""What stands behind ``=`` on the command line, and in JSON, as values for cells."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import NoReturn

from adapters.contents import CellValue
from salestui.cli.main import UsageError
from salestui.i18n import _

_WHOLE = re.compile(r"[+-]?(?:0|[1-9]\d*)")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")
_FIELD = re.compile(r"(?P<row>[^!=]+)\.(?P<field>[^.!=]+)=(?P<text>.*)", re.DOTALL)
_FLAGS = {"true": True, "false": False}


def cell_value(text: str) -> CellValue:
    """The value that a text means; nothing is ever a formula.

    Numbers without leading zeros (``007`` is text), ``true`` and ``false``, and ISO dates with or
    without a time are themselves, the empty text empties the cell, an apostrophe before anything
    makes it text, as in Excel.
    """
    if not text or text.startswith("'"):
        return text[1:] or None
    if text.lower() in _FLAGS:
        return _FLAGS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= _LONGEST else text
    if _NUMBER.fullmatch(text):
        return float(text)
    return _moment(text)


_LONGEST = 300
"""Longer rows of digits are no number that a cell can hold, and slow to read."""


def _moment(text: str) -> CellValue:
    """A day or a point in time if the text is one in ISO's form, else the text."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        return text  # such as 2026-02-30
    return text


def row_values(text: str) -> dict[str, CellValue] | list[CellValue]:
    """The values of a new row: an object by header or column letters, or an array from the left.

    JSON says itself what is a number; a text that is an ISO date is a date, and an apostrophe
    before it keeps it text. ``null`` leaves the cell as a new row has it.

    Raises:
        UsageError: it is no JSON, neither object nor array, empty, or holds more than values.
    """
    try:
        row = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        raise UsageError(_("The row after --append is not JSON."), _example()) from problem
    given = row.values() if isinstance(row, dict) else row if isinstance(row, list) else ()
    if not any(value is not None for value in given):
        raise UsageError(_("The row after --append names no cell."), _example())
    if any(isinstance(value, dict | list) for value in given):
        raise UsageError(_("A cell of the row after --append holds more than one value."))
    if isinstance(row, dict):
        return {name: _json_value(value) for name, value in row.items()}
    return [_json_value(value) for value in row]


def _json_value(value: CellValue) -> CellValue:
    if not isinstance(value, str):
        return value
    return value[1:] if value.startswith("'") else _moment(value)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _example() -> str:
    example = """'{"Deal": "Alpha", "Amount": 1200}'"""
    return _("Try: --append Deals {example}").format(example=example)


def split_field(text: str) -> tuple[str, str, str] | None:
    """``D-1.stage=Won`` as the row's key or name, the field and the text; None for others."""
    found = _FIELD.match(text)
    return (found["row"].strip(), found["field"].strip(), found["text"]) if found else None
