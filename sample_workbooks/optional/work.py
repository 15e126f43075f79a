"""How the key deals are run: plans, checklists, gates and teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from salestui.model.playbook import ChecklistItem, Gate, Words, tailored
from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling, days_ahead
from sample_workbooks.reps import REPS
from sample_workbooks.rows import DealRow
from sample_workbooks.story import working_day


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a plan; ``start`` and ``due`` are shares of the way from creation to close.

    ``by``: "rep", "expert", "manager" or "legal"; ``parent``: place of the step it is part of.
    """

    start: float
    due: float
    by: str
    parent: int | None = None
    milestone: bool = False


_PLAN = (
    Step(0.00, 0.38, "rep"),
    Step(0.00, 0.10, "rep", 0),
    Step(0.10, 0.24, "expert", 0),
    Step(0.24, 0.38, "rep", 0, milestone=True),
    Step(0.38, 0.76, "expert"),
    Step(0.38, 0.56, "expert", 4),
    Step(0.50, 0.66, "expert", 4),
    Step(0.66, 0.76, "rep", 4, milestone=True),
    Step(0.76, 1.00, "manager"),
    Step(0.76, 0.88, "legal", 8),
    Step(0.84, 0.95, "manager", 8),
    Step(0.95, 1.00, "rep", 8, milestone=True),
)
_PLANNED, _NEGLECTED = 5, 4
"""So many key deals have a plan; in one of them nothing is done any more."""
_LATE = 5
"""The step of the flagship's plan that is late."""
_SLIPPED = {4: 6, _LATE: -9, 7: 10, 8: 27, 9: 12, 10: 20}
"""What waits for it, and when it is due now in days from the story's."""

_CHECKED = 8
_HELD, _CONDITIONAL = 4, 1
"""Places of the key deals whose latest gate was not simply passed."""


def tasks(telling: Telling) -> list[Row]:
    """A plan for each of the first key deals, and what is to be done beside deals."""
    rows: list[Row] = []
    for number, deal in enumerate(telling.keys[:_PLANNED]):
        rows += _plan(telling, number, deal)
    return rows + list(_errands(telling))


def _plan(telling: Telling, number: int, deal: DealRow) -> Iterator[Row]:
    steps = _PLAN if number < 2 else tuple(s for s in _PLAN if s.by != "legal")
    begun, close = deal.deal.created, deal.deal.expected or days_ahead(60)
    for step in steps:
        place = _PLAN.index(step)
        start, due = _between(begun, close, step.start), _between(begun, close, step.due)
        kept = deal.deal.last_activity if number == _NEGLECTED else AS_OF
        done = due if due <= kept else None
        progress = 1.0 if done else _progress(start, due)
        if number == 0 and place in _SLIPPED:
            due = working_day(AS_OF + timedelta(days=_SLIPPED[place]), back=place == _LATE)
            done, progress = None, _progress(start, due)
        yield {
            "id": f"T{number + 1}-{place + 1:02d}",
            "deal": telling.deal(deal),
            "parent": None if step.parent is None else f"T{number + 1}-{step.parent + 1:02d}",
            "task": telling.text("plan", place),
            "owner": _person(telling, deal, step.by),
            "department": telling.text("plan departments", place),
            "start": start,
            "due": due,
            "done": done,
            "progress": progress,
            "milestone": telling.flag(value=step.milestone),
            "notes": telling.text("late note", 0) if number == 0 and place == _LATE else None,
        }


def _between(start: date, end: date, share: float) -> date:
    return working_day(start + timedelta(days=round((end - start).days * share)))


def _progress(start: date, due: date) -> float:
    if start >= AS_OF:
        return 0.0
    passed = (AS_OF - start).days / max((due - start).days, 1)
    return round(min(passed, 0.9), 1)


def _person(telling: Telling, deal: DealRow, by: str) -> str:
    rep = deal.deal.rep
    if by == "manager":
        return telling.manager(rep)
    if by in ("expert", "legal"):
        return telling.text("experts" if by == "expert" else "lawyers", rep)
    return deal.rep


def _errands(telling: Telling) -> Iterator[Row]:
    """Due days ago (below 0), on the day of the story, and soon."""
    for number, (days, rep) in enumerate(((-4, 5), (-1, 9), (0, 0), (2, 6), (5, 1), (12, 3))):
        yield {
            "id": f"T9-{number + 1:02d}",
            "task": telling.text("errands", number),
            "owner": telling.rep(rep),
            "department": telling.text("plan departments", 0),
            "start": AS_OF + timedelta(days=days - 7),
            "due": AS_OF + timedelta(days=days),
            "progress": 0.0 if days > 0 else 0.5,
            "milestone": telling.flag(value=False),
        }


def checklist(telling: Telling) -> list[Row]:
    """What is done in each stage of the key deals, up to the one they are in."""
    rows: list[Row] = []
    for deal in telling.keys[:_CHECKED]:
        rows += _checks(telling, deal)
    return rows


