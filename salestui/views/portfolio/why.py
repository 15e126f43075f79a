"""Why a project is green, amber or red: every reason with its rows, and what is not looked at."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined, label
from salestui.metrics.projects.thresholds import THRESHOLDS, Health
from salestui.plain_text import visible
from salestui.selling.projects.portfolio import Portfolio
from salestui.views.formats import Style
from salestui.views.names import entity_name
from salestui.views.portfolio.words import (
    STATES,
    health_of,
    health_text,
    since_text,
    told_reason,
)
from salestui.views.states import State

_LISTED = 8
"""So many rows of a reason are listed."""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of an explanation; where ``row`` is set, it leads to that row of ``entity``."""

    text: str
    severity: State = State.NEUTRAL
    entity: str = ""
    row: int | None = None
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """How a project stands, and why."""

    title: str
    health: Health
    lines: tuple[WhyLine, ...]


def why(found: Portfolio, state: BookState, deal: int, style: Style) -> Why:
    """Explain how a project stands.

    Args:
        found: what it was worked out from, of the same state.

    Raises:
        KeyError: the deal is no running project.
    """
    stand = found.health.filter(pl.col("deal") == deal)
    if stand.is_empty():
        raise KeyError(deal)
    health = Health(stand["health"][0])
    title = f"{visible(state.title_of('deals', deal))} · {health_text(health)}"
    lines = [
        *_reasons(found, state, deal, style),
        *_reported(found, deal, health),
        *_documents(found, state, deal),
        *_unseen(found),
    ]
    return Why(title, health, tuple(lines))


def _reasons(found: Portfolio, state: BookState, deal: int, style: Style) -> list[WhyLine]:
    lines: list[WhyLine] = []
    for row in found.reasons.filter(pl.col("deal") == deal).iter_rows(named=True):
        health, entity, rows = Health(row["level"]), row["entity"], row["rows"]
        text = f"{health_text(health)}  {told_reason(row, style)}"
        first = rows[0] if rows else None
        lines.append(WhyLine(text, STATES[health], entity, first))
        if len(rows) > 1:
            lines += [
                WhyLine(visible(state.title_of(entity, number)), entity=entity, row=number,
                        is_row=True)
                for number in rows[:_LISTED]
            ]  # fmt: skip
    if not lines:
        text = _("nothing is overdue, over budget, at high risk or missing")
        lines.append(WhyLine(f"{health_text(Health.GREEN)}  {text}", State.OK))
    return lines


def _reported(found: Portfolio, deal: int, health: Health) -> list[WhyLine]:
    """What the last weekly report says, and how the project stands now against it."""
    last = found.written.filter(pl.col("deal") == deal)
    if last.is_empty():
        return []
    said = health_of(last["written"][0])
    told = health_text(said) if said is not None else _("no health")
    text = _("last report, {day}: {health}").format(day=last["reported"][0], health=told)
    since = since_text(health, said)
    state = State.WARNING if said is not None and said != health else State.NEUTRAL
    line = " · ".join(filter(None, (text, since)))
    return [WhyLine(line, state, "weekly_reports", last["report"][0])]


def _documents(found: Portfolio, state: BookState, deal: int) -> list[WhyLine]:
    """Documents that are overdue; they weigh nothing for the health."""
    late = found.documents.filter((pl.col("deal") == deal) & (pl.col("late") > 0))
    lines = []
    for row in late.iter_rows(named=True):
        text = _("{document} is due since {day}").format(
            document=document_name(state, row["type"], row["name"]), day=row["due"]
        )
        where = ("deals", deal) if row["row"] is None else ("documents", row["row"])
        lines.append(WhyLine(text, State.WARNING, *where))
    return lines


def document_name(state: BookState, kind: str | None, name: str | None) -> str:
    """A document by its own name, else by its kind."""
    if name:
        return visible(name)
    known = (k for k in state.playbook.project.documents if k.code == kind)
    return next((label(k.labels) for k in known), "") or _("a document")


def _unseen(found: Portfolio) -> list[WhyLine]:
    missing = found.sheets.missing()
    lines = []
    if missing:
        names = joined(entity_name(name) for name in missing)
        text = _("not looked at, for want of a sheet: {names}").format(names=names)
        lines.append(WhyLine(text))
    rule = _(
        "the worst reason decides; red: a milestone overdue, a task, gate or step late for more "
        "than {days} d, a risk from {score}, over budget by more than {share}, two reports owed, a "
        "failed quality check, no director"
    ).format(
        days=THRESHOLDS.task_red,
        score=THRESHOLDS.risk_red,
        share=f"{THRESHOLDS.overrun_red:.0%}",
    )
    return [*lines, WhyLine(rule)]
