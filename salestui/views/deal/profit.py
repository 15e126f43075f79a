"""What a deal brings and costs: its profit and loss, and the costs behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.metrics.costs.definitions import PROFIT_FIGURES
from salestui.metrics.costs.profit import DealMoney, deal_profit
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import Figure
from salestui.metrics.inputs import Inputs
from salestui.selling.costs.profit import costs_of, deal_money
from salestui.selling.costs.rows import spending
from salestui.views.costs.lines import key_name
from salestui.views.deal.lines import DealLine, DealSection, absent, row_of, title_of
from salestui.views.formats import Style, not_available, say
from salestui.views.states import State

_LOSSES = frozenset(("gross", "result"))
"""Figures that are a loss below zero."""


def profit_section(
    state: BookState, deal: int, inputs: Inputs, as_of: date, style: Style
) -> DealSection:
    """The figures, what the review of the deal says of them, then its costs, the latest first."""
    known = spending(state, inputs)
    money = deal_money(state, deal, known, as_of)
    reviewed = tuple(_reviewed(state, deal, style))
    costs = None if known.costs is None else costs_of(known.costs, deal, as_of)
    spent = () if costs is None else tuple(_cost(state, row, style) for row in costs.to_dicts())
    told = bool(spent or reviewed or money.contracts or money.received or money.unit_cost)
    title = _("Profit and loss")
    if not told and (missing := absent(state, "costs")):
        return DealSection("profit", title, (), "", "costs", absent=True, nothing=missing)
    figures = deal_profit(money)
    lines = tuple(_line(d, figures[d.key], style, blank=not told) for d in PROFIT_FIGURES)
    return DealSection(
        "profit",
        title,
        (*lines, *reviewed, *spent),
        entity="costs",
        columns=("", _("Amount"), ""),
        right=(1,),
        about="\n".join(f"{label(d.labels)}: {label(d.formulas)}" for d in PROFIT_FIGURES),
    )


def profit_data(money: DealMoney) -> dict[str, Any]:
    """The figures for JSON, as plain numbers, with the reasons of those that have none."""
    figures = deal_profit(money)
    return {
        "figures": {key: figure.value for key, figure in figures.items()},
        "reasons": {k: say(f.reason) for k, f in figures.items() if f.reason is not None},
    }


def _line(meant: Definition, figure: Figure, style: Style, *, blank: bool) -> DealLine:
    text = not_available() if figure.value is None else style.exact(figure.value, meant.unit)
    said = [say(n) for n in figure.notes] if figure.reason is None else [say(figure.reason)]
    loss = meant.key in _LOSSES and figure.value is not None and figure.value < 0
    return DealLine(
        f"profit:{meant.key}",
        (label(meant.labels), text, _("a loss") if loss else " · ".join(said)),
        state=State.LATE if loss else State.NEUTRAL,
        mark="!" if loss else "=",
        blank=blank,
    )


def _reviewed(state: BookState, deal: int, style: Style) -> Iterator[DealLine]:
    """What the sheet of reviews says of cost and revenue, to compare."""
    for row in referring(state, "deals", deal, "reviews").to_dicts():
        told: Mapping[str, object] = row
        for name in ("revenue", "cost"):
            value = told.get(name)
            if isinstance(value, float):
                number = row_of(told)
                title = _("{what}, as reviewed").format(what=title_of("reviews", name))
                cells = (title, style.exact_money(value), "")
                yield DealLine(f"review:{number}:{name}", cells, "reviews", number, name, mark="·")


def _cost(state: BookState, row: Mapping[str, Any], style: Style) -> DealLine:
    """One cost: when, of what type, in which stage, how much, and why it was too much."""
    day = "" if row["date"] is None else row["date"].isoformat()
    what = " ".join(filter(None, (day, key_name(state, "type", row["type"] or ""))))
    stage = key_name(state, "stage", row["stage"]) if row["stage"] else ""
    amount = not_available() if row["amount"] is None else style.exact_money(row["amount"])
    said = " · ".join(filter(None, (stage, row["reason"])))
    return DealLine(f"cost:{row['_id']}", (what, amount, said), "costs", row["_id"], mark="·")
