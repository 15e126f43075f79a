"""The cells of one sheet as fastexcel gives them, in the worker process.

fastexcel converts between types without a word: text ``"007"`` to 7.0, true to 1.0, the number 5
to 1900-01-05; numbers become text with nine decimals. So a column is read as numbers only if it is
to hold numbers and as text otherwise, never as dates, and the types of the cells that might have
been converted are looked up in the XML, see ``reader``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal

import fastexcel
import pyarrow as pa

from adapters.excel.ooxml.formulas import MAX_COLUMN

Form = Literal["float", "string"]

_ERROR = re.compile(r"'Error\((\w+)\)'$")
_ERROR_TEXTS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_OTHER_ERROR = "#ERROR!"


class SheetCells:
    """Columns of one sheet from row 1 on, by their absolute number, in the forms asked for so far.

    Attributes:
        floats: as Float64; whatever is no number is null, or converted.
        texts: as String; numbers with nine decimals, dates as ``2026-01-31 00:00:00``.
        errors: texts of the error values, by row and column.
        unfit: rows of the cells in ``floats`` that are null but hold text or a date, by column.
        height: rows up to the last one that holds anything.

    Args:
        excel: the opened workbook.
        name: the sheet.
        replaced: texts of error values that were replaced by others, by row and column.

    Methods raise ``fastexcel.FastExcelError`` when the sheet cannot be read.
    """

    def __init__(
        self,
        excel: fastexcel.ExcelReader,
        name: str,
        replaced: Mapping[tuple[int, int], str] | None = None,
    ) -> None:
        self._excel = excel
        self._name = name
        self._replaced = replaced or {}
        self._asked: set[tuple[int, Form]] = set()
        self.floats: dict[int, pa.Array] = {}
        self.texts: dict[int, pa.Array] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.unfit: dict[int, list[int]] = {}
        self.height = 0

    def load_all(self, numbers: Collection[int]) -> None:
        """Read every column, these as numbers and all others as text."""
        forms: dict[int, Form] = dict.fromkeys(range(1, MAX_COLUMN + 1), "string")
        self._load(forms | dict.fromkeys(numbers, "float"))

    def load(self, forms: Mapping[int, Form]) -> None:
        """Read the columns that were not read in this form before; each call parses the sheet."""
        missing = {
            column: form for column, form in forms.items() if (column, form) not in self._asked
        }
        if missing:
            self._load(missing)

    def _load(self, forms: Mapping[int, Form]) -> None:
        sheet = self._excel.load_sheet(
            self._name,
            header_row=None,
            skip_rows=0,
            dtypes={column - 1: form for column, form in forms.items()},
            use_columns=lambda found: found.absolute_index + 1 in forms,
        )
        self._asked.update(forms.items())
        self.height = sheet.height
        if not sheet.selected_columns:
            return
        batch, problems = sheet.to_arrow_with_errors()
        columns = {found.index: found.absolute_index + 1 for found in sheet.selected_columns}
        for column, cells in zip(columns.values(), batch.columns, strict=True):
            (self.floats if forms[column] == "float" else self.texts)[column] = cells
        for problem in problems.errors if problems is not None else ():
            row, index = problem.position
            self._note(row + 1, columns[index], problem.detail)

    def _note(self, row: int, column: int, detail: str) -> None:
        """Sort a cell that became null: ``Expected float but got 'Error(Div0)'``, or a misfit."""
        text = error_text(detail)
        if text is None:
            self.unfit.setdefault(column, []).append(row)
            return
        self.errors[row, column] = self._replaced.get((row, column), text)


def error_text(detail: str) -> str | None:
    """The error value, such as ``#DIV/0!``, that fastexcel names in place of a cell's value."""
    error = _ERROR.search(detail)
    return _ERROR_TEXTS.get(error[1], _OTHER_ERROR) if error else None
