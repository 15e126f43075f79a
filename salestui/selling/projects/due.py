"""What is due in projects: weekly reports, actions against risks, planned gates, documents.

Each function gives ``row``, ``entity``, ``what``, ``who``, ``due``, ``rep`` and ``deal``, as
``selling.following.due_rows`` does; an empty frame where the workbook has no such sheet.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.i18n import label
from salestui.mapping.table import ID
from salestui.metrics.projects.duty import report_due
from salestui.metrics.projects.gates import planned_gates
from salestui.metrics.projects.health import duties
from salestui.metrics.projects.risks import open_risks
from salestui.metrics.projects.shapes import PROJECTS, ProjectSheets
from salestui.model.focus import EVERYTHING
from salestui.model.playbook import Project
from salestui.selling.projects import sheets
from salestui.selling.projects.portfolio import documents_due
from salestui.selling.projects.which import directors, running_projects
from salestui.selling.reference_links import ReferenceLinks

_NOTHING = pl.DataFrame(
    schema={
        "row": pl.Int64, "entity": pl.String, "what": pl.String, "who": pl.String,
        "due": pl.Date, "rep": pl.String, "deal": pl.Int64,
    }
)  # fmt: skip


def reports(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Weekly reports that projects of a level owe, where the workbook has a sheet of them."""
    told = sheets.report_rows(links)
    projects = _NOTHING if told is None else running_projects(links, EVERYTHING, as_of)
    if told is None or projects.is_empty():
        return _NOTHING
    owed = report_due(duties(projects), told, as_of)
    return owed.join(projects, on="deal", how="left", maintain_order="left").select(
        row="deal", entity=pl.lit("deals"), who="title", due="due",
        rep=pl.coalesce("director", "rep"), deal="deal",
    )  # fmt: skip


def risk_actions(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Open risks of deals that are not lost, by the day by which something is done about them."""
    told = sheets.risk_rows(links)
    if told is None:
        return _NOTHING
    still = _alive(links, open_risks(told, as_of)).drop_nulls("due")
    found = still.select(
        row=ID, entity=pl.lit("risks"), what="risk", due="due", rep="owner", deal="deal"
    )
    return _charged(links, found, as_of)


def gates(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Gates of deals that are not lost, planned for a day and not decided."""
    told = sheets.gate_rows(links)
    if told is None:
        return _NOTHING
    planned = _alive(links, planned_gates(told, as_of))
    found = planned.select(
        row=ID, entity=pl.lit("gates"), what="gate", due="due", rep="reviewer", deal="deal"
    )
    return _charged(links, found, as_of)


def documents(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Documents that are not there on the day that their row names, or the playbook's own rules.

    Rules that all playbooks share remind nobody: a team that says nothing of projects runs none.
    """
    told = sheets.document_rows(links)
    if told is None:
        return _NOTHING
    playbook = links.state.playbook
    ruled = playbook.method.project != Project()
    empty = pl.DataFrame(schema=PROJECTS)
    projects = running_projects(links, EVERYTHING, as_of) if ruled else empty
    parts = ProjectSheets(gates=sheets.gate_rows(links), documents=told)
    found = documents_due(links, projects, parts, as_of)
    dated = _alive(links, told).filter(
        pl.col("due").is_not_null() & pl.col("link").is_null() & pl.col("filed").is_null()
        & ~(pl.col("date") <= as_of).fill_null(value=False)
    )  # fmt: skip
    rest = dated.select("deal", "type", "name", "due", row=ID).join(found, on="row", how="anti")
    open_ones = found.filter(~pl.col("there")).select("deal", "type", "name", "due", "row")
    return _as_due(links, pl.concat([open_ones, rest.select(open_ones.columns)]), as_of)


def _as_due(links: ReferenceLinks, found: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Documents as what is due; one without a row is told of its deal."""
    names = {k.code: label(k.labels) for k in links.state.playbook.project.documents}
    kind = pl.col("type").replace_strict(
        list(names), list(names.values()), default=None, return_dtype=pl.String
    )
    told = sheets.document_rows(links)
    owners = pl.DataFrame(schema={"row": pl.Int64, "owner": pl.String})
    owners = owners if told is None else told.select("owner", row=ID)
    whose = found.join(owners, on="row", how="left", maintain_order="left")
    return _charged(
        links,
        whose.drop_nulls("due").select(
            row=pl.coalesce("row", "deal"),
            entity=pl.when(pl.col("row").is_null())
            .then(pl.lit("deals"))
            .otherwise(pl.lit("documents")),
            what=pl.coalesce("name", kind),
            due="due",
            rep="owner",
            deal="deal",
        ),
        as_of,
    )


def _charged(links: ReferenceLinks, found: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What is due with ``rep``: who is named, else the director of the project, else its rep."""
    deals = links.state.live("deals")
    owners = pl.DataFrame(schema={"deal": pl.Int64, "owner": pl.String})
    if deals is not None and deals.schema.get("owner") == pl.String:
        owners = deals.select("owner", deal=pl.col(ID).cast(pl.Int64))
    whose = found.join(directors(links, as_of), on="deal", how="left", maintain_order="left")
    whose = whose.join(owners, on="deal", how="left", maintain_order="left")
    rep = pl.coalesce("rep", "director", "owner")
    return whose.with_columns(rep=rep).select(found.columns)


def _alive(links: ReferenceLinks, found: pl.DataFrame) -> pl.DataFrame:
    """Those of deals that are not lost."""
    state = links.state
    deals = state.live("deals")
    if deals is None or deals.schema.get("stage") != pl.String:
        return found
    names = deals["stage"].drop_nulls().unique().to_list()
    over = [n for n in names if (stage := state.playbook.stage(n)) and stage.kind == "lost"]
    lost = deals.filter(pl.col("stage").is_in(over)).select(deal=pl.col(ID).cast(pl.Int64))
    return found.join(lost, on="deal", how="anti")
