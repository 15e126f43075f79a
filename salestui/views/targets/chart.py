"""Target versus actual, cumulative, with the part expected by each day and the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.trend import Series
from salestui.views.formats import Style
from salestui.views.needs import needs_sheet


@dataclass(frozen=True, slots=True)
class TargetChart:
    """The chart's lines, one value per day of ``days``, in money; null where a line is not.

    Attributes:
        actual, expected, forecast: see ``metrics.trend.Cumulative``.
        names: what the three lines are called, in that order.
        ticks: index in ``days`` and text of the x axis' marks.
        needs: why there is nothing to draw, else empty.
    """

    days: tuple[date, ...]
    actual: Series
    expected: Series
    forecast: Series
    names: tuple[str, str, str]
    ticks: tuple[tuple[int, str], ...]
    needs: str


def target_chart(figures: DashboardFigures, style: Style) -> TargetChart:
    """The chart of the figures."""
    chart = figures.chart
    drawn = any(v for series in (chart.actual, chart.expected, chart.forecast) for v in series)
    return TargetChart(
        chart.days,
        chart.actual,
        chart.expected,
        chart.forecast,
        (_("actual"), _("target"), _("forecast")),
        _ticks(chart.days, style),
        "" if drawn else _needs(figures),
    )


def _needs(figures: DashboardFigures) -> str:
    return needs_sheet(figures.kept) or _("nothing won and no target in this period")


def _ticks(days: tuple[date, ...], style: Style) -> tuple[tuple[int, str], ...]:
    if not days:
        return ()
    length = (days[-1] - days[0]).days + 1
    if length <= 45:
        return tuple((i, style.day_of_month(days[i])) for i in range(0, len(days), 7))
    starts = [
        (i, day)
        for i, day in enumerate(days)
        if i == 0 or (day.year, day.month) != (days[i - 1].year, days[i - 1].month)
    ]
    if length <= 800:
        one_year = days[0].year == days[-1].year
        named = style.month if one_year else style.month_of_year
        return tuple((i, named(day)) for i, day in starts)
    return tuple((i, str(d.year)) for i, d in starts if i == 0 or d.year != days[i - 1].year)
