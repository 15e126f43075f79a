"""A1 notation: column letters, references, sheet names; boxes of cells, 0-based, half open."""

import re
from dataclasses import dataclass, replace
from typing import Any

MAX_LETTERS = 3
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?\Z")
_R1C1 = re.compile(r"[Rr]([1-9][0-9]*)[Cc]([1-9][0-9]*)\Z")


@dataclass(frozen=True, slots=True)
class Box:
    """Rows top..bottom and columns left..right of one sheet; None is an open side."""

    sheet: int
    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None

    def closed(self, rows: int, columns: int) -> "Box":
        """The same with open sides at the edges of the grid and far sides cut there."""
        return replace(
            self,
            top=self.top or 0,
            bottom=rows if self.bottom is None else min(self.bottom, rows),
            left=self.left or 0,
            right=columns if self.right is None else min(self.right, columns),
        )

    def contains(self, row: int, column: int) -> bool:
        return (
            (self.top or 0) <= row
            and (self.bottom is None or row < self.bottom)
            and (self.left or 0) <= column
            and (self.right is None or column < self.right)
        )

    def overlaps(self, other: "Box") -> bool:
        return (
            self.sheet == other.sheet
            and _meet(self.top, self.bottom, other.top, other.bottom)
            and _meet(self.left, self.right, other.left, other.right)
        )

    def as_json(self) -> dict[str, int]:
        """As the service writes it: sheetId 0 is left out, index 0 is not."""
        sides = {
            "sheetId": self.sheet or None,
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
        return {name: side for name, side in sides.items() if side is not None}


def _meet(start: int | None, end: int | None, start2: int | None, end2: int | None) -> bool:
    return (end2 is None or (start or 0) < end2) and (end is None or (start2 or 0) < end)


def box_of(grid_range: dict[str, Any]) -> Box:
    return Box(
        int(grid_range.get("sheetId", 0)),
        grid_range.get("startRowIndex"),
        grid_range.get("endRowIndex"),
        grid_range.get("startColumnIndex"),
        grid_range.get("endColumnIndex"),
    )


def column_name(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """The sheet's name as the service writes it: in quotes only where needed."""
    plain = _PLAIN_NAME.match(title)
    looks_like_cell = re.match(r"(?i)([a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*|[rc])\Z", title)
    if plain and not looks_like_cell:
        return title
    return "'" + title.replace("'", "''") + "'"


def label(title: str, box: Box) -> str:
    """`Sheet1!A1:B2`; a single cell has no colon, open sides have no letter or number."""
    if (box.top, box.bottom, box.left, box.right) == (None,) * 4:
        return quoted(title)
    first, last = "", ""
    if box.left is not None or box.right is not None or box.bottom is None:
        first += column_name(box.left or 0)
    if box.top is not None or box.bottom is not None or box.right is None:
        first += str((box.top or 0) + 1)
    if box.right is not None:
        last += column_name(box.right - 1)
    if box.bottom is not None:
        last += str(box.bottom)
    return f"{quoted(title)}!{first}" + ("" if first == last else f":{last}")


def split_sheet(text: str) -> tuple[str | None, str]:
    """The sheet's name (None without one) and the rest, of `'My sheet'!A1`."""
    if text.startswith("'"):
        match = re.match(r"'((?:[^']|'')*)'(?:!(.*))?\Z", text, re.DOTALL)
        if match:
            return match[1].replace("''", "'"), match[2] or ""
        return None, text
    name, mark, rest = text.rpartition("!")
    return (name, rest) if mark else (None, text)


def cells(text: str, sheet: int) -> Box | None:
    """The box of `A1`, `A1:B2`, `A:C`, `2:5`, `A5:C`, `R1C1:R2C2`; None where it is none."""
    parts = text.split(":")
    if len(parts) > 2:
        return None
    corners = [_corner(part) for part in parts]
    if any(corner is None for corner in corners):
        return None
    rows = [corner[0] for corner in corners if corner]
    columns = [corner[1] for corner in corners if corner]
    if len(parts) == 1:
        row, column = rows[0], columns[0]
        if row is None or column is None:
            return None
        return Box(sheet, row, row + 1, column, column + 1)
    top, bottom = _span(rows)
    left, right = _span(columns)
    return Box(sheet, top, bottom, left, right)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    if match := _R1C1.match(text):
        return int(match[1]) - 1, int(match[2]) - 1
    match = _CORNER.match(text)
    if not text or match is None:
        return None
    column = column_index(match[1]) if match[1] else None
    return (int(match[2]) - 1 if match[2] else None), column


def _span(ends: list[int | None]) -> tuple[int | None, int | None]:
    first, last = ends
    if first is None or last is None:
        return (first if first is not None else last), None
    return min(first, last), max(first, last) + 1
