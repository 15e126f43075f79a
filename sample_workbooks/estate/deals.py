"""The customers of the floor, and their deals: a deal is a subscription, or the way to one."""

from __future__ import annotations

from datetime import date, timedelta

from sample_workbooks.books.telling import Record, Said, Value, ago, ahead
from sample_workbooks.estate.campaigns import campaign_of
from sample_workbooks.estate.cast import AGENTS, person, phone, team_of
from sample_workbooks.estate.homes import HOMES
from sample_workbooks.estate.sales import Sale, phase_of, sales

CHANCES = {"registered": 0.05, "presented": 0.15, "unit-chosen": 0.4, "subscribed": 0.8,
           "loan": 0.9, "contracted": 1.0, "withdrawn": 0.0}  # fmt: skip
_NEXT = {
    "registered": Said("Invite to the show flat", "邀约到访看样板房"),
    "presented": Said("Send two price sheets", "发送两套计价单"),
    "unit-chosen": Said("Ask for the deposit", "促定，收取定金"),
    "subscribed": Said("Prepare the contract", "准备签约资料"),
    "loan": Said("Collect the papers for the bank", "催收按揭资料"),
}
_WHY = ("price", "competitor", "no-contact", "budget", "product")
_AWAY = 12
"""Who has not been called for so long has been forgotten."""


def name_of(sale: Sale) -> Said:
    """A deal's name: the home, else what is looked for, and who looks for it."""
    who = person(sale.number)
    if sale.unit:
        return Said(f"{sale.unit} {who.en}", f"{sale.unit} {who.zh}")
    layout = _layout(sale)
    return Said(f"{layout.en}, {who.en}", f"{who.zh}（{layout.zh}）")


def _layout(sale: Sale) -> Said:
    layout = HOMES[sale.unit].layout if sale.unit else sale.layout
    assert layout is not None
    return layout


def amount_of(sale: Sale) -> int:
    """What was agreed, or the price of such a home on the fifth floor."""
    if sale.unit:
        return sale.price
    return next(
        home.price for home in HOMES.values()
        if home.layout == sale.layout and home.building == "B" and home.floor == 5
    )  # fmt: skip


def since(sale: Sale) -> date:
    """The day on which a deal came into its stage."""
    if sale.stage == "loan" and sale.paid:
        return sale.paid + timedelta(days=2)
    return sale.ended or sale.signed or sale.paid or min(sale.visited + timedelta(days=1), ago(1))


def deals() -> list[Record]:
    """Every deal, in the order in which the customers came."""
    return [_deal(place, sale) for place, sale in enumerate(sales(), start=1)]


def _deal(place: int, sale: Sale) -> Record:
    closed = sale.ended or sale.signed
    row: dict[str, Value] = {
        "id": f"D{place:04d}", "name": name_of(sale), "customer": person(sale.number),
        "stage": sale.stage, "amount": amount_of(sale), "probability": CHANCES[sale.stage],
        "expected_close": closed or sale.sign_by or sale.visited + timedelta(days=38),
        "closed": closed, "created": sale.visited, "owner": AGENTS[sale.agent],
        "team": team_of(sale.agent), "product": _layout(sale), "source": sale.channel,
        "campaign": campaign_of(sale), "unit": sale.unit or None,
        "way": sale.way if sale.unit else None, "phase": phase_of(sale),
        "stage_entered": since(sale), "last_activity": since(sale),
        "loss_reason": _WHY[place % len(_WHY)] if sale.ended else None,
    }  # fmt: skip
    if closed is None:
        late = sale.visited <= ago(_AWAY) and not sale.paid
        row |= {
            "next_step": _NEXT[sale.stage],
            "next_date": sale.sign_by or (ago(3) if late else ahead(1 + place % 6)),
        }
    return row


def customers() -> list[Record]:
    """Everybody with a deal; who came through whom, and what they have become."""
    found: list[Record] = []
    for sale in sales():
        bought = sale.signed is not None
        status = "active" if bought else "lost" if sale.ended else "prospect"
        found.append(
            {
                "id": f"V{sale.number + 1:04d}", "name": person(sale.number),
                "tier": "A" if sale.paid and not sale.ended else "C" if sale.ended else "B",
                "owner": AGENTS[sale.agent], "phone": phone(sale.number),
                "type": _HOUSEHOLDS[sale.number % len(_HOUSEHOLDS)], "status": status,
                "last_contact": min(since(sale) + timedelta(days=sale.number % 3), ago(1)),
                "next_contact": None if sale.ended else ahead(2 + sale.number % 20),
                "referred_by": None if sale.referred_by is None else person(sale.referred_by),
            }
        )  # fmt: skip
    return found


_HOUSEHOLDS = (
    Said("First home", "首次置业"), Said("Family moves up", "改善置业"),
    Said("Investor", "投资"), Said("For the parents", "为父母购房"),
)  # fmt: skip
