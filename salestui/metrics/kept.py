"""What a workbook keeps of deals, and the figures that have no meaning without the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.breakdown import Breakdown
from salestui.metrics.figure import Figure, na
from salestui.metrics.trend import Cumulative

_NOT_OF_DEALS = ("target", "expected")
_OF_STAGES = frozenset(
    (
        "landing", "landing_low", "landing_high", "commit", "best_case", "open_pipeline",
        "weighted", "coverage", "undated", "undated_value", "win_rate", "win_rate_value",
        "win_rate_cohort", "cohort_open", "velocity", "age_mean", "age_median", "rotting",
    )
)  # fmt: skip


class Kept(StrEnum):
    """``ORDERS``: deals without a column of stages, all of which count as won."""

    PIPELINE = "pipeline"
    ORDERS = "orders"
    NOTHING = "nothing"


def kept(deals: pl.DataFrame | None) -> Kept:
    """What a frame of deals is; None where the workbook has no sheet of them."""
    if deals is None:
        return Kept.NOTHING
    return Kept.PIPELINE if "stage" in deals.columns else Kept.ORDERS


def meaningful(kpis: Mapping[str, Figure], what: Kept) -> dict[str, Figure]:
    """The KPIs; those that need what the workbook does not keep are n/a and say so."""
    match what:
        case Kept.NOTHING:
            none = na(reasons.NO_PIPELINE)
            return {key: f if key in _NOT_OF_DEALS else none for key, f in kpis.items()}
        case Kept.ORDERS:
            none = na(reasons.NO_STAGES)
            return {key: none if key in _OF_STAGES else f for key, f in kpis.items()}
        case Kept.PIPELINE:
            return dict(kpis)


def meaningful_lines(breakdown: Breakdown, what: Kept) -> Breakdown:
    """The same for the lines of a breakdown."""
    if what is Kept.PIPELINE:
        return breakdown
    if what is Kept.ORDERS:
        none = na(reasons.NO_STAGES)
        lines = tuple(replace(x, win_rate=none) for x in breakdown.lines)
    else:
        none = na(reasons.NO_PIPELINE)
        lines = tuple(
            replace(
                x, actual=none, attainment=none, pace=none, growth=none, win_rate=none, behind=0.0
            )
            for x in breakdown.lines
        )
    return replace(breakdown, lines=lines)


def meaningful_chart(chart: Cumulative, what: Kept) -> Cumulative:
    """The chart without the lines that need what the workbook does not keep."""
    if what is Kept.PIPELINE:
        return chart
    none = (None,) * len(chart.days)
    actual = none if what is Kept.NOTHING else chart.actual
    return replace(chart, actual=actual, forecast=none)


def meaningful_counts(quality: Mapping[str, int], what: Kept) -> dict[str, int]:
    """The counts of gaps: without a sheet of deals nobody lacks any."""
    return dict.fromkeys(quality, 0) if what is Kept.NOTHING else dict(quality)
