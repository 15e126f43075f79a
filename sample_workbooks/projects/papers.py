"""What is written about the projects: documents and how long they are kept, and looking back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from salestui.model.playbook import playbook
from sample_workbooks.books.telling import Record, Said, Value
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import BY_KEY, PROJECTS, Project
from sample_workbooks.projects.work import member_of

_PLACE = Said("Archive room 2, cabinet {0}", "档案室2号柜{0}")
_SHARE = "https://files.example.com/projects/{key}/{code}-v{version}.pdf"
_AFTER = Said("Destroy", "销毁")
_SECRECY = {
    "planning-report": "confidential",
    "tender-answer": "secret",
    "contract": "confidential",
}
_KINDS = {"planning-report": "1.0", "specification": "1.2", "tender-answer": "2.0",
          "contract": "1.0", "operation-checklist": "1.0", "summary-report": "1.0"}  # fmt: skip
"""The documents of a project that has come to its end, with their last versions."""
_REACHED = {
    "lead-management": 0, "project-planning": 2, "bidding": 3, "contract-negotiation": 3,
    "contract-execution": 4, "closed-paid": 6, "lost": 3,
}  # fmt: skip
"""How many of them a project in a stage has."""
_REVISION = {
    "1.0": Said("First edition", "初版"),
    "1.2": Said("Interfaces added after the technical exchange", "技术交流后补充接口要求"),
    "2.0": Said("Price and schedule after the review", "评审后调整价格与进度"),
}
_MISSING = {("backbone", "operation-checklist"), ("backbone", "summary-report")}
"""What should be there by now; it has a day on which it is due and no link."""


def documents() -> list[Record]:
    """The register of documents."""
    return [row for project in PROJECTS for row in _of(project)]


def _of(project: Project) -> Iterator[Record]:
    kinds = {kind.code: kind for kind in playbook("ltc").project.documents}
    for place, (code, version) in enumerate(_KINDS.items()):
        if place >= _REACHED[project.stage]:
            return
        kind = kinds[code]
        written = _written(project, place)
        row: dict[str, Value] = {
            "deal": project.name,
            "type": code,
            "name": Said(f"{project.name.en}: {kind.en}", f"{project.name.zh}{kind.zh}"),
            "version": version,
            "owner": member_of(project, "QA"),
            "secrecy": _SECRECY.get(code, "internal"),
        }
        if (project.key, code) in _MISSING:
            yield row | {"version": None, "due": project.since + timedelta(days=30)}
            continue
        row |= {
            "link": _SHARE.format(key=project.key, code=code, version=version),
            "date": written,
            "revision": _REVISION[version],
        }
        if project.stage == "closed-paid" and project.key != "backbone":
            row |= _filed(project, code)
        yield row


def _written(project: Project, place: int) -> date:
    """Spread over the time from the beginning to the present stage."""
    span = (project.since - project.created) / max(1, _REACHED[project.stage])
    return project.created + span * (place + 1)


_KEPT = {"tollway": {"contract": 3, "tender-answer": 2.94}}
"""Years for which papers are kept, other than ten."""


def _filed(project: Project, code: str) -> dict[str, Value]:
    years = _KEPT.get(project.key, {}).get(code, 10)
    filed = project.since + timedelta(days=6)
    until = {
        ("tollway", "contract"): date(2026, 11, 30),
        ("tollway", "tender-answer"): date(2026, 10, 31),
    }.get((project.key, code), filed.replace(year=filed.year + 10))
    number = str(1 + PROJECTS.index(project))
    return {
        "handed_by": member_of(project, "PD"),
        "keeper": c.TOM,
        "place": Said(_PLACE.en.format(number), _PLACE.zh.format(number)),
        "filed": filed,
        "keep_years": round(years),
        "keep_until": until,
        "disposal": _AFTER,
    }


def reviews() -> list[Record]:
    """What was learned from projects that have ended."""
    rural, toll, stadium = (BY_KEY[key] for key in ("rural", "tollway", "stadium"))
    return [
        {
            "deal": toll.name, "date": date(2023, 12, 8), "result": "won",
            "reason": Said("Only we could work without closing lanes", "唯一可不封道施工的方案"),
            "lessons": Said("Order cabinets before the permits", "机柜应先于审批下单"),
            "cost": 168_000, "revenue": toll.amount, "quality": 88, "author": c.TOM,
        },
        {
            "deal": rural.name, "date": date(2026, 7, 10), "result": "won",
            "reason": Said("Permits in one go through the county", "由县里统一办理审批"),
            "lessons": Said("Masts standardised, to be used again", "杆塔标准化，可复制"),
            "cost": 214_000, "revenue": rural.amount, "quality": 93, "author": c.TOM,
        },
        {
            "deal": stadium.name, "date": date(2026, 7, 3), "result": "lost",
            "reason": Said("Price 9 % above the winner, no partner for the works",
                           "报价高出9%，且无施工合作方"),
            "lessons": Said("Settle the partner before the decision to bid",
                            "投标决策前须落实合作方"),
            "cost": 96_000, "author": c.HELENA,
        },
    ]  # fmt: skip
