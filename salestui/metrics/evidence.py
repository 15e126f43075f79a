"""The deals behind a figure."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.inputs import Inputs
from salestui.metrics.select import OPEN, WON, closed_to_date, in_focus, within
from salestui.metrics.standstill import clock_column, rotting
from salestui.metrics.targets.course import previous, same_point
from salestui.model.focus import Focus
from salestui.model.period import Period

_BASIS = {
    **dict.fromkeys(
        ("actual", "attainment", "pace", "gap", "surplus", "required_per_day", "run_rate",
         "average_deal", "median_deal", "cycle_mean", "cycle_median"), "won"),
    **dict.fromkeys(("win_rate", "win_rate_value"), "closed"),
    **dict.fromkeys(("landing", "landing_low", "landing_high", "commit", "best_case"), "landing"),
    **dict.fromkeys(("open_pipeline", "weighted", "age_mean", "age_median"), "open"),
    **dict.fromkeys(("undated", "undated_value"), "undated"),
    **dict.fromkeys(("win_rate_cohort", "cohort_open"), "created"),
    "coverage": "due", "velocity": "moving", "rotting": "rotting", "previous": "previous",
    "growth": "growth", "target": "none", "expected": "none",
}  # fmt: skip


def rows_behind(
    inputs: Inputs, key: str, focus: Focus, period: Period, as_of: date
) -> tuple[int, ...]:
    """The ``_id`` of each deal that a KPI is made of, in the book's order.

    Raises:
        KeyError: there is no such KPI.
    """
    facts = in_focus(inputs.facts, focus)
    chosen = facts.filter(_behind(_BASIS[key], inputs, period, as_of))
    return tuple(chosen["_id"])


def _behind(basis: str, inputs: Inputs, period: Period, as_of: date) -> pl.Expr:
    closed, due = closed_to_date(period, as_of), OPEN & within("expected_close", period)
    won = WON & closed
    match basis:
        case "won":
            return won
        case "closed":
            return closed
        case "landing":
            return won | due
        case "due":
            return due
        case "open":
            return OPEN
        case "undated":
            return OPEN & pl.col("expected_close").is_null()
        case "created":
            return within("created", period) & (pl.col("created") <= as_of)
        case "moving":
            return OPEN | closed
        case "rotting":
            clock = clock_column(inputs.facts, inputs.options.rot_clock)
            return pl.lit(False) if clock is None else OPEN & rotting(clock, as_of)
        case "previous":
            return _won_before(inputs, period, as_of)
        case "growth":
            return won | _won_before(inputs, period, as_of)
        case _:
            return pl.lit(False)


def _won_before(inputs: Inputs, period: Period, as_of: date) -> pl.Expr:
    before = previous(period, inputs.options.fiscal_start)
    if before is None:
        return pl.lit(False)
    return WON & closed_to_date(before, same_point(period, before, as_of))
