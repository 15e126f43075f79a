"""Who bought what: every subscription with its dates, and those still choosing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Said
from sample_workbooks.estate.cast import AGENTS, CARELESS
from sample_workbooks.estate.homes import DEPOSIT, FOUR, HOMES, THREE, TWO, Home, phase_on

TOP_UP_DAYS, SIGNING_DAYS, LOAN_DAYS = 3, 7, 15
"""As the playbook has them."""
DISCOUNTS = {"at once": 0.03, "instalments": 0.01, "mortgage": 0.0}

_WAYS = ("mortgage", "mortgage", "at once", "mortgage", "instalments")
_SOLD = {
    "A": (27, 4, date(2026, 3, 8), date(2026, 9, 20)),
    "B": (14, 1, date(2026, 5, 3), date(2026, 10, 24)),
    "C": (3, 0, date(2026, 9, 13), date(2026, 10, 31)),
}
"""Homes signed by building: two and three bedrooms, four bedrooms, first and last deposit."""
_SPECIAL = {"A-0502", "A-1004", "A-0101", "B-0302", "B-0503", "B-0701", "B-0403", "B-0901",
            "B-0101", "C-0601", "C-0402", "C-0203", "C-1001", "C-0503"}  # fmt: skip
_CHANNELS = ("web", "referral", "advertising", "phone", "social", "media", "referral", "web")


@dataclass(frozen=True, slots=True)
class Sale:
    """One customer's way to a home, as far as it has come.

    Attributes:
        number: of the customer in the cast.
        agent: place in ``AGENTS``.
        stage: code of the playbook's stage.
        visited: the first visit; ``paid`` the day of the deposit, ``signed`` of the contract.
        deposits: what was paid of the deposit, day by day, with the time.
        papers: when the loan papers were complete.
        ended: when it was given up.
        layout: what they look for, where no home is chosen yet.
    """

    number: int
    agent: int
    stage: str
    way: str
    channel: str
    visited: date
    unit: str = ""
    paid: date | None = None
    deposits: tuple[tuple[date, str, int], ...] = ()
    signed: date | None = None
    papers: date | None = None
    ended: date | None = None
    referred_by: int | None = None
    layout: Said | None = None

    @property
    def home(self) -> Home:
        """What is being bought."""
        return HOMES[self.unit]

    @property
    def discount(self) -> float:
        """Of the list price, for the way of paying; every fifth buyer got the agent's too."""
        return DISCOUNTS[self.way] + (0.01 if self.number % 5 == 0 else 0.0)

    @property
    def price(self) -> int:
        """What was agreed."""
        return round(self.home.price * (1 - self.discount) / 100) * 100

    @property
    def sign_by(self) -> date | None:
        """The day by which the contract is to be signed."""
        return self.paid + timedelta(days=SIGNING_DAYS) if self.paid else None

    @property
    def loan_by(self) -> date | None:
        """The day by which the papers for the bank are to be in."""
        if self.way != "mortgage" or self.signed is None:
            return None
        return self.signed + timedelta(days=LOAN_DAYS)

    @property
    def full(self) -> bool:
        """Whether the deposit is paid."""
        return sum(amount for _, _, amount in self.deposits) >= DEPOSIT


@cache
def sales() -> tuple[Sale, ...]:
    """Everybody with a deal, in the order of the first visit."""
    draw = Random("estate sales")
    found = [*_signed(draw), *_specials()]
    free = [unit for unit in HOMES if unit not in _SPECIAL | {sale.unit for sale in found}]
    found += [*_choosing(draw, free), *_given_up(draw)]
    found.sort(key=lambda s: (s.visited, s.unit, s.stage, s.agent))
    numbered = [replace(sale, number=n) for n, sale in enumerate(found)]
    return tuple(_referred(numbered))


def _signed(draw: Random) -> list[Sale]:
    """Homes sold without trouble, spread over the time that each building has been on sale."""
    found = []
    for building, (small, large, first, last) in _SOLD.items():
        able = [h for h in HOMES.values() if h.building == building and h.unit not in _SPECIAL]
        draw.shuffle(able)
        usual = [home for home in able if home.layout != FOUR][:small]
        chosen = usual + [home for home in able if home.layout == FOUR][:large]
        draw.shuffle(chosen)
        span = (last - first).days
        for place, home in enumerate(chosen):
            day = first + timedelta(days=round(span * place / max(1, len(chosen) - 1)))
            found.append(_sold(draw, home.unit, day))
    return found


def _sold(draw: Random, unit: str, paid: date) -> Sale:
    """A sale without trouble from the visit to the contract."""
    way = draw.choice(_WAYS)
    signed = paid + timedelta(days=draw.randint(3, SIGNING_DAYS))
    papers = signed + timedelta(days=draw.randint(5, LOAN_DAYS)) if way == "mortgage" else None
    time = f"{draw.randint(9, 18):02d}:{draw.randint(0, 59):02d}"
    parts: tuple[tuple[date, str, int], ...] = ((paid, time, DEPOSIT),)
    if draw.random() < 0.2:
        rest = paid + timedelta(days=draw.randint(1, TOP_UP_DAYS))
        parts = ((paid, time, 8_000), (rest, "10:20", DEPOSIT - 8_000))
    return Sale(
        0, _agent(draw), "contracted", way, draw.choice(_CHANNELS),
        paid - timedelta(days=draw.randint(2, 30)), unit, paid, parts, signed, papers,
    )  # fmt: skip


