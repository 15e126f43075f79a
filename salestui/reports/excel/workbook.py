"""A report as a new Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from salestui.i18n import _
from salestui.reports.excel.charts import ChartMaker
from salestui.reports.excel.cover import Cover, Placement
from salestui.reports.excel.data_sheet import DataSheet
from salestui.reports.excel.grouping import grouped
from salestui.reports.excel.looks import GREY, NAVY, Looks
from salestui.reports.excel.names import LONGEST_SHEET, Names, cut, range_name, sheet_names
from salestui.reports.excel.page import FIRST_COLUMN, Page, set_up_print, shown
from salestui.reports.excel.section_sheet import SectionWriter
from salestui.reports.excel.tables import Placed, TableWriter
from salestui.views.documents.document import Document, Section, Told
from salestui.views.formats import Style

_LONGEST_NAME = 200
_HEAD_ROWS = 4
_HIGHEST_FROZEN = 8
_QUIET_ERRORS = ("number_stored_as_text", "formula_differs", "calculated_column")
"""What Excel would mark in cells that are meant."""


def workbook(document: Document) -> bytes:
    """The document as an Excel file; the same document gives the same bytes.

    A cover, sheets of the sections, small ones together, and one with what the charts are drawn
    from. Texts are in the current language, which is to be the document's.
    """
    built = BytesIO()
    with Workbook(built, {"in_memory": True}) as book:
        _Report(book, document).write()
    return built.getvalue()


class _Report:
    """One workbook while it is written."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self._book, self._document = book, document
        self._looks = Looks(book, document.symbol, document.language)
        self._names = Names()
        self._figures: list[Placement] = []

    def write(self) -> None:
        """Fill it all: the cover last, as it tells where things are."""
        groups = grouped([one for one in self._document.sections if one.blocks])
        titles = (_("Summary"), *map(_sheet_title, groups), _("Chart data"))
        first, *names, last = sheet_names(titles)
        cover = self._book.add_worksheet(first)
        pages = [Page(self._book.add_worksheet(name), self._looks) for name in names]
        data = DataSheet(last, lambda: self._data_page(last, first))
        writer = self._section_writer(data)
        places: dict[int, tuple[str, int]] = {}
        for group, page in zip(groups, pages, strict=True):
            tables = []
            for section in group:
                places[id(section)] = (page.sheet.get_name(), page.row)
                self._head(page, section.title, first)
                tables += writer.write(page, section)
            self._arrange(page, tables, alone=len(group) == 1)
        if data.used:
            data.page.finish()
        entries = [(one, *places.get(id(one), ("", 0))) for one in self._document.sections]
        Cover(cover, self._looks, self._document).write(
            self._figures, entries, last if data.used else ""
        )
        for sheet in self._book.worksheets():
            set_up_print(sheet, self._document, _("Page {page} of {pages}"))
            sheet.hide_gridlines(2)
            sheet.ignore_errors(dict.fromkeys(_QUIET_ERRORS, "A1:XFD1048576"))
        self._describe()

    def _section_writer(self, data: DataSheet) -> SectionWriter:
        style = Style(self._document.language, self._document.symbol)
        tables = TableWriter(style, self._names, data)
        charts = ChartMaker(self._book, self._looks, data)
        return SectionWriter(tables, charts, self._names, style, data, self._name_figure)

    def _data_page(self, name: str, cover: str) -> Page:
        page = Page(self._book.add_worksheet(name), self._looks)
        self._head(page, _("Chart data"), cover)
        return page

    def _head(self, page: Page, title: str, cover: str) -> None:
        """A title; at the top what the report is, too, and the way back."""
        document, looks = self._document, page.looks
        page.text(page.row, FIRST_COLUMN, title, looks.title())
        page.sheet.set_row(page.row, 24)
        if page.row:
            page.row += 2
            return
        about = _("{about} · {span} · as of {day} · {source}").format(
            about=document.about,
            span=document.span,
            day=document.as_of.isoformat(),
            source=document.source,
        )
        page.text(1, FIRST_COLUMN, about, looks.of(font_color=GREY, font_size=9))
        target = f"internal:{quote_sheetname(cover)}!A1"
        page.sheet.write_url(2, FIRST_COLUMN, target, looks.link(), "← " + shown(cover))
        page.sheet.set_tab_color(NAVY)
        page.row = _HEAD_ROWS

    def _arrange(self, page: Page, tables: Sequence[Placed], *, alone: bool) -> None:
        """Keep the header of a sheet's only table in view, and print it on each page.

        Args:
            alone: the sheet is of one section.
        """
        page.finish()
        if not alone:
            return
        if len(tables) != 1:
            page.sheet.repeat_rows(0, 1)
            page.sheet.freeze_panes(2, 0)
            return
        header = tables[0].header
        page.sheet.repeat_rows(header)
        if header <= _HIGHEST_FROZEN:
            page.sheet.freeze_panes(header + 1, FIRST_COLUMN + 1)
        else:
            page.sheet.freeze_panes(2, 0)

    def _name_figure(self, told: Told, sheet: str, row: int, column: int) -> None:
        """Remember where a figure is, and give its cell a name where it is the first of its key."""
        wanted = range_name("kpi", told.key)
        if wanted == self._names.free(wanted, _LONGEST_NAME):
            cell = xl_rowcol_to_cell(row, column, True, True)
            self._book.define_name(wanted, f"={quote_sheetname(sheet)}!{cell}")
            self._figures.append(Placement(told, sheet, row, column))

    def _describe(self) -> None:
        document = self._document
        self._book.set_properties(
            {
                "title": shown(document.title),
                "subject": shown(" · ".join(filter(None, (document.about, document.span)))),
                "comments": shown(document.source),
                "created": datetime.combine(document.as_of, time()),
            }
        )


def _sheet_title(group: Sequence[Section]) -> str:
    """The title of the first section, with the number of those behind it."""
    further = len(group) - 1
    if not further:
        return group[0].title
    ending = f" +{further}"
    return cut(group[0].title, LONGEST_SHEET - len(ending)) + ending
