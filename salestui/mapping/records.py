"""Rows that look like headers and are records: their texts are those of the columns above."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.contents import CellValue
from salestui.mapping.headers import is_name, meanings
from salestui.mapping.headings import HeaderRows, Heading, header_text, is_period
from salestui.model.playbook import known_playbooks

_NEAR = 500
"""So many rows above and below are compared."""


def tells_a_record(text: str) -> bool:
    """Whether a text that its column has elsewhere makes a row a record: no name, no period."""
    return not is_name(text) and not is_period(text)


def is_stage(text: str) -> bool:
    """Whether a text is the stage of a known playbook."""
    return any(playbook.stage(text) for playbook in known_playbooks())


def is_record(rows: HeaderRows, heading: Heading, other: Heading) -> bool:
    """Whether what looks like a second header is a record of the first one's table.

    It stands right below a row of the table, without a blank one between, and one of its texts is
    a stage in a column of stages, or stands in the same column of the rows above and below it.
    """
    if other.top != other.row or other.row - 1 <= heading.row or not rows.cells(other.row - 1):
        return False
    texts = {c: header_text(v) for c, v in other.cells.items() if tells_a_record(header_text(v))}
    if any(_holds_stage(heading, column, text) for column, text in texts.items()):
        return True
    around = [rows.cells(n) for n in _around(rows, heading, other)]
    return any(header_text(r.get(c)) == text for c, text in texts.items() for r in around)


def _holds_stage(heading: Heading, column: int, text: str) -> bool:
    header: CellValue = heading.cells.get(column)
    if not any(m.field.name == "stage" for m in meanings(header_text(header))):
        return False
    return is_stage(text)


def _around(rows: HeaderRows, heading: Heading, other: Heading) -> Iterator[int]:
    """The rows of the block in which a row stands, without it."""
    for step in (-1, 1):
        for count in range(1, _NEAR):
            row = other.row + step * count
            if row <= heading.row or not rows.cells(row):
                break
            yield row
