"""Contracts of what was won since June, what is owed under them, and what has been paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling
from sample_workbooks.rows import DealRow
from sample_workbooks.story import working_day

_SINCE = date(2026, 6, 1)
_ADVANCE = 0.3
_DUE = (20, 60)
"""Days from the signature to the first payment and to the last."""
_TERM = 14
"""Days from the invoice to the day on which it is due."""
_SLOW = 7
"""Every so many customers pays some days late."""
_HOLDS_BACK = timedelta(days=45)
"""So old is the last payment that does not come, though it was promised."""


def signed(telling: Telling) -> tuple[DealRow, ...]:
    """The deals with a contract in the book, the first signed first."""
    recent = [row for row in telling.won if (row.deal.closed or AS_OF) >= _SINCE]
    return tuple(reversed(recent))


def contracts(telling: Telling) -> list[Row]:
    """A contract for each of them, and the drafts of the two deals that are told in full."""
    found = [_contract(telling, n, row) for n, row in enumerate(signed(telling), start=1)]
    drafts = [_draft(telling, n, row) for n, row in enumerate(telling.keys[:2])]
    return [*found, *drafts]


def _draft(telling: Telling, place: int, row: DealRow) -> Row:
    return _base(telling, row) | {
        "no": f"C-26D{place + 1:02d}",
        "amount": row.deal.amount,
        "status": telling.choice("contracts", "status", ("review", "draft")[place]),
        "drafted": working_day(AS_OF - timedelta(days=8), back=True),
        "reviewer": telling.manager(row.deal.rep),
    }


def _base(telling: Telling, row: DealRow) -> Row:
    return {"deal": telling.deal(row), "customer": row.customer, "owner": row.rep}


def _no(number: int) -> str:
    return f"C-26{number:03d}"


def _contract(telling: Telling, number: int, row: DealRow) -> Row:
    day = row.deal.closed or AS_OF
    filed = _paid(telling, row, 1) is not None
    return _base(telling, row) | {
        "no": _no(number),
        "amount": row.deal.amount,
        "status": telling.choice("contracts", "status", "filed" if filed else "effective"),
        "drafted": working_day(day - timedelta(days=9), back=True),
        "reviewer": telling.manager(row.deal.rep),
        "reviewed": working_day(day - timedelta(days=3), back=True),
        "signed": day,
        "effective": day,
        "filed": _paid(telling, row, 1),
    }


def _due(row: DealRow, place: int) -> date:
    return working_day((row.deal.closed or AS_OF) + timedelta(days=_DUE[place]))


def _late(telling: Telling) -> str:
    """The biggest contract whose last payment has been due for some weeks: it has not come."""
    due = [row for row in signed(telling) if AS_OF - _due(row, 1) > _HOLDS_BACK]
    return max(due, key=lambda row: (row.deal.amount, row.id)).id


def _paid(telling: Telling, row: DealRow, place: int) -> date | None:
    """When a payment came; ``None`` where it is still to come."""
    if place == 1 and row.id == _late(telling):
        return None
    delay = 12 if row.deal.customer % _SLOW == 0 else row.deal.flavour % 5 - 2
    day = working_day(_due(row, place) + timedelta(days=delay))
    return day if day < AS_OF else None


def _amounts(row: DealRow) -> tuple[int, int]:
    first = round(row.deal.amount * _ADVANCE)
    return first, row.deal.amount - first


def _lines(telling: Telling) -> Iterator[tuple[Row, date | None]]:
    """The lines of the plan, each with the day on which it was paid."""
    for number, row in enumerate(signed(telling), start=1):
        for place, amount in enumerate(_amounts(row)):
            paid, billed = _paid(telling, row, place), _due(row, place) - timedelta(days=_TERM)
            yield {
                "id": f"{_no(number)}/{place + 1}", "contract": _no(number),
                "deal": telling.deal(row), "customer": row.customer,
                "kind": telling.choice("payment_plan", "kind", ("advance", "final")[place]),
                "condition": telling.text("conditions of payment", place),
                "due": _due(row, place), "amount": amount,
                "invoiced": billed if billed <= AS_OF else None,
                "received": amount if paid else 0, "settled": paid,
            }, paid  # fmt: skip


def payment_plan(telling: Telling) -> list[Row]:
    """What is owed under the contracts."""
    found = []
    for line, paid in _lines(telling):
        due = line["due"]
        assert isinstance(due, date)
        if paid is None and AS_OF - due > _HOLDS_BACK:
            promised = working_day(AS_OF - timedelta(days=11), back=True)
            line |= {"promised": promised, "promise": telling.text("promises", 0)}
        found.append(line)
    return found


def payments(telling: Telling) -> list[Row]:
    """What has come, in order of the days."""
    came = [(paid, line) for line, paid in _lines(telling) if paid]
    came.sort(key=lambda item: (item[0], str(item[1]["id"])))
    return [
        {
            "id": f"P-{number:04d}", "date": paid, "contract": line["contract"],
            "deal": line["deal"], "customer": line["customer"], "plan": line["id"],
            "kind": line["kind"], "amount": line["amount"],
            "method": telling.choice("payments", "method", "transfer"),
        }
        for number, (paid, line) in enumerate(came, start=1)
    ]  # fmt: skip
