"""How sentences about a workbook are put together.

Messages are English templates with placeholders; where they are shown, they are translated first
and filled in afterwards, so the values never take part in the look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from adapters.addresses import a1
from salestui.mapping.layout import Column, Problem, TableLayout

_LONGEST = 60
_HOLE = re.compile(r"{(\w+)}")

Telling = Callable[[TableLayout, Column, int, str], Problem]
"""Makes a problem of a cell: table, column, sheet row, the cell's text."""


def sentence(
    template: str, parts: Iterable[tuple[str, str]], translate: Callable[[str], str]
) -> str:
    """A message or hint as it is shown."""
    values = dict(parts)
    shown = translate(template) if template else ""
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), shown)


def short(text: str) -> str:
    """A cell's text in one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def cell(table: TableLayout, column: Column, row: int) -> str:
    """The address of a table's cell."""
    return a1(table.sheet, row, column.position or table.first_column)
