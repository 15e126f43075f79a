"""The same workbook as a file and as a spreadsheet: same outline, same tables, same figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from google_books import workbook_of
from sheets_server.running import Running, running
from sheets_server.uploading import uploaded

from adapters.addresses import CellRange
from adapters.google.assembling import assembled
from adapters.google.content import Content, FormulaRun, SheetCells
from adapters.google.structure import (
    CellFormat,
    CellLook,
    Condition,
    ConditionValue,
    DataValidation,
    GridProperties,
    GridRange,
    Looks,
    NamedRangeAnswer,
    NumberFormat,
    RowLook,
    Shape,
    SheetAnswer,
    SheetProperties,
    TableAnswer,
    TableColumn,
    TableRows,
)
from adapters.outlines import ListValidation, SheetOutline
from adapters.protocol import Workbook
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report
from sample_workbooks import AS_OF

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "real"
BOOKS = [
    *(ROOT / "sample_workbooks" / f"sales_team_{language}.xlsx" for language in ("en", "zh")),
    REAL / "maven_crm.xlsx",
    REAL / "zh_2020_sales.xlsx",
]
DAYS = {"maven_crm": date(2017, 12, 31), "zh_2020_sales": date(2020, 12, 31)}


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


def loaded(workbook: Workbook, day: date) -> BookState:
    return Book(workbook, Settings(day)).load()


def figures(state: BookState, day: date) -> Mapping[str, Any]:
    period = parse_period(str(day.year), 1, day.year)
    assert period is not None
    return kpi_report(inputs_of(state), EVERYTHING, period, day)


def comparable(sheet: SheetOutline) -> SheetOutline:
    """Without what the service does not have, or has for the rows looked at alone."""
    rows = range(1, 41)
    rules = tuple(
        replace(v, ranges=tuple(r for r in v.ranges if r.first_row in rows))
        for v in sheet.validations
    )
    # A range each: the service puts ranges side by side that offer the same into one.
    cut = tuple(
        ListValidation((replace(r, last_row=min(r.last_row, 40)),), v.choices)
        for v in rules
        for r in v.ranges
    )
    formats = {
        column: code.replace("mm-dd-yy", "yyyy-mm-dd")  # openpyxl's name for Excel's own format
        for column, code in sheet.column_formats.items()
    }
    cut = tuple(sorted(cut, key=lambda v: (v.ranges[0].first_column, v.ranges[0].first_row)))
    return replace(sheet, tables=(), validations=cut, column_formats=formats)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_the_same_as_of_a_file(service: Running, path: Path, tmp_path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared data are not here")
    online = workbook_of(service, uploaded(service.server, path), tmp_path)
    file = open_workbook(str(path), tmp_path)
    try:
        there, here = online.outline(), file.outline()
        assert list(map(comparable, there.sheets)) == list(map(comparable, here.sheets))
        day = DAYS.get(path.stem, AS_OF)
        ours, theirs = loaded(online, day), loaded(file, day)
    finally:
        online.close()
        file.close()
    for name, rows in theirs.entities.items():
        mine = ours.entities[name].base
        assert mine.frame.equals(rows.base.frame), name
        assert mine.unread == rows.base.unread
        assert mine.formulas == rows.base.formulas
    assert ours.read_problems == theirs.read_problems
    assert figures(ours, day) == figures(theirs, day)


def outline_of(
    values: dict[int, list[Any]],
    looks: tuple[Looks, ...] = (),
    formulas: dict[int, tuple[FormulaRun, ...]] | None = None,
    **sheet: Any,
) -> SheetOutline:
    size = GridProperties(row_count=200, column_count=10)
    properties = SheetProperties(sheet_id=7, title="Deals", grid_properties=size)
    names = sheet.pop("named_ranges", ())
    shape = Shape(sheets=(SheetAnswer(properties=properties, **sheet),), named_ranges=names)
    content = Content(shape, {7: SheetCells(values, formulas or {}, looks)})
    return assembled(content, datetime.now(UTC)).sheets[0].outline


def shown_as(kind: str, pattern: str = "") -> CellLook:
    return CellLook(effective_format=CellFormat(NumberFormat(type=kind, pattern=pattern)))


def test_a_table_is_one_with_its_footer() -> None:
    table = TableAnswer(
        name="Deals",
        range=GridRange(7, 2, 9, 0, 2),
        column_properties=(TableColumn("Deal"), TableColumn("Amount")),
        rows_properties=TableRows(footer_color_style={"rgbColor": {}}),
    )
    (found,) = outline_of({1: ["x"]}, tables=(table,)).tables
    assert found.range == CellRange(3, 1, 9, 2)
    assert (found.totals_rows, found.headers) == (1, ("Deal", "Amount"))


def test_kinds_of_formats_without_a_pattern() -> None:
    row = RowLook((shown_as("DATE"), shown_as("PERCENT"), shown_as("TIME"), shown_as("DATE_TIME")))
    values = {1: [45000], 2: [0.5], 3: [0.25], 4: [45000.5]}
    found = outline_of(values, (Looks(0, (row,)),))
    day = datetime(2023, 3, 15)
    assert found.head == ((day.date(), 0.5, datetime(1, 1, 1, 6).time(), day.replace(hour=12)),)
    assert found.column_formats[1] == "yyyy-mm-dd"


def test_choices_in_a_range_and_in_a_named_range() -> None:
    def rule(reference: str) -> CellLook:
        condition = Condition("ONE_OF_RANGE", (ConditionValue(reference),))
        return CellLook(data_validation=DataValidation(condition))

    rows = (RowLook(), RowLook((rule("=Deals!$B$1:$B$3"), CellLook(), rule("=Stages"))))
    named = NamedRangeAnswer("1", "Stages", GridRange(7, 1, 3, 1, 2))
    found = outline_of({1: ["x"], 2: ["Lead", "Won", 3]}, (Looks(0, rows),), named_ranges=(named,))
    assert [v.choices for v in found.validations] == [("Lead", "Won", "3"), ("Won", "3")]
    assert found.names[0].range == CellRange(2, 2, 3, 2)


def test_a_table_further_down_is_held_too() -> None:
    values: list[Any] = ["Deal", *["D"] * 49, None, "Region", *["North"] * 3]
    second: list[Any] = ["Amount", *[5] * 49, None, "Target", *[7] * 3]
    found = outline_of({1: values, 2: second})
    assert [block.first_row for block in found.further] == [52]
    assert found.further[0].rows[0] == ("Region", "Target")
    assert found.last_row == 55


def test_a_formula_that_shows_nothing_counts() -> None:
    found = outline_of({1: ["a"]}, formulas={3: (FormulaRun(5, 6, "=IF(A\0>0,1,)"),)})
    assert (found.last_row, found.last_column) == (6, 3)
    assert found.formula_columns == {3}
