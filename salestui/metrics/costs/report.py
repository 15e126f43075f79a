"""Costs beside budgets, line by line of one dimension, and what stands above them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from salestui.metrics.costs import reasons
from salestui.metrics.costs.overruns import CENT, Overrun, overruns, spent_of, touching, variance
from salestui.metrics.costs.selecting import (
    CostLook,
    cost_ratio,
    focused,
    in_period,
    named_currencies,
    revenue,
    to_date,
)
from salestui.metrics.currencies import mixed
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.inputs import Inputs
from salestui.model.period import PeriodKind
from salestui.model.spending import parts

DIMENSIONS = ("deal", "stage", "team", "rep", "type", "campaign")
"""What costs can be listed by; budgets by all of them but ``rep``."""

LISTED = 500
"""So many lines are listed; the figures of the whole are of all."""

_KEYS = ("cost", "budget", "spent", "variance", "used", "cost_ratio", "overruns")


@dataclass(frozen=True, slots=True)
class CostLine:
    """One deal, stage, team, rep, type or campaign.

    Attributes:
        key: as in ``model.spending.COSTS``; empty where costs name none.
        deal_row: of a known deal its ``_id``.
        figures: by the keys of ``COST_FIGURES``.
        costs, budgets: ``_id`` of the rows.
    """

    key: str
    deal_row: int | None
    figures: dict[str, Figure]
    costs: tuple[int, ...]
    budgets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CostReport:
    """Costs of a period in a focus.

    Attributes:
        lines: those with budgets or costs, up to ``LISTED``; stages in their order, others by
            cost.
        whole: figures of all lines together, by the keys of ``COST_FIGURES``.
        overruns: of all budgets that the period meets, whatever they name; the worst first.
        costs: ``_id`` of the costs of the period.
    """

    by: str
    lines: tuple[CostLine, ...]
    whole: dict[str, Figure]
    overruns: tuple[Overrun, ...]
    costs: tuple[int, ...]


def cost_report(look: CostLook, by: str) -> CostReport:
    """Work the costs of a period out.

    A line's cost is of the period; its budgets are those that the period meets, and what was spent
    of them is counted over each budget's own period, so that like is held against like.

    Args:
        by: one of ``DIMENSIONS``.
    """
    spending, facts = look.spending, look.inputs.facts
    if spending.costs is None:
        return CostReport(by, (), dict.fromkeys(_KEYS, na(reasons.NO_COSTS)), (), ())
    known = to_date(spending.costs, look.as_of)
    seen = focused(known, facts, look.focus)
    shown = in_period(seen, look.period)
    spent = None
    if spending.budgets is not None:
        own = focused(spending.budgets, facts, look.focus)
        spent = spent_of(known, touching(own, look.period))
    found = () if spent is None else overruns(spent, known)
    inner = _counted_elsewhere(spent, by)
    held = _held(shown, spent, by, inner)
    listed = _ordered(held, by, look.inputs)
    lines = tuple(_line(row, by, spent) for row in listed.iter_rows(named=True))
    whole = _whole(held, spent, by)
    whole["cost_ratio"] = cost_ratio(whole["cost"], revenue(look))
    whole["overruns"] = na(reasons.NO_BUDGETS) if spent is None else Figure(float(len(found)))
    of_costs = _of_costs(look, seen, held.height - listed.height)
    noted = _noted(whole, of_costs, _of_budgets(look, spent, by, inner.height))
    return _blocked(CostReport(by, lines, noted, found, tuple(shown["_id"])), look)


def _held(
    costs: pl.DataFrame, spent: pl.DataFrame | None, by: str, inner: pl.DataFrame
) -> pl.DataFrame:
    """A row for each line: ``cost``, ``budget`` (null for none) and ``spent`` of it, ``over`` (how
    many overruns), ``deal_row``, and the ``_id`` of its ``rows`` of costs and its ``budgets``.
    """
    by_cost = costs.group_by(by).agg(
        cost=pl.col("amount").sum(), deal_row=pl.col("deal_row").first(), rows=pl.col("_id")
    )
    if spent is None or by not in spent.columns:
        return by_cost.with_columns(
            budget=pl.lit(None, pl.Float64),
            spent=pl.lit(0.0),
            over=pl.lit(0, pl.UInt32),
            budgets=pl.lit(None, pl.List(pl.Int64)),
        )
    named = spent.drop_nulls(by)
    added = named.join(inner, on="_id", how="anti")
    sums = added.group_by(by).agg(pl.col("spent").sum(), budget=pl.col("amount").sum())
    every = named.group_by(by).agg(
        over=(pl.col("over") > CENT).sum(),
        budgets=pl.col("_id"),
        of_deal=pl.col("deal_row").first(),
    )
    told = every.join(sums, on=by)
    joined = by_cost.join(told, on=by, how="full", coalesce=True)
    return joined.with_columns(deal_row=pl.coalesce("deal_row", "of_deal"))


def _ordered(held: pl.DataFrame, by: str, inputs: Inputs) -> pl.DataFrame:
    """The lines that are listed: with budgets before others, then the dearest; in their order."""
    cost = pl.col("cost").fill_null(0.0)
    listed = held.sort(
        pl.col("budgets").is_null(), cost, by, descending=[False, True, False], nulls_last=True
    ).head(LISTED)
    keys, falling = [pl.col(by).is_null(), cost, pl.col(by)], [False, True, False]
    if by == "stage":
        order = {stage.code: place for place, stage in enumerate(inputs.playbook.stages)}
        place = pl.col(by).replace_strict(order, default=len(order), return_dtype=pl.Int32)
        keys.insert(1, place)
        falling.insert(1, False)
    return listed.sort(keys, descending=falling)


def _counted_elsewhere(spent: pl.DataFrame | None, by: str) -> pl.DataFrame:
    """``_id`` of the budgets by a dimension that are part of another one of these."""
    if spent is None or by not in spent.columns:
        return pl.DataFrame(schema={"_id": pl.Int64})
    return parts(spent.drop_nulls(by)).select(_id="part").unique()


def _line(row: dict[str, Any], by: str, spent: pl.DataFrame | None) -> CostLine:
    allowed = _budget(row["budget"], by, spent)
    actual = row["spent"] or 0.0
    gap, share = variance(actual, allowed)
    return CostLine(
        key=row[by] or "",
        deal_row=row["deal_row"] if by == "deal" else None,
        figures={
            "cost": Figure(row["cost"] or 0.0),
            "budget": allowed,
            "spent": allowed if allowed.value is None else Figure(actual),
            "variance": gap,
            "used": share,
            "overruns": Figure(float(row["over"] or 0)),
        },
        costs=tuple(row["rows"] or ()),
        budgets=tuple(row["budgets"] or ()),
    )


def _budget(value: float | None, by: str, spent: pl.DataFrame | None) -> Figure:
    if spent is None:
        return na(reasons.NO_BUDGETS)
    if by not in spent.columns:
        return na(reasons.NO_BUDGETS_BY)
    return na(reasons.NO_BUDGET) if value is None else Figure(value)


def _whole(held: pl.DataFrame, spent: pl.DataFrame | None, by: str) -> dict[str, Figure]:
    """The sums of all lines."""
    known = held.drop_nulls("budget")
    total = float(known["budget"].sum()) if known.height else None
    allowed, actual = _budget(total, by, spent), float(known["spent"].sum())
    gap, share = variance(actual, allowed)
    return {
        "cost": Figure(float(held["cost"].sum())),
        "budget": allowed,
        "spent": allowed if allowed.value is None else Figure(actual),
        "variance": gap,
        "used": share,
    }


def _of_costs(look: CostLook, seen: pl.DataFrame, unlisted: int) -> tuple[Note, ...]:
    """What the sums of costs leave out, and what the lines do."""
    undated = 0 if look.period.kind is PeriodKind.ALL else seen["date"].null_count()
    counted = (
        (reasons.UNDATED, undated),
        (reasons.WITHOUT_AMOUNT, seen["amount"].null_count()),
        (reasons.UNLISTED, unlisted),
    )
    return _counts(*counted)


def _of_budgets(
    look: CostLook, spent: pl.DataFrame | None, by: str, inner: int
) -> tuple[Note, ...]:
    """How budgets are held against costs, and which are left out."""
    budgets = look.spending.budgets
    if budgets is None or spent is None or by not in spent.columns:
        return ()
    strange = budgets.filter(~pl.col("readable")).height
    left = _counts((reasons.UNREAD_PERIODS, strange), (reasons.PARTS_LEFT_OUT, inner))
    return (note(reasons.OWN_PERIOD), *left)


def _noted(
    whole: dict[str, Figure], of_costs: tuple[Note, ...], of_budgets: tuple[Note, ...]
) -> dict[str, Figure]:
    notes = dict.fromkeys(("budget", "spent", "variance", "used"), of_budgets)
    notes |= {"cost": of_costs, "cost_ratio": of_costs}
    return {key: figure.noted(*notes.get(key, ())) for key, figure in whole.items()}


def _counts(*counted: tuple[str, int]) -> tuple[Note, ...]:
    return tuple(note(text, n=n) for text, n in counted if n)


def _blocked(report: CostReport, look: CostLook) -> CostReport:
    """Without sums where amounts are in several currencies."""
    spending = look.spending
    own = named_currencies(spending.costs, spending.budgets)
    every = named_currencies(spending.costs, look.inputs.facts)
    whole = dict(report.whole)
    if len(every) > 1:
        whole["cost_ratio"] = mixed(every)
    if len(own) < 2:
        return replace(report, whole=whole)
    none = dict.fromkeys(("cost", "budget", "spent", "variance", "used", "overruns"), mixed(own))
    lines = tuple(replace(line, figures={**line.figures, **none}) for line in report.lines)
    return replace(report, lines=lines, whole={**whole, **none}, overruns=())
