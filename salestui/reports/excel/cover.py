"""The first sheet of a report: what it is of, what to know, its figures, and where things are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from salestui.i18n import _, joined
from salestui.reports.excel.blocks import sentence
from salestui.reports.excel.looks import GREY, NAVY, PAPER, RULE, STATE_LOOKS, Looks
from salestui.reports.excel.page import FIRST_COLUMN, shown
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import Chart, Document, Line, Section, Table, Told
from salestui.views.formats import not_available

_COLUMNS = 12
_COLUMN_WIDTH = 8.6
_CARDS = 4
"""Figures beside each other."""

_MOST_FIGURES = 12
_LINE = 15.75


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a figure's value is."""

    told: Told
    sheet: str
    row: int
    column: int


class Cover:
    """Fills the cover when everything else is placed."""

    def __init__(self, sheet: Worksheet, looks: Looks, document: Document) -> None:
        self._sheet, self._looks, self._document = sheet, looks, document
        self._last = FIRST_COLUMN + _COLUMNS - 1
        self._row = 0

    def write(
        self, figures: Sequence[Placement], sections: Sequence[tuple[Section, str, int]], data: str
    ) -> None:
        """Write it all.

        Args:
            sections: each with its sheet and row; "" where it is on none.
            data: the name of the sheet that charts are drawn from; "" without one.
        """
        self._sheet.set_column(0, 0, 2)
        self._sheet.set_column(FIRST_COLUMN, self._last, _COLUMN_WIDTH)
        self._head()
        for line in self._document.summary:
            self._sentence(line)
        self._row += 1
        for place in range(0, min(len(figures), _MOST_FIGURES), _CARDS):
            self._cards(figures[place : place + _CARDS])
        self._contents(sections, data)
        self._foot()

    def _head(self) -> None:
        document, looks = self._document, self._looks
        band = {"bg_color": NAVY, "font_color": "#FFFFFF", "valign": "vcenter", "indent": 1}
        about = " · ".join(filter(None, (document.about, document.span)))
        self._across(0, document.title, looks.of(**band, bold=True, font_size=22), height=42)
        self._across(1, about, looks.of(**band, font_size=13), height=24)
        facts = (
            (_("As of"), document.as_of.isoformat()),
            (_("Workbook"), document.source),
            (_("Currency"), document.symbol),
        )
        self._row = 3
        for name, what in facts:
            if what:
                self._pair(name, what)
        self._row += 1

    def _pair(self, name: str, what: str) -> None:
        row, middle = self._row, FIRST_COLUMN + 2
        self._merged(row, FIRST_COLUMN, middle - 1, name, self._looks.of(font_color=GREY))
        self._merged(row, middle, self._last, what, self._looks.of(bold=True))
        self._row += 1

    def _sentence(self, line: Line) -> None:
        look = self._looks.of(text_wrap=True, font_size=12, **STATE_LOOKS.get(line.state, {}))
        text = shown(sentence(line))
        lines = ceil(text_width(text) * 1.25 / (_COLUMNS * _COLUMN_WIDTH))
        self._across(self._row, text, look, height=(_LINE + 1.5) * lines + 2)
        self._row += 1

    def _cards(self, figures: Sequence[Placement]) -> None:
        """Figures side by side; each value is that of the sheet which tells of it."""
        width = _COLUMNS // _CARDS
        edge = {"bg_color": PAPER, "left": 5, "left_color": NAVY, "indent": 1, "align": "left"}
        for row, height in ((0, 18), (1, 26), (2, 30), (3, 8)):
            self._sheet.set_row(self._row + row, height)
        for n, one in enumerate(figures):
            first = FIRST_COLUMN + n * width
            last, told = first + width - 1, one.told
            label = self._looks.of(**edge, font_color=GREY, font_size=9, valign="vcenter")
            self._merged(self._row, first, last, told.label, label)
            self._card_value(one, first, last, edge)
            said = told.reason if told.value is None else joined((told.word, *told.notes[:1]))
            text = shown(sentence(Line(said, told.state))) if said else ""
            colour = STATE_LOOKS.get(told.state, {}).get("font_color", GREY)
            word = self._looks.of(**edge, font_color=colour, font_size=9, text_wrap=True)
            self._merged(self._row + 2, first, last, text, word)
        self._row += 4

    def _card_value(self, one: Placement, first: int, last: int, edge: dict[str, object]) -> None:
        told, row = one.told, self._row + 1
        size = 0.0 if told.value is None else told.value
        look = {"bold": True, "font_size": 16, "valign": "vcenter"}
        made = self._looks.of(**edge, **look, num_format=self._looks.compact(told.form, size))
        self._sheet.merge_range(row, first, row, last, "", made)
        cell = xl_rowcol_to_cell(one.row, one.column, True, True)
        cached = not_available() if told.value is None else told.value
        formula = f"{quote_sheetname(one.sheet)}!{cell}"
        self._sheet.write_formula(row, first, formula, made, cached)

    def _contents(self, sections: Sequence[tuple[Section, str, int]], data: str) -> None:
        heading = self._looks.of(
            bold=True, font_size=12, font_color=NAVY, bottom=1, bottom_color=RULE
        )
        self._across(self._row, _("Contents"), heading, height=22)
        self._row += 1
        for section, name, row in sections:
            if name:
                self._entry(section.title, (name, row), _inside(section))
            else:
                self._entry_without_sheet(section)
        if data:
            self._entry(data, (data, 0), _("what the charts are drawn from"))
        self._row += 1

    def _entry(self, title: str, place: tuple[str, int], about: str) -> None:
        row, middle = self._row, FIRST_COLUMN + 4
        self._merged(row, FIRST_COLUMN, middle - 1, "", self._looks.link())
        target = f"internal:{quote_sheetname(place[0])}!A{place[1] + 1}"
        named = shown(title) or place[0]
        self._sheet.write_url(row, FIRST_COLUMN, target, self._looks.link(), named)
        look = self._looks.of(font_color=GREY, text_wrap=True)
        self._merged(row, middle, self._last, about, look)
        lines = ceil(text_width(about) * 1.1 / (_COLUMN_WIDTH * (_COLUMNS - 4)))
        self._sheet.set_row(row, _LINE * max(lines, 1))
        self._row += 1

    def _entry_without_sheet(self, section: Section) -> None:
        row, middle = self._row, FIRST_COLUMN + 4
        quiet = self._looks.of(font_color=GREY, text_wrap=True)
        self._merged(row, FIRST_COLUMN, middle - 1, section.title, quiet)
        self._merged(row, middle, self._last, section.needs, quiet)
        lines = ceil(text_width(section.needs) * 1.1 / (_COLUMN_WIDTH * (_COLUMNS - 4)))
        self._sheet.set_row(row, _LINE * max(lines, 1))
        self._row += 1

    def _foot(self) -> None:
        told = _(
            "Totals and what follows from other columns are formulas: filter a table, and they "
            "follow. n/a stands where there is nothing to compute from."
        )
        self._across(self._row, told, self._looks.quiet(), height=_LINE * 2)

    def _across(self, row: int, text: str, look: object, *, height: float) -> None:
        self._sheet.set_row(row, height)
        self._merged(row, FIRST_COLUMN, self._last, text, look)

    def _merged(self, row: int, first: int, last: int, text: str, look: object) -> None:
        self._sheet.merge_range(row, first, row, last, "", look)
        self._sheet.write_string(row, first, shown(text), look)


def _inside(section: Section) -> str:
    """The titles of what a section has, each once."""
    titles = [
        block.title
        for block in section.blocks
        if isinstance(block, Table | Chart) and block.title != section.title
    ]
    return joined(dict.fromkeys(titles))
