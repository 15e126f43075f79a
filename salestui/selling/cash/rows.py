"""Contracts, plan lines and payments of the book, with whose they are."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.cash.facts import MONEY_IN, PLAN, CashRows
from salestui.model.entities import entity as entity_of
from salestui.selling.cash.accounts import with_accounts
from salestui.selling.cash.columns import plain, texts
from salestui.selling.cash.contracts import contract_rows
from salestui.selling.reference_links import ReferenceLinks

_SHEETS = ("contracts", "contract_changes", "payment_plan", "payments", "units")
_NAMED = (("deals", "deal", "customer", "owner"), ("customers", "customer_row", "name", "owner"))
"""Where a row's customer and rep are looked up: the sheet, by which column, the name, the rep."""


def cash_rows(state: BookState) -> CashRows:
    """All that the book keeps of money owed and paid; worked out again where its rows changed."""
    named = _named(state)
    parts = (*(state.live(name) for name in _SHEETS), *named)
    return state.folds.made(("cash",), parts, lambda: _cash_rows(state, named))


def _named(state: BookState) -> tuple[pl.Series, ...]:
    """All that is looked up of deals and customers; the same series where nothing of it changed."""
    return tuple(
        state.folds.same((entity, name), frame[name])
        for entity, *_places in _NAMED
        if (frame := state.live(entity)) is not None
        for name in (ID, "id", "name", "customer", "owner", "unit")
        if name in frame.columns
    )


def _cash_rows(state: BookState, named: tuple[pl.Series, ...]) -> CashRows:
    links, made = ReferenceLinks(state), state.folds.made
    signed = (state.live("contracts"), state.live("contract_changes"), *named)
    contracts = made(("cash", "contracts"), signed, lambda: contract_rows(links))
    planned = (contracts, state.live("payment_plan"), state.live("units"), *named)
    lines = made(("cash", "lines"), planned, lambda: _lines(links, contracts))
    payments = state.live("payments")
    receipts = _said(links, lines) if payments is None else _receipts(links, lines, contracts)
    said = pl.concat([contracts["currency"], lines["currency"], receipts["currency"]])
    found = tuple(sorted(said.drop_nulls().unique().to_list()))
    mixed = found if len(found) > 1 else ()
    return CashRows(
        _within_currency(contracts) if mixed else contracts,
        _within_currency(lines) if mixed else lines,
        _within_currency(_same_currency(receipts, lines)) if mixed else receipts,
        has_contracts=state.live("contracts") is not None,
        has_plan=state.live("payment_plan") is not None,
        has_payments=payments is not None,
        currencies=mixed,
        said=payments is None and receipts.height > 0,
    )


def _lines(links: ReferenceLinks, contracts: pl.DataFrame) -> pl.DataFrame:
    frame = links.state.live("payment_plan")
    if frame is None:
        return pl.DataFrame(schema=PLAN)
    days = {"due": pl.Date(), "invoiced": pl.Date(), "promised": pl.Date()}
    told = plain(frame, {"amount": pl.Float64(), **days}).with_columns(
        *texts(frame, "id", "customer", "condition", "promise", "currency"),
        _code(frame, "payment_plan", "kind"),
        owner=pl.lit(None, pl.String),
    )
    told = _with_whose(links, "payment_plan", told, contracts)
    owed = contracts.select(contract=ID, signed="signed", counts="counts")
    told = told.join(owed, on="contract", how="left", maintain_order="left")
    return told.select(
        *(name for name in PLAN if name not in ("title", "counts")),
        title=pl.coalesce("id", pl.format("#{}", pl.col(ID) + 1)),
        counts=pl.col("counts").fill_null(value=True),
    ).select(pl.col(name).cast(kind) for name, kind in PLAN.items())


def _receipts(links: ReferenceLinks, lines: pl.DataFrame, contracts: pl.DataFrame) -> pl.DataFrame:
    frame = links.state.live("payments")
    assert frame is not None
    told = plain(frame, {"amount": pl.Float64(), "date": pl.Date()}).with_columns(
        *texts(frame, "time", "customer", "currency", "plan"),
        *(s.alias("owner") for s in texts(frame, "received_by")),
        _code(frame, "payments", "kind"),
    )
    told = _with_whose(links, "payments", told, contracts)
    told = _with_plan(links, told.drop("plan"), lines)
    return told.select(pl.col(name).cast(kind) for name, kind in MONEY_IN.items())


def _with_whose(
    links: ReferenceLinks, entity: str, told: pl.DataFrame, contracts: pl.DataFrame
) -> pl.DataFrame:
    """The rows with their account, and customer, rep and currency from the nearest that has one."""
    whose = with_accounts(links, entity, contracts).rename({"customer": "customer_row"})
    told = told.join(whose, on=ID, how="left", maintain_order="left")
    its = contracts.select(contract=ID, customer_1="customer", rep_1="rep", currency_1="currency")
    told = told.join(its, on="contract", how="left", maintain_order="left")
    for place, (_sheet, by, *_columns) in enumerate(_NAMED, 2):
        known = _names(links.state, place)
        told = told.join(known, on=by, how="left", maintain_order="left")
    return told.with_columns(
        customer=pl.coalesce("customer_3", "customer", "customer_1", "customer_2"),
        rep=pl.coalesce("rep_1", "rep_2", "rep_3", "owner"),
        currency=pl.coalesce(pl.col("currency").str.to_uppercase(), "currency_1"),
    )


