"""Who works on the projects, what there is to do, and which gates they pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from salestui.model.playbook import playbook
from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, ago
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import ALL, PROJECTS, SMALL, Project
from sample_workbooks.story import working_day

_TEAMS: dict[str, tuple[tuple[str, Said, float], ...]] = {
    "metro": (("PD", c.HELENA, 0.4), ("AR", c.LUCAS, 0.3), ("SR", c.JONAS, 0.4),
              ("SSR", c.ELENA, 0.2), ("FR", c.PETER, 0.2), ("QA", c.TOM, 0.15),
              ("delivery-manager", c.GRACE, 0.1), ("delivery-project-manager", c.RAJ, 0.1),
              ("sponsor", c.VICE, 0.05)),
    "cloud": (("PD", c.HELENA, 0.35), ("AR", c.LUCAS, 0.3), ("SR", c.MINA, 0.4),
              ("FR", c.PETER, 0.1), ("QA", c.TOM, 0.1)),
    "bank": (("PD", c.AMIR, 0.6), ("AR", c.CHLOE, 0.4), ("SR", c.JONAS, 0.6),
             ("SSR", c.ELENA, 0.3), ("FR", c.GRACE, 0.2), ("QA", c.TOM, 0.2),
             ("delivery-manager", c.PETER, 0.2), ("delivery-project-manager", c.RAJ, 0.2),
             ("sponsor", c.VICE, 0.1)),
    "airport": (("PD", c.PRIYA, 0.5), ("AR", c.CHLOE, 0.3), ("SR", c.JONAS, 0.3),
                ("SSR", c.ELENA, 0.2), ("FR", c.GRACE, 0.1), ("QA", c.TOM, 0.1),
                ("delivery-manager", c.PETER, 0.05), ("delivery-project-manager", c.RAJ, 0.05),
                ("sponsor", c.VICE, 0.05)),
    "hospital": (("AR", c.CHLOE, 0.2), ("SR", c.MINA, 0.2), ("FR", c.GRACE, 0.05),
                 ("QA", c.TOM, 0.05)),
    "campus": (("AR", c.LUCAS, 0.1), ("SR", c.MINA, 0.1)),
    "port": (("PD", c.AMIR, 0.1), ("AR", c.NOAH, 0.2), ("SR", c.MINA, 0.05),
             ("FR", c.PETER, 0.1), ("QA", c.TOM, 0.05)),
    "grid": (("PD", c.PRIYA, 0.3), ("AR", c.YARA, 0.4), ("SR", c.MINA, 0.1),
             ("SSR", c.ELENA, 0.2), ("FR", c.PETER, 0.3), ("QA", c.TOM, 0.1),
             ("delivery-manager", c.GRACE, 0.2), ("delivery-project-manager", c.RAJ, 0.4),
             ("sponsor", c.VICE, 0.05)),
    "backbone": (("PD", c.AMIR, 0.2), ("AR", c.NOAH, 0.3), ("SR", c.JONAS, 0.3),
                 ("SSR", c.ELENA, 0.2), ("FR", c.PETER, 0.3), ("QA", c.TOM, 0.1),
                 ("delivery-manager", c.GRACE, 0.2), ("delivery-project-manager", c.RAJ, 0.4),
                 ("sponsor", c.VICE, 0.05)),
    "rural": (("PD", c.PRIYA, 0.3), ("AR", c.YARA, 0.3), ("SR", c.MINA, 0.3),
              ("FR", c.GRACE, 0.3), ("QA", c.TOM, 0.1)),
    "tollway": (("PD", c.AMIR, 0.3), ("AR", c.NOAH, 0.3), ("SR", c.MINA, 0.3),
                ("FR", c.PETER, 0.3), ("QA", c.TOM, 0.1)),
    "stadium": (("PD", c.HELENA, 0.3), ("AR", c.LUCAS, 0.2), ("SR", c.MINA, 0.2),
                ("FR", c.GRACE, 0.1), ("QA", c.TOM, 0.05)),
}  # fmt: skip
_KEPT = {("backbone", "SSR"), ("backbone", "delivery-project-manager")}
"""Those who should have been released when the project was closed, and were not."""

_TASKS: dict[str, tuple[tuple[Said, str, int, int], ...]] = {
    "project-planning": (
        (Said("Map who decides", "梳理客户决策链"), "AR", 5, 24),
        (Said("Solution concept", "总体方案设计"), "SR", 10, 50),
        (Said("Cost baseline", "成本测算"), "PD", 30, 64),
        (Said("Criteria agreed with the customer", "与客户确认技术标准"), "AR", 40, 88),
        (Said("Papers for the decision to bid", "投标决策材料"), "PD", 70, 96),
    ),
    "bidding": (
        (Said("Technical part of the bid", "技术标编写"), "SR", 2, 40),
        (Said("Service part of the bid", "服务方案编写"), "SSR", 5, 42),
        (Said("Price and bill of quantities", "报价与清单"), "PD", 15, 48),
        (Said("Bid handed in", "递交投标文件"), "AR", 45, 58),
        (Said("Presentation to the jury", "讲标与澄清"), "SR", 58, 82),
    ),
    "contract-negotiation": (
        (Said("Third round of tests", "第三轮POC测试"), "SR", 1, 30),
        (Said("Answer to the changed architecture", "架构变更应答"), "SR", 20, 45),
        (Said("Terms of payment and liability", "付款与责任条款谈判"), "PD", 10, 54),
        (Said("Review of the contract", "合同评审"), "AR", 45, 68),
        (Said("Signature", "合同签订"), "AR", 68, 88),
    ),
    "contract-execution": (
        (Said("Hand-over to delivery", "交付交底"), "FR", 2, 14),
        (Said("Detailed design", "深化设计"), "FR", 10, 60),
        (Said("Equipment on site", "设备到货"), "FR", 60, 130),
        (Said("Installed and tested", "安装调测"), "FR", 120, 200),
        (Said("Accepted by the customer", "客户验收"), "FR", 200, 260),
    ),
}  # fmt: skip
_LATE = {("bank", 1), ("bank", 2)}
"""Tasks that were to be done by now and are not."""


def gates() -> list[Record]:
    """Every gate with the day it is planned for; without a day held it is still to come."""
    conditions = {
        "bank": Said("Discount above 8 % needs the vice president", "折扣超过8%须报销售副总裁批准"),
        "stadium": Said("Only with a partner for the works", "须落实施工合作方"),
    }
    found: list[Record] = []
    for project in ALL:
        for code, due, held, decision in project.gates:
            found.append(
                {
                    "deal": project.name,
                    "gate": code,
                    "reviewer": c.TOM if code == "ATAC" else c.VICE,
                    "due": due,
                    "date": held,
                    "decision": decision or None,
                    "conditions": conditions.get(project.key)
                    if decision == "conditional"
                    else None,
                }
            )
    return found


def _team(project: Project) -> tuple[tuple[str, Said, float], ...]:
    if project in SMALL:
        return (("AR", project.owner, 0.03), ("SR", c.MINA, 0.01))
    return _TEAMS[project.key]


def deal_team() -> list[Record]:
    """Who is on which project, from when, and until when if it has ended."""
    found: list[Record] = []
    for project in ALL:
        ended = project.stage in ("closed-paid", "lost")
        start = next((g[2] for g in project.gates if g[0] == "ATI"), None) or project.created
        for role, member, share in _team(project):
            released = ended and (project.key, role) not in _KEPT
            found.append(
                {
                    "deal": project.name,
                    "member": member,
                    "role": role,
                    "from": start if role not in ("AR", "SR") else project.created,
                    "to": project.since if released else None,
                    "share": share,
                }
            )
    return found


def member_of(project: Project, role: str) -> Said:
    """Who has a role in a project; the account manager where nobody has it."""
    team = {name: member for name, member, _ in _team(project)}
    return team.get(role, project.owner)


def tasks() -> list[Record]:
    """What was planned to be done in the stage in which each project is."""
    found: list[Record] = []
    for project in PROJECTS:
        for place, (task, role, first, last) in enumerate(_TASKS.get(project.stage, ())):
            due = working_day(project.since + timedelta(days=last))
            late = (project.key, place) in _LATE
            done = due < AS_OF and not late
            found.append(
                {
                    "id": f"T{len(found) + 1:03d}",
                    "deal": project.name,
                    "task": task,
                    "owner": member_of(project, role),
                    "department": c.DELIVERY if role in ("SR", "SSR", "FR") else None,
                    "start": working_day(project.since + timedelta(days=first)),
                    "due": min(due, working_day(ago(8), back=True)) if late else due,
                    "done": working_day(due - timedelta(days=1), back=True) if done else None,
                    "milestone": place == 4,
                }
            )
    return found


def checklist() -> list[Record]:
    """The playbook's items of every stage a project has reached, done up to where it stands."""
    found: list[Record] = []
    for project in PROJECTS:
        found += _of_stages(project)
        if project.phase == "close" and project.won:
            found += _of_closing(project)
    return found


