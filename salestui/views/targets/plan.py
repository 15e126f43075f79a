"""A plan for targets as a preview: before and after, the sum, and what to know."""

from __future__ import annotations

from math import isfinite

from salestui.i18n import _
from salestui.plain_text import short
from salestui.selling.targets.plans import Method, Plan
from salestui.views.formats import say
from salestui.views.names import period_name
from salestui.views.plain_table import aligned
from salestui.views.targets.texts import LOCKED, amount, scope_name

_MOST = 100.0


def method_name(method: Method) -> str:
    """A method of breaking down, as it is chosen."""
    return {
        Method.SEASON: _("periods: by last year's season"),
        Method.WORKDAYS: _("periods: by working days"),
        Method.EVENLY: _("periods: evenly"),
        Method.PEOPLE_HISTORY: _("the level below: by last year's shares"),
        Method.PEOPLE_EVENLY: _("the level below: evenly"),
        Method.REPS_HISTORY: _("straight to reps: by last year's shares"),
        Method.REPS_EVENLY: _("straight to reps: evenly"),
    }[method]


def plan_text(plan: Plan) -> str:
    """The shares before and after, their sum, and the plan's notes."""
    people = len({step.scope for step in plan.shown}) > 1
    periods = len({step.period for step in plan.shown}) > 1
    rows = [("", _("before"), _("after"), "")]
    for step in plan.shown:
        names = [short(scope_name(step.scope), 24)] if people or not periods else []
        names += [period_name(step.period)] if periods or not people else []
        name = " ".join(names)
        rows.append((name, amount(step.before, "–"), amount(step.after, "–"), _lock(step.locked)))
    before = sum(step.before or 0.0 for step in plan.shown)
    rows.append((_("Sum"), amount(before), amount(plan.total), ""))
    notes = [say(told) for told in plan.notes]
    return "\n".join([*notes, aligned(rows, {1, 2})])


def read_growth(text: str) -> float | None:
    """``8``, ``8 %`` or ``-2.5%`` as a fraction; None where it is no percentage."""
    try:
        growth = float(text.strip().rstrip("%％").strip()) / 100
    except ValueError:
        return None
    return growth if isfinite(growth) and abs(growth) <= _MOST else None


def usual_unit(amount: float) -> float:
    """A rounding unit that leaves an amount about four digits; 1 for small ones."""
    return next((unit for unit in (10_000.0, 1_000.0, 100.0) if amount >= unit * 1_000), 1.0)


def _lock(locked: bool) -> str:
    return LOCKED if locked else ""
