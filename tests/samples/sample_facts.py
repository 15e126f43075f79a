"""A sample workbook as a second reader (openpyxl) sees it, with its columns under plain names."""

from __future__ import annotations

import warnings
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from salestui.model.period import parse_period
from sample_workbooks import AS_OF, sample

HEADERS = {
    "en": {
        "id": "Deal ID", "customer": "Customer", "stage": "Stage", "amount": "Amount",
        "probability": "Probability", "weighted": "Weighted", "expected": "Close date",
        "closed": "Closed on", "created": "Created", "days": "Days open", "rep": "Rep",
        "next_date": "Next step on", "last_activity": "Last activity",
        "entered": "In stage since", "loss_reason": "Loss reason",
    },
    "zh": {
        "id": "商机编号", "customer": "客户名称", "stage": "当前阶段", "amount": "合同金额",
        "probability": "成功率", "weighted": "加权金额", "expected": "预计签约日期",
        "closed": "实际签约日期", "created": "登记日期", "days": "历时天数", "rep": "客户经理",
        "next_date": "下次跟进日期", "last_activity": "最近跟进", "entered": "进入阶段日期",
        "loss_reason": "丢单原因",
    },
}  # fmt: skip
SHEETS = {
    "en": ("Summary", "Deals", "Customers", "Targets", "Team", "Products"),
    "zh": ("汇总", "商机", "客户", "目标", "团队", "产品"),
}
REPS = 12
"""The last so many rows of the team's sheet are those who sell now."""
HEADER_ROW = {"en": 1, "zh": 3}
STAGES = {
    "en": (("Lead", "Qualified", "Proposal", "Negotiation"), ("Won",), "Lost"),
    "zh": (
        ("信息收集", "概念交流", "项目策划", "谈判签约"), ("项目实施和服务", "新项目延伸"), "丢单",
    ),
}  # fmt: skip
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))
ELAPSED = ((AS_OF - QUARTER[0]).days + 1) / ((QUARTER[1] - QUARTER[0]).days + 1)


@dataclass(frozen=True)
class Sample:
    """``values`` holds what formulas give, ``formulas`` how."""

    language: str
    values: Workbook
    formulas: Workbook
    deals: list[dict[str, Any]]
    targets: dict[tuple[str, date], float]
    team_of: dict[str, str]

    @property
    def won(self) -> list[dict[str, Any]]:
        return [d for d in self.deals if d["stage"] in STAGES[self.language][1]]

    @property
    def open(self) -> list[dict[str, Any]]:
        return [d for d in self.deals if d["stage"] in STAGES[self.language][0]]

    @property
    def lost(self) -> list[dict[str, Any]]:
        return [d for d in self.deals if d["stage"] == STAGES[self.language][2]]

    def won_by_month(self) -> dict[date, float]:
        sums: dict[date, float] = defaultdict(float)
        for deal in self.won:
            sums[deal["closed"].replace(day=1)] += deal["amount"]
        return sums

    def pace(self, reps: set[str]) -> float:
        """Won of the current quarter against the part of its target due by the day."""
        first, last = QUARTER
        won = sum(d["amount"] for d in self.won if d["rep"] in reps and d["closed"] >= first)
        due = sum(t for (rep, m), t in self.targets.items() if rep in reps and first <= m <= last)
        return won / (due * ELAPSED)


def load(language: str) -> Sample:
    values, formulas = (_open(language, data_only) for data_only in (True, False))
    names = SHEETS[language]
    deals = _rows(values, names[1], HEADER_ROW[language], HEADERS[language])
    team = list(values[names[4]].iter_rows(min_row=2, max_col=2, values_only=True))[-REPS:]
    targets = _long(values) if language == "en" else _wide(values)
    return Sample(language, values, formulas, deals, targets, dict(team))


def _open(language: str, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of the 2010 form of data bars, which it does not read.
        warnings.simplefilter("ignore", UserWarning)
        with sample(language).open("rb") as stream:
            return openpyxl.load_workbook(stream, data_only=data_only)


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _rows(book: Workbook, sheet: str, header: int, names: dict[str, str]) -> list[dict[str, Any]]:
    lines = book[sheet].iter_rows(min_row=header, values_only=True)
    heads = next(lines)
    at = {name: heads.index(head) for name, head in names.items()}
    return [{name: _plain(line[n]) for name, n in at.items()} for line in lines]


def _long(book: Workbook) -> dict[tuple[str, date], float]:
    lines = book["Targets"].iter_rows(min_row=2, values_only=True)
    return {
        (rep, month.date()): target
        for month, rep, _, metric, target, _ in lines
        if metric == "Revenue"
    }


def _wide(book: Workbook) -> dict[tuple[str, date], float]:
    lines = book["目标"].iter_rows(min_row=3, values_only=True)
    months = [parse_period(head) for head in next(lines)]
    found = {}
    for line in lines:
        for month, target in zip(months, line, strict=True):
            if month and target and line[0] != "合计" and line[2] == "销售额":
                found[(line[0], month.start)] = target
    return found
