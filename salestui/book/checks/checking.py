"""What is readable and yet cannot be right: cells that contradict each other or another sheet.

Pure functions of the rows; each problem names its cell. Rows with one key are found when a table
is read (``duplicate-id``), and cells that could not be read are not reported a second time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

import polars as pl

from salestui.book.checks import findings
from salestui.book.checks.campaigns import campaign_problems
from salestui.book.checks.cash import cash_problems
from salestui.book.checks.chains import chain_problems, leaver_problems
from salestui.book.checks.contracts import contract_problems
from salestui.book.checks.findings import LISTED, Kind, in_chinese, in_sheets, listed
from salestui.book.checks.floor import floor_problems
from salestui.book.checks.gates import gate_problems
from salestui.book.checks.launch import launch_problems
from salestui.book.checks.members import member_problems
from salestui.book.checks.papers import paper_problems
from salestui.book.checks.projects import project_problems
from salestui.book.checks.scorecards import UNKNOWN_MEMBER, scorecard_problems
from salestui.book.checks.spending import UNKNOWN_DEAL, spending_problems
from salestui.mapping.layout import Column, Problem
from salestui.mapping.table import ID, EntityTable
from salestui.mapping.values import is_blank_mark
from salestui.model.playbook import Playbook

_GUESSED, _COMPARED = 50, 200
"""So many names get a guess at what they mean, from so many that begin alike; all with all takes
too long."""


def checked(
    tables: Mapping[str, EntityTable],
    targets: pl.DataFrame,
    playbook: Playbook,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Everything the checks find.

    Args:
        tables: the rows that count, by entity name.
        targets: in long form, see ``salestui.mapping.targets.targets_long``.
        today: the day of looking; without one nothing is told that depends on it.
    """
    return tuple(_all(tables, targets, playbook, today))


def _all(
    tables: Mapping[str, EntityTable],
    targets: pl.DataFrame,
    playbook: Playbook,
    today: date | None,
) -> Iterator[Problem]:
    members, customers = tables.get("members"), tables.get("customers")
    if deals := tables.get("deals"):
        yield from _stages(deals, playbook)
        yield from _sales(deals, playbook)
        yield from _dates(deals)
        yield from _probabilities(deals)
        yield from _strangers(deals, "owner", members, ("name",), findings.UNKNOWN_OWNER)
        known = ("name", "id")
        yield from _strangers(deals, "customer", customers, known, findings.UNKNOWN_CUSTOMER)
        products = tables.get("products")
        yield from _strangers(deals, "product", products, ("name",), findings.UNKNOWN_PRODUCT)
    if quotas := tables.get("targets"):
        yield from _target_owners(quotas, targets, members)
        yield from leaver_problems(quotas, targets, members)
    if gates := tables.get("gates"):
        yield from gate_problems(gates, tables.get("deals"), playbook)
    if cards := tables.get("scorecards"):
        yield from scorecard_problems(cards)
        yield from _strangers(cards, "member", members, ("name",), UNKNOWN_MEMBER)
    yield from spending_problems(tables, playbook)
    for spent in filter(None, map(tables.get, ("costs", "budgets"))):
        yield from _strangers(spent, "deal", tables.get("deals"), ("name", "id"), UNKNOWN_DEAL)
    yield from floor_problems(tables, playbook, today)
    yield from chain_problems(tables)
    yield from campaign_problems(tables)
    yield from project_problems(tables, playbook, today)
    yield from launch_problems(tables)
    yield from paper_problems(tables, playbook, today)
    yield from member_problems(members)
    yield from contract_problems(tables)
    yield from cash_problems(tables, today)


def _stages(deals: EntityTable, playbook: Playbook) -> Iterator[Problem]:
    column = _kept(deals, "stage")
    if column is None:
        return
    names = deals.frame["stage"].drop_nulls().unique().to_list()
    strange = [name for name in names if playbook.stage(name) is None]
    found = deals.frame.filter(pl.col("stage").is_in(strange)).select(ID, text="stage")
    han = in_chinese(names)
    stages = ", ".join(stage.zh if han else stage.en for stage in playbook.stages)
    about = {"playbook": playbook.name, "stages": stages}
    yield from listed(findings.UNKNOWN_STAGE, deals, column, found, **about)
    yield from listed(findings.NO_STAGE, deals, column, _blank(deals, "stage"))


def _sales(deals: EntityTable, playbook: Playbook) -> Iterator[Problem]:
    """Won deals lacking what figures need of them; without a stage column every row is one."""
    won = deals.frame
    if "stage" in won.columns:
        kinds = ((name, playbook.stage(name)) for name in won["stage"].drop_nulls().unique())
        won = won.filter(pl.col("stage").is_in([n for n, s in kinds if s and s.kind == "won"]))
    rows = won.select(ID)
    for kind, groups in (
        (findings.WON_WITHOUT_DATE, (("closed",), ("expected_close",))),
        (findings.WON_WITHOUT_AMOUNT, (("amount",), ("unit_price", "quantity"))),
    ):
        kept = [g for g in groups if all(_kept(deals, name) for name in g)]
        if kept and (column := _kept(deals, kept[0][0])):
            found = rows
            for group in kept:
                lacking = pl.concat(_blank(deals, name) for name in group).unique()
                found = found.join(lacking, on=ID, how="semi")
            yield from listed(kind, deals, column, found)


