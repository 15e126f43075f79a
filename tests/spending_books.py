"""A small book with costs, budgets, contracts, payments and campaigns, in both languages."""

from __future__ import annotations

from datetime import date as day

from written_books import Sheets

ENGLISH: Sheets = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Closed on", "Rep",
         "Created", "In stage since", "Product", "Quantity"],
        ["D-1", "Press", "Acme", "Proposal", 900_000, day(2026, 12, 1), None, "Ann",
         day(2026, 9, 1), day(2026, 10, 1), "P1", 3],
        ["D-2", "Robot", "Boreal", "Won", 2_000_000, day(2026, 10, 1), day(2026, 10, 2), "Bob",
         day(2026, 5, 1), day(2026, 10, 2), "P1", 9],
    ],
    "Team": [["Member", "Team"], ["Ann", "East"], ["Bob", "West"]],
    "Products": [["Product", "List price", "Unit cost"], ["P1", 250_000, 200_000]],
    "Costs": [
        ["Date", "Deal", "Stage", "Team", "Rep", "Cost type", "Cost", "Reason for overrun",
         "Marketing campaign"],
        [day(2026, 9, 5), "Press", "Lead", None, None, "Travel", 1_000, None, None],
        [day(2026, 10, 15), "D-1", None, None, None, "Hospitality", 800, "guests stayed", None],
        [day(2026, 11, 15), "Robot", "Won", None, None, "Demo and samples", 5_000, None, None],
        [day(2026, 11, 16), None, None, "East", None, "Promotion", 300, None, "Fair"],
        [day(2026, 12, 24), "Press", "Proposal", None, None, "Travel", 70_000, None, None],
    ],
    "Budgets": [
        ["Period", "Deal", "Stage", "Team", "Cost type", "Budget", "Reason for overrun",
         "Marketing campaign"],
        [None, "Press", "Proposal", None, None, 600, None, None],
        ["2026-Q4", None, None, "West", None, 4_000, None, None],
        ["2026", None, None, "East", None, 100_000, None, None],
        ["2026-Q4", None, None, "East", None, 20_000, None, None],
        [None, None, None, None, None, 500, None, "Fair"],
    ],
    "Contracts": [
        ["Contract no", "Deal", "Contract amount", "Status", "Signed on"],
        ["C-1", "Robot", 2_100_000, "Effective", day(2026, 10, 2)],
        ["C-2", "Robot", 500_000, "Draft", None],
    ],
    "Payments": [
        ["Payment no", "Received on", "Contract", "Deal", "Amount received"],
        ["P-1", day(2026, 10, 20), "C-1", "Robot", 630_000],
        ["P-2", day(2026, 12, 20), "C-1", "Robot", 99_000],
    ],
    "Tasks": [
        ["Task ID", "Deal", "Task", "Responsible", "Start", "Due"],
        ["T-1", "Press", "Visit the plant", "Ann", day(2026, 11, 2), day(2026, 11, 30)],
    ],
    "Campaigns": [
        ["Campaign", "Campaign type", "Target group", "Channel", "Start", "End", "Budget",
         "Status"],
        ["Fair", "Experience", "Plants", "Exhibition", day(2026, 11, 10), day(2026, 11, 20), 500,
         "Running"],
    ],
}  # fmt: skip
CHINESE: Sheets = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "预计成交日期", "实际成交日期", "销售",
         "创建日期", "进入阶段日期", "产品", "数量"],
        ["D-1", "压机", "中建三局", "方案报价", 900_000, day(2026, 12, 1), None, "张伟",
         day(2026, 9, 1), day(2026, 10, 1), "甲", 3],
        ["D-2", "机器人", "苏州轨交", "赢单", 2_000_000, day(2026, 10, 1), day(2026, 10, 2), "王芳",
         day(2026, 5, 1), day(2026, 10, 2), "甲", 9],
    ],
    "团队": [["姓名", "团队"], ["张伟", "华东"], ["王芳", "华西"]],
    "产品": [["产品名称", "标价", "单位成本"], ["甲", 250_000, 200_000]],
    "费用": [
        ["日期", "商机", "阶段", "团队", "销售", "费用类型", "费用金额", "超支原因", "营销活动"],
        [day(2026, 9, 5), "压机", "线索", None, None, "差旅费", 1_000, None, None],
        [day(2026, 10, 15), "D-1", None, None, None, "招待费", 800, "客户多住两晚", None],
        [day(2026, 11, 15), "机器人", "赢单", None, None, "演示与样品", 5_000, None, None],
        [day(2026, 11, 16), None, None, "华东", None, "推广费", 300, None, "展会"],
        [day(2026, 12, 24), "压机", "方案报价", None, None, "差旅费", 70_000, None, None],
    ],
    "预算": [
        ["期间", "商机", "阶段", "团队", "费用类型", "预算金额", "超支原因", "营销活动"],
        [None, "压机", "方案报价", None, None, 600, None, None],
        ["2026年Q4", None, None, "华西", None, 4_000, None, None],
        ["2026年", None, None, "华东", None, 100_000, None, None],
        ["2026年4季度", None, None, "华东", None, 20_000, None, None],
        [None, None, None, None, None, 500, None, "展会"],
    ],
    "合同": [
        ["合同编号", "商机", "合同金额", "状态", "签订日期"],
        ["C-1", "机器人", 2_100_000, "已生效", day(2026, 10, 2)],
        ["C-2", "机器人", 500_000, "草拟", None],
    ],
    "回款": [
        ["回款编号", "回款日期", "合同", "商机", "回款金额"],
        ["P-1", day(2026, 10, 20), "C-1", "机器人", 630_000],
        ["P-2", day(2026, 12, 20), "C-1", "机器人", 99_000],
    ],
}  # fmt: skip
BOOKS = {"en": ENGLISH, "zh": CHINESE}
