"""The columns of a table as understood: which field, why, and the first values both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adapters.addresses import column_letters
from adapters.contents import CellValue
from adapters.outlines import Outline, SheetOutline
from salestui.i18n import _, label
from salestui.mapping.assignment import Reason
from salestui.mapping.candidates import Candidate
from salestui.mapping.layout import SHEET, Column, Problem
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.model.fields import NUMERIC
from salestui.views.cells import column_title, decimals_of, value_text
from salestui.views.names import period_name

EXAMPLES = 3
"""So many values of a column are shown."""

PREVIEWED = 8
"""So many rows are shown as understood."""


@dataclass(frozen=True, slots=True)
class Example:
    """A cell as it stands in the workbook and as it is read.

    ``read`` is empty where it could not be understood, and None where it is not read at all.
    """

    raw: str
    read: str | None

    @property
    def text(self) -> str:
        """Both in one, where they differ."""
        if self.read is None or self.read == self.raw.strip():
            return self.raw.strip()
        return f"{self.raw} → {self.read}" if self.read else f"{self.raw} ✖"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of a table.

    Attributes:
        field: the field's name; empty for a column of the team's own or of one period.
        title: what it is, in words.
        why: what that is decided by; empty for columns that are no field.
        problems: what of it could not be read, or only with a doubt.
        fixed: why another field cannot be chosen; empty where one can.
    """

    position: int
    header: str
    field: str
    title: str
    why: str
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...] = ()
    fixed: str = ""

    @property
    def letters(self) -> str:
        """The column's letters."""
        return column_letters(self.position)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as understood; ``numbers`` says which columns are set to the right."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...] = ()


def column_rows(
    outline: Outline, table: EntityTable, problems: Sequence[Problem]
) -> tuple[ColumnRow, ...]:
    """The columns of a table in use. ``problems``: the table's."""
    by_column: dict[str, list[Problem]] = {}
    for problem in problems:
        by_column.setdefault(problem.column, []).append(problem)
    seen: set[str] = set()
    rows = []
    for column in table.layout.columns:
        if column.position is None:
            continue
        rows.append(
            ColumnRow(
                column.position,
                column.header,
                column.field.name if column.field else "",
                column_meaning(column),
                _why(column),
                _examples(outline, table, column),
                tuple(by_column.get(column.name, ())),
                _fixed(column.header, again=column.header.casefold() in seen),
            )
        )
        seen.add(column.header.casefold())
    return tuple(rows)


def raw_column_rows(table: Candidate) -> tuple[ColumnRow, ...]:
    """The columns of a table that is not used, as they stand there."""
    return tuple(
        ColumnRow(
            column.position,
            column.header,
            "",
            "",
            "",
            tuple(Example(text, None) for text in column.examples),
        )
        for column in table.columns
    )


def column_meaning(column: Column) -> str:
    """What a column is: a field, the targets of a period, or the team's own."""
    if column.field is not None:
        return label(column.field.labels)
    if column.period is not None:
        return _("Target {period}").format(period=period_name(column.period))
    if column.scope:
        return _("Target of {name}").format(name=column.scope)
    if column.name.startswith("t:*-"):
        return _("Target {period}").format(period=column.name.removeprefix("t:*-"))
    return _("own column")


def _why(column: Column) -> str:
    """What decided which field a column is."""
    return {
        Reason.SAID: _("you said so"),
        Reason.NAME: _("its header"),
        Reason.SIMILAR: _("its header, nearly"),
        Reason.VALUES: _("its values"),
        "period": _("its header"),
    }.get(column.reason, "")


def _fixed(header: str, *, again: bool) -> str:
    if not header:
        return _("This column has no header to know it by; give it one in the workbook.")
    if again:
        return _("Two columns have this header; name one otherwise in the workbook.")
    return ""


def _examples(outline: Outline, table: EntityTable, column: Column) -> tuple[Example, ...]:
    """The first cells with a value among the rows that the outline holds."""
    sheets = {sheet.name: sheet for sheet in outline.sheets}
    layout = table.layout
    frame = table.frame.head(len(sheets[layout.sheet].row_numbers))
    decimals = decimals_of(column, table.frame[column.name])
    found: list[Example] = []
    for row in frame.select(ID, *table.place, column.name).iter_rows(named=True):
        sheet = row.get(SHEET) or layout.sheet
        position = (layout.on(sheet).column(column.name) or column).position
        raw = raw_text(_cell(sheets.get(sheet), row[ROW], position))
        unread = table.unread.get((row[ID], column.name))
        value = row[column.name]
        if raw or unread:
            understood = unread is None and value is not None
            read = value_text(column, value, decimals) if understood else ""
            found.append(Example(raw or unread or "", read if understood else ""))
        if len(found) == EXAMPLES:
            break
    return tuple(_plain(example) for example in found)


def _plain(example: Example) -> Example:
    """A number or date that is read as it stands is no news: only texts are shown both ways."""
    if example.read and example.raw.replace(",", "") == example.read.replace(",", ""):
        return Example(example.read, example.read)
    return example


def _cell(sheet: SheetOutline | None, row: int | None, position: int | None) -> CellValue:
    if sheet is None or row is None or position is None:
        return None
    cells = sheet.row(row)
    return cells[position - 1] if position <= len(cells) else None


def raw_text(value: CellValue) -> str:
    """A cell as it stands in the workbook."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            f"{value:%Y-%m-%d}"
            if value.time() == datetime.min.time()
            else f"{value:%Y-%m-%d %H:%M}"
        )
    if isinstance(value, bool | date):
        return str(value)
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return str(value)


def preview(table: EntityTable) -> Preview:
    """The first rows of the columns that are fields or targets, as understood."""
    shown = [c for c in table.layout.columns if c.position and not c.name.startswith("x:")]
    rows = table.frame.head(PREVIEWED)
    texts = []
    for column in shown:
        decimals = decimals_of(column, table.frame[column.name])
        unread = [table.unread.get((row, column.name)) for row in rows[ID]]
        texts.append(
            [
                value_text(column, value, decimals) if value is not None else (text or "")
                for value, text in zip(rows[column.name], unread, strict=True)
            ]
        )
    return Preview(
        tuple(column_title(c) if c.field is None else label(c.field.labels) for c in shown),
        tuple(zip(*texts, strict=True)) if texts else (),
        tuple(c.type in NUMERIC for c in shown),
    )
