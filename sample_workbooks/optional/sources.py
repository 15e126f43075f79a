"""Leads of the last year by channel, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling, days_ago
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import DealRow
from sample_workbooks.story import working_day
from sample_workbooks.vocabulary import Who

CHANNELS = (
    ("referral", 0.2), ("web", 0.5), ("phone", 0.7), ("exhibition", 3.0), ("partner", 0.8),
    ("customer-talk", 0.1), ("email", 0.3), ("social", 0.6), ("advertising", 2.4),
    ("technical-talk", 1.4), ("tender", 1.1), ("media", 0.2), ("market-research", 1.8),
    ("executive-visit", 1.6),
)  # fmt: skip
"""Channels, and what a lead costs in hundreds of a plain dollar book."""

_OF_SOURCE = {"en": (0, 1, 2, 3, 4, 5), "zh": (0, 1, 5, 3, 4, 9)}
"""The channel by place of a deal's source."""

_SINCE = date(2026, 1, 12)
_CONVERTED, _OTHERS = 36, 84
"""About so many became deals, and so many did not."""
_STATUSES = ("new", "working", "rejected", "qualified", "working", "rejected", "new", "rejected")
_INTERIM = 28
"""So many of the leads were taken by the colleague who has left since."""


def leads(telling: Telling) -> list[Row]:
    """Leads by date: those that became deals, and others."""
    draw = telling.random("leads")
    able = [
        row
        for row in telling.rows.deals
        if row.deal.created >= _SINCE + timedelta(days=25) and row.deal.flavour % 5 < 2
    ]
    spread = able[:: max(1, len(able) // _CONVERTED)]
    rows = [_converted(telling, draw, row) for row in spread]
    rows += list(_others(telling, draw))
    return sorted(rows, key=lambda r: (str(r["created"]), str(r["company"])))


def _converted(telling: Telling, draw: Random, row: DealRow) -> Row:
    channel = _OF_SOURCE[telling.language][row.deal.source]
    customer = telling.customer_of[row.customer]
    found = _lead(telling, draw, channel, row.deal.rep)
    before = working_day(row.deal.created - timedelta(days=draw.randint(3, 21)), back=True)
    found |= {
        "created": before,
        "company": row.customer,
        "contact": customer.contact,
        "phone": customer.phone,
        "email": customer.email,
        "need": telling.text("needs", row.deal.product),
        "score": draw.randint(6, 10) * 10,
        "status": telling.choice("leads", "status", "converted"),
        "converted_deal": telling.deal(row),
    }
    if CHANNELS[channel][0] == "referral":
        found["referred_by"] = telling.regulars[row.deal.flavour % 9].name
    return found


def _others(telling: Telling, draw: Random) -> Iterator[Row]:
    span = (days_ago(1) - _SINCE).days
    for number in range(_OTHERS):
        channel = number % len(CHANNELS)
        # The last ones have just come in, those before have been waited for or given up.
        day = working_day(_SINCE + timedelta(days=span * number // (_OTHERS - 1)), back=True)
        status = _STATUSES[number % len(_STATUSES)]
        if status in ("new", "working") and number < _OTHERS - 30:
            status = "rejected" if number % 3 else "qualified"
        row = _lead(telling, draw, channel, number * 5 % len(REPS))
        who = Who(200 + number, number % 8, number % 4)
        row |= {
            "created": day,
            "company": telling.text("strangers", number),
            "contact": telling.names.contact(Who(400 + number, 0, 0)),
            "phone": telling.names.phone(who),
            "need": telling.text("needs", number),
            "score": draw.randint(2, 9) * 10,
            "status": telling.choice("leads", "status", status),
            "notes": telling.text(f"lead {status}", number) if number % 2 else None,
        }
        if status in ("new", "working", "qualified") and number >= _OTHERS - 30:
            row["next_date"] = _next(number)
        if number < _INTERIM:
            row["owner"] = telling.text("left", 0)
        if CHANNELS[channel][0] == "referral":
            row["referred_by"] = telling.regulars[number % 9].name
        yield row


def _next(number: int) -> date:
    days = (-5, -1, 0, 2, 4, 9, 13)[number % 7]
    return AS_OF if days == 0 else working_day(AS_OF + timedelta(days=days), back=days < 0)


def _lead(telling: Telling, draw: Random, channel: int, rep: int) -> Row:
    if REPS[rep].habit is Habit.NEW:
        rep += 1
    code, cost = CHANNELS[channel]
    unit = 100 * telling.scale
    return {
        "source": telling.label(telling.playbook.lists.channels, code),
        "owner": telling.rep(rep),
        "cost": round(cost * unit * draw.uniform(0.7, 1.4) / 10) * 10,
    }
