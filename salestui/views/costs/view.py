"""The screen of costs and budgets as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from salestui.i18n import N_, _, label
from salestui.metrics.costs.definitions import COST_FIGURES
from salestui.metrics.costs.months import CostMonth, cost_months
from salestui.metrics.costs.report import CostLine, CostReport, cost_report
from salestui.metrics.costs.selecting import CostLook
from salestui.metrics.costs.staging import with_stages
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import note
from salestui.model.spending import Spending
from salestui.selling.costs.rows import spending
from salestui.views.costs.lines import (
    CostRow,
    MonthRow,
    OverrunRow,
    cost_row,
    dimension_title,
    key_name,
    month_rows,
    overrun_row,
)
from salestui.views.formats import Style, say
from salestui.views.home.area import scope_of
from salestui.views.kpis import Kpi
from salestui.views.names import entity_name, period_name
from salestui.views.past.looking_back import Present
from salestui.views.states import State
from salestui.views.told import Told

LINE = "line:"
"""What the keys of lines begin with where they are explained."""

SPENT_OF = N_("spent {spent} of a budget of {budget}")
_VARIANCE = next(d for d in COST_FIGURES if d.key == "variance")


@dataclass(frozen=True, slots=True)
class CostsView:
    """Costs of a period beside budgets.

    Attributes:
        by: what the lines are; ``title`` says it.
        figures: of the strip; ``told`` explains them and, by ``LINE`` and their key, the lines.
        months: the latest first; ``course``: the same as numbers, the earliest first.
        missing: entities whose sheet the workbook lacks.
        needs: why no lines are listed; empty where some are.
    """

    by: str
    title: str
    period: str
    lines: tuple[CostRow, ...]
    overruns: tuple[OverrunRow, ...]
    months: tuple[MonthRow, ...]
    course: tuple[CostMonth, ...]
    figures: tuple[Kpi, ...]
    missing: tuple[str, ...]
    needs: str
    told: Told
    style: Style
    report: CostReport

    def line_keys(self) -> list[str]:
        """The keys of all lines, as ``told`` has them."""
        return [LINE + row.key for row in self.lines]


def look_of(present: Present, stays: pl.DataFrame | None) -> CostLook:
    """What figures of costs look at.

    Args:
        stays: in stages, for costs that name none, see ``metrics.history.stage_stays``.
    """
    state, inputs = present.state, present.inputs
    found = spending(state, inputs)
    if stays is not None and found.costs is not None:
        staged = with_stages(found.costs, inputs.facts, stays, state.playbook)
        found = Spending(staged, found.budgets)
    return CostLook(found, inputs, present.focus, present.period, present.as_of)


def costs_view(present: Present, stays: pl.DataFrame | None, by: str, style: Style) -> CostsView:
    """Work the costs of a period out. Blocks: a worker's work."""
    state = present.state
    look = look_of(present, stays)
    report = cost_report(look, by)
    told, course = _told(present, report, by, style), cost_months(look)
    missing = tuple(name for name in ("costs", "budgets") if state.rows(name) is None)
    return CostsView(
        by=by,
        title=dimension_title(by),
        period=period_name(present.period),
        lines=tuple(cost_row(state, by, line, style) for line in report.lines),
        overruns=tuple(overrun_row(state, over, style) for over in report.overruns),
        months=month_rows(course[::-1], style),
        course=course,
        figures=tuple(_standing(k, report) for k in told.kpis(style) if not _of_line(k.key)),
        missing=missing,
        needs=_needs(missing, report),
        told=told,
        style=style,
        report=report,
    )


def _needs(missing: tuple[str, ...], report: CostReport) -> str:
    if "costs" in missing:
        return _("no sheet of {names} yet: n adds it").format(names=entity_name("costs"))
    if report.lines:
        return ""
    return _("nothing was spent or budgeted in this period: t chooses another, n adds a cost")


def _of_line(key: str) -> bool:
    return key.startswith(LINE)


def _standing(kpi: Kpi, report: CostReport) -> Kpi:
    """The figure with how it stands, where it says so."""
    value = report.whole[kpi.key].value
    if kpi.key == "variance" and value is not None:
        over = value > 0
        word = _("over budget") if over else _("within")
        shown = f"+{kpi.value}" if over else kpi.value
        return replace(kpi, value=shown, severity=State.LATE if over else State.OK, word=word)
    if kpi.key == "overruns" and value:
        unsaid = sum(not over.reasons for over in report.overruns)
        word = _("{n} without a reason").format(n=unsaid) if unsaid else ""
        return replace(kpi, severity=State.WARNING, word=word)
    return kpi


def _told(present: Present, report: CostReport, by: str, style: Style) -> Told:
    """What explains the figures, and the variance of each line."""
    as_of = _("as of {day}").format(day=present.as_of.isoformat())
    budgets = tuple(dict.fromkeys(b for line in report.lines for b in line.budgets))
    behind = {
        "cost": ("costs", report.costs),
        "cost_ratio": ("costs", report.costs),
        "overruns": ("budgets", tuple(over.budget for over in report.overruns)),
        **dict.fromkeys(("budget", "spent", "variance", "used"), ("budgets", budgets)),
    }
    definitions = [*COST_FIGURES]
    figures = dict(report.whole)
    for line in report.lines:
        meant = _line_definition(present, by, line)
        definitions.append(meant)
        figures[meant.key] = line.figures["variance"]
        rows = ("budgets", line.budgets) if line.budgets else ("costs", line.costs)
        budget, spent = line.figures["budget"].value, line.figures["spent"].value
        if budget is not None and spent is not None:
            said = note(SPENT_OF, spent=style.exact_money(spent), budget=style.exact_money(budget))
            figures[meant.key] = figures[meant.key].noted(said)
        else:
            figures[meant.key] = line.figures["cost"].noted(line.figures["variance"].reason)
            rows = ("costs", line.costs)
        behind[meant.key] = rows
    span = f"{period_name(present.period)} · {as_of}"
    return Told(figures, behind, tuple(definitions), span, scope_of(present))


def _line_definition(present: Present, by: str, line: CostLine) -> Definition:
    """The definition of a line's variance, or of its cost where no budget is set."""
    name = key_name(present.state, by, line.key)
    budgeted = line.figures["variance"].value is not None
    meant = _VARIANCE if budgeted else COST_FIGURES[0]
    return replace(meant, key=LINE + line.key, en=f"{name} · {meant.en}", zh=f"{name} · {meant.zh}")


def notes_of(view: CostsView) -> str:
    """What is to be known of the figures, in one line."""
    figures = (view.report.whole[key] for key in ("cost", "variance"))
    notes = dict.fromkeys(n for figure in figures for n in figure.notes)
    return " · ".join(say(one) for one in notes)


def headings() -> tuple[str, ...]:
    """The names of the table's columns after the first."""
    names = {d.key: label(d.labels) for d in COST_FIGURES}
    return (*(names[k] for k in ("cost", "budget", "spent", "variance", "used")), _("Standing"))


def overrun_headings() -> tuple[str, ...]:
    """The names of the columns of overruns between what it is and why."""
    return (_("Period"), _("Budget"), _("Spent"), _("Over"), _("Over budget"))


def month_headings() -> tuple[str, ...]:
    """The names of the columns of months."""
    return (_("Costs"), _("Won"), _("Cost ratio"))
