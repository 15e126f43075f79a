"""The first sheet: sums over the others as formulas with their values, and a chart of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sample_workbooks import AS_OF
from sample_workbooks.books.columns import header_of
from sample_workbooks.books.design import Design
from sample_workbooks.books.telling import Said, Speech, Spoken
from sample_workbooks.sheets import Placed, Styles

ROW = ""
"""In a condition: what the row of the summary is about."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A column of sums over a table's rows, or of their number where no field is named.

    Attributes:
        where: what fields of the rows must hold: a text or code, or ``ROW``.
    """

    header: Said
    table: str
    field: str
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column that divides one by another; both are places among the block's columns."""

    header: Said
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the summary: a row for each thing, sums beside it, their total below.

    Attributes:
        rows: code or text of a field of a table, each the head of a row.
        charted: places of the columns in the chart; none without one.
        stacked: whether the chart stacks them.
    """

    title: Said
    head: Said
    of: tuple[str, str]
    rows: Sequence[Said | str]
    columns: Sequence[Sum | Ratio]
    charted: Sequence[int] = ()
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """What the summary is written from."""

    book: Workbook
    sheet: Worksheet
    styles: Styles
    speech: Speech
    design: Design
    rows: Mapping[str, Sequence[Spoken]]
    placed: Mapping[str, Placed]

    def write(self, title: Said, blocks: Sequence[Block]) -> None:
        """The whole sheet; the day of the workbook is in B2."""
        sheet, styles = self.sheet, self.styles
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 8, 14)
        sheet.write_string(0, 0, self.speech.text(title), styles["title"])
        sheet.set_row(0, 28)
        sheet.write_string(1, 0, self.speech.text(Said("As of", "截至日期")), styles["note"])
        sheet.write_datetime(1, 1, datetime.combine(AS_OF, time()), styles["date"])
        top, chart = 3, 3
        for block in blocks:
            bottom = self._write_block(block, top)
            if block.charted:
                self._chart(block, top, chart)
                chart += 17
            top = bottom + 2
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)

    def _write_block(self, block: Block, top: int) -> int:
        """Returns the row below the total."""
        text = self.speech.text
        self.sheet.write_string(top, 0, text(block.title), self.styles["heading"])
        heads = [block.head, *(c.header for c in block.columns)]
        for n, head in enumerate(heads):
            self.sheet.write_string(top + 1, n, text(head), self.styles["header"])
        values = []
        for row, about in enumerate(block.rows, start=top + 2):
            label = str(self.speech.cell(*block.of, about))
            self.sheet.write_string(row, 0, label, self.styles["text"])
            values.append(self._write_row(row, label, block.columns))
        total = top + 2 + len(block.rows)
        self._write_total(total, block.columns, values)
        return total + 1

    def _write_row(self, row: int, label: str, columns: Sequence[Sum | Ratio]) -> list[float]:
        found: list[float] = []
        for n, column in enumerate(columns):
            if isinstance(column, Sum):
                found.append(self._value(column, label))
                formula = self._formula(column, xl_rowcol_to_cell(row, 0, col_abs=True))
                kind = "money" if column.field else "integer"
            else:
                found.append(_share(found[column.part], found[column.whole]))
                formula, kind = _division(row, column), "percent"
            self.sheet.write_formula(row, n + 1, formula, self.styles[kind], found[-1])
        return found

    def _write_total(
        self, row: int, columns: Sequence[Sum | Ratio], values: Sequence[Sequence[float]]
    ) -> None:
        label = self.speech.text(Said("Total", "合计"))
        self.sheet.write_string(row, 0, label, self.styles["total text"])
        sums = [sum(line[n] for line in values) for n in range(len(columns))]
        for n, column in enumerate(columns):
            if isinstance(column, Sum):
                letter = xl_col_to_name(n + 1)
                formula = f"=SUM({letter}{row + 1 - len(values)}:{letter}{row})"
                kind, value = "money" if column.field else "integer", sums[n]
            else:
                formula, kind = _division(row, column), "percent"
                value = _share(sums[column.part], sums[column.whole])
            self.sheet.write_formula(row, n + 1, formula, self.styles[f"total {kind}"], value)

    def _value(self, column: Sum, label: str) -> float:
        wanted = {
            name: label if text == ROW else self.speech.cell(column.table, name, text)
            for name, text in column.where.items()
        }
        rows = [
            row
            for row in self.rows[column.table]
            if all(row.get(name) == value for name, value in wanted.items())
        ]
        if not column.field:
            return len(rows)
        return sum(float(str(row.get(column.field) or 0)) for row in rows)

    def _formula(self, column: Sum, label: str) -> str:
        conditions = ""
        for name, text in column.where.items():
            wanted = f'"{self.speech.cell(column.table, name, text)}"' if text != ROW else label
            conditions += f",{self._whole(column.table, name)},{wanted}"
        if not column.field:
            return f"=COUNTIFS({conditions[1:]})"
        return f"=SUMIFS({self._whole(column.table, column.field)}{conditions})"

    def _whole(self, table: str, name: str) -> str:
        header = header_of(table, name, self.speech.language, self.design)
        return self.placed[table].whole(header)

    def _chart(self, block: Block, top: int, place: int) -> None:
        sheet, first = self.sheet.get_name(), top + 2
        last = first + len(block.rows) - 1
        options = {"type": "column"} | ({"subtype": "stacked"} if block.stacked else {})
        chart = self.book.add_chart(options)
        for n in block.charted:
            chart.add_series(
                {
                    "name": [sheet, top + 1, n + 1],
                    "categories": [sheet, first, 0, last, 0],
                    "values": [sheet, first, n + 1, last, n + 1],
                }
            )
        chart.set_title({"name": self.speech.text(block.title), "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 620, "height": 320})
        self.sheet.insert_chart(place, max(len(block.columns), 8) + 2, chart)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _division(row: int, column: Ratio) -> str:
    part, whole = (xl_rowcol_to_cell(row, n + 1) for n in (column.part, column.whole))
    return f"=IF({whole}=0,0,{part}/{whole})"
