"""Typed columns out of a pull: as the Excel backend gives them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contents import ColumnKind, FormulaCells, FormulaState, Misfit, ReadRequest, SheetData
from adapters.errors import WorkbookError
from adapters.google.assembling import assembled
from adapters.google.content import Content, FormulaRun, SheetCells
from adapters.google.reading import read
from adapters.google.structure import (
    CellFormat,
    CellLook,
    GridProperties,
    Looks,
    NumberFormat,
    RowLook,
    Shape,
    SheetAnswer,
    SheetProperties,
)

TEXT, NUMBER, MOMENT = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATETIME


def column(
    values: list[Any],
    kind: ColumnKind,
    code: str = "",
    runs: tuple[FormulaRun, ...] = (),
    last: int | None = None,
) -> SheetData:
    """One column that begins in row 1, read with a format of its own."""
    look = CellLook(effective_format=CellFormat(NumberFormat(pattern=code)))
    looks = (Looks(0, tuple(RowLook((look,)) for _ in values)),) if code else ()
    properties = SheetProperties(
        title="Deals", grid_properties=GridProperties(row_count=99, column_count=5)
    )
    cells = SheetCells({1: values}, {1: runs} if runs else {}, looks)
    content = Content(Shape(sheets=(SheetAnswer(properties=properties),)), {0: cells})
    pulled = assembled(content, datetime.now(UTC))
    request = ReadRequest("Deals", 1, last or len(values), {1: kind})
    return read(pulled, [request])[0]


def test_numbers() -> None:
    found = column([5, 2.5, None, "n/a", True, "7"], NUMBER, last=8)
    assert found.frame["A"].to_list() == [5.0, 2.5, *[None] * 6]
    assert found.frame["A"].dtype == pl.Float64
    assert found.frame["row"].to_list() == [*range(1, 9)]
    assert found.frame["row"].dtype == pl.UInt32
    texts = [(4, "n/a"), (5, "TRUE"), (6, "7")]
    assert found.misfits == tuple(Misfit(row, 1, text) for row, text in texts)


def test_dates() -> None:
    found = column([45000, 45000.5, 0.5, "soon", 20260131, None], MOMENT, "yyyy-mm-dd")
    day = datetime(2023, 3, 15)
    assert found.frame["A"].to_list() == [day, day.replace(hour=12), *[None] * 4]
    assert found.frame["A"].dtype == pl.Datetime("ms")
    assert [(m.row, m.text) for m in found.misfits] == [
        (3, "12:00:00"),
        (4, "soon"),
        (5, "20260131"),
    ]


def test_numbers_that_are_shown_as_numbers_are_no_dates() -> None:
    found = column([45000, 46000.0], MOMENT, "0.00")
    assert found.frame["A"].null_count() == 2
    assert [m.text for m in found.misfits] == ["45000", "46000"]


def test_dates_are_no_amounts() -> None:
    found = column([45000, None], NUMBER, "yyyy-mm-dd")
    assert found.frame["A"].null_count() == 2
    assert found.misfits == (Misfit(1, 1, "2023-03-15"),)


def test_texts() -> None:
    found = column(["a", 5, 2.5, True, None, 1e20, -3], TEXT)
    assert found.frame["A"].to_list() == ["a", "5", "2.5", "TRUE", None, "1e+20", "-3"]
    assert not found.misfits


def test_dates_as_texts() -> None:
    found = column([45000, 45000.25, "x", 0.5], TEXT, "yyyy-mm-dd")
    shown = ["2023-03-15", "2023-03-15 06:00:00", "x", "12:00:00"]
    assert found.frame["A"].to_list() == shown


@pytest.mark.parametrize("kind", ColumnKind)
def test_values_of_errors(kind: ColumnKind) -> None:
    run = FormulaRun(3, 3, "=IMPORTRANGE(1)")
    found = column(["#DIV/0!", "#N/A", "Loading...", None], kind, runs=(run,))
    assert found.frame["A"].null_count() == 4
    assert found.misfits == (
        Misfit(1, 1, "#DIV/0!", is_error=True),
        Misfit(2, 1, "#N/A", is_error=True),
        Misfit(3, 1, "Loading...", is_error=True),
    )


def test_a_text_that_says_loading_is_a_text() -> None:
    found = column(["Loading..."], TEXT)
    assert found.frame["A"].to_list() == ["Loading..."]


def test_formulas_of_their_own_row_and_others() -> None:
    runs = (FormulaRun(1, 2, "=A\0*2"), FormulaRun(3, 3, "=SUM(B$1:B$9)"))
    assert column([1, 2, 3], NUMBER, runs=runs[:1]).formulas == (
        FormulaCells(1, 1, 2, FormulaState.CALCULATED),
    )
    assert [cells.local for cells in column([1, 2, 3], NUMBER, runs=runs).formulas] == [False] * 2


def test_rows_that_are_not_there() -> None:
    found = column([1, 2], NUMBER, last=5)
    assert found.frame["A"].to_list() == [1, 2, None, None, None]
    assert not found.misfits


def test_no_such_sheet() -> None:
    pulled = assembled(Content(Shape(), {}), datetime.now(UTC))
    with pytest.raises(WorkbookError, match="no sheet named Deals"):
        read(pulled, [ReadRequest("Deals", 1, 1, {1: TEXT})])


CELLS = st.none() | st.text() | st.booleans() | st.integers() | st.floats(allow_nan=False)


@settings(max_examples=200)
@given(
    st.lists(CELLS, max_size=8),
    st.sampled_from(ColumnKind),
    st.sampled_from(["", "0.00", "yyyy-mm-dd", "yyyy-mm-dd h:mm", "@"]),
)
def test_whatever_a_cell_holds_is_in_the_frame_or_among_the_misfits(
    values: list[Any], kind: ColumnKind, code: str
) -> None:
    values = [None if value == "" else value for value in values]
    found = column(values, kind, code, last=9)
    missing = {m.row for m in found.misfits}
    for row, (value, shown) in enumerate(zip(values, found.frame["A"], strict=False), 1):
        assert (shown is None) == (value is None or row in missing)
    assert found.frame.height == 9
