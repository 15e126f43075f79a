"""What is to be paid under one contract, or one deal without a contract, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from salestui.book.links import links, referred, referring, row_named
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.cash.allocation import LINES, RECEIPTS, Allocation, allocate
from salestui.model.entities import entity as entity_of

ACCOUNT = "account"
"""What all lines and receipts of an account are put under for ``allocate``."""

CENT = 0.005
"""Less than this is nothing: what adding up amounts leaves behind."""


@dataclass(frozen=True)
class Account:
    """Plan lines and payments that belong together.

    Attributes:
        entity, row: the contract or the deal that it is about; ``row`` is None for a plan line
            that belongs to neither.
        lines: see ``metrics.cash.allocation.LINES``.
        receipts: see ``RECEIPTS``.
        signed: the contract's amount, or the deal's; None where it has none.
        changes: sum of the approved changes of the contract.
        currencies: all that its rows name.
    """

    entity: str
    row: int | None
    lines: pl.DataFrame
    receipts: pl.DataFrame
    signed: float | None
    changes: float
    currencies: tuple[str, ...]

    @property
    def in_force(self) -> float | None:
        """The amount with its approved changes."""
        return None if self.signed is None else self.signed + self.changes

    @cached_property
    def allocation(self) -> Allocation:
        """Which lines the payments close."""
        return allocate(self.lines, self.receipts)

    @property
    def received(self) -> float:
        """The sum of all payments, refunds taken off."""
        return float(self.receipts["amount"].sum())

    @property
    def owed(self) -> float | None:
        """What is still to be paid: of the amount in force, else of the plan; None for neither."""
        whole = self.in_force
        if whole is None:
            whole = self.planned
        return None if whole is None else whole - self.received

    @property
    def planned(self) -> float | None:
        """The sum of the plan; None without one."""
        return None if self.lines.is_empty() else float(self.lines["amount"].sum())


def contract_account(state: BookState, contract: int) -> Account:
    """The account of a contract.

    Raises:
        KeyError: the book has no contracts.
    """
    rows = state.entities["contracts"]
    lines = referring(state, "contracts", contract, "payment_plan", "contract")
    paid = _payments(state, "contracts", contract, lines)
    amount = rows.value(contract, "amount") if rows.layout.column("amount") else None
    named = _currencies(lines, paid) | _text(rows, contract, "currency")
    return Account(
        "contracts",
        contract,
        _lines(lines),
        _receipts(paid),
        amount if isinstance(amount, float) else None,
        approved_changes(state, contract),
        tuple(sorted(named)),
    )


def deal_account(state: BookState, deal: int) -> Account:
    """The account of what names a deal and no contract.

    Raises:
        KeyError: the book has no deals.
    """
    rows = state.entities["deals"]
    lines = _unsigned(referring(state, "deals", deal, "payment_plan", "deal"))
    paid = _unsigned(_payments(state, "deals", deal, lines))
    amount = rows.value(deal, "amount") if rows.layout.column("amount") else None
    signed = amount if isinstance(amount, float) else None
    named = _currencies(lines, paid) | _text(rows, deal, "currency")
    return Account("deals", deal, _lines(lines), _receipts(paid), signed, 0.0, tuple(sorted(named)))


def line_account(state: BookState, line: int) -> Account:
    """The account that a plan line belongs to: its contract's, else its deal's, else its own.

    Raises:
        KeyError: the book has no payment plan.
    """
    if (contract := referred(state, "payment_plan", line, "contract")) is not None:
        return contract_account(state, contract)
    deal = referred(state, "payment_plan", line, "deal")
    rows = state.entities["payment_plan"]
    text = rows.value(line, "contract") if rows.layout.column("contract") else None
    if deal is not None and not text:
        return deal_account(state, deal)
    lines = rows.live.filter(pl.col(ID) == line)
    paid = _payments(state, "", None, lines)
    named = tuple(sorted(_currencies(lines, paid)))
    return Account("payment_plan", None, _lines(lines), _receipts(paid), None, 0.0, named)


def account_named(state: BookState, plan: str, contract: str, deal: str) -> Account | None:
    """The account of a plan line, else of a contract, else of a deal, by their keys or names.

    None where no row is called that.
    """
    if plan:
        line = row_named(state, "payment_plan", plan)
        return None if line is None else line_account(state, line)
    if contract:
        row = row_named(state, "contracts", contract)
        return None if row is None else contract_account(state, row)
    row = row_named(state, "deals", deal) if deal else None
    return None if row is None else deal_account(state, row)


def approved_changes(state: BookState, contract: int) -> float:
    """What approved changes add to the amount of a contract.

    Of a sheet without a column for their status, all of them count.
    """
    frame = referring(state, "contracts", contract, "contract_changes", "contract")
    if frame.schema.get("amount") != pl.Float64:
        return 0.0
    field = entity_of("contract_changes").field("status")
    if field is not None and frame.schema.get("status") == pl.String:
        said = coded(frame["status"], field)
        frame = frame.filter((said == "approved").fill_null(value=False))
    return float(frame["amount"].sum())


def _payments(state: BookState, entity: str, row: int | None, lines: pl.DataFrame) -> pl.DataFrame:
    """The payments for some plan lines, and those for the row that name no line; with ``to``."""
    frame = state.live("payments")
    if frame is None:
        return pl.DataFrame()
    to = links(state, "payments", "plan").select(ID, "to")
    frame = frame.with_columns(pl.col(ID).cast(pl.Int64))
    frame = frame.join(to, on=ID, how="left", maintain_order="left")
    theirs = pl.lit(value=False)
    if ID in lines.columns:
        theirs = pl.col("to").is_in(lines[ID].cast(pl.Int64).implode()).fill_null(value=False)
    if row is not None:
        field = "contract" if entity == "contracts" else "deal"
        own = referring(state, entity, row, "payments", field)[ID].cast(pl.Int64)
        theirs |= pl.col("to").is_null() & pl.col(ID).is_in(own.implode())
    return frame.filter(theirs)


def _unsigned(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that name no contract."""
    if frame.schema.get("contract") != pl.String:
        return frame
    blank = pl.col("contract").is_null() | (pl.col("contract").str.strip_chars() == "")
    return frame.filter(blank)


def _lines(frame: pl.DataFrame) -> pl.DataFrame:
    return _shaped(frame, LINES)


def _receipts(frame: pl.DataFrame) -> pl.DataFrame:
    if "to" in frame.columns:
        frame = frame.drop("plan", strict=False).rename({"to": "plan"})
    return _shaped(frame, RECEIPTS).drop_nulls("amount")


def _shaped(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """The columns of a schema; those that the sheet lacks are null."""
    if ID not in frame.columns:
        return pl.DataFrame(schema=schema)
    here = frame.schema
    found = [
        pl.lit(ACCOUNT).alias(name)
        if name == ACCOUNT
        else pl.col(name).cast(kind)
        if name == ID or here.get(name) in (kind, pl.Int64)
        else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    ]
    return frame.select(found)


def _currencies(*frames: pl.DataFrame) -> set[str]:
    found: set[str] = set()
    for frame in frames:
        if frame.schema.get("currency") == pl.String:
            texts = frame["currency"].drop_nulls().unique().to_list()
            found |= {text.strip().upper() for text in texts if text.strip()}
    return found


def _text(rows: Rows, row: int, name: str) -> set[str]:
    value = rows.value(row, name) if rows.layout.column(name) is not None else None
    return {value.strip().upper()} if isinstance(value, str) and value.strip() else set()
