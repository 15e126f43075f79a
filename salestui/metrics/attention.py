"""What needs the manager today: deals that slip, stand still or lack a next step; reps behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

import polars as pl

from salestui.metrics.breakdown import Breakdown, Line
from salestui.metrics.select import OPEN
from salestui.metrics.standstill import keeps, rotting


class Kind(StrEnum):
    """Why something needs attention; a deal is listed under the first that applies."""

    CLOSE_PASSED = "close_passed"
    STEP_OVERDUE = "step_overdue"
    ROTTING = "rotting"
    NO_STEP = "no_step"
    UNDATED = "undated"
    BEHIND_PACE = "behind_pace"
    GATE_HELD = "gate_held"
    GATE_OPEN = "gate_open"
    TENDER = "tender"
    FOLLOW_UP = "follow_up"
    TASK = "task"
    CONTACT = "contact"
    LEAD = "lead"
    COACHING = "coaching"
    UNIT = "unit"
    VISITOR = "visitor"
    PAYMENT = "payment"
    CONTRACT = "contract"
    DELIVERY = "delivery"
    REPORT = "report"
    RISK = "risk"
    GATE_DUE = "gate_due"
    DOCUMENT = "document"


class Severity(IntEnum):
    """How much it presses."""

    NOTICE = 1
    URGENT = 2


_ORDER = tuple(Kind)

_SEVERITY = {
    Kind.CLOSE_PASSED: Severity.URGENT,
    Kind.STEP_OVERDUE: Severity.URGENT,
    Kind.ROTTING: Severity.NOTICE,
    Kind.NO_STEP: Severity.NOTICE,
    Kind.UNDATED: Severity.NOTICE,
}

ON_PACE = 0.95
"""From this pace index on a rep is taken to be on pace; below ``FAR_BEHIND`` it is urgent."""

FAR_BEHIND = 0.8


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that needs attention.

    Attributes:
        deal: the deal's ``_id``; None for a rep, and for what is about no deal.
        days: how long it has been so, negative before a deadline; None where nothing tells.
        amount: money at stake: the deal's amount, or what a rep lacks to be on pace.
        pace: a rep's pace index.
        entity, row: the row that says so, where that is not the deal.
        what: the step, the task, the gate, as the workbook writes it.
    """

    kind: Kind
    severity: Severity
    deal: int | None
    title: str
    rep: str | None
    stage: str | None
    amount: float | None
    days: int | None
    pace: float | None = None
    entity: str = ""
    row: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """The most pressing alerts, and how many there are of each kind in all."""

    alerts: tuple[Alert, ...]
    counts: Mapping[Kind, int]

    @property
    def total(self) -> int:
        """Alerts in all, listed or not."""
        return sum(self.counts.values())


def pressing(facts: pl.DataFrame, as_of: date, clock: str | None) -> pl.LazyFrame:
    """Open deals that need attention: ``row`` (in facts), ``amount``, ``kind`` (its place among
    the kinds), ``severity`` and ``days``.

    What the workbook does not record at all (no deal has a next step, say) is no one's omission.

    Args:
        clock: the column rotting is counted from; None for none.
    """
    place, days = pl.lit(None, pl.Int8()), pl.lit(None, pl.Int64())
    severity = pl.lit(None, pl.Int8())
    for kind, holds, since in reversed(list(_kinds(facts, as_of, clock))):
        place = pl.when(holds).then(pl.lit(_ORDER.index(kind), pl.Int8())).otherwise(place)
        severity = pl.when(holds).then(pl.lit(int(_SEVERITY[kind]), pl.Int8())).otherwise(severity)
        days = pl.when(holds).then(since).otherwise(days)
    return (
        facts.lazy()
        .with_row_index("row")
        .filter(OPEN)
        .select("row", "amount", kind=place, severity=severity, days=days)
        .filter(pl.col("kind").is_not_null())
    )


def reasons(
    facts: pl.DataFrame, deal: int, as_of: date, clock: str | None
) -> dict[Kind, int | None]:
    """Everything why one deal needs attention, with the days that it has been so.

    Args:
        facts: of all deals; they tell what the workbook records at all.
    """
    one = facts.filter((pl.col("_id") == deal) & OPEN)
    if one.is_empty():
        return {}
    found: dict[Kind, int | None] = {}
    for kind, holds, since in _kinds(facts, as_of, clock):
        held, days = one.select(holds=holds, days=since).row(0)
        if held:
            found[kind] = days
    return found


