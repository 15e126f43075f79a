"""What is asked of the workbook."""

from __future__ import annotations

from datetime import date

from made_sheets import TODAY, sheet

from adapters.contents import CellValue, ColumnKind
from adapters.outlines import Outline, Revision
from salestui.mapping.recognise import recognise
from salestui.mapping.requests import read_requests

HEADER: list[CellValue] = ["ID", "Customer", "Amount", "Close date", "Probability"]


def kinds(*rows: list[CellValue]) -> dict[int, ColumnKind]:
    outline = Outline(Revision("r"), (sheet("Deals", [HEADER, *rows], last_row=900),))
    (request,) = read_requests(recognise(outline, TODAY), outline)
    assert (request.sheet, request.first_row, request.last_row) == ("Deals", 2, 900)
    return dict(request.columns)


def test_columns_are_read_by_their_type() -> None:
    found = kinds(["1", "Acme", 5, date(2026, 1, 1), 0.5])
    assert found == {
        1: ColumnKind.TEXT, 2: ColumnKind.TEXT, 3: ColumnKind.NUMBER, 4: ColumnKind.DATETIME,
        5: ColumnKind.NUMBER,
    }  # fmt: skip


def test_a_column_that_holds_mostly_text_is_read_as_text() -> None:
    found = kinds(
        ["1", "Acme", "¥5", "2026年1月1日", 0.5],
        ["2", "Acme", "¥6", "2026年1月2日", "n/a"],
    )
    assert found[3] is ColumnKind.TEXT
    assert found[4] is ColumnKind.TEXT
    assert found[5] is ColumnKind.NUMBER


def test_every_table_is_asked_for_in_order_even_an_empty_one() -> None:
    outline = Outline(
        Revision("r"),
        (sheet("Customers", [["Customer", "Industry"]]), sheet("Deals", [HEADER, ["1"]])),
    )
    layout = recognise(outline, TODAY)
    requests = read_requests(layout, outline)
    assert [r.sheet for r in requests] == [t.sheet for t in layout.tables.values()]
    assert all(r.last_row >= r.first_row for r in requests)
