"""The figures of a portfolio, with the rows behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from salestui.metrics.currencies import currencies, mixed
from salestui.metrics.figure import Figure, na
from salestui.metrics.projects import reasons
from salestui.metrics.projects.duty import Kept, summed
from salestui.metrics.projects.gates import gates_on_time
from salestui.metrics.projects.thresholds import THRESHOLDS, Health

Behind = tuple[str, tuple[int, ...]]
"""An entity, and its ``_id`` behind a figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What the figures are made of.

    Attributes:
        projects: see ``shapes.PROJECTS``.
        health: see ``health.health``.
        risks: open ones, see ``risks.OPEN_RISKS``; None without a sheet.
        judged: see ``gates.judged_gates``; None without a sheet.
        kept: by deal, see ``duty.compliance``; None without a sheet.
        undirected: the deals without a director; None without a sheet of teams.
    """

    projects: pl.DataFrame
    health: pl.DataFrame
    risks: pl.DataFrame | None
    judged: pl.DataFrame | None
    kept: Mapping[int, Kept] | None
    undirected: tuple[int, ...] | None


def project_figures(found: Measured) -> tuple[dict[str, Figure], dict[str, Behind]]:
    """The figures by the keys of ``definitions.PROJECT_FIGURES``, and the rows behind each."""
    figures: dict[str, Figure] = {}
    behind: dict[str, Behind] = {"projects": ("deals", tuple(found.projects["deal"]))}
    figures["projects"] = Figure(found.projects.height)
    for health in Health:
        rows = found.health.filter(pl.col("health") == int(health))["deal"]
        figures[health.code] = Figure(rows.len())
        behind[health.code] = ("deals", tuple(rows))
    figures["at_risk"] = _at_risk(found)
    behind["at_risk"] = behind["red"]
    figures["report_compliance"] = (
        na(reasons.NO_REPORTS_SHEET) if found.kept is None else summed(found.kept.values()).rate
    )
    missed = tuple(row for row, k in (found.kept or {}).items() if k.on_time < k.due)
    behind["report_compliance"] = ("deals", missed)
    figures["gates_on_time"] = (
        na(reasons.NO_GATES_SHEET) if found.judged is None else gates_on_time(found.judged)
    )
    behind["gates_on_time"] = ("gates", _rows(found.judged))
    high = None if found.risks is None else found.risks.filter(_high())
    figures["high_risks"] = na(reasons.NO_RISKS_SHEET) if high is None else Figure(high.height)
    behind["high_risks"] = ("risks", _rows(high))
    figures["no_director"] = (
        na(reasons.NO_TEAM_SHEET) if found.undirected is None else Figure(len(found.undirected))
    )
    behind["no_director"] = ("deals", found.undirected or ())
    return figures, behind


def _at_risk(found: Measured) -> Figure:
    named = currencies(found.projects)
    if len(named) > 1:
        return mixed(named)
    red = found.projects.join(
        found.health.filter(pl.col("health") == int(Health.RED)), on="deal", how="semi"
    )
    if red.height and red["amount"].null_count() == red.height:
        return na(reasons.NO_AMOUNTS)
    return Figure(float(red["amount"].sum()))


def _high() -> pl.Expr:
    return pl.col("score") >= THRESHOLDS.risk_red


def _rows(found: pl.DataFrame | None) -> tuple[int, ...]:
    return () if found is None else tuple(found["_id"])
