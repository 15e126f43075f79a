"""The contracts of a book: what was signed, for how much, and with whom."""

from __future__ import annotations

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.cash.facts import CONTRACTS
from salestui.model.entities import entity as entity_of
from salestui.selling.cash.columns import plain, texts
from salestui.selling.reference_links import ReferenceLinks

OWED = ("signed", "effective", "fulfilled", "filed")
"""The states of contracts under which what is planned is owed."""


def contract_rows(links: ReferenceLinks) -> pl.DataFrame:
    """The contracts in the columns of ``metrics.cash.facts.CONTRACTS``; none without a sheet."""
    state = links.state
    frame = state.live("contracts")
    if frame is None:
        return pl.DataFrame(schema=CONTRACTS)
    days = {"signed": pl.Date(), "effective": pl.Date(), "fulfilled": pl.Date(),
            "filed": pl.Date(), "drafted": pl.Date(), "reviewed": pl.Date()}  # fmt: skip
    told = plain(frame, {"amount": pl.Float64(), **days}).with_columns(
        _state(frame), *texts(frame, "no", "name", "customer", "owner", "currency")
    )
    told = told.with_columns(state=pl.coalesce("state", _by_days(frame)))
    for field, name in (("deal", "deal"), ("customer", "customer_row")):
        met = links.of("contracts", field).rename({"to": name})
        told = told.join(met, on=ID, how="left", maintain_order="left")
        told = told.join(_owners(links, field, name), on=name, how="left", maintain_order="left")
    changed = _changes(links, told)
    told = told.join(changed, on=ID, how="left", maintain_order="left")
    return told.select(
        ID,
        account=account_of(ID),
        title=pl.coalesce("no", "name", pl.format("#{}", pl.col(ID) + 1)),
        state="state",
        signed=pl.coalesce("signed", "effective"),
        amount=pl.col("amount") + pl.col("change").fill_null(0.0),
        deal="deal",
        customer_row="customer_row",
        customer="customer",
        rep=pl.coalesce("owner", "rep_of_deal", "rep_of_customer"),
        currency=pl.col("currency").str.to_uppercase(),
        counts=pl.col("state").is_in(OWED),
    ).select(pl.col(name).cast(kind) for name, kind in CONTRACTS.items())


def account_of(contract: str) -> pl.Expr:
    """The name of a contract's account, from the column of its ``_id``."""
    return pl.format("contract:{}", contract)


def _owners(links: ReferenceLinks, field: str, name: str) -> pl.DataFrame:
    """``name`` (a row of deals or customers) and its rep."""
    frame = links.state.live(f"{field}s")
    if frame is None:
        return pl.DataFrame(schema={name: pl.Int64, f"rep_of_{field}": pl.String})
    (owner,) = texts(frame, "owner")
    return pl.DataFrame({name: frame[ID].cast(pl.Int64), f"rep_of_{field}": owner})


def _state(frame: pl.DataFrame) -> pl.Series:
    field = entity_of("contracts").field("status")
    if field is None or frame.schema.get("status") != pl.String:
        return pl.Series("state", [None] * frame.height, dtype=pl.String)
    return coded(frame["status"], field).alias("state")


def _by_days(frame: pl.DataFrame) -> pl.Expr:
    """The state of a contract that has none, by its days; without any such column it is signed."""
    kept = [name for name in OWED if frame.schema.get(name) == pl.Date]
    if not kept:
        return pl.lit(None if "status" in frame.columns else "signed", pl.String)
    reached = [
        pl.when(pl.col(day).is_not_null()).then(pl.lit(name))
        for name, day in (*((n, n) for n in reversed(OWED)), ("review", "reviewed"))
    ]
    return pl.coalesce(*reached, pl.lit("draft"))


def _changes(links: ReferenceLinks, contracts: pl.DataFrame) -> pl.DataFrame:
    """``_id`` of contracts and ``change``: by how much approved changes raise the amount.

    Of a sheet without a column for their status, all of them count.
    """
    none = pl.DataFrame(schema={ID: pl.Int64, "change": pl.Float64})
    frame = links.state.live("contract_changes")
    if frame is None or frame.schema.get("amount") != pl.Float64:
        return none
    field = entity_of("contract_changes").field("status")
    agreed = pl.Series([True] * frame.height, dtype=pl.Boolean)
    if field is not None and frame.schema.get("status") == pl.String:
        agreed = (coded(frame["status"], field) == "approved").fill_null(value=False)
    alone = contracts.drop_nulls("deal").unique("deal", keep="none").select("deal", only=ID)
    told = (
        plain(frame, {"amount": pl.Float64()})
        .filter(agreed)
        .join(links.of("contract_changes", "contract"), on=ID, how="left")
        .join(links.of("contract_changes", "deal").rename({"to": "deal"}), on=ID, how="left")
        .join(alone, on="deal", how="left")
        .with_columns(whose=pl.coalesce("to", "only"))
        .drop_nulls("whose")
    )
    return told.group_by(pl.col("whose").alias(ID)).agg(change=pl.col("amount").sum())
