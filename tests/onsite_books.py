"""A small launch in two languages: units, who came, phases and what each was to sell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fakes import MemoryWorkbook
from written_books import write

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 11, 21)  # a Saturday
Table = list[list[Any]]


def day(month: int, number: int) -> date:
    return date(2026, month, number)


UNITS: Table = [
    ["Unit no", "Building", "Floor", "Layout", "Area", "Price per m²", "List price", "Unit state",
     "Holder", "Agent", "Held until", "Deposit required", "Subscribed on", "Top up by", "Sign by",
     "Signed on", "Agreed price", "Way of paying", "Loan papers by", "Loan papers in",
     "On the market since", "Launch phase"],
    ["1-101", "1", 1, "2 rooms", 80.0, 10_000.0, 800_000.0, "signed", "Wang Fang", "Ann", None,
     20_000.0, day(10, 5), day(10, 8), day(10, 12), day(10, 12), 784_000.0, "mortgage",
     day(11, 10), None, day(10, 1), "Opening"],
    ["1-102", "1", 1, "3 rooms", 100.0, 10_000.0, None, "subscribed", "Li Lei", "Ann", None,
     20_000.0, day(11, 16), day(11, 19), day(11, 23), None, 990_000.0, "mortgage", None, None,
     day(10, 1), "Opening"],
    ["1-201", "1", 2, "2 rooms", 80.0, 10_200.0, 816_000.0, "available", None, None, None, None,
     None, None, None, None, None, None, None, None, day(10, 1), "Opening"],
    ["2-101", "2", 1, "3 rooms", 120.0, 11_000.0, 1_320_000.0, "held", "Zhao Min", "Bob",
     day(11, 20), 20_000.0, None, None, None, None, None, None, None, None, day(11, 1), "Second"],
    ["2-102", "2", 1, "4 rooms", 150.0, 12_000.0, 1_800_000.0, "available", None, None, None, None,
     None, None, None, None, None, None, None, None, day(11, 1), "Second"],
    ["2-201", "2", 2, "4 rooms", 150.0, 12_000.0, 1_800_000.0, "available", None, None, None, None,
     None, None, None, None, None, None, None, None, day(12, 24), "Third"],
    ["2-202", "2", 2, "4 rooms", 150.0, 12_000.0, 1_800_000.0, "withdrawn", None, None, None, None,
     None, None, None, None, None, None, None, None, day(10, 1), "Opening"],
]  # fmt: skip
VISITORS: Table = [
    ["Date", "Register", "Visitor", "Phone", "Agent", "Heard through", "Referred by",
     "Layout wanted", "Area wanted", "Budget", "Feedback", "Visitor status", "Next step on"],
    [day(10, 2), "visit", "Wang Fang", "138 0000 0001", "Ann", "Website", None, "2 rooms", 80.0,
     800_000.0, None, "subscribed", None],
    [day(11, 3), "visit", "Li Lei", "+86 13800000002", "Ann", "Referral", "Wang Fang", "3 rooms",
     100.0, 1_000_000.0, None, None, None],
    [day(11, 5), "visit", "Zhao Min", "13800000003", "Bob", "Website", None, "3 rooms", None, None,
     "too expensive, noisy", "following", day(11, 20)],
    [day(11, 10), "phone", "Mrs Zhao", "138-0000-0003", "Ann", "Website", None, None, None, None,
     "too expensive", "new", None],
    [day(11, 18), "return", "Zhao Min", "13800000003", "Bob", None, None, None, None, None, None,
     "following", None],
    [day(11, 19), "visit", "Sun Li", "13800000004", "Bob", "Poster", None, "4 rooms", None, None,
     "noisy", "returned", day(11, 21)],
    [day(11, 20), "phone", "No number", None, None, "Poster", None, None, None, None, None, "new",
     None],
]  # fmt: skip
PHASES: Table = [
    ["Launch phase", "Kind of phase", "From", "To", "Units to launch"],
    ["Opening", "public sale", day(10, 1), day(10, 31), 4],
    ["Second", "strong sale", day(11, 1), day(11, 30), 10],
    ["Third", "late sale", day(12, 1), day(12, 31), 8],
]
TARGETS: Table = [
    ["Launch phase", "Metric", "Target"],
    ["Opening", "units", 2],
    ["Opening", "revenue", 1_600_000.0],
    ["strong sale", "revenue", 1_980_000.0],
]
PAYMENTS: Table = [
    ["Payment no", "Received on", "Unit no", "Payment type", "Amount received"],
    ["R-1", day(10, 5), "1-101", "deposit", 20_000.0],
    ["R-2", day(11, 16), "1-102", "deposit", 5_000.0],
]
DEALS: Table = [
    ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Loss reason"],
    ["D-1", "Wang Fang 1-101", "Wang Fang", "Contract signed", 784_000.0, "Ann", day(10, 2), None],
    ["D-2", "Chen 2-102", "Chen", "Withdrawn", 1_700_000.0, "Bob", day(10, 9), "No loan"],
]
CUSTOMERS: Table = [
    ["Customer", "Phone", "Rep"],
    ["Wang Fang", "13800000001", "Ann"],
]
TEAM: Table = [["Member", "Team"], ["Ann", "Hall A"], ["Bob", "Hall A"]]
QUOTES: Table = [
    ["Quote ID", "Deal", "Unit no", "Version", "Date", "Way of paying", "List price", "Discount",
     "Net price", "Requested by", "Approved by", "Approved on", "Status"],
]  # fmt: skip

ENGLISH: Mapping[str, Table] = {
    "Pipeline": DEALS, "Customers": CUSTOMERS, "Team": TEAM, "Units": UNITS,
    "Visitor register": VISITORS, "Launch phases": PHASES, "Targets": TARGETS,
    "Payments": PAYMENTS, "Quotes": QUOTES,
}  # fmt: skip

CHINESE: Mapping[str, Table] = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "创建日期"],
        ["A-1", "王芳 1-101", "王芳", "签约网签", 784_000.0, "李娜", day(10, 2)],
    ],
    "客户": [["客户名称", "电话", "销售"], ["王芳", "13800000001", "李娜"]],
    "团队": [["成员", "团队"], ["李娜", "一组"], ["张伟", "一组"]],
    "房源": [
        ["房号", "楼栋", "楼层", "户型", "面积", "单价", "总价", "销控状态", "认购客户", "置业顾问",
         "应收定金", "认购日期", "补足期限", "签约期限", "签约日期", "成交价", "推出日期",
         "销售期"],
        ["1-101", "1栋", 1, "两房", 80.0, 10_000.0, 800_000.0, "已签约", "王芳", "李娜", 20_000.0,
         day(10, 5), None, None, day(10, 12), 784_000.0, day(10, 1), "首开"],
        ["1-102", "1栋", 1, "三房", 100.0, 10_000.0, 1_000_000.0, "已认购", "李雷", "李娜",
         20_000.0, day(11, 16), day(11, 19), day(11, 23), None, 990_000.0, day(10, 1), "首开"],
        ["2-101", "2栋", 1, "三房", 120.0, 11_000.0, 1_320_000.0, "可售", None, None, None, None,
         None, None, None, None, day(11, 1), "加推"],
    ],
    "来访登记": [
        ["日期", "登记类型", "姓名", "电话", "置业顾问", "认知渠道", "推荐人", "意向户型",
         "客户反馈", "客户状态", "下次跟进"],
        [day(10, 2), "来访", "王芳", "13800000001", "李娜", "网络", None, "两房", None, "已认购",
         None],
        [day(11, 19), "来电", "王先生", "13800000009", "张伟", "抖音", None, "三房", "价格偏高",
         "退回客户", day(11, 20)],
    ],
    "销售期": [
        ["销售期", "阶段类型", "开始日期", "结束日期", "推出套数"],
        ["首开", "公开销售期", day(10, 1), day(10, 31), 2],
        ["加推", "强销期", day(11, 1), day(11, 30), 1],
    ],
    "目标": [["销售期", "指标", "目标"], ["首开", "销量", 2]],
}  # fmt: skip


def onsite_book(sheets: Mapping[str, Table] = ENGLISH, *without: str) -> Book:
    """The book, loaded, without some of its sheets."""
    kept = {name: rows for name, rows in sheets.items() if name not in without}
    book = Book(MemoryWorkbook(kept), Settings(TODAY))
    book.load()
    return book


def onsite_file(folder: Path, sheets: Mapping[str, Table] = ENGLISH, *without: str) -> Path:
    """The book on disk."""
    kept = {name: rows for name, rows in sheets.items() if name not in without}
    return write(folder / "launch.xlsx", kept)
