"""What is to be done about a deal and what was done: checklist, tasks, activities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.checklists import Done, Wanted, recorded, wanted_rows
from salestui.selling.changes import reference_text
from salestui.selling.deals.planning import Task, plan_of
from salestui.views.deal.lines import (
    DealBar,
    DealLine,
    DealSection,
    absent,
    listed_name,
    none_yet,
    row_of,
    shown,
    title_of,
)
from salestui.views.deal.path import current_stage
from salestui.views.formats import Style
from salestui.views.states import State

_KINDS = {"milestone": "⚑", "exit criterion": "★"}


def checklist_section(state: BookState, deal: int) -> DealSection:
    """What the present stage asks for, recorded or not, then what is listed for other stages."""
    missing = absent(state, "checklist")
    title = _("Checklist")
    if missing:
        return DealSection("checklist", title, (), "", "checklist", absent=True, nothing=missing)
    there = recorded(state, deal)
    now = current_stage(state, deal)
    stage = path_of(state, deal).stage(now.code) if now is not None else None
    lines: list[DealLine] = []
    told: set[int] = set()
    if stage is not None and stage.stage.kind == "open":
        name = reference_text(state, "deals", deal)
        for wanted in wanted_rows(state, stage, _stage_text(state, deal)):
            found = next((d for d in there if d.row not in told and d.is_of(wanted)), None)
            if found is not None:
                told.add(found.row)
                lines.append(_recorded(found))
            elif wanted.kind != "milestone":  # it was passed on entering
                lines.append(_wanted(state, wanted, name))
    current = stage.codes if stage is not None else ()
    rest = [d for d in there if d.row not in told]
    lines += [_recorded(d) for d in rest if d.stage in current]
    lines += [_recorded(d) for d in rest if d.stage not in current]
    done = sum(line.done is True for line in lines)
    note = f"{done}/{len(lines)}" if lines else ""
    return DealSection("checklist", title, tuple(lines), note, "checklist", nothing=none_yet())


def _stage_text(state: BookState, deal: int) -> str:
    text = state.entities["deals"].value(deal, "stage")
    return text if isinstance(text, str) else ""


def _recorded(item: Done) -> DealLine:
    text = f"{_KINDS.get(item.kind, '')} {item.item}".strip()
    optional = _("optional") if item.required is False else ""
    return DealLine(
        f"item:{item.row}", (text, optional), "checklist", item.row, "item",
        State.OK if item.done else State.NEUTRAL, "☑" if item.done else "☐", done=item.done,
    )  # fmt: skip


def _wanted(state: BookState, item: Wanted, deal: str) -> DealLine:
    text = f"{_KINDS.get(item.kind, '')} {label(dict(item.labels))}".strip()
    values = item.values(state, deal)
    return DealLine(
        f"wanted:{item.kind}:{item.labels['en']}", (text, "" if item.required else _("optional")),
        "checklist", None, "item", mark="☐", done=False, values=values,
    )  # fmt: skip


def tasks_section(state: BookState, deal: int, today: date) -> DealSection:
    """The tasks with their bars, parts below what they are part of."""
    if missing := absent(state, "tasks"):
        return DealSection("tasks", _("Plan"), (), "", "tasks", absent=True, nothing=missing)
    plan = plan_of(state, deal, today)
    late = sum(task.is_late(today) for task in plan.tasks)
    done = sum(task.done is not None for task in plan.tasks)
    notes = [f"{done}/{len(plan.tasks)}"] if plan.tasks else []
    if late:
        notes.append(_("{n} overdue").format(n=late))
    if plan.first is not None and plan.last is not None:
        notes.append(f"{plan.first} – {plan.last}")
    span = (plan.first, plan.last) if plan.first and plan.last else None
    return DealSection(
        "tasks", _("Plan"), tuple(_task(task, today) for task in plan.tasks), " · ".join(notes),
        "tasks", nothing=none_yet(), span=span, day=today,
    )  # fmt: skip


def _task(task: Task, today: date) -> DealLine:
    how, mark = State.NEUTRAL, "☐"
    if task.done is not None:
        how, mark = State.OK, "☑"
    elif task.is_late(today):
        how, mark = State.LATE, "!"
    due = "" if task.due is None else task.due.isoformat()
    bar = None
    if task.start is not None and task.due is not None:
        first, last = sorted((task.start, task.due))
        bar = DealBar(first, last, task.progress, task.milestone)
    cells = ("  " * task.depth + " ".join(task.title.split()), task.owner, due)
    return DealLine(
        f"task:{task.row}", cells, "tasks", task.row, "task", how, mark,
        done=task.done is not None, bar=bar,
    )  # fmt: skip


def activities_section(state: BookState, deal: int, today: date, style: Style) -> DealSection:
    """What happened with the customer about the deal, the latest first."""
    title = _("Activities")
    if missing := absent(state, "activities"):
        return DealSection("activities", title, (), "", "activities", absent=True, nothing=missing)
    frame = referring(state, "deals", deal, "activities")
    if "date" in frame.columns:
        frame = frame.sort("date", descending=True, nulls_last=True, maintain_order=True)
    rows = frame.to_dicts()
    note = f"{len(rows):,}" if rows else ""
    last = rows[0].get("date") if rows else None
    if isinstance(last, date):
        note += " · " + _("last {n} ago").format(n=style.days((today - last).days))
    lines = tuple(_activity(state, row, today) for row in rows)
    columns = tuple(
        title_of("activities", n) for n in ("date", "type", "contact", "outcome", "next_action")
    )
    return DealSection(
        "activities", title, lines, note, "activities", nothing=none_yet(), columns=columns
    )


def _activity(state: BookState, row: Mapping[str, object], today: date) -> DealLine:
    lists = state.playbook.lists
    next_day = row.get("next_date")
    overdue = isinstance(next_day, date) and next_day < today and row.get("done") is not True
    following = " ".join(
        filter(None, (shown("activities", "next_action", row.get("next_action")),
                      shown("activities", "next_date", next_day)))
    )  # fmt: skip
    cells = (
        shown("activities", "date", row.get("date")),
        listed_name(lists.activity_types, row.get("type")),
        shown("activities", "contact", row.get("contact")),
        listed_name(lists.outcomes, row.get("outcome"))
        or shown("activities", "notes", row.get("notes")),
        following,
    )
    number = row_of(row)
    how = State.WARNING if overdue else State.NEUTRAL
    mark = "!" if overdue else "·"
    return DealLine(f"activity:{number}", cells, "activities", number, "", how, mark)
