"""The range of the landing among the dashboard's figures: the forecast's, there is no other."""

from __future__ import annotations

from dataclasses import replace

from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.forecast.rollup import Forecast

RANGE = {"landing_low": "low", "landing_high": "high"}
"""The KPIs of the range, and the columns of the forecast that they are."""


def with_range(figures: DashboardFigures, found: Forecast) -> DashboardFigures:
    """The figures with the range of the landing, which takes longer than they do.

    Args:
        found: the forecast of the same focus, period and day.
    """
    if found.reason is not None:  # then the KPIs say why themselves
        return figures
    whole = found.lines[0].figures
    ranged = {key: whole[column].noted(*found.notes) for key, column in RANGE.items()}
    return replace(figures, kpis={**figures.kpis, **ranged})
