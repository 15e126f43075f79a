"""The weekly report of a project: when it is due, and what happened since the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.metrics.history.field_changes import identified, stays
from salestui.metrics.projects.thresholds import THRESHOLDS
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import NewRow, choice_text, language
from salestui.selling.deals.planning import Task, plan_of
from salestui.selling.deals.rows import new_row
from salestui.selling.projects.phases import report_every, stage_of
from salestui.selling.projects.records import (
    Record,
    day,
    deal_day,
    deal_text,
    records,
    row_id,
    text,
)
from salestui.selling.projects.risks import risks_of
from salestui.selling.projects.team import began

_WEEK = 7
_LISTED = 12
"""A report tells so many things of each kind; a longer list is nobody's week."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report; ``health`` as it is written."""

    row: int
    dated: date | None
    author: str
    health: str
    progress: str
    next_steps: str
    issues: str
    help: str


def reports_of(state: BookState, deal: int) -> list[Report]:
    """The reports, the latest first."""
    names = ("author", "health", "progress", "next_steps", "issues", "help")
    found = []
    for row in records(state, deal, "weekly_reports"):
        author, health, progress, following, issues, support = (text(row, n) for n in names)
        written = day(row, "date")
        found.append(
            Report(row_id(row), written, author, health, progress, following, issues, support)
        )
    return sorted(found, key=lambda r: r.dated or date.min, reverse=True)


def last_report(state: BookState, deal: int, today: date) -> date | None:
    """The day of the latest report; one that is dated ahead does not count yet."""
    days = (report.dated for report in reports_of(state, deal))
    return next((day for day in days if day is not None and day <= today), None)


def next_due(state: BookState, deal: int, today: date) -> date | None:
    """When the next report is due: so many days after the last one, the first one after the
    project began. None where the level need not report, the deal is won or lost, or nothing tells
    when it began.
    """
    every = report_every(state, deal)
    stage = stage_of(state, deal)
    if every is None or stage is None or stage.kind != "open":
        return None
    since = last_report(state, deal, today) or began(state, deal, today)
    return since + timedelta(days=every) if since is not None else None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report in the workbook's language."""

    stage: str
    done: str
    late: str
    risk: str
    closed: str
    score: str
    join: str


_WORDS = {
    "en": Words("Stage: {after}", "Done: {task}", "Overdue since {day}: {task}", "Risk: {risk}",
                "Risk closed: {risk}", " (score {score})", "; "),
    "zh": Words("阶段推进：{after}", "已完成：{task}", "{day}起逾期：{task}", "风险：{risk}",
                "风险已关闭：{risk}", "（得分{score}）", "；"),
}  # fmt: skip
"""Cells are in the workbook's language, not in the interface's."""


def report_row(
    state: BookState,
    deal: int,
    today: date,
    changes: pl.DataFrame | None = None,
    health: str = "",
) -> NewRow:
    """A report of today, filled with what happened since the last one and what is next.

    Args:
        changes: of the stages of deals, see ``metrics.history.field_changes.merged``.
        health: code of how the project stands; empty where it is not known.
    """
    every = report_every(state, deal) or _WEEK
    since = last_report(state, deal, today) or today - timedelta(days=every)
    words = _WORDS[language(state)]
    tasks = plan_of(state, deal, today).tasks
    until = today + timedelta(days=every)
    progress = [
        *_moves(state, deal, (since, today), changes, words),
        *_activities(state, deal, since, today),
        *(words.done.format(task=t.title) for t in tasks if _in(t.done, since, today)),
        *(
            words.closed.format(risk=r.name)
            for r in risks_of(state, deal)
            if not r.is_open and _in(r.closed, since, today)
        ),
    ]
    given: dict[str, Value] = {
        "date": today,
        "author": owner_of(state, deal),
        "health": choice_text(state, "weekly_reports", "health", health) if health else None,
        "progress": _joined(progress, words),
        "next_steps": _joined(_following(state, deal, tasks, today, until), words),
        "issues": _joined(_issues(state, deal, tasks, today, words), words),
    }
    return new_row(state, deal, "weekly_reports", today, given)


def _in(moment: date | None, since: date, today: date) -> bool:
    """Whether something happened after the last report and until today."""
    return moment is not None and since < moment <= today


def _moves(
    state: BookState,
    deal: int,
    span: tuple[date, date],
    changes: pl.DataFrame | None,
    words: Words,
) -> Iterator[str]:
    """The stages entered; by the changes known, else by the deal's own day of entry."""
    rows = state.entities["deals"]
    stage = deal_text(state, deal, "stage")
    entered = [(stage, deal_day(state, deal, "stage_entered"))]
    if changes is not None and not changes.is_empty():
        one = identified(rows.frame.slice(rows.positions[deal], 1))
        if one.height:
            found = stays(changes, one["deal"][0], stage)[1:]
            entered = [(stay.stage or "", stay.since) for stay in found] or entered
    for name, moment in entered:
        if name and _in(moment, *span):
            yield words.stage.format(after=name)


def _activities(state: BookState, deal: int, since: date, today: date) -> Iterator[str]:
    rows = records(state, deal, "activities")
    told = sorted((r for r in rows if _in(day(r, "date"), since, today)), key=_by_day("date"))
    for row in told:
        what = ": ".join(filter(None, (text(row, "type"), text(row, "contact"))))
        said = " ".join(filter(None, (what, text(row, "outcome"), text(row, "notes"))))
        if said:
            yield said


def _following(
    state: BookState, deal: int, tasks: Sequence[Task], today: date, until: date
) -> Iterator[str]:
    """What is due until the next report: the deal's next step, those of activities, tasks."""
    rows = [row for row in records(state, deal, "activities") if row.get("done") is not True]
    step = deal_text(state, deal, "next_step")
    if step:
        yield _dated(step, deal_day(state, deal, "next_date"))
    for row in sorted(rows, key=_by_day("next_date")):
        moment = day(row, "next_date")
        if text(row, "next_action") and moment is not None and today <= moment <= until:
            yield _dated(text(row, "next_action"), moment)
    for task in tasks:
        if task.done is None and task.due is not None and today <= task.due <= until:
            yield _dated(task.title, task.due)


def _issues(
    state: BookState, deal: int, tasks: Sequence[Task], today: date, words: Words
) -> Iterator[str]:
    """Tasks that are overdue, and open risks from the score on that is amber."""
    for task in tasks:
        if task.is_late(today):
            yield words.late.format(day=task.due, task=task.title)
    for risk in risks_of(state, deal):
        if risk.is_open and (risk.score or 0) >= THRESHOLDS.risk_amber:
            yield words.risk.format(risk=risk.name) + words.score.format(score=risk.score)


def _dated(said: str, moment: date | None) -> str:
    return f"{said} {moment.isoformat()}" if moment is not None else said


def _joined(said: Iterable[str], words: Words) -> str | None:
    once = list(dict.fromkeys(said))
    return words.join.join(once[:_LISTED]) or None


def _by_day(name: str) -> Callable[[Record], date]:
    return lambda row: day(row, name) or date.max
