"""The rows of other sheets that belong to a project, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of

Record = Mapping[str, object]
"""A row: values by field name, with its identity."""


def records(state: BookState, deal: int, entity: str) -> list[dict[str, object]]:
    """The rows about a deal; none where the workbook keeps no such sheet."""
    return referring(state, "deals", deal, entity).to_dicts()


def row_id(row: Record) -> int:
    """The row's identity."""
    number = row[ID]
    return number if isinstance(number, int) else -1


def text(row: Record, name: str) -> str:
    """A cell's text in one line; empty where there is none."""
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def day(row: Record, name: str) -> date | None:
    """A cell's date."""
    value = row.get(name)
    return value if isinstance(value, date) else None


def number(row: Record, name: str) -> float | None:
    """A cell's number."""
    value = row.get(name)
    return float(value) if isinstance(value, int | float) else None


def code(row: Record, entity: str, name: str) -> str:
    """The code of the choice that a cell holds; empty where it is blank or none of them."""
    field, value = entity_of(entity).field(name), text(row, name)
    return field.code(value) if field is not None and value else ""


def deal_text(state: BookState, deal: int, name: str) -> str:
    """A text of the deal itself; empty where it has none, or no column for it."""
    rows = state.entities["deals"]
    value = rows.value(deal, name) if rows.layout.column(name) is not None else None
    return value if isinstance(value, str) else ""


def deal_day(state: BookState, deal: int, name: str) -> date | None:
    """A date of the deal itself."""
    rows = state.entities["deals"]
    value = rows.value(deal, name) if rows.layout.column(name) is not None else None
    return value if isinstance(value, date) else None


def deal_number(state: BookState, deal: int, name: str) -> float | None:
    """A number of the deal itself."""
    rows = state.entities["deals"]
    value = rows.value(deal, name) if rows.layout.column(name) is not None else None
    return float(value) if isinstance(value, int | float) else None
