"""A year month by month: target against actual, wins and their size; the year so far."""

from __future__ import annotations

from dataclasses import replace

from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.inputs import Inputs
from salestui.model.period import PeriodKind, period_of
from salestui.views.dashboard import DashboardView, dashboard_view
from salestui.views.documents.basis import Basis
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Column,
    Derived,
    Figures,
    Form,
    Operation,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.needing import no_deals
from salestui.views.documents.sections.standing import told_kpis
from salestui.views.names import period_name

_MONTHS = 12
_OF_YEAR = (
    "actual", "target", "attainment", "gap", "pace", "required_per_day", "run_rate", "growth",
    "landing", "win_rate", "average_deal",
)  # fmt: skip


def year(basis: Basis) -> Section:
    """The fiscal year so far, and the twelve months up to the one looked at."""
    present = basis.present
    title = _("The year so far")
    if needs := no_deals(present.inputs):
        return Section("year", title, needs=needs)
    day = present.period.clamp(present.as_of)
    whole = period_of(day, PeriodKind.YEAR, present.state.fiscal_start)
    view = _view(basis, present.inputs, PeriodKind.YEAR)
    title = _("The year so far: {year}").format(year=period_name(whole))
    return Section("year", title, (Figures(told_kpis(view, _OF_YEAR)), *_months(basis)))


def _view(basis: Basis, inputs: Inputs, kind: PeriodKind) -> DashboardView:
    present = basis.present
    day = present.period.clamp(present.as_of)
    period = period_of(day, kind, present.state.fiscal_start)
    return dashboard_view(inputs, present.focus, period, present.as_of, basis.style.symbol)


_ATTAINMENT = Derived(Operation.QUOTIENT, "actual", "target")


def _months(basis: Basis) -> tuple[Chart | Table, ...]:
    """The months as a chart and a table; nothing before the first in which anything closed."""
    figures = _by_month(basis)
    told = figures.trends
    rows = []
    for place, period in enumerate(figures.trend_periods):
        actual, target, rate, average = (
            told[key][place] if key in told else None
            for key in ("actual", "target", "win_rate", "average_deal")
        )
        if actual is None:
            continue
        share = actual / target if target else None
        rows.append(Row((period_name(period), actual, target, share, rate, average)))
    if len(rows) < 2:
        return ()
    title = _("Month by month")
    columns = (
        Column("month", _("Month")),
        Column("actual", _("Actual"), Form.MONEY, Total.SUM, bar=True),
        Column("target", _("Target"), Form.MONEY, Total.SUM),
        Column("attainment", _("Attainment"), Form.SHARE, derived=_ATTAINMENT),
        Column("win_rate", _("Win rate"), Form.SHARE),
        Column("average_deal", _("Average deal"), Form.MONEY),
    )
    table = Table("months", title, columns, tuple(rows))
    says = _("What was won in each month beside its target.")
    drawn = ("actual", "target") if "target" in told else ("actual",)
    return (Chart(ChartKind.COLUMNS, title, "months", "month", drawn, says), table)


def _by_month(basis: Basis) -> DashboardFigures:
    """The figures of the last month looked at, with a trend of a year."""
    present = basis.present
    inputs = present.inputs
    options = replace(inputs.options, trend=_MONTHS)
    day = present.period.clamp(present.as_of)
    month = period_of(day, PeriodKind.MONTH, present.state.fiscal_start)
    return dashboard_figures(replace(inputs, options=options), present.focus, month, present.as_of)
