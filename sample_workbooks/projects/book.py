"""The workbook of the sales projects: its sheets, how they look, and the summary."""

from __future__ import annotations

from datetime import datetime

from sample_workbooks.books.design import AMBER, GREEN, GREY, RED, Design, Light, Worked
from sample_workbooks.books.overview import ROW, Block, Ratio, Sum
from sample_workbooks.books.telling import Said, Tables
from sample_workbooks.books.writing import Told
from sample_workbooks.projects import calls, cash, cast, costs, deals, papers, plans, watch, work

_LATE = '{{{0}}}<>"",{{{0}}}<{{as_of}}'

_DESIGNS = {
    "en": Design(
        title="Sales projects", author="Ingrid Falk", font="Calibri", colour="#2F5D50",
        look="Table Style Medium 4", summary="Overview", as_of="AsOf",
        codes={"money": "$#,##0", "percent": "0%", "date": "yyyy-mm-dd", "integer": "#,##0",
               "number": "#,##0.##"},
        sheets={"deals": "Projects", "gates": "Gates", "deal_team": "Project team",
                "strategies": "Four elements", "documents": "Document register",
                "targets": "Quotas"},
        headers={("deals", "name"): "Project", ("deals", "owner"): "Account manager",
                 ("tasks", "deal"): "Project",
                 ("gates", "deal"): "Project", ("deal_team", "deal"): "Project",
                 ("risks", "deal"): "Project", ("weekly_reports", "deal"): "Project",
                 ("payment_plan", "received"): "Paid so far", ("documents", "owner"): "Owner"},
        tables={"deals": "Projects", "contracts": "ContractList", "payment_plan": "PaymentPlan",
                "payments": "PaymentList", "risks": "RiskRegister", "costs": "CostList"},
    ),
    "zh": Design(
        title="销售项目管理台账", author="方振国", font="微软雅黑", colour="#1F4E79",
        look="Table Style Light 9", summary="总览", as_of="截至日期",
        codes={"money": "¥#,##0", "percent": "0%", "date": "yyyy-mm-dd", "integer": "#,##0",
               "number": "#,##0.##"},
        sheets={"deals": "销售项目", "gates": "决策评审", "risks": "风险登记册",
                "weekly_reports": "项目周报",
                "documents": "文档清单", "tasks": "进度计划", "deliveries": "发货交付",
                "contracts": "合同台账", "checklist": "运作Checklist"},
        headers={("deals", "name"): "项目名称", ("deals", "id"): "项目编号",
                 ("deals", "owner"): "客户经理",
                 ("deals", "customer"): "客户名称", ("deals", "amount"): "项目金额",
                 ("deals", "stage"): "当前阶段", ("deals", "expected_close"): "预计签约日期",
                 ("deals", "closed"): "实际签约日期",
                 ("gates", "deal"): "项目名称", ("tasks", "deal"): "项目名称",
                 ("risks", "deal"): "项目名称", ("weekly_reports", "deal"): "项目名称",
                 ("deal_team", "deal"): "项目名称", ("costs", "deal"): "项目名称",
                 ("budgets", "deal"): "项目名称", ("contracts", "deal"): "项目名称"},
        titles={
            "deals": ("政企与运营商事业部　销售项目总表",
                      "说明：金额单位为元；阶段变动当天更新；系统部级项目每周五前提交周报。"),
            "risks": ("销售项目风险登记册",
                      "概率与影响按1—5级评定，风险值为两者乘积，15分以上每周跟踪。"),
            "payment_plan": ("合同收款计划",
                             "每月25日前更新承诺付款日期；已收金额以财务到账为准。"),
        },
        tables={"deals": "销售项目表", "risks": "风险表", "costs": "费用表"},
    ),
}  # fmt: skip

