"""The part of a sheet that is read: cells in the looks of another sheet, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adapters.addresses import column_letters
from adapters.changes import Look, PageCell, PutPage
from adapters.excel.adding.likeness import Like, header_style
from adapters.excel.adding.sheet_part import PADDING
from adapters.excel.ooxml.cellxml import NewCell, cell_xml, checked, encoded_text, number_text
from adapters.excel.ooxml.markup import escape
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.texts import SharedTexts

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VIEW = '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
_A4 = '<pageSetup paperSize="9" fitToHeight="0"/>'


class PageStyles:
    """The formats of a page's cells, appended to the workbook's where they are new."""

    def __init__(self, styles: Styles, like: Like) -> None:
        self._styles, self._like = styles, like

    def of(self, cell: PageCell) -> int:
        """The index of a cell's format; 0 in a workbook without any."""
        styles = self._styles
        if not styles.exist:
            return 0
        if cell.look is Look.HEADER:
            return header_style(styles, self._like)
        base = self._like.below if styles.knows(self._like.below) else 0
        if cell.look is Look.STRONG:
            base = styles.bold(base)
        made = styles.with_code(cell.format, base)
        return styles.for_value(made, cell.value) if isinstance(cell.value, date) else made


def page_xml(
    page: PutPage,
    namespace: str,
    styles: PageStyles,
    texts: SharedTexts | None,
    *,
    viewed: bool,
    from_1904: bool,
) -> bytes:
    """The worksheet part.

    Args:
        namespace: of SpreadsheetML in this workbook.
        texts: the workbook's list of texts where they go there.
        viewed: whether the workbook has a window to show it in.
    """
    rows = "".join(_rows(page, styles, texts, from_1904))
    last = column_letters(max(map(len, page.rows), default=1) or 1)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width + PADDING}" customWidth="1"/>'
        for n, width in enumerate(page.widths, 1)
    )
    parts = [
        f'{_DECLARED}<worksheet xmlns="{namespace}">',
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{last}{max(len(page.rows), 1)}"/>',
        _VIEW if viewed else "",
        '<sheetFormatPr defaultRowHeight="15"/>',
        f"<cols>{columns}</cols>" if columns else "",
        f"<sheetData>{rows}</sheetData>{_A4}</worksheet>",
    ]
    return "".join(parts).encode()


def _rows(
    page: PutPage, styles: PageStyles, texts: SharedTexts | None, from_1904: bool
) -> Iterator[str]:
    for row, cells in enumerate(page.rows, 1):
        told = "".join(
            _cell(row, column, cell, texts, style=styles.of(cell), from_1904=from_1904)
            for column, cell in enumerate(cells, 1)
            if cell is not None
        )
        if told:
            yield f'<row r="{row}">{told}</row>'


def _cell(
    row: int,
    column: int,
    cell: PageCell,
    texts: SharedTexts | None,
    *,
    style: int,
    from_1904: bool,
) -> str:
    value = checked(cell.value, from_1904)
    if cell.formula:
        return _formula(f"{column_letters(column)}{row}", cell, style)
    number = None
    if isinstance(value, str) and texts is not None:
        number = texts.number(value)
        texts.use(1)
    new = NewCell(value, style=style)
    return cell_xml(b"", row, column, new, from_1904, number=number).decode()


def _formula(reference: str, cell: PageCell, style: int) -> str:
    """A formula with its result, which nothing has to compute before it can be read."""
    start, value = f'<c r="{reference}"' + (f' s="{style}"' if style else ""), cell.value
    told = f"<f>{escape(cell.formula)}</f>"
    if isinstance(value, str):
        return f'{start} t="str">{told}<v>{encoded_text(value)}</v></c>'
    result = f"<v>{number_text(value)}</v>" if isinstance(value, int | float) else ""
    return f"{start}>{told}{result}</c>"