def _dates(deals: EntityTable) -> Iterator[Problem]:
    """A deal's close, the actual day before the expected one, is not before its creation."""
    if _kept(deals, "created") is None:
        return
    earlier = pl.lit(True)
    for name in ("closed", "expected_close"):
        if column := _kept(deals, name):
            found = deals.frame.filter(earlier & (pl.col(name) < pl.col("created")))
            hits = found.select(ID, text=name, created="created")
            yield from listed(findings.CLOSE_BEFORE_CREATED, deals, column, hits)
            earlier = pl.col(name).is_null()


def _probabilities(deals: EntityTable) -> Iterator[Problem]:
    if column := _kept(deals, "probability"):
        share = pl.col("probability")
        percent = (share * 100).round(2).cast(pl.String).str.strip_suffix(".0") + "%"
        hits = deals.frame.filter(~share.is_between(0, 1)).select(ID, text=percent)
        yield from listed(findings.PROBABILITY, deals, column, hits)


def _strangers(
    table: EntityTable,
    name: str,
    other: EntityTable | None,
    known_by: tuple[str, ...],
    kind: Kind,
) -> Iterator[Problem]:
    """Names that another sheet does not list, where that sheet lists any."""
    column = _kept(table, name)
    known = _texts(other, known_by)
    if column is None or other is None or known.is_empty():
        return
    own = table.frame.select(ID, text=name).drop_nulls("text")
    hits = own.filter(~pl.col("text").is_in(known.implode()))
    hits = _with_near(table, hits, known)
    yield from listed(kind, table, column, hits, sheet=other.layout.sheet)


def _target_owners(
    quotas: EntityTable, targets: pl.DataFrame, members: EntityTable | None
) -> Iterator[Problem]:
    column = _kept(quotas, "rep") or _kept(quotas, "scope")
    known = _texts(members, ("name",))
    if column is None or members is None or known.is_empty():
        return
    of_people = targets.filter(pl.col("scope_type") == "rep").select(ID, text="scope").unique()
    hits = _with_near(quotas, of_people.filter(~pl.col("text").is_in(known.implode())), known)
    about = {"sheet": members.layout.sheet}
    yield from listed(findings.UNKNOWN_TARGET, quotas, column, hits, **about)


def _kept(table: EntityTable, name: str) -> Column | None:
    """The column of that name, if the sheet has it."""
    column = table.layout.column(name)
    return column if column is not None and name in table.frame.columns else None


def _blank(table: EntityTable, name: str) -> pl.DataFrame:
    """The rows (``_id``) whose cell is empty, or says so, and not merely unreadable."""
    unread = [
        row for (row, c), text in table.unread.items() if c == name and not is_blank_mark(text)
    ]
    empty = table.frame.filter(pl.col(name).is_null() & ~pl.col(ID).is_in(unread))
    return empty.select(ID)


def _texts(table: EntityTable | None, names: tuple[str, ...]) -> pl.Series:
    """The texts that stand in these columns, each once."""
    parts = [table.frame[name] for name in names if _kept(table, name)] if table else []
    empty = pl.Series("known", [], dtype=pl.String)
    return pl.concat([empty, *(part.alias("known") for part in parts)]).drop_nulls().unique()


def _with_near(table: EntityTable, hits: pl.DataFrame, known: pl.Series) -> pl.DataFrame:
    """The hits with the known name that each is probably meant to be, in a column ``near``."""
    folded = {_folded(name): name for name in known.sort().to_list()}
    by_initial: dict[str, list[str]] = {}
    for fold in folded:
        by_initial.setdefault(fold[:1], []).append(fold)
    near: dict[str, str | None] = {}
    listed_names = in_sheets(table, hits).head(LISTED)["text"].unique(maintain_order=True)
    for place, name in enumerate(listed_names):
        fold = _folded(name)
        others = by_initial.get(fold[:1], [])[:_COMPARED] if place < _GUESSED else []
        found = [fold] if fold in folded else get_close_matches(fold, others, 1, 0.8)
        near[name] = folded[found[0]] if found else None
    guesses = pl.Series(list(near.values()), dtype=pl.String)
    meant = pl.col("text").replace_strict(
        pl.Series(list(near), dtype=pl.String), guesses, default=None, return_dtype=pl.String
    )
    return hits.with_columns(near=meant)


def _folded(name: str) -> str:
    """The name without differences that people overlook."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
