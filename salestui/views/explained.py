"""A figure explained: what it is, its formula with the numbers in it, what it looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.definitions import Unit, definition
from salestui.model.period import PeriodKind
from salestui.views.dashboard import DashboardView
from salestui.views.formats import Style, not_available
from salestui.views.kpis import Kpi, kpi

_INSIDE = frozenset(("expected", "pace", "gap", "surplus", "required_per_day", "run_rate"))
"""Trends that go through the days of the period, not from period to period."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure.

    Attributes:
        numbers: the formula with the numbers in it, or empty where there is no value.
        span: the days looked at; ``scope`` what part of the business.
        history: period and value, older to newer; empty where the trend is of days.
    """

    kpi: Kpi
    numbers: str
    span: str
    scope: str
    history: tuple[tuple[str, str], ...]


def explained(view: DashboardView, key: str) -> Explained:
    """Explain a figure of a view.

    Raises:
        KeyError: there is no such figure.
    """
    figures, style = view.figures, view.style
    return Explained(
        kpi=kpi(figures, key, style),
        numbers=with_numbers(figures, key, style),
        span=_span(view),
        scope=", ".join(f"{d} {v}" for d, v in view.filters) or _("company"),
        history=_history(figures, key, style),
    )


def _span(view: DashboardView) -> str:
    as_of = _("as of {day}").format(day=view.as_of.isoformat())
    if view.period.kind is PeriodKind.ALL:
        return as_of
    start, end = view.period.start.isoformat(), view.period.end.isoformat()
    return f"{start} – {end}, {view.progress}, {as_of}"


def _history(figures: DashboardFigures, key: str, style: Style) -> tuple[tuple[str, str], ...]:
    series = figures.trends.get(key, ())
    if key in _INSIDE or len(series) != len(figures.trend_periods):
        return ()
    unit = definition(key).unit
    return tuple(
        (period.key, not_available() if value is None else style.value(value, unit))
        for period, value in zip(figures.trend_periods, series, strict=True)
    )


def with_numbers(figures: DashboardFigures, key: str, style: Style) -> str:
    """The formula with the numbers in it; empty where there is none to write."""
    figure, meant = figures.kpis[key], definition(key)
    write = _FORMULAS.get(key)
    if figure.value is None or write is None:
        return ""
    left = write(_Numbers(figures, style))
    return f"{left} = {style.exact(figure.value, meant.unit)}" if left else ""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The figures, each as it stands in a formula."""

    figures: DashboardFigures
    style: Style

    def __getitem__(self, key: str) -> str:
        value = self.figures.kpis[key].value
        unit = definition(key).unit
        return not_available() if value is None else self.style.exact(value, unit)

    def money(self, value: float) -> str:
        return self.style.exact(value, Unit.MONEY)

    def days_left(self) -> str:
        gap, rate = (self.figures.kpis[k].value for k in ("gap", "required_per_day"))
        return self.style.days(gap / rate) if gap and rate else ""

    def won(self) -> str:
        return _("{n} won deals").format(n=f"{self.figures.tally.won:,}")


def _run_rate(n: _Numbers) -> str:
    period = n.figures.period
    gone, total = period.elapsed(n.figures.as_of), period.days
    actual, rate = n.figures.kpis["actual"].value or 0.0, n.figures.kpis["run_rate"].value or 0.0
    if not gone or abs(actual / gone * total - rate) > 0.01:
        return ""  # counted in working days
    return f"{n['actual']} / {gone} × {total}"


def _required(n: _Numbers) -> str:
    days = n.days_left()
    return f"{n['gap']} / {days}" if days else ""


def _landing(n: _Numbers) -> str:
    due = n.figures.open_deals
    weighted = _("{money} weighted of {n} open deals that close in the period")
    return f"{n['actual']} + " + weighted.format(money=n.money(due.due_weighted), n=f"{due.due:,}")


def _weighted(n: _Numbers) -> str:
    return _("{n} open deals of {money}, each x its probability").format(
        n=f"{n.figures.open_deals.count:,}", money=n.money(n.figures.open_deals.value)
    )


def _coverage(n: _Numbers) -> str:
    due, gap = n.figures.open_deals.due_value, n.figures.kpis["gap"].value
    value = n.figures.kpis["coverage"].value or 0.0
    if not gap or abs(due / gap - value) > 1e-6:
        return ""  # another definition of coverage was chosen
    return f"{n.money(due)} / {n['gap']}"


def _win_rate(n: _Numbers) -> str:
    won, lost = n.figures.tally.won, n.figures.tally.lost
    return f"{won:,} / ({won:,} + {lost:,})"


def _velocity(n: _Numbers) -> str:
    count = f"{n.figures.open_deals.count:,}"
    return f"{count} × {n['average_deal']} × {n['win_rate']} / {n['cycle_mean']}"


_FORMULAS: dict[str, Callable[[_Numbers], str]] = {
    "actual": lambda n: n.won(),
    "attainment": lambda n: f"{n['actual']} / {n['target']}",
    "pace": lambda n: f"{n['actual']} / {n['expected']}",
    "gap": lambda n: f"{n['target']} − {n['actual']}",
    "surplus": lambda n: f"{n['actual']} − {n['target']}",
    "required_per_day": _required,
    "run_rate": _run_rate,
    "landing": _landing,
    "weighted": _weighted,
    "coverage": _coverage,
    "win_rate": _win_rate,
    "average_deal": lambda n: _("mean of {deals}").format(deals=n.won()),
    "cycle_mean": lambda n: _("mean of {deals}").format(deals=n.won()),
    "velocity": _velocity,
}
