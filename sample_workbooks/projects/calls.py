"""Whom the team knows at its customers, and when it talked to them; and the targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, Value, ago, ahead
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import BY_KEY, PROJECTS
from sample_workbooks.projects.work import member_of
from sample_workbooks.story import working_day

_POSTS = (
    (Said("Managing director", "总经理"), "decision", "decision maker", "high"),
    (Said("Technical head", "总工程师"), "technical", "evaluator", "high"),
    (Said("Head of purchasing", "采购部主任"), "execution", "gatekeeper", "medium"),
)
"""Position, layer, role in the decision and influence of those whom the team knows everywhere."""

_PEOPLE: dict[str, tuple[tuple[Said, int], ...]] = {
    "metro": ((Said("Karl Brandt", "孔令辉"), 1), (Said("Eva Lindqvist", "陆文清"), 2),
              (Said("Hugo Marchetti", "马建华"), 0)),
    "cloud": ((Said("Anna Kowalski", "安志远"), 1), (Said("Pavel Dvorak", "段宏伟"), 1),
              (Said("Rosa Ferrer", "冯淑兰"), 0)),
    "bank": ((Said("Edward Hale", "韩世昌"), 0), (Said("Nina Rossi", "聂晓东"), -1),
             (Said("Paul Duran", "杜鹏"), 0)),
    "airport": ((Said("Marta Silva", "司马俊"), 0), (Said("Leo Kramer", "康磊"), 1),
                (Said("Ines Vidal", "魏敏"), 1)),
    "hospital": ((Said("Ruth Steiner", "石静"), 1), (Said("Adam Novotny", "倪安"), 0),
                 (Said("Clara Jensen", "简丽"), 0)),
    "port": ((Said("Viktor Lange", "郎国梁"), -1), (Said("Sara Nyberg", "宁莎"), 1),
             (Said("Otto Reiss", "芮东"), 0)),
    "grid": ((Said("Irene Vogel", "于海燕"), 1), (Said("Felix Baumann", "包志刚"), 2),
             (Said("Julia Horn", "洪珠"), 1)),
    "backbone": ((Said("Greg Ashton", "艾国强"), 2), (Said("Lena Fuchs", "傅丽娜"), 1),
                 (Said("Max Ritter", "李特"), 0)),
}  # fmt: skip
"""Who holds these posts at the customers of the projects, and how each thinks of us, -2 to 2."""

_TALKS = (
    ("visit", Said("Talked through the schedule", "沟通时间安排"),
     Said("Send the minutes", "发送会议纪要")),
    ("technical", Said("Interfaces explained", "讲解接口方案"),
     Said("Answer three questions", "答复三个问题")),
    ("meeting", Said("Steering committee held", "召开指导委员会"),
     Said("Settle the next date", "约定下次时间")),
    ("call", Said("Asked for news", "电话了解进展"), Said("Call again", "再次电话跟进")),
    ("executive-visit", Said("Both boards met", "双方高层会面"),
     Said("Thank-you letter", "致感谢函")),
)  # fmt: skip
_QUIET = {"tollway", "rural", "stadium"}


def contacts() -> list[Record]:
    """Who decides with the customers of the projects."""
    found: list[Record] = []
    for place, (key, people) in enumerate(_PEOPLE.items()):
        project, first = BY_KEY[key], people[0][0]
        posts = zip(people, _POSTS, strict=True)
        for rank, ((name, attitude), (post, layer, role, influence)) in enumerate(posts):
            found.append(
                {
                    "name": name, "customer": project.customer,
                    "position": post, "layer": layer, "decision_role": role,
                    "attitude": str(attitude), "influence": influence,
                    "covered_by": member_of(project, ("PD", "SR", "AR")[rank]),
                    "last_touch": ago(4 + 5 * rank + 3 * place),
                    "reports_to": None if rank == 0 else first,
                    "phone": f"0400 55{place}{rank} 17{place}",
                }
            )  # fmt: skip
    return found


def with_deciders(rows: Sequence[Record]) -> list[Record]:
    """The deals with who decides on them, where that is known."""
    known: dict[Value, Said] = {BY_KEY[key].name: who[0][0] for key, who in _PEOPLE.items()}
    return [{**row, "decision_maker": known.get(row["name"])} for row in rows]


def activities() -> list[Record]:
    """The talks of the last weeks."""
    found: list[Record] = []
    for place, project in enumerate(p for p in PROJECTS if p.key not in _QUIET):
        for turn in range(7):
            kind, _, following = _TALKS[(place + turn) % len(_TALKS)]
            day = working_day(ago(2 + place % 7 + 13 * turn), back=True)
            known = _PEOPLE.get(project.key)
            open_step = turn == 0 and project.stage not in ("closed-paid", "lost")
            found.append(
                {
                    "date": day, "type": kind, "deal": project.name,
                    "customer": project.customer,
                    "contact": known[turn % 3][0] if known else None,
                    "owner": member_of(project, ("AR", "PD", "SR")[turn % 3]),
                    "outcome": "bad" if project.key in ("bank", "port") and turn < 2 else "ok",
                    "next_action": following,
                    "next_date": ahead(3 + place) if open_step else day + timedelta(days=9),
                    "done": not open_step,
                }
            )  # fmt: skip
    return sorted(found, key=lambda row: str(row["date"]))


_QUOTAS = {c.LUCAS: 9_000_000, c.CHLOE: 12_000_000, c.NOAH: 20_000_000, c.YARA: 22_000_000}
_QUARTERS = (0.2, 0.35, 0.15, 0.3)
_CASH = 60_000_000


def targets() -> list[Record]:
    """Of the year: signed by seller and quarter, and what is to come in."""
    year = AS_OF.year
    found: list[Record] = [
        {"period": f"{year}-Q{quarter}", "rep": seller, "team": c.TEAM_OF[seller],
         "metric": "revenue", "target": round(quota * share, -4)}
        for quarter, share in enumerate(_QUARTERS, start=1)
        for seller, quota in _QUOTAS.items()
    ]  # fmt: skip
    found += [
        {"period": f"{year}-Q{quarter}", "scope_type": "company", "metric": "collections",
         "target": round(_CASH * share, -4)}
        for quarter, share in enumerate(_QUARTERS, start=1)
    ]  # fmt: skip
    return found
