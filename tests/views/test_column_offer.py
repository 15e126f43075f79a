"""The offer of columns: what is missing, where, and how it would be headed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.i18n import set_language
from salestui.views.column_offer import column_offer, missing_columns

ENGLISH = ["Deal", "Customer", "Stage", "Amount", "Close date"]
CHINESE = ["商机名称", "客户", "阶段", "金额(万元)", "预计成交日期"]


@contextmanager
def state_of(sheets: dict[str, list[str]]) -> Iterator[BookState]:
    row = ["A", "ACME", "Lead", 5, "2026-03-05"]
    workbook = MemoryWorkbook({name: [headers, row] for name, headers in sheets.items()})
    book = Book(workbook, Settings(date(2026, 3, 5)))
    try:
        yield book.load()
    finally:
        book.close()


def test_one_and_several() -> None:
    with state_of({"Deals": ENGLISH}) as state:
        one = column_offer(state, "deals", ["amount", "need"])
        assert one.question == "The sheet Deals has no column for: Need. Add it?"
        assert one.agree == "Add the column"
        assert one.fields == ("need",)
        assert "undo does not take the column away" in one.about
        assert "In the sheet" not in one.about
        two = column_offer(state, "deals", ["threats", "strengths"])
        assert two.question.endswith("SWOT strengths, SWOT threats. Add them?")
        assert two.fields == ("strengths", "threats")


def test_headers_in_another_language_than_the_screen_are_told() -> None:
    with state_of({"商机": CHINESE}) as state:
        offer = column_offer(state, "deals", ["forecast_override"])
        assert offer.question == "The sheet 商机 has no column for: Manager forecast. Add it?"
        assert offer.about.startswith("In the sheet: 经理预测(万元). It stands right")
        set_language("zh")
        assert "经理预测" in column_offer(state, "deals", ["forecast_override"]).question


def test_the_sheets_of_a_table_that_is_cut_are_all_named() -> None:
    with state_of({"2026-01": ENGLISH, "2026-02": ENGLISH}) as state:
        question = column_offer(state, "deals", ["need"]).question
        assert question.startswith("The sheet 2026-01, 2026-02 has no column for")


def test_what_is_missing_comes_in_the_models_order() -> None:
    with state_of({"Deals": ENGLISH}) as state:
        names = [field.name for field in missing_columns(state, "deals")]
    assert names[:3] == ["id", "probability", "closed"]
    assert not {"name", "customer", "stage", "amount", "expected_close"} & set(names)
