"""A book on a spreadsheet adds the sheet or the columns that an entity lacks, and fills them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from google_books import workbook_of
from sheets_server.running import running

from salestui.book.book import Book
from salestui.book.reading import Settings

DEALS = [
    ["商机名称", "客户", "阶段", "金额"],
    ["甲", "子", "线索", 100],
    ["乙", "丑", "线索", 200],
]


def test_the_new_sheet_is_recognised_and_takes_rows(tmp_path: Path) -> None:
    with running() as service:
        made = service.server.store.create("团队")
        workbook = workbook_of(service, made.id, tmp_path)
        client = workbook._http()
        client.values_update(
            made.id, "Sheet1!A1", params={"valueInputOption": "RAW"}, body={"values": DEALS}
        )
        book = Book(workbook, Settings(date(2026, 11, 21)), tmp_path / "journals")
        try:
            book.load()
            book.set_values("edit", "deals", [(1, "amount", 250.0)])
            assert book.create_table("customers").sheet == "客户"
            assert book.state.pending_count == 1
            row = {"name": "寅", "tier": "A"}
            book.add_rows("two", "customers", [row, {"name": "卯"}])
            book.save()
            book.refresh()
            rows = book.state.entities["customers"]
            assert rows.live["name"].to_list() == ["寅", "卯"]
            assert not book.state.is_pending
            assert book.state.entities["deals"].value(1, "amount") == 250
        finally:
            book.close()


def test_new_columns_are_recognised_and_take_values(tmp_path: Path) -> None:
    with running() as service:
        made = service.server.store.create("团队")
        workbook = workbook_of(service, made.id, tmp_path)
        client = workbook._http()
        client.values_update(
            made.id, "Sheet1!A1", params={"valueInputOption": "RAW"}, body={"values": DEALS}
        )
        book = Book(workbook, Settings(date(2026, 11, 21)), tmp_path / "journals")
        try:
            book.load()
            book.set_values("edit", "deals", [(1, "amount", 250.0)])
            widened = book.add_columns("deals", ["strengths", "tender_deadline", "tender_result"])
            assert widened.headers == ("SWOT优势", "投标截止日期", "投标结果")
            assert widened.warnings == ()
            assert book.state.pending_count == 1
            day = date(2026, 12, 1)
            values = {"strengths": "快", "tender_deadline": day, "tender_result": "中标"}
            book.set_values("more", "deals", [(0, name, v) for name, v in values.items()])
            book.save()
            book.refresh()
            rows = book.state.entities["deals"]
            assert not book.state.is_pending
            assert {name: rows.value(0, name) for name in values} == values
            result = rows.layout.column("tender_result")
            assert result is not None
            assert "中标" in result.choices
            assert rows.value(1, "amount") == 250
        finally:
            book.close()
