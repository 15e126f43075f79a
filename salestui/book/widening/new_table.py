"""The sheet for an entity that a workbook has none for: named and headed in the team's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from adapters.changes import AddSheet, NewColumn
from adapters.errors import Refused
from salestui.i18n import N_
from salestui.mapping.language import language_of
from salestui.mapping.layout import Layout, TableLayout
from salestui.model.entities import entity as entity_of
from salestui.model.fields import Entity, Field, FieldType

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FORMATS = {
    FieldType.INTEGER: "0",
    FieldType.MONEY: "#,##0",
    FieldType.PERCENT: "0%",
    FieldType.DATE: "yyyy-mm-dd",
}
_WIDTHS = {FieldType.TEXT: 18, FieldType.CHOICE: 14, FieldType.MONEY: 14, FieldType.DATE: 12}
_WIDE = {"name": 28, "subject": 28, "customer": 26, "notes": 40, "next_step": 26, "email": 26}
_NARROW = 10
_AROUND_HEADER = 4  # the filter's button, and air


def new_sheet(layout: Layout, name: str, language: str = "") -> AddSheet:
    """The sheet to add for an entity, as the workbook's own sheets are.

    Args:
        layout: what was recognised in the workbook.
        language: ``en`` or ``zh``; empty for the workbook's own.

    Raises:
        Refused: there is a table for it, or a sheet that may be meant to be it.
    """
    wanted = entity_of(name)
    known = layout.tables.get(name)
    if known is not None:
        raise Refused(
            N_("The workbook has a sheet for that already: {sheet}."),
            N_("Nothing was added."),
            sheet=known.sheet,
        )
    language = language or language_of(layout.tables)
    columns = tuple(new_column(f, language, layout) for f in wanted.fields if f.starter)
    return AddSheet(_title(wanted, language, layout), columns, _like(layout))


def _title(wanted: Entity, language: str, layout: Layout) -> str:
    """The entity's name, or another that teams use for it where another table's sheet has it."""
    taken = {sheet.strip().casefold(): sheet for sheet, _ in layout.found}
    used = {part.sheet for table in layout.tables.values() for part in table.sheets}
    for title in _titles(wanted, language):
        sheet = taken.get(title.casefold())
        if sheet is None:
            return title
        if sheet not in used:
            raise Refused(
                N_("The workbook has a sheet named {sheet} that is not recognised."),
                N_("Say on the mapping screen what it holds, or rename it in the workbook."),
                sheet=sheet,
            )
    label = wanted.labels[language]
    numbers = (f"{label} {n}" for n in range(2, len(taken) + 3))
    return next(title for title in numbers if title.casefold() not in taken)


def _titles(wanted: Entity, language: str) -> Iterator[str]:
    yield wanted.labels[language]
    for alias in wanted.sheet_aliases:
        if bool(_HAN.search(alias)) == (language == "zh"):
            yield alias[:1].upper() + alias[1:]


def new_column(field: Field, language: str, layout: Layout) -> NewColumn:
    """A field's column, in the formats of the team's other tables."""
    header = field.labels[language]
    width = _WIDE.get(field.name, _WIDTHS.get(field.type, _NARROW))
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in header)
    return NewColumn(
        header,
        max(width, wide + _AROUND_HEADER),
        _format(field.type, layout.tables.values()),
        field.choice_texts(language),
    )


def _format(kind: FieldType, tables: Collection[TableLayout]) -> str:
    """The number format in which the team's tables show such values, else the usual one."""
    usual = _FORMATS.get(kind, "")
    if not usual:
        return ""
    shown = (c.number_format for table in tables for c in table.columns if c.type is kind)
    return next((code for code in shown if code not in ("", "General", "@")), usual)


def _like(layout: Layout) -> tuple[str, int, int] | None:
    """The header cell that the new headers are to be like: of the first table."""
    first = next(iter(layout.tables.values()), None)
    if first is None:
        return None
    part = first.sheets[0]
    return part.sheet, part.header_row, part.first_column
