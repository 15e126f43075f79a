"""Under which account each plan line and each payment of the book belongs, see ``allocation``."""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.selling.cash.contracts import account_of
from salestui.selling.reference_links import ReferenceLinks

_REFERRED = ("contract", "deal", "unit", "customer")
_SCHEMA: dict[str, pl.DataType] = {
    ID: pl.Int64(), "account": pl.String(), "loose": pl.String(), "said": pl.Boolean(),
    **dict.fromkeys(_REFERRED, pl.Int64()),
}  # fmt: skip


class Loose(StrEnum):
    """Why a row belongs to no account."""

    SEVERAL = "several"
    NOTHING = "nothing"


def with_accounts(links: ReferenceLinks, entity: str, contracts: pl.DataFrame) -> pl.DataFrame:
    """Whose the rows of plan or payments are.

    A row belongs to the contract that it names. One that names a deal, a unit or a customer only
    belongs to their contract where there is exactly one; where there is none, to the deal, unit or
    customer itself. It is never guessed between several. Terminated contracts are taken only where
    there is no other.

    Args:
        contracts: see ``metrics.cash.facts.CONTRACTS``.

    Returns:
        ``_id``, ``account``, ``loose`` (``Loose``, empty where there is an account), ``said``
        (whether it names a contract), and the rows ``contract``, ``deal``, ``customer``, ``unit``
        that it is about, as far as is known.
    """
    state = links.state
    frame = state.live(entity)
    if frame is None:
        return pl.DataFrame(schema=_SCHEMA)
    told = frame.select(pl.col(ID).cast(pl.Int64))
    for name in _REFERRED:
        told = told.join(
            links.of(entity, name).rename({"to": name}), on=ID, how="left", maintain_order="left"
        ).with_columns(_text(state, entity, frame, name))
    told = _with_deal_of_unit(links, told)
    for name, whose in (("deal", "deal"), ("customer", "customer_row")):
        sole = _sole(contracts, whose, name)
        told = told.join(sole, on=name, how="left", maintain_order="left")
    contract = (
        pl.when(pl.col("contract").is_not_null() | pl.col("contract_text").is_not_null())
        .then("contract")
        .when(pl.col("deal").is_not_null() | pl.col("deal_text").is_not_null())
        .then("deal_contract")
        .when(pl.col("unit").is_null() & pl.col("unit_text").is_null())
        .then("customer_contract")
    )
    said = pl.col("contract").is_not_null() | pl.col("contract_text").is_not_null()
    found = told.with_columns(account=_account(), said=said)
    whole = _of_contract(found.with_columns(loose=_loose(), contract=contract), contracts)
    return whole.select(_SCHEMA.keys())


def _account() -> pl.Expr:
    """The first that applies; null where there are several contracts, or nothing is named."""
    several_deals, several = pl.col("deal_contracts") > 1, pl.col("customer_contracts") > 1
    none = pl.lit(None, pl.String)
    return (
        pl.when(pl.col("contract").is_not_null())
        .then(account_of("contract"))
        .when(pl.col("contract_text").is_not_null())
        .then(pl.format("contract~{}", "contract_text"))
        .when(pl.col("deal_contract").is_not_null())
        .then(account_of("deal_contract"))
        .when(several_deals)
        .then(none)
        .when(pl.col("deal").is_not_null())
        .then(pl.format("deal:{}", "deal"))
        .when(pl.col("deal_text").is_not_null())
        .then(pl.format("deal~{}", "deal_text"))
        .when(pl.col("unit").is_not_null())
        .then(pl.format("unit:{}", "unit"))
        .when(pl.col("unit_text").is_not_null())
        .then(pl.format("unit~{}", "unit_text"))
        .when(pl.col("customer_contract").is_not_null())
        .then(account_of("customer_contract"))
        .when(several)
        .then(none)
        .when(pl.col("customer").is_not_null())
        .then(pl.format("customer:{}", "customer"))
        .when(pl.col("customer_text").is_not_null())
        .then(pl.format("customer~{}", "customer_text"))
    )


def _loose() -> pl.Expr:
    named = pl.any_horizontal(
        pl.col(name).is_not_null() for n in _REFERRED for name in (n, f"{n}_text")
    )
    why = pl.when(named).then(pl.lit(str(Loose.SEVERAL))).otherwise(pl.lit(str(Loose.NOTHING)))
    return pl.when(pl.col("account").is_null()).then(why).otherwise(pl.lit(""))


def _of_contract(told: pl.DataFrame, contracts: pl.DataFrame) -> pl.DataFrame:
    """Deal and customer of the contract, where the row itself names none."""
    whose = contracts.select(contract=ID, its_deal="deal", its_customer="customer_row")
    return told.join(whose, on="contract", how="left", maintain_order="left").with_columns(
        deal=pl.coalesce("deal", "its_deal"), customer=pl.coalesce("customer", "its_customer")
    )


def _with_deal_of_unit(links: ReferenceLinks, told: pl.DataFrame) -> pl.DataFrame:
    """The deal of the unit that a row names, where it names no deal."""
    of_units = links.of("units", "deal").drop_nulls("to").rename({ID: "unit", "to": "sold"})
    of_deals = links.of("deals", "unit").drop_nulls("to").unique("to", keep="none")
    both = pl.concat([of_units, of_deals.select(unit="to", sold=ID)])
    both = both.unique("unit", keep="first", maintain_order=True)
    sold = told.join(both, on="unit", how="left", maintain_order="left")
    unnamed = pl.col("deal").is_null() & pl.col("deal_text").is_null()
    deal = pl.when(unnamed).then("sold").otherwise("deal")
    return sold.with_columns(deal=deal).drop("sold")


def _sole(contracts: pl.DataFrame, whose: str, name: str) -> pl.DataFrame:
    """``name``, ``NAME_contract``: the only contract of each, and ``NAME_contracts``: how many."""
    over = (pl.col("state") == "terminated").fill_null(value=False)
    going = contracts.with_columns(over=over).drop_nulls(whose)
    going = going.filter(~pl.col("over") | pl.col("over").all().over(whose))
    counted = going.group_by(whose).agg(pl.len().alias("n"), pl.col(ID).first().alias("only"))
    return counted.select(
        pl.col(whose).alias(name),
        pl.when(pl.col("n") == 1).then("only").alias(f"{name}_contract"),
        pl.col("n").alias(f"{name}_contracts"),
    )


def _text(state: BookState, entity: str, frame: pl.DataFrame, name: str) -> pl.Series:
    """What a row names, folded."""
    if frame.schema.get(name) != pl.String:
        return pl.Series(f"{name}_text", [None] * frame.height, dtype=pl.String)
    return state.folds.of((entity, name), frame[name]).alias(f"{name}_text")
