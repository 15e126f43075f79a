"""Addresses of cells as people write them, both ways, and rectangles of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!][^!]*))"
_CELL = re.compile(rf"{_SHEET}!\$?(?P<letters>[A-Za-z]{{1,3}})\$?(?P<row>\d{{1,7}})")
_ROW = re.compile(rf"{_SHEET}!\$?(?P<row>\d{{1,7}})")


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells on one sheet; both corners belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def column_letters(column: int) -> str:
    """``1 -> A``, ``27 -> AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(sheet: str, row: int, column: int) -> str:
    """The address as people write it: ``Deals!C7``, ``'My sheet'!C7``."""
    plain = sheet.isidentifier() or sheet.isalnum()
    name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Address:
    """A cell of a sheet, row and column 1-based; a whole row where ``column`` is None."""

    sheet: str
    row: int
    column: int | None


def column_number(letters: str) -> int | None:
    """``A -> 1``, ``aa -> 27``; None for what names no column of a sheet."""
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        return None
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number if number <= MAX_COLUMN else None


def parse_cell(text: str) -> Address | None:
    """``Deals!C7``, ``'My sheet'!$C$7``; None for what is no address of a cell."""
    found = _CELL.fullmatch(text)
    return _address(found, column_number(found["letters"])) if found else None


def parse_row(text: str) -> Address | None:
    """``Deals!7``, ``'My sheet'!7``; None for what is no address of a row."""
    found = _ROW.fullmatch(text)
    return _address(found, 0) if found else None


def split_assignment(text: str) -> tuple[Address, str] | None:
    """``Deals!C7=Won`` as the cell and the text behind ``=``; None for anything else."""
    if (found := _CELL.match(text)) and text[found.end() : found.end() + 1] == "=":
        address = _address(found, column_number(found["letters"]))
        return (address, text[found.end() + 1 :]) if address else None
    return None


def _address(found: re.Match[str], column: int | None) -> Address | None:
    row = int(found["row"])
    if column is None or not 1 <= row <= MAX_ROW:
        return None
    quoted = found["quoted"]
    sheet = quoted.replace("''", "'") if quoted is not None else found["plain"]
    return Address(sheet, row, column or None)
