"""The layouts of several sheets as the layout of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salestui.mapping.layout import SHEET, Column, TableLayout
from salestui.mapping.regions import Region
from salestui.model.fields import NUMERIC, TEXTUAL, Field, FieldType

_SHEET_FIELD = Field(SHEET, FieldType.TEXT, "Sheet", "工作表")
SHEET_COLUMN = Column(SHEET, "", FieldType.TEXT, None, field=_SHEET_FIELD)
"""The column of a table over several sheets that says on which one a row stands."""


def told_by_name(part: TableLayout, known: Field | None) -> TableLayout:
    """The layout with a field that the sheet's name tells; ``part`` itself without one."""
    if known is None:
        return part
    told = Column(known.name, "", known.type, None, field=known, given=part.sheet)
    return replace(part, columns=(*part.columns, told))


def agreed(parts: Sequence[TableLayout], regions: Sequence[Region]) -> tuple[TableLayout, ...]:
    """The parts with one type for each of the team's own columns.

    Args:
        regions: where each part was found; a column without values there has no say.
    """
    types: dict[str, set[FieldType]] = {}
    blank: dict[str, set[FieldType]] = {}
    for part, region in zip(parts, regions, strict=True):
        for column in part.columns:
            says = column.position and region.values(column.position)
            (types if says else blank).setdefault(column.name, set()).add(column.type)
    common = {name: _common(types.get(name) or blank[name]) for name in types | blank}
    return tuple(
        replace(
            part,
            columns=tuple(replace(c, type=common[c.name]) for c in part.columns),
        )
        for part in parts
    )


def _common(types: set[FieldType]) -> FieldType:
    if len(types) == 1:
        return next(iter(types))
    if types <= TEXTUAL:
        return FieldType.CHOICE
    if types <= NUMERIC:
        return FieldType.MONEY if FieldType.MONEY in types else FieldType.NUMBER
    return FieldType.TEXT


def joined(parts: Sequence[TableLayout]) -> TableLayout:
    """One layout for all parts: the columns of all, as the first that has them keeps them.

    A single part is the table itself.
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    columns: dict[str, Column] = {}
    for column in (c for part in parts for c in part.columns):
        known = columns.setdefault(column.name, column)
        if known.position is None and column.position is not None:
            known = columns[column.name] = column
        more = tuple(choice for choice in column.choices if choice not in known.choices)
        calculated = known.calculated or column.calculated
        if more or calculated:
            choices = (*known.choices, *more)
            columns[column.name] = replace(known, choices=choices, calculated=calculated)
    shown = (replace(c, given="") for c in columns.values())
    return replace(first, columns=(*shown, SHEET_COLUMN), parts=tuple(parts))