_WORKED = (
    Worked("deals", "weighted", "{amount}*{probability}", header=Said("Weighted", "加权金额"),
           after="probability",
           value=lambda row: float(str(row["amount"])) * float(str(row["probability"]))),
    Worked("risks", "score", "{probability}*{impact}", "integer", Said("Score", "风险值"),
           "impact", lambda row: int(str(row["probability"])) * int(str(row["impact"]))),
    Worked("payment_plan", "left", "{amount}-{received}", header=Said("Still open", "未收金额"),
           after="received",
           value=lambda row: float(str(row["amount"])) - float(str(row["received"]))),
)  # fmt: skip
_LIGHTS = (
    Light("deals", "stage", GREEN, choice="contract-execution"),
    Light("deals", "stage", GREY, choice="lost"),
    Light("gates", "due", RED, formula=f'AND({_LATE.format("due")},{{date}}="")'),
    Light("tasks", "due", RED, formula=f'AND({_LATE.format("due")},{{done}}="")'),
    Light("risks", "score", RED, formula="{score}>=15"),
    Light("risks", "score", AMBER, formula="AND({score}>=9,{score}<15)"),
    Light("weekly_reports", "health", GREEN, choice="green"),
    Light("weekly_reports", "health", AMBER, choice="amber"),
    Light("weekly_reports", "health", RED, choice="red"),
    Light("payment_plan", "due", RED, formula=f"AND({_LATE.format('due')},{{left}}>0)"),
    Light("payment_plan", "promised", RED, formula=f"AND({_LATE.format('promised')},{{left}}>0)"),
    Light("documents", "keep_until", AMBER, formula=f"AND({_LATE.format('keep_until')})"),
)

_BIG = tuple(p for p in deals.PROJECTS if p.key != "tollway")
_SUMMARY = (
    Block(
        Said("Cost of selling against budget", "项目费用与预算"), Said("Project", "项目"),
        ("deals", "name"), [p.name for p in _BIG],
        (
            Sum(Said("Amount", "项目金额"), "deals", "amount", {"name": ROW}),
            Sum(Said("Budget", "费用预算"), "budgets", "amount", {"deal": ROW}),
            Sum(Said("Spent", "已发生费用"), "costs", "amount", {"deal": ROW}),
            Ratio(Said("Spent of budget", "预算执行率"), 2, 1),
        ),
        charted=(1, 2),
    ),
    Block(
        Said("Cash by contract", "合同回款"), Said("Project", "项目"), ("deals", "name"),
        [p.name for p in cash.signed() if p.amount >= 2_000_000],
        (
            Sum(Said("Contract", "合同金额"), "contracts", "amount", {"deal": ROW}),
            Sum(Said("Plan", "计划收款"), "payment_plan", "amount", {"deal": ROW}),
            Sum(Said("Received", "已回款"), "payments", "amount", {"deal": ROW}),
            Ratio(Said("Received of plan", "回款率"), 2, 1),
        ),
        charted=(1, 2),
    ),
    Block(
        Said("Projects by stage", "各阶段项目"), Said("Stage", "阶段"), ("deals", "stage"),
        list(deals.CHANCES),
        (
            Sum(Said("Projects", "项目数"), "deals", "", {"stage": ROW}),
            Sum(Said("Amount", "金额"), "deals", "amount", {"stage": ROW}),
        ),
    ),
)  # fmt: skip

_TABLES: Tables = {
    "deals": calls.with_deciders(deals.deals()),
    "customers": cast.customers(), "members": cast.members(), "products": cast.products(),
    "targets": calls.targets(), "gates": work.gates(), "deal_team": work.deal_team(),
    "tasks": work.tasks(), "checklist": work.checklist(), "strategies": plans.strategies(),
    "communications": plans.communications(), "quality": plans.quality(),
    "risks": watch.risks(), "weekly_reports": watch.weekly_reports(),
    "documents": papers.documents(), "reviews": papers.reviews(),
    "contracts": cash.contracts(), "contract_changes": cash.contract_changes(),
    "deliveries": cash.deliveries(), "payment_plan": cash.payment_plan(),
    "payments": cash.payments(), "costs": costs.costs(), "budgets": costs.budgets(),
    "campaigns": costs.campaigns(), "contacts": calls.contacts(),
    "activities": calls.activities(),
}  # fmt: skip

TOLD = Told(
    playbook="ltc",
    order=tuple(_TABLES),
    tables=_TABLES,
    designs=_DESIGNS,
    title=Said("Sales projects", "销售项目总览"),
    summary=_SUMMARY,
    worked=_WORKED,
    lights=_LIGHTS,
    created=datetime(2026, 1, 5, 9, 0),
)
