"""A year month by month: target against actual, wins and their size; the year so far."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.i18n import _
from salestui.metrics.currencies import currencies
from salestui.metrics.kept import Kept
from salestui.metrics.select import in_focus
from salestui.metrics.tally import closed_tallies, read_closed_tallies
from salestui.metrics.trend import Series, over_periods, trend_periods
from salestui.model.period import Period, PeriodKind, period_of
from salestui.views.dashboard import dashboard_view
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
    view = dashboard_view(present.inputs, present.focus, whole, present.as_of, basis.style.symbol)
    title = _("The year so far: {year}").format(year=period_name(whole))
    return Section("year", title, (Figures(told_kpis(view, _OF_YEAR)), *_months(basis)))


_TOLD = ("actual", "target", "win_rate", "average_deal")
_ATTAINMENT = Derived(Operation.QUOTIENT, "actual", "target")


def _months(basis: Basis) -> tuple[Chart | Table, ...]:
    """The months as a chart and a table; nothing before the first in which anything closed."""
    periods, told = _by_month(basis)
    rows = []
    for place, period in enumerate(periods):
        actual, target, rate, average = (told[key][place] for key in _TOLD)
        if actual is not None:
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
    targeted = any(value is not None for value in table.values("target"))
    drawn = ("actual", "target") if targeted else ("actual",)
    return (Chart(ChartKind.COLUMNS, title, "months", "month", drawn, says), table)


def _by_month(basis: Basis) -> tuple[tuple[Period, ...], Mapping[str, Series]]:
    """The months up to the one looked at and the figures of each; none of several currencies."""
    present = basis.present
    inputs, fiscal = present.inputs, present.state.fiscal_start
    facts = in_focus(inputs.facts, present.focus)
    if len(currencies(facts)) > 1:
        return (), {}
    month = period_of(present.period.clamp(present.as_of), PeriodKind.MONTH, fiscal)
    periods = trend_periods(month, _MONTHS, fiscal)
    rows = closed_tallies(facts.lazy(), periods, present.as_of).collect()
    targets = [inputs.targets.target(present.focus, period) for period in periods]
    found = over_periods(read_closed_tallies(rows, len(periods)), targets)
    if inputs.kept is Kept.ORDERS:  # whose deals all count as won
        found["win_rate"] = (None,) * len(periods)
    return periods, found
