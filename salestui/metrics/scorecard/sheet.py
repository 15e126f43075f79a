"""The team's own sheet of scorecards: lines of one member and period, read against a playbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import polars as pl

from salestui.model.entities import entity
from salestui.model.folding import folded
from salestui.model.period import ALL_TIME, Period
from salestui.model.playbook import Playbook
from salestui.model.playbook.naming import by_name, named
from salestui.model.playbook.scoring import Measure
from salestui.model.scorecard_cells import WHOLE, period_of_cell, share_of_cell, weights_of

_BOUND_UP_TO = 3.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of a scorecard before it has figures.

    Attributes:
        measure: its metric, weight of 100, method and bounds.
        target, actual, score: what the sheet gives; None where it leaves that to be worked out.
        manual: the score is somebody's judgement, nothing is worked out.
        row: ``_id`` of its row in the sheet; None for a line of the playbook.
    """

    measure: Measure
    target: float | None = None
    actual: float | None = None
    score: float | None = None
    manual: bool = False
    row: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: whose it is, for which period (None for every one), and its line."""

    member: str
    period: Period | None
    rule: Rule


def playbook_rules(measures: Sequence[Measure]) -> tuple[Rule, ...]:
    """The lines of a playbook's scorecard."""
    return tuple(Rule(measure) for measure in measures)


def sheet_rows(
    scorecards: pl.DataFrame | None, playbook: Playbook, fiscal_start: int
) -> tuple[SheetRow, ...]:
    """The rows that name a member and a metric; those of an unreadable period are left out."""
    if scorecards is None or not {"member", "metric"} <= set(scorecards.columns):
        return ()
    found: dict[tuple[str, Period], list[Mapping[str, Any]]] = {}
    for told in scorecards.iter_rows(named=True):
        period = period_of_cell(told.get("period"), fiscal_start)
        if told["member"] and told["metric"] and period is not None:
            found.setdefault((folded(told["member"]), period), []).append(told)
    known = _known(playbook)
    result = []
    for (member, period), lines in found.items():
        weights = weights_of([row.get("weight") for row in lines])
        for row, weight in zip(lines, weights, strict=True):
            rule = _rule(row, weight, known, playbook)
            result.append(SheetRow(member, None if period is ALL_TIME else period, rule))
    return tuple(result)


def own_rules(rows: Sequence[SheetRow], member: str, period: Period) -> tuple[Rule, ...]:
    """The lines of a member for a period, else for every period; none where it has no rows."""
    name = folded(member)
    mine = [row for row in rows if row.member == name]
    span = (period.start, period.end)
    exact = tuple(r.rule for r in mine if r.period and (r.period.start, r.period.end) == span)
    return exact or tuple(row.rule for row in mine if row.period is None)


def _known(playbook: Playbook) -> Mapping[str, Measure]:
    """The playbook's measures by their own names and by those of their metrics."""
    measures = [m for card in playbook.lists.scorecards for m in card.measures]
    found = dict(by_name(measures))
    for measure in measures:
        metric = named(playbook.lists.metrics, measure.metric)
        for name in metric.names if metric is not None else (measure.metric,):
            found.setdefault(folded(name), measure)
    return found


def _rule(
    row: Mapping[str, Any], weight: float, known: Mapping[str, Measure], playbook: Playbook
) -> Rule:
    text = row["metric"].strip()
    base = known.get(folded(text))
    if base is None:
        metric = named(playbook.lists.metrics, text)
        names = {"en": text, "zh": text} if metric is None else metric.labels
        code = text if metric is None else metric.code
        base = Measure(code=code, metric=code, weight=weight, en=names["en"], zh=names["zh"])
    field = entity("scorecards").field("method")
    method = field.code(row.get("method")) if field is not None else ""
    changes: dict[str, Any] = {"weight": weight, **_bounds(row)}
    if method and method != "manual":
        changes["method"] = method
    measure = msgspec.structs.replace(base, **changes)
    percent = _is_percent(measure, playbook)
    return Rule(
        measure=measure,
        target=_share(row.get("target"), percent=percent),
        actual=_share(row.get("actual"), percent=percent),
        score=row.get("score"),
        manual=method == "manual",
        row=row["_id"],
    )


def _bounds(row: Mapping[str, Any]) -> dict[str, float]:
    """Cap and floor in points, whether they are kept as 1.2, 120% or 120."""
    told = {name: row.get(name) for name in ("cap", "floor")}
    return {n: v * WHOLE if v <= _BOUND_UP_TO else v for n, v in told.items() if v is not None}


def _is_percent(measure: Measure, playbook: Playbook) -> bool:
    metric = named(playbook.lists.metrics, measure.metric)
    return metric is not None and metric.unit == "percent"


def _share(value: float | None, *, percent: bool) -> float | None:
    return share_of_cell(value) if value is not None and percent else value
