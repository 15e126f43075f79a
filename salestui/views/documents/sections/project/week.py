"""A project's week: what was reported and happened, gates, tasks and risks, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from salestui.i18n import _, label
from salestui.selling.deals.planning import Task, plan_of
from salestui.selling.following.followups import follow_ups
from salestui.selling.projects.phases import GateStand, gate_stands, report_every
from salestui.selling.projects.risks import Risk, risks_of
from salestui.selling.projects.weekly import Report, next_due, report_row, reports_of
from salestui.views.deal.lines import shown, title_of
from salestui.views.documents.document import (
    Block,
    Column,
    Facts,
    Form,
    Line,
    Notes,
    Row,
    Section,
)
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.followups import follow_up_rows
from salestui.views.portfolio.words import phase_name
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

_WEEK = 7
_TOLD = ("progress", "issues", "next_steps", "help")


def since_day(look: ProjectLook) -> date:
    """The day of the report before the last one, as far as the present one reaches back; else a
    week ago.
    """
    every = report_every(look.state, look.deal) or _WEEK
    return look.as_of - timedelta(days=every)


def reported(look: ProjectLook, since: date, changes: pl.DataFrame | None) -> Section:
    """The last report and the health that the one before told; what happened where none is new.

    Args:
        changes: of the stages of deals, see ``metrics.history.field_changes.merged``.
    """
    title = _("What was reported")
    if missing := lacking(look.state, "weekly_reports"):
        return Section("reported", title, needs=missing)
    found = [r for r in reports_of(look.state, look.deal) if (r.dated or date.min) <= look.as_of]
    blocks: list[Block] = []
    if found:
        blocks.append(Facts(tuple(_pairs(found))))
    due = next_due(look.state, look.deal, look.as_of)
    if due is not None:
        late = (look.as_of - due).days
        text = _("The next report is due on {day}.") if late <= 0 else _(
            "A report is overdue since {day}."
        )  # fmt: skip
        line = Line(text.format(day=due.isoformat()), State.LATE if late > 0 else State.NEUTRAL)
        blocks.append(Notes((line,)))
    if not found or (found[0].dated or date.min) <= since:
        blocks += _happened(look, changes)
    needs = "" if blocks else none_listed("weekly_reports")
    return Section("reported", title, tuple(blocks), needs)


def _pairs(found: list[Report]) -> Iterator[tuple[str, str]]:
    """What the last report tells, and how the project stood in the one before."""
    last = found[0]
    yield title_of("weekly_reports", "date"), "" if last.dated is None else last.dated.isoformat()
    yield title_of("weekly_reports", "author"), last.author
    yield title_of("weekly_reports", "health"), shown("weekly_reports", "health", last.health)
    if len(found) > 1:
        before = shown("weekly_reports", "health", found[1].health)
        yield _("Health in the report before"), before
    for name in _TOLD:
        if text := getattr(last, name):
            yield title_of("weekly_reports", name), text


def _happened(look: ProjectLook, changes: pl.DataFrame | None) -> Iterator[Block]:
    """What a report of today would tell: the same as the screen proposes."""
    _entity, values = report_row(look.state, look.deal, look.as_of, changes)
    pairs = [(title_of("weekly_reports", name), str(values.get(name) or "")) for name in _TOLD]
    told = tuple(pair for pair in pairs if pair[1])
    if told:
        yield Notes((Line(_("No report of this week is written yet. What happened:")),))
        yield Facts(told)


def gates(look: ProjectLook) -> Section:
    """Every gate with the day it is planned for and what was decided."""
    title = _("Gates")
    if missing := lacking(look.state, "gates"):
        return Section("gates", title, needs=missing)
    stands = gate_stands(look.state, look.deal)
    if not stands:
        return Section("gates", title, needs=_("The playbook has no gates for this project."))
    columns = (
        Column("gate", title_of("gates", "gate")),
        Column("phase", _("Phase")),
        Column("planned", _("Planned"), Form.DAY),
        Column("decided", _("Decided"), Form.DAY),
        Column("standing", _("Standing")),
    )
    rows = [_gate(look, stand) for stand in stands]
    return Section("gates", title, (listed("gates", title, columns, rows),))


def _gate(look: ProjectLook, stand: GateStand) -> Row:
    decision = look.state.playbook.decision(stand.decision)
    if decision is not None:
        word, state = label(decision.labels), State.OK if stand.passed else State.WARNING
    elif stand.is_late(look.as_of):
        word, state = _("overdue"), State.LATE
    else:
        word, state = _("not decided"), State.NEUTRAL
    name = label(stand.gate.gate.labels)
    return Row((name, phase_name(stand.phase), stand.planned, stand.decided, word), state)


def tasks(look: ProjectLook, since: date) -> Section:
    """Tasks that were done since a day and those that are overdue."""
    title = _("Tasks done and overdue")
    if missing := lacking(look.state, "tasks"):
        return Section("tasks", title, needs=missing)
    found = plan_of(look.state, look.deal, look.as_of).tasks
    if not found:
        return Section("tasks", title, needs=none_listed("tasks"))
    late = [task for task in found if task.is_late(look.as_of)]
    done = [t for t in found if t.done is not None and since < t.done <= look.as_of]
    if not late and not done:
        said = Line(_("No task is overdue, and none was done this week."))
        return Section("tasks", title, (Notes((said,)),))
    columns = (
        Column("task", title_of("tasks", "task")),
        Column("owner", title_of("tasks", "owner")),
        Column("due", title_of("tasks", "due"), Form.DAY),
        Column("done", title_of("tasks", "done"), Form.DAY),
        Column("late", _("Late"), Form.DAYS),
        Column("standing", _("Standing")),
    )
    rows = [*(_task(task, look.as_of) for task in late), *(_task(t, look.as_of) for t in done)]
    return Section("tasks", title, (listed("tasks", title, columns, rows),))


def _task(task: Task, today: date) -> Row:
    late = task.is_late(today) and task.due is not None
    days = (today - task.due).days if late and task.due is not None else 0
    word = _("overdue") if late else _("done")
    name = f"⚑ {task.title}" if task.milestone else task.title
    cells = (name, task.owner, task.due, task.done, days, word)
    return Row(cells, State.LATE if late else State.OK)


def risks(look: ProjectLook, since: date) -> Section:
    """Open risks, the highest first, and those that were closed since a day."""
    title = _("Risks")
    if missing := lacking(look.state, "risks"):
        return Section("risks", title, needs=missing)
    found = [
        risk
        for risk in risks_of(look.state, look.deal)
        if risk.is_open or (risk.closed is not None and since < risk.closed <= look.as_of)
    ]
    if not found:
        return Section("risks", title, needs=_("No risk is open, and none was closed this week."))
    columns = (
        Column("risk", title_of("risks", "risk")),
        Column("score", _("Score"), Form.COUNT, bar=True),
        Column("owner", title_of("risks", "owner")),
        Column("action", title_of("risks", "action")),
        Column("due", title_of("risks", "due"), Form.DAY),
        Column("standing", _("Standing")),
    )
    rows = [_risk(risk, since, look.as_of) for risk in found]
    return Section("risks", title, (listed("risks", title, columns, rows),))


def _risk(risk: Risk, since: date, today: date) -> Row:
    if not risk.is_open:
        word, state = _("closed this week"), State.OK
    elif risk.is_late(today):
        word, state = _("action overdue"), State.LATE
    elif risk.found is not None and since < risk.found <= today:
        word, state = _("new this week"), State.WARNING
    else:
        word, state = _("open"), State.NEUTRAL
    return Row((risk.name, risk.score, risk.owner, risk.action, risk.due, word), state)


def ahead(look: ProjectLook) -> Section:
    """What of the project falls due within a week."""
    title = _("Due within the next 7 days")
    until = look.as_of + timedelta(days=_WEEK)
    found = follow_ups(look.state, look.as_of).filter(
        (pl.col("deal") == look.deal) & pl.col("due").is_between(look.as_of, until)
    )
    if found.is_empty():
        said = Line(_("Nothing is due within the next 7 days."))
        return Section("next", title, (Notes((said,)),))
    columns = (
        Column("what", _("To do")),
        Column("kind", _("Kind")),
        Column("who", _("Who")),
        Column("due", _("Falls due"), Form.DAY),
    )
    rows = [
        Row((row.what, row.kind, row.rep, row.item.due), row.severity)
        for row in follow_up_rows(look.state, found)
    ]
    return Section("next", title, (listed("next", title, columns, rows),))
