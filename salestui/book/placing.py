"""On which sheet a new row belongs, where a table is cut over several."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.book.edits import Value
from salestui.mapping.headers import normalise
from salestui.mapping.layout import SHEET, TableLayout


def sheet_of(layout: TableLayout, values: Mapping[str, Value]) -> str:
    """The sheet for a new row: the one that it names, that its values name, or the last one."""
    if not layout.parts:
        return layout.sheet
    named = values.get(SHEET)
    if any(part.sheet == named for part in layout.parts):
        return str(named)
    return _told(layout, values) or layout.parts[-1].sheet


def placed(
    layout: TableLayout, values: Mapping[str, Value], near: str | None = None
) -> dict[str, Value]:
    """The values of a new row with its sheet, and what the name of that sheet tells of it.

    Args:
        near: the sheet of the row beside which it is made; used unless its values name another.
    """
    if not layout.parts:
        return dict(values)
    known = values.get(SHEET) or _told(layout, values) or near
    sheet = sheet_of(layout, {**values, SHEET: known})
    given = {c.name: c.given for c in layout.on(sheet).columns if c.given}
    return {**values, **given, SHEET: sheet}


def _told(layout: TableLayout, values: Mapping[str, Value]) -> str | None:
    """The sheet whose name tells what one of the values says."""
    for part in layout.parts:
        for column in part.columns:
            said = values.get(column.name)
            told = isinstance(said, str) and normalise(said) == normalise(column.given)
            if column.given and told:
                return part.sheet
    return None
