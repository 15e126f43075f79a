"""A report as one sheet in a team's own workbook, in the looks of the team's own sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.addresses import column_letters
from adapters.changes import Look, PageCell, PutPage
from salestui.i18n import _, joined
from salestui.mapping.layout import Layout
from salestui.model.entities import DEALS
from salestui.model.fields import FieldType
from salestui.plain_text import visible
from salestui.reports.excel.following import SIGNS, computes, number, summed
from salestui.reports.excel.number_formats import number_format, quoted
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import (
    Cell,
    Column,
    Derived,
    Document,
    Figures,
    Form,
    Section,
    Table,
    Told,
)
from salestui.views.documents.texts import is_number, totals
from salestui.views.formats import not_available

MARK = "_salestui_summary"
"""The defined name by which the sheet is found again."""

_TITLES = {"en": "Sales summary", "zh": "销售汇总"}
_LIKE_OF_FORMS = {Form.MONEY: FieldType.MONEY, Form.DAY: FieldType.DATE}
_WIDTHS = (26.0, 16.0, 16.0, 16.0, 14.0, 16.0)
_WIDEST = 40

_Line = tuple[PageCell | None, ...]


def summary_page(document: Document, layout: Layout) -> PutPage:
    """The sheet to put into the workbook.

    Values are values, for a figure's definition is more than a formula over columns can say; what
    follows from the lines that are listed is a formula.

    Args:
        document: in the workbook's language.
        layout: what was recognised in the workbook.
    """
    formats = {form: _format(form, layout, document.symbol) for form in Form}
    made = _Lines(formats)
    made.put(PageCell(document.title, look=Look.STRONG))
    for name, value in (
        (_("Scope"), document.about),
        (_("Period"), document.span),
        (_("As of"), document.as_of),
    ):
        made.put(PageCell(name), PageCell(value, format=formats[Form.DAY]))
    for line in document.summary:
        made.put(PageCell(visible(line.text)))
    for section in document.sections:
        made.section(section)
    return PutPage(
        _title(document.language, layout),
        MARK,
        tuple(made.lines),
        _widths(made.lines),
        _like(layout),
    )


class _Lines:
    """The lines of the page, from the top."""

    def __init__(self, formats: dict[Form, str]) -> None:
        self.lines: list[_Line] = []
        self._formats = formats

    def put(self, *cells: PageCell | None) -> None:
        """One more line."""
        self.lines.append(cells)

    def section(self, section: Section) -> None:
        """A section behind a blank line."""
        self.put()
        self.put(PageCell(section.title, look=Look.STRONG))
        if section.needs:
            self.put(PageCell(visible(section.needs)))
        for block in section.blocks:
            if isinstance(block, Figures):
                self._figures(block.figures)
            elif isinstance(block, Table):
                self._table(block)

    def _figures(self, figures: Sequence[Told]) -> None:
        heads = (_("Figure"), _("Value"), _("Remark"))
        self.put(*(PageCell(head, look=Look.HEADER) for head in heads))
        for one in figures:
            said = joined((one.word, one.reason, *one.notes))
            value = not_available() if one.value is None else one.value
            self.put(
                PageCell(one.label),
                PageCell(value, format=self._formats[one.form]),
                PageCell(visible(said)) if said else None,
            )

    def _table(self, table: Table) -> None:
        if not table.rows:
            self.put(PageCell(visible(table.needs)))
            return
        self.put(*(PageCell(column.title, look=Look.HEADER) for column in table.columns))
        first = len(self.lines) + 1
        for row in table.rows:
            at = len(self.lines) + 1
            self.put(
                *(
                    self._cell(table, column, value, at if computes(table, column, row) else 0)
                    for column, value in zip(table.columns, row.cells, strict=True)
                )
            )
        if sums := totals(table):
            self.put(*self._totals(table, sums, (first, len(self.lines))))
        if table.left_out:
            self.put(PageCell(_("{n} more are not listed.").format(n=table.left_out)))

    def _cell(self, table: Table, column: Column, value: Cell, row: int) -> PageCell | None:
        """A cell; a formula where the row is told in which it follows from others."""
        code = self._formats[column.form]
        if isinstance(value, tuple):
            return None
        if value is None:
            value = not_available() if is_number(column.form) else None
        told = visible(value) if isinstance(value, str) else value
        formula = _following(table, column.derived, row) if column.derived and row else ""
        return PageCell(told, formula, code)

    def _totals(
        self, table: Table, sums: Sequence[Cell], rows: tuple[int, int]
    ) -> Iterator[PageCell]:
        row = len(self.lines) + 1
        known = summed(table)
        for place, (column, value) in enumerate(zip(table.columns, sums, strict=True), 1):
            code, letters = self._formats[column.form], column_letters(place)
            derived = column.derived
            if column.name in known:
                formula = f"SUM({letters}{rows[0]}:{letters}{rows[1]})"
                yield PageCell(number(value), formula, code, Look.STRONG)
            elif derived and {derived.left, derived.right} <= known:
                told = not_available() if value is None else number(value)
                yield PageCell(told, _following(table, derived, row), code, Look.STRONG)
            else:
                yield PageCell(_("Sum") if place == 1 else None, look=Look.STRONG)


def _following(table: Table, derived: Derived, row: int) -> str:
    left, right = (
        f"{column_letters(table.place(name) + 1)}{row}" for name in (derived.left, derived.right)
    )
    return f"IFERROR({left}{SIGNS[derived.operation]}{right},{quoted(not_available())})"


def _format(form: Form, layout: Layout, symbol: str) -> str:
    """The team's own number format of such values, else the usual one; none for texts.

    Not that of cells which hold thousands or 10,000s: it may name them.
    """
    if form in (Form.TEXT, Form.TREND):
        return ""
    kind = _LIKE_OF_FORMS.get(form)
    codes = (
        column.number_format
        for table in layout.tables.values()
        for column in table.columns
        if kind is not None and column.type is kind and column.scale == 1
    )
    return next(
        (code for code in codes if code not in ("", "General", "@")), number_format(form, symbol)
    )


def _title(language: str, layout: Layout) -> str:
    """A name for the sheet that no other has."""
    base = _TITLES.get(language, _TITLES["en"])
    taken = {sheet.casefold() for sheet, _found in layout.found}
    names = (base, *(f"{base} {n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)


def _like(layout: Layout) -> tuple[str, int, int] | None:
    """The header of the deals' names, else of the first table's first column."""
    table = layout.tables.get(DEALS.name) or next(iter(layout.tables.values()), None)
    if table is None:
        return None
    part = table.sheets[0]
    named = part.column("name")
    column = named.position if named is not None else None
    return part.sheet, part.header_row, column or part.first_column


def _widths(lines: Sequence[_Line]) -> tuple[float, ...]:
    """Wide enough for the names in the first column, within bounds."""
    names = (line[0].value for line in lines if len(line) > 1 and line[0] is not None)
    longest = max((text_width(str(name)) for name in names), default=0)
    return (min(max(_WIDTHS[0], longest + 2.0), _WIDEST), *_WIDTHS[1:])
