"""Reading cells: types are never converted without a word, and rows keep their place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from small_packages import saved, shared, sheet, workbook

from adapters.contents import ColumnKind, Misfit, ReadRequest, SheetData
from adapters.errors import WorkbookError
from adapters.excel.backend import ExcelBackend, ExcelWorkbook
from adapters.excel.reading.session import WORTH_PRELOADING

TEXT, NUMBER, DATETIME = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATETIME
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"


class Opened:
    """Opens workbooks and closes them after the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._books: list[ExcelWorkbook] = []

    def __call__(self, data: bytes | Path) -> ExcelWorkbook:
        name = f"book{len(self._books)}.xlsx"
        path = data if isinstance(data, Path) else saved(self._folder, data, name)
        book = ExcelBackend.open(str(path), self._folder)
        self._books.append(book)
        book.outline()
        return book

    def read(
        self, data: bytes, rows: tuple[int, int], columns: Mapping[int, ColumnKind]
    ) -> SheetData:
        book = self(data)
        name = book.outline().sheets[0].name
        (found,) = book.read([ReadRequest(name, rows[0], rows[1], columns)])
        return found

    def close(self) -> None:
        for book in self._books:
            book.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    found = Opened(tmp_path)
    yield found
    found.close()


VALUES: dict[str, object] = {
    "text": "abc",
    "integer": 5,
    "float": 2.5,
    "large": 1e20,
    "small": 1e-7,
    "true": True,
    "division": "=1/0",
    "day": date(2026, 3, 4),
    "moment": datetime(2026, 3, 4, 8, 30, 1),
    "fraction": datetime(2026, 3, 4, 8, 30, 1, 250000),
    "time": time(8, 30),
    "numeric text": "007",
    "whole text": "1200",
    "boolean text": "true",
    "day text": "2026-03-04",
    "moment text": "2026-03-04 00:00:00",
    "error text": "#N/A",
    "blank": None,
    "empty text": '=""',
    "odd text": 'a"b\n\\c 中',
}
ROW = {name: row for row, name in enumerate(VALUES, 5)}


