"""What selling the projects costs, what it may cost, and the campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, Value
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import (
    CLOUD_TOUR,
    ENERGY_DAY,
    PROJECTS,
    SMALL,
    Project,
)
from sample_workbooks.projects.work import member_of
from sample_workbooks.story import working_day

_STAGES = ("lead-management", "validation", "project-planning", "bidding", "contract-negotiation")
_SHARES = {"lead-management": 0.04, "validation": 0.08, "project-planning": 0.26, "bidding": 0.42,
           "contract-negotiation": 0.2}  # fmt: skip
"""How a project's budget for selling is divided between its stages."""
_TYPES = {
    "lead-management": ("travel", "hospitality"),
    "validation": ("travel", "labour"),
    "project-planning": ("labour", "demo", "travel", "external"),
    "bidding": ("labour", "tender", "demo", "material", "travel"),
    "contract-negotiation": ("labour", "travel", "external"),
}
_WHO = {"travel": "AR", "hospitality": "AR", "labour": "SR", "demo": "SR", "external": "PD",
        "tender": "PD", "material": "QA"}  # fmt: skip
_OF_AMOUNT = 0.014
"""The budget for selling, of the amount of the project."""

_SPENT = {"bank": {"bidding": 1.08, "contract-negotiation": 1.74},
          "stadium": {"bidding": 1.19}}  # fmt: skip
"""Of the budget of a stage, where it is not as usual."""
_WHY = {
    "bank": Said("Third round of tests: the customer changed the architecture after the bid",
                 "客户投标后调整架构，追加第三轮POC测试"),
    "stadium": Said("Second jury meeting with a model on site", "追加一次现场样板评审"),
}  # fmt: skip
_TOUR_PARTNER = Said("Joint stand with the cloud partner", "与云合作伙伴联合参展")


def budgets() -> list[Record]:
    """What each project may cost by stage, and the teams by year."""
    found: list[Record] = []
    for project in PROJECTS:
        if project.key == "tollway":
            continue
        for stage in _STAGES:
            reason = _WHY.get(project.key) if stage in _SPENT.get(project.key, {}) else None
            found.append(
                {
                    "deal": project.name, "stage": stage, "amount": _budget(project, stage),
                    "reason": reason,
                }
            )  # fmt: skip
    found += [
        {"period": "2026", "team": team, "type": kind, "amount": amount}
        for team, amounts in ((c.PUBLIC, (420_000, 700_000)), (c.ENERGY, (400_000, 640_000)))
        for kind, amount in zip(("travel", "labour"), amounts, strict=True)
    ]
    return found


def _budget(project: Project, stage: str) -> int:
    return round(project.amount * _OF_AMOUNT * _SHARES[stage] / 100) * 100


def costs() -> list[Record]:
    """Every line of spending, in order of the days."""
    draw = Random("projects costs")
    found: list[dict[str, Value]] = []
    for project in (*PROJECTS, *SMALL):
        if project.key != "tollway":
            found += _of_project(project, draw)
    found += _of_campaigns()
    found.sort(key=lambda row: (str(row["date"]), str(row["type"]), str(row["amount"])))
    return [{"id": f"E{n:04d}"} | row for n, row in enumerate(found, start=1)]


def _of_project(project: Project, draw: Random) -> Iterator[dict[str, Value]]:
    """Spending in the stages that a project has been through, spread over its time in each."""
    for stage, first, last in _windows(project):
        elapsed = 1.0 if last < AS_OF else 0.62
        share = _SPENT.get(project.key, {}).get(stage, 0.9 * elapsed)
        total = _budget(project, stage) * share
        parts = [draw.uniform(0.6, 1.4) for _ in _TYPES[stage]]
        span = (min(last, AS_OF - timedelta(days=2)) - first).days
        for place, (kind, part) in enumerate(zip(_TYPES[stage], parts, strict=True)):
            day = first + timedelta(days=round(span * (place + 0.8) / len(parts)))
            over = project.key in _WHY and kind in ("demo", "external") and share > 1
            yield {
                "date": working_day(day, back=True), "deal": project.name, "stage": stage,
                "team": c.TEAM_OF[project.owner], "rep": member_of(project, _WHO[kind]),
                "type": kind, "amount": round(total * part / sum(parts), -1),
                "reason": _WHY[project.key] if over else None,
            }  # fmt: skip


def _windows(project: Project) -> list[tuple[str, date, date]]:
    """The selling stages a project has been in, each with its first and last day."""
    end = project.closed or AS_OF
    if project.stage in _STAGES:
        earlier = _STAGES[: _STAGES.index(project.stage)]
        ready = project.since
    else:
        earlier = _STAGES[:4] if project.stage == "lost" else _STAGES
        ready = end
    span = (ready - project.created) / max(1, len(earlier))
    found = [
        (stage, project.created + span * n, project.created + span * (n + 1))
        for n, stage in enumerate(earlier)
    ]
    if project.stage in _STAGES:
        found.append((project.stage, project.since, max(project.expected, AS_OF)))
    return found


_CAMPAIGNS = (
    (ENERGY_DAY, "experience", Said("Energy companies", "能源企业"),
     Said("See dispatch at work", "走进智慧调度"),
     Said("12 leads, one project", "线索12条，立项1个"),
     c.YARA, date(2026, 3, 2), date(2026, 3, 27), 180_000, 15, "finished",
     Said("Grid dispatch came of it", "促成电网调度通信项目")),
    (CLOUD_TOUR, "cooperation", Said("Public offices", "政府部门"),
     Said("Your data stays here", "数据不出本地"),
     Said("20 leads, two projects", "线索20条，立项2个"),
     c.LUCAS, date(2026, 8, 3), date(2026, 12, 11), 260_000, 9, "running", None),
    (Said("Wireless for hospitals", "医院无线方案促销"), "promotion", Said("Hospitals", "医院"),
     Said("Coverage at a fixed price", "按床位一口价"), Said("8 leads", "线索8条"), c.CHLOE,
     date(2027, 1, 11), date(2027, 3, 26), 120_000, None, "planned", None),
)  # fmt: skip
_BILLS = (
    (ENERGY_DAY, c.ENERGY, c.YARA,
     ((date(2026, 3, 6), "promotion", 62_000), (date(2026, 3, 20), "demo", 71_000),
      (date(2026, 3, 31), "hospitality", 34_500))),
    (CLOUD_TOUR, c.PUBLIC, c.LUCAS,
     ((date(2026, 8, 14), "promotion", 58_000), (date(2026, 9, 18), "travel", 46_300),
      (date(2026, 10, 16), "external", 72_000), (date(2026, 11, 13), "promotion", 41_200))),
)  # fmt: skip


def campaigns() -> list[Record]:
    """What is done to be known."""
    spent = {bill[0]: sum(amount for *_, amount in bill[3]) for bill in _BILLS}
    names = ("name", "type", "audience", "theme", "goal", "owner", "start", "end", "budget",
             "leads", "status", "summary")  # fmt: skip
    return [dict(zip(names, row, strict=True)) | {"spend": spent.get(row[0])} for row in _CAMPAIGNS]


def _of_campaigns() -> Iterator[dict[str, Value]]:
    for campaign, team, rep, bills in _BILLS:
        for day, kind, amount in bills:
            yield {
                "date": day, "team": team, "rep": rep, "campaign": campaign, "type": kind,
                "amount": amount,
                "notes": _TOUR_PARTNER if kind == "external" else None,
            }  # fmt: skip
