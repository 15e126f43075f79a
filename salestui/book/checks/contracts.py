"""What cannot be right in the sheets of contracts and deliveries: days out of order, no deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.book.folds import folded
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.entities import entity as entity_of

DAYS = Kind(
    "contract-days-out-of-order",
    "warning",
    N_("{later} of {text} is {day}, before {earlier} on {before}."),
    N_("Correct one of the two days."),
)
NO_DEAL = Kind(
    "contract-without-deal",
    "info",
    N_("The contract {text} names no deal, so it is in no deal's figures."),
    N_("Write the deal's number or name, if it has one."),
)
UNKNOWN_DEAL = Kind(
    "contract-unknown-deal",
    "warning",
    N_("{text} is not in the sheet {sheet}."),
    N_("Write the number or the name as there, or add it there."),
)
SIGNED_WITHOUT_DAY = Kind(
    "contract-signed-without-day",
    "warning",
    N_("The contract {text} is signed, but no day says since when."),
    N_("Write the day it was signed."),
)
UNKNOWN_CONTRACT = Kind(
    "unknown-contract",
    "warning",
    N_("{text} is not in the sheet {sheet}, so this row belongs to no contract."),
    N_("Write the number or the name as there, or add it there."),
)

_ORDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contracts": (
        ("drafted", "signed"), ("signed", "effective"), ("signed", "fulfilled"),
        ("signed", "filed"), ("effective", "ends"),
    ),
    "deliveries": (
        ("ordered", "delivered"), ("shipped", "delivered"), ("delivered", "accepted"),
    ),
}  # fmt: skip
"""By sheet, fields of which the second is never before the first."""

_BELONGING = ("payments", "payment_plan", "deliveries", "contract_changes")
_SIGNED = ("signed", "effective", "fulfilled", "filed")


def contract_problems(tables: Mapping[str, EntityTable]) -> Iterator[Problem]:
    """Everything the checks find in contracts, and in what names them."""
    for name, pairs in _ORDER.items():
        if table := tables.get(name):
            for earlier, later in pairs:
                yield from _days(table, earlier, later)
    contracts = tables.get("contracts")
    if contracts is None:
        return
    yield from _deals(contracts, tables.get("deals"))
    yield from _unsigned(contracts)
    known = names_of(contracts, ("no", "name"))
    if known.is_empty():
        return
    for name in _BELONGING:
        if table := tables.get(name):
            yield from _strange(UNKNOWN_CONTRACT, (table, "contract"), contracts, known)


def names_of(table: EntityTable, fields: tuple[str, ...]) -> pl.DataFrame:
    """``fold``, a folded text that names a row, and ``to``, the row's ``_id``; each text once."""
    parts = [pl.DataFrame(schema={"fold": pl.String, "to": pl.Int64})]
    parts += [
        referred(table, name).select("fold", to=pl.col(ID).cast(pl.Int64))
        for name in fields
        if table.frame.schema.get(name) == pl.String
    ]
    return pl.concat(parts).unique("fold", keep="first", maintain_order=True)


def referred(table: EntityTable, name: str) -> pl.DataFrame:
    """``_id``, ``text`` and ``fold`` of the filled cells of a column of names.

    Each text is folded once: most of them stand in many rows.
    """
    own = table.frame.select(ID, text=name).drop_nulls("text")
    texts = own["text"].unique()
    folds = pl.DataFrame({"text": texts, "fold": folded(texts)})
    return own.join(folds, on="text", how="left", maintain_order="left").drop_nulls("fold")


def _days(table: EntityTable, earlier: str, later: str) -> Iterator[Problem]:
    column, first = table.layout.column(later), table.layout.column(earlier)
    frame = table.frame
    if column is None or first is None:
        return
    if any(frame.schema.get(name) != pl.Date for name in (earlier, later)):
        return
    hits = frame.filter(pl.col(later) < pl.col(earlier)).select(
        ID, text=_title(table), day=later, before=earlier
    )
    parts = {"later": column.header, "earlier": first.header}
    yield from listed(DAYS, table, column, hits, **parts)


def _deals(contracts: EntityTable, deals: EntityTable | None) -> Iterator[Problem]:
    """Contracts without a deal, where others have one; and deals that no sheet has."""
    column, frame = contracts.layout.column("deal"), contracts.frame
    if column is None or deals is None or frame.schema.get("deal") != pl.String:
        return
    if frame["deal"].count():
        blank = frame.filter(pl.col("deal").is_null()).select(ID, text=_title(contracts))
        yield from listed(NO_DEAL, contracts, column, blank)
    known = names_of(deals, ("id", "name"))
    if not known.is_empty():
        yield from _strange(UNKNOWN_DEAL, (contracts, "deal"), deals, known)


def _unsigned(contracts: EntityTable) -> Iterator[Problem]:
    column, frame = contracts.layout.column("signed"), contracts.frame
    field = entity_of("contracts").field("status")
    if column is None or field is None or frame.schema.get("status") != pl.String:
        return
    over = coded(frame["status"], field).is_in(_SIGNED).fill_null(value=False)
    unread = [row for (row, name) in contracts.unread if name == "signed"]
    hits = frame.filter(over & pl.col("signed").is_null() & ~pl.col(ID).is_in(unread))
    yield from listed(
        SIGNED_WITHOUT_DAY, contracts, column, hits.select(ID, text=_title(contracts))
    )


def _strange(
    kind: Kind, of: tuple[EntityTable, str], target: EntityTable, known: pl.DataFrame
) -> Iterator[Problem]:
    """The cells of a column that name no row of another sheet."""
    table, name = of
    column = table.layout.column(name)
    if column is None or table.frame.schema.get(name) != pl.String:
        return
    hits = referred(table, name).join(known, on="fold", how="anti").select(ID, "text")
    yield from listed(kind, table, column, hits, sheet=target.layout.sheet)


def _title(table: EntityTable) -> pl.Expr:
    """A row's number or name."""
    schema, kind = table.frame.schema, table.layout.entity
    names = [name for name in kind.title if schema.get(name) == pl.String]
    return pl.coalesce(*names, pl.lit("?")) if names else pl.lit("?")