def _checks(telling: Telling, deal: DealRow) -> Iterator[Row]:
    stages = telling.playbook.stages[: deal.deal.stage + 1]
    span = (deal.deal.stage_entered - deal.deal.created).days
    for number, stage in enumerate(stages):
        work = telling.playbook.work(stage.code)
        past = number < deal.deal.stage
        entered = deal.deal.created + timedelta(days=round(span * number / max(len(stages) - 1, 1)))
        items: list[tuple[str, ChecklistItem | Words | None, bool]] = [
            ("milestone", work.milestone, True)
        ]
        items += [("item", item, item.required) for item in work.checklist]
        items += [("exit criterion", work.exit, True)]
        for place, (kind, item, required) in enumerate(items):
            if item is None:
                continue
            done = past or place < len(items) - 3
            day = min(working_day(entered + timedelta(days=2 * place)), deal.deal.last_activity)
            yield {
                "deal": telling.deal(deal),
                "stage": stage.labels[telling.language],
                "kind": telling.choice("checklist", "kind", kind),
                "item": item.labels[telling.language],
                "required": telling.flag(value=required),
                "done_by": deal.rep if done else None,
                "done_on": day if done else None,
            }


def gates(telling: Telling) -> list[Row]:
    """Decisions on the key deals and the biggest won lately."""
    rows: list[Row] = []
    for number, deal in enumerate(telling.keys):
        rows += _passed(telling, deal, number)
    for deal in telling.won[:24]:
        rows += _passed(telling, deal, None)
    return sorted(rows, key=lambda row: str(row["date"]))


def _passed(telling: Telling, deal: DealRow, number: int | None) -> Iterator[Row]:
    """The gates behind a deal; of some key deals the next one, without success yet."""
    size = 1 if number is None else 3
    path = tailored(telling.playbook, float(deal.deal.amount), size)
    stages = [stage.code for stage in telling.playbook.stages]
    here = min(deal.deal.stage, 4)
    behind = [g.gate for g in path.gates_between(stages[0], stages[here])]
    ahead = [g.gate for g in path.gates_between(stages[here], stages[here + 1])]
    span = (deal.deal.stage_entered - deal.deal.created).days
    for place, gate in enumerate(behind, start=1):
        day = deal.deal.created + timedelta(days=round(span * place / len(behind)))
        conditional = number == _CONDITIONAL and place == len(behind)
        yield _decision(
            telling, deal, gate, min(working_day(day), deal.deal.last_activity),
            "conditional" if conditional else "pass",
            alone=path.self_reviewed and number is None,
        )  # fmt: skip
    if number == _HELD and ahead:
        yield _decision(telling, deal, ahead[0], deal.deal.last_activity, "hold", alone=False)


def _decision(
    telling: Telling, deal: DealRow, gate: Gate, day: date, code: str, *, alone: bool
) -> Row:
    top = gate.reviewer == "director"
    reviewer = telling.text("director", 0) if top else telling.manager(deal.deal.rep)
    return {
        "deal": telling.deal(deal),
        "gate": gate.labels[telling.language],
        "reviewer": deal.rep if alone else reviewer,
        "date": day,
        "decision": telling.choice("gates", "decision", code),
        "conditions": telling.text("gate conditions", 0) if code == "conditional" else None,
        "reason": telling.text(f"gate {code}", deal.deal.flavour),
        "self_reviewed": telling.flag(value=alone),
    }


def deal_team(telling: Telling) -> list[Row]:
    """Who works on the key deals besides the rep; on the flagships more than on others."""
    rows: list[Row] = []
    for number, deal in enumerate(telling.keys[:8]):
        rep, begun = deal.deal.rep, deal.deal.created
        known = [
            ("owner", deal.rep, 0),
            ("sales-manager", telling.manager(rep), 10),
            ("solution", telling.text("experts", rep), 14),
        ]
        if number < 2:
            known.append(("director", telling.text("director", 0), 40))
            known.append(("project-manager", telling.text("project managers", rep), 45))
            known.append(("legal", telling.text("lawyers", rep), 50))
        rows += [
            {
                "deal": telling.deal(deal),
                "member": name,
                "role": telling.label(telling.playbook.lists.roles, role),
                "from": working_day(min(begun + timedelta(days=after), AS_OF)),
            }
            for role, name, after in known
        ]
    second = telling.keys[1]
    helper = next(i for i in range(len(REPS)) if i != second.deal.rep)
    rows.append(
        {
            "deal": telling.deal(second),
            "member": telling.rep(helper),
            "role": telling.label(telling.playbook.lists.roles, "owner"),
            "from": second.deal.created,
            "to": working_day(second.deal.created + timedelta(days=14)),
            "notes": telling.text("handed over", 0),
        }
    )
    return rows
