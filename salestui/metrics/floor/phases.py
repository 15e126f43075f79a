"""The phases of a launch: what each was to sell, and what it sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na, ratio
from salestui.metrics.floor.frames import as_of_day
from salestui.model.folding import folded

_NO_UNITS = N_("no target names units for this phase")
_NO_REVENUE = N_("no target names revenue for this phase")
_ZERO = N_("the target is 0")
_NO_SPAN = N_("the phase has no first and last day")

COMING, RUNNING, OVER, UNDATED = "coming", "running", "over", "undated"


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase.

    Attributes:
        kind: a code of ``phases.kind``; empty where it tells none.
        standing: coming, running, over, or undated.
        units, units_target, units_attained: sold in its days, wanted, and their ratio.
        revenue, revenue_target, revenue_attained: the same in money.
        rows: ``_id`` of the units sold in its days.
    """

    row: int
    name: str
    kind: str
    start: date | None
    end: date | None
    standing: str
    units: Figure
    units_target: Figure
    units_attained: Figure
    revenue: Figure
    revenue_target: Figure
    revenue_attained: Figure
    rows: tuple[int, ...]


def phase_report(
    phases: pl.DataFrame, units: pl.DataFrame, targets: pl.DataFrame, as_of: date
) -> tuple[Phase, ...]:
    """Each phase against its targets, in the order of their first days.

    A phase's target is what names it, else what names its kind where no other phase is of that
    kind; of units, else how many it was to launch. A unit is sold on the day of its subscription,
    else of its signing; revenue is the agreed price, else the list price.

    Args:
        phases, units, targets: see ``frames.PHASES``, ``UNITS``, ``PHASE_TARGETS``.
    """
    sold = as_of_day(units, as_of).filter("sold")
    kinds = phases["kind"].drop_nulls().to_list()
    found = [
        _phase(row, sold, targets, as_of, lone=kinds.count(row["kind"]) == 1)
        for row in phases.sort("from", nulls_last=True, maintain_order=True).iter_rows(named=True)
    ]
    return tuple(found)


def _phase(
    row: dict[str, object], sold: pl.DataFrame, targets: pl.DataFrame, as_of: date, *, lone: bool
) -> Phase:
    start, end = _day(row["from"]), _day(row["to"])
    name, kind = str(row["name"] or ""), str(row["kind"] or "")
    names = [folded(name), folded(kind) if lone and kind else ""]
    launch = row["units"]
    units_target = _target(targets, names, "units", _NO_UNITS)
    if units_target.value is None and isinstance(launch, float):
        units_target = Figure(launch)
    revenue_target = _target(targets, names, "revenue", _NO_REVENUE)
    inside = sold.clear()
    if start is not None and end is not None:
        inside = sold.filter(pl.col("sold_on").is_between(start, end))
    dated = start is not None and end is not None
    units = Figure(float(inside.height)) if dated else na(_NO_SPAN)
    money = inside.select(pl.coalesce("price", "list").sum()).item()
    revenue = Figure(float(money or 0.0)) if dated else na(_NO_SPAN)
    row_id = row["_id"]
    assert isinstance(row_id, int)
    return Phase(
        row_id, name, kind, start, end, _standing(start, end, as_of),
        units, units_target, ratio(units, units_target, _ZERO),
        revenue, revenue_target, ratio(revenue, revenue_target, _ZERO),
        tuple(inside["_id"].to_list()),
    )  # fmt: skip


def _target(targets: pl.DataFrame, names: list[str], metric: str, without: str) -> Figure:
    of_metric = targets.filter(pl.col("metric") == metric)
    for name in filter(None, names):
        told = of_metric.filter(pl.col("phase") == name)["target"].drop_nulls()
        if told.len():
            return Figure(float(told.sum()))
    return na(without)


def _standing(start: date | None, end: date | None, as_of: date) -> str:
    if start is None or end is None:
        return UNDATED
    if as_of < start:
        return COMING
    return RUNNING if as_of <= end else OVER


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
