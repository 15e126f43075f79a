"""Rows of costs and budgets in one shape, however their cells are spelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from salestui.book.folds import folded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.model.folding import folded as folded_one
from salestui.model.period import PeriodKind
from salestui.model.playbook import Playbook, by_name
from salestui.model.scorecard_cells import period_of_cell
from salestui.model.spending import BUDGETS, COSTS, Spending

_TEXTS = ("deal", "stage", "team", "campaign", "type", "rep")


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """The rows of both sheets by field name; None where the workbook has no such sheet.

    Attributes:
        links: by ``costs`` and ``budgets``, ``_id`` and ``to``: the deals that their rows name.
    """

    costs: pl.DataFrame | None
    budgets: pl.DataFrame | None
    links: Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who deals and reps belong to.

    Attributes:
        deals: ``deal_row`` (an ``_id``), ``seller`` and ``deal_team``.
        teams: ``rep`` and ``rep_team``, each rep once.
    """

    deals: pl.DataFrame
    teams: pl.DataFrame


def spending_of(
    sheets: Sheets, people: People, playbook: Playbook, fiscal_start: int = 1
) -> Spending:
    """Both sheets as figures and checks need them.

    Args:
        fiscal_start: the fiscal year's first month, for the periods of budgets.
    """
    given = {"costs": (sheets.costs, COSTS), "budgets": (sheets.budgets, BUDGETS)}
    told = {
        name: _plain(frame, sheets.links[name], schema)
        for name, (frame, schema) in given.items()
        if frame is not None
    }
    one = _spellings(told.values(), people, playbook)
    told = {name: _respelled(frame, one) for name, frame in told.items()}
    costs, budgets = told.get("costs"), told.get("budgets")
    if costs is not None:
        costs = _placed(costs, people)
    if budgets is not None and sheets.budgets is not None:
        budgets = _dated(budgets, _periods(sheets.budgets, fiscal_start))
    return Spending(costs, budgets)


def _plain(
    frame: pl.DataFrame, links: pl.DataFrame, schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """The columns of the schema; blank where the sheet has none of that kind."""
    given = frame.select(
        pl.col(ID).cast(pl.Int64),
        *(column_of(frame, name, kind).alias(name) for name, kind in schema.items() if name != ID),
    )
    texts = [n for n in (*_TEXTS, "reason", "currency") if n in given.columns]
    given = given.with_columns(pl.col(n).str.strip_chars().replace("", None) for n in texts)
    met = links.select(pl.col(ID).cast(pl.Int64), _to="to")
    joined = given.join(met, on=ID, how="left", maintain_order="left")
    row = pl.col("_to").cast(pl.Int64)
    amount = pl.when(pl.col("amount").is_finite()).then("amount")
    named = pl.coalesce(pl.format("#{}", row), "deal")
    return joined.with_columns(deal_row=row, deal=named, amount=amount).drop("_to")


def _spellings(
    frames: Iterable[pl.DataFrame], people: People, playbook: Playbook
) -> Mapping[str, dict[str, str]]:
    """By column, the one text that stands for each text."""
    parts = list(frames)
    stages = {
        text: stage.code
        for text in _texts(parts, "stage")
        if (stage := playbook.stage(text)) is not None
    }
    index = by_name(playbook.lists.cost_types)
    types = {
        text: index[folded_one(text)].code
        for text in _texts(parts, "type")
        if folded_one(text) in index
    }
    known = {
        "team": [*people.deals["deal_team"].unique(), *people.teams["rep_team"].unique()],
        "rep": [*people.teams["rep"], *people.deals["seller"].unique()],
    }
    found = {"stage": stages, "type": types}
    for name in _TEXTS:
        texts = _texts(parts, name)
        first = [t for t in known.get(name, []) if t]
        found[name] = {**_one_spelling(first, texts), **found.get(name, {})}
    return found


def _texts(frames: Iterable[pl.DataFrame], name: str) -> list[str]:
    """The different texts of a column; of deals those that are not known."""
    kept = [f for f in frames if name in f.columns]
    if name == "deal":
        kept = [f.filter(pl.col("deal_row").is_null()) for f in kept]
    texts = [f[name].drop_nulls().unique().to_list() for f in kept]
    return sorted({text for part in texts for text in part})


def _one_spelling(known: list[str], texts: list[str]) -> dict[str, str]:
    """Texts that only differ in case, width and signs, as the first of them is written."""
    every = pl.Series([*dict.fromkeys([*known, *texts])], dtype=pl.String)
    first: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for text, bare in zip(every, folded(every), strict=True):
        spelled[text] = first.setdefault(bare, text) if bare else text
    return spelled


def _respelled(frame: pl.DataFrame, one: Mapping[str, dict[str, str]]) -> pl.DataFrame:
    changed = {
        name: {a: b for a, b in texts.items() if a != b}
        for name, texts in one.items()
        if name in frame.columns
    }
    return frame.with_columns(
        pl.col(name).replace(list(texts), list(texts.values()))
        for name, texts in changed.items()
        if texts
    )


def _placed(costs: pl.DataFrame, people: People) -> pl.DataFrame:
    """The costs with the rep of their deal, and the team of their rep or deal, where blank."""
    joined = costs.join(people.deals, on="deal_row", how="left", maintain_order="left")
    joined = joined.with_columns(rep=pl.coalesce("rep", "seller"))
    joined = joined.join(people.teams, on="rep", how="left", maintain_order="left")
    team = (
        pl.when(pl.col("rep") == pl.col("seller"))
        .then(pl.coalesce("team", "deal_team", "rep_team"))
        .otherwise(pl.coalesce("team", "rep_team", "deal_team"))
    )
    return joined.with_columns(team=team).select(list(COSTS))


def _periods(budgets: pl.DataFrame, fiscal_start: int) -> pl.DataFrame:
    """``_id``, ``start``, ``end`` and ``readable`` of each budget's period."""
    schema = {"period": pl.String, "start": pl.Date, "end": pl.Date, "readable": pl.Boolean}
    if budgets.schema.get("period") != pl.String:
        return budgets.select(pl.col(ID).cast(pl.Int64)).with_columns(
            start=pl.lit(None, pl.Date), end=pl.lit(None, pl.Date), readable=pl.lit(value=True)
        )
    rows = []
    for text in budgets["period"].unique():
        period = period_of_cell(text, fiscal_start)
        dated = period is not None and period.kind is not PeriodKind.ALL
        rows.append(
            (text, period.start, period.end, True)
            if dated and period is not None
            else (text, None, None, period is not None)
        )
    told = pl.DataFrame(rows, schema=schema, orient="row")
    keyed = budgets.select(pl.col(ID).cast(pl.Int64), "period")
    return keyed.join(told, on="period", how="left", nulls_equal=True, maintain_order="left")


def _dated(budgets: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    dates = periods.select(ID, "start", "end", "readable")
    rest = budgets.drop("start", "end", "readable")
    return rest.join(dates, on=ID, how="left", maintain_order="left").select(list(BUDGETS))
