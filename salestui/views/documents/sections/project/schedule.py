"""The schedule of a project: its tasks and milestones, and what is late of them."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.selling.deals.planning import Task, plan_of
from salestui.views.deal.lines import title_of
from salestui.views.documents.document import Column, Form, Line, Notes, Row, Section
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def schedule(look: ProjectLook) -> Section:
    """Tasks in the order of their plan, parts below what they are part of."""
    title = _("Milestones and schedule")
    if missing := lacking(look.state, "tasks"):
        return Section("schedule", title, needs=missing)
    plan = plan_of(look.state, look.deal, look.as_of)
    if not plan.tasks:
        return Section("schedule", title, needs=none_listed("tasks"))
    columns = (
        *(Column(name, title_of("tasks", name)) for name in ("task", "owner")),
        *(Column(name, title_of("tasks", name), Form.DAY) for name in ("start", "due", "done")),
        Column("progress", title_of("tasks", "progress"), Form.SHARE),
        Column("standing", _("Standing")),
    )
    rows = [_row(task, look) for task in plan.tasks]
    table = listed("schedule", title, columns, rows)
    return Section("schedule", title, (Notes(tuple(_said(plan.tasks, look))), table))


def _said(tasks: tuple[Task, ...], look: ProjectLook) -> list[Line]:
    late = sum(task.is_late(look.as_of) for task in tasks)
    done = sum(task.done is not None for task in tasks)
    lines = [Line(_("{n} of {all} tasks are done").format(n=done, all=len(tasks)))]
    if late:
        lines.append(Line(_("{n} overdue").format(n=late), State.LATE))
    return lines


def _row(task: Task, look: ProjectLook) -> Row:
    word, how = _standing(task, look)
    title = "  " * task.depth + " ".join(task.title.split())
    said = joined(filter(None, (_("milestone") if task.milestone else "", word)))
    cells = (title, task.owner, task.start, task.due, task.done, task.progress, said)
    return Row(cells, how)


def _standing(task: Task, look: ProjectLook) -> tuple[str, State]:
    if task.done is not None:
        return _("done"), State.OK
    if task.is_late(look.as_of):
        late = (look.as_of - (task.due or look.as_of)).days
        return _("{n} d overdue").format(n=late), State.LATE
    return (_("open") if task.due is not None else _("no date")), State.NEUTRAL