def _kinds(
    facts: pl.DataFrame, as_of: date, clock: str | None
) -> Iterable[tuple[Kind, pl.Expr, pl.Expr]]:
    """Each kind that the workbook can tell, when it holds and for how many days."""
    today = pl.lit(as_of)
    no_days = pl.lit(None, pl.Int64())

    def since(column: str) -> pl.Expr:
        return (today - pl.col(column)).dt.total_days()

    if keeps(facts, "expected_close"):
        yield Kind.CLOSE_PASSED, pl.col("expected_close") < today, since("expected_close")
    if keeps(facts, "next_date"):
        yield Kind.STEP_OVERDUE, pl.col("next_date") < today, since("next_date")
    if clock is not None:
        yield Kind.ROTTING, rotting(clock, as_of), since(clock)
    if keeps(facts, "next_date") or keeps(facts, "next_step"):
        none = pl.col("next_date").is_null() & pl.col("next_step").is_null()
        yield Kind.NO_STEP, none, since("last_activity")
    if keeps(facts, "expected_close"):
        yield Kind.UNDATED, pl.col("expected_close").is_null(), no_days


def most_pressing(needy: pl.LazyFrame, limit: int) -> pl.LazyFrame:
    """The first ``limit``: the most severe, then the most money, then the longest."""
    order = ("severity", "amount", "days", "row")
    return needy.sort(*order, descending=[True, True, True, False], nulls_last=True).head(limit)


def kind_counts(needy: pl.LazyFrame) -> pl.LazyFrame:
    """``kind`` and ``deals``."""
    return needy.group_by("kind").agg(deals=pl.len())


def attention(
    facts: pl.DataFrame,
    top: pl.DataFrame,
    counts: pl.DataFrame,
    reps: Breakdown,
    limit: int,
    *,
    rep: str | None = None,
) -> Attention:
    """Deals and reps in one list, the most pressing first.

    Args:
        facts: those that ``pressing`` was given.
        top, counts: the collected ``most_pressing`` and ``kind_counts``.
        reps: the breakdown by rep.
        rep: the one that is looked at alone; the breakdown lists the others all the same.
    """
    deals = facts[top["row"]].select(
        "_id", "rep", "stage", title=pl.coalesce("name", "customer", "id")
    )
    alerts = [_alert(row) for row in pl.concat([top, deals], how="horizontal").to_dicts()]
    behind = [_behind(x) for x in reps.lines if _is_behind(x) and rep in (None, x.name)]
    ordered = sorted(alerts + behind, key=urgency)
    total = {_ORDER[kind]: int(n) for kind, n in counts.rows()}
    if behind:
        total[Kind.BEHIND_PACE] = len(behind)
    return Attention(tuple(ordered[:limit]), total)


def urgency(alert: Alert) -> tuple[int, float, int, str]:
    """What comes first: the most severe, then the most money, then the longest."""
    return -alert.severity, -(alert.amount or 0.0), -(alert.days or 0), alert.title


def merged(found: Attention, further: Attention | None) -> Attention:
    """Both in one list. A deal that is in the first is not told of twice."""
    if further is None or not further.alerts:
        return found
    told = {alert.deal for alert in found.alerts if alert.deal is not None}
    others = [alert for alert in further.alerts if alert.deal not in told]
    alerts = sorted([*found.alerts, *others], key=urgency)
    return Attention(tuple(alerts), {**found.counts, **further.counts})


def _alert(row: dict[str, Any]) -> Alert:
    kind = _ORDER[row["kind"]]
    return Alert(
        kind=kind,
        severity=_SEVERITY[kind],
        deal=row["_id"],
        title=row["title"] or "",
        rep=row["rep"],
        stage=row["stage"],
        amount=row["amount"],
        days=row["days"],
    )


def _is_behind(line: Line) -> bool:
    return line.name is not None and line.pace.value is not None and line.pace.value < ON_PACE


def _behind(line: Line) -> Alert:
    pace = line.pace.value or 0.0
    severity = Severity.URGENT if pace < FAR_BEHIND else Severity.NOTICE
    name = line.name or ""
    return Alert(Kind.BEHIND_PACE, severity, None, name, name, None, line.behind, None, pace)
