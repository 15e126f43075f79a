"""A field of a whole workbook is written in the grid, saved, and read from the workbook."""

from __future__ import annotations

from table_support import table
from whole_books import whole

from adapters.contents import CellValue
from salestui.model.entities import CORE, entity


async def kept(kind: str, field: str, text: str) -> CellValue:
    """What the first row's cell holds in the workbook after typing a text there and saving."""
    asked = entity(kind)
    book = whole(kinds={k.name: k for k in (*CORE, asked)}.values())
    sheet = asked.labels["en"]
    column = [f.name for f in asked.fields].index(field) + 1
    async with table(kind, book, size=(120, 30)) as t:
        t.to(0, field)
        await t.press("backspace")
        await t.type(text)
        await t.press("enter")
        assert t.value(0, field) == text
        t.book.save()
    return book.cell(sheet, 2, column)
