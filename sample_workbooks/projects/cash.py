"""Contracts of the projects, what was delivered under them, what is owed and what has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, Value
from sample_workbooks.projects import cast as c
from sample_workbooks.projects.deals import ALL, BY_KEY, Project
from sample_workbooks.story import working_day

_MARGIN = 0.62
_ON = {
    "advance": Said("On signature", "合同签订"),
    "progress": Said("On delivery", "设备到货"),
    "final": Said("On acceptance", "验收合格"),
    "retention": Said("A year after acceptance", "质保期满一年"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the payment plan, and what has been paid on it.

    Attributes:
        share: of the contract.
        paid: when; ``None`` while it is open.
    """

    kind: str
    share: float
    due: date
    paid: date | None


def _terms(project: Project) -> tuple[Line, ...]:
    """The usual terms: on signature, delivery, acceptance, and the rest a year later."""
    assert project.closed is not None
    signed = project.closed
    if project.amount < 2_000_000:
        first, last = signed + timedelta(days=20), signed + timedelta(days=70)
        return _paid(
            Line("advance", 0.3, first, first + timedelta(days=4)),
            Line("final", 0.7, last, last + timedelta(days=9)),
        )
    return _LARGE[project.key]


def _paid(*lines: Line) -> tuple[Line, ...]:
    """The lines, without payments that are still to come."""
    return tuple(
        Line(n.kind, n.share, working_day(n.due), None)
        if n.paid is None or n.paid >= AS_OF
        else Line(n.kind, n.share, working_day(n.due), working_day(n.paid))
        for n in lines
    )


_LARGE: dict[str, tuple[Line, ...]] = {
    "port": (
        Line("advance", 0.3, date(2026, 4, 10), date(2026, 4, 14)),
        Line("progress", 0.5, date(2026, 7, 10), date(2026, 7, 23)),
        Line("final", 0.15, date(2026, 9, 30), None),
        Line("retention", 0.05, date(2027, 8, 27), None),
    ),
    "grid": (
        Line("advance", 0.3, date(2026, 6, 19), date(2026, 6, 18)),
        Line("progress", 0.3, date(2026, 10, 30), date(2026, 11, 4)),
        Line("progress", 0.2, date(2026, 12, 18), None),
        Line("final", 0.15, date(2027, 3, 31), None),
        Line("retention", 0.05, date(2028, 3, 31), None),
    ),
    "backbone": (
        Line("advance", 0.2, date(2025, 8, 1), date(2025, 8, 6)),
        Line("progress", 0.4, date(2026, 2, 27), date(2026, 3, 5)),
        Line("progress", 0.2, date(2026, 6, 26), date(2026, 7, 2)),
        Line("final", 0.15, date(2026, 10, 9), date(2026, 10, 14)),
        Line("retention", 0.05, date(2027, 9, 17), None),
    ),
    "rural": (
        Line("advance", 0.3, date(2025, 10, 10), date(2025, 10, 10)),
        Line("progress", 0.4, date(2026, 2, 27), date(2026, 3, 20)),
        Line("final", 0.3, date(2026, 6, 19), date(2026, 6, 24)),
    ),
    "tollway": (
        Line("advance", 0.3, date(2023, 1, 6), date(2023, 1, 9)),
        Line("final", 0.7, date(2023, 10, 27), date(2023, 11, 3)),
    ),
}  # fmt: skip
_PROMISES = {
    ("port", "final"): (date(2026, 10, 30), Said("Finance director: by the end of October",
                                                 "财务总监承诺10月底前付清")),
    ("grid", "progress"): (date(2026, 12, 18), Said("With the December run", "纳入12月付款计划")),
}  # fmt: skip

_ACCEPTED = {"port": date(2026, 8, 28), "backbone": date(2026, 9, 18), "rural": date(2026, 6, 5),
             "tollway": date(2023, 10, 13)}  # fmt: skip
_CHANGE = 800_000


def signed() -> list[Project]:
    """Everything sold, in the order of signature."""
    return sorted((p for p in ALL if p.won), key=lambda p: p.closed or AS_OF)


def number_of(project: Project) -> str:
    """The number of a project's contract."""
    if not project.won:
        return "C-2026-D01"
    place = signed().index(project) + 1
    return f"C-{(project.closed or AS_OF).year}-{place:02d}"


def contracts() -> list[Record]:
    """Every contract, and the draft that is under review."""
    found = [_contract(project) for project in signed()]
    bank = BY_KEY["bank"]
    draft: Record = {
        "no": number_of(bank), "name": _title(bank), "deal": bank.name, "customer": bank.customer,
        "owner": bank.owner, "amount": bank.amount, "status": "review",
        "drafted": date(2026, 11, 9), "reviewer": c.VICTOR,
    }  # fmt: skip
    return [*found, draft]


def _title(project: Project) -> Said:
    return Said(f"Supply contract {project.name.en}", f"{project.name.zh}供货合同")


