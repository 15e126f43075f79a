"""Explain a figure: what it means, the numbers in it, the deals behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from salestui.i18n import N_, _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.definitions import DEFINITIONS, Unit
from salestui.metrics.evidence import rows_behind
from salestui.metrics.forecast.landing import RANGE
from salestui.metrics.forecast.simulation import RUNS
from salestui.metrics.inputs import Inputs
from salestui.metrics.pipeline import Coverage
from salestui.views.formats import Style, not_available
from salestui.views.kpis import Kpi, kpi
from salestui.views.rot_days import rot_days

_SUM = N_("sum of {n} deals")
_MEAN = N_("mean of {n} deals")
_MEDIAN = N_("median of {n} deals")
_COUNT = N_("{n} deals")

_RUNS = N_("{actual} + what the open deals due bring ({due}), in each of {runs} runs")

_NUMBERS = {
    "actual": _SUM,
    "attainment": "{actual} / {target}",
    "expected": "{target} × {expected_share}",
    "pace": "{actual} / {expected}",
    "gap": "{target} - {actual}",
    "surplus": "{actual} - {target}",
    "required_per_day": "{gap} / {days_left}",
    "run_rate": "{actual} / {days_gone} × {days_total}",
    "previous": _SUM,
    "growth": "({actual} - {previous}) / |{previous}|",
    "landing": "{actual} + {due_weighted}",
    "landing_low": _RUNS,
    "landing_high": _RUNS,
    "commit": "{actual} + {due_commit}",
    "best_case": "{commit} + {due_best}",
    "open_pipeline": _SUM,
    "weighted": _SUM,
    "undated": _COUNT,
    "undated_value": _SUM,
    "win_rate": "{won} / ({won} + {lost})",
    "win_rate_value": "{actual} / ({actual} + {lost_value})",
    "win_rate_cohort": "{cohort_won} / {cohort}",
    "cohort_open": "{cohort_still_open} / {cohort}",
    "average_deal": _MEAN,
    "median_deal": _MEDIAN,
    "cycle_mean": _MEAN,
    "cycle_median": _MEDIAN,
    "velocity": "{open} × {average_deal} × {win_rate} / {cycle_mean}",
    "age_mean": _MEAN,
    "age_median": _MEDIAN,
    "rotting": _COUNT,
}
_COVERAGE = {
    Coverage.GAP: "{due_value} / {gap}",
    Coverage.TARGET: "{due_value} / {target}",
    Coverage.WEIGHTED: "{due_weighted} / {gap}",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure explained.

    Attributes:
        kpi: the figure with its definition, notes and, where it has none, the reason.
        numbers: the formula with the numbers in it; empty where there is no value.
        deals: ``_id`` of the deals behind it.
    """

    kpi: Kpi
    numbers: str
    deals: tuple[int, ...]


def explained(keys: Iterable[str]) -> list[str]:
    """The KPIs that are explained beside those of a strip: the landing's range follows it, and
    what is rotting comes last.
    """
    further = {"landing": RANGE}
    return [*(k for key in keys for k in (key, *further.get(key, ()))), "rotting"]


def explain(figures: DashboardFigures, inputs: Inputs, key: str, style: Style) -> Explanation:
    """Explain a KPI of ``metrics.definitions``.

    Raises:
        KeyError: there is no such KPI.
    """
    deals = rows_behind(inputs, key, figures.focus, figures.period, figures.as_of)
    shown = kpi(figures, key, style)
    if key == "rotting":
        shown = replace(shown, notes=(*shown.notes, *rot_days(inputs)))
    return Explanation(shown, _numbers(figures, key, len(deals), style), deals)


def _numbers(figures: DashboardFigures, key: str, deals: int, style: Style) -> str:
    if figures.kpis[key].value is None:
        return ""
    text = _COVERAGE[figures.options.coverage] if key == "coverage" else _NUMBERS.get(key, "")
    if not text:
        return ""
    return _(text).format(n=style.count(deals), **_operands(figures, style))


def _operands(figures: DashboardFigures, style: Style) -> dict[str, str]:
    """Everything that a formula may name, exact, as text."""
    exact: dict[str, str] = {}
    for meant in DEFINITIONS:
        value = figures.kpis[meant.key].value
        exact[meant.key] = not_available() if value is None else style.exact(value, meant.unit)
    still, closed, cohort = figures.open_deals, figures.tally, figures.cohort
    for name, money in (
        ("due_weighted", still.due_weighted),
        ("due_value", still.due_value),
        ("due_commit", still.due_commit),
        ("due_best", still.due_best),
        ("lost_value", closed.lost_value),
    ):
        exact[name] = style.exact_money(money)
    for name, count in (
        ("won", closed.won),
        ("lost", closed.lost),
        ("open", still.count),
        ("due", still.due_weighable),
        ("runs", RUNS),
        ("cohort", cohort.created),
        ("cohort_won", cohort.won),
        ("cohort_still_open", cohort.open),
    ):
        exact[name] = style.count(count)
    return {**exact, **_days(figures, style)}


def _days(figures: DashboardFigures, style: Style) -> dict[str, str]:
    days, target = figures.days, figures.kpis["target"].value
    expected = figures.kpis["expected"].value
    share = expected / target if target and expected is not None else None
    return {
        "days_gone": style.days(days.gone) if days else not_available(),
        "days_left": style.days(days.left) if days else not_available(),
        "days_total": style.days(days.total) if days else not_available(),
        "expected_share": not_available() if share is None else style.exact(share, Unit.PERCENT),
    }
