"""What one deal brings and costs: its profit and loss."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.metrics.costs import reasons
from salestui.metrics.costs.selecting import cost_ratio
from salestui.metrics.currencies import mixed
from salestui.metrics.figure import Figure, na, note


@dataclass(frozen=True, slots=True)
class DealMoney:
    """What the workbook keeps of one deal's money.

    Attributes:
        contracts: amounts of its contracts in force, with their approved changes.
        product: whether it names a product of the sheet of products.
        costs: sum of its costs up to the as-of day; None without a sheet of costs.
        received: payments up to the as-of day, refunds taken off; None without such a sheet.
        currencies: all that are named, where they are of several.
    """

    contracts: tuple[float, ...]
    amount: float | None
    product: bool
    unit_cost: float | None
    quantity: float | None
    costs: float | None
    received: float | None
    currencies: tuple[str, ...] = ()


def deal_profit(money: DealMoney) -> dict[str, Figure]:
    """The figures by the keys of ``PROFIT_FIGURES``."""
    if len(money.currencies) > 1:
        none = mixed(money.currencies)
        return dict.fromkeys(_KEYS, none)
    revenue, product = _revenue(money), _product_cost(money)
    spent = na(reasons.NO_COSTS) if money.costs is None else Figure(money.costs)
    paid = na(reasons.NO_PAYMENTS) if money.received is None else Figure(money.received)
    gross = _less(revenue, product)
    return {
        "revenue": revenue,
        "product_cost": product,
        "gross": gross,
        "selling_cost": spent,
        "deal_cost_ratio": cost_ratio(spent, revenue, reasons.NO_AMOUNT),
        "result": _less(gross, spent),
        "received": paid,
        "cash": _less(paid, spent),
    }


_KEYS = (
    "revenue", "product_cost", "gross", "selling_cost", "deal_cost_ratio", "result", "received",
    "cash",
)  # fmt: skip


def _revenue(money: DealMoney) -> Figure:
    if money.contracts:
        told = note(reasons.OF_CONTRACTS, n=len(money.contracts))
        return Figure(sum(money.contracts)).noted(told)
    if money.amount is None:
        return na(reasons.NO_AMOUNT)
    return Figure(money.amount).noted(note(reasons.OF_DEAL))


def _product_cost(money: DealMoney) -> Figure:
    if not money.product:
        return na(reasons.NO_PRODUCT)
    if money.unit_cost is None:
        return na(reasons.NO_UNIT_COST)
    if money.quantity is None:
        return na(reasons.NO_QUANTITY)
    return Figure(money.unit_cost * money.quantity)


def _less(whole: Figure, part: Figure) -> Figure:
    """The difference; the first reason met where either is missing."""
    for figure in (whole, part):
        if figure.reason is not None:
            return na(figure.reason)
    assert whole.value is not None and part.value is not None
    return Figure(whole.value - part.value)
