"""Any mixture of cells: what a column's kind takes is exact, all else is told with its text."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contents import ColumnKind, ReadRequest, SheetData
from adapters.excel.archive.snapshot import FileStamp, Snapshot, revision_of
from adapters.excel.reading.frames import sheet_data
from adapters.excel.reading.reader import write_stream
from adapters.excel.reading.session import Session
from adapters.excel.reading.wire import CellsRequest

Value = str | float | bool | date | None

texts = st.one_of(
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), min_size=1),
    st.sampled_from(["1", "-2.5", "1e5", "inf", "NaN", "true", "FALSE", "2026-01-31", "#N/A"]),
    st.sampled_from(["2026-01-31 00:00:00", "1899-12-31 08:30:00", " 7", "0x10", "1_000"]),
)
numbers = st.floats(-1e300, 1e300).map(lambda v: float(f"{v:.16G}"))
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
values = st.one_of(st.none(), texts, numbers, st.integers(-(10**12), 10**12), st.booleans(), days)


def _written(rows: list[Value]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("S1")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, value in enumerate(rows):
        if isinstance(value, str):
            page.write_string(row, 0, value)
        elif isinstance(value, date):
            page.write_datetime(row, 0, datetime(value.year, value.month, value.day), day)
        elif value is not None:
            page.write(row, 0, value)
    book.close()
    return stream.getvalue()


def _read(data: bytes, height: int, kind: ColumnKind) -> SheetData:
    snapshot = Snapshot(data, FileStamp(0, len(data), 0), revision_of(data))
    request = CellsRequest("", "S1", 1, height, {1: kind})
    reply, batch = Session(snapshot, preload=False).cells(request)
    stream = io.BytesIO()
    write_stream(batch, stream)
    assert len(stream.getvalue()) == reply.size
    return sheet_data(ReadRequest("S1", 1, height, {1: kind}), stream.getvalue(), reply.errors)


def _shown(value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).upper() if isinstance(value, bool) else str(value)


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=12))
def test_no_cell_is_converted_or_lost(rows: list[Value]) -> None:
    data = _written(rows)
    fits = {
        ColumnKind.NUMBER: lambda v: isinstance(v, int | float) and not isinstance(v, bool),
        ColumnKind.DATETIME: lambda v: isinstance(v, date),
        ColumnKind.TEXT: lambda v: v is not None,
    }
    for kind, fit in fits.items():
        found = _read(data, len(rows), kind)
        texts = {misfit.row: misfit.text for misfit in found.misfits}
        assert set(texts) == {row for row, v in enumerate(rows, 1) if v is not None and not fit(v)}
        for row, (value, read) in enumerate(zip(rows, found.frame["A"], strict=True), 1):
            text = texts.get(row, read if kind is ColumnKind.TEXT else None)
            if not fit(value):
                assert read is None
            elif kind is ColumnKind.NUMBER:
                assert read == float(value)
            elif kind is ColumnKind.DATETIME:
                assert read == datetime(value.year, value.month, value.day)
            if text is not None and isinstance(value, int | float) and not isinstance(value, bool):
                assert float(text) == pytest.approx(value, abs=1e-9)  # nine decimals
            elif text is not None:
                assert text == _shown(value)
