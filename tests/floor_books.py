"""A small site with everything that a sale writes to, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from fakes import MemoryWorkbook
from written_books import write

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 3, 6)
Table = list[list[Any]]

UNITS: Table = [
    ["Unit no", "Building", "Floor", "Layout", "Area", "List price", "Unit state", "Holder",
     "Agent", "Deal", "Held until", "Deposit required", "Subscribed on", "Top up by", "Sign by",
     "Signed on", "Agreed price", "Way of paying", "Loan papers by", "Loan papers in"],
    *(
        [f"1-{floor}0{n}", "1", floor, "3 rooms", 100.0, 1_000_000.0 + 10_000 * floor, "available",
         *([None] * 4), 20_000.0, *([None] * 8)]
        for floor in (1, 2, 3)
        for n in (1, 2)
    ),
    ["2-101", "2", 1, "2 rooms", 80.0, 800_000.0, "held", "Zhao Min", "Bob", None,
     date(2026, 3, 7), 20_000.0, *([None] * 8)],
    ["2-102", "2", 1, "2 rooms", 80.0, 800_000.0, "withdrawn", *([None] * 4), 20_000.0,
     *([None] * 8)],
]  # fmt: skip
DEALS: Table = [
    ["Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Close date", "Closed on",
     "In stage since", "Unit no", "Loss reason", "Lost at stage"],
    ["Li Lei looks", "Li Lei", "Project shown", None, "Ann", date(2026, 2, 1), None, None,
     date(2026, 2, 1), None, None, None],
    ["Sun Li looks", "Sun Li", "Visitor registered", None, "Bob", date(2026, 2, 1), None, None,
     date(2026, 2, 1), None, None, None],
]  # fmt: skip
OTHERS: dict[str, Table] = {
    "Unit log": [["Date", "Time of day", "Unit no", "Step", "Customer", "Deal", "Agent", "Amount",
                  "Notes"]],
    "Payments": [["Payment no", "Received on", "Time of day", "Deal", "Customer", "Unit no",
                  "Payment type", "Amount received", "Received by"]],
    "Customers": [["Customer", "Phone", "Owner"], ["Li Lei", "13800000001", "Ann"]],
    "Checklist": [["Deal", "Stage", "Kind", "Checklist item", "Required", "Done by", "Done on"]],
    "Gates": [["Deal", "Gate", "Reviewer", "Date", "Decision", "Reason"]],
}  # fmt: skip
ENGLISH: dict[str, Table] = {"Pipeline": DEALS, "Units": UNITS, **OTHERS}

CHINESE: dict[str, Table] = {
    "商机": [["商机名称", "客户", "阶段", "金额", "销售", "创建日期", "预计成交日期", "房号"],
           ["李雷看房", "李雷", "项目介绍与看房", None, "安", date(2026, 2, 1), None, None]],
    "房源": [["房号", "楼栋", "楼层", "户型", "面积", "总价", "销控状态", "认购客户", "置业顾问",
            "商机", "保留至", "应收定金", "认购日期", "补足期限", "签约期限", "签约日期", "成交价"],
           ["1-101", "1", 1, "三室", 100.0, 1_000_000.0, "可售", *([None] * 4), 20_000.0,
            *([None] * 5)],
           ["1-102", "1", 1, "三室", 100.0, 1_000_000.0, "可售", *([None] * 4), 20_000.0,
            *([None] * 5)]],
    "销控记录": [["日期", "时间", "房号", "步骤", "客户", "商机", "经办人", "金额", "备注"]],
    "回款": [["回款编号", "回款日期", "时间", "商机", "客户", "房号", "款项类型", "回款金额",
            "收款人"]],
    "检查清单": [["商机", "阶段", "类别", "检查项", "必须", "完成人", "完成日期"]],
    "评审": [["商机", "评审点", "评审人", "日期", "评审结论", "理由"]],
}  # fmt: skip


def copied(sheets: dict[str, Table], *left_out: str) -> dict[str, Table]:
    """Sheets that a test may change."""
    return {name: [list(r) for r in rows] for name, rows in sheets.items() if name not in left_out}


def many(count: int) -> dict[str, Table]:
    """The site with so many free units more, ``T-1`` and on."""
    sheets = copied(ENGLISH)
    blank = [None] * 4
    for n in range(1, count + 1):
        sheets["Units"].append(
            [f"T-{n}", "T", n, "1 room", 50.0, 500_000.0, "available", *blank, 20_000.0,
             *([None] * 8)]
        )  # fmt: skip
    return sheets


def loaded(sheets: dict[str, Table]) -> Book:
    """The workbook in memory, opened."""
    book = Book(MemoryWorkbook(sheets), settings())
    book.load()
    return book


def settings() -> Settings:
    """How these workbooks are read."""
    return Settings(TODAY, playbook="real-estate")


def written(path: Path, sheets: dict[str, Table]) -> Path:
    """The workbook as a file."""
    write(path, sheets)
    return path
