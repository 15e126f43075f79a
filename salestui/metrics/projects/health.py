"""How each project stands: green, amber or red, by the worst of its reasons.

What the workbook has no sheet for is not held against anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from salestui.metrics.projects import causes
from salestui.metrics.projects.duty import report_due
from salestui.metrics.projects.gates import planned_gates
from salestui.metrics.projects.shapes import ProjectSheets
from salestui.metrics.projects.thresholds import Health

LOOKED_AT = (
    "tasks", "budgets", "risks", "weekly_reports", "gates", "deal_team", "contacts", "strategies",
    "communications", "quality",
)  # fmt: skip
"""The sheets whose absence leaves something out of the health."""


def sheet_reasons(sheets: ProjectSheets, as_of: date) -> pl.DataFrame:
    """What single sheets make amber or red, whatever the project: see ``causes.REASONS``."""
    return pl.concat(
        [
            causes.overdue_work(sheets.of("tasks"), as_of),
            causes.overspent(sheets.of("budgets")),
            causes.risky(sheets.of("risks"), as_of),
            causes.gates_passed(planned_gates(sheets.of("gates"), as_of)),
            causes.untalked(sheets.of("communications"), as_of),
            causes.unsound(sheets.of("quality"), as_of),
        ]
    )


def project_reasons(
    projects: pl.DataFrame, sheets: ProjectSheets, missing: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """What the projects themselves and their duties make amber or red, see ``causes.REASONS``.

    Args:
        projects: see ``shapes.PROJECTS``.
        missing: what ``missing_roles`` gives.
    """
    found = [causes.steps_overdue(projects, as_of)]
    if sheets.weekly_reports is not None:
        found.append(causes.unreported(report_due(duties(projects), sheets.weekly_reports, as_of)))
    if sheets.deal_team is not None:
        found.append(causes.undirected(projects, missing.filter("leads")))
        found.append(causes.understaffed(projects, missing.filter(~pl.col("leads"))))
    if sheets.contacts is not None:
        found.append(causes.undecided(projects, sheets.contacts))
    if sheets.strategies is not None:
        found.append(causes.unplanned(projects, sheets.strategies))
    return pl.concat(found)


def worst_first(found: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Reasons put together, the worst of each project first."""
    whole = pl.concat(found)
    return whole.sort("level", "cause", descending=[True, False], maintain_order=True)


def health(projects: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """``deal``, ``health`` (a ``Health``) and ``cause`` (null where it is green), in the order of
    the projects.

    Args:
        found: see ``worst_first``.
    """
    worst = found.group_by("deal", maintain_order=True).agg(
        pl.col("level").first().alias("health"), pl.col("cause").first()
    )
    told = projects.select("deal").join(worst, on="deal", how="left", maintain_order="left")
    return told.with_columns(pl.col("health").fill_null(int(Health.GREEN)))


def duties(projects: pl.DataFrame) -> pl.DataFrame:
    """Who has to report how often, see ``duty.DUTIES``."""
    return projects.select("deal", "report_days", "began", ended="closed")


def missing_roles(
    projects: pl.DataFrame, team: pl.DataFrame, needed: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """The roles that projects of their level need and nobody has on a day, or will have.

    Args:
        team: see ``shapes.TEAM``.
        needed: ``level``, ``code``, ``role`` (what it is called) and ``leads`` (whether it is the
            director's), a row for each that a level needs.

    Returns:
        ``deal``, ``role`` and ``leads``, in the order of the projects and of ``needed``.
    """
    there = team.filter((pl.col("to") >= as_of).fill_null(value=True))
    there = there.drop_nulls(["role", "member"]).select("deal", code="role").unique()
    asked = projects.select("deal", "level").join(needed, on="level", maintain_order="left_right")
    return asked.join(there, on=["deal", "code"], how="anti").select("deal", "role", "leads")
