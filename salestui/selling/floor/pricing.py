"""What a unit costs by the way it is paid, and the quote that is written of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from adapters.errors import Refused
from salestui.book.edits import Value
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.model.entities.floor import PAY_WAY
from salestui.model.playbook.paying import PayWay
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import Changes, choice_text, reference_text
from salestui.selling.deals.quoting import Step
from salestui.selling.floor.unit import Unit

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """What is told to a buyer of one unit.

    Attributes:
        way: code of ``units.way``; ``standard`` the discount that everybody gets who pays so.
        discount: of the list price, the standard one included; ``free``: as far as an agent may go.
        first, loan: of the net price, due with the contract (the deposit included), and from a
            bank; None where the playbook gives no such share.
        deposit: to subscribe; 0 where none is asked for.
    """

    unit: str
    way: str
    list: float
    standard: float
    discount: float
    free: float
    net: float
    deposit: float
    first: float | None
    loan: float | None

    @property
    def needs_approval(self) -> bool:
        """Whether the discount is above what an agent may give by himself."""
        return self.discount > self.free + _CLOSE


def ways(state: BookState) -> tuple[PayWay, ...]:
    """How buyers may pay: as the playbook says, else every way there is, without a discount."""
    told = state.playbook.method.floor.ways
    return told or tuple(PayWay(way=choice.code) for choice in PAY_WAY.choices)


def price_sheet(
    state: BookState, unit: Unit, way: str, discount: float | None = None
) -> PriceSheet:
    """Price a unit.

    Args:
        way: a code of ``units.way``, or any word for one; empty for the first of the playbook.
        discount: of the list price; None for that of the way of paying.

    Raises:
        Refused: the unit has no price, there is no such way, or the discount is none.
    """
    known = ways(state)
    code = PAY_WAY.code(way) if way else known[0].way
    chosen = next((each for each in known if each.way == code), None)
    if chosen is None:
        names = ", ".join(f"{c.en} ({c.zh})" for c in PAY_WAY.choices)
        raise Refused(N_("{way} is no way of paying here."), N_("Ways of paying: {names}."),
                      way=way, names=names)  # fmt: skip
    if unit.listed is None:
        raise Refused(
            N_("{unit} has no list price, and no area with a price per m²."),
            N_("Fill one of them in first."), unit=unit.name,
        )  # fmt: skip
    given = chosen.discount if discount is None else discount
    if not 0 <= given < 1:
        raise Refused(N_("{discount} is no discount."), N_("Write a share, such as 3%."),
                      discount=f"{given:.0%}")  # fmt: skip
    net = round(unit.listed * (1 - given), 2)
    told = bool(state.playbook.method.floor.ways)
    return PriceSheet(
        unit.name, chosen.way, unit.listed, chosen.discount, given,
        chosen.discount + state.playbook.method.floor.agent_discount, net, unit.required,
        round(net * chosen.first, 2) if told else None,
        round(net * chosen.loan, 2) if told and chosen.loan else None,
    )  # fmt: skip


def quote_changes(state: BookState, unit: Unit, sheet: PriceSheet, by: str, today: date) -> Changes:
    """The quote of a price sheet as a row; one that needs approval asks for it at once.

    Args:
        by: who gives it; empty for the unit's agent, else the deal's rep.

    Raises:
        Refused: the workbook has no sheet of quotes.
    """
    if state.rows("quotes") is None:
        raise Refused(
            N_("The workbook has no sheet for this: {entity}."),
            N_("Add it: salestui sheet BOOK {entity}."), entity="quotes",
        )  # fmt: skip
    agent = by or unit.agent or ("" if unit.deal is None else owner_of(state, unit.deal) or "")
    status = Step.REQUEST if sheet.needs_approval else "sent"
    deal = "" if unit.deal is None else reference_text(state, "deals", unit.deal)
    version = f"V{_earlier(state, unit) + 1}"
    values: dict[str, Value] = {
        "id": f"{unit.name}-{version}", "deal": deal, "version": version, "date": today,
        "unit": unit.name, "way": choice_text(state, "quotes", "way", sheet.way), "quantity": 1.0,
        "list": sheet.list, "discount": sheet.discount, "net": sheet.net, "requested_by": agent,
        "status": choice_text(state, "quotes", "status", status),
    }  # fmt: skip
    return Changes((), (("quotes", {n: v for n, v in values.items() if v not in (None, "")}),))


def _earlier(state: BookState, unit: Unit) -> int:
    """How many quotes of the unit there are; by their numbers where quotes name no units."""
    frame = state.live("quotes")
    if frame is None or frame.schema.get("unit") == pl.String:
        return referring(state, "units", unit.row, "quotes", "unit").height
    if frame.schema.get("id") != pl.String:
        return 0
    return frame.filter(pl.col("id").str.starts_with(f"{unit.name}-V")).height
