"""A small book with everything that is kept of customers, in both languages."""

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
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Closed on", "Source",
         "Close date"],
        ["D-1", "Press", "Acme Ltd", "Won", 100.0, "Ann", _day(1, 5, 2025), _day(3, 1, 2025),
         "Website", None],
        ["D-2", "Robot", "ACME", "Won", 300.0, "Ann", _day(2, 1), _day(6, 1), "Website", None],
        ["D-3", "Line", "Acme Ltd", "Proposal", 50.0, "Bob", _day(9, 1), None, "Exhibition",
         _day(12, 30)],
        ["D-4", "Spares", "Boreal", "Won", 40.0, "Bob", _day(9, 9), _day(11, 5), None, None],
        ["D-5", "Oven", "Cobalt", "Lost", 70.0, "Bob", _day(9, 9), _day(11, 5), "Exhibition",
         None],
        ["D-6", "Old", "Cobalt", "Won", 20.0, "Bob", _day(1, 9, 2025), _day(1, 30, 2025), None,
         None],
    ],
    "Customers": [
        ["Customer ID", "Customer", "Tier", "Region", "Rep", "Phone", "Email", "Relationship",
         "Last contact", "Parent company", "Referred by", "Notes"],
        ["C-1", "Acme Ltd", "A", "East", "Ann", "021-5555 0100", "info@acme.example", "3",
         _day(11, 1), None, None, None],
        ["C-2", "ACME", None, "East", None, None, None, None, None, "Acme Ltd", None, "by hand"],
        ["C-3", "Boreal", "B", "West", "Bob", "021 5555 0100", None, "2", None, None, "ACME",
         None],
        ["C-4", "Cobalt", "C", "West", "Bob", None, None, None, None, "acme", None, None],
    ],
    "Contacts": [
        ["Contact", "Customer", "Deal", "Position", "Layer", "Decision role", "Attitude",
         "Influence", "Covered by", "Last touch", "Reports to", "Strategy"],
        ["Eve", "Acme Ltd", None, "CTO", "Technical layer", "evaluator", "-1", "high", "Ann",
         _day(12, 1), "Max", "show the plant"],
        ["Max", "Acme Ltd", None, "CEO", "Decision layer", "decision maker", "1", "high", None,
         _day(9, 1), None, None],
        ["Kim", "ACME", "Line", "Buyer", "Execution layer", "gatekeeper", None, None, "Bob", None,
         "Eve", None],
        ["Lee", "Boreal", None, "Boss", None, None, "2", None, None, None, "Lee", None],
    ],
    "Activities": [
        ["Date", "Activity", "Deal", "Customer", "Contact", "Rep", "Outcome", "Next step",
         "Next step on", "Next step done"],
        [_day(11, 20), "Visit", "Line", "Acme Ltd", "Max", "Ann", "good", None, None, None],
        [_day(12, 20), "Call", None, "Acme Ltd", "Max", "Ann", None, None, None, None],
        [_day(10, 2), "Call", "Robot", None, None, "Bob", "no answer", None, None, None],
    ],
    "Surveys": [
        ["Date", "Survey", "Customer", "Question", "Score", "Best score", "Answer"],
        [_day(11, 1), "CSAT", "Acme Ltd", "How was it?", 4, 5, "fine"],
        [_day(11, 2), "CSAT", "ACME", "How was it?", 3, 5, None],
        [_day(11, 3), "NPS", "Acme Ltd", "Recommend?", 9, 10, None],
        [_day(11, 4), "NPS", "Boreal", "Recommend?", 6, 10, None],
        [_day(11, 5), "NPS", "Boreal", "Recommend?", 8, 10, None],
        [_day(11, 6), "CSAT", "Boreal", "How was it?", 9, 5, "a slip"],
    ],
    "Service": [
        ["Date", "Customer", "Deal", "Service type", "Issue", "Rep", "Status", "Closed on"],
        [_day(11, 11), "Acme Ltd", "Robot", "Repair", "arm stuck", "Bob", "Open", None],
        [_day(8, 1), None, "Spares", "Complaint", "late", "Bob", "Closed", _day(8, 9)],
    ],
    "Leads": [
        ["Lead ID", "Created", "Channel", "Company", "Contact", "Phone", "Email", "Need", "Rep",
         "Status", "Next step on", "Converted to", "Cost"],
        ["L-1", _day(1, 4, 2025), "web", "Acme Ltd", "Eve", "1", None, "press", "Ann",
         "Converted", None, "Press", 10.0],
        ["L-2", _day(10, 4), "Exhibition", "Dune", "Rae", "0551234567", None, "a new oven", "Ann",
         "Qualified", _day(12, 12), None, 30.0],
        ["L-3", _day(10, 5), "Exhibition", "boreal", "Lee", None, None, None, "Bob", "New", None,
         None, 20.0],
        ["L-4", _day(10, 6), "Friend of a friend", None, None, None, None, None, None, None, None,
         None, None],
    ],
    "Relations": [
        ["From", "To", "Relation", "Notes"],
        ["Eve", "Max", "reports to", None],
        ["Max", "Lee", "supplies", "steel"],
    ],
}  # fmt: skip

CHINESE: dict[str, Grid] = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "创建日期", "预计成交日期"],
        ["A-1", "数据平台", "中建三局", "概念交流", 2_000_000.0, "张伟", _day(9, 1),
         date(2027, 3, 1)],
    ],
    "客户": [
        ["客户名称", "级别", "区域", "销售", "合作层次", "最近联系"],
        ["中建三局", "A", "华中", "张伟", "3", _day(11, 1)],
        ["中建三局集团有限公司", "B", "华中", "张伟", None, None],
    ],
    "联系人": [
        ["联系人", "客户", "职务", "层级", "决策角色", "态度", "影响力", "覆盖人", "最近接触",
         "上级"],
        ["李工", "中建三局", "工程师", "技术层", "评估人", "1", "中", "张伟", _day(12, 1),
         "王局长"],
        ["王局长", "中建三局", "局长", "决策层", "决策人", "-1", "高", None, _day(8, 1), None],
    ],
}  # fmt: skip


def loaded(sheets: dict[str, Grid], *left_out: str) -> Book:
    """The workbook without some of its sheets, opened."""
    book = Book(
        MemoryWorkbook({n: rows for n, rows in sheets.items() if n not in left_out}),
        Settings(TODAY),
    )
    book.load()
    return book
