"""How metrics, scopes and numbers of targets read, in the current language."""

from __future__ import annotations

from enum import StrEnum

from salestui.i18n import _, label
from salestui.mapping.targets import Scope
from salestui.model.entities.targets import METRIC
from salestui.model.period import Period, PeriodKind
from salestui.selling.targets.lines import WORKBOOK
from salestui.selling.targets.matrix import COMPANY
from salestui.views.formats import not_available, style
from salestui.views.names import dimension_name

LOCKED = "L"
"""Stands before a locked target."""


class Measure(StrEnum):
    """What the cells show."""

    TARGET = "target"
    ACTUAL = "actual"
    ATTAINMENT = "attainment"
    ALL = "all"


def metric_name(metric: str) -> str:
    """A metric in the current language; the team's own as it is."""
    choice = METRIC.choice(metric)
    return label(choice.labels) if choice is not None else metric


def counted(metric: str) -> str:
    """How what was reached of a metric is counted."""
    return {
        "revenue": _("Amounts of won deals, by the day they were closed."),
        "units": _("Quantities of won deals, by the day they were closed."),
        "new customers": _("Customers by the month of their first won deal."),
        "new deals": _("Deals by the day they were created."),
        "activities": _("Activities by their day and owner."),
    }.get(metric, _("The workbook keeps nothing that this metric could be counted from."))


def measure_name(measure: Measure) -> str:
    """What the cells show, in words."""
    return {
        Measure.TARGET: _("target"),
        Measure.ACTUAL: _("actual"),
        Measure.ATTAINMENT: _("attainment"),
        Measure.ALL: _("target | actual | attainment"),
    }[measure]


def scope_name(scope: Scope) -> str:
    """Whose target it is."""
    kind, name = scope
    if scope == COMPANY:
        return _("company")
    return name if kind in ("rep", "team", WORKBOOK) else f"{name} ({dimension_name(kind)})"


def short_period(period: Period) -> str:
    """The title of a column: the month, the quarter or the half alone."""
    if period.kind is PeriodKind.MONTH:
        return style().month(period.start)
    return period.key.rpartition("-")[2]


def amount(value: float | None, missing: str | None = None) -> str:
    """A target's number in full; ``missing`` (n/a) where there is none."""
    if value is None:
        return not_available() if missing is None else missing
    return f"{value:,.2f}".removesuffix(".00")


def share(reached: float | None, target: float | None, missing: str | None = None) -> str:
    """Attainment; ``missing`` (n/a) where there is no target, or nothing tells what was reached."""
    if reached is None or not target:
        return not_available() if missing is None else missing
    return style().percent(reached / target)
