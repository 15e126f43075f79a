"""The rows of the sheets that projects are worked with, in one shape, each with its deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.costs.overruns import spent_of
from salestui.metrics.inputs import Inputs
from salestui.metrics.projects.duty import REPORTS
from salestui.metrics.projects.gates import GATES
from salestui.metrics.projects.risks import RISKS
from salestui.metrics.projects.shapes import (
    CHECKS,
    DOCUMENTS,
    OVERRUNS,
    STRATEGIES,
    TALKS,
    TASKS,
    TEAM,
)  # fmt: skip
from salestui.model.entities import entity as entity_of
from salestui.model.playbook import named
from salestui.model.spending import Spending
from salestui.selling.costs.rows import spending
from salestui.selling.reference_links import ReferenceLinks


def task_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The tasks of deals, see ``TASKS``; None where the workbook has no such sheet."""
    return _rows(links, "tasks", TASKS)


def risk_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The risks of deals, see ``metrics.projects.risks.RISKS``; None without a sheet."""
    return _rows(links, "risks", RISKS)


def gate_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The gates of deals, see ``metrics.projects.gates.GATES``; None without a sheet."""
    return _rows(links, "gates", GATES)


def report_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The weekly reports, see ``metrics.projects.duty.REPORTS``; None without a sheet."""
    return _rows(links, "weekly_reports", REPORTS)


def strategy_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The matrices of strategies, see ``STRATEGIES``; None without a sheet."""
    return _rows(links, "strategies", STRATEGIES)


def talk_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The plans of communication, see ``TALKS``; None without a sheet."""
    return _rows(links, "communications", TALKS)


def check_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The plans of quality, see ``CHECKS``; None without a sheet."""
    return _rows(links, "quality", CHECKS)


def team_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The teams of deals, see ``TEAM``; None without a sheet."""
    roles = links.state.playbook.lists.roles

    def code(text: str) -> str | None:
        role = named(roles, text)
        return role.code if role is not None else None

    return _rows(links, "deal_team", TEAM, {"role": code})


def document_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The documents of deals, see ``DOCUMENTS``; None without a sheet."""
    kinds = links.state.playbook.project.documents

    def code(text: str) -> str | None:
        kind = named(kinds, text)
        return kind.code if kind is not None else None

    return _rows(links, "documents", DOCUMENTS, {"type": code})


def _rows(
    links: ReferenceLinks,
    entity: str,
    schema: Mapping[str, pl.DataType],
    meant: Mapping[str, Callable[[str], str | None]] | None = None,
) -> pl.DataFrame | None:
    """The rows of an entity that belong to a deal, made again only when they change.

    Args:
        meant: by column, the code that a text means; columns of choices mean the model's codes.
    """
    state = links.state
    frame = state.live(entity)
    if frame is None:
        return None
    told = links.of(entity, "deal")

    def make() -> pl.DataFrame:
        linked = told.drop_nulls("to").select(pl.col(ID).cast(pl.Int64), deal="to")
        plain = frame.select(
            _column(frame, entity, name, kind, (meant or {}).get(name))
            for name, kind in schema.items()
            if name != "deal"
        )
        return plain.join(linked, on=ID, maintain_order="left").select(list(schema))

    parts = (frame, told, state.playbook)
    return state.folds.made((entity, "projects", "rows"), parts, make)


def _column(
    frame: pl.DataFrame,
    entity: str,
    name: str,
    kind: pl.DataType,
    meant: Callable[[str], str | None] | None,
) -> pl.Series:
    """A column in its kind: texts without blanks, choices as codes; nulls where there is none."""
    nothing = pl.Series(name, [None] * frame.height, dtype=kind)
    field = entity_of(entity).field(name)
    if name == ID:
        return frame[ID].cast(kind)
    if name not in frame.columns:
        return nothing
    texts = frame[name]
    if texts.dtype != pl.String:
        return texts if texts.dtype == kind else nothing
    if meant is not None:
        told = texts.drop_nulls().unique().to_list()
        codes = {text: code for text in told if (code := meant(text)) is not None}
        return texts.replace_strict(codes, default=None, return_dtype=pl.String).alias(name)
    if field is not None and field.choices:
        return coded(texts, field).cast(kind, strict=False).alias(name)
    bare = texts.str.strip_chars().replace("", None)
    return bare.alias(name) if kind == pl.String else nothing


def overrun_rows(links: ReferenceLinks, inputs: Inputs, as_of: date) -> pl.DataFrame | None:
    """The budgets of deals with what was spent of them by a day, see ``shapes.OVERRUNS``; None
    without sheets of costs and of budgets. Deals with several currencies are left out.
    """
    state, facts = links.state, inputs.facts
    sheets = state.live("costs"), state.live("budgets")
    if any(frame is None for frame in sheets):
        return None
    whose = ("_id", "rep", "team", "stage_code", "stage_entered")
    known = (state.folds.same(("facts", name), facts[name]) for name in whose)
    met = (links.of("costs", "deal"), links.of("budgets", "deal"))
    key = ("budgets", "projects", as_of.isoformat())
    parts = (*sheets, *met, inputs.people, state.playbook, *known)
    return state.folds.made(key, parts, lambda: _overruns(spending(state, inputs), as_of))


def _overruns(found: Spending, as_of: date) -> pl.DataFrame:
    if found.costs is None or found.budgets is None:
        return pl.DataFrame(schema=OVERRUNS)
    budgets = found.budgets.drop_nulls("deal_row")
    costs = found.costs.filter((pl.col("date") <= as_of).fill_null(value=True))
    money = pl.concat(part.select("deal_row", "currency") for part in (costs, budgets))
    mixed = money.group_by("deal_row").agg(
        n=pl.col("currency").str.to_uppercase().drop_nulls().n_unique()
    )
    one = mixed.filter(pl.col("n") < 2).select("deal_row")
    spent = spent_of(costs, budgets.join(one, on="deal_row", how="semi")).filter("readable")
    told = {"_id": "_id", "deal": "deal_row", "budget": "amount", "spent": "spent"}
    return spent.select(pl.col(old).alias(new) for new, old in told.items())


def decider_rows(links: ReferenceLinks) -> pl.DataFrame | None:
    """The deals at whose customer somebody who decides is known, see ``shapes.DECIDERS``; None
    without a sheet of contacts. Contacts of another deal are not counted.
    """
    frame = links.state.live("contacts")
    if frame is None:
        return None
    whose, own = links.of("contacts", "customer"), links.of("contacts", "deal")
    customers = links.of("deals", "customer")

    def make() -> pl.DataFrame:
        names = ("decision_role", "layer")
        kinds = {name: _column(frame, "contacts", name, pl.String(), None) for name in names}
        told = frame.select(pl.col(ID).cast(pl.Int64), **kinds)
        role, layer = pl.col("decision_role"), pl.col("layer")
        decides = (role == "decision maker") | (role.is_null() & (layer == "decision"))
        told = told.filter(decides).select(ID)
        direct = told.join(own.drop_nulls("to"), on=ID).select(deal="to")
        general = told.join(own.drop_nulls("to"), on=ID, how="anti").join(whose, on=ID)
        through = customers.rename({ID: "deal"}).join(general.select("to").unique(), on="to")
        return pl.concat([direct, through.select("deal")]).unique()

    return links.state.folds.made(("contacts", "projects"), (frame, whose, own, customers), make)