def _contract(project: Project) -> Record:
    assert project.closed is not None
    day, closed = project.closed, project.stage == "closed-paid"
    filed = project.since + timedelta(days=6) if closed and project.key != "backbone" else None
    small = project.amount < 2_000_000
    done = _ACCEPTED.get(project.key) or (day + timedelta(days=60) if closed else None)
    return {
        "no": number_of(project), "name": _title(project), "deal": project.name,
        "customer": project.customer, "owner": project.owner, "amount": project.amount,
        "status": "filed" if filed else "fulfilled" if done else "effective",
        "drafted": working_day(day - timedelta(days=12 if small else 30)),
        "reviewer": c.VICTOR,
        "reviewed": working_day(day - timedelta(days=5 if small else 10), back=True),
        "signed": day, "effective": working_day(day + timedelta(days=3)),
        "fulfilled": done, "filed": filed,
        "place": Said("Archive room 2", "档案室2号") if filed else None,
    }  # fmt: skip


def contract_changes() -> list[Record]:
    """Changes agreed or asked for on the way."""
    grid, port = BY_KEY["grid"], BY_KEY["port"]
    return [
        {
            "date": date(2026, 7, 6), "contract": number_of(port), "deal": port.name,
            "kind": "schedule", "change": Said("Acceptance after the storm season",
                                               "台风季后验收"), "amount": 0, "days": 21,
            "requested_by": c.NOAH, "approved_by": c.HEAD_ENERGY,
            "approved_on": date(2026, 7, 10), "status": "approved",
        },
        {
            "date": date(2026, 8, 17), "contract": number_of(grid), "deal": grid.name,
            "kind": "scope", "change": Said("Two more substations", "增加两座变电站"),
            "amount": _CHANGE, "days": 14, "requested_by": c.YARA, "approved_by": c.VICE,
            "approved_on": date(2026, 8, 28), "status": "approved",
        },
        {
            "date": date(2026, 11, 12), "contract": number_of(grid), "deal": grid.name,
            "kind": "schedule", "change": Said("Cabinets four weeks later", "配电柜延后四周"),
            "days": 28, "requested_by": c.PETER, "status": "requested",
        },
    ]  # fmt: skip


def payment_plan() -> list[Record]:
    """What is owed; the approved change of the grid is a line of its own."""
    found: list[Record] = []
    for project in signed():
        lines = _paid(*_terms(project))
        for place, line in enumerate(lines, start=1):
            found.append(_plan_line(project, line, place, round(project.amount * line.share)))
        if project.key == "grid":
            extra = Line("progress", 0, date(2027, 1, 29), None)
            found.append(_plan_line(project, extra, len(lines) + 1, _CHANGE))
    return found


def _plan_line(project: Project, line: Line, place: int, amount: int) -> Record:
    number = number_of(project)
    invoiced = working_day(line.due - timedelta(days=25), back=True)
    billed = line.paid is not None or line.due <= AS_OF
    promised = _PROMISES.get((project.key, line.kind))
    row: dict[str, Value] = {
        "id": f"{number}/{place}", "contract": number, "deal": project.name,
        "customer": project.customer, "kind": line.kind, "condition": _ON[line.kind],
        "due": line.due, "amount": amount, "invoiced": invoiced if billed else None,
        "invoice": f"INV-{invoiced:%y%m}-{number[-2:]}{place}" if billed else None,
        "received": amount if line.paid else 0, "settled": line.paid,
    }  # fmt: skip
    if promised and line.paid is None and line.due <= promised[0]:
        row |= {"promised": promised[0], "promise": promised[1]}
    return row


def payments() -> list[Record]:
    """What has come, in order of the days."""
    found: list[dict[str, Value]] = []
    for project in signed():
        number = number_of(project)
        for place, line in enumerate(_paid(*_terms(project)), start=1):
            if line.paid is None:
                continue
            found.append(
                {
                    "date": line.paid, "contract": number, "deal": project.name,
                    "customer": project.customer, "plan": f"{number}/{place}", "kind": line.kind,
                    "amount": round(project.amount * line.share),
                    "method": "bill" if project.key == "port" else "transfer",
                    "received_by": c.ALICE,
                }
            )  # fmt: skip
    found.sort(key=lambda row: str(row["date"]))
    return [{"id": f"P{n:03d}"} | row for n, row in enumerate(found, start=1)]


def deliveries() -> list[Record]:
    """What was ordered under the contracts, and how far it is."""
    found: list[Record] = []
    for project in signed():
        assert project.closed is not None
        day, accepted = project.closed, _ACCEPTED.get(project.key)
        small = project.amount < 2_000_000
        due = day + timedelta(days=45 if small else 150)
        arrived = accepted - timedelta(days=7) if accepted else due - timedelta(days=4)
        there = arrived < AS_OF and project.key != "grid"
        if small and there:
            accepted = arrived + timedelta(days=9)
        found.append(
            {
                "id": f"O-{number_of(project)[2:]}", "contract": number_of(project),
                "deal": project.name, "customer": project.customer, "product": project.product,
                "quantity": max(1, round(project.amount * _MARGIN / 1_000_000)),
                "amount": project.amount, "ordered": working_day(day + timedelta(days=2)),
                "confirmed": working_day(day + timedelta(days=5)),
                "due": working_day(due),
                "shipped": working_day(arrived - timedelta(days=12)) if there else None,
                "delivered": working_day(arrived) if there else None,
                "accepted": working_day(accepted) if there and accepted else None,
                "report": f"AR-{number_of(project)[2:]}" if there and accepted else None,
                "status": "accepted" if there and accepted else "confirmed",
            }
        )  # fmt: skip
    return found
