"""A new team's workbook, made from the model and a playbook: empty, designed, ready to use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.entities import CUSTOMERS, DEALS, MEMBERS, PRODUCTS, TARGETS
from salestui.model.entities import entity as entity_of
from salestui.model.fields import Entity
from salestui.model.playbook import Playbook
from salestui.reports.guide import Guide, guide
from salestui.reports.new_file import new_file
from salestui.reports.new_guide import GuidePage, Looks
from salestui.reports.new_lists import growing, list_name, playbook_lists
from salestui.reports.pipeline_colours import colour_pipeline
from salestui.reports.sheet_style import text_width
from salestui.reports.template_columns import TemplateColumn, table_name, template_columns

_CORE = (DEALS, CUSTOMERS, TARGETS, MEMBERS, PRODUCTS)
_PREPARED = 2_000
"""Rows below the header for which lists and colours are prepared."""


def create_workbook(path: Path, playbook: Playbook, language: str, year: int) -> None:
    """Write a workbook with a sheet for each thing a team records and a page that explains them.

    Behind the sheets of every team stand those that the playbook names.

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
    playbook, language = selling
    looks = Looks(book, words)
    front = book.add_worksheet(words.sheet)
    more = tuple(entity_of(name) for name in playbook.method.sheets)
    tables = (*_CORE, *more)
    lists = playbook_lists(playbook, tables, language)
    for entity in tables:
        sheet = book.add_worksheet(entity.labels[language])
        wanted = playbook.method.columns.get(entity.name, ())
        columns = template_columns(entity, language, year, words, wanted)

        def source(name: str, table: str = entity.name) -> str:
            return list_name(playbook, tables, language, (table, name))

        _write_table(sheet, entity, columns, looks, source)
        if entity is DEALS:
            colour_pipeline(book, sheet, columns, selling, last_row=_PREPARED)
    for name, entity, field in growing(tables):
        book.define_name(name, f"={table_name(entity)}[{field.labels[language]}]")
    GuidePage(book, front, selling, words, looks, more, lists).write()


def _write_table(
    sheet: Worksheet,
    entity: Entity,
    columns: Sequence[TemplateColumn],
    looks: Looks,
    source: Callable[[str], str],
) -> None:
    """Header, formats, lists, and the Excel table with its first row free.

    Args:
        source: by name of a field, the name of the list that its cells are chosen from.
    """
    described: list[dict[str, Any]] = []
    for position, column in enumerate(columns):
        look = looks.column(column)
        width = max(column.width, text_width(column.header) + 4)
        sheet.set_column(position, position, width, look)
        options: dict[str, Any] = {"header": column.header, "header_format": looks.header}
        if column.formula:
            options |= {"formula": column.formula, "format": look}
        described.append(options)
        if column.name and (name := source(column.name)):
            _offer(sheet, position, column.header, f"={name}")
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
