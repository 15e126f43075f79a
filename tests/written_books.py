"""Small workbooks on disk, for tests of the headless commands and the app on a real file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Sheets = Mapping[str, Sequence[Sequence[object]]]


def write(path: Path, sheets: Sheets) -> Path:
    """Write the sheets, each a header and its rows, from A1."""
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
