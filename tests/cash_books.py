"""A small book with contracts, payment plans and payments, in both languages.

On 9 December 2026: Press owes 300 since 1 September and 300 later; Robot 200 since 15 November,
promised for the 5th and not kept, and 400 later; Kiln, a deal without a contract, 200 since 30
October, promised for today. Line paid 50 too much. Oven's contract is not signed, Old terminated.
"""

from __future__ import annotations

from datetime import date

from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 12, 9)


def _day(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


ENGLISH: dict[str, Grid] = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Closed on"],
        ["D-1", "Press", "Acme Works", "Won", 1000.0, "Ann", _day(1, 5), _day(6, 1)],
        ["D-2", "Robot", "Acme Works", "Won", 600.0, "Ann", _day(2, 1), _day(10, 30)],
        ["D-3", "Line", "Beta", "Won", 400.0, "Bob", _day(1, 9), _day(2, 20)],
        ["D-4", "Oven", "Gamma", "Proposal", 500.0, "Bob", _day(9, 9), None],
        ["D-5", "Kiln", "Delta", "Won", 300.0, "Bob", _day(9, 9), _day(10, 1)],
    ],
    "Customers": [
        ["Customer", "Tier", "Rep"],
        ["Acme Works", "A", "Ann"],
        ["Beta", "B", "Bob"],
        ["Gamma", "B", "Bob"],
        ["Delta", "C", "Bob"],
    ],
    "Members": [["Name", "Team", "Region"], ["Ann", "East", "North"], ["Bob", "West", "South"]],
    "Contracts": [
        ["Contract no", "Contract name", "Deal", "Customer", "Rep", "Contract amount", "Status",
         "Signed on"],
        ["C-1", "Press contract", "Press", "Acme Works", "Ann", 1000.0, "Effective", _day(6, 5)],
        ["C-2", "Robot contract", "Robot", "Acme Works", "Ann", 600.0, "Signed", _day(11, 1)],
        ["C-3", "Line contract", "Line", "Beta", "Bob", 400.0, "Filed", _day(3, 1)],
        ["C-4", "Oven contract", "Oven", "Gamma", "Bob", 500.0, "In review", None],
        ["C-5", "Old", "Oven", "Gamma", "Bob", 200.0, "Terminated", _day(1, 5, 2025)],
    ],
    "Payment plan": [
        ["Plan line", "Contract", "Deal", "Payment type", "Due", "Amount due", "Invoiced on",
         "Promised for", "What was promised"],
        ["P-1", "C-1", None, "Deposit", _day(6, 10), 300.0, _day(6, 6), None, None],
        ["P-2", "C-1", None, "Progress", _day(9, 1), 400.0, _day(9, 1), None, None],
        ["P-3", "C-1", None, "Final", _day(12, 20), 300.0, None, None, None],
        ["P-4", "C-2", None, "Deposit", _day(11, 15), 200.0, _day(11, 10), _day(12, 5),
         "after the board"],
        ["P-5", "C-2", None, "Final", _day(1, 31, 2027), 400.0, None, None, None],
        ["P-6", "Line contract", None, "Final", _day(4, 1), 400.0, _day(3, 20), None, None],
        ["P-7", "C-4", None, "Deposit", _day(11, 1), 100.0, None, None, None],
        ["P-8", None, "Kiln", "Final", _day(10, 30), 300.0, None, _day(12, 9), None],
        ["P-9", "C-5", None, "Final", _day(2, 1, 2025), 200.0, None, None, None],
    ],
    "Payments": [
        ["Payment no", "Received on", "Contract", "Deal", "Customer", "For plan line",
         "Amount received", "Received by"],
        ["R-1", _day(6, 12), "C-1", None, None, "P-1", 300.0, "Ann"],
        ["R-2", _day(9, 20), "C-1", None, None, None, 150.0, "Ann"],
        ["R-3", _day(4, 2), "C-3", None, None, None, 450.0, "Bob"],
        ["R-4", _day(12, 1), None, "Kiln", None, None, 100.0, "Bob"],
        ["R-5", _day(12, 2), None, None, "Acme Works", None, 70.0, "Ann"],
        ["R-6", _day(12, 3), "C-1", None, None, None, -50.0, "Ann"],
        ["R-7", _day(12, 31), "C-2", None, None, None, 200.0, "Ann"],
    ],
}  # fmt: skip

CHINESE: dict[str, Grid] = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "创建日期"],
        ["A-1", "数据平台", "中建三局", "赢单", 2_000_000.0, "张伟", _day(3, 1)],
    ],
    "客户": [["客户名称", "级别", "销售"], ["中建三局", "A", "张伟"]],
    "合同": [
        ["合同编号", "合同名称", "商机", "客户", "合同金额", "状态", "签订日期"],
        ["HT-1", "数据平台合同", "数据平台", "中建三局", 2_000_000.0, "履行中", _day(9, 1)],
    ],
    "收款计划": [
        ["期次", "合同", "款项类型", "应收日期", "应收金额", "承诺付款日期", "承诺说明"],
        ["1", "HT-1", "预付款", _day(9, 10), 600_000.0, None, None],
        ["2", "HT-1", "进度款", _day(11, 10), 800_000.0, _day(12, 1), "月初付款"],
        ["3", "HT-1", "质保金", date(2027, 9, 1), 600_000.0, None, None],
    ],
    "回款": [
        ["回款编号", "回款日期", "合同", "对应期次", "回款金额", "付款方式"],
        ["H-1", _day(9, 12), "HT-1", "1", 600_000.0, "电汇"],
        ["H-2", _day(12, 2), "HT-1", None, 300_000.0, "承兑"],
    ],
}  # fmt: skip


def cash_book(sheets: dict[str, Grid] = ENGLISH, *left_out: str) -> Book:
    """The workbook without some of its sheets, opened."""
    book = Book(
        MemoryWorkbook({n: rows for n, rows in sheets.items() if n not in left_out}),
        Settings(TODAY),
    )
    book.load()
    return book
