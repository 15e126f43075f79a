"""How a period stands: the headline, its figures, and the way to the target day by day."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.definitions import definition
from salestui.metrics.kept import Kept
from salestui.views.dashboard import DashboardView
from salestui.views.documents.basis import noted_once, told
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Column,
    Figures,
    Form,
    Line,
    Row,
    Section,
    Table,
    Told,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_deals
from salestui.views.headline import Headline
from salestui.views.kpis import kpi

_SHOWN = (
    "actual", "target", "attainment", "gap", "pace", "required_per_day", "growth", "landing",
    "landing_low", "landing_high", "weighted", "coverage", "win_rate", "average_deal",
    "cycle_mean",
)  # fmt: skip


def summary_line(view: DashboardView) -> Line:
    """The headline as one sentence."""
    return Line(_sentence(view.headline), view.headline.severity)


def _sentence(found: Headline) -> str:
    """The parts of the headline that there are."""
    if found.needs:
        return joined((found.needs, found.growth, found.pipeline))
    reached = found.attainment or found.target
    if found.attainment and found.target:
        reached = _("{attainment} {of_target}").format(
            attainment=found.attainment, of_target=found.target
        )
    # The range's ends are padded for the screen, where they come later.
    landing = " ".join(found.landing.split())
    return joined((reached, found.word, found.gap, landing, found.per_day, found.coverage))


def standing(ground: Ground) -> Section:
    """The figures of the home screen's strip, and its chart."""
    title, view = _("Where we stand"), ground.view
    inputs = ground.present.inputs
    if inputs.kept is Kept.NOTHING and view.figures.kpis["target"].value is None:
        return Section("standing", title, needs=no_deals(inputs))
    blocks = (Figures(told_kpis(view, _SHOWN)), *_course(view))
    return Section("standing", title, blocks)


def told_kpis(view: DashboardView, keys: tuple[str, ...]) -> tuple[Told, ...]:
    """Figures of the dashboard."""
    return noted_once(
        told(kpi(view.figures, k, view.style), view.figures.kpis[k].value, definition(k).unit)
        for k in keys
    )


def _course(view: DashboardView) -> tuple[Table | Chart, ...]:
    """Actual, target and forecast over the days, for a chart; nothing where none is drawn."""
    if view.chart.needs:
        return ()
    names = ("actual", "target", "forecast")
    columns = (
        Column("day", _("Day"), Form.DAY),
        *(Column(n, t, Form.MONEY) for n, t in zip(names, view.chart.names, strict=True)),
    )
    table = Table("course", _("Target versus actual"), columns, _days(view.figures), drawn=True)
    says = _("Cumulative actual, target and forecast over the period.")
    return (table, Chart(ChartKind.LINES, table.title, "course", "day", names, says))


def _days(figures: DashboardFigures) -> tuple[Row, ...]:
    chart = figures.chart
    lines = zip(chart.days, chart.actual, chart.expected, chart.forecast, strict=True)
    return tuple(Row(values) for values in lines)
