"""Writes a workbook that is told once in one of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.entities import entity
from salestui.model.playbook import playbook
from sample_workbooks.books.columns import Sheet
from sample_workbooks.books.design import Design, Light, Worked
from sample_workbooks.books.overview import Block, Overview
from sample_workbooks.books.telling import Said, Speech, Spoken, Tables
from sample_workbooks.sheets import Column, Form, Placed, Styles, write_list

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
_TITLED = 2
"""Header row (0-based) below a title and a note."""
_FIRST = ("members", "customers", "products", "campaigns", "phases", "units", "deals", "contracts")
"""Written before the others, which offer their names."""


@dataclass(frozen=True, slots=True)
class Told:
    """A workbook in all its languages.

    Attributes:
        order: tables in the order of their sheets, the first is shown when it is opened.
        created: of the file.
    """

    playbook: str
    order: Sequence[str]
    tables: Tables
    designs: Mapping[str, Design]
    title: Said
    summary: Sequence[Block]
    worked: Sequence[Worked]
    lights: Sequence[Light]
    created: datetime


def write(told: Told, language: str, path: Path) -> None:
    """Write the workbook in that language; a file that is there is replaced."""
    with Workbook(str(path), _OPTIONS) as book:
        _Writer(book, told, language).write()


class _Writer:
    """One workbook being written."""

    def __init__(self, book: Workbook, told: Told, language: str) -> None:
        self.book, self.told = book, told
        self.design = told.designs[language]
        self.speech = Speech(language, playbook(told.playbook))
        design = self.design
        self.styles = Styles(book, design.font, design.colour, design.codes)
        self.rows: dict[str, list[Spoken]] = {
            name: [self.speech.row(name, record) for record in told.tables[name]]
            for name in told.order
        }
        self.placed: dict[str, Placed] = {}

    def write(self) -> None:
        """Every sheet; the summary is the first, and written last."""
        design, told = self.design, self.told
        facts = {"title": design.title, "author": design.author, "created": told.created}
        self.book.set_properties(facts)
        front = self.book.add_worksheet(design.summary)
        sheets = {name: self.book.add_worksheet(self._name(name)) for name in told.order}
        self.book.define_name(design.as_of, f"={design.summary}!$B$2")
        known = [name for name in _FIRST if name in sheets]
        for name in dict.fromkeys((*known, *told.order)):
            self._write_table(name, sheets[name])
        Overview(self.book, front, self.styles, self.speech, design, self.rows, self.placed).write(
            told.title, told.summary
        )
        sheets[told.order[0]].activate()

    def _name(self, table: str) -> str:
        label = entity(table).labels[self.speech.language]
        return self.design.sheets.get(table, label)

    def _write_table(self, name: str, sheet: Worksheet) -> None:
        design, rows = self.design, self.rows[name]
        worked = [w for w in self.told.worked if w.table == name]
        made = Sheet(name, self.speech, design, rows, worked, self.placed)
        columns = made.columns()
        frozen = 2 if name in ("deals", "customers", "units") else 1
        top = _TITLED if name in design.titles else 0
        form = Form(top, design.tables.get(name, ""), design.look, frozen)
        self.placed[name] = write_list(sheet, self.styles, columns, rows, form)
        if not form.table:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
        if name in design.titles:
            self._write_title(sheet, *design.titles[name])
        sheet.set_tab_color(design.colour)
        self._light(made, sheet, columns)

    def _write_title(self, sheet: Worksheet, title: str, note: str) -> None:
        sheet.write_string(0, 0, title, self.styles["title"])
        sheet.set_row(0, 28)
        sheet.write_string(1, 0, note, self.styles["note"])

    def _light(self, made: Sheet, sheet: Worksheet, columns: Sequence[Column[Spoken]]) -> None:
        placed = self.placed[made.table]
        letters = [placed.letters[column.header] for column in columns]
        cells = {
            name: f"${letter}{placed.first}"
            for name, letter in zip(made.names(), letters, strict=True)
        } | {"as_of": self.design.as_of}
        for light, formula in self._rules(made.table, cells):
            look = self.book.add_format(dict(light.look))
            rule = {"type": "formula", "criteria": f"={formula}", "format": look}
            sheet.conditional_format(placed.area(made.header(light.field)), rule)

    def _rules(self, table: str, cells: Mapping[str, str]) -> Iterator[tuple[Light, str]]:
        for light in self.told.lights:
            if light.table != table:
                continue
            if light.choice:
                text = self.speech.cell(table, light.field, light.choice)
                yield light, f'{cells[light.field]}="{text}"'
            else:
                yield light, light.formula.format_map(cells)
