"""The columns for fields that a table has none for: headed and shown as the team's others are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.addresses import a1
from adapters.changes import AddColumns, NewColumn
from adapters.errors import Refused
from adapters.outlines import Outline
from salestui.book.widening.new_table import new_column
from salestui.i18n import N_
from salestui.mapping.headers import scale_named
from salestui.mapping.language import language_of
from salestui.mapping.layout import Layout, TableLayout
from salestui.mapping.widening import header_rows, in_the_way, is_widened, with_columns
from salestui.model.fields import Field, FieldType

_BRACKET = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]\s*$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The fields of an entity that are to have columns.

    Attributes:
        language: ``en`` or ``zh``, of the headers; empty for that of the table's others.
    """

    entity: str
    fields: Collection[str]
    language: str = ""


def missing_fields(table: TableLayout, names: Collection[str]) -> tuple[Field, ...]:
    """Which of these fields the table has no column for, on one of its sheets at least.

    In the model's order; a field whose value a sheet's name tells is there.
    """
    wanted = (field for field in table.entity.fields if field.name in names)
    return tuple(f for f in wanted if any(_lacks(part, f) for part in table.sheets))


def _lacks(part: TableLayout, field: Field) -> bool:
    column = part.column(field.name)
    return column is None or (column.position is None and not column.given)


def new_columns(
    layout: Layout,
    outline: Outline,
    recognised: Callable[[Outline], Layout],
    wanted: Wanted,
) -> tuple[AddColumns, ...]:
    """The columns to add, on each sheet of the table those that it lacks; none where all are there.

    Args:
        layout: what was recognised in the workbook, whose structure is ``outline``.
        recognised: what is recognised in another outline.

    Raises:
        Refused: there is no such table, it has such a header already, or would be read otherwise.
    """
    table = layout.tables.get(wanted.entity)
    if table is None:
        raise Refused(N_("The workbook has no sheet for that."), N_("Add the sheet first."))
    fields = missing_fields(table, wanted.fields)
    if not fields:
        return ()
    language = wanted.language or language_of({wanted.entity: table})
    lower = tuple(_added(layout, outline, table, fields, language))
    upper = tuple(replace(add, header_row=add.first_row) for add in lower)
    names = [field.name for field in fields]
    for adds in (lower, upper) if upper != lower else (lower,):
        if is_widened(layout, recognised(with_columns(outline, adds)), wanted.entity, names):
            return adds
    _refuse_occupied(outline, lower)
    raise Refused(
        N_("With another column the sheet would not be read as it is now."),
        N_("Add the column in Excel, and say on the mapping screen which field it is."),
        where=table.sheet,
    )


def _refuse_occupied(outline: Outline, adds: Sequence[AddColumns]) -> None:
    for add in adds:
        place = in_the_way(outline, add)
        if place is not None:
            raise Refused(
                N_("There is no room right of the table: this cell is filled."),
                N_(
                    "Move what stands right of the table further away, or insert empty columns "
                    "there; then try again."
                ),
                where=a1(add.sheet, *place),
            )


def column_headers(layout: Layout, entity: str, names: Collection[str]) -> tuple[str, ...]:
    """How the columns for these fields would be headed, each once.

    Raises:
        Refused: the table has such a header already.
    """
    table = layout.tables[entity]
    language = language_of({entity: table})
    fields = missing_fields(table, names)
    pairs = ((part, f) for part in table.sheets for f in fields if _lacks(part, f))
    return tuple(dict.fromkeys(_column(layout, *pair, language).header for pair in pairs))


def _added(
    layout: Layout,
    outline: Outline,
    table: TableLayout,
    fields: Sequence[Field],
    language: str,
) -> Iterator[AddColumns]:
    for part in table.sheets:
        lacking = [field for field in fields if _lacks(part, field)]
        columns = tuple(_column(layout, part, field, language) for field in lacking)
        if not columns:
            continue
        rows = header_rows(outline, part)
        yield AddColumns(
            part.sheet,
            part.header_row,
            rows[-1],
            max(part.last_row, part.bound or 0, part.header_row),
            part.first_column,
            part.last_column,
            columns,
        )


def _column(layout: Layout, part: TableLayout, field: Field, language: str) -> NewColumn:
    made = new_column(field, language, layout)
    if field.type is FieldType.MONEY:
        made = replace(made, header=made.header + _unit(part))
    taken = {column.header.strip().casefold() for column in part.columns}
    if made.header.casefold() in taken:
        raise Refused(
            N_("The sheet has a column named {header} that is not read as this field."),
            N_("Say on the mapping screen what it holds, or rename it in the workbook."),
            where=part.sheet,
            header=made.header,
        )
    return made


def _unit(part: TableLayout) -> str:
    """The unit that the table's money is in, as its own headers name it: ``(万元)``."""
    for column in part.columns:
        if column.field and column.type is FieldType.MONEY and column.position is not None:
            found = _BRACKET.search(column.header)
            unit = scale_named(found[1]) if found else None
            return found[0] if found and unit and unit.scale != 1.0 else ""
    return ""