def _agent(draw: Random) -> int:
    """The first of a team sell most."""
    return draw.choices(range(len(AGENTS)), (6, 4, 5, 2, 5, 3, 2, 3))[0]


def _specials() -> list[Sale]:
    """What is to be looked at today, told one by one."""
    nov = [date(2026, 11, day) for day in range(1, 31)]
    part, full = 5_000, DEPOSIT
    return [
        Sale(0, 1, "subscribed", "mortgage", "web", nov[3], "B-0302", nov[12],
             ((nov[12], "15:42", part),)),
        Sale(0, 5, "subscribed", "instalments", "phone", nov[4], "C-0601", nov[11],
             ((nov[11], "11:05", 8_000),)),
        Sale(0, 2, "subscribed", "at once", "referral", nov[6], "B-0503", nov[13],
             ((nov[13], "16:30", full),)),
        Sale(0, 0, "subscribed", "mortgage", "referral", nov[9], "B-0701", nov[18],
             ((nov[18], "10:12", full),)),
        Sale(0, 4, "subscribed", "mortgage", "social", nov[10], "C-0402", nov[18],
             ((nov[18], "14:03", 10_000), (nov[19], "09:35", 10_000))),
        Sale(0, 7, "loan", "mortgage", "web", nov[1], "C-0503", nov[15],
             ((nov[15], "17:20", full),)),
        Sale(0, 3, "contracted", "mortgage", "media", date(2026, 10, 10), "B-0403",
             date(2026, 10, 24), ((date(2026, 10, 24), "13:15", full),), date(2026, 10, 28)),
        Sale(0, 4, "contracted", "mortgage", "web", date(2026, 10, 31), "B-0901", nov[7],
             ((nov[7], "11:48", full),), nov[12]),
        Sale(0, 6, "withdrawn", "mortgage", "advertising", date(2026, 3, 28), "A-0502",
             date(2026, 4, 11), ((date(2026, 4, 11), "12:20", full),), ended=date(2026, 4, 24)),
        Sale(0, 0, "contracted", "at once", "referral", date(2026, 4, 30), "A-0502",
             date(2026, 5, 9), ((date(2026, 5, 9), "10:40", full),), date(2026, 5, 14)),
        Sale(0, 2, "unit-chosen", "mortgage", "web", nov[12], "A-1004"),
        Sale(0, 5, "unit-chosen", "at once", "referral", nov[16], "C-0203"),
    ]  # fmt: skip


def _choosing(draw: Random, free: Sequence[str]) -> list[Sale]:
    """Those who look around, and have no home reserved."""
    found = []
    stages = ("registered", "presented", "presented", "registered", "unit-chosen", "presented")
    for place in range(30):
        stage = stages[place % len(stages)]
        days = draw.randint(1, 9) + (12 if place in (7, 19) else 0)
        unit = free[-7 * (place // len(stages)) - 2] if stage == "unit-chosen" else ""
        layout = TWO if place % 3 else THREE
        channel = "advertising" if place % 4 == 1 else draw.choice(_CHANNELS)
        visited = AS_OF - timedelta(days=days)
        found.append(
            Sale(0, _agent(draw), stage, "mortgage", channel, visited, unit, layout=layout)
        )
    return found


def _given_up(draw: Random) -> list[Sale]:
    """Those who did not buy."""
    found = []
    for place in range(14):
        ended = date(2026, 4, 10) + timedelta(days=16 * place)
        channel = "advertising" if place % 2 else draw.choice(_CHANNELS)
        layout = FOUR if place % 2 else THREE
        found.append(
            Sale(0, CARELESS if place % 5 == 0 else _agent(draw), "withdrawn", "mortgage", channel,
                 ended - timedelta(days=draw.randint(9, 40)), ended=ended, layout=layout)
        )  # fmt: skip
    return found


def _referred(found: list[Sale]) -> list[Sale]:
    """Buyers who came through a buyer; a chain of four, its last is choosing now."""
    signed = [s for s in found if s.signed and s.unit != "B-0403"]
    chain = [signed[2].number, signed[14].number, signed[33].number]
    last = next(s.number for s in found if s.unit == "C-0203")
    told = dict(zip([*chain[1:], last], chain, strict=True))
    for place, sale in enumerate(found):
        if sale.channel == "referral" and sale.number not in (*told, chain[0]):
            before = [s.number for s in signed if s.signed and s.signed < sale.visited]
            if before:
                told[sale.number] = before[place % len(before)]
    return [
        replace(s, referred_by=told[s.number], channel="referral") if s.number in told else s
        for s in found
    ]


def phase_of(sale: Sale) -> Said:
    """The phase of the launch to which a deal belongs: that of its deposit, else of the visit."""
    return phase_on(max(sale.paid or sale.visited, date(2026, 3, 1)))
