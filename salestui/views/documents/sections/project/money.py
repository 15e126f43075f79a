"""What a deal brings and costs: profit and loss, and its costs beside its budgets by stage."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from salestui.i18n import _
from salestui.metrics.costs.definitions import COST_FIGURES, PROFIT_FIGURES
from salestui.metrics.costs.profit import deal_profit
from salestui.metrics.costs.report import CostLine, CostReport, cost_report
from salestui.metrics.costs.selecting import CostLook
from salestui.metrics.costs.staging import with_stages
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import Figure
from salestui.model.focus import EVERYTHING
from salestui.model.period import ALL_TIME
from salestui.model.spending import Spending
from salestui.selling.costs.profit import deal_money
from salestui.selling.costs.rows import spending
from salestui.views.costs.lines import key_name, standing
from salestui.views.documents.basis import told
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
    Told,
    Total,
)
from salestui.views.documents.sections.listing import lacking, listed
from salestui.views.documents.sections.project.result import kind_of
from salestui.views.kpis import figure_kpi
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

_LOSSES = frozenset(("gross", "result"))
_SPENT = ("selling_cost", "received", "cash")
"""What of it a lost deal has: it brings nothing."""


def profit(look: ProjectLook, title: str = "") -> Section:
    """The lines of the profit and loss, a loss told as one; of a lost deal what was spent."""
    known = spending(look.state, look.inputs)
    figures = deal_profit(deal_money(look.state, look.deal, known, look.as_of))
    lost = kind_of(look) == "lost"
    shown = [meant for meant in PROFIT_FIGURES if not lost or meant.key in _SPENT]
    made = tuple(_profit(meant, figures[meant.key], look) for meant in shown)
    return Section("profit", title or _("Profit and loss"), (Figures(made),))


def _profit(meant: Definition, figure: Figure, look: ProjectLook) -> Told:
    one = _told(meant, figure, look)
    if meant.key in _LOSSES and figure.value is not None and figure.value < 0:
        return replace(one, state=State.LATE, word=_("a loss"))
    return one


def _told(meant: Definition, figure: Figure, look: ProjectLook) -> Told:
    return told(figure_kpi(meant, figure, look.style), figure.value, meant.unit)


def costs(look: ProjectLook, stays: pl.DataFrame | None = None) -> Section:
    """The deal's costs beside its budgets, stage by stage, with the reasons of overruns.

    Args:
        stays: in stages, for costs that name none, see ``metrics.history.stage_stays``.
    """
    title = _("Costs and budget")
    if missing := lacking(look.state, "costs", "budgets"):
        return Section("costs", title, needs=missing)
    whole, by_stage = costs_of_deal(look), costs_of_deal(look, "stage", stays)
    if not whole.lines:
        return Section("costs", title, needs=_("Nothing is spent or budgeted for it yet."))
    figures = _figures(whole, look)
    columns = (
        Column("stage", _("Stage")),
        Column("cost", _("Costs"), Form.MONEY, Total.SUM, bar=True),
        Column("budget", _("Budget"), Form.MONEY, Total.SUM),
        Column("spent", _("Spent of it"), Form.MONEY, Total.SUM),
        Column("variance", _("Over (+) or under (-)"), Form.MONEY, derived=_VARIANCE),
        Column("used", _("Used"), Form.SHARE, derived=_USED),
        Column("standing", _("Standing")),
    )
    rows = [_stage(line, look) for line in by_stage.lines]
    if all(line.figures["budget"].value is None for line in by_stage.lines):
        plain = [Row(row.cells[:2]) for row in rows]
        table = listed("costs", title, columns[:2], plain)
        return Section("costs", title, (figures, table) if rows else (figures,))
    table = listed("costs", title, columns, rows)
    says = _("What each stage cost beside its budget.")
    chart = Chart(ChartKind.TARGET, title, table.name, "stage", ("cost", "budget"), says)
    return Section("costs", title, (figures, chart, table))


_VARIANCE = Derived(Operation.DIFFERENCE, "spent", "budget")
_USED = Derived(Operation.QUOTIENT, "spent", "budget")


def costs_of_deal(
    look: ProjectLook, by: str = "deal", stays: pl.DataFrame | None = None
) -> CostReport:
    """Costs and budgets of the deal alone, over all the time.

    Args:
        stays: see ``costs``.
    """
    found = spending(look.state, look.inputs)
    own = pl.col("deal_row") == look.deal
    spent = None if found.costs is None else found.costs.filter(own)
    if spent is not None and stays is not None:
        spent = with_stages(spent, look.inputs.facts, stays, look.state.playbook)
    budgets = None if found.budgets is None else found.budgets.filter(own)
    whole = Spending(spent, budgets)
    return cost_report(CostLook(whole, look.inputs, EVERYTHING, ALL_TIME, look.as_of), by)


def _figures(report: CostReport, look: ProjectLook) -> Figures:
    """The deal's own sums: of the company's won amount and of other deals nothing is told."""
    tone, word = standing(report.whole["used"], report.whole["variance"])
    shown: tuple[str, ...] = ("cost", "budget", "spent", "variance", "used", "overruns")
    if report.whole["budget"].value is None:
        shown = ("cost", "budget")
    made = [_told(d, report.whole[d.key], look) for d in COST_FIGURES if d.key in shown]
    # The notes are the same for all that budgets are held against: once is enough.
    once = [m if m.key in ("cost", "budget") else replace(m, notes=()) for m in made]
    return Figures(
        tuple(replace(m, state=tone, word=word) if m.key == "variance" else m for m in once)
    )


def _stage(line: CostLine, look: ProjectLook) -> Row:
    figures = line.figures
    tone, word = standing(figures["used"], figures["variance"])
    values = (figures[key].value for key in ("cost", "budget", "spent", "variance", "used"))
    return Row((key_name(look.state, "stage", line.key), *values, word), tone)
