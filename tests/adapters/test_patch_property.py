"""Any edits against a plain dictionary: the workbook holds the same cells, others see it too."""

from __future__ import annotations

import io
import warnings
from datetime import datetime

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patch_support import changed_members, engine_without_process, grid, rich_book

from adapters.changes import AddColumns, AddSheet, AppendRow, Change, ClearRow, NewColumn, SetCell
from adapters.excel.writing.patch import patch_package

ROWS = 6
_text = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff", min_codepoint=32))
_value = st.one_of(
    st.none(),
    _text.filter(lambda text: "_x" not in text),  # openpyxl does not undo these escapes
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)).map(
        lambda t: t.replace(microsecond=0)
    ),
)
_set = st.builds(
    lambda row, column, value: SetCell("Deals", row, column, value, over_formula=True),
    st.integers(2, ROWS + 1),
    st.sampled_from([1, 2, 3, 4, 5, 6, 8, 9]),  # a number in the date column reads as a date
    _value,
)
_clear = st.builds(lambda row: ClearRow("Deals", row, 1, 7), st.integers(2, ROWS + 1))
_append = st.builds(
    lambda values: AppendRow("Deals", ROWS + 1, 1, 7, values),
    st.dictionaries(st.integers(1, 6), _value, max_size=6),
)

BOOK = rich_book(ROWS)
BASE = grid(BOOK, "Deals")
FORMULA = BASE[2, 6]


def _expected(changes: list[Change]) -> dict[tuple[int, int], object]:
    model = dict(BASE)
    for change in changes:
        if isinstance(change, SetCell):
            model[change.row, change.column] = change.value
        elif isinstance(change, ClearRow):
            model.update({(change.row, column): None for column in range(1, 8)})
    appends = [change for change in changes if isinstance(change, AppendRow)]
    for row, append in enumerate(appends, ROWS + 2):
        model[row, 6] = FORMULA
        values = append.values.items()
        model.update({(row, column): value for column, value in values if value not in (None, "")})
    return {key: value for key, value in model.items() if value not in (None, "")}


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_set, _clear, _append), min_size=1, max_size=8))
def test_any_edits_arrive_and_nothing_else_changes(changes: list[Change]) -> None:
    with engine_without_process():
        done = patch_package(BOOK, changes)
    found = grid(done.data, "Deals")
    expected = _expected(changes)
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert _same(found[key], value), key
    touched = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml"}
    touched.add("xl/worksheets/sheet2.xml")  # its results of formulas
    touched.add("xl/sharedStrings.xml")
    assert changed_members(BOOK, done.data) <= touched


_header = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1, max_size=9)
_new = st.builds(
    NewColumn,
    _header.map(str.strip).filter(lambda text: text and "_x" not in text),
    st.sampled_from([0, 12.5]),
    st.sampled_from(["", "yyyy-mm-dd"]),
    st.sampled_from([(), ("yes", 'no, "never"'), ("是", "否")]),
)
_columns = st.lists(_new, max_size=3, unique_by=lambda column: column.header.casefold()).map(tuple)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(_columns, _columns, st.lists(st.one_of(_set, _append), max_size=4))
def test_sheets_and_columns_beside_any_edits(
    columns: tuple[NewColumn, ...], sheet: tuple[NewColumn, ...], changes: list[Change]
) -> None:
    """All in one commit, against the table's own columns and cells as they are without them."""
    taken = {str(value).casefold() for (row, _), value in BASE.items() if row == 1}
    columns = tuple(column for column in columns if column.header.casefold() not in taken)
    more: list[Change] = [AddColumns("Deals", 1, 1, ROWS + 1, 1, 7, columns)] if columns else []
    more += [AddSheet("New sheet", sheet)] if sheet else []
    changes = [c for c in changes if not isinstance(c, SetCell) or c.column < 8]
    with engine_without_process():
        done = patch_package(BOOK, [*changes, *more])
    expected = _expected(changes)
    expected |= {(1, place): column.header for place, column in enumerate(columns, 8)}
    found = grid(done.data, "Deals")
    assert found.keys() == expected.keys()
    assert all(_same(found[key], value) for key, value in expected.items())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl would lose
        page = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"]
    headers = [cell.value for cell in page[1]][: 7 + len(columns)]
    assert page.tables["DealsTable"].column_names == headers
    if sheet:
        added = grid(done.data, "New sheet")
        assert added == {(1, place): column.header for place, column in enumerate(sheet, 1)}


def _same(found: object, meant: object) -> bool:
    if isinstance(meant, datetime) and isinstance(found, datetime):
        return abs((found - meant).total_seconds()) < 0.001
    if isinstance(meant, float) and isinstance(found, (int, float)):
        return float(found) == meant
    return found == meant and isinstance(found, bool) == isinstance(meant, bool)


def test_many_saves_one_after_another_do_not_pile_up() -> None:
    data, size = BOOK, len(BOOK)
    for turn in range(20):
        data = patch_package(data, [SetCell("Deals", 3, 7, datetime(2026, 1, 1 + turn, 12))]).data
        data = patch_package(data, [SetCell("Deals", 3, 1, f"name {turn}")]).data
    assert abs(len(data) - size) < 2000
    assert (
        openpyxl.load_workbook(io.BytesIO(data), read_only=True)["Deals"]["A3"].value == "name 19"
    )
