"""Everything the dashboard shows, from one state of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.inputs import Inputs
from salestui.metrics.select import CLOSED, OPEN
from salestui.metrics.targets.lookup import TargetBook
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind, period_of
from salestui.views.attention_rows import AttentionPanel, AttentionRow, attention_panel
from salestui.views.breakdown_rows import BreakdownPanel, BreakdownRow, panels
from salestui.views.formats import Style, style
from salestui.views.funnel_rows import Funnel, FunnelRow, funnel
from salestui.views.headline import Headline, headline
from salestui.views.kpis import Kpi, strip
from salestui.views.names import dimension_title, quality_label
from salestui.views.targets.chart import TargetChart, target_chart

__all__ = [
    "AttentionPanel",
    "AttentionRow",
    "BreakdownPanel",
    "BreakdownRow",
    "DashboardView",
    "Funnel",
    "FunnelRow",
    "Headline",
    "Kpi",
    "TargetChart",
    "dashboard_view",
    "default_period",
    "view_of",
]


@dataclass(frozen=True, slots=True)
class DashboardView:
    """The dashboard's panels as texts and fractions.

    Attributes:
        progress: ``day 70/92``, or empty for all time.
        filters: the active focus, dimension and value, as shown.
        breakdowns: by dimension: rep, team, region, product.
        quality: what the figures had to do without, in words, with counts; zeros are left out.
        style: formats further values alike, such as an axis.
        figures: the numbers behind.
    """

    period: Period
    as_of: date
    progress: str
    filters: tuple[tuple[str, str], ...]
    headline: Headline
    kpis: tuple[Kpi, ...]
    chart: TargetChart
    breakdowns: Mapping[str, BreakdownPanel]
    funnel: Funnel
    attention: AttentionPanel
    quality: tuple[tuple[str, int], ...]
    style: Style
    figures: DashboardFigures


def dashboard_view(
    inputs: Inputs, focus: Focus, period: Period, as_of: date, symbol: str = ""
) -> DashboardView:
    """Compute and format the dashboard in the current language.

    Args:
        symbol: the currency sign of the workbook's amounts.
    """
    return view_of(dashboard_figures(inputs, focus, period, as_of), inputs, style(symbol))


def view_of(figures: DashboardFigures, inputs: Inputs, style: Style) -> DashboardView:
    """Format figures; without a new computation, as after a change of language."""
    return DashboardView(
        period=figures.period,
        as_of=figures.as_of,
        progress=_progress(figures.period, figures.as_of),
        filters=tuple((dimension_title(d), v) for d, v in figures.focus.terms),
        headline=headline(figures, style),
        kpis=strip(figures, style),
        chart=target_chart(figures, style),
        breakdowns=panels(figures, inputs.facts, style),
        funnel=funnel(figures, inputs.facts, inputs.playbook, style),
        attention=attention_panel(figures, style),
        quality=tuple(
            (quality_label(k), n) for k, n in figures.quality.items() if n and k != "deals"
        ),
        style=style,
        figures=figures,
    )


def _progress(period: Period, as_of: date) -> str:
    if period.kind is PeriodKind.ALL:
        return ""
    return _("day {day}/{days}").format(day=period.elapsed(as_of), days=period.days)


def default_period(
    facts: pl.DataFrame,
    targets: TargetBook,
    today: date,
    fiscal_start: int = 1,
    kind: PeriodKind = PeriodKind.QUARTER,
) -> Period:
    """The quarter, or period of another kind, that a book is first shown for.

    The current one if the book has targets for it or deals that close in it; else the last one in
    which a deal closed; else the current one.
    """
    current = period_of(today, kind, fiscal_start)
    if targets.speaks_of(current) or _closes_in(facts, current):
        return current
    last = facts.filter(CLOSED & (pl.col("closed") <= today))["closed"].max()
    return period_of(last, kind, fiscal_start) if isinstance(last, date) else current


def _closes_in(facts: pl.DataFrame, period: Period) -> bool:
    day = pl.when(OPEN).then("expected_close").otherwise("closed")
    return not facts.filter(day.is_between(period.start, period.end)).is_empty()
