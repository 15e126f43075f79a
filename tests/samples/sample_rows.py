"""The rows of a sample's sheets as a second reader (openpyxl) sees them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from salestui.model.entities import entity
from sample_workbooks import sample
from sample_workbooks.books.writing import Told
from sample_workbooks.make_samples import TOLD

Row = dict[str, Any]


@dataclass(frozen=True)
class Pages:
    """A sample of ``name`` in a language; rows are by the labels of its own headers' fields."""

    name: str
    language: str

    @property
    def told(self) -> Told:
        return TOLD[self.name]

    @cached_property
    def values(self) -> Workbook:
        return self._open(data_only=True)

    @cached_property
    def formulas(self) -> Workbook:
        return self._open(data_only=False)

    def _open(self, *, data_only: bool) -> Workbook:
        with warnings.catch_warnings():
            # openpyxl warns of extensions that it does not read.
            warnings.simplefilter("ignore", UserWarning)
            with sample(self.language, self.name).open("rb") as stream:
                return openpyxl.load_workbook(stream, data_only=data_only)

    def sheet_name(self, table: str) -> str:
        design = self.told.designs[self.language]
        return design.sheets.get(table, entity(table).labels[self.language])

    def rows(self, table: str) -> list[Row]:
        """The rows by field name; what is no field of the model keeps its header."""
        design = self.told.designs[self.language]
        top = 3 if table in design.titles else 1
        lines = self.values[self.sheet_name(table)].iter_rows(min_row=top, values_only=True)
        known = {
            design.headers.get((table, f.name), f.labels[self.language]): f.name
            for f in entity(table).fields
        }
        heads = [known.get(str(head), str(head)) for head in next(lines)]
        return [dict(zip(heads, map(_plain, line), strict=True)) for line in lines]

    def code(self, table: str, field: str, text: str | None) -> str:
        """What a choice means."""
        known = entity(table).field(field)
        assert known is not None
        return "" if text is None else known.code(text)


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def as_date(value: Any) -> date:
    assert isinstance(value, date)
    return value
