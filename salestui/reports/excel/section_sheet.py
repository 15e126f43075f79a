"""A section of a report as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from xlsxwriter.chart import Chart as NativeChart

from salestui.i18n import _
from salestui.reports.excel.blocks import (
    write_checklist,
    write_facts,
    write_figures,
    write_notes,
)
from salestui.reports.excel.charts import ChartMaker
from salestui.reports.excel.data_sheet import DataSheet
from salestui.reports.excel.names import Names, range_name
from salestui.reports.excel.page import FIRST_COLUMN, Page, shown
from salestui.reports.excel.tables import Placed, TableWriter
from salestui.views.documents.document import (
    Block,
    Chart,
    ChartKind,
    Checklist,
    Facts,
    Figures,
    Notes,
    Section,
    Table,
    Told,
)
from salestui.views.formats import Style

_CHART_ROWS = 17
_ROW_PIXELS = 20
_CHART_WIDTHS = (620, 1100)
_LONGEST_NAME = 200


@dataclass
class SectionWriter:
    """Writes sections; each becomes a sheet, its drawn tables go to the sheet of data.

    Attributes:
        data: where drawn tables go.
        figures: told where the value of each figure is: the figure, sheet, row, column.
    """

    tables: TableWriter
    charts: ChartMaker
    names: Names
    style: Style
    data: DataSheet
    figures: Callable[[Told, str, int, int], None]
    _placed: dict[str, Placed] = field(default_factory=dict)
    _waiting: list[tuple[Chart, int]] = field(default_factory=list)

    def write(self, page: Page, section: Section) -> list[Placed]:
        """Fill a page, from its next row on; the tables that are on it."""
        self._placed.clear()
        self._waiting.clear()
        if section.needs:
            page.span(page.row, section.needs, page.looks.paragraph())
            page.row += 2
        lines = {
            block.table
            for block in section.blocks
            if isinstance(block, Chart) and block.kind is ChartKind.LINES
        }
        for place, block in enumerate(section.blocks, 1):
            self._write_block(page, section, block, place, lines)
        for chart, row in self._waiting:
            if placed := self._placed.get(chart.table):
                _insert_later(page, self.charts.make(chart, placed), row, chart.says)
        return [placed for placed in self._placed.values() if not placed.table.drawn]

    def _write_block(
        self, page: Page, section: Section, block: Block, place: int, lines: set[str]
    ) -> None:
        match block:
            case Table(drawn=True):
                self._write_drawn(section, block)
                return
            case Table():
                self._write_table(page, section, block, gaps=block.name in lines)
            case Chart():
                if not any(one.rows for one in _tables(section, block.table)):
                    return
                self._waiting.append((block, page.row))
                page.row += _CHART_ROWS
            case Figures():
                sheet = page.sheet.get_name()
                write_figures(
                    page, block, self.style, lambda one, r, c: self.figures(one, sheet, r, c)
                )
            case Facts():
                write_facts(page, block)
            case Notes():
                write_notes(page, block)
            case Checklist():
                if not block.checks:
                    return
                name = self.names.free(range_name(section.name, f"list{place}"), _LONGEST_NAME)
                write_checklist(page, block, name)
        page.row += 1

    def _write_drawn(self, section: Section, table: Table) -> None:
        """Write what is there for a chart alone where it does not disturb."""
        if table.rows:
            self.data.headed(table.title or section.title)
            page = self.data.page
            self._placed[table.name] = self.tables.write(page, section.name, table, gaps=True)
            page.row += 1

    def _write_table(self, page: Page, section: Section, table: Table, *, gaps: bool) -> None:
        if table.title and table.title != section.title:
            page.text(page.row, FIRST_COLUMN, table.title, page.looks.heading())
            page.row += 1
        if not table.rows:
            page.span(page.row, table.needs or _("Nothing to list."), page.looks.quiet())
            page.row += 1
            return
        self._placed[table.name] = self.tables.write(page, section.name, table, gaps=gaps)
        if table.left_out:
            said = _("{n} more are not listed.").format(n=table.left_out)
            page.span(page.row, said, page.looks.quiet())
            page.row += 1


def _tables(section: Section, name: str) -> list[Table]:
    return [one for one in section.blocks if isinstance(one, Table) and one.name == name]


def _insert_later(page: Page, made: NativeChart, row: int, says: str) -> None:
    """Place a chart across the page once its width is known."""

    def place(width: int) -> None:
        low, high = _CHART_WIDTHS
        pixels = min(max(width, low), high)
        made.set_size({"width": pixels, "height": (_CHART_ROWS - 1) * _ROW_PIXELS})
        options = {"description": shown(says), "object_position": 2}
        page.sheet.insert_chart(row, FIRST_COLUMN, made, options)

    page.later(place)
