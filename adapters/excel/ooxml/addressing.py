"""The references within a formula: which cells of which sheet, and the formula with them moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number, lexemes
from adapters.excel.ooxml.ranges import parse_range

_END = re.compile(r"(\$?[A-Za-z]{0,3})(\$?)([0-9]*)")
_UNSURE = re.compile(r"\bINDIRECT\s*\(", re.I)
_PLAIN_INDIRECT = re.compile(r'\bINDIRECT\s*\(\s*"((?:[^"]|"")*)"\s*\)', re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells, or whole rows, that a formula names.

    Attributes:
        sheet: the sheet's name folded for comparison; None for several sheets or another workbook.
        first_fixed, last_fixed: whether the row of that end stays when the formula is filled down.
        first_column, last_column: 1-based; whole rows reach over all columns.
        text: as written, without the sheet.
        start: where the text begins in the formula.
    """

    sheet: str | None
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    first_fixed: bool
    last_fixed: bool
    text: str
    start: int = 0

    def with_rows(self, first: int, last: int) -> str:
        """Its text with other rows."""
        ends = self.text.split(":")
        rows = (first, last)
        parts = [_END.fullmatch(end) for end in ends]
        return ":".join(
            f"{part[1]}{part[2]}{row}" for part, row in zip(parts, rows, strict=False) if part
        )


Move = Callable[[Reference], str | None]
"""Gives the new text of a reference, None where it stays as it is."""
See = Callable[[Reference], None]


def rewritten(formula: str, home: str, move: Move, see_columns: See | None = None) -> str:
    """The formula (without ``=``) with its references moved.

    Whole columns have no rows that could move: they are shown to ``see_columns`` only.

    Args:
        home: the name of the sheet that references without a sheet mean.

    Raises:
        Refused: its brackets do not match.
    """
    if see_columns is None and not any(letter.isdigit() for letter in formula):
        return formula
    parts = list(lexemes(formula))
    result: list[str] = []
    sheet: str | None = home.casefold()
    at = start = 0
    while at < len(parts):
        kind, lexeme = parts[at]
        taken = 1
        if kind == "cell" and [p[0] for p in parts[at + 1 : at + 3]] == ["other", "cell"]:
            taken = 3 if parts[at + 1][1] == ":" else 1
        text = "".join(part for _, part in parts[at : at + taken])
        if kind in ("cell", "rows"):
            reference = _reference(sheet, text, start)
            result.append((move(reference) if reference else None) or text)
        else:
            cells = parse_range(text) if kind == "columns" and see_columns else None
            if cells is not None and see_columns is not None:
                columns = cells.first_column, cells.last_column
                see_columns(Reference(sheet, 1, MAX_ROW, *columns, True, True, text, start))
            result.append(text)
        start += len(text)
        prefixed = lexeme.endswith("!") and kind in ("word", "sheet", "sheets")
        external = prefixed and at > 0 and parts[at - 1][0] == "bracket"
        sheet = _sheet(kind, lexeme, external=external) if prefixed else home.casefold()
        at += taken
    return "".join(result)


def _sheet(kind: str, lexeme: str, *, external: bool) -> str | None:
    name = lexeme[:-1]
    if kind == "sheet":
        name = name[1:-1].replace("''", "'")
    if external or kind == "sheets" or "[" in name or ":" in name:
        return None
    return name.casefold()


def _reference(sheet: str | None, text: str, at: int) -> Reference | None:
    first, _, last = text.partition(":")
    start, end = _END.fullmatch(first), _END.fullmatch(last or first)
    if start is None or end is None or not (start[3] and end[3]):
        return None
    columns = [column_number(part[1].strip("$")) for part in (start, end)]
    rows = [int(part[3]) for part in (start, end)]
    fixed = [bool(part[2]) or part[1] == "$" for part in (start, end)]  # "$5" of whole rows
    if max(columns) > MAX_COLUMN or max(rows) > MAX_ROW or min(rows) < 1:
        return None  # a name such as ABC1234567
    left, right = min(columns) or 1, max(columns) or MAX_COLUMN
    return Reference(sheet, rows[0], rows[1], left, right, fixed[0], fixed[1], text, at)


def names_cells_by_text(formula: str) -> bool:
    """Whether it may reach cells through a text with their address, which no program moves."""
    if not _UNSURE.search(formula):
        return False
    for found in _PLAIN_INDIRECT.finditer(formula):
        if any(kind in ("cell", "rows") for kind, _ in lexemes(found[1].replace('""', '"'))):
            return True
    return bool(_UNSURE.search(_PLAIN_INDIRECT.sub("", formula)))
