"""The tables of several books as one table cut over their sheets, each sheet a part of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.addresses import a1, parse_cell
from salestui.mapping.currency_signs import currency_sign
from salestui.mapping.joined import SHEET_COLUMN
from salestui.mapping.layout import BOOK, SHEET, Column, Problem, TableLayout
from salestui.mapping.table import DTYPES
from salestui.model.fields import Field, FieldType

_BOOK_FIELD = Field(BOOK, FieldType.TEXT, "Workbook", "工作簿")
BOOK_COLUMN = Column(BOOK, "", FieldType.TEXT, None, field=_BOOK_FIELD)

Renamed = Mapping[str, str]
"""By a column's name in its book, its name in the roll-up, where that is another one."""


def sheet_name(label: str, sheet: str) -> str:
    """A sheet of a book, as Excel names one of another workbook."""
    return f"[{label}]{sheet}"


def own_sheet(label: str, shown: object) -> str:
    """The sheet's name in its own book."""
    return str(shown).removeprefix(f"[{label}]")


def shown_problem(label: str, problem: Problem, renamed: Renamed) -> Problem:
    """A problem of a book with the place that it has in the roll-up."""
    cell = parse_cell(problem.where)
    if cell is not None and cell.column is not None:
        where = a1(sheet_name(label, cell.sheet), cell.row, cell.column)
    else:
        where = sheet_name(label, problem.where) if problem.where else label
    return replace(problem, where=where, column=renamed.get(problem.column, problem.column))


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The table of one book: its name, its layout there, and its columns' names here."""

    label: str
    layout: TableLayout
    renamed: Renamed

    def parts(self) -> tuple[TableLayout, ...]:
        """Its sheets as parts of the roll-up's table."""
        return tuple(self._part(part) for part in self.layout.sheets)

    def _part(self, part: TableLayout) -> TableLayout:
        columns = tuple(self._column(c) for c in part.columns if c.name != SHEET)
        sheet = sheet_name(self.label, part.sheet)
        return replace(part, sheet=sheet, columns=(*columns, BOOK_COLUMN), parts=())

    def _column(self, column: Column) -> Column:
        shown = self.renamed.get(column.name, column.name)
        if shown == column.name:
            return column
        scope = shown.removeprefix("t:") if column.scope else ""
        return replace(column, name=shown, scope=scope)


def renamings(
    tables: Sequence[tuple[str, TableLayout]], said: Sequence[Mapping[str, str]]
) -> list[Renamed]:
    """The columns that cannot be one with those of that name in the books before.

    Args:
        tables: each book's name and table.
        said: what is known of each to have another name, such as that of a rep's targets.
    """
    kinds: dict[str, object] = {}
    found: list[Renamed] = []
    for (label, layout), known in zip(tables, said, strict=True):
        own = dict(known)
        for column in layout.columns:
            name = own.get(column.name, column.name)
            if kinds.setdefault(name, DTYPES[column.type]) != DTYPES[column.type]:
                own[column.name] = f"{name} ({label})"
        found.append(own)
    return found


def joined_layout(tables: Sequence[OwnTable], *, several_currencies: bool = False) -> TableLayout:
    """One layout for the table of all books; a formula in one book locks no cell of another.

    Args:
        several_currencies: each row says in which one its amounts are.
    """
    parts = [part for table in tables for part in table.parts()]
    columns: dict[str, list[Column]] = {}
    for part in parts:
        for column in part.columns:
            columns.setdefault(column.name, []).append(column)
    del columns[BOOK]
    shown = [_joined(alike) for alike in columns.values()]
    shown.insert(1, BOOK_COLUMN)
    currency = parts[0].entity.field("currency")
    if several_currencies and currency is not None and "currency" not in columns:
        shown.insert(2, Column("currency", "", currency.type, None, field=currency))
    if any(table.layout.parts for table in tables):
        shown.append(SHEET_COLUMN)
    return replace(parts[0], columns=tuple(shown), parts=tuple(parts))


def _joined(alike: Sequence[Column]) -> Column:
    kept = [c for c in alike if c.position is not None]
    first = kept[0] if kept else alike[0]
    if len({currency_sign(c) for c in kept} - {""}) > 1:  # none of the signs holds for all
        first = replace(first, header="", number_format="", scale=1.0)
    choices = tuple(dict.fromkeys(choice for c in alike for choice in c.choices))
    calculated = bool(kept) and all(c.calculated for c in kept)
    return replace(first, choices=choices, calculated=calculated, given="")