def _of_stages(project: Project) -> Iterator[Record]:
    selling = playbook("ltc")
    reached = next(s for s in selling.stages if s.code == project.stage)
    here = list(selling.stages).index(reached)
    ends = project.closed or AS_OF
    begun = project.created
    for stage in selling.stages[: here + 1]:
        work = selling.work(stage.code)
        if stage.kind != "open" or project.amount < 2_000_000:
            continue
        for place, item in enumerate(work.checklist):
            told = Said(item.en, item.zh)
            left = stage.code == project.stage and place >= len(work.checklist) // 2
            if project.key == "hospital" and item.code == "appoint":
                left = True
            day = begun + (min(project.since, ends) - begun) * min(1.0, (place + 1) / 10)
            yield {
                "deal": project.name, "stage": stage.code, "kind": "item", "item": told,
                "required": item.required,
                "done_by": None if left else member_of(project, item.role),
                "done_on": None if left else _day_of(day),
            }  # fmt: skip


def _day_of(day: date) -> date:
    return working_day(day, back=True)


_OPEN_CLOSING = {"backbone": ("release", "evaluate-money", "sum-up", "file")}


def _of_closing(project: Project) -> Iterator[Record]:
    for place, item in enumerate(playbook("ltc").project.close_out):
        left = item.code in _OPEN_CLOSING.get(project.key, ())
        yield {
            "deal": project.name, "stage": "closed-paid", "kind": "item",
            "item": Said(item.en, item.zh), "required": True,
            "done_by": None if left else member_of(project, item.role),
            "done_on": None if left else _day_of(project.since + timedelta(days=2 + 3 * place)),
        }  # fmt: skip
