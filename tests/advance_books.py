"""Pipelines whose playbook asks for something, in both languages, with and without its sheets."""

from __future__ import annotations

from datetime import date

from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 12, 9)


def english(*left_out: str) -> MemoryWorkbook:
    """Five-stage deals with every sheet that a move looks at, but those left out."""
    sheets: dict[str, Grid] = {
        "Pipeline": [
            ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Closed on", "Rep",
             "Created", "Next step", "Next step on", "In stage since", "Loss reason",
             "Lost at stage", "Follows deal", "Buyer step", "Notes"],
            ["D-1", "Press", "Acme", "Proposal", 900_000, date(2026, 12, 30), None, "Ann",
             date(2026, 9, 1), "send offer", date(2026, 12, 12), date(2026, 11, 1), None,
             None, None, None, "first note"],
            ["D-2", "Robot", "Boreal", "Qualified", 2_500_000, None, None, "Bob",
             date(2026, 9, 5), None, None, date(2026, 11, 2), None, None, None, "Need", None],
            ["D-3", "Line", "Acme", "Negotiation", 50_000, date(2026, 12, 20), None, "Ann",
             date(2026, 9, 9), "sign", date(2026, 12, 15), date(2026, 11, 3), None, None, None,
             None, None],
            ["D-4", "Spare parts", "Boreal", "Lost", 10_000, date(2026, 11, 1),
             date(2026, 11, 5), "Bob", date(2026, 9, 9), None, None, date(2026, 11, 5), "Price",
             "Proposal", None, None, None],
        ],
        "Checklist": [
            ["Deal", "Stage", "Kind", "Checklist item", "Required", "Done by", "Done on"],
            ["Press", "Proposal", "Item", "Send the proposal with a price", True, "Ann",
             date(2026, 11, 20)],
            ["Press", "Proposal", "Item", "Present it to those who decide", True, None, None],
            ["Press", "Proposal", "Item", "Answer what speaks against it", False, None, None],
            ["Press", "Proposal", "Item", "Ask the boss", True, None, None],
            ["Press", "Proposal", "Exit criterion", "He wants to buy", True, "Ann",
             date(2026, 12, 1)],
            ["Press", "Negotiation", "Milestone", "Terms are talked about", None, None,
             date(2026, 12, 2)],
        ],
        "Gates": [
            ["Deal", "Gate", "Reviewer", "Date", "Decision", "Reason", "Self-reviewed"],
            ["Press", "Offer review", "Max", date(2026, 12, 1), "Pass", None, None],
            ["Press", "Offer review", "Max", date(2026, 12, 5), "Hold", "too cheap", None],
        ],
        "Post-mortems": [["Deal", "Date", "Result", "Reason", "Lessons", "Revenue", "Author"]],
    }  # fmt: skip
    return MemoryWorkbook({n: rows for n, rows in sheets.items() if n not in left_out})


def chinese() -> MemoryWorkbook:
    """Deals of the six stages with gates, a checklist and a team of one."""
    return MemoryWorkbook(
        {
            "商机": [
                ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "客户需求", "主要竞争对手",
                 "决策人", "预计成交日期", "预算已落实", "进入阶段日期", "备注"],
                ["A-1", "数据平台", "中建三局", "概念交流", 2_000_000.0, "张伟", "云", None,
                 "王局长", date(2027, 3, 1), "否", date(2026, 10, 1), None],
                ["A-2", "备件", "中建三局", "信息收集", 10_000.0, "张伟", None, None, None, None,
                 None, None, None],
            ],
            "检查清单": [["商机", "阶段", "类别", "检查项", "必须", "完成人", "完成日期"]],
            "评审": [["商机", "评审点", "评审人", "日期", "评审结论", "理由", "自审"]],
            "项目组": [["商机", "成员", "角色"], ["数据平台", "张伟", "项目经理"]],
        }
    )  # fmt: skip


def loaded(workbook: MemoryWorkbook) -> Book:
    """The workbook, opened."""
    book = Book(workbook, Settings(TODAY))
    book.load()
    return book
