"""Random workbooks, random edits with saves in between, against a plain dictionary of cells."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patch_support import changed_members, grid

from adapters.changes import AppendRow, Change, ClearRow, SetCell
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch import patch_package

Cells = dict[tuple[int, int], object]

WIDTH = 4
_text = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=12)
_value = st.one_of(
    st.none(),
    _text.filter(lambda text: "_x" not in text and not text.startswith("=")),
    st.integers(1, 60_000),
    st.booleans(),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
        lambda t: t.replace(microsecond=0)
    ),
)
_rows = st.lists(st.lists(_value, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=6)
_edit = st.one_of(
    st.tuples(st.just("set"), st.integers(2, 9), st.integers(1, WIDTH), _value),
    st.tuples(st.just("clear"), st.integers(2, 7), st.just(0), st.none()),
    st.tuples(st.just("append"), st.just(0), st.integers(1, WIDTH), _value),
)
_saves = st.lists(st.lists(_edit, min_size=1, max_size=3), min_size=1, max_size=4)


def _by_xlsxwriter(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page, day = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    page.write_row(0, 0, [f"H{n}" for n in range(WIDTH)])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                page.write_datetime(number, column, value, day)
            elif isinstance(value, str) and value:
                page.write_string(number, column, value)
            elif value is not None and value != "":
                page.write(number, column, value)
    book.add_worksheet("Other").write_row(0, 0, ["kept", 1.5])
    book.close()
    return stream.getvalue()


def _by_openpyxl(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "S"
    for row in [[f"H{n}" for n in range(WIDTH)], *rows]:
        page.append([None if value == "" else value for value in row])
    book.create_sheet("Other").append(["kept", 1.5])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _apply(model: Cells, kind: str, row: int, column: int, value: object) -> Change:
    """One edit of the model, and the same as a change of the workbook."""
    last = max([1, *(number for number, _ in model)])
    if kind == "append":
        model[last + 1, column] = "x" if value in (None, "") else value
        return AppendRow("S", last, 1, WIDTH, {column: model[last + 1, column]})
    if kind == "clear":
        for place in [place for place in model if place[0] == row]:
            del model[place]
        return ClearRow("S", row, 1, WIDTH)
    model.pop((row, column), None)
    if value not in (None, ""):
        model[row, column] = value
    return SetCell("S", row, column, value)


def _same(found: object, meant: object) -> bool:
    if isinstance(found, datetime | time | timedelta) and not isinstance(meant, datetime):
        return not isinstance(meant, (str, bool))  # a number in a cell formatted as a date
    return found == meant and isinstance(found, bool) == isinstance(meant, bool)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([_by_xlsxwriter, _by_openpyxl]), _rows, _saves)
def test_saves_one_after_another_hold_what_was_meant(make, rows, saves) -> None:
    book = make(rows)
    first = grid(book, "S")
    model: Cells = dict(first)
    data, memory = book, SaveMemory()
    for save in saves:
        for edit in save:  # an append sees the rows as they are stored
            data = patch_package(data, [_apply(model, *edit)], memory).data
        found = grid(data, "S")
        assert found.keys() == model.keys()
        assert all(_same(found[place], model[place]) for place in model), (found, model)
    parts = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}
    assert changed_members(book, data) <= parts
    assert grid(data, "Other") == {(1, 1): "kept", (1, 2): 1.5}
    back = [SetCell("S", *place, first.get(place)) for place in model.keys() | first.keys()]
    undone = grid(patch_package(data, back, memory).data, "S")
    assert undone.keys() == first.keys()
    assert all(_same(undone[place], first[place]) for place in first)
