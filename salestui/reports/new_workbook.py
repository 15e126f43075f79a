"""A new team's workbook, made from the model and a playbook: empty, designed, ready to use."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.entities import CUSTOMERS, DEALS, MEMBERS, PRODUCTS, TARGETS
from salestui.model.fields import Entity, FieldType
from salestui.model.playbook import Playbook
from salestui.reports.guide import Guide, guide
from salestui.reports.new_file import new_file
from salestui.reports.pipeline_colours import STAGE_TABLE, colour_pipeline
from salestui.reports.sheet_style import HEADER, NUMBER_FORMATS, text_width
from salestui.reports.template_columns import TemplateColumn, table_name, template_columns

_STAGES = "StageNames"
_LISTS = {
    "owner": "RepNames",
    "rep": "RepNames",
    "customer": "CustomerNames",
    "product": "ProductNames",
    "stage": _STAGES,
}
"""Where the choices of a field come from: defined names that grow with their tables."""

_NAMED = {"RepNames": MEMBERS, "CustomerNames": CUSTOMERS, "ProductNames": PRODUCTS}
_PREPARED = 2_000
"""Rows below the header for which lists and colours are prepared."""


def create_workbook(path: Path, playbook: Playbook, language: str, year: int) -> None:
    """Write a workbook with a sheet for each thing a team records and a page that explains them.

    Args:
        language: ``en`` or ``zh``, of sheet names, headers, stages and instructions.
        year: calendar year of the twelve columns of targets.

    Raises:
        FileExistsError: there is a file of that name; it is left as it is.
        ValueError: the language is unknown.
        OSError: the file cannot be written.
    """
    words = guide(language)
    with new_file(path) as stream:
        built = BytesIO()
        with Workbook(built) as book:
            _fill(book, (playbook, language), year, words)
        stream.write(built.getbuffer())


def _fill(book: Workbook, selling: tuple[Playbook, str], year: int, words: Guide) -> None:
    _, language = selling
    looks = _Looks(book, words)
    front = book.add_worksheet(words.sheet)
    for entity in (DEALS, CUSTOMERS, TARGETS, MEMBERS, PRODUCTS):
        sheet = book.add_worksheet(entity.labels[language])
        columns = template_columns(entity, language, year, words)
        _write_table(sheet, entity, columns, looks)
        if entity is DEALS:
            colour_pipeline(book, sheet, columns, selling, last_row=_PREPARED)
    for name, entity in _NAMED.items():
        headers = {field.name: field.labels[language] for field in entity.fields}
        book.define_name(name, f"={table_name(entity)}[{headers['name']}]")
    first, last = _write_guide(front, selling, words, looks)
    sheet_name = "'" + words.sheet + "'"
    book.define_name(_STAGES, f"={sheet_name}!$A${first}:$A${last}")
    book.define_name(STAGE_TABLE, f"={sheet_name}!$A${first}:$C${last}")


class _Looks:
    """The formats of a new workbook, in the font of its language."""

    def __init__(self, book: Workbook, words: Guide) -> None:
        self._book = book
        self._words = words
        self.header = self.make(**HEADER)

    def make(self, **properties: Any) -> Any:
        """A format with these properties."""
        base = {"font_name": self._words.font, "font_size": 10, "valign": "vcenter"}
        return self._book.add_format(base | properties)

    def column(self, column: TemplateColumn) -> Any:
        """The format of a column's cells."""
        code = NUMBER_FORMATS[column.type]
        if column.type is FieldType.MONEY:
            code = f"{self._words.currency}#,##0"
            if column.formula:
                # A zero worked out from a row still empty is nothing to look at.
                code = f"{code};-{code};"
        return self.make(num_format=code)


def _write_table(
    sheet: Worksheet, entity: Entity, columns: Sequence[TemplateColumn], looks: _Looks
) -> None:
    """Header, formats, lists, and the Excel table with its first row free."""
    described: list[dict[str, Any]] = []
    for position, column in enumerate(columns):
        look = looks.column(column)
        width = max(column.width, text_width(column.header) + 4)
        sheet.set_column(position, position, width, look)
        options: dict[str, Any] = {"header": column.header, "header_format": looks.header}
        if column.formula:
            options |= {"formula": column.formula, "format": look}
        described.append(options)
        if source := _LISTS.get(column.name):
            _offer(sheet, position, column.header, f"={source}")
        elif column.choices:
            _offer(sheet, position, column.header, list(column.choices))
    table = {"name": table_name(entity), "columns": described, "style": "Table Style Light 9"}
    sheet.add_table(0, 0, 1, len(columns) - 1, table)
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 2 if entity in (DEALS, CUSTOMERS) else 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _offer(sheet: Worksheet, position: int, header: str, source: str | list[str]) -> None:
    """A list to choose from; other values are possible after a warning."""
    rule = {"validate": "list", "source": source, "error_type": "warning", "error_title": header}
    sheet.data_validation(1, position, _PREPARED, position, rule)


def _write_guide(
    sheet: Worksheet, selling: tuple[Playbook, str], words: Guide, looks: _Looks
) -> tuple[int, int]:
    """The instructions and the stages; returns the first and last sheet row of the stages."""
    playbook, language = selling
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 3, 20)
    name = {"en": playbook.en, "zh": playbook.zh}[language]
    about = {"en": playbook.description_en, "zh": playbook.description_zh}[language]
    plain = looks.make()
    sheet.write_string(0, 0, words.title, looks.make(bold=True, font_size=18))
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, words.playbook.format(name=name), looks.make(bold=True))
    sheet.write_string(2, 0, about, looks.make(italic=True))
    for row, line in enumerate(words.lines, start=4):
        sheet.write_string(row, 0, line, plain)
    top = 4 + len(words.lines) + 1
    for column, header in enumerate((words.stage, words.probability, words.rot_days, words.kind)):
        sheet.write_string(top, column, header, looks.header)
    percent = looks.make(num_format=NUMBER_FORMATS[FieldType.PERCENT])
    outcome = {"open": words.open, "won": words.won, "lost": words.lost}
    for row, stage in enumerate(playbook.stages, start=top + 1):
        sheet.write_string(row, 0, stage.labels[language], plain)
        sheet.write_number(row, 1, stage.probability, percent)
        sheet.write_number(row, 2, stage.rot_days, plain)
        sheet.write_string(row, 3, outcome[stage.kind], plain)
    return top + 2, top + 1 + len(playbook.stages)
