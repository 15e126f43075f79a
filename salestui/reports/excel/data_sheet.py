"""The last sheet of a report: what its charts and sparklines are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from salestui.reports.excel.page import FIRST_COLUMN, Page
from salestui.reports.sheet_style import text_width


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell that is computed from others.

    Attributes:
        formula: without an equals sign.
        value: what it gives.
    """

    formula: str
    value: float


class DataSheet:
    """Values that are drawn elsewhere, one block below the other, each under its title."""

    def __init__(self, name: str, add: Callable[[], Page]) -> None:
        """A sheet of that name, which is added when there is something for it."""
        self.name = name
        self._add = add
        self.used = False

    @cached_property
    def page(self) -> Page:
        """The sheet, for tables that are there for a chart alone."""
        self.used = True
        return self._add()

    def headed(self, title: str) -> None:
        """Begin a block."""
        self.page.text(self.page.row, FIRST_COLUMN, title, self.page.looks.heading())
        self.page.row += 1

    def trends(
        self, title: str, labels: Sequence[str], trends: Sequence[tuple[float | None, ...]]
    ) -> list[str]:
        """Write rows of values; the range of each, empty where nothing is known of it."""
        if not any(value is not None for trend in trends for value in trend):
            return [""] * len(trends)
        self.headed(title)
        page, ranges = self.page, []
        plain, label = page.looks.of(num_format="#,##0.##"), page.looks.of()
        for text, trend in zip(labels, trends, strict=True):
            page.text(page.row, FIRST_COLUMN, text, label)
            page.widen(FIRST_COLUMN, text_width(text) + 2)
            for n, value in enumerate(trend, FIRST_COLUMN + 1):
                if value is not None:
                    page.value(page.row, n, value, plain)
                page.widen(n, 12)
            known = any(value is not None for value in trend)
            ranges.append(self._range(page.row, len(trend)) if known else "")
            page.row += 1
        page.row += 1
        return ranges

    def columns(
        self,
        title: str,
        labels: Sequence[str],
        heads: Sequence[str],
        columns: Sequence[Sequence[Computed | None]],
    ) -> tuple[int, int]:
        """Write columns of computed cells under their heads, right of what each row is of.

        Returns:
            the 0-based rows of the first and the last cell; the columns begin right of
            ``FIRST_COLUMN``.
        """
        self.headed(title)
        page = self.page
        plain, bold = page.looks.of(num_format="#,##0.##"), page.looks.of(bold=True)
        for at, (head, column) in enumerate(zip(heads, columns, strict=True), FIRST_COLUMN + 1):
            page.text(page.row, at, head, bold)
            page.widen(at, max(text_width(head) + 2, 14))
            for row, cell in enumerate(column, page.row + 1):
                if cell is not None:
                    page.sheet.write_formula(row, at, cell.formula, plain, cell.value)
        for row, text in enumerate(labels, page.row + 1):
            page.text(row, FIRST_COLUMN, text, page.looks.of())
            page.widen(FIRST_COLUMN, text_width(text) + 2)
        first, last = page.row + 1, page.row + len(labels)
        page.row = last + 2
        return first, last

    def _range(self, row: int, length: int) -> str:
        cells = xl_range_abs(row, FIRST_COLUMN + 1, row, FIRST_COLUMN + length)
        return f"{quote_sheetname(self.name)}!{cells}"
