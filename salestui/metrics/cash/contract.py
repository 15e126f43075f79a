"""The figures of one contract: what it is worth, what was billed, paid and is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.i18n import N_
from salestui.metrics.cash.allocation import Allocation
from salestui.metrics.currencies import mixed
from salestui.metrics.definitions import Definition, Unit
from salestui.metrics.figure import Figure, na

_NO_AMOUNT = N_("the contract carries no amount")
_NO_PLAN = N_("the contract has no payment plan")
_NEITHER = N_("the contract has neither an amount nor a payment plan")

CONTRACT_FIGURES: tuple[Definition, ...] = (
    Definition(
        "in_force", "In force", "有效金额", Unit.MONEY,
        "contract amount + effect of the approved changes",
        "合同金额 + 已批准变更的金额影响",
        "changes that are only requested, or rejected, are left out",
        "仅申请或被驳回的变更不计",
    ),
    Definition(
        "changes", "Changes", "变更金额", Unit.MONEY,
        "sum of the approved changes of the contract", "已批准合同变更的金额之和",
    ),
    Definition(
        "billed", "Billed", "已开票", Unit.MONEY,
        "sum of the plan lines with an invoice date up to the as-of day",
        "截至统计日已开票的收款计划金额之和",
        "n/a without a payment plan", "没有收款计划时不适用",
    ),
    Definition(
        "received", "Received", "已回款", Unit.MONEY,
        "sum of the payments of the contract up to the as-of day, refunds taken off",
        "截至统计日该合同回款之和，退款已扣除",
        "a payment belongs to the contract that it, its plan line or its deal names",
        "回款按其所写合同、收款计划或商机归属",
    ),
    Definition(
        "open", "Open", "未收金额", Unit.MONEY,
        "amount in force - received; without an amount, planned - received",
        "有效金额 - 已回款；没有合同金额时为 计划金额 - 已回款",
        "negative where more was paid than agreed", "多收时为负数",
    ),
    Definition(
        "overdue", "Overdue", "逾期未收", Unit.MONEY,
        "unpaid part of the plan lines that were due before the as-of day",
        "统计日之前到期的收款计划中尚未收到的部分",
        "n/a without a payment plan; lines without a due day are never overdue",
        "没有收款计划时不适用；没有应收日期的不算逾期",
    ),
)  # fmt: skip
"""The figures of one contract, in order."""

Behind = Mapping[str, tuple[str, tuple[int, ...]]]
"""By the figure's key, the entity's name and the ``_id`` of the rows behind it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a contract is worth: its own amount, None for none, and its approved changes.

    ``currencies``: those that its rows name; of several nothing is added up.
    """

    signed: float | None
    changes: float
    change_rows: tuple[int, ...] = ()
    currencies: tuple[str, ...] = ()


def contract_figures(
    worth: Worth,
    lines: pl.DataFrame,
    receipts: pl.DataFrame,
    until: Allocation,
    as_of: date,
) -> tuple[dict[str, Figure], Behind]:
    """The figures of a contract, with the rows behind each.

    Args:
        lines, receipts: of the contract, see ``metrics.cash.facts``.
        until: of the payments until the as-of day.
    """
    paid = receipts.filter(_until("date", as_of))
    billed = lines.filter(pl.col("invoiced") <= as_of)
    late = lines.join(until.lines.select("_id", "unpaid"), on="_id").filter(
        (pl.col("due") < as_of) & (pl.col("unpaid") > 0)
    )
    received = _sum(paid, "amount")
    whole = None if worth.signed is None else worth.signed + worth.changes
    planned = _sum(lines, "amount") if lines.height else None
    agreed = planned if whole is None else whole
    without = na(_NO_PLAN)
    figures = {
        "in_force": na(_NO_AMOUNT) if whole is None else Figure(whole),
        "changes": Figure(worth.changes),
        "billed": Figure(_sum(billed, "amount")) if lines.height else without,
        "received": Figure(received),
        "open": na(_NEITHER) if agreed is None else Figure(agreed - received),
        "overdue": Figure(_sum(late, "unpaid")) if lines.height else without,
    }
    if len(worth.currencies) > 1:
        figures = dict.fromkeys(figures, mixed(worth.currencies))
    changed = ("contract_changes", worth.change_rows)
    behind: Behind = {
        "in_force": changed, "changes": changed, "billed": ("payment_plan", _ids(billed)),
        "received": ("payments", _ids(paid)), "open": ("payment_plan", _ids(lines)),
        "overdue": ("payment_plan", _ids(late)),
    }  # fmt: skip
    return figures, behind


def _until(column: str, day: date) -> pl.Expr:
    """Rows without a day count as long past."""
    return (pl.col(column) <= day).fill_null(value=True)


def _sum(frame: pl.DataFrame, column: str) -> float:
    return float(frame[column].sum())


def _ids(frame: pl.DataFrame) -> tuple[int, ...]:
    return tuple(frame["_id"].to_list())