def _names(state: BookState, place: int) -> pl.DataFrame:
    """``customer_PLACE`` and ``rep_PLACE`` of the rows of a sheet that are looked up."""
    sheet, by, *columns = _NAMED[place - 2]
    frame = state.live(sheet)
    if frame is None:
        return pl.DataFrame(
            schema={by: pl.Int64, f"customer_{place}": pl.String, f"rep_{place}": pl.String}
        )
    customer, rep = texts(frame, *columns)
    return pl.DataFrame(
        {by: frame[ID].cast(pl.Int64), f"customer_{place}": customer, f"rep_{place}": rep}
    )


def _with_plan(links: ReferenceLinks, told: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The payments with ``plan``, and whose that line is where a payment names no contract.

    Numbers of lines often begin anew in each contract: the line of the payment's own account is
    meant, else the only one of that number, unless the payment names another contract.
    """
    state = links.state
    plan, payments = state.live("payment_plan"), state.live("payments")
    known = _folded(state, "payment_plan", "id", plan).join(
        lines.select(plan=ID, its_account="account"), on="plan", how="left"
    ).drop_nulls("number")  # fmt: skip
    own = known.drop_nulls("its_account").unique(
        ["its_account", "number"], keep="first", maintain_order=True
    )
    alone = known.unique("number", keep="none")
    asked = told.join(
        _folded(state, "payments", "plan", payments).rename({"plan": ID}),
        on=ID, how="left", maintain_order="left",
    ).join(
        own.select("number", account="its_account", own="plan"),
        on=["account", "number"], how="left", maintain_order="left",
    ).join(
        alone.select("number", alone="plan"), on="number", how="left", maintain_order="left"
    )  # fmt: skip
    free = pl.when(~pl.col("said")).then("alone")
    whole = asked.with_columns(plan=pl.coalesce("own", free))
    whose = ("account", "contract", "deal", "customer_row", "customer", "rep", "currency")
    of_line = lines.select(pl.col(ID).alias("plan"), *(pl.col(n).alias(f"{n}_of") for n in whose))
    whole = whole.join(of_line, on="plan", how="left", maintain_order="left")
    return whole.with_columns(
        *(pl.coalesce(f"{n}_of", n).alias(n) for n in whose if n != "currency"),
        currency=pl.coalesce("currency", "currency_of"),
    )


def _folded(state: BookState, entity: str, column: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    """``plan`` (the ``_id`` of the row) and ``number``: a column's text, folded."""
    if frame is None or frame.schema.get(column) != pl.String:
        return pl.DataFrame(schema={"plan": pl.Int64, "number": pl.String})
    number = state.folds.of((entity, column), frame[column])
    return pl.DataFrame({"plan": frame[ID].cast(pl.Int64), "number": number})


def _said(links: ReferenceLinks, lines: pl.DataFrame) -> pl.DataFrame:
    """What the plan itself says was received, as payments; a settled line was paid in full."""
    frame = links.state.live("payment_plan")
    if frame is None:
        return pl.DataFrame(schema=MONEY_IN)
    told = plain(frame, {"received": pl.Float64(), "settled": pl.Date()})
    whole = lines.join(told, on=ID, how="left", maintain_order="left")
    in_full = pl.when(pl.col("settled").is_not_null()).then("amount")
    got = whole.with_columns(amount=pl.coalesce("received", in_full))
    return (
        got.filter(pl.col("amount") != 0)
        .with_columns(
            plan=ID, date="settled", time=pl.lit(None, pl.String), unit=pl.lit(None, pl.Int64)
        )
        .select(pl.col(name).cast(kind) for name, kind in MONEY_IN.items())
    )


def _same_currency(receipts: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The payments without the lines that they name in another currency."""
    theirs = lines.select(plan=ID, theirs="currency")
    apart = pl.col("currency").ne_missing(pl.col("theirs"))
    told = receipts.join(theirs, on="plan", how="left", maintain_order="left")
    return told.with_columns(plan=pl.when(~apart).then("plan")).drop("theirs")


def _within_currency(rows: pl.DataFrame) -> pl.DataFrame:
    """Accounts apart for each currency: a payment never closes a line of another one."""
    return rows.with_columns(
        account=pl.format("{}|{}", "account", pl.col("currency").fill_null(""))
    )


def _code(frame: pl.DataFrame, entity: str, name: str) -> pl.Series:
    field = entity_of(entity).field(name)
    if field is None or frame.schema.get(name) != pl.String:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    return coded(frame[name], field).alias(name)
