"""A workbook with every sheet and every column that is known, made from the model itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from fakes import Grid, MemoryWorkbook

from adapters.contents import CellValue
from salestui.model.entities import ENTITIES
from salestui.model.fields import Entity, Field, FieldType

TODAY = date(2026, 12, 9)
Cell = Callable[[Entity, Field, int], CellValue]
_NAMES = {
    "deals": "Press", "customers": "Acme", "members": "Ann", "contacts": "Tom",
    "products": "Drive", "tasks": "Plan",
}  # fmt: skip
_STAGES = ("Proposal", "Negotiation", "Won", "Lost", "Qualified")
_FIXED: dict[tuple[str, str], CellValue] = {
    ("targets", "scope_type"): "Rep", ("targets", "scope"): "Ann", ("targets", "period"): "2026-12",
    ("targets", "year"): 2026, ("scorecards", "period"): "2026-Q4", ("members", "left"): None,
    ("contacts", "reports_to"): None, ("tasks", "parent"): None, ("deals", "parent_deal"): None,
    ("customers", "parent"): None, ("members", "manager"): None,
    ("members", "matrix_manager"): None, ("leads", "converted_deal"): None,
}  # fmt: skip
_BY_TYPE: dict[FieldType, CellValue] = {
    FieldType.DATE: date(2026, 12, 1), FieldType.NUMBER: 5, FieldType.INTEGER: 3,
    FieldType.MONEY: 1000, FieldType.PERCENT: 0.5, FieldType.FLAG: True,
}  # fmt: skip


def sound(entity: Entity, field: Field, row: int) -> CellValue:
    """A value that fits: every reference is to a row that is there."""
    if (entity.name, field.name) in _FIXED:
        return _FIXED[entity.name, field.name]
    if field.name == "stage":
        return _STAGES[row % len(_STAGES)]
    if field.name == "id":
        return f"{entity.name[:2].upper()}-{row}"
    if field.refers in _NAMES:
        return _NAMES[field.refers]
    if field.name in entity.title and entity.name in _NAMES:
        return _NAMES[entity.name] + (f" {row}" if row else "")
    if field.choices:
        return field.choices[row % len(field.choices)].en
    if field.type is FieldType.TEXT:
        return f"{field.labels['en']} {row}"
    return _BY_TYPE.get(field.type, f"{field.labels['en']} {row}")


def whole(
    cell: Cell = sound,
    rows: int = 2,
    *,
    kinds: Iterable[Entity] = ENTITIES,
    columns: Callable[[Entity], Iterable[Field]] = lambda entity: entity.fields,
) -> MemoryWorkbook:
    """The workbook: a sheet for each kind of rows, its headers and names in English.

    Args:
        cell: what stands in a field's cell of a row, counted from 0.
        rows: so many in each sheet.
        columns: the fields that a kind of rows has columns for.
    """
    sheets: dict[str, Grid] = {}
    for kind in kinds:
        fields = list(columns(kind))
        lines = [[cell(kind, field, row) for field in fields] for row in range(rows)]
        sheets[kind.labels["en"]] = [[field.labels["en"] for field in fields], *lines]
    return MemoryWorkbook(sheets)
