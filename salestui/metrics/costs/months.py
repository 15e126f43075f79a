"""The course of costs, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.metrics.costs.selecting import (
    CostLook,
    cost_ratio,
    focused,
    named_currencies,
    to_date,
)
from salestui.metrics.currencies import mixed
from salestui.metrics.figure import Figure
from salestui.metrics.select import WON, in_focus
from salestui.model.period import PeriodKind, add_months

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class CostMonth:
    """What was spent and won in a month, up to the as-of day; ``first`` is its first day."""

    first: date
    cost: Figure
    won: Figure
    ratio: Figure


def cost_months(look: CostLook) -> tuple[CostMonth, ...]:
    """The months of a period, or the last twelve up to its end or the as-of day where it is
    shorter than half a year, or all time. Empty without a sheet of costs.
    """
    spending, facts = look.spending, look.inputs.facts
    period, as_of = look.period, look.as_of
    if spending.costs is None:
        return ()
    whole = period.kind is not PeriodKind.ALL
    last = (min(period.end, as_of) if whole else as_of).replace(day=1)
    first = add_months(last, 1 - _SHOWN)
    if whole and period.days > 180:
        first, last = period.start.replace(day=1), period.end.replace(day=1)
    costs = to_date(focused(spending.costs, facts, look.focus), as_of)
    won = in_focus(facts, look.focus).filter(WON & (pl.col("closed") <= as_of))
    spent_by = _by_month(costs, "date", first, last)
    won_by = _by_month(won, "closed", first, last)
    several = named_currencies(spending.costs)
    every = named_currencies(spending.costs, facts)
    found, month = [], first
    while month <= last:
        cost = mixed(several) if len(several) > 1 else Figure(spent_by.get(month, 0.0))
        brought = mixed(every) if len(every) > 1 else Figure(won_by.get(month, 0.0))
        found.append(CostMonth(month, cost, brought, cost_ratio(cost, brought)))
        month = add_months(month, 1)
    return tuple(found[-2 * _SHOWN :])


def _by_month(rows: pl.DataFrame, day: str, first: date, last: date) -> dict[date, float]:
    end = add_months(last, 1) - timedelta(days=1)
    inside = rows.filter(pl.col(day).is_between(first, end))
    summed = inside.group_by(pl.col(day).dt.truncate("1mo")).agg(pl.col("amount").sum())
    return dict(summed.rows())
