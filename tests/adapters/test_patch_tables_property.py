"""Random saves of an Excel table with formulas, rows deleted too, against a simple list of rows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table
from patch_support import engine_without_process, grid

from adapters.changes import AppendRow, Change, ClearRow, DeleteRow, SetCell
from adapters.excel.archive.snapshot import FileStamp, Snapshot, revision_of
from adapters.excel.reading.session import Session
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch import patch_package
from adapters.outlines import SheetOutline

Row = tuple[str, float, float]
HEADERS = ["Deal", "Amount", "Share", "Weighted"]
SUM = "=SUM(Deals!B:B)"

_row = st.tuples(
    st.sampled_from(["a & b", "<c>", "中文", "x"]),
    st.integers(1, 5_000).map(float),
    st.sampled_from([0.25, 0.5, 1.0]),
)
_edit = st.tuples(
    st.sampled_from(["set", "clear", "append", "delete"]),
    st.integers(0, 20),
    st.integers(0, 2),
    _row,
)


@dataclass
class _Model:
    """The table's rows, None where one is empty.

    ``proven``: the engine is known to understand the formulas of the rows, because there always was
    one with a result; with rows that moved or are blank it may be left out.
    """

    rows: list[Row | None]
    proven: bool

    def change(self, kind: str, at: int, column: int, row: Row) -> Change:
        """One edit of the rows, and the same of the workbook; rows go in ``deleted``."""
        at %= len(self.rows)
        filled = [n for n, held in enumerate(self.rows) if held is not None]
        old = self.rows[at]
        if kind == "append" or not filled:
            after = filled[-1] + 2 if filled else 1
            self.rows[after - 1 : after] = [row]
            self.proven &= bool(filled)
            return AppendRow("Deals", after, 1, 4, dict(enumerate(row, 1)), 2)
        if kind == "set" and old is not None:
            self.rows[at] = (*old[:column], row[column], *old[column + 1 :])  # type: ignore[assignment]
            return SetCell("Deals", at + 2, column + 1, row[column])
        if kind == "delete":
            self.proven = False
            return DeleteRow("Deals", at + 2, 1, 4)
        self.proven = False
        self.rows[at] = None
        return ClearRow("Deals", at + 2, 1, 4)

    def deleted(self, row: int, gone: bool) -> None:
        if gone:
            del self.rows[row - 2]
        else:
            self.rows[row - 2] = None


def _by_xlsxwriter(rows: list[Row]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    page, sums = book.add_worksheet("Deals"), book.add_worksheet("Sums")
    columns: list[dict[str, object]] = [{"header": name} for name in HEADERS]
    columns[3]["formula"] = "=[@Amount]*[@Share]"
    page.add_table(0, 0, len(rows), 3, {"name": "T", "columns": columns})
    formula = "=T[[#This Row],[Amount]]*T[[#This Row],[Share]]"
    for number, row in enumerate(rows, 1):
        page.write_row(number, 0, row)
        page.write_formula(number, 3, formula, None, row[1] * row[2])
    sums.write_formula("A1", SUM, None, sum(row[1] for row in rows))
    book.close()
    return output.getvalue()


def _by_openpyxl(rows: list[Row]) -> bytes:
    """Formulas without results."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Deals"
    for number, row in enumerate([HEADERS, *rows], 1):
        page.append(row if number == 1 else [*row, f"=B{number}*C{number}"])
    page.add_table(Table(displayName="T", ref=f"A1:D{len(rows) + 1}"))
    book.create_sheet("Sums").append([SUM])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _outline(data: bytes) -> SheetOutline:
    """What our own reader sees of the sheet."""
    snapshot = Snapshot(data, FileStamp(1, 1, 1), revision_of(data))
    return Session(snapshot, preload=False).outline.sheets[0]


def _check(data: bytes, model: _Model, computed: bool) -> None:
    found, results = grid(data, "Deals"), grid(data, "Deals", formulas=False)
    ours = _outline(data)
    (table,) = ours.tables
    assert table.range.last_row == len(model.rows) + 1
    for number, row in enumerate(model.rows, 2):
        cells = tuple(found.get((number, column)) for column in (1, 2, 3))
        mine = ours.head[number - 1][:3] if number <= len(ours.head) else (None,) * 3
        assert cells == mine == (row or (None, None, None)), (number, model.rows)
        formula, result = found.get((number, 4)), results.get((number, 4))
        if row is None:
            assert formula is None and result is None
        elif formula is not None:
            assert str(formula).startswith("=")
            expected = pytest.approx(row[1] * row[2])
            assert result == expected if model.proven else result in (None, expected)
    assert all(row <= len(model.rows) + 1 for row, _ in found)
    total = sum(row[1] for row in model.rows if row)
    assert grid(data, "Sums") == {(1, 1): SUM}
    stored = grid(data, "Sums", formulas=False).get((1, 1))
    assert stored == (pytest.approx(total) if computed else None)


# Without shrinking: it takes minutes, and the sequences are short as they come.
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    st.sampled_from([(_by_xlsxwriter, True), (_by_openpyxl, False)]),
    st.lists(_row, min_size=1, max_size=6),
    st.lists(_edit, min_size=1, max_size=6),
)
def test_tables_hold_what_was_meant_and_their_results_fit(
    maker: tuple[Callable[[list[Row]], bytes], bool],
    rows: list[Row],
    edits: list[tuple[str, int, int, Row]],
) -> None:
    make, computed = maker
    data, model, memory = make(rows), _Model(list(rows), computed), SaveMemory()
    with engine_without_process():
        for edit in edits:
            change = model.change(*edit)
            done = patch_package(data, [change], memory)
            data = done.data
            if isinstance(change, DeleteRow):
                model.deleted(change.row, done.removed[0])
            _check(data, model, computed)
