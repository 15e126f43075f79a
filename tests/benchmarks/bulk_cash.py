"""The sheets of a big team's workbook after its deals: contracts, money, projects, units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bulk_selling import Names, Row

PAYMENTS, OTHERS, LINES = 100_000, 20_000, 4
_KINDS = ("deposit", "advance", "progress", "final")
_TYPES = ("Travel", "Samples", "Catering", "Consulting")
_ELEMENTS = ("customer relation", "commercial", "solution", "delivery")
_STATES = ("available", "available", "held", "subscribed", "signed", "withdrawn")
_CAMPAIGNS, _PER_FLOOR, _PER_BUILDING = 40, 8, 400


def cash_sheets(names: Names, today: date) -> Iterator[tuple[str, Row, Iterator[Row]]]:
    """Name, headers and rows of each sheet: contracts, their plan and payments, costs, budgets."""
    random = Random(6)

    def day(back: int = 500) -> date:
        return today - timedelta(days=random.randrange(back))

    def contract(number: int) -> Row:
        amount = 1_000.0 * random.randint(4, 400)
        return (f"C-{number:05d}", names.deal(number), names.customer(number), names.rep(number),
                amount, "effective", day(), day())  # fmt: skip

    def planned(number: int) -> Row:
        deal = number // LINES
        return (f"C-{deal:05d}-{number % LINES}", f"C-{deal:05d}", names.deal(deal),
                names.customer(deal), _KINDS[number % LINES], day() + timedelta(days=90),
                1_000.0 * random.randint(1, 100))  # fmt: skip

    def payment(number: int) -> Row:
        deal = number % OTHERS
        return (f"R-{number:06d}", day(), f"C-{deal:05d}", names.deal(deal),
                names.customer(deal), _KINDS[number % LINES],
                500.0 * random.randint(1, 100), names.rep(deal))  # fmt: skip

    def cost(number: int) -> Row:
        return (f"K-{number:05d}", day(), names.deal(number * 5), f"Team {number % 8 + 1}",
                names.rep(number), _campaign(number) if number % 3 else None, _TYPES[number % 4],
                10.0 * random.randint(1, 900))  # fmt: skip

    def budget(number: int) -> Row:
        deal = names.deal(number * 5) if number % 2 else None
        return (f"{today.year}-{number % 12 + 1:02d}", deal, f"Team {number % 8 + 1}",
                _TYPES[number % 4], 10_000.0 + number % 90)  # fmt: skip

    def campaign(number: int) -> Row:
        return (_campaign(number), "promotion", day(), today, 100_000.0, "running")

    yield ("Contracts", ("Contract no", "Deal", "Customer", "Rep", "Contract amount", "Status",
                         "Signed on", "Effective from"),
           (contract(n) for n in range(OTHERS)))  # fmt: skip
    yield ("Payment plan", ("Plan line", "Contract", "Deal", "Customer", "Payment type", "Due",
                            "Amount due"),
           (planned(n) for n in range(LINES * OTHERS)))  # fmt: skip
    yield ("Payments", ("Payment no", "Received on", "Contract", "Deal", "Customer",
                        "Payment type", "Amount received", "Received by"),
           (payment(n) for n in range(PAYMENTS)))  # fmt: skip
    yield ("Costs", ("Cost no", "Date", "Deal", "Team", "Rep", "Marketing campaign", "Cost type",
                     "Cost"),
           (cost(n) for n in range(OTHERS)))  # fmt: skip
    yield ("Budgets", ("Period", "Deal", "Team", "Cost type", "Budget"),
           (budget(n) for n in range(OTHERS // 10)))  # fmt: skip
    yield ("Campaigns", ("Campaign", "Campaign type", "Start", "End", "Budget", "Status"),
           (campaign(n) for n in range(_CAMPAIGNS)))  # fmt: skip


def project_sheets(names: Names, today: date) -> Iterator[tuple[str, Row, Iterator[Row]]]:
    """Name, headers and rows of each sheet of sales projects."""
    random = Random(7)

    def risk(number: int) -> Row:
        found = today - timedelta(days=random.randrange(200))
        return (f"K-{number:05d}", names.deal(number * 5), f"Risk {number}",
                str(random.randint(1, 5)), str(random.randint(1, 5)), names.rep(number), found,
                found + timedelta(days=60),
                random.choice(("open", "acting", "closed")))  # fmt: skip

    def strategy(number: int) -> Row:
        return (names.deal(number // 4), _ELEMENTS[number % 4], f"As it is {number}", "To win",
                "Visit them")  # fmt: skip

    def report(number: int) -> Row:
        return (names.deal(number * 5), today - timedelta(days=random.randrange(60)),
                names.rep(number), random.choice(("green", "amber", "red")), "Went on")  # fmt: skip

    yield ("Risks", ("Risk no", "Deal", "Risk", "Probability", "Impact", "Risk owner", "Found on",
                     "Due", "Risk status"),
           (risk(n) for n in range(OTHERS)))  # fmt: skip
    yield ("Four elements", ("Deal", "Element", "Analysis", "Element target", "Strategy"),
           (strategy(n) for n in range(OTHERS)))  # fmt: skip
    yield ("Weekly reports", ("Deal", "Report date", "Author", "Health", "Progress"),
           (report(n) for n in range(OTHERS)))  # fmt: skip


def floor_sheets(names: Names, today: date) -> Iterator[tuple[str, Row, Iterator[Row]]]:
    """Name, headers and rows of each sheet of homes sold on site."""
    random = Random(8)

    def unit(number: int) -> Row:
        state = random.choice(_STATES)
        taken = state in ("subscribed", "signed")
        building, rest = divmod(number, _PER_BUILDING)
        floor, place = divmod(rest, _PER_FLOOR)
        return (f"{building + 1}-{floor + 1}{place + 1:02d}", f"{building + 1}", float(floor + 1),
                f"{number % 4 + 1} rooms", 80.0 + number % 60, 10_000.0 + number % 900, state,
                names.customer(number) if taken else None, names.rep(number) if taken else None,
                today - timedelta(days=number % 200) if taken else None)  # fmt: skip

    def visitor(number: int) -> Row:
        return (today - timedelta(days=random.randrange(300)),
                random.choice(("visit", "phone", "return")), f"Visitor {number}",
                f"138{number // 2:08d}", names.rep(number), random.choice(("Website", "Poster")),
                f"{number % 4 + 1} rooms", 80.0 + number % 60, 900_000.0,
                random.choice(("too expensive", "noisy", None)), "following")  # fmt: skip

    yield ("Units", ("Unit no", "Building", "Floor", "Layout", "Area", "Price per m²",
                     "Unit state", "Holder", "Agent", "Subscribed on"),
           (unit(n) for n in range(OTHERS)))  # fmt: skip
    yield ("Visitor register", ("Date", "Register", "Visitor", "Phone", "Agent", "Heard through",
                                "Layout wanted", "Area wanted", "Budget", "Feedback",
                                "Visitor status"),
           (visitor(n) for n in range(OTHERS)))  # fmt: skip


def _campaign(number: int) -> str:
    return f"Campaign {number % _CAMPAIGNS + 1:02d}"
