"""All running projects of a book on a day: how each stands, and what is due in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.figure import Figure
from salestui.metrics.inputs import Inputs
from salestui.metrics.projects.documents import due_documents
from salestui.metrics.projects.duty import Kept, compliance, last_reports, report_due
from salestui.metrics.projects.figures import Behind, Measured, project_figures
from salestui.metrics.projects.gates import judged_gates, planned_gates
from salestui.metrics.projects.health import (
    duties,
    health,
    missing_roles,
    project_reasons,
    sheet_reasons,
    worst_first,
)  # fmt: skip
from salestui.metrics.projects.risks import open_risks
from salestui.metrics.projects.shapes import ProjectSheets
from salestui.metrics.projects.thresholds import Cause
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period
from salestui.selling.changes import language
from salestui.selling.projects import sheets as rows
from salestui.selling.projects.documents import document_rules
from salestui.selling.projects.phase_ends import phase_ends
from salestui.selling.projects.which import running_projects
from salestui.selling.reference_links import ReferenceLinks


@dataclass(frozen=True, slots=True, eq=False)
class Portfolio:
    """Projects, and what is known of them.

    Attributes:
        projects: see ``shapes.PROJECTS``.
        sheets: their rows; None where the workbook has no such sheet.
        reasons: see ``causes.REASONS``.
        health: see ``health.health``.
        reports: see ``duty.report_due``; none without a sheet of weekly reports.
        written: see ``duty.last_reports``.
        documents: see ``documents.DUE_DOCUMENTS``; none without a sheet of documents.
        planned: see ``gates.planned_gates``; ``judged`` see ``gates.judged_gates``.
        risks: open ones, see ``risks.OPEN_RISKS``.
        kept: the duty to report in the period, by deal.
        figures, behind: see ``figures.project_figures``.
    """

    projects: pl.DataFrame
    sheets: ProjectSheets
    reasons: pl.DataFrame
    health: pl.DataFrame
    reports: pl.DataFrame
    written: pl.DataFrame
    documents: pl.DataFrame
    planned: pl.DataFrame
    judged: pl.DataFrame
    risks: pl.DataFrame
    kept: Mapping[int, Kept]
    figures: Mapping[str, Figure]
    behind: Mapping[str, Behind]


def portfolio(
    links: ReferenceLinks, inputs: Inputs, focus: Focus, period: Period, as_of: date
) -> Portfolio:
    """The projects of the focus on a day; the duty to report and gates in time are of a period.

    Args:
        inputs: made from the state of ``links``.
    """
    projects = running_projects(links, focus, as_of)
    sheets = project_sheets(links, inputs, projects, as_of)
    team = sheets.of("deal_team")
    lacking = missing_roles(projects, team, _needed_roles(links), as_of)
    told_by = (
        sheets.tasks, sheets.budgets, sheets.risks, sheets.gates, sheets.communications,
        sheets.quality,
    )  # fmt: skip
    key = ("projects", "reasons", as_of.isoformat())
    own = links.state.folds.made(key, told_by, lambda: sheet_reasons(sheets, as_of))
    why = worst_first([own, project_reasons(projects, sheets, lacking, as_of)])
    stand = health(projects, why)
    told, owed = sheets.of("weekly_reports"), duties(projects)
    reported = sheets.weekly_reports is not None
    kept = _compliance(links, owed, told, period, as_of) if reported else {}
    still = open_risks(sheets.of("risks"), as_of)
    judged = judged_gates(sheets.of("gates"), period, as_of)
    nobody = why.filter(pl.col("cause") == str(Cause.DIRECTOR))["deal"]
    figures, behind = project_figures(
        Measured(
            projects, stand,
            None if sheets.risks is None else still,
            None if sheets.gates is None else judged,
            kept if reported else None,
            None if sheets.deal_team is None else tuple(nobody),
        )
    )  # fmt: skip
    return Portfolio(
        projects, sheets, why, stand,
        report_due(owed if reported else owed.clear(), told, as_of),
        last_reports(told, as_of),
        documents_due(links, projects, sheets, as_of),
        planned_gates(sheets.of("gates"), as_of), judged, still, kept, figures, behind,
    )  # fmt: skip


def project_sheets(
    links: ReferenceLinks, inputs: Inputs, projects: pl.DataFrame, as_of: date
) -> ProjectSheets:
    """The rows of these projects alone."""

    folds = links.state.folds
    deals = folds.same(("projects", "deal"), projects["deal"])

    def own(entity: str, frame: pl.DataFrame | None) -> pl.DataFrame | None:
        if frame is None:
            return None
        chosen = deals.to_frame()
        key = (entity, "projects", "own")
        return folds.made(key, (frame, deals), lambda: frame.join(chosen, on="deal", how="semi"))

    return _sheets(links, inputs, as_of, own)


def one_project(
    links: ReferenceLinks, inputs: Inputs, deal: int, as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """``Portfolio.health`` and ``Portfolio.reasons`` of one deal alone; empty where it is no
    running project.
    """
    projects = running_projects(links, EVERYTHING, as_of).filter(pl.col("deal") == deal)

    def own(_entity: str, frame: pl.DataFrame | None) -> pl.DataFrame | None:
        return None if frame is None else frame.filter(pl.col("deal") == deal)

    sheets = _sheets(links, inputs, as_of, own)
    lacking = missing_roles(projects, sheets.of("deal_team"), _needed_roles(links), as_of)
    told = project_reasons(projects, sheets, lacking, as_of)
    why = worst_first([sheet_reasons(sheets, as_of), told])
    stand = health(projects, why)
    return stand, why.join(stand, on="deal", how="semi")


def _sheets(
    links: ReferenceLinks,
    inputs: Inputs,
    as_of: date,
    own: Callable[[str, pl.DataFrame | None], pl.DataFrame | None],
) -> ProjectSheets:
    """The sheets of projects; ``own`` leaves of each the rows that are wanted."""
    return ProjectSheets(
        tasks=own("tasks", rows.task_rows(links)),
        budgets=own("budgets", rows.overrun_rows(links, inputs, as_of)),
        risks=own("risks", rows.risk_rows(links)),
        weekly_reports=own("weekly_reports", rows.report_rows(links)),
        gates=own("gates", rows.gate_rows(links)),
        deal_team=own("deal_team", rows.team_rows(links)),
        contacts=own("contacts", rows.decider_rows(links)),
        strategies=own("strategies", rows.strategy_rows(links)),
        communications=own("communications", rows.talk_rows(links)),
        quality=own("quality", rows.check_rows(links)),
        documents=own("documents", rows.document_rows(links)),
    )


def documents_due(
    links: ReferenceLinks, projects: pl.DataFrame, sheets: ProjectSheets, as_of: date
) -> pl.DataFrame:
    """The documents that projects have to have, see ``documents.DUE_DOCUMENTS``; none without a
    sheet of documents.
    """
    playbook = links.state.playbook
    rules = document_rules(playbook)
    there = sheets.documents
    asked = projects if there is not None else projects.clear()
    ends = phase_ends(playbook, projects, sheets.of("gates"))
    return due_documents(asked, sheets.of("documents"), rules, ends, as_of)


def _needed_roles(links: ReferenceLinks) -> pl.DataFrame:
    """The roles that a level needs besides that of the deal's owner, see ``missing_roles``."""
    playbook, spoken = links.state.playbook, language(links.state)
    found = [
        (level, role.code, role.labels[spoken], role.code == playbook.project.director)
        for role in playbook.lists.roles
        if role.code != "owner"
        for level in role.levels
    ]
    schema = {"level": pl.String, "code": pl.String, "role": pl.String, "leads": pl.Boolean}
    return pl.DataFrame(found, schema=schema, orient="row")


def _compliance(
    links: ReferenceLinks, owed: pl.DataFrame, told: pl.DataFrame, period: Period, as_of: date
) -> Mapping[int, Kept]:
    """The duty to report, worked out again only where a duty or a report is another one."""
    folds = links.state.folds
    parts = tuple(
        folds.same(("projects", kind, name), frame[name])
        for kind, frame in (("duty", owed), ("report", told.select("deal", "date")))
        for name in frame.columns
    )
    key = ("projects", "compliance", period.key, as_of.isoformat())
    return folds.made(key, parts, lambda: compliance(owed, told, period, as_of))
