"""Columns that a team adds to its deals and customers, by the row's number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.optional.offers import quantity
from sample_workbooks.optional.people import chains
from sample_workbooks.optional.spending import campaign_of
from sample_workbooks.optional.telling import Row, Telling, days_ago, days_ahead
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import CustomerRow, DealRow

_BUYER_STEPS = (("need", "feasibility"), ("feasibility", "initiation"),
                ("standards", "shortlist"), ("evaluation", "terms"))  # fmt: skip
"""Where the customer is in its own purchase, by our stage; the first where we run ahead."""
_LOST_IN = (0, 1, 1, 2, 2, 2, 3, 3)
_LOST_BY = {Habit.EARLY_ONLY: (0, 0, 1), Habit.QUARTER_END: (3,)}
"""The stages in which deals are lost: usually, and by the reps of whom it tells something."""
_OFFERS = ("one-off product", "product with service", "combination", "repeat purchase")
_BUYING = ("invited tender", "direct purchase", "negotiated tender", "framework")
_TENDERS = (0, 3)
"""Key deals bought by tender: one won and in negotiation, one still to be handed in."""
_OVERRIDES = ((0, 0.6), (6, 0.0))
"""Key deal, and the part of its amount that the manager counts on."""
_ANALYSES = ("customer_analysis", "own_analysis", "competition_analysis", "environment_analysis",
             "strengths", "weaknesses", "openings", "threats", "key_info")  # fmt: skip

_YEAR = timedelta(days=365)
_PARENTS = ((8, 0), (16, 0), (27, 3))
_TIERS = ("member", "silver", "gold", "platinum")
_GONE = 250
"""After so many days without anything a customer that bought is given up."""


def deal_columns(telling: Telling) -> dict[str, Row]:
    """What is told of each deal besides, by its number."""
    keys = {row.id: place for place, row in enumerate(telling.keys)}
    parents = _parents(telling)
    deciders = _deciders(telling)
    found = {}
    for row in telling.rows.deals:
        told = _of_every(telling, row)
        told["parent_deal"] = parents.get(row.id)
        told["decision_maker"] = deciders.get(row.customer) if row.deal.open else None
        if row.id in keys:
            told |= _of_key(telling, row, keys[row.id])
        found[row.id] = told
    return found


def _of_every(telling: Telling, row: DealRow) -> Row:
    deal, flavour = row.deal, row.deal.flavour
    told: Row = {"quantity": quantity(telling, row), "campaign": campaign_of(telling, row)}
    if deal.stage == 6:
        usual = _LOST_BY.get(REPS[deal.rep].habit, _LOST_IN)
        stage = telling.playbook.stages[usual[flavour % len(usual)]]
        told["lost_stage"] = stage.labels[telling.language]
    if not deal.open:
        return told
    step = _BUYER_STEPS[deal.stage][flavour % 5 > 1]
    process = telling.playbook.buyer_process
    told |= {
        "buyer_step": telling.label(() if process is None else process.steps, step),
        "need": telling.text("needs", deal.product) if flavour % 10 < 7 else None,
        "offer_type": telling.choice("deals", "offer_type", _OFFERS[flavour % 4]),
        "procurement_type": telling.choice("deals", "procurement_type", _BUYING[flavour // 4 % 4]),
        "market_potential": 1 + flavour % 5,
        "strategic_fit": 1 + flavour // 5 % 5,
    }
    if deal.stage >= 1:
        told["budget_confirmed"] = telling.flag(value=deal.stage == 3 or flavour % 3 == 0)
    if deal.stage >= 2 and flavour % 2:
        told["commitment"] = telling.text("commitments", flavour)
    return told


def _of_key(telling: Telling, row: DealRow, place: int) -> Row:
    told: Row = {
        "need": telling.text("needs", row.deal.product),
        "commitment": telling.text("commitments", place) if row.deal.stage >= 2 else None,
        "market_potential": 5 - place % 3,
        "strategic_fit": 5 - place % 2,
    }
    for key, share in _OVERRIDES:
        if key == place:
            told["forecast_override"] = round(row.deal.amount * share, -2)
    if place < 2:
        told |= {name: telling.text(name, place) for name in _ANALYSES}
    if place in _TENDERS:
        number = _TENDERS.index(place)
        told |= {
            "procurement_type": telling.choice(
                "deals", "procurement_type", ("open tender", "invited tender")[number]
            ),
            "tender_no": telling.text("tender numbers", number),
            "tender_deadline": (days_ago(43), days_ahead(9))[number],
            "tender_bond": round(row.deal.amount * 0.02, -2),
            "tender_result": telling.choice("deals", "tender_result", ("won", "pending")[number]),
        }
    return told


def _parents(telling: Telling) -> dict[str, str]:
    """Open deals with customers whose first project was signed before this one began."""
    found: dict[str, str] = {}
    for row in telling.open:
        before = [
            w
            for w in telling.won
            if w.customer == row.customer and (w.deal.closed or AS_OF) < row.deal.created
        ]
        if before and len(found) < 6:
            found[row.id] = telling.deal(before[0])
    return found


def _deciders(telling: Telling) -> dict[str, str]:
    return {c.customer.name: c.names[0] for c in chains(telling) if 0 in c.names}


def customer_columns(telling: Telling) -> dict[str, Row]:
    """What is told of each customer besides, by its number."""
    bought = Counter(row.customer for row in telling.won)
    last: dict[str, date] = {}
    for deal in telling.won:
        last.setdefault(deal.customer, deal.deal.closed or AS_OF)
    customers = telling.rows.customers
    referrers = telling.regulars[:9]
    found = {}
    for place, row in enumerate(customers):
        times = bought[row.name]
        told: Row = {
            "status": telling.choice("customers", "status", _status(row, last.get(row.name))),
            "relationship_level": str(_level(row, times)),
            "cadence_days": (10, None, 21, None, None, 45)[place % 6] if times else None,
            "loyalty": telling.choice("customers", "loyalty", _TIERS[min(times, 4) - 1])
            if times
            else None,
        }
        if place % 11 == 5:
            named = referrers[place % len(referrers)]
            told["referred_by"] = named.name if named.name != row.name else None
        found[row.id] = told
    for child, parent in _PARENTS:
        found[customers[child].id]["parent"] = customers[parent].name
    return found


def _status(row: CustomerRow, bought: date | None) -> str:
    if bought is None:
        return "prospect"
    if AS_OF - row.customer.last_contact > timedelta(days=_GONE):
        return "lost"
    return "active" if AS_OF - bought <= _YEAR else "dormant"


def _level(row: CustomerRow, times: int) -> int:
    """Who buys often is close; of those that have not, a few talk to our engineers."""
    return min(5, 1 + times) if times else 1 + row.customer.index % 2


def with_duplicates(telling: Telling) -> Telling:
    """The same with two customers entered a second time under nearly the same name."""
    first = len(telling.rows.customers)
    again = []
    for number, row in enumerate((telling.regulars[1], telling.regulars[4])):
        index = first + number
        again.append(
            replace(
                row,
                customer=replace(row.customer, index=index, tier=2, next_contact=None),
                id=telling.names.customer_id.format(number=index + 1),
                name=telling.again(row.name),
                tier="C",
                won=0,
                note=telling.text("entered twice", number),
            )
        )
    rows = replace(telling.rows, customers=[*telling.rows.customers, *again])
    return replace(telling, rows=rows)
