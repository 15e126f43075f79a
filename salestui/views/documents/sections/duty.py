"""Sales projects: how they stand, and whether the duty to report weekly is kept."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.projects.definitions import PROJECT_FIGURES
from salestui.metrics.projects.duty import Kept
from salestui.views.documents.basis import Basis, told
from salestui.views.documents.document import (
    Block,
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
from salestui.views.documents.needing import no_sheet
from salestui.views.documents.sections.listing import listed
from salestui.views.portfolio.lines import project_lines, report_text
from salestui.views.portfolio.view import PortfolioView, portfolio_view
from salestui.views.portfolio.words import told_reason
from salestui.views.states import State

MOST = 15
"""Projects that are listed, those that stand worst first."""


def projects(basis: Basis) -> tuple[Section, ...]:
    """The projects that are not green and the duty to report; nothing where no deal runs as one."""
    view = portfolio_view(basis.present, basis.style)
    if view.needs:
        return ()
    return _standing(view, basis), _duty(view, basis)


def _standing(view: PortfolioView, basis: Basis) -> Section:
    figures = tuple(
        told(kpi, view.found.figures[kpi.key].value, meant.unit)
        for kpi, meant in zip(view.figures, PROJECT_FIGURES, strict=True)
    )
    blocks: list[Block] = [Figures(figures)]
    if (table := _projects(view, basis)).rows:
        blocks.append(table)
    return Section("projects", _("Sales projects"), tuple(blocks))


def _projects(view: PortfolioView, basis: Basis) -> Table:
    """Red and amber ones with their worst reason."""
    found, present = view.found, basis.present
    height = found.projects.height
    lines = project_lines(found, present.state.playbook, present.as_of, basis.style, height)
    pressing = [line for line in lines if line.severity is not State.OK]
    why = {row["deal"]: row for row in reversed(found.reasons.to_dicts())}
    amounts = dict(found.projects.select("deal", "amount").iter_rows())
    columns = (
        Column("project", _("Project")),
        Column("health", _("Health")),
        Column("phase", _("Phase")),
        Column("director", _("Director")),
        Column("amount", _("Amount"), Form.MONEY),
        Column("why", _("Why")),
        Column("gate", _("Next gate")),
        Column("since", _("Since the last report")),
    )
    rows = [
        Row(
            (
                line.title, line.health, line.phase, line.director, amounts[line.deal],
                told_reason(why[line.deal], basis.style), line.gate, line.since,
            ),
            line.severity,
        )
        for line in pressing
    ]  # fmt: skip
    return listed("projects", _("Projects that are not green"), columns, rows, MOST)


_ON_TIME = Derived(Operation.QUOTIENT, "on_time", "due")


def _duty(view: PortfolioView, basis: Basis) -> Section:
    """Project by project: how many reports were due in the period, and how many came in time."""
    title, found = _("Duty to report"), view.found
    if found.sheets.weekly_reports is None:
        return Section("duty", title, needs=no_sheet("weekly_reports"))
    if found.reports.is_empty():
        needs = _("No project of this level has to report weekly.")
        return Section("duty", title, needs=needs)
    columns = (
        Column("project", _("Project")),
        Column("director", _("Director")),
        Column("last", _("Last report"), Form.DAY),
        Column("next", _("Next report")),
        Column("due", _("Reports due"), Form.COUNT, Total.SUM),
        Column("on_time", _("In time"), Form.COUNT, Total.SUM),
        Column("rate", _("Reports on time"), Form.SHARE, derived=_ON_TIME),
        Column("standing", _("Standing")),
    )
    owed = found.reports.join(
        found.projects.select("deal", "title", "director"), on="deal", maintain_order="left"
    ).sort(pl.col("late"), descending=True, maintain_order=True)
    rows = []
    for duty in owed.iter_rows(named=True):
        kept = found.kept.get(duty["deal"], Kept())
        late = duty["late"] > 0
        cells = (
            duty["title"] or "", duty["director"] or "", duty["reported"],
            report_text(duty, basis.present.as_of), kept.due, kept.on_time, kept.rate.value,
            _("overdue") if late else _("in time"),
        )  # fmt: skip
        rows.append(Row(cells, State.LATE if late else State.OK))
    return Section("duty", title, (listed("duty", title, columns, rows),))
