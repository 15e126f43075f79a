"""The KPI strip: each figure's texts, how it stands, its trend and its definition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.definitions import (
    COVERAGE_FORMULAS,
    EXPECTED_FORMULAS,
    Definition,
    Unit,
    definition,
)
from salestui.metrics.figure import Figure
from salestui.metrics.reasons import MET
from salestui.metrics.trend import Series
from salestui.views.formats import Style, arrow, not_available, say
from salestui.views.states import State, pace_state

STRIP = (
    "actual", "target", "attainment", "pace", "gap", "required_per_day", "run_rate", "landing",
    "weighted", "coverage", "win_rate", "average_deal", "cycle_mean", "velocity",
)  # fmt: skip
"""The figures of the strip, in order."""


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure of the strip.

    Attributes:
        key: see ``metrics.definitions``.
        value, exact: compact and in full; ``n/a`` with an empty ``exact`` where there is none.
        severity, word: how it stands, for the colour and in words; the word may be empty.
        trend: older to newer, null where nothing is known; empty where the book tells no history.
        delta: the change with arrow and sign, or empty.
        reason: why there is no value, else empty.
        notes: what to know about the value.
        formula, edge: the definition, and when it does not apply.
    """

    key: str
    label: str
    value: str
    exact: str
    severity: State
    word: str
    trend: Series
    delta: str
    reason: str
    notes: tuple[str, ...]
    formula: str
    edge: str


def kpi(figures: DashboardFigures, key: str, style: Style) -> Kpi:
    """One KPI as shown.

    Raises:
        KeyError: there is no such KPI.
    """
    meant, figure = definition(key), figures.kpis[key]
    state, word = _standing(figures, key)
    return replace(
        figure_kpi(meant, figure, style),
        value=value_text(figure, key, style),
        severity=state,
        word=word,
        trend=figures.trends.get(key, ()),
        delta=_delta(figures, key, meant.unit, style),
        formula=formula(figures, key),
    )


def figure_kpi(meant: Definition, figure: Figure, style: Style) -> Kpi:
    """A figure and its definition as a strip shows them."""
    value = figure.value
    return Kpi(
        key=meant.key,
        label=i18n.label(meant.labels),
        value=not_available() if value is None else style.value(value, meant.unit),
        exact="" if value is None else style.exact(value, meant.unit),
        severity=State.NEUTRAL,
        word="",
        trend=(),
        delta="",
        reason="" if figure.reason is None else say(figure.reason),
        notes=tuple(say(n) for n in figure.notes),
        formula=i18n.label(meant.formulas),
        edge=i18n.label(meant.edges),
    )


def formula(figures: DashboardFigures, key: str) -> str:
    """How a KPI is computed; of several definitions, the one chosen."""
    options = figures.options
    if key == "coverage":
        return i18n.label(COVERAGE_FORMULAS[options.coverage])
    if key == "expected":
        return i18n.label(EXPECTED_FORMULAS[options.expected_by])
    return i18n.label(definition(key).formulas)


def value_text(figure: Figure, key: str, style: Style) -> str:
    """A KPI's value, compact; coverage is said as times."""
    if figure.value is not None and key == "coverage":
        return style.times(figure.value)
    if key == "coverage" and is_met(figure):
        return _("met")
    return style.figure(figure, definition(key).unit)


def is_met(figure: Figure) -> bool:
    """Whether there is no value because the target is met."""
    return figure.reason is not None and figure.reason.text == MET


def strip(figures: DashboardFigures, style: Style) -> tuple[Kpi, ...]:
    """All figures of the strip."""
    return tuple(kpi(figures, key, style) for key in STRIP)


def _delta(figures: DashboardFigures, key: str, unit: Unit, style: Style) -> str:
    """The change against the period before; of the actual, against its same span."""
    if key == "actual":
        growth = figures.kpis["growth"].value
        if growth is None:
            return ""
        return f"{arrow(growth)} {'-' if growth < 0 else '+'}{style.percent(abs(growth))}"
    trend = figures.trends.get(key, ())
    if key not in _COMPARED or len(trend) < 2 or trend[-1] is None or trend[-2] is None:
        return ""
    return style.delta(trend[-1] - trend[-2], unit)


_COMPARED = frozenset(
    ("win_rate", "win_rate_value", "average_deal", "median_deal", "cycle_mean", "cycle_median")
)
"""Figures that do not grow with the days of a period, so that a part compares with a whole."""


def _standing(figures: DashboardFigures, key: str) -> tuple[State, str]:
    kpis = figures.kpis
    value = kpis[key].value
    if key in ("actual", "attainment", "pace", "gap", "required_per_day", "run_rate"):
        state, word, _arrow = pace_state(kpis["pace"].value)
        return state, word
    if key == "coverage" and is_met(kpis[key]):
        return State.OK, _("met")
    if value is None:
        return State.NEUTRAL, ""
    if key == "landing":
        return _landing(value, kpis["target"].value)
    if key == "coverage":
        return coverage_state(value, kpis["win_rate"].value)
    if key == "rotting" and value > 0:
        return State.WARNING, _("rotting")
    return State.NEUTRAL, ""


def _landing(value: float, target: float | None) -> tuple[State, str]:
    if not target:
        return State.NEUTRAL, ""
    if value >= target:
        return State.OK, _("makes it")
    return (State.WARNING if value >= 0.9 * target else State.LATE), _("falls short")


def coverage_state(value: float, win_rate: float | None) -> tuple[State, str]:
    """How a coverage stands: too thin where winning all that is due would not do, or winning the
    usual share of it.
    """
    if value < 1:
        return State.LATE, _("not enough")
    if win_rate and value < 1 / win_rate:
        return State.WARNING, _("thin")
    return State.OK, _("enough")
