"""Moving a formula to another cell, as a fill-down in Excel does.

openpyxl's Translator was measured first: it leaves references after a line break alone, joins
runs of blanks and skips spill references, so the few lexical rules that matter are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.addresses import column_letters
from adapters.errors import N_, Refused

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_LEXEMES = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^']|'')*'!?)
    | (?P<sheets>[\w.\\]+:[\w.\\]+!)
    | (?P<bracket>\[)
    | (?P<error>\#(?:REF!|N/A|NAME\?|DIV/0!|NULL!|NUM!|VALUE!|GETTING_DATA|SPILL!|CALC!))
    | (?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w.]))
    | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(!\[]))
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.(!\[?\\]))
    | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[\w.\\?$]+!?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")


def column_number(letters: str) -> int:
    """``A -> 1``, ``aa -> 27``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def lexemes(formula: str) -> Iterator[tuple[str, str]]:
    """The formula in pieces that join to it again, each with its kind (see the pattern above).

    Raises:
        Refused: brackets do not match.
    """
    at = 0
    while found := _LEXEMES.match(formula, at):
        kind, lexeme, at = found.lastgroup or "other", found[0], found.end()
        if kind == "bracket":
            at = _after_brackets(formula, found.start())
            lexeme = formula[found.start() : at]
        yield kind, lexeme


def translated(formula: str, rows: int, columns: int = 0) -> str:
    """The formula (without ``=``) with its relative references moved by so many rows and columns.

    Strings, sheet names, structured references, names and functions stay as they are.

    Raises:
        Refused: a reference would leave the sheet.
    """
    parts: list[str] = []
    for kind, lexeme in lexemes(formula):
        moved = lexeme
        if kind == "cell":
            moved = _moved_cell(lexeme, rows, columns)
        elif kind == "rows":
            moved = ":".join(_moved_row(part, rows) for part in lexeme.split(":"))
        elif kind == "columns":
            moved = ":".join(_moved_column(part, columns) for part in lexeme.split(":"))
        parts.append(moved)
    return "".join(parts)


def _after_brackets(formula: str, at: int) -> int:
    """The end of a bracketed, maybe nested, structured reference; ``'`` escapes a character."""
    depth = 0
    while at < len(formula):
        letter = formula[at]
        at += 1
        if letter == "'":
            at += 1
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return at
    raise Refused(N_("A formula that would have to be copied has unbalanced brackets."))


def _moved_cell(reference: str, rows: int, columns: int) -> str:
    parts = _CELL.fullmatch(reference)
    if parts is None or column_number(parts[2]) > MAX_COLUMN or int(parts[4]) > MAX_ROW:
        return reference  # a name such as ABC1234567
    return _moved_column(parts[1] + parts[2], columns) + _moved_row(parts[3] + parts[4], rows)


def _moved_row(row: str, rows: int) -> str:
    if row.startswith("$") or not rows:
        return row
    moved = int(row) + rows
    if not 1 <= moved <= MAX_ROW:
        raise Refused(N_("A formula that would have to be copied would refer beyond the sheet."))
    return str(moved)


def _moved_column(letters: str, columns: int) -> str:
    if letters.startswith("$") or not columns:
        return letters
    moved = column_number(letters) + columns
    if not 1 <= moved <= MAX_COLUMN:
        raise Refused(N_("A formula that would have to be copied would refer beyond the sheet."))
    return column_letters(moved)