def mixed() -> bytes:
    """Every value in columns C, D and E from row 5 on."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("Mixed")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"})
    clock = book.add_format({"num_format": "hh:mm"})
    for row, value in enumerate(VALUES.values(), 4):
        for column in (2, 3, 4):
            if isinstance(value, datetime):
                page.write_datetime(row, column, value, moment)
            elif isinstance(value, date | time):
                page.write_datetime(row, column, value, clock if isinstance(value, time) else day)
            elif isinstance(value, str) and value.startswith("="):
                page.write_formula(row, column, value, None, "#DIV/0!" if "/" in value else "")
            elif isinstance(value, str):
                page.write_string(row, column, value)
            elif value is not None:
                page.write(row, column, value)
    book.close()
    return stream.getvalue()


@pytest.fixture(scope="module")
def mixed_data(tmp_path_factory: pytest.TempPathFactory) -> SheetData:
    opened = Opened(tmp_path_factory.mktemp("mixed"))
    try:
        return opened.read(mixed(), (5, max(ROW.values())), {3: TEXT, 4: NUMBER, 5: DATETIME})
    finally:
        opened.close()


def _by_name(data: SheetData, column: str) -> dict[str, Any]:
    return {name: data.frame[column][row - 5] for name, row in ROW.items()}


def _misfits(data: SheetData, column: int) -> dict[str, tuple[str, bool]]:
    names = {row: name for name, row in ROW.items()}
    found = (misfit for misfit in data.misfits if misfit.column == column)
    return {names[misfit.row]: (misfit.text, misfit.is_error) for misfit in found}


def test_a_text_column_shows_everything_as_text(mixed_data: SheetData) -> None:
    assert mixed_data.frame["C"].dtype == pl.String
    assert _by_name(mixed_data, "C") == {
        "text": "abc",
        "integer": "5",
        "float": "2.5",
        "large": "100000000000000000000",
        "small": "0.0000001",
        "true": "TRUE",
        "division": None,
        "day": "2026-03-04",
        "moment": "2026-03-04 08:30:01",
        "fraction": "2026-03-04 08:30:01.250",
        "time": "08:30:00",
        "numeric text": "007",
        "whole text": "1200",
        "boolean text": "true",
        "day text": "2026-03-04",
        "moment text": "2026-03-04 00:00:00",
        "error text": "#N/A",
        "blank": None,
        "empty text": None,
        "odd text": 'a"b\n\\c 中',
    }
    assert _misfits(mixed_data, 3) == {"division": ("#DIV/0!", True)}


def test_a_number_column_takes_numbers_alone(mixed_data: SheetData) -> None:
    found = {name: value for name, value in _by_name(mixed_data, "D").items() if value is not None}
    assert mixed_data.frame["D"].dtype == pl.Float64
    assert found == {"integer": 5.0, "float": 2.5, "large": 1e20, "small": 1e-7}
    assert _misfits(mixed_data, 4) == {
        "text": ("abc", False),
        "true": ("TRUE", False),
        "division": ("#DIV/0!", True),
        "day": ("2026-03-04", False),
        "moment": ("2026-03-04 08:30:01", False),
        "fraction": ("2026-03-04 08:30:01.250", False),
        "time": ("08:30:00", False),
        "numeric text": ("007", False),
        "whole text": ("1200", False),
        "boolean text": ("true", False),
        "day text": ("2026-03-04", False),
        "moment text": ("2026-03-04 00:00:00", False),
        "error text": ("#N/A", False),
        "odd text": ('a"b\n\\c 中', False),
    }


def test_a_datetime_column_takes_dates_alone(mixed_data: SheetData) -> None:
    found = {name: value for name, value in _by_name(mixed_data, "E").items() if value is not None}
    assert mixed_data.frame["E"].dtype == pl.Datetime("ms")
    assert found == {
        "day": datetime(2026, 3, 4),
        "moment": datetime(2026, 3, 4, 8, 30, 1),
        "fraction": datetime(2026, 3, 4, 8, 30, 1, 250000),
    }
    misfits = _misfits(mixed_data, 5)
    assert misfits.keys() == VALUES.keys() - found.keys() - {"blank", "empty text"}
    assert misfits["integer"] == ("5", False)
    assert misfits["true"] == ("TRUE", False)
    assert misfits["time"] == ("08:30:00", False)
    assert misfits["moment text"] == ("2026-03-04 00:00:00", False)
    assert misfits["division"] == ("#DIV/0!", True)


def test_misfits_come_in_the_order_of_the_sheet(mixed_data: SheetData) -> None:
    places = [(misfit.row, misfit.column) for misfit in mixed_data.misfits]
    assert places == sorted(places)


def test_rows_and_columns_keep_their_place(opened: Opened) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="C{row}"><v>{row}</v></c></row>' for row in (4, 5, 9, 1000)
    )
    book = opened(workbook(sheet(rows)))
    columns = {1: TEXT, 3: NUMBER, 40: DATETIME}
    ranges = [(1, 6), (5, 9), (1000, 1003), (2000, 2001), (999, 999)]
    found = book.read([ReadRequest("S1", first, last, columns) for first, last in ranges])
    assert found[0].frame.schema == {
        "row": pl.UInt32,
        "A": pl.String,
        "C": pl.Float64,
        "AN": pl.Datetime("ms"),
    }
    for (first, last), data in zip(ranges, found, strict=True):
        assert data.frame["row"].to_list() == list(range(first, last + 1))
        assert data.frame["A"].null_count() == data.frame.height
    assert [data.frame["C"].to_list() for data in found] == [
        [None, None, None, 4.0, 5.0, None],
        [5.0, None, None, None, 9.0],
        [1000.0, None, None, None],
        [None, None],
        [None],
    ]


def test_an_empty_sheet_reads_as_blank_rows(opened: Opened) -> None:
    data = opened.read(workbook(sheet("")), (1, 3), {1: NUMBER, 2: TEXT})
    assert data.frame.to_dict(as_series=False) == {
        "row": [1, 2, 3],
        "A": [None] * 3,
        "B": [None] * 3,
    }


def test_no_columns_are_no_cells(opened: Opened) -> None:
    data = opened.read(workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>')), (1, 2), {})
    assert data.frame.to_dict(as_series=False) == {"row": [1, 2]}


def test_only_the_rows_asked_for_have_misfits(opened: Opened) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>7</v></c>'
        f'<c r="B{row}" t="e"><v>#REF!</v></c></row>'
        for row in range(1, 6)
    )
    data = opened.read(workbook(sheet(rows)), (2, 3), {1: NUMBER, 2: TEXT})
    assert data.misfits == (
        Misfit(2, 1, "7"),
        Misfit(2, 2, "#REF!", is_error=True),
        Misfit(3, 1, "7"),
        Misfit(3, 2, "#REF!", is_error=True),
    )


@pytest.mark.parametrize(
    "error", ["#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#GETTING_DATA"]
)
def test_every_error_value_keeps_its_text(error: str, opened: Opened) -> None:
    rows = f'<row r="1"><c r="A1" t="e"><v>{error}</v></c></row>'
    for kind in ColumnKind:
        data = opened.read(workbook(sheet(rows)), (1, 1), {1: kind})
        assert data.frame["A"].to_list() == [None]
        assert data.misfits == (Misfit(1, 1, error, is_error=True),)


def test_dates_stored_as_text_in_iso_form(opened: Opened) -> None:
    texts = ["2026-03-04", "2026-03-04T08:30:00", "2026-03-04T08:30:00.250"]
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="d"><v>{text}</v></c></row>'
        for row, text in enumerate(texts, 1)
    )
    data = opened.read(workbook(sheet(rows)), (1, 3), {1: DATETIME})
    assert data.frame["A"].to_list() == [
        datetime(2026, 3, 4),
        datetime(2026, 3, 4, 8, 30),
        datetime(2026, 3, 4, 8, 30, 0, 250000),
    ]
    assert data.misfits == ()


@pytest.mark.parametrize(("serial", "text"), [(-5, "1899-12-26"), (3_000_000, "+10113-09-19")])
def test_impossible_dates_are_misfits(serial: int, text: str, opened: Opened) -> None:
    rows = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'
    data = opened.read(workbook(sheet(rows)), (1, 1), {1: DATETIME})
    assert data.frame["A"].to_list() == [None]
    (misfit,) = data.misfits
    assert misfit.text.startswith(text)


def test_text_is_text_however_it_is_stored(opened: Opened) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>12</t></is></c></row>'
        '<row r="3"><c t="str" r="A3"><v>12</v></c></row>'
        '<row r="4"><c r="A4" t="n"><v>12</v></c></row>'
    )
    data = opened.read(workbook(sheet(rows), strings=shared("12")), (1, 4), {1: NUMBER})
    assert data.frame["A"].to_list() == [None, None, None, 12.0]
    assert [misfit.text for misfit in data.misfits] == ["12", "12", "12"]


def test_a_sheet_that_is_not_there(opened: Opened) -> None:
    book = opened(workbook(sheet("")))
    with pytest.raises(WorkbookError, match="no sheet named Gone"):
        book.read([ReadRequest("Gone", 1, 1, {1: TEXT})])
    book.read([ReadRequest("S1", 1, 1, {1: TEXT})])


def test_error_values_of_other_programs(opened: Opened) -> None:
    rows = (
        '<row r="1"><c r="A1" t="e"><f>1+</f><v>#ERROR!</v></c>'
        '<c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2" s="1" t="e"><v>#GETTING_DATA</v></c></row>'
    )
    for xml in (sheet(rows), sheet("<!-- -->" + rows)):
        data = opened.read(workbook(xml), (1, 2), {1: NUMBER, 2: TEXT})
        assert data.frame["A"].to_list() == [None, 2.0]
        assert [misfit.text for misfit in data.misfits] == ["#ERROR!", "#N/A", "#GETTING_DATA"]
        assert all(misfit.is_error for misfit in data.misfits)


def test_a_sheet_the_reader_does_not_understand(opened: Opened) -> None:
    cells = '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'
    book = opened(workbook(sheet(cells), strings=shared("one")))
    with pytest.raises(WorkbookError, match="cannot be read") as caught:
        book.read([ReadRequest("S1", 1, 1, {1: TEXT})])
    assert caught.value.hint


def test_numbers_keep_all_their_digits(opened: Opened) -> None:
    numbers = [1 / 3, 2.220446049250313e-16, 1e-300, 99999999999.99, 123456789.12345679, -0.07]
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{number!r}</v></c></row>'
        for row, number in enumerate(numbers, 1)
    )
    data = opened.read(workbook(sheet(rows)), (1, len(numbers)), {1: NUMBER})
    assert data.frame["A"].to_list() == numbers


LARGE = 15_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Large enough to be read ahead: text, numbers, dates, and numbers that turn to text."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("S1")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Text", "Number", "Date", "Mixed", "Late"])
    for row in range(1, LARGE):
        page.write_string(row, 0, f"text {row * 7919 % LARGE}")
        page.write_number(row, 1, row * 7.125)
        page.write_datetime(row, 2, datetime(2026, 1, 1 + row % 28), day)
        page.write(row, 3, "n/a" if row % 14_000 == 0 else row)
        if row > 1_000:
            page.write_number(row, 4, row)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        packed = archive.getinfo("xl/worksheets/sheet1.xml").compress_size
    assert packed > WORTH_PRELOADING
    return stream.getvalue()


@pytest.mark.parametrize("kind", ColumnKind)
def test_what_was_read_ahead_is_what_was_asked_for(
    kind: ColumnKind, large: bytes, opened: Opened
) -> None:
    data = opened.read(large, (2, LARGE), dict.fromkeys(range(1, 6), kind))
    columns = data.frame.rows_by_key("row", named=True, unique=True)
    row, mixed = columns[12_346], columns[14_001]
    misfits = {(misfit.row, misfit.column): misfit.text for misfit in data.misfits}
    if kind is TEXT:
        assert (row["B"], row["C"], row["D"]) == (repr(12_345 * 7.125), "2026-01-26", "12345")
        assert (mixed["D"], mixed["E"]) == ("n/a", "14000")
        assert not misfits
    elif kind is NUMBER:
        assert (row["A"], row["B"], row["C"]) == (None, 12_345 * 7.125, None)
        assert (mixed["D"], mixed["E"]) == (None, 14_000.0)
        assert misfits[14_001, 4] == "n/a"
        assert misfits[12_346, 3] == "2026-01-26"
        assert len(misfits) == 2 * (LARGE - 1) + 1
    else:
        assert row["C"] == datetime(2026, 1, 26)
        assert misfits[12_346, 4] == "12345"
        assert misfits[14_001, 4] == "n/a"
        assert len(misfits) == 3 * (LARGE - 1) + LARGE - 1_001


def test_real_pipeline(opened: Opened) -> None:
    path = REAL / "maven_crm.xlsx"
    if not path.exists():
        pytest.skip("the shared real workbooks are not here")
    columns = {5: TEXT, 6: DATETIME, 7: DATETIME, 8: NUMBER}
    (data,) = opened(path).read([ReadRequest("sales_pipeline", 2, 8801, columns)])
    stages = dict(data.frame["E"].value_counts().rows())
    assert stages == {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}
    assert data.frame.filter(pl.col("E") == "Won")["H"].sum() == 10005534
    cycle = (data.frame["G"] - data.frame["F"]).dt.total_days()
    assert cycle.filter(data.frame["E"] == "Won").mean() == pytest.approx(51.7820, abs=1e-4)
    assert data.misfits == ()


def test_real_orders(opened: Opened) -> None:
    path = REAL / "zh_2020_sales.xlsx"
    if not path.exists():
        pytest.skip("the shared real workbooks are not here")
    columns = {1: DATETIME, 6: NUMBER, 7: NUMBER}
    (data,) = opened(path).read([ReadRequest("Sheet1", 2, 1946, columns)])
    assert (data.frame["F"] * data.frame["G"]).sum() == 39772087
    assert data.frame["A"].null_count() == 0
    assert data.misfits == ()
