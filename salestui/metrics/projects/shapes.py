"""The shapes of what figures of projects are made of: the projects, and their rows on sheets."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.metrics.projects.duty import REPORTS
from salestui.metrics.projects.gates import GATES
from salestui.metrics.projects.risks import RISKS
from salestui.model.playbook import PHASES

PROJECTS: dict[str, pl.DataType] = {
    "deal": pl.Int64(),
    "title": pl.String(),
    "rep": pl.String(),
    "team": pl.String(),
    "status": pl.String(),
    "phase": pl.Enum(list(PHASES)),
    "level": pl.String(),
    "amount": pl.Float64(),
    "currency": pl.String(),
    "director": pl.String(),
    "began": pl.Date(),
    "closed": pl.Date(),
    "expected_close": pl.Date(),
    "stage_entered": pl.Date(),
    "report_days": pl.Int64(),
    "next_step": pl.String(),
    "next_date": pl.Date(),
}
"""Running projects. ``deal``: the ``_id``; ``phase``: null where its stage is none of the
playbook's; ``level``: code of its size band, null where its size is not known; ``director``: who
has the leading role now; ``began``: the day of his appointment, else of the deal's creation;
``report_days``: null where it need not report."""

TASKS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "task": pl.String(), "due": pl.Date(),
    "done": pl.Date(), "progress": pl.Float64(), "milestone": pl.Boolean(),
}  # fmt: skip

TEAM: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "member": pl.String(), "role": pl.String(),
    "from": pl.Date(), "to": pl.Date(),
}  # fmt: skip
"""``role``: a code of the playbook, null for roles that it does not know."""

STRATEGIES: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "element": pl.String(), "analysis": pl.String(),
    "target": pl.String(), "strategy": pl.String(),
}  # fmt: skip
"""``element``: one of the model's four codes."""

TALKS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "what": pl.String(), "frequency": pl.Float64(),
    "last_date": pl.Date(), "next_date": pl.Date(),
}  # fmt: skip
"""The plan of communication; ``frequency``: days from one talk to the next."""

CHECKS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "item": pl.String(), "due": pl.Date(),
    "checked": pl.Date(), "result": pl.String(),
}  # fmt: skip
"""The plan of quality; ``result``: a code of the model."""

DOCUMENTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "type": pl.String(), "name": pl.String(),
    "date": pl.Date(), "due": pl.Date(), "owner": pl.String(), "link": pl.String(),
    "filed": pl.Date(),
}  # fmt: skip
"""``type``: a code of the playbook's kinds of documents, null for others."""

OVERRUNS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "deal": pl.Int64(), "budget": pl.Float64(), "spent": pl.Float64(),
}  # fmt: skip
"""Budgets of deals that were spent up to a day, in one currency; ``_id`` on the budgets' sheet."""

DECIDERS: dict[str, pl.DataType] = {"deal": pl.Int64()}
"""The deals at whose customer somebody who decides is known."""

SHEETS: dict[str, dict[str, pl.DataType]] = {
    "tasks": TASKS, "budgets": OVERRUNS, "risks": RISKS, "weekly_reports": REPORTS,
    "gates": GATES, "deal_team": TEAM, "contacts": DECIDERS, "strategies": STRATEGIES,
    "communications": TALKS, "quality": CHECKS, "documents": DOCUMENTS,
}  # fmt: skip
"""The shape of each part of ``ProjectSheets``, by the entity that it comes from."""


@dataclass(frozen=True, slots=True, eq=False)
class ProjectSheets:
    """The rows of projects by entity, see ``SHEETS``; None where the workbook has no such sheet."""

    tasks: pl.DataFrame | None = None
    budgets: pl.DataFrame | None = None
    risks: pl.DataFrame | None = None
    weekly_reports: pl.DataFrame | None = None
    gates: pl.DataFrame | None = None
    deal_team: pl.DataFrame | None = None
    contacts: pl.DataFrame | None = None
    strategies: pl.DataFrame | None = None
    communications: pl.DataFrame | None = None
    quality: pl.DataFrame | None = None
    documents: pl.DataFrame | None = None

    def of(self, entity: str) -> pl.DataFrame:
        """The rows of an entity; none where there is no sheet."""
        found: pl.DataFrame | None = getattr(self, entity)
        return pl.DataFrame(schema=SHEETS[entity]) if found is None else found

    def missing(self) -> tuple[str, ...]:
        """The entities that there is no sheet for."""
        return tuple(name for name in SHEETS if getattr(self, name) is None)
