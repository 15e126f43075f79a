"""What is watched in the projects: risks, and the reports of the weeks."""

from __future__ import annotations

from datetime import date, timedelta

from sample_workbooks.books.telling import Record, Said, ago, ahead
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import BY_KEY, Project
from sample_workbooks.projects.work import member_of

_RISKS: tuple[tuple[str, Said, int, int, str, Said, Said, date, str], ...] = (
    ("bank", Said("Customer changes the architecture again", "客户再次调整架构"), 5, 4, "reduce",
     Said("Architecture frozen in writing by both boards", "双方高层书面确认架构冻结"), c.AMIR,
     date(2026, 11, 6), "open"),
    ("bank", Said("Competitor lowers the price in the last round", "对手最后一轮降价"), 3, 4,
     "reduce",
     Said("Show cost over five years", "提供五年总成本对比"), c.CHLOE, ahead(13), "acting"),
    ("bank", Said("Penalties without a limit", "违约金无上限"), 3, 5, "avoid",
     Said("Limit to 10 % of the contract", "争取上限为合同额10%"), c.VICTOR, ahead(20), "acting"),
    ("metro", Said("Jury wants a second reference", "评委要求第二个同类案例"), 2, 3, "reduce",
     Said("Visit to the port terminal", "组织参观港口项目"), c.LUCAS, ahead(18), "acting"),
    ("metro", Said("Night works are forbidden for a month", "夜间施工窗口暂停一个月"), 2, 4,
     "accept",
     Said("Float of six weeks in the plan", "计划预留六周"), c.PETER, ahead(60), "open"),
    ("cloud", Said("Decision to bid comes too late for the tender", "投标决策滞后影响投标准备"), 3,
     4, "avoid",
     Said("Ask for an extraordinary meeting", "申请召开临时决策会"), c.HELENA, ahead(6), "acting"),
    ("cloud", Said("Data must stay in the province", "数据不得出省"), 3, 3, "transfer",
     Said("Local partner runs the second site", "由本地合作方运营备份中心"), c.MINA, ahead(27),
     "open"),
    ("airport", Said("Budget is divided between two years", "预算跨两个年度"), 3, 3, "accept",
     Said("Delivery in two parts", "分两期交付"), c.PRIYA, ahead(34), "open"),
    ("airport", Said("Operator asks for round-the-clock staff on site", "运营方要求驻场值守"), 4, 3,
     "transfer",
     Said("Offer as a service of its own", "单列运维服务报价"), c.ELENA, ahead(10), "open"),
    ("hospital", Said("Users are not heard", "使用科室意见未收集"), 3, 2, "reduce",
     Said("Round through the wards", "逐科室走访"), c.CHLOE, ahead(9), "open"),
    ("grid", Said("Switch cabinets come late", "配电柜到货延迟"), 4, 3, "reduce",
     Said("Second supplier asked for an offer", "启用第二供应商"), c.PETER, ago(2), "acting"),
    ("grid", Said("Old lines differ from the drawings", "原线路与图纸不符"), 3, 3, "accept",
     Said("Survey before each section", "分段复测"), c.RAJ, ahead(40), "occurred"),
    ("port", Said("Customer holds the final payment back", "客户拖延尾款"), 3, 4, "reduce",
     Said("Talk between the two boards", "安排双方高层会谈"), c.NOAH, ahead(5), "acting"),
    ("backbone", Said("Spare parts are missing", "备件缺口"), 2, 3, "reduce",
     Said("Delivered with the last transport", "随最后一批发货补齐"), c.GRACE, ago(60), "closed"),
    ("rural", Said("Masts need permits", "杆塔审批"), 3, 4, "avoid",
     Said("Permits through the county", "由县里统一办理"), c.YARA, ago(300), "closed"),
)  # fmt: skip

_PROGRESS = (
    (Said("Workshops held as planned", "按计划完成技术交流"),
     Said("Answer the open questions", "澄清遗留问题")),
    (Said("Cost sheet agreed with finance", "成本测算与财务对齐"),
     Said("Prepare the steering committee", "准备指导委员会会议")),
    (Said("Visit of the customer's engineers", "客户工程师来访参观"),
     Said("Send the minutes, settle the dates", "发送纪要，确认时间表")),
    (Said("Design reviewed", "方案评审完成"),
     Said("Finish the bill of quantities", "完善工程量清单")),
)  # fmt: skip
_TROUBLE = (
    Said("Tests have to be repeated, budget is used up", "测试需重做，预算已用完"),
    Said("Decision of the customer's architect", "需客户架构师拍板"),
)
_WAITING = (
    Said("Decision to bid is overdue", "投标决策逾期"),
    Said("A date with the vice president", "请销售副总裁确定决策会时间"),
)
_FRIDAY = date(2026, 11, 20)
_REPORTS = {"metro": (9, 7), "bank": (10, 7), "airport": (8, 7), "cloud": (6, 14), "grid": (10, 7),
            "hospital": (3, 14), "port": (5, 14)}  # fmt: skip
"""How many reports, and how many days between two."""
_SILENT_SINCE = {"airport": date(2026, 10, 30)}


def risks() -> list[Record]:
    """The register of risks."""
    found: list[Record] = []
    for number, row in enumerate(_RISKS, start=1):
        key, risk, probability, impact, response, action, owner, due, status = row
        project = BY_KEY[key]
        found.append(
            {
                "id": f"R{number:02d}", "deal": project.name, "risk": risk,
                "probability": str(probability), "impact": str(impact), "response": response,
                "action": action, "owner": owner,
                "found": project.created + timedelta(days=40 + 3 * number), "due": due,
                "status": status, "closed": due if status == "closed" else None,
            }
        )  # fmt: skip
    return found


def weekly_reports() -> list[Record]:
    """The reports of the projects that owe them, the latest last."""
    found: list[Record] = []
    for key, (count, every) in _REPORTS.items():
        last = _SILENT_SINCE.get(key, _FRIDAY)
        for place in range(count):
            day = last - timedelta(days=every * (count - 1 - place))
            found.append(_report(BY_KEY[key], day, place, left=count - place))
    return sorted(found, key=lambda row: str(row["date"]))


def _report(project: Project, day: date, place: int, *, left: int) -> Record:
    progress, coming = _PROGRESS[place % len(_PROGRESS)]
    health, issues, wanted = "green", None, None
    if project.key == "bank" and left <= 6:
        health = "red" if left <= 4 else "amber"
        issues, wanted = _TROUBLE
    elif project.key == "cloud" and left <= 2:
        health, (issues, wanted) = "amber", _WAITING
    elif project.key == "port" and left <= 3:
        health = "amber"
        issues = Said("Final payment has not come", "尾款未到账")
    return {
        "deal": project.name, "date": day, "author": member_of(project, "QA"), "health": health,
        "progress": progress, "next_steps": coming, "issues": issues, "help": wanted,
    }  # fmt: skip
