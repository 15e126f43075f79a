"""What the rules of a spreadsheet's cells offer to choose from, resolved to texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from adapters.addresses import CellRange
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.reading.validations import MAX_CHOICES, choice_text
from adapters.google.content import Content, SheetCells
from adapters.google.structure import Condition, SheetAnswer

_NOTHING = SheetCells({}, {})


class Choices:
    """Resolves the conditions of one spreadsheet."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._sheets = {sheet.properties.title.casefold(): sheet for sheet in content.shape.grids}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, condition: Condition, sheet: SheetAnswer) -> tuple[str, ...]:
        """What a condition on that sheet offers; empty where it offers nothing."""
        texts = [value.user_entered_value for value in condition.values]
        if condition.type == "ONE_OF_LIST":
            return tuple(
                dict.fromkeys(text for text in map(str.strip, texts[:MAX_CHOICES]) if text)
            )
        if condition.type != "ONE_OF_RANGE" or not texts:
            return ()
        key = texts[0], sheet.properties.title
        if key not in self._known:
            self._known[key] = tuple(
                dict.fromkeys(islice(self._texts(texts[0], sheet), MAX_CHOICES))
            )
        return self._known[key]

    def _texts(self, reference: str, sheet: SheetAnswer) -> Iterator[str]:
        found = self._place(reference.strip().removeprefix("="), sheet)
        if found is None:
            return
        home, area = found
        cells = self._content.sheets.get(home.properties.sheet_id, _NOTHING)
        for column in range(area.first_column, area.last_column + 1):
            values = cells.values.get(column, [])
            yield from filter(None, map(choice_text, values[area.first_row - 1 : area.last_row]))

    def _place(self, reference: str, sheet: SheetAnswer) -> tuple[SheetAnswer, CellRange] | None:
        title, mark, cells = reference.rpartition("!")
        if mark:
            if title.startswith("'") and title.endswith("'"):
                title = title[1:-1].replace("''", "'")
            there = self._sheets.get(title.casefold())
        else:
            there = sheet
            if (named := self._named(cells)) is not None:
                return named
        area = parse_range(cells)
        return (there, area) if there is not None and area is not None else None

    def _named(self, name: str) -> tuple[SheetAnswer, CellRange] | None:
        for found in self._content.shape.named_ranges:
            if found.name.casefold() != name.casefold():
                continue
            for sheet in self._content.shape.grids:
                if sheet.properties.sheet_id == found.range.sheet_id:
                    size = sheet.properties.grid_properties
                    return sheet, found.range.cells(size.row_count, size.column_count)
        return None


def runs_of(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows in order as stretches without a gap, both ends included."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
