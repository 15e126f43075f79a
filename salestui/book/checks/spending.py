"""Costs and budgets that cannot be right: of nothing, of an unknown stage, type or period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from salestui.book.checks.findings import Kind, in_chinese, listed
from salestui.book.spending_rows import People, Sheets, spending_of
from salestui.i18n import N_
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.folding import folded
from salestui.model.playbook import Playbook, by_name
from salestui.model.scorecard_cells import period_of_cell
from salestui.model.spending import Spending, matches, spent

OF_NOTHING = Kind(
    "cost-of-nothing",
    "warning",
    N_("This cost names no deal, no team, no campaign and no rep, so it is in no budget but one "
       "of everything."),
    N_("Write what it was spent on, or who spent it."),
)  # fmt: skip
UNKNOWN_STAGE = Kind(
    "spending-stage",
    "warning",
    N_("{text} is no stage of the playbook {playbook}: costs and budgets meet under this very "
       "text only."),
    N_("Use one of its stages ({stages}), or leave the cell empty."),
)  # fmt: skip
UNKNOWN_TYPE = Kind(
    "cost-type",
    "info",
    N_("{text} is none of the playbook's cost types."),
    N_("Use one of: {types}."),
)
PERIOD = Kind(
    "budget-period",
    "error",
    N_("{text} is no period, so no cost counts to this budget."),
    N_("Write 2026, 2026-Q4 or 2026-11, or leave the cell empty for all the time."),
)
UNEXPLAINED = Kind(
    "overrun-without-reason",
    "info",
    N_("{spent} was spent of this budget of {budget}, and nobody says why."),
    N_("Write the reason here or at one of its costs."),
)
UNKNOWN_DEAL = Kind(
    "spending-deal",
    "warning",
    N_("{text} is not in the sheet {sheet}, so this is of no deal."),
    N_("Write the number or the name as there."),
)

_PURPOSES = ("deal", "team", "campaign", "rep")


def spending_problems(tables: Mapping[str, EntityTable], playbook: Playbook) -> Iterator[Problem]:
    """What is wrong with the rows of costs and budgets."""
    costs, budgets = tables.get("costs"), tables.get("budgets")
    types = by_name(playbook.lists.cost_types)

    def is_stage(text: str) -> bool:
        return playbook.stage(text) is not None

    def is_type(text: str) -> bool:
        return folded(text) in types

    for table in filter(None, (costs, budgets)):
        yield from _unknown((table, "stage"), is_stage, UNKNOWN_STAGE, playbook)
        yield from _unknown((table, "type"), is_type, UNKNOWN_TYPE, playbook)
    if costs is not None:
        yield from _of_nothing(costs)
    if budgets is not None:
        yield from _unknown((budgets, "period"), _is_period, PERIOD, playbook)
    if costs is not None and budgets is not None:
        yield from _unexplained(tables, costs, budgets, playbook)


def _is_period(text: str) -> bool:
    return period_of_cell(text) is not None


def _unknown(
    where: tuple[EntityTable, str], is_known: Callable[[str], bool], kind: Kind, playbook: Playbook
) -> Iterator[Problem]:
    """The texts of a column that mean nothing."""
    table, name = where
    column = table.layout.column(name)
    if column is None or table.frame.schema.get(name) != pl.String:
        return
    texts = [t for t in table.frame[name].drop_nulls().unique() if t.strip()]
    strange = [text for text in texts if not is_known(text)]
    han = in_chinese(texts)
    stages = ", ".join(stage.zh if han else stage.en for stage in playbook.stages)
    types = ", ".join(known.zh if han else known.en for known in playbook.lists.cost_types)
    about = {"playbook": playbook.name, "stages": stages, "types": types}
    hits = table.frame.filter(pl.col(name).is_in(strange)).select(ID, text=name)
    yield from listed(kind, table, column, hits, **about)


def _of_nothing(costs: EntityTable) -> Iterator[Problem]:
    kept = [name for name in _PURPOSES if costs.frame.schema.get(name) == pl.String]
    column = next(filter(None, map(costs.layout.column, (*kept, "amount"))), None)
    if column is None:
        return
    said = [pl.col(name).str.strip_chars().replace("", None).is_not_null() for name in kept]
    nothing = ~pl.any_horizontal(said) if said else pl.lit(value=True)
    yield from listed(OF_NOTHING, costs, column, costs.frame.filter(nothing).select(ID))


def _unexplained(
    tables: Mapping[str, EntityTable],
    costs: EntityTable,
    budgets: EntityTable,
    playbook: Playbook,
) -> Iterator[Problem]:
    """Budgets of which more was spent than they allow, where neither they nor a cost says why.

    Costs without a stage are of none here: the history of stages is not looked at.
    """
    column = budgets.layout.column("reason") or budgets.layout.column("amount")
    if column is None:
        return
    frames = {name: tables[name].frame for name in ("deals", "members") if name in tables}
    links = {t.layout.entity.name: _links(t.frame, frames.get("deals")) for t in (costs, budgets)}
    sheets = Sheets(costs.frame, budgets.frame, links)
    found: Spending = spending_of(sheets, _people(frames), playbook)
    if found.costs is None or found.budgets is None:
        return
    known = spent(found.costs, found.budgets)
    why = matches(found.costs.filter(pl.col("reason").is_not_null()), found.budgets)
    over = (
        found.budgets.join(known, left_on=ID, right_on="budget")
        .join(why, left_on=ID, right_on="budget", how="anti")
        .filter((pl.col("spent") - pl.col("amount") > 0.005) & pl.col("reason").is_null())
    )
    shown = (
        pl.col(n).map_elements(lambda v: f"{v:,.2f}".removesuffix(".00"), pl.String).alias(name)
        for n, name in (("spent", "spent"), ("amount", "budget"))
    )
    hits = over.select(pl.col(ID), *shown)
    yield from listed(UNEXPLAINED, budgets, column, hits)


def _links(rows: pl.DataFrame, deals: pl.DataFrame | None) -> pl.DataFrame:
    """The deals that rows name by number or name, as they are written."""
    none = pl.DataFrame(schema={ID: pl.Int64, "to": pl.Int64})
    if deals is None or rows.schema.get("deal") != pl.String:
        return none
    texts = [n for n in ("id", "name") if deals.schema.get(n) == pl.String]
    names = pl.concat(
        [pl.DataFrame(schema={"deal": pl.String, "to": pl.Int64}),
         *(deals.select(deal=n, to=pl.col(ID).cast(pl.Int64)) for n in texts)]
    ).drop_nulls().unique("deal", keep="first", maintain_order=True)  # fmt: skip
    asked = rows.select(pl.col(ID).cast(pl.Int64), "deal")
    return asked.join(names, on="deal", how="left", maintain_order="left").select(ID, "to")


def _people(frames: Mapping[str, pl.DataFrame]) -> People:
    """Whose deals are whose, and who is in which team, as the sheets say it."""
    deals, members = frames.get("deals"), frames.get("members")
    none = pl.lit(None, pl.String)

    def text(frame: pl.DataFrame, name: str) -> pl.Expr:
        return pl.col(name) if frame.schema.get(name) == pl.String else none

    teams = pl.DataFrame(schema={"rep": pl.String, "rep_team": pl.String})
    if members is not None:
        told = members.select(rep=text(members, "name"), rep_team=text(members, "team"))
        teams = told.drop_nulls("rep").unique("rep", keep="last", maintain_order=True)
    whose = pl.DataFrame(schema={"deal_row": pl.Int64, "seller": pl.String, "deal_team": pl.String})
    if deals is not None:
        whose = deals.select(
            deal_row=pl.col(ID).cast(pl.Int64),
            seller=text(deals, "owner"),
            deal_team=text(deals, "team"),
        )
    return People(whose, teams)
