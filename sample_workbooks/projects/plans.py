"""What is planned beside the work: the four elements, talks with the customer, quality."""

from __future__ import annotations

from datetime import date, timedelta

from sample_workbooks.books.telling import Record, Said, ago, ahead
from sample_workbooks.projects.deals import BY_KEY, PROJECTS
from sample_workbooks.projects.work import member_of

_ELEMENTS: dict[str, tuple[tuple[Said, Said, Said], ...]] = {
    "customer relation": (
        (Said("Technical head is for us, the finance director is not known",
              "技术负责人支持我方，财务负责人未建立联系"),
         Said("Finance director met twice before the bid", "投标前与财务负责人交流两次"),
         Said("Ask the technical head for the introduction; cost study as the occasion",
              "由技术负责人引荐，以成本测算为切入点")),
        (Said("Users prefer the incumbent's panels", "使用部门习惯现有厂商界面"),
         Said("Users ask for our panel in the criteria", "使用部门在标准中提出我方界面要求"),
         Said("Two days on site with the shift leaders", "安排班组长现场体验两天")),
    ),
    "commercial": (
        (Said("Budget is fixed, a third of it falls into next year", "预算已定，三分之一列入下年"),
         Said("Payment follows the customer's budget years", "付款节点与客户预算年度一致"),
         Said("Offer two instalments with delivery in two parts", "分两批交付、分两期付款")),
        (Said("Competitor finances over three years", "对手提供三年期融资"),
         Said("Equal cost per year at our price", "我方价格下年度支出持平"),
         Said("Leasing offer with our bank", "联合银行提供融资租赁")),
    ),
    "solution": (
        (Said("Our design needs one site less", "我方方案少建一个站点"),
         Said("The saving counts in the evaluation", "该项节省计入评分"),
         Said("Show the calculation at the technical exchange", "在技术交流中讲清测算")),
        (Said("Interface to the old system is a gap", "与原系统接口存在短板"),
         Said("Interface proven before the bid", "投标前完成接口验证"),
         Said("Build it in the laboratory with the customer's data", "用客户数据在实验室验证")),
    ),
    "delivery": (
        (Said("Works only at night, four hours", "仅能夜间施工四小时"),
         Said("Plan with the operator's consent", "施工计划获运营方认可"),
         Said("Delivery manager walks the sites with them", "交付经理与运营方共同踏勘")),
        (Said("Two suppliers have long lead times", "两家供应商供货周期长"),
         Said("Long parts ordered at signature", "签约即下长周期物料订单"),
         Said("Option agreed with both suppliers", "与两家供应商签订预留协议")),
    ),
}  # fmt: skip
_TOLD = {"metro": 4, "cloud": 4, "bank": 4, "airport": 3, "hospital": 2, "grid": 4}
"""Of which projects how many elements have been thought through."""
_RESPONSIBLE = ("AR", "PD", "SR", "FR")

_TALKS = (
    (Said("Executives of the customer", "客户高层"), Said("Steering committee", "项目指导委员会"),
     Said("Meeting", "会议"), 30, "PD"),
    (Said("Technical department", "技术部门"),
     Said("Solution and open questions", "方案与问题澄清"),
     Said("Workshop", "技术交流"), 14, "SR"),
    (Said("Project team", "项目组"), Said("Progress, risks, costs", "进度、风险、费用"),
     Said("Weekly meeting", "项目例会"), 7, "QA"),
)  # fmt: skip

_CHECKS = (
    (Said("Answer to every point of the specification", "逐条应答技术规格"),
     Said("No point unanswered", "无漏项"), Said("Read by a second architect", "交叉审核"), "SR"),
    (Said("Price sheet", "报价清单"), Said("No error above 0.1 %", "误差不超过0.1%"),
     Said("Counted again by finance", "财务复核"), "PD"),
    (Said("Test of the interfaces", "接口测试"), Said("All cases passed", "用例全部通过"),
     Said("Laboratory test with protocol", "实验室测试并出报告"), "SR"),
)  # fmt: skip


def strategies() -> list[Record]:
    """The four elements of the projects that are being prepared and won."""
    found: list[Record] = []
    for turn, (key, count) in enumerate(_TOLD.items()):
        project = BY_KEY[key]
        for place, (element, texts) in enumerate(_ELEMENTS.items()):
            if place >= count:
                continue
            analysis, target, strategy = texts[turn % 2]
            found.append(
                {
                    "deal": project.name, "element": element, "analysis": analysis,
                    "target": target, "strategy": strategy,
                    "owner": member_of(project, _RESPONSIBLE[place]),
                }
            )  # fmt: skip
    return found


def communications() -> list[Record]:
    """With whom each running project talks, how often, when last and when next."""
    found: list[Record] = []
    for turn, key in enumerate(("metro", "cloud", "bank", "airport", "hospital", "grid")):
        project = BY_KEY[key]
        for audience, what, form, every, role in _TALKS:
            last = ago(min(every - 1, 3 + 2 * turn))
            late = key == "bank" and every == 14
            found.append(
                {
                    "deal": project.name, "audience": audience, "what": what, "form": form,
                    "frequency": every, "owner": member_of(project, role),
                    "last_date": ago(22) if late else last,
                    "next_date": ago(8) if late else last + timedelta(days=every),
                }
            )  # fmt: skip
    return found


def quality() -> list[Record]:
    """What is checked, by which standard, and what came out."""
    found: list[Record] = []
    for project in PROJECTS:
        if project.key not in ("metro", "bank", "airport", "grid", "rural", "backbone"):
            continue
        for place, (item, standard, method, role) in enumerate(_CHECKS):
            result, due = _outcome(project.key, place, project.since)
            found.append(
                {
                    "deal": project.name, "item": item, "standard": standard, "method": method,
                    "owner": member_of(project, role), "due": due,
                    "checked": None if result == "open" else due,
                    "result": result,
                }
            )  # fmt: skip
    return found


def _outcome(key: str, place: int, since: date) -> tuple[str, date]:
    if key == "airport":
        return "open", ahead(12 + 7 * place)
    if key == "metro":
        return ("open", ahead(20)) if place == 2 else ("passed", since + timedelta(20 + 9 * place))
    if key == "bank":
        return ("passed", "passed", "failed")[place], since + timedelta(20 + 12 * place)
    return "passed", since - timedelta(days=60 - 9 * place)
